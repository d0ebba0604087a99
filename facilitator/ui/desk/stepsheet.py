"""The steps of a session, with what became of them and how long they took."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.ports import StepView
from facilitator.ui.parts import dates
from facilitator.ui.parts.card import rule
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import picture
from facilitator.ui.parts.space import gap


def missed(step: StepView) -> str:
    """Why a step was not held as planned, in words; empty when it was."""
    match step.outcome:
        case "skipped":
            reason = reasons().get(step.reason, "")
            return _("left out, {reason}").format(reason=reason) if reason else _("left out")
        case "not-reached":
            return _("not reached")
        case "shortened":
            return _("shortened")
        case _:
            return ""


def reasons() -> dict[str, str]:
    """The reason codes in words."""
    return {
        "time": _("for lack of time"),
        "age": _("did not fit the age"),
        "language": _("the language was too hard"),
        "question": _("the group had another question"),
        "technical": _("technical trouble"),
        "sensitive": _("too sensitive just now"),
        "other": _("another reason"),
    }


class StepSheet(QWidget):
    """One row a step."""

    def __init__(self, steps: Sequence[StepView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(1))
        for step in steps:
            column.addWidget(rule())
            column.addLayout(_row(step))


def _row(step: StepView) -> QHBoxLayout:
    held = step.outcome in ("held", "shortened")
    words = missed(step)
    row = QHBoxLayout()
    row.setSpacing(gap(1.25))
    title = label(f"{step.title} · {words}" if words else step.title, wrap=True)
    side = title.fontMetrics().height()
    row.addWidget(
        picture("check" if held else "skip-forward", "ok" if step.outcome == "held" else "warn", side),
        0,
        Qt.AlignmentFlag.AlignTop,
    )
    row.addWidget(title, 1)
    row.addWidget(label(dates.minutes(step.spent_s) if held else "–", "muted"), 0, Qt.AlignmentFlag.AlignTop)
    return row
