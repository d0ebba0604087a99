"""Many rows of a table at once, as plain tuples: what the driver takes without a detour."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert


def columns(table: Table) -> tuple[str, ...]:
    """The names of a table's columns, in the order that `insert_rows` expects."""
    return tuple(column.name for column in table.columns)


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, each with a value for every column in order."""
    if not rows:
        return
    if connection.dialect.positional:
        connection.exec_driver_sql(_statement(table, connection.dialect), list(rows))
    else:
        names = columns(table)
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


@cache
def _statement(table: Table, dialect: Dialect) -> str:
    return str(insert(table).compile(dialect=dialect))
