"""Facts of the plan for the rest of a lesson: what was shortened, where it stops, and when the bell rings."""

from dataclasses import dataclass

from facilitator.session.facts.base import Fact


@dataclass(frozen=True, slots=True)
class PlanSqueezed(Fact):
    """Steps ahead got shorter: seconds now taken off each step, in the lesson's order, earlier cuts included."""

    kind = "plan_squeezed"
    cut_s: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShortFormChosen(Fact):
    """A step is led in the author's short form."""

    kind = "short_form_chosen"
    step: str


@dataclass(frozen=True, slots=True)
class StopPlanned(Fact):
    """The lesson stops after this step; the closing follows, and the rest is for next time."""

    kind = "stop_planned"
    step: str


@dataclass(frozen=True, slots=True)
class PlanRestored(Fact):
    """What lies ahead is as it was written: no cuts, short forms or stop, and what was left out for time is back."""

    kind = "plan_restored"


@dataclass(frozen=True, slots=True)
class BellSet(Fact):
    """The lesson must be over after `at_ms` of its time, pauses and breaks counted; 0: there is no such bell."""

    kind = "bell_set"
    at_ms: int


@dataclass(frozen=True, slots=True)
class StepBegan(Fact):
    """The leader forgot to tap on: this step had begun `ago_s` before, and that time is its own, not the last one's."""

    kind = "step_began"
    step: str
    ago_s: int
