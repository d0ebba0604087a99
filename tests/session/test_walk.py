"""Walking through a lesson: next, back, jumps, steps left out, the end."""

import pytest

from facilitator.content import model as m
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.rules import taps
from facilitator.session.timing import next_step, step_before
from tests.session.builder import Run, script, start, step, text_step

TAPS = {
    "start": 1, "sist": 2, "regler": 2, "ord": 1, "att-se": 3, "prat": 3, "fallet": 4, "pyramiden": 1, "horn": 1,
    "tavlan": 0, "runda": 0, "stod": 0,
}  # fmt: skip
LAST = "This is the last step. End the lesson when you are done."
PROTECTED = "The closing is protected: it is always held. Go there whenever you like."


def walk(run: Run, order: o.Order) -> list[tuple[str, int]]:
    """Every place an order leads to until it leads no further, the first one included."""
    places = [run.at]
    while not run.hint(order):
        places.append(run.at)
        assert len(places) < 200
    return places


def test_that_every_form_has_its_taps() -> None:
    session = start().session
    assert {step.id: taps(session, step) for step in session.script.steps} == TAPS


def test_that_a_step_with_nothing_more_to_show_has_no_tap() -> None:
    session = start().session
    bare: dict[m.Stage, int] = {
        m.Opening(lead="Hej."): 0,
        m.Opening(lead="Hej.", note="Du får gå ut när du vill."): 1,
        m.Pyramid(question="Var?", levels=("1", "2", "3", "4", "5"), cards=()): 0,
        m.Text(heading="Att se", body="Den som ser kan göra något."): 0,
        m.LookBack(question="Vad minns du?"): 0,
    }
    assert {stage: taps(session, step("a", stage)) for stage in bare} == bare


def test_that_next_shows_every_tap_of_every_step_and_back_takes_the_same_way() -> None:
    run = start()
    there = walk(run, o.Next())
    assert there == [(name, n) for name, count in TAPS.items() for n in range(count + 1)]
    assert walk(run, o.Back()) == there[::-1]


def test_that_back_comes_to_a_step_with_all_its_lines() -> None:
    run = start().go("ord")
    assert run.do(o.Back()) == f.StepShown("regler", 2)
    assert run.do(o.Back()) == f.LinesShown("regler", 1)


def test_that_a_rule_taken_away_takes_no_tap_when_the_step_is_met_again() -> None:
    run = start().go("regler")
    run.do(o.Next(), o.Next(), o.RemoveRule("Vi lyssnar."), o.GoTo("att-se"), o.GoTo("regler"))
    assert run.do(o.Next()) == f.LinesShown("regler", 2)
    assert run.do(o.Back()) == f.LinesShown("regler", 1)
    assert run.do(o.Back()) == f.StepShown("sist", 2)
    run.go("regler").do(o.RemoveRule("Man får passa."))
    assert run.do(o.Next()) == f.StepShown("ord")


def test_that_the_last_tap_of_an_agreement_still_brings_the_groups_own_rules() -> None:
    brought = f.ThreadBrought("", "", "", "", 0, 0, ("Vi turas om.",), (), (), (), "")
    run = start(opening=[brought]).go("regler")
    run.do(o.Next(), o.Next(), o.RemoveRule("Man får passa."), o.GoTo("att-se"), o.GoTo("regler"))
    assert walk(run, o.Next())[:4] == [("regler", 0), ("regler", 1), ("regler", 2), ("ord", 0)]
    run.go("regler").do(o.RemoveRule("Vi turas om."))
    assert walk(run, o.Next())[:3] == [("regler", 0), ("regler", 1), ("ord", 0)]


def test_that_the_ends_of_the_lesson_are_told() -> None:
    run = start()
    assert run.hint(o.Back()) == "This is the first step."
    run.go("stod")
    assert run.hint(o.Next()) == LAST


def test_that_a_jump_leads_anywhere_and_starts_the_step_afresh() -> None:
    run = start().go("prat")
    run.do(o.Next(), o.Next())
    assert run.do(o.GoTo("sist")) == f.StepShown("sist", 0)
    assert run.at == ("sist", 0)
    assert run.go("prat").at == ("prat", 0)
    assert run.hint(o.GoTo("prat")) == "The step is already showing."
    assert run.hint(o.GoTo("finns-inte")) == "There is no such step in this lesson."


def test_that_a_jump_to_the_same_step_takes_an_overlay_away() -> None:
    run = start().go("prat")
    run.do(o.Next(), o.ToggleSupport())
    assert run.do(o.GoTo("prat")) == f.OverlayClosed()
    assert run.at == ("prat", 1)


def test_that_the_step_showing_can_be_left_out_and_the_next_one_comes() -> None:
    run = start().go("horn")
    run.do(o.Next())
    assert run.do(o.Skip("horn", "time")) == f.StepSkipped("horn", "time", "tavlan")
    assert run.at == ("tavlan", 0)
    assert (run.step("horn").outcome, run.step("horn").reason) == ("skipped", "time")
    assert (run.step("tavlan").outcome, run.step("tavlan").order) == ("shown", 3)


def test_that_a_step_ahead_can_be_left_out_and_is_passed_over_both_ways() -> None:
    run = start().go("fallet")
    assert run.do(o.Skip("pyramiden", "sensitive")) == f.StepSkipped("pyramiden", "sensitive", "")
    assert run.at == ("fallet", 0)
    assert run.step("pyramiden").order == 0
    there = walk(run, o.Next())
    assert "pyramiden" not in {name for name, _ in there}
    back = walk(run, o.Back())
    assert back[: len(there)] == there[::-1]
    assert "pyramiden" not in {name for name, _ in back}


def test_that_leaving_out_the_first_steps_leaves_no_way_back_to_them() -> None:
    run = start()
    run.do(o.Skip("start", "time"), o.Skip("sist", "time"))
    assert run.at == ("regler", 0)
    assert run.hint(o.Back()) == "This is the first step."
    assert (step_before(run.session, 2), next_step(run.session, 2)) == (None, 3)


def test_that_a_jump_to_a_left_out_step_holds_it_after_all() -> None:
    run = start()
    run.do(o.Skip("horn", "time"))
    run.go("horn")
    assert (run.step("horn").outcome, run.step("horn").reason, run.step("horn").order) == ("shown", "", 2)


def test_that_a_step_jumped_over_can_be_left_out_but_not_one_already_held() -> None:
    run = start().go("prat")
    assert run.do(o.Skip("regler", "time")) == f.StepSkipped("regler", "time", "")
    assert run.hint(o.Skip("start", "time")) == "The step has already been held."
    assert run.hint(o.Skip("finns-inte", "time")) == "There is no such step in this lesson."


def test_that_the_reason_of_a_left_out_step_can_be_put_right() -> None:
    run = start()
    run.do(o.Skip("horn", "time"))
    run.do(o.Skip("horn", "sensitive"))
    assert run.step("horn").reason == "sensitive"


@pytest.mark.parametrize("name", ["runda", "stod"])
def test_that_the_closing_can_never_be_left_out(name: str) -> None:
    run = start()
    assert run.hint(o.Skip(name, "time")) == PROTECTED
    assert run.go(name).hint(o.Skip(name, "time")) == PROTECTED


def test_that_the_last_step_cannot_be_left_out_when_nothing_follows() -> None:
    run = start(script((text_step("a", 5, 5), text_step("b", 5, 5), text_step("c", 5, 5))))
    run.do(o.Skip("c", "time"))
    run.go("b")
    assert run.hint(o.Skip("b", "time")) == LAST
    assert run.hint(o.Next()) == LAST


def test_that_steps_are_numbered_in_the_order_they_first_came() -> None:
    run = start().go("prat").go("sist").go("prat").go("stod")
    assert {s.id: r.order for s, r in zip(run.session.script.steps, run.session.runs, strict=True) if r.order} == {
        "start": 1, "prat": 2, "sist": 3, "stod": 4,
    }  # fmt: skip


def test_that_a_step_knows_when_it_first_came_and_was_last_left() -> None:
    run = start()
    run.wait(2).do(o.GoTo("sist"))
    run.wait(3).do(o.GoTo("start"))
    assert (run.step("start").entered_ms, run.step("start").left_ms) == (0, -1)
    assert (run.step("sist").entered_ms, run.step("sist").left_ms) == (120_000, 300_000)
    run.wait(1).do(o.GoTo("sist"))
    assert (run.step("start").entered_ms, run.step("start").left_ms) == (0, 360_000)
    assert (run.step("sist").entered_ms, run.step("sist").left_ms) == (120_000, -1)
    run.wait(1).do(o.End())
    assert run.step("sist").left_ms == 420_000


def test_that_the_end_is_complete_when_every_step_was_held_or_left_out() -> None:
    run = start()
    while run.session.current.id != "stod":
        run.do(o.Skip("horn", "time") if run.session.current.id == "horn" else o.Next())
    assert run.do(o.End()) == f.PassEnded(complete=True)
    assert run.session.ended
    assert run.session.complete


def test_that_the_end_is_not_complete_when_a_step_was_jumped_over() -> None:
    run = start().go("runda").go("stod")
    assert run.do(o.End()) == f.PassEnded(complete=False)
    assert not run.session.complete


def test_that_a_minute_goes_to_the_step_showing() -> None:
    run = start().go("prat")
    assert run.do(o.AddMinute(), o.AddMinute()) == f.MinuteAdded("prat")
    assert [r.extra_min for r in run.session.runs if r.extra_min] == [2]
    assert run.step("prat").extra_min == 2


def test_that_leaving_out_the_step_showing_leaves_it_at_that_moment() -> None:
    run = start()
    run.wait(2).do(o.Skip("start", "time"))
    run.wait(1).do(o.Next())
    assert (run.step("start").left_ms, run.step("start").spent_ms) == (120_000, 120_000)
