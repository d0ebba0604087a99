"""Many rows of a table at once, in and out, as plain tuples and values: what the driver takes without a detour."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import ARRAY, Column, ColumnElement, Connection, Dialect, Table, any_, insert, literal
from sqlalchemy.exc import DBAPIError

from facilitator.journal.engine import is_file

T = TypeVar("T")
_AT_ONCE: Final = 500


def columns(table: Table) -> tuple[str, ...]:
    """The names of a table's columns, in the order that `insert_rows` expects."""
    return tuple(column.name for column in table.columns)


def among(connection: Connection, column: Column[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """The condition that a column holds one of many values; a server takes them as one."""
    if is_file(connection):
        return column.in_(values)
    return column == any_(literal(list(values), ARRAY(column.type)))


def parts(values: Sequence[T], most: int = _AT_ONCE) -> Iterator[Sequence[T]]:
    """Many values some at a time, at most `most`: a database takes only so many in one question."""
    for start in range(0, len(values), most):
        yield values[start : start + most]


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, each with a value for every column in order."""
    if not rows:
        return
    if is_file(connection):
        connection.exec_driver_sql(_statement(table, connection.dialect), list(rows))
    else:
        _copy(connection, table, rows)


@cache
def _statement(table: Table, dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect))


def _copy(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Rows as a stream, which a server takes several times faster than one by one."""
    names = ", ".join(f'"{name}"' for name in columns(table))
    statement = f'COPY "{table.name}" ({names}) FROM STDIN'
    driver: Any = connection.dialect.dbapi
    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except driver.Error as error:  # told as of any other statement
        raise DBAPIError.instance(
            statement, None, error, driver.Error, True, dialect=connection.dialect
        ) from None
