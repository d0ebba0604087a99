"""What was held, cancelled or moved without the program in a school year: a list, and the ways to add and correct."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.i18n import _
from facilitator.planning.days import years_words
from facilitator.ui.desk.occasions.entrydialog import EntryDialog
from facilitator.ui.desk.occasions.ports import Keeper, OccasionLine
from facilitator.ui.parts import dates
from facilitator.ui.parts.button import button
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.dialog import Dialog, body, foot
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import roomy

WHAT = 1


class OccasionList(Dialog):
    """`year`: in which the school year begins. `late_wanted` asks for the form of a lesson with pupils that was held without the program."""

    late_wanted = Signal()

    def __init__(self, keeper: Keeper, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper, self._year = keeper, year
        self._lines: tuple[OccasionLine, ...] = ()
        self.dialog: EntryDialog | None = None
        self.setWindowTitle(_("Held without the program"))
        self.setModal(True)
        self.resize(roomy(124, 84, self))
        self.table = _table()
        self.table.currentCellChanged.connect(self._show_accounts)
        self._none = label(_("Nothing has been entered this school year."), "muted", wrap=True)
        self._history = QVBoxLayout()
        self._says = label("", "strong", tone="warn", wrap=True)
        self.late = button(_("Enter a past lesson …"), sign="plus")
        self.add = button(_("Enter an occasion …"), "primary", sign="plus")
        self.correct = button(_("Correct …"), sign="pencil-simple")
        self.away = button(_("Take back"), sign="trash", name=_("Take back: it was entered by mistake"))
        close = button(_("Close"))
        self.late.clicked.connect(self._ask_late)
        self.add.clicked.connect(self._ask_new)
        self.correct.clicked.connect(self._ask_correct)
        self.away.clicked.connect(self._withdraw)
        close.clicked.connect(self.accept)
        column = body(self)
        title = _("Held without the program, {years}").format(years=years_words(year))
        column.addWidget(label(title, "title"))
        words = _(
            "Staff lessons, APT, training, supervision and parents’ meetings, and what was cancelled or moved. A lesson with "
            "pupils has a form of its own."
        )
        column.addWidget(label(words, "muted", wrap=True))
        line = Flow()
        for one in (self.add, self.late):
            line.addWidget(one)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._history)
        column.addWidget(self._says)
        column.addLayout(foot(self.away, self.correct, close))
        self._says.hide()
        self.fill()

    def fill(self) -> None:
        """Show what there is now; the line that was marked stays marked."""
        before = self.current
        self._lines = tuple(self._keeper.lines(self._year))
        self._none.setVisible(not self._lines)
        self.table.setVisible(bool(self._lines))
        self.table.setRowCount(len(self._lines))
        for place, one in enumerate(self._lines):
            said = one.values
            texts = (
                dates.short_day(said.day), one.what, one.became, str(said.minutes or "–"),
                "–" if said.present is None else str(said.present),
            )  # fmt: skip
            for column, text in enumerate(texts):
                self.table.setItem(place, column, QTableWidgetItem(text))
        ids = [one.id for one in self._lines]
        self.table.selectRow(ids.index(before.id) if before is not None and before.id in ids else 0)
        self._show_accounts()

    @property
    def current(self) -> OccasionLine | None:
        """The line that stands marked."""
        place = self.table.currentRow()
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _show_accounts(self) -> None:
        """How the marked occasion came to stand as it does; where two accounts differ, the choice between them."""
        clear(self._history)
        one = self.current
        for part in (self.correct, self.away):
            part.setEnabled(one is not None)
        self.correct.setEnabled(one is not None and one.values.kind != "pupils")
        if one is None:
            return
        accounts = self._keeper.accounts(one.id)
        if one.disputed:
            words = _("Two computers have corrected this one differently. Choose which one is right.")
            self._history.addWidget(label(words, "strong", tone="warn", wrap=True))
        for account in accounts if one.disputed or len(accounts) > 1 else ():
            self._history.addWidget(label(account.words, "small", wrap=True))
            if account.waits:
                take = button(_("Let this one stand"), "small", sign="check")
                take.setProperty("account", account.hash)
                take.clicked.connect(self._choose)
                self._history.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)

    def _choose(self) -> None:
        if self.current is not None:
            self._say(self._keeper.choose(self.current.id, str(self.sender().property("account"))))

    def _ask_new(self) -> None:
        self._ask(EntryDialog(self._keeper, parent=self))

    def _ask_correct(self) -> None:
        if self.current is not None:
            self._ask(EntryDialog(self._keeper, self.current.values, self.current.id, self))

    def _ask(self, dialog: EntryDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.fill)
        dialog.open()

    def _ask_late(self) -> None:
        self.accept()
        self.late_wanted.emit()

    def _withdraw(self) -> None:
        if self.current is not None:
            self._say(self._keeper.withdraw(self.current.id, "mistaken"))

    def _say(self, refused: str) -> None:
        """Tell why something was not done, if it was not, and show what there is now."""
        self._says.setText(refused)
        self._says.setVisible(bool(refused))
        self.fill()


def _table() -> QTableWidget:
    table = QTableWidget(0, 5)
    table.setAccessibleName(_("Held without the program"))
    table.setHorizontalHeaderLabels([_("Day"), _("What"), _("Became"), _("Minutes"), _("Took part")])
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 2.2))
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
    return table
