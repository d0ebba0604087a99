"""The measures of how the programmes are led, by the names that evaluations know (`peers.md` §7.6).

Each is counted by one query, for the screen, the files and the reports alike; `definitions` says what each means. There
is no single score. Portable SQL. Every function raises WorldTrouble when the log cannot be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal, get_args

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    Table,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)

from facilitator.journal import schema
from facilitator.journal.log import Log
from facilitator.journal.selection import (
    OWN_PLANS,
    PLANS_OF_OTHERS,
    Selection,
    about,
    held,
    planned,
    year_of,
)

Key = Literal[
    "core", "plan", "minutes", "order", "green", "yellow", "red", "two-leaders", "prepared", "room",
]  # fmt: skip
KEYS: Final[tuple[Key, ...]] = get_args(Key)
By = Literal["school", "group", "programme", "lesson"]
"""What figures can be told apart by."""
PREPARED_MIN: Final = 15
"""So many minutes are the preparation that leaders of the evaluated programmes had (`domain.md` 6.1)."""
CORE: Final = ("core", "protected")
ROOM_ENOUGH: Final = 1
_RUN, _STEP, _GROUP = schema.session.c, schema.session_step.c, schema.school_group.c
CLOCKED: Final = _RUN.late.is_(False)
"""Led with the program: only then its clock knows what each step took. What was entered afterwards counts in all else."""
_APART = "\n"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure as counted: `over` of `under`, on `rests` rows; `middle` where the measure is a median, as a share."""

    over: float = 0
    under: float = 0
    rests: int = 0
    middle: float | None = None

    @property
    def share(self) -> float | None:
        """The measure as a share; None when there is nothing to divide by."""
        if self.middle is not None:
            return self.middle
        return self.over / self.under if self.under else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All measures of what was looked at. `finished`: different lessons led to their end, a group at a time."""

    sessions: int = 0
    groups: int = 0
    finished: int = 0
    minutes: int = 0
    measures: Mapping[Key, Figure] = field(default_factory=dict)

    def __getitem__(self, key: Key) -> Figure:
        return self.measures.get(key, Figure())


Place = tuple[str, ...]
"""The values of what figures are told apart by, in the order asked for."""


def figures(journal: Log, selection: Selection, today: date) -> Figures:
    """The measures of everything that is looked at."""
    return table(journal, selection, today).get((), Figures())


def table(journal: Log, selection: Selection, today: date, by: Sequence[By] = ()) -> dict[Place, Figures]:
    """The measures, told apart by columns; a place with neither a session nor a plan is absent."""
    size = len(by)
    with journal.database.begin() as connection:

        def rows(wanted: Select[Any]) -> dict[Place, list[Any]]:
            found: dict[Place, list[Any]] = {}
            for row in connection.execute(wanted):
                found.setdefault(tuple(row[:size]), []).append(row[size:])
            return found

        sums, cores = rows(_sums(selection, by)), rows(_cores(selection, by))
        minutes, changes = rows(_minutes(selection, by)), rows(_changes(selection, by))
        plans = rows(_plan(selection, today, by, journal.device))
    found: dict[Place, Figures] = {}
    for place in sorted({*sums, *plans}):
        held_now, groups, kept, clocked, led, two, told, ready, asked, enough = _only(sums.get(place), 10)
        over, under, finished = _only(minutes.get(place), 3)
        green, yellow, red = _only(changes.get(place), 3)
        by_plan, of_plan = _only(plans.get(place), 2)
        all_changes = green + yellow + red
        found[place] = Figures(held_now, groups, finished, round(over / 60), {
            "core": core_figure(cores.get(place, ())),
            "plan": Figure(by_plan, of_plan, of_plan),
            "minutes": Figure(over / 60, under, held_now),
            "order": Figure(kept, clocked, clocked),
            "green": Figure(green, all_changes, all_changes),
            "yellow": Figure(yellow, all_changes, all_changes),
            "red": Figure(red, all_changes, all_changes),
            "two-leaders": Figure(two, led, led),
            "prepared": Figure(ready, told, told),
            "room": Figure(enough, asked, asked),
        })  # fmt: skip
    return found


def _only(rows: Sequence[Any] | None, size: int) -> tuple[int, ...]:
    """The one row of numbers; zeros when there is none."""
    return tuple(int(value or 0) for value in rows[0]) if rows else (0,) * size


def core_figure(rows: Iterable[Any]) -> Figure:
    """The median over sessions of the share of their core steps that were held whole. `rows`: so many whole, of so many,
    how often."""
    counted = [(int(whole), int(of), int(times)) for whole, of, times in rows if of]
    sessions = sum(times for _whole, _of, times in counted)
    if not sessions:
        return Figure()
    over, under = (sum(row[place] * row[2] for row in counted) for place in (0, 1))
    return Figure(over, under, sessions, _median([(whole / of, times) for whole, of, times in counted]))


def _median(values: list[tuple[float, int]]) -> float:
    """The median of values that come so many times."""
    values.sort()
    total = sum(times for _value, times in values)
    low, high = _nth(values, (total - 1) // 2), _nth(values, total // 2)
    return low if low == high else (low + high) / 2


def _nth(values: Sequence[tuple[float, int]], place: int) -> float:
    for value, times in values:
        if place < times:
            return value
        place -= times
    raise IndexError(place)


# --- one query each ----------------------------------------------------------------------------------------------


def _columns(by: Sequence[By], table: FromClause = schema.session) -> list[Any]:
    return [table.c[name] for name in by]


def count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows meet a condition."""
    return func.sum(case((condition, 1), else_=0))


def _sums(selection: Selection, by: Sequence[By]) -> Select[Any]:
    """Sessions, groups, in order, led with the program, with leaders told of, with two, with preparation told of, with enough,
    with the room told of, with a room that was enough."""
    leaders = func.coalesce(_RUN.adults, 0) + func.coalesce(_RUN.mentors, 0)
    columns = _columns(by)
    return (
        select(
            *columns,
            func.count(),
            func.count(func.distinct(_RUN.school + literal(_APART) + _RUN.group)),
            count_if(and_(_RUN.order_kept.is_(True), CLOCKED)),
            count_if(CLOCKED),
            count_if(_RUN.adults.is_not(None) | _RUN.mentors.is_not(None)),
            count_if(leaders >= 2),
            func.count(_RUN.prepared_min),
            count_if(_RUN.prepared_min >= PREPARED_MIN),
            func.count(_RUN.room),
            count_if(_RUN.room == ROOM_ENOUGH),
        )
        .where(*held(selection))
        .group_by(*columns)
        .having(func.count() > 0)
    )


def _cores(selection: Selection, by: Sequence[By]) -> Select[Any]:
    """How often so many core steps of so many were held whole."""
    cut = core_cut()
    whole = _RUN.core_held - func.coalesce(cut.c.n, 0)
    columns = _columns(by)
    return (
        select(*columns, whole, _RUN.core_planned, func.count())
        .select_from(schema.session.outerjoin(cut, cut.c.session == _RUN.session))
        .where(*held(selection), CLOCKED)
        .group_by(*columns, whole, _RUN.core_planned)
    )


def core_cut() -> Subquery:
    """How many core steps of each session were cut (`n`); sessions with none are absent."""
    return (
        select(_STEP.session, func.count().label("n"))
        .where(schema.CHANGED, _STEP.weight.in_(CORE), _STEP.outcome == "shortened")
        .group_by(_STEP.session)
        .subquery()
    )


def _minutes(selection: Selection, by: Sequence[By]) -> Select[Any]:
    """Seconds led, minutes planned, and lessons led to their end.

    A lesson that a group had in two goes is planned once; one that it had twice is planned twice.
    """
    own = (_RUN.school, _RUN.group, _RUN.programme, _RUN.lesson)
    ends = count_if(_RUN.status == "done")
    lessons = (
        select(
            *own,
            func.sum(_RUN.spent_s).label("spent"),
            (func.max(_RUN.length_min) * case((ends > 1, ends), else_=1)).label("planned"),
            case((ends > 0, 1), else_=0).label("finished"),
        )
        .where(*held(selection))
        .group_by(*own)
        .subquery()
    )
    columns = _columns(by, lessons)
    return select(
        *columns, func.sum(lessons.c.spent), func.sum(lessons.c.planned), func.sum(lessons.c.finished)
    ).group_by(*columns)


def _changes(selection: Selection, by: Sequence[By]) -> Select[Any]:
    """Steps that were changed, by how much it matters: green, yellow, red. See `definitions`."""
    skipped, cut = _STEP.outcome == "skipped", _STEP.outcome == "shortened"
    core, flexible, optional = (
        _STEP.weight.in_(CORE), _STEP.weight == "flexible", _STEP.weight == "optional",
    )  # fmt: skip
    columns = _columns(by)
    return (
        select(
            *columns,
            count_if(optional | and_(flexible, cut)),
            count_if(and_(flexible, skipped) | and_(core, cut)),
            count_if(and_(core, skipped)),
        )
        .select_from(schema.session.join(schema.session_step, _STEP.session == _RUN.session))
        .where(*held(selection), CLOCKED, schema.CHANGED)
        .group_by(*columns)
    )


def _of_planned_years(selection: Selection, plans: Table) -> tuple[ColumnElement[bool], ...]:
    """That a session may be of a school year that is looked at and has a plan: others need not be looked through."""
    if selection.year is not None:
        return about(selection.year)
    first = select(cast(func.min(plans.c.year), schema.Text)).scalar_subquery()
    return (_RUN.started >= first + literal("-06-29"),)


def _plan(selection: Selection, today: date, by: Sequence[By], device: str) -> Select[Any]:
    """Of the lessons planned before today: how many have been led to their end, and how many there are."""
    rows = union_all(_own_plan(selection, today, device), _plan_of_others(selection, today)).subquery()
    own = _columns(by, rows)
    return select(*own, count_if(rows.c.led == 1), func.count()).group_by(*own).having(func.count() > 0)


def _own_plan(selection: Selection, today: date, device: str) -> Select[Any]:
    """Of this laptop's own plan. Another school may have a group with the same code; what was led on this laptop (`device`)
    is the plan's own."""
    done = (
        select(_RUN.group, _RUN.lesson, year_of().label("year"))
        .select_from(schema.session.outerjoin(schema.school_group, _GROUP.code == _RUN.group))
        .where(_RUN.rehearsal.is_(False), _RUN.status == "done", *_of_planned_years(selection, schema.plan))
        .where(or_(_RUN.device == device, _RUN.school == func.coalesce(_GROUP.school, "")))
    )
    return _of_plan(OWN_PLANS, done, ("group", "lesson", "year"), selection, today)


def _plan_of_others(selection: Selection, today: date) -> Select[Any]:
    """Of the plans of other laptops: a group is a school's own, and without a school its laptop's own."""
    asked = replace(selection, programme=None)  # a lesson counts by whatever programme it was planned
    laptop = case((_RUN.school == "", _RUN.device), else_="").label("laptop")
    done = select(_RUN.school, laptop, _RUN.group, _RUN.lesson, year_of().label("year")).where(
        *held(asked), _RUN.status == "done", *_of_planned_years(selection, schema.plan_elsewhere)
    )
    return _of_plan(PLANS_OF_OTHERS, done, ("school", "laptop", "group", "lesson", "year"), selection, today)


def _of_plan(
    plans: FromClause, led: Select[Any], same: Sequence[str], selection: Selection, today: date
) -> Select[Any]:
    """A row for every lesson planned before today, with whether it has been led; joined, for a server does that well."""
    row, done = plans.c, led.distinct().subquery()
    columns = (row.school, row.group, row.series.label("programme"), row.lesson)
    return (
        select(*columns, case((done.c.lesson.is_not(None), 1), else_=0).label("led"))
        .select_from(plans.outerjoin(done, and_(*(done.c[name] == row[name] for name in same))))
        .where(*planned(selection, plans), row.day < today.isoformat())
    )
