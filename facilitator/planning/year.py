"""The plan of a school year: which group has which lesson on which day. Rules only: no I/O, no clock."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final, Protocol

from facilitator.planning.breaks import Break, first_year, is_free, next_open, span

STAFF: Final = ""
"""The group of the staff's own passes."""
SUPERVISION: Final = ""
"""The lesson of an occasion when mentors and adults meet between two lessons."""
BASE_MONTHS: Final = {1: 9, 2: 12, 3: 4}
"""TÅGET: the base passes by slot, and their months (`domain.md` 1.1)."""
STAFF_MONTHS: Final = {
    "personal-p1": 8, "personal-p2": 9, "personal-p3": 10, "personal-p4": 11, "personal-p5": 1, "personal-p6": 2,
    "personal-p7": 3, "personal-p8": 5, "apt-a1": 9, "apt-a2": 11, "apt-a3": 2, "apt-a4": 4,
}  # fmt: skip
"""The staff's passes by id, and their months (`domain.md` 4.5)."""
PREPARES: Final = {
    "personal-p2": ("TÅGET B1", "TÅGET T1"), "personal-p3": ("TÅGET B2", "MVP 3"), "personal-p4": ("TÅGET B2",),
    "personal-p5": ("TÅGET B3", "TÅGET T7", "TÅGET T12"), "personal-p6": ("TÅGET B3",),
    "personal-p7": ("TÅGET T13", "MVP 7", "MVP 10"), "personal-p8": ("TÅGET T2",),
}  # fmt: skip
"""By staff pass: the labels of the lessons whose theme the staff works through first (`domain.md` 4.5)."""
STRONG: Final = 3
_BASE_FROM, _APT_FROM = 8, 15
"""Days of the month: base passes come after the staff's first week, meetings (APT) after the middle."""
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)


class Content(Protocol):
    """A lesson as far as a plan needs it (`content.model.Lesson` is one)."""

    @property
    def id(self) -> str:
        """Stable identifier."""
        ...

    @property
    def programme(self) -> str:
        """Programme identifier."""
        ...

    @property
    def label(self) -> str:
        """Short tag, for example MVP 3."""
        ...

    @property
    def slot(self) -> int:
        """Place in the programme, from 1."""
        ...

    @property
    def risk(self) -> int:
        """Risk level 1–3."""
        ...


@dataclass(frozen=True, slots=True)
class Planned:
    """One occasion of a plan. `year`: in which the school year begins. `group`: a code, or `STAFF`. `series`: the programme
    it was planned with. `lesson`: an id, or `SUPERVISION`. The same occasion planned once more has the same id."""

    id: str
    year: int
    group: str
    series: str
    lesson: str
    day: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class When:
    """From which day and at which time of day a series is planned."""

    start: date
    at: time | None = None


def in_order(rows: Iterable[Planned]) -> tuple[Planned, ...]:
    """By day, time and group."""
    return tuple(sorted(rows, key=place_of))


def place_of(row: Planned) -> tuple[date, time, str, str]:
    """Its place among others: day, time and group."""
    return row.day, row.at or time.min, row.group, row.id


# --- laying out a series -----------------------------------------------------------------------------------------


def every_other_week(
    lessons: Sequence[Content], group: str, when: When, breaks: Sequence[Break], *, supervised: bool = True
) -> tuple[Planned, ...]:
    """The lessons of MVP in order, every other school week on the same weekday, with supervision in the weeks between.

    What would fall in a break moves on a week at a time, and all after it too. What does not find room before the
    school year ends is left out.
    """
    year, rows = first_year(when.start), []
    day: date | None = when.start
    for turn in range(2 * len(lessons) - 1):
        day = next_open(day, breaks, span(year)[1]) if day else None
        if day is None:
            break
        lesson = lessons[turn // 2]
        if turn % 2 == 0:
            rows.append(
                Planned(_id(year, group, lesson.id), year, group, lesson.programme, lesson.id, day, when.at)
            )
        elif supervised:
            own = f"{_id(year, group, lesson.id)}.s"
            rows.append(Planned(own, year, group, lesson.programme, SUPERVISION, day, when.at))
        day += _WEEK
    return tuple(rows)


def base_passes(
    lessons: Sequence[Content], group: str, when: When, breaks: Sequence[Break]
) -> tuple[Planned, ...]:
    """The base passes of TÅGET in September, December and April, on the weekday of the start; none before the start.

    A strong one is never on a Friday or the last day before a break: nobody would be there to talk to (`domain.md` 4.2).
    """
    year = first_year(when.start)
    until, rows, earliest = span(year)[1], list[Planned](), when.start
    for lesson in lessons:
        if lesson.slot not in BASE_MONTHS:
            continue
        first = max(earliest, _in_month(year, BASE_MONTHS[lesson.slot], _BASE_FROM))
        day = next_open(_weekday_from(first, when.start.weekday()), breaks, until)
        day = day if day is None or lesson.risk < STRONG else _calm(day, breaks, when.start, until)
        if day is None:
            break
        rows.append(
            Planned(_id(year, group, lesson.id), year, group, lesson.programme, lesson.id, day, when.at)
        )
        earliest = day + 4 * _WEEK
    return tuple(rows)


def staff_passes(
    lessons: Sequence[Content],
    when: When,
    breaks: Sequence[Break],
    pupils: Iterable[Planned],
    labels: Mapping[str, str],
) -> tuple[Planned, ...]:
    """The staff's passes in their months; earlier when pupils meet the same theme before (rule: `domain.md` 4.5).

    `pupils`: what is planned for groups; `labels`: of those lessons, by id. Two never share a day, and none lies
    before the start.
    """
    year = first_year(when.start)
    until, taken, rows = span(year)[1], set[date](), []
    known = tuple(pupils)
    for lesson in lessons:
        if lesson.id not in STAFF_MONTHS:
            continue
        from_day = _APT_FROM if lesson.id.startswith("apt") else 1
        first = max(when.start, _in_month(year, STAFF_MONTHS[lesson.id], from_day))
        day = next_open(_weekday_from(first, when.start.weekday()), breaks, until)
        meets = [row.day for row in known if labels.get(row.lesson) in PREPARES.get(lesson.id, ())]
        if day is not None and meets and day >= min(meets):
            day = _before(min(meets), day.weekday(), when.start, breaks) or day
        day = _untaken(day, taken, when.start, breaks, earlier=bool(meets))
        if day is not None:
            taken.add(day)
            rows.append(
                Planned(_id(year, STAFF, lesson.id), year, STAFF, lesson.programme, lesson.id, day, when.at)
            )
    return in_order(rows)


def _id(year: int, group: str, lesson: str) -> str:
    return f"{year}.{group}.{lesson}"


def _in_month(year: int, month: int, day: int) -> date:
    return date(year if month >= span(year)[0].month else year + 1, month, day)


def _weekday_from(day: date, weekday: int) -> date:
    return day + (weekday - day.weekday()) % 7 * _DAY


def is_calm(day: date, breaks: Sequence[Break]) -> bool:
    """Whether there is school both on a day and on the next: somebody is there to talk to."""
    return not is_free(day, breaks) and not is_free(day + _DAY, breaks)


def _calm(day: date, breaks: Sequence[Break], start: date, until: date) -> date | None:
    """The day itself, else the nearest calm one before it in its week, from the start on, else the first after it."""
    for back in range(min(day.weekday(), (day - start).days) + 1):
        if is_calm(day - back * _DAY, breaks):
            return day - back * _DAY
    while day <= until and not is_calm(day, breaks):
        day += _DAY
    return day if day <= until else None


def _untaken(
    day: date | None, taken: Collection[date], start: date, breaks: Sequence[Break], *, earlier: bool
) -> date | None:
    found = day
    while earlier and found is not None and found in taken:
        found = _before(found, found.weekday(), start, breaks)
    if found is not None and found not in taken:
        return found
    while day is not None and day in taken:
        day = next_open(day + _WEEK, breaks, span(first_year(day))[1])
    return day


def _before(day: date, weekday: int, start: date, breaks: Sequence[Break]) -> date | None:
    """The last school day on a weekday before a day; None when it would lie before the start."""
    found = day - ((day.weekday() - weekday) % 7 or 7) * _DAY
    while found >= start:
        if not is_free(found, breaks):
            return found
        found -= _WEEK
    return None


# --- changing a plan ---------------------------------------------------------------------------------------------


def moved(rows: Sequence[Planned], own: str, when: When) -> tuple[Planned, ...]:
    """The plan with one occasion on another day. The day is the planner's own choice: it may lie in a break."""
    return in_order(replace(row, day=when.start, at=when.at) if row.id == own else row for row in rows)


def moved_on(rows: Sequence[Planned], own: str, when: When, breaks: Sequence[Break]) -> tuple[Planned, ...]:
    """The plan with an occasion, and all of its series after it, moved; their distances in school weeks stay.

    Those that had the same weekday get the new one, and all of them the new time. What finds no room before the
    school year ends stays on its last day.
    """
    tail = _tail(rows, own)
    old = tail[0]
    until, laid, before = span(old.year)[1], list[Planned](), tail[0]
    for row in tail:
        if row is old:
            day = when.start
        else:
            weekday = when.start.weekday() if row.day.weekday() == old.day.weekday() else row.day.weekday()
            weeks = _school_weeks(before.day, row.day, breaks)
            day = _school_weeks_on(laid[-1].day, weekday, weeks, breaks, until)
        laid.append(replace(row, day=day, at=when.at))
        before = row
    new = {row.id: row for row in laid}
    return in_order(new.get(row.id, row) for row in rows)


def out_of_breaks(
    rows: Sequence[Planned], breaks: Sequence[Break], before: Sequence[Break], today: date
) -> tuple[Planned, ...]:
    """The plan with everything that the breaks have come over, from `today` on, moved on with the rest of its series.

    What lay in a break or on a weekend already (`before`: the breaks as they were) was put there by choice, and stays.
    """
    plan, moves = in_order(rows), True
    chosen = {row.id for row in plan if is_free(row.day, before)}
    while moves:
        moves = False
        for row in plan:
            stays = row.day < today or row.id in chosen
            day = row.day if stays else next_open(row.day, breaks, span(row.year)[1])
            if day is not None and day != row.day:
                plan, moves = moved_on(plan, row.id, When(day, row.at), breaks), True
                break
    return plan


def without(rows: Sequence[Planned], own: str, *, rest: bool = False) -> tuple[Planned, ...]:
    """The plan without an occasion; with `rest` also without all of its series after it."""
    away = {row.id for row in _tail(rows, own)} if rest else {own}
    return tuple(row for row in rows if row.id not in away)


def joined(
    rows: Iterable[Planned], new: Sequence[Planned], done: Collection[tuple[str, str]]
) -> tuple[Planned, ...]:
    """The plan with series planned anew in the place of what they had.

    What has been held (group, lesson) stays, and so does supervision before the new series begins.
    """
    first: dict[tuple[str, str], date] = {}
    for row in new:
        first[row.group, row.series] = min(row.day, first.get((row.group, row.series), row.day))
    ids = {row.id for row in new}

    def stays(row: Planned) -> bool:
        begins = first.get((row.group, row.series))
        if row.id in ids or begins is None:
            return row.id not in ids
        return (row.group, row.lesson) in done or (row.lesson == SUPERVISION and row.day < begins)

    return in_order([*(row for row in rows if stays(row)), *new])


def added(rows: Sequence[Planned], group: str, lesson: Content, when: When) -> tuple[Planned, ...]:
    """The plan with one occasion more; a lesson that is planned already gets another occasion beside the first."""
    year = first_year(when.start)
    own = _id(year, group, lesson.id)
    ids = {row.id for row in rows}
    free = next(name for name in (own, *(f"{own}.{n}" for n in range(2, len(ids) + 3))) if name not in ids)
    return in_order([*rows, Planned(free, year, group, lesson.programme, lesson.id, when.start, when.at)])


def _tail(rows: Sequence[Planned], own: str) -> tuple[Planned, ...]:
    """An occasion and what follows it in its series. Raises KeyError."""
    row = next((one for one in rows if one.id == own), None)
    if row is None:
        raise KeyError(own)
    series = [one for one in rows if (one.group, one.series) == (row.group, row.series)]
    return tuple(one for one in in_order(series) if place_of(one) >= place_of(row))


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _school_weeks(one: date, other: date, breaks: Sequence[Break]) -> int:
    """In how many weeks after that of `one`, up to that of `other`, there is school on the weekday of `other`."""
    return sum(
        not is_free(other - back * _WEEK, breaks) for back in range((_monday(other) - _monday(one)).days // 7)
    )


def _school_weeks_on(day: date, weekday: int, weeks: int, breaks: Sequence[Break], until: date) -> date:
    """The day on a weekday so many school weeks on."""
    found = _monday(day) + weekday * _DAY
    while weeks > 0 or is_free(found, breaks) or found <= day:
        if found + _WEEK > until:
            return min(max(found, day + _DAY), until)
        found += _WEEK
        weeks -= not is_free(found, breaks)
    return min(found, until)
