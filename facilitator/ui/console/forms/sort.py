"""Controls of sorting."""

from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import exercises
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.state import Session
from facilitator.ui.console.sheet import Sheet
from facilitator.ui.parts.button import button
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import restyle


def sorting(sheet: Sheet, _session: Session, stage: model.Sorting, work: w.Sorted) -> None:
    """The places for the card in hand, the cards that wait, those that lie, and the facts behind them."""
    hand = exercises.item_in_hand(stage, work)
    row = sheet.flow()
    if hand is not None:
        _places(sheet, row, stage, work, hand)
    lying = [item for item in stage.items if item.id in work.put]
    facts = [item for item in lying if item.fact]
    if facts:
        words, sign = (_("Hide the fact"), "eye-slash") if work.told else (_("Show the fact"), "eye")
        sheet.add(row, button(f"{words}  T", "small", sign=sign), o.ExplainItem())
    waiting = sheet.flow()
    for item in stage.items:
        here = hand is not None and hand.id == item.id
        if here or item.id not in work.put:
            made = button(item.text, "small")
            restyle(made, on=here)
            sheet.add(waiting, made, o.TakeItem(item.id))
    if lying:
        _lying(sheet, lying, facts, work)
    last = len(stage.places)
    sheet.say(
        _("Cards to sort"),
        _("Keys 1–{n} put the card, T shows the fact behind it, Ctrl+Z takes back.").format(n=last)
        if any(item.fact for item in stage.items)
        else _("Keys 1–{n} put the card, Ctrl+Z takes back.").format(n=last),
        _("{n} of {m}").format(n=len(work.put), m=len(stage.items)),
    )


def _places(sheet: Sheet, row: Flow, stage: model.Sorting, work: w.Sorted, hand: model.SortItem) -> None:
    for number, name in enumerate(stage.places, 1):
        words = f"{number}  {name}"
        made = button(words, "small", name=_("Put in {name}").format(name=f"{number}, {name}"))
        restyle(made, on=work.put.get(hand.id) == number)
        sheet.add(row, made, o.PutItem(number, hand.id))
    if hand.id in work.put:
        back = button(_("Take back"), "small", sign="arrow-counter-clockwise")
        sheet.add(row, back, o.LiftItem(hand.id))


def _lying(sheet: Sheet, lying: list[model.SortItem], facts: list[model.SortItem], work: w.Sorted) -> None:
    """Lists of what lies, below the cards that wait: in a low window what is below must be scrolled to."""
    row = sheet.flow()
    if facts:
        told = [(_mark(item, work), o.ExplainItem(item.id)) for item in facts]
        sheet.pick(row, _("The fact behind a card"), told)
    taken = [(f"{item.text} · {work.put[item.id]}", o.TakeItem(item.id)) for item in lying]
    sheet.pick(row, _("Pick up a placed card"), taken)


def _mark(item: model.SortItem, work: w.Sorted) -> str:
    """The card's words, with a mark when its fact has been shown."""
    return f"{item.text} ✓" if item.id in work.explained else item.text


FORMS: Final[dict[type[Any], Any]] = {model.Sorting: sorting}
