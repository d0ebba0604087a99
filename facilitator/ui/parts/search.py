"""Search: a field with a magnifying glass, and a button that looks like it and leads to it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from facilitator.i18n import _
from facilitator.ui.icons import icon
from facilitator.ui.parts.label import label
from facilitator.ui.parts.pane import PaneButton
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour

SHORTCUT = "Ctrl F"
_SIGNS = 9
"""The room of the glass, the cross and what surrounds them, in steps of the grid."""


class SearchField(QLineEdit):
    """The field itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "search")
        self.setPlaceholderText(_("Search lesson, scenario, word"))
        self.setAccessibleName(_("Search lesson, scenario, word"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass", colour("ink-3")), QLineEdit.ActionPosition.LeadingPosition)

    @override
    def minimumSizeHint(self) -> QSize:
        """Wide enough for the words in it, beside the glass and the cross."""
        least = super().minimumSizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return least.expandedTo(QSize(words + gap(_SIGNS), 0))


class SearchButton(PaneButton):
    """Leads to the library's search field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("search", _("Search lesson, scenario, word"), parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap(2), gap(1), gap(1.5), gap(1))
        row.setSpacing(gap(1))
        glass = label("")
        side = self.fontMetrics().height()
        glass.setPixmap(icon("magnifying-glass", colour("ink-2")).pixmap(side, side))
        row.addWidget(glass)
        row.addWidget(label(_("Search lesson, scenario, word"), "muted"), 1)
        row.addWidget(label(SHORTCUT, "key"))
        self.settle()
