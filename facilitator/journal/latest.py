"""What the desk asks of the log for every page: newest sessions and counts, worked out where they lie, never one by one.

However many sessions there are, what comes back grows with groups and lessons only. Portable SQL, one query each. Every
function raises WorldTrouble when the log cannot be read.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select

from facilitator.i18n import alphabetical
from facilitator.journal import queries
from facilitator.journal.figures.selection import year_of
from facilitator.journal.log import Log
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import SessionRow
from facilitator.planning.groups import Group, School

_RUN = schema.session.c
_REAL = _RUN.rehearsal.is_(False)
_ENDED = _RUN.status != "running"


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest of a group's sessions with a lesson that ended in the same way in the same school year (`planning.due.Held`)."""

    group: str
    lesson: str
    programme: str
    status: str
    started: str
    utc_offset_min: int
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """How many sessions, and with how many groups; the same code at another school is another group."""

    sessions: int
    groups: int


def is_strange(row: SessionRow, own: Collection[tuple[str, str]]) -> bool:
    """Whether a session was led on another laptop with a group that is not one of those here (`own`: code and school)."""
    return not row.led_here and (row.group, row.school) not in own


def own_groups(groups: Iterable[Group]) -> frozenset[tuple[str, str]]:
    """Code and school of the groups in use here that have a school."""
    return frozenset((one.code, one.school) for one in groups if one.active and one.school)


def latest(journal: Log, own: Collection[tuple[str, str]], year: int | None = None) -> list[Latest]:
    """What has been led here or with the groups here (`own`), in one school year (July to June) or in all of them."""
    return _latest(journal, _ours(journal, own), year)


def of_school(journal: Log, school: School, year: int) -> list[Latest]:
    """What has been led with the groups of a school in one school year, on whatever laptop."""
    whose = [_RUN.school == school.name, *([_RUN.device == school.laptop] if school.laptop else [])]
    return _latest(journal, and_(*whose), year)


def _latest(journal: Log, whose: ColumnElement[bool], year: int | None) -> list[Latest]:
    alike = (_RUN.group, _RUN.lesson, _RUN.programme, _RUN.status, _RUN.utc_offset_min)
    which = [_REAL, _ENDED, whose]
    if year is not None:
        which += [_RUN.started >= f"{year}-06-30", _RUN.started < f"{year + 1}-07-02", year_of() == year]
    wanted = select(*alike, func.max(_RUN.started).label("started")).where(*which).group_by(*alike, year_of())
    with journal.database.begin() as connection:
        return [Latest(**row) for row in connection.execute(wanted).mappings()]


def of_moments(journal: Log, own: Collection[tuple[str, str]], started: Collection[str]) -> list[SessionRow]:
    """The sessions led here or with the groups here that began at one of these moments (UTC, as stored)."""
    if not started:
        return []
    return queries.matching(journal, _REAL, _ENDED, _RUN.started.in_(started), _ours(journal, own))


def sums(journal: Log, own: Collection[tuple[str, str]], since: str, until: str) -> Sums:
    """What has been led between two moments (UTC, as stored), on whatever laptop."""
    whose = case((_ours(journal, own), literal("")), else_=_RUN.school)
    ours = case((_ours(journal, own), literal(1)), else_=literal(0))
    each = (
        select(func.count().label("count"))
        .where(_REAL, _ENDED, _RUN.started >= since, _RUN.started < until)
        .group_by(_RUN.group, whose, ours)
        .subquery()
    )
    wanted = select(func.coalesce(func.sum(each.c.count), 0), func.count())
    with journal.database.begin() as connection:
        return Sums(*map(int, connection.execute(wanted).one()))


def anything(journal: Log, *, rehearsals: bool = False) -> bool:
    """Whether a lesson has ever been led to an end; with `rehearsals`, whether one has ever been begun at all."""
    which = () if rehearsals else (_REAL, _ENDED)
    with journal.database.begin() as connection:
        return connection.execute(select(_RUN.session).where(*which).limit(1)).first() is not None


def schools(journal: Log) -> list[str]:
    """The schools that sessions name, in alphabetical order."""
    wanted = select(_RUN.school).where(_REAL, _RUN.school != "").distinct()
    with journal.database.begin() as connection:
        return sorted(connection.execute(wanted).scalars(), key=alphabetical)


def lesson_names(journal: Log, lessons: Collection[str]) -> dict[str, tuple[str, str]]:
    """Tag and title of these lessons (by id) as they were last led, for those that the library does not have any more."""
    if not lessons:
        return {}
    named = (_RUN.lesson.in_(lessons), _RUN.label != "")
    wanted = select(_RUN.lesson, _RUN.label, _RUN.title).where(*named).order_by(_RUN.session)
    with journal.database.begin() as connection:
        return {lesson: (label, title) for lesson, label, title in connection.execute(wanted)}


def former_schools(journal: Log, school: str, year: int) -> list[str]:
    """What else the school has been called in what was led here in a school year; empty: it had no name."""
    led_here = (_REAL, _ENDED, _RUN.device == journal.device, _RUN.school != school, year_of() == year)
    wanted = select(_RUN.school).where(*led_here).distinct()
    with journal.database.begin() as connection:
        return sorted(connection.execute(wanted).scalars(), key=alphabetical)


def _ours(journal: Log, own: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    here = (and_(_RUN.group == code, _RUN.school == school) for code, school in sorted(own))
    return or_(_RUN.device == journal.device, *here)
