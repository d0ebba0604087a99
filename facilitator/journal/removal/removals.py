"""The record of removals by decision, and what is gone: it outlives what it tells of, and holds none of it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, insert, select

from facilitator.i18n import _
from facilitator.journal.tables import chain, schema
from facilitator.journal.tables.bulk import among, parts
from facilitator.journal.tables.rows import own_seal
from facilitator.journal.yearplan.planvalues import Place

SESSION, OCCASION, PLAN = "session", "occasion", "plan"
COUNTS: Final = ("sessions", "facts", "texts", "notes", "occasions", "planned", "beside")
_REMOVED: Final = schema.removed.c
# Asked whenever a log is opened, looked through or added to: each is put together once.
_RECORD, _CLEANED, _ALL_GONE = (
    select(schema.removal).order_by(schema.removal.c.number), select(schema.removal_cleaned), select(schema.removed),
)  # fmt: skip
_ANY_GONE: Final = select(_REMOVED.own).limit(1)
_SESSIONS: Final = select(schema.session.c.session)
_OCCASIONS: Final = select(schema.occasion.c.occasion).distinct()
_PLANS: Final = select(*(schema.plan_version.c[name] for name in Place._fields)).distinct()


@dataclass(frozen=True, slots=True)
class Removal:
    """One removal as the record keeps it. `at`: UTC, ISO; `cleaned`: when the last byte of it was gone, or empty."""

    number: int
    decision: str
    decided: str
    rule: Mapping[str, Any]
    role: str
    at: str
    counts: Mapping[str, int]
    files: tuple[str, ...]
    protocol: str
    cleaned: str


def own_hash(kind: str, own: str) -> str:
    """The name under which a session, an occasion or a plan is known to be gone. Ids of the first two are random, so nobody
    can guess them back; of a plan they are a school, a group and a year."""
    return hashlib.sha256(f"{kind}/{own}".encode()).hexdigest()


def contents_of(gone: Iterable[tuple[str, str]]) -> str:
    """The hash over what one removal took: names and heads, in whatever order."""
    return chain.seal(sorted([list(pair) for pair in gone]))


def removals(connection: Connection) -> list[Removal]:
    """Every removal, the first one first."""
    cleaned = {row.number: row.at for row in connection.execute(_CLEANED)}
    rows = connection.execute(_RECORD).mappings()
    return [
        Removal(
            row["number"], row["decision"], row["decided"], json.loads(row["rule"]), row["role"], row["at"],
            {name: row[name] for name in COUNTS}, tuple(json.loads(row["files"])), row["protocol"],
            cleaned.get(row["number"], ""),
        )
        for row in rows
    ]  # fmt: skip


def next_number(connection: Connection) -> int:
    """The number that the next removal gets."""
    return len(connection.execute(select(schema.removal.c.number)).all()) + 1


def _plans(connection: Connection) -> list[Place]:
    """Whose plans have gone between laptops."""
    return [Place(*row) for row in connection.execute(_PLANS)]


def keep(connection: Connection, said: Mapping[str, Any], gone: Sequence[tuple[str, str]]) -> None:
    """Record a removal and all that it took. `said`: every column but those worked out here."""
    table = schema.removal
    last = select(table.c.seal).order_by(table.c.number.desc()).limit(1)
    row = dict(said) | {
        "previous": connection.execute(last).scalar() or "",
        "contents": contents_of(gone),
    }
    connection.execute(insert(table), row | {"seal": own_seal(table, row)})
    rows = [{"own": own, "number": row["number"], "head": head} for own, head in gone]
    if rows:
        connection.execute(insert(schema.removed), rows)


def keep_cleaned(connection: Connection, number: int, at: str) -> None:
    """Record that nothing of a removal is left."""
    table = schema.removal_cleaned
    row = {"number": number, "at": at}
    connection.execute(insert(table), row | {"seal": own_seal(table, row)})


def gone(connection: Connection, kind: str, ids: Iterable[str]) -> frozenset[str]:
    """Those of some sessions or occasions that were removed by decision."""
    asked, found = tuple(ids), set()
    if not asked or connection.execute(_ANY_GONE).first() is None:
        return frozenset()
    by_hash = {own_hash(kind, own): own for own in asked}
    for part in parts(list(by_hash)):
        wanted = select(_REMOVED.own).where(among(connection, _REMOVED.own, part))
        found |= {by_hash[own] for own in connection.execute(wanted).scalars()}
    return frozenset(found)


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the record, in the interface language."""
    previous, contents = "", dict[int, list[tuple[str, str]]]()
    for row in connection.execute(_ALL_GONE):
        contents.setdefault(row.number, []).append((row.own, row.head))
    rows = connection.execute(_RECORD).mappings().all()
    whole = [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    for own in map(dict, rows):
        whole = whole and own["previous"] == previous and own["seal"] == own_seal(schema.removal, own)
        whole = whole and own["contents"] == contents_of(contents.pop(own["number"], ()))
        previous = own["seal"]
    done = [dict(row) for row in connection.execute(_CLEANED).mappings()]
    if not whole or contents or any(row["seal"] != own_seal(schema.removal_cleaned, row) for row in done):
        yield _("The record of what was removed by decision has been altered.")
    here = {
        SESSION: connection.execute(_SESSIONS).scalars().all(),
        OCCASION: connection.execute(_OCCASIONS).scalars().all(),
        PLAN: [place.key for place in _plans(connection)],
    }
    if rows and any(gone(connection, kind, ids) for kind, ids in here.items()):
        yield _("Something that was removed by decision is in the log again.")
