"""Keeps every lesson as a PDF on this computer, in idle time: another process draws them, as low as the computer has it.

It never runs beside a lesson: it waits for the end of one, and is ended when one begins. Each file is whole or not there.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QProcess, QTimer

FIRST_MS: Final = 30_000
"""So long after the start: by then whoever wants to lead a lesson has begun."""
AGAIN_MS: Final = 120_000
PATIENCE_MS: Final = 2_000


class Shelf(NamedTuple):
    """How it stands: how many files, and when the newest was written (seconds since 1970, 0: none)."""

    files: int
    newest: float


def look(folder: Path) -> Shelf:
    """What lies there. Nothing, when it cannot be read."""
    try:
        times = [file.stat().st_mtime for file in folder.glob("*.pdf")]
    except OSError:
        return Shelf(0, 0.0)
    return Shelf(len(times), max(times, default=0.0))


class PaperShelf(QObject):
    """`busy` says whether a lesson runs, `wanted` whether anybody wants the papers."""

    def __init__(
        self, data: Path, busy: Callable[[], bool], wanted: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._data, self._busy, self._wanted = data, busy, wanted
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self.look)
        self.process = QProcess(self)
        self.process.setStandardOutputFile(QProcess.nullDevice())
        self.process.setStandardErrorFile(QProcess.nullDevice())

    def begin(self, wait_ms: int = FIRST_MS) -> None:
        """Draw what has changed, once nobody needs the computer for something else."""
        self._wait.start(wait_ms)

    def look(self) -> None:
        """Begin now, or look again later."""
        if not self._wanted() or self.process.state() != QProcess.ProcessState.NotRunning:
            return
        if self._busy():
            self._wait.start(AGAIN_MS)
            return
        self.process.start(sys.executable, [*_before(), "--data", str(self._data), "print", "--reserve"])

    def rest(self) -> None:
        """A lesson begins: stop at once, and go on when it is over."""
        self.end()
        self._wait.start(AGAIN_MS)

    def end(self) -> None:
        """The program closes, or nobody wants the papers."""
        self._wait.stop()
        if self.process.state() != QProcess.ProcessState.NotRunning:
            self.process.kill()
            self.process.waitForFinished(PATIENCE_MS)


def _before() -> list[str]:
    """What stands before the program's own words on a command line."""
    return [] if getattr(sys, "frozen", False) else ["-m", "facilitator"]
