"""The leader's window while a lesson runs: steps, what the pupils see, what comes next, and the leader text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.session import orders as o
from facilitator.session.pacing import Pace
from facilitator.session.state import Session
from facilitator.ui import style
from facilitator.ui.console import leaving
from facilitator.ui.console.band import RehearsalBand, stage_words
from facilitator.ui.console.banner import Banner
from facilitator.ui.console.bars import BottomBar, TopBar
from facilitator.ui.console.cards import KeyCard, key_card
from facilitator.ui.console.exercise import Exercise
from facilitator.ui.console.menus import Menus
from facilitator.ui.console.preview import Preview
from facilitator.ui.console.questions import ParkButton
from facilitator.ui.console.savedmark import SavedMark
from facilitator.ui.console.sheetarea import SheetArea
from facilitator.ui.console.side import Side
from facilitator.ui.console.steplist import StepList
from facilitator.ui.console.timeline import TimeLine
from facilitator.ui.console.toast import Toast
from facilitator.ui.console.wayback import WayBack
from facilitator.ui.desk.ports import ContactView
from facilitator.ui.keys import Action
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label, restyle, tag
from facilitator.ui.running import touch
from facilitator.ui.running.clips import NO_CLIP, ClipView
from facilitator.ui.stage.page import Hit
from facilitator.ui.stage.slide import Slide

LEFT, ASIDE = 280, 10
MIDDLE, GAP = 22, 14
ABOVE, BETWEEN, BELOW = 16, 10, 12
PREVIEW, LARGE_PREVIEW = 0.52, 0.42
WIDE = ("board", "bystander-picture", "mind-map", "boxes", "places", "own-scenario")
"""Forms whose controls need the width that the next slide would take."""


def _preview() -> float:
    """The preview's least share of the height between the bars; large text needs more below it."""
    return LARGE_PREVIEW if style.is_large() else PREVIEW


def _panel(steps: StepList, *below: QWidget) -> QFrame:
    """The steps at the left, and what stands under them."""
    left = QFrame()
    left.setProperty("role", "panel")
    left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)  # wider with large text
    column = QVBoxLayout(left)
    column.addStrut(LEFT - 2 * ASIDE)
    column.setContentsMargins(ASIDE, 12, ASIDE, ASIDE)
    column.addWidget(steps, 1)
    for one in below:
        column.addWidget(one)
    return left


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

    def __init__(self, *, large: bool = False) -> None:
        """`large`: every control suits a finger, at a touch screen or a board."""
        super().__init__()
        self.setProperty("role", "ground")
        self.setProperty("large", large)
        self._session: Session | None = None
        self._on_stage, self._card, self._at_the_end, self._staff = True, False, False, False
        self._keys: KeyCard | None = None
        self._top, self._banner, self._bottom = TopBar(), Banner(), BottomBar()
        self._menus = Menus(self)
        self._steps, self._exercise, self._side, self._time = (
            StepList(large=large),
            Exercise(),
            Side(),
            TimeLine(),
        )
        self._now = Preview(_("What the pupils see"), clickable=True)
        self._next = Preview(_("Next"))
        self._where = tag(_("On the projector"), "ok", solid=True)
        self._saved, self._back = SavedMark(), WayBack()
        self._rehearsal = RehearsalBand(self._banner)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        sign = "" if style.is_large() else "skip-forward"
        self._skip = button(_("Leave out the step …"), "small", sign=sign)
        self._park = ParkButton()
        left = _panel(self._steps, self._skip, self._park, self._saved)
        centre = QWidget()
        centre.setProperty("role", "ground")
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(MIDDLE, ABOVE, MIDDLE, BELOW)
        middle.setSpacing(BETWEEN)
        self._now.lay_over(self._where, self._back)
        middle.addWidget(self._now, 1)
        under = QHBoxLayout()
        under.setSpacing(GAP)
        self._scroll = SheetArea(self._exercise, _("The step"))
        self._toast = Toast(self, self._scroll, centre)
        under.addWidget(self._scroll, 1)
        self._after = QWidget()
        self._after.setMinimumWidth(1)  # it claims no room of the window's: it goes where there is none
        following = QVBoxLayout(self._after)
        following.setContentsMargins(0, 0, 0, 0)
        following.addWidget(label(_("Next"), "strong"))
        self._next.setFixedSize(196, 110)
        following.addWidget(self._next)
        following.addStretch(1)
        under.addWidget(self._after)
        middle.addLayout(under)
        self._centre = centre
        centre.installEventFilter(self)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left)
        body.addWidget(centre, 1)
        body.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._rehearsal)
        whole.addWidget(self._top)
        whole.addWidget(self._banner)
        whole.addWidget(self._time)
        whole.addLayout(body, 1)
        whole.addWidget(self._bottom)

    def _wire(self) -> None:
        self._top.asked.connect(self.asked)
        self._bottom.asked.connect(self.asked)
        self._side.asked.connect(self.asked)
        self._side.ordered.connect(self.ordered)
        self._back.ordered.connect(self.ordered)
        self._side.time_open.connect(self._time.hush)
        self._time.opened.connect(self._open_time)
        self._time.asked.connect(self.asked)
        self._exercise.ordered.connect(self.ordered)
        self._exercise.deed_wanted.connect(self.deed_wanted)
        self._exercise.released.connect(self.setFocus)
        self._steps.chosen.connect(self._go)
        self._skip.clicked.connect(self._ask_reason)
        self._menus.ordered.connect(self.ordered)
        self._park.clicked.connect(self._side.open_questions)
        self._now.hit.connect(self._hit)
        self._banner.answered.connect(self._answered)
        self._side.notes.resized.connect(self.notes_resized)

    @property
    def picture(self) -> Preview:
        """What the pupils see, or would see if there were a stage that shows it."""
        return self._now

    def show_shape(self, size: QSize) -> None:
        """The pupils' picture has this size (pixels)."""
        for one in (self._now, self._next):
            one.take_shape(size)

    def show_session(
        self, session: Session, now: Pace, slide: Slide, following: Slide | None, clip: ClipView = NO_CLIP
    ) -> None:
        """Show the session as it stands: the slide on the stage, the one that Next would bring, the step's film."""
        came = self._session is None or self._session.current is not session.current
        self._toast.follow(session)
        self._session = session
        self._rehearsal.show_session(session)
        self._top.show_session(session)
        self._bottom.show_session(session)
        self._steps.show_session(session, now)
        self._side.show_session(session)
        self._park.show_session(session)
        self._back.show_session(session)
        self._exercise.clip = clip
        self._exercise.show_session(session)
        if came or (following is None) != self._at_the_end:
            self._at_the_end = following is None
            self._after.setVisible(not self._at_the_end and session.current.form not in WIDE)
        QTimer.singleShot(0, self, self._make_room)  # when the new controls know their size
        self._now.show_slide(slide)
        self._next.show_slide(following)
        self._show_where()
        self.tick(session, now)

    def _make_room(self) -> None:
        """Take away what comes next where it does not fit beside the exercise."""
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        around = 2 * MIDDLE + GAP + bar + self._after.sizeHint().width()
        if self._exercise.minimumSizeHint().width() + around > self._centre.width():
            self._after.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            room = round(self._centre.height() * (1 - _preview())) - ABOVE - BETWEEN - BELOW
            self._scroll.setMaximumHeight(max(self._scroll.minimumSizeHint().height(), room))
            self._place_keys()
            QTimer.singleShot(0, self, self._make_room)
        return super().eventFilter(watched, event)

    def tick(self, session: Session, now: Pace) -> None:
        """Show the time."""
        self._time.show_time(session, now)
        self._side.tick(session, now)
        self._top.tick(now)
        self._bottom.tick(session, now)
        self._steps.tick(session, now)

    def show_saved(self, status: str) -> None:
        """Show what the journal says: saved only when it is."""
        self._saved.show_status(status)

    def show_hint(self, words: str, about: Session | None = None) -> None:
        """Show a passing hint, `about` the session as it stands; else as it was shown last."""
        self._toast.say(words, about or self._session)

    def show_projection(self, state: str, *, notes: bool, doubt: str = "", card: bool = False) -> None:
        """Show where the stage is, whether it shows its `card` first, and whether the leader text may be on this screen."""
        self._side.allow(notes)
        _tell_projection(self._banner, state, notes=notes, doubt=doubt, staff=self._staff)
        self._on_stage, self._card = state in ("two", "one"), card
        self._show_where()

    def _show_where(self) -> None:
        words, tone = stage_words(self._session, on_stage=self._on_stage, card=self._card)
        self._where.setVisible(bool(words))
        if self._where.text() != words:
            self._where.setText(words)
            restyle(self._where, tone=tone)
        self._now.place_mark()

    def do(self, action: Action) -> None:
        """Carry out what only concerns this window."""
        match action:
            case "help":
                self._open_keys()
            case "overview":
                self.choose_step(0)
            case "terms" if self._session is not None and not self._session.script.terms:
                self.show_hint(_("This lesson brings no words to show."))
            case "terms":
                self._menus.terms(self._session, self._bottom)
            case _:
                self._side.do(action)

    def furnish(
        self, contacts: Sequence[ContactView], notes_factor: float, *, one_voice: bool, staff: bool = False
    ) -> None:
        """The school's own contacts for the card if somebody tells, the notes' size, whether A and B are one lane, and
        whether it is among `staff`, where nobody is a pupil."""
        self._staff = staff
        self._side.furnish(contacts, notes_factor, one_voice=one_voice)
        if staff:
            self._now.setAccessibleName(_("What everyone sees"))

    def leave(self) -> bool:
        """Esc: close the question or card, else leave the field or list; True when that was all there was to do."""
        if self._banner.asking:
            self._banner.drop()
            self.setFocus()
            return True
        if self._close_keys() or self._side.close_card():
            return True
        left = self.focusWidget()
        if isinstance(left, QLineEdit | QAbstractSpinBox | QAbstractItemView | QComboBox):
            self._toast.drop()
            self.setFocus()
            session = self._session
            if isinstance(left, QAbstractItemView):
                return True  # whoever is choosing a step means the list, never the cover
            return session is None or not (session.cover or session.overlay or session.held)
        return False

    def ask_end(self, *, closing_held: bool, begun: bool = False) -> None:
        """Ask once before the lesson ends; `begun`: some of its closing has been shown."""
        self._ask(leaving.before_end(closing_held=closing_held, begun=begun, rehearsal=self._rehearses))

    def ask_leave(self) -> None:
        """The window was to be closed: the lesson can be ended, or left to go on another time."""
        self._ask(leaving.before_close(rehearsal=self._rehearses))

    @property
    def _rehearses(self) -> bool:
        return self._session is not None and self._session.rehearsal

    def _ask(self, question: leaving.Question) -> None:
        self._toast.drop()  # the keys it may have named mean the answers now
        self._banner.ask(question.words, question.answers)

    def _open_keys(self) -> None:
        """Lay the card of all keys over everything between the bars; what the banner asks stays in view."""
        self._close_keys()
        self._keys = key_card()
        self._keys.setParent(self)
        self._keys.closed.connect(self._close_keys)
        self._place_keys()
        self._keys.show()
        self._keys.take_focus()

    def _close_keys(self) -> bool:
        if self._keys is None:
            return False
        self.setFocus()
        self._keys.deleteLater()
        self._keys = None
        return True

    def _place_keys(self) -> None:
        if self._keys is not None:
            top = self._centre.y()
            self._keys.setGeometry(0, top, self.width(), self._centre.height())

    def choose_step(self, number: int) -> None:
        """Move to the list of steps, to this number when there is such a step; Enter goes there."""
        self._steps.choose(number - 1)
        self.show_hint(_("The arrows choose a step, Enter goes there, Esc stays."))

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
        session = self._session
        if session is not None and (step != session.current.id or session.overlay):
            self.ordered.emit(o.GoTo(step))

    def _hit(self, hit: object) -> None:
        if self._session is not None and isinstance(hit, Hit):
            order = touch.by_hit(self._session, hit)
            if order is not None:
                self.ordered.emit(order)

    def _ask_reason(self) -> None:
        if self._session is not None:
            row = self._steps.currentRow()
            self._menus.reasons(self._session, row if row >= 0 else self._session.step, self._skip)

    def _open_time(self) -> None:
        self._side.do("time")


def _tell_projection(banner: Banner, state: str, *, notes: bool, doubt: str, staff: bool) -> None:
    """Say where the pupils' picture is when that is not as usual, with what can be done about it."""
    pupils = _("The pupils see this screen. The leader text is hidden.")
    seen = _("Everyone sees this screen. The leader text is hidden.") if staff else pupils
    mine = ("private", _("Only I see this screen"))
    match state:
        case "lost":
            banner.state(_("The projector is gone. The lesson and the log go on here."), "stop")
        case "parked":
            back = ("stage", _("Show the lesson again"))
            banner.state(seen, "warn", (back,))
        case "offered":
            use = ("projector", _("Show the lesson there"))
            back = ("stage", _("Show the lesson here"))
            banner.state(_("A projector is connected."), "warn", (use,) if notes else (use, back))
        case _ if doubt == "astray":
            banner.state(seen, "stop", (("home", _("Move the leader’s view back")), mine))
        case _ if doubt:
            words = _("The screens have changed places. The leader text waits until only you see this one.")
            banner.state(words, "warn", (mine,))
        case _:
            banner.state("")
