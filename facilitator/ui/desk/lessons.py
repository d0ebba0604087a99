"""Pass: the library with search and filters, and the chosen lesson beside it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from facilitator.i18n import _
from facilitator.ui.desk import overview
from facilitator.ui.desk.detail import Detail
from facilitator.ui.desk.lessoncard import LessonCard
from facilitator.ui.desk.ports import DeskView, LessonView, Library
from facilitator.ui.parts.button import button
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
    group_saved = Signal(object)  # GroupView

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lessons: tuple[LessonView, ...] = ()
        self._cards: dict[str, LessonCard] = {}
        self._shown: list[LessonCard] = []
        self._programme = ""
        self._pick: QButtonGroup = QButtonGroup(self)
        self._pills = QButtonGroup(self)
        self._pill_row = Flow(spacing=gap(1))
        self.search = SearchField()
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self._none = label(_("No lesson fits the search."), "muted", wrap=True)
        self._grid = CardGrid(CARD_WIDTH)
        self.detail = Detail(library)
        self.detail.start_requested.connect(self.start_requested)
        self.detail.prepare_requested.connect(self.prepare_requested)
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
        shelf.column.addWidget(self._none)
        shelf.column.addWidget(self._grid)
        shelf.column.addStretch(1)
        self._none.hide()
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
        names = {lesson.programme: lesson.programme_name for lesson in self._lessons}
        for programme, name in {"": _("All"), **names}.items():
            count = sum(lesson.programme == programme for lesson in self._lessons)
            pill = button(f"{name} {count}" if programme else name, "pill")
            pill.setCheckable(True)
            pill.setChecked(programme == self._programme)
            pill.setProperty("programme", programme)
            pill.clicked.connect(self._pill_clicked)
            self._pills.addButton(pill)
            self._pill_row.addWidget(pill)

    def _pill_clicked(self) -> None:
        self._show_programme(str(self.sender().property("programme")))

    def _show_programme(self, programme: str) -> None:
        self._programme = programme
        for pill in self._pills.buttons():
            pill.setChecked(pill.property("programme") == programme)
        self._filter()

    def _filter(self) -> None:
        words = self.search.text()
        self._shown = shown = [
            self._cards[lesson.id]
            for lesson in self._lessons
            if self._programme in ("", lesson.programme) and overview.matches(lesson, words)
        ]
        self._grid.show_cards(shown)
        self._none.setVisible(bool(self._lessons) and not shown)
        if shown and self._pick.checkedButton() is None:
            shown[0].setChecked(True)
        self.detail.setVisible(any(card.isChecked() for card in shown))

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
