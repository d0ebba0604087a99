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


def _school_years(connection: Connection) -> None:
    """The plan of a school year and its breaks get tables of their own; no session knows of them."""
    connection.exec_driver_sql(
        'CREATE TABLE "plan" (\n\tid TEXT NOT NULL, \n\tyear INTEGER NOT NULL, \n\t"group" TEXT NOT NULL, \n\t'
        "series TEXT NOT NULL, \n\tlesson TEXT NOT NULL, \n\tday TEXT NOT NULL, \n\tat TEXT NOT NULL, \n\t"
        "seal TEXT NOT NULL, \n\tPRIMARY KEY (id)\n)"
    )
    connection.exec_driver_sql(
        "CREATE TABLE school_break (\n\tyear INTEGER NOT NULL, \n\tfirst TEXT NOT NULL, \n\t"
        "last TEXT NOT NULL, \n\tkind TEXT NOT NULL, \n\tseal TEXT NOT NULL, \n\tPRIMARY KEY (year, first, last)\n)"
    )


STEPS: tuple[Step, ...] = (_texts_apart, _school_years)
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
