"""Pace, landing strip and phases in examples worked by hand.

The lesson is the invented sixty minutes of the worked example: two steps of 5 and 8 minutes, film 6, two scenarios of 12
(floors 9 and 8), corners 9 (floor 6) and a protected closing of 8.
"""

import pytest

from facilitator.session import orders as o
from facilitator.session.pacing import pace, planned_ms
from tests.session.builder import MINUTE, Run, resumed, script, start, step, text_step
from tests.session.builder import m as model

SIXTY = script(
    (
        text_step("start", 5, 3), text_step("theme", 8, 5), text_step("film", 6, 6), text_step("one", 12, 9, "core"),
        text_step("two", 12, 8), text_step("corners", 9, 6, "optional"), text_step("closing", 8, 8, "protected"),
    )
)  # fmt: skip


def led(*minutes: float) -> Run:
    """The sixty-minute lesson with its first steps held in these minutes; the next step has just come."""
    run = start(SIXTY)
    for length in minutes:
        run.wait(length).do(o.Next())
    return run


def told(run: Run) -> tuple[float, float, float]:
    """Minutes behind, minutes to the end, minutes until the closing must begin."""
    now = run.pace
    return now.behind_ms / MINUTE, now.ends_in_ms / MINUTE, now.closing_in_ms / MINUTE


def test_that_at_the_start_nothing_is_late_and_the_closing_must_begin_its_floor_before_the_end() -> None:
    run = led()
    assert told(run) == (0, 60, 52)  # 60 − 8
    assert (run.pace.spent_ms, run.pace.left_ms) == (0, 5 * MINUTE)


def test_that_a_lesson_after_its_plan_is_on_time() -> None:
    run = led(5, 8)
    assert told(run) == (0, 47, 39)  # 6 + 12 + 12 + 9 + 8 = 47; 60 − 13 − 8 = 39
    assert run.pace.on_time


def test_that_nine_minutes_late_after_two_steps_is_nine_minutes_late() -> None:
    run = led(9, 13)
    assert told(run) == (9, 47, 30)  # 22 used where 13 were planned; 60 − 22 − 8 = 30
    assert not run.pace.on_time


def test_that_sixteen_minutes_late_leaves_less_than_the_floors_before_the_closing() -> None:
    run = led(14, 15)
    assert told(run) == (
        16,
        47,
        23,
    )  # 60 − 29 − 8 = 23, and the floors before the closing are 6 + 9 + 8 + 6 = 29


def test_that_the_landing_strip_goes_below_zero_when_the_closing_no_longer_fits() -> None:
    run = led(50)
    run.wait(4)
    assert told(run) == (45, 51, -2)  # 60 − 54 − 8; theme 4 left + 47


def test_that_a_step_shorter_than_planned_is_saved_time_once_it_is_left() -> None:
    run = led()
    run.wait(3)
    assert told(run) == (0, 57, 49)
    run.do(o.Next())
    assert told(run) == (-2, 55, 49)


def test_that_a_step_over_its_plan_is_late_at_once() -> None:
    run = led()
    run.wait(7)
    assert told(run) == (2, 55, 45)
    assert (run.pace.spent_ms, run.pace.left_ms) == (7 * MINUTE, -2 * MINUTE)


@pytest.mark.parametrize(("over_s", "on_time"), [(60, True), (61, False), (-60, True), (-61, False)])
def test_that_on_time_is_within_a_minute_either_way(over_s: int, on_time: bool) -> None:
    run = led(5 + over_s / 60)
    assert run.pace.behind_ms == over_s * 1000
    assert run.pace.on_time is on_time


# --- left out, added ------------------------------------------------------------------------------------


def test_that_leaving_out_a_step_ahead_gives_back_its_minutes_and_leaves_the_landing_strip() -> None:
    run = led(9, 13)
    run.do(o.Skip("corners", "time"))
    assert told(run) == (0, 38, 30)  # 9 late − 9; 47 − 9


def test_that_leaving_out_the_step_showing_gives_back_what_it_had_left() -> None:
    run = led(5, 8)
    run.wait(2).do(o.Skip("film", "technical"))
    assert told(run) == (-4, 41, 37)  # 2 of 6 used; 12 + 12 + 9 + 8; 60 − 15 − 8


def test_that_an_added_minute_makes_the_end_later_only_if_it_is_used() -> None:
    run = led()
    run.do(o.AddMinute())
    assert told(run) == (1, 61, 52)
    assert run.pace.left_ms == 6 * MINUTE
    assert planned_ms(run.session, 0) == 6 * MINUTE
    run.wait(5)
    assert told(run) == (1, 56, 47)
    run.do(o.Next())
    assert told(run) == (0, 55, 47)


def test_that_an_added_minute_that_was_used_stays_late() -> None:
    run = led()
    run.do(o.AddMinute())
    run.wait(6).do(o.Next())
    assert told(run) == (1, 55, 46)


# --- jumps ----------------------------------------------------------------------------------------------


def test_that_a_jump_to_the_closing_saves_what_was_jumped_over_and_a_jump_back_takes_it_on_again() -> None:
    run = led(5, 8)
    run.do(o.GoTo("closing"))
    assert told(run) == (-39, 8, 47)  # 6 + 12 + 12 + 9 jumped over; the closing is on: 47 to the planned end
    run.wait(2).do(o.GoTo("film"))
    assert told(run) == (0, 45, 39)  # closing has 6 left: 6 + 12 + 12 + 9 + 6; 60 − 15 − 6
    run.do(o.GoTo("closing"))
    assert told(run) == (-39, 6, 45)


def test_that_a_jump_over_one_step_saves_that_step() -> None:
    run = led(5, 8)
    run.do(o.GoTo("one"))
    assert told(run) == (-6, 41, 39)


def test_that_a_look_back_is_not_late_before_it_takes_time() -> None:
    run = led(5, 8, 6)
    run.wait(4).do(o.Back())
    assert told(run) == (0, 37, 29)  # film has nothing left; one 8, two 12, corners 9, closing 8; 60 − 23 − 8
    run.wait(1)
    assert told(run) == (1, 37, 28)
    run.do(o.Next())
    assert told(run) == (1, 36 + 1, 28)
    assert run.pace.left_ms == 8 * MINUTE


def test_that_a_step_ahead_that_is_over_its_plan_gives_nothing_back() -> None:
    run = led(5, 8, 6)
    run.wait(15).do(o.GoTo("film"))
    assert told(run) == (3, 29, 18)  # two 12, corners 9, closing 8; 60 − 34 − 8


def test_that_a_step_left_early_takes_its_minutes_again_when_it_lies_ahead() -> None:
    run = led(5, 8, 2)
    assert told(run)[0] == -4
    run.do(o.GoTo("theme"))
    assert told(run) == (0, 45, 37)  # film 4 left + 12 + 12 + 9 + 8


# --- the closing ----------------------------------------------------------------------------------------


def closing_of_two() -> Run:
    steps = (
        text_step("a", 10, 5, "core"), text_step("round", 5, 3, "protected"), text_step("word", 2, 1),
        text_step("support", 3, 2, "protected"),
    )  # fmt: skip
    return start(script(steps))


def test_that_the_closing_is_the_floors_of_the_protected_steps_that_are_left() -> None:
    run = closing_of_two()
    assert told(run) == (0, 20, 15)  # 20 − 3 − 2
    run.wait(10).do(o.Next())
    assert told(run) == (0, 10, 8)  # in the round: until support must come
    run.wait(5).do(o.Next(), o.Next())
    assert told(run) == (-2, 3, 5)  # the last step: until the planned end


def test_that_a_closing_step_jumped_over_is_still_to_come() -> None:
    run = closing_of_two()
    run.wait(4).do(o.GoTo("support"))
    assert told(run) == (-8, 8, 13)  # a 6 and word 2 saved; round 5 + support 3; 20 − 4 − 3
    run.wait(3).do(o.GoTo("round"))
    assert told(run) == (-6, 5 + 2, 13)  # word lies ahead again; support is held: 20 − 7 − 0


def test_that_a_closing_begun_and_left_needs_only_the_rest_of_its_floor() -> None:
    run = closing_of_two()
    run.do(o.GoTo("round"))
    run.wait(2).do(o.GoTo("a"))
    assert told(run) == (0, 18, 15)  # 20 − 2 − (3 − 2) − 2
    run.do(o.GoTo("round"))
    run.wait(2).do(o.GoTo("a"))
    assert told(run) == (0, 16, 14)  # 20 − 4 − 0 − 2


# --- pauses and breaks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("pause", [o.TogglePause(), o.ShowCover("safe")])
def test_that_a_pause_takes_no_time_from_the_step_but_the_bell_does_not_wait(pause: o.Order) -> None:
    run = led(5)
    run.wait(3).do(pause)
    run.wait(4)
    assert (run.pace.spent_ms, run.pace.left_ms) == (3 * MINUTE, 5 * MINUTE)
    assert told(run) == (4, 52, 40)  # 60 − 12 − 8
    run.do(pause)
    assert told(run) == (4, 52, 40)
    run.wait(1)
    assert told(run) == (4, 51, 39)


@pytest.mark.parametrize("cover", ["black", "white"])
def test_that_a_black_or_white_picture_is_no_pause(cover: str) -> None:
    run = led(5)
    run.do(o.ShowCover(cover))  # type: ignore[arg-type]
    run.wait(3)
    assert told(run) == (0, 52, 44)
    assert run.pace.spent_ms == 3 * MINUTE


def test_that_a_break_of_some_minutes_is_late_and_one_longer_than_the_lesson_is_another_day() -> None:
    run = resumed(led(5), gap_s=5 * 60)
    run.do(o.Uncover())
    assert told(run) == (5, 55, 42)
    run = resumed(led(5), gap_s=60 * 60 - 1)
    assert told(run)[0] == 60 - 1 / 60
    run = resumed(led(5), gap_s=60 * 60)
    run.do(o.Uncover())
    assert told(run) == (0, 55, 47)


def test_that_the_pace_stands_still_after_the_end() -> None:
    run = led(5)
    run.wait(2).do(o.End())
    before = run.pace
    run.wait(30)
    assert run.pace == before


def test_that_a_clock_behind_the_last_fact_takes_no_time_back() -> None:
    run = led(5)
    now = pace(run.session, 3 * MINUTE)
    assert (now.behind_ms, now.ends_in_ms, now.closing_in_ms, now.spent_ms) == (
        0,
        55 * MINUTE,
        47 * MINUTE,
        0,
    )


# --- the held picture -----------------------------------------------------------------------------------


def test_that_the_pace_is_that_of_the_picture_the_pupils_see() -> None:
    run = led(5)
    run.wait(2).do(o.ToggleFreeze(), o.GoTo("corners"))
    run.wait(1)
    assert told(run) == (0, 52, 44)
    assert run.pace.spent_ms == 3 * MINUTE


# --- phases of a conversation ---------------------------------------------------------------------------


def talking() -> Run:
    return start().go("prat")


def phase(run: Run) -> tuple[float | None, float | None]:
    now = run.pace
    if now.phase_left_ms is None or now.phase_total_ms is None:
        return now.phase_left_ms, now.phase_total_ms
    return now.phase_left_ms / MINUTE, now.phase_total_ms / MINUTE


def test_that_a_phase_runs_from_its_tap() -> None:
    run = talking()
    run.wait(2)
    assert phase(run) == (None, None)
    run.do(o.Next())
    assert phase(run) == (1, 1)
    run.wait(0.5)
    assert phase(run) == (0.5, 1)
    run.do(o.Next())
    assert phase(run) == (2.5, 2.5)
    run.wait(3)
    assert phase(run) == (-0.5, 2.5)
    run.do(o.Next())
    assert phase(run) == (2, 2)
    run.do(o.Back())
    assert phase(run) == (2.5, 2.5), "its time was over: taken up again from its start"


def test_that_an_added_minute_lengthens_the_phase_it_came_in_and_no_other() -> None:
    run = talking()
    run.do(o.AddMinute(), o.Next())
    assert phase(run) == (1, 1)
    run.wait(0.5).do(o.AddMinute())
    assert phase(run) == (1.5, 2)
    run.do(o.Next())
    assert phase(run) == (2.5, 2.5)


def test_that_a_phase_keeps_its_added_minutes_and_goes_on_where_it_was_after_a_slip() -> None:
    run = talking()
    run.do(o.Next(), o.Next(), o.AddMinute())
    run.wait(1.5)
    assert phase(run) == (2, 3.5)
    run.do(o.Back())
    assert phase(run) == (1, 1), "the phase before has no more than it had"
    run.wait(0.25).do(o.Next())
    assert phase(run) == (2, 3.5), "the slip has taken nothing from it"
    run.do(o.GoTo("stod"), o.GoTo("prat"), o.Next(), o.Next())
    assert phase(run) == (2, 3.5), "nor has another step"
    run.wait(5).do(o.Next(), o.Back())
    assert phase(run) == (3.5, 3.5), "its time was over, and it is taken up again as long as it became"


def test_that_a_phase_gives_the_minutes_that_the_next_step_had_already_taken() -> None:
    run = talking()
    run.do(o.Next())
    run.wait(0.9).do(o.BeginEarlier(30))
    run.do(o.GoTo("prat"), o.Next())
    assert phase(run) == (pytest.approx(0.6), 1)


def test_that_a_phase_rests_in_a_pause() -> None:
    run = talking()
    run.do(o.Next())
    run.wait(0.5).do(o.TogglePause())
    run.wait(9)
    assert phase(run) == (0.5, 1)


def test_that_a_phase_runs_on_while_the_leader_looks_ahead_and_a_new_one_starts_when_it_is_seen() -> None:
    run = talking()
    run.do(o.Next())
    run.wait(0.25).do(o.ToggleFreeze(), o.Next(), o.AddMinute())
    run.wait(0.25)
    assert phase(run) == (1.5, 2)
    run.do(o.GoTo("stod"), o.GoTo("prat"), o.Next(), o.ToggleFreeze())
    assert phase(run) == (1.5, 2), "the same picture goes on"
    run.do(o.ToggleFreeze(), o.Next())
    run.wait(1).do(o.ToggleFreeze())
    assert phase(run) == (2.5, 2.5)


def test_that_a_step_of_another_form_has_no_phase() -> None:
    run = start(script((step("a", model.Text(heading="Att se", points=("Se", "Våga"))),)))
    run.do(o.Next())
    assert phase(run) == (None, None)
