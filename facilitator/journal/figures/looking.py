"""What the page Uppföljning asks beside the measures: what can be chosen, the sessions behind a figure, how steps spread.

Portable SQL, one query each. Every function raises WorldTrouble when the log cannot be read.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from sqlalchemy import case, func, select, union

from facilitator.journal import queries
from facilitator.journal.figures.measures import CLOCKED
from facilitator.journal.figures.selection import PLANS, Selection, held, held_by_index, planned, year_of
from facilitator.journal.log import Log
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import SessionRow

MOST: Final = 200
"""So many sessions are listed; the newest, for older ones are found by choosing less."""
_RUN, _STEP, _TEXT = schema.session.c, schema.session_step.c, schema.step_text.c


class Chosen(NamedTuple):
    """A school year (by the year it begins in) with a programme, school and group of which the log or the plan knows."""

    year: int
    programme: str
    school: str
    group: str


class Half(NamedTuple):
    """Seconds that a step took, over sessions: the median, and between what the middle half of them lie."""

    low_s: int
    middle_s: int
    high_s: int


def choices(journal: Log) -> list[Chosen]:
    """Everything that can be looked at."""
    everything = Selection()
    year = year_of().label("year")
    led = select(year, _RUN.programme, _RUN.school, _RUN.group).where(*held_by_index(everything)).distinct()
    plan = select(PLANS.c.year, PLANS.c.series, PLANS.c.school, PLANS.c.group).where(*planned(everything))
    with journal.database.begin() as connection:
        return [Chosen(*row) for row in connection.execute(union(led, plan))]


def newest(
    journal: Log, selection: Selection, lesson: str | None = None, most: int = MOST
) -> tuple[list[SessionRow], int]:
    """The newest sessions of a selection by when they were held, and how many there are in all."""
    wanted = [*held(selection), *([] if lesson is None else [_RUN.lesson == lesson])]
    with journal.database.begin() as connection:
        count = connection.execute(select(func.count()).select_from(schema.session).where(*wanted))
        total = count.scalar_one()
    return queries.by_day(journal, *wanted, most=most), total


def cut_short(journal: Log, sessions: Collection[str]) -> dict[str, int]:
    """How many core and protected steps of each of these sessions were left below their floor; none: absent."""
    wanted = select(_RUN.session, _RUN.core_cut).where(_RUN.session.in_(sessions), _RUN.core_cut > 0)
    with journal.database.begin() as connection:
        return {row.session: row.core_cut for row in connection.execute(wanted)}


def halves(journal: Log, selection: Selection, lesson: str) -> dict[str, Half]:
    """How long each step of a lesson took where it was held and timed; by nearest rank, the median between the two middle
    ones."""
    of_lesson = select(_RUN.session).where(*held(selection), CLOCKED, _RUN.lesson == lesson)
    rank = func.row_number().over(partition_by=_TEXT.step, order_by=_STEP.spent_s)
    count = func.count().over(partition_by=_TEXT.step)
    ranked = (
        select(_TEXT.step, _STEP.spent_s, rank.label("rank"), count.label("count"))
        .join_from(schema.session_step, schema.step_text, _TEXT.number == _STEP.text)
        .where(_STEP.session.in_(of_lesson), _STEP.outcome.in_(("held", "shortened")))
        .subquery()
        .c
    )
    places = (
        ((ranked.count + 3) // 4,) * 2,
        ((ranked.count + 1) // 2, (ranked.count + 2) // 2),
        ((ranked.count * 3 + 3) // 4,) * 2,
    )
    wanted = select(
        ranked.step, *(func.avg(case((ranked.rank.in_(place), ranked.spent_s))) for place in places)
    ).group_by(ranked.step)
    with journal.database.begin() as connection:
        return {step: Half(*map(round, own)) for step, *own in connection.execute(wanted)}
