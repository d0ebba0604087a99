"""The desk: a sidebar and the pages it leads to, each built the first time it is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.ports import DeskView, Library, ProjectorView
from facilitator.ui.desk.sidebar import Sidebar
from facilitator.ui.desk.today import Today

if TYPE_CHECKING:
    from facilitator.ui.desk.lessons import Lessons

PAGES = ("today", "lessons")


class Desk(QWidget):
    """Everything around a lesson. Rows come in through `fill`; wishes go out as signals."""

    start_requested = Signal(object)  # StartRequest
    resume_requested = Signal(str)  # session
    close_requested = Signal(str)  # session that stopped: end it and write its log
    draft_requested = Signal(str)  # session whose log waits
    group_saved = Signal(object)  # GroupView

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self._library = library
        self._view: DeskView | None = None
        self._projector = ProjectorView()
        self._page = "today"
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for place, name in enumerate(PAGES):
            keys = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            keys.setProperty("page", name)
            keys.activated.connect(self._page_key)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.go_search)
        self._furnish()

    def _furnish(self) -> None:
        self._today: Today | None = None
        self._lessons: Lessons | None = None
        self._side = Sidebar([("today", "house", _("Today")), ("lessons", "books", _("Lessons"))])
        self._side.chosen.connect(self.show_page)
        self._side.show_projector(self._projector)
        self._stack = QStackedWidget()
        self._row.addWidget(self._side)
        self._row.addWidget(self._stack, 1)
        self.show_page(self._page)

    def rebuild(self) -> None:
        """Build everything anew in the language and text size that hold now."""
        for widget in (self._side, self._stack):
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._furnish()

    def fill(self, view: DeskView) -> None:
        """Show these rows on every page, also on those built later."""
        self._view = view
        for page in (self._today, self._lessons):
            if page is not None:
                page.fill(view)

    def show_projector(self, view: ProjectorView) -> None:
        """Tell in the sidebar whether a projector is there."""
        self._projector = view
        self._side.show_projector(view)

    def show_page(self, name: str) -> None:
        """Go to a page of the sidebar."""
        page: QWidget = self.lessons() if name == "lessons" else self.today()
        self._page = name
        self._side.mark(name)
        self._stack.setCurrentWidget(page)

    def today(self) -> Today:
        """The page Idag."""
        if self._today is None:
            self._today = page = Today()
            page.start_requested.connect(self.start_requested)
            page.prepare_requested.connect(self.prepare)
            page.resume_requested.connect(self.resume_requested)
            page.close_requested.connect(self.close_requested)
            page.draft_requested.connect(self.draft_requested)
            page.group_saved.connect(self.group_saved)
            page.search_requested.connect(self.go_search)
            self._stack.addWidget(page)
            if self._view is not None:
                page.fill(self._view)
        return self._today

    def lessons(self) -> "Lessons":
        """The page Pass."""
        if self._lessons is None:
            from facilitator.ui.desk.lessons import Lessons

            self._lessons = page = Lessons(self._library)
            page.start_requested.connect(self.start_requested)
            page.group_saved.connect(self.group_saved)
            self._stack.addWidget(page)
            if self._view is not None:
                page.fill(self._view)
        return self._lessons

    def go_search(self) -> None:
        """Go to the library's search field."""
        self.show_page("lessons")
        search = self.lessons().search
        search.setFocus()
        search.selectAll()

    def prepare(self, lesson: str) -> None:
        """Open a lesson in the library, to prepare it."""
        self.show_page("lessons")
        self.lessons().choose(lesson)

    def _page_key(self) -> None:
        self.show_page(str(self.sender().property("page")))
