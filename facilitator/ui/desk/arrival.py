"""A page that has just been made is shown in a turn of its own: making it and laying it out take long each."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

A_TURN_MS: Final = 1
"""With none Qt would go on at once, before keys and whatever else has come."""


class Arrival:
    """Which page of a stack comes in the next moment, and which go when it is there."""

    def __init__(self, stack: QStackedWidget) -> None:
        self._stack = stack
        self.page: QWidget | None = None
        self._leaving: list[QWidget] = []

    def put_off(self, page: QWidget, show: Callable[[], None]) -> bool:
        """Whether `show` is left to the next turn, as with a page that is not in the stack yet while another shows."""
        again, self.page = self.page is page, None
        if again or self._stack.indexOf(page) >= 0 or not self._stack.isVisible():
            return False
        self.page = page
        QTimer.singleShot(A_TURN_MS, page, partial(self._go, page, show))
        return True

    def _go(self, page: QWidget, show: Callable[[], None]) -> None:
        if self.page is page:
            show()

    def leave(self, page: QWidget | None) -> None:
        """Let go of a page when the next one shows: until then nothing else comes to sight."""
        if page is not None:
            self._leaving.append(page)

    def put(self, page: QWidget) -> None:
        """Show a page, and let those go that have been left."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        while self._leaving:
            left = self._leaving.pop()
            self._stack.removeWidget(left)
            left.deleteLater()
