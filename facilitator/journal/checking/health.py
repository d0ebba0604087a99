"""Whether the log is whole: the file, the chain of every session, the seal of every row, summary against facts."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from sqlalchemy import Connection, Select, Table, bindparam, select
from sqlalchemy.exc import SQLAlchemyError

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.journal import reading
from facilitator.journal.engine import Database, expected_schema, is_file
from facilitator.journal.log import Transactions
from facilitator.journal.reading import OWN_DEVICE, UNREADABLE, Broken, Row
from facilitator.journal.removal import removals
from facilitator.journal.tables import schema, steptexts
from facilitator.journal.tables.rows import (
    KEPT_BY_HASH,
    RECEIVED,
    STEP,
    SUMMARY,
    changes_in,
    export_seal,
    group_seal,
    hash_of,
    meta_key,
    own_seal,
    seal_of,
    step_row,
    storable,
)
from facilitator.journal.yearplan import planaccounts
from facilitator.session.facts import NoteWritten
from facilitator.session.fold import folded
from facilitator.session.rules import note_digest
from facilitator.session.state import Entry
from facilitator.session.summary import summarise

Kind = Literal["file", "schema", "facts", "note", "summary", "row"]
_SESSIONS = select(schema.session.c.session)
_RUN_HERE = select(schema.session.c.lesson_hash).where(schema.session.c.imported.is_(False)).distinct()
_NOTE_OF = select(schema.note.c.salt, schema.note.c.text).where(schema.note.c.session == bindparam("own"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not in order. `mendable`: `rebuild` computes it again from the facts."""

    kind: Kind
    text: str
    session: str = ""
    mendable: bool = False


def examine(database: Transactions, *, folds: bool = True) -> list[Finding]:
    """Everything that is wrong with the log; empty when it is whole. Of a shared one, the rows.

    `folds` compares every summary with its facts folded anew (milliseconds a session); without it the seals vouch
    for the summaries.
    """
    try:
        with database.begin() as connection:
            findings = list(_file(connection)) if is_file(connection) else []
            if not findings:
                shape = _shape(connection) if is_file(connection) else ()  # a server looks after its own
                findings = [*shape, *_rows(connection), *_sessions(connection, folds)]
    except (WorldTrouble, SQLAlchemyError, *UNREADABLE) as error:
        reason = error.message if isinstance(error, WorldTrouble) else error
        return [Finding("file", _("The log cannot be read through: {reason}").format(reason=reason))]
    return findings


def quick(database: Database) -> list[Finding]:
    """The file's own quick check, for a log that was closed properly."""
    try:
        with database.begin() as connection:
            return list(_file(connection, "PRAGMA quick_check(20)"))
    except WorldTrouble as error:
        return [Finding("file", str(error))]


def _file(connection: Connection, check: str = "PRAGMA integrity_check(20)") -> Iterator[Finding]:
    answers = [str(row[0]) for row in connection.exec_driver_sql(check)]
    if answers != ["ok"]:
        yield from (Finding("file", answer) for answer in answers)
        return
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
        yield Finding("file", _("A row of {table} has lost what it belongs to.").format(table=row[0]))


def _shape(connection: Connection) -> Iterator[Finding]:
    if schema_of(connection) != _expected():
        yield Finding("schema", _("The tables are not as this program made them."))


@cache
def _expected() -> Mapping[str, str]:
    return {name: _one_spaced(sql) for name, sql in expected_schema().items()}


def schema_of(connection: Connection) -> dict[str, str]:
    """The statement behind every table, index and trigger, by name."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {row.name: _one_spaced(row.sql) for row in rows}


def _one_spaced(sql: str) -> str:
    """The statement without its own line breaks: a column that was added later stands on the line before it."""
    return " ".join(sql.split())


def _rows(connection: Connection) -> Iterator[Finding]:
    for row in _all(connection, schema.school_group):
        if row["seal"] != group_seal(row):
            yield Finding("row", _("A group has been altered: {code}.").format(code=row["code"]))
    for row in _all(connection, schema.export_log):
        if row["seal"] != export_seal(row):
            yield Finding("row", _("The record of an export has been altered."))
    for table in (schema.plan, schema.school_break):
        if any(row["seal"] != own_seal(table, row) for row in _all(connection, table)):
            yield Finding("row", _("The plan of a school year has been altered."))
    accounts = {row["hash"]: row for row in _all(connection, schema.occasion)}
    if any(_altered(row, accounts) for row in accounts.values()):
        yield Finding("row", _("An occasion that was held without the program has been altered."))
    yield from (Finding("row", text) for text in removals.problems(connection))
    device = connection.execute(OWN_DEVICE).scalar()
    if any(planaccounts.problems(connection, device or "")):
        yield Finding("row", _("A plan that goes between computers has been altered."))
    devices = {row["id"] for row in _all(connection, schema.device)}
    values = {row["key"]: row["value"] for row in _all(connection, schema.meta)}
    kept = {key: value for key, value in values.items() if key.startswith(KEPT_BY_HASH)}
    altered = [key for key, value in kept.items() if key != meta_key(key[: key.index("/") + 1], value)]
    if any(key.startswith(RECEIVED) for key in altered):
        yield Finding("row", _("What another leader handed over has been altered."))
    if not all(key.startswith(RECEIVED) for key in altered):
        yield Finding("row", _("What is kept of packages from other computers has been altered."))
    values = {key: value for key, value in values.items() if key not in kept}
    if set(values) != {"device"} or values["device"] not in devices:
        yield Finding("row", _("The laptop’s own id has been altered."))
    missing = set(connection.execute(_RUN_HERE).scalars())
    for row in _all(connection, schema.lesson_snapshot):
        if hashlib.sha256(row["script"].encode()).hexdigest() == row["hash"]:
            missing.discard(row["hash"])
        else:
            missing.add(row["hash"])
    altered_text = _("The text of a lesson that was run is missing or altered.")
    if missing:
        yield Finding("facts", altered_text)
    texts = _all(connection, schema.step_text)
    if any(row["number"] != steptexts.number_of(*steptexts.text_of(row)) for row in texts):
        yield Finding("summary", altered_text, mendable=True)


def _altered(row: Row, accounts: Mapping[str, Row]) -> bool:
    """Whether an account of an occasion is not what it was, or has lost what it corrects."""
    before = [accounts.get(row[name]) for name in ("previous", "set_aside") if row[name]]
    return hash_of(row) != row["hash"] or any(
        one is None or one["occasion"] != row["occasion"] for one in before
    )


def _all(connection: Connection, table: Table) -> Iterator[Row]:
    for row in connection.execute(_whole(table)).mappings():
        yield dict(row)


@cache
def _whole(table: Table) -> Select[Any]:
    return select(table)


def _sessions(connection: Connection, folds: bool) -> Iterator[Finding]:
    days = {str(row["at"])[:10] for row in _all(connection, schema.export_log)}
    for own in connection.execute(_SESSIONS).scalars().all():
        try:
            yield from _session(connection, own, days, folds)
        except Broken as broken:
            yield Finding("facts", str(broken), own)
        except UNREADABLE:
            yield Finding("facts", _("Session {session} cannot be read.").format(session=own), own)


def _session(connection: Connection, own: str, days: set[str], folds: bool) -> Iterator[Finding]:
    row = reading.session_row(connection, own)
    if row is None:
        raise LookupError(own)
    steps = reading.step_rows(connection, own)
    if row["exported"] and row["exported"] not in days:
        yield Finding(
            "row", _("Session {session}: the day of its export is altered.").format(session=own), own
        )
    told = changes_in(steps)
    sealed = row["seal"] == seal_of(row, steps) and all(row[name] == n for name, n in told.items())
    if row["imported"]:
        if not sealed:
            yield Finding("row", _("Session {session} has been altered.").format(session=own), own)
        return
    entries = reading.entries(row, reading.fact_rows(connection, own))
    yield from _note(connection, own, entries)
    if not sealed or (folds and not agrees(connection, row, steps, entries)):
        text = _("Session {session}: the summary does not agree with what happened.").format(session=own)
        yield Finding("summary", text, own, mendable=True)


def agrees(connection: Connection, row: Row, steps: Sequence[Row], entries: Sequence[Entry]) -> bool:
    """Whether the stored summary is the one the facts lead to. Raises Broken."""
    summary = summarise(folded(row["session"], reading.script(connection, row["lesson_hash"]), entries))
    fresh = [step_row(summary.session, step) for step in summary.steps]
    if any(row[name] != storable(getattr(summary, name)) for name in SUMMARY):
        return False
    return [{name: step[name] for name in STEP} for step in steps] == [
        {name: step[name] for name in STEP} for step in fresh
    ]


def _note(connection: Connection, own: str, entries: Sequence[Entry]) -> Iterator[Finding]:
    digests = [entry.fact.digest for entry in entries if isinstance(entry.fact, NoteWritten)]
    note = connection.execute(_NOTE_OF, {"own": own}).first()
    if note is None:
        return  # the text may have been erased by decision; the chain still holds
    if not digests or note_digest(note.salt, note.text.decode("utf-8", "surrogatepass")) != digests[-1]:
        yield Finding("note", _("Session {session}: the note has been altered.").format(session=own), own)
