"""Fields that the wheel goes past: whoever scrolls a page changes nothing on it."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QTimeEdit

from facilitator.overriding import override


class Picking(QComboBox):
    """A list to pick from."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Number(QSpinBox):
    """A number."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Clock(QTimeEdit):
    """A time of day."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
