"""The desk: a sidebar and the pages it leads to, each built the first time it is shown."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator.overriding import override
from facilitator.ui.desk import joining
from facilitator.ui.desk.arrival import Arrival
from facilitator.ui.desk.keys import DESK_KEYS
from facilitator.ui.desk.ports import (
    Choices,
    DeskView,
    EndingView,
    Library,
    ProjectorView,
    Saved,
    StartRequest,
)
from facilitator.ui.desk.sidebar import PAGES, desk_sidebar
from facilitator.ui.desk.today import Today
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.focus import kept
from facilitator.ui.parts.order import Ordered
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.ui.desk.editor.page import EditorPage
    from facilitator.ui.desk.ending import Ending
    from facilitator.ui.desk.follow.ports import Follower
    from facilitator.ui.desk.followup import FollowUp
    from facilitator.ui.desk.hint import Hint
    from facilitator.ui.desk.lessons import Lessons
    from facilitator.ui.desk.prepare.page import Prepare
    from facilitator.ui.desk.settings import Begun, SettingsPage
    from facilitator.ui.desk.welcome import Welcome
    from facilitator.ui.desk.year.page import YearPage
    from facilitator.ui.desk.year.ports import Planner


class Desk(Ordered):
    """Everything around a lesson. Rows come in through the slots; wishes go out as signals."""

    start_requested = Signal(object)  # StartRequest
    resume_requested = Signal(str)  # session
    close_requested = Signal(str)  # session that stopped: end it and write its log
    draft_requested = Signal(str)  # session whose log waits
    log_wanted = Signal()  # try once more to open the log, instead of the one apart
    take_in_requested = Signal(str)  # folder with lessons that were led without the log
    print_requested = Signal(object)  # PrintRequest; then show_hint
    group_saved = Signal(object)  # GroupView
    group_removed = Signal(str)  # code
    handover_asked = Signal(str)  # code of a group; empty: receive one
    data_asked = Signal(str)  # backups, move, retention or quiet: the data folder
    pack_asked = Signal(str)  # a content pack: empty to add one, else the one to take away
    laptops_asked = Signal(str)  # make, make-new, receive or choose: packages between laptops
    export_requested = Signal(object)  # Path of a folder: answer on the page
    report_requested = Signal(str)  # kind of a report, or the spreadsheet; then show_hint
    choice_changed = Signal(str, object)  # key of a setting, value; then show_choices, and rebuild for words
    entry_requested = Signal(str)  # late: enter a lesson held without the program
    identify_requested = Signal()
    test_card_requested = Signal()
    reading_told = Signal(str)  # the smallest text that the back row could read
    ticked = Signal(str, object)  # place of a lesson and group, all its ticks
    edit_asked = Signal(str)  # lesson to be changed
    picked = Signal(str, str, str)  # place of a lesson and group, step, scenario; empty: the lesson's own
    welcomed = Signal()  # the first questions are over

    def __init__(
        self, library: Library, choices: Choices | None = None, planner: "Planner | None" = None,
        follower: "Follower | None" = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("role", "ground")
        self._library, self._planner, self._follower = library, planner, follower
        self._choices = choices or Choices()
        self._view: DeskView | None = None
        self._page, self._projector = "today", ProjectorView()
        self._welcome_step: int | None = None
        self._hint: Hint | None = None
        self._begun: Begun | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        _add_keys(self)
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
        self._year: YearPage | None = None
        self._followup: FollowUp | None = None
        self._settings: SettingsPage | None = None
        self._ending: Ending | None = None
        self._prepare: Prepare | EditorPage | None = None
        self._welcome: Welcome | None = None
        self._side = desk_sidebar()
        self._side.chosen.connect(self.show_page)
        self._side.show_projector(self._projector)
        self._stack, self._hint = QStackedWidget(), None
        self._arrival = Arrival(self._stack)
        self._main, self._foot = _over(self._stack)
        self._row.addWidget(self._side)
        self._row.addWidget(self._main, 1)
        if self._welcome_step is None:
            self.show_page(self._page)
        else:
            self._show_welcome(self._welcome_step)

    def rebuild(self) -> None:
        """Build all anew in the language and text size that hold now; an open form is left, answers keep the focus."""
        name = _answering(self)
        self._leave_form()
        self._begun = self._settings.begun if self._settings is not None else self._begun
        self._arrival.stop()
        for widget in (self._side, self._main):
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._furnish()
        _answer_on(self._main, name)

    # --- what comes in --------------------------------------------------------------------------------------

    def fill(self, view: DeskView) -> None:
        """Show these rows on every page, also on those built later."""
        self._view = view
        others = (self._lessons, self._year, self._followup, self._settings, self._welcome, self._prepare)
        with kept(self):
            for page in (self._today, *others):
                if page is not None:
                    page.fill(view)

    def show_choices(self, choices: Choices) -> None:
        """Use these settings for the pages built from now on."""
        self._choices = choices

    def show_projector(self, view: ProjectorView) -> None:
        """Tell whether a projector is there."""
        self._projector = view
        for part in (self._side, self._settings, self._welcome, self._prepare):
            if part is not None:
                part.show_projector(view)

    def show_saved(self, saved: Saved) -> None:
        """Tell the open form whether its session is on disk."""
        if self._ending is not None:
            self._ending.show_saved(saved)

    def show_hint(self, words: str, folder: Path | None = None) -> None:
        """Tell in one line why something could not be done, or how it goes (`Hint.tell`)."""
        if self._hint is None:
            from facilitator.ui.desk.hint import Hint

            self._hint = Hint()
            self._foot.addWidget(self._hint)
        self._hint.tell(words, folder)

    # --- where to go ----------------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Go to a page of the sidebar; an open form is left, its session still waits for its log."""
        makers = (self.today, self.lessons, self.year, self.followup, self.settings)
        page = dict(zip(PAGES, makers, strict=True))[name]()
        self._leave_form()
        self._page = name
        self._show(page, name)

    def _show(self, page: QWidget, mark: str) -> None:
        before, focus = self._stack.currentWidget(), self.window().focusWidget()
        if before is not None and before is not page and before.isAncestorOf(focus):
            self.setFocus()  # a page that goes takes no key any more, and leaves no mark on its neighbour
        if self._arrival.put_off(page, partial(self._show, page, mark)):
            return
        if self._hint is not None:
            self._hint.leave()
        self._side.mark(mark)
        self._side.setVisible(page is not self._welcome)
        if self._side.is_astray(self.window().focusWidget()) or page is self._ending:
            self.setFocus()
        self._arrival.put(page)

    @property
    def current(self) -> QWidget | None:
        """The page that is showing, or comes in the next moment."""
        return self._arrival.page or self._stack.currentWidget()

    @property
    def arriving(self) -> bool:
        """Whether a page is still on its way to sight."""
        return self._arrival.coming

    def today(self) -> Today:
        """The page Idag."""
        if self._today is None:
            self._today = page = Today(self._library)
            joining.join_today(self, page)
            self._fill(page)
        return self._today

    def lessons(self) -> "Lessons":
        """The page Pass."""
        if self._lessons is None:
            from facilitator.ui.desk.lessons import Lessons

            self._lessons = page = Lessons(self._library, self._stack)
            joining.join_lessons(self, page)
            self._arrival.expect(page, self._fill_lessons, page.make_more)
        return self._lessons

    def _fill_lessons(self) -> None:
        if self._lessons is not None and self._view is not None:
            self._lessons.fill(self._view)

    def year(self) -> "YearPage":
        """The page Läsår; there is none without a planner."""
        from facilitator.ui.desk.year.page import YearPage

        if self._year is None:
            assert self._planner is not None
            self._year = page = YearPage(self._planner, self._stack)
            self._arrival.expect(page, page.table.settle)
            self._fill(page)
        return self._year

    def followup(self) -> "FollowUp":
        """The page Uppföljning; there is none without a follower."""
        if self._followup is None:
            from facilitator.ui.desk.followup import FollowUp

            assert self._follower is not None
            self._followup = page = FollowUp(self._follower, self._stack)
            joining.join_followup(self, page)
            self._fill(page)
        return self._followup

    def settings(self) -> "SettingsPage":
        """The page Inställningar."""
        if self._settings is None:
            from facilitator.ui.desk.settings import SettingsPage

            self._settings = page = SettingsPage(self._choices, self._stack, self._begun)
            self._begun = None
            self._arrival.expect(page, page.add_keys)
            joining.join_errands(self, page)
            joining.join_settings(self, page)
            page.show_projector(self._projector)
            self._fill(page)
        return self._settings

    def _fill(self, page: "Today | YearPage | SettingsPage | Welcome | FollowUp") -> None:
        if self._view is not None:
            page.fill(self._view)

    def welcome(self) -> None:
        """Ask the first questions."""
        self._show_welcome(0)

    def _show_welcome(self, step: int) -> None:
        from facilitator.ui.desk.welcome import Welcome

        self._arrival.leave(self._welcome)
        self._welcome_step = step
        self._welcome = page = Welcome(self._choices, step)
        joining.join_settings(self, page)
        page.show_projector(self._projector)
        page.turned.connect(self._show_welcome)
        page.done.connect(self._end_welcome)
        self._stack.addWidget(page)
        self._fill(page)
        self._show(page, "")

    def _end_welcome(self) -> None:
        self._arrival.leave(self._welcome)
        self._welcome = self._welcome_step = None
        self.show_page("today")
        self.welcomed.emit()

    def show_ending(self, view: EndingView) -> "Ending":
        """Show the form after a lesson; its answers go out as its own signals."""
        from facilitator.ui.desk.ending import Ending

        self._leave_form()
        self._ending = form = Ending(view, self._stack)
        self._show(form, "today")
        return form

    def _leave_form(self) -> None:
        if self._ending is not None:
            self._ending.flush()
        for page in (self._ending, self._prepare):
            self._arrival.leave(page)
        self._ending = self._prepare = None

    def go_search(self) -> None:
        """Go to the library's search field."""
        self.show_page("lessons")
        self._fill_lessons()  # whoever searches does not wait for a turn
        self.lessons().go_search()

    def go_export(self) -> None:
        """Go to the follow-up and ask where to export."""
        self.show_page("followup")
        self.followup().ask_export()

    def prepare(self, wish: StartRequest) -> None:
        """Open the page on which a lesson is prepared; from there one comes back to where one was."""
        from facilitator.ui.desk.prepare.page import Prepare

        view = self._view or DeskView(today=date.min)
        lesson = next((one for one in view.lessons if one.id == wish.lesson), None)
        if lesson is None:
            return
        page = Prepare(self._library, lesson, self._choices, view.today, self._stack)
        joining.join_prepare(self, page)
        self._arrival.expect(page, partial(page.open, wish, view))
        self.visit(page)

    def visit(self, page: "Prepare | EditorPage") -> None:
        """Show a page about one lesson; from there one comes back to where one was."""
        self._leave_form()
        self._prepare = page
        page.show_projector(self._projector)
        self._show(page, self._page)

    def go_back(self) -> None:
        """Go back from the page about one lesson."""
        self.show_page(self._page)

    def page_key(self) -> None:
        """Go to the page that the pressed shortcut is called after."""
        self.show_page(self.sender().objectName())


def _answering(desk: Desk) -> str:
    """The set of answers that has the focus; empty when none has."""
    asked = desk.focusWidget().parentWidget() if desk.focusWidget() is not None else None
    return asked.objectName() if isinstance(asked, Choice) else ""


def _answer_on(pages: QWidget, name: str) -> None:
    again = pages.findChild(Choice, name) if name else None
    if isinstance(again, Choice):
        QTimer.singleShot(0, again, again.take_focus)  # when the key that chose has done all it does


def _over(stack: QStackedWidget) -> tuple[QWidget, QVBoxLayout]:
    """The pages, with the place for a hint at their foot."""
    whole = QWidget()
    column, foot = QVBoxLayout(whole), QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(stack, 1)
    foot.setContentsMargins(gap(4), 0, gap(4), 0)
    column.addLayout(foot)
    return whole, foot


def _add_keys(desk: Desk) -> None:
    deeds = {"search": desk.go_search, "export": desk.go_export, **dict.fromkeys(PAGES, desk.page_key)}
    for key in DESK_KEYS:
        if key.place in deeds:  # the others belong to a page or the window
            keys = QShortcut(QKeySequence(key.keys), desk)
            keys.setObjectName(key.place)
            keys.activated.connect(deeds[key.place])
