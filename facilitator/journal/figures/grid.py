"""Which group has had which lesson, and which it was to have: the cells of the grid. Portable SQL."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import Select, and_, case, func, literal, select, union_all

from facilitator.journal.figures.measures import count_if
from facilitator.journal.figures.selection import (
    OWN_PLANS,
    PLANS,
    Selection,
    by_year,
    held,
    planned,
    school_year,
    year_of,
)
from facilitator.journal.log import Log
from facilitator.journal.tables import schema

State = Literal["held", "shortened", "part", "late", "coming"]
Off = tuple[str, str, str, str]
"""School, group, lesson and day (ISO) of what was not held as planned."""
_SUMS: Final = ("planned", "by_now", "done", "part", "whole")
_RUN = schema.session.c


@dataclass(frozen=True, slots=True)
class Cell:
    """A lesson of a group in a school year (`year`: the one it begins in). `label` and `title` as the log has them, empty when it was never led. `planned`: occasions in the
    plan, `by_now` of them up to today; `first`: the first day of those (ISO, or empty). `done` and `part`: sessions led
    to the end and in part; `whole`: of those to the end, the ones with every core step whole; `last`: wall time (UTC) when the last one began.
    `elsewhere`: `done` or `partial` where a handover tells of the lesson (`journal.elsewhere`), which began then (`told`)."""

    school: str
    group: str
    programme: str
    lesson: str
    year: int
    label: str
    title: str
    planned: int
    by_now: int
    first: str
    done: int
    part: int
    whole: int
    last: str
    elsewhere: str = ""
    told: str = ""

    @property
    def state(self) -> State:
        """How it stands: led to its end (at least once whole, or never), begun, late, or still to come."""
        if self.done:
            return "held" if self.whole else "shortened"
        if self.elsewhere == "done":
            return "held"
        if self.part or self.elsewhere:
            return "part"
        return "late" if self.by_now else "coming"


def cells(journal: Log, selection: Selection, today: date) -> list[Cell]:
    """Every cell that has a session or a plan, by school, group, programme, lesson and school year: next year the same code is
    another class. A lesson that has changed its programme is one cell all the same.

    Raises WorldTrouble when the log cannot be read.
    """
    rows = union_all(_held(selection), _planned(selection, today)).subquery().c
    own = (rows.school, rows.group, rows.programme, rows.lesson, rows.year)
    wanted = (
        select(
            *own, func.max(rows.label), func.max(rows.title), func.sum(rows.planned), func.sum(rows.by_now),
            func.max(rows.first), func.sum(rows.done), func.sum(rows.part), func.sum(rows.whole),
            func.max(rows.last),
        )
        .group_by(*own)
        .order_by(*own)
    )  # fmt: skip
    with journal.database.begin() as connection:
        found = [Cell(*tuple(row)) for row in connection.execute(wanted)]
        moved = [_Moved(*row) for row in connection.execute(_moved(selection, today, journal.device))]
    return list(_as_one(_where_led(found, moved) if moved else found))


def _as_one(found: Iterable[Cell]) -> Iterator[Cell]:
    """The cells, where a lesson that has had several programmes is one, of that in which it was led last."""
    own: dict[tuple[Any, ...], list[Cell]] = {}
    for one in found:
        own.setdefault(_whose(one), []).append(one)
    for cells in own.values():
        yield cells[0] if len(cells) == 1 else _joined(cells)


def _joined(cells: Sequence[Cell]) -> Cell:
    sums = {name: sum(getattr(one, name) for one in cells) for name in _SUMS}
    first = min((one.first for one in cells if one.first), default="")
    return replace(max(cells, key=_last), first=first, **sums)


def _last(one: Cell) -> str:
    return one.last


def without(
    journal: Log, selection: Selection, today: date, found: Sequence[Cell], off: Collection[Off]
) -> list[Cell]:
    """The cells as if what is planned for a day on which it was called `off` were not; what was led stays as it is.

    Raises WorldTrouble when the log cannot be read.
    """
    if not off:
        return [*found]
    row, days = PLANS.c, dict[tuple[Any, ...], list[str]]()
    own = (row.school, row.group, row.lesson, row.year)
    with journal.database.begin() as connection:
        for *place, day in connection.execute(select(*own, row.day).where(*planned(selection))):
            days.setdefault(tuple(place), []).append(day)
    return [_without(one, days.get(_whose(one), ()), today, off) for one in found]


def _whose(one: Cell) -> tuple[Any, ...]:
    return one.school, one.group, one.lesson, one.year


def _without(one: Cell, days: Sequence[str], today: date, off: Collection[Off]) -> Cell:
    left = [day for day in days if (one.school, one.group, one.lesson, day) not in off]
    if one.done or one.part or one.elsewhere or left == [*days]:
        return one
    by_now = sum(day < today.isoformat() for day in left)
    return replace(one, planned=len(left), by_now=by_now, first=min(left, default=""))


class _Moved(NamedTuple):
    """What is planned here, and was led here while the school had another name: that of `led`."""

    school: str
    group: str
    programme: str
    lesson: str
    year: int
    led: str
    planned: int
    by_now: int
    first: str


def _where_led(found: Sequence[Cell], moved: Iterable[_Moved]) -> Iterator[Cell]:
    """The cells, where what was led under the school's former name is planned there too: else it would be late for good
    under the new one. A cell that is left without anything goes."""
    cells = {(one.school, one.group, one.programme, one.lesson, one.year): one for one in found}
    for row in moved:
        here, there = (
            (school, row.group, row.programme, row.lesson, row.year) for school in (row.school, row.led)
        )
        if here in cells:
            if cells[here].done or cells[here].part:
                continue  # led under the new name too
            cells[here] = _planned_less(cells[here], row)
        if there in cells:
            cells[there] = _planned_more(cells[there], row)
    return (one for one in cells.values() if one.planned or one.done or one.part)


def _planned_less(one: Cell, row: _Moved) -> Cell:
    return replace(one, planned=one.planned - row.planned, by_now=one.by_now - row.by_now)


def _planned_more(one: Cell, row: _Moved) -> Cell:
    return replace(
        one, planned=one.planned + row.planned, by_now=one.by_now + row.by_now, first=one.first or row.first
    )


def _held(selection: Selection) -> Select[Any]:
    own = (_RUN.school, _RUN.group, _RUN.programme, _RUN.lesson)
    whole = and_(_RUN.status == "done", _RUN.core_held >= _RUN.core_planned, _RUN.core_cut == 0)
    return (
        select(
            *own, school_year(selection), func.max(_RUN.label).label("label"), func.max(_RUN.title).label("title"),
            literal(0).label("planned"), literal(0).label("by_now"), literal("").label("first"),
            count_if(_RUN.status == "done").label("done"), count_if(_RUN.status == "partial").label("part"),
            count_if(whole).label("whole"), func.max(_RUN.started).label("last"),
        )
        .where(*held(selection))
        .group_by(*reversed(own), *by_year(selection))  # the lesson tells most rows apart
    )  # fmt: skip


def _planned(selection: Selection, today: date) -> Select[Any]:
    row = PLANS.c
    own = (row.school, row.group, row.series, row.lesson, row.year)
    return (
        select(
            *own, literal(""), literal(""), func.count(),
            func.sum(case((row.day < today.isoformat(), 1), else_=0)), func.min(row.day),
            literal(0), literal(0), literal(0), literal(""),
        )
        .where(*planned(selection))
        .group_by(*own)
    )  # fmt: skip


def _moved(selection: Selection, today: date, device: str) -> Select[Any]:
    """The rows of `_Moved`: by this laptop's own plan, for the groups and lessons of a school year are the same."""
    here = (
        select(_RUN.group, _RUN.lesson, year_of().label("year"), _RUN.school)
        .where(*held(Selection(year=selection.year)), _RUN.device == device)
        .distinct()
        .subquery()
        .c
    )
    own = (here.group, here.lesson, here.year)
    led = select(*own, func.max(here.school).label("led")).group_by(*own).subquery()
    row = OWN_PLANS.c
    told = (row.school, row.group, row.series, row.lesson, row.year)
    same = (led.c[name] == row[name] for name in ("group", "lesson", "year"))
    return (
        select(
            *told, led.c.led, func.count(),
            func.sum(case((row.day < today.isoformat(), 1), else_=0)), func.min(row.day),
        )
        .select_from(OWN_PLANS.join(led, and_(*same)))
        .where(*planned(replace(selection, school=None), OWN_PLANS), led.c.led != row.school)
        .group_by(*told, led.c.led)
    )  # fmt: skip
