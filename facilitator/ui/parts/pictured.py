"""A card with a picture, and the same as a table for those who read it better."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.table import Wrapped

LETTERS: Final = 14
"""So much of what a line is about is seen in the table; a card without that room beside another stands below it."""


class Pictured(Card):
    """A title, a line about it, room for more (`between`), and a picture that can be turned into a table."""

    def __init__(self, title: str, picture: QWidget, table: QTableWidget, letters: int) -> None:
        super().__init__()
        self.title = label(title, "heading", wrap=True)
        self.about = label("", "muted", wrap=True)
        self._switch = button(_("Show as table"), "small")
        self._switch.clicked.connect(self._turn)
        self._picture, self.table = picture, table
        self._stack = QStackedWidget()
        self._stack.addWidget(picture)
        self._stack.addWidget(table)
        self.between = QVBoxLayout()
        self._least = self.fontMetrics().horizontalAdvance("n" * letters) - 2 * gap(3)
        self._stack.setMinimumWidth(self._least)
        self.entitle(title)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        sides, high = gap(3), gap(2)
        self.column.setContentsMargins(sides, high, sides, gap(2.5))  # the button is higher than a heading
        self.column.addLayout(head)
        self.column.addWidget(self.about)
        self.column.addLayout(self.between)
        self.column.addWidget(self._stack, 1)
        self.column.addStretch()  # without picture and table the words stay at the top

    def entitle(self, title: str) -> None:
        """Show this title; the switch is heard with it, for there are several on a page."""
        self.title.setText(title)
        table = self._stack.currentWidget() is self.table
        name = _("{title}: show as bars") if table else _("{title}: show as table")
        self._switch.setAccessibleName(name.format(title=title))

    def show_switch(self, *, shown: bool) -> None:
        """Let the picture be turned, or not: where there is nothing there is nothing to turn."""
        self._switch.setVisible(shown)
        self._stack.setVisible(shown)

    def fill_table(self, rows: list[tuple[str, ...]]) -> None:
        """Show these rows in the table."""
        fill(self.table, rows)
        self._make_room()

    def _make_room(self) -> None:
        shown = self._stack.currentWidget() is self.table
        self._stack.setMinimumWidth(max(self._least, needed(self.table)) if shown else self._least)

    def _turn(self) -> None:
        table = self._stack.currentWidget() is self._picture
        self._stack.setCurrentWidget(self.table if table else self._picture)
        self._switch.setText(_("Show as bars") if table else _("Show as table"))
        self.entitle(self.title.text())
        self._make_room()


def fill(table: QTableWidget, rows: list[tuple[str, ...]]) -> None:
    """Show these rows in a table."""
    table.setRowCount(len(rows))
    for place, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.setItem(place, column, QTableWidgetItem(text))


def needed(table: QTableWidget) -> int:
    """The width in which a small table shows all its columns, and enough of the first."""
    head, wide = table.horizontalHeader(), table.fontMetrics().horizontalAdvance("n" * LETTERS)
    for column in range(1, table.columnCount()):
        if head.sectionResizeMode(column) is QHeaderView.ResizeMode.Fixed:
            wide += head.sectionSize(column)
        else:
            hints = table.sizeHintForColumn(column), head.sectionSizeHint(column), head.minimumSectionSize()
            wide += max(hints)
    return wide + table.verticalScrollBar().sizeHint().width()


def small_table(name: str, titles: tuple[str, ...]) -> QTableWidget:
    """A table of a few rows; the first column takes the room that is left."""
    table = QTableWidget(0, len(titles))
    table.setAccessibleName(name)
    table.setItemDelegate(Wrapped(table))
    table.setHorizontalHeaderLabels(list(titles))
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setMinimumSectionSize(table.horizontalHeader().sectionSizeHint(0))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table
