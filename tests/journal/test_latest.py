"""What the desk asks of the log: the same as one would find by going through every session."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from facilitator.content.model import Lesson
from facilitator.journal import Journal, latest, open_journal, queries
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import SessionRow
from facilitator.planning.breaks import first_year
from facilitator.planning.days import local_time
from facilitator.planning.due import Held, next_up, wanted_first
from facilitator.planning.groups import Group
from facilitator.planning.standing import held_in
from tests.content.builder import lesson, make
from tests.journal.led import lead
from tests.quick import folder_in_memory

OWN = frozenset({("6B", "Ekskolan")})
LESSONS = tuple(make(Lesson, lesson(id=f"mvp-{n:02}", label=f"MVP {n}", slot=n)) for n in range(1, 7))
GROUPS = [Group("6B", 24, school="Ekskolan"), Group("6C", 22)]


@contextmanager
def led(seed: int, days: int = 20) -> Iterator[tuple[Journal, list[SessionRow]]]:
    """A log of some days and of two laptops, some of it from another school year; and the rows of it that are ours."""
    random = Random(seed)
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data", second_place=folder)
        for day in range(days):
            lead(journal, random, day)
        run = schema.session
        with journal.database.writing() as connection:
            connection.execute(insert(schema.device), {"id": "other"})
            for row in connection.execute(run.select()).mappings().all():
                moved = {
                    "device": random.choice((journal.device, "other")),
                    "started": random.choice((row["started"], f"2025{row['started'][4:]}")),
                    "lesson": random.choice(("mvp-02", "mvp-03")),
                    "utc_offset_min": random.choice((60, 60, 120)),
                    "school": random.choice((row["school"], "")),
                    "rehearsal": random.random() < 0.1,
                }
                connection.execute(update(run).where(run.c.session == row["session"]).values(**moved))
        rows = [row for row in queries.sessions(journal) if row.status != "running"]
        yield journal, [row for row in rows if not latest.is_strange(row, OWN)]
        journal.close()


@pytest.mark.slow
@given(st.integers(0, 10**6))
@settings(max_examples=5, deadline=None)
def test_that_what_is_due_and_what_comes_too_early_is_as_by_every_session(seed: int) -> None:
    with led(seed) as (journal, ours):
        newest = latest.latest(journal, OWN)
        assert next_up(LESSONS, newest, GROUPS) == next_up(LESSONS, ours, GROUPS)
        for one in LESSONS:
            for group in GROUPS:
                first = wanted_first(one, LESSONS, newest, group.code)
                assert first == wanted_first(one, LESSONS, ours, group.code)


@pytest.mark.slow
@given(st.integers(0, 10**6))
@settings(max_examples=5, deadline=None)
def test_that_a_school_year_holds_what_was_led_in_it(seed: int) -> None:
    with led(seed) as (journal, ours):
        newest = latest.latest(journal, OWN)
        for year in (2024, 2025, 2026):
            own = [
                row for row in ours if first_year(local_time(row.started, row.utc_offset_min).date()) == year
            ]
            assert told(latest.latest(journal, OWN, year)) == told(own)
            assert told(held_in(newest, year)) == told(own)


def told(held: Iterable[Held]) -> set[tuple[str, str, str]]:
    return {(one.group, one.lesson, one.status) for one in held}


@pytest.mark.slow
@given(st.integers(0, 10**6))
@settings(max_examples=5, deadline=None)
def test_that_sums_count_sessions_and_groups_of_every_school(seed: int) -> None:
    with led(seed) as (journal, ours):
        mine = {row.session for row in ours}
        rows = [
            row
            for row in queries.sessions(journal)
            if row.status != "running" and "2026-08" <= row.started < "2027-08"
        ]
        groups = {(row.session in mine, row.group, "" if row.session in mine else row.school) for row in rows}
        assert latest.sums(journal, OWN, "2026-08", "2027-08") == latest.Sums(len(rows), len(groups))
        assert latest.schools(journal) == sorted({row.school for row in queries.sessions(journal)} - {""})
        moments = {row.started for row in ours[:2]}
        found = latest.of_moments(journal, OWN, moments)
        assert found == [row for row in ours if row.started in moments]
        assert latest.of_moments(journal, OWN, ()) == []


def test_that_a_rehearsal_is_nothing_held_but_something_begun(journal: Journal) -> None:
    assert not latest.anything(journal, rehearsals=True)
    lead(journal, Random(1), 0)
    run = schema.session
    with journal.database.writing() as connection:
        connection.execute(update(run).values(rehearsal=True))
    assert latest.anything(journal, rehearsals=True)
    assert not latest.anything(journal)
    with journal.database.writing() as connection:
        connection.execute(update(run).values(rehearsal=False, status="done"))
    assert latest.anything(journal)
