"""Uppföljning: the sessions held this school year, their sums, minutes a step, and the export."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.ui.desk import overview
from facilitator.ui.desk.heldtable import HeldTable
from facilitator.ui.desk.ports import DeskView, HeldView, ReceiptView, StepView
from facilitator.ui.desk.stepchart import StepChart
from facilitator.ui.parts import dates
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Callout, Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.folder import Folder, documents
from facilitator.ui.parts.label import Tone, label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

LEAST_LINES = 18
"""How high the list is at least, in lines of text: its heads and five lessons."""


class FollowUp(Page):
    """What has been done, to look at and to hand on."""

    session_chosen = Signal(str)  # session whose steps are wanted
    export_requested = Signal(object)  # Path of a folder
    entry_requested = Signal(str)  # late: enter a lesson held without the program

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._row: HeldView | None = None
        self._title = label(_("Follow-up"), "title", wrap=True)
        self.export = button(_("Export CSV"), "primary", sign="file-csv")
        self.export.clicked.connect(self.ask_export)
        self.late = button(_("Enter a lesson held …"), sign="plus")
        self.late.clicked.connect(self._ask_late)
        self._told = QVBoxLayout()
        self._figures = QHBoxLayout()
        self._figures.setSpacing(gap(2))
        self._none = Card(_("No lesson has been held yet"))
        words = _(
            "When a lesson has ended it stands here, with its minutes, step by step. Begin on the page Today."
        )
        self._none.column.addWidget(label(words, "muted", wrap=True))
        self.table = HeldTable()
        self.table.chosen.connect(self._choose)
        self._list = Card(_("Lessons held"))
        self._list.column.addWidget(self.table, 1)
        self.chart = StepChart()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.late)
        head.addWidget(self.export)
        body = Columns(fill=True)
        body.add(self._list, 4)
        body.add(self.chart, 3)
        self._list.setMinimumHeight(self.table.fontMetrics().height() * LEAST_LINES)
        self.column.addLayout(head)
        self.column.addLayout(self._told)
        self.column.addLayout(self._figures)
        self.column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(body, 1)

    def fill(self, view: DeskView) -> None:
        """Show this school year."""
        rows = overview.this_year(view)
        year = overview.school_year(view.today)
        self._title.setText(_("Follow-up, school year {years}").format(years=f"{year}/{(year + 1) % 100:02}"))
        for part, shown in ((self._none, not rows), (self._list, bool(rows)), (self.chart, bool(rows))):
            part.setVisible(shown)
        self.export.setEnabled(bool(view.held))
        self._fill_figures(view, rows)
        self.table.show_rows(rows)

    def show_steps(self, session: str, steps: Sequence[StepView]) -> None:
        """Show the steps that were asked for; those of another session are dropped."""
        if self._row is not None and self._row.session == session:
            self.chart.show_session(self._row, steps)

    def show_receipt(self, receipt: ReceiptView) -> None:
        """Tell what an export wrote."""
        box = self._tell("ok")
        box.column.addWidget(
            Sign("check", _("The export is done. It holds no pupil data and no notes."), "ok", "strong")
        )
        for name, rows in receipt.files:
            words = ngettext("{file}: {count} row", "{file}: {count} rows", rows).format(
                file=name, count=rows
            )
            box.column.addWidget(label(words))
        box.column.addWidget(Folder(receipt.folder))

    def show_trouble(self, message: str, remedy: str) -> None:
        """Tell why an export failed and what to do."""
        box = self._tell("stop")
        box.column.addWidget(Sign("warning", message, "stop", "strong", wrap=True))
        box.column.addWidget(label(remedy, wrap=True))

    def ask_export(self) -> None:
        """Ask for a folder to export to."""
        if not self.export.isEnabled():
            return
        dialog = QFileDialog(self, _("Choose a folder for the export"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setDirectory(str(documents()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._export)
        dialog.open()

    def _ask_late(self) -> None:
        self.entry_requested.emit("late")

    def _export(self, folder: str) -> None:
        self.export_requested.emit(Path(folder))

    def _tell(self, tone: Tone) -> Callout:
        clear(self._told)
        box = Callout(tone)
        self._told.addWidget(box)
        return box

    def _choose(self, row: HeldView) -> None:
        self._row = row
        self.chart.show_session(row, ())
        self.session_chosen.emit(row.session)

    def _fill_figures(self, view: DeskView, rows: list[HeldView]) -> None:
        clear(self._figures)
        sums = overview.figures(rows)
        groups = ngettext("in {count} group", "in {count} groups", sums.groups).format(count=sums.groups)
        self._figure(_("Lessons held"), str(sums.sessions), groups)
        content = "–" if sums.content is None else _percent(sums.content)
        words = _("of the core steps")
        if sums.shortened:
            words = ngettext(
                "of the core steps; {count} was shortened",
                "of the core steps; {count} were shortened",
                sums.shortened,
            ).format(count=sums.shortened)
        self._figure(_("Content carried out"), content, words)
        drift = "–" if sums.drift is None else _("{minutes} min").format(minutes=f"{round(sums.drift):+d}")
        self._figure(_("Time against plan"), drift.replace("-", "\N{MINUS SIGN}"), _("on average a lesson"))
        if view.plan.planned:
            held = _("{held} of {total}").format(held=view.plan.held, total=view.plan.planned)
            late = ngettext("{n} is late", "{n} are late", view.plan.late).format(n=view.plan.late)
            told: tuple[str, Tone] = (late, "warn") if view.plan.late else (_("nothing is late"), "ok")
            self._figure(_("Held by the plan"), held, *told)
        waits = view.never_exported
        if waits:
            self._figure(
                _("Never exported"),
                str(waits),
                _("in all years; export now and then, as a safety copy"),
                "warn",
            )
        elif view.held:
            self._figure(_("Never exported"), "0", _("everything has been exported"), "ok")
        else:
            self._figure(_("Never exported"), "–", _("nothing to export yet"))

    def _figure(self, name: str, value: str, words: str, tone: Tone = "") -> None:
        card = Card()
        card.column.setSpacing(0)
        card.column.setContentsMargins(gap(2.25), gap(1.5), gap(2.25), gap(1.5))
        card.column.addWidget(label(name, "small", wrap=True))
        card.column.addWidget(label(value, "figure"))
        card.column.addWidget(label(words, "small", tone=tone, wrap=True))
        card.column.addStretch(1)
        self._figures.addWidget(card, 1)


def _percent(share: float) -> str:
    return f"{dates.locale().toString(round(share * 100))} %"
