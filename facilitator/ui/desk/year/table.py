"""The plan as a list, month by month, with the breaks where they lie: what the wheel shows, for everyone."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.planning.breaks import Break
from facilitator.planning.year import SUPERVISION
from facilitator.planning.yearwords import break_name, state_word
from facilitator.ui.desk.year.ports import OccasionView
from facilitator.ui.icons import icon
from facilitator.ui.parts import dates
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.table import Index, RowModel, RowTable, Wrapped, furnish
from facilitator.ui.theme import colour

Line = OccasionView | Break | str
"""An occasion, a break, or the name of a month."""
DAY, GROUP, LESSON, STATE = range(4)
LEAST_LETTERS: Final = 60
_WAYS: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
BESIDE: Final = 6
"""What of a column is not words: its margins and the sign of a doubt, at most."""
_TONES: Final = {"held": "ok", "late": "warn", "today": "mvp", "coming": "ink-2", "cancelled": "ink-2"}


class YearModel(RowModel[Line]):
    """Lines as given, by day."""

    @override
    def titles(self) -> tuple[str, ...]:
        return _titles()

    @override
    def write(self, row: Line) -> tuple[str, ...]:
        return _texts(row)

    @override
    def measured(self, row: int, column: int) -> str:
        """The name of a month, and of a break, goes over several columns."""
        line = self.rows[row]
        over = isinstance(line, str) or (isinstance(line, Break) and column != DAY)
        return "" if over else super().measured(row, column)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts[index.row()][column]
        if role == Qt.ItemDataRole.FontRole and isinstance(line, str):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            return colour(_tone(line, column))
        if role == Qt.ItemDataRole.DecorationRole and isinstance(line, OccasionView):
            if column == GROUP and line.came:
                return icon("package", colour("ink-2"))
            return icon("warning-circle", colour("warn")) if column == LESSON and line.doubts else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(line, column, self.texts[index.row()][column])
        return None


class YearTable(RowTable):
    """One row an occasion; `chosen` says which stands marked (None: none), `opened` that it is to be changed."""

    chosen = Signal(object)  # OccasionView or None
    opened = Signal(object)  # OccasionView

    def __init__(self, name: str, letters: int = LEAST_LETTERS, parent: QWidget | None = None) -> None:
        self._model = YearModel()
        super().__init__(self._model, parent)
        self._target: int | None = None
        self._bring = QTimer(self)
        self._bring.setSingleShot(True)
        self._bring.setInterval(0)
        self._bring.timeout.connect(self._scroll)
        furnish(self, name, LESSON, letters)
        self.setItemDelegateForColumn(LESSON, Wrapped(self))
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(round(self.fontMetrics().height() * 2))
        side.setDefaultSectionSize(side.minimumSectionSize())
        self._widths = QTimer(self)
        self._widths.setSingleShot(True)
        self._widths.setInterval(0)
        self._widths.timeout.connect(self._level)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(self._open)

    def show_year(
        self, occasions: Sequence[OccasionView], breaks: Sequence[Break], first: date | None = None
    ) -> None:
        """Show these occasions among the breaks; the one that was marked stays marked, else the list begins at `first`."""
        before = self.current
        self.clearSpans()
        lines = lines_of(occasions, breaks)
        self._model.show_rows(lines)
        for place, line in enumerate(lines):
            if isinstance(line, str):
                self.setSpan(place, 0, 1, len(_titles()))
            elif isinstance(line, Break):
                self.setSpan(place, GROUP, 1, len(_titles()) - 1)
        found = _place_of(lines, before, first)
        if before is not None and found is not None:
            self.selectRow(found)
        else:
            self.chosen.emit(None)
        self._target = found
        self._widths.start()
        self._bring.start()

    def settle(self) -> None:
        """Give the rows their heights, and begin where the list begins, now that it has its size."""
        self._level()
        self._scroll()

    def _resized(self) -> None:
        self._widths.start()

    def _level(self) -> None:
        """A title may need another line than before, when the columns have their widths. Words that need one are measured
        once: a lesson comes again and again, and the rows of a whole year take long."""
        side, metrics = self.verticalHeader(), self.fontMetrics()
        rooms = [self.columnWidth(column) - gap(BESIDE) for column in range(len(_titles()))]
        highs: dict[tuple[str, ...], int] = {}
        for place, texts in enumerate(self._model.texts):
            wide = tuple(
                text
                for text, room in zip(texts, rooms, strict=True)
                if metrics.horizontalAdvance(text) > room
            )
            if wide not in highs:
                highs[wide] = max(self.sizeHintForRow(place), side.minimumSectionSize())
            if side.sectionSize(place) != highs[wide]:
                side.resizeSection(place, highs[wide])

    def _scroll(self) -> None:
        """Bring the line that the list begins at, when the list has its size."""
        if self._target is not None:
            hint = QAbstractItemView.ScrollHint
            begin = hint.EnsureVisible if self.current is not None else hint.PositionAtTop
            self.scrollTo(self._model.index(self._target, 0), begin)

    @property
    def current(self) -> OccasionView | None:
        """The occasion that stands marked."""
        place = self.currentIndex().row()
        line = self._model.rows[place] if 0 <= place < len(self._model.rows) else None
        return line if isinstance(line, OccasionView) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() in _WAYS and not self.currentIndex().isValid():
            self._begin()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        """Mark the line that the list begins at: Qt would begin at the first month, which cannot be marked, and stay there."""
        first = next(
            (place for place, line in enumerate(self._model.rows) if not isinstance(line, str)), None
        )
        begin = first if self._target is None else self._target
        if begin is not None:
            self.selectRow(begin)

    def _moved(self) -> None:
        self.chosen.emit(self.current)

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)


def lines_of(occasions: Sequence[OccasionView], breaks: Sequence[Break]) -> list[Line]:
    """Everything by day under the names of the months; the summers at the ends are left out."""
    found: list[tuple[date, int, OccasionView | Break]] = [
        *((one.row.day, 1, one) for one in occasions),
        *((one.first, 0, one) for one in breaks if one.kind != "summer"),
    ]
    lines: list[Line] = []
    month = ""
    for day, _kind, line in sorted(found, key=_by_day):
        if dates.month(day) != month:
            month = dates.month(day)
            lines.append(month)
        lines.append(line)
    return lines


def _by_day(line: tuple[date, int, OccasionView | Break]) -> tuple[date, int]:
    return line[:2]


def _place_of(lines: Sequence[Line], before: OccasionView | None, first: date | None) -> int | None:
    for place, line in enumerate(lines):
        if not isinstance(line, OccasionView):
            continue
        if before.row.id == line.row.id if before is not None else first is None or line.row.day >= first:
            return place
    return None


def _titles() -> tuple[str, ...]:
    return (_("Day"), _("Group"), _("Lesson"), _("Status"))


def _texts(line: Line) -> tuple[str, ...]:
    if isinstance(line, str):
        return (line, "", "", "")
    if isinstance(line, Break):
        return (dates.span(line.first, line.last), break_name(line.kind), "", "")
    day = dates.week_day(line.row.day)
    return (
        f"{day}  {dates.clock(line.row.at)}" if line.row.at else day,
        line.group,
        line.label if line.row.lesson == SUPERVISION else f"{line.label} {line.title}".strip(),
        state_word(line.state),
    )


def _tone(line: Line, column: int) -> str:
    if not isinstance(line, OccasionView):
        return "ink" if isinstance(line, str) else "ink-2"
    if column == STATE:
        return _TONES[line.state]
    return "ink" if line.row.lesson != SUPERVISION and column == LESSON else "ink-2"


def _said(line: Line, column: int, words: str) -> str:
    """What the pointer and a screen reader get: the same words with nothing cut off, and what to look at."""
    if not isinstance(line, OccasionView):
        return words
    more = {LESSON: line.doubts, GROUP: (line.came,) if line.came else ()}.get(column, ())
    return " ".join((f"{words}.", *more)) if more else words
