"""Slides of hot chair, line and answers."""

from dataclasses import dataclass

from facilitator.overriding import override
from facilitator.ui.stage.slide.base import Line, Sign, Slide


@dataclass(frozen=True, slots=True)
class Way:
    """What one may think of a statement, and what one then does; its sign."""

    icon: str
    asked: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HotSeat(Slide):
    """One statement at a time, the two ways to answer it with the body, and how many remain."""

    kicker: Sign
    statements: tuple[Line, ...]
    here: int
    ways: tuple[Way, Way]
    left: str

    @override
    def _texts(self) -> tuple[str, ...]:
        ways = (f"{way.asked} {way.answer}" for way in self.ways)
        return (self.kicker.text, self.statements[self.here].text, *ways, self.left)


@dataclass(frozen=True, slots=True)
class Place:
    """A place to stand or a card to hold up: its words and, when shown, how many chose it."""

    text: str
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spectrum(Slide):
    """A statement and a line from one end to the other, which gets its names with the first tap."""

    statement: str
    places: tuple[Place, Place, Place]
    shown: bool

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.statement, *_places(self.places, self.shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Slide):
    """A statement and three answers with a sign each; the words come with the first tap."""

    statement: str
    places: tuple[Place, Place, Place]
    shown: bool
    countable: bool = False

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.statement, *_places(self.places, self.shown))


def _places(places: tuple[Place, ...], shown: bool) -> tuple[str, ...]:
    return tuple(" ".join(filter(None, (p.text, p.count))) for p in places) if shown else ()
