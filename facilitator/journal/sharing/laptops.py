"""The laptops that packages have come from, when each was last heard from, and what the last package from here held."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from facilitator.journal.log import Log
from facilitator.journal.reading import UNREADABLE
from facilitator.journal.tables import chain, schema
from facilitator.journal.tables.rows import PACKAGE, SENT, meta_key

_KEY, _VALUE = schema.meta.c.key, schema.meta.c.value
_PACKAGE = select(_KEY).where(_KEY.startswith(PACKAGE), _VALUE.contains(bindparam("part")))


@dataclass(frozen=True, slots=True)
class Arrival:
    """A package that was taken in. `package`: the hash of its content; `created` and `taken`: UTC, ISO, by the sender's
    clock and by this one's; `groups`: code, people, school, in use."""

    package: str
    device: str
    program: str
    created: str
    groups: tuple[tuple[str, int, str, bool], ...]
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Laptop:
    """A laptop that has sent packages. `heard`: when its newest package was made (UTC, ISO, its own clock);
    `last`: when its newest session began."""

    device: str
    schools: tuple[str, ...]
    groups: tuple[str, ...]
    sessions: int
    heard: str
    last: str
    program: str


def keep_arrival(connection: Connection, arrival: Arrival) -> None:
    """Remember a package, unless it has been here before."""
    if has_arrived(connection, arrival.package):
        return
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = chain.canonical(
        {"package": arrival.package, "device": arrival.device, "program": arrival.program,
         "created": arrival.created, "groups": arrival.groups, "taken": now}
    )  # fmt: skip
    connection.execute(insert(schema.meta), {"key": meta_key(PACKAGE, text), "value": text})


def has_arrived(connection: Connection, package: str) -> bool:
    """Whether a package with this hash of its content has been taken in."""
    return connection.execute(_PACKAGE, {"part": f'"package":"{package}"'}).first() is not None


def laptops(journal: Log) -> list[Laptop]:
    """The laptops whose sessions or packages are here, the one not heard from for longest first. Raises WorldTrouble."""
    run = schema.session.c
    wanted = select(run.device, run.school, func.count(), func.max(run.started)).where(
        run.rehearsal.is_(False)
    )
    with journal.database.begin() as connection:
        counted = connection.execute(wanted.group_by(run.device, run.school)).all()
        newest: dict[str, Arrival] = {}
        for one in _arrivals(connection):
            before = newest.get(one.device)
            if before is None or (one.created, one.package) > (before.created, before.package):
                newest[one.device] = one
    found = []
    for device in {*newest, *(row[0] for row in counted)} - {journal.device}:
        rows = [row for row in counted if row[0] == device]
        arrival = newest.get(device)
        groups = tuple(code for code, _n, _school, active in arrival.groups if active) if arrival else ()
        schools = {row[1] for row in rows if row[1]} | {
            one[2] for one in (arrival.groups if arrival else ()) if one[2]
        }
        found.append(
            Laptop(
                device, tuple(sorted(schools)), groups, sum(row[2] for row in rows),
                arrival.created if arrival else "", max((row[3] for row in rows), default=""),
                arrival.program if arrival else "",
            )
        )  # fmt: skip
    return sorted(found, key=_silence)


def _silence(laptop: Laptop) -> tuple[str, str]:
    return laptop.heard or laptop.last, laptop.device


def _arrivals(connection: Connection) -> list[Arrival]:
    found = []
    for value in _values(connection, PACKAGE):
        try:
            data = json.loads(value)
            groups = tuple(
                (code, people, school, active) for code, people, school, active in data.pop("groups")
            )
            found.append(Arrival(groups=groups, **data))
        except UNREADABLE:
            continue  # `doctor` tells of it
    return found


def sent(connection: Connection) -> dict[str, int]:
    """How many facts of each session the packages made here have held."""
    for value in _values(connection, SENT):
        try:
            found: dict[str, int] = json.loads(value)["sessions"]
        except UNREADABLE:
            continue
        return found
    return {}


def keep_sent(connection: Connection, sessions: Mapping[str, int]) -> None:
    """Remember what has left."""
    _put_sent(connection, sent(connection) | dict(sessions))


def forget_sent(connection: Connection, sessions: Iterable[str]) -> None:
    """Forget that these have left; a record that holds none of them stays as it is."""
    known, lost = sent(connection), set(sessions)
    if lost & known.keys():
        _put_sent(connection, {own: seq for own, seq in known.items() if own not in lost})


def _put_sent(connection: Connection, sessions: Mapping[str, int]) -> None:
    text = chain.canonical({"sessions": dict(sessions)})
    connection.execute(delete(schema.meta).where(schema.meta.c.key.startswith(SENT)))
    connection.execute(insert(schema.meta), {"key": meta_key(SENT, text), "value": text})


def _values(connection: Connection, prefix: str) -> Iterable[Any]:
    wanted = select(schema.meta.c.value).where(schema.meta.c.key.startswith(prefix))
    return connection.execute(wanted).scalars().all()
