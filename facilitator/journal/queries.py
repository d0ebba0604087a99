"""What the log can be asked. Every function raises WorldTrouble when the log cannot be read."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from facilitator.content.script import Script, from_json
from facilitator.errors import ContentFault
from facilitator.i18n import _
from facilitator.journal import chain, schema
from facilitator.journal.rows import SessionRow, StepRow, group_row
from facilitator.journal.store import Journal
from facilitator.journal.troubles import damaged
from facilitator.planning.groups import Group
from facilitator.session.facts import from_plain
from facilitator.session.state import Entry, Session, fold

_SESSION = [c for c in schema.session.columns if c.name not in ("device", "head", "seal")]
_RUN = schema.session.c


def sessions(journal: Journal, *, rehearsals: bool = False) -> list[SessionRow]:
    """All sessions, newest first; without rehearsals unless asked for."""
    return _sessions(journal) if rehearsals else _sessions(journal, _RUN.rehearsal.is_(False))


def session(journal: Journal, session_id: str) -> SessionRow | None:
    """One session; None when there is none with that id."""
    return next(iter(_sessions(journal, _RUN.session == session_id)), None)


def interrupted(journal: Journal) -> SessionRow | None:
    """The newest session that began and never ended; rehearsals do not count."""
    found = _sessions(journal, _RUN.status == "running", _RUN.rehearsal.is_(False))
    return next(iter(found), None)


def drafts(journal: Journal) -> list[SessionRow]:
    """Sessions that have ended and whose log is not finished, newest first; rehearsals do not count."""
    return _sessions(
        journal, _RUN.status != "running", _RUN.finished.is_(False), _RUN.rehearsal.is_(False), _RUN.imported.is_(False)
    )  # fmt: skip


def steps(journal: Journal, session_id: str) -> list[StepRow]:
    """The steps of a session in planned order."""
    table = schema.session_step
    wanted = select(table).where(table.c.session == session_id).order_by(table.c.planned_order)
    with journal.database.begin() as connection:
        return [StepRow(**row) for row in connection.execute(wanted).mappings()]


def load(journal: Journal, session_id: str) -> Session:
    """The session as its facts left it; the chain is verified on the way.

    Raises KeyError for an unknown session, WorldTrouble (damaged) when facts or lesson text are not whole.
    """
    with journal.database.begin() as connection:
        run = connection.execute(
            select(_RUN.lesson_hash, _RUN.head).where(_RUN.session == session_id)
        ).first()
        if run is None:
            raise KeyError(session_id)
        text = snapshot(connection, run.lesson_hash)
        rows = fact_rows(connection, session_id)
    broken = chain.first_break(session_id, rows)
    if broken is None and (not rows or rows[-1]["hash"] != run.head):
        broken = len(rows)
    if broken is not None:
        what = _("session {session} does not add up at entry {n}").format(session=session_id, n=broken)
        raise damaged(journal.path, what)
    return fold(session_id, script_of(journal, text, run.lesson_hash), map(entry_of, rows))


def fact_rows(connection: Connection, session_id: str) -> list[Mapping[str, Any]]:
    """The stored facts of a session in order."""
    wanted = select(schema.fact).where(schema.fact.c.session == session_id).order_by(schema.fact.c.seq)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry behind a stored fact."""
    return Entry(
        row["seq"],
        row["at_ms"],
        row["wall"],
        from_plain(row["kind"], row["version"], json.loads(row["data"])),
    )


def snapshot(connection: Connection, lesson_hash: str) -> str | None:
    """The stored text of a lesson; None when it is not there."""
    table = schema.lesson_snapshot
    text: str | None = connection.execute(select(table.c.script).where(table.c.hash == lesson_hash)).scalar()
    return text


def script_of(journal: Journal, text: str | None, lesson_hash: str) -> Script:
    """The lesson behind a stored text. Raises WorldTrouble (damaged) when it is missing or altered."""
    if text is not None and hashlib.sha256(text.encode()).hexdigest() == lesson_hash:
        try:
            return from_json(text)
        except ContentFault:
            what = _("a lesson's text is of a form that this program does not know")
            raise damaged(journal.path, what) from None
    raise damaged(journal.path, _("a lesson's text is missing or altered"))


def last_at(journal: Journal, session_id: str) -> str:
    """Wall time (UTC, ISO) of a session's last entry; empty when it has none."""
    table = schema.fact.c
    wanted = select(table.wall).where(table.session == session_id).order_by(table.seq.desc()).limit(1)
    with journal.database.begin() as connection:
        return connection.execute(wanted).scalar() or ""


def note(journal: Journal, session_id: str) -> str:
    """The leader's note; empty when there is none."""
    table = schema.note.c
    with journal.database.begin() as connection:
        text = connection.execute(select(table.text).where(table.session == session_id)).scalar()
    return "" if text is None else text.decode("utf-8", "surrogatepass")


def groups(journal: Journal) -> list[Group]:
    """All groups, by code."""
    table = schema.school_group
    wanted = select(table.c.code, table.c.people, table.c.school, table.c.active).order_by(table.c.code)
    with journal.database.begin() as connection:
        return [Group(**row) for row in connection.execute(wanted).mappings()]


def save_group(journal: Journal, group: Group) -> None:
    """Keep a group, new or changed."""
    row = group_row(group.code, group.people, group.school, group.active)
    table = schema.school_group
    with journal.database.begin() as connection:
        changed = connection.execute(update(table).where(table.c.code == group.code).values(row))
        if changed.rowcount == 0:
            connection.execute(insert(table), row)


def never_exported(journal: Journal) -> int:
    """How many ended sessions have not been exported as they stand now; rehearsals do not count."""
    wanted = select(func.count()).where(
        _RUN.status != "running", _RUN.rehearsal.is_(False), _RUN.exported == "", _RUN.imported.is_(False)
    )
    with journal.database.begin() as connection:
        return connection.execute(wanted).scalar_one()


def _sessions(journal: Journal, *conditions: ColumnElement[bool]) -> list[SessionRow]:
    wanted = select(*_SESSION).where(*conditions).order_by(_RUN.started.desc(), _RUN.session.desc())
    with journal.database.begin() as connection:
        return [SessionRow(**row) for row in connection.execute(wanted).mappings()]
