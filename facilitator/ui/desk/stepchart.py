"""Planned and actual minutes of one session: as bars, or as a table for those who read it better."""

from collections.abc import Sequence
from datetime import datetime
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
from facilitator.ui.desk.minutes import reason_words
from facilitator.ui.desk.ports import HeldView, StepView
from facilitator.ui.desk.stepsheet import missed
from facilitator.ui.parts import dates
from facilitator.ui.parts.bars import Bar, Bars
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

LEAST_LETTERS: Final = 32
OUTCOME: Final = 3
LETTERS: Final = 16
"""As wide as an outcome is on a line; a longer one goes on below, so that the step's own words have room."""


class StepChart(Card):
    """The steps of the chosen session."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = label(_("Minutes a step"), "heading", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._switch = button(_("Show as table"), "small")
        self._switch.clicked.connect(self._turn)
        self._bars, self._table = Bars(), _table()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._bars)
        self._stack.addWidget(self._table)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("n" * LEAST_LETTERS))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        sides, high = gap(3), gap(2)
        self.column.setContentsMargins(sides, high, sides, gap(2.5))  # the button is higher than a heading
        self.column.addLayout(head)
        self.column.addWidget(self._about)
        self._corrected = QVBoxLayout()
        self.column.addLayout(self._corrected)
        self.column.addWidget(self._stack, 1)

    def show_session(self, row: HeldView, steps: Sequence[StepView]) -> None:
        """Show a session's steps; none yet shows the heading only."""
        self._title.setText(_("Minutes a step · {title}").format(title=row.title))
        about = _("{group}, {day}. The mark shows the plan.")
        self._about.setText(about.format(group=row.group, day=dates.long_day(row.started.date())))
        held = ("held", "shortened")
        self._bars.show_bars(
            [
                Bar(_marked(s.title, s), s.planned_s, s.spent_s, "" if s.outcome in held else missed(s))
                for s in steps
            ]
        )
        clear(self._corrected)
        for step in steps:
            if step.corrected_at is not None:
                words = _corrected(step, step.corrected_at)
                self._corrected.addWidget(Sign("pencil-simple", words, wrap=True))
        self._table.setRowCount(len(steps))
        for place, step in enumerate(steps):
            texts = (
                step.title,
                dates.minutes(step.planned_s),
                dates.minutes(step.spent_s) if step.outcome in held else "–",
                _marked(missed(step) or _("held"), step),
            )
            for column, text in enumerate(texts):
                self._table.setItem(place, column, QTableWidgetItem(text))

    def _turn(self) -> None:
        table = self._stack.currentWidget() is self._bars
        self._stack.setCurrentWidget(self._table if table else self._bars)
        self._switch.setText(_("Show as bars") if table else _("Show as table"))


def _marked(words: str, step: StepView) -> str:
    return f"{words} · {_('corrected')}" if step.corrected else words


def _corrected(step: StepView, when: datetime) -> str:
    """What was put in afterwards, when and why."""
    words = _("“{step}” was corrected to {minutes} min on {day} at {time}: {reason}.")
    return words.format(
        step=step.title, minutes=round(step.spent_s / 60), day=dates.long_day(when.date()),
        time=dates.clock(when), reason=reason_words().get(step.why, _("another reason")),
    )  # fmt: skip


def _table() -> QTableWidget:
    table = QTableWidget(0, 4)
    table.setAccessibleName(_("Minutes a step, planned and actual"))
    table.setHorizontalHeaderLabels([_("Step"), _("Planned"), _("Actual"), _("Outcome")])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setSectionResizeMode(OUTCOME, QHeaderView.ResizeMode.Fixed)
    table.setColumnWidth(OUTCOME, table.fontMetrics().horizontalAdvance("n" * LETTERS))
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table
