"""Facts of what belongs to the group and goes on from lesson to lesson: never who, only what was said and agreed."""

from dataclasses import dataclass

from facilitator.session.facts.base import Fact

CardBrought = tuple[str, tuple[str, ...], tuple[int, ...]]
"""A pyramid card: its text, its forms of violence, the levels it lies on (none: not placed)."""

TextsBrought = tuple[str, str, tuple[tuple[str, ...], ...]]
"""What was written in a step: the step, its form, a column a place."""


@dataclass(frozen=True, slots=True)
class QuestionParked(Fact):
    """A question was put aside for later; the text has been through the personal-data scan."""

    kind = "question_parked"
    typed = ("text",)
    text: str


@dataclass(frozen=True, slots=True)
class QuestionUnparked(Fact):
    """A parked question was answered or taken away."""

    kind = "question_unparked"
    typed = ("text",)
    text: str


@dataclass(frozen=True, slots=True)
class TakeawayChosen(Fact):
    """The group chose the word it takes along, instead of any before; empty: taken away. Scanned text."""

    kind = "takeaway_chosen"
    typed = ("text",)
    text: str


@dataclass(frozen=True, slots=True)
class ThreadBrought(Fact):
    """What the group brings from the lessons before, whole, so that this session's facts tell all of it.

    `session`, `lesson`, `title`, `started` (UTC, ISO): the last time; `stopped_after` of `steps`: how far it came
    when it was not led to its end, else 0. `rules`: those that the group has added; the lesson has its own.
    """

    kind = "thread_brought"
    typed = ("rules", "cards", "texts", "parked", "word")
    session: str
    lesson: str
    title: str
    started: str
    stopped_after: int
    steps: int
    rules: tuple[str, ...]
    cards: tuple[CardBrought, ...]
    texts: tuple[TextsBrought, ...]
    parked: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class PassContinued(Fact):
    """The lesson goes on at `step` where `session` stopped; `passed`: the steps held or left out by then."""

    kind = "pass_continued"
    session: str
    step: str
    passed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkReopened(Fact):
    """The group's earlier work was put in place of the step's empty exercise."""

    kind = "work_reopened"
    step: str
