"""What can be handed on of the log: reports on paper and the log as a spreadsheet, each with what it is for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dialog import Dialog, body, foot
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.space import gap, roomy

SPREADSHEET = "xlsx"


def offers() -> tuple[tuple[str, str, str, str], ...]:
    """Each thing to hand on: its kind, name, icon, and what it is for."""
    return (
        ("board", _("Report for the steering group"), "file-pdf", _("One page for all schools. What rests on few groups is not shown.")),
        ("school", _("Report for the headteacher"), "file-pdf", _("Group by group, what is late, and a paragraph for the school’s plan.")),
        ("group", _("Sheet for supervision, a page a group"), "file-pdf", _("What took time, what was changed, and three questions.")),
        ("leader", _("My own log"), "file-pdf", _("Everything led on this computer, lesson by lesson.")),
        (SPREADSHEET, _("The log as a spreadsheet"), "file-csv", _("Every year, with measures and what each column means (XLSX).")),
    )  # fmt: skip


class HandOnDialog(Dialog):
    """One button for each thing to hand on."""

    chosen = Signal(str)  # its kind

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Hand on"))
        self.setModal(True)
        self.buttons = {}
        column = body(self, 0.75)
        column.addWidget(label(_("Hand on"), "title"))
        column.addWidget(
            label(
                _("The school year, the school and the group are those chosen on the page."),
                "muted",
                wrap=True,
            )
        )
        page = Page()
        page.column.setContentsMargins(0, 0, gap(1), 0)
        page.column.setSpacing(gap(0.75))
        for kind, name, sign, words in offers():
            made = button(name, sign=sign)
            made.setObjectName(kind)
            made.setAccessibleDescription(words)
            made.clicked.connect(self._choose)
            self.buttons[kind] = made
            page.column.addWidget(made)
            page.column.addWidget(label(words, "small", wrap=True))
            page.column.addSpacing(gap(0.5))
        page.column.addStretch(1)
        column.addWidget(page, 1)
        never = _("Never in any of them: names, notes, what pupils have said or written, rehearsals.")
        column.addWidget(label(never, "strong", wrap=True))
        no = button(_("Close"))
        no.clicked.connect(self.reject)
        column.addLayout(foot(no))
        self.resize(roomy(84, 85, self))

    def _choose(self) -> None:
        kind = self.sender().objectName()
        self.accept()
        self.chosen.emit(kind)
