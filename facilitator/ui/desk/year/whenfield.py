"""A day, and a time of day if there is one."""

from datetime import date, time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QWidget

from facilitator.i18n import _
from facilitator.planning.breaks import span
from facilitator.planning.year import When
from facilitator.ui.parts.datefield import DateField
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.tick import Tick
from facilitator.ui.parts.timefield import TimeField

_USUAL_TIME = QTime(10, 0)


class WhenField(QWidget):
    """`changed` tells of another day or time."""

    changed = Signal()

    def __init__(self, name: str, year: int, day: date, at: time | None = None) -> None:
        """`name`: what the day is called; it lies in the school year that begins in `year`."""
        super().__init__()
        self.day = DateField(name, day, *span(year))
        self.day.dateChanged.connect(self.changed)
        self._timed = Tick("timed", _("At a certain time"), on=at is not None)
        self._timed.toggled.connect(self._show_time)
        self._field = TimeField(_("Time of day"), small=True)
        self.time = self._field.time
        self.time.setTime(QTime(at.hour, at.minute) if at else _USUAL_TIME)
        self.time.timeChanged.connect(self.changed)
        line = Flow(self, spacing=gap(2))
        for part in (self.day, self._timed, self._field):
            line.addWidget(part)
        self._field.setVisible(at is not None)

    @property
    def value(self) -> When:
        """The day and time chosen."""
        at = self.time.time()
        return When(self.day.day, time(at.hour(), at.minute()) if self._timed.isChecked() else None)

    def _show_time(self, on: bool) -> None:
        self._field.setVisible(on)
        self.changed.emit()
