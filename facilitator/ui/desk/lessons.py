"""Pass: the library with search and filters, and the chosen lesson beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facilitator.i18n import _, ngettext
from facilitator.overriding import override
from facilitator.ui import style
from facilitator.ui.desk import overview
from facilitator.ui.desk.detail import Detail
from facilitator.ui.desk.lessoncard import LessonCard
from facilitator.ui.desk.mapports import MapView
from facilitator.ui.desk.ports import DeskView, LessonView, Library
from facilitator.ui.parts.button import button, exclusive, reword, show_sign
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.grid import CardGrid
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.search import SearchField
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.ui.desk.mapview import ProgrammeMap

CARD_WIDTH = 290
DETAIL_SHARE, LARGE_SHARE = 0.345, 0.5
NARROW = 960
"""Pixels, with text as usual, below which the chosen lesson gets half and the filters lines of their own."""
AGES = "F123456789"
FOLDED = 20
"""Letters on a line of a button over the cards with large text: the chosen lesson has half of the width."""
CARDS_A_TURN = 6
"""So many are made at a time; twice before the page shows, the rest after that."""


class Lessons(QWidget):
    """The library page."""

    start_requested = Signal(object)  # StartRequest
    prepare_requested = Signal(object)  # StartRequest
    edit_requested = Signal(str)  # lesson
    print_requested = Signal(object)  # PrintRequest
    group_saved = Signal(object)  # GroupView
    told = Signal(str)

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._drafts: frozenset[str] = frozenset()
        self._lessons: tuple[LessonView, ...] = ()
        self._cards: dict[str, LessonCard] = {}
        self._shown: list[LessonCard] = []
        self._more = QTimer(self)  # what lies below the first cards takes turns of the event loop of its own
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self.make_more)
        self._programme = self._grades = ""
        self._who = Picking(self)
        self._who.setProperty("scale", "small")
        self._who.setAccessibleName(_("For whom"))
        self._who.activated.connect(self._who_chosen)
        self._pick: QButtonGroup = QButtonGroup(self)
        self._pills: list[QPushButton] = []
        self._pill_row = Flow(spacing=gap(1))
        self.search = SearchField()
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self._told = label("", "muted")
        self._clear = button(_("Show all lessons"), "small", sign="x")
        self._clear.clicked.connect(self._show_all)
        self._narrowed = QWidget()
        self._maps: tuple[MapView, ...] = ()
        self._map: ProgrammeMap | None = None
        self._turn = button("", "small")
        self._turn.clicked.connect(self._turn_map)
        self._leaves = QStackedWidget()
        self._head, self._pills_box, self._column = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._narrow = False
        self._grid = CardGrid(round(CARD_WIDTH * (style.text_scale() if style.is_large() else 1)))
        self.detail = Detail(library)
        _join(self.detail, self)
        keeps = self.detail.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the cards stay where they are while one searches
        self.detail.setSizePolicy(keeps)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setProperty("role", "ground")
        self._head.setSpacing(gap(3))
        self._head.addWidget(label(_("Lessons"), "title"))
        self._pills_box.addStretch(1)
        self._pills_box.addLayout(self._pill_row)
        self._pills_box.addStretch(1)
        self._head.addLayout(self._pills_box, 1)
        self._head.addWidget(self.search)
        shelf = Page()
        shelf.column.setContentsMargins(2, 2, gap(1), 2)
        shelf.column.addWidget(self._grid)
        shelf.column.addStretch(1)
        self._leaves.addWidget(shelf)
        narrowed = Flow(spacing=gap(2))
        for one in (self._told, self._turn, self._clear):
            narrowed.addWidget(one)
        self._told.setMinimumWidth(1)  # it gets a line of its own; the window need not be wider for it
        self._told.setFixedHeight(self._clear.sizeHint().height())
        self._narrowed.setLayout(narrowed)
        self._narrowed.hide()
        left = QVBoxLayout()
        left.setSpacing(gap(1))
        left.addWidget(self._narrowed)
        left.addWidget(self._leaves, 1)
        body = QHBoxLayout()
        body.setSpacing(gap(1))
        body.addLayout(left, 1)
        body.addWidget(self.detail)
        column = self._column
        column.setContentsMargins(gap(4) - 2, gap(3), gap(4), gap(3))
        column.setSpacing(gap(2))
        column.addLayout(self._head)
        column.addLayout(body, 1)
        self.setLayout(column)

    def fill(self, view: DeskView) -> None:
        """Show the library; the chosen lesson stays chosen."""
        self.detail.fill_groups(view.groups, view.due, view.early)
        if not view.lessons:
            self.detail.show_none()
        if (view.lessons, view.maps) == (self._lessons, self._maps):
            return
        self._lessons, self._maps = view.lessons, view.maps
        chosen = next((name for name, card in self._cards.items() if card.isChecked()), "")
        self._make_cards()
        if any(lesson.id == chosen for lesson in self._lessons):
            self._make_all()
            self._cards[chosen].setChecked(True)
        self._make_pills()
        self._filter()

    def _forget_search(self) -> None:
        """Show everything again, with the chosen lesson as it was."""
        self.search.clear()
        self._grades = ""
        self._who.setCurrentIndex(0)
        self._show_programme("")

    def go_search(self) -> None:
        """Let what is written now be what is searched for."""
        self.search.setFocus()
        self.search.selectAll()

    def choose(self, lesson: str) -> None:
        """Show this lesson beside the library, whatever was searched for."""
        self._make_all()
        if lesson in self._cards:
            self._forget_search()
            self._cards[lesson].setChecked(True)
            self._cards[lesson].setFocus()
            self.detail.show_lesson(self._cards[lesson].lesson)

    def _make_cards(self) -> None:
        self._grid.show_cards([])
        for card in self._cards.values():
            card.deleteLater()
        self._cards = {}
        self._make(CARDS_A_TURN)
        self._more.start()

    def _make(self, count: int) -> list[LessonCard]:
        """The next cards, in the order of the lessons."""
        made = [LessonCard(one) for one in self._lessons[len(self._cards) :][:count]]
        for card in made:
            self._cards[card.lesson.id] = card
            if card.lesson.id in self._drafts:
                card.mark_draft(True)
            self._pick.addButton(card)
            card.toggled.connect(self._picked)
        return made

    def make_more(self) -> None:
        """Make some cards more, if there are any."""
        fitting = [card for card in self._make(CARDS_A_TURN) if self._fits(card.lesson)]
        self._shown += fitting
        self._grid.add_cards(fitting)
        if len(self._cards) < len(self._lessons):
            self._more.start()

    def _make_all(self) -> None:
        """Somebody wants to find one that may not have been made."""
        while len(self._cards) < len(self._lessons):
            self.make_more()

    def _make_pills(self) -> None:
        self._pill_row.removeWidget(self._who)
        clear(self._pill_row)
        self._pills = []
        about = label(_("Programme:"), "muted")
        self._pill_row.addWidget(about)
        names = {lesson.programme: lesson.programme_name for lesson in self._lessons}
        for programme, name in {"": "", **names}.items():
            count = sum(programme in ("", lesson.programme) for lesson in self._lessons)
            words = ngettext("{name} · {count} lesson", "{name} · {count} lessons", count)
            pill = button(words.format(name=name, count=count) if programme else _("All lessons"), "pill")
            pill.setProperty("programme", programme)
            pill.clicked.connect(self._pill_clicked)
            self._pills.append(pill)
            self._pill_row.addWidget(pill)
        about.setFixedHeight(self._pills[0].sizeHint().height())
        exclusive(self._pills, self)
        _mark(self._pills, self._programme)
        grades = sorted({lesson.grades for lesson in self._lessons}, key=_by_age)
        self._who.clear()
        self._who.addItem(_("For all ages"), "")
        for one in grades:
            self._who.addItem(one, one)
        self._who.setCurrentIndex(max(0, self._who.findData(self._grades)))
        self._pill_row.addWidget(self._who)
        self._who.setVisible(len(grades) > 1)

    def _pill_clicked(self) -> None:
        self._show_programme(str(self.sender().property("programme")))

    def _who_chosen(self) -> None:
        self._grades = str(self._who.currentData())
        self._filter()

    def _show_programme(self, programme: str) -> None:
        self._programme = programme
        _mark(self._pills, self._programme)
        self._filter()

    def _show_all(self) -> None:
        """Clear programme and search; the focus goes where one can search anew."""
        self._forget_search()
        self.search.setFocus()

    def _turn_map(self) -> None:
        """Show the programme's map in place of the cards, or the cards again."""
        if self._map is not None:
            self._filter()
            return
        from facilitator.ui.desk.mapview import ProgrammeMap

        self._map = shown = ProgrammeMap(next(one for one in self._maps if one.programme == self._programme))
        shown.chosen.connect(self._choose_station)
        shown.told.connect(self.told)
        self._mark_station()
        self._leaves.addWidget(shown)
        self._leaves.setCurrentWidget(shown)
        reword(self._turn, _("Show the cards"), "cards", _letters())

    def _drop_map(self) -> None:
        shown, self._map = self._map, None
        if shown is not None:
            self._leaves.removeWidget(shown)
            shown.deleteLater()
        reword(self._turn, _("How does it all hang together?"), "tree-structure", _letters())
        self._turn.setVisible(any(one.programme == self._programme for one in self._maps))

    def _choose_station(self, lesson: str) -> None:
        self._make_all()
        self._cards[lesson].setChecked(True)
        self.detail.show()

    def _mark_station(self) -> None:
        if self._map is not None:
            self._map.line.mark(next((n for n, card in self._cards.items() if card.isChecked()), ""))

    def _filter(self) -> None:
        self._drop_map()
        words = self.search.text()
        if self._programme or self._grades or words:
            self._make_all()
        fitting = [card for card in self._cards.values() if self._fits(card.lesson)]
        self._shown = shown = sorted(fitting, key=lambda card: overview.distance(card.lesson, words))
        self._grid.show_cards(shown)
        self._tell()
        if shown and self._pick.checkedButton() is None:
            shown[0].setChecked(True)
        self.detail.setVisible(any(card.isChecked() for card in shown))

    def _fits(self, lesson: LessonView) -> bool:
        return (
            self._programme in ("", lesson.programme)
            and self._grades in ("", lesson.grades)
            and overview.matches(lesson, self.search.text())
        )

    def _tell(self) -> None:
        """Say that not all lessons show, and which do."""
        self._told.setText(_told(sum(map(self._fits, self._lessons)), len(self._lessons)))
        self._narrowed.setVisible(
            bool(self._lessons) and bool(self._programme or self._grades or self.search.text().strip())
        )

    def _choose_first(self) -> None:
        chosen = _meant(self._shown, self.search.text())
        if chosen is not None:
            chosen.setChecked(True)
            chosen.setFocus()
            self.detail.setVisible(True)

    def _picked(self, chosen: bool) -> None:
        card = self.sender()
        if chosen and isinstance(card, LessonCard):
            self.detail.show_lesson(card.lesson)
            self.detail.show()
            self._mark_station()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        before, self._drafts = self._drafts, self._library.drafts()
        for lesson in before ^ self._drafts:
            if lesson in self._cards:
                self._cards[lesson].mark_draft(lesson in self._drafts)
        self.detail.know_drafts(self._drafts)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and (self.search.text() or self._programme or self._grades):
            self._forget_search()  # who comes back later finds all lessons

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = style.is_large() or self.width() < NARROW * style.text_scale()
        if narrow != self._narrow:
            self._narrow = narrow
            _move_filters(self._pills_box, self._head, self._column, below=narrow)
        least = self.detail.minimumSizeHint().width()
        share = LARGE_SHARE if self._narrow else DETAIL_SHARE
        self.detail.setFixedWidth(max(least, round(self.width() * share)))


def _move_filters(filters: QVBoxLayout, head: QHBoxLayout, page: QVBoxLayout, *, below: bool) -> None:
    """Lay the filters below the heading where they would take many short lines beside it, or beside it again."""
    (head if below else page).removeItem(filters)
    filters.setParent(None)  # a layout that was taken out still has one
    if below:
        page.insertLayout(1, filters)
    else:
        head.insertLayout(1, filters, 1)


def _join(detail: Detail, page: Lessons) -> None:
    """What is asked for beside the library is asked for by the page."""
    detail.start_requested.connect(page.start_requested)
    detail.prepare_requested.connect(page.prepare_requested)
    detail.edit_requested.connect(page.edit_requested)
    detail.print_requested.connect(page.print_requested)
    detail.group_saved.connect(page.group_saved)


def _told(count: int, total: int) -> str:
    if not count:
        return _("No lesson fits the search.")
    words = ngettext("Shows {count} of {total} lessons.", "Shows {count} of {total} lessons.", total)
    return words.format(count=count, total=total)


def _mark(pills: "list[QPushButton]", programme: str) -> None:
    """The one that is on has a tick too: colour alone would not say so to everybody."""
    for pill in pills:
        on = pill.property("programme") == programme
        pill.setChecked(on)
        pill.setIcon(QIcon())
        if on:
            show_sign(pill, "check", "card")


def _letters() -> int:
    return FOLDED if style.is_large() else 0


def _by_age(grades: str) -> tuple[int, str]:
    """The youngest first, those who are no pupils last."""
    first = next((AGES.index(letter) for letter in grades if letter in AGES), len(AGES))
    return first, grades


def _meant(shown: "list[LessonCard]", words: str) -> "LessonCard | None":
    """What Enter in the search means: the first hit, unless the chosen lesson is one and none is called what was searched for."""
    first = next(iter(shown), None)
    if first is not None and words.strip() and overview.distance(first.lesson, words) < 2:
        return first
    return next((card for card in shown if card.isChecked()), first)
