"""Numbered steps from one version of the log to the next, each after a verified backup."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from facilitator.journal import schema
from facilitator.journal.backup import back_up
from facilitator.journal.engine import Database

Step = Callable[[Connection], None]


def _texts_apart(connection: Connection) -> None:
    """Free text of new facts gets a table beside the chain; what older facts hold stays in them."""
    connection.exec_driver_sql(
        "CREATE TABLE typed (\n\tid INTEGER NOT NULL, \n\tsession TEXT NOT NULL, \n\tseq INTEGER NOT NULL, \n\t"
        "salt TEXT NOT NULL, \n\ttext TEXT NOT NULL, \n\tPRIMARY KEY (id), \n\t"
        "CONSTRAINT typed_fact FOREIGN KEY(session, seq) REFERENCES fact (session, seq), \n\t"
        "CONSTRAINT typed_place UNIQUE (session, seq)\n)"
    )


STEPS: tuple[Step, ...] = (_texts_apart,)
"""Step n makes version n + 2 out of version n + 1 with statements of its own: never with today's tables, and never
with a change to a fact."""

assert len(STEPS) == schema.VERSION - 1


def version_of(connection: Connection) -> int:
    """The version the log stands at."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(database: Database, steps: Sequence[Step] = STEPS) -> None:
    """Bring the log to the newest version. Raises WorldTrouble; a step that fails leaves the version before it."""
    with database.begin() as connection:
        version = version_of(connection)
    for number, step in enumerate(steps[version - 1 :], start=version + 1):
        back_up(database)
        with database.begin() as connection:
            step(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        database.checkpoint()
