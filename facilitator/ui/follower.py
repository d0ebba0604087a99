"""Looks things up for the page Uppföljning, beside the window."""

from functools import partial
from typing import TYPE_CHECKING

from facilitator.errors import WorldTrouble
from facilitator.overriding import override
from facilitator.ui.desk.follow import asking
from facilitator.ui.reader import Question, Reader

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from facilitator.ui.desk.follow import ports
    from facilitator.ui.loading import Rooms


class Follower(asking.Follower):
    """Puts the page's questions to whoever reads the log; the newest of each kind."""

    def __init__(self, reader: Reader, parent: "QObject | None" = None) -> None:
        super().__init__(parent)
        self._reader = reader

    @override
    def ask(self, question: "ports.Question") -> None:
        self._reader.ask(
            type(question).__name__, Question(partial(_answer, question), partial(self._tell, question))
        )

    def _tell(self, question: "ports.Question", found: object) -> None:
        if isinstance(found, WorldTrouble):
            self.failed.emit(question, str(found))
        else:
            self.answered.emit(question, found)


def _answer(question: "ports.Question", rooms: "Rooms") -> object:
    from facilitator.ui.rows import followrows

    return followrows.answer(rooms, question)
