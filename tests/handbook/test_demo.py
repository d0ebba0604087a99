"""The demonstration school is fictional, the same every time, and never mixed with real sessions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from facilitator.content.library import Library
from facilitator.errors import WorldTrouble
from facilitator.journal import Journal, occasions, open_journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.fiction import demo
from facilitator.journal.yearplan import plans
from facilitator.planning.standing import log_of, tallies
from facilitator.privacy import scan
from tests.builders import begin
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def journal_of_school(library: Library) -> Iterator[Journal]:
    """A journal with the school in it."""
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data", second_place=folder)
        demo.fill(journal, library, TODAY)
        yield journal
        journal.close()


def test_half_a_term_with_everything_in_it(journal_of_school: Journal) -> None:
    journal = journal_of_school
    rows = queries.sessions(journal)
    assert len(rows) >= 10
    assert {row.school for row in rows} == {"Ekskolan"}
    assert {row.status for row in rows} == {"running", "partial", "done"}
    assert {group.code for group in queries.groups(journal)} == {"4A", "6A", "6B", "6C", "6D"}
    assert [row.session for row in queries.interrupted(journal)] == [rows[0].session]
    assert len(queries.drafts(journal)) == 1
    assert any(step.outcome == "skipped" for row in rows for step in queries.steps(journal, row.session))
    assert sum(row.paused_s for row in rows) > 0
    assert any(row.people_band == "1–5" for row in rows)
    assert all(row.started < f"{TODAY}" for row in rows)
    notes = [queries.note(journal, row.session) for row in rows if row.noted]
    assert notes
    assert not any(scan(note) for note in notes)
    assert examine(journal.database) == []


def test_the_school_has_a_plan_and_one_group_is_late(journal_of_school: Journal) -> None:
    rows = plans.plan(journal_of_school, 2026)
    log = log_of(queries.sessions(journal_of_school), occasions.values(journal_of_school), rows)
    found = {(t.group, t.series): t for t in tallies(rows, log, TODAY)}
    groups = ("6A", "6B", "6C", "6D")
    led = {("4A", "taget"), *((code, "mvp") for code in groups)}
    assert set(found) == {*led, *((code, "supervision") for code in groups), ("", "personal"), ("", "apt")}
    assert all(tally.held >= 1 for tally in found.values())
    assert found["6D", "mvp"].late == 1
    assert sum(found[own].late for own in led) == 2, "6D, and the lesson that was interrupted"
    assert sum(tally.late for tally in found.values()) == 3, "and the staff's last pass"
    assert any(row.day > TODAY for row in rows)


@pytest.mark.parametrize("today", [date(2026, 7, 1), date(2026, 8, 20), date(2027, 1, 2), date(2027, 6, 30)])
def test_the_school_has_led_lessons_whatever_the_day(journal: Journal, library: Library, today: date) -> None:
    assert demo.fill(journal, library, today) >= 10


def test_the_same_seed_gives_the_same_school(journal: Journal, tmp_path: Path, library: Library) -> None:
    one_lesson = replace(library, lessons=library.lessons[:1])
    other = open_journal(tmp_path / "other", second_place=tmp_path)
    for each in (journal, other):
        demo.fill(each, one_lesson, TODAY, seed=4)
    assert queries.sessions(journal) == queries.sessions(other)
    other.close()


def test_a_log_with_sessions_is_left_alone(journal: Journal, library: Library) -> None:
    begin(journal, rehearsal=True)
    assert journal.flush(PATIENCE_S)
    with pytest.raises(WorldTrouble):
        demo.fill(journal, library, TODAY)
    assert len(queries.sessions(journal, rehearsals=True)) == 1
    assert queries.groups(journal) == []
