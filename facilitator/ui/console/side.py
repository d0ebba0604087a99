"""The leader's right side: the leader text or a card in its place, and the quiet helpers under it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from facilitator.content import model
from facilitator.overriding import override
from facilitator.session import orders as o
from facilitator.session.care import care
from facilitator.session.pacing import Pace
from facilitator.session.state import Session
from facilitator.ui.console.cards import Card, TellCard, tell_card
from facilitator.ui.console.listening import Listening
from facilitator.ui.console.notes import Notes
from facilitator.ui.console.questions import QuestionCard
from facilitator.ui.console.timecard import TimeCard
from facilitator.ui.desk.ports import ContactView
from facilitator.ui.keys import Action
from facilitator.ui.rows import lasttime

WIDTH, LEAST = 392, 290
"""Pixels; the least is for a screen of 910 pixels (1366 at 150 %), where the leader's view would reach over the edge."""


class Side(QFrame):
    """Opens one card at a time over the leader text."""

    ordered = Signal(object)
    asked = Signal(str)
    time_open = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(WIDTH)
        self.notes, self.listening = Notes(), Listening()
        self.listening.asked.connect(self.asked)
        self._session: Session | None = None
        self._now: Pace | None = None
        self._private = False
        self._contacts: tuple[ContactView, ...] = ()
        self._card: Card | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.listening)

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def furnish(self, contacts: Sequence[ContactView], notes_factor: float, *, one_voice: bool) -> None:
        """The school's own contacts, the size of the notes, and whether A and B are one lane."""
        self._contacts = tuple(contacts)
        self.notes.set_factor(notes_factor)
        self.notes.set_one_voice(one_voice)

    def show_session(self, session: Session) -> None:
        """Show the leader text of the step the leader is at."""
        before, short = lasttime.for_leader(session), session.runs[session.step].short
        lesson, closing = session.script.lesson, isinstance(session.current.stage, model.Round)
        self.notes.show_step(
            session.current, care(session), before, short=short, staff=lesson.age == "staff",
            onwards=lesson.next_time if closing else "",
        )  # fmt: skip
        self._session = session
        if isinstance(self._card, QuestionCard):
            self._card.show_session(session)
        self.listening.show_people(session.people)

    def allow(self, notes: bool) -> None:
        """Whether leader text may be on this screen."""
        self._private = notes
        self.notes.allow(notes)
        if not notes and isinstance(self._card, TellCard):
            self.close_card()
        if self._session is not None and self._now is not None:
            self.tick(self._session, self._now)

    def tick(self, session: Session, now: Pace) -> None:
        """Show the time where the card about it is open."""
        self._session, self._now = session, now
        if isinstance(self._card, TimeCard):
            self._card.show_time(session, now, notes=self._private)

    def do(self, action: Action) -> None:
        """Carry out what concerns this side; other actions change nothing."""
        match action:
            case "tell" if self._private:
                self._open(tell_card(self._contacts))
            case "time":
                self._open_time()
            case "park":
                self.open_questions()
            case "wait":
                self.listening.ring.toggle()
            case "voice":
                self.listening.count(1)
            case "voice_back":
                self.listening.count(-1)
            case "notes_bigger":
                self.notes.larger()
            case "notes_smaller":
                self.notes.smaller()
            case "notes_reset":
                self.notes.normal()
            case "notes_up":
                self.notes.scroll_by(-1)
            case "notes_down":
                self.notes.scroll_by(1)
            case _:
                pass

    def close_card(self) -> bool:
        """Back to the leader text; False when no card was open."""
        if self._card is None:
            return False
        self.setFocus()  # not on to whatever button comes next
        self._stack.removeWidget(self._card)
        self._card.deleteLater()
        self._card = None
        self.listening.show()
        self._stack.setCurrentWidget(self.notes)
        self.time_open.emit(False)
        return True

    def open_questions(self) -> None:
        """The card with the parked questions."""
        if self._session is not None:
            card = QuestionCard(self._session)
            card.ordered.connect(self.ordered)
            self._open(card)

    def _open_time(self) -> None:
        if self._session is None or self._now is None:
            return
        card = TimeCard()
        card.ordered.connect(self._chosen)
        card.show_time(self._session, self._now, notes=self._private)
        self._open(card)
        card.take_focus()
        self.time_open.emit(True)

    def _chosen(self, order: o.Order) -> None:
        self.setFocus()  # the next Enter is for the lesson, not for another suggestion
        self.ordered.emit(order)

    def _open(self, card: Card) -> None:
        self.close_card()
        self._card = card
        card.closed.connect(self.close_card)
        self._stack.addWidget(card)
        self._stack.setCurrentWidget(card)
        self.listening.setVisible(not isinstance(card, TellCard))  # its room is the card's: all of it is seen
