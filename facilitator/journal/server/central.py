"""A log that several coordinators share: the same tables and queries on PostgreSQL, reached by a URL.

Only the command `central` loads this module: nothing else in the program reaches out over a network (docs/adr/0020).
Whoever writes stands in line, whoever reads sees one moment.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    types,
    update,
)
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.journal.server import centralsteps
from facilitator.journal.server import centraltroubles as troubles
from facilitator.journal.tables import schema
from facilitator.overriding import override

_STAND_IN_LINE: Final = (
    f"SET LOCAL lock_timeout = '5min'; SELECT pg_advisory_xact_lock({schema.APPLICATION_ID})"
)
"""Whoever writes holds the lock of this number until the end of the transaction."""
_NOT_FOR_LONG: Final = "SET lock_timeout = '1min'"
_CONNECT_S: Final = 15
_SCHEMES: Final = ("postgresql", "postgres", "postgresql+psycopg")

mark = Table("passledaren", MetaData(), Column("version", types.Integer, nullable=False))
"""One row: which version of our tables stands here. A database without it is not ours."""

Step = Callable[[Connection], None]
FIRST: Final = 4
"""The first version of the log that there is on PostgreSQL."""
STEPS: tuple[Step, ...] = (centralsteps.removals, centralsteps.sixth, centralsteps.seventh)
"""Step n makes version FIRST + n + 1 out of the one before it, with statements of its own: never with today's tables."""

assert FIRST + len(STEPS) == schema.VERSION


class SharedDatabase:
    """A database on a server. Every use of it goes through `begin` or `writing`."""

    def __init__(self, url: URL) -> None:
        """Nothing is reached yet. Raises WorldTrouble when the driver is not there."""
        self.url = url
        self._moment: Connection | None = None
        self._reached = False
        try:
            self._engine = create_engine(
                url, hide_parameters=True,
                connect_args={"connect_timeout": _CONNECT_S, "application_name": "passledaren"},
            )  # fmt: skip
        except (ImportError, NoSuchModuleError) as error:
            raise troubles.without_driver() from error
        event.listen(self._engine, "connect", _numbers_as_in_a_file)
        event.listen(self._engine, "connect", self._note_reached)
        self._reader = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction that reads, of one moment. Raises WorldTrouble."""
        if self._moment is not None:
            yield self._moment
            return
        with self._transaction(self._reader) as connection:
            yield connection

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let everything that is read meanwhile be of one and the same moment. Raises WorldTrouble."""
        with self._transaction(self._reader) as connection:
            self._moment = connection
            try:
                yield
            finally:
                self._moment = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes, while whoever else wants to write waits. Raises WorldTrouble."""
        with self._transaction(self._engine) as connection:
            connection.exec_driver_sql(_STAND_IN_LINE)
            yield connection

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if error.orig is None or isinstance(error, IntegrityError | DataError):
                raise
            raise self._trouble(error.orig) from None  # its words may hold the password

    def write_anew(self, tables: Iterable[str]) -> None:
        """Let the server build the files of tables again from what is in them. Raises WorldTrouble."""
        alone = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        try:
            with alone.connect() as connection:
                connection.detach()  # what is set for it goes with it
                connection.exec_driver_sql(_NOT_FOR_LONG)
                for name in tables:
                    connection.exec_driver_sql(f'VACUUM (FULL) "{name}"')
        except DBAPIError as error:
            if error.orig is None:
                raise
            raise self._trouble(error.orig) from None  # its words may hold the password

    def _note_reached(self, _connection: object, _record: object) -> None:
        self._reached = True

    def _trouble(self, error: BaseException) -> WorldTrouble:
        return troubles.trouble_of(error, self.url, reached=self._reached)

    def close(self) -> None:
        """Let go of the server. Safe to call twice."""
        self._engine.dispose()


def _numbers_as_in_a_file(connection: Any, _record: object) -> None:
    """Let sums come as whole numbers and means as floats, as SQLite gives them; PostgreSQL has exact decimals instead."""
    from psycopg.adapt import Buffer, Loader

    class Number(Loader):
        @override
        def load(self, data: Buffer) -> float:
            text = bytes(data)
            return float(text) if b"." in text else int(text)

    connection.adapters.register_loader("numeric", Number)


class Central:
    """An open shared log."""

    def __init__(self, database: SharedDatabase, device: str) -> None:
        """Use `open_central`."""
        self.database = database
        self.device = device

    def damaged(self, what: str) -> WorldTrouble:
        """The trouble to raise when its rows do not add up."""
        return troubles.damaged(what)

    def keep_safe(self) -> None:
        """Backups are the server's own."""

    def read_anew(self) -> None:
        """Nobody leads here."""

    def tidy(self) -> None:
        """The server tidies by itself."""

    def clean_up(self) -> None:
        """Let no row that was removed by decision lie in the tables' own files. Raises WorldTrouble."""
        self.database.write_anew(table.name for table in schema.metadata.sorted_tables)

    def close(self) -> None:
        """Let go of the server. Safe to call twice."""
        self.database.close()


def open_central(url: str, *, make: bool, steps: Sequence[Step] = STEPS) -> Central:
    """Open the shared log at a URL; with `make` its tables are made, or brought to this version.

    Raises WorldTrouble, in words that never hold the password.
    """
    database = SharedDatabase(_url(url))
    try:
        newest = FIRST + len(steps)
        if make:
            with database.writing() as connection:
                _prepare(connection, newest, steps)
        with database.begin() as connection:
            found = _version(connection)
            if found is None:
                raise troubles.empty()
            if found > newest:
                raise troubles.newer(found, newest)
            if found < newest:
                raise troubles.older(found, newest)
            wanted = select(schema.meta.c.value).where(schema.meta.c.key == "device")
            device: str | None = connection.execute(wanted).scalar()
        if device is None:
            raise troubles.damaged(_("its own id is missing"))
    except BaseException:
        database.close()
        raise
    return Central(database, device)


def _url(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise troubles.no_url() from None  # its words may hold the password
    if url.drivername not in _SCHEMES or not url.database:
        raise troubles.no_url()
    return url.set(drivername="postgresql+psycopg")


def _version(connection: Connection) -> int | None:
    """Which version of our tables stands here; None in an empty database."""
    looked = inspect(connection)
    if looked.has_table(mark.name):
        version: int | None = connection.execute(select(mark.c.version)).scalar()
        if version is None:
            raise troubles.damaged(_("it has no version"))
        return version
    if looked.get_table_names():
        raise troubles.foreign()
    return None


def _prepare(connection: Connection, newest: int, steps: Sequence[Step]) -> None:
    """Make the tables, or bring them to the newest version: all of it or nothing."""
    version = _version(connection)
    if version is None:
        _make(connection)
        version = schema.VERSION
    if version > newest:
        raise troubles.newer(version, newest)
    for number, step in enumerate(steps[version - FIRST :], start=version + 1):
        step(connection)
        connection.execute(update(mark).values(version=number))


def _make(connection: Connection) -> None:
    encoding: str = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise troubles.wrong_letters(encoding)
    schema.metadata.create_all(connection)
    mark.create(connection)
    device = secrets.token_hex(16)
    connection.execute(insert(mark), {"version": schema.VERSION})
    connection.execute(insert(schema.device), {"id": device})
    connection.execute(insert(schema.meta), {"key": "device", "value": device})
