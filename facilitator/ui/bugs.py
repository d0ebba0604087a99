"""Catches faults in the program: the lesson goes on, and a report is saved and shown."""

import sys
import threading
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import __version__
from facilitator.errors import WorldTrouble

if TYPE_CHECKING:
    from facilitator.ui.trouble import BugReport

REPORTS = "reports"
LATEST = 20


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
        import platform
        import traceback

        frames = traceback.extract_tb(trace)
        steps = "\n".join(f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
        text = f"Passledaren {__version__}, Python {platform.python_version()}, {platform.system()}\n{kind.__name__}\n{steps}\n"
        where = self._save(text)
        if self._showing is None:
            from facilitator.ui.trouble import BugReport

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
