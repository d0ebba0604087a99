"""The folders with logs that stand in for one that cannot be opened: their names, and where they may lie."""

import os
from collections.abc import Iterator
from pathlib import Path

from facilitator.journal.folder import LOG
from facilitator.paths import APP_NAME

PREFIX = f"{APP_NAME}-reserv-"
DONE = f"{APP_NAME}-klar-"
"""What the names of such folders begin with: still to be taken in, and over."""
BELONGS = "passledaren.apart"
"""The file in such a folder that names the data folder it stands in for."""
_MEMORY = Path("/dev/shm")
"""Where a Linux computer takes files when no disk does; they are gone when it is turned off."""


def taken_in(data_dir: Path) -> Iterator[Path]:
    """The folders whose logs have been taken into the one in `data_dir`."""
    for place in dict.fromkeys(places(data_dir)):
        for folder in place.glob(f"{DONE}*"):
            try:
                if is_ours(folder, data_dir):
                    yield folder
            except OSError:  # somebody else's, or half-made
                continue


def is_ours(folder: Path, data_dir: Path) -> bool:
    """Whether the folder is this user's own, and stands in for this log; the drive it lies on may have another letter."""
    if folder.is_symlink() or not (folder / LOG).is_file():
        return False
    if os.name == "posix" and folder.stat().st_uid != os.geteuid():
        return False
    named = Path(os.fsdecode((folder / BELONGS).read_bytes()))
    ours = data_dir.absolute()
    return named == ours or (named.name == ours.name and folder.parent.resolve() == ours.parent.resolve())


def places(data_dir: Path) -> Iterator[Path]:
    """Where such folders may lie."""
    yield data_dir.absolute().parent
    yield from (Path(found) for name in ("TMPDIR", "TEMP", "TMP") if (found := os.environ.get(name)))
    if os.name == "posix":
        yield from (Path("/var/tmp"), Path("/tmp"), _MEMORY)  # mkdtemp: for this user only
