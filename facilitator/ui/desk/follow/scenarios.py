"""Which scenarios groups have met, in how many lessons each."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui.desk.follow.ports import ScenarioView
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.label import label
from facilitator.ui.parts.table import Index, RowModel, RowTable, furnish

MOST_SHOWN: Final = 10
"""So many rows at once; the rest is scrolled to."""
LEAST_LETTERS: Final = 58
ROLES: Final = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
)  # fmt: skip


class ScenarioModel(RowModel[ScenarioView]):
    """A row a scenario and lesson, as given."""

    @override
    def titles(self) -> tuple[str, ...]:
        return _("Scenario"), _("Lesson"), _("Number of lessons"), _("Number of groups")

    @override
    def write(self, row: ScenarioView) -> tuple[str, ...]:
        return row

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.texts[index.row()][index.column()] if role in ROLES else None


class ScenarioTable(RowTable):
    """As high as its rows, up to `MOST_SHOWN`; it stays quick with many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = ScenarioModel()
        super().__init__(self._model, parent)
        furnish(self, _("Scenarios"), 0, LEAST_LETTERS)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2.4))

    def show_rows(self, rows: Sequence[ScenarioView]) -> None:
        """Show other rows."""
        self._model.show_rows(rows)
        rows_high = min(len(rows), MOST_SHOWN) * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows_high + 2 * self.frameWidth())


class Scenarios(Card):
    """What has been told, most often first."""

    def __init__(self) -> None:
        super().__init__(_("Scenarios"))
        words = _(
            "Which scenarios have been told: in how many lessons, and with how many groups. The lesson’s own count as well as those "
            "that were chosen instead. Fewer than three lessons are not shown."
        )
        self.column.addWidget(label(words, "muted", wrap=True))
        self._none = label(_("No scenario has been told in what you look at."), wrap=True)
        self.column.addWidget(self._none)
        self.table = ScenarioTable()
        self.column.addWidget(self.table)

    def show_scenarios(self, views: Sequence[ScenarioView]) -> None:
        """Show these rows."""
        self.table.show_rows(views)
        self.table.setVisible(bool(views))
        self._none.setVisible(not views)
