"""The desk: a sidebar and the pages it leads to, each built the first time it is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from facilitator.i18n import _
from facilitator.ui.desk.hint import Hint
from facilitator.ui.desk.ports import (
    Choices,
    DeskView,
    EndingView,
    Library,
    ProjectorView,
    ReceiptView,
    Saved,
    StepView,
)
from facilitator.ui.desk.sidebar import Sidebar
from facilitator.ui.desk.today import Today
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.ui.desk.ending import Ending
    from facilitator.ui.desk.followup import FollowUp
    from facilitator.ui.desk.lessons import Lessons
    from facilitator.ui.desk.settings import SettingsPage
    from facilitator.ui.desk.welcome import Welcome

PAGES: Final = ("today", "lessons", "followup", "settings")


class Desk(QWidget):
    """Everything around a lesson. Rows come in through the slots; wishes go out as signals."""

    start_requested = Signal(object)  # StartRequest
    resume_requested = Signal(str)  # session
    close_requested = Signal(str)  # session that stopped: end it and write its log
    draft_requested = Signal(str)  # session whose log waits
    group_saved = Signal(object)  # GroupView
    group_removed = Signal(str)  # code
    handover_asked = Signal(str)  # code of a group; empty: receive one
    session_chosen = Signal(str)  # session whose steps are wanted: answer with show_steps
    export_requested = Signal(object)  # Path of a folder: answer with show_receipt or show_export_trouble
    choice_changed = Signal(
        str, object
    )  # key of a setting, value; then show_choices, and rebuild for words and sizes
    identify_requested = Signal()
    test_card_requested = Signal()
    welcomed = Signal()  # the first questions are over

    def __init__(
        self, library: Library, choices: Choices | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self._library = library
        self._choices = choices or Choices()
        self._view: DeskView | None = None
        self._projector = ProjectorView()
        self._page = "today"
        self._welcome_step: int | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for place, name in enumerate(PAGES):
            keys = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            keys.setObjectName(name)
            keys.activated.connect(self._page_key)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.go_search)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.go_export)
        QShortcut(QKeySequence("Ctrl+,"), self).activated.connect(self.go_settings)
        self._furnish()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.window().focusWidget() is None:
            self.setFocus()  # nothing is marked until a key asks where it is

    # --- building ------------------------------------------------------------------------------------------

    def _furnish(self) -> None:
        self._today: Today | None = None
        self._lessons: Lessons | None = None
        self._followup: FollowUp | None = None
        self._settings: SettingsPage | None = None
        self._ending: Ending | None = None
        self._welcome: Welcome | None = None
        self._side = Sidebar(
            [
                ("today", "house", _("Today")),
                ("lessons", "books", _("Lessons")),
                ("followup", "chart-bar", _("Follow-up")),
                ("settings", "gear", _("Settings")),
            ]
        )
        self._side.chosen.connect(self.show_page)
        self._side.show_projector(self._projector)
        self._stack, self._hint = QStackedWidget(), Hint()
        self._main = QWidget()
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(gap(4), 0, gap(4), 0)
        foot.addWidget(self._hint)
        column.addLayout(foot)
        self._row.addWidget(self._side)
        self._row.addWidget(self._main, 1)
        if self._welcome_step is None:
            self.show_page(self._page)
        else:
            self._show_welcome(self._welcome_step)

    def rebuild(self) -> None:
        """Build everything anew, in the language and text size that hold now. An open form is left first.

        A set of answers that had the focus gets it again.
        """
        asked = self.focusWidget().parentWidget() if self.focusWidget() is not None else None
        name = asked.objectName() if isinstance(asked, Choice) else ""
        self._leave_form()
        for widget in (self._side, self._main):
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._furnish()
        again = self._main.findChild(Choice, name) if name else None
        if isinstance(again, Choice):
            QTimer.singleShot(0, again.take_focus)  # when the key that chose has done all it does

    # --- what comes in --------------------------------------------------------------------------------------

    def fill(self, view: DeskView) -> None:
        """Show these rows on every page, also on those built later."""
        self._view = view
        for page in (self._today, self._lessons, self._followup, self._settings, self._welcome):
            if page is not None:
                page.fill(view)

    def show_choices(self, choices: Choices) -> None:
        """Use these settings for the pages built from now on."""
        self._choices = choices

    def show_projector(self, view: ProjectorView) -> None:
        """Tell whether a projector is there."""
        self._projector = view
        for part in (self._side, self._settings, self._welcome):
            if part is not None:
                part.show_projector(view)

    def show_steps(self, session: str, steps: Sequence[StepView]) -> None:
        """Show the steps of a session that was chosen in the follow-up."""
        self.followup().show_steps(session, steps)

    def show_receipt(self, receipt: ReceiptView) -> None:
        """Tell what an export wrote."""
        self.followup().show_receipt(receipt)

    def show_export_trouble(self, message: str, remedy: str) -> None:
        """Tell why an export failed and what to do."""
        self.followup().show_trouble(message, remedy)

    def show_saved(self, saved: Saved) -> None:
        """Tell the open form whether its session is on disk."""
        if self._ending is not None:
            self._ending.show_saved(saved)

    def show_hint(self, words: str) -> None:
        """Tell in one line why something could not be done."""
        self._hint.tell(words)

    # --- where to go ----------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Go to a page of the sidebar; an open form is left, its session still waits for its log."""
        pages = {
            "today": self.today,
            "lessons": self.lessons,
            "followup": self.followup,
            "settings": self.settings,
        }
        page = pages[name]()
        self._leave_form()
        self._page = name
        self._show(page, name)

    def _show(self, page: QWidget, mark: str) -> None:
        self._hint.hide()
        self._side.mark(mark)
        self._side.setVisible(page is not self._welcome)
        before, focus = self._stack.currentWidget(), self.window().focusWidget()
        if before is not None and before is not page and before.isAncestorOf(focus):
            self.setFocus()  # a page that goes leaves no mark on its neighbour
        self._stack.setCurrentWidget(page)

    @property
    def current(self) -> QWidget | None:
        """The page that is showing."""
        return self._stack.currentWidget()

    def today(self) -> Today:
        """The page Idag."""
        if self._today is None:
            self._today = page = Today(self._library)
            page.start_requested.connect(self.start_requested)
            page.prepare_requested.connect(self.prepare)
            page.resume_requested.connect(self.resume_requested)
            page.close_requested.connect(self.close_requested)
            page.draft_requested.connect(self.draft_requested)
            page.group_saved.connect(self.group_saved)
            page.search_requested.connect(self.go_search)
            self._take_in(page)
        return self._today

    def lessons(self) -> "Lessons":
        """The page Pass."""
        if self._lessons is None:
            from facilitator.ui.desk.lessons import Lessons

            self._lessons = page = Lessons(self._library)
            page.start_requested.connect(self.start_requested)
            page.group_saved.connect(self.group_saved)
            self._take_in(page)
        return self._lessons

    def followup(self) -> "FollowUp":
        """The page Uppföljning."""
        if self._followup is None:
            from facilitator.ui.desk.followup import FollowUp

            self._followup = page = FollowUp()
            page.session_chosen.connect(self.session_chosen)
            page.export_requested.connect(self.export_requested)
            self._take_in(page)
        return self._followup

    def settings(self) -> "SettingsPage":
        """The page Inställningar."""
        if self._settings is None:
            from facilitator.ui.desk.settings import SettingsPage

            self._settings = page = SettingsPage(self._choices)
            page.handover_asked.connect(self.handover_asked)
            self._join_settings(page)
            self._take_in(page)
        return self._settings

    def _join_settings(self, page: "SettingsPage | Welcome") -> None:
        page.choice_changed.connect(self.choice_changed)
        page.group_saved.connect(self.group_saved)
        page.group_removed.connect(self.group_removed)
        page.identify_requested.connect(self.identify_requested)
        page.test_card_requested.connect(self.test_card_requested)
        page.show_projector(self._projector)

    def _take_in(self, page: "Today | Lessons | FollowUp | SettingsPage | Welcome") -> None:
        self._stack.addWidget(page)
        if self._view is not None:
            page.fill(self._view)

    def welcome(self) -> None:
        """Ask the first questions."""
        self._show_welcome(0)

    def _show_welcome(self, step: int) -> None:
        from facilitator.ui.desk.welcome import Welcome

        before, self._welcome_step = self._welcome, step
        self._welcome = page = Welcome(self._choices, step)
        self._join_settings(page)
        page.turned.connect(self._show_welcome)
        page.done.connect(self._end_welcome)
        self._take_in(page)
        self._show(page, "")
        self._drop(before)

    def _end_welcome(self) -> None:
        page, self._welcome, self._welcome_step = self._welcome, None, None
        self.show_page("today")
        self._drop(page)
        self.welcomed.emit()

    def show_ending(self, view: EndingView) -> "Ending":
        """Show the form after a lesson; its answers go out as its own signals."""
        from facilitator.ui.desk.ending import Ending

        self._leave_form()
        self._ending = form = Ending(view)
        self._stack.addWidget(form)
        self._show(form, "today")
        return form

    def _leave_form(self) -> None:
        form, self._ending = self._ending, None
        if form is not None:
            form.flush()
            self._drop(form)

    def _drop(self, page: QWidget | None) -> None:
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def go_search(self) -> None:
        """Go to the library's search field."""
        self.show_page("lessons")
        search = self.lessons().search
        search.setFocus()
        search.selectAll()

    def go_export(self) -> None:
        """Go to the follow-up and ask where to export."""
        self.show_page("followup")
        self.followup().ask_export()

    def go_settings(self) -> None:
        """Go to the settings."""
        self.show_page("settings")

    def prepare(self, lesson: str) -> None:
        """Open a lesson in the library, to prepare it."""
        self.show_page("lessons")
        self.lessons().choose(lesson)

    def _page_key(self) -> None:
        self.show_page(self.sender().objectName())
