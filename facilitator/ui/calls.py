"""A second start leaves a call in the data folder: the open window comes to the front, with the packages that it brings."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFileSystemWatcher, QObject

from facilitator import paths

if TYPE_CHECKING:
    from facilitator.ui.program import Program

CALL: Final = "come-to-front"


def leave(data: Path, files: tuple[Path, ...]) -> None:
    """Call the window that is open on a data folder. Raises OSError."""
    paths.write_whole(data / CALL, "\n".join(map(str, files)).encode("utf-8"))


class Calls(QObject):
    """Watches a data folder for whoever calls."""

    def __init__(self, data: Path, program: "Program") -> None:
        super().__init__(program)
        self._data, self._program = data, program
        watcher = QFileSystemWatcher(self)
        if paths.is_folder(data):
            watcher.addPath(str(data))
        watcher.directoryChanged.connect(self.look)

    def look(self) -> None:
        """The folder changed: perhaps somebody has called."""
        call = self._data / CALL
        try:
            brought = call.read_text(encoding="utf-8").splitlines()
            call.unlink()
        except (OSError, ValueError):  # nobody has
            return
        self._program.window.to_front()
        self._program.take([Path(one) for one in brought])
