"""What the projector can show: one frozen value a form. No slide has a field for anything leaders only may see.

A slide holds all lines of its step, also those not yet revealed, so that the layout never moves; `words` and the
drawing use the revealed ones only. Texts are in their final language.
"""

from dataclasses import dataclass
from typing import Literal

from typing_extensions import override

Accent = Literal["mvp", "taget", "staff"]
CoverKind = Literal["safe", "black", "white"]


@dataclass(frozen=True, slots=True)
class Clock:
    """The calm timer: whole seconds left and in all."""

    left: int
    total: int
    paused: bool = False
    accent: Accent = "mvp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds a step: tag, title and the railway line with a station a step. `place` says it in words."""

    tag: str
    title: str
    accent: Accent
    stations: int
    here: int
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and whether it has been revealed."""

    text: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Sign:
    """A short text with an icon. `strong`: the one that matters now."""

    icon: str
    text: str
    small: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """Base of every slide."""

    frame: Frame | None = None

    def words(self) -> str:
        """Everything shown, as plain text in reading order, one line each."""
        lines = [text.replace("**", "") for text in self._texts() if text]
        if self.frame is not None:
            lines = [self.frame.tag, self.frame.title, *lines, self.frame.place]
        return "\n".join(lines)

    def _texts(self) -> tuple[str, ...]:
        return ()


def _shown(lines: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple(line.text for line in lines if line.shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening(Slide):
    """First screen: title, lead and principles; then the plan and the content note."""

    kicker: str
    title: str
    lead: str
    principles: tuple[Sign, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker, self.title, self.lead, *(p.text for p in self.principles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Slide):
    """Today's plan, and the content note."""

    heading: str
    lines: tuple[str, ...]
    note: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, *self.lines, self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(Slide):
    """A heading, a short text and points revealed one by one: text, look back and agreement."""

    heading: str
    kicker: Sign | None = None
    body: str = ""
    points: tuple[Line, ...] = ()

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text if self.kicker else "", self.heading, self.body, *_shown(self.points))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the glossary with its plain meaning."""

    term: str
    meaning: str
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(Slide):
    """Words from the glossary, the newest one large; also the overlay with one word."""

    kicker: Sign
    terms: tuple[Word, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        seen = [w for w in self.terms if w.shown]
        return (self.kicker.text, *(w.term for w in seen[:-1]), seen[-1].term, seen[-1].meaning)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a conversation; `state` tells done, now or next, `label` says it in words."""

    icon: str
    text: str
    label: str
    state: Literal["done", "now", "next"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt(Slide):
    """A question with its phases."""

    question: str
    hint: str
    phases: tuple[Phase, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.question, self.hint, *(f"{p.text}: {p.label}" for p in self.phases))


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation(Slide):
    """A scenario's situation alone."""

    kicker: Sign
    title: str
    situation: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text, self.title, self.situation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thoughts(Slide):
    """A scenario's thoughts, revealed one by one; the situation stays beside them when there is room for both."""

    kicker: Sign
    title: str
    situation: str
    heading: str
    thoughts: tuple[Line, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text, self.title, self.situation, self.heading, *_shown(self.thoughts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Slide):
    """What a bystander can do: each option with its kind's icon and its moment."""

    kicker: Sign
    heading: str
    options: tuple[Sign, ...]
    note: str = ""

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text, self.heading, self.note, *(f"{o.text} ({o.small})" for o in self.options))


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze(Slide):
    """The role play stands still."""

    heading: str
    text: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, self.text)


@dataclass(frozen=True, slots=True)
class Mark:
    """A form of violence: its name decides the colour, its letter says it without colour."""

    form: str
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """A pyramid card. `both`: the class placed it on two levels. No `id`: it cannot be moved (words on the top)."""

    id: str
    text: str
    marks: tuple[Mark, ...] = ()
    both: bool = False

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
    """The class's pyramid: levels base first, and the card in hand or the last question above it."""

    question: str
    ending: str
    ended: bool
    hand: Card | None
    levels: tuple[Level, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        asked = self.ending if self.ended else self.question
        rows = [
            f"{n}. {level.name}" + (": " + ", ".join(c.spoken() for c in level.cards) if level.cards else "")
            for n, level in reversed(list(enumerate(self.levels, start=1)))
        ]
        return (asked, self.hand.spoken() if self.hand else "", *rows)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Slide):
    """The closing round."""

    kicker: Sign
    prompt: str
    hint: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.kicker.text, self.prompt, self.hint)


@dataclass(frozen=True, slots=True)
class Contact:
    """A row of the support list."""

    name: str
    reach: str
    audience: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Slide):
    """The support list, local rows first."""

    heading: str
    note: str
    contacts: tuple[Contact, ...]

    @override
    def _texts(self) -> tuple[str, ...]:
        rows = (" · ".join(filter(None, (c.name, c.reach, c.audience, c.hours))) for c in self.contacts)
        return (self.heading, self.note, *rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Slide):
    """The safe screen with its two lines, or plain black or white."""

    kind: CoverKind
    heading: str = ""
    text: str = ""

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify(Slide):
    """The card that tells screens apart: one big letter and a friendly line."""

    letter: str
    heading: str
    text: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.letter, self.heading, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingCard(Slide):
    """Lines to read from the back row, with the smallest text the stage uses, and the four corners of the picture."""

    heading: str
    lines: tuple[str, ...]
    corner: str

    @override
    def _texts(self) -> tuple[str, ...]:
        return (self.heading, *self.lines, "1 2 3 4 5", self.corner)
