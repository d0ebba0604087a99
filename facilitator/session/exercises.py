"""The rules of the exercises: what a leader can change in the step's exercise, and what the change is called."""

import unicodedata
from collections.abc import Iterable
from itertools import count
from typing import get_args

from facilitator.content import model
from facilitator.errors import NotNow
from facilitator.i18n import _
from facilitator.session import carry, written
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.state import Session

TEXT_LIMIT = 60
CARD_LIMIT = 30
IDEAS_IN_A_COLUMN = 6
FEWEST_PRESENT = 6
TEXTS_IN_A_PLACE = 6
LINES_IN_A_PART = 2
GROUP_SIZES = range(2, 9)
QUESTIONS_IN_ALL = 8
TAKEAWAY_LIMIT = 24


def decide(session: Session, order: o.Order) -> f.Fact:
    """The fact that an order to the current step's exercise makes. Raises NotNow."""
    step = session.current
    trail = session.work.get(step.id)
    if trail is None:
        raise NotNow(_("This step has no exercise."))
    if isinstance(order, o.Undo):
        if not trail.past:
            raise NotNow(_("There is nothing to take back."))
        if written.has_forgotten(trail.past[-1]):
            raise NotNow(_("What you took away is erased for good, also from the log. Write it again."))
        return f.ExerciseUndone(step.id)
    if isinstance(order, o.ReopenWork):
        if not reopenable(session):
            raise NotNow(_("There is no earlier work of the group to bring here."))
        return f.WorkReopened(step.id)
    match step.stage, trail.now:
        case model.Pyramid() as stage, w.Pyramid() as now:
            return _pyramid(step.id, stage, now, order)
        case model.Agreement() as rules, w.Rules() as now:
            return _rules(step.id, rules, now, order)
        case model.Board(), w.Board() as now:
            return _board(step.id, now, order)
        case (model.Corners() | model.Spectrum() | model.Answers()) as countable, w.Counts() as now:
            return _counts(session, countable, now, order)
        case model.Sorting() as sorting, w.Sorted() as now:
            return _sorting(step.id, sorting, now, order)
        case ((model.Boxes() | model.MindMap() | model.Places() | model.OwnScenario()), w.Texts() as now):
            return _texts(step.id, room_for(step.stage), now, order)
        case model.BystanderPicture() as picture, w.Spots() as now:
            return _spots(step.id, picture, now, order)
        case model.Groups(), w.Sizes(size=size) if isinstance(order, o.SizeGroups):
            return _groups(session, size, order.size)
        case model.ScenarioCase(roleplay=True), w.Scene(frozen=frozen) if isinstance(order, o.ToggleScene):
            return f.SceneReleased(step.id) if frozen else f.SceneFrozen(step.id)
        case _:
            raise _misfit()


def undoable(session: Session) -> bool:
    """Whether the last change in the current step's exercise can be taken back."""
    trail = session.work.get(session.current.id)
    return trail is not None and bool(trail.past) and not written.has_forgotten(trail.past[-1])


def reopenable(session: Session) -> bool:
    """Whether the group has earlier work for the current step that is not there yet, and nothing written that it
    would replace."""
    trail = session.work.get(session.current.id)
    if trail is None or session.brought is None or any(t in session.typed for t in written.texts(trail.now)):
        return False
    earlier = carry.earlier_work(session.current, session.brought)
    return earlier is not None and earlier != trail.now and session.current.id not in session.reopened


def keep(session: Session, order: o.Order) -> f.Fact:
    """The fact that an order about what the group takes along makes, at any step. Raises NotNow."""
    match order:
        case o.ParkQuestion(text=text):
            text = _text(text, TEXT_LIMIT)
            if _among(text, session.parked):
                raise NotNow(_("That question is already parked."))
            if len(session.parked) >= QUESTIONS_IN_ALL:
                raise NotNow(_("Eight parked questions are enough. Take one away first."))
            return f.QuestionParked(text)
        case o.UnparkQuestion(text=text) if text in session.parked:
            return f.QuestionUnparked(text)
        case o.ChooseTakeaway(text=text) if text or session.word:
            text = _text(text, TAKEAWAY_LIMIT) if text else ""
            if text == session.word:
                raise NotNow(_("That is already the word you take along."))
            return f.TakeawayChosen(text)
        case _:
            raise NotNow(_("There is nothing to take away."))


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


def forms_of(stage: model.Pyramid) -> tuple[model.ViolenceForm, ...]:
    """The forms of violence that the author's cards belong to, in the order of the model."""
    return tuple(form for form in get_args(model.ViolenceForm) if any(form in c.forms for c in stage.cards))


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
                raise NotNow(_("The card is already in that place."))
            return f.CardPlaced(step, target, levels)
        case o.LiftCard(card=card) if card in now.placed:
            return f.CardPlaced(step, card, ())
        case o.WriteCard(text=text):
            text = _text(text, CARD_LIMIT)
            if _among(text, (c.text for c in known.values())):
                raise NotNow(_("That card is already there."))
            if len(known) >= w.CARDS_IN_ALL:
                raise NotNow(_("Twenty cards are enough."))
            card = next(name for n in count(1) if (name := f"own-{n}") not in known)
            return f.CardAdded(step, card, text)
        case o.ShowTop():
            if not stage.top or now.top:
                raise NotNow(_("The top has nothing more to show."))
            return f.TopShown(step)
        case o.ChooseForm(form=form):
            chosen: f.Form = "" if form == now.form else form
            if chosen == now.form or (chosen and chosen not in forms_of(stage)):
                raise NotNow(_("No card has that form of violence."))
            return f.FormChosen(step, chosen)
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
            if len(standing) >= w.RULES_IN_ALL:
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


def _counts(
    session: Session, stage: model.Corners | model.Spectrum | model.Answers, now: w.Counts, order: o.Order
) -> f.Fact:
    step = session.current.id
    if isinstance(order, o.CountHands | o.ToggleCounts):
        if not stage.countable:
            raise NotNow(_("In this step nobody is counted."))
        if session.people < FEWEST_PRESENT:
            raise NotNow(_("With fewer than six present nothing is counted."))
    match order:
        case o.CountHands(corner=corner, count=hands):
            others = sum(c or 0 for i, c in enumerate(now.counts) if i != corner)
            if not 0 <= corner < len(now.counts) or not 0 <= hands <= session.people - others:
                raise NotNow(_("There are not that many in the group."))
            return f.HandsCounted(step, corner, hands)
        case o.ToggleCounts():
            return f.CountsShown(step, not now.shown)
        case _:
            raise _misfit()


def item_in_hand(stage: model.Sorting, work: w.Sorted) -> model.SortItem | None:
    """The card in hand: the one taken, else the first that does not lie yet; None when all lie."""
    taken = next((item for item in stage.items if item.id == work.hand), None)
    return taken or next((item for item in stage.items if item.id not in work.put), None)


def fact_shown(session: Session) -> bool:
    """Whether the fact behind a card lies over the current step's cards; then Next and Back put it away first."""
    trail = session.work.get(session.current.id)
    return trail is not None and isinstance(trail.now, w.Sorted) and bool(trail.now.told)


def _sorting(step: str, stage: model.Sorting, now: w.Sorted, order: o.Order) -> f.Fact:
    known = {item.id: item for item in stage.items}
    match order:
        case o.TakeItem(item=item) if item in known:
            return f.ItemTaken(step, item)
        case o.PutItem(place=place, item=item):
            hand = item_in_hand(stage, now)
            target = item or (hand.id if hand else "")
            if not target:
                raise NotNow(_("All cards are in their places."))
            if target not in known or not 1 <= place <= len(stage.places):
                raise _misfit()
            if now.put.get(target) == place and now.hand != target:
                raise NotNow(_("The card is already in that place."))
            return f.ItemPut(step, target, place)
        case o.LiftItem(item=item) if item in now.put:
            return f.ItemPut(step, item, 0)
        case o.ExplainItem(item=item):
            if now.told and item in ("", now.told):
                return f.ItemExplained(step, "")
            target = item or next((one for one in reversed(tuple(now.put)) if known[one].fact), "")
            if target not in now.put and any(one.fact for one in stage.items):
                raise NotNow(_("Put a card in its place first, then T shows the fact behind it."))
            if target not in now.put or not known[target].fact:
                raise NotNow(_("There is no fact to show for the card."))
            return f.ItemExplained(step, target)
        case _:
            raise _misfit()


def room_for(stage: model.Stage) -> tuple[int, int]:
    """How many characters a text may have, and how many texts a place: few words, so that the back row can read."""
    match stage:
        case model.MindMap():
            return 24, TEXTS_IN_A_PLACE
        case model.Boxes():
            return 30, TEXTS_IN_A_PLACE
        case model.Places():
            return 40, TEXTS_IN_A_PLACE
        case _:
            return TEXT_LIMIT, LINES_IN_A_PART


def _texts(step: str, room: tuple[int, int], now: w.Texts, order: o.Order) -> f.Fact:
    limit, most = room
    match order:
        case o.WriteText(place=place, text=text) if 0 <= place < len(now.columns):
            text = _text(text, limit)
            if _among(text, now.columns[place]):
                raise NotNow(_("That is already there."))
            if len(now.columns[place]) >= most:
                raise NotNow(_("There is no more room. Take something away first."))
            return f.TextWritten(step, place, text)
        case o.EraseText(place=place, text=text) if (
            0 <= place < len(now.columns) and text in now.columns[place]
        ):
            return f.TextErased(step, place, text)
        case _:
            raise _misfit()


def _spots(step: str, stage: model.BystanderPicture, now: w.Spots, order: o.Order) -> f.Fact:
    match order:
        case o.MarkSpot(spot=spot, role=role) if any(
            one.id == spot for one in stage.spots
        ) and 1 <= role <= len(stage.roles):
            return f.SpotMarked(step, spot, 0 if now.roles.get(spot) == role else role)
        case _:
            raise _misfit()


def _groups(session: Session, now: int, size: int) -> f.Fact:
    if size not in GROUP_SIZES:
        raise NotNow(_("Groups of two to eight."))
    if size == now:
        raise NotNow(_("The groups already have that size."))
    return f.GroupsSized(session.current.id, size)


def group_sizes(people: int, size: int) -> tuple[int, ...]:
    """How many there are in each group when `people` count off, groups of about `size`; larger groups first.

    Nobody is left over or alone: the groups differ by one at most, and nobody is a group of one unless `people` is 1.
    """
    count = max(1, min(round(people / size), people // 2))
    each, over = divmod(people, count)
    return tuple(each + (n < over) for n in range(count))


def _among(text: str, texts: Iterable[str]) -> bool:
    """Whether the text is there already, in small letters or capitals."""
    return text.casefold() in (one.casefold() for one in texts)


def _text(text: str, limit: int) -> str:
    whole = unicodedata.normalize("NFC", text)  # else the same words could stand there twice
    tidy = " ".join("".join(c for c in whole if c.isprintable() or c.isspace()).split())
    if not tidy:
        raise NotNow(_("Write something first."))
    if len(tidy) > limit:
        raise NotNow(_("At most {n} characters.").format(n=limit))
    return tidy
