"""Strong material is announced before, the way out is open in it, and a quiet moment follows; an adult can take over."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.care import care
from tests.session.builder import Run, m, script, start, text_step


def lesson(risk: int, *strengths: int, led_by: m.Who = "both") -> Run:
    steps = tuple(text_step(f"s{n}", 5, 3, strength=s) for n, s in enumerate(strengths, 1))
    made = script(tuple(replace(step, led_by=led_by) if step.strength > 1 else step for step in steps))
    return start(replace(made, lesson=replace(made.lesson, risk=risk)))


def walk(run: Run) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [care(run.session)]
    while not run.hint(o.Next()):
        found.append(care(run.session))
    return found


def test_that_calm_lessons_are_left_alone() -> None:
    assert walk(lesson(1, 1, 1, 1)) == [(), (), ()]


def test_that_a_strong_step_is_announced_one_step_before() -> None:
    assert walk(lesson(1, 1, 2, 1)) == [("strong-next",), ("strong-now",), ()]


def test_that_a_quiet_moment_follows_what_is_heavy() -> None:
    assert walk(lesson(2, 1, 2, 1)) == [("strong-next",), ("strong-now",), ("after-heavy",)]
    assert walk(lesson(1, 1, 3, 1))[2] == ("after-heavy",)


def test_that_an_adult_leads_what_is_strong_at_risk_three() -> None:
    run = lesson(3, 1, 3, 1)
    assert run.hint(o.TakeOver()) == "In this step the mentors lead as planned."
    run.go("s2")
    assert care(run.session) == ("adult-takes-over", "strong-now")
    run.do(o.TakeOver())
    assert care(run.session) == ("adult-leads", "strong-now")
    assert run.hint(o.TakeOver()) == "The adult already leads the step."


def test_that_a_step_written_for_the_adult_is_the_adults_at_any_risk() -> None:
    run = lesson(2, 1, 2, led_by="adult").go("s2")
    assert care(run.session)[0] == "adult-takes-over"


def test_that_among_staff_nobody_takes_over() -> None:
    steps = (text_step("s1", 5, 3), replace(text_step("s2", 5, 3, strength=3), led_by="adult"))
    made = script(steps)
    run = start(replace(made, lesson=replace(made.lesson, risk=3, age="staff"))).go("s2")
    assert care(run.session) == ("strong-now",)
    assert run.hint(o.TakeOver()) == "In this step the mentors lead as planned."


def test_that_a_step_left_out_is_not_announced() -> None:
    run = lesson(1, 1, 2, 1)
    run.do(o.Skip("s2", "sensitive"))
    assert care(run.session) == ()


def stopping(risk: int, *strengths: int, opening: Sequence[f.Fact] = ()) -> Run:
    """A lesson that may stop after every step, with a closing."""
    steps = [text_step(f"s{n}", 5, 3, strength=s, safe_stop=True) for n, s in enumerate(strengths, 1)]
    made = script((*steps, text_step("slut", 5, 3, weight="protected")))
    return start(replace(made, lesson=replace(made.lesson, risk=risk)), opening=opening)


def test_that_a_step_kept_for_next_time_is_not_announced() -> None:
    run = stopping(1, 1, 2)
    assert care(run.session) == ("strong-next",)
    run.do(o.PlanStop("s1"))
    assert care(run.session) == ()
    run.do(o.Next())
    assert (run.at[0], care(run.session)) == ("slut", ())


def test_that_what_is_strong_is_announced_over_a_step_kept_from_the_time_before() -> None:
    run = stopping(1, 1, 1, 2, opening=(f.PassContinued("P0", "s1", ("s2",)),))
    assert care(run.session) == ("strong-next",)


def test_that_a_quiet_moment_follows_what_was_met_and_nothing_else() -> None:
    left_out = stopping(2, 1, 2, 1)
    left_out.do(o.Skip("s2", "sensitive"), o.Next())
    assert (left_out.at[0], care(left_out.session)) == ("s3", ())
    half_way = stopping(2, 1, 2, 1).go("s2")
    half_way.do(o.Skip("s2", "sensitive"))
    assert (half_way.at[0], care(half_way.session)) == ("s3", ("after-heavy",))
    passed_by = stopping(2, 1, 2).go("slut")
    assert care(passed_by.session) == ()


def test_that_a_quiet_moment_follows_also_when_the_steps_between_fall_away() -> None:
    stopped = stopping(2, 2, 1)
    stopped.do(o.PlanStop("s1"), o.Next())
    assert (stopped.at[0], care(stopped.session)) == ("slut", ("after-heavy",))
    left_out = stopping(2, 2, 1, 1)
    left_out.do(o.Skip("s2", "time"), o.Next())
    assert (left_out.at[0], care(left_out.session)) == ("s3", ("after-heavy",))


def test_that_no_quiet_moment_is_asked_for_another_day() -> None:
    run = stopping(2, 2, 1, opening=(f.PassContinued("P0", "s2", ("s1",)),))
    assert (run.at[0], care(run.session)) == ("s2", ())
