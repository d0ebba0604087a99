"""Under which conditions lessons were held, and how much of their core was held whole under each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QTableWidget

from facilitator.i18n import _
from facilitator.ui.desk.follow.ports import ConditionView
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.label import label
from facilitator.ui.parts.pictured import fill, small_table


class Conditions(Card):
    """A table: the room, the group, the preparation."""

    def __init__(self) -> None:
        super().__init__(_("Conditions"))
        words = _(
            "How many lessons were held under which conditions, and how many of their core steps were held whole (median). "
            "It shows what goes together, not why. Fewer than three lessons are not shown."
        )
        self.column.addWidget(label(words, "muted", wrap=True))
        titles = (_("Condition"), _("Lessons"), _("Core steps whole"))
        self.table = small_table(_("Conditions"), titles)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setSizeAdjustPolicy(QTableWidget.SizeAdjustPolicy.AdjustToContents)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.horizontalHeader().sectionResized.connect(self._settle)
        self.column.addWidget(self.table)
        self.column.addStretch(1)

    def show_conditions(self, views: Sequence[ConditionView]) -> None:
        """Show these rows, all at once: the page scrolls, not the table."""
        fill(self.table, [(view.name, view.lessons, view.core) for view in views])
        self._settle()

    def _settle(self) -> None:
        """Every row is as high as its words, and the table as high as its rows."""
        self.table.resizeRowsToContents()
        self.table.updateGeometry()
