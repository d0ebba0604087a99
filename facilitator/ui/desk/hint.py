"""One line at the bottom that tells why something could not be done, or where something lies; it goes when it is closed
or the page changes."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.button import button
from facilitator.ui.parts.focus import give_up
from facilitator.ui.parts.folder import open_folder
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import picture
from facilitator.ui.parts.space import gap


class Hint(QFrame):
    """Hidden until there is something to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "callout")
        self._folder = Path()
        self._words = label("", "strong", wrap=True)
        high = self._words.fontMetrics().height()
        self._warn, self._ok = picture("warning-circle", "warn", high), picture("check-circle", "ok", high)
        self._look = button(_("Open the folder"), "small", sign="folder-open")
        self._look.clicked.connect(self._open)
        away = button("", "small", sign="x", name=_("Close the hint"))
        away.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap(2), gap(1), gap(1), gap(1))
        row.setSpacing(gap(1.5))
        row.addWidget(self._warn)
        row.addWidget(self._ok)
        row.addWidget(self._words, 1)
        row.addWidget(self._look)
        row.addWidget(away)
        self.hide()

    def tell(self, words: str, folder: Path | None = None) -> None:
        """Show a line: why something could not be done, or how it goes: it lies in `folder`, empty until it is there."""
        done, self._folder = folder is not None, folder or Path()
        self._words.setText(words)
        for part, there in (
            (self._warn, not done),
            (self._ok, done),
            (self._look, done and self._folder != Path()),
        ):
            part.setVisible(there)
        self.setProperty("tone", "ok" if done else "warn")
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        announce(self, words, urgent=not done)

    def leave(self) -> None:
        """Go, and catch no key for whatever button is next."""
        give_up(self, self.parentWidget())
        self.hide()

    def _open(self) -> None:
        open_folder(self._folder)
