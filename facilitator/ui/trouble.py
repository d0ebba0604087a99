"""What a person sees when the surroundings refuse or the program is at fault: what happened and what to do."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilitator.errors import ContentFault, Trouble, WorldTrouble
from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.dialog import Dialog
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.ui.tasks.restoring import RestoreCard


class TroublePage(Page):
    """In place of the desk when the log cannot be opened. A lesson can be led all the same: it outranks the log."""

    again = Signal()
    apart = Signal()
    restored = Signal(object)  # Path of the backup
    move_wanted = Signal()
    leave = Signal()

    def __init__(self, trouble: WorldTrouble | ContentFault) -> None:
        super().__init__()
        card = Card(_("Passledaren cannot open the log"), tone="stop", edge="left")
        if isinstance(trouble, WorldTrouble):
            card.column.addWidget(label(trouble.message, "strong", wrap=True))
            card.column.addWidget(label(trouble.remedy, "body", wrap=True))
            if trouble.path is not None:
                card.column.addWidget(label(str(trouble.path), "small", wrap=True))
        else:
            card.column.addWidget(label(str(trouble), "body", wrap=True))
        card.column.addWidget(label(_("The program has not changed anything."), "body", wrap=True))
        card.column.addWidget(
            label(
                _(
                    "You can lead the lesson all the same. It is then saved by itself and can be taken into the log "
                    "when that opens again."
                ),
                "strong",
                wrap=True,
            )
        )
        row = Flow()
        self._again = button(_("Try again"), "primary", sign="arrow-clockwise")
        self._again.clicked.connect(self._try)
        self._apart = button(_("Lead the lesson without the log"), "plain", sign="play")
        self._apart.clicked.connect(self._go_apart)
        leave = button(_("Close the program"), "plain")
        leave.clicked.connect(self.leave)
        row.addWidget(self._again)
        if isinstance(trouble, WorldTrouble) and trouble.kind is Trouble.UNSAFE_PLACE:
            move = button(_("Move the folder …"), sign="folder-open")
            move.clicked.connect(self.move_wanted)
            row.addWidget(move)
        row.addWidget(self._apart)
        row.addWidget(leave)
        card.column.addLayout(row)
        backup = trouble.backup if isinstance(trouble, WorldTrouble) else None
        self._restore: RestoreCard | None = None
        if backup is not None:
            from facilitator.ui.tasks import restoring  # most starts need none

            self._restore = restoring.RestoreCard(backup)
        self.column.setContentsMargins(gap(8), gap(8), gap(8), gap(8))
        self.column.addWidget(card)
        if self._restore is not None:
            self._restore.chosen.connect(self._go_back)
            self.column.addWidget(self._restore)
        self.column.addStretch(1)

    def _go_back(self, backup: object) -> None:
        self._wait()
        self.restored.emit(backup)

    def _try(self) -> None:
        self._wait()
        self.again.emit()

    def _go_apart(self) -> None:
        self._wait()
        self.apart.emit()

    def _wait(self) -> None:
        """The answer comes as the desk or as another page like this."""
        self._again.setEnabled(False)
        self._apart.setEnabled(False)
        if self._restore is not None:
            self._restore.setEnabled(False)


class BugReport(Dialog):
    """A fault in the program: the lesson goes on; the report can be copied. It holds no content and no names."""

    def __init__(self, text: str, where: Path | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A fault in the program"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # a lesson keeps its keys
        self._text = text
        column = QVBoxLayout(self)
        column.addWidget(
            label(
                _("Something went wrong in the program. You can go on; the log is kept."), "strong", wrap=True
            )
        )
        if where is not None:
            column.addWidget(
                label(_("The report is saved here: {path}").format(path=where), "small", wrap=True)
            )
        report = QPlainTextEdit(text)
        report.setReadOnly(True)
        report.setAccessibleName(_("Report"))
        report.setMinimumSize(640, 240)
        column.addWidget(report)
        row = QHBoxLayout()
        copy = button(_("Copy the report"), "plain")
        copy.clicked.connect(self._copy)
        close = button(_("Go on"), "primary")
        close.clicked.connect(self.accept)
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        column.addLayout(row)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._text)
