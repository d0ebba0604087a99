"""Slides of the exercises."""

from dataclasses import dataclass

from facilitator.overriding import override
from facilitator.ui.stage.slide.base import Slide


@dataclass(frozen=True, slots=True)
class Mark:
    """A form of violence: its name decides the colour, its letter says it without colour."""

    form: str
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """A pyramid card. `both`: the class placed it on two levels. `dim`: another form of violence is chosen.

    No `id`: it cannot be moved (words on the top).
    """

    id: str
    text: str
    marks: tuple[Mark, ...] = ()
    both: bool = False
    dim: bool = False

    def spoken(self) -> str:
        """The card's words and its forms by name."""
        names = " · ".join(mark.name for mark in self.marks)
        return f"{self.text} ({names})" if names else self.text


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the pyramid with the cards on it."""

    name: str
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pyramid(Slide):
    """The class's pyramid: levels base first; above it the card in hand, the form that is chosen or the last question.

    `legend`: the forms of violence that the cards have.
    """

    question: str
    ending: str
    ended: bool
    hand: Card | None
    levels: tuple[Level, ...]
    legend: tuple[Mark, ...] = ()
    only: Mark | None = None

    @override
    def _texts(self) -> tuple[str, ...]:
        asked = self.ending if self.ended else self.question
        rows = [
            f"{n}. {level.name}" + (": " + ", ".join(c.spoken() for c in level.cards) if level.cards else "")
            for n, level in reversed(list(enumerate(self.levels, start=1)))
        ]
        above = self.hand.spoken() if self.hand else self.only.name if self.only else ""
        legend = " · ".join(f"{mark.letter} {mark.name}" for mark in self.legend)
        return (asked, above, *rows, legend)


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner: its letter, its answer and, when shown, how many stand there (“–” when fewer than three)."""

    letter: str
    text: str
    count: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners(Slide):
    """A statement and its four corners, which come with the first tap."""

    statement: str
    corners: tuple[Corner, ...]
    shown: bool
    countable: bool = False

    @override
    def _texts(self) -> tuple[str, ...]:
        if not self.shown:
            return (self.statement, " ".join(c.letter for c in self.corners))
        rows = (" ".join(filter(None, (f"{c.letter}:", c.text, c.count))) for c in self.corners)
        return (self.statement, *rows)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board."""

    id: str
    icon: str
    heading: str
    ideas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Slide):
    """What a bystander can do before, during and after."""

    question: str
    columns: tuple[Column, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.question, *(text for c in self.columns for text in (c.heading, *c.ideas)))
