"""What can happen in a session, as facts: teaching-level, past tense, never key presses and never people.

A fact is stored as its kind, its version and plain data. Kinds from a newer program are kept as `Unknown`
and ignored by the fold, so an older laptop can still read the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, get_args, get_origin

Cover = Literal["safe", "black", "white"]
Column = Literal["before", "during", "after"]
Reason = Literal["time", "age", "language", "question", "technical", "sensitive", "other"]
Field = Literal["went", "people", "adults", "mentors", "prepared", "group_form", "stayed"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Base of every fact."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class PassStarted(Fact):
    """The lesson began with a group (a code, never people)."""

    kind = "pass_started"
    lesson: str
    lesson_hash: str
    length: int
    group: str
    people: int
    rehearsal: bool


@dataclass(frozen=True, slots=True)
class SessionResumed(Fact):
    """The lesson went on after the program had been away for `gap_s` seconds (its own pause)."""

    kind = "session_resumed"
    gap_s: int


@dataclass(frozen=True, slots=True)
class StepShown(Fact):
    """The leader came to a step, `count` of its taps made; the projector shows it too, unless it is frozen."""

    kind = "step_shown"
    step: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class LinesShown(Fact):
    """`count` taps of the step's content are showing."""

    kind = "lines_shown"
    step: str
    count: int


@dataclass(frozen=True, slots=True)
class StepSkipped(Fact):
    """A step was left out, with a reason code; `to` is the step that came instead (empty: the leader stays)."""

    kind = "step_skipped"
    step: str
    reason: Reason
    to: str


@dataclass(frozen=True, slots=True)
class MinuteAdded(Fact):
    """The leader gave a step one more minute."""

    kind = "minute_added"
    step: str


@dataclass(frozen=True, slots=True)
class ClockPaused(Fact):
    """The lesson's clock was paused."""

    kind = "clock_paused"


@dataclass(frozen=True, slots=True)
class ClockResumed(Fact):
    """The lesson's clock went on."""

    kind = "clock_resumed"


@dataclass(frozen=True, slots=True)
class StageCovered(Fact):
    """The stage was covered; the safe screen also interrupts the clock. Why is never recorded."""

    kind = "stage_covered"
    cover: Cover


@dataclass(frozen=True, slots=True)
class StageUncovered(Fact):
    """The stage shows the lesson again."""

    kind = "stage_uncovered"


@dataclass(frozen=True, slots=True)
class StageFrozen(Fact):
    """The stage keeps its picture while the leader looks ahead; time and outcome stay with that picture."""

    kind = "stage_frozen"


@dataclass(frozen=True, slots=True)
class StageReleased(Fact):
    """The stage follows the leader again; what the leader is at counts as shown from now."""

    kind = "stage_released"


@dataclass(frozen=True, slots=True)
class SupportShown(Fact):
    """The support list was laid over the stage."""

    kind = "support_shown"


@dataclass(frozen=True, slots=True)
class TermShown(Fact):
    """A word from the glossary was laid over the stage."""

    kind = "term_shown"
    term: str


@dataclass(frozen=True, slots=True)
class OverlayClosed(Fact):
    """The overlay was taken away."""

    kind = "overlay_closed"


@dataclass(frozen=True, slots=True)
class CardTaken(Fact):
    """A pyramid card was taken in hand."""

    kind = "card_taken"
    step: str
    card: str


@dataclass(frozen=True, slots=True)
class CardPlaced(Fact):
    """A card lies on these levels (1 base – 5 top, low to high; two when the class disagrees); none: taken back."""

    kind = "card_placed"
    step: str
    card: str
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CardAdded(Fact):
    """The class wrote a card of its own; the text has been through the personal-data scan."""

    kind = "card_added"
    step: str
    card: str
    text: str


@dataclass(frozen=True, slots=True)
class TopShown(Fact):
    """An adult showed the top of the pyramid."""

    kind = "top_shown"
    step: str


@dataclass(frozen=True, slots=True)
class RuleAdded(Fact):
    """The group agreed on a rule of its own."""

    kind = "rule_added"
    step: str
    text: str


@dataclass(frozen=True, slots=True)
class RuleRemoved(Fact):
    """A rule was taken away."""

    kind = "rule_removed"
    step: str
    text: str


@dataclass(frozen=True, slots=True)
class IdeaAdded(Fact):
    """An idea was put on the before–during–after board."""

    kind = "idea_added"
    step: str
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class IdeaRemoved(Fact):
    """An idea was taken off the board."""

    kind = "idea_removed"
    step: str
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class SceneFrozen(Fact):
    """The role play was frozen."""

    kind = "scene_frozen"
    step: str


@dataclass(frozen=True, slots=True)
class SceneReleased(Fact):
    """The role play went on."""

    kind = "scene_released"
    step: str


@dataclass(frozen=True, slots=True)
class HandsCounted(Fact):
    """How many stand in a corner (group count; only where the author allows it)."""

    kind = "hands_counted"
    step: str
    corner: int
    count: int


@dataclass(frozen=True, slots=True)
class CountsShown(Fact):
    """The counts were shown on or hidden from the stage."""

    kind = "counts_shown"
    step: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ExerciseUndone(Fact):
    """The last change in a step's exercise was taken back."""

    kind = "exercise_undone"
    step: str


@dataclass(frozen=True, slots=True)
class PassEnded(Fact):
    """The lesson ended; `complete` when every step had been shown or left out with a reason."""

    kind = "pass_ended"
    complete: bool


@dataclass(frozen=True, slots=True)
class AnswerGiven(Fact):
    """A field of the ending form was answered."""

    kind = "answer_given"
    field: Field
    value: int


@dataclass(frozen=True, slots=True)
class NoteWritten(Fact):
    """The leader's note was saved or replaced; only its salted digest stands in the chain."""

    kind = "note_written"
    digest: str


@dataclass(frozen=True, slots=True)
class LogFinished(Fact):
    """The log was finished: a draft before, a record after."""

    kind = "log_finished"


@dataclass(frozen=True, slots=True)
class Unknown(Fact):
    """A kind or version this program does not know; kept as it is and ignored."""

    kind = "unknown"
    name: str
    number: int
    data: Mapping[str, Any]


FACTS: dict[str, type[Fact]] = {cls.kind: cls for cls in Fact.__subclasses__() if cls.kind != Unknown.kind}


def to_plain(fact: Fact) -> tuple[str, int, dict[str, Any]]:
    """The stored form of a fact: kind, version, data."""
    if isinstance(fact, Unknown):
        return fact.name, fact.number, dict(fact.data)
    data = {f.name: getattr(fact, f.name) for f in fields(fact)}
    return fact.kind, fact.version, {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}


def from_plain(kind: str, version: int, data: Mapping[str, Any]) -> Fact:
    """The fact behind its stored form; `Unknown` when kind, version, fields or values are not this program's."""
    cls = FACTS.get(kind)
    if cls is None or version != cls.version or not _fits(cls, data):
        return Unknown(kind, version, dict(data))
    return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in data.items()})


def _fits(cls: type[Fact], data: Mapping[str, Any]) -> bool:
    wanted = {f.name: f.type for f in fields(cls)}
    return wanted.keys() == data.keys() and all(_is(data[name], of) for name, of in wanted.items())


def _is(value: object, wanted: object) -> bool:
    if get_origin(wanted) is Literal:
        return isinstance(value, str) and value in get_args(wanted)
    if get_origin(wanted) is tuple:
        return isinstance(value, list) and all(type(one) is int for one in value)
    return type(value) is wanted
