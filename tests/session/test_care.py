"""Strong material is announced before, the way out is open in it, and a quiet moment follows; an adult can take over."""

from dataclasses import replace

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
