"""The card where a leader parks a question that the group must get back to."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.session import orders as o
from facilitator.session.exercises import QUESTIONS_IN_ALL, TEXT_LIMIT
from facilitator.session.state import Session
from facilitator.ui import style
from facilitator.ui.console.cards import Card
from facilitator.ui.console.sheet import Sheet, fold
from facilitator.ui.parts.button import button, show_sign
from facilitator.ui.parts.label import label

IN_A_LINE: Final = 28
"""Letters of a question that a line of the card has room for."""


class ParkButton(QPushButton):
    """Opens the card, and tells how many questions are parked."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "small")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_session(self, session: Session) -> None:
        """Tell how many questions are parked."""
        parked = len(session.parked)
        words = _("Parked questions · {n}").format(n=parked) if parked else _("Park a question")
        if self.accessibleName() != words:
            self.setAccessibleName(words)
            self.setText(f"{words}  Q")
            if not style.is_large():
                show_sign(self, "question", "ink")


class QuestionCard(Card):
    """The parked questions, each with a button that takes it away, and a field for one more."""

    ordered = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Parked questions"))
        words = _("A question for another time. It goes on to the next lesson, until you take it away.")
        self.lines.addWidget(label(words, "body", wrap=True))
        self._sheet: Sheet | None = None
        self._parked: tuple[str, ...] | None = None
        self.lines.addStretch(1)
        self.show_session(session)

    def show_session(self, session: Session) -> None:
        """Show the questions that are parked now."""
        if session.parked == self._parked:
            return
        before, self._parked = self._parked or (), session.parked
        field = self._field()
        writing = field is not None and field is self.focusWidget()
        begun = field.text() if field is not None and set(session.parked) <= set(before) else ""
        if self._sheet is not None:
            self.lines.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = sheet = Sheet()
        sheet.ordered.connect(self.ordered)
        row = sheet.flow()
        for text in session.parked:
            made = button(text, "small", sign="x", name=_("Take away: {text}").format(text=text))
            fold(made, IN_A_LINE)
            sheet.add(row, made, o.UnparkQuestion(text))
        sheet.entry("question", _("A question to park"), TEXT_LIMIT, o.ParkQuestion)
        if (fresh := self._field()) is not None:
            fresh.setText(begun)
        count = _("{n} of {m}").format(n=len(session.parked), m=QUESTIONS_IN_ALL) if session.parked else ""
        sheet.say("", _("Enter parks it. No names."), count)
        sheet.hide_head()
        self.lines.insertWidget(1, sheet)
        if writing:
            self._begin()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    def _begin(self) -> None:
        """Let the leader write at once."""
        field = self._field()
        if field is not None:
            field.setFocus()
            self.area.bring_into_sight()

    def _field(self) -> QLineEdit | None:
        return self._sheet.findChild(QLineEdit) if self._sheet is not None else None
