"""Occasions held, cancelled or moved without the program: every account of each is kept, none is changed or removed.

An account is named by the hash of all it says and of the one it corrects. Taking in those of another laptop is a union:
the same in any order and any number of times. Where two laptops have corrected the same account somebody chooses, and
the choice is an account too, which travels like the others. Every function raises WorldTrouble when the log cannot be
read or written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime, time
from types import NoneType
from typing import Any, Final, Literal

from sqlalchemy import Connection, insert, select

from facilitator import __version__
from facilitator.journal import queries
from facilitator.journal.log import Log
from facilitator.journal.removal import removals
from facilitator.journal.tables import ids, schema
from facilitator.journal.tables.rows import OCCASION, hash_of
from facilitator.planning.breaks import first_year
from facilitator.planning.groups import School
from facilitator.planning.occasions import (
    WHYS,
    Occasion,
    Problem,
    Revision,
    Why,
    correction_problems,
    differing,
    is_off_already,
    leaves,
    problems,
)

_TABLE: Final = schema.occasion
_C: Final = _TABLE.c
_EVERY: Final = select(_TABLE)
_HASHES: Final = select(_C.hash, _C.occasion)
_DEVICES: Final = select(schema.device.c.id)
VALUES: Final = tuple(f.name for f in fields(Occasion))
_LONGEST_WORD: Final = 80
Case = Literal["new", "longer", "known", "conflicting", "removed"]


class Refused(ValueError):
    """An occasion that the rules of the log refuse; `problems` says why (`planning.occasions`)."""

    def __init__(self, found: Sequence[Problem]) -> None:
        """Keep what was found."""
        super().__init__(", ".join(found))
        self.problems = tuple(found)


class NotAnAccount(ValueError):
    """A row that no program of ours would have written."""


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """An occasion as it stands. `entered`: when this account was written (UTC, ISO). `disputed`: two accounts differ and
    somebody has to choose. `here`: this account was written on this laptop (`device`)."""

    occasion: str
    values: Occasion
    number: int
    why: Why
    entered: str
    disputed: bool
    here: bool
    device: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Accounts of one occasion to choose between, the one that stands now first."""

    occasion: str
    accounts: tuple[Revision, ...]


# --- asked ---------------------------------------------------------------------------------------------------------


def occasions(journal: Log, year: int | None = None, *, withdrawn: bool = False) -> list[OccasionRow]:
    """The occasions as they stand, the newest day first; of the school year that begins in `year`, or all.

    Those that were taken back are left out unless asked for.
    """
    found = []
    for own, accounts in by_occasion(_all(journal)).items():
        stands = leaves(accounts)[0]
        if year is not None and first_year(stands.values.day) != year:
            continue
        if stands.values.status == "withdrawn" and not withdrawn:
            continue
        found.append(
            OccasionRow(
                own, stands.values, stands.number, stands.why, stands.wall, bool(differing(accounts)),
                stands.device == journal.device, stands.device,
            )
        )  # fmt: skip
    return sorted(found, key=_newest, reverse=True)


def values(journal: Log, year: int | None = None) -> list[Occasion]:
    """What the occasions of a school year say, for the rules of `planning`."""
    return [row.values for row in occasions(journal, year)]


def standing(journal: Log) -> list[Revision]:
    """The account of each occasion that stands, by id; also of those that were taken back."""
    found = by_occasion(_all(journal))
    return [leaves(found[own])[0] for own in sorted(found)]


def ours(journal: Log, year: int | None = None) -> list[OccasionRow]:
    """The occasions that count for the plan of this laptop: entered here, or of a school that has a group here."""
    schools = {group.school for group in queries.groups(journal) if group.school}
    return [row for row in occasions(journal, year) if row.here or row.values.school in schools]


def of_school(journal: Log, school: School, year: int) -> list[Occasion]:
    """What the occasions of a school's groups and staff say, in a school year."""
    return [
        row.values
        for row in occasions(journal, year)
        if row.values.school == school.name and school.laptop in ("", row.device)
    ]


def history(journal: Log, own: str) -> tuple[Revision, ...]:
    """Every account of an occasion, in the order they were numbered; empty for one that is not here."""
    return tuple(sorted(by_occasion(_all(journal)).get(own, ()), key=_number))


def disputes(journal: Log) -> list[Dispute]:
    """The occasions whose accounts differ, by id."""
    found = by_occasion(_all(journal))
    return [Dispute(own, accounts) for own in sorted(found) if (accounts := differing(found[own]))]


# --- written -------------------------------------------------------------------------------------------------------


def enter(journal: Log, one: Occasion, today: date, *, own: str = "", now: datetime | None = None) -> str:
    """Keep a new occasion; its id, made here when not given. Raises Refused when the rules refuse it."""
    found = problems(one, today) if one.status != "withdrawn" else ("unknown",)
    if found:
        raise Refused(found)
    own = own or ids.occasion_id()
    with journal.database.writing() as connection:
        if is_off_already(one, _others(accounts(journal, connection), own)):
            raise Refused(("twice",))
        _write(connection, _account(journal, own, one, now=now))
    return own


def correct(journal: Log, own: str, one: Occasion, why: Why, today: date) -> None:
    """Keep a correction of an occasion as a new account, with a reason code.

    Raises KeyError for an occasion that is not here, Refused when the rules refuse it.
    """
    with journal.database.writing() as connection:
        known = accounts(journal, connection)
        stands = leaves(by_occasion(known)[own])[0]
        found = correction_problems(stands.values, one, why, today)
        another = not is_off_already(one, [stands.values])
        if not found and another and is_off_already(one, _others(known, own)):
            found = ("twice",)
        if found:
            raise Refused(found)
        _write(connection, _account(journal, own, one, after=stands, why=why))


def withdraw(journal: Log, own: str, why: Why, today: date) -> None:
    """Take an occasion back that was entered by mistake: its accounts stay, and it no longer counts.

    Raises KeyError for an occasion that is not here, Refused.
    """
    stands = leaves(by_occasion(_all(journal))[own])[0]
    correct(journal, own, replace(stands.values, status="withdrawn"), why, today)


def choose(journal: Log, own: str, chosen: str, over: str = "") -> bool:
    """Let the account with the hash `chosen` stand, over one other or all; they stay in the history. False when it is over
    already."""
    with journal.database.writing() as connection:
        waiting = differing(list(by_occasion(accounts(journal, connection)).get(own, ())))
        if chosen not in {one.hash for one in waiting}:
            return False
        standing = next(one for one in waiting if one.hash == chosen)
        for other in waiting:
            if other.hash != chosen and over in ("", other.hash):
                number = max(standing.number, other.number)
                after = replace(standing, number=number)
                standing = _account(
                    journal, own, standing.values, after=after, why="chosen", set_aside=other.hash
                )
                _write(connection, standing)
    return True


def _others(known: Iterable[Revision], own: str) -> list[Occasion]:
    """What the other occasions say."""
    return [leaves(found)[0].values for name, found in by_occasion(known).items() if name != own]


def _account(
    journal: Log, own: str, one: Occasion, *, after: Revision | None = None, why: Why = "", set_aside: str = "",
    now: datetime | None = None,
) -> Revision:  # fmt: skip
    return sealed(
        Revision(
            occasion=own, number=after.number + 1 if after else 1, previous=after.hash if after else "",
            set_aside=set_aside, why=why, wall=(now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"), device=journal.device,
            program_version=__version__, values=one, hash="",
        )
    )  # fmt: skip


def sealed(one: Revision) -> Revision:
    """The account with the hash of all it says."""
    return replace(one, hash=hash_of(row_of(one)))


def _write(connection: Connection, *accounts: Revision) -> None:
    connection.execute(insert(_TABLE), [row_of(one) for one in accounts])


# --- between laptops -----------------------------------------------------------------------------------------------


def revisions(journal: Log) -> list[Revision]:
    """Every account, each after the one it corrects."""
    return sorted(_all(journal), key=_travelling)


def from_plain(data: Mapping[str, Any]) -> Revision:
    """An account that has come in a package, looked at to the last value.

    Raises NotAnAccount, or what Python raises over values that are not as they should be.
    """
    if data.keys() != {"hash", *OCCASION} or hash_of(data) != data["hash"]:
        raise NotAnAccount("hash")
    found = _revision(data)
    numbers = {"number", "minutes", "adults", "mentors", "present"}
    if (
        row_of(found) != dict(data)
        or any(type(data[name]) not in (int, NoneType) for name in numbers)
        or type(data["few"]) is not bool
        or any(type(data[name]) is not str for name in data.keys() - {*numbers, "few"})
    ):
        raise NotAnAccount("values")
    if not ids.OCCASION.fullmatch(found.occasion) or not ids.DEVICE.fullmatch(found.device):
        raise NotAnAccount("id")
    if (
        found.number not in ids.NUMBERS
        or (found.number == 1) != (not found.previous)
        or (found.set_aside and not found.previous)
    ):
        raise NotAnAccount("number")
    if (
        found.why not in WHYS
        or len(found.program_version) > _LONGEST_WORD
        or not found.program_version.isprintable()
    ):
        raise NotAnAccount("why")
    if not ids.WALL.fullmatch(found.wall):
        raise NotAnAccount("wall")
    datetime.fromisoformat(found.wall)
    if problems(found.values):
        raise NotAnAccount("rules")
    return found


def take_in(connection: Connection, arrived: Iterable[Revision]) -> tuple[Revision, ...]:
    """Keep the accounts that are not here; those that were new. Those of what was removed by decision stay away.

    Raises NotAnAccount for one whose forerunner is missing.
    """
    came = tuple(arrived)
    gone = removals.gone(connection, removals.OCCASION, {one.occasion for one in came})
    here = {row.hash: row.occasion for row in connection.execute(_HASHES)}
    new = []
    for one in sorted(came, key=_travelling):
        if one.hash in here or one.occasion in gone:
            continue
        if any(before and here.get(before) != one.occasion for before in (one.previous, one.set_aside)):
            raise NotAnAccount("previous")
        here[one.hash] = one.occasion
        new.append(one)
    known = set(connection.execute(_DEVICES).scalars())
    devices = sorted({one.device for one in new} - known)
    if devices:
        connection.execute(insert(schema.device), [{"id": own} for own in devices])
    if new:
        _write(connection, *new)
    return tuple(new)


def cases(journal: Log, connection: Connection, arrived: Sequence[Revision]) -> dict[str, Case]:
    """What becomes of each occasion when accounts of another laptop come to those that are here."""
    gone = removals.gone(connection, removals.OCCASION, {one.occasion for one in arrived})
    staying: dict[str, Case] = dict.fromkeys(gone, "removed")
    wanted = (one for one in arrived if one.occasion not in gone)
    return _cases_of(accounts(journal, connection), wanted) | staying


def _cases_of(here: Iterable[Revision], arrived: Iterable[Revision]) -> dict[str, Case]:
    before, came = by_occasion(here), by_occasion(arrived)
    found: dict[str, Case] = {}
    for own, accounts in came.items():
        known = {one.hash for one in before.get(own, ())}
        if known.issuperset(one.hash for one in accounts):
            found[own] = "known"
        elif differing([*before.get(own, ()), *(one for one in accounts if one.hash not in known)]):
            found[own] = "conflicting"
        else:
            found[own] = "longer" if known else "new"
    return found


# --- rows ----------------------------------------------------------------------------------------------------------


def row_of(one: Revision) -> dict[str, Any]:
    """The stored form of an account."""
    said = asdict(one.values)
    said |= {
        "day": one.values.day.isoformat(),
        "at": one.values.at.isoformat("minutes") if one.values.at else "",
        "moved_to": one.values.moved_to.isoformat() if one.values.moved_to else "",
    }
    return said | {f.name: getattr(one, f.name) for f in fields(Revision) if f.name != "values"}


def _revision(row: Mapping[str, Any]) -> Revision:
    said = {name: row[name] for name in VALUES}
    said |= {
        "day": date.fromisoformat(row["day"]),
        "at": time.fromisoformat(row["at"]) if row["at"] else None,
        "moved_to": date.fromisoformat(row["moved_to"]) if row["moved_to"] else None,
    }
    rest = {f.name: row[f.name] for f in fields(Revision) if f.name != "values"}
    return Revision(values=Occasion(**said), **rest)


def _all(journal: Log) -> list[Revision]:
    with journal.database.begin() as connection:
        return accounts(journal, connection)


def read_all(connection: Connection) -> list[Revision]:
    """Every account. Raises ValueError or TypeError for one that is damaged."""
    return [_revision(dict(row)) for row in connection.execute(_EVERY).mappings().all()]


def accounts(journal: Log, connection: Connection) -> list[Revision]:
    """Every account, in no order."""
    try:
        return read_all(connection)
    except (ValueError, TypeError) as error:
        raise journal.damaged(str(error)) from error


def by_occasion(accounts: Iterable[Revision]) -> dict[str, list[Revision]]:
    """The accounts of each occasion."""
    found: dict[str, list[Revision]] = {}
    for one in accounts:
        found.setdefault(one.occasion, []).append(one)
    return found


def _newest(row: OccasionRow) -> tuple[date, str]:
    return row.values.day, row.occasion


def _number(one: Revision) -> tuple[int, str]:
    return one.number, one.hash


def _travelling(one: Revision) -> tuple[int, str]:
    """A correction has a greater number than what it corrects and what it sets aside."""
    return one.number, one.hash
