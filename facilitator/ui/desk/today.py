"""Idag: the one thing to run next, what was left unfinished, whose turn it is, and what has been held."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.hero import Hero
from facilitator.ui.desk.laptops import Differing
from facilitator.ui.desk.ports import DeskView, DueView, LessonView, Library
from facilitator.ui.desk.tracks import Tracks
from facilitator.ui.desk.turns import Turns
from facilitator.ui.desk.unfinished import AlsoStopped, Apart, Drafts, Left, Stopped
from facilitator.ui.parts import dates
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.focus import HELD_MS, fields, kept, pressed
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.search import SearchButton
from facilitator.ui.parts.space import gap


class Today(Page):
    """The first page. Until rows have arrived it shows its frame, and says that it reads."""

    start_requested = Signal(object)  # StartRequest
    prepare_requested = Signal(object)  # StartRequest
    resume_requested = Signal(str)  # session
    close_requested = Signal(str)  # session
    draft_requested = Signal(str)  # session
    log_wanted = Signal()
    take_in_requested = Signal(str)  # folder
    group_saved = Signal(object)  # GroupView
    search_requested = Signal()
    laptops_asked = Signal(str)  # choose: between versions that differ

    def __init__(self, library: Library | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._library = library
        self._view: DeskView | None = None
        self._group = self._lesson = ""
        self._day = label("", "muted")
        self._search = SearchButton()
        self._search.clicked.connect(self.search_requested)
        self._urgent = QVBoxLayout()
        self._urgent.setSpacing(gap(1))
        self.hero = Hero()
        self.hero.start_requested.connect(self.start_requested)
        self.hero.prepare_requested.connect(self.prepare_requested)
        self.hero.group_saved.connect(self.group_saved)
        self.hero.group_chosen.connect(self._show_group)
        self.hero.search_requested.connect(self.search_requested)
        self._turns, self._tracks = Turns(), Tracks()
        self._turns.chosen.connect(self._show_due)
        self._turn = QTimer(
            self
        )  # each lower card takes a turn of the event loop of its own: no turn is long
        self._turn.setSingleShot(True)  # what waits beside it comes in between
        self._turn.timeout.connect(self._fill_next)
        self._bring = QTimer(self)  # what a group brings is read from its log: after the rest has been shown
        self._bring.setSingleShot(True)
        self._bring.setInterval(0)
        self._bring.timeout.connect(self._show_thread)
        self._waiting: list[Callable[[DeskView], None]] = []
        self._lay_out()

    def _lay_out(self) -> None:
        names, find = QWidget(), QWidget()
        words, middle = QVBoxLayout(names), QVBoxLayout(find)
        words.setContentsMargins(0, 0, 0, 0)
        middle.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._day)
        words.addWidget(label(_("Today’s lesson"), "title"))
        middle.addWidget(self._search, 0, Qt.AlignmentFlag.AlignVCenter)
        head = Columns(fill=True)
        head.add(names, 5)
        head.add(find, 2)
        below = Columns(fill=True)
        below.add(self._turns, 6)
        below.add(self._tracks, 5)
        self.column.addLayout(head)
        self.column.addLayout(self._urgent)
        self.column.addWidget(self.hero)
        self.column.addLayout(below)
        self.column.addStretch(1)

    def fill(self, view: DeskView) -> None:
        """Show these rows; the group on top stays if it still has something due."""
        first, self._view = self._view is None, view
        self._day.setText(dates.day_and_week(view.today))
        self._fill_urgent(view)
        self._waiting = [self.hero.complete, self._fill_turns, self._tracks.fill]
        if first:  # what is urgent is laid out and painted before the rest
            self._waiting.insert(0, self._fill_hero)
        else:
            self._fill_hero(view)
        self._turn.start(0)

    @property
    def filling(self) -> bool:
        """Whether a card still waits for its turn."""
        return bool(self._waiting) or self._bring.isActive()

    def _fill_next(self) -> None:
        if pressed(self):
            self._turn.start(HELD_MS)
            return
        if self._view is not None and self._waiting:
            with kept(self):
                self._waiting.pop(0)(self._view)
        if self._waiting:
            self._turn.start(0)
        else:
            self._bring.start()

    def _fill_hero(self, view: DeskView) -> None:
        groups = [due.group for due in view.due]
        self._show_due(self._group if self._group in groups else next(iter(groups), ""), self._lesson)

    def _fill_turns(self, view: DeskView) -> None:
        self._turns.fill(view)
        self._turns.mark(self._group, self._lesson)

    def _show_group(self, group: str) -> None:
        """Put what is due for this group on top."""
        self._show_due(group, "")

    def _show_due(self, group: str, lesson: str) -> None:
        """Put a lesson that is due for this group on top: this one, else one that was stopped, else the first."""
        if self._view is None:
            return
        own = [one for one in self._view.due if one.group == group]
        ranked = sorted(own, key=lambda one: (one.lesson != lesson, not one.continues))
        due = next(iter(ranked), None)
        self._group, self._lesson = group, due.lesson if due else ""
        self.hero.fill(self._view, _lesson(self._view, due), due, group)
        self._turns.mark(group, self._lesson)
        if not self._waiting:
            self._bring.start()

    def _show_thread(self) -> None:
        thread = self._library.brings(self._group) if self._library is not None and self._group else None
        if thread is not None:
            self.hero.show_thread(thread)

    def _fill_urgent(self, view: DeskView) -> None:
        clear(self._urgent)
        there: list[QWidget] = []
        if view.apart:
            apart = Apart(view.apart)
            apart.log_wanted.connect(self.log_wanted)
            there.append(apart)
        if view.stopped:
            newest, *others = view.stopped
            cards: list[Stopped | AlsoStopped] = [Stopped(newest)]
            cards += [AlsoStopped(others)] if others else []
            for stopped in cards:
                stopped.resume_requested.connect(self.resume_requested)
                stopped.close_requested.connect(self.close_requested)
                there.append(stopped)
        for row in view.left:
            left = Left(row)
            left.take_in_requested.connect(self.take_in_requested)
            there.append(left)
        if view.conflicts:
            differing = Differing(view.conflicts)
            differing.asked.connect(self.laptops_asked)
            there.append(differing)
        if view.drafts:
            drafts = Drafts(view.drafts)
            drafts.draft_requested.connect(self.draft_requested)
            there.append(drafts)
        for one in there:
            self._urgent.addWidget(one)
        inside = [field for one in there for field in fields(one)]
        for first, second in pairwise([self._search, *inside]):
            QWidget.setTabOrder(first, second)  # what was made before them stands below
        self.hero.stand_back(bool(view.stopped))


def _lesson(view: DeskView, due: DueView | None) -> LessonView | None:
    """The lesson that is due; before there are groups, the first in the library."""
    if due is None:
        return None if view.groups else next(iter(view.lessons), None)
    return next((one for one in view.lessons if one.id == due.lesson), None)
