"""Fields that the wheel goes past: whoever scrolls a page changes nothing on it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QScrollBar, QSpinBox, QTimeEdit, QWidget

from facilitator.overriding import override


class Picking(QComboBox):
    """A list to pick from."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Sideways(QScrollBar):
    """A bar that moves something to the sides. A page that is scrolled down may bring it under the pointer, and goes on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if abs(turned.y()) > abs(turned.x()):
            event.ignore()
        else:
            super().wheelEvent(event)


class Number(QSpinBox):
    """A number."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Clock(QTimeEdit):
    """A time of day. Four digits write it from the hours on, wherever it was clicked; a click on what one is writing in
    already chooses hours or minutes."""

    def __init__(self) -> None:
        super().__init__()
        self._entered = False
        self.lineEdit().installEventFilter(self)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._entered = event.reason() == Qt.FocusReason.MouseFocusReason

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and (
            self._entered or not self.lineEdit().hasSelectedText()
        ):
            self.setSelectedSection(self.Section.HourSection if self._entered else self.currentSection())
            self._entered = False
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):  # all of it takes no digits
            self.setSelectedSection(self.Section.HourSection)
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def box(name: str, rows: Iterable[tuple[str, str]] = ()) -> QComboBox:
    """A list to choose from; rows are data and words."""
    found = Picking()
    found.setAccessibleName(name)
    found.setProperty("scale", "small")
    found.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for data, words in rows:
        found.addItem(words, data)
    return found
