"""Which scenarios groups have met, in how many lessons each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QTableWidget

from facilitator.i18n import _
from facilitator.ui.desk.follow.ports import ScenarioView
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.label import label
from facilitator.ui.parts.pictured import fill, small_table


class Scenarios(Card):
    """A table: a row a scenario and lesson."""

    def __init__(self) -> None:
        super().__init__(_("Scenarios"))
        words = _(
            "Which scenarios have been told: in how many lessons, and with how many groups. The lesson’s own count as well as those "
            "that were chosen instead. Fewer than three lessons are not shown."
        )
        self.column.addWidget(label(words, "muted", wrap=True))
        self._none = label(_("No scenario has been told in what you look at."), wrap=True)
        self.column.addWidget(self._none)
        self.table = small_table(
            _("Scenarios"), (_("Scenario"), _("Lesson"), _("Number of lessons"), _("Number of groups"))
        )
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setSizeAdjustPolicy(QTableWidget.SizeAdjustPolicy.AdjustToContents)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.horizontalHeader().sectionResized.connect(self._settle)
        self.column.addWidget(self.table)

    def show_scenarios(self, views: Sequence[ScenarioView]) -> None:
        """Show these rows, all at once: the page scrolls, not the table."""
        fill(self.table, [(view.title, view.label, view.lessons, view.groups) for view in views])
        self.table.setVisible(bool(views))
        self._none.setVisible(not views)
        self._settle()

    def _settle(self) -> None:
        """Every row is as high as its words, and the table as high as its rows."""
        self.table.resizeRowsToContents()
        self.table.updateGeometry()
