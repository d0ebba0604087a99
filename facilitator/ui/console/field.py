"""A field for what the group says: what it is for, and, where there is room to read it, that no names belong in it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui.parts.space import gap

ROUND_THE_WORDS = 3.5
"""What stands between the field's edges and its words, in steps of the grid."""


class Field(QLineEdit):
    """Tells in grey what it is for; a reminder that would be cut off is left out, and where even the words would be,
    `short` stands for them."""

    def __init__(self, words: str, short: str = "") -> None:
        super().__init__()
        self._words, self._short = words, short or words
        self._whole = _("{what} – no names").format(what=words)
        self.setPlaceholderText(self._whole)
        self.setAccessibleName(words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, width = self.width() - gap(ROUND_THE_WORDS), self.fontMetrics().horizontalAdvance
        fitting = (text for text in (self._whole, self._words) if width(text) <= room)
        self.setPlaceholderText(next(fitting, self._short))
