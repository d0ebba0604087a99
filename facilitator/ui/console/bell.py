"""When the bell rings, as a time of day. The log keeps it as the lesson's own time, so that no clock change matters."""

from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.session import orders as o
from facilitator.session.pacing import Pace
from facilitator.session.state import Session
from facilitator.ui.parts.button import button
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.timefield import TimeField


def bell_at_ms(used_ms: int, moment: datetime, ringing: time) -> int:
    """The lesson's time (ms) at a time of day after `moment`, when `used_ms` of it are gone.

    A time that has been today is tomorrow's.
    """
    bell = moment.replace(hour=ringing.hour, minute=ringing.minute, second=0, microsecond=0)
    if bell <= moment:
        bell += timedelta(days=1)
    return used_ms + round((bell - moment).total_seconds() * 1000)


def rings(moment: datetime, in_ms: int) -> datetime:
    """When the bell rings, `in_ms` after `moment`: a whole minute, however unevenly the two clocks tick."""
    near = moment + timedelta(milliseconds=in_ms, seconds=30)
    return near.replace(second=0, microsecond=0)


class Bell(QWidget):
    """A time of day, and buttons for setting or taking away the bell."""

    ordered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._now: Pace | None = None
        field = TimeField(_("When does the bell ring?"))
        self.time = field.time
        self.setting = button(_("Set"), sign="check", name=_("Set the bell"))
        self.none = button(_("No bell"), sign="x")
        self.setting.clicked.connect(self._set)
        self.none.clicked.connect(self._take_away)
        self.time.lineEdit().returnPressed.connect(self._set)  # whoever has written a time means it
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(label(_("When does the bell ring?"), "heading", wrap=True))
        words = _("If it rings before the lesson would end, all times count against the bell.")
        column.addWidget(label(words, "muted", wrap=True))
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        line = Flow()
        line.addWidget(self.setting)
        line.addWidget(self.none)
        column.addLayout(line)

    def show_bell(self, session: Session, now: Pace) -> None:
        """Show the bell as it is set, or suggest the time when the lesson would end."""
        before, self._session, self._now = self._session, session, now
        self.none.setEnabled(bool(session.bell_ms))
        if before is None or before.bell_ms != session.bell_ms:
            left = now.ends_in_ms if now.bell_in_ms is None else now.bell_in_ms
            moment = rings(datetime.now().astimezone(), left)
            self.time.setTime(QTime(moment.hour, moment.minute))

    def _set(self) -> None:
        if self._now is not None:
            chosen, moment = self.time.time(), datetime.now().astimezone()
            ringing = time(chosen.hour(), chosen.minute())
            self.ordered.emit(o.SetBell(bell_at_ms(self._now.used_ms, moment, ringing)))

    def _take_away(self) -> None:
        self.ordered.emit(o.SetBell(0))
