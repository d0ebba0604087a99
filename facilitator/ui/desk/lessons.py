"""Pass: the library with search and filters, and the chosen lesson beside it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from facilitator.i18n import _, ngettext
from facilitator.ui.desk import overview
from facilitator.ui.desk.detail import Detail
from facilitator.ui.desk.lessoncard import LessonCard
from facilitator.ui.desk.ports import DeskView, LessonView, Library
from facilitator.ui.parts.button import button, exclusive, show_sign
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.grid import CardGrid
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.search import SearchField
from facilitator.ui.parts.space import gap

CARD_WIDTH = 290
DETAIL_SHARE = 0.345


class Lessons(QWidget):
    """The library page."""

    start_requested = Signal(object)  # StartRequest
    prepare_requested = Signal(object)  # StartRequest
    print_requested = Signal(object)  # PrintRequest
    group_saved = Signal(object)  # GroupView

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lessons: tuple[LessonView, ...] = ()
        self._cards: dict[str, LessonCard] = {}
        self._shown: list[LessonCard] = []
        self._programme = ""
        self._pick: QButtonGroup = QButtonGroup(self)
        self._pills: list[QPushButton] = []
        self._pill_row = Flow(spacing=gap(1))
        self.search = SearchField()
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self._told = label("", "muted", wrap=True)
        self._clear = button(_("Show all lessons"), "small", sign="x")
        self._clear.clicked.connect(self._show_all)
        self._narrowed = QWidget()
        self._grid = CardGrid(CARD_WIDTH)
        self.detail = Detail(library)
        self.detail.start_requested.connect(self.start_requested)
        self.detail.prepare_requested.connect(self.prepare_requested)
        self.detail.print_requested.connect(self.print_requested)
        self.detail.group_saved.connect(self.group_saved)
        keeps = self.detail.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)  # the cards stay where they are while one searches
        self.detail.setSizePolicy(keeps)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setProperty("role", "ground")
        head = QHBoxLayout()
        head.setSpacing(gap(3))
        head.addWidget(label(_("Lessons"), "title"))
        pills = QVBoxLayout()
        pills.addStretch(1)
        pills.addLayout(self._pill_row)
        pills.addStretch(1)
        head.addLayout(pills, 1)
        head.addWidget(self.search)
        shelf = Page()
        shelf.column.setContentsMargins(2, 2, gap(1), 2)
        shelf.column.addWidget(self._narrowed)
        shelf.column.addWidget(self._grid)
        shelf.column.addStretch(1)
        narrowed = QHBoxLayout(self._narrowed)
        narrowed.setContentsMargins(0, 0, 0, gap(1))
        narrowed.setSpacing(gap(2))
        narrowed.addWidget(self._told, 1)
        narrowed.addWidget(self._clear)
        self._narrowed.hide()
        body = QHBoxLayout()
        body.setSpacing(gap(1))
        body.addWidget(shelf, 1)
        body.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(4) - 2, gap(3), gap(4), gap(3))
        column.setSpacing(gap(2))
        column.addLayout(head)
        column.addLayout(body, 1)

    def fill(self, view: DeskView) -> None:
        """Show the library; the chosen lesson stays chosen."""
        self.detail.fill_groups(view.groups, view.due, view.early)
        if not view.lessons:
            self.detail.show_none()
        if view.lessons == self._lessons:
            return
        self._lessons = view.lessons
        self._make_cards()
        self._make_pills()
        self._filter()

    def _forget_search(self) -> None:
        """Show everything again, with the chosen lesson as it was."""
        self.search.clear()
        self._show_programme("")

    def choose(self, lesson: str) -> None:
        """Show this lesson beside the library, whatever was searched for."""
        if lesson in self._cards:
            self._forget_search()
            self._cards[lesson].setChecked(True)
            self._cards[lesson].setFocus()
            self.detail.show_lesson(self._cards[lesson].lesson)

    def _make_cards(self) -> None:
        self._grid.show_cards([])
        for card in self._cards.values():
            card.deleteLater()
        self._cards = {lesson.id: LessonCard(lesson) for lesson in self._lessons}
        for card in self._cards.values():
            self._pick.addButton(card)
            card.toggled.connect(self._picked)

    def _make_pills(self) -> None:
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
        self._mark_pills()

    def _pill_clicked(self) -> None:
        self._show_programme(str(self.sender().property("programme")))

    def _show_programme(self, programme: str) -> None:
        self._programme = programme
        self._mark_pills()
        self._filter()

    def _mark_pills(self) -> None:
        """The one that is on has a tick too: colour alone would not say so to everybody."""
        for pill in self._pills:
            on = pill.property("programme") == self._programme
            pill.setChecked(on)
            pill.setIcon(QIcon())
            if on:
                show_sign(pill, "check", "card")

    def _show_all(self) -> None:
        """Clear programme and search; the focus goes where one can search anew."""
        self._forget_search()
        self.search.setFocus()

    def _filter(self) -> None:
        words = self.search.text()
        self._shown = shown = [
            self._cards[lesson.id]
            for lesson in self._lessons
            if self._programme in ("", lesson.programme) and overview.matches(lesson, words)
        ]
        self._grid.show_cards(shown)
        self._tell(words)
        if shown and self._pick.checkedButton() is None:
            shown[0].setChecked(True)
        self.detail.setVisible(any(card.isChecked() for card in shown))

    def _tell(self, words: str) -> None:
        """Say that not all lessons show, and which do."""
        count, total = len(self._shown), len(self._lessons)
        if not count:
            told = _("No lesson fits the search.")
        else:
            told = ngettext("Shows {count} of {total} lessons.", "Shows {count} of {total} lessons.", total)
        self._told.setText(told.format(count=count, total=total))
        self._narrowed.setVisible(bool(self._lessons) and bool(self._programme or words.strip()))

    def _choose_first(self) -> None:
        """Enter in the search: the first hit, unless the chosen lesson is one."""
        shown = self._shown
        chosen = next((card for card in shown if card.isChecked()), next(iter(shown), None))
        if chosen is not None:
            chosen.setChecked(True)
            chosen.setFocus()
            self.detail.setVisible(True)

    def _picked(self, chosen: bool) -> None:
        card = self.sender()
        if chosen and isinstance(card, LessonCard):
            self.detail.show_lesson(card.lesson)
            self.detail.show()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and (self.search.text() or self._programme):
            self._forget_search()  # who comes back later finds all lessons

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = self.detail.minimumSizeHint().width()
        self.detail.setFixedWidth(max(least, round(self.width() * DETAIL_SHARE)))
