"""A wish for a school year made into a proposal: whole series for groups or for the staff, before anything is kept."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from facilitator.content.library import Library
from facilitator.content.model import Lesson
from facilitator.planning.breaks import Break, first_year, span
from facilitator.planning.due import fits
from facilitator.planning.groups import Group
from facilitator.planning.year import (
    BASE_MONTHS,
    STAFF,
    STAFF_MONTHS,
    SUPERVISION,
    Planned,
    When,
    base_passes,
    every_other_week,
    staff_passes,
)

MVP, TAGET, STAFF_PROGRAMME = "mvp", "taget", "personal"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to plan. `groups`: codes, none for the staff. `weekday`: 0–6, None for that of `start`.

    `supervised`: with supervision in the weeks between the lessons of MVP.
    """

    programme: str
    start: date
    groups: tuple[str, ...] = ()
    weekday: int | None = None
    at: time | None = None
    supervised: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """The occasions that a wish leads to, and how many lessons found no room before the school year ends."""

    rows: tuple[Planned, ...]
    left_out: int = 0


def plannable(library: Library) -> tuple[Lesson, ...]:
    """The lessons that a school year can hold: those that groups are led through in turn, and the staff's own."""
    return tuple(
        one for one in library.lessons if library.programmes[one.programme].planned or one.id in STAFF_MONTHS
    )


def offered(lessons: Iterable[Lesson], groups: Sequence[Group]) -> tuple[str, ...]:
    """The programmes that can be planned: those with lessons for one of the groups, and the staff's own."""
    found: dict[str, None] = {}
    for lesson in lessons:
        if lesson.age == "staff":
            if lesson.id in STAFF_MONTHS:
                found[STAFF_PROGRAMME] = None
        elif any(fits(lesson, group) for group in groups):
            found[lesson.programme] = None
    return tuple(found)


def groups_for(programme: str, lessons: Sequence[Lesson], groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups that a programme has lessons for."""
    own = [lesson for lesson in lessons if lesson.programme == programme]
    return tuple(group for group in groups if any(fits(lesson, group) for lesson in own))


def propose(
    wish: Wish,
    lessons: Sequence[Lesson],
    groups: Iterable[Group],
    plan: Sequence[Planned],
    breaks: Sequence[Break],
    done: Collection[tuple[str, str]],
) -> Proposal:
    """Lay out what a wish asks for. What a group has held already is not planned again."""
    start = wish.start
    if wish.weekday is not None:
        start += timedelta(days=(wish.weekday - start.weekday()) % 7)
    until = span(first_year(wish.start))[1]
    if start > until:  # the weekday does not come again before the school year ends: there is no room
        start, breaks = wish.start, (*breaks, Break(wish.start, until))
    when = When(start, wish.at)
    if wish.programme == STAFF_PROGRAMME:
        own = [one for one in lessons if one.id in STAFF_MONTHS and (STAFF, one.id) not in done]
        labels = {lesson.id: lesson.label for lesson in lessons}
        pupils = [row for row in plan if row.group != STAFF]
        rows = staff_passes(own, when, breaks, pupils, labels)
        return Proposal(rows, len(own) - len(rows))
    found, left_out = list[Planned](), 0
    for group in groups:
        if group.code not in wish.groups:
            continue
        own = [
            one
            for one in lessons
            if one.programme == wish.programme and fits(one, group) and (group.code, one.id) not in done
        ]
        if wish.programme == TAGET:
            own = [one for one in own if one.slot in BASE_MONTHS]
            laid = base_passes(own, group.code, when, breaks)
        else:
            supervised = wish.supervised and wish.programme == MVP
            laid = every_other_week(own, group.code, when, breaks, supervised=supervised)
        left_out += len(own) - sum(row.lesson != SUPERVISION for row in laid)
        found += laid
    return Proposal(tuple(found), left_out)
