"""A log of its own for a lesson that must be led although the real log cannot be opened: the lesson outranks the log.

It lies in a folder that is kept and found again: `takein` takes what was led into the log when that opens.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.journal.folder import LOG
from facilitator.journal.spare.standins import BELONGS, PREFIX, is_ours, places
from facilitator.journal.store import Journal, open_journal
from facilitator.paths import write_whole
from facilitator.places import refuse_network


def open_apart(data_dir: Path) -> Journal:
    """Open a log in a folder of its own, which is kept: beside `data_dir`, else where temporary files go.

    One that stands in for the same log is gone on with, so that a lesson can be taken up again. The log in `data_dir`
    is not touched. Raises WorldTrouble when no place takes it.
    """
    for folder in waiting(data_dir):
        with suppress(WorldTrouble):  # another program leads in it, or it is damaged: then a new one
            return open_journal(folder, second_place=folder)
    refused: WorldTrouble | None = None
    for place in places(data_dir):
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
    for place in places(data_dir):
        for folder in place.glob(f"{PREFIX}*"):
            with suppress(OSError):  # somebody else's, or half-made
                if is_ours(folder, data_dir):
                    found[folder.resolve()] = (folder / LOG).stat().st_mtime
    return sorted(found, key=lambda folder: (found[folder], folder))


def stands_in(folder: Path) -> bool:
    """Whether the log in a folder stands in for another one."""
    return (folder / BELONGS).exists()
