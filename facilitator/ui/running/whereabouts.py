"""Whether the leader's window lies on the pupils' screen: drawn there by hand, or sent by a key of the system."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from facilitator.overriding import override
from facilitator.ui import screens

EDGE: Final = 24
"""So many pixels a window may reach over: a maximised one does, with an edge that nobody sees."""
_MOVES: Final = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.WindowStateChange)


class Whereabouts(QObject):
    """Watches one window; `changed` tells at once that it has come to the pupils' screen, or left it."""

    changed = Signal()

    def __init__(self, seen: Callable[[], str], parent: QObject) -> None:
        """`seen`: the identity of the screen that only the pupils are to see; empty while there is none."""
        super().__init__(parent)
        self._seen = seen
        self._window: QWidget | None = None
        self._told = False

    def watch(self, window: QWidget) -> None:
        """Watch this window from now on."""
        if window is not self._window:
            self.rest()
            self._window = window
            window.installEventFilter(self)
        self._told = self.astray

    def rest(self) -> None:
        """Watch no more."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    @property
    def astray(self) -> bool:
        """Whether the window lies on the pupils' screen, wholly or in part."""
        if self._window is None or not self._window.isVisible() or not (seen := self._seen()):
            return False
        frame = self._window.frameGeometry()
        common = [frame & QRect(*one.place) for one in screens.present() if one.identity == seen]
        return any(part.width() > EDGE and part.height() > EDGE for part in common)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self.astray != self._told:
            self._told = not self._told
            self.changed.emit()
        return False
