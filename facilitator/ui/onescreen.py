"""A lesson on one screen: the leader bar is on the stage, and the leader's view lies under it until it is asked for."""

from PySide6.QtCore import QObject, Signal

from facilitator.session.pacing import Pace, pace
from facilitator.session.state import Session
from facilitator.ui.console.console import Console
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.console.toast import Toast
from facilitator.ui.stage.window import StageWindow


class OneScreen(QObject):
    """Keeps the bar while the stage is alone with the leader."""

    asked = Signal(str)
    ordered = Signal(object)
    projector_wanted = Signal()

    def __init__(self, stage: StageWindow, view: Console, parent: QObject) -> None:
        """`view`: the leader's view."""
        super().__init__(parent)
        self._stage, self._view = stage, view
        self._bar: LeaderBar | None = None
        self._toast: Toast | None = None

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
            self._toast.say(words)
        else:
            self._view.show_hint(words)

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
        self._bar.offer(offered)

    def drop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
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
            self._bar.tick(pace(session, now_ms))
        if self._toast is not None:
            self._toast.follow(session)

    def tick(self, now: Pace) -> None:
        """Show the time."""
        if self._bar is not None:
            self._bar.tick(now)
