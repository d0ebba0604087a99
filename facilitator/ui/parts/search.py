"""Search: a field with a magnifying glass, and a button that looks like it and leads to it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui.icons import icon
from facilitator.ui.parts.label import label
from facilitator.ui.parts.pane import PaneButton
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour

SHORTCUT = "Ctrl F"
_SIGNS = 9
"""The room of the glass, the cross and what surrounds them, in steps of the grid."""
_MOST = 45


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
    def sizeHint(self) -> QSize:
        """Wide enough for the words in it, beside the glass and the cross."""
        return super().sizeHint().expandedTo(QSize(self._wanted(), 0))

    @override
    def minimumSizeHint(self) -> QSize:
        """The same, but with large text no wider than leaves room for what is beside it."""
        return super().minimumSizeHint().expandedTo(QSize(min(self._wanted(), gap(_MOST)), 0))

    def _wanted(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.placeholderText()) + gap(_SIGNS)


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
