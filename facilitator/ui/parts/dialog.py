"""A window beside the pages, in which Enter presses the button that has the keyboard, and no other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog

from facilitator.overriding import override


class Dialog(QDialog):
    """Qt makes one of the buttons the default; an Enter in a field, a list or a text would press it unseen."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)
