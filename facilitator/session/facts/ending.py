"""Facts of the form after the lesson."""

from dataclasses import dataclass

from facilitator.session.facts.base import Correction, Fact, Field


@dataclass(frozen=True, slots=True)
class AnswerGiven(Fact):
    """A field of the ending form was answered."""

    kind = "answer_given"
    field: Field
    value: int


@dataclass(frozen=True, slots=True)
class MinutesCorrected(Fact):
    """The leader said afterwards how many minutes a step took; what the clock measured stays beside it."""

    kind = "minutes_corrected"
    step: str
    minutes: int
    reason: Correction


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
class EnteredAfterwards(Fact):
    """The lesson was held without the program and is entered now: the facts around this one say what somebody
    remembers, and only this one's wall time is of the entering."""

    kind = "entered_afterwards"
