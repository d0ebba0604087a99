"""A lesson on one screen: the leader bar is on the stage, and the leader's view lies under it until it is asked for."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator.session.pacing import Pace, pace
from facilitator.session.state import Session
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.stage.window import StageWindow


class OneScreen(QObject):
    """Keeps the bar while the stage is alone with the leader."""

    asked = Signal(str)
    ordered = Signal(object)
    projector_wanted = Signal()

    def __init__(self, stage: StageWindow, view: QWidget, parent: QObject) -> None:
        """`view`: the leader's view."""
        super().__init__(parent)
        self._stage, self._view = stage, view
        self._bar: LeaderBar | None = None

    @property
    def alone(self) -> bool:
        """Whether the bar is there: nothing of the leader's view is seen."""
        return self._bar is not None

    @property
    def covers(self) -> bool:
        """Whether the stage lies over the leader's view: nobody has moved that to another screen, or turned to it."""
        together = self._bar is not None and self._view.screen() == self._stage.screen()
        return together and not self._view.isActiveWindow()

    def keep(self, session: Session, now_ms: int, *, offered: bool) -> None:
        """Have the bar on the stage; `offered`: a projector has come in the middle of the lesson."""
        if self._bar is None:
            self._bar = LeaderBar()
            self._bar.asked.connect(self.asked)
            self._bar.ordered.connect(self.ordered)
            self._bar.projector_wanted.connect(self.projector_wanted)
            self.show_session(session, now_ms)
            self._stage.set_bar(self._bar)
        self._bar.offer(offered)

    def drop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._stage.set_bar(None)
            self._bar.deleteLater()
            self._bar = None

    def show_session(self, session: Session, now_ms: int) -> None:
        """Show how the session stands."""
        if self._bar is not None:
            self._bar.show_session(session)
            self._bar.tick(pace(session, now_ms))

    def tick(self, now: Pace) -> None:
        """Show the time."""
        if self._bar is not None:
            self._bar.tick(now)
