"""The plan and the breaks of a school year: kept beside the log, changed at will, and nothing of what has happened."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from facilitator.errors import WorldTrouble
from facilitator.journal import Journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import Break, suggested
from facilitator.planning.year import Planned, without
from tests.builders import begin
from tests.patience import PATIENCE_S
from tests.planning.yearbuilder import YEAR, series

ROWS = series(at=time(10, 20))


def test_that_a_plan_comes_back_as_it_was_kept(journal: Journal, reopen: Callable[[], Journal]) -> None:
    assert plans.plan(journal, YEAR) == ()
    plans.keep_plan(journal, YEAR, reversed(ROWS))
    again = reopen()
    assert plans.plan(again, YEAR) == ROWS
    assert plans.plan(again, YEAR + 1) == ()
    assert examine(again.database) == []


def test_that_a_plan_takes_the_place_of_what_it_was_and_only_of_its_year(journal: Journal) -> None:
    coming = tuple(replace(row, id=f"next {row.id}", year=YEAR + 1) for row in ROWS)
    plans.keep_plan(journal, YEAR, ROWS)
    plans.keep_plan(journal, YEAR + 1, coming)
    plans.keep_plan(journal, YEAR, without(ROWS, ROWS[0].id))
    assert plans.plan(journal, YEAR) == ROWS[1:]
    assert plans.plan(journal, YEAR + 1) == coming
    plans.keep_plan(journal, YEAR, ())
    assert plans.plan(journal, YEAR) == ()


def test_that_a_row_of_another_year_is_refused_and_the_plan_stays(journal: Journal) -> None:
    plans.keep_plan(journal, YEAR, ROWS)
    with pytest.raises(ValueError, match="2027"):
        plans.keep_plan(journal, YEAR + 1, ROWS)
    assert plans.plan(journal, YEAR) == ROWS


def test_that_a_year_has_the_suggested_breaks_until_it_has_its_own(journal: Journal) -> None:
    assert plans.breaks(journal, YEAR) == suggested(YEAR)
    own = Break(date(2026, 11, 16), date(2026, 11, 16), "study")
    plans.keep_breaks(journal, YEAR, [own, own])
    assert plans.breaks(journal, YEAR) == (own,)
    assert plans.breaks(journal, YEAR + 1) == suggested(YEAR + 1)
    assert examine(journal.database) == []
    plans.keep_breaks(journal, YEAR, ())
    assert plans.breaks(journal, YEAR) == suggested(YEAR)


def test_that_planning_is_no_fact(journal: Journal) -> None:
    session = begin(journal).session.id
    assert journal.flush(PATIENCE_S)
    before = queries.load(journal, session)
    plans.keep_plan(journal, YEAR, ROWS)
    assert queries.load(journal, session) == before
    assert len(queries.sessions(journal)) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE plan SET day = '2026-09-01'",
        "UPDATE school_break SET last = '2027-01-01' WHERE kind = 'study'",
    ],
)
def test_that_a_plan_that_was_altered_is_found(journal: Journal, change: str) -> None:
    plans.keep_plan(journal, YEAR, ROWS[:1])
    plans.keep_breaks(journal, YEAR, [Break(date(2026, 11, 16), date(2026, 11, 16), "study")])
    with journal.database.writing() as connection:
        connection.exec_driver_sql(change)
    assert [finding.kind for finding in examine(journal.database)] == ["row"]


@pytest.mark.parametrize(
    ("change", "ask"),
    [
        ("UPDATE plan SET day = 'i dag'", lambda journal: plans.plan(journal, YEAR)),
        ("UPDATE school_break SET first = 'lov'", lambda journal: plans.breaks(journal, YEAR)),
    ],
)
def test_that_days_that_are_no_days_are_told_of(
    journal: Journal, change: str, ask: Callable[[Journal], tuple[Planned, ...]]
) -> None:
    plans.keep_plan(journal, YEAR, ROWS[:1])
    plans.keep_breaks(journal, YEAR, suggested(YEAR)[:1])
    with journal.database.writing() as connection:
        connection.exec_driver_sql(change)
    with pytest.raises(WorldTrouble):
        ask(journal)
