"""Planned and actual minutes of one session: as bars, or as a table for those who read it better."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QHeaderView, QVBoxLayout

from facilitator.i18n import _
from facilitator.ui.desk.minutes import reason_words
from facilitator.ui.desk.ports import HeldView, StepView
from facilitator.ui.desk.stepsheet import missed
from facilitator.ui.parts import dates
from facilitator.ui.parts.bars import Bar, Bars
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.pictured import Pictured, small_table
from facilitator.ui.parts.sign import Sign

LEAST_LETTERS: Final = 32
OUTCOME: Final = 3
LETTERS: Final = 16
"""As wide as an outcome is on a line; a longer one goes on below, so that the step's own words have room."""


class StepChart(Pictured):
    """The steps of the chosen session."""

    def __init__(self) -> None:
        titles = (_("Step"), _("Planned"), _("Actual"), _("Outcome"))
        self._bars, table = Bars(), small_table(_("Minutes a step, planned and actual"), titles)
        table.horizontalHeader().setSectionResizeMode(OUTCOME, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(OUTCOME, table.fontMetrics().horizontalAdvance("n" * LETTERS))
        super().__init__(_("Minutes a step"), self._bars, table, LEAST_LETTERS)
        self._corrected = QVBoxLayout()
        self.between.addLayout(self._corrected)

    def show_session(self, row: HeldView, steps: Sequence[StepView]) -> None:
        """Show a session's steps; none yet shows the heading only."""
        self.entitle(_("Minutes a step · {title}").format(title=row.title))
        about = (
            _(
                "{group}, {day}. Entered afterwards: the minutes are spread over the steps by the plan, not timed."
            )
            if row.late
            else _("{group}, {day}. The mark shows the plan.")
        )
        self.about.setText(about.format(group=row.group, day=dates.long_day(row.started.date())))
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
        self.fill_table(
            [
                (
                    step.title,
                    dates.minutes(step.planned_s),
                    dates.minutes(step.spent_s) if step.outcome in held else "–",
                    _marked(missed(step) or _("held"), step),
                )
                for step in steps
            ]
        )


def _marked(words: str, step: StepView) -> str:
    return f"{words} · {_('corrected')}" if step.corrected else words


def _corrected(step: StepView, when: datetime) -> str:
    """What was put in afterwards, when and why."""
    words = _("“{step}” was corrected to {minutes} min on {day} at {time}: {reason}.")
    return words.format(
        step=step.title, minutes=round(step.spent_s / 60), day=dates.long_day(when.date()),
        time=dates.clock(when), reason=reason_words().get(step.why, _("another reason")),
    )  # fmt: skip
