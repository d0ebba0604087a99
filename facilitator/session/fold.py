"""How facts change a session: `evolve` for one entry, `fold` for a whole log, `folded` for its summary alone. Pure and
total."""

from collections.abc import Iterable

from facilitator.content.model import Agreement
from facilitator.content.script import Script
from facilitator.session import carry, written
from facilitator.session import facts as f
from facilitator.session import work as w
from facilitator.session.draft import Draft, DraftRun, frozen, thawed, thawed_run
from facilitator.session.state import (
    Entry,
    Overlay,
    Place,
    Session,
    StepRun,
    blank,
    most_cut_s,
    phase_total_ms,
)

_AFTER_THE_END = (f.AnswerGiven, f.MinutesCorrected, f.NoteWritten, f.LogFinished, f.TextsForgotten)


def fold(session_id: str, script: Script, entries: Iterable[Entry]) -> Session:
    """The session after all `entries`, in order."""
    return frozen(folded(session_id, script, entries), ())


def folded(session_id: str, script: Script, entries: Iterable[Entry]) -> Draft:
    """The same, still a draft: enough for a summary."""
    draft = thawed(blank(session_id, script))
    for entry in entries:
        _apply(draft, entry)
    return draft


def evolve(session: Session, entry: Entry) -> Session:
    """The session after one more entry. Total: a fact that does not fit changes nothing but the clock."""
    draft = thawed(session)
    _apply(draft, entry)
    return frozen(draft, session.runs)


def _apply(draft: Draft, entry: Entry) -> None:
    _tick(draft, entry)
    fact = entry.fact
    step = getattr(fact, "step", None)
    if not _fits(draft, fact, step):
        return
    if isinstance(fact, f.TextsForgotten):
        written.forget(draft, fact.entries)
        return
    written.remember(draft, entry)
    if step is not None and step in draft.work:
        trail = w.change(draft.work[step], fact)
        if trail is not draft.work[step]:
            draft.work = {**draft.work, step: trail}
            if isinstance(fact, f.ExerciseUndone):
                _put_back(draft, step)
            return
    _evolve(draft, entry)
    draft.support_shown = draft.support_shown or _support_seen(draft)


def _fits(draft: Draft, fact: f.Fact, step: str | None) -> bool:
    """A lesson begins once; after its end only the ending form is left, after the log is finished only that texts are
    forgotten: a stop may have come before."""
    if draft.finished or (draft.started and isinstance(fact, f.PassStarted)):
        return isinstance(fact, f.TextsForgotten)
    if draft.ended and not isinstance(fact, _AFTER_THE_END):
        return False
    if isinstance(fact, f.MinutesCorrected) and not draft.ended:
        return False
    return step is None or step in draft.script.places


def _support_seen(draft: Draft) -> bool:
    if draft.cover or draft.ended:
        return False
    if draft.overlay:
        return draft.overlay.kind == "support"
    return draft.script.steps[draft.seen[0]].form == "support"


def _tick(draft: Draft, entry: Entry) -> None:
    delta = entry.at_ms - draft.at_ms if entry.at_ms > draft.at_ms else 0
    if draft.seq and not draft.ended and delta:
        run = draft.runs[draft.seen[0]]
        rested = delta if not draft.running else 0
        if isinstance(entry.fact, f.ComputerSlept):
            slept = min(delta, max(0, entry.fact.gap_ms))
            rested = slept if draft.running else rested
            draft.asleep_ms += slept if slept >= draft.planned_ms else 0
        run.spent_ms += delta - rested
        run.paused_ms += rested
    draft.seq = entry.seq
    draft.at_ms += delta


def _evolve(draft: Draft, entry: Entry) -> None:
    match entry.fact:
        case f.PassStarted() as fact:
            draft.started, draft.lesson, draft.group = entry.wall, fact.lesson, fact.group
            draft.people, draft.rehearsal, draft.answers = (
                fact.people,
                fact.rehearsal,
                {"people": fact.people},
            )
            _enter(draft, 0, 0)
        case f.SessionResumed(gap_s=gap):
            _another_day(draft, gap * 1000)
            _look_back(draft)
            draft.gaps = (*draft.gaps, max(0, gap))
            draft.cover, draft.overlay = "safe", None
        case f.ComputerSlept(gap_ms=gap):
            _another_day(draft, gap)
            draft.cover, draft.overlay = "safe", None
        case f.StepShown(step=step, count=count):
            _enter(draft, draft.index(step), count)
        case f.LinesShown(step=step, count=count) if step == draft.current.id:
            before, draft.revealed = draft.seen, count
            if not draft.held:
                _tapped(draft, before)
        case f.StepSkipped(step=step, reason=reason, to=to):
            _skip(draft, step, reason, to)
        case f.AdultTookOver(step=step):
            draft.taken_over |= {step}
        case f.MinuteAdded(step=step):
            index = draft.index(step)
            draft.runs[index].extra_min += 1
            _lengthen_phase(draft, index)
        case f.ClockPaused():
            draft.paused = True
        case f.ClockResumed():
            draft.paused = False
        case _:
            _evolve_stage(draft, entry.fact)


def _another_day(draft: Draft, away_ms: int) -> None:
    if away_ms >= draft.planned_ms:
        draft.bell_ms = 0  # it has a bell of its own


def _evolve_stage(draft: Draft, fact: f.Fact) -> None:
    match fact:
        case f.StageCovered(cover=cover):
            draft.cover = cover
            draft.safe_count += cover == "safe"
        case f.StageUncovered():
            draft.cover = None
        case f.StageFrozen():
            draft.held, draft.held_work = draft.seen, draft.work
        case f.StageReleased():
            _release(draft)
        case f.SupportShown():
            draft.overlay = Overlay("support")
        case f.TermShown(term=term) if term in draft.script.terms:
            draft.overlay = Overlay("term", term)
        case f.OverlayClosed():
            draft.overlay = None
        case _:
            _evolve_ending(draft, fact)


def _evolve_ending(draft: Draft, fact: f.Fact) -> None:
    match fact:
        case f.PassEnded(complete=complete):
            _look_back(draft)
            _leave(draft, draft.step)
            draft.ended, draft.complete, draft.cover, draft.overlay = True, complete, None, None
        case f.AnswerGiven(field=name, value=value):
            draft.answers = {**draft.answers, name: value}
        case f.MinutesCorrected(step=step, minutes=minutes):
            draft.runs[draft.index(step)].corrected_min = max(0, minutes)
        case f.NoteWritten():
            draft.noted = True
        case f.EnteredAfterwards():
            draft.late = True
        case f.LogFinished():
            draft.finished = True
        case _:
            _evolve_plan(draft, fact)


def _evolve_plan(draft: Draft, fact: f.Fact) -> None:
    match fact:
        case f.PlanSqueezed(cut_s=cuts) if len(cuts) == len(draft.runs):
            for index, (run, cut) in enumerate(zip(draft.runs, cuts, strict=True)):
                run.cut_s = min(max(0, cut), most_cut_s(draft, index))
        case f.ShortFormChosen(step=step):
            run = draft.runs[draft.index(step)]
            run.short, run.cut_s = True, 0
        case f.StopPlanned(step=step):
            draft.stop = step
        case f.PlanRestored():
            for run in draft.runs:
                _restore(run)
            draft.stop = ""
        case f.BellSet(at_ms=at_ms):
            draft.bell_ms = max(0, at_ms)
        case f.StepBegan(step=step, ago_s=ago_s):
            _begun_before(draft, draft.index(step), ago_s * 1000)
        case _:
            _evolve_thread(draft, fact)


def _restore(run: DraftRun) -> None:
    """A step's plan as written; left out for want of time before it came, it is back."""
    run.cut_s, run.short = 0, False
    if run.outcome == "skipped" and run.reason == "time" and not run.order:
        run.outcome, run.reason = "ahead", ""


def _begun_before(draft: Draft, index: int, ago_ms: int) -> None:
    before = draft.step
    if draft.held or index == before:
        return
    left, came = draft.runs[before], draft.runs[index]
    moved = min(max(0, ago_ms), left.spent_ms)
    first = not came.order
    left.spent_ms -= moved
    came.spent_ms += moved
    _enter(draft, index, 0)
    left.left_ms = draft.at_ms - moved
    if first:
        came.entered_ms = draft.at_ms - moved


def _evolve_thread(draft: Draft, fact: f.Fact) -> None:
    match fact:
        case f.ThreadBrought(parked=parked) if draft.brought is None:
            brought = {
                step.id: w.Trail(rules)
                for step in draft.script.steps
                if isinstance(step.stage, Agreement)
                and (rules := carry.rules_for(step.stage, fact)) != w.Rules()
            }
            draft.brought, draft.parked, draft.work = fact, parked, {**draft.work, **brought}
        case f.PassContinued():
            _continue(draft, fact)
        case f.WorkReopened(step=step) if draft.brought is not None and step in draft.work:
            now = carry.earlier_work(draft.script.steps[draft.index(step)], draft.brought)
            if now is not None:
                draft.work = {**draft.work, step: draft.work[step].then(now)}
                draft.reopened = (*draft.reopened, step)
        case f.QuestionParked(text=text):
            draft.parked = (*draft.parked, text)
        case f.QuestionUnparked(text=text):
            draft.parked = tuple(q for q in draft.parked if q != text)
        case f.TakeawayChosen(text=text):
            draft.word = text


def _put_back(draft: Draft, step: str) -> None:
    """Earlier work whose coming has itself been undone was never brought: it can be brought again, and the group still has
    all of it."""
    if draft.brought is None or step not in draft.reopened:
        return
    earlier, trail = (
        carry.earlier_work(draft.script.steps[draft.index(step)], draft.brought),
        draft.work[step],
    )
    if earlier not in (trail.now, *trail.past):
        draft.reopened = tuple(one for one in draft.reopened if one != step)


def _continue(draft: Draft, fact: f.PassContinued) -> None:
    """The lesson that has only just begun begins at a later step instead; what it has spent goes along."""
    begun, rest = draft.runs[0], draft.runs[1:]
    if draft.step or draft.held or begun.order != 1 or any(run.order for run in rest):
        return
    draft.runs = [
        thawed_run(StepRun("before" if step.id in fact.passed else "ahead")) for step in draft.script.steps
    ]
    index = draft.index(fact.step)
    draft.runs[index] = begun
    draft.step, draft.revealed, draft.continues = index, 0, fact.session


def _lengthen_phase(draft: Draft, index: int) -> None:
    place = draft.seen
    if index == place[0] and phase_total_ms(draft, place) is not None:
        draft.added_min = {**draft.added_min, place: draft.added_min.get(place, 0) + 1}


def _tapped(draft: Draft, before: Place) -> None:
    """The pupils see another picture than `before`. A phase of a conversation that was left before its time goes on where
    it was; one that was over begins anew."""
    if phase_total_ms(draft, before) is not None:
        used = draft.runs[before[0]].spent_ms - draft.revealed_at_ms
        draft.phase_ms = {**draft.phase_ms, before: max(0, used)}
    total, used = phase_total_ms(draft, draft.seen), draft.phase_ms.get(draft.seen, 0)
    goes_on = total is not None and used < total
    draft.revealed_at_ms = draft.runs[draft.step].spent_ms - (used if goes_on else 0)


def _enter(draft: Draft, index: int, count: int) -> None:
    """The leader comes to a step; the pupils too, unless their picture is held."""
    before = draft.seen
    draft.step, draft.revealed, draft.overlay = index, count, None
    if not draft.held:
        _show(draft, before)


def _show(draft: Draft, before: Place) -> None:
    """The leader's step comes on the projector instead of `before`."""
    _leave(draft, before[0])
    if draft.put_off(draft.step):
        draft.stop = ""  # the leader went on after all
    run = draft.runs[draft.step]
    if not run.order:
        run.entered_ms, run.order = draft.at_ms, 1 + max(one.order for one in draft.runs)
    run.outcome, run.reason, run.left_ms = "shown", "", -1
    _tapped(draft, before)


def _leave(draft: Draft, index: int) -> None:
    draft.runs[index].left_ms = draft.at_ms


def _release(draft: Draft) -> None:
    held, draft.held, draft.held_work = draft.held, None, None
    if held is not None and held != (draft.step, draft.revealed):
        _show(draft, held)


def _look_back(draft: Draft) -> None:
    """The leader comes back to the picture that was held for the pupils."""
    draft.step, draft.revealed = draft.seen
    draft.held, draft.held_work = None, None


def _skip(draft: Draft, step: str, reason: str, to: str) -> None:
    run = draft.runs[draft.index(step)]
    run.outcome, run.reason = "skipped", reason
    if to in draft.script.places:
        _enter(draft, draft.index(to), 0)
