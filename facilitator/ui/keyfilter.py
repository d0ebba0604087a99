"""Catches the keys of a running lesson, whichever of our windows has focus, and says what they mean."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from facilitator.ui.keys import KeyMap, Press

_WRITES = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_PRESSES = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
_NEVER_WRITE = {
    Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Escape, Qt.Key.Key_Pause, Qt.Key.Key_F1, Qt.Key.Key_F5,
    Qt.Key.Key_F6, Qt.Key.Key_F11,
}  # fmt: skip


class KeyFilter(QObject):
    """An application-wide filter, installed only while a lesson runs."""

    meant = Signal(str, int, bool)  # action, digit (or 0), Shift held

    def __init__(self, keymap: KeyMap, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._x11 = QGuiApplication.platformName() == "xcb"

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            press = Press.of(event, x11=self._x11)
            if self._keymap.find(press) is not None and not self._theirs(press):
                event.accept()  # it comes back as a key press, and then it is ours
                return True
            return False
        if (
            event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
            or not isinstance(watched, QWidget)
        ):
            return False
        press = Press.of(event, x11=self._x11)
        binding = self._keymap.find(press)
        if binding is None or self._theirs(press):
            return False
        event.accept()
        if self._keymap.counts(press):
            digit = press.key - Qt.Key.Key_0 if Qt.Key.Key_0 <= press.key <= Qt.Key.Key_9 else 0
            self.meant.emit(
                binding.action, int(digit), bool(press.modifiers & Qt.KeyboardModifier.ShiftModifier)
            )
        return True

    def _theirs(self, press: Press) -> bool:
        """Whether the focused control needs the key itself: text fields, pressed buttons, lists, dialogs."""
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return True
        focus = QApplication.focusWidget()
        plain = not press.modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if isinstance(focus, _WRITES):
            return (plain and press.key not in _NEVER_WRITE) or press.key == Qt.Key.Key_Z
        if isinstance(focus, QAbstractItemView):
            return plain and press.key in (*_PRESSES, *_MOVES)
        if isinstance(focus, QAbstractButton):
            return plain and press.key in _PRESSES
        return False
