"""Controls of the pyramid and the board."""

from functools import partial
from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import exercises
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.facts import Column
from facilitator.session.state import Session
from facilitator.ui.console.sheet import FEW, Sheet
from facilitator.ui.parts.button import button
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import restyle
from facilitator.ui.stage.exercises import mark

NEAR: Final = 3


def pyramid(sheet: Sheet, _session: Session, stage: model.Pyramid, work: w.Pyramid) -> None:
    """The card in hand and its levels, the cards that wait, the placed ones to take up, and a card of the class's own."""
    every = exercises.cards(stage, work)
    hand = exercises.in_hand(stage, work)
    places = sheet.flow()
    if hand is not None:
        _levels(sheet, places, stage, work, hand)
    if stage.top and not work.top:
        sheet.add(places, button(f"{_('Show the top')}  T", "small", sign="eye"), o.ShowTop())
    _waiting(sheet, [card for card in every if card.id not in work.placed or card is hand], hand)
    others = sheet.flow()  # below the cards: in a low window what is below must be scrolled to
    if work.placed:
        lying = [card for card in every if card.id in work.placed]
        choices = [(f"{c.text} · {'+'.join(map(str, work.placed[c.id]))}", o.TakeCard(c.id)) for c in lying]
        sheet.pick(others, _("Pick up a placed card"), choices)
    _filter(sheet, others, stage, work)
    sheet.entry("own-card", _("A card of the class’s own"), exercises.CARD_LIMIT, o.WriteCard)
    sheet.say(
        _("Cards to place"),
        _("All cards are placed. Ctrl+Z takes back.")
        if every and hand is None
        else _("Keys 1–5 place the card, Shift+1–5 puts it in two places, Ctrl+Z takes back."),
        _("{n} of {m}").format(n=len(work.placed), m=len(every)),
    )


def _waiting(sheet: Sheet, cards: list[model.Card], hand: model.Card | None) -> None:
    """The card in hand and the next few as buttons, the rest in a list: the preview must have its room."""
    row = sheet.flow()
    near = [card for card in cards if card is hand]
    near += [card for card in cards if card is not hand][: NEAR - len(near)]
    for card in near:
        made = button(card.text, "small")
        restyle(made, on=card is hand)
        sheet.add(row, made, o.TakeCard(card.id))
    rest = [(card.text, o.TakeCard(card.id)) for card in cards if card not in near]
    if rest:
        sheet.pick(row, _("More cards"), rest)


def _levels(sheet: Sheet, row: Flow, stage: model.Pyramid, work: w.Pyramid, hand: model.Card) -> None:
    for level, name in enumerate(stage.levels, 1):
        made = button(str(level), "small", name=_("Place on {name}").format(name=f"{level}, {name}"))
        made.setToolTip(name)
        sheet.add(row, made, o.PlaceCard(level, hand.id))
    if hand.id in work.placed:
        back = button(_("Take back"), "small", sign="arrow-counter-clockwise")
        sheet.add(row, back, o.LiftCard(hand.id))


def _filter(sheet: Sheet, row: Flow, stage: model.Pyramid, work: w.Pyramid) -> None:
    """A form of violence to pick by letter and name; the one that is chosen, to let go of."""
    marks = [(form, mark(form)) for form in exercises.forms_of(stage)]
    if work.form:
        chosen = mark(work.form)
        made = button(
            f"{chosen.letter}  {chosen.name}",
            "small",
            sign="x",
            name=_("All forms, not only {form}").format(form=chosen.name),
        )
        restyle(made, on=True)
        sheet.add(row, made, o.ChooseForm(""))
    choices = [(f"{m.letter}  {m.name}", o.ChooseForm(form)) for form, m in marks if form != work.form]
    if choices:
        sheet.pick(row, _("Show one form of violence"), choices)


def board(sheet: Sheet, _session: Session, stage: model.Board, work: w.Board) -> None:
    """A field a column, the ideas that stand and the author's suggestions."""
    names: dict[Column, str] = {
        "before": _("Before"), "during": _("While it happens"), "after": _("After"),
    }  # fmt: skip
    across = sheet.across()
    for column, name in names.items():
        words = _("Write: {where}").format(where=name.lower())
        order = partial(o.AddIdea, column)
        sheet.entry(f"idea-{column}", words, exercises.TEXT_LIMIT, order, across, short=name)
    taken: dict[Column, tuple[str, ...]] = {column: getattr(work, column) for column in names}
    free: dict[Column, list[str]] = {
        column: [text for text in getattr(stage, column) if text not in taken[column]] for column in names
    }
    listed = sum(len(getattr(stage, column)) for column in names) > FEW
    if listed:
        rows = [[(text, o.AddIdea(column, text)) for text in free[column]] for column in names]
        sheet.suggest(tuple(names.values()), rows)
    for column, head in zip(names, sheet.heads(tuple(names.values())), strict=True):
        if listed and not taken[column]:
            continue
        row = sheet.flow()
        row.addWidget(head)
        for text in taken[column]:
            made = button(text, "small", sign="x", name=_("Take away: {text}").format(text=text))
            restyle(made, on=True)
            sheet.add(row, made, o.RemoveIdea(column, text))
        for text in () if listed else free[column]:
            sheet.add(row, button(text, "small", sign="plus"), o.AddIdea(column, text))
    sheet.say(_("What a bystander can do"), _("No names."))


FORMS: Final[dict[type[Any], Any]] = {model.Pyramid: pyramid, model.Board: board}
