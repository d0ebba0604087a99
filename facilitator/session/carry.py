"""How what a group brings from earlier lessons becomes the state of an exercise in this one."""

from itertools import count
from typing import get_args

from facilitator.content import model
from facilitator.content.model import Card
from facilitator.session import facts as f
from facilitator.session import work as w


def rules_for(stage: model.Agreement, brought: f.ThreadBrought) -> w.Rules:
    """The agreement that stands when the step begins: what this lesson needs, as its author wrote it, and after that what
    the group has added before, the newest as far as there is room."""
    proposed = {rule.casefold() for rule in stage.rules}
    own = [rule for rule in brought.rules if rule.casefold() not in proposed]
    return w.Rules(tuple(own[max(0, len(own) + len(stage.rules) - w.RULES_IN_ALL) :]))


def earlier_work(step: model.Step, brought: f.ThreadBrought) -> w.Work | None:
    """What the group made before that can stand in the step's exercise; None when there is nothing."""
    match step.stage:
        case model.Pyramid() as stage:
            return _pyramid(stage, brought) if brought.cards else None
        case model.Board():
            columns = _columns(step, brought, 3)
            return None if columns is None else w.Board(*columns)
        case stage:
            columns = (
                _columns(step, brought, w.places(stage)) if isinstance(w.empty(stage), w.Texts) else None
            )
            return None if columns is None else w.Texts(columns)


def _columns(step: model.Step, brought: f.ThreadBrought, places: int) -> tuple[tuple[str, ...], ...] | None:
    """What was written in the same step before, or in the newest boxes; never in another shape."""
    fitting = [one for one in brought.texts if one[1] == step.form and len(one[2]) == places]
    same = [columns for name, _form, columns in fitting if name == step.id]
    boxes = [columns for _name, form, columns in fitting if form == "boxes"]
    return next(iter([*same[-1:], *boxes[-1:]]), None)


def _pyramid(stage: model.Pyramid, brought: f.ThreadBrought) -> w.Pyramid:
    """The class's pyramid with this lesson's cards: the same text is the same card."""
    ids = {card.text.casefold(): card.id for card in stage.cards}
    taken = {card.id for card in stage.cards}
    placed: dict[str, tuple[int, ...]] = {}
    added: list[Card] = []
    for text, forms, levels in brought.cards:
        card = ids.get(text.casefold())
        if card is None:
            if len(stage.cards) + len(added) >= w.CARDS_IN_ALL:
                continue
            card = next(name for n in count(1) if (name := f"own-{n}") not in taken)
            known = tuple(form for form in get_args(model.ViolenceForm) if form in forms)
            added.append(Card(id=card, text=text, forms=known))
            ids[text.casefold()] = card
            taken.add(card)
        fit = tuple(sorted({n for n in levels if 1 <= n <= w.LEVELS}))[:2]
        if fit:
            placed[card] = fit
    return w.Pyramid(placed, tuple(added))
