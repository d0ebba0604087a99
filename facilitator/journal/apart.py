"""A log of its own for a lesson that must be led although the real log cannot be opened: the lesson outranks the log.

It lies in a folder that is kept and found again: `takein` takes what was led into the log when that opens.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.journal.folder import LOG
from facilitator.journal.store import Journal, open_journal
from facilitator.paths import APP_NAME, write_whole
from facilitator.places import refuse_network

PREFIX = f"{APP_NAME}-reserv-"
DONE = f"{APP_NAME}-klar-"
"""What the names of such folders begin with: still to be taken in, and over."""
BELONGS = "passledaren.apart"
"""The file in such a folder that names the data folder it stands in for."""
_MEMORY = Path("/dev/shm")
"""Where a Linux computer takes files when no disk does; they are gone when it is turned off."""


def open_apart(data_dir: Path) -> Journal:
    """Open a log in a folder of its own, which is kept: beside `data_dir`, else where temporary files go.

    One that stands in for the same log is gone on with, so that a lesson can be taken up again. The log in `data_dir`
    is not touched. Raises WorldTrouble when no place takes it.
    """
    for folder in waiting(data_dir):
        with suppress(WorldTrouble):  # another program leads in it, or it is damaged: then a new one
            return open_journal(folder, second_place=folder)
    refused: WorldTrouble | None = None
    for place in _places(data_dir):
        try:
            refuse_network(place)
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
            write_whole(folder / BELONGS, os.fsencode(data_dir.absolute()))
            return open_journal(folder, second_place=folder)
        except OSError as error:
            refused = refused or trouble_from(error, place)
        except WorldTrouble as trouble:
            refused = refused or trouble
    assert refused is not None
    raise refused


def waiting(data_dir: Path) -> list[Path]:
    """The folders with a log that stands in for the one in `data_dir`, oldest first."""
    found: dict[Path, float] = {}
    for place in _places(data_dir):
        for folder in place.glob(f"{PREFIX}*"):
            with suppress(OSError):  # somebody else's, or half-made
                if _is_ours(folder, data_dir):
                    found[folder.resolve()] = (folder / LOG).stat().st_mtime
    return sorted(found, key=lambda folder: (found[folder], folder))


def stands_in(folder: Path) -> bool:
    """Whether the log in a folder stands in for another one."""
    return (folder / BELONGS).exists()


def _is_ours(folder: Path, data_dir: Path) -> bool:
    """Whether the folder is this user's own, and stands in for this log; the drive it lies on may have another letter."""
    if folder.is_symlink() or not (folder / LOG).is_file():
        return False
    if os.name == "posix" and folder.stat().st_uid != os.geteuid():
        return False
    named = Path(os.fsdecode((folder / BELONGS).read_bytes()))
    ours = data_dir.absolute()
    return named == ours or (named.name == ours.name and folder.parent.resolve() == ours.parent.resolve())


def _places(data_dir: Path) -> Iterator[Path]:
    yield data_dir.absolute().parent
    yield from (Path(found) for name in ("TMPDIR", "TEMP", "TMP") if (found := os.environ.get(name)))
    if os.name == "posix":
        yield from (Path("/var/tmp"), Path("/tmp"), _MEMORY)  # mkdtemp: for this user only
