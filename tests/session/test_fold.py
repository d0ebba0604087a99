"""Folding a log: facts that do not fit where they stand change nothing but the clock."""

from dataclasses import replace

import pytest

from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.fold import evolve, fold
from facilitator.session.state import Entry, Session, StepRun, blank
from tests.session.builder import MINUTE, Run, script, start


def after(session: Session, fact: f.Fact) -> Session:
    """The session after a fact a minute later."""
    return evolve(session, Entry(session.seq + 1, session.at_ms + MINUTE, "2026-11-23T10:00:00Z", fact))


def only_time_passed(session: Session, fact: f.Fact) -> bool:
    return after(session, fact) == after(session, f.Unknown("nothing", 1, {}))


def at(place: str, *orders: o.Order) -> Session:
    run: Run = start().go(place)
    for order in orders:
        run.do(order)
    return run.session


def test_that_nothing_has_happened_in_a_blank_session() -> None:
    text = script()
    session = blank("P7", text)
    assert session == fold("P7", text, ())
    assert (session.id, session.script) == ("P7", text)
    assert (session.started, session.lesson, session.group, session.people) == ("", "", "", 0)
    assert (session.seq, session.at_ms, session.seen, session.held) == (0, 0, (0, 0), None)
    assert (session.revealed_at_ms, session.safe_count, session.gaps) == (0, 0, ())
    assert not any((session.added_min, session.phase_ms))
    assert session.runs == (StepRun("ahead", 0, -1, -1, 0, 0, 0, ""),) * 12
    assert not any((session.rehearsal, session.paused, session.support_shown, session.cover, session.overlay))
    assert not any((session.ended, session.complete, session.noted, session.finished, session.answers))
    assert {name: trail.now for name, trail in session.work.items()} == {
        "regler": w.Rules(), "fallet": w.Scene(frozen=False), "pyramiden": w.Pyramid({}, (), "", top=False),
        "horn": w.Counts((None,) * 4, shown=False), "tavlan": w.Board((), (), ()),
    }  # fmt: skip


def test_that_no_time_passes_before_the_start() -> None:
    session = evolve(
        blank("P7", script()),
        Entry(1, 90_000, "2026-11-23T10:00:00Z", f.PassStarted("l", "h", 50, "6B", 9, False)),
    )
    assert (session.at_ms, session.runs[0].spent_ms, session.runs[0].entered_ms) == (90_000, 0, 90_000)


def test_that_a_lesson_begins_once() -> None:
    assert only_time_passed(at("prat"), f.PassStarted("annan", "cd", 40, "7A", 3, True))


@pytest.mark.parametrize(
    "fact",
    [
        f.StepShown("finns-inte"), f.LinesShown("finns-inte", 1), f.MinuteAdded("finns-inte"),
        f.StepSkipped("finns-inte", "time", "horn"), f.CardPlaced("finns-inte", "kort-1", (1,)),
        f.LinesShown("fallet", 2), f.TermShown("finns-inte"), f.CardPlaced("horn", "kort-1", (1,)),
        f.HandsCounted("pyramiden", 0, 3), f.TopShown("regler"), f.SceneFrozen("prat"), f.ExerciseUndone("horn"),
        f.CardPlaced("pyramiden", "kort-1", (0,)), f.CardPlaced("pyramiden", "kort-1", (2, 6)),
        f.HandsCounted("horn", 4, 3), f.HandsCounted("horn", -1, 3), f.IdeaRemoved("tavlan", "during", "Ropa"),
        f.StageReleased(),
    ],
)  # fmt: skip
def test_that_a_fact_of_another_place_changes_nothing(fact: f.Fact) -> None:
    assert only_time_passed(at("prat", o.Next()), fact)


def test_that_a_second_freeze_keeps_the_first_picture() -> None:
    session = at("att-se", o.ToggleFreeze(), o.GoTo("prat"))
    assert only_time_passed(session, f.StageFrozen())


def test_that_a_step_left_out_for_an_unknown_one_leaves_the_leader_there() -> None:
    session = after(at("att-se"), f.StepSkipped("att-se", "time", "finns-inte"))
    assert session.current.id == "att-se"
    assert session.run("att-se").outcome == "skipped"


def test_that_only_the_form_is_left_after_the_end_and_nothing_after_the_log_is_finished() -> None:
    ended = at("prat", o.End())
    finished = after(ended, f.LogFinished())
    for fact in (
        f.StepShown("horn"), f.StageCovered("safe"), f.SessionResumed(9), f.PassEnded(complete=True), f.ClockPaused(),
        f.SupportShown(), f.RuleAdded("regler", "Vi turas om."), f.MinuteAdded("prat"),
    ):  # fmt: skip
        assert only_time_passed(ended, fact)
        assert only_time_passed(finished, fact)
    for last in (f.AnswerGiven("went", 3), f.NoteWritten("ab"), f.LogFinished()):
        assert not only_time_passed(ended, last)
        assert only_time_passed(finished, last)


def test_that_the_step_of_a_name_is_found_or_refused() -> None:
    session = at("prat")
    assert session.index("prat") == 5
    with pytest.raises(KeyError, match="finns-inte"):
        session.index("finns-inte")
    assert session.run("prat") == session.runs[5]


def test_that_an_added_minute_of_another_step_is_not_one_of_this_phase() -> None:
    session = after(at("prat", o.Next()), f.MinuteAdded("horn"))
    assert (session.added_min, session.run("horn").extra_min) == ({}, 1)


def test_that_a_negative_break_is_none() -> None:
    assert after(at("prat"), f.SessionResumed(-60)).gaps == (0,)


def test_that_a_newer_programs_start_still_leaves_the_steps_readable() -> None:
    run = start().wait(2)
    run.do(o.Next())
    first, *rest = run.journal.entries
    newer = replace(first, fact=f.Unknown("pass_started", 2, {}))
    read = fold("P1", run.session.script, [newer, *rest])
    assert (read.group, read.seen, read.runs[0].spent_ms) == ("", (0, 1), 2 * MINUTE)
