"""The two databases a log can stand on, and the tests that are about one of them only."""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from typing_extensions import override

from facilitator.content.script import Script, to_json
from facilitator.journal import Journal, open_journal
from facilitator.journal.folder import LOG
from facilitator.journal.server.central import Central, SharedDatabase, open_central
from facilitator.journal.tables import ids, schema
from facilitator.journal.tables.chain import apart_of
from facilitator.journal.writing.jobs import EntryJob, Job, Receipt, ScriptJob
from facilitator.journal.writing.keeper import Keeper
from facilitator.session.conductor import Note
from facilitator.session.state import Entry, Session
from facilitator.session.summary import Summary
from tests import postgres
from tests.quick import folder_in_memory

SQLITE, POSTGRESQL = "sqlite", "postgresql"
OPTION = "--postgresql"
SQLITE_ONLY = {
    "journal.test_backup": "copies of a file; a server has its own",
    "journal.test_opening": "how a file is found: foreign, cut off, with a stray -wal, locked, read-only",
    "journal.test_refusals": "a disk that refuses: a lesson is never led into a server",
    "journal.test_spill": "the side file of a lesson that is being led",
    "journal.test_forgetting": "the bytes of a file, after what was typed has been erased; it never leaves the laptop",
    "journal.test_takein": "what was led while the laptop's own log could not be opened",
    "journal.test_afterwards": "a lesson is entered afterwards on the laptop of its group",
    "journal.test_damage:test_text_that_is_no_text_any_more_is_damage": "PostgreSQL lets in no such text",
    "journal.test_store:test_everything_is_there_after_closing": "reads the file after closing",
    "journal.test_store:test_the_status_tells_of_a_commit_that_takes_its_time_and_of_its_end": "the writer of a lesson",
    "journal.test_store:test_a_commit_that_nobody_waited_for_in_vain_is_not_told_of": "the writer of a lesson",
    "journal.test_store:test_the_connection_is_set_for_safety": "pragmas",
    "journal.test_store:test_a_proper_end_leaves_one_file_of_data": "files",
    "exchange.test_csvset:test_only_an_empty_log_takes_a_set": "sets are loaded on a laptop",
    "exchange.test_csvset:test_a_log_with_occasions_alone_is_not_empty": "sets are loaded on a laptop",
    "exchange.test_handover:test_that_a_group_is_handed_over_and_received_by_command": "a data folder",
    "exchange.test_merge:test_that_a_package_is_made_by_command": "a data folder",
    "exchange.test_sessionpack:test_that_there_is_a_backup_from_before_anything_is_taken_in": "copies of a file",
    "exchange.test_sessionpack:test_that_a_full_disk_in_the_middle_leaves_the_log_as_it_was": "a pragma makes the disk full",
}
"""Tests that a server cannot take, by module or `module:test`, and why."""


def parametrise(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for `engine`, itself or through what it asks for, the kind of log of this run."""
    if "engine" not in metafunc.fixturenames:
        return
    module = f"{metafunc.module.__name__.split('tests.')[-1]}"
    only = {module, f"{module}:{metafunc.function.__name__}"} & SQLITE_ONLY.keys()
    kind = POSTGRESQL if metafunc.config.getoption(OPTION) and not only else SQLITE
    metafunc.parametrize("engine", [kind], indirect=True, scope="module")


def asks_for_a_server(item: pytest.Item) -> bool:
    """Tell whether a test, as it is parametrised, runs on a server."""
    call = getattr(item, "callspec", None)
    return "server" in getattr(item, "fixturenames", ()) or (
        call is not None and call.params.get("engine") == POSTGRESQL
    )


class Led(Central):
    """A shared log that sessions can be led into, as no laptop ever does: so that it can be asked about them."""

    def __init__(self, database: SharedDatabase, device: str) -> None:
        super().__init__(database, device)
        self.known: dict[str, tuple[str, Session]] = {}
        self._keeper = Keeper(device)
        self._last = ""

    def new_session_id(self) -> str:
        self._last = ids.next_id(self._last)
        return self._last

    def keep_script(self, script: Script) -> Receipt:
        return self._keep(ScriptJob(script.hash, to_json(script), Receipt()))

    def append(self, session: str, entry: Entry, summary: Summary, note: Note | None = None) -> Receipt:
        apart = apart_of(entry.fact, f"{entry.seq:032x}")
        return self._keep(EntryJob(session, entry, summary, note, Receipt(), apart))

    def _keep(self, job: Job) -> Receipt:
        with self.database.writing() as connection:
            self._keeper.keep(connection, job)
        job.receipt.committed()
        return job.receipt

    def flush(self, _seconds: float) -> bool:
        return True

    @override
    def read_anew(self) -> None:
        self._keeper.forget()


class Server:
    """A PostgreSQL server with a database for every log that is asked for; the ones that are closed are used again."""

    def __init__(self, cluster: postgres.Cluster) -> None:
        self.cluster = cluster
        self._names: dict[Path, str] = {}
        self._open: set[str] = set()

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a new, empty database, gone afterwards."""
        name = f"new{secrets.token_hex(4)}"
        self.cluster.ask(f"CREATE DATABASE {name}")
        yield self.cluster.url(name)
        self.cluster.ask(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def log(self, place: Path) -> Iterator[Led]:
        """The log of a place, empty the first time."""
        name = self._names.pop(place, "") or self._free()
        self._names[place] = name
        self._open.add(name)
        try:
            with closing(open_central(self.cluster.url(name), make=True)) as central:
                yield Led(central.database, central.device)
        finally:
            self._open.discard(name)

    def _free(self) -> str:
        for place, name in self._names.items():
            if name not in self._open:
                del self._names[place]
                self._empty(name)
                return name
        name = f"log{len(self._names)}"
        self.cluster.ask(f"CREATE DATABASE {name}")
        return name

    def _empty(self, name: str) -> None:
        tables = [table.name for table in reversed(schema.metadata.sorted_tables)]
        rows = [f'DELETE FROM "{table}"' for table in tables if table not in ("device", "meta")]
        own = "(SELECT value FROM meta WHERE key = 'device')"
        rows += [f"DELETE FROM device WHERE id <> {own}", "DELETE FROM meta WHERE key <> 'device'"]
        self.cluster.ask("; ".join(["SET session_replication_role = replica", *rows]), name)


@cache
def _empty_log() -> tuple[bytes, str]:
    """The bytes of an empty log as the program makes it, and the laptop's id in it."""
    with folder_in_memory() as folder:
        with closing(open_journal(folder, second_place=folder)) as journal:
            device = journal.device
        return (folder / LOG).read_bytes(), device


def lay_log(place: Path) -> None:
    """Lay an empty log of a laptop of its own there: hundreds are made, and most are not about how."""
    content, device = _empty_log()
    place.mkdir(mode=0o700, parents=True)
    file = place / LOG
    file.touch(0o600)
    file.write_bytes(content.replace(device.encode(), secrets.token_hex(len(device) // 2).encode()))


@contextmanager
def log_at(place: Path, server: Server | None, second_place: Path | None = None) -> Iterator[Journal]:
    """The log of a place: a file in that folder, or a database of the server."""
    if server is None:
        if not place.exists():
            lay_log(place)
        with closing(open_journal(place, second_place=second_place or place.parent)) as journal:
            yield journal
        return
    with server.log(place) as led:
        yield cast(Journal, led)


@contextmanager
def server() -> Iterator[Server]:
    """A server that runs until the end."""
    postgres.needed()
    with postgres.running() as cluster:
        yield Server(cluster)
