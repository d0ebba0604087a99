"""Reads the log in a thread of its own, so that the window never waits for it."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from facilitator.errors import WorldTrouble
from facilitator.ui import garbage

if TYPE_CHECKING:
    from facilitator.ui.loading import Rooms

PATIENCE_S = 10.0
"""How long the closing of a log waits for what is just being read in it."""


class Question(NamedTuple):
    """`look`: what to find out, in the thread; `then` gets what was found, or the trouble, on the GUI thread."""

    look: "Callable[[Rooms], object]"
    then: Callable[[object], None]


class Reader(QObject):
    """One question at a time; of several that wait, the newest of each kind. `rooms`: what there is to read."""

    _read = Signal(object, object)

    def __init__(self, rooms: "Callable[[], Rooms | None]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rooms = rooms
        self._waiting: dict[str, Question] = {}
        self._thread: threading.Thread | None = None
        self._read.connect(self._tell)

    def ask(self, kind: str, question: Question) -> None:
        """Find something out. Of several questions of a kind only the newest is sure to be answered."""
        self._waiting.pop(kind, None)
        self._waiting[kind] = question
        self._next()

    def rest(self) -> None:
        """Read nothing more in the log that is open now, and wait until it is let go of."""
        self._waiting.clear()
        if self._thread is not None:
            self._thread.join(PATIENCE_S)

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._thread is not None

    def _next(self) -> None:
        rooms = self._rooms()
        if self._thread is not None or rooms is None or not self._waiting:
            return
        question = self._waiting.pop(next(iter(self._waiting)))
        garbage.hold()
        self._thread = threading.Thread(target=self._look, args=(rooms, question), name="reader", daemon=True)
        self._thread.start()

    def _look(self, rooms: "Rooms", question: Question) -> None:
        found: object = None
        try:
            found = question.look(rooms)
        except WorldTrouble as trouble:
            found = (
                trouble if rooms.journal.is_open else None
            )  # whoever has closed it knows, and has closed it for good
        finally:  # a fault in the program goes on to the report, and the next question is still answered
            self._read.emit(question, found)

    def _tell(self, question: Question, found: object) -> None:
        self._thread = None
        garbage.release()
        try:
            if found is not None:
                question.then(found)
        finally:  # whoever was told may be at fault
            self._next()
