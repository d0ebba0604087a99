"""What a person sees when the surroundings refuse or the program is at fault: what happened and what to do."""

import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilitator import __version__
from facilitator.errors import ContentFault, Trouble, WorldTrouble
from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.ui.restoring import RestoreCard

REPORTS = "reports"
LATEST = 20


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
            from facilitator.ui import restoring  # most starts need none

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


class BugReport(QDialog):
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


class BugCatcher(QObject):
    """Takes the place of Python's last resort: saves a report and shows it once, without stopping the lesson.

    What the surroundings refuse where nobody was prepared for it is no bug: `troubled` carries it in words.
    """

    troubled = Signal(str)
    _elsewhere = Signal(object)  # what a thread died of, on its way to the GUI thread

    def __init__(self, data: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._data, self._window = data, parent
        self._showing: BugReport | None = None
        self._elsewhere.connect(self._died)

    def install(self) -> None:
        """Begin catching, on every thread."""
        sys.excepthook = self._caught
        threading.excepthook = self._elsewhere.emit

    def _died(self, how: threading.ExceptHookArgs) -> None:
        if how.exc_value is not None:
            self._caught(how.exc_type, how.exc_value, how.exc_traceback)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, WorldTrouble):
            self.troubled.emit(str(error))
            return
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        frames = traceback.extract_tb(trace)
        steps = "\n".join(f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
        import platform

        text = f"Passledaren {__version__}, Python {platform.python_version()}, {platform.system()}\n{kind.__name__}\n{steps}\n"
        where = self._save(text)
        if self._showing is None:
            self._showing = BugReport(text, where, self._window)
            self._showing.finished.connect(self._closed)
            self._showing.show()

    def _closed(self) -> None:
        self._showing = None

    def _save(self, text: str) -> Path | None:
        folder = self._data / REPORTS
        try:
            folder.mkdir(exist_ok=True)  # never the data folder itself: it may be on a drive that is away
            for old in sorted(folder.glob("*.txt"))[:-LATEST]:
                old.unlink()
            path = folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
            path.write_text(text, encoding="utf-8")
        except OSError:
            return None
        return path
