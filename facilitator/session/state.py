"""A session as it stands: the fold of its facts.

Time is elapsed milliseconds since the start on a monotonic clock; the wall clock is read once, at the start.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from facilitator.content.model import Step
from facilitator.content.script import Script
from facilitator.session import facts as f
from facilitator.session import work as w

Outcome = Literal["ahead", "shown", "skipped"]


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


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a lesson with one group.

    `step` and `revealed` say where the leader is; `held` the same of the frozen stage, while it is frozen, and
    `held_work` its exercises as they were then. Time and
    the log belong to what the pupils see (`seen`). `revealed_at_ms` is what the seen step had spent at its last tap,
    `tap_extra_min` the minutes added since. `stop` is the step the lesson is to stop after, before its closing; `bell_ms`
    when it must be over, in the lesson's time with pauses and breaks (0: no bell).
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
    tap_extra_min: int = 0
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
    stop: str = ""
    bell_ms: int = 0
    ended: bool = False
    complete: bool = False
    answers: Mapping[str, int] = field(default_factory=dict)
    noted: bool = False
    finished: bool = False

    @property
    def current(self) -> Step:
        """The step the leader is at."""
        return self.script.steps[self.step]

    @property
    def seen(self) -> tuple[int, int]:
        """The place of the step that the pupils see, cover or not, and how many of its taps show."""
        return self.held or (self.step, self.revealed)

    @property
    def running(self) -> bool:
        """Whether the lesson's clock goes."""
        return not self.ended and not self.paused and self.cover != "safe"

    @property
    def planned_ms(self) -> int:
        """How long the lesson is as written."""
        return sum(step.minutes for step in self.script.steps) * 60_000

    def authored_min(self, index: int) -> int:
        """The author's minutes for a step, in the form that is led."""
        step = self.script.steps[index]
        return step.short.minutes if self.runs[index].short and step.short else step.minutes

    def put_off(self, index: int) -> bool:
        """Whether a step lies after the planned stop and is kept for next time; the closing never is."""
        beyond = bool(self.stop) and index > self.index(self.stop)
        return beyond and self.script.steps[index].weight != "protected"

    def run(self, step: str) -> StepRun:
        """What has happened to a step."""
        return self.runs[self.index(step)]

    def index(self, step: str) -> int:
        """The place of a step in this length of the lesson. Raises KeyError for an unknown step."""
        for i, s in enumerate(self.script.steps):
            if s.id == step:
                return i
        raise KeyError(step)


def blank(session_id: str, script: Script) -> Session:
    """A session nothing has happened in yet."""
    begun = ((step.id, w.empty(step.stage)) for step in script.steps)
    trails = {step: w.Trail(work) for step, work in begun if work is not None}
    return Session(session_id, script, runs=(StepRun(),) * len(script.steps), work=trails, answers={})


def fold(session_id: str, script: Script, entries: Iterable[Entry]) -> Session:
    """The session after all `entries`, in order."""
    session = blank(session_id, script)
    for entry in entries:
        session = evolve(session, entry)
    return session


def evolve(session: Session, entry: Entry) -> Session:
    """The session after one more entry. Total: a fact that does not fit changes nothing but the clock."""
    session = _tick(session, entry)
    fact = entry.fact
    if not _fits(session, fact):
        return session
    step = getattr(fact, "step", None)
    if isinstance(step, str) and step in session.work:
        trail = w.change(session.work[step], fact)
        if trail is not session.work[step]:
            return replace(session, work={**session.work, step: trail})
    session = _evolve(session, entry)
    return replace(session, support_shown=session.support_shown or _support_seen(session))


def _fits(session: Session, fact: f.Fact) -> bool:
    """A lesson begins once; after its end only the ending form is left, after the log is finished nothing."""
    if session.finished or (session.started and isinstance(fact, f.PassStarted)):
        return False
    if session.ended and not isinstance(
        fact, f.AnswerGiven | f.MinutesCorrected | f.NoteWritten | f.LogFinished
    ):
        return False
    if isinstance(fact, f.MinutesCorrected) and not session.ended:
        return False
    step = getattr(fact, "step", None)
    return step is None or any(s.id == step for s in session.script.steps)


def _support_seen(session: Session) -> bool:
    if session.cover or session.ended:
        return False
    if session.overlay:
        return session.overlay.kind == "support"
    return session.script.steps[session.seen[0]].form == "support"


def _tick(session: Session, entry: Entry) -> Session:
    delta = max(0, entry.at_ms - session.at_ms)
    at_ms = max(session.at_ms, entry.at_ms)
    if session.seq and not session.ended and delta:
        index = session.seen[0]
        run = session.runs[index]
        rested = delta if not session.running else 0
        if isinstance(entry.fact, f.ComputerSlept) and session.running:
            rested = min(delta, max(0, entry.fact.gap_ms))
        run = replace(run, spent_ms=run.spent_ms + delta - rested, paused_ms=run.paused_ms + rested)
        session = _with_run(session, index, run)
    return replace(session, seq=entry.seq, at_ms=at_ms)


def _with_run(session: Session, index: int, run: StepRun) -> Session:
    runs = session.runs
    return replace(session, runs=(*runs[:index], run, *runs[index + 1 :]))


def _evolve(session: Session, entry: Entry) -> Session:  # one line a fact
    match entry.fact:
        case f.PassStarted() as fact:
            session = replace(
                session, started=entry.wall, lesson=fact.lesson, group=fact.group, people=fact.people,
                rehearsal=fact.rehearsal, answers={"people": fact.people},
            )  # fmt: skip
            return _enter(session, 0, 0)
        case f.SessionResumed(gap_s=gap):
            bell_ms = (
                session.bell_ms if gap * 1000 < session.planned_ms else 0
            )  # another day has a bell of its own
            return replace(
                _look_back(session), gaps=(*session.gaps, max(0, gap)), cover="safe", overlay=None, bell_ms=bell_ms
            )  # fmt: skip
        case f.ComputerSlept():
            return replace(session, cover="safe", overlay=None)
        case f.StepShown(step=step, count=count):
            return _enter(session, session.index(step), count)
        case f.LinesShown(step=step, count=count) if step == session.current.id:
            session = replace(session, revealed=count)
            return session if session.held else _tapped(session)
        case f.StepSkipped(step=step, reason=reason, to=to):
            return _skip(session, step, reason, to)
        case f.AdultTookOver(step=step):
            return replace(session, taken_over=session.taken_over | {step})
        case f.MinuteAdded(step=step):
            return _add_minute(session, session.index(step))
        case f.ClockPaused():
            return replace(session, paused=True)
        case f.ClockResumed():
            return replace(session, paused=False)
        case f.StageCovered(cover=cover):
            return replace(session, cover=cover, safe_count=session.safe_count + (cover == "safe"))
        case f.StageUncovered():
            return replace(session, cover=None)
        case f.StageFrozen():
            return replace(session, held=session.seen, held_work=session.work)
        case f.StageReleased():
            return _release(session)
        case f.SupportShown():
            return replace(session, overlay=Overlay("support"))
        case f.TermShown(term=term) if term in session.script.terms:
            return replace(session, overlay=Overlay("term", term))
        case f.OverlayClosed():
            return replace(session, overlay=None)
        case _:
            return _evolve_plan(session, entry.fact)


def _evolve_plan(session: Session, fact: f.Fact) -> Session:
    match fact:
        case f.PlanSqueezed(cut_s=cuts) if len(cuts) == len(session.runs):
            runs = (
                replace(run, cut_s=min(max(0, cut), most_cut_s(session, i)))
                for i, (run, cut) in enumerate(zip(session.runs, cuts, strict=True))
            )
            return replace(session, runs=tuple(runs))
        case f.ShortFormChosen(step=step):
            index = session.index(step)
            return _with_run(session, index, replace(session.runs[index], short=True, cut_s=0))
        case f.StopPlanned(step=step):
            return replace(session, stop=step)
        case f.PlanRestored():
            runs = (_restored(run) for run in session.runs)
            return replace(session, runs=tuple(runs), stop="")
        case f.BellSet(at_ms=at_ms):
            return replace(session, bell_ms=max(0, at_ms))
        case f.StepBegan(step=step, ago_s=ago_s):
            return _begun_before(session, session.index(step), ago_s * 1000)
        case _:
            return _evolve_ending(session, fact)


def most_cut_s(session: Session, index: int) -> int:
    """Seconds that can be taken off a step's plan at most: down to its floor; a protected step gives nothing."""
    step = session.script.steps[index]
    if step.weight == "protected":
        return 0
    return max(0, session.authored_min(index) - step.floor) * 60


def _restored(run: StepRun) -> StepRun:
    """A step's plan as written; left out for want of time before it came, it is back."""
    back = run.outcome == "skipped" and run.reason == "time" and not run.order
    run = replace(run, cut_s=0, short=False)
    return replace(run, outcome="ahead", reason="") if back else run


def _begun_before(session: Session, index: int, ago_ms: int) -> Session:
    before = session.step
    if session.held or index == before:
        return session
    moved = min(max(0, ago_ms), session.runs[before].spent_ms)
    first = not session.runs[index].order
    session = _enter(session, index, 0)
    left, came = session.runs[before], session.runs[index]
    session = _with_run(
        session, before, replace(left, spent_ms=left.spent_ms - moved, left_ms=session.at_ms - moved)
    )
    entered = session.at_ms - moved if first else came.entered_ms
    came = replace(came, spent_ms=came.spent_ms + moved, entered_ms=entered)
    return _tapped(_with_run(session, index, came))


def _evolve_ending(session: Session, fact: f.Fact) -> Session:
    match fact:
        case f.PassEnded(complete=complete):
            session = _look_back(session)
            session = _leave(session, session.step)
            return replace(session, ended=True, complete=complete, cover=None, overlay=None)
        case f.AnswerGiven(field=name, value=value):
            return replace(session, answers={**session.answers, name: value})
        case f.MinutesCorrected(step=step, minutes=minutes):
            index = session.index(step)
            return _with_run(session, index, replace(session.runs[index], corrected_min=max(0, minutes)))
        case f.NoteWritten():
            return replace(session, noted=True)
        case f.LogFinished():
            return replace(session, finished=True)
        case _:
            return session


def _add_minute(session: Session, index: int) -> Session:
    run = session.runs[index]
    session = _with_run(session, index, replace(run, extra_min=run.extra_min + 1))
    return replace(session, tap_extra_min=session.tap_extra_min + (index == session.seen[0]))


def _tapped(session: Session) -> Session:
    return replace(session, revealed_at_ms=session.runs[session.step].spent_ms, tap_extra_min=0)


def _enter(session: Session, index: int, count: int) -> Session:
    """The leader comes to a step; the pupils too, unless their picture is held."""
    before = session.step
    session = replace(session, step=index, revealed=count, overlay=None)
    return session if session.held else _show(session, before)


def _show(session: Session, before: int) -> Session:
    """The leader's step comes on the projector instead of `before`."""
    session = _leave(session, before)
    if session.put_off(session.step):
        session = replace(session, stop="")  # the leader went on after all
    run = session.runs[session.step]
    if not run.order:
        order = 1 + max(r.order for r in session.runs)
        run = replace(run, entered_ms=session.at_ms, order=order)
    run = replace(run, outcome="shown", reason="", left_ms=-1)
    return _tapped(_with_run(session, session.step, run))


def _leave(session: Session, index: int) -> Session:
    return _with_run(session, index, replace(session.runs[index], left_ms=session.at_ms))


def _release(session: Session) -> Session:
    if session.held is None or session.held == (session.step, session.revealed):
        return replace(session, held=None, held_work=None)
    return _show(replace(session, held=None, held_work=None), session.held[0])


def _look_back(session: Session) -> Session:
    """The leader comes back to the picture that was held for the pupils."""
    step, revealed = session.seen
    return replace(session, step=step, revealed=revealed, held=None, held_work=None)


def _skip(session: Session, step: str, reason: str, to: str) -> Session:
    index = session.index(step)
    session = _with_run(session, index, replace(session.runs[index], outcome="skipped", reason=reason))
    if any(s.id == to for s in session.script.steps):
        return _enter(session, session.index(to), 0)
    return session
