"""A time of day with large buttons for five minutes less or more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.i18n import _, current_language
from facilitator.ui.parts.button import Kind, button
from facilitator.ui.parts.picking import Clock
from facilitator.ui.parts.space import gap

STEP_MIN = 5


class TimeField(QWidget):
    """`time` is the field itself, called `name` by a screen reader."""

    def __init__(self, name: str, *, small: bool = False) -> None:
        super().__init__()
        size: Kind = "small" if small else "plain"
        self.time = Clock()
        self.time.setProperty("scale", size)
        self.time.setDisplayFormat("HH.mm" if current_language() == "sv" else "HH:mm")
        self.time.setFixedWidth(self.time.fontMetrics().horizontalAdvance("00.00") + gap(6))
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.time.setAccessibleName(name)
        self.time.lineEdit().setAccessibleName(name)
        less = button("", size, sign="minus", name=_("Five minutes earlier"), once=False)
        more = button("", size, sign="plus", name=_("Five minutes later"), once=False)
        less.clicked.connect(self._earlier)
        more.clicked.connect(self._later)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (less, self.time, more):
            row.addWidget(part)

    def _earlier(self) -> None:
        self.time.setTime(self.time.time().addSecs(-STEP_MIN * 60))

    def _later(self) -> None:
        self.time.setTime(self.time.time().addSecs(STEP_MIN * 60))
