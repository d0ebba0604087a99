"""What the lists of the desk share: rows under titles, read and never written in, one chosen at a time."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from facilitator.overriding import override

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
Row = TypeVar("Row")


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows as given. A list says its titles and what stands in each cell. Words are made once: while it is laid out a list
    is asked for them again and again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.texts: Sequence[tuple[str, ...]] = ()
        self._widest: dict[int, int] = {}

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.texts = rows, [self.write(row) for row in rows]
        self._widest.clear()
        self.endResetModel()

    def write(self, row: Row) -> tuple[str, ...]:
        """What stands in the cells of a row."""
        raise NotImplementedError

    def titles(self) -> tuple[str, ...]:
        """The title of each column."""
        raise NotImplementedError

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        return self.titles()

    def measured(self, row: int, column: int) -> str:
        """The words that a column must have room for."""
        return self.texts[row][column]

    def widest(self, column: int, metrics: QFontMetrics) -> int:
        """The row whose words are widest in a column; there must be one."""
        if column not in self._widest:
            words = [self.measured(row, column) for row in range(len(self.rows))]
            wide = {text: metrics.horizontalAdvance(text) for text in set(words)}
            self._widest[column] = words.index(max(words, key=wide.__getitem__))
        return self._widest[column]

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._titles)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None


_PADDING: Final = 8
_LINE: Final = 1
"""Pixels around the words of a cell, and under them, as the theme's stylesheet has it."""
MOST_ROOM: Final = 900
"""Pixels that a list may ask for beside the sidebar on the smallest school laptop, with the largest text."""


class Wrapped(QStyledItemDelegate):
    """Words in as many lines as they need. Qt counts the lines as if the cell had no padding, and cuts off the last one."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(option.rect.width() - 2 * _PADDING)
        return super().sizeHint(narrower, index) + QSize(0, _LINE)


class RowTable(QTableView):
    """A list whose columns are as wide as their widest words: Qt itself would measure every cell of a thousand rows."""

    def __init__(self, model: RowModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        model.setParent(self)
        self.setModel(model)

    @override
    def sizeHintForColumn(self, column: int) -> int:
        if not self._rows.rows:
            return 0
        widest = self._rows.widest(column, self.fontMetrics())
        return self.sizeHintForIndex(self._rows.index(widest, column)).width()


def furnish(table: QTableView, name: str, stretch: int, letters: int) -> None:
    """Let a table be a list: whole rows are chosen, one at a time. `stretch`: the column that takes the room that is left;
    `letters`: how wide the list is at least."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.setMinimumWidth(min(MOST_ROOM, table.fontMetrics().horizontalAdvance("n" * letters)))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
