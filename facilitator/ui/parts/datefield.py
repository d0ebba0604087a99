"""A day to choose: written with its weekday, with a calendar to pick it from."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFocusEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from facilitator.overriding import override
from facilitator.ui.parts import dates
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour


class DateField(QDateEdit):
    """`day` is the day chosen; `dateChanged` tells of another."""

    def __init__(self, name: str, day: date, low: date, high: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(dates.locale())
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setDateRange(_qt(low), _qt(high))
        self.setDate(_qt(day))
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setProperty("scale", "small")
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("mmm 30 mmmm 2026") + gap(6))
        self._dressed = False

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self._dressed:  # making the calendar takes milliseconds, and most of them are never opened
            self._dressed = True
            calendar = self.calendarWidget()
            calendar.setLocale(dates.locale())
            calendar.setAccessibleName(self.accessibleName())
            weekend = QTextCharFormat()
            weekend.setForeground(colour("stop"))
            for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
                calendar.setWeekdayTextFormat(day, weekend)
        super().focusInEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # whoever scrolls a page changes nothing on it

    @property
    def day(self) -> date:
        """The day chosen."""
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def show_day(self, day: date) -> None:
        """Show another day without telling anyone."""
        self.blockSignals(True)
        self.setDate(_qt(day))
        self.blockSignals(False)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
