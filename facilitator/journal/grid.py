"""Which group has had which lesson, and which it was to have: the cells of the grid. Portable SQL, one query."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Select, and_, case, func, literal, select, union_all

from facilitator.journal import schema
from facilitator.journal.log import Log
from facilitator.journal.measures import count_if
from facilitator.journal.selection import PLANS, Selection, held, planned

State = Literal["held", "shortened", "part", "late", "coming"]
_RUN = schema.session.c


@dataclass(frozen=True, slots=True)
class Cell:
    """A lesson of a group. `label` and `title` as the log has them, empty when it was never led. `planned`: occasions in the
    plan, `by_now` of them up to today; `first`: the first day of those (ISO, or empty). `done` and `part`: sessions led
    to the end and in part; `whole`: of those to the end, the ones with every core step whole; `last`: wall time (UTC) when the last one began."""

    school: str
    group: str
    programme: str
    lesson: str
    label: str
    title: str
    planned: int
    by_now: int
    first: str
    done: int
    part: int
    whole: int
    last: str

    @property
    def state(self) -> State:
        """How it stands: led to its end (at least once whole, or never), begun, late, or still to come."""
        if self.done:
            return "held" if self.whole else "shortened"
        if self.part:
            return "part"
        return "late" if self.by_now else "coming"


def cells(journal: Log, selection: Selection, today: date) -> list[Cell]:
    """Every cell that has a session or a plan, by school, group, programme and lesson.

    Raises WorldTrouble when the log cannot be read.
    """
    rows = union_all(_held(selection), _planned(selection, today)).subquery().c
    own = (rows.school, rows.group, rows.programme, rows.lesson)
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
        return [Cell(*tuple(row)) for row in connection.execute(wanted)]


def _held(selection: Selection) -> Select[Any]:
    own = (_RUN.school, _RUN.group, _RUN.programme, _RUN.lesson)
    whole = and_(_RUN.status == "done", _RUN.core_held >= _RUN.core_planned, _RUN.core_cut == 0)
    return (
        select(
            *own, func.max(_RUN.label).label("label"), func.max(_RUN.title).label("title"),
            literal(0).label("planned"), literal(0).label("by_now"), literal("").label("first"),
            count_if(_RUN.status == "done").label("done"), count_if(_RUN.status == "partial").label("part"),
            count_if(whole).label("whole"), func.max(_RUN.started).label("last"),
        )
        .where(*held(selection))
        .group_by(*reversed(own))  # the lesson tells most rows apart
    )  # fmt: skip


def _planned(selection: Selection, today: date) -> Select[Any]:
    row = PLANS.c
    own = (row.school, row.group, row.series, row.lesson)
    return (
        select(
            *own, literal(""), literal(""), func.count(),
            func.sum(case((row.day < today.isoformat(), 1), else_=0)), func.min(row.day),
            literal(0), literal(0), literal(0), literal(""),
        )
        .where(*planned(selection))
        .group_by(*own)
    )  # fmt: skip
