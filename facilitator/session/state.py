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
    """What has happened to one step: time spent and paused (ms), when it first came (0: never) and its fate."""

    outcome: Outcome = "ahead"
    order: int = 0
    entered_ms: int = -1
    left_ms: int = -1
    spent_ms: int = 0
    paused_ms: int = 0
    extra_min: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over the stage: the support list or one word."""

    kind: Literal["support", "term"]
    term: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a lesson with one group."""

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
    runs: tuple[StepRun, ...] = ()
    work: Mapping[str, w.Trail] = field(default_factory=dict)
    cover: f.Cover | None = None
    paused: bool = False
    held: tuple[int, int] | None = None
    overlay: Overlay | None = None
    support_shown: bool = False
    safe_count: int = 0
    gaps: tuple[int, ...] = ()
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
    def running(self) -> bool:
        """Whether the lesson's clock goes."""
        return not self.ended and not self.paused and self.cover != "safe"

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
    trails = {s.id: w.Trail(w.EMPTY[s.form]) for s in script.steps if s.form in w.EMPTY}
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
    step = getattr(fact, "step", None)
    if step is not None and not any(s.id == step for s in session.script.steps):
        return session
    if isinstance(step, str) and step in session.work:
        trail = w.change(session.work[step], fact)
        if trail is not session.work[step]:
            return replace(session, work={**session.work, step: trail})
    return _evolve(session, entry)


def _tick(session: Session, entry: Entry) -> Session:
    delta = max(0, entry.at_ms - session.at_ms)
    at_ms = max(session.at_ms, entry.at_ms)
    if session.seq and not session.ended and session.runs and delta:
        run = session.runs[session.step]
        if session.running:
            run = replace(run, spent_ms=run.spent_ms + delta)
        else:
            run = replace(run, paused_ms=run.paused_ms + delta)
        session = _with_run(session, session.step, run)
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
            return replace(session, gaps=(*session.gaps, gap), cover="safe", held=None, overlay=None)
        case f.StepShown(step=step, count=count):
            return _enter(session, session.index(step), count)
        case f.LinesShown(count=count):
            return replace(session, revealed=count, revealed_at_ms=_spent(session))
        case f.StepSkipped(step=step, reason=reason, to=to):
            return _skip(session, step, reason, to)
        case f.MinuteAdded(step=step):
            run = session.run(step)
            return _with_run(session, session.index(step), replace(run, extra_min=run.extra_min + 1))
        case f.ClockPaused():
            return replace(session, paused=True)
        case f.ClockResumed():
            return replace(session, paused=False)
        case f.StageCovered(cover=cover):
            return replace(session, cover=cover, safe_count=session.safe_count + (cover == "safe"))
        case f.StageUncovered():
            return replace(session, cover=None)
        case f.StageFrozen():
            return replace(session, held=(session.step, session.revealed))
        case f.StageReleased():
            return replace(session, held=None)
        case f.SupportShown():
            return replace(session, overlay=Overlay("support"), support_shown=True)
        case f.TermShown(term=term):
            return replace(session, overlay=Overlay("term", term))
        case f.OverlayClosed():
            return replace(session, overlay=None)
        case _:
            return _evolve_ending(session, entry.fact)


def _evolve_ending(session: Session, fact: f.Fact) -> Session:
    match fact:
        case f.PassEnded(complete=complete):
            session = _leave(session)
            return replace(session, ended=True, complete=complete, cover=None, held=None, overlay=None)
        case f.AnswerGiven(field=name, value=value):
            return replace(session, answers={**session.answers, name: value})
        case f.NoteWritten():
            return replace(session, noted=True)
        case f.LogFinished():
            return replace(session, finished=True)
        case _:
            return session


def _spent(session: Session) -> int:
    return session.runs[session.step].spent_ms


def _leave(session: Session) -> Session:
    return _with_run(session, session.step, replace(session.runs[session.step], left_ms=session.at_ms))


def _enter(session: Session, index: int, count: int) -> Session:
    if session.runs[session.step].outcome == "shown":
        session = _leave(session)
    run = session.runs[index]
    if run.entered_ms < 0:
        order = 1 + sum(r.entered_ms >= 0 for r in session.runs)
        run = replace(run, entered_ms=session.at_ms, order=order)
    session = _with_run(session, index, replace(run, outcome="shown", reason=""))
    shown = session.support_shown or session.script.steps[index].form == "support"
    return replace(
        session, step=index, revealed=count, revealed_at_ms=run.spent_ms, overlay=None, support_shown=shown
    )


def _skip(session: Session, step: str, reason: str, to: str) -> Session:
    index = session.index(step)
    if index == session.step:
        session = _leave(session)
    session = _with_run(session, index, replace(session.runs[index], outcome="skipped", reason=reason))
    if any(s.id == to for s in session.script.steps):
        return _enter(session, session.index(to), 0)
    return session
