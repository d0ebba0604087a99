"""Förbered: the page, with its five leaves and the side that starts the lesson."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.planning import preparing
from facilitator.ui.desk.keys import keys_for
from facilitator.ui.desk.packports import PacksView
from facilitator.ui.desk.ports import (
    Choices,
    DeskView,
    LessonView,
    Library,
    PrintRequest,
    ProjectorView,
    StartRequest,
)
from facilitator.ui.desk.prepare.overview import Overview
from facilitator.ui.desk.prepare.papers import Papers
from facilitator.ui.desk.prepare.ready import Ready
from facilitator.ui.desk.prepare.scenarios import Scenarios
from facilitator.ui.desk.prepare.standin import StandIn
from facilitator.ui.desk.prepare.voices import Voices
from facilitator.ui.parts.button import button, exclusive
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.growing import Growing
from facilitator.ui.parts.label import label, tag
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap
from facilitator.ui.rows import lasttime

if TYPE_CHECKING:
    from facilitator.content.script import Script

SIDE_SHARE = 0.345


class Prepare(QWidget):
    """One lesson with one group, to be held soon. `ticked` carries the place of the ticks and all of them."""

    start_requested = Signal(object)  # StartRequest
    group_saved = Signal(object)  # GroupView
    ticked = Signal(str, object)  # place, tuple of names
    picked = Signal(str, str, str)  # place, step, scenario; empty: the lesson's own
    print_requested = Signal(object)  # PrintRequest
    test_card_requested = Signal()
    reading_told = Signal(str)
    left = Signal()

    def __init__(
        self,
        library: Library,
        lesson: LessonView,
        choices: Choices,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self._library, self._lesson, self._today = library, lesson, today
        self._prepared: Mapping[str, tuple[str, ...]] = choices.prepared
        self._ticks: set[str] = set()
        self._packs: PacksView | None = None  # those in use when the page was opened
        self._title = label(lesson.title, "title", wrap=True)
        self._growing = Growing(self)
        self.overview, self.papers = Overview(), Papers(choices.paper_saving)
        self.voices, self.scenarios = Voices(choices.text_size), Scenarios()
        self.standin, self.ready = StandIn(choices.contacts), Ready()
        self._broken = Page()
        words = _("The lesson cannot be read. Run a check of the lessons, or install the program again.")
        self._broken.column.addWidget(Sign("warning", words, "warn", "body", wrap=True))
        self._broken.column.addStretch(1)
        self._leaves = QStackedWidget()
        self.tabs: list[QPushButton] = []
        self._lay_out()
        self._join()

    def open(self, wish: StartRequest, view: DeskView) -> None:
        """Begin with the group and length that were chosen; the page is in its place and knows its look."""
        self._packs = view.packs
        self.voices.merge(wish.one_voice)
        row = self.ready.row
        row.fill(view.groups, self._lesson.lengths)
        row.choose_group(wish.group)
        row.choose_length(wish.length)
        row.choose_bell(wish.bell)
        if wish.people:
            row.choose_people(wish.people)
        self._open_group()

    def _lay_out(self) -> None:
        back = button("", "small", sign="arrow-left", name=_("Back to where you were"))
        (key,) = keys_for("back")
        back.setToolTip(f"{back.accessibleName()} ({key})")
        back.clicked.connect(self.left)
        QShortcut(QKeySequence(key), self).activated.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(gap(1.5))
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(tag(self._lesson.label, self._lesson.accent, solid=True))
        head.addWidget(self._title, 1)
        tabs = Flow()
        for words, leaf in (
            (_("Read and tick off"), self.overview),
            (_("Who says what"), self.voices),
            (_("Scenario"), self.scenarios),
            (_("Print"), self.papers),
            (_("Step in for somebody"), self.standin),
        ):
            one = button(words, "pill")
            tabs.addWidget(one)
            self.tabs.append(one)
            self._leaves.addWidget(leaf)
        self._leaves.addWidget(self._broken)
        exclusive(self.tabs, self).idClicked.connect(self._turn_to)
        self.tabs[0].setChecked(True)
        left = QVBoxLayout()
        left.setSpacing(gap(1.5))
        left.addLayout(tabs)
        left.addWidget(self._leaves, 1)
        body = QHBoxLayout()
        body.setSpacing(gap(1))
        body.addLayout(left, 1)
        body.addWidget(self.ready)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(4) - 2, gap(3), gap(4), gap(3))
        column.setSpacing(gap(1.5))
        column.addLayout(head)
        column.addLayout(body, 1)

    def _join(self) -> None:
        row = self.ready.row
        row.group_chosen.connect(self._open_group)
        row.group_saved.connect(self.group_saved)
        row.length_chosen.connect(self._show)
        row.people_chosen.connect(self._count)
        self.ready.start_wanted.connect(self._start)
        self.ready.test_card_requested.connect(self.test_card_requested)
        self.ready.reading_told.connect(self.reading_told)
        self.ready.ticked.connect(self._tick)
        self.overview.ticked.connect(self._tick)
        self.voices.merged.connect(self._show)
        self.scenarios.picked.connect(self._pick)
        self.papers.wanted.connect(self._print)
        self.papers.own_wanted.connect(self._print_own)

    def fill(self, view: DeskView) -> None:
        """Offer these groups; what is chosen stays. When another pack is in use, the lesson is shown as it is with that."""
        known, self._packs = self._packs, view.packs
        if known in (None, view.packs):
            self.ready.row.fill(view.groups, self._lesson.lengths)
            return
        self._lesson = next((one for one in view.lessons if one.id == self._lesson.id), self._lesson)
        self._title.setText(self._lesson.title)
        self.ready.row.fill(view.groups, self._lesson.lengths)
        self._show()

    def show_projector(self, view: ProjectorView) -> None:
        """Tell whether a projector is there."""
        self.ready.show_projector(view)

    @property
    def _place(self) -> str:
        return preparing.place_of(self._lesson.id, self.ready.row.group)

    def _open_group(self) -> None:
        self._ticks = set(preparing.still_good(self._prepared.get(self._place, ()), self._today))
        self._show()

    def _show(self) -> None:
        script = self._library.script(self._lesson.id, self.ready.row.length, self.ready.row.group)
        one = self.voices.one_voice
        self.ready.show_script(script, self._ticks, self._today)
        self.ready.show_voice(one=one)
        for tab in self.tabs:
            tab.setEnabled(script is not None)
        if script is None:
            self._leaves.setCurrentWidget(self._broken)
            return
        thread = self._library.brings(self.ready.row.group) if self.ready.row.group else None
        before = lasttime.of_thread(thread)
        self.papers.show_own(thread.papers if thread is not None else ())
        self.overview.show_script(script, self._ticks, self._today, before, one_voice=one)
        self._growing.replace(
            partial(self.voices.show_script, script), partial(self._show_scenarios, script),
            partial(self.papers.show_script, script, self.ready.row.people), partial(self.standin.show_script, script),
        )  # fmt: skip
        if self._leaves.currentWidget() is not self.overview:
            self._growing.finish()
        elif self.isVisible():  # nobody sees the other leaves yet
            self._growing.go_on()

    def _show_scenarios(self, script: "Script") -> None:
        self.scenarios.show_script(script, self._library.scenarios(self._lesson.id), self.ready.row.group)

    def _turn_to(self, leaf: int) -> None:
        self._growing.finish()
        self._leaves.setCurrentIndex(leaf)

    def _count(self, people: int) -> None:
        script = self._library.script(self._lesson.id, self.ready.row.length, self.ready.row.group)
        if script is not None:
            self.papers.show_script(script, people)

    def _print(self, kind: str, halves: bool) -> None:
        row = self.ready.row
        wish = PrintRequest(kind, self._lesson.id, row.people, row.length, halves, as_group=row.group)
        self.print_requested.emit(wish)

    def _print_own(self, kind: str) -> None:
        group = self.ready.row.group
        self.print_requested.emit(PrintRequest(kind, self._lesson.id, group=group))

    def _pick(self, step: str, scenario: str) -> None:
        self.picked.emit(self._place, step, scenario)
        self._show()

    def _tick(self, name: str, on: bool) -> None:
        if on:
            self._ticks.add(name)
        else:
            self._ticks.discard(name)
        ticks = tuple(sorted(self._ticks))
        self._prepared = {**self._prepared, self._place: ticks}
        self.ticked.emit(self._place, ticks)

    def _start(self, rehearsal: bool) -> None:
        wish = self.ready.row.request(self._lesson.id, rehearsal=rehearsal)
        if wish is not None:
            self.start_requested.emit(wish._replace(one_voice=self.voices.one_voice))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._growing.go_on()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = self.ready.minimumSizeHint().width()
        self.ready.setFixedWidth(max(least, round(self.width() * SIDE_SHARE)))
