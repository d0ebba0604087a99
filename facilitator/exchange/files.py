"""Files that appear whole or not at all, several together."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from facilitator.errors import trouble_from
from facilitator.journal.folder import sync_folder


@contextmanager
def whole_set(folder: Path, names: Sequence[str]) -> Iterator[dict[str, Path]]:
    """Give an unfinished file for each name; at the end all are synced and take their names, in the order given.

    An error on the way leaves what stood there before. The folder is made when missing. Raises WorldTrouble.
    """
    unfinished = {name: folder / f".{name}.part" for name in names}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in unfinished.values():
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield unfinished
        for path in unfinished.values():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        for name, path in unfinished.items():
            path.replace(folder / name)
        sync_folder(folder)
    except OSError as error:
        raise trouble_from(error, folder) from error
    finally:
        for path in unfinished.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)
