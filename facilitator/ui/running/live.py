"""A running lesson on screen: keys, clicks and buttons become orders; every fact reaches stage and console.

The stage is painted first, at once; the console and the pre-rendering of the next slides follow when it is idle.
"""

from datetime import datetime, time
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.errors import NotNow
from facilitator.i18n import _
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.absence import EVERY_MS
from facilitator.session.conductor import Conductor
from facilitator.session.pacing import pace
from facilitator.session.state import Session
from facilitator.ui.actions import DEEDS
from facilitator.ui.console.bell import bell_at_ms
from facilitator.ui.console.console import Console
from facilitator.ui.keys import Action, KeyMap
from facilitator.ui.running import touch
from facilitator.ui.running.clips import Clips, Deed
from facilitator.ui.running.clock import SLEPT_MS
from facilitator.ui.running.foresight import Foresight, after_next
from facilitator.ui.running.keyfilter import KeyFilter
from facilitator.ui.running.onescreen import OneScreen
from facilitator.ui.running.projection import Projection
from facilitator.ui.running.screening import Screening
from facilitator.ui.running.stepclock import clock_of
from facilitator.ui.stage import compose, paint
from facilitator.ui.stage.slide import Slide

_STEPS: Final = ("next", "back")
_CHANGES: Final = ("first", "last", "level", "top", "scene", "undo")
"""What else changes the slide: done behind a cover only where the leader's view shows it."""
AFTER_MS = 12
"""So long the leader's view waits after the stage: what draws the screens gets the slide out first."""


class Live(QObject):
    """Leads one lesson from the first slide to its end."""

    ended = Signal()
    lived = Signal(object)  # Pulse, each second
    console_wanted = Signal()
    fullscreen_wanted = Signal()

    def __init__(
        self, conductor: Conductor, console: Console, projection: Projection, keymap: KeyMap, clips: Clips,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._conductor, self._console, self._projection = conductor, console, projection
        self._stage = projection.stage
        self._last_ms = conductor.now_ms
        self._one = OneScreen(conductor, projection.stage, console, self)
        self._one.asked.connect(self.do)
        self._one.ordered.connect(self.give)
        self._one.projector_wanted.connect(projection.accept)
        self._keys = KeyFilter(keymap, self)
        self._keys.meant.connect(self.do)
        self._screening = Screening(clips, projection.stage, self)
        self._screening.changed.connect(self._film_changed)
        self._screening.hinted.connect(self._one.hint)
        self._screening.begins.connect(projection.unpark)
        console.deed_wanted.connect(self._film)
        console.ordered.connect(self.give)
        console.end_chosen.connect(self._end_chosen)
        console.projector_accepted.connect(projection.accept)
        console.stage_wanted.connect(projection.unpark)
        console.asked.connect(self.do)
        self._stage.clicked.connect(self._clicked)
        self._stage.closing.connect(self._end)
        projection.state_changed.connect(self._projection_changed)
        for told in (projection.roles_changed, projection.unsettled, projection.confirmed):
            told.connect(self._projection_changed)
        projection.returned.connect(self._cover_first)
        projection.redraw.connect(self._draw)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._afterwards)
        self._second = QTimer(self, interval=EVERY_MS)
        self._second.timeout.connect(self._tick)
        self._behind = False  # the leader's view has not been told of all, for nobody sees it
        self._foresight = Foresight(self._compose, self._lay, self)
        conductor.foresee(self._foresee)
        conductor.watch(self._heard)

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._conductor.session

    def begin(self) -> None:
        """Show stage and console and listen to the keys."""
        self._keys.listen(_application())
        _application().focusWindowChanged.connect(self._catch_up)
        self._projection.open(alone=self.session.rehearsal)
        self._projection_changed()
        self._draw()
        self._behind = True  # the pupils' slide comes first, and on a slow computer a second before the rest
        self._idle.start(0)
        self._last_ms = self._conductor.now_ms
        self._second.start()

    def close(self) -> None:
        """Let go of screens and keys; the session stays in the log as it is. What is on its way comes too late."""
        self.blockSignals(True)
        self._keys.rest(_application())
        _application().focusWindowChanged.disconnect(self._catch_up)
        self._second.stop()
        self._idle.stop()
        self._foresight.rest()
        self._one.drop()
        self._screening.close()
        self._projection.state_changed.disconnect(self._projection_changed)
        self._projection.close()
        self.setParent(None)
        self.deleteLater()

    def place_leader(self, window: QWidget) -> None:
        """Keep the leader's window on a screen of its own."""
        self._projection.place_leader(window)

    def ask_leave(self) -> None:
        """The leader's window was to be closed: ask first, where the question can be seen."""
        self._to_console()
        self._console.ask_leave()

    def tell(self, words: str) -> None:
        """Tell the leader in a line, where it is seen."""
        self._one.hint(words)

    def give(self, order: o.Order) -> None:
        """Carry out an order, or show why not."""
        self._notice_sleep()
        try:
            self._conductor.order(order)
        except NotNow as why:
            self._one.hint(why.hint)
            return
        shown = self.session.overlay and not self.session.cover
        if shown and isinstance(order, o.ShowTerm | o.ToggleSupport):
            self._projection.unpark()  # what was asked for is for the pupils to read

    def ring_at(self, bell: time) -> None:
        """Set the bell to a local time of day, as the leader can do in the lesson."""
        used_ms = pace(self.session, self._conductor.now_ms).used_ms
        self.give(o.SetBell(bell_at_ms(used_ms, datetime.now().astimezone(), bell)))

    def do(self, action: Action, digit: int = 0, shift: bool = False) -> None:
        """Do what a key or button means."""
        if self._notice_sleep():
            return  # the key that wakes the computer comes before the second does, and takes no safe screen away
        if action in _STEPS and self._projection.identifying:
            self._projection.end_identify()
            return
        unseen = action in _STEPS or (action in _CHANGES and self._one.covers)
        if unseen and self.session.cover and not self.session.ended:
            self._one.hint(_("The projector is covered. Press Esc to go back to the lesson."))
            return
        if (order := DEEDS[action].order) is not None:
            self._order_for(action, order)
            return
        match action:
            case "first":
                self.give(o.GoTo(self.session.script.steps[0].id))
            case "last":
                self.give(o.GoTo((*_closing(self.session), self.session.script.steps[-1].id)[0]))
            case "level" if (order := touch.by_digit(self.session, digit, shift=shift)) is not None:
                self.give(order)
            case "top":
                self.give(touch.by_top_key(self.session))
            case "level" if self._one.covers:  # a key for cards takes no slide away where there are none
                self._one.hint(_("There is no card to put here. F6 opens the list of steps."))
            case "level" | "goto":
                self._choose_step(digit)
            case "end":
                self._end()
            case "leave":
                self._leave()
            case "tell":
                self._tell()
            case "swap":
                self._projection.swap()
            case "fullscreen":
                self.fullscreen_wanted.emit()
            case _ if action in ("wait", "voice", "voice_back") or action.startswith("notes_"):
                self._console.do(action)  # never a reason to take the lesson off the screen
            case _:
                self._to_console()
                self._console.do(action)

    def _order_for(self, action: Action, order: o.Order) -> None:
        self.give(order)
        if self.session.cover and action in ("safe", "black", "white"):
            self._projection.unpark()  # whoever covers means what the pupils see
        if action == "support" and self.session.cover and self.session.overlay:
            self._one.hint(_("The projector is covered. The support list shows once you press Esc."))

    def _choose_step(self, digit: int) -> None:
        self._to_console()
        self._console.choose_step(digit)

    def _end(self) -> None:
        left = self.session.closing_left
        self._to_console()
        self._console.ask_end(closing_held=not left, begun=len(left) < len(_closing(self.session)))

    def _to_console(self) -> None:
        self._projection.park()
        self.console_wanted.emit()

    def _end_chosen(self, wish: str) -> None:
        if wish == "closing" and (left := self.session.closing_left):
            self.give(o.GoTo(left[0]))
        elif wish == "end":
            self.give(o.End())
            return
        elif self._projection.answer(wish):
            return
        self._projection.unpark()

    def _leave(self) -> None:
        left = not self._one.alone and self._console.leave()
        if not left and (_covered(self.session) or not self._projection.come_back()):
            self.give(o.Uncover())

    def _tell(self) -> None:
        self._cover_first()
        if self._projection.state in ("two", "lost", "off"):
            self._console.do("tell")
        else:
            self._projection.unpark()
            self._one.hint(_("The card is not shown on this screen. Take it out on paper."))

    def _clicked(self, hit: paint.Hit | None) -> None:
        self._notice_sleep()
        if self._projection.identifying or self.session.cover:
            return
        if hit is not None and self.session.seen[0] != self.session.step:
            return  # the place belongs to the step that is held, not to the one the leader looks at
        self.give((touch.by_hit(self.session, hit) if hit is not None else None) or o.Next())

    def _cover_first(self) -> None:
        if self.session.cover is None and not self.session.ended:
            self.give(o.ShowCover("safe"))

    def _projection_changed(self) -> None:
        state, doubt = self._projection.state, "" if self.session.rehearsal else self._projection.doubt
        notes = self._projection.private or self.session.rehearsal
        self._console.show_projection(state, notes=notes, doubt=doubt, card=self._projection.identifying)
        if state in ("one", "offered") and self._stage.isVisible():
            self._one.keep(self.session, self._conductor.now_ms, offered=state == "offered")
        else:
            self._one.drop()
        self._catch_up()
        self._foresight.walk(self.session)

    def _catch_up(self) -> None:
        """Tell the leader's view what it has missed, when it comes up."""
        if self._behind and not self._one.covers:
            self._afterwards()

    def _foresee(self, session: Session) -> None:
        """Draw the slide that comes while the disk keeps what happened; it is not seen before that is done."""
        if self._projection.identifying or session.ended:
            return
        slide = self._foresight.slide(session)
        if self._stage.isVisible():
            self._stage.draw_ahead(slide, clock_of(session, self._conductor.now_ms))
        else:
            self._console.picture.draw_ahead(slide)

    def _heard(self, session: Session, fact: f.Fact) -> None:
        self._screening.follow(session)
        if session.ended:
            if isinstance(fact, f.PassEnded):
                QTimer.singleShot(0, self, self.ended.emit)
            return
        self._draw()
        self._idle.start(AFTER_MS)

    def _draw(self) -> None:
        session = self.session
        if self._projection.identifying or session.ended:
            return
        slide = self._foresight.slide(session)
        self._stage.show_slide(slide, clock_of(session, self._conductor.now_ms))
        if not self._stage.isVisible():
            self._console.picture.show_slide(slide, at_once=True)

    def _afterwards(self) -> None:
        session, after = self.session, after_next(self.session)
        following = None if after is None else self._foresight.slide(after)
        self._behind = self._one.covers
        if not self._behind:
            ahead = compose.compose_step(session, session.step, session.revealed) if session.held else None
            now, clip = pace(session, self._conductor.now_ms), self._screening.view(session)
            self._console.show_shape(self._projection.shape)
            self._console.show_session(session, now, ahead or self._foresight.slide(session), following, clip)
        self._one.show_session(session, self._conductor.now_ms)
        if self._stage.isVisible():
            self._stage.prepare(following)

    def _compose(self, session: Session) -> Slide:
        return self._screening.adapt(session, compose.compose(session))

    def _lay(self, was: Slide, slide: Slide) -> None:
        paint.lay(was, slide, self._projection.shape * self._stage.devicePixelRatioF())

    def _film(self, deed: Deed) -> None:
        self._screening.do(deed, self.session, self._console.window())

    def _film_changed(self) -> None:
        self._foresight.forget()
        self._draw()
        self._idle.start(0)

    def _tick(self) -> None:
        self._notice_sleep()
        self.lived.emit(self._conductor.pulse)
        session, now_ms = self.session, self._conductor.now_ms
        self._behind = self._behind or self._one.covers
        if not self._behind:
            self._console.tick(session, pace(session, now_ms))
        if not self._projection.identifying:
            self._stage.show_clock(clock_of(session, now_ms))
        self._one.tick(session, now_ms)

    def _notice_sleep(self) -> bool:
        """A second that took very long was sleep: a pause of its own, and the safe screen first. Whether it was."""
        before, self._last_ms = self._last_ms, self._conductor.now_ms
        gap = self._last_ms - before
        if gap > SLEPT_MS:
            self._conductor.slept(gap)
            self._one.hint(_("The computer has slept. The clock rested; press Esc to go on."))
        return gap > SLEPT_MS


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _covered(session: Session) -> bool:
    """Whether something lies over the slide that Esc takes away."""
    return bool(session.cover or session.overlay or session.held)


def _closing(session: Session) -> list[str]:
    """The protected steps in their order."""
    return [step.id for step in session.script.steps if step.weight == "protected"]
