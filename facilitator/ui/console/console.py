"""The leader's window while a lesson runs: steps, what the pupils see, what comes next, and the leader text."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facilitator.content.model import Term
from facilitator.i18n import _
from facilitator.session import orders as o
from facilitator.session.facts import Reason
from facilitator.session.pacing import Pace
from facilitator.session.state import Session
from facilitator.ui import touch
from facilitator.ui.clips import NO_CLIP, ClipView
from facilitator.ui.console.banner import Banner
from facilitator.ui.console.bars import BottomBar, TopBar
from facilitator.ui.console.cards import Card, key_card, tell_card
from facilitator.ui.console.exercise import Exercise
from facilitator.ui.console.notes import Notes
from facilitator.ui.console.preview import Preview
from facilitator.ui.console.savedmark import SavedMark
from facilitator.ui.console.steplist import StepList
from facilitator.ui.keys import Action
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label, restyle, tag
from facilitator.ui.stage.page import Hit
from facilitator.ui.stage.slide import Slide

LEFT, RIGHT = 280, 392
MIDDLE, GAP = 22, 14
WIDE = ("board", "bystander-picture")
"""Forms whose controls need the width that the next slide would take."""


def _word(term: Term) -> str:
    return term.term


def reasons() -> tuple[tuple[Reason, str], ...]:
    """Why a step may be left out."""
    return (
        ("time", _("Short of time")), ("question", _("The group's own question")), ("age", _("Does not fit the age")),
        ("language", _("Too hard language")), ("sensitive", _("Sensitive in the group")),
        ("technical", _("Technical trouble")), ("other", _("Something else")),
    )  # fmt: skip


class Console(QWidget):
    """Lays out the parts and passes orders on. `asked` carries an action, `ordered` an order."""

    ordered = Signal(object)
    asked = Signal(str)
    end_chosen = Signal(str)
    projector_accepted = Signal()
    leave_chosen = Signal()
    stage_wanted = Signal()
    notes_resized = Signal(float)
    deed_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self._session: Session | None = None
        self._leaving_out = ""
        self._top, self._banner, self._bottom = TopBar(), Banner(), BottomBar()
        self._steps, self._exercise, self._notes = StepList(), Exercise(), Notes()
        self._now = Preview(_("What the pupils see"), clickable=True)
        self._next = Preview(_("Next"))
        self._where = tag(_("On the projector"), "ok", solid=True)
        self._saved = SavedMark()
        self._side = QStackedWidget()
        self._side.addWidget(self._notes)
        self._card: Card | None = None
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("role", "panel")
        left.setMinimumWidth(LEFT)
        left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)  # wider with large text
        column = QVBoxLayout(left)
        column.setContentsMargins(10, 12, 10, 12)
        column.addWidget(self._steps, 1)
        self._skip = button(_("Leave out the step …"), "small", sign="skip-forward")
        column.addWidget(self._skip)
        column.addWidget(self._saved)
        centre = QWidget()
        centre.setProperty("role", "ground")
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(MIDDLE, 16, MIDDLE, 12)
        middle.setSpacing(10)
        self._now.lay_over(self._where)
        middle.addWidget(self._now, 1)
        under = QHBoxLayout()
        under.setSpacing(GAP)
        under.addWidget(self._exercise, 1)
        self._after = QWidget()
        following = QVBoxLayout(self._after)
        following.setContentsMargins(0, 0, 0, 0)
        following.addWidget(label(_("Next"), "strong"))
        self._next.setFixedSize(196, 110)
        following.addWidget(self._next)
        following.addStretch(1)
        under.addWidget(self._after)
        middle.addLayout(under)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(centre)
        scroll.setAccessibleName(_("The step"))
        self._side.setFixedWidth(RIGHT)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left)
        body.addWidget(scroll, 1)
        body.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._top)
        whole.addWidget(self._banner)
        whole.addLayout(body, 1)
        whole.addWidget(self._bottom)

    def _wire(self) -> None:
        self._top.asked.connect(self.asked)
        self._bottom.asked.connect(self.asked)
        self._exercise.ordered.connect(self.ordered)
        self._exercise.deed_wanted.connect(self.deed_wanted)
        self._exercise.released.connect(self.setFocus)
        self._steps.chosen.connect(self._go)
        self._skip.clicked.connect(self._ask_reason)
        self._now.hit.connect(self._hit)
        self._banner.answered.connect(self._answered)
        self._notes.resized.connect(self.notes_resized)

    def show_picture(self, slide: Slide) -> None:
        """Show at once what the pupils would see, for there is no stage that shows it."""
        self._now.show_slide(slide, at_once=True)

    def show_session(
        self, session: Session, now: Pace, slide: Slide, following: Slide | None, clip: ClipView = NO_CLIP
    ) -> None:
        """Show the session as it stands: the slide on the stage, the one that Next would bring, the step's film."""
        came = self._session is None or self._session.current is not session.current
        self._session = session
        self._top.show_session(session)
        self._bottom.show_session(session)
        self._steps.show_session(session, now)
        self._notes.show_step(session.current)
        self._exercise.clip = clip
        self._exercise.show_session(session)
        if came:
            self._after.setVisible(session.current.form not in WIDE)
        QTimer.singleShot(0, self._make_room)  # when the new controls know their size
        self._now.show_slide(slide)
        self._next.show_slide(following)
        self._show_where(session)
        self.tick(session, now)

    def _make_room(self) -> None:
        """Take away what comes next where it does not fit beside the exercise."""
        around = 2 * MIDDLE + GAP + self._after.sizeHint().width()
        if self._exercise.minimumSizeHint().width() + around > self._scroll.viewport().width():
            self._after.hide()

    def tick(self, session: Session, now: Pace) -> None:
        """Show the time."""
        self._top.tick(now)
        self._bottom.tick(session, now)
        self._steps.tick(session, now)

    def show_saved(self, status: str) -> None:
        """Show what the journal says: saved only when it is."""
        self._saved.show_status(status)

    def show_hint(self, words: str) -> None:
        """Show a passing hint."""
        self._banner.hint(words)

    def show_projection(self, state: str, *, notes: bool) -> None:
        """Show where the stage is, and whether the leader text may be on this screen."""
        self._notes.allow(notes)
        match state:
            case "lost":
                self._banner.state(_("The projector is gone. The lesson and the log go on here."), "stop")
            case "parked":
                back = ("stage", _("Show the lesson again"))
                self._banner.state(
                    _("The pupils see this screen. The leader text is hidden."), "warn", (back,)
                )
            case "offered":
                use = ("projector", _("Show the lesson there"))
                back = ("stage", _("Show the lesson here"))
                self._banner.state(_("A projector is connected."), "warn", (use,) if notes else (use, back))
            case _:
                self._banner.state("")
        self._where.setVisible(state in ("two", "one"))

    def _show_where(self, session: Session) -> None:
        words = _("On the projector")
        if session.cover:
            words = {"safe": _("Safe screen"), "black": _("Black"), "white": _("White")}[session.cover]
        elif session.held:
            words = _("The picture is frozen")
        if self._where.text() != words:
            self._where.setText(words)
            restyle(self._where, tone="ok" if not session.cover and not session.held else "warn")
            self._now.place_mark()

    def do(self, action: Action) -> None:
        """Carry out what only concerns this window."""
        match action:
            case "overview":
                self._steps.choose(-1)
            case "terms":
                self._show_terms()
            case "tell":
                self._open(tell_card())
            case "help":
                self._open(key_card())
            case "notes_bigger":
                self._notes.larger()
            case "notes_smaller":
                self._notes.smaller()
            case "notes_reset":
                self._notes.normal()
            case "notes_up":
                self._notes.scroll_by(-1)
            case "notes_down":
                self._notes.scroll_by(1)
            case _:
                pass

    def set_notes_factor(self, factor: float) -> None:
        """The remembered size of the leader text."""
        self._notes.set_factor(factor)

    def leave(self) -> bool:
        """Esc: close the question or card, else leave the field or list; True when that was all there was to do."""
        if self._banner.asking:
            self._banner.drop()
            self.setFocus()
            return True
        if self._card is not None:
            self._close_card()
            return True
        if isinstance(self.focusWidget(), QLineEdit | QAbstractSpinBox | QAbstractItemView):
            self.setFocus()
            session = self._session
            return session is None or not (session.cover or session.overlay or session.held)
        return False

    def ask_end(self, *, closing_held: bool) -> None:
        """Ask once before the lesson ends."""
        end, stay = ("end", _("End and fill in the log")), ("stay", _("Go on with the lesson"))
        if closing_held:
            self._banner.ask(_("End the lesson?"), (end, stay))
        else:
            words = _("The closing round and the support list have not been shown yet.")
            self._banner.ask(words, (("closing", _("Show the closing")), end, stay))

    def ask_leave(self) -> None:
        """The window was to be closed: the lesson can be ended, or left to go on another time."""
        answers = (
            ("stay", _("Go on with the lesson")),
            ("leave", _("Close; the lesson can go on later")),
            ("end", _("End and fill in the log")),
        )
        self._banner.ask(_("A lesson is running."), answers)

    def choose_step(self, number: int) -> None:
        """Move to the list of steps, to this number when there is such a step; Enter goes there."""
        self._steps.choose(number - 1)

    def _answered(self, value: str) -> None:
        self.setFocus()
        if value == "projector":
            self.projector_accepted.emit()
        elif value == "stage":
            self.stage_wanted.emit()
        elif value == "leave":
            self.leave_chosen.emit()
        else:
            self.end_chosen.emit(value)

    def _go(self, step: str) -> None:
        self.setFocus()
        if self._session is not None and step != self._session.current.id:
            self.ordered.emit(o.GoTo(step))

    def _hit(self, hit: object) -> None:
        if self._session is not None and isinstance(hit, Hit):
            order = touch.by_hit(self._session, hit)
            if order is not None:
                self.ordered.emit(order)

    def _show_terms(self) -> None:
        if self._session is None:
            return
        menu = self._menu(self._term_chosen)
        for term in sorted(self._session.script.terms.values(), key=_word):
            menu.addAction(term.term).setData(term.id)
        corner = self._bottom.mapToGlobal(self._bottom.rect().topRight())
        size = menu.sizeHint()
        menu.popup(corner - QPoint(size.width() + 20, size.height()))

    def _menu(self, chosen: Callable[[QAction], None]) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.triggered.connect(chosen)
        return menu

    def _term_chosen(self, action: QAction) -> None:
        self.ordered.emit(o.ShowTerm(str(action.data())))

    def _ask_reason(self) -> None:
        if self._session is None:
            return
        row = self._steps.currentRow()
        step = self._session.script.steps[row if row >= 0 else self._session.step]
        self._leaving_out = step.id
        menu = self._menu(self._reason_chosen)
        title = menu.addAction(_("Leave out “{step}” – why?").format(step=step.title))
        title.setEnabled(False)
        for value, words in reasons():
            menu.addAction(words).setData(value)
        menu.popup(self._skip.mapToGlobal(self._skip.rect().topRight()))

    def _reason_chosen(self, action: QAction) -> None:
        if action.data():
            self.ordered.emit(o.Skip(self._leaving_out, action.data()))

    def _open(self, card: Card) -> None:
        self._close_card()
        self._card = card
        card.closed.connect(self._close_card)
        self._side.addWidget(card)
        self._side.setCurrentWidget(card)

    def _close_card(self) -> None:
        if self._card is not None:
            self._side.removeWidget(self._card)
            self._card.deleteLater()
            self._card = None
            self._side.setCurrentWidget(self._notes)
