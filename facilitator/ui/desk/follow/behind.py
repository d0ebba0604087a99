"""The sessions behind a part of the grid, and the steps of the one that is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from facilitator.i18n import _, ngettext
from facilitator.planning.days import years_words
from facilitator.ui.desk.follow.ports import Behind, ColumnView, LineView, SessionsBehind
from facilitator.ui.desk.heldtable import HeldTable
from facilitator.ui.desk.ports import HeldView, StepView
from facilitator.ui.desk.stepchart import StepChart
from facilitator.ui.parts import dates
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap

MOST_ROWS = 6
"""So many lessons show before the list scrolls."""


class Sessions(Card):
    """A list; `chart` shows the steps of one row. `wanted`: the session whose steps are asked for; `all_wanted`: no cell is
    looked behind any more."""

    wanted = Signal(object)  # HeldView
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row: HeldView | None = None
        self.behind = Behind()
        self._about = label("", "muted", wrap=True)
        self.all = button(_("Show all"), "small", name=_("Show all lessons held"))
        self.all.clicked.connect(self.all_wanted)
        self._none = label("", "muted", wrap=True)
        self.table = HeldTable()
        self.table.chosen.connect(self._choose)
        self.chart = StepChart()
        head = QHBoxLayout()
        head.addWidget(label(_("Lessons held"), "heading"))
        head.addWidget(self._about, 1)
        head.addWidget(self.all)
        self.column.setContentsMargins(gap(3), gap(2), gap(3), gap(2))
        self.column.addLayout(head)
        self.column.addWidget(self._none)
        self.column.addWidget(self.table)
        self.look_behind(None, None)

    def look_behind(self, line: LineView | None, column: ColumnView | None) -> Behind:
        """Let the list be about a cell, or about everything; returns what that asks for."""
        whole = line is None or column is None
        self.all.setVisible(not whole)
        self._whose, self.behind = "", Behind()
        if line is not None and column is not None:
            group = line.group if line.year is None else f"{line.group} · {years_words(line.year)}"
            self._whose = f"{group} · {column.label} {column.title}"
            self.behind = Behind(column.lesson, line.group, line.school, line.year)
        return self.behind

    def show_rows(self, found: SessionsBehind) -> None:
        """Show the sessions that were asked for."""
        count = dates.locale().toString(found.total)
        words = ngettext("{n} lesson", "{n} lessons", found.total).format(n=count)
        if len(found.rows) < found.total:
            words = _("The {shown} newest of {n}").format(shown=len(found.rows), n=count)
        self._about.setText(f"{self._whose} · {words}" if self._whose else words)
        self._none.setText(self._nothing(found))
        for part, shown in ((self._none, not found.rows), (self.table, bool(found.rows))):
            part.setVisible(shown)
        self.chart.setVisible(bool(found.rows))
        rows = min(len(found.rows), MOST_ROWS) * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows + gap(0.5))
        self.table.show_rows(found.rows)

    def _nothing(self, found: SessionsBehind) -> str:
        """Why no lesson is listed."""
        if found.elsewhere:
            return _(
                "The group had the lesson on another computer, as the handover tells. It is listed here when that computer’s package has been taken in."
            )
        if self._whose:
            return _("The group has not had the lesson yet.")
        return _(
            "No lesson that has been held fits the choices above. Choose something else, or show everything."
        )

    def show_steps(self, session: str, steps: tuple[StepView, ...]) -> None:
        """Show the steps that were asked for; those of another session are dropped."""
        if self._row is not None and self._row.session == session:
            self.chart.show_session(self._row, steps)

    def _choose(self, row: HeldView) -> None:
        self._row = row
        self.chart.show_session(row, ())
        self.wanted.emit(row)
