"""The rules of a running session: `decide` turns an order into one fact, or says why not now."""

import hashlib

from facilitator.content import model
from facilitator.errors import NotNow
from facilitator.i18n import _
from facilitator.session import exercises, timing
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.care import adult_moment
from facilitator.session.state import Session

NOTE_LIMIT = 300
CORRECTED = range(181)
ANSWERS: dict[str, range] = {
    "went": range(1, 5), "people": range(100), "adults": range(10), "mentors": range(10),
    "prepared": range(61), "group_form": range(1, 4), "stayed": range(2), "room": range(1, 4),
    "adult_there": range(2), "took_part": range(1, 6), "understood": range(1, 6), "felt_safe": range(1, 6),
    "opt_out": range(2), "team_told": range(2), "needs": range(5), "filled_by": range(1, 4),
}  # fmt: skip
"""What can be answered. `room`: 1 was enough, 2 partly, 3 no. `took_part`, `understood`, `felt_safe`: the group as a whole,
as the leaders see it. `opt_out`: said that one may sit out, not whether anybody did. `team_told`: before the lesson.
`needs`: 0 nothing, 1 supervision, 2 content, 3 room, 4 time. `filled_by`: 1 mentor, 2 teacher, 3 coordinator."""


def taps(session: Session, step: model.Step) -> int:
    """How many taps a step has after it is first shown."""
    match step.stage:
        case model.Opening(plan=plan, note=note):
            return 1 if plan or note else 0
        case model.LookBack(reminders=lines):
            return len(lines) + bool(session.brought and (session.brought.word or session.brought.rules))
        case model.Agreement(rules=lines):
            return len(lines)
        case model.Text(points=lines):
            return len(lines)
        case model.Terms(terms=terms):
            return len(terms) - 1
        case model.Prompt(phases=phases):
            return len(phases)
        case model.ScenarioCase(scenario=key, file=file):
            case = session.script.scenarios[key]
            return 1 + len(case.thoughts) + (len(case.options) if file else 0)
        case model.Pyramid(ending=ending):
            return 1 if ending else 0
        case model.HotSeat(statements=statements):
            return len(statements)
        case model.Sorting(ending=ending):
            return 1 if ending else 0
        case model.Boxes():
            return w.LAYERS
        case model.PaperNotes(how=lines) | model.Movement(how=lines) | model.Evaluation(questions=lines):
            return len(lines)
        case model.Corners() | model.Spectrum() | model.Answers() | model.Groups():
            return 1
        case model.Picture(question=question) | model.Clip(question=question):
            return 1 if question else 0
        case _:
            return 0


def telling(session: Session) -> tuple[int, ...]:
    """The taps of the current step that change its picture, counted from 1: none for a rule that has been taken away."""
    step, every = session.current, range(1, taps(session, session.current) + 1)
    trail = session.work.get(step.id)
    if not isinstance(step.stage, model.Agreement) or trail is None or not isinstance(trail.now, w.Rules):
        return tuple(every)
    gone, before = trail.now.removed, session.brought.rules if session.brought else ()
    along = any(
        rule in before for rule in trail.now.added
    )  # what the group has brought comes with the last tap
    rules = step.stage.rules
    return tuple(n for n in every if rules[n - 1] not in gone or (along and n == len(rules)))


def taps_ahead(session: Session) -> tuple[int, ...]:
    """What is left of them in the current step."""
    return tuple(n for n in telling(session) if n > session.revealed)


def is_over(session: Session) -> bool:
    """Whether Next brings nothing more: the last step, with all its taps."""
    return not taps_ahead(session) and timing.next_step(session, session.step) is None


def decide(session: Session, order: o.Order) -> f.Fact:
    """The fact that the order makes. Raises NotNow, with a hint for the leader, when it does not fit now."""
    if session.finished:
        raise NotNow(_("The log is finished."))
    if isinstance(order, o.Answer | o.CorrectMinutes | o.WriteNote | o.FinishLog):
        return _ending(session, order)
    if session.ended:
        raise NotNow(_("The lesson has ended."))
    match order:
        case o.Next() | o.Back() | o.GoTo() | o.Skip() | o.AddMinute() | o.TakeOver() | o.End():
            return _walk(session, order)
        case (
            o.SqueezePlan()
            | o.TakeShortForm()
            | o.PlanStop()
            | o.RestorePlan()
            | o.SetBell()
            | o.BeginEarlier()
        ):
            return timing.decide(session, order)
        case (
            o.TogglePause()
            | o.ShowCover()
            | o.Uncover()
            | o.ToggleFreeze()
            | o.ToggleSupport()
            | o.ShowTerm()
        ):
            return _stage(session, order)
        case o.ParkQuestion() | o.UnparkQuestion() | o.ChooseTakeaway():
            return exercises.keep(session, order)
        case _:
            return exercises.decide(session, order)


def _walk(session: Session, order: o.Order) -> f.Fact:
    steps, here = session.script.steps, session.current
    if isinstance(order, o.Next | o.Back) and session.overlay:
        return f.OverlayClosed()
    if isinstance(order, o.Next | o.Back) and exercises.fact_shown(session):
        return f.ItemExplained(here.id, "")
    match order:
        case o.Next():
            if ahead := taps_ahead(session):
                return f.LinesShown(here.id, ahead[0])
            following = timing.next_step(session, session.step)
            if following is None:
                raise NotNow(_("This is the last step. End the lesson when you are done."))
            return f.StepShown(steps[following].id)
        case o.Back():
            if shown := [n for n in telling(session) if n <= session.revealed]:
                return f.LinesShown(here.id, shown[-1] - 1)
            before = timing.step_before(session, session.step)
            if before is None:
                raise NotNow(_("This is the first step."))
            return f.StepShown(steps[before].id, taps(session, steps[before]))
        case o.GoTo(step=step):
            timing.known(session, step)
            if step == here.id and session.overlay:
                return f.OverlayClosed()
            if step == here.id:
                raise NotNow(_("The step is already showing."))
            return f.StepShown(step)
        case o.Skip(step=step, reason=reason):
            return _skip(session, step, reason)
        case o.TakeOver():
            if not adult_moment(session.script.lesson, here):
                raise NotNow(_("In this step the mentors lead as planned."))
            if here.id in session.taken_over:
                raise NotNow(_("The adult already leads the step."))
            return f.AdultTookOver(here.id)
        case o.AddMinute():
            return f.MinuteAdded(steps[session.seen[0]].id)
        case _:
            reached = all(r.outcome != "ahead" for r in session.runs)
            return f.PassEnded(complete=reached)


def _skip(session: Session, step: str, reason: f.Reason) -> f.Fact:
    target = timing.known(session, step)
    if target.weight == "protected":
        raise NotNow(_("The closing is protected: it is always held. Go there whenever you like."))
    index = session.index(step)
    if index != session.step:
        if session.runs[index].outcome in ("shown", "before"):
            raise NotNow(_("The step has already been held."))
        return f.StepSkipped(step, reason, "")
    following = timing.next_step(session, index)
    if following is None:
        raise NotNow(_("This is the last step. End the lesson when you are done."))
    return f.StepSkipped(step, reason, session.script.steps[following].id)


def _stage(session: Session, order: o.Order) -> f.Fact:
    match order:
        case o.TogglePause():
            if session.cover == "safe":
                raise NotNow(_("The clock already rests behind the safe screen."))
            return f.ClockResumed() if session.paused else f.ClockPaused()
        case o.ShowCover(cover=cover):
            return f.StageUncovered() if session.cover == cover else f.StageCovered(cover)
        case o.ToggleFreeze():
            return f.StageReleased() if session.held else f.StageFrozen()
        case o.ToggleSupport():
            shown = session.overlay is not None and session.overlay.kind == "support"
            return f.OverlayClosed() if shown else f.SupportShown()
        case o.ShowTerm(term=term):
            if term not in session.script.terms:
                raise NotNow(_("The word is not in this lesson’s glossary."))
            shown = session.overlay is not None and session.overlay.term == term
            return f.OverlayClosed() if shown else f.TermShown(term)
        case _:
            if session.cover:
                return f.StageUncovered()
            if session.overlay:
                return f.OverlayClosed()
            if session.held:
                return f.StageReleased()
            raise NotNow(_("Nothing lies over the picture."))


def _ending(session: Session, order: o.Order) -> f.Fact:
    if not session.ended:
        raise NotNow(_("End the lesson first."))
    match order:
        case o.Answer(field=name, value=value):
            if value not in ANSWERS[name]:
                raise NotNow(_("That answer is not possible."))
            return f.AnswerGiven(name, int(value))
        case o.CorrectMinutes(step=step, minutes=minutes, reason=reason):
            if minutes not in CORRECTED:
                raise NotNow(_("That answer is not possible."))
            return f.MinutesCorrected(timing.known(session, step).id, minutes, reason)
        case o.WriteNote(text=text, salt=salt):
            if len(text) > NOTE_LIMIT:
                raise NotNow(_("At most {n} characters.").format(n=NOTE_LIMIT))
            return f.NoteWritten(note_digest(salt, text))
        case _:
            return f.LogFinished()


def note_digest(salt: str, text: str) -> str:
    """The salted digest that stands for a note in the hash chain, so that the text can be erased later."""
    return hashlib.sha256(f"{salt}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
