"""How a plan stands: what has been held, what is late, what comes next, and what somebody should look at."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import partial
from typing import Final, Literal, TypeVar

from facilitator.content.model import Lesson
from facilitator.planning.breaks import Break, first_year, is_free
from facilitator.planning.days import local_time
from facilitator.planning.due import Due, Held, next_up, wanted_first
from facilitator.planning.groups import Group, is_staff
from facilitator.planning.occasions import Occasion, cancelled
from facilitator.planning.year import PREPARES, STAFF, STRONG, SUPERVISION, Planned, in_order, is_calm

SUPERVISED: Final = "supervision"
OneHeld = TypeVar("OneHeld", bound=Held)
State = Literal["held", "late", "today", "coming", "cancelled"]
Kind = Literal["closed", "not-calm", "order", "language", "staff-after", "missing"]
_MIDNIGHT: Final = time.min
_NEAR: Final = timedelta(days=13)
"""Supervision lies in every other week: one that was held counts for the nearest planned day within so long."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a plan to look at; it warns, it never hinders. `other`: the label of the lesson it is about, of one that is
    missing its id.

    `closed`: no school that day. `not-calm`: a strong lesson on a Friday or before a break. `order`: `other` comes first
    in its programme and lies later. `language`: MVP above 4 before 3 (`due.wanted_first`). `staff-after`: pupils meet the theme
    of `other` before the staff does. `missing`: the program does not have the lesson, as when its content pack is gone.
    """

    row: str
    kind: Kind
    other: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """What the log says of a plan. `done`: group and lesson. `supervised`: the planned occasions of supervision that were
    held. `off`: group, lesson and day of what was cancelled."""

    done: frozenset[tuple[str, str]] = frozenset()
    supervised: frozenset[str] = frozenset()
    off: frozenset[tuple[str, str, date]] = frozenset()

    def has(self, row: Planned) -> bool:
        """Whether an occasion was held."""
        return (row.group, row.lesson) in self.done or row.id in self.supervised

    def is_off(self, row: Planned) -> bool:
        """Whether an occasion was cancelled on the day it lies on; one that has got a new day was not."""
        return (row.group, row.lesson, row.day) in self.off


@dataclass(frozen=True, slots=True)
class Tally:
    """A group's lessons in a plan: how many, how many of them by now, how many held, how many late, how many cancelled.

    Those of the staff have the group `STAFF`; a group's supervision is a series of its own, `SUPERVISED`.
    """

    group: str
    series: str
    planned: int
    by_now: int
    held: int
    late: int
    cancelled: int = 0


@dataclass(frozen=True, slots=True)
class _Would:
    """A planned lesson, looked at as if it had been held."""

    group: str
    lesson: str
    started: str = ""
    utc_offset_min: int = 0
    status: str = "done"
    rehearsal: bool = False


def held_in(held: Iterable[OneHeld], year: int) -> list[OneHeld]:
    """What was held in the school year that begins in `year`: next year the same code is another class."""
    return [h for h in held if first_year(local_time(h.started, h.utc_offset_min).date()) == year]


def of_class(held: Iterable[OneHeld], year: int) -> list[OneHeld]:
    """What the groups of a school year have had so far: the staff stays the same, a class does not (`held_in`)."""
    known = tuple(held)
    return [h for h in known if is_staff(h.group)] + held_in(
        (h for h in known if not is_staff(h.group)), year
    )


def done_of(held: Iterable[Held], occasions: Iterable[Occasion] = ()) -> frozenset[tuple[str, str]]:
    """Group and lesson of everything that was led to its end; rehearsals do not count.

    What the staff's own groups have had, and what was held without the program, is the staff's.
    """
    led = {(h.group, h.lesson) for h in held if h.status == "done" and not h.rehearsal}
    staffs = {(STAFF, lesson) for group, lesson in led if is_staff(group)}
    entered = {(one.group, one.lesson) for one in occasions if one.status == "held" and one.lesson}
    return frozenset(led | staffs | entered)


def log_of(held: Iterable[Held], occasions: Iterable[Occasion] = (), rows: Iterable[Planned] = ()) -> Log:
    """What the log says of a plan (`rows`)."""
    known = tuple(occasions)
    return Log(done_of(held, known), _supervised(rows, known), frozenset(cancelled(known)))


def _supervised(rows: Iterable[Planned], occasions: Iterable[Occasion]) -> frozenset[str]:
    """The planned occasions of supervision that were held: each meeting counts for the nearest one of its group; one
    without a group for that of every group."""
    planned: dict[str, list[Planned]] = {}
    for row in in_order(rows):
        if row.lesson == SUPERVISION and row.group != STAFF:
            planned.setdefault(row.group, []).append(row)
    met = sorted((one.day, one.group) for one in occasions if one.kind == "supervision" and one.took_place)
    found = set()
    for group, own in planned.items():
        for day, whose in met:
            near = [row for row in own if abs(row.day - day) <= _NEAR and row.id not in found]
            if whose in ("", group) and near:
                found.add(min(near, key=partial(_distance, day)).id)
    return frozenset(found)


def _distance(day: date, row: Planned) -> timedelta:
    return abs(row.day - day)


def state_of(row: Planned, log: Log, today: date) -> State:
    """How an occasion stands; also the staff's passes and supervision are late when nobody has entered them."""
    if log.has(row):
        return "held"
    if log.is_off(row):
        return "cancelled"
    if row.day == today:
        return "today"
    return "coming" if row.day > today else "late"


def tallies(rows: Iterable[Planned], log: Log, today: date) -> tuple[Tally, ...]:
    """Planned against held for every group and programme, for the staff, and for each group's supervision."""
    series: dict[tuple[str, str], list[Planned]] = {}
    for row in in_order(rows):
        programme = SUPERVISED if row.lesson == SUPERVISION else row.series
        series.setdefault((row.group, programme), []).append(row)
    found = []
    for (group, programme), own in sorted(series.items()):
        states = [state_of(row, log, today) for row in own]
        by_now = sum(row.day <= today for row in own)
        counts = (states.count("held"), states.count("late"), states.count("cancelled"))
        found.append(Tally(group, programme, len(own), by_now, *counts))
    return tuple(found)


def next_by_plan(
    lessons: Sequence[Lesson],
    held: Sequence[Held],
    groups: Sequence[Group],
    plan: Sequence[Planned],
    today: date,
    occasions: Sequence[Occasion] = (),
) -> list[Due]:
    """What is due where some of it is planned: by what was held this school year, for the staff's own as ever without a plan."""
    year = first_year(today)
    this_year = held_in(held, year)
    series = {(row.group, row.series) for row in plan}
    ever = [due for due in next_up(lessons, of_class(held, year), groups) if _series_of(due) not in series]
    now = [due for due in next_up(lessons, this_year, groups) if _series_of(due) in series]
    return by_plan([*ever, *now], plan, log_of(this_year, occasions), lessons, today)


def _series_of(due: Due) -> tuple[str, str]:
    return due.group.code, due.programme


def by_plan(
    dues: Iterable[Due],
    rows: Iterable[Planned],
    log: Log,
    lessons: Iterable[Lesson],
    today: date,
) -> list[Due]:
    """What is due, with its day and in the plan's order where there is a plan: what is planned for today first, then
    what is late and what is to come, by day, then what has no plan.

    A lesson that was stopped goes on before the plan does, and one that was cancelled and has no new day keeps its place in
    the order. Without a plan for a group's programme it is due as ever.
    """
    known = {lesson.id: lesson for lesson in lessons}
    waiting: dict[tuple[str, str], list[Planned]] = {}
    for row in in_order(rows):
        if row.lesson in known and not log.has(row):
            waiting.setdefault((row.group, row.series), []).append(row)
    found = [_planned(due, waiting.get((due.group.code, due.programme), []), log) for due in dues]
    return sorted(found, key=partial(_turn, today))


def _planned(due: Due, rows: Sequence[Planned], log: Log) -> Due:
    if not rows:
        return due
    row = next((one for one in rows if one.lesson == due.lesson_id), None) if due.continues else rows[0]
    if row is None:
        return due
    changed, off = row.lesson != due.lesson_id, log.is_off(row)
    return replace(
        due, lesson_id=row.lesson, planned=None if off else row.day, at=None if off else row.at,
        called_off=row.day if off else None, missed=due.missed and not changed,
        continues=due.continues and not changed,
    )  # fmt: skip


def _turn(today: date, due: Due) -> tuple[bool, bool, date, time]:
    day = due.planned or due.called_off
    return day is None, due.planned != today, day or date.min, due.at or _MIDNIGHT


def doubts(
    rows: Iterable[Planned],
    lessons: Sequence[Lesson],
    breaks: Sequence[Break],
    held: Iterable[Held] = (),
    occasions: Sequence[Occasion] = (),
) -> tuple[Doubt, ...]:
    """What to look at in a plan, row by row, in the order of the days; nothing of what has been held or cancelled."""
    known, past, plan = {lesson.id: lesson for lesson in lessons}, tuple(held), in_order(rows)
    log, found = log_of(past, occasions, plan), list[Doubt]()
    done = log.done
    staff = {row.lesson: row.day for row in plan if row.group == STAFF and not log.has(row)}
    for place, row in enumerate(plan):
        if log.has(row) or log.is_off(row):
            continue
        lesson = known.get(row.lesson)
        if is_missing(row, known):
            found.append(Doubt(row.id, "missing", row.lesson))
        if is_free(row.day, breaks):
            found.append(Doubt(row.id, "closed"))
        elif lesson is not None and lesson.risk >= STRONG and not is_calm(row.day, breaks):
            found.append(Doubt(row.id, "not-calm"))
        if lesson is None or row.group == STAFF:
            continue
        before = [one for one in plan[:place] if one.group == row.group]
        after = [one for one in plan[place + 1 :] if (one.group, one.series) == (row.group, row.series)]
        found += _out_of_order(row, lesson, known, after, done)
        first = wanted_first(
            lesson, lessons, [*past, *(_Would(one.group, one.lesson) for one in before)], row.group
        )
        if first is not None:
            found.append(Doubt(row.id, "language", first.label))
        found += [
            Doubt(row.id, "staff-after", known[own].label)
            for own, day in staff.items()
            if own in known and lesson.label in PREPARES.get(own, ()) and day >= row.day
        ]
    return tuple(found)


def is_missing(row: Planned, lessons: Container[str]) -> bool:
    """Whether the lesson of an occasion is not among those the program has (their ids)."""
    return row.lesson != SUPERVISION and row.lesson not in lessons


def _out_of_order(
    row: Planned,
    lesson: Lesson,
    known: Mapping[str, Lesson],
    after: Iterable[Planned],
    done: Collection[tuple[str, str]],
) -> list[Doubt]:
    """The first lesson of the series that belongs before this one, lies after it and has not been held."""
    waiting = [
        (known[one.lesson].slot, known[one.lesson].label)
        for one in after
        if one.lesson in known
        and (one.group, one.lesson) not in done
        and known[one.lesson].slot < lesson.slot
    ]
    return [Doubt(row.id, "order", min(waiting)[1])] if waiting else []
