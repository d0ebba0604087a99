"""Looks things up for the page Uppföljning in a thread of its own, so that the window never waits for the log."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.errors import WorldTrouble
from facilitator.overriding import override
from facilitator.ui import garbage
from facilitator.ui.desk.follow import asking

if TYPE_CHECKING:
    from facilitator.ui.desk.follow import ports
    from facilitator.ui.loading import Rooms

PATIENCE_S = 10.0
"""How long the closing of a log waits for what is just being looked up in it."""


class Follower(asking.Follower):
    """One question at a time; of several that wait, the newest of each kind. `rooms`: what there is to look in."""

    _looked = Signal(object, object)

    def __init__(self, rooms: "Callable[[], Rooms | None]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rooms = rooms
        self._waiting: dict[type, ports.Question] = {}
        self._thread: threading.Thread | None = None
        self._looked.connect(self._tell)

    @override
    def ask(self, question: "ports.Question") -> None:
        self._waiting.pop(type(question), None)
        self._waiting[type(question)] = question
        self._next()

    def rest(self) -> None:
        """Ask nothing more of the log that is open now, and wait until it is let go of."""
        self._waiting.clear()
        if self._thread is not None:
            self._thread.join(PATIENCE_S)

    @property
    def busy(self) -> bool:
        """Whether something is being looked up."""
        return self._thread is not None

    def _next(self) -> None:
        rooms = self._rooms()
        if self._thread is not None or rooms is None or not self._waiting:
            return
        question = self._waiting.pop(next(iter(self._waiting)))
        garbage.hold()
        self._thread = threading.Thread(target=self._look, args=(rooms, question), name="follow", daemon=True)
        self._thread.start()

    def _look(self, rooms: "Rooms", question: "ports.Question") -> None:
        from facilitator.ui import followrows

        found: object = None
        try:
            found = followrows.answer(rooms, question)
        except WorldTrouble as trouble:
            found = trouble
        finally:  # a fault in the program goes on to the report, and the next question is still answered
            self._looked.emit(question, found)

    def _tell(self, question: "ports.Question", found: object) -> None:
        self._thread = None
        garbage.release()
        if isinstance(found, WorldTrouble):
            self.failed.emit(question, str(found))
        elif found is not None:
            self.answered.emit(question, found)
        self._next()
