"""Moving the data folder: copied, compared and looked through before anything is taken away from where it was."""

import errno
import filecmp
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from facilitator import paths, places
from facilitator.errors import WorldTrouble, trouble_from
from facilitator.i18n import _
from facilitator.journal import opening, troubles
from facilitator.journal.folder import BALLAST, LOCK, LOG, FolderLock, sweep, sync_folder
from facilitator.paths import write_whole

MOVING = "passledaren.moving"
_STAYS = {LOCK, BALLAST, "window.lock", "content.json", paths.MOVED, MOVING}
"""Made anew where they are needed."""
_CALLS = ".", "come-to-front"
"""What begins so is on its way, and is nothing to keep."""


def place_in(chosen: Path) -> Path:
    """Where the data folder would lie when somebody has chosen the folder `chosen`."""
    return chosen if chosen.name == paths.APP_NAME else chosen / paths.APP_NAME


def move(source: Path, target: Path) -> Path:
    """Move everything in the data folder `source` to `target`, and remember it when it is this user's own.

    Returns `target`. Raises WorldTrouble; then everything is where it was. While it goes on a note in each of the folders
    names the other, so that what a stop leaves behind is found and taken away (`tidy`).
    """
    source, target = source.absolute(), target.absolute()
    _refuse(source, target)
    lock = FolderLock(source)
    put: list[str] = []
    try:
        tidy(source)
        _refuse_occupied(target)
        names = _names(source)
        write_whole(source / MOVING, _Note(target, names, new=False).written())
        target.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target, prefix=".moving-") as part:
            for name in names:
                _copy(source / name, Path(part, name))
            _look_through(Path(part, LOG), source / LOG)
            write_whole(target / MOVING, _Note(source, names, new=True).written())
            for name in sorted(names, key=lambda name: name == LOG):  # the log comes last
                Path(part, name).rename(target / name)
                put.append(name)
        sync_folder(target)
        paths.remember_moved(source, target)
    except (OSError, WorldTrouble) as error:
        _remove(target, [*put, MOVING])  # they are copies, and nobody has been told of them
        _remove(source, [MOVING])
        raise trouble_from(error, target) if isinstance(error, OSError) else error from error
    finally:
        lock.release()
    _remove(source, [*names, MOVING])
    _remove(target, [MOVING])
    return target


@dataclass(frozen=True, slots=True)
class _Note:
    """What lies in a folder while a move goes on: the `other` folder, what is moved, and whether this is the `new` place."""

    other: Path
    names: list[str]
    new: bool

    def written(self) -> bytes:
        return json.dumps({"other": str(self.other), "names": self.names, "new": self.new}).encode()

    @classmethod
    def read(cls, folder: Path) -> "_Note | None":
        """The note in a folder; None when no move has been cut short there, or nobody can tell."""
        try:
            found = json.loads((folder / MOVING).read_bytes())
            names = [str(name) for name in found["names"]]
            return cls(
                Path(found["other"]), [name for name in names if Path(name).name == name], bool(found["new"])
            )
        except (OSError, ValueError, TypeError, LookupError):
            return None


def tidy(folder: Path) -> list[str]:
    """Take away the copy of the log that a move cut short has left at its other end. The lock of `folder` must be held.

    Until the move is remembered the new place is the copy, as long as nobody has used it; then the old one is. Nothing is
    taken away but where the other end names this one. Returns what a person should know.
    """
    folder, note = folder.absolute(), _Note.read(folder)
    if note is None:
        return []
    if paths.is_default(note.other):
        return []  # it is seen to from there
    there = paths.is_folder(note.other)
    done = (
        _take_away(folder, note, remembered=paths.is_default(folder))
        if there
        else paths.is_folder(note.other.parent)
    )
    if done:
        _remove(folder, [MOVING])
        return []
    words = _("A move of the data folder was cut short, and a copy of the log may lie in {folder}.")
    return [words.format(folder=note.other)]


def _take_away(folder: Path, note: _Note, *, remembered: bool) -> bool:
    """Whether no copy is left in the other folder."""
    try:
        lock = FolderLock(note.other)
    except WorldTrouble:  # somebody works in it
        return False
    try:
        sweep(note.other)
        back, log = _Note.read(note.other), note.other / LOG
        if (
            back is not None
            and back.other == folder
            and (remembered if note.new else _untouched(log, folder / LOG))
        ):
            _remove(note.other, [*note.names, MOVING])
        return not paths.is_there(log)
    finally:
        lock.release()


def _untouched(copy: Path, log: Path) -> bool:
    """Whether the copy is what was put there, or has not come that far."""
    if not paths.is_there(copy):
        return True
    return paths.is_there(log) and filecmp.cmp(copy, log, shallow=False)


def _remove(folder: Path, names: Sequence[str]) -> None:
    for name in names:
        with suppress(OSError):  # what cannot be removed is in nobody's way: the folder is not used
            shutil.rmtree(folder / name) if (folder / name).is_dir() else (folder / name).unlink()


def _refuse(source: Path, target: Path) -> None:
    found = places.doubt(target)
    if found is not None:
        raise WorldTrouble(places.words(found), _("Choose a folder on this computer’s own disk."), target)
    if target == source or target.is_relative_to(source) or source.is_relative_to(target):
        raise WorldTrouble(
            _("It is the same folder, or a folder inside it."), _("Choose another folder."), target
        )
    if not source.is_dir():
        raise troubles.missing(source)


def _refuse_occupied(target: Path) -> None:
    if target.exists() and (not target.is_dir() or _names(target)):
        raise WorldTrouble(_("Something else is already in that place."), _("Choose another folder."), target)


def _names(folder: Path) -> list[str]:
    return sorted(
        path.name for path in folder.iterdir() if path.name not in _STAYS and not path.name.startswith(_CALLS)
    )


def _copy(one: Path, other: Path) -> None:
    """Copy a file or a folder so that it stands after a power cut, and compare it byte by byte. Raises OSError."""
    if one.is_dir():
        other.mkdir(mode=0o700)
        for inside in one.iterdir():
            _copy(inside, other / inside.name)
        sync_folder(other)
        return
    shutil.copyfile(one, other)
    other.chmod(0o600)
    shutil.copystat(one, other)
    with other.open("rb+") as file:
        os.fsync(file.fileno())
    if not filecmp.cmp(one, other, shallow=False):
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(other))


def _look_through(copy: Path, log: Path) -> None:
    found = opening.faults(copy) if copy.exists() else []
    if found:
        raise troubles.damaged(log, found[0])
