"""The thread of a group as the log tells it: computed from the facts of its sessions whenever it is asked for.

What another leader handed over lies in `meta` under the hash of its text, and takes its place among the sessions by
the moment it was made. It is kept as it came and never changed.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, insert, select

from facilitator.journal import reading
from facilitator.journal.figures.selection import year_of
from facilitator.journal.log import Log
from facilitator.journal.reading import LEFT_OUT, UNREADABLE, Broken
from facilitator.journal.store import Journal
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import RECEIVED, group_row, meta_key
from facilitator.planning.breaks import first_year
from facilitator.planning.days import local_time
from facilitator.planning.groups import Group, is_staff
from facilitator.session.state import Session
from facilitator.session.thread import GroupThread, joined, thread_of
from facilitator.session.threadlines import Plain, from_lines, to_lines

MOST_KNOWN: Final = 500
"""Sessions kept as they were read."""
Place = tuple[str, str, int]
"""Group, lesson and school year."""


class Pick(NamedTuple):
    """The scenario that is picked for a step of a lesson instead of the lesson's own, by their ids."""

    lesson: str
    step: str
    scenario: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A thread on its way from one laptop to another: of which group and school (`people`: usual size), made when
    (UTC, ISO). `picks` go along with it and are no part of the thread."""

    group: str
    people: int
    school: str
    created: str
    thread: GroupThread
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """A lesson that was held on another laptop, for what is due here (`planning.due.Held`)."""

    group: str
    lesson: str
    started: str
    status: str
    rehearsal: bool = False
    utc_offset_min: int = 0
    session: str = ""


def thread(journal: Journal, group: str, today: date | None = None) -> GroupThread:
    """What a group brings to its next lesson. Raises WorldTrouble when the log cannot be read.

    Next year the same code is another class, which must not meet what this one has written: only the school year of `today`
    counts, by default the computer's own date. The staff stays the same. A session whose facts do not add up brings nothing,
    nor does a handover of no known day: `doctor` tells of it, and the lesson need not wait.
    """
    with journal.database.begin() as connection:
        year = None if is_staff(group) else first_year(today or datetime.now().astimezone().date())
        sessions = _sessions(journal, connection, group, year)
        parcels = [one for one in _parcels(connection) if one.group == group and _is_of(one, year)]
    found = GroupThread()
    for parcel in sorted(parcels, key=_made):
        found = thread_of((one for one in sessions if one.started <= parcel.created), found)
        found = joined(found, parcel.thread)
        sessions = [one for one in sessions if one.started > parcel.created]
    return thread_of(sessions, found)


def held_elsewhere(journal: Log) -> list[HeldElsewhere]:
    """The lessons that received threads tell of."""
    with journal.database.begin() as connection:
        return [
            HeldElsewhere(
                parcel.group,
                held.lesson,
                held.started,
                "done" if held.complete else "partial",
                session=held.session,
            )
            for parcel in _parcels(connection)
            for held in parcel.thread.held
        ]


def handed_over(journal: Log) -> dict[Place, HeldElsewhere]:
    """By group, lesson and school year what received threads tell: the time it was led to its end, else the last it was begun."""
    found: dict[Place, HeldElsewhere] = {}
    for one in sorted(held_elsewhere(journal), key=_weight):
        try:
            day = local_time(one.started, one.utc_offset_min).date()
        except ValueError as error:  # a time that no calendar has
            raise journal.damaged(str(error)) from error
        found[one.group, one.lesson, first_year(day)] = one
    return found


def receive(journal: Journal, parcel: Parcel) -> bool:
    """Keep a parcel, and its group where it is new here, in one go; False when it is known already.

    Raises WorldTrouble; then nothing has changed.
    """
    text = json.dumps(plain(parcel), ensure_ascii=False, sort_keys=True)
    key = meta_key(RECEIVED, text)
    group = Group(parcel.group, parcel.people, school=parcel.school)
    with journal.database.writing() as connection:
        if connection.execute(select(schema.meta.c.key).where(schema.meta.c.key == key)).first() is not None:
            return False
        table = schema.school_group
        if connection.execute(select(table.c.code).where(table.c.code == group.code)).first() is None:
            connection.execute(insert(table), group_row(group.code, group.people, group.school, group.active))
        connection.execute(insert(schema.meta), {"key": key, "value": text})
    return True


def plain(parcel: Parcel) -> Plain:
    """The parcel as it is kept: without the picks, which lie among the settings."""
    return {
        "group": parcel.group, "people": parcel.people, "school": parcel.school, "created": parcel.created,
        "lines": to_lines(parcel.thread),
    }  # fmt: skip


def _parcels(connection: Connection) -> list[Parcel]:
    wanted = select(schema.meta).where(schema.meta.c.key.startswith(RECEIVED))
    found = []
    for row in connection.execute(wanted).mappings():
        try:
            found.append(_parcel(json.loads(row["value"])))
        except UNREADABLE:
            continue  # `doctor` tells of it
    return found


def _parcel(data: Plain) -> Parcel:
    lines: Any = data["lines"]
    return Parcel(data["group"], data["people"], data["school"], data["created"], from_lines(lines))


def _is_of(parcel: Parcel, year: int | None) -> bool:
    try:
        return year is None or first_year(local_time(parcel.created, 0).date()) == year
    except ValueError:
        return False


def _weight(one: HeldElsewhere) -> tuple[bool, str]:
    return one.status == "done", one.started


def _made(parcel: Parcel) -> str:
    return parcel.created


def _sessions(journal: Journal, connection: Connection, group: str, year: int | None) -> list[Session]:
    """The group's real sessions of a school year led here, or of all years, in the order they began; one that has not grown
    since is not read again.

    Another school may have a group of the same code, and what came without its texts has nothing to bring.
    """
    run = schema.session.c
    absent = select(schema.typed.c.session).where(schema.typed.c.salt == LEFT_OUT)
    wanted = select(run.session, run.head).where(
        run.group == group, run.rehearsal.is_(False), run.imported.is_(False), run.device == journal.device,
        run.session.not_in(absent),
    )  # fmt: skip
    if year is not None:
        wanted = wanted.where(year_of() == year)
    found = []
    for own, head in connection.execute(wanted.order_by(run.session)).all():
        known = journal.known.get(own)
        if known is None or known[0] != head:
            try:
                known = head, reading.load(connection, own)
            except (Broken, KeyError):
                continue
            if len(journal.known) >= MOST_KNOWN:
                journal.known.clear()
            journal.known[own] = known
        found.append(known[1])
    return found
