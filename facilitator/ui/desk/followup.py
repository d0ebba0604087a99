"""Uppföljning: what has been held, by group and lesson, how it went, where it hurts, and the export."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.journal.figures.selection import Selection
from facilitator.overriding import override
from facilitator.planning.breaks import first_year
from facilitator.ui.desk.follow import ports
from facilitator.ui.desk.follow.filters import Filters
from facilitator.ui.desk.follow.parts import Parts
from facilitator.ui.desk.ports import DeskView, HeldView, ReceiptView
from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Callout, Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.filedialog import ask_folder
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.folder import Folder
from facilitator.ui.parts.growing import Growing
from facilitator.ui.parts.label import Tone, label
from facilitator.ui.parts.sign import Sign

_PARTS: dict[type[ports.Answer], tuple[str, ...]] = {
    ports.Overview: ("measures",), ports.CoverageView: ("coverage",), ports.SessionsBehind: ("sessions", "charts"),
    ports.Answers: ("more",), ports.ScenariosView: ("scenarios",),
}  # fmt: skip
"""What shows once something has been answered; the conditions are answered before the answers that stand beside them."""


class FollowUp(Parts):
    """What has been done, to look at and to hand on."""

    export_requested = Signal(object)  # Path of a folder
    report_requested = Signal(str)  # kind of a report, or the spreadsheet
    entry_requested = Signal(str)  # late: enter a lesson held without the program

    def __init__(self, follower: ports.Follower, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._follower = follower
        self._stale = self._failed = False
        self._nothing = True
        self._lesson = ""
        self._title = label(_("Follow-up"), "title")
        self._waits = label("", "small")
        self.export = button(_("Export CSV"), "primary", sign="file-csv")
        self.export.clicked.connect(self.ask_export)
        self.report = button(_("Report …"), sign="file-pdf")
        self.report.clicked.connect(self.ask_report)
        self.late = button(_("Enter a past lesson …"), sign="plus")
        self.late.clicked.connect(self._ask_late)
        self._told = QVBoxLayout()
        self.filters = Filters(follower.selection or Selection())
        self.filters.changed.connect(self._look)
        self._sums = label("", "muted")
        self._sums.hide()
        self._none = Card(_("No lesson has been held yet"))
        words = _(
            "When a lesson has ended it is listed here, with its minutes step by step. Begin on the page Today."
        )
        self._none.column.addWidget(label(words, "muted", wrap=True))
        self._none.hide()
        self._growing = Growing(self)
        self.cell_chosen.connect(self._look_behind)
        self.all_wanted.connect(self._look_behind_all)
        self.session_chosen.connect(self._look_at_session)
        self.lesson_chosen.connect(self._look_at_lesson)
        follower.answered.connect(self._put_off)
        follower.failed.connect(self._show_failure)
        for one in (self.export, self.report):
            one.setEnabled(False)
        self._lay_out()

    def _lay_out(self) -> None:
        head, chosen, errands = QHBoxLayout(), QHBoxLayout(), Flow(right=True)
        for errand in (self._waits, self.late, self.report, self.export):
            errands.addWidget(errand)
        head.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(errands, 1)
        self.column.addLayout(head)
        self.column.addLayout(self._told)
        chosen.addWidget(self.filters, 1)
        chosen.addWidget(self._sums)
        self.column.addLayout(chosen)
        self.column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        self.lay_places()
        self.column.addStretch(1)

    # --- what comes in -------------------------------------------------------------------------------------

    def fill(self, view: DeskView) -> None:
        """The log has changed: look once more, when somebody looks. This school year is what is looked at first."""
        self.export.setEnabled(view.led)
        self.report.setEnabled(view.led)
        if self._follower.selection is None:
            self._follower.selection = this_year = Selection(year=first_year(view.today))
            self.filters.show_choices(this_year, ports.Choices(years=(first_year(view.today),)))
        self._tell_waiting(view)
        self._stale = True
        if self.isVisible():
            self._look(self._follower.selection)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self._follower.selection is not None:
            self._look(self._follower.selection)

    def show_answer(self, question: ports.Question, answer: ports.Answer) -> None:
        """Show what was looked up; what no longer fits what is looked at is dropped."""
        if isinstance(question, ports.LookAtSession) and isinstance(answer, ports.SessionSteps):
            self.sessions.show_steps(question.session, answer.steps)
        elif not isinstance(question, ports.LookAtSession) and question.selection != self._follower.selection:
            return
        elif isinstance(answer, ports.Overview):
            self._show_overview(answer)
        elif isinstance(answer, ports.CoverageView):
            self._show_grid(answer)
        elif isinstance(answer, ports.ConditionsView):
            self.conditions.show_conditions(answer.rows)
        elif isinstance(answer, ports.ScenariosView):
            self.scenarios.show_scenarios(answer.rows)
        elif isinstance(answer, ports.Answers):
            self.answers.show_answers(answer.statements)
        elif isinstance(question, ports.LookBehind) and question.behind == self.sessions.behind:
            assert isinstance(answer, ports.SessionsBehind)
            self.sessions.show_rows(answer)
        elif isinstance(question, ports.LookAtLesson) and question.lesson == self._lesson:
            assert isinstance(answer, ports.LessonSteps)
            self.spread.show_steps(answer)

    def show_receipt(self, receipt: ReceiptView) -> None:
        """Tell what an export wrote."""
        box = self._tell("ok")
        box.column.addWidget(
            Sign(
                "check",
                _("The export is done. It holds no pupil data and no notes."),
                "ok",
                "strong",
                wrap=True,
            )
        )
        for name, rows in receipt.files:
            words = ngettext("{file}: {count} row", "{file}: {count} rows", rows).format(
                file=name, count=rows
            )
            box.column.addWidget(label(words))
        box.column.addWidget(Folder(receipt.folder))
        announce(box, _("The export is done. It holds no pupil data and no notes."))

    def show_trouble(self, message: str, remedy: str) -> None:
        """Tell why something failed and what to do."""
        box = self._tell("stop")
        box.column.addWidget(Sign("warning", message, "stop", "strong", wrap=True))
        box.column.addWidget(label(remedy, wrap=True))
        announce(box, f"{message} {remedy}", urgent=True)

    # --- what is asked for ---------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Ask for a folder to export to."""
        if not self.export.isEnabled():
            return
        ask_folder(self, _("Choose a folder for the export"), self._export)

    def ask_report(self) -> None:
        """Ask what to hand on."""
        from facilitator.ui.desk.follow.handon import HandOnDialog

        dialog = HandOnDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.report_requested)
        dialog.open()

    def _ask_late(self) -> None:
        self.entry_requested.emit("late")

    def _export(self, folder: str) -> None:
        self.export_requested.emit(Path(folder))

    def _look(self, selection: Selection) -> None:
        """Look at a selection: its figures and grid, then what lies behind them."""
        self._stale = False
        if selection != self._follower.selection:
            self.sessions.look_behind(None, None)
            self.coverage.grid.forget_choice()
        self._follower.selection = selection
        self._follower.ask(ports.Look(selection))
        self._follower.ask(ports.LookAtGrid(selection))
        self._follower.ask(ports.LookBehind(selection, self.sessions.behind))
        self._follower.ask(ports.LookAtConditions(selection))
        self._follower.ask(ports.LookAtAnswers(selection))
        self._follower.ask(ports.LookAtScenarios(selection))

    def _look_behind(self, line: ports.LineView, column: ports.ColumnView) -> None:
        self._ask_behind(self.sessions.look_behind(line, column))
        if self.spread.go_to(column.lesson):
            self._look_at_lesson(column.lesson)

    def _look_behind_all(self) -> None:
        self.coverage.grid.forget_choice()
        self.sessions.table.setFocus()  # the button that was pressed goes
        self._ask_behind(self.sessions.look_behind(None, None))

    def _ask_behind(self, behind: ports.Behind) -> None:
        if self._follower.selection is not None:
            self._follower.ask(ports.LookBehind(self._follower.selection, behind))

    def _look_at_lesson(self, lesson: str) -> None:
        self._lesson = lesson
        if lesson and self._follower.selection is not None:
            self._follower.ask(ports.LookAtLesson(self._follower.selection, lesson))

    def _look_at_session(self, row: HeldView) -> None:
        """Look at one session, and beside it at all sessions of its lesson."""
        self._follower.ask(ports.LookAtSession(row.session))
        if self.spread.go_to(row.lesson):
            self._look_at_lesson(row.lesson)

    # --- what shows ----------------------------------------------------------------------------------------

    def _show_overview(self, answer: ports.Overview) -> None:
        selection = self._follower.selection
        assert selection is not None
        if self._failed:
            clear(self._told)
            self._failed = False
        self.filters.show_choices(selection, answer.choices)
        nothing = not answer.choices.years
        self._none.setVisible(nothing)
        self.filters.setVisible(not nothing)
        self._sums.setVisible(not nothing)
        self._nothing = nothing
        if nothing:
            self.hide_parts()
        held = ngettext("{n} lesson held", "{n} lessons held", answer.sessions).format(n=answer.sessions)
        groups = ngettext("in {count} group", "in {count} groups", answer.groups).format(count=answer.groups)
        self._sums.setText(f"{held} {groups}.")
        self.measures.show_measures(answer.measures)

    def _put_off(self, question: ports.Question, answer: ports.Answer) -> None:
        names = _PARTS.get(type(answer), ())
        makes = [step for name in names for step in self.coming(name)]
        self._growing.add(
            *makes, partial(self.show_answer, question, answer), partial(self._show_parts, names)
        )

    def _show_parts(self, names: Sequence[str]) -> None:
        if not self._nothing:
            self._growing.put_first([step for name in names for step in self.come(name)])

    @property
    def filling(self) -> bool:
        """Whether a part, or an answer, still waits for its turn."""
        return self._growing.waits

    def _show_grid(self, view: ports.CoverageView) -> None:
        self.coverage.show_view(view)
        held = {column for (_line, column), cell in view.cells.items() if cell.times}
        lessons = [one for place, one in enumerate(view.columns) if place in held]
        self._look_at_lesson(self.spread.offer(lessons, self._lesson))

    def _show_failure(self, _question: ports.Question, words: str) -> None:
        self._failed = True
        self._tell("stop").column.addWidget(Sign("warning", words, "stop", "strong", wrap=True))

    def _tell(self, tone: Tone) -> Callout:
        clear(self._told)
        box = Callout(tone)
        self._told.addWidget(box)
        return box

    def _tell_waiting(self, view: DeskView) -> None:
        waits = view.never_exported
        words = ngettext("{n} has never been exported", "{n} have never been exported", waits).format(n=waits)
        if not waits:
            words = _("everything has been exported") if view.led else _("nothing to export yet")
        self._waits.setText(words)
        self._waits.setToolTip(_("in all years; export now and then, as a safety copy") if waits else "")
