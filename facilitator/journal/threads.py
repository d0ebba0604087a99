"""The thread of a group as the log tells it: computed from the facts of its sessions whenever it is asked for."""

from sqlalchemy import select

from facilitator.journal import reading, schema
from facilitator.journal.reading import Broken
from facilitator.journal.store import Journal
from facilitator.session.state import Session
from facilitator.session.thread import GroupThread, thread_of


def thread(journal: Journal, group: str) -> GroupThread:
    """What a group brings to its next lesson. Raises WorldTrouble when the log cannot be read.

    A session whose facts do not add up brings nothing: `doctor` tells of it, and the lesson need not wait.
    """
    return thread_of(_sessions(journal, group))


def _sessions(journal: Journal, group: str) -> list[Session]:
    """The group's real sessions in the order they began."""
    run = schema.session.c
    wanted = select(run.session).where(run.group == group, run.rehearsal.is_(False), run.imported.is_(False))
    found = []
    with journal.database.begin() as connection:
        for session in connection.execute(wanted.order_by(run.session)).scalars().all():
            try:
                found.append(reading.load(connection, session))
            except (Broken, KeyError):
                continue
    return found
