"""Read and tick off: goals, what to bear in mind, what to do and bring, the room, and the steps in order."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.planning import preparing
from facilitator.ui.desk.prepare.words import check_words, led_words
from facilitator.ui.parts.bullets import bullets, points
from facilitator.ui.parts.card import Callout, Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.tick import Tick

if TYPE_CHECKING:
    from facilitator.content.script import Script


class Overview(Page):
    """Everything to know and to do before the lesson. `ticked` carries the name of a tick and whether it is on."""

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.column.setContentsMargins(2, 2, gap(1), gap(2))
        self._ticks: list[Tick] = []
        self._done = label("", "muted")

    def show_script(
        self, script: "Script", ticks: Collection[str], today: date, before: Sequence[str], *, one_voice: bool
    ) -> None:
        """Show a lesson, with what has been ticked off, and above it what the group brings from `before`."""
        clear(self.column)
        self._ticks = []
        self._done = label("", "muted")
        lesson = script.lesson
        todo = self._todo(script, ticks)
        goals = Card(_("After the lesson the group can say"))
        goals.column.addLayout(points(lesson.goals))
        if before:
            last = Card(_("What the group brings along"))
            last.column.addLayout(points(before))
            self.column.addWidget(last)
        self.column.addWidget(goals)
        self.column.addWidget(self._care(script, ticks, today))
        self.column.addWidget(todo)
        self.column.addWidget(_steps(script, one_voice=one_voice))
        self.column.addStretch(1)
        self._count()

    def _care(self, script: "Script", ticks: Collection[str], today: date) -> QWidget:
        lesson = script.lesson
        box = Callout("warn")
        box.column.setContentsMargins(gap(3), gap(2), gap(3), gap(2))
        top = QHBoxLayout()
        top.addWidget(label(_("To bear in mind"), "heading", wrap=True, tone="warn"), 1)
        top.addWidget(label(_("Risk level {level} of 3").format(level=lesson.risk), "strong", tone="warn"))
        box.column.addLayout(top)
        box.column.addWidget(label(lesson.content_note, wrap=True))
        if preparing.bad_day(lesson.risk, today):
            words = _("Today is a Friday or the weekend. Choose a day that is followed by a school day.")
            box.column.addWidget(Sign("warning-circle", words, "warn", "strong", wrap=True))
        self._add_ticks(
            box.column,
            [(check, check_words(check)) for check in preparing.risk_checks(lesson.risk, lesson.age)],
            ticks,
        )
        return box

    def _todo(self, script: "Script", ticks: Collection[str]) -> QWidget:
        lesson = script.lesson
        card = Card()
        top = QHBoxLayout()
        top.addWidget(label(_("Do before the lesson"), "heading", wrap=True), 1)
        top.addWidget(self._done)
        card.column.addLayout(top)
        self._add_ticks(card.column, _named(lesson.preparation), ticks)
        if lesson.materials:
            card.column.addWidget(label(_("Bring"), "strong"))
            self._add_ticks(card.column, _named(lesson.materials), ticks)
        card.column.addLayout(bullets(_("Room"), (lesson.room,)))
        return card

    def _add_ticks(self, box: QVBoxLayout, rows: Sequence[tuple[str, str]], ticks: Collection[str]) -> None:
        inner = QVBoxLayout()
        inner.setSpacing(0)
        for name, words in rows:
            tick = Tick(name, words, on=name in ticks)
            tick.toggled.connect(self._toggled)
            self._ticks.append(tick)
            inner.addWidget(tick)
        box.addLayout(inner)

    def _toggled(self, on: bool) -> None:
        self._count()
        self.ticked.emit(self.sender().objectName(), on)

    def _count(self) -> None:
        done = sum(tick.isChecked() for tick in self._ticks)
        self._done.setText(_("{done} of {all} done").format(done=done, all=len(self._ticks)))


def _named(texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(preparing.tick_of(text), text) for text in texts]


def _steps(script: "Script", *, one_voice: bool) -> QWidget:
    card = Card(_("Step by step"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(gap(1.5))
    grid.setVerticalSpacing(gap(0.75))
    grid.setColumnStretch(1, 7)
    grid.setColumnStretch(2, 3)
    staff = script.lesson.age == "staff"
    for place, step in enumerate(script.steps):
        title = step.title
        if step.weight == "optional":
            title = _("{title} (may be left out)").format(title=title)
        grid.addWidget(label(str(place + 1), "muted"), place, 0)
        grid.addWidget(label(title, wrap=True), place, 1)
        grid.addWidget(
            label(led_words(step.led_by, one_voice=one_voice, staff=staff), "muted", wrap=True), place, 2
        )
        grid.addWidget(label(_("{minutes} min").format(minutes=step.minutes), "muted"), place, 3)
    card.column.addLayout(grid)
    return card
