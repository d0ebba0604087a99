"""A fictional municipality: laptops of several schools that have led, cancelled, moved and entered afterwards for a
year and a half.

The same seed, day and content give the same lessons and occasions. Nobody is named: schools and groups are made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final, Literal

from facilitator.content.library import Library
from facilitator.content.script import Script
from facilitator.journal import afterwards, occasions, queries
from facilitator.journal.fiction import demooccasions
from facilitator.journal.fiction.demolesson import lead, local
from facilitator.journal.store import Journal
from facilitator.journal.tables.ids import next_id
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year, next_open, span, suggested
from facilitator.planning.days import FIRST_YEAR
from facilitator.planning.groups import Group
from facilitator.planning.occasions import Cause, Occasion
from facilitator.planning.proposal import MVP, STAFF_PROGRAMME, TAGET, Wish, plannable, propose
from facilitator.planning.year import Planned, in_order
from facilitator.session.afterwards import Remembered

SCHOOLS: Final = (
    "Ekskolan", "Björkdungens skola", "Kvarnbackens skola", "Ljungslättens skola", "Rönnängsskolan", "Storkällans skola",
    "Tallmoskolan", "Vassbäckens skola", "Åkervindans skola", "Älvdansens skola",
)  # fmt: skip
Fate = Literal["done", "partial", "cancelled", "moved", "late", "forgotten"]
_FATES: Final[tuple[tuple[Fate, int], ...]] = (
    ("done", 72), ("partial", 9), ("cancelled", 6), ("moved", 6), ("late", 5), ("forgotten", 2),
)  # fmt: skip
_CAUSES: Final[tuple[Cause, ...]] = ("illness", "time", "schedule", "room", "technical", "group")
_BELLS: Final = (time(8, 10), time(9, 40), time(10, 50), time(12, 40), time(13, 50))
_SAVED_WITHIN_S: Final = 120.0
_STAFF_DAY, _STAFF_TIME = 1, time(15, 0)
_WEEK: Final = timedelta(weeks=1)
_HALF_YEARS: Final = 78 * _WEEK
"""So long ago the municipality began: a year and a half."""
_SPRING, _AUTUMN = 15, 34
"""Weeks: in the first a spring term still has room for some lessons, in the second the autumn term begins."""


@dataclass(frozen=True, slots=True)
class Place:
    """A laptop of the municipality. `since`: the day it began; `until`: the day its last lesson was led before; `first`: of
    several at the school, the one that keeps the staff's passes."""

    number: int
    school: str
    groups: tuple[Group, ...]
    since: date
    until: date
    first: bool


@dataclass(frozen=True, slots=True)
class _Lesson:
    """One lesson to come to pass, in the order of time."""

    start: datetime
    row: Planned
    fate: Fate


def places(count: int, today: date, seed: int) -> tuple[Place, ...]:
    """The laptops of a municipality. One in six has not been heard from for a while."""
    found = []
    for number in range(count):
        random = Random(f"{seed}/{number}")
        at_school, school = divmod(number, len(SCHOOLS))
        codes = _codes(at_school)
        groups = tuple(Group(code, random.randrange(17, 29), school=SCHOOLS[school]) for code in codes)
        if number % 5 == 4:  # a small group, whose numbers are hidden
            groups = (*groups[:-1], replace(groups[-1], people=5))
        silent = timedelta(days=random.randrange(45, 120) if number % 6 == 5 else random.randrange(1, 9))
        found.append(
            Place(number, SCHOOLS[school], groups, _began(number, today), today - silent, at_school == 0)
        )
    return tuple(found)


def begins(today: date) -> date:
    """The Monday on which the municipality began: a year and a half ago. Nobody begins when a term is about to end: then
    it was some weeks earlier."""
    since = today - _HALF_YEARS
    monday, spring = since - timedelta(days=since.weekday()), date.fromisocalendar(since.year, _SPRING, 1)
    return spring if spring < monday < date.fromisocalendar(since.year, _AUTUMN, 1) else monday


def years(today: date) -> range:
    """The school years that there is something of, by the year they begin in."""
    return range(first_year(begins(today)), first_year(today) + 1)


def _began(number: int, today: date) -> date:
    """Every other laptop was there from the beginning; the rest came with the first whole school year."""
    since = begins(today)
    whole = since <= _term(first_year(since))
    return since if whole or number % 2 == 0 else span(first_year(since) + 1)[0]


def _term(year: int) -> date:
    return date.fromisocalendar(year, 35, 1)


def _codes(at_school: int) -> tuple[str, ...]:
    letter = "ABCDEFGH"[at_school % 8]
    return (f"6{letter}", f"4{letter}") if at_school % 2 == 0 else (f"6{letter}",)


def fill(journal: Journal, library: Library, place: Place, year: int, seed: int) -> int:
    """Let a laptop lead a school year, after those before it; returns how many sessions. Raises WorldTrouble.

    Before it began there is nothing.
    """
    if span(year)[1] < place.since:
        return 0
    random = Random(f"{seed}/{place.number}/{year}")
    for group in place.groups:
        queries.save_group(journal, group)
    scripts: dict[str, Script] = {}
    programmes = {lesson.id: lesson.programme for lesson in library.lessons}
    plan = _plan(place, library, year, random)
    plans.keep_plan(journal, year, plan)
    begins, ends = span(year)
    if place.first and begins < place.until:
        demooccasions.fill(journal, plan, min(place.until, ends), place.school, programmes, seed=seed)
    last = max((row.session for row in queries.sessions(journal)), default="")
    coming, count = list(_fates(plan, place.until, random)), 0
    for at, one in enumerate(coming):
        last = next_id(last, round(one.start.timestamp() * 1000), random.getrandbits(80))
        script = scripts.setdefault(one.row.lesson, library.script(one.row.lesson))
        newest = at == len(coming) - 1 and place.until <= ends
        count += _come_to_pass(journal, place, one, script, last, random, programmes, unfinished=newest)
    if not journal.flush(_SAVED_WITHIN_S) and journal.trouble is not None:
        raise journal.trouble
    return count


def _plan(place: Place, library: Library, year: int, random: Random) -> tuple[Planned, ...]:
    lessons, breaks, rows = plannable(library), suggested(year), list[Planned]()
    begin = max(_term(year), place.since)
    for at, group in enumerate(place.groups):
        programme = MVP if group.code[0] == "6" else TAGET
        wish = Wish(
            programme, begin + _WEEK * (random.randrange(3)), (group.code,), weekday=(place.number + at) % 5,
            at=random.choice(_BELLS),
        )  # fmt: skip
        rows += propose(wish, lessons, [group], (), breaks, ()).rows
    if place.first:
        staff = Wish(STAFF_PROGRAMME, begin - _WEEK, weekday=_STAFF_DAY, at=_STAFF_TIME)
        rows += propose(staff, lessons, (), rows, breaks, ()).rows
    return in_order(rows)


def _fates(plan: tuple[Planned, ...], until: date, random: Random) -> Iterator[_Lesson]:
    """What becomes of each planned lesson of the pupils, in the order of time."""
    names, weights = zip(*_FATES, strict=True)
    found = []
    for row in plan:
        if row.group and row.lesson and row.day < until:
            fate, again = random.choices(names, weights)[0], _again(row)
            if again is None and fate in ("partial", "moved"):  # the term is over
                fate = "done" if fate == "partial" else "cancelled"
            found.append(_Lesson(local(row.day, row.at or _STAFF_TIME), row, fate))
            if again is not None and fate in ("partial", "moved"):
                found.append(_Lesson(local(again, row.at or _STAFF_TIME), replace(row, day=again), "done"))
    return iter(sorted((one for one in found if one.start.date() < until), key=_start))


def _again(row: Planned) -> date | None:
    """The first school day a week later; none when the school year is over then."""
    return next_open(row.day + _WEEK, suggested(row.year), span(row.year)[1])


def _start(one: _Lesson) -> datetime:
    return one.start


def _come_to_pass(
    journal: Journal, place: Place, one: _Lesson, script: Script, own: str, random: Random, programmes: dict[str, str],
    *, unfinished: bool,
) -> int:  # fmt: skip
    """Let it happen; how many sessions came of it."""
    group = next(each for each in place.groups if each.code == one.row.group)
    match one.fate:
        case "done" | "partial":
            lead(journal, script, group, one.start, own, random, one.fate, finish=not unfinished)
            return 1
        case "late" if one.row.day.year >= FIRST_YEAR:
            held = tuple(
                step.id for step in script.steps if step.weight != "optional" or random.random() < 0.5
            )
            minutes = script.length // 5 * 5
            remembered = Remembered(group.code, group.people, one.start, minutes, held)
            written = one.start + timedelta(days=random.randrange(1, 6))
            afterwards.enter(journal, remembered, script, written, own=own)
            return 1
        case "cancelled" | "moved" if one.row.day.year >= FIRST_YEAR:
            _deviate(journal, place, one, own, random, programmes[one.row.lesson])
    return 0  # what nobody has entered is late


def _deviate(journal: Journal, place: Place, one: _Lesson, own: str, random: Random, programme: str) -> None:
    moved = one.fate == "moved"
    occasion = Occasion(
        kind="pupils", status="moved" if moved else "cancelled", day=one.row.day, at=one.row.at, school=place.school,
        group=one.row.group, audience="pupils", programme=programme, lesson=one.row.lesson, cause=random.choice(_CAUSES),
        moved_to=_again(one.row) if moved else None,
    )  # fmt: skip
    now = local(one.row.day, _STAFF_TIME).astimezone(UTC)
    occasions.enter(journal, occasion, place.until, own="T" + own[1:], now=now)
