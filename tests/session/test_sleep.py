"""Sixty minutes with a clock set wrong both ways, ten minutes of sleep and a crash: every duration stays right."""

from datetime import timedelta

import pytest

from facilitator.session import facts as f
from facilitator.session import orders as o
from tests.session.builder import MINUTE, SimulatedClock, resumed, start

SLEPT = 10 * MINUTE
NIGHT = 20 * 60 * MINUTE


def test_that_sleep_counts_as_a_pause_of_its_own() -> None:
    run = start().wait(2)
    run.clock.advance(ms=SLEPT + 700)
    run.conductor.slept(SLEPT)
    first = run.session.runs[0]
    assert (first.spent_ms, first.paused_ms) == (2 * MINUTE + 700, SLEPT)
    assert run.session.cover == "safe"
    assert run.hint(o.Uncover()) == ""
    assert run.session.step == 0


def test_that_sleep_behind_the_safe_screen_is_counted_once() -> None:
    run = start()
    run.do(o.ShowCover("safe"))
    run.clock.advance(ms=SLEPT)
    run.conductor.slept(SLEPT)
    assert run.session.runs[0].paused_ms == SLEPT


@pytest.mark.parametrize("covered", [True, False])
def test_that_a_lid_closed_until_another_day_makes_nothing_late_and_takes_its_bell_along(
    covered: bool,
) -> None:
    run = start().wait(2)
    run.do(o.SetBell(40 * MINUTE))
    if covered:
        run.do(o.ShowCover("safe"))
    before = run.pace
    for _night in range(2):
        run.clock.advance(ms=NIGHT)
        run.conductor.slept(NIGHT)
    assert run.pace.used_ms == before.used_ms
    assert run.pace.behind_ms <= before.behind_ms
    assert run.pace.bell_in_ms is None
    assert sum(one.paused_ms for one in run.session.runs) == 2 * NIGHT, "the log tells of it"


def test_that_sleep_after_the_end_says_nothing() -> None:
    run = start()
    run.do(o.End())
    run.conductor.slept(SLEPT)
    assert isinstance(run.journal.entries[-1].fact, f.PassEnded)


@pytest.mark.parametrize("hours", [1, -1])
def test_that_durations_are_right_after_wrong_clocks_sleep_and_a_crash(hours: int) -> None:
    run = start().wait(12)
    run.clock.skew = timedelta(hours=hours)
    run.do(o.GoTo("prat"))
    run.wait(8)
    run.clock.advance(ms=SLEPT)
    run.conductor.slept(SLEPT)
    run.do(o.Uncover())
    run.wait(5)
    run.do(o.GoTo("fallet"))
    run.wait(6)
    run.do(o.Next())
    clock = SimulatedClock()
    clock.skew = timedelta(hours=-hours)
    run = resumed(run, gap_s=180, clock=clock)
    run.do(o.Uncover())
    run.wait(19).do(o.End())
    spent = {step.id: r.spent_ms for step, r in zip(run.session.script.steps, run.session.runs, strict=True)}
    assert (spent["start"], spent["prat"], spent["fallet"]) == (12 * MINUTE, 13 * MINUTE, 25 * MINUTE)
    assert sum(r.paused_ms for r in run.session.runs) == SLEPT
    assert run.session.gaps == (180,)
