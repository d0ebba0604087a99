"""Summaries computed again from the facts, and spilled records folded back in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from facilitator.content.script import from_json
from facilitator.errors import ContentFault
from facilitator.journal import reading
from facilitator.journal.log import Transactions
from facilitator.journal.reading import UNREADABLE, Broken
from facilitator.journal.removal import removals
from facilitator.journal.tables import schema, steptexts
from facilitator.journal.tables.chain import APART, Apart
from facilitator.journal.tables.rows import session_row, step_row
from facilitator.journal.writing.jobs import EntryJob, Job, Receipt, ScriptJob
from facilitator.journal.writing.keeper import KEPT
from facilitator.session.conductor import Note
from facilitator.session.facts import PassEnded, PassStarted, from_plain
from facilitator.session.fold import evolve, folded
from facilitator.session.state import Entry, Session, blank
from facilitator.session.summary import summarise
from facilitator.session.written import mark


def rebuild(database: Transactions) -> int:
    """Compute every summary again from its facts; returns how many sessions had to be changed.

    What facts do not give (school, laptop, time zone) stays. Sessions whose facts do not hold together are left as
    they are. Raises WorldTrouble.
    """
    changed = 0
    with database.writing() as connection:
        wanted = select(schema.session.c.session).where(schema.session.c.imported.is_(False))
        for own in connection.execute(wanted).scalars().all():
            try:
                changed += _rebuild(connection, own)
            except (Broken, StopIteration, *UNREADABLE):
                continue
        steptexts.forget_unused(connection)
    return changed


def _rebuild(connection: Connection, own: str) -> bool:
    row = reading.session_row(connection, own)
    if row is None:
        raise LookupError(own)
    steps = reading.step_rows(connection, own)
    facts = reading.fact_rows(connection, own)
    entries = reading.entries({**row, "seq": len(facts), "head": facts[-1]["hash"]}, facts)
    lesson_hash = next(e.fact.lesson_hash for e in entries if isinstance(e.fact, PassStarted))
    summary = summarise(folded(own, reading.script(connection, lesson_hash), entries))
    kept = {name: row[name] for name in KEPT} | {"head": facts[-1]["hash"]}
    kept["ended"] = next((e.wall for e in reversed(entries) if isinstance(e.fact, PassEnded)), "")
    fresh_steps = [step_row(own, step) for step in summary.steps]
    fresh = session_row(summary, kept, fresh_steps)
    if fresh | {"exported": row["exported"]} == row and fresh_steps == steps:
        return False
    connection.execute(update(schema.session).where(schema.session.c.session == own).values(fresh))
    connection.execute(delete(schema.session_step).where(schema.session_step.c.session == own))
    steptexts.insert_steps(connection, fresh_steps)
    return True


@dataclass(frozen=True, slots=True)
class Refolded:
    """Spilled records as jobs, ready to be committed like any other; `lost` records follow on nothing that is here."""

    jobs: tuple[Job, ...]
    lost: int


def refold(database: Transactions, records: Iterable[dict[str, Any]]) -> Refolded:
    """The jobs behind spilled records, with the summaries they lead to; of a session none from a gap on. Raises WorldTrouble."""
    scripts: dict[str, str] = {}
    sessions: dict[str, Session] = {}
    jobs: list[Job] = []
    lost = 0
    came = sorted(records, key=_number)  # one side file may have been full before the other
    with database.begin() as connection:
        gone = removals.gone(connection, removals.SESSION, {str(one.get("session", "")) for one in came})
        for record in came:
            if record.get("session") in gone:
                continue  # removed by decision: it stays away
            try:
                jobs.append(_job(connection, record, scripts, sessions))
            except (Broken, ContentFault, *UNREADABLE):
                lost += 1
    return Refolded(tuple(jobs), lost)


def _number(record: Mapping[str, Any]) -> int:
    """The number of an entry; a lesson's text comes before all of them."""
    seq = record.get("seq", 0)
    return seq if isinstance(seq, int) else 0


def _job(
    connection: Connection, record: dict[str, Any], scripts: dict[str, str], sessions: dict[str, Session]
) -> Job:
    if "script" in record:
        scripts[record["hash"]] = record["script"]
        return ScriptJob(record["hash"], record["script"], Receipt())
    own = record["session"]
    apart, data = _text(record)
    fact = from_plain(record["kind"], record["version"], data)
    entry = Entry(record["seq"], record["at_ms"], record["wall"], fact)
    session = sessions.get(own) or _stands(connection, own, entry, scripts)
    if entry.seq > session.seq + 1:
        raise LookupError(own)  # what comes between is gone: the log keeps what was before it
    if entry.seq > session.seq:
        session = evolve(session, entry)
    sessions[own] = session
    note = Note(record["note"]["salt"], record["note"]["text"]) if "note" in record else None
    return EntryJob(own, entry, summarise(session), note, Receipt(), apart)


def _text(record: Mapping[str, Any]) -> tuple[Apart | None, dict[str, Any]]:
    """The free text of a spilled record, and the data with it; a mark in its place when it was forgotten."""
    data = dict(record["data"])
    digest = data.pop(APART, None)
    if digest is None:
        return None, data
    if APART not in record:
        return Apart(digest, "", ""), data | {"text": mark(record["seq"])}
    salt, text = record[APART]["salt"], record[APART]["text"]
    return Apart(digest, salt, text), data | json.loads(text)


def _stands(connection: Connection, own: str, entry: Entry, scripts: Mapping[str, str]) -> Session:
    """The session as the log has it, or a blank one when the log has none of it."""
    if reading.session_row(connection, own) is not None:
        return reading.load(connection, own)
    match entry.fact:
        case PassStarted(lesson_hash=lesson_hash) if lesson_hash in scripts:
            return blank(own, from_json(scripts[lesson_hash]))
        case PassStarted(lesson_hash=lesson_hash):
            return blank(own, reading.script(connection, lesson_hash))
        case _:
            raise LookupError(own)
