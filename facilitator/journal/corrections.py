"""Minutes that were put in afterwards: which sessions have some, and why and when each of them came."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from facilitator.journal.log import Log
from facilitator.journal.tables import schema, sheaves
from facilitator.session.facts import MinutesCorrected, from_plain

_FACT = schema.fact.c
_OURS = sheaves.of_kind(MinutesCorrected)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The last correction of a step. `wall`: when it was made (UTC, ISO)."""

    minutes: int
    reason: str
    wall: str


def corrected_sessions(journal: Log, among: Collection[str]) -> frozenset[str]:
    """The sessions with corrected minutes among some. Raises WorldTrouble."""
    wanted = select(_FACT.session).where(_OURS, _FACT.session.in_(among)).distinct()
    with journal.database.begin() as connection:
        return frozenset(connection.execute(wanted).scalars())


def corrections(journal: Log, session: str) -> dict[str, Corrected]:
    """The corrected steps of a session. Raises WorldTrouble."""
    wanted = select(_FACT.wall, _FACT.version, _FACT.data).where(_OURS, _FACT.session == session)
    found: dict[str, Corrected] = {}
    with journal.database.begin() as connection:
        for row in connection.execute(wanted.order_by(_FACT.seq)):
            fact = from_plain(MinutesCorrected.kind, row.version, json.loads(row.data))
            if isinstance(fact, MinutesCorrected):
                found[fact.step] = Corrected(fact.minutes, fact.reason, row.wall)
    return found
