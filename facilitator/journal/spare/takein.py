"""Lessons that were led without the log, taken into it when it opens again: looked at first, then whole or not at all.

Facts, lesson texts and notes go in as they are, in one transaction, under the same ids; so a second time changes
nothing, and a stop between the copy and the mark leaves no lesson twice.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from facilitator.errors import Trouble, WorldTrouble
from facilitator.i18n import _
from facilitator.journal import queries, reading
from facilitator.journal.checking.rebuild import refold
from facilitator.journal.folder import sync_folder
from facilitator.journal.reading import UNREADABLE, Broken
from facilitator.journal.spare import apart, standins
from facilitator.journal.store import Journal, open_journal
from facilitator.journal.tables import schema
from facilitator.journal.tables.chain import APART
from facilitator.journal.tables.rows import SessionRow, group_row
from facilitator.journal.writing.keeper import Keeper, OutOfOrder
from facilitator.session.facts import NoteWritten

_FACT = ("session", "seq", "at_ms", "wall", "kind", "version")


@dataclass(frozen=True, slots=True)
class Left:
    """A folder with lessons that are not in the log (`sessions`, oldest first; rehearsals are not named)."""

    folder: Path
    sessions: tuple[SessionRow, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What lies outside the log: lessons to take in, and words about folders that cannot be read."""

    left: tuple[Left, ...] = ()
    notices: tuple[str, ...] = ()


def look(journal: Journal, data_dir: Path) -> Found:
    """Find what was led while the log in `data_dir` could not be opened. A folder with nothing new in it is marked.

    Raises WorldTrouble when the log itself cannot be read.
    """
    left, notices = [], []
    for folder in apart.waiting(data_dir):
        try:
            with _opened(folder) as other:
                there, told = queries.sessions(other), other.notices
        except WorldTrouble as trouble:
            if trouble.kind is not Trouble.LOCKED:  # else somebody leads in it now
                words = _("What was led without the log is in {folder} and cannot be read: {reason}")
                notices.append(words.format(folder=folder, reason=trouble.message))
            continue
        words = _("About what was led without the log, in {folder}: {notice}")
        notices += [words.format(folder=folder, notice=notice) for notice in told]
        ids = [row.session for row in there]
        known = {row.session: row.seq for row in queries.matching(journal, schema.session.c.session.in_(ids))}
        new = [row for row in there if row.seq > known.get(row.session, 0)]
        if new:
            left.append(Left(folder, tuple(reversed(new))))
        else:
            _mark(folder)
    return Found(tuple(left), tuple(notices))


def take_in(journal: Journal, folder: Path) -> None:
    """Take everything in `folder` into the log, then mark the folder so that it is not found again.

    Raises WorldTrouble; then the log is as it was.
    """
    with _opened(folder) as other:
        groups = queries.groups(other)
        try:
            with other.database.begin() as connection:
                records = list(_records(connection))
        except (Broken, *UNREADABLE) as error:
            raise _not_whole(folder) from error
    refolded = refold(journal.database, records)
    if refolded.lost:
        raise _not_whole(folder)
    keeper, table = Keeper(journal.device), schema.school_group
    try:
        with journal.database.begin() as connection:
            here = set(connection.execute(select(table.c.code)).scalars())
            for group in groups:
                if group.code not in here:
                    row = group_row(group.code, group.people, group.school, group.active)
                    connection.execute(insert(table), row)
            for job in refolded.jobs:
                keeper.keep(connection, job)
    except OutOfOrder as error:
        raise _not_whole(folder) from error
    journal.begin_after(max((job.session for job in refolded.jobs), default=""))
    _mark(folder)


@contextmanager
def _opened(folder: Path) -> Iterator[Journal]:
    journal = open_journal(folder, second_place=folder)
    try:
        yield journal
    finally:
        journal.close()


def _records(connection: Connection) -> Iterator[dict[str, Any]]:
    """Everything that was led, as the side file would hold it. Raises Broken."""
    for kept in connection.execute(select(schema.lesson_snapshot)).mappings():
        yield {"script": kept["script"], "hash": kept["hash"]}
    run = schema.session.c
    wanted = select(run.session).where(run.imported.is_(False)).order_by(run.session)
    for own in connection.execute(wanted).scalars().all():
        reading.load(connection, own)  # refuses when the chain or the lesson's text does not hold
        facts = reading.fact_rows(connection, own)
        written = [row["seq"] for row in facts if row["kind"] == NoteWritten.kind]
        for row in facts:
            record = {key: row[key] for key in _FACT} | {"data": json.loads(row["data"])}
            if (row["text"] or "").strip():
                record[APART] = {"salt": row["salt"], "text": row["text"]}
            if row["seq"] in written[-1:]:
                record |= _note(connection, own)
            yield record


def _note(connection: Connection, own: str) -> dict[str, Any]:
    table = schema.note.c
    row = connection.execute(select(table.salt, table.text).where(table.session == own)).first()
    text = "" if row is None else row.text.decode("utf-8", "surrogatepass")
    return {} if row is None else {"note": {"salt": row.salt, "text": text}}


def _mark(folder: Path) -> None:
    """Name the folder as one that is over. Where the disk refuses, the next look finds nothing new in it."""
    with suppress(OSError):
        folder.rename(folder.with_name(folder.name.replace(standins.PREFIX, standins.DONE, 1)))
        sync_folder(folder.parent)


def _not_whole(folder: Path) -> WorldTrouble:
    return WorldTrouble(
        _("What was led without the log does not hold together, so nothing has been taken in."),
        _("Keep the folder and tell the person who looks after the computer."),
        folder,
        Trouble.DAMAGED,
    )
