"""A day to choose: written with its weekday, with a calendar to pick it from."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QWidget

from facilitator.ui.parts import dates


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
        calendar = self.calendarWidget()
        calendar.setLocale(dates.locale())
        calendar.setAccessibleName(name)

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
