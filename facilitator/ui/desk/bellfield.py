"""When the bell rings, chosen before the lesson: there is none until somebody sets one."""

from datetime import time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.timefield import TimeField


class BellField(QWidget):
    """A button that brings the time, and the time with a button that takes it away."""

    wanted = Signal()  # a time is to be suggested: answer with bring
    changed = Signal()  # what is shown, and so what Tab comes to

    def __init__(self) -> None:
        super().__init__()
        self._field: TimeField | None = (
            None  # most lessons have no bell, and the first frame has no time for one
        )
        self._away: QPushButton | None = None
        self._set = button(_("Set"), "small", name=_("Set when the bell rings"))
        self._set.clicked.connect(self.wanted)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap(0.5))
        self._row.addWidget(self._set)

    @property
    def value(self) -> time | None:
        """The time of day, or None while there is no bell."""
        if self._field is None or not self._set.isHidden():
            return None
        chosen = self._field.time.time()
        return time(chosen.hour(), chosen.minute())

    def choose(self, value: time | None) -> None:
        """Show a time of day, or that there is no bell."""
        if value is not None:
            self._made().time.setTime(QTime(value.hour, value.minute))
        for part, on in (
            (self._set, value is None),
            (self._field, value is not None),
            (self._away, value is not None),
        ):
            if part is not None:
                part.setVisible(on)

    def bring(self, value: time) -> None:
        """Show a time for the leader to change, as they asked."""
        self.choose(value)
        self._made().time.setFocus()
        self.changed.emit()

    def _take_away(self) -> None:
        self.choose(None)
        self._set.setFocus()
        self.changed.emit()

    def _made(self) -> TimeField:
        if self._field is None:
            self._field = TimeField(_("When does the bell ring?"), small=True)
            self._away = button("", "small", sign="x", name=_("No bell"))
            self._away.clicked.connect(self._take_away)
            self._row.addWidget(self._field)
            self._row.addWidget(self._away)
        return self._field
