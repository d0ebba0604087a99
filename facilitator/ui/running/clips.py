"""Which local file a film or sound step has, and what can be done with it. Nothing plays by itself."""

from pathlib import Path
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from facilitator import settings as s
from facilitator.content import model
from facilitator.i18n import _
from facilitator.paths import is_folder
from facilitator.session.state import Session

Deed = Literal["choose", "outside", "play", "sound"]
SUFFIXES: Final = (
    "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mp3", "m4a", "aac", "ogg", "oga", "opus", "flac", "wav",
)  # fmt: skip
"""Files that hold only film or sound: a double click on one of them never runs a program."""
MOST: Final = 100
"""Steps remembered; the oldest is forgotten first."""


class ClipView(NamedTuple):
    """What the console shows of a film or sound. `name`: the chosen file, empty when none is."""

    name: str = ""
    there: bool = False
    player: bool = False
    playing: bool = False


NO_CLIP: Final = ClipView()


class Clips:
    """Remembers a file for each step in the settings: never in the log, never in an export."""

    def __init__(self, chosen: s.Settings) -> None:
        self._settings = chosen

    def file(self, session: Session) -> Path | None:
        """The file chosen for the step that is showing, also when it is not there any more."""
        text = self._settings.get(s.CLIPS).get(_key(session), "")
        return Path(text) if text else None

    def choose(self, session: Session, path: Path) -> str:
        """Remember a file for the step; returns why not, or an empty text.

        Raises:
            WorldTrouble: the settings could not be written; the choice holds until the program closes.
        """
        if not playable(path):
            return _("That file is neither a film nor a sound that the program knows.")
        kept = {k: v for k, v in self._settings.get(s.CLIPS).items() if k != _key(session)}
        while len(kept) >= MOST:
            kept.pop(next(iter(kept)))
        try:
            self._settings.change(s.CLIPS, {**kept, _key(session): str(path)})
        except ValueError:
            return _("The file’s name holds characters that cannot be kept. Give it another name.")
        return ""


def _key(session: Session) -> str:
    return f"{session.script.lesson.id}/{session.current.id}"[:100]


def showing(session: Session) -> model.Clip | None:
    """The film or sound of the step that is showing."""
    stage = session.current.stage
    return stage if isinstance(stage, model.Clip) else None


def playable(path: Path) -> bool:
    """Whether this is a file on this computer that holds film or sound by its name."""
    try:
        return path.suffix.lower().lstrip(".") in SUFFIXES and path.is_file()
    except (OSError, ValueError):
        return False


def open_outside(path: Path) -> bool:
    """Open a film or sound in the system's own player; False when it is not there or nothing opens it."""
    return playable(path) and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def chooser(parent: QWidget, now: Path | None) -> QFileDialog:
    """A dialog that asks for a film or sound, in the folder of the file chosen before."""
    types = " ".join(f"*.{suffix}" for suffix in SUFFIXES)
    dialog = QFileDialog(parent, _("Choose a film or a sound"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(_("Films and sounds ({types})").format(types=types))
    if now is not None and is_folder(now.parent):
        dialog.setDirectory(str(now.parent))
    return dialog
