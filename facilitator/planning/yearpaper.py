"""The plan of a school year as it goes onto paper: one line an occasion, and the breaks between."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from facilitator.content.library import Library
from facilitator.content.model import Lesson
from facilitator.planning.breaks import Break
from facilitator.planning.standing import State
from facilitator.planning.year import STAFF, SUPERVISION, Planned, in_order
from facilitator.planning.yearwords import group_of, label_of, title_of

Shape = Literal["circle", "square", "diamond", "dot"]
_TAGET = "taget"


@dataclass(frozen=True, slots=True)
class YearLine:
    """One occasion in words; `shape` and `accent` as on the wheel."""

    day: date
    at: time | None
    group: str
    label: str
    title: str
    state: State
    shape: Shape
    accent: str


@dataclass(frozen=True, slots=True)
class YearPaper:
    """A school year, which begins in `year`, of one group (its code) or of all (empty); `school`: whose groups, when it is
    not what is planned on the laptop."""

    year: int
    group: str
    today: date
    lines: tuple[YearLine, ...]
    breaks: tuple[Break, ...]
    held: int
    planned: int
    """Lessons with groups: neither supervision nor the staff's own."""
    school: str = ""


def year_paper(
    library: Library, year: int, rows: Iterable[Planned], breaks: Iterable[Break],
    stands: Callable[[Planned], State], today: date, group: str | None = None, *, school: str = "",
) -> YearPaper:  # fmt: skip
    """The plan of a year as far as it belongs to a group; None: all of it, empty: the staff's. `stands`: how a row stands."""
    lessons = {lesson.id: lesson for lesson in library.lessons}
    own = [row for row in in_order(rows) if group is None or row.group == group]
    counted = [stands(row) for row in own if row.lesson != SUPERVISION and row.group != STAFF]
    named = group_of(own[0]) if group is not None and own else ""
    return YearPaper(
        year, named, today, tuple(_line(library, lessons, row, stands(row)) for row in own),
        tuple(breaks), counted.count("held"), len(counted), school,
    )  # fmt: skip


def _line(library: Library, lessons: Mapping[str, Lesson], row: Planned, state: State) -> YearLine:
    programme = library.programmes.get(row.series)
    return YearLine(
        row.day, row.at, group_of(row), label_of(row, lessons), title_of(row, lessons), state, _shape(row),
        programme.accent if programme else "mvp",
    )  # fmt: skip


def _shape(row: Planned) -> Shape:
    if row.lesson == SUPERVISION:
        return "dot"
    if row.group == STAFF:
        return "diamond"
    return "square" if row.series == _TAGET else "circle"
