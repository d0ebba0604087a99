"""The quiet line that says whether everything is saved."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.label import label, restyle


class SavedMark(QWidget):
    """Says what the journal says. A commit that is over before the window gets round to painting changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._status = ""
        self._words = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)

    def show_status(self, status: str) -> None:
        """Take in the journal's status; it shows when the events that wait have been heard."""
        self._status = status
        self._soon.start(0)

    def _show(self) -> None:
        words = {
            "saved": _("Everything is saved on this computer"),
            "saving": _("Saving …"),
            "spilled": _("The disk refuses. The log is kept in a spare file; go on with the lesson."),
        }.get(self._status, _("The log cannot be saved right now. Go on; we keep trying."))
        if self._words.text() != words:
            self._words.setText(words)
        tone = "" if self._status in ("saved", "saving") else "warn"
        if (self._words.property("tone") or "") != tone:  # trouble begins, or is over
            restyle(self._words, tone=tone)
            announce(self, words, urgent=bool(tone))
