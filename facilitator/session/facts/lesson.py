"""Facts of the walk through a lesson and of its time."""

from dataclasses import dataclass

from facilitator.session.facts.base import Fact, Reason


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
class ComputerSlept(Fact):
    """The computer slept for the last `gap_ms` milliseconds (its own pause); the safe screen comes first."""

    kind = "computer_slept"
    gap_ms: int


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
class AdultTookOver(Fact):
    """The adult in the room leads the step from here."""

    kind = "adult_took_over"
    step: str


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
class PassEnded(Fact):
    """The lesson ended; `complete` when every step had been shown or left out with a reason."""

    kind = "pass_ended"
    complete: bool
