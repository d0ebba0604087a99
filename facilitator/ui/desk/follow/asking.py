"""The port of the page Uppföljning: it asks, and is told when somebody has looked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from facilitator.journal.figures.selection import Selection
    from facilitator.ui.desk.follow.ports import Question


class Follower(QObject):
    """Looks things up for the page; `selection` is what was looked at last, also by a page built before."""

    answered = Signal(object, object)  # Question, Answer
    failed = Signal(object, str)  # Question, what happened and what to do

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.selection: Selection | None = None

    def ask(self, question: "Question") -> None:
        """Look something up. Of several questions of a kind only the newest is sure to be answered."""
        raise NotImplementedError
