"""Whether a log that was opened again holds all that was promised, and agrees with itself."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import select

from facilitator.journal import Journal, queries, reading
from facilitator.journal.checking import health
from facilitator.journal.tables import schema
from facilitator.journal.tables.chain import APART, first_break
from facilitator.journal.tables.rows import SUMMARY, storable
from facilitator.session.facts import FACTS, TextsForgotten
from facilitator.session.summary import summarise
from tests.durability.leader import Ack, place


def wrongs(journal: Journal, acks: Iterable[Ack]) -> list[str]:
    """All that is wrong in an open log; empty when every promise is kept, every summary is what its
    facts lead to, and the session promised last can be gone on with where it stood."""
    promised = [tuple(ack) for ack in acks]
    found = [f"examine: {one.text}" for one in health.examine(journal.database)]
    if found:
        return found
    with journal.database.begin() as connection:
        sessions = connection.execute(select(schema.session.c.session)).scalars().all()
        rows = [row for own in sessions for row in reading.fact_rows(connection, own)]
        texts = [dict(row) for row in connection.execute(select(schema.typed)).mappings()]
    found += _missed(rows, texts, promised)
    return found or (_gone_on_with(journal, promised[-1]) if promised else [])


def wrongs_in_file(log: Path, acks: Iterable[Ack]) -> list[str]:
    """All that is wrong in a log file, seen without any of the journal but its chain; the file may be changed."""
    with closing(sqlite3.connect(log)) as raw:
        raw.row_factory = sqlite3.Row
        found = [row[0] for row in raw.execute("PRAGMA integrity_check") if row[0] != "ok"]
        rows = [dict(row) for row in raw.execute("SELECT * FROM fact ORDER BY session, seq")]
        texts = [dict(row) for row in raw.execute("SELECT * FROM typed")]
    for own, facts in groupby(rows, key=lambda row: row["session"]):
        if (seq := first_break(own, facts)) is not None:
            found.append(f"chain: {own} {seq}")
    return found + _missed(rows, texts, acks)


def _missed(
    rows: Sequence[dict[str, Any]], texts: Iterable[dict[str, Any]], acks: Iterable[Sequence[Any]]
) -> list[str]:
    kept = {(row["session"], row["seq"]): row for row in rows}
    written = {(row["session"], row["seq"]): row["text"].strip() for row in texts}
    gone = {
        (row["session"], seq)
        for row in rows
        if row["kind"] == TextsForgotten.kind
        for own in json.loads(row["data"])["entries"]
        for seq in own
    }
    found = []
    for session, seq, *content, _shown in acks:
        row = kept.get((session, seq))
        if row is None:
            found.append(f"lost: {session} {seq}")
            continue
        *head, data = content
        now = json.loads(row["data"])
        if now.pop(APART, None) and (text := written.get((session, seq))):
            now |= json.loads(text)
        elif (session, seq) in gone:
            data = {name: value for name, value in data.items() if name not in FACTS[row["kind"]].typed}
        if [row["at_ms"], row["wall"], row["kind"], row["version"], now] != [*head, data]:
            found.append(f"changed: {session} {seq}: {content} is now {row}")
    return found


def _gone_on_with(journal: Journal, last: Sequence[Any]) -> list[str]:
    own, seq, shown = last[0], last[1], last[-1]
    loaded = queries.load(journal, own)
    summary, row = summarise(loaded), queries.session(journal, own)
    if row is None or any(getattr(row, name) != storable(getattr(summary, name)) for name in SUMMARY):
        return [f"summary: {own} is not what its facts lead to"]
    left = next(iter(queries.interrupted(journal)), None)
    if not loaded.ended and (left is None or left.session != own):
        return [f"interrupted: {own} is not offered"]
    if shown is None or seq != loaded.seq:
        return []
    return [] if place(loaded) == shown else [f"place: {own} stood at {shown}, now at {place(loaded)}"]
