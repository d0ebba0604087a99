"""The thin bar under the slide when there is only one screen. It holds buttons and a clock, never a note."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from facilitator.i18n import _
from facilitator.session.rules import is_over
from facilitator.session.state import Session
from facilitator.ui import style
from facilitator.ui.console.bars import deed_button
from facilitator.ui.console.twopart import TwoPart
from facilitator.ui.console.wayback import WayBack, way_back
from facilitator.ui.keys import Action
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dates import minutes
from facilitator.ui.parts.focus import give_up
from facilitator.ui.parts.label import Ticking, restyle

_ACTIONS: tuple[Action, ...] = ("back", "next", "safe", "support", "terms", "help")


class LeaderBar(TwoPart):
    """Back, next, safe screen, support list, the step's clock, the way to the leader's view, and the end."""

    asked = Signal(str)
    projector_wanted = Signal()
    ordered = Signal(object)

    def __init__(self) -> None:
        super().__init__(16, 6, 8)
        self._buttons: dict[Action, QPushButton] = {}
        for action in _ACTIONS:
            self._add(self.left, action)
        self._back = WayBack()
        self._back.ordered.connect(self.ordered)
        self._clock = Ticking("strong")
        self.right.addWidget(self._clock)
        (self.right if style.is_large() else self.left).addWidget(self._back)  # where there is room
        self._projector = button(_("Show the lesson on the projector"), sign="projector-screen")
        self._projector.clicked.connect(self.projector_wanted)
        self._projector.hide()
        self.right.addWidget(self._projector)
        view = button(_("Leader’s view"), sign="list-bullets")
        view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        view.setProperty("action", "overview")
        view.clicked.connect(self._clicked)
        self.right.addWidget(view)
        self._add(self.right, "end")

    def offer(self, there: bool) -> None:
        """Offer a projector that has come in the middle of the lesson."""
        self._projector.setVisible(there)

    def show_session(self, session: Session) -> None:
        """Offer the way back to the lesson's picture while something lies over it, in place of what can wait."""
        if not way_back(session):
            give_up(self._back, self.window())
        self._back.show_session(session)
        waits, over = not self._back.isHidden(), is_over(session)
        restyle(self._buttons["end"], on=over)  # there is nothing more to go on to
        for action, made in self._buttons.items():
            if action in ("terms", "help"):
                self._show(made, not waits)
            elif action in ("back", "next"):
                self._show(made, session.cover is None and not (over and action == "next"))

    def _show(self, made: QPushButton, there: bool) -> None:
        """Show a button or hide it; the stage gets the focus that it had."""
        if not there:
            give_up(made, self.window())
        made.setVisible(there)

    def _add(self, row: QHBoxLayout, action: Action) -> None:
        made = deed_button(action, icon_only=action == "help")
        made.setProperty("action", action)
        made.clicked.connect(self._clicked)
        row.addWidget(made)
        self._buttons[action] = made

    def _clicked(self) -> None:
        self.asked.emit(str(self.sender().property("action")))

    def tick(self, left_ms: int) -> None:
        """Show what is left of the step; negative once it is over."""
        left = left_ms // 1000
        self._clock.tell(minutes(left) if left >= 0 else "−" + minutes(-left))
