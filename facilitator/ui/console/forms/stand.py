"""Controls of exercises where the group stands, sits or shows cards."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import exercises
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.state import Session
from facilitator.ui.console.sheet import Sheet
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label


def corners(sheet: Sheet, session: Session, stage: model.Corners, work: w.Counts) -> None:
    """Counts a corner, where the author allows it."""
    names = ("A", "B", "C", "D")
    spoken = [_("In corner {name}").format(name=name) for name in names]
    nobody = _("Nobody is counted in this step. Everyone may pass or change corner.")
    sheet.say(_("Four corners"), counted(sheet, session, stage.countable, work, names, spoken) or nobody)


def counted(
    sheet: Sheet,
    session: Session,
    countable: bool,
    work: w.Counts,
    names: Sequence[str],
    spoken: Sequence[str],
) -> str:
    """Numbers to count with and the switch that shows them; returns the hint, empty when nobody is counted."""
    if not countable or session.people < exercises.FEWEST_PRESENT:
        return ""
    row = sheet.flow()
    for i, count in enumerate(work.counts):
        row.addWidget(label(names[i], "strong"))
        sheet.number(row, spoken[i], session.people, count or 0, partial(o.CountHands, i))
    words = _("Hide the counts") if work.shown else _("Show the counts")
    sign = "eye-slash" if work.shown else "eye"
    sheet.add(sheet.flow(), button(words, "small", sign=sign), o.ToggleCounts())
    return _("Counts are hidden on the projector until you show them; fewer than three never show.")


FORMS: Final[dict[type[Any], Any]] = {model.Corners: corners}
