"""One line at the bottom that tells why something could not be done, or where something lies; it goes when it is closed
or the page changes."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.button import button
from facilitator.ui.parts.focus import give_up
from facilitator.ui.parts.folder import open_folder
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import picture
from facilitator.ui.parts.space import gap

MOST_LINES = 9
"""What is longer is scrolled to: the page stays in sight, and the first line too."""


class Told(QScrollArea):
    """Words as high as they need, but never so high that they hide the page; then they take the focus to be scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words = label("", "strong", wrap=True)
        self.setWidget(self.words)

    def tell(self, words: str) -> None:
        """Show these words, from the first line."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.verticalScrollBar().setValue(0)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self.words.heightForWidth(self.viewport().width())
        most = MOST_LINES * self.words.fontMetrics().lineSpacing()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if needed > most else Qt.FocusPolicy.NoFocus)
        edges = self.contentsMargins()
        self.setFixedHeight(min(needed, most) + edges.top() + edges.bottom())


class Hint(QFrame):
    """Hidden until there is something to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "callout")
        self._folder = Path()
        self._told = Told()
        high = self._told.words.fontMetrics().height()
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
        row.addWidget(self._told, 1)
        row.addWidget(self._look)
        row.addWidget(away)
        self.hide()

    def tell(self, words: str, folder: Path | None = None) -> None:
        """Show a line: why something could not be done, or how it goes: it lies in `folder`, empty until it is there."""
        done, self._folder = folder is not None, folder or Path()
        self._told.tell(words)
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
