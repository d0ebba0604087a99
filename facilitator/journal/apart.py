"""A log of its own for a lesson that must be led although the real log cannot be opened: the lesson outranks the log."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.journal.store import Journal, open_journal
from facilitator.paths import APP_NAME

_MEMORY = Path("/dev/shm")
"""Where a Linux computer takes files when no disk does; they are gone when it is turned off."""


def open_apart(data_dir: Path) -> Journal:
    """Open an empty log in a new folder, which is kept: beside `data_dir`, else where temporary files go.

    The log in `data_dir` is not touched. Raises WorldTrouble when no place takes it.
    """
    refused: WorldTrouble | None = None
    for place in _places(data_dir):
        try:
            folder = Path(tempfile.mkdtemp(prefix=f"{APP_NAME}-reserv-", dir=place))
            return open_journal(folder, second_place=folder)
        except OSError as error:
            refused = refused or trouble_from(error, place)
        except WorldTrouble as trouble:
            refused = refused or trouble
    assert refused is not None
    raise refused


def _places(data_dir: Path) -> Iterator[Path]:
    yield data_dir.absolute().parent
    yield from (Path(found) for name in ("TMPDIR", "TEMP", "TMP") if (found := os.environ.get(name)))
    if os.name == "posix":
        yield from (Path("/var/tmp"), Path("/tmp"), _MEMORY)  # mkdtemp: for this user only
