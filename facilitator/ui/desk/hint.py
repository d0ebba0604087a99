"""One line at the bottom that tells why something could not be done; it goes when it is closed or the page changes."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import picture
from facilitator.ui.parts.space import gap


class Hint(QFrame):
    """Hidden until there is something to tell."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "callout")
        self.setProperty("tone", "warn")
        self._words = label("", "strong", wrap=True)
        away = button("", "small", sign="x", name=_("Close the hint"))
        away.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap(2), gap(1), gap(1), gap(1))
        row.setSpacing(gap(1.5))
        row.addWidget(picture("warning-circle", "warn", self._words.fontMetrics().height()))
        row.addWidget(self._words, 1)
        row.addWidget(away)
        self.hide()

    def tell(self, words: str) -> None:
        """Show a line."""
        self._words.setText(words)
        self.show()
