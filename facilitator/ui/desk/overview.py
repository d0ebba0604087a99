"""Counts that the pages show, worked out from the rows: pure, without Qt."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from facilitator.ui.desk.ports import Accent, DeskView, HeldView, LessonView

AUGUST = 8


class Progress(NamedTuple):
    """How far a group has come in a programme: different lessons held, of how many; `slots`: their places, from 1."""

    group: str
    programme: str
    accent: Accent
    held: int
    total: int
    last: date
    slots: frozenset[int] = frozenset()


class Figures(NamedTuple):
    """Sums over sessions. `content`: share of planned steps that were held and not shortened; `drift`: mean minutes over plan."""

    sessions: int
    groups: int
    content: float | None
    drift: float | None
    shortened: int = 0


def school_year(day: date) -> int:
    """The calendar year in which the school year of `day` began; it begins in August."""
    return day.year if day.month >= AUGUST else day.year - 1


def this_year(view: DeskView) -> list[HeldView]:
    """The sessions of the current school year, newest first."""
    now = school_year(view.today)
    return [row for row in view.held if school_year(row.started.date()) == now]


def figures(rows: Sequence[HeldView]) -> Figures:
    """The sums over `rows`; shares and means are None when there is nothing to divide by."""
    planned = sum(row.steps_planned for row in rows)
    return Figures(
        sessions=len(rows),
        groups=len({(row.elsewhere, row.group) for row in rows}),
        content=sum(row.steps_held - row.steps_shortened for row in rows) / planned if planned else None,
        drift=sum(row.spent_min - row.planned_min for row in rows) / len(rows) if rows else None,
        shortened=sum(row.steps_shortened for row in rows),
    )


def progress(view: DeskView) -> list[Progress]:
    """How far each group here has come this school year, the group met last first."""
    totals = {lesson.programme: lesson for lesson in view.lessons if lesson.in_programme}
    found: dict[tuple[str, str], list[HeldView]] = {}
    for row in this_year(view):
        if row.programme in totals and not row.elsewhere:
            found.setdefault((row.group, row.programme), []).append(row)
    slots = {lesson.id: lesson.slot for lesson in view.lessons}
    lines = [_progress(group, totals[programme], rows, slots) for (group, programme), rows in found.items()]
    return sorted(lines, key=lambda line: (-line.last.toordinal(), line.group))


def _progress(group: str, lesson: LessonView, rows: list[HeldView], slots: Mapping[str, int]) -> Progress:
    return Progress(
        group=group,
        programme=lesson.programme_name,
        accent=lesson.accent,
        held=len({row.lesson for row in rows}),
        total=lesson.in_programme,
        last=max(row.started.date() for row in rows),
        slots=frozenset(slot for row in rows if (slot := slots.get(row.lesson, 0))),
    )


def matches(lesson: LessonView, words: str) -> bool:
    """Whether every word is somewhere in the lesson's texts, scenarios or terms; case does not matter."""
    short = lesson.label.replace(" ", "")  # MVP7 is found too
    names = f"{lesson.label} {short} {lesson.title} {lesson.programme_name} {lesson.grades}"
    folded = _folded(f"{names} {lesson.summary} {lesson.search}")
    return all(word in folded for word in _folded(words).split())


def distance(lesson: LessonView, words: str) -> int:
    """How far a hit is from being called what was searched for: 0 its name, 1 the beginning of its title, 2 elsewhere."""
    wanted, title, label = (_folded(text).strip(" ?!.") for text in (words, lesson.title, lesson.label))
    if wanted in (title, label, label.replace(" ", "")):
        return 0
    return 1 if title.startswith(wanted) else 2


def _folded(words: str) -> str:
    """Without capitals, and every dash as the keyboard has it."""
    return words.casefold().replace("–", "-")
