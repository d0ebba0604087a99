"""The thread of a group: what goes on from lesson to lesson, folded from its sessions in the order they began.

State belongs to the group, not to a lesson: "material carries over between passes" (MÄN 9839, 10131).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from facilitator.content import model
from facilitator.session import carry
from facilitator.session import facts as f
from facilitator.session import work as w
from facilitator.session.exercises import agreed, cards
from facilitator.session.state import Session, StepRun
from facilitator.session.summary import outcome

TEXTS_KEPT = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A lesson that the group had, whole or in part.

    `started`: UTC, ISO. Of a part: `step`, where the next part begins, its place before (`stopped_after` of `steps`)
    and the steps `passed` by then; a lesson led to its end has none of these.
    """

    session: str
    lesson: str
    title: str
    started: str
    length: int
    stopped_after: int = 0
    steps: int = 0
    step: str = ""
    passed: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the lesson was led to its end."""
        return not self.step


@dataclass(frozen=True, slots=True)
class GroupThread:
    """What belongs to a group: its agreement as it stood last, and what of it is the group's `own`, its pyramid, what it has
    written, the questions still parked, the word it took along, and the lessons it has had, oldest first."""

    rules: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    cards: tuple[f.CardBrought, ...] = ()
    texts: tuple[f.TextsBrought, ...] = ()
    parked: tuple[str, ...] = ()
    word: str = ""
    held: tuple[Held, ...] = ()

    @property
    def last(self) -> Held | None:
        """The last lesson; None before the first."""
        return self.held[-1] if self.held else None

    def unfinished(self, lesson: str) -> Held | None:
        """The last time that a lesson was stopped in the middle, if it has not been led to its end since."""
        found = next((one for one in reversed(self.held) if one.lesson == lesson), None)
        return None if found is None or found.complete else found


def thread_of(sessions: Iterable[Session], before: GroupThread | None = None) -> GroupThread:
    """The thread after a group's sessions, in the order they began; `before`: what stood already. Rehearsals never count."""
    thread = before or GroupThread()
    for session in sessions:
        if not session.rehearsal:
            thread = _after(thread, session)
    return thread


def joined(own: GroupThread, received: GroupThread) -> GroupThread:
    """The thread after another leader has handed theirs over.

    A leader who knew every lesson that is known here knows better: their thread stands alone, so that a question
    they have answered is gone. Else nothing is lost: what was received comes on top of what is here.
    """
    known = {held.session for held in received.held}
    if all(held.session in known for held in own.held):
        return received
    held = {one.session: one for one in (*own.held, *received.held)}
    texts = {card[0].casefold() for card in received.cards}
    steps = {one[:2] for one in received.texts}
    questions = {question.casefold() for question in own.parked}
    return GroupThread(
        rules=received.rules or own.rules,
        own=_together(own.own, received.own),
        cards=(*(c for c in own.cards if c[0].casefold() not in texts), *received.cards)[-w.CARDS_IN_ALL :],
        texts=(*(one for one in own.texts if one[:2] not in steps), *received.texts)[-TEXTS_KEPT:],
        parked=(*own.parked, *(q for q in received.parked if q.casefold() not in questions)),
        word=received.word or own.word,
        held=tuple(sorted(held.values(), key=_when)),
    )


def _when(held: Held) -> str:
    return held.started


def brought(thread: GroupThread) -> f.ThreadBrought | None:
    """The fact that opens the group's next session; None when there is nothing to bring."""
    if thread == GroupThread():
        return None
    last = thread.last or Held("", "", "", "", 0)
    return f.ThreadBrought(
        session=last.session, lesson=last.lesson, title=last.title, started=last.started,
        stopped_after=last.stopped_after, steps=last.steps, rules=thread.own,
        cards=thread.cards, texts=thread.texts, parked=thread.parked, word=thread.word,
    )  # fmt: skip


def continued(part: Held) -> f.PassContinued:
    """The fact that lets a new session go on where a stopped one ended."""
    return f.PassContinued(part.session, part.step, part.passed)


def _after(thread: GroupThread, session: Session) -> GroupThread:
    if session.late:  # nothing was written, and later lessons may have been led since
        return replace(thread, held=tuple(sorted((*thread.held, _held(session)), key=_when)))
    known = session.brought.parked if session.brought else ()
    again = {question.casefold() for question in session.parked}
    waiting = tuple(q for q in thread.parked if q not in known and q.casefold() not in again)
    thread = replace(thread, parked=(*waiting, *session.parked), word=session.word or thread.word)
    for step, run in zip(session.script.steps, session.runs, strict=True):
        trail = session.work.get(step.id)
        if trail is not None and _is_theirs(run, trail):
            if isinstance(step.stage, model.Agreement) and isinstance(trail.now, w.Rules):
                thread = _with_rules(thread, step.stage, trail.now, session.brought)
            else:
                thread = _with_work(thread, step, trail.now, again=step.id in session.reopened)
    return replace(thread, held=(*thread.held, _held(session))) if session.ended else thread


def _is_theirs(run: StepRun, trail: w.Trail) -> bool:
    """Whether what stands in a step is the group's: it was held, or left out only after something had been made in it."""
    return run.outcome == "shown" or bool(run.order and trail.past)


def _with_rules(
    thread: GroupThread, stage: model.Agreement, work: w.Rules, brought: f.ThreadBrought | None
) -> GroupThread:
    """The agreement as it stands now; what the group wrote before stays its own, but for what it has taken away."""
    began = carry.rules_for(stage, brought).added if brought else ()
    gone = {rule.casefold() for rule in began} - {rule.casefold() for rule in work.added}
    kept = tuple(rule for rule in thread.own if rule.casefold() not in gone)
    return replace(thread, rules=agreed(stage, work, len(stage.rules)), own=_together(kept, work.added))


def _together(before: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Rules of a group's own, each once, the newest last."""
    again = {rule.casefold() for rule in new}
    return (*(rule for rule in before if rule.casefold() not in again), *new)[-w.RULES_IN_ALL :]


def _with_work(thread: GroupThread, step: model.Step, work: w.Work, *, again: bool) -> GroupThread:
    match step.stage, work:
        case model.Pyramid() as stage, w.Pyramid() if work.placed or work.added:
            return replace(thread, cards=_cards(stage, work, () if again else thread.cards))
        case _, w.Board(before=before, during=during, after=after):
            return _with_texts(thread, step, (before, during, after), again=again)
        case _, w.Texts(columns=columns):
            return _with_texts(thread, step, columns, again=again)
        case _:
            return thread


def _cards(
    stage: model.Pyramid, work: w.Pyramid, earlier: tuple[f.CardBrought, ...]
) -> tuple[f.CardBrought, ...]:
    """The class's pyramid: what lies now, its own cards, and from before what this lesson did not touch."""
    own = {card.id for card in work.added}
    now = tuple(
        (card.text, tuple(card.forms), work.placed.get(card.id, ()))
        for card in cards(stage, work)
        if card.id in work.placed or card.id in own
    )
    texts = {text.casefold() for text, _forms, _levels in now}
    rest = tuple(card for card in earlier if card[0].casefold() not in texts)
    return (*rest, *now)[-w.CARDS_IN_ALL :]


def _with_texts(
    thread: GroupThread, step: model.Step, columns: tuple[tuple[str, ...], ...], *, again: bool
) -> GroupThread:
    if not any(columns) and not again:
        return thread
    rest = tuple(one for one in thread.texts if one[:2] != (step.id, step.form))
    newest = ((step.id, step.form, columns),) if any(columns) else ()
    return replace(thread, texts=(*rest, *newest)[-TEXTS_KEPT:])


def _held(session: Session) -> Held:
    script = session.script
    whole = Held(session.id, script.lesson.id, script.lesson.title, session.started, script.length)
    if session.complete:
        return whole
    passed = tuple(_passed(session))
    step = next((s for s in script.steps if s.id not in passed), script.steps[-1])
    place = session.index(step.id)
    return replace(whole, stopped_after=place, steps=len(script.steps), step=step.id, passed=passed)


def _passed(session: Session) -> Iterable[str]:
    """Steps that need not come again: held or left out. The closing always comes again, and the step that was cut
    short when the lesson stopped."""
    for index, (step, run) in enumerate(zip(session.script.steps, session.runs, strict=True)):
        cut = outcome(run, step.floor) == "shortened" and index == session.seen[0]
        if step.weight != "protected" and run.outcome != "ahead" and not cut:
            yield step.id
