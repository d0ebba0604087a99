"""The one connection to the log: how it is opened, how transactions run, one lock around both."""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from facilitator.journal.folder import sync_folder
from facilitator.journal.tables import guards, schema
from facilitator.journal.troubles import closed, is_integrity, trouble_of

BUSY_TIMEOUT_S = 0.0
_PRAGMAS = (
    "locking_mode = EXCLUSIVE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "wal_autocheckpoint = 0",
)


class Database:
    """An open log file. Every use of the connection goes through `begin`, one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open an existing log. Raises WorldTrouble."""
        self.path = path
        self.lock = RLock()
        self.open()

    def open(self) -> None:
        """Open the file, for the first time or again after `close`. Raises WorldTrouble."""
        self._raw = connect(self.path)
        self._engine = _engine(self._raw)
        self._connection = self._engine.connect()
        self._place = _place_of(self.path)
        self.is_open = True

    def in_place(self) -> bool:
        """Whether the file we write to is still the one that its path names."""
        return _place_of(self.path) == self._place

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction: committed at the end, taken back on any error. Raises WorldTrouble."""
        with self._in_use():
            try:
                with self._connection.begin():
                    yield self._connection
            except DBAPIError as error:
                if error.orig is None or is_integrity(error.orig):
                    raise
                raise trouble_of(error.orig, self.path) from error
            except UnicodeDecodeError as error:
                raise trouble_of(error, self.path) from error
            finally:
                self._end()

    writing = begin
    """A file of one connection knows no difference."""

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        """The lock; who comes after the log was closed is told, for a window may still ask while it goes away."""
        with self.lock:
            if not self.is_open:
                raise closed(self.path)
            yield

    def _end(self) -> None:
        """Take back what a commit that failed has left open; Ctrl+C in the middle closes the connection."""
        with suppress(sqlite3.Error):  # the next transaction meets the same trouble and tells of it
            if self._raw.in_transaction:
                self._raw.rollback()

    @contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """The plain sqlite3 connection, for backup and pragmas outside a transaction. Raises WorldTrouble."""
        with self._in_use():
            try:
                yield self._raw
            except sqlite3.Error as error:
                raise trouble_of(error, self.path) from error

    def checkpoint(self) -> None:
        """Move everything from the -wal file into the log itself. Raises WorldTrouble."""
        with self.raw() as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        with self.lock:
            self.is_open = False
            self._connection.close()
            self._engine.pool.dispose()  # `Engine.dispose` would make a new pool, for an engine that is done
            self._raw.close()


def _place_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def connect(path: Path) -> sqlite3.Connection:
    """A connection of our kind to an existing file. Raises WorldTrouble."""
    try:
        raw = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None,
            check_same_thread=False, cached_statements=256,
        )  # fmt: skip
    except sqlite3.Error as error:
        raise trouble_of(error, path) from error
    try:
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}").fetchall()
        raw.execute("BEGIN IMMEDIATE").execute("COMMIT")
    except (sqlite3.Error, UnicodeDecodeError) as error:  # also what SQLite says may be damaged text
        raw.close()
        raise trouble_of(error, path) from error
    return raw


@cache
def _sqlite() -> Engine:
    """What knows SQLite's language, and the statements already put into it, for every log that is opened."""
    engine = create_engine("sqlite://", execution_options={"compiled_cache": {}})
    engine.connect().close()
    return engine


def _engine(raw: sqlite3.Connection) -> Engine:
    known = _sqlite()
    pool = StaticPool(lambda: raw, dialect=known.dialect)  # type: ignore[arg-type]
    engine = Engine(pool, known.dialect, known.url, execution_options=known.get_execution_options())

    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    run_plainly(connection, "BEGIN IMMEDIATE")


def run_plainly(connection: Connection, statement: str, rows: Iterable[Sequence[Any]] = ((),)) -> None:
    """Run a statement that brings nothing back, for each row of values, in a log that is a file.

    It goes to SQLite itself: a class waits for a commit, and SQLAlchemy's way costs as much as the statement.

    Raises DBAPIError, as `Connection.execute` does.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    try:
        cursor = raw.cursor()
        for row in rows:
            cursor.execute(statement, row)
    except sqlite3.Error as error:
        raise DBAPIError.instance(
            statement, None, error, sqlite3.Error, dialect=connection.dialect
        ) from error


def create(path: Path, device: str) -> None:
    """Make a new, empty log at `path`, whole or not at all; an existing file is left alone.

    Raises OSError or WorldTrouble.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.new-")
    os.close(handle)
    unfinished = Path(name)
    try:
        _fill(unfinished, device)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        _place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)


def _fill(path: Path, device: str) -> None:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute("PRAGMA journal_mode = MEMORY").fetchall()
            raw.execute("BEGIN")
            for statement in expected_schema().values():
                raw.execute(statement)
            raw.execute("INSERT INTO device (id) VALUES (?)", (device,))
            raw.execute("INSERT INTO meta (key, value) VALUES ('device', ?)", (device,))
            raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            raw.execute(f"PRAGMA user_version = {schema.VERSION}")
            raw.execute("COMMIT")
    except sqlite3.Error as error:
        raise trouble_of(error, path) from error


def _place(unfinished: Path, path: Path) -> None:
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        return
    except OSError:  # a disk without hard links
        if not path.exists():
            unfinished.rename(path)


@contextmanager
def lifted(connection: Connection, *tables: Table) -> Iterator[None]:
    """Let rows be taken out of append-only tables meanwhile, within the transaction, by decision (docs/adr/0021)."""
    own = [guards.no_delete(table) for table in tables] if is_file(connection) else []
    for name in own:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    if not own:
        connection.exec_driver_sql(guards.LIFT)
    yield
    if not own:
        connection.exec_driver_sql(guards.LOWER)
    for name in own:
        connection.exec_driver_sql(expected_schema()[name])


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Let facts be taken out of the log meanwhile, within the transaction; see docs/adr/0014 for when."""
    with lifted(connection, schema.fact, schema.sheaf):
        yield


def is_file(connection: Connection) -> bool:
    """Whether the log is a file of its own, not a database on a server."""
    return connection.dialect.name == "sqlite"


@cache
def expected_schema() -> Mapping[str, str]:
    """The statement behind every table, index and trigger of this version, by name, in the order of their making."""
    raw = sqlite3.connect(":memory:", isolation_level=None)
    engine = _engine(raw)
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
    found = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"))
    engine.dispose()
    return found
