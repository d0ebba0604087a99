"""Catches faults in the program: the lesson goes on, and a report is saved, and shown where no pupil sees it."""

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
from facilitator.i18n import _

if TYPE_CHECKING:
    from facilitator.ui.running.room import LessonRoom
    from facilitator.ui.trouble import BugReport

REPORTS = "reports"
LATEST = 20


class BugCatcher(QObject):
    """Takes the place of Python's last resort: saves a report and shows it once, without stopping the lesson. Where the
    pupils see the leader's screen the report waits until they do not; a line says so.

    What the surroundings refuse where nobody was prepared for it is no bug: `troubled` carries it in words.
    """

    troubled = Signal(str)
    _elsewhere = Signal(object)  # what a thread died of, on its way to the GUI thread

    def __init__(self, data: Path, parent: QWidget, room: "LessonRoom | None" = None) -> None:
        """`room`: where lessons run, when there are any."""
        super().__init__(parent)
        self._data, self._window, self._room = data, parent, room
        if room is not None:
            room.watched.connect(self._place)
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
            self._place()
            if self._room is not None and self._room.exposed:
                self._room.tell(
                    _("Something went wrong in the program. Go on; the report comes after the lesson.")
                )

    def _place(self) -> None:
        if self._showing is not None:
            self._showing.setVisible(self._room is None or not self._room.exposed)

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
