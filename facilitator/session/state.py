"""A session as it stands: the fold of its facts.

Time is elapsed milliseconds since the start on a monotonic clock; the wall clock is read once, at the start.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from facilitator.content.model import Agreement, Step
from facilitator.content.script import Script
from facilitator.session import carry
from facilitator.session import facts as f
from facilitator.session import work as w

Outcome = Literal["ahead", "shown", "skipped", "before"]
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
    first came and was last left (-1: not yet, or showing), time spent and paused (ms), minutes added."""

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
    """One run of a lesson with one group.

    `step` and `revealed` say where the leader is; `held` the same of the frozen stage, while it is frozen, and
    `held_work` its exercises as they were then. Time and
    the log belong to what the pupils see (`seen`). `revealed_at_ms` is what the seen step had spent at its last tap,
    `tap_extra_min` the minutes added since. `brought`: what the group had from before; `continues`: the session that
    this one goes on from; `reopened`: steps where earlier work was put; `parked` and `word` go on to the next time.
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
    support_shown: bool = False
    safe_count: int = 0
    gaps: tuple[int, ...] = ()
    ended: bool = False
    complete: bool = False
    brought: f.ThreadBrought | None = None
    continues: str = ""
    reopened: tuple[str, ...] = ()
    parked: tuple[str, ...] = ()
    word: str = ""
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
    if session.ended and not isinstance(fact, f.AnswerGiven | f.NoteWritten | f.LogFinished):
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
        if session.running:
            run = replace(run, spent_ms=run.spent_ms + delta)
        else:
            run = replace(run, paused_ms=run.paused_ms + delta)
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
            return replace(_look_back(session), gaps=(*session.gaps, max(0, gap)), cover="safe", overlay=None)
        case f.StepShown(step=step, count=count):
            return _enter(session, session.index(step), count)
        case f.LinesShown(step=step, count=count) if step == session.current.id:
            session = replace(session, revealed=count)
            return session if session.held else _tapped(session)
        case f.StepSkipped(step=step, reason=reason, to=to):
            return _skip(session, step, reason, to)
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
            return _evolve_ending(_evolve_thread(session, entry.fact), entry.fact)


def _evolve_thread(session: Session, fact: f.Fact) -> Session:
    match fact:
        case f.ThreadBrought(parked=parked) if session.brought is None:
            brought = {
                step.id: w.Trail(rules, (session.work[step.id].now,))
                for step in session.script.steps
                if isinstance(step.stage, Agreement)
                and (rules := carry.rules_for(step.stage, fact)) != w.Rules()
            }
            return replace(session, brought=fact, parked=parked, work={**session.work, **brought})
        case f.PassContinued():
            return _continue(session, fact)
        case f.WorkReopened(step=step) if session.brought is not None and step in session.work:
            now = carry.earlier_work(session.script.steps[session.index(step)], session.brought)
            if now is None:
                return session
            trail = session.work[step].then(now)
            return replace(session, work={**session.work, step: trail}, reopened=(*session.reopened, step))
        case f.QuestionParked(text=text):
            return replace(session, parked=(*session.parked, text))
        case f.QuestionUnparked(text=text):
            return replace(session, parked=tuple(q for q in session.parked if q != text))
        case f.TakeawayChosen(text=text):
            return replace(session, word=text)
        case _:
            return session


def _continue(session: Session, fact: f.PassContinued) -> Session:
    """The lesson that has only just begun begins at a later step instead; what it has spent goes along."""
    begun, rest = session.runs[0], session.runs[1:]
    if session.step or session.held or begun.order != 1 or any(run.order for run in rest):
        return session
    runs = [StepRun("before" if step.id in fact.passed else "ahead") for step in session.script.steps]
    index = session.index(fact.step)
    runs[index] = begun
    return replace(session, runs=tuple(runs), step=index, revealed=0, continues=fact.session)


def _evolve_ending(session: Session, fact: f.Fact) -> Session:
    match fact:
        case f.PassEnded(complete=complete):
            session = _look_back(session)
            session = _leave(session, session.step)
            return replace(session, ended=True, complete=complete, cover=None, overlay=None)
        case f.AnswerGiven(field=name, value=value):
            return replace(session, answers={**session.answers, name: value})
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
