"""A session as it stands: the fold of its facts.

Time is elapsed milliseconds since the start on a monotonic clock; the wall clock is read once, at the start.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol

from facilitator.content.model import Prompt, Step
from facilitator.content.script import Script
from facilitator.session import facts as f
from facilitator.session import work as w

Outcome = Literal["ahead", "shown", "skipped", "before"]
Place = tuple[int, int]
"""A picture: the step's place, and how many of its taps show."""
PASSED_OVER = ("skipped", "before")
"""Outcomes of steps that do not come by themselves: left out, or held the time before."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its place: number in the session, elapsed milliseconds, wall time (UTC, ISO) for the record."""

    seq: int
    at_ms: int
    wall: str
    fact: f.Fact


@dataclass(frozen=True, slots=True)
class StepRun:
    """What has happened to one step: its fate, its place in the order of first showing (0: never shown), when it
    first came and was last left (-1: not yet, or showing), time spent and paused (ms), minutes added, seconds taken
    off its plan, whether it is led in the author's short form, and its minutes as corrected afterwards (-1: they are
    as measured)."""

    outcome: Outcome = "ahead"
    order: int = 0
    entered_ms: int = -1
    left_ms: int = -1
    spent_ms: int = 0
    paused_ms: int = 0
    extra_min: int = 0
    reason: str = ""
    cut_s: int = 0
    short: bool = False
    corrected_min: int = -1

    @property
    def counted_ms(self) -> int:
        """The time that counts: as corrected afterwards, else as measured."""
        return self.spent_ms if self.corrected_min < 0 else self.corrected_min * 60_000


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over the stage: the support list or one word."""

    kind: Literal["support", "term"]
    term: str = ""


class Run(Protocol):
    """What can be asked of a step's `StepRun`, and of one that facts still change."""

    @property
    def outcome(self) -> Outcome: ...
    @property
    def order(self) -> int: ...
    @property
    def counted_ms(self) -> int: ...
    @property
    def paused_ms(self) -> int: ...
    @property
    def reason(self) -> str: ...
    @property
    def short(self) -> bool: ...
    @property
    def corrected_min(self) -> int: ...


class Readable:
    """What can be asked of a session, as it stands (`Session`) and while facts change it (`draft.Draft`)."""

    __slots__ = ()
    script: Script
    step: int
    revealed: int
    runs: Sequence[Run]
    added_min: Mapping[Place, int]
    cover: f.Cover | None
    paused: bool
    held: tuple[int, int] | None
    stop: str
    ended: bool

    @property
    def current(self) -> Step:
        """The step the leader is at."""
        return self.script.steps[self.step]

    @property
    def seen(self) -> tuple[int, int]:
        """The place of the step that the pupils see, cover or not, and how many of its taps show."""
        return self.held or (self.step, self.revealed)

    @property
    def closing_left(self) -> list[str]:
        """The steps of the closing that have not been shown, in their order."""
        ours = zip(self.script.steps, self.runs, strict=True)
        return [step.id for step, run in ours if step.weight == "protected" and run.outcome != "shown"]

    @property
    def running(self) -> bool:
        """Whether the lesson's clock goes."""
        return not self.ended and not self.paused and self.cover != "safe"

    @property
    def planned_ms(self) -> int:
        """How long the lesson is as written; in one that goes on from another time, what was left of it."""
        ours = zip(self.script.steps, self.runs, strict=True)
        return sum(step.minutes for step, run in ours if run.outcome != "before") * 60_000

    def authored_min(self, index: int) -> int:
        """The author's minutes for a step, in the form that is led."""
        step = self.script.steps[index]
        return step.short.minutes if self.runs[index].short and step.short else step.minutes

    def put_off(self, index: int) -> bool:
        """Whether a step lies after the planned stop and is kept for next time; the closing never is."""
        beyond = bool(self.stop) and index > self.index(self.stop)
        return beyond and self.script.steps[index].weight != "protected"

    def index(self, step: str) -> int:
        """The place of a step in this length of the lesson. Raises KeyError for an unknown step."""
        return self.script.places[step]


@dataclass(frozen=True, slots=True)
class Session(Readable):
    """One run of a lesson with one group.

    `step` and `revealed` say where the leader is; `held` the same of the frozen stage, while it is frozen, and
    `held_work` its exercises as they were then. Time and
    the log belong to what the pupils see (`seen`). `revealed_at_ms` is what the seen step had spent when its last tap
    began, `added_min` the minutes added to each phase of a conversation, `phase_ms` what each had used when it was left. `stop` is the step the lesson is to stop after, before its closing; `bell_ms`
    when it must be over, in the lesson's time with pauses and breaks (0: no bell). `asleep_ms`: sleep of the computer, among
    the pauses, that was longer than the lesson and so led to another occasion. `brought`: what the group had from
    before; `continues`: the session that this one goes on from; `reopened`: steps where earlier work was put; `parked`
    and `word` go on to the next time; `typed`: the entries of every text that the leader has written and that is not
    forgotten (`session.written`); `late`: entered afterwards, so that its times are what somebody remembers.
    """

    id: str
    script: Script
    started: str = ""
    lesson: str = ""
    group: str = ""
    people: int = 0
    rehearsal: bool = False
    seq: int = 0
    at_ms: int = 0
    step: int = 0
    revealed: int = 0
    revealed_at_ms: int = 0
    added_min: Mapping[Place, int] = field(default_factory=dict)
    phase_ms: Mapping[Place, int] = field(default_factory=dict)
    runs: tuple[StepRun, ...] = ()
    work: Mapping[str, w.Trail] = field(default_factory=dict)
    cover: f.Cover | None = None
    paused: bool = False
    held: tuple[int, int] | None = None
    held_work: Mapping[str, w.Trail] | None = None
    overlay: Overlay | None = None
    taken_over: frozenset[str] = frozenset()
    support_shown: bool = False
    safe_count: int = 0
    gaps: tuple[int, ...] = ()
    asleep_ms: int = 0
    stop: str = ""
    bell_ms: int = 0
    ended: bool = False
    complete: bool = False
    brought: f.ThreadBrought | None = None
    continues: str = ""
    reopened: tuple[str, ...] = ()
    parked: tuple[str, ...] = ()
    word: str = ""
    typed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    answers: Mapping[str, int] = field(default_factory=dict)
    noted: bool = False
    finished: bool = False
    late: bool = False

    def run(self, step: str) -> StepRun:
        """What has happened to a step."""
        return self.runs[self.index(step)]


def blank(session_id: str, script: Script) -> Session:
    """A session nothing has happened in yet."""
    return Session(
        session_id,
        script,
        runs=(StepRun(),) * len(script.steps),
        work=_begun(script),
        typed={},
        answers={},
        added_min={},
        phase_ms={},
    )


@lru_cache(maxsize=64)
def _begun(script: Script) -> Mapping[str, w.Trail]:
    """The exercises of a lesson before anything has been done; many sessions run the same lesson."""
    begun = ((step.id, w.empty(step.stage)) for step in script.steps)
    return {step: w.Trail(work) for step, work in begun if work is not None}


def most_cut_s(session: Readable, index: int) -> int:
    """Seconds that can be taken off a step's plan at most: down to its floor; a protected step gives nothing."""
    step = session.script.steps[index]
    if step.weight == "protected":
        return 0
    return max(0, session.authored_min(index) - step.floor) * 60


def phase_total_ms(session: Readable, place: Place) -> int | None:
    """How long a phase of a conversation is, minutes added to it included; None where there is no phase."""
    index, number = place
    stage = session.script.steps[index].stage
    if not isinstance(stage, Prompt) or not 0 < number <= len(stage.phases):
        return None
    return round((stage.phases[number - 1].minutes + session.added_min.get(place, 0)) * 60_000)
