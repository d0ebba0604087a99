"""What is looked at: the same sessions as one would pick by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.pool import StaticPool

from facilitator.journal import Journal, queries
from facilitator.journal.figures.selection import PLANS, Selection, held, planned
from facilitator.journal.tables import schema
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year
from facilitator.planning.days import local_time
from facilitator.planning.groups import Group
from facilitator.planning.year import Planned
from tests.builders import begin
from tests.patience import PATIENCE_S

_LINE = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)
"""Midnight before the first of July where the clock stands two hours east."""


@pytest.mark.parametrize(
    ("minutes", "offset", "year"),
    [
        (-1, 120, 2025),
        (0, 120, 2026),
        (0, 60, 2025),
        (60, 60, 2026),
        (24 * 60, 120, 2026),
        (-3000, 840, 2025),
    ],
)
def test_that_the_school_year_is_that_of_the_local_day(
    memory: Engine, minutes: int, offset: int, year: int
) -> None:
    started = (_LINE + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert _picked(memory, started, offset) == year


@pytest.mark.slow
@given(
    st.datetimes(datetime(2024, 6, 27), datetime(2027, 7, 4)),  # noqa: DTZ001 - given its zone below
    st.integers(-720, 840),
)
@settings(max_examples=100, deadline=None)
def test_that_every_minute_of_every_clock_falls_in_the_year_that_the_day_says(
    memory: Engine, began: datetime, offset: int
) -> None:
    started = began.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert _picked(memory, started, offset) == first_year(local_time(started, offset).date())


def test_that_rehearsals_and_lessons_under_way_are_never_looked_at(journal: Journal) -> None:
    begin(journal, rehearsal=True)
    begin(journal)
    assert journal.flush(PATIENCE_S)
    assert _count(journal, Selection()) == 0


def test_that_a_plan_is_picked_by_the_school_of_its_group(journal: Journal) -> None:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    queries.save_group(journal, Group("6C", 24, school="Bokskolan"))
    day = date(2026, 9, 14)
    rows = [
        Planned("a", 2026, "6B", "mvp", "mvp-01", day, time(8, 10)),
        Planned("b", 2026, "6B", "mvp", "", day + timedelta(days=7)),
        Planned("c", 2026, "6C", "taget", "taget-b1", day),
        Planned("d", 2026, "", "staff", "personal-p1", day),
    ]
    plans.keep_plan(journal, 2026, rows)
    first, base = "mvp-01, Ekskolan", "taget-b1, Bokskolan"
    assert _planned(journal, Selection()) == {first, base}
    assert _planned(journal, Selection(year=2025)) == set()
    assert _planned(journal, Selection(school="Ekskolan")) == {first}
    assert _planned(journal, Selection(programme="taget")) == {base}
    assert _planned(journal, Selection(group="6B", year=2026)) == {first}


def test_that_the_conditions_are_understood_by_postgresql() -> None:
    wanted = select(schema.session.c.session).where(*held(Selection(year=2026, school="x")))
    text = str(wanted.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    assert "CAST(substr(session.started" in text


def _picked(memory: Engine, started: str, offset: int) -> int:
    """The one year of 2022 to 2028 whose selection holds a session that began then."""
    with memory.begin() as connection:
        connection.exec_driver_sql("DELETE FROM session")
        connection.exec_driver_sql(
            "INSERT INTO session (rehearsal, status, started, utc_offset_min) VALUES (0, 'done', ?, ?)",
            (started, offset),
        )
        (found,) = [
            year
            for year in range(2022, 2029)
            if connection.execute(select(schema.session.c.started).where(*held(Selection(year=year)))).all()
        ]
    return found


@pytest.fixture(scope="module")
def memory() -> Iterator[Engine]:
    """A table of sessions with what a selection looks at."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            'CREATE TABLE session (rehearsal, status, programme, school, "group", started, utc_offset_min)'
        )
    yield engine
    engine.dispose()


def _count(journal: Journal, selection: Selection) -> int:
    with journal.database.begin() as connection:
        return len(connection.execute(select(schema.session.c.session).where(*held(selection))).all())


def _planned(journal: Journal, selection: Selection) -> set[str]:
    with journal.database.begin() as connection:
        rows = connection.execute(select(PLANS.c.lesson, PLANS.c.school).where(*planned(selection)))
        return {f"{row.lesson}, {row.school}" for row in rows}
