"""Correcting the minutes of one step afterwards, with a reason: for a tap that was forgotten."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.session.facts import Correction
from facilitator.ui.desk.ports import StepView
from facilitator.ui.parts.button import button
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.stepper import Stepper

MOST: Final = 180


def why() -> tuple[tuple[Correction, str], ...]:
    """Why minutes are corrected."""
    return (
        ("forgot", _("Forgot to tap on")), ("interrupted", _("An interruption")), ("other", _("Something else")),
    )  # fmt: skip


def reason_words() -> dict[str, str]:
    """Why minutes were corrected, in the middle of a sentence."""
    return {
        "forgot": _("nobody tapped on"),
        "interrupted": _("an interruption"),
        "other": _("another reason"),
    }


class Minutes(QWidget):
    """Minutes and reason; `kept` carries both."""

    kept = Signal(int, str)
    left = Signal()

    def __init__(self, step: StepView) -> None:
        super().__init__()
        name = _("Minutes for “{step}”").format(step=step.title)
        self.minutes = Stepper(name, 0, MOST, min(MOST, round(step.spent_s / 60)), small=True)
        self.why = Choice(_("Why?"), why(), small=True)
        self.why.choose("forgot")
        keep, leave = button(_("Keep"), "small", sign="check"), button(_("Cancel"), "small")
        keep.clicked.connect(self._keep)
        leave.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap(0.5), 0, gap(1))
        column.setSpacing(gap(1))
        column.addWidget(label(name, "strong", wrap=True))
        column.addWidget(self.why)
        row = QHBoxLayout()
        row.setSpacing(gap(1))
        for part in (self.minutes, keep, leave):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)

    def _keep(self) -> None:
        self.kept.emit(self.minutes.value, str(self.why.value))
