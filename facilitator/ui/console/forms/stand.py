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


def hot_seat(sheet: Sheet, session: Session, stage: model.HotSeat, _work: None) -> None:
    """What comes next, so that the leader can read it first."""
    done, every = session.revealed, len(stage.statements)
    if done < every:
        row = sheet.flow()
        row.addWidget(label(_("Next:"), "strong"))
        row.addWidget(label(stage.statements[done], wrap=True))
    hint = _(
        "Read at a calm pace. Nobody has to say why. Shift+B makes the projector black if the ring faces in."
    )
    sheet.say(_("Hot chair"), hint, _("{n} of {m}").format(n=done, m=every) if done else _("Warm-up"))


def spectrum(sheet: Sheet, session: Session, stage: model.Spectrum, work: w.Counts) -> None:
    """Counts along the line, where the author allows it."""
    left, right = stage.ends
    names = (left, stage.middle or _("In the middle"), right)
    nobody = _("Nobody is counted in this step. Everyone may pass or move along the line.")
    hint = counted(sheet, session, stage.countable, work, names, _near(names)) or nobody
    sheet.say(_("The line"), _first(session, hint))


def answers(sheet: Sheet, session: Session, stage: model.Answers, work: w.Counts) -> None:
    """Counts an answer, where the author allows it."""
    nobody = _("Nobody is counted in this step. Everyone may pass or change answer.")
    names = stage.answers
    hint = counted(sheet, session, stage.countable, work, names, _near(names)) or nobody
    sheet.say(_("Yes – no – perhaps"), _first(session, hint))


def _near(names: Sequence[str]) -> list[str]:
    return [_("How many: {name}").format(name=name) for name in names]


def _first(session: Session, hint: str) -> str:
    """Before the places show, how they come; then the hint."""
    return hint if session.revealed else _("Read the statement first. Next shows the places.")


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
    free = session.people - sum(count or 0 for count in work.counts)
    for i, (count, head) in enumerate(zip(work.counts, sheet.heads(names), strict=True)):
        here = count or 0
        sheet.number(row, spoken[i], here + free, here, partial(o.CountHands, i), head)
    words = _("Hide the counts") if work.shown else _("Show the counts")
    sign = "eye-slash" if work.shown else "eye"
    sheet.add(sheet.flow(), button(words, "small", sign=sign), o.ToggleCounts())
    return _("Counts are hidden on the projector until you show them; fewer than three never show.")


FORMS: Final[dict[type[Any], Any]] = {
    model.Corners: corners, model.HotSeat: hot_seat, model.Spectrum: spectrum, model.Answers: answers,
}  # fmt: skip
