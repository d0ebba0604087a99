"""An account of a group's plan for a school year as it travels and is kept: its values, and what of them is not trusted."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from facilitator.journal.tables import chain, ids
from facilitator.planning.breaks import CLOCK_YEARS, span
from facilitator.planning.groups import SCHOOL_LENGTH, code_problem
from facilitator.planning.year import STAFF, Planned, in_order

MOST_ROWS: Final = 400
"""In the plan of a group for a year; a full one has some forty."""
_IDENTIFIER: Final = re.compile(r"[a-z0-9-]{0,48}")
"""As long as a lesson's may be; none: supervision."""
_PART: Final = re.compile(r"[a-z0-9.-]{1,60}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


class NotAPlan(ValueError):
    """An account that no program of ours would have written."""


class Place(NamedTuple):
    """Whose plan, and of which school year; an empty group is the staff. `laptop`: where the group has no school, so that two
    laptops' 6B are not one; else empty."""

    school: str
    laptop: str
    year: int
    group: str

    @property
    def key(self) -> str:
        """Its name among the ids of sessions and occasions."""
        return chain.canonical(list(self))

    @classmethod
    def from_key(cls, key: str) -> "Place":
        """The plan that is named so."""
        return cls(*json.loads(key))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAccount:
    """One account of a plan. `number`, `previous`, `set_aside`, `wall`: as of an occasion (`planning.occasions.Revision`).
    `contents`: the hash of its rows. `rows`: None once another account comes after it."""

    place: Place
    number: int
    previous: str
    set_aside: str
    wall: str
    device: str
    contents: str
    rows: tuple[Planned, ...] | None
    hash: str

    @property
    def values(self) -> str:
        """What tells two accounts apart."""
        return self.contents


_SEALED: Final = tuple(f.name for f in fields(PlanAccount) if f.name not in ("place", "rows", "hash"))
FIELDS: Final = frozenset((*Place._fields, *_SEALED, "rows", "hash"))


def to_plain(one: PlanAccount) -> dict[str, Any]:
    """An account as it travels."""
    rows = None if one.rows is None else lines(one.rows)
    return one.place._asdict() | {name: getattr(one, name) for name in (*_SEALED, "hash")} | {"rows": rows}


def from_plain(data: Mapping[str, Any]) -> PlanAccount:
    """An account that has come, looked at to the last value.

    Raises NotAPlan, or what Python raises over values that are not as they should be.
    """
    if data.keys() != FIELDS:
        raise NotAPlan("fields")
    place = Place(*(data[name] for name in Place._fields))
    _check_place(place)
    rows = data["rows"]
    found = None if rows is None else tuple(planned(place.year, place.group, line) for line in rows)
    if found is not None and (list(found) != list(in_order(found)) or not _fits(place, found)):
        raise NotAPlan("rows")
    one = PlanAccount(place=place, rows=found, hash=data["hash"], **{name: data[name] for name in _SEALED})
    before = one.previous, one.set_aside
    names = (one.hash, one.contents, *filter(None, before))
    if (
        any(type(name) is not str for name in before)
        or not all(_HASH.fullmatch(name) for name in names)
        or not ids.DEVICE.fullmatch(one.device)
    ):
        raise NotAPlan("hash")
    first = not one.previous
    if (
        type(one.number) is not int
        or one.number not in ids.NUMBERS
        or (one.number == 1) != first
        or (first and one.set_aside)
    ):
        raise NotAPlan("number")
    if not ids.WALL.fullmatch(one.wall):
        raise NotAPlan("wall")
    datetime.fromisoformat(one.wall)
    if sealed(one).hash != one.hash or not holds(one):
        raise NotAPlan("hash")
    return one


def check_school(school: str, laptop: str) -> None:
    """Refuse what is neither a school nor a laptop. Raises NotAPlan."""
    if type(school) is not str or type(laptop) is not str:
        raise NotAPlan("school")
    if len(school) > SCHOOL_LENGTH or not school.isprintable():
        raise NotAPlan("school")
    if bool(school) == bool(laptop) or (laptop and not ids.DEVICE.fullmatch(laptop)):
        raise NotAPlan("laptop")


def _check_place(place: Place) -> None:
    school, laptop, year, group = place
    check_school(school, laptop)
    if type(year) is not int or year not in CLOCK_YEARS or (group != STAFF and code_problem(group)):
        raise NotAPlan("group")


def _fits(place: Place, rows: Sequence[Planned]) -> bool:
    """Whether rows are such as a plan of this group and year can have."""
    before, (first, last) = f"{place.year}.{place.group}.", span(place.year)
    return (
        len({row.id for row in rows}) == len(rows) <= MOST_ROWS
        and all(row.id.startswith(before) and _PART.fullmatch(row.id.removeprefix(before)) for row in rows)
        and all(_IDENTIFIER.fullmatch(text) for row in rows for text in (row.series, row.lesson))
        and all(first <= row.day <= last for row in rows)
    )


def sealed(one: PlanAccount) -> PlanAccount:
    """The account with the hash of all it says."""
    return replace(one, hash=chain.seal(*one.place, *(getattr(one, name) for name in _SEALED)))


def contents_of(rows: Iterable[Planned]) -> str:
    """The hash of the rows of a plan."""
    return hashlib.sha256(chain.canonical(lines(rows)).encode()).hexdigest()


def holds(one: PlanAccount) -> bool:
    """Whether the rows are those that the account vouches for."""
    return one.rows is None or contents_of(one.rows) == one.contents


def by_place(accounts: Iterable[PlanAccount]) -> dict[Place, list[PlanAccount]]:
    """The accounts of each plan."""
    found: dict[Place, list[PlanAccount]] = {}
    for one in accounts:
        found.setdefault(one.place, []).append(one)
    return found


def lines(rows: Iterable[Planned]) -> list[list[str]]:
    """The rows of a plan as they travel, by day."""
    return [
        [row.id, row.series, row.lesson, row.day.isoformat(), row.at.isoformat("minutes") if row.at else ""]
        for row in in_order(rows)
    ]


def planned(year: int, group: str, line: Sequence[str]) -> Planned:
    """A row of a plan that has travelled. Raises what Python raises over values that are not as they should be."""
    own, series, lesson, day, at = line
    return Planned(
        own, year, group, series, lesson, date.fromisoformat(day), time.fromisoformat(at) if at else None
    )
