"""Controls of boxes, mind map, places and own scenarios."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import exercises
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.state import Session
from facilitator.ui.console.sheet import FEW, Sheet
from facilitator.ui.parts.button import button
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import restyle

_ABREAST: Final = 3
"""As many fields as stand beside each other; more of them stand in pairs."""


def boxes(sheet: Sheet, session: Session, stage: model.Boxes, work: w.Texts) -> None:
    """A field a frame: for the inside first, then for what happens outside; none when the frames are gone."""
    layer = session.revealed
    if layer == 0:
        rule = _("Ask where it comes from. Nobody has to fit in a box. Next: outside.")
        sheet.say(_("Inside the boxes"), f"{_('No names.')} {rule}")
        _writing(sheet, stage, work, stage.frames)
    elif layer == 1:
        names = [_("Outside {name}").format(name=name) for name in stage.frames]
        sheet.say(
            _("Outside the boxes"),
            _("What happens to “somebody”, never to one of us. Next takes the boxes away."),
        )
        _writing(sheet, stage, work, names, first=len(stage.frames))
    else:
        sheet.say(_("Without boxes"), _("The words are for everyone now. Go back to write more."))


def mind_map(sheet: Sheet, _session: Session, stage: model.MindMap, work: w.Texts) -> None:
    """A field a cluster."""
    rule = _("One or two words at a time, so that the back row can read.")
    sheet.say(_("Mind map"), f"{_('No names.')} {rule}")
    _writing(sheet, stage, work, stage.branches)


def places(sheet: Sheet, _session: Session, stage: model.Places, work: w.Texts) -> None:
    """A field a list, and the author's places that lie in no list yet."""
    sheet.say(_("Places"), _("Places, never people. Tell those who can change the place."))
    taken = {text.casefold() for column in work.columns for text in column}
    free = [text for text in stage.suggestions if text.casefold() not in taken]
    listed = len(stage.suggestions) * len(stage.lists) > FEW
    _writing(sheet, stage, work, stage.lists, suggestions=free, listed=listed)


def own_scenario(sheet: Sheet, _session: Session, stage: model.OwnScenario, work: w.Texts) -> None:
    """A field a question."""
    sheet.say(
        _("The group’s own scenario"), _("Write only what nobody can be recognised in. Change place and age.")
    )
    _writing(sheet, stage, work, stage.parts)


def _writing(
    sheet: Sheet,
    stage: model.Stage,
    work: w.Texts,
    names: Sequence[str],
    *,
    first: int = 0,
    suggestions: Sequence[str] = (),
    listed: bool = False,
) -> None:
    """A field a place; then, a row a place, what stands there to take away and what can be picked, as buttons or `listed`."""
    chars, most = exercises.room_for(stage)
    wide = len(names) if len(names) <= _ABREAST else 2
    for start in range(0, len(names), wide):
        across = sheet.across()
        for place, name in enumerate(names[start : start + wide], first + start):
            sheet.entry(f"text-{place}", name, chars, partial(o.WriteText, place), across)
    free = [suggestions if len(column) < most else () for column in work.columns]
    if listed:
        rows = [[(text, o.WriteText(n, text)) for text in one] for n, one in enumerate(free)]
        sheet.suggest(names, rows)
    for place, (name, head) in enumerate(zip(names, sheet.heads(names), strict=True), first):
        texts = work.columns[place]
        if texts or (suggestions and not listed):
            row = sheet.flow()
            row.addWidget(head)
            _standing(sheet, row, place, texts)
            for text in () if listed else free[place]:
                spoken = _("{text} to {where}").format(text=text, where=name)
                sheet.add(row, button(text, "small", sign="plus", name=spoken), o.WriteText(place, text))


def _standing(sheet: Sheet, row: Flow, place: int, texts: tuple[str, ...]) -> None:
    for text in texts:
        made = button(text, "small", sign="x", name=_("Take away: {text}").format(text=text))
        restyle(made, on=True)
        sheet.add(row, made, o.EraseText(place, text))


FORMS: Final[dict[type[Any], Any]] = {
    model.Boxes: boxes, model.MindMap: mind_map, model.Places: places, model.OwnScenario: own_scenario,
}  # fmt: skip
