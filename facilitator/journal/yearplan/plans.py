"""The plan of a school year in the log's file, beside the log: it says what is meant to happen, never what has.

Every function raises WorldTrouble when the file cannot be read or written.
"""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from facilitator.journal.log import Log
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import own_seal, storable
from facilitator.planning.breaks import Break, Kind, suggested
from facilitator.planning.year import Planned, in_order

_ROWS = select(*(c for c in schema.plan.columns if c.name != "seal"))


def plan(journal: Log, year: int) -> tuple[Planned, ...]:
    """What is planned for the school year that begins in `year`, by day."""
    with journal.database.begin() as connection:
        rows = connection.execute(_ROWS.where(schema.plan.c.year == year)).mappings().all()
    try:
        return in_order(_planned(dict(row)) for row in rows)
    except ValueError as error:
        raise journal.damaged(str(error)) from error


def read_all(connection: Connection) -> list[Planned]:
    """Every row of every plan of this laptop. Raises ValueError for one that is damaged."""
    return [_planned(dict(row)) for row in connection.execute(_ROWS).mappings().all()]


def put(connection: Connection, year: int, group: str, rows: Iterable[Planned]) -> None:
    """Keep this as the whole plan of a group for a year, within a transaction."""
    table = schema.plan
    connection.execute(delete(table).where(table.c.year == year, table.c.group == group))
    stored = [_plan_row(row) for row in rows]
    if stored:
        connection.execute(insert(table), stored)


def keep_plan(journal: Log, year: int, rows: Iterable[Planned]) -> None:
    """Keep this as the whole plan of the year, in the place of what it was.

    Raises ValueError when a row belongs to another year.
    """
    stored = [_plan_row(row) for row in rows]
    if any(row["year"] != year for row in stored):
        raise ValueError(year)
    _replace(journal, schema.plan, year, stored)


def breaks(journal: Log, year: int) -> tuple[Break, ...]:
    """The breaks of the school year that begins in `year`: the school's own, else the suggested ones."""
    table = schema.school_break.c
    wanted = select(table.first, table.last, table.kind).where(table.year == year)
    with journal.database.begin() as connection:
        rows = connection.execute(wanted).all()
    try:
        own = sorted(Break(date.fromisoformat(r.first), date.fromisoformat(r.last), r.kind) for r in rows)
    except ValueError as error:
        raise journal.damaged(str(error)) from error
    return tuple(own) or suggested(year)


def own_breaks(connection: Connection) -> dict[int, tuple[Break, ...]]:
    """The breaks that the school has set itself, by school year. Raises ValueError for one that is damaged."""
    table, found = schema.school_break.c, dict[int, list[Break]]()
    for year, first, last, kind in connection.execute(
        select(table.year, table.first, table.last, table.kind)
    ):
        found.setdefault(year, []).append(Break(date.fromisoformat(first), date.fromisoformat(last), kind))
    return {year: tuple(sorted(own)) for year, own in found.items()}


def keep_breaks(journal: Log, year: int, own: Iterable[Break]) -> None:
    """Keep the school's own breaks of a year; without any, the suggested ones hold again."""
    rows = {(one.first, one.last): one.kind for one in own}
    _replace(
        journal, schema.school_break, year, [_break_row(year, *days, kind) for days, kind in rows.items()]
    )


def _replace(journal: Log, table: Table, year: int, rows: list[dict[str, Any]]) -> None:
    with journal.database.writing() as connection:
        connection.execute(delete(table).where(table.c.year == year))
        if rows:
            connection.execute(insert(table), rows)


def _plan_row(row: Planned) -> dict[str, Any]:
    stored = {
        "id": storable(row.id), "year": row.year, "group": storable(row.group), "series": storable(row.series),
        "lesson": storable(row.lesson), "day": row.day.isoformat(), "at": row.at.isoformat("minutes") if row.at else "",
    }  # fmt: skip
    return stored | {"seal": own_seal(schema.plan, stored)}


def _planned(row: dict[str, Any]) -> Planned:
    at = time.fromisoformat(row.pop("at")) if row["at"] else row.pop("at") or None
    return Planned(**row | {"day": date.fromisoformat(row["day"]), "at": at})


def _break_row(year: int, first: date, last: date, kind: Kind) -> dict[str, Any]:
    stored = {"year": year, "first": first.isoformat(), "last": last.isoformat(), "kind": kind}
    return stored | {"seal": own_seal(schema.school_break, stored)}
