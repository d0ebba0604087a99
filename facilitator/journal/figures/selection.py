"""Which sessions and plans are looked at: school year, programme, school and group, as conditions that every query shares.

One way for the screen, the files and the reports, so that a figure is the same wherever it stands. Portable SQL.
"""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Label,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from facilitator.journal.tables import schema
from facilitator.planning.year import STAFF, SUPERVISION

_PLAN, _GROUP, _OTHERS = schema.plan.c, schema.school_group.c, schema.plan_elsewhere.c
_DAY_MIN = 24 * 60


def _own_plans() -> Select[Any]:
    """The plans of this laptop: their groups know the school."""
    return select(
        func.coalesce(_GROUP.school, "").label("school"), literal("").label("laptop"), _PLAN.year, _PLAN.group,
        _PLAN.series, _PLAN.lesson, _PLAN.day,
    ).select_from(schema.plan.outerjoin(schema.school_group, _GROUP.code == _PLAN.group))  # fmt: skip


def _plans_of_others() -> Select[Any]:
    """The plans that have come from other laptops, but for groups that are planned here."""
    own = _own_plans().subquery().c
    here = select(own.school, own.year, own.group).where(own.school != "")
    return select(
        _OTHERS.school,
        _OTHERS.laptop,
        _OTHERS.year,
        _OTHERS.group,
        _OTHERS.series,
        _OTHERS.lesson,
        _OTHERS.day,
    ).where(tuple_(_OTHERS.school, _OTHERS.year, _OTHERS.group).not_in(here))


OWN_PLANS: Final = _own_plans().subquery("own_plans")
PLANS_OF_OTHERS: Final = _plans_of_others().subquery("plans_of_others")
PLANS: Final = union_all(_own_plans(), _plans_of_others()).subquery("plans")
"""Every row of every plan, with its school; `laptop` only where a group of another laptop has no school, else empty."""


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
    return run.c.rehearsal.is_(False), run.c.status != "running", *_chosen(selection, run)


def held_by_index(selection: Selection) -> tuple[ColumnElement[bool], ...]:
    """The same in the words of `schema.session_lesson`, for what is asked of the columns of that index and of no others:
    then SQLite reads it instead of the sessions, and already in order."""
    return schema.HELD, *_chosen(selection, schema.session)


def _chosen(selection: Selection, run: FromClause) -> tuple[ColumnElement[bool], ...]:
    row, found = run.c, list[ColumnElement[bool]]()
    for column, wanted in (
        (row.programme, selection.programme), (row.school, selection.school), (row.group, selection.group),
    ):  # fmt: skip
        if wanted is not None:
            found.append(column == wanted)
    if selection.year is not None:
        year, began = selection.year, row.started
        surely = and_(began >= f"{year}-07-02", began < f"{year + 1}-06-30")
        found += [*about(year, run), or_(surely, year_of(run) == year)]
    return tuple(found)


def about(year: int, run: FromClause = schema.session) -> tuple[ColumnElement[bool], ...]:
    """That a session may be of a school year, wherever its clock stood: cheap to tell, before it is told exactly."""
    return run.c.started >= f"{year}-06-30", run.c.started < f"{year + 1}-07-02"


def planned(selection: Selection, plans: FromClause = PLANS) -> tuple[ColumnElement[bool], ...]:
    """The conditions on rows of plans for what a pupils' group is to have: the staff's own passes and supervision are
    kept apart, for they leave no session with a group."""
    row = plans.c
    found = [row.group != STAFF, row.lesson != SUPERVISION]
    for column, wanted in (
        (row.year, selection.year), (row.series, selection.programme), (row.school, selection.school),
        (row.group, selection.group),
    ):  # fmt: skip
        if wanted is not None:
            found.append(column == wanted)
    return tuple(found)


def whose(year: ColumnElement[int], run: FromClause = schema.session) -> ColumnElement[str]:
    """A group in one column, to count different ones: two schools may use the same code, and in another school year the same
    code is another class."""
    return run.c.school + literal("\n") + run.c.group + literal("\n") + cast(year, schema.Text)


def school_year(selection: Selection) -> Label[int]:
    """The school year of a session, as the column `year`; where one was chosen it is that, and nothing is worked out."""
    return (year_of() if selection.year is None else literal(selection.year)).label("year")


def by_year(selection: Selection) -> tuple[str, ...]:
    """What to group by besides, where several school years are looked at: the column of `school_year`."""
    return ("year",) if selection.year is None else ()


def year_of(run: FromClause = schema.session) -> ColumnElement[int]:
    """The calendar year in which a session's school year begins, as the clock stood where it was led.

    Wall times are stored in UTC: only on the last day of June and the first of July does the local offset decide.
    """
    began, offset = run.c.started, run.c.utc_offset_min
    year, day = _number(func.substr(began, 1, 4)), func.substr(began, 6, 5)
    clock = _number(func.substr(began, 12, 2)) * 60 + _number(func.substr(began, 15, 2)) + offset
    return case(
        (day > "07-01", year),
        (day < "06-30", year - 1),
        (and_(day == "06-30", clock < _DAY_MIN), year - 1),
        (and_(day == "07-01", clock < 0), year - 1),
        else_=year,
    )


def _number(text: ColumnElement[str]) -> ColumnElement[int]:
    return cast(text, Integer)
