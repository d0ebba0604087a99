"""Catches the keys of a running lesson, whichever of our windows has focus, and says what they mean."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
)

from facilitator.overriding import override
from facilitator.ui.keys import KeyMap, Press

_WRITES = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_PRESSES = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
_NEVER_WRITE = {
    Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Escape, Qt.Key.Key_Pause, Qt.Key.Key_F1, Qt.Key.Key_F5,
    Qt.Key.Key_F6, Qt.Key.Key_F11,
}  # fmt: skip
_SIGNS = {Qt.Key.Key_Period, Qt.Key.Key_Comma}
"""No part of a whole number; a time of day may have them."""
_COVERS = {"safe", "black", "white"}
ALONE_MS = 900
"""How long a b in an empty field waits for more letters: slower than anyone writes a word, soon enough for a clicker."""


class KeyFilter(QObject):
    """Listens to the window that has the keyboard, while a lesson runs. Only there: a filter on the whole
    application would hear hundreds of events a tap."""

    meant = Signal(str, int, bool)  # action, digit (or 0), Shift held

    def __init__(self, keymap: KeyMap, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._x11 = QGuiApplication.platformName() == "xcb"
        self._window: QWindow | None = None
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(ALONE_MS)
        self._alone.timeout.connect(self._cover_after_all)
        self._cover = ""

    def listen(self, application: QGuiApplication) -> None:
        """Begin to listen."""
        application.focusWindowChanged.connect(self._follow)
        self._follow(QGuiApplication.focusWindow())

    def rest(self, application: QGuiApplication) -> None:
        """Stop listening."""
        application.focusWindowChanged.disconnect(self._follow)
        self._follow(None)
        self._alone.stop()

    def _follow(self, window: QWindow | None) -> None:
        if self._window is not None and self._window in QGuiApplication.allWindows():
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        press = Press.of(event, x11=self._x11)
        if (
            self._alone.isActive()
        ):  # another letter makes it a word; the same key again is a clicker that is in a hurry
            self._alone.stop()
            if press.key == Qt.Key.Key_B and not event.isAutoRepeat():
                self._cover_after_all()
                event.accept()
                return True
        binding = self._keymap.find(press)
        if binding is None:
            return False
        if binding.action in _COVERS and (open_list := QApplication.activePopupWidget()) is not None:
            open_list.close()  # the calm screen waits for nothing
        if self._theirs(press):
            self._wait_if_alone(press, binding.action)
            return False
        event.accept()
        if self._keymap.counts(press):
            digit = press.key - Qt.Key.Key_0 if Qt.Key.Key_0 <= press.key <= Qt.Key.Key_9 else 0
            self.meant.emit(
                binding.action, int(digit), bool(press.modifiers & Qt.KeyboardModifier.ShiftModifier)
            )
        return True

    def _wait_if_alone(self, press: Press, action: str) -> None:
        """A b in an empty field is written, for words begin with it; if nothing follows it came from a clicker."""
        field = QApplication.focusWidget()
        alone = isinstance(field, QLineEdit) and not field.text() and not press.held
        if alone and action in _COVERS and press.key == Qt.Key.Key_B and not press.modifiers:
            self._cover = action
            self._alone.start()

    def _cover_after_all(self) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit) and len(field.text()) == 1:
            field.clear()
            self.meant.emit(self._cover, 0, False)

    def _theirs(self, press: Press) -> bool:
        """Whether the focused control needs the key itself: text fields, pressed buttons, lists, dialogs."""
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return True
        focus = QApplication.focusWidget()
        plain = not press.modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if isinstance(focus, QAbstractSpinBox) and Qt.Key.Key_A <= press.key <= Qt.Key.Key_Z and plain:
            return False  # no letter is part of a number
        if isinstance(focus, QSpinBox) and press.key in _SIGNS:
            return False
        if isinstance(focus, _WRITES):
            empty = isinstance(focus, QLineEdit) and not focus.text()
            if empty and press.key == (Qt.Key.Key_Period if plain else Qt.Key.Key_Z):
                return False  # a clicker's blank button; and an empty field has nothing to take back
            return (plain and press.key not in _NEVER_WRITE) or press.key == Qt.Key.Key_Z
        if isinstance(focus, QAbstractItemView | QComboBox):  # a letter would pick from a closed list at once
            return plain and press.key in (*_PRESSES, *_MOVES)
        if isinstance(focus, QAbstractButton):
            return plain and press.key in _PRESSES
        return False
