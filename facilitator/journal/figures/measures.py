"""The measures of how the programmes are led, by the names that evaluations know (`peers.md` §7.6).

Each is counted by one query, for the screen, the files and the reports alike; `definitions` says what each means. There
is no single score. Portable SQL. Every function raises WorldTrouble when the log cannot be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, get_args

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
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

from facilitator.journal import threads
from facilitator.journal.figures.selection import (
    OWN_PLANS,
    PLANS_OF_OTHERS,
    Selection,
    about,
    by_year,
    held,
    held_by_index,
    planned,
    school_year,
    whose,
    year_of,
)
from facilitator.journal.log import Log
from facilitator.journal.tables import schema

Key = Literal[
    "core", "plan", "minutes", "order", "green", "yellow", "red", "two-leaders", "prepared", "room",
]  # fmt: skip
KEYS: Final[tuple[Key, ...]] = get_args(Key)
By = Literal["school", "group", "year", "programme", "lesson"]
"""What figures can be told apart by. `year`: the calendar year in which the school year begins."""
PREPARED_MIN: Final = 15
"""So many minutes are the preparation that leaders of the evaluated programmes had (`domain.md` 6.1)."""
ROOM_ENOUGH: Final = 1
_RUN, _GROUP = schema.session.c, schema.school_group.c
CLOCKED: Final = _RUN.late.is_(False)
"""Led with the program: only then its clock knows what each step took. What was entered afterwards counts in all else."""
CORE_WHOLE: Final = _RUN.core_held - _RUN.core_cut
"""How many core steps of a session were held whole."""
_COLOURS: Final[tuple[Key, ...]] = ("green", "yellow", "red")
_SUMS: Final = (
    "held", "in_order", "clocked", "led", "two", "told", "ready", "asked", "enough", *_COLOURS, "spent",
)  # fmt: skip
"""Sessions: all; in order; led with the program; with leaders told of, with two; with preparation told of, with enough; with
the room told of, with a room that was enough. Steps that were changed, by how much it matters (`definitions`). Seconds led."""


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
    """All measures of what was looked at. `groups`: different ones; the same code in another school year is another group.
    `finished`: different lessons led to their end, a group at a time."""

    sessions: int = 0
    groups: int = 0
    finished: int = 0
    minutes: int = 0
    measures: Mapping[Key, Figure] = field(default_factory=dict)

    def __getitem__(self, key: Key) -> Figure:
        return self.measures.get(key, Figure())


Place = tuple[str, ...]
"""The values of what figures are told apart by, in the order asked for; a school year by the year it begins in."""


def figures(journal: Log, selection: Selection, today: date) -> Figures:
    """The measures of everything that is looked at."""
    return table(journal, selection, today).get((), Figures())


def table(journal: Log, selection: Selection, today: date, by: Sequence[By] = ()) -> dict[Place, Figures]:
    """The measures, told apart by columns; a place with neither a session nor a plan is absent."""
    size = len(by)
    handed = [place for place, one in threads.handed_over(journal).items() if one.status == "done"]
    with journal.database.begin() as connection:

        def rows(wanted: Select[Any]) -> dict[Place, list[Any]]:
            found: dict[Place, list[Any]] = {}
            for row in connection.execute(wanted):
                found.setdefault(tuple(map(str, row[:size])), []).append(row[size:])
            return found

        sums, cores = rows(_sums(selection, by)), rows(_cores(selection, by))
        minutes = rows(_minutes(selection, by))
        plans = rows(_plan(selection, today, by, journal.device, handed))
    found: dict[Place, Figures] = {}
    for place in sorted({*sums, *plans}):
        own = dict(zip(_SUMS, _only(sums.get(place), len(_SUMS)), strict=True))
        groups, finished, planned_min = _only(minutes.get(place), 3)
        by_plan, of_plan = _only(plans.get(place), 2)
        changes = own["green"] + own["yellow"] + own["red"]
        found[place] = Figures(own["held"], groups, finished, round(own["spent"] / 60), {
            "core": core_figure(cores.get(place, ())),
            "plan": Figure(by_plan, of_plan, of_plan),
            "minutes": Figure(own["spent"] / 60, planned_min, own["held"]),
            "order": Figure(own["in_order"], own["clocked"], own["clocked"]),
            **{key: Figure(own[key], changes, changes) for key in _COLOURS},
            "two-leaders": Figure(own["two"], own["led"], own["led"]),
            "prepared": Figure(own["ready"], own["told"], own["told"]),
            "room": Figure(own["enough"], own["asked"], own["asked"]),
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


def _columns(by: Sequence[By], table: FromClause) -> list[Any]:
    return [table.c[name] for name in by]


def _of_sessions(by: Sequence[By], selection: Selection) -> list[Any]:
    return [school_year(selection) if name == "year" else _RUN[name] for name in by]


def _names(by: Sequence[By], selection: Selection) -> list[Any]:
    """What to group sessions by, to have them told apart so."""
    own = [_RUN[name] for name in by if name != "year"]
    return [*own, *by_year(selection)] if "year" in by else own


def count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows meet a condition."""
    return func.count().filter(condition)


def _sums(selection: Selection, by: Sequence[By]) -> Select[Any]:
    """Sessions, and what each of them gives to the measures: see `_SUMS`."""
    leaders = func.coalesce(_RUN.adults, 0) + func.coalesce(_RUN.mentors, 0)
    sums = {
        "held": func.count(),
        "in_order": count_if(and_(_RUN.order_kept.is_(True), CLOCKED)),
        "clocked": count_if(CLOCKED),
        "led": count_if(_RUN.adults.is_not(None) | _RUN.mentors.is_not(None)),
        "two": count_if(leaders >= 2),
        "told": func.count(_RUN.prepared_min),
        "ready": count_if(_RUN.prepared_min >= PREPARED_MIN),
        "asked": func.count(_RUN.room),
        "enough": count_if(_RUN.room == ROOM_ENOUGH),
        "green": func.sum(_RUN.optional_cut + _RUN.optional_left + _RUN.flexible_cut).filter(CLOCKED),
        "yellow": func.sum(_RUN.flexible_left + _RUN.core_cut).filter(CLOCKED),
        "red": func.sum(_RUN.core_left).filter(CLOCKED),
        "spent": func.sum(_RUN.spent_s),
    }
    return (
        select(*_of_sessions(by, selection), *(sums[name] for name in _SUMS))
        .where(*held(selection))
        .group_by(*_names(by, selection))
        .having(func.count() > 0)
    )


def _cores(selection: Selection, by: Sequence[By]) -> Select[Any]:
    """How often so many core steps of so many were held whole."""
    own = (CORE_WHOLE, _RUN.core_planned)
    return (
        select(*_of_sessions(by, selection), *own, func.count())
        .where(*held(selection), CLOCKED)
        .group_by(*_names(by, selection), *own)
    )


def _minutes(selection: Selection, by: Sequence[By]) -> Select[Any]:
    """Groups, lessons led to their end, and minutes planned.

    A lesson that a group had in two goes is planned once; one that it had twice is planned twice.
    """
    own = (_RUN.lesson, _RUN.group, _RUN.school, _RUN.programme)  # what tells most rows apart comes first
    ends = count_if(_RUN.status == "done")
    lessons = (
        select(
            *own,
            school_year(selection),
            (func.max(_RUN.length_min) * case((ends > 1, ends), else_=1)).label("planned"),
            case((ends > 0, 1), else_=0).label("finished"),
        )
        .where(*held_by_index(selection))
        .group_by(*own, *by_year(selection))
        .subquery()
    )
    row, columns = lessons.c, _columns(by, lessons)
    groups = func.count(func.distinct(whose(row.year, lessons)))
    return select(*columns, groups, *(func.sum(row[name]) for name in ("finished", "planned"))).group_by(
        *columns
    )


def _plan(
    selection: Selection, today: date, by: Sequence[By], device: str, handed: Sequence[threads.Place]
) -> Select[Any]:
    """Of the lessons planned before today: how many have been led to their end, and how many there are."""
    led = _led(selection, device)
    ours = _own_plan(selection, today, led, handed)
    rows = union_all(ours, _plan_of_others(selection, today, led)).subquery()
    own = _columns(by, rows)
    return select(*own, count_if(rows.c.led == 1), func.count()).group_by(*own).having(func.count() > 0)


def _led(selection: Selection, device: str) -> CTE:
    """What has been led to its end in the school years that have a plan: looked for once, for both kinds of plans.

    A group is a school's own, and without a school its laptop's (`laptop`); `here`: led on this one.
    """
    if selection.year is not None:
        since = about(selection.year)
    else:
        years = union_all(select(schema.plan.c.year), select(schema.plan_elsewhere.c.year)).subquery().c.year
        first = select(cast(func.min(years), schema.Text)).scalar_subquery()
        since = (_RUN.started >= first + literal("-06-29"),)
    columns = (
        _RUN.lesson, _RUN.group, _RUN.school, case((_RUN.school == "", _RUN.device), else_="").label("laptop"),
        case((_RUN.device == device, 1), else_=0).label("here"), year_of().label("year"),
    )  # fmt: skip
    return (
        select(*columns).where(_RUN.rehearsal.is_(False), _RUN.status == "done", *since).distinct().cte("led")
    )


def _own_plan(selection: Selection, today: date, led: CTE, handed: Sequence[threads.Place]) -> Select[Any]:
    """Of this laptop's own plan. Another school may have a group with the same code; what was led here, and what handovers
    tell (`handed`), is the plan's own."""
    same = ("group", "lesson", "year")
    done = (
        select(*(led.c[name] for name in same))
        .select_from(led.outerjoin(schema.school_group, _GROUP.code == led.c.group))
        .where(or_(led.c.here == 1, led.c.school == func.coalesce(_GROUP.school, "")))
    )
    return _of_plan(OWN_PLANS, done, same, selection, today, handed)


def _plan_of_others(selection: Selection, today: date, led: CTE) -> Select[Any]:
    """Of the plans of other laptops; a lesson counts by whatever programme it was planned."""
    same = ("school", "laptop", "group", "lesson", "year")
    return _of_plan(PLANS_OF_OTHERS, select(*(led.c[name] for name in same)), same, selection, today)


def _of_plan(
    plans: FromClause, led: Select[Any], same: Sequence[str], selection: Selection, today: date,
    handed: Sequence[threads.Place] = (),
) -> Select[Any]:  # fmt: skip
    """A row for every lesson planned before today, with whether it has been led; joined, for a server does that well."""
    row, done = plans.c, led.distinct().subquery()
    columns = (row.school, row.group, row.year, row.series.label("programme"), row.lesson)
    known: ColumnElement[bool] = done.c.lesson.is_not(None)
    if handed:
        known = or_(known, tuple_(row.group, row.lesson, row.year).in_(handed))
    return (
        select(*columns, case((known, 1), else_=0).label("led"))
        .select_from(plans.outerjoin(done, and_(*(done.c[name] == row[name] for name in same))))
        .where(*planned(selection, plans), row.day < today.isoformat())
    )
