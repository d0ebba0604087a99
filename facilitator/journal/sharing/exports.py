"""What has left in files as it stands now and what has not: sessions, and what was held without the program."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from facilitator.journal.log import Log
from facilitator.journal.occasions import accounts, by_occasion
from facilitator.journal.reading import UNREADABLE
from facilitator.journal.tables import chain, schema
from facilitator.journal.tables.rows import EXPORTED, meta_key
from facilitator.planning.occasions import Revision, leaves

_RUN: Final = schema.session.c


@dataclass(frozen=True, slots=True)
class _Left:
    """The accounts of occasions that have left; where an older version exported, all that were written before `until`."""

    accounts: frozenset[str]
    until: str

    def waits(self, accounts: list[Revision]) -> bool:
        """Whether an occasion has changed since it left; one taken back before it ever did has nothing to tell."""
        stands = leaves(accounts)[0]
        if self.has(stands):
            return False
        return stands.values.status != "withdrawn" or any(map(self.has, accounts))

    def has(self, one: Revision) -> bool:
        """Whether an account has left."""
        return one.hash in self.accounts or one.wall <= self.until


def never_exported(journal: Log) -> int:
    """How many ended sessions and occasions have not been exported as they stand now; rehearsals do not count.

    Raises WorldTrouble.
    """
    sessions = select(func.count()).where(
        _RUN.status != "running", _RUN.rehearsal.is_(False), _RUN.exported == "", _RUN.imported.is_(False)
    )
    with journal.database.begin() as connection:
        count: int = connection.execute(sessions).scalar_one()
        left = _left(connection)
        return count + sum(map(left.waits, by_occasion(accounts(journal, connection)).values()))


def keep(connection: Connection, left: Iterable[str]) -> None:
    """Write down which accounts of occasions have left, by their hashes, in the place of those before."""
    text = chain.canonical({"occasions": sorted(left)})
    connection.execute(delete(schema.meta).where(schema.meta.c.key.startswith(EXPORTED)))
    connection.execute(insert(schema.meta), {"key": meta_key(EXPORTED, text), "value": text})


def forget_gone(connection: Connection) -> None:
    """Forget that accounts have left that are in the log no more."""
    before = _left(connection).accounts
    here = set(connection.execute(select(schema.occasion.c.hash)).scalars())
    if before - here:
        keep(connection, before & here)


def _left(connection: Connection) -> _Left:
    wanted = select(schema.meta.c.value).where(schema.meta.c.key.startswith(EXPORTED))
    value = connection.execute(wanted).scalar()
    if value is None:
        return _Left(frozenset(), connection.execute(select(func.max(schema.export_log.c.at))).scalar() or "")
    try:
        return _Left(frozenset(json.loads(value)["occasions"]), "")
    except UNREADABLE:
        return _Left(frozenset(), "")  # `doctor` tells of it
