"""Which sessions are looked at: school year, programme, school and group, as conditions that every query shares.

One way for the screen, the files and the reports, so that a figure is the same wherever it stands. Portable SQL.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, FromClause, Integer, and_, case, cast, func, or_, select

from facilitator.journal import schema
from facilitator.planning.breaks import span
from facilitator.planning.year import STAFF, SUPERVISION

_RUN, _PLAN, _GROUP = schema.session.c, schema.plan.c, schema.school_group.c
_DAY = timedelta(days=1)
_DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is looked at. None: everything.

    `year`: the calendar year in which the school year (July to June) begins. `programme`: its id. `school`: as it stands
    in the log; "" is a session whose group had no school. `group`: a code; two schools may use the same.
    """

    year: int | None = None
    programme: str | None = None
    school: str | None = None
    group: str | None = None


def held(selection: Selection, run: FromClause = schema.session) -> tuple[ColumnElement[bool], ...]:
    """The conditions on `session` rows (or an alias of them) for what was led to an end, whole or in part.

    Rehearsals and lessons that still go on never count.
    """
    row = run.c
    found = [row.rehearsal.is_(False), row.status != "running"]
    for column, wanted in (
        (row.programme, selection.programme), (row.school, selection.school), (row.group, selection.group),
    ):  # fmt: skip
        if wanted is not None:
            found.append(column == wanted)
    if selection.year is not None:
        first, last = span(selection.year)
        found += [from_day(first, run), ~from_day(last + _DAY, run)]
    return tuple(found)


def planned(selection: Selection) -> tuple[ColumnElement[bool], ...]:
    """The conditions on `plan` rows for what a pupils' group is to have: the staff's own passes and supervision are
    kept apart, for they leave no session with a group."""
    found = [_PLAN.group != STAFF, _PLAN.lesson != SUPERVISION]
    for column, wanted in (
        (_PLAN.year, selection.year), (_PLAN.series, selection.programme), (_PLAN.group, selection.group),
    ):  # fmt: skip
        if wanted is not None:
            found.append(column == wanted)
    if selection.school is not None:
        found.append(_PLAN.group.in_(select(_GROUP.code).where(_GROUP.school == selection.school)))
    return tuple(found)


def from_day(day: date, run: FromClause = schema.session) -> ColumnElement[bool]:
    """Whether a session began on a day or later, as the clock stood where it was led.

    Wall times are stored in UTC: only in the day before and on the day itself does the local offset decide.
    """
    began = run.c.started
    clock = _number(func.substr(began, 12, 2)) * 60 + _number(func.substr(began, 15, 2))
    minutes = case((began < day.isoformat(), -_DAY_MIN), else_=0) + clock + run.c.utc_offset_min
    return or_(
        began >= (day + _DAY).isoformat(),
        and_(began >= (day - _DAY).isoformat(), minutes >= 0),
    )


def _number(text: ColumnElement[str]) -> ColumnElement[int]:
    return cast(text, Integer)
