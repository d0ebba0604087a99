"""The summary beside the facts: counted from the session alone, in whole seconds."""

import pytest

from facilitator.session import orders as o
from facilitator.session.state import StepRun
from facilitator.session.summary import StepSummary, outcome, summarise
from tests.builders import CONDITIONS
from tests.session.builder import resumed, script, start, text_step

LESSON = script(
    (
        text_step("a", 10, 6, "core"), text_step("b", 10, 6), text_step("c", 5, 5, "optional"),
        text_step("d", 5, 4, "protected"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("run", "floor", "expected"),
    [
        (StepRun(), 3, "not-reached"),
        (StepRun("shown", spent_ms=179_999), 3, "shortened"),
        (StepRun("shown", spent_ms=180_000), 3, "held"),
        (StepRun("shown", paused_ms=900_000), 3, "shortened"),
        (StepRun("skipped", spent_ms=900_000), 3, "skipped"),
    ],
)
def test_that_a_step_is_held_shortened_left_out_or_not_reached(
    run: StepRun, floor: int, expected: str
) -> None:
    assert outcome(run, floor) == expected


def test_that_a_whole_lesson_is_summed_up() -> None:
    run = start(LESSON)
    run.wait(7.5).do(o.ShowCover("safe"))
    run.wait(0.5).do(o.Uncover(), o.Next())
    run.wait(2).do(o.GoTo("d"))
    run.do(o.Skip("c", "time"))
    run.wait(4, seconds=0.9).do(o.ToggleSupport(), o.End(), o.Answer("went", 3), o.Answer("adults", 1))
    run.do(o.Answer("mentors", 2), o.Answer("prepared", 15), o.Answer("group_form", 1), o.Answer("stayed", 1))
    run.do(*(o.Answer(name, value) for name, value in CONDITIONS.items()))
    run.do(o.WriteNote("Lugnt.", "5a"), o.FinishLog())
    made = summarise(run.session)
    assert [(s.step, s.outcome, s.spent_s, s.paused_s, s.actual_order, s.reason) for s in made.steps] == [
        ("a", "held", 450, 30, 1, ""),
        ("b", "shortened", 120, 0, 2, ""),
        ("c", "skipped", 0, 0, 0, "time"),
        ("d", "held", 241, 0, 3, ""),
    ]
    assert made.steps[0] == StepSummary("a", "A", "text", "core", 1, 1, 600, 450, 30, "held", "")
    assert (made.status, made.finished, made.spent_s, made.paused_s, made.gap_s) == ("done", True, 811, 30, 0)
    assert (made.core_planned, made.core_held, made.order_kept) == (2, 2, True)
    assert (made.support_shown, made.safe_screens, made.noted) == (True, 1, True)
    assert (made.people, made.went, made.adults, made.mentors) == (24, 3, 1, 2)
    assert (made.prepared_min, made.group_form, made.stayed) == (15, 1, 1)
    assert {name: getattr(made, name) for name in CONDITIONS} == CONDITIONS
    assert (made.session, made.lesson, made.lesson_version, made.lesson_hash) == (
        "P1",
        "mvp-02",
        "1.0.0",
        LESSON.hash,
    )
    assert (made.programme, made.label, made.title, made.length_min) == ("mvp", "MVP 2", "Att göra något", 30)
    assert (made.group, made.rehearsal, made.last_step, made.seq) == ("6B", False, "d", run.session.seq)
    assert made.started == "2026-11-23T09:20:00Z"


def test_that_what_nobody_answered_stays_empty() -> None:
    run = start(LESSON, rehearsal=True)
    made = summarise(run.session)
    assert (made.status, made.finished, made.noted, made.rehearsal) == ("running", False, False, True)
    assert (made.went, made.adults, made.mentors, made.prepared_min, made.group_form, made.stayed) == (
        None,
    ) * 6
    assert {getattr(made, name) for name in CONDITIONS} == {None}
    assert made.people == 24


def test_that_an_order_is_kept_when_steps_are_only_left_out_and_broken_by_a_jump_back_to_a_new_one() -> None:
    run = start(LESSON)
    run.do(o.GoTo("c"))
    assert summarise(run.session).order_kept
    run.do(o.GoTo("a"))
    assert summarise(run.session).order_kept, "a step seen again breaks nothing"
    run.do(o.GoTo("b"))
    assert not summarise(run.session).order_kept


def test_that_core_steps_are_counted_with_the_closing_and_a_left_out_one_is_not_held() -> None:
    run = start(LESSON)
    run.do(o.Skip("a", "age"), o.GoTo("d"))
    made = summarise(run.session)
    assert (made.core_planned, made.core_held) == (2, 1)


def test_that_odd_parts_of_seconds_are_neither_lost_nor_counted_twice() -> None:
    run = start(LESSON)
    for _turn in range(3):
        run.wait(2, seconds=0.4).do(o.Next())
    run.wait(2, seconds=0.4).do(o.End())
    made = summarise(run.session)
    assert [step.spent_s for step in made.steps] == [120, 121, 120, 121]
    assert made.spent_s == 482


def test_that_breaks_are_summed() -> None:
    run = resumed(resumed(start(LESSON), gap_s=30), gap_s=45)
    assert summarise(run.session).gap_s == 75
