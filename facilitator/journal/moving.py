"""Moving the data folder: copied, compared and looked through before anything is taken away from where it was."""

import errno
import filecmp
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from facilitator import paths, places
from facilitator.errors import WorldTrouble, trouble_from
from facilitator.i18n import _
from facilitator.journal import opening, troubles
from facilitator.journal.folder import BALLAST, LOCK, LOG, FolderLock, sync_folder

_STAYS = {LOCK, BALLAST, "window.lock", "come-to-front", "content.json", paths.MOVED}
"""Made anew where they are needed."""


def place_in(chosen: Path) -> Path:
    """Where the data folder would lie when somebody has chosen the folder `chosen`."""
    return chosen if chosen.name == paths.APP_NAME else chosen / paths.APP_NAME


def move(source: Path, target: Path) -> Path:
    """Move everything in the data folder `source` to `target`, and remember it when it is this user's own.

    Returns `target`. Raises WorldTrouble; then everything is where it was.
    """
    source, target = source.absolute(), target.absolute()
    _refuse(source, target)
    lock = FolderLock(source)
    put: list[str] = []
    try:
        names = _names(source)
        target.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target, prefix=".moving-") as part:
            for name in names:
                _copy(source / name, Path(part, name))
            _look_through(Path(part, LOG), source / LOG)
            for name in sorted(names, key=lambda name: name == LOG):  # the log comes last
                Path(part, name).rename(target / name)
                put.append(name)
        sync_folder(target)
        paths.remember_moved(source, target)
    except OSError as error:
        _remove(target, put)  # they are copies, and nobody has been told of them
        raise trouble_from(error, target) from error
    finally:
        lock.release()
    _remove(source, names)
    return target


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
    if target.exists() and (not target.is_dir() or _names(target)):
        raise WorldTrouble(_("Something else is already in that place."), _("Choose another folder."), target)
    if not source.is_dir():
        raise troubles.missing(source)


def _names(folder: Path) -> list[str]:
    return sorted(
        path.name for path in folder.iterdir() if path.name not in _STAYS and not path.name.startswith(".")
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
