"""When the bell rings, as a time of day. The log keeps it as the lesson's own time, so that no clock change matters."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QTimeEdit, QVBoxLayout, QWidget

from facilitator.i18n import _, current_language
from facilitator.session import orders as o
from facilitator.session.pacing import Pace
from facilitator.session.state import Session
from facilitator.ui.parts.button import button
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap

STEP_MIN = 5


def bell_at_ms(now: Pace, moment: datetime, hour: int, minute: int) -> int:
    """The lesson's time (ms) at a time of day after `moment`; a time that has been today is tomorrow's."""
    bell = moment.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if bell <= moment:
        bell += timedelta(days=1)
    return now.used_ms + round((bell - moment).total_seconds() * 1000)


class Bell(QWidget):
    """A time of day with large buttons for five minutes less or more, and for setting or taking away the bell."""

    ordered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._now: Pace | None = None
        self.time = QTimeEdit()
        self.time.setDisplayFormat("HH.mm" if current_language() == "sv" else "HH:mm")
        self.time.setFixedWidth(self.time.fontMetrics().horizontalAdvance("00.00") + gap(6))
        self.time.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.time.setAccessibleName(_("When does the bell ring?"))
        less = button("", sign="minus", name=_("Five minutes earlier"))
        more = button("", sign="plus", name=_("Five minutes later"))
        self.setting = button(_("Set"), sign="check", name=_("Set the bell"))
        self.none = button(_("No bell"), sign="x")
        less.clicked.connect(self._earlier)
        more.clicked.connect(self._later)
        self.setting.clicked.connect(self._set)
        self.none.clicked.connect(self._take_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(label(_("When does the bell ring?"), "heading", wrap=True))
        words = _("If it rings before the lesson would end, all times count against the bell.")
        column.addWidget(label(words, "muted", wrap=True))
        for row in ((less, self.time, more), (self.setting, self.none)):
            line = Flow()
            for part in row:
                line.addWidget(part)
            column.addLayout(line)

    def show_bell(self, session: Session, now: Pace) -> None:
        """Show the bell as it is set, or suggest the time when the lesson would end."""
        before, self._session, self._now = self._session, session, now
        self.none.setEnabled(bool(session.bell_ms))
        if before is None or before.bell_ms != session.bell_ms:
            left = now.ends_in_ms if now.bell_in_ms is None else now.bell_in_ms
            moment = datetime.now().astimezone() + timedelta(milliseconds=left)
            self.time.setTime(QTime(moment.hour, moment.minute))

    def _earlier(self) -> None:
        self.time.setTime(self.time.time().addSecs(-STEP_MIN * 60))

    def _later(self) -> None:
        self.time.setTime(self.time.time().addSecs(STEP_MIN * 60))

    def _set(self) -> None:
        if self._now is not None:
            chosen, moment = self.time.time(), datetime.now().astimezone()
            self.ordered.emit(o.SetBell(bell_at_ms(self._now, moment, chosen.hour(), chosen.minute())))

    def _take_away(self) -> None:
        self.ordered.emit(o.SetBell(0))
