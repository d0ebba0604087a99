"""Files that appear whole or not at all, several together."""

import errno
import glob
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from facilitator.errors import trouble_from
from facilitator.journal.folder import sync_folder

PART: Final = ".part"
LEFT_S: Final = 24 * 3600


@contextmanager
def whole_set(folder: Path, names: Sequence[str]) -> Iterator[dict[str, Path]]:
    """Give an unfinished file for each name; at the end all are synced and take their names, in the order given.

    An error on the way leaves what stood there before. The folder is made when missing; two who write the same names at once
    do not write into each other's files. Raises WorldTrouble.
    """
    unfinished: dict[str, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            _refuse_other(folder / name)
        for name in names:
            _clear(folder, name)
            handle, unfinished_name = tempfile.mkstemp(PART, f".{name}.", folder)
            os.close(handle)
            unfinished[name] = Path(unfinished_name)
        yield unfinished
        for path in unfinished.values():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        _take_names(folder, unfinished)
        sync_folder(folder)
    except OSError as error:
        raise trouble_from(error, folder) from error
    finally:
        for path in unfinished.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _clear(folder: Path, name: str) -> None:
    """Remove what a stop has left half-made so long ago that nobody is at it any more."""
    for left in folder.glob(f".{glob.escape(name)}.*{PART}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_S:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _refuse_other(place: Path) -> None:
    """Raise WorldTrouble when something that is no file, perhaps a folder, lies where one is to be."""
    if place.exists() and not place.is_file():
        raise trouble_from(FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place)), place)


def _take_names(folder: Path, unfinished: Mapping[str, Path]) -> None:
    """Let files take their names; when one cannot, perhaps open in a spreadsheet, what stood there before comes back.

    A file that is alone takes the place of another in one stroke. Raises WorldTrouble.
    """
    moved: list[tuple[Path, Path]] = []
    taken: list[Path] = []
    for name, path in unfinished.items():
        place, before = folder / name, folder / f".{name}.before"
        try:
            if len(unfinished) > 1 and place.exists():
                place.replace(before)
                moved.append((place, before))
            path.replace(place)
            taken.append(place)
        except OSError as error:
            _give_way(taken, moved)
            raise trouble_from(error, place) from error
    for _place, before in moved:
        with suppress(OSError):
            before.unlink()


def _give_way(taken: Sequence[Path], moved: Sequence[tuple[Path, Path]]) -> None:
    for place in taken:
        with suppress(OSError):
            place.unlink()
    for place, before in moved:
        with suppress(OSError):
            before.replace(place)
