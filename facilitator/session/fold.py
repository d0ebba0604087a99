"""How facts change a session: `evolve` for one entry, `fold` for a whole log. Pure and total."""

from collections.abc import Iterable
from dataclasses import replace

from facilitator.content.model import Agreement
from facilitator.content.script import Script
from facilitator.session import carry, written
from facilitator.session import facts as f
from facilitator.session import work as w
from facilitator.session.state import Entry, Overlay, Session, StepRun, blank, most_cut_s


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
    if isinstance(fact, f.TextsForgotten):
        return written.forgotten(session, fact.entries)
    session = written.noted(session, entry)
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
        fact, f.AnswerGiven | f.MinutesCorrected | f.NoteWritten | f.LogFinished | f.TextsForgotten
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
            return _evolve_ending(_evolve_thread(session, fact), fact)


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
        case f.MinutesCorrected(step=step, minutes=minutes):
            index = session.index(step)
            return _with_run(session, index, replace(session.runs[index], corrected_min=max(0, minutes)))
        case f.NoteWritten():
            return replace(session, noted=True)
        case f.EnteredAfterwards():
            return replace(session, late=True)
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
