"""What the log can be asked. Every function raises WorldTrouble when the log cannot be read."""

from sqlalchemy import ColumnElement, bindparam, insert, select, update

from facilitator.journal import reading
from facilitator.journal.log import Log
from facilitator.journal.reading import Broken
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import SessionRow, StepRow, group_row
from facilitator.planning.groups import Group
from facilitator.session.state import Session

_COLUMNS = [c for c in schema.session.columns if c.name not in ("device", "head", "seal", *schema.CHANGES)]
SHOWN = tuple(c.name for c in _COLUMNS)
"""The columns of a `SessionRow`; only what `led_here` says is worked out when it is asked for."""
_RUN = schema.session.c
_REAL = _RUN.rehearsal.is_(False)
_ENDED = _RUN.status != "running"
_ROWS = select(*_COLUMNS, (_RUN.device == bindparam("here")).label("led_here"))


def sessions(journal: Log, *, rehearsals: bool = False) -> list[SessionRow]:
    """All sessions, newest first; without rehearsals unless asked for."""
    return _sessions(journal) if rehearsals else _sessions(journal, _REAL)


def matching(journal: Log, *conditions: ColumnElement[bool]) -> list[SessionRow]:
    """The sessions that meet conditions, newest first."""
    return _sessions(journal, *conditions)


def by_day(journal: Log, *conditions: ColumnElement[bool], most: int | None = None) -> list[SessionRow]:
    """The same by when they were held, at most so many when that is said: one that was entered afterwards stands among those
    of its own day."""
    return _sessions(journal, *conditions, most=most, by_day=True)


def session(journal: Log, session_id: str) -> SessionRow | None:
    """One session; None when there is none with that id."""
    return next(iter(_sessions(journal, _RUN.session == session_id)), None)


def interrupted(journal: Log) -> list[SessionRow]:
    """Sessions that began here and never ended, newest first; rehearsals do not count."""
    return _sessions(journal, _RUN.status == "running", _REAL, _here(journal))


def drafts(journal: Log) -> list[SessionRow]:
    """Sessions led here that have ended and whose log is not finished, newest first; rehearsals do not count."""
    return _sessions(
        journal, _ENDED, _RUN.finished.is_(False), _REAL, _RUN.imported.is_(False), _here(journal)
    )


def steps(journal: Log, session_id: str) -> list[StepRow]:
    """The steps of a session in planned order."""
    with journal.database.begin() as connection:
        return [StepRow(**row) for row in reading.step_rows(connection, session_id)]


def load(journal: Log, session_id: str) -> Session:
    """The session as its facts left it; the chain is verified on the way.

    Raises KeyError for a session without facts here, WorldTrouble (damaged) when they or the lesson's text are not
    whole.
    """
    try:
        with journal.database.begin() as connection:
            return reading.load(connection, session_id)
    except Broken as broken:
        raise journal.damaged(str(broken)) from broken


def last_at(journal: Log, session_id: str) -> str:
    """Wall time (UTC, ISO) of a session's last entry; empty when it has none."""
    table = schema.fact.c
    last = select(_RUN.seq).where(_RUN.session == session_id).scalar_subquery()
    wanted = select(table.wall).where(table.session == session_id, table.seq == last)
    try:
        with journal.database.begin() as connection:
            wall: str | None = connection.execute(wanted).scalar()
            if wall is not None:
                return wall
            rows = reading.fact_rows(connection, session_id)
    except Broken as broken:
        raise journal.damaged(str(broken)) from broken
    return rows[-1]["wall"] if rows else ""


def note(journal: Log, session_id: str) -> str:
    """The leader's note; empty when there is none."""
    table = schema.note.c
    with journal.database.begin() as connection:
        text = connection.execute(select(table.text).where(table.session == session_id)).scalar()
    return "" if text is None else text.decode("utf-8", "surrogatepass")


def groups(journal: Log) -> list[Group]:
    """All groups, by code."""
    table = schema.school_group.c
    wanted = select(table.code, table.people, table.school, table.active).order_by(table.code)
    with journal.database.begin() as connection:
        return [Group(**row) for row in connection.execute(wanted).mappings()]


def save_group(journal: Log, group: Group) -> None:
    """Keep a group, new or changed."""
    row = group_row(group.code, group.people, group.school, group.active)
    table = schema.school_group
    with journal.database.writing() as connection:
        changed = connection.execute(update(table).where(table.c.code == group.code).values(row))
        if changed.rowcount == 0:
            connection.execute(insert(table), row)


def _here(journal: Log) -> ColumnElement[bool]:
    """Led on this laptop."""
    return _RUN.device == journal.device


def _sessions(
    journal: Log, *conditions: ColumnElement[bool], most: int | None = None, by_day: bool = False
) -> list[SessionRow]:
    # Newest by id: ids only grow, also on a laptop whose clock has gone back.
    newest = (_RUN.started.desc(), _RUN.session.desc()) if by_day else (_RUN.session.desc(),)
    wanted = _ROWS.where(*conditions).order_by(*newest).limit(most)
    with journal.database.begin() as connection:
        rows = connection.execute(wanted, {"here": journal.device}).mappings()
        return [SessionRow(**row) for row in rows]
