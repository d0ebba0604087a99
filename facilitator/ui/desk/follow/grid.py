"""The grid of Uppföljning: groups down, lessons across, a sign and a colour in every cell; drawn, never built."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from facilitator.i18n import _, ngettext
from facilitator.overriding import override
from facilitator.planning.days import years_words
from facilitator.ui.desk.follow.ports import CellView, ColumnView, CoverageView, State
from facilitator.ui.parts import dates
from facilitator.ui.parts.picking import Sideways
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.table import NOWHERE, Index
from facilitator.ui.theme import colour

EMPTY: Final = CellView()
MOST_LINES: Final = 12
"""So many groups show before the grid scrolls."""
HEAD_LINES: Final = 3
"""Lines of text in the head of a column: the lesson's tag and two for its title."""
MOST_ASIDE: Final = 3
"""A group with its school takes at most this part of the width, and is cut off with dots: lessons are what one looks for."""


class Drawn(NamedTuple):
    """How a state is drawn: tokens of ground and sign, and the sign itself."""

    ground: str
    ink: str
    sign: str


LOOKS: Final[dict[State, Drawn]] = {
    "held": Drawn("ok", "on-accent", "✓"),
    "shortened": Drawn("ok-soft", "ok", "S"),
    "partial": Drawn("ok-soft", "ok", "½"),
    "late": Drawn("pyramid-1", "on-pyramid-1", "!"),
    "cancelled": Drawn("stop-soft", "stop", "×"),
    "planned": Drawn("mvp-soft", "mvp", ""),
    "none": Drawn("sunk", "ink-2", ""),
    "unfit": Drawn("card", "ink-2", ""),
}


def sign_of(state: State) -> str:
    """The sign of a state; a letter is the first of its word."""
    return _("shortened")[:1].upper() if state == "shortened" else LOOKS[state].sign


def state_words() -> dict[State, str]:
    """What each state is called."""
    return {
        "held": _("led to its end"),
        "shortened": _("held, shortened"),
        "partial": _("held in part"),
        "late": _("late"),
        "cancelled": _("cancelled"),
        "planned": _("planned"),
        "none": _("not yet"),
        "unfit": _("not for this grade"),
    }


class CoverageModel(QAbstractTableModel):
    """The cells of a coverage. `in_words`: each says its state in words instead of a sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CoverageView()
        self.in_words = False

    def show_view(self, view: CoverageView) -> None:
        """Show another coverage."""
        self.beginResetModel()
        self.view = view
        self.endResetModel()

    def cell(self, index: Index) -> CellView:
        """The cell at a place."""
        return self.view.cells.get((index.row(), index.column()), EMPTY)

    def whose(self, line: int) -> str:
        """The group of a line, with its school and its school year where there are several."""
        own = self.view.lines[line]
        school = own.school if self.view.by_school else ""
        year = "" if own.year is None else years_words(own.year)
        return " · ".join(part for part in (own.group, school, year) if part)

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.view.lines)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.view.columns)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self.whose(section) if role in _TEXTS else None
        column = self.view.columns[section]
        return f"{column.label} {column.title}" if role in _TEXTS else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(self.cell(index)) if self.in_words else _sign(self.cell(index))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(self.cell(index), self.whose(index.row()), self.view.columns[index.column()])
        return None


class CoverageGrid(QTableView):
    """One cell at a time is chosen, with pointer or arrow keys; `chosen` carries its place. `opened`: by a click or Enter,
    somebody wants to see what lies behind it."""

    chosen = Signal(int, int)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = CoverageModel(self)
        self.setModel(self.cells)
        self._pictures, self._words = _Cells(self), QStyledItemDelegate(self)
        self.setItemDelegate(self._pictures)
        self.setHorizontalHeader(_Head(self))
        self.setAccessibleName(_("Groups and lessons"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBar(Sideways(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(round(self.fontMetrics().height() * 2.1))
        side.setHighlightSections(False)
        side.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # group first and school year last
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(self.opened)

    def show_view(self, view: CoverageView) -> None:
        """Show another coverage. Nothing is chosen until somebody does."""
        here = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        same = (self.cells.view.lines, self.cells.view.columns) == (view.lines, view.columns)
        self.cells.show_view(view)
        self.forget_choice()  # else Qt would choose the first cell when Tab comes here
        self._fit()
        self.updateGeometry()
        if same:
            self.horizontalScrollBar().setValue(here[0])
            self.verticalScrollBar().setValue(here[1])

    def say_in_words(self, words: bool) -> None:
        """Show words instead of signs, or signs again."""
        self.cells.in_words = words
        self.setItemDelegate(self._words if words else self._pictures)
        self._fit()
        self.viewport().update()

    def forget_choice(self) -> None:
        """Let no cell be chosen."""
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(NOWHERE)
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        lines = min(max(self.cells.rowCount(), 1), MOST_LINES)
        rows = lines * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height() if self._scrolls() else 0
        return QSize(gap(60), self.horizontalHeader().sizeHint().height() + rows + bar + gap(1))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(gap(30), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _least(self) -> int:
        letters = max(map(len, state_words().values())) if self.cells.in_words else 9
        return self.fontMetrics().horizontalAdvance("n" * letters) + gap(2)

    def _scrolls(self) -> bool:
        room = self.viewport().width()
        return self._least() * self.cells.columnCount() > room

    def _fit(self) -> None:
        """Let the columns share the width, when there is room for all of them."""
        self.verticalHeader().setMaximumWidth(self.width() // MOST_ASIDE)
        count = self.cells.columnCount()
        if not count:
            return
        head = self.horizontalHeader()
        head.setDefaultSectionSize(max(self._least(), min(gap(22), self.viewport().width() // count)))

    def _moved(self, now: QModelIndex | Index) -> None:
        if now.isValid():
            self.chosen.emit(now.row(), now.column())


class _Cells(QStyledItemDelegate):
    """Draws a cell: its ground, its sign, and a ring around the one that is chosen."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        grid = self.parent()
        assert isinstance(grid, CoverageGrid)
        cell = grid.cells.cell(index)
        look = LOOKS[cell.state]
        place = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = index == grid.currentIndex()
        painter.setPen(QPen(colour("ink"), 2) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(colour(look.ground))
        painter.drawRoundedRect(place, 6, 6)
        font = QFont(grid.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colour(look.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _sign(cell))
        painter.restore()


class _Head(QHeaderView):
    """Heads of columns: a lesson's tag, and its title on two lines, the last one cut off with dots."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.length(), self.fontMetrics().lineSpacing() * HEAD_LINES + gap(1))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        grid = self.parent()
        assert isinstance(grid, CoverageGrid)
        column = grid.cells.view.columns[logicalIndex]
        metrics = self.fontMetrics()
        texts = [column.label, *two_lines(column.title, metrics, rect.width() - gap(1))]
        top = rect.bottom() - gap(0.5) - metrics.lineSpacing() * HEAD_LINES
        painter.save()
        painter.fillRect(rect, colour("card"))
        for number, text in enumerate(texts):
            font = QFont(self.font())
            font.setBold(number == 0)
            painter.setFont(font)
            painter.setPen(colour("ink" if number == 0 else "ink-2"))
            line = QRect(
                rect.left(), top + number * metrics.lineSpacing(), rect.width(), metrics.lineSpacing()
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


def two_lines(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """A title on at most two lines of `room` pixels; what does not fit is cut off with dots."""
    words, first = text.split(), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= room:
        first = f"{first} {words.pop(0)}".strip()
    if not first and words:
        first = words.pop(0)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in (first, " ".join(words))]


_TEXTS: Final = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
)  # fmt: skip


def _sign(cell: CellView) -> str:
    if cell.state == "planned" and cell.day is not None:
        return f"{cell.day.day}/{cell.day.month}"
    return sign_of(cell.state)


def _words(cell: CellView) -> str:
    words = state_words()[cell.state]
    return f"{words} {dates.short_day(cell.day)}" if cell.state == "planned" and cell.day else words


def _said(cell: CellView, group: str, column: ColumnView) -> str:
    """A cell with nothing left out: group, lesson, state, day, how often."""
    parts: Sequence[str] = [
        _("{group}, {lesson}: {state}").format(
            group=group, lesson=f"{column.label} {column.title}", state=state_words()[cell.state]
        ),
        dates.short_day(cell.day) if cell.day is not None else "",
        ngettext("{n} time", "{n} times", cell.times).format(n=cell.times) if cell.times > 1 else "",
        _("on another computer, as the handover tells") if cell.elsewhere else "",
    ]
    return ", ".join(part for part in parts if part)
