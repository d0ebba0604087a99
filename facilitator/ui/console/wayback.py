"""The button that takes away what lies over the lesson, in words, for whoever leads with mouse or finger."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from facilitator.i18n import _
from facilitator.session import orders as o
from facilitator.session.state import Session
from facilitator.ui.parts.button import button


def way_back(session: Session) -> str:
    """What the button says: how to come back to the lesson's picture; empty when nothing lies over it."""
    if session.cover:
        return _("Show the picture again")
    if session.overlay:
        return _("Back to the lesson’s picture")
    return _("Let the picture follow again") if session.held else ""


class WayBack(QFrame):
    """There only while something covers the pupils' picture, lies over it or holds it."""

    ordered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._button = button(_("Show the picture again"), "primary", sign="arrow-counter-clockwise")
        self._button.clicked.connect(self._clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button, 1)
        self.hide()

    def show_session(self, session: Session) -> None:
        """Say what there is to take away."""
        words = way_back(session)
        self._button.setText(words)
        self.setVisible(bool(words) and not session.ended)

    def _clicked(self) -> None:
        self.ordered.emit(o.Uncover())
