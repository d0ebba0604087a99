"""The conductor: journal before watchers, the lesson before the log, time on one clock, going on after a break."""

import pytest

from facilitator.errors import NotNow
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor
from facilitator.session.fold import fold
from facilitator.session.state import Session
from tests.session.builder import MINUTE, MemoryJournal, Run, SimulatedClock, resumed, script, start


def test_that_a_lesson_begins_at_its_first_step_with_time_zero_whatever_the_clock_shows() -> None:
    run = start(clock=SimulatedClock(987_654), group="6B-h1", people=13, rehearsal=True)
    (entry,) = run.journal.entries
    text = run.session.script
    assert entry.fact == f.PassStarted("mvp-02", text.hash, 50, "6B-h1", 13, True)
    assert (entry.seq, entry.at_ms, entry.wall) == (1, 0, "2026-11-23T09:36:27Z")
    assert run.at == ("start", 0)
    assert (run.session.started, run.session.group, run.session.people) == (entry.wall, "6B-h1", 13)
    assert run.session.rehearsal
    assert run.session.lesson == "mvp-02"
    run.wait(1).do(o.Next())
    assert run.journal.entries[-1].at_ms == MINUTE


def test_that_a_lesson_is_no_rehearsal_unless_said() -> None:
    made = Conductor.start("P1", script(), MemoryJournal(), SimulatedClock(), group="6B", people=24)
    assert not made.session.rehearsal


@pytest.mark.parametrize(("asked", "kept"), [(-1, 0), (0, 0), (99, 99), (120, 99)])
def test_that_a_group_has_no_more_people_than_the_log_can_hold(asked: int, kept: int) -> None:
    assert start(people=asked).session.people == kept


def test_that_watchers_hear_of_a_fact_after_the_journal_and_in_turn() -> None:
    run = start()
    heard: list[tuple[str, Session, f.Fact]] = []

    def listener(name: str) -> None:
        def hear(session: Session, fact: f.Fact) -> None:
            assert run.journal.entries[-1].fact == fact
            assert run.session is session
            heard.append((name, session, fact))

        run.conductor.watch(hear)

    listener("first")
    listener("second")
    fact = run.do(o.Next())
    assert heard == [("first", run.session, fact), ("second", run.session, fact)]


def test_that_what_comes_is_foreseen_while_the_journal_works_and_heard_of_after() -> None:
    run, told = start(), list[object]()

    class Asked:
        def wait(self, seconds: float) -> bool:
            told.append("kept")
            return True

    class Asking:
        def append(self, *_given: object) -> Asked:
            told.append("handed over")
            return Asked()

    run.conductor._journal = Asking()
    run.conductor.foresee(told.append)
    run.conductor.watch(lambda session, _fact: told.append(session))
    run.conductor.order(o.Next())
    assert told == ["handed over", run.session, "kept", run.session]


def test_that_a_fault_while_something_is_foreseen_gives_no_number_twice() -> None:
    run = start()

    def fail(_session: Session) -> None:
        raise RuntimeError

    run.conductor.foresee(fail)
    with pytest.raises(RuntimeError):
        run.conductor.order(o.Next())
    run.conductor.foresee(lambda _session: None)
    run.conductor.order(o.Next())
    assert [entry.seq for entry in run.journal.entries] == [1, 2, 3]
    assert run.session.seq == 3


def test_that_a_refused_order_leaves_no_trace() -> None:
    run = start()
    heard: list[f.Fact] = []
    run.conductor.watch(lambda _session, fact: heard.append(fact))
    with pytest.raises(NotNow, match="This is the first step"):
        run.conductor.order(o.Back())
    assert (len(run.journal.entries), heard, run.at) == (1, [], ("start", 0))


def test_that_the_lesson_goes_on_when_the_disk_never_answers() -> None:
    run = start(journal=MemoryJournal(commits=False))
    run.do(o.Next(), o.Next())
    assert run.at == ("sist", 0)


def test_that_entries_are_numbered_without_gaps_and_carry_the_summary_they_lead_to() -> None:
    run = start()
    run.do(o.Next(), o.ShowCover("safe"), o.Uncover(), o.End())
    assert [e.seq for e in run.journal.entries] == [1, 2, 3, 4, 5]
    assert [s.status for s in run.journal.summaries] == ["running"] * 4 + ["partial"]
    assert [s.safe_screens for s in run.journal.summaries] == [0, 0, 1, 1, 1]


# --- time -----------------------------------------------------------------------------------------------


def test_that_time_never_goes_backwards_when_the_clock_does() -> None:
    run = start(clock=SimulatedClock(60 * MINUTE)).wait(5)
    run.do(o.Next())
    run.wait(-30).do(o.Next())
    assert run.conductor.now_ms == 5 * MINUTE
    assert [e.at_ms for e in run.journal.entries] == [0, 5 * MINUTE, 5 * MINUTE]
    assert run.step("start").spent_ms == 5 * MINUTE
    assert min(run.pace.spent_ms, run.step("sist").spent_ms) == 0
    run.wait(32).do(o.Next())
    assert run.step("sist").spent_ms == 2 * MINUTE, "only time past the latest counts"


def test_that_a_log_with_times_out_of_order_folds_to_time_that_never_goes_back() -> None:
    run = start()
    for _ in range(3):
        run.wait(1).do(o.Next())
    shuffled = [e if e.seq != 2 else type(e)(2, 9 * MINUTE, e.wall, e.fact) for e in run.journal.entries]
    folded = fold("P1", run.session.script, shuffled)
    assert folded.at_ms == 9 * MINUTE
    assert all(r.spent_ms >= 0 and r.paused_ms >= 0 for r in folded.runs)
    assert sum(r.spent_ms for r in folded.runs) == 9 * MINUTE


def test_that_a_wrong_wall_clock_changes_no_time() -> None:
    run = start().wait(1)
    run.clock.skew -= run.clock.skew.resolution * 10**12
    run.do(o.Next())
    assert run.journal.entries[-1].at_ms == MINUTE


def test_that_time_stands_still_after_the_end() -> None:
    run = start().wait(3)
    run.do(o.End())
    run.wait(20).do(o.Answer("went", 3))
    assert sum(r.spent_ms + r.paused_ms for r in run.session.runs) == 3 * MINUTE


# --- going on after a break -----------------------------------------------------------------------------


def test_that_a_resumed_lesson_stands_where_it_was_behind_the_safe_screen() -> None:
    run = start().go("att-se")
    run.do(o.Next(), o.Next(), o.ToggleSupport())
    again = resumed(run, gap_s=90)
    assert again.journal.entries[-1].fact == f.SessionResumed(90)
    assert again.at == ("att-se", 2)
    assert (again.session.cover, again.session.overlay, again.session.gaps) == ("safe", None, (90,))
    assert not again.session.running
    assert again.session.safe_count == 0, "the leader did not choose it"
    again.do(o.Uncover())
    assert again.session.running


def test_that_time_goes_on_where_the_log_ended_on_whatever_clock() -> None:
    run = start().wait(7)
    run.do(o.Next())
    for zero in (0, 3 * MINUTE, 500 * MINUTE):
        journal = MemoryJournal(entries=list(run.journal.entries))
        again = resumed(Run(run.conductor, run.clock, journal), clock=SimulatedClock(zero))
        assert again.conductor.now_ms == 7 * MINUTE
        again.wait(1).do(o.Uncover())
        again.wait(2).do(o.Next())
        assert (again.step("start").spent_ms, again.step("start").paused_ms) == (9 * MINUTE, MINUTE)


def test_that_a_lesson_that_broke_off_while_frozen_goes_on_at_what_the_pupils_saw() -> None:
    run = start().go("att-se")
    run.do(o.Next(), o.ToggleFreeze(), o.GoTo("stod"))
    again = resumed(run)
    assert (again.at, again.session.held) == (("att-se", 1), None)
    assert again.step("stod").outcome == "ahead"


def test_that_a_pause_outlasts_a_break() -> None:
    run = start()
    run.do(o.TogglePause())
    again = resumed(run)
    again.do(o.Uncover())
    assert again.session.paused


def test_that_a_clock_set_back_makes_no_negative_gap() -> None:
    again = resumed(start(), gap_s=-3600)
    assert again.session.gaps == (0,)
    assert again.journal.entries[-1].fact == f.SessionResumed(0)


def test_that_a_break_after_the_end_is_no_part_of_the_lesson() -> None:
    run = start()
    run.do(o.End())
    again = resumed(run)
    assert len(again.journal.entries) == 2
    assert again.session == run.session
    again.do(o.Answer("went", 4), o.FinishLog())
    assert again.session.finished


def test_that_every_step_of_the_lesson_can_be_gone_on_with() -> None:
    run = start(script())
    while not run.hint(o.Next()):
        read = fold("P1", run.session.script, run.journal.entries)
        assert read == run.session
        journal = MemoryJournal(entries=list(run.journal.entries))
        again = Conductor.resume(read, journal, SimulatedClock(), Absence(0, 5))
        assert (again.session.current.id, again.session.revealed) == run.at
