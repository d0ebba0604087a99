"""What lies over the projector: covers, overlays, the held picture, the paused clock, and whether support was seen."""

import pytest

from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.facts import Cover
from facilitator.session.state import Overlay
from tests.session.builder import MINUTE, Run, start

COVERS: tuple[Cover, ...] = ("safe", "black", "white")


@pytest.mark.parametrize("cover", COVERS)
def test_that_the_same_cover_again_takes_it_away(cover: Cover) -> None:
    run = start()
    assert run.do(o.ShowCover(cover)) == f.StageCovered(cover)
    assert run.session.cover == cover
    assert run.do(o.ShowCover(cover)) == f.StageUncovered()
    assert run.session.cover is None


def test_that_another_cover_replaces_the_one_there() -> None:
    run = start()
    run.do(o.ShowCover("black"))
    assert run.do(o.ShowCover("safe")) == f.StageCovered("safe")
    assert run.session.cover == "safe"


def test_that_only_the_safe_screen_rests_the_clock() -> None:
    for cover, spent, paused in (("safe", 1, 2), ("black", 3, 0), ("white", 3, 0)):
        run = start().wait(1)
        run.do(o.ShowCover(cover))  # type: ignore[arg-type]
        run.wait(2).do(o.Uncover())
        assert (run.step("start").spent_ms, run.step("start").paused_ms) == (spent * MINUTE, paused * MINUTE)


def test_that_the_clock_goes_on_when_black_replaces_the_safe_screen() -> None:
    run = start()
    run.do(o.ShowCover("safe"), o.ShowCover("black"))
    assert run.session.running
    assert run.session.safe_count == 1


def test_that_safe_screens_are_counted_and_others_are_not() -> None:
    run = start()
    run.do(o.ShowCover("safe"), o.Uncover(), o.ShowCover("black"), o.ShowCover("white"), o.ShowCover("safe"))
    assert run.session.safe_count == 2


def test_that_the_clock_pauses_and_goes_on() -> None:
    run = start().wait(1)
    assert run.do(o.TogglePause()) == f.ClockPaused()
    assert not run.session.running
    assert run.wait(2).do(o.TogglePause()) == f.ClockResumed()
    run.wait(1).do(o.Next())
    assert (run.step("start").spent_ms, run.step("start").paused_ms) == (2 * MINUTE, 2 * MINUTE)


def test_that_a_pause_behind_the_safe_screen_is_refused_and_one_before_it_outlasts_it() -> None:
    run = start()
    run.do(o.TogglePause(), o.ShowCover("safe"))
    assert run.hint(o.TogglePause()) == "The clock already rests behind the safe screen."
    run.do(o.Uncover())
    assert run.session.paused
    assert not run.session.running


def test_that_paused_time_follows_the_step_it_came_in() -> None:
    run = start()
    run.do(o.TogglePause())
    run.wait(1).do(o.GoTo("prat"))
    run.wait(2).do(o.TogglePause())
    assert (run.step("start").paused_ms, run.step("prat").paused_ms) == (MINUTE, 2 * MINUTE)
    assert run.step("prat").spent_ms == 0


def test_that_support_and_words_lie_over_the_stage_and_the_same_again_takes_them_away() -> None:
    run = start()
    assert run.do(o.ToggleSupport()) == f.SupportShown()
    assert run.session.overlay == Overlay("support")
    assert run.do(o.ShowTerm("norm")) == f.TermShown("norm")
    assert run.do(o.ShowTerm("askadare")) == f.TermShown("askadare")
    assert run.session.overlay == Overlay("term", "askadare")
    assert run.do(o.ShowTerm("askadare")) == f.OverlayClosed()
    assert run.session.overlay is None
    assert run.do(o.ToggleSupport(), o.ToggleSupport()) == f.OverlayClosed()


def test_that_a_word_outside_the_glossary_is_refused() -> None:
    assert start().hint(o.ShowTerm("hemligt")) == "The word is not in this lesson’s glossary."


@pytest.mark.parametrize("order", [o.Next(), o.Back()])
def test_that_next_and_back_first_close_an_overlay(order: o.Order) -> None:
    run = start().go("att-se")
    run.do(o.Next(), o.ToggleSupport())
    assert run.do(order) == f.OverlayClosed()
    assert run.at == ("att-se", 1)
    assert run.session.overlay is None


def test_that_a_jump_takes_the_overlay_away() -> None:
    run = start()
    run.do(o.ShowTerm("norm"), o.GoTo("prat"))
    assert run.session.overlay is None


def test_that_uncover_takes_cover_then_overlay_then_hold() -> None:
    run = start()
    run.do(o.ToggleFreeze(), o.ToggleSupport(), o.ShowCover("black"))
    assert [run.do(o.Uncover()) for _ in range(3)] == [
        f.StageUncovered(),
        f.OverlayClosed(),
        f.StageReleased(),
    ]
    assert run.hint(o.Uncover()) == "Nothing lies over the picture."


# --- the held picture -----------------------------------------------------------------------------------


def test_that_the_picture_is_held_while_the_leader_looks_ahead() -> None:
    run = start().go("att-se")
    run.do(o.Next(), o.ToggleFreeze(), o.Next(), o.GoTo("prat"), o.Next())
    assert run.session.held == run.session.seen == (4, 1)
    assert run.at == ("prat", 1)


def test_that_the_held_picture_keeps_its_exercise() -> None:
    run = start().go("pyramiden")
    run.do(o.PlaceCard(1), o.ToggleFreeze(), o.PlaceCard(2))
    step = run.session.current.id
    assert run.session.held_work is not None
    frozen, now = run.session.held_work[step].now, run.session.work[step].now
    assert isinstance(frozen, w.Pyramid)
    assert isinstance(now, w.Pyramid)
    assert (len(frozen.placed), len(now.placed)) == (1, 2)
    run.do(o.ToggleFreeze())
    assert run.session.held_work is None


def test_that_time_belongs_to_the_held_picture() -> None:
    run = start().wait(1)
    run.do(o.ToggleFreeze(), o.GoTo("prat"))
    run.wait(2).do(o.GoTo("horn"))
    run.wait(3).do(o.ToggleFreeze())
    assert run.step("start").spent_ms == 6 * MINUTE
    assert (run.step("prat").spent_ms, run.step("horn").spent_ms) == (0, 0)
    run.wait(1).do(o.Next())
    assert run.step("horn").spent_ms == MINUTE


def test_that_a_step_only_looked_at_has_not_been_shown() -> None:
    run = start()
    run.do(o.ToggleFreeze(), o.GoTo("prat"), o.GoTo("sist"))
    assert [r.outcome for r in run.session.runs] == ["shown"] + ["ahead"] * 11
    run.do(o.ToggleFreeze())
    assert (run.step("sist").outcome, run.step("sist").order, run.step("prat").outcome) == (
        "shown",
        2,
        "ahead",
    )


def test_that_release_leaves_the_held_step_at_that_moment() -> None:
    run = start().go("att-se")
    run.wait(1).do(o.Next(), o.ToggleFreeze(), o.GoTo("horn"))
    run.wait(1).do(o.ToggleFreeze())
    assert run.step("att-se").left_ms == run.step("horn").entered_ms == 2 * MINUTE
    assert run.step("sist").left_ms == -1


def test_that_a_look_ahead_and_back_leaves_no_trace() -> None:
    run = start().go("prat")
    run.do(o.Next())
    before, place = run.session, run.at
    run.do(o.ToggleFreeze(), o.GoTo("stod"), o.GoTo("prat"), o.Next(), o.ToggleFreeze())
    assert (run.session.runs, run.at, run.session.held) == (before.runs, place, None)


def test_that_a_step_left_out_while_looking_ahead_is_left_out() -> None:
    run = start()
    run.do(o.ToggleFreeze(), o.Next(), o.Next())
    assert run.do(o.Skip("sist", "time")) == f.StepSkipped("sist", "time", "regler")
    assert run.session.seen == (0, 0)
    run.do(o.ToggleFreeze())
    assert [r.outcome for r in run.session.runs[:3]] == ["shown", "skipped", "shown"]


def test_that_a_minute_goes_to_the_held_step() -> None:
    run = start()
    run.do(o.ToggleFreeze(), o.GoTo("prat"))
    assert run.do(o.AddMinute()) == f.MinuteAdded("start")


def test_that_the_end_comes_from_the_held_picture() -> None:
    run = start()
    run.do(o.ToggleFreeze(), o.GoTo("stod"))
    run.wait(1).do(o.End())
    assert (run.session.held, run.at) == (None, ("start", 0))
    assert run.step("start").left_ms == MINUTE
    assert run.step("stod").outcome == "ahead"


def test_that_the_end_takes_away_whatever_lay_over_the_stage() -> None:
    run = start()
    run.do(o.ToggleFreeze(), o.ToggleSupport(), o.ShowCover("safe"), o.End())
    assert (run.session.cover, run.session.overlay, run.session.held) == (None, None, None)


# --- whether the support list was seen ------------------------------------------------------------------


def seen_after(*orders: o.Order) -> bool:
    run = start()
    run.do(*orders)
    return run.session.support_shown


def test_that_support_counts_as_shown_only_when_the_pupils_saw_it() -> None:
    support, step = o.ToggleSupport(), o.GoTo("stod")
    assert seen_after(support)
    assert seen_after(step)
    assert seen_after(support, support), "it was there"
    assert not seen_after(o.GoTo("runda"))
    assert not seen_after(o.ShowTerm("norm"))
    assert not seen_after(o.ShowCover("black"), support)
    assert not seen_after(o.ShowCover("safe"), step)
    assert seen_after(o.ShowCover("safe"), step, o.Uncover())
    assert seen_after(o.ShowCover("white"), support, o.Uncover())
    assert not seen_after(o.ToggleFreeze(), step)
    assert seen_after(o.ToggleFreeze(), step, o.ToggleFreeze())
    assert seen_after(o.ToggleFreeze(), support), "an overlay lies over the held picture too"
    assert not seen_after(o.ShowCover("black"), step, o.End()), "the end shows nothing"


def test_that_seen_support_stays_seen() -> None:
    run: Run = start().go("stod")
    run.do(o.GoTo("start"), o.ShowCover("black"))
    assert run.session.support_shown
