"""A fictional school with a plan and half a term of sessions, led through the real conductor on a clock that only
simulates.

It feeds manual pictures, tests and bug reports. The same seed, day and content give the same sessions.
"""

from datetime import date, datetime, time, timedelta
from random import Random

from facilitator.content import model
from facilitator.content.library import Library
from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.journal import queries
from facilitator.journal.fiction import demooccasions
from facilitator.journal.fiction.demolesson import lead, local
from facilitator.journal.store import Journal
from facilitator.journal.tables.ids import next_id
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year, suggested
from facilitator.planning.groups import Group
from facilitator.planning.proposal import MVP, STAFF_PROGRAMME, TAGET, Wish, plannable, propose
from facilitator.planning.year import Planned, in_order

SCHOOL = "Ekskolan"
GROUPS = (("6A", 24), ("6B", 22), ("6C", 5), ("6D", 26), ("4A", 25))
_BELLS = (time(8, 10), time(9, 40), time(10, 50), time(12, 40), time(13, 50))
_FOURTH, _LATE = "4A", "6D"
_TERM_WEEKS = 8
_STAFF_DAY, _STAFF_TIME = 1, time(15, 0)
_SPLIT = 0.25
_SAVED_WITHIN_S = 120.0


def fill(journal: Journal, library: Library, today: date, seed: int = 1) -> int:
    """Make the school in an empty log; returns how many sessions. Raises WorldTrouble when the log has sessions."""
    if queries.sessions(journal, rehearsals=True):
        raise WorldTrouble(
            _("The folder already holds sessions."),
            _("Choose an empty folder for the demonstration, for example with --data."),
            journal.path.parent,
        )
    random = Random(seed)
    groups = [Group(code, people, school=SCHOOL) for code, people in GROUPS]
    for group in groups:
        queries.save_group(journal, group)
    plan = _plan(groups, library, today)
    for year in {row.year for row in plan}:
        plans.keep_plan(journal, year, plan)
    programmes = {lesson.id: lesson.programme for lesson in library.lessons}
    demooccasions.fill(journal, plan, today, SCHOOL, programmes)
    lessons = _timetable(groups, library, plan, today, random)
    last = ""
    for number, (start, group, lesson, ending) in enumerate(lessons):
        last = next_id(last, round(start.timestamp() * 1000), random.getrandbits(80))
        lead(
            journal, library.script(lesson.id), group, start, last, random, ending, finish=number != len(lessons) - 2
        )  # fmt: skip
    if not journal.flush(_SAVED_WITHIN_S) and journal.trouble is not None:
        raise journal.trouble
    return len(lessons)


Going = tuple[datetime, Group, model.Lesson, str]


def _plan(groups: list[Group], library: Library, today: date) -> tuple[Planned, ...]:
    """The school's plan: every group has a weekday and a bell of its own, and the staff has its passes."""
    first = date.fromisocalendar(first_year(today), 34, 1)
    if today < first + timedelta(weeks=_TERM_WEEKS):  # too little has been led yet: show the spring before
        first = date.fromisocalendar(today.year, 2, 1)
    breaks, rows, lessons = suggested(first_year(first)), list[Planned](), plannable(library)
    for place, group in enumerate(groups):
        programme = TAGET if group.code == _FOURTH else MVP
        wish = Wish(programme, first + timedelta(weeks=1), (group.code,), weekday=place, at=_BELLS[place])
        rows += propose(wish, lessons, [group], (), breaks, ()).rows
    staff = Wish(STAFF_PROGRAMME, first, weekday=_STAFF_DAY, at=_STAFF_TIME)
    return in_order([*rows, *propose(staff, lessons, (), rows, breaks, ()).rows])


def _timetable(
    groups: list[Group], library: Library, plan: tuple[Planned, ...], today: date, random: Random
) -> list[Going]:
    """What has been led of the plan, some of it in two goes; 6D is late, and the very last lesson is interrupted."""
    found: list[Going] = []
    for group in groups:
        rows = [row for row in plan if row.group == group.code and row.lesson and row.day < today]
        for row in rows[:-1] if group.code == _LATE else rows:
            lesson, start = library.lesson(row.lesson), local(row.day, row.at or _STAFF_TIME)
            in_a_week = row.day + timedelta(weeks=1)
            if random.random() < _SPLIT and in_a_week < today:
                found.append((start, group, lesson, "partial"))
                start = local(in_a_week, row.at or _STAFF_TIME)
            found.append((start, group, lesson, "done"))
    found.sort(key=_start)
    if found:
        start, group, lesson, _ending = found.pop()
        day = _school_day_before(today)
        found.append((local(day, start.astimezone().time()), group, lesson, "interrupted"))
    return found


def _start(going: Going) -> datetime:
    return going[0]


def _school_day_before(today: date) -> date:
    day = today - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day
