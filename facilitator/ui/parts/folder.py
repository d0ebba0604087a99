"""A folder's path that wraps instead of widening the window, and a button that opens the folder."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap

_BREAK = "\N{ZERO WIDTH SPACE}"


def documents() -> Path:
    """Where people keep their documents; their own folder where there is no such place. Never the program's."""
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def open_folder(path: Path) -> None:
    """Show a folder in the computer's own way."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Folder(QWidget):
    """Where something lies on this computer."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        shown = str(path).replace("/", f"/{_BREAK}").replace("\\", f"\\{_BREAK}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap(1.5))
        row.addWidget(label(shown, "muted", wrap=True), 1)
        look = button(_("Open the folder"), "small", sign="folder-open")
        look.clicked.connect(self._open)
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)

    def _open(self) -> None:
        open_folder(self._path)
