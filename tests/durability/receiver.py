"""Takes packages into a log and says aloud what is in it by then."""

import json
from pathlib import Path

from facilitator.exchange.packages import merge
from facilitator.journal import open_journal, reading
from facilitator.journal.tables.chain import APART
from tests.durability.leader import Say


def receive(say: Say, folder: str, second: str, packages: str) -> None:
    """Take in every package of a folder, by name; each fact of its sessions is a promise once it is in."""
    journal = open_journal(Path(folder), second_place=Path(second))
    for file in sorted(Path(packages).glob("*.passpaket")):
        for own in merge.take_in_file(journal, file).sessions:
            with journal.database.begin() as connection:
                facts = reading.fact_rows(connection, own)
            for one in facts:
                data = {name: value for name, value in json.loads(one["data"]).items() if name != APART}
                say(
                    "ack",
                    [own, *(one[name] for name in ("seq", "at_ms", "wall", "kind", "version")), data, None],
                )
    journal.close()
