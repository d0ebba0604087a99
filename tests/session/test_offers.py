"""The three honest offers: the worked example by its numbers, and that what is accepted can be taken back."""

from dataclasses import replace

import pytest

from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.offers import Advice, Offer, OfferKind, advise, forgotten
from facilitator.session.pacing import planned_ms
from tests.session.builder import MINUTE, Run, m, resumed, script, start, text_step

STEPS = (
    text_step("start", 5, 3), text_step("theme", 8, 5), text_step("film", 6, 6),
    text_step("one", 12, 9, "core", safe_stop=True), text_step("two", 12, 8), text_step("corners", 9, 6, "optional"),
    text_step("closing", 8, 8, "protected"),
)  # fmt: skip
SIXTY = script(STEPS)


def late(minutes: float, steps: tuple[m.Step, ...] = STEPS) -> Run:
    """The sixty minutes of the worked example, so many minutes late when the film has just begun."""
    run = start(SIXTY if steps is STEPS else script(steps))
    run.wait(5 + minutes).do(o.Next())
    run.wait(8).do(o.Next())
    return run


def advice(run: Run) -> Advice:
    found = advise(run.session, run.pace)
    assert found is not None
    return found


def offered(run: Run, kind: OfferKind) -> Offer:
    return next(one for one in advice(run).offers if one.kind == kind)


def lengths(run: Run) -> dict[str, float]:
    return {step.id: planned_ms(run.session, i) / MINUTE for i, step in enumerate(run.session.script.steps)}


# --- the worked example ---------------------------------------------------------------------------------


def test_that_nine_minutes_late_is_made_up_above_the_floors_and_the_closing_is_whole() -> None:
    run = late(9)
    squeeze = offered(run, "squeeze")
    assert (squeeze.gives_ms, advice(run).room_ms, advice(run).fits) == (9 * MINUTE, 10 * MINUTE, True)
    assert {c.step: (c.before_ms / MINUTE, c.after_ms / MINUTE) for c in squeeze.changes} == {
        "one": (12, 9.3), "two": (12, 8.4), "corners": (9, 6.3),
    }  # fmt: skip
    run.do(squeeze.order)
    assert lengths(run) == {
        "start": 5, "theme": 8, "film": 6, "one": 9.3, "two": 8.4, "corners": 6.3, "closing": 8.0,
    }  # fmt: skip
    assert run.pace.behind_ms == 0
    assert advise(run.session, run.pace) is None


def test_that_sixteen_minutes_late_no_longer_fits_and_a_choice_is_offered() -> None:
    run = late(16)
    told = advice(run)
    assert (told.late_ms, told.room_ms, told.fits) == (16 * MINUTE, 10 * MINUTE, False)
    assert [(one.kind, one.gives_ms / MINUTE) for one in told.offers] == [
        ("squeeze", 10), ("skip", 12), ("stop", 21),
    ]  # fmt: skip
    assert offered(run, "skip").order == o.Skip("two", "time")
    assert offered(run, "stop").order == o.PlanStop("one")


def test_that_leaving_out_one_step_and_squeezing_the_rest_saves_a_lesson_sixteen_minutes_late() -> None:
    run = late(16)
    run.do(offered(run, "skip").order)
    assert run.pace.behind_ms == 4 * MINUTE
    assert (advice(run).room_ms, advice(run).fits) == (6 * MINUTE, True)
    run.do(offered(run, "squeeze").order)
    assert run.pace.behind_ms == 0
    assert lengths(run)["closing"] == 8


@pytest.mark.parametrize(("minutes", "told"), [(1.9, False), (2, False), (2.01, True)])
def test_that_nothing_is_suggested_within_two_minutes(minutes: float, told: bool) -> None:
    run = late(minutes)
    assert (advise(run.session, run.pace) is not None) is told


def test_that_beyond_fifteen_minutes_it_is_said_not_to_fit_whatever_the_floors_give() -> None:
    roomy = tuple(replace(step, floor=1) if step.weight != "protected" else step for step in STEPS)
    assert advice(late(15, steps=roomy)).fits
    assert not advice(late(15.1, steps=roomy)).fits


def test_that_what_gives_less_than_half_a_minute_is_not_offered() -> None:
    tight = tuple(replace(s, floor=s.minutes) for s in STEPS)
    assert [one.kind for one in advice(late(9, steps=tight)).offers] == ["skip", "stop"]


# --- which is offered -----------------------------------------------------------------------------------


def with_short(**forms: int) -> tuple[m.Step, ...]:
    return tuple(
        replace(s, floor=4, short=m.ShortForm(minutes=forms[s.id], how="Kortare.")) if s.id in forms else s
        for s in STEPS
    )


def test_that_the_authors_short_form_comes_before_leaving_out_and_the_smallest_that_suffices() -> None:
    run = late(3, steps=with_short(one=4, two=8, corners=7))
    short = offered(run, "short")
    assert (short.order, short.gives_ms) == (o.TakeShortForm("two"), 4 * MINUTE)
    assert "skip" not in [one.kind for one in advice(run).offers]
    run.do(short.order)
    assert lengths(run)["two"] == 8
    assert run.pace.behind_ms == -1 * MINUTE


def test_that_a_short_form_takes_the_place_of_a_cut_and_can_itself_be_cut_to_the_floor() -> None:
    run = late(9, steps=with_short(two=9))
    run.do(offered(run, "squeeze").order, o.TakeShortForm("two"))
    assert lengths(run)["two"] == 9
    run.wait(30)
    run.do(offered(run, "squeeze").order)
    assert lengths(run)["two"] == 4


def test_that_an_optional_step_is_left_out_before_a_flexible_one() -> None:
    assert offered(late(5), "skip").order == o.Skip("corners", "time")


def test_that_the_stop_puts_off_as_little_as_suffices() -> None:
    steps = tuple(replace(s, safe_stop=s.weight != "protected") for s in STEPS)
    assert offered(late(9, steps=steps), "stop").order == o.PlanStop("two")
    assert offered(late(16, steps=steps), "stop").order == o.PlanStop("one")
    assert offered(late(55, steps=steps), "stop").order == o.PlanStop("film"), "none suffices: the next one"


def test_that_no_stop_is_offered_after_a_step_that_was_left_out_while_its_picture_is_held() -> None:
    steps = tuple(replace(s, safe_stop=s.weight != "protected") for s in STEPS)
    run = late(55, steps=steps).go("film")
    run.do(o.ToggleFreeze(), o.Skip("film", "technical"))
    for one in advice(run).offers:
        assert run.hint(one.order) == ""


def test_that_in_the_closing_nothing_is_left_to_offer() -> None:
    run = late(9)
    run.wait(50).do(o.GoTo("closing"))
    run.wait(20)
    assert advice(run).offers == ()
    assert not advice(run).fits


# --- accepting and taking back --------------------------------------------------------------------------


def test_that_a_lesson_that_stops_goes_to_its_closing_and_ends_in_part() -> None:
    run = late(16)
    run.do(offered(run, "stop").order, o.Next())
    assert run.at == ("one", 0)
    run.do(o.Next())
    assert run.at == ("closing", 0)
    run.do(o.Back())
    assert run.at == ("one", 0)
    run.do(o.Next(), o.End())
    assert not run.session.complete
    assert [run.step(name).outcome for name in ("two", "corners")] == ["ahead", "ahead"]


def test_that_a_leader_who_goes_on_after_all_has_the_whole_rest_again() -> None:
    run = late(16)
    run.do(o.PlanStop("one"), o.GoTo("two"))
    assert run.session.stop == ""
    run.do(o.Next())
    assert run.at == ("corners", 0)


def test_that_whatever_was_accepted_can_be_taken_back_without_a_trace_in_the_plan() -> None:
    run = late(16, steps=with_short(one=7))
    before, behind = lengths(run), run.pace.behind_ms
    run.do(
        offered(run, "squeeze").order, o.TakeShortForm("one"), o.Skip("corners", "time"), o.PlanStop("one")
    )
    assert run.pace.behind_ms < behind
    run.do(o.RestorePlan())
    assert (lengths(run), run.pace.behind_ms) == (before, behind)
    assert run.step("corners").outcome == "ahead"
    assert run.hint(o.RestorePlan()) == "The plan is as it was written."


def test_that_what_was_left_out_for_another_reason_stays_out() -> None:
    run = late(9)
    run.do(o.Skip("corners", "age"), o.PlanStop("one"), o.RestorePlan())
    assert run.step("corners").reason == "age"


@pytest.mark.parametrize("place", [0, 2, 6])
def test_that_no_order_can_take_a_step_below_its_floor_or_touch_the_closing_or_what_is_held(
    place: int,
) -> None:
    run = late(9)
    cuts = [0] * 7
    cuts[place] = 60
    assert run.hint(o.SqueezePlan(tuple(cuts))) == "The plan has changed. Look at the suggestions again."
    cuts[place], cuts[3] = 0, 3 * 60 + 1
    assert run.hint(o.SqueezePlan(tuple(cuts))) == "The plan has changed. Look at the suggestions again."


def test_that_a_step_that_has_had_some_of_its_time_keeps_the_rest_of_its_floor() -> None:
    run = late(0)
    run.do(o.GoTo("one"))
    run.wait(10).do(o.GoTo("film"))
    run.wait(20)
    assert {c.step: c.after_ms / MINUTE for c in offered(run, "squeeze").changes} == {
        "one": 10,
        "two": 8,
        "corners": 6,
    }


def test_that_a_lesson_must_not_stop_where_its_author_says_no_stop() -> None:
    assert late(9).hint(o.PlanStop("two")) == "The lesson cannot stop after that step."


# --- the bell -------------------------------------------------------------------------------------------


def test_that_a_bell_before_the_planned_end_is_what_the_lesson_is_late_for() -> None:
    run = late(0)
    run.do(o.SetBell(55 * MINUTE))
    now = run.pace
    assert (now.behind_ms, now.closing_in_ms, now.bell_in_ms) == (5 * MINUTE, 34 * MINUTE, 42 * MINUTE)
    assert offered(run, "squeeze").gives_ms == 5 * MINUTE
    run.do(o.SetBell(0))
    assert (run.pace.behind_ms, run.pace.bell_in_ms) == (0, None)


def test_that_a_bell_after_the_planned_end_gives_no_more_time() -> None:
    run = late(3)
    run.do(o.SetBell(75 * MINUTE))
    assert (run.pace.behind_ms, run.pace.bell_in_ms) == (3 * MINUTE, 59 * MINUTE)


def test_that_a_bell_stands_through_a_crash_a_wrong_clock_and_a_break_but_not_to_another_day() -> None:
    run = late(0)
    run.do(o.SetBell(55 * MINUTE))
    run.clock.skew += (run.clock.skew.resolution) * 3_600_000_000
    again = resumed(run, gap_s=10 * 60)
    assert again.pace.bell_in_ms == 32 * MINUTE
    assert resumed(again, gap_s=60 * 60).pace.bell_in_ms is None


# --- a forgotten tap ------------------------------------------------------------------------------------


def test_that_time_of_a_step_begun_unseen_is_moved_to_it() -> None:
    run = start(SIXTY)
    run.wait(5).do(o.Next())
    run.wait(14).do(o.BeginEarlier(4 * 60))
    assert run.at == ("film", 0)
    assert (run.step("theme").spent_ms, run.pace.spent_ms) == (10 * MINUTE, 4 * MINUTE)
    assert run.step("theme").left_ms == run.step("film").entered_ms == 15 * MINUTE
    run.wait(1)
    assert run.pace.spent_ms == 5 * MINUTE


def test_that_a_forgotten_tap_is_suspected_after_three_minutes_beyond_the_plan_in_which_nothing_was_done() -> (
    None
):
    run = start(SIXTY)
    run.wait(8)
    assert not forgotten(run.session, run.pace)
    run.wait(seconds=1)
    assert forgotten(run.session, run.pace)
    run.do(o.ToggleSupport(), o.ToggleSupport())
    assert not forgotten(run.session, run.pace), "somebody is there"
    run.wait(3, seconds=1)
    assert forgotten(run.session, run.pace)
    run.do(o.TogglePause())
    run.wait(4)
    assert not forgotten(run.session, run.pace)


def test_that_no_more_time_is_moved_than_the_step_had() -> None:
    run = start(SIXTY)
    run.wait(2).do(o.BeginEarlier(600))
    assert (run.step("start").spent_ms, run.step("theme").spent_ms) == (0, 2 * MINUTE)
    assert isinstance(run.journal.entries[-1].fact, f.StepBegan)


def test_that_minutes_corrected_afterwards_count_and_the_measured_ones_stay() -> None:
    run = late(0)
    run.do(o.End(), o.CorrectMinutes("theme", 3, "forgot"), o.CorrectMinutes("one", 10, "forgot"))
    made = {s.step: (s.spent_s, s.outcome) for s in run.journal.summaries[-1].steps}
    assert (made["theme"], made["one"], made["two"]) == (
        (180, "shortened"),
        (600, "held"),
        (0, "not-reached"),
    )
    assert run.step("theme").spent_ms == 8 * MINUTE
    assert run.journal.summaries[-1].spent_s == (5 + 3 + 10) * 60
    assert run.hint(o.CorrectMinutes("one", 181, "other")) == "That answer is not possible."
    run.do(o.FinishLog())
    assert run.hint(o.CorrectMinutes("one", 9, "other")) == "The log is finished."
