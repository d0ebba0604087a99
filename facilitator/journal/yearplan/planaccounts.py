"""The plans of groups between laptops: accounts of them, kept and compared as those of occasions are.

A plan is changed at will where it is made (`plans`). When a package is made there, an account is written down of every plan
that has changed since the last one; it is named by the hash of all it says and of the account it comes after. Taking in is a
union: the same in any order and any number of times. The newest stands; where two laptops have gone on from the same account,
or have both begun one, somebody chooses, and the choice is an account too, which travels. Of an account that another comes
after only the name is kept. A plan of this laptop's own is never replaced without a choice. What is asked of an open log
raises WorldTrouble when it cannot be read or written; what is asked within a transaction raises what Python raises over rows
that are damaged.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, insert, select, update

from facilitator.i18n import alphabetical
from facilitator.journal.log import Log
from facilitator.journal.reading import UNREADABLE
from facilitator.journal.removal import removals
from facilitator.journal.tables import chain, schema
from facilitator.journal.yearplan import plans
from facilitator.journal.yearplan.planvalues import (
    NotAPlan,
    Place,
    PlanAccount,
    by_place,
    contents_of,
    holds,
    lines,
    planned,
    sealed,
    to_plain,
)
from facilitator.planning.groups import School, code_problem
from facilitator.planning.occasions import differing, leaves
from facilitator.planning.year import STAFF, Planned, in_order

Case = Literal["new", "longer", "known", "conflicting", "removed"]
_ACCOUNT, _ELSEWHERE, _GROUP = schema.plan_version, schema.plan_elsewhere, schema.school_group.c
_PLACE = tuple(_ACCOUNT.c[name] for name in Place._fields)
# Asked for every plan of every package: each is put together once.
_ALL = select(_ACCOUNT)
_OF_PLACE = _ALL.where(*(column == bindparam(column.name) for column in _PLACE))
_BEGUN = select(*_PLACE).where(_ACCOUNT.c.device == bindparam("own"), _ACCOUNT.c.set_aside == "").distinct()
_BEGUN_AT = _BEGUN.where(*(column == bindparam(column.name) for column in _PLACE))
_SCHOOLS = select(_GROUP.school).where(_GROUP.school != "").distinct()
_GROUPS = select(_GROUP.code, _GROUP.school)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Accounts of one plan to choose between, the one that stands first; on the laptop whose plan it is that is its own."""

    place: Place
    accounts: tuple[PlanAccount, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """A plan of another laptop as it stands. `began`: the laptop that planned it first; `wall`: when this account was made
    (UTC, ISO)."""

    place: Place
    rows: tuple[Planned, ...]
    began: str
    wall: str


# --- asked ---------------------------------------------------------------------------------------------------------


def accounts(log: Log) -> list[PlanAccount]:
    """Every account, each after those it comes after. Raises WorldTrouble."""
    with _sound(log), log.database.begin() as connection:
        return sorted(_read(connection), key=_travelling)


def disputes(log: Log) -> list[Dispute]:
    """The plans whose accounts differ, by place. Raises WorldTrouble."""
    with _sound(log), log.database.begin() as connection:
        found = by_place(_read(connection))
        ours = _ours(connection, log.device)
    told = []
    for place in sorted(found):
        waiting = differing(found[place])
        own = [one for one in waiting if place in ours and one.device == log.device]
        if waiting:
            told.append(Dispute(place, (*own, *(one for one in waiting if one not in own))))
    return told


def plan_of(log: Log, year: int, school: str, group: str) -> tuple[Planned, ...]:
    """What is planned for a group of a school: by this laptop, else by another. Raises WorldTrouble."""
    with _sound(log), log.database.begin() as connection:
        for place, rows in _own_rows(connection).items():
            if (place.school, place.year, place.group) == (school, year, group):
                return rows
        c = _ELSEWHERE.c
        wanted = select(c.id, c.series, c.lesson, c.day, c.at).where(
            c.school == school, c.year == year, c.group == group
        )
        return in_order(planned(year, group, row) for row in connection.execute(wanted))


def schools(log: Log, year: int) -> list[School]:
    """Whose plans for a year have come from other laptops, by name; last those that have none. Raises WorldTrouble."""
    c = _ELSEWHERE.c
    wanted = select(c.school, c.laptop, c.year, c.group).where(c.year == year).distinct()
    with _sound(log), log.database.begin() as connection:
        own = _own_rows(connection, log.device)
        places = [Place(*row) for row in connection.execute(wanted)]
    found = {School(one.school, one.laptop) for one in places if one not in own}
    named = sorted((one for one in found if one.name), key=lambda one: (alphabetical(one.name), one.laptop))
    return [*named, *sorted(one for one in found if not one.name)]


def received(log: Log, year: int, school: School) -> list[Received]:
    """The plans of a school that have come from other laptops, by group; none for what is planned here. Raises WorldTrouble."""
    c = _ACCOUNT.c
    which = (c.school == school.name, c.laptop == school.laptop, c.year == year)
    with _sound(log), log.database.begin() as connection:
        found = by_place(_read(connection, *which))
        ours = _ours(connection, log.device, found)
        told = [_received(place, found[place]) for place in sorted(found.keys() - ours)]
    return [one for one in told if one.rows]


def _received(place: Place, accounts: Sequence[PlanAccount]) -> Received:
    known, stands = {one.hash: one for one in accounts}, leaves(accounts)[0]
    first = stands
    while first.previous:
        first = known[first.previous]
    return Received(place, stands.rows or (), first.device, stands.wall)


def planned_here(log: Log, year: int, school: School) -> frozenset[str]:
    """The groups of a school that are planned on this laptop. Raises WorldTrouble."""
    with _sound(log), log.database.begin() as connection:
        return frozenset(
            one.group
            for one in _own_rows(connection, log.device)
            if (one.year, one.school, one.laptop) == (year, *school)
        )


# --- between laptops -----------------------------------------------------------------------------------------------


def write_down(log: Log, wall: str) -> None:
    """Keep an account of every plan of this laptop's own that has changed since the last one. Raises WorldTrouble."""
    with _sound(log), log.database.begin() as connection:
        if not any(_pending(connection, log.device, wall)):
            return
    with _sound(log), log.database.writing() as connection:
        _keep(connection, log.device, list(_pending(connection, log.device, wall)))


def take_in(log: Log, connection: Connection, arrived: Sequence[PlanAccount]) -> None:
    """Keep the accounts that are not here, within one transaction; those of what was removed by decision stay away.

    Raises NotAPlan for one that hangs in the air, WorldTrouble.
    """
    if not arrived:
        return
    places = {one.place for one in arrived}
    with _sound(log):
        gone = removals.gone(connection, removals.PLAN, [one.key for one in places])
        own = _pending(connection, log.device, _now(), places)
        _keep(connection, log.device, [*own, *(one for one in arrived if one.place.key not in gone)])


def cases(log: Log, connection: Connection, arrived: Sequence[PlanAccount]) -> dict[str, Case]:
    """What becomes of each plan when accounts of another laptop come to those that are here. Raises WorldTrouble."""
    came = by_place(arrived)
    if not came:
        return {}
    found: dict[str, Case] = {}
    with _sound(log):
        gone = removals.gone(connection, removals.PLAN, [one.key for one in came])
        own = by_place(_pending(connection, log.device, _now(), came))
        for place, new in came.items():
            here = [*_of_place(connection, place), *own.get(place, ())]
            found[place.key] = "removed" if place.key in gone else _case(here, new)
    return found


def _case(here: Sequence[PlanAccount], arrived: Sequence[PlanAccount]) -> Case:
    known = {one.hash for one in here}
    if known.issuperset(one.hash for one in arrived):
        return "known"
    if differing([*here, *(one for one in arrived if one.hash not in known)]):
        return "conflicting"
    return "longer" if known else "new"


def choose(log: Log, place: Place, chosen: str, over: str) -> bool:
    """Let one account (a hash) stand over another one, which is kept; False when that is settled already, or when the plan
    of this laptop has changed since. Raises WorldTrouble."""
    with _sound(log), log.database.writing() as connection:
        _keep(connection, log.device, list(_pending(connection, log.device, _now(), [place])))
        waiting = {one.hash: one for one in differing(_of_place(connection, place))}
        if not {chosen, over} <= waiting.keys() or chosen == over:
            return False
        stands, other = waiting[chosen], waiting[over]
        if _ours(connection, log.device, [place]):
            plans.put(connection, place.year, place.group, stands.rows or ())
        alike = [one for one in waiting.values() if one.values == other.values]
        _keep(connection, log.device, list(_chosen(stands, alike, log.device)))
    return True


def _chosen(stands: PlanAccount, over: Sequence[PlanAccount], device: str) -> Iterator[PlanAccount]:
    """The choice of one account over others that say the same: an account each, for each sets one aside."""
    last, wall = stands, _now()
    for other in over:
        number = max(last.number, other.number) + 1
        last = sealed(
            replace(stands, number=number, previous=last.hash, set_aside=other.hash, wall=wall, device=device)
        )
        yield last


@contextmanager
def _sound(log: Log) -> Iterator[None]:
    """Tell of rows that cannot be read as of a log that is damaged."""
    try:
        yield
    except NotAPlan:
        raise
    except UNREADABLE as error:
        raise log.damaged(str(error)) from error


def _keep(connection: Connection, device: str, new: Sequence[PlanAccount]) -> None:
    """Add accounts, let go of the rows of those that another now comes after, and make the rows anew that stand."""
    all_new = by_place(new)
    ours = _ours(connection, device, all_new)
    for place, came in all_new.items():
        here = {one.hash: one for one in _of_place(connection, place)}
        fresh = [one for one in {one.hash: one for one in came}.values() if one.hash not in here]
        every = [*here.values(), *fresh]
        passed, known = {one.previous for one in every}, {one.hash for one in every}
        if any(before and before not in known for one in fresh for before in (one.previous, one.set_aside)):
            raise NotAPlan("previous")
        if any(one.rows is None and one.hash not in passed for one in every):
            raise NotAPlan("rows")
        if fresh:
            rows = [replace(one, rows=None) if one.hash in passed else one for one in fresh]
            connection.execute(insert(_ACCOUNT), [_row(one) for one in rows])
        late = [own for own, one in here.items() if own in passed and one.rows is not None]
        if late:
            connection.execute(
                update(_ACCOUNT).where(at(_ACCOUNT, place), _ACCOUNT.c.hash.in_(late)).values(rows="")
            )
        connection.execute(delete(_ELSEWHERE).where(at(_ELSEWHERE, place)))
        if standing_now := _standing_rows(place, every, ours):
            connection.execute(insert(_ELSEWHERE), standing_now)


def _standing_rows(
    place: Place, accounts: Sequence[PlanAccount], ours: Collection[Place]
) -> list[dict[str, Any]]:
    """The rows of a plan as they stand; none of this laptop's own, which stand among its plans."""
    if place in ours or not accounts:
        return []
    names = ("id", "series", "lesson", "day", "at")
    return [
        place._asdict() | dict(zip(names, line, strict=True))
        for line in lines(leaves(accounts)[0].rows or ())
    ]


def standing(connection: Connection) -> list[tuple[Place, PlanAccount]]:
    """Every plan that has gone between laptops, with the account that stands, by place."""
    found = by_place(_read(connection))
    return [(place, leaves(found[place])[0]) for place in sorted(found)]


def remove(connection: Connection, place: Place) -> None:
    """Take a plan that has gone between laptops out of the log, by decision."""
    for table in (_ACCOUNT, _ELSEWHERE):
        connection.execute(delete(table).where(at(table, place)))


def problems(connection: Connection, device: str) -> Iterator[str]:
    """The places whose accounts, or rows as they stand, are not what they were."""
    found, ours = by_place(_read(connection)), _ours(connection, device)
    stored: dict[Place, list[dict[str, Any]]] = {}
    for row in connection.execute(select(_ELSEWHERE)).mappings():
        stored.setdefault(Place(*(row[name] for name in Place._fields)), []).append(dict(row))
    for place in sorted({*found, *stored}):
        every = found.get(place, [])
        known = {one.hash for one in every}
        whole = all(sealed(one).hash == one.hash and holds(one) for one in every) and all(
            not before or before in known for one in every for before in (one.previous, one.set_aside)
        )
        wanted = sorted(_standing_rows(place, every, ours), key=_by_id)
        if not whole or (place not in ours and sorted(stored.get(place, []), key=_by_id) != wanted):
            yield place.key


def _by_id(row: Mapping[str, Any]) -> str:
    return str(row["id"])


# --- this laptop's own ---------------------------------------------------------------------------------------------


def own_school(connection: Connection, device: str) -> School:
    """Whose staff is planned here, and whose breaks: the school of the groups, where they name one and no more."""
    named = connection.execute(_SCHOOLS).scalars().all()
    return School(named[0], "") if len(named) == 1 else School("", device)


def _own_rows(connection: Connection, device: str = "") -> dict[Place, tuple[Planned, ...]]:
    """What is planned here for groups and for the staff."""
    schools = {row.code: row.school for row in connection.execute(_GROUPS)}
    schools[STAFF] = own_school(connection, device).name
    found: dict[Place, list[Planned]] = {}
    for row in plans.read_all(connection):
        if row.group == STAFF or not code_problem(row.group):
            school = schools.get(row.group, "")
            found.setdefault(Place(school, "" if school else device, row.year, row.group), []).append(row)
    return {place: in_order(rows) for place, rows in found.items()}


def _ours(
    connection: Connection, device: str, places: Collection[Place] | None = None
) -> frozenset[Place]:  # fmt: skip
    """The places, all or of those asked for, whose plan is made on this laptop, or has been."""
    own, now = {"own": device}, _own_rows(connection, device).keys()
    if places is None:
        return frozenset({Place(*row) for row in connection.execute(_BEGUN, own)} | now)
    return frozenset(
        place for place in places
        if place in now or connection.execute(_BEGUN_AT, own | place._asdict()).first() is not None
    )  # fmt: skip


def _pending(
    connection: Connection, device: str, wall: str, places: Collection[Place] | None = None
) -> Iterator[PlanAccount]:
    """An account of every plan of this laptop's own, or of those asked for, that has changed since the last one."""
    rows, ours = _own_rows(connection, device), _ours(connection, device, places)
    gone = removals.gone(connection, removals.PLAN, [place.key for place in ours])
    for place in sorted(ours):
        mine = [one for one in _of_place(connection, place) if one.device == device]
        last = max(mine, key=_travelling, default=None)
        now = rows.get(place, ())
        if place.key not in gone and (last is None or last.contents != contents_of(now)):
            number, before = (last.number + 1, last.hash) if last else (1, "")
            yield sealed(
                PlanAccount(
                    place=place, number=number, previous=before, set_aside="", wall=wall, device=device,
                    contents=contents_of(now), rows=now, hash="",
                )
            )  # fmt: skip


# --- rows -----------------------------------------------------------------------------------------------------------


def _row(one: PlanAccount) -> dict[str, Any]:
    rows = "" if one.rows is None else chain.canonical(lines(one.rows))
    return to_plain(one) | {"rows": rows}


def _read(connection: Connection, *conditions: ColumnElement[bool]) -> list[PlanAccount]:
    wanted = _ALL.where(*conditions) if conditions else _ALL
    return [_account(dict(row)) for row in connection.execute(wanted).mappings().all()]


def _of_place(connection: Connection, place: Place) -> list[PlanAccount]:
    return [_account(dict(row)) for row in connection.execute(_OF_PLACE, place._asdict()).mappings().all()]


def _account(row: dict[str, Any]) -> PlanAccount:
    place = Place(*(row.pop(name) for name in Place._fields))
    text = row.pop("rows")
    rows = tuple(planned(place.year, place.group, line) for line in json.loads(text)) if text else None
    return PlanAccount(place=place, rows=rows, **row)


def at(table: Table, place: Place) -> ColumnElement[bool]:
    """The rows of one plan."""
    return and_(*(table.c[name] == value for name, value in place._asdict().items()))


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _travelling(one: PlanAccount) -> tuple[int, str]:
    return one.number, one.hash
