"""The steps of a lesson over many sessions: planned against the median, how far they spread, and where it hurts."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from facilitator.i18n import _, ngettext
from facilitator.ui.desk.follow.ports import ColumnView, LessonSteps, SpreadView
from facilitator.ui.parts import dates
from facilitator.ui.parts.bars import Bar, Bars
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.pictured import Pictured, small_table
from facilitator.ui.parts.sign import Sign

LEAST_LETTERS: Final = 32
CHOICE_LETTERS: Final = 18


class Spread(Pictured):
    """`chosen` carries the lesson that was chosen here."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self._bars = Bars()
        titles = (_("Step"), _("Planned"), _("Median"), _("Half of them"), _("Held"))
        table = small_table(_("Minutes a step, over all sessions"), titles)
        super().__init__(_("Planned against actual"), self._bars, table, LEAST_LETTERS)
        self.lesson = Picking()
        self.lesson.setAccessibleName(_("Lesson"))
        self.lesson.setProperty("scale", "small")
        self.lesson.setMinimumContentsLength(CHOICE_LETTERS)
        self.lesson.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.lesson.activated.connect(self._choose)
        self._hurts = QVBoxLayout()
        self.column.insertWidget(1, self.lesson)
        self.column.addLayout(self._hurts)

    def offer(self, lessons: Sequence[ColumnView], wanted: str) -> str:
        """Offer these lessons; returns the one that is chosen now, or nothing when there are none."""
        before = self.lesson.currentData()
        self.lesson.clear()
        for one in lessons:
            self.lesson.addItem(f"{one.label} {one.title}", one.lesson)
        place = next((p for one in (wanted, before) if (p := self.lesson.findData(one)) >= 0), 0)
        self.lesson.setCurrentIndex(place if lessons else -1)
        if not lessons:
            self.show_steps(LessonSteps(0))
        return str(self.lesson.currentData() or "")

    def go_to(self, lesson: str) -> bool:
        """Let a lesson be chosen; False when it is not offered."""
        place = self.lesson.findData(lesson)
        if place >= 0:
            self.lesson.setCurrentIndex(place)
        return place >= 0

    def show_steps(self, found: LessonSteps) -> None:
        """Show the steps of the chosen lesson."""
        words = ngettext("Median of {n} session.", "Median of {n} sessions.", found.sessions)
        mark = _("The mark shows the plan, the line where half of the sessions lie.")
        self.about.setText(
            f"{words.format(n=dates.locale().toString(found.sessions))} {mark}"
            if found.sessions
            else _("When the lesson has been held, its steps are shown here.")
        )
        self._bars.show_bars([_bar(step) for step in found.steps])
        self.fill_table([_texts(step) for step in found.steps])
        clear(self._hurts)
        hurting = [step for step in found.steps if step.hurts]
        if hurting:
            self._hurts.addWidget(label(_("Where it is hard going"), "strong"))
        for step in hurting:
            self._hurts.addWidget(Sign("warning-circle", f"{step.title}: {step.hurts}", "warn", wrap=True))

    def _choose(self) -> None:
        self.chosen.emit(self.lesson.currentData())


def _bar(step: SpreadView) -> Bar:
    missed = "" if step.held else _("never held")
    return Bar(step.title, step.planned_s, step.middle_s, missed, (step.low_s, step.high_s))


def _texts(step: SpreadView) -> tuple[str, ...]:
    held = _("{held} of {total}").format(held=step.held, total=step.of)
    if not step.held:
        return (step.title, dates.minutes(step.planned_s), "–", "–", held)
    half = f"{dates.minutes(step.low_s)}–{dates.minutes(step.high_s)}"
    return (step.title, dates.minutes(step.planned_s), dates.minutes(step.middle_s), half, held)
