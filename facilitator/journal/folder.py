"""The data folder: who holds it, whether the log was closed properly, and a little room kept for a full disk."""

import errno
import os
import re
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from facilitator.journal import troubles
from facilitator.paths import hold, may_be_made, moved_to
from facilitator.places import refuse_network

LOG = "passledaren.db"
LOCK = "passledaren.lock"
MARKER = "passledaren.open"
BALLAST = "passledaren.ballast"
BALLAST_BYTES = 4 * 1024 * 1024
DAMAGED, REPLACED = "damaged-", "replaced-"
"""What the names of folders begin with in which a log is kept that has given way to a backup."""
_ROOM_FOR_BALLAST = 16
_DEVICE = re.compile("[0-9a-f]{32}")
_HALF_MADE = (
    ".looking-*",
    ".moving-*",
    ".passledaren.mov*",
    ".passledaren.db*",
    ".passledaren.spill*",
    "backups/.passledaren-*",
)


def prepare(folder: Path) -> None:
    """Make the folder when only its last part is missing (or when it is the program's own place).

    Raises WorldTrouble, so that a drive that is not connected is never replaced by a new, empty folder, and nothing is
    written on the network.
    """
    refuse_network(folder)
    try:
        if folder.is_dir():
            return
        if folder == moved_to():
            raise troubles.missing(folder)
        folder.mkdir(mode=0o700, parents=may_be_made(folder), exist_ok=True)
    except FileNotFoundError as error:
        raise troubles.missing(folder) from error
    except OSError as error:
        raise troubles.refused(error, folder) from error


def stamp() -> str:
    """The time now as part of a file name, UTC."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


class FolderLock:
    """Held by the one program that uses the folder; the system lets go of it when that program dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises WorldTrouble (locked, or what the disk refuses)."""
        try:
            self._file: IO[bytes] = open(  # noqa: SIM115  (held until `release`)
                folder / LOCK, "ab", opener=_private
            )
        except OSError as error:
            place = folder / LOCK if isinstance(error, IsADirectoryError) else folder
            raise troubles.refused(error, place) from error
        if not hold(self._file):
            self._file.close()
            raise troubles.locked(folder / LOG)

    def release(self) -> None:
        """Let go of the folder. Safe to call twice."""
        self._file.close()


class Marker:
    """Stands in the folder while the log is open; found at a start, it says that the last end was no proper one."""

    def __init__(self, folder: Path) -> None:
        """Use the marker of this folder."""
        self._path = folder / MARKER

    def read(self) -> str | None:
        """The laptop id that the marker was set with; None when the log was closed properly.

        Empty when the disk was full or the power went while it was written. Raises OSError.
        """
        try:
            written = self._path.read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            return None
        return written if _DEVICE.fullmatch(written) else ""

    def set(self, device: str) -> None:
        """Say that the log is open, so that it stands also after a power cut. Raises OSError."""
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, device.encode())
            os.fsync(handle)
        except OSError as error:
            if error.errno != errno.ENOSPC:  # on a full disk the bare name has to do
                raise
        finally:
            os.close(handle)
        sync_folder(self._path.parent)

    def clear(self) -> None:
        """Say that the log is closed properly."""
        with suppress(OSError):  # then the next start looks the log through, which is only slower
            self._path.unlink(missing_ok=True)


class Ballast:
    """Four megabytes to give away when the disk is full."""

    def __init__(self, folder: Path) -> None:
        """Use the ballast of this folder."""
        self._path = folder / BALLAST

    def fill(self) -> None:
        """Take the room while there is plenty; otherwise leave it. What a stop has left too small is made anew."""
        with suppress(OSError):
            free = shutil.disk_usage(self._path.parent).free
            taken = self._path.stat().st_size if self._path.exists() else 0
            if taken < BALLAST_BYTES and free > _ROOM_FOR_BALLAST * BALLAST_BYTES:
                with open(self._path, "wb", opener=_private) as file:
                    file.write(bytes(BALLAST_BYTES))

    def release(self) -> bool:
        """Give the room back; False when there is none to give."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True


def sweep(folder: Path) -> None:
    """Remove what a stopped program left half-made: all our hidden names are such. The lock must be held.

    So is a folder that was to keep the log while a backup takes its place, when the log has not given way: it is empty, or
    its file is the log's own.
    """
    for kept in [one for begins in (DAMAGED, REPLACED) for one in folder.glob(f"{begins}*")]:
        with suppress(OSError):  # there is no log in it, or no log here
            if not any(kept.iterdir()) or (kept / LOG).samefile(folder / LOG):
                shutil.rmtree(kept)
    for left in [one for form in _HALF_MADE for one in folder.glob(form)]:
        with suppress(OSError):  # it is in nobody's way
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def sync_folder(folder: Path) -> None:
    """Make new and removed names in `folder` survive a power cut, where the system can. Raises OSError."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network disks cannot
            os.fsync(handle)
    finally:
        os.close(handle)
