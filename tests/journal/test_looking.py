"""What Uppföljning asks beside the measures: each equals what one would count by hand from the facts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from random import Random
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.journal import Journal, afterwards, open_journal, queries
from facilitator.journal.figures import grid, looking
from facilitator.journal.figures.looking import Chosen, Half
from facilitator.journal.figures.selection import Selection
from facilitator.journal.yearplan import plans
from facilitator.planning.groups import Group
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from facilitator.session.afterwards import Remembered
from tests.builders import START, HandClock, begin
from tests.journal.led import Led, by_hand, lead
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

CORE = ("core", "protected")


@contextmanager
def led(seed: int, days: int = 6) -> Iterator[tuple[Journal, list[Led]]]:
    """A log with lessons of some days, and what they were by their facts."""
    random = Random(seed)
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data", second_place=folder)
        for day in range(days):
            lead(journal, random, day)
        yield journal, list(by_hand(journal))
        journal.close()


def whole(one: Led) -> bool:
    steps = [step for step in one.summary.steps if step.weight in CORE]
    return one.summary.status == "done" and all(step.outcome == "held" for step in steps)


@pytest.mark.slow
@given(st.integers(0, 10**6))
@settings(max_examples=5, deadline=None)
def test_that_steps_spread_as_one_counts_by_hand(seed: int) -> None:
    with led(seed) as (journal, runs):
        for selection in (Selection(), Selection(group="6B"), Selection(school="Bokskolan")):
            taken: dict[str, list[int]] = {}
            for one in runs:
                if one.session.lesson == "mvp-02" and fits(one, selection):
                    for step in one.summary.steps:
                        if step.outcome in ("held", "shortened"):
                            taken.setdefault(step.step, []).append(step.spent_s)
            expected = {step: half(sorted(own)) for step, own in taken.items()}
            assert looking.halves(journal, selection, "mvp-02") == expected


def fits(one: Led, selection: Selection) -> bool:
    return selection.group in (None, one.session.group) and selection.school in (None, one.school)


def half(values: list[int]) -> Half:
    """The median, and the quartiles by nearest rank."""
    count = len(values)
    return Half(values[-(-count // 4) - 1], round(median(values)), values[-(-3 * count // 4) - 1])


@pytest.mark.slow
@given(st.integers(0, 10**6))
@settings(max_examples=5, deadline=None)
def test_that_a_cell_is_held_only_when_a_lesson_in_it_was_whole(seed: int) -> None:
    with led(seed) as (journal, runs):
        for cell in grid.cells(journal, Selection(), START.date()):
            own = [
                one
                for one in runs
                if (one.school, one.session.group, one.session.lesson)
                == (cell.school, cell.group, cell.lesson)
            ]
            assert cell.whole == sum(map(whole, own))
            assert (cell.state == "shortened") is (cell.done > 0 and not any(map(whole, own)))


def test_that_a_lesson_led_to_its_end_without_one_of_its_core_steps_is_shortened() -> None:
    with led(1, days=0) as (journal, _runs):
        for group in ("6B", "6C"):
            waits = group == "6B"
            clock = HandClock()
            conductor = begin(journal, clock, group=group)
            steps = conductor.session.script.steps
            core = next(step for step in steps[2:] if step.weight == "core")
            while conductor.session.current.id != steps[-1].id:
                clock.go(conductor.session.current.minutes * 60)
                conductor.order(o.Next())
                if waits and conductor.session.current.id == steps[steps.index(core) - 1].id:
                    conductor.order(o.Skip(core.id, "time"))
                    waits = False
            clock.go(steps[-1].minutes * 60)
            conductor.order(o.End())
        assert journal.flush(PATIENCE_S)
        states = {cell.group: cell.state for cell in grid.cells(journal, Selection(), START.date())}
        assert states == {"6B": "shortened", "6C": "held"}


def test_that_what_was_led_before_the_school_had_its_name_is_not_late_under_the_new_one(
    journal: Journal,
) -> None:
    queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
    begin(journal, HandClock()).order(o.End())
    assert journal.flush(PATIENCE_S)
    (held,) = grid.cells(journal, Selection(), START.date())
    rows = [
        Planned("a", 2026, "6B", "mvp", held.lesson, START.date()),
        Planned("b", 2026, "6B", "mvp", "mvp-09", START.date()),
        Planned("c", 2025, "6B", "mvp", held.lesson, START.date() - timedelta(days=365)),
    ]
    for year in (2025, 2026):
        plans.keep_plan(journal, year, [row for row in rows if row.year == year])
    queries.save_group(journal, Group("6B", 24, school="EK"))
    today = START.date() + timedelta(days=9)
    states = {
        (cell.school, cell.lesson): (cell.state, cell.planned)
        for cell in grid.cells(journal, Selection(year=2026), today)
    }
    assert states == {("Ekskolan", held.lesson): (held.state, 1), ("EK", "mvp-09"): ("late", 1)}
    (only,) = grid.cells(journal, Selection(year=2026, school="EK"), today)
    assert only.lesson == "mvp-09"
    assert [cell.state for cell in grid.cells(journal, Selection(year=2025), today)] == ["late"]
    every = grid.cells(journal, Selection(), today)
    assert {(cell.school, cell.lesson, cell.year, cell.state) for cell in every} == {
        ("Ekskolan", held.lesson, 2026, held.state), ("EK", "mvp-09", 2026, "late"),
        ("EK", held.lesson, 2025, "late"),
    }, "what was led this year is not the plan of last year"  # fmt: skip
    begin(journal, HandClock()).order(o.End())
    assert journal.flush(PATIENCE_S)
    again = grid.cells(journal, Selection(year=2026, school="EK"), today)
    assert {cell.lesson: (cell.state, cell.planned) for cell in again} == {
        held.lesson: (held.state, 1), "mvp-09": ("late", 1),
    }  # fmt: skip


def test_that_the_newest_sessions_are_listed_and_all_of_them_counted() -> None:
    with led(4, days=9) as (journal, runs):
        ids = sorted((one.session.id for one in runs), reverse=True)
        rows, count = looking.newest(journal, Selection(), most=3)
        assert ([row.session for row in rows], count) == (ids[:3], len(ids))
        own = [one for one in runs if one.session.lesson == "mvp-03"]
        rows, count = looking.newest(journal, Selection(), "mvp-03")
        assert len(rows) == count == len(own) > 0
        short = {
            one.session.id: found
            for one in runs
            if (
                found := sum(
                    step.outcome == "shortened" and step.weight in CORE for step in one.summary.steps
                )
            )
        }
        assert looking.cut_short(journal, ids) == short
        assert looking.cut_short(journal, []) == {}


def test_that_a_lesson_entered_afterwards_stands_at_its_day_and_times_no_step() -> None:
    with led(4, days=3) as (journal, runs):
        listed = [row.session for row in looking.newest(journal, Selection())[0]]
        lesson = runs[-1].session.lesson
        before = looking.halves(journal, Selection(), lesson)
        remembered = Remembered(
            "6B",
            22,
            START - timedelta(days=30),
            170,
            tuple(step.id for step in runs[-1].session.script.steps),
        )
        own = afterwards.enter(journal, remembered, runs[-1].session.script, START + timedelta(days=30))
        assert own > max(listed), "its id is of the day it was entered"
        assert [row.session for row in looking.newest(journal, Selection())[0]] == [*listed, own]
        assert looking.halves(journal, Selection(), lesson) == before != {}


def test_that_what_was_led_or_planned_can_be_chosen() -> None:
    with led(7) as (journal, runs):
        plans.keep_plan(
            journal, 2027, [Planned("a", 2027, "5C", "taget", "t", START.date() + timedelta(days=365))]
        )
        expected = {Chosen(2026, "mvp", one.school, one.session.group) for one in runs}
        assert set(looking.choices(journal)) == expected | {Chosen(2027, "taget", "", "5C")}
        everyone = {replace(Selection(), school=one.school, group=one.group) for one in expected}
        assert sum(looking.newest(journal, own)[1] for own in everyone) == len(runs)
