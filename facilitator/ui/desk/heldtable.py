"""The sessions that were held, as a table that stays quick with many rows."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.planning.breaks import first_year
from facilitator.ui.desk.ports import HeldView
from facilitator.ui.icons import icon
from facilitator.ui.parts import dates
from facilitator.ui.parts.table import Index, RowModel, RowTable, furnish
from facilitator.ui.theme import colour

LESSON: Final = 1
LEAST_LETTERS: Final = 58
GROUP: Final = 2
MINUTES: Final = 3
STATUS: Final = 4
EXPORTED: Final = 5
SCHOOL_LETTERS: Final = 20
"""What of a school's name has room beside a group; the pointer tells the rest."""

_SIGN: Final = "MM"
"""As wide as a sign before the words, and more."""


class HeldModel(RowModel[HeldView]):
    """Rows as given, newest first. Days have their year where they are of several school years."""

    _by_year = False

    @override
    def show_rows(self, rows: Sequence[HeldView]) -> None:
        self._by_year = len({first_year(row.started.date()) for row in rows}) > 1
        super().show_rows(rows)

    @override
    def titles(self) -> tuple[str, ...]:
        return (_("Date"), _("Lesson"), _("Group"), _("Minutes"), _("Status"), "CSV")

    @override
    def write(self, row: HeldView) -> tuple[str, ...]:
        day = row.started.date()
        return (
            dates.day_and_year(day) if self._by_year else dates.short_day(day),
            f"{row.label} {row.title}",
            f"{row.group} · {_short(row.elsewhere)}" if row.elsewhere else row.group,
            _("{spent} of {planned}").format(spent=row.spent_min, planned=row.planned_min),
            _status(row),
            "✓" if row.exported else "–",
        )

    @override
    def measured(self, row: int, column: int) -> str:
        sign = _SIGN if _is_marked(self.rows[row], column) else ""
        return sign + super().measured(row, column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.DecorationRole and _is_marked(row, index.column()):
            return icon("pencil-simple", colour("ink-2"))
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATUS:
            return colour("ok" if row.finished and row.complete and _is_whole(row) else "warn")
        if role == Qt.ItemDataRole.ForegroundRole and index.column() != LESSON:
            return colour("ink-2")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _said(row, index.column(), self.texts[index.row()][index.column()])
        return None


class HeldTable(RowTable):
    """One row a session; moving to a row chooses it."""

    chosen = Signal(object)  # HeldView

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = HeldModel()
        super().__init__(self._model, parent)
        furnish(self, _("Lessons held"), LESSON, LEAST_LETTERS)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2.4))
        self.selectionModel().currentRowChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[HeldView]) -> None:
        """Show other rows; the chosen session stays chosen, else the newest is."""
        here = self.currentIndex().row()
        before = self._model.rows[here].session if 0 <= here < len(self._model.rows) else ""
        self._model.show_rows(rows)
        if rows:
            place = next((i for i, row in enumerate(rows) if row.session == before), 0)
            self.selectRow(place)

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self._model.rows[now.row()])


def _is_marked(row: HeldView, column: int) -> bool:
    """Whether a sign before the words tells that they were put in afterwards."""
    return column == MINUTES and (row.corrected or row.late)


def _said(row: HeldView, column: int, words: str) -> str:
    """What the pointer and a screen reader get: the same words, with nothing cut off and no sign alone."""
    if column == EXPORTED:
        return _("Exported") if row.exported else _("Never exported")
    if column == MINUTES and row.late:
        return _("{spent} of {planned}, entered afterwards").format(
            spent=row.spent_min, planned=row.planned_min
        )
    if column == MINUTES and row.corrected:
        return _("{spent} of {planned}, corrected afterwards").format(
            spent=row.spent_min, planned=row.planned_min
        )
    if column == GROUP and row.elsewhere:
        return f"{row.group} · {row.elsewhere}"
    return words


def _short(school: str) -> str:
    return school if len(school) <= SCHOOL_LETTERS else f"{school[: SCHOOL_LETTERS - 1].rstrip()}…"


def _status(row: HeldView) -> str:
    if not row.finished:
        return _("Log waiting")
    if not row.complete:
        return _("In part")
    return _("Whole") if _is_whole(row) else _("Shortened")


def _is_whole(row: HeldView) -> bool:
    """Whether no core step was cut or left out, as the grid has it."""
    return not row.steps_shortened and row.steps_held >= row.steps_planned
