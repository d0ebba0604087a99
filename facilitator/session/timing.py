"""The rules of a lesson's plan: which step comes next, what may be shortened, where it may stop, when the bell rings."""

from facilitator.content import model
from facilitator.errors import NotNow
from facilitator.i18n import _
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.state import PASSED_OVER, Session, most_cut_s

LONGEST_MS = 12 * 60 * 60_000


def decide(session: Session, order: o.Order) -> f.Fact:
    """The fact of an order about the plan. Raises NotNow, with a hint for the leader, when it does not fit now."""
    match order:
        case o.SqueezePlan(cut_s=cuts):
            return _squeeze(session, cuts)
        case o.TakeShortForm(step=step):
            return _short_form(session, step)
        case o.PlanStop(step=step):
            return _stop(session, step)
        case o.SetBell(at_ms=at_ms):
            if not at_ms and not session.bell_ms:
                raise NotNow(_("There is no bell to take away."))
            if not 0 <= at_ms <= LONGEST_MS:
                raise NotNow(_("That time does not fit the lesson."))
            return f.BellSet(at_ms)
        case o.BeginEarlier(ago_s=ago_s):
            return _begin_earlier(session, ago_s)
        case _:
            if not changed(session):
                raise NotNow(_("The plan is as it was written."))
            return f.PlanRestored()


def changed(session: Session) -> bool:
    """Whether the plan ahead has been changed in a way that can be restored."""
    return bool(session.stop) or any(
        run.cut_s or run.short or (run.outcome == "skipped" and run.reason == "time" and not run.order)
        for run in session.runs
    )


def comes(session: Session, index: int) -> bool:
    """Whether a step is still to come: it lies after the current one, or is protected and was jumped over."""
    outcome = session.runs[index].outcome
    if index > session.seen[0]:
        return outcome not in PASSED_OVER and not session.put_off(index)
    return outcome == "ahead" and session.script.steps[index].weight == "protected"


def next_step(session: Session, index: int) -> int | None:
    """The place of the next step that is neither left out, put off nor held before; None after the last."""
    ahead = range(index + 1, len(session.runs))
    return next((i for i in ahead if not _passed_over(session, i)), None)


def step_before(session: Session, index: int) -> int | None:
    """The place of the step before that is neither left out, put off nor held before; None before the first."""
    return next((i for i in range(index - 1, -1, -1) if not _passed_over(session, i)), None)


def known(session: Session, step: str) -> model.Step:
    """The step with this identifier. Raises NotNow when the lesson has none."""
    try:
        return session.script.steps[session.index(step)]
    except KeyError:
        raise NotNow(_("There is no such step in this lesson.")) from None


def _passed_over(session: Session, index: int) -> bool:
    return session.runs[index].outcome in PASSED_OVER or session.put_off(index)


def _squeeze(session: Session, cuts: tuple[int, ...]) -> f.Fact:
    before = tuple(run.cut_s for run in session.runs)
    fits = len(cuts) == len(before) and cuts != before and all(
        0 <= cut <= most_cut_s(session, i) and (cut == before[i] or comes(session, i))
        for i, cut in enumerate(cuts)
    )  # fmt: skip
    if not fits:
        raise NotNow(_("The plan has changed. Look at the suggestions again."))
    return f.PlanSqueezed(cuts)


def _short_form(session: Session, step: str) -> f.Fact:
    target, index = known(session, step), session.index(step)
    if target.short is None or target.weight == "protected" or session.runs[index].short:
        raise NotNow(_("There is no shorter way through that step."))
    if index < session.seen[0] or _passed_over(session, index):
        raise NotNow(_("That step is not ahead of you."))
    return f.ShortFormChosen(step)


def _stop(session: Session, step: str) -> f.Fact:
    target, index = known(session, step), session.index(step)
    if not target.safe_stop:
        raise NotNow(_("The lesson cannot stop after that step."))
    if index < session.seen[0] or _passed_over(session, index) or step == session.stop:
        raise NotNow(_("That step is not ahead of you."))
    return f.StopPlanned(step)


def _begin_earlier(session: Session, ago_s: int) -> f.Fact:
    if session.held:
        raise NotNow(_("The picture is frozen. Let it go first."))
    if ago_s <= 0:
        raise NotNow(_("That time does not fit the lesson."))
    following = next_step(session, session.step)
    if following is None:
        raise NotNow(_("This is the last step. End the lesson when you are done."))
    return f.StepBegan(session.script.steps[following].id, ago_s)
