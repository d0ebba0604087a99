"""The breaks of schools between laptops: what each laptop says of a year, so that the plans that come from it can be shown among
its own days off. They never change the breaks of this laptop (`plans.breaks`).

What a laptop says lies in `meta` under the hash of its text, one value a laptop and year; the one that was numbered last stands, so
that any order of packages gives the same. A value that cannot be read is passed over: `doctor` tells of it.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select

from facilitator.journal.log import Log
from facilitator.journal.reading import UNREADABLE
from facilitator.journal.tables import chain, ids, schema
from facilitator.journal.tables.rows import BREAKS, meta_key
from facilitator.journal.yearplan import planaccounts, plans
from facilitator.journal.yearplan.planvalues import NotAPlan, check_school
from facilitator.planning.breaks import CLOCK_YEARS, KINDS, Break
from facilitator.planning.groups import School

MOST_BREAKS: Final = 200
"""In a school year; a full one has some twenty."""
_SAID: Final = select(schema.meta.c.value).where(schema.meta.c.key.startswith(BREAKS))
_FIELDS: Final = frozenset({"school", "laptop", "year", "number", "wall", "device", "breaks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakAccount:
    """What a laptop (`device`) says of a year: the breaks of its school; none: those that are suggested. `number` counts its
    accounts of that year; `wall`: when this one was made (UTC, ISO)."""

    school: School
    year: int
    number: int
    wall: str
    device: str
    breaks: tuple[Break, ...]

    @property
    def place(self) -> tuple[str, int]:
        """What there is one of."""
        return self.device, self.year


def to_plain(one: BreakAccount) -> dict[str, Any]:
    """An account as it travels and lies."""
    days = [[each.first.isoformat(), each.last.isoformat(), each.kind] for each in one.breaks]
    return {
        "school": one.school.name, "laptop": one.school.laptop, "year": one.year, "number": one.number,
        "wall": one.wall, "device": one.device, "breaks": days,
    }  # fmt: skip


def from_plain(data: Mapping[str, Any]) -> BreakAccount:
    """An account that has come, looked at to the last value.

    Raises NotAPlan, or what Python raises over values that are not as they should be.
    """
    if data.keys() != _FIELDS:
        raise NotAPlan("fields")
    year, number, wall, device = (data[name] for name in ("year", "number", "wall", "device"))
    check_school(data["school"], data["laptop"])
    if (
        type(year) is not int
        or year not in CLOCK_YEARS
        or type(number) is not int
        or number not in ids.NUMBERS
    ):
        raise NotAPlan("number")
    if not ids.DEVICE.fullmatch(device) or not ids.WALL.fullmatch(wall):
        raise NotAPlan("wall")
    datetime.fromisoformat(wall)
    found = tuple(_break(line) for line in data["breaks"])
    days = {(one.first, one.last) for one in found}
    if len(found) > MOST_BREAKS or list(found) != sorted(found) or len(days) != len(found):
        raise NotAPlan("breaks")
    school = School(data["school"], data["laptop"])
    return BreakAccount(school=school, year=year, number=number, wall=wall, device=device, breaks=found)


def _break(line: Sequence[Any]) -> Break:
    first, last, kind = line
    if kind not in KINDS:
        raise NotAPlan("kind")
    return Break(date.fromisoformat(first), date.fromisoformat(last), kind)


# --- asked ---------------------------------------------------------------------------------------------------------


def accounts(log: Log) -> list[BreakAccount]:
    """What every laptop says, this one too, by laptop and year. Raises WorldTrouble."""
    with log.database.begin() as connection:
        return sorted(_read(connection), key=_place)


def breaks_of(log: Log, year: int, school: School) -> BreakAccount | None:
    """What was said last of a school's year by another laptop; None when nothing was. Raises WorldTrouble."""
    said = (one for one in accounts(log) if (one.year, one.school) == (year, school))
    return max((one for one in said if one.device != log.device), key=_said, default=None)


# --- between laptops -----------------------------------------------------------------------------------------------


def write_down(log: Log, wall: str) -> None:
    """Keep what this laptop says of its school's breaks, where that has changed since the last time. Raises WorldTrouble."""
    with log.database.begin() as connection:
        pending = _pending(connection, log.device, wall)
    if pending:
        with log.database.writing() as connection:
            take_in(connection, _pending(connection, log.device, wall))


def take_in(connection: Connection, arrived: Iterable[BreakAccount]) -> None:
    """Keep what laptops say, where it is newer than what is here, within a transaction."""
    here = {one.place: one for one in _read(connection)}
    table = schema.meta
    for one in sorted(arrived, key=_rank):
        before = here.get(one.place)
        if before is not None and _rank(before) >= _rank(one):
            continue
        if before is not None:
            connection.execute(delete(table).where(table.c.key == meta_key(BREAKS, _text(before))))
        text = _text(one)
        connection.execute(insert(table), {"key": meta_key(BREAKS, text), "value": text})
        here[one.place] = one


def years(connection: Connection) -> set[int]:
    """The school years of which something is said."""
    return {one.year for one in _read(connection)}


def remove(connection: Connection, gone: Collection[int]) -> None:
    """Take what is said of these school years out of the log, by decision."""
    for one in _read(connection):
        if one.year in gone:
            connection.execute(delete(schema.meta).where(schema.meta.c.key == meta_key(BREAKS, _text(one))))


def _pending(connection: Connection, device: str, wall: str) -> list[BreakAccount]:
    own = {one.year: one for one in _read(connection) if one.device == device}
    school, now = planaccounts.own_school(connection, device), plans.own_breaks(connection)
    found = []
    for year in sorted(own.keys() | now.keys()):
        last, breaks = own.get(year), now.get(year, ())[:MOST_BREAKS]
        if last is None or (last.school, last.breaks) != (school, breaks):
            number = 1 if last is None else last.number + 1
            found.append(
                BreakAccount(school=school, year=year, number=number, wall=wall, device=device, breaks=breaks)
            )
    return found


def _read(connection: Connection) -> list[BreakAccount]:
    found = []
    for text in connection.execute(_SAID).scalars().all():
        try:
            found.append(from_plain(json.loads(text)))
        except UNREADABLE:
            continue
    return found


def _text(one: BreakAccount) -> str:
    return chain.canonical(to_plain(one))


def _place(one: BreakAccount) -> tuple[str, int]:
    return one.place


def _rank(one: BreakAccount) -> tuple[int, str, str]:
    return one.number, one.wall, _text(one)


def _said(one: BreakAccount) -> tuple[str, int, str]:
    return one.wall, one.number, _text(one)
