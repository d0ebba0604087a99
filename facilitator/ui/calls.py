"""A second start leaves a call in the data folder: the open window comes to the front, with the packages that it brings.

Each has a call of its own: whoever opens several files at once starts the program once for each.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QEventLoop, QFileSystemWatcher, QObject, QTimer

from facilitator import paths

if TYPE_CHECKING:
    from facilitator.ui.program import Program

CALL: Final = "come-to-front"
LOOK_MS, PATIENCE_MS = 50, 20_000
"""How often a second start looks whether its call has been heard, and for how long: to close a log may take seconds."""


def waiting(data: Path) -> list[Path]:
    """The calls that nobody has heard yet."""
    return sorted(data.glob(f"{CALL}*"))


def leave(data: Path, files: tuple[Path, ...]) -> None:
    """Call the window that is open on a data folder. Raises OSError."""
    paths.write_whole(_own(data), "\n".join(map(str, files)).encode("utf-8"))


def _own(data: Path) -> Path:
    return data / f"{CALL}-{os.getpid()}"


def is_free(data: Path, take: Callable[[], bool]) -> bool:
    """Wait until the call that was left has been heard, or the window that was open has left; whether it has left.

    `take`: take its place, if it is free. Who leaves hears no call: then nobody is there, and whoever called comes instead,
    and hears the others who have called meanwhile.
    """
    loop, timer, waited = QEventLoop(), QTimer(), QElapsedTimer()
    free = False

    def look() -> None:
        nonlocal free
        free = take()
        if free or not _own(data).exists() or waited.hasExpired(PATIENCE_MS):
            loop.quit()

    timer.timeout.connect(look)
    timer.start(LOOK_MS)
    waited.start()
    loop.exec()
    timer.stop()
    if free:
        with suppress(OSError):
            _own(data).unlink()
    return free


class Calls(QObject):
    """Watches a data folder for whoever calls."""

    def __init__(self, data: Path, program: "Program") -> None:
        super().__init__(program)
        self._data, self._program = data, program
        watcher = QFileSystemWatcher(self)
        if paths.is_folder(data):
            watcher.addPath(str(data))
        watcher.directoryChanged.connect(self.look)
        QTimer.singleShot(0, self, self.look)  # somebody may have called before there was anybody to hear it

    def look(self) -> None:
        """The folder changed: perhaps somebody has called."""
        if self._program.gone:
            return  # whoever calls comes instead
        heard = [files for call in waiting(self._data) if (files := _heard(call)) is not None]
        if heard:
            self._program.window.to_front()
        for files in heard:
            self._program.take(files)


def _heard(call: Path) -> list[Path] | None:
    """The files that a call brings; None when it is none, or another has heard it."""
    try:
        brought = call.read_text(encoding="utf-8").splitlines()
        call.unlink()
    except (OSError, ValueError):
        return None
    return [Path(one) for one in brought]
