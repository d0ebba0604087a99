"""The rules of a running session: `decide` turns an order into one fact, or says why not now."""

import hashlib
from collections.abc import Iterable
from itertools import count

from facilitator.content import model
from facilitator.errors import NotNow
from facilitator.i18n import _
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.state import Session

TEXT_LIMIT = 60
CARD_LIMIT = 30
CARDS_IN_ALL = 20
NOTE_LIMIT = 300
IDEAS_IN_A_COLUMN = 6
RULES_IN_ALL = 8
FEWEST_PRESENT = 6
ANSWERS: dict[str, range] = {
    "went": range(1, 5), "people": range(100), "adults": range(10), "mentors": range(10),
    "prepared": range(61), "group_form": range(1, 4), "stayed": range(2),
}  # fmt: skip


def taps(session: Session, step: model.Step) -> int:
    """How many taps a step has after it is first shown."""
    match step.stage:
        case model.Opening(plan=plan, note=note):
            return 1 if plan or note else 0
        case model.LookBack(reminders=lines) | model.Text(points=lines) | model.Agreement(rules=lines):
            return len(lines)
        case model.Terms(terms=terms):
            return len(terms) - 1
        case model.Prompt(phases=phases):
            return len(phases)
        case model.ScenarioCase(scenario=scenario):
            return len(session.script.scenarios[scenario].thoughts) + 1
        case model.Pyramid(ending=ending):
            return 1 if ending else 0
        case model.Corners():
            return 1
        case _:
            return 0


def decide(session: Session, order: o.Order) -> f.Fact:
    """The fact that the order makes. Raises NotNow, with a hint for the leader, when it does not fit now."""
    if session.finished:
        raise NotNow(_("The log is finished."))
    if isinstance(order, o.Answer | o.WriteNote | o.FinishLog):
        return _ending(session, order)
    if session.ended:
        raise NotNow(_("The lesson has ended."))
    match order:
        case o.Next() | o.Back() | o.GoTo() | o.Skip() | o.AddMinute() | o.End():
            return _walk(session, order)
        case (
            o.TogglePause()
            | o.ShowCover()
            | o.Uncover()
            | o.ToggleFreeze()
            | o.ToggleSupport()
            | o.ShowTerm()
        ):
            return _stage(session, order)
        case _:
            return _exercise(session, order)


def _walk(session: Session, order: o.Order) -> f.Fact:
    steps, here = session.script.steps, session.current
    match order:
        case o.Next():
            if session.overlay:
                return f.OverlayClosed()
            if session.revealed < taps(session, here):
                return f.LinesShown(here.id, session.revealed + 1)
            following = next_step(session, session.step)
            if following is None:
                raise NotNow(_("This is the last step. End the lesson when you are done."))
            return f.StepShown(steps[following].id)
        case o.Back():
            if session.overlay:
                return f.OverlayClosed()
            if session.revealed > 0:
                return f.LinesShown(here.id, session.revealed - 1)
            before = step_before(session, session.step)
            if before is None:
                raise NotNow(_("This is the first step."))
            return f.StepShown(steps[before].id, taps(session, steps[before]))
        case o.GoTo(step=step):
            _known(session, step)
            if step == here.id and session.overlay:
                return f.OverlayClosed()
            if step == here.id:
                raise NotNow(_("The step is already showing."))
            return f.StepShown(step)
        case o.Skip(step=step, reason=reason):
            return _skip(session, step, reason)
        case o.AddMinute():
            return f.MinuteAdded(steps[session.seen[0]].id)
        case _:
            reached = all(r.outcome != "ahead" for r in session.runs)
            return f.PassEnded(complete=reached)


def next_step(session: Session, index: int) -> int | None:
    """The place of the next step that has not been left out; None after the last."""
    for i in range(index + 1, len(session.script.steps)):
        if session.runs[i].outcome != "skipped":
            return i
    return None


def step_before(session: Session, index: int) -> int | None:
    """The place of the step before that has not been left out; None before the first."""
    for i in range(index - 1, -1, -1):
        if session.runs[i].outcome != "skipped":
            return i
    return None


def _known(session: Session, step: str) -> model.Step:
    try:
        return session.script.steps[session.index(step)]
    except KeyError:
        raise NotNow(_("There is no such step in this lesson.")) from None


def _skip(session: Session, step: str, reason: f.Reason) -> f.Fact:
    target = _known(session, step)
    if target.weight == "protected":
        raise NotNow(_("The closing is protected: it is always held. Go there whenever you like."))
    index = session.index(step)
    if index != session.step:
        if session.runs[index].outcome == "shown":
            raise NotNow(_("The step has already been held."))
        return f.StepSkipped(step, reason, "")
    following = next_step(session, index)
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
                raise NotNow(_("The word is not in this lesson's glossary."))
            shown = session.overlay is not None and session.overlay.term == term
            return f.OverlayClosed() if shown else f.TermShown(term)
        case _:
            if session.cover:
                return f.StageUncovered()
            if session.overlay:
                return f.OverlayClosed()
            if session.held:
                return f.StageReleased()
            raise NotNow(_("Nothing covers the projector."))


def _exercise(session: Session, order: o.Order) -> f.Fact:
    step = session.current
    trail = session.work.get(step.id)
    if trail is None:
        raise NotNow(_("This step has no exercise."))
    if isinstance(order, o.Undo):
        if not trail.past:
            raise NotNow(_("There is nothing to take back."))
        return f.ExerciseUndone(step.id)
    match step.stage, trail.now:
        case model.Pyramid() as stage, w.Pyramid() as now:
            return _pyramid(step.id, stage, now, order)
        case model.Agreement() as rules, w.Rules() as now:
            return _rules(step.id, rules, now, order)
        case model.Board(), w.Board() as now:
            return _board(step.id, now, order)
        case model.Corners() as corners, w.Corners() as now:
            return _corners(session, corners, now, order)
        case model.ScenarioCase(roleplay=True), w.Scene(frozen=frozen) if isinstance(order, o.ToggleScene):
            return f.SceneReleased(step.id) if frozen else f.SceneFrozen(step.id)
        case _:
            raise _misfit()


def _misfit() -> NotNow:
    return NotNow(_("That does not belong to this step."))


def cards(stage: model.Pyramid, work: w.Pyramid) -> tuple[model.Card, ...]:
    """All cards of a pyramid step: the author's and the class's own."""
    return (*stage.cards, *work.added)


def in_hand(stage: model.Pyramid, work: w.Pyramid) -> model.Card | None:
    """The card in hand: the one taken, else the first that is not placed; None when all are placed."""
    every = cards(stage, work)
    for card in every:
        if card.id == work.hand:
            return card
    return next((c for c in every if c.id not in work.placed), None)


def _pyramid(step: str, stage: model.Pyramid, now: w.Pyramid, order: o.Order) -> f.Fact:
    known = {c.id: c for c in cards(stage, now)}
    match order:
        case o.TakeCard(card=card) if card in known:
            return f.CardTaken(step, card)
        case o.PlaceCard(level=level, card=card, also=also):
            target = card or _meant(stage, now, also)
            if not target:
                raise NotNow(_("All cards are placed."))
            if target not in known or not 1 <= level <= w.LEVELS:
                raise _misfit()
            before = now.placed.get(target, ()) if also else ()
            levels = tuple(sorted({*before[:1], level}))
            if levels == now.placed.get(target):
                raise NotNow(_("The card already lies there."))
            return f.CardPlaced(step, target, levels)
        case o.LiftCard(card=card) if card in now.placed:
            return f.CardPlaced(step, card, ())
        case o.WriteCard(text=text):
            text = _text(text, CARD_LIMIT)
            if _among(text, (c.text for c in known.values())):
                raise NotNow(_("That card is already there."))
            if len(known) >= CARDS_IN_ALL:
                raise NotNow(_("Twenty cards are enough."))
            card = next(name for n in count(1) if (name := f"own-{n}") not in known)
            return f.CardAdded(step, card, text)
        case o.ShowTop():
            if not stage.top or now.top:
                raise NotNow(_("The top has nothing more to show."))
            return f.TopShown(step)
        case _:
            raise _misfit()


def _meant(stage: model.Pyramid, now: w.Pyramid, also: bool) -> str:
    """The card meant when none is named: for one more level, the one just placed unless one is in hand."""
    if also and not now.hand and now.placed:
        return list(now.placed)[-1]
    hand = in_hand(stage, now)
    return hand.id if hand else ""


def agreed(stage: model.Agreement, work: w.Rules, revealed: int) -> tuple[str, ...]:
    """The rules that stand: shown proposals not taken away, then the group's own."""
    return (*(r for r in stage.rules[:revealed] if r not in work.removed), *work.added)


def _rules(step: str, stage: model.Agreement, now: w.Rules, order: o.Order) -> f.Fact:
    standing = agreed(stage, now, len(stage.rules))
    match order:
        case o.AddRule(text=text):
            text = _text(text, TEXT_LIMIT)
            if _among(text, standing):
                raise NotNow(_("That rule is already there."))
            if len(standing) >= RULES_IN_ALL:
                raise NotNow(_("Eight rules are enough. Take one away first."))
            return f.RuleAdded(step, text)
        case o.RemoveRule(text=text) if text in standing:
            return f.RuleRemoved(step, text)
        case _:
            raise _misfit()


def _board(step: str, now: w.Board, order: o.Order) -> f.Fact:
    match order:
        case o.AddIdea(column=column, text=text):
            text = _text(text, TEXT_LIMIT)
            ideas = getattr(now, column)
            if _among(text, ideas):
                raise NotNow(_("That idea is already there."))
            if len(ideas) >= IDEAS_IN_A_COLUMN:
                raise NotNow(_("The column is full. Take one idea away first."))
            return f.IdeaAdded(step, column, text)
        case o.RemoveIdea(column=column, text=text) if text in getattr(now, column):
            return f.IdeaRemoved(step, column, text)
        case _:
            raise _misfit()


def _corners(session: Session, stage: model.Corners, now: w.Corners, order: o.Order) -> f.Fact:
    step = session.current.id
    if isinstance(order, o.CountHands | o.ToggleCounts):
        if not stage.countable:
            raise NotNow(_("In this step nobody is counted."))
        if session.people < FEWEST_PRESENT:
            raise NotNow(_("With fewer than six present nothing is counted."))
    match order:
        case o.CountHands(corner=corner, count=hands):
            others = sum(c or 0 for i, c in enumerate(now.counts) if i != corner)
            if not 0 <= corner < w.CORNERS or not 0 <= hands <= session.people - others:
                raise NotNow(_("There are not that many in the group."))
            return f.HandsCounted(step, corner, hands)
        case o.ToggleCounts():
            return f.CountsShown(step, not now.shown)
        case _:
            raise _misfit()


def _among(text: str, texts: Iterable[str]) -> bool:
    """Whether the text is there already, in small letters or capitals."""
    return text.casefold() in (one.casefold() for one in texts)


def _text(text: str, limit: int) -> str:
    tidy = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    if not tidy:
        raise NotNow(_("Write something first."))
    if len(tidy) > limit:
        raise NotNow(_("At most {n} characters.").format(n=limit))
    return tidy


def _ending(session: Session, order: o.Order) -> f.Fact:
    if not session.ended:
        raise NotNow(_("End the lesson first."))
    match order:
        case o.Answer(field=name, value=value):
            if value not in ANSWERS[name]:
                raise NotNow(_("That answer is not possible."))
            return f.AnswerGiven(name, int(value))
        case o.WriteNote(text=text, salt=salt):
            if len(text) > NOTE_LIMIT:
                raise NotNow(_("At most {n} characters.").format(n=NOTE_LIMIT))
            return f.NoteWritten(note_digest(salt, text))
        case _:
            return f.LogFinished()


def note_digest(salt: str, text: str) -> str:
    """The salted digest that stands for a note in the hash chain, so that the text can be erased later."""
    return hashlib.sha256(f"{salt}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
