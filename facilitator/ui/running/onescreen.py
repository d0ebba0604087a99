"""A lesson on one screen: the leader bar is on the stage, and the leader's view lies under it until it is asked for.

It can come over the stage in other ways too: full screen, a switch between windows, a second start of the program. Then
it has been asked for, or the pupils would see it with nothing to say so, and no cover.
"""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from facilitator.session.conductor import Conductor
from facilitator.session.pacing import step_pace
from facilitator.session.state import Session
from facilitator.ui.console.console import Console
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.console.toast import Toast
from facilitator.ui.stage.window import StageWindow

TURNS_MS = 400
"""So long the leader's view has the keyboard before it counts as asked for: windows that come and go pass it around."""


class OneScreen(QObject):
    """Keeps the bar while the stage is alone with the leader."""

    asked = Signal(str)
    ordered = Signal(object)
    projector_wanted = Signal()

    def __init__(self, conductor: Conductor, stage: StageWindow, view: Console, parent: QObject) -> None:
        """`view`: the leader's view."""
        super().__init__(parent)
        self._conductor = conductor
        self._stage, self._view = stage, view
        self._bar: LeaderBar | None = None
        self._toast: Toast | None = None
        self._turn = QTimer(self, singleShot=True, interval=TURNS_MS)
        self._turn.timeout.connect(self._turned)
        self._led = False  # the stage has had the keyboard: some systems give it to none but the first window

    @property
    def alone(self) -> bool:
        """Whether the bar is there: nothing of the leader's view is seen."""
        return self._bar is not None

    @property
    def covers(self) -> bool:
        """Whether the stage lies over the leader's view: nobody has moved that to another screen, or turned to it."""
        together = self._bar is not None and self._view.screen() == self._stage.screen()
        return together and not self._view.isActiveWindow()

    def hint(self, words: str) -> None:
        """Tell in a line why something was not done, where it is seen; it holds nothing of what only leaders read."""
        if self._toast is not None and self.covers:
            self._toast.say(words, self._conductor.session)
        else:
            self._view.show_hint(words, self._conductor.session)

    def keep(self, session: Session, now_ms: int, *, offered: bool) -> None:
        """Have the bar on the stage; `offered`: a projector has come in the middle of the lesson."""
        if self._bar is None:
            self._bar = LeaderBar()
            self._bar.asked.connect(self.asked)
            self._bar.ordered.connect(self.ordered)
            self._bar.projector_wanted.connect(self.projector_wanted)
            self._toast = Toast(self._stage, self._bar, self._bar)
            self.show_session(session, now_ms)
            self._stage.set_bar(self._bar)
            self._led = self._stage.isActiveWindow()
            _application().focusWindowChanged.connect(self._follow)
        self._bar.offer(offered)

    def drop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            _application().focusWindowChanged.disconnect(self._follow)
            self._turn.stop()
            self._stage.set_bar(None)
            self._bar.deleteLater()
            self._bar = None
        if self._toast is not None:
            self._toast.drop()
            self._toast.deleteLater()
            self._toast = None

    def show_session(self, session: Session, now_ms: int) -> None:
        """Show how the session stands."""
        if self._bar is not None:
            self._bar.show_session(session)
            self.tick(session, now_ms)
        if self._toast is not None:
            self._toast.follow(session)

    def tick(self, session: Session, now_ms: int) -> None:
        """Show the time."""
        if self._bar is not None:
            self._bar.tick(step_pace(session, now_ms).left_ms)

    def _follow(self, window: QWindow | None) -> None:
        self._led = self._led or (window is not None and window is self._stage.windowHandle())
        if self._led and window is not None and window is self._view.window().windowHandle():
            self._turn.start()
        else:
            self._turn.stop()

    def _turned(self) -> None:
        if self._view.isActiveWindow() and self._view.screen() == self._stage.screen():
            self.asked.emit("overview")


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
