"""A fictional school with a plan and half a term of sessions, led through the real conductor on a clock that only
simulates.

It feeds manual pictures, tests and bug reports. The same seed, day and content give the same sessions.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from facilitator.content import model
from facilitator.content.library import Library
from facilitator.errors import NotNow, WorldTrouble
from facilitator.i18n import _
from facilitator.journal import demooccasions, plans, queries
from facilitator.journal.ids import next_id
from facilitator.journal.store import Journal
from facilitator.planning.breaks import first_year, suggested
from facilitator.planning.groups import Group
from facilitator.planning.proposal import MVP, STAFF_PROGRAMME, TAGET, Wish, plannable, propose
from facilitator.planning.year import Planned, in_order
from facilitator.session import orders as o
from facilitator.session.conductor import Conductor, Note
from facilitator.session.facts import Field, Reason
from facilitator.session.rules import taps
from facilitator.session.state import Entry
from facilitator.session.summary import Summary

SCHOOL = "Ekskolan"
GROUPS = (("6A", 24), ("6B", 22), ("6C", 5), ("6D", 26), ("4A", 25))
_BELLS = (time(8, 10), time(9, 40), time(10, 50), time(12, 40), time(13, 50))
_FOURTH, _LATE = "4A", "6D"
_TERM_WEEKS = 8
_STAFF_DAY, _STAFF_TIME = 1, time(15, 0)
_SPLIT = 0.25
_SAVED_WITHIN_S = 120.0
_REASONS: tuple[Reason, ...] = ("time", "question", "technical")
_RULES = ("Vi turas om att prata", "Det är okej att tänka tyst")
_IDEAS = ("Ställ sig bredvid", "Hämta en vuxen", "Fråga hur det är")
_NOTES = (
    "Lugnt tempo. Låt rundan få mer tid nästa gång.",
    "Gruppen ville prata längre om scenariot. Bra stämning.",
    "Projektorn krånglade i början, sedan gick det fint.",
)


@dataclass(slots=True)
class _Clock:
    """Time that passes only when the demo lets it."""

    start: datetime
    ms: int = 0

    def elapsed_ms(self) -> int:
        return self.ms

    def wall(self) -> str:
        return (self.start + timedelta(milliseconds=self.ms)).strftime("%Y-%m-%dT%H:%M:%SZ")

    def go(self, seconds: float) -> None:
        self.ms += round(seconds * 1000)


class _Unhurried:
    """Passes entries on to the journal without waiting for each commit: nobody watches."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def append(self, session: str, entry: Entry, summary: Summary, note: Note | None = None) -> "_Unhurried":
        self._journal.append(session, entry, summary, note)
        return self

    def wait(self, _seconds: float) -> bool:
        return False


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
        script = library.script(lesson.id)
        journal.keep_script(script)
        clock = _Clock(start)
        people = group.people - random.randrange(0, 3)
        conductor = Conductor.start(last, script, _Unhurried(journal), clock, group=group.code, people=people)
        _lead(conductor, clock, random, ending)
        if ending != "interrupted":
            _end(conductor, clock, random, finish=number != len(lessons) - 2)
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
            lesson, start = library.lesson(row.lesson), _local(row.day, row.at or _STAFF_TIME)
            in_a_week = row.day + timedelta(weeks=1)
            if random.random() < _SPLIT and in_a_week < today:
                found.append((start, group, lesson, "partial"))
                start = _local(in_a_week, row.at or _STAFF_TIME)
            found.append((start, group, lesson, "done"))
    found.sort(key=_start)
    if found:
        start, group, lesson, _ending = found.pop()
        day = _school_day_before(today)
        found.append((_local(day, start.astimezone().time()), group, lesson, "interrupted"))
    return found


def _start(going: Going) -> datetime:
    return going[0]


def _local(day: date, bell: time) -> datetime:
    return datetime.combine(day, bell).astimezone().astimezone(UTC)


def _school_day_before(today: date) -> date:
    day = today - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def _lead(conductor: Conductor, clock: _Clock, random: Random, ending: str) -> None:
    steps = conductor.session.script.steps
    until = len(steps) if ending == "done" else max(2, len(steps) * 6 // 10)
    for number, step in enumerate(steps[:until]):
        pace = random.uniform(0.75, 1.2)
        turns = 1 + taps(conductor.session, step)
        while conductor.session.current.id == step.id:
            clock.go(step.minutes * 60 * pace / turns)
            if random.random() < 0.05:
                _pause(conductor, clock, random)
            _exercise(conductor, step, random)
            if number == until - 1 and conductor.session.revealed == turns - 1:
                break
            conductor.order(o.Next())
        following = steps[number + 1] if number + 1 < until else None
        if following is not None and following.weight == "optional" and random.random() < 0.4:
            with suppress(NotNow):
                conductor.order(o.Skip(following.id, random.choice(_REASONS)))


def _pause(conductor: Conductor, clock: _Clock, random: Random) -> None:
    order = random.choice((o.TogglePause(), o.ShowCover("safe")))
    conductor.order(order)
    clock.go(random.randrange(20, 150))
    conductor.order(order)


def _exercise(conductor: Conductor, step: model.Step, random: Random) -> None:
    """What a class does with a step's exercise at one tap; orders that do not fit just then are left out."""
    orders: list[o.Order] = []
    match step.stage:
        case model.Pyramid(cards=cards, top=top):
            orders = [o.PlaceCard(random.choice((1, 1, 2, 2, 3, 4)), card.id) for card in cards]
            orders += [o.ShowTop()] if top else []
        case model.Agreement():
            orders = [o.AddRule(random.choice(_RULES))]
        case model.Board():
            orders = [o.AddIdea(random.choice(("before", "during", "after")), random.choice(_IDEAS))]
        case model.Corners(countable=True):
            share = conductor.session.people // 5
            orders = [o.CountHands(corner, share + (corner == 1)) for corner in range(4)]
        case model.ScenarioCase(roleplay=True):
            orders = [o.ToggleScene(), o.ToggleScene()]
        case _:
            return
    for order in orders:
        with suppress(NotNow):
            conductor.order(order)


def _end(conductor: Conductor, clock: _Clock, random: Random, *, finish: bool) -> None:
    conductor.order(o.End())
    clock.go(random.randrange(60, 240))
    answers: tuple[tuple[Field, int], ...] = (
        ("went", random.choice((2, 3, 3, 4))), ("adults", 1), ("mentors", random.choice((0, 2, 2))),
        ("prepared", random.choice((5, 10, 15, 30))), ("group_form", 1), ("stayed", 1),
    )  # fmt: skip
    for name, value in answers:
        conductor.order(o.Answer(name, value))
    if random.random() < 0.3:
        conductor.order(o.WriteNote(random.choice(_NOTES), f"{random.getrandbits(128):032x}"))
    if finish:
        conductor.order(o.FinishLog())
