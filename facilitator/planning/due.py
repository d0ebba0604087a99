"""What is due: for every group the next lesson of each programme that it has not yet held."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from facilitator.content.model import Lesson
from facilitator.planning.days import local_time
from facilitator.planning.groups import STAFF, Group

GRADES = "F123456789"
_BANDS = {"F-3": "F123", "4-6": "456", "7-9": "789", "staff": STAFF}
_LANGUAGE = {"mvp": (4, 3)}
"""By programme: the last lesson that builds the language, and the one without which the later are not led."""
_RANGE = re.compile(r"([F1-9])(?:\s*[-–]\s*([1-9]))?")


class Held(Protocol):
    """A session as the log tells of it (`journal.rows.SessionRow` is one)."""

    @property
    def group(self) -> str:
        """The group's code."""
        ...

    @property
    def lesson(self) -> str:
        """The lesson's identifier."""
        ...

    @property
    def started(self) -> str:
        """Wall time of the start, UTC, ISO."""
        ...

    @property
    def utc_offset_min(self) -> int:
        """Minutes the laptop's clock stood east of UTC."""
        ...

    @property
    def status(self) -> str:
        """`running`, `done` or `partial`."""
        ...

    @property
    def rehearsal(self) -> bool:
        """Whether nobody but the leader was there."""
        ...


@dataclass(frozen=True, slots=True)
class Due:
    """The next lesson of a programme for a group. `continues`: begun before and stopped part-way. `missed`: a later
    lesson of the programme has been led to its end, so that this one is taken now and the order goes on from there.

    `number` of `of`: its place among the lessons that fit the group. `last_held`: when the group last had a lesson
    of the programme, None when it never had one. `planned` and `at`: day and time of
    day in the plan of the school year, if there is one (`standing.by_plan`). `called_off`: the planned day on which it was
    cancelled, when it has got no other.
    """

    group: Group
    lesson_id: str
    programme: str
    number: int
    of: int
    continues: bool
    missed: bool
    last_held: date | None
    planned: date | None = None
    at: time | None = None
    called_off: date | None = None


def next_up(lessons: Iterable[Lesson], held: Iterable[Held], groups: Iterable[Group]) -> list[Due]:
    """What is due, longest waiting first: groups that never had a lesson, then by the day of their last one.

    A lesson counts as held when it was led to its end; a rehearsal never counts. One that was stopped last time comes
    before those that were left out earlier. A group has the programmes that
    have lessons for its grade; inactive groups and finished programmes have nothing due.
    """
    past = [h for h in held if not h.rehearsal and h.status != "running"]
    ordered = sorted(lessons, key=lambda lesson: (lesson.programme, lesson.slot, lesson.id))
    found = []
    for group in groups:
        own = [h for h in past if h.group == group.code]
        fitting = [lesson for lesson in ordered if group.active and fits(lesson, group)]
        for programme in dict.fromkeys(lesson.programme for lesson in fitting):
            row = [lesson for lesson in fitting if lesson.programme == programme]
            due = _next(group, row, own)
            if due is not None:
                found.append(due)
    return sorted(found, key=lambda due: (due.last_held or date.min, due.group.code, due.programme))


def wanted_first(
    lesson: Lesson, lessons: Iterable[Lesson], held: Iterable[Held], group: str
) -> Lesson | None:
    """The lesson that a group should have had before this one; None when the order is as it should be.

    In MVP lessons 1–4 build the language that 5–10 use: above 4 nothing is led before 3. It warns, it never hinders
    (order is what fidelity means: SKV 2018, Botkyrka's manual).
    """
    builds, base = _LANGUAGE.get(lesson.programme, (lesson.slot, 0))
    if lesson.slot <= builds:
        return None
    done = {h.lesson for h in held if h.group == group and h.status == "done" and not h.rehearsal}
    first = next((one for one in lessons if (one.programme, one.slot) == (lesson.programme, base)), None)
    return None if first is None or first.id in done else first


def fits(lesson: Lesson, group: Group) -> bool:
    """Whether a lesson is for the group's grade: by its grades in words (`åk 4–6`), else by its age band."""
    return group.grade in grades_of(lesson)


def grades_of(lesson: Lesson) -> str:
    """The grades a lesson is for, as letters out of `F123456789`; `P` for the staff."""
    if lesson.age == "staff":
        return STAFF
    named = ""
    for first, last in _RANGE.findall(lesson.grades):
        named += GRADES[GRADES.index(first) : GRADES.index(last or first) + 1]
    return named or _BANDS[lesson.age]


def _start(held: Held) -> str:
    return held.started


def _next(group: Group, row: list[Lesson], own: list[Held]) -> Due | None:
    of_programme = {lesson.id for lesson in row}
    past = [h for h in own if h.lesson in of_programme]
    done = {h.lesson for h in past if h.status == "done"}
    waiting = [lesson for lesson in row if lesson.id not in done]
    if not waiting:
        return None
    last = max(past, key=_start, default=None)
    day = None if last is None else local_time(last.started, last.utc_offset_min).date()
    stopped = (lesson for lesson in waiting if last is not None and lesson.id == last.lesson)
    coming = next(stopped, waiting[0])
    return Due(
        group=group,
        lesson_id=coming.id,
        programme=coming.programme,
        number=row.index(coming) + 1,
        of=len(row),
        continues=any(h.lesson == coming.id for h in past),
        missed=any(lesson.id in done for lesson in row[row.index(coming) :]),
        last_held=day,
    )
