"""Whatever the leader does: the live session, the loaded one and the stored summary are one and the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.errors import NotNow
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.checking.rebuild import rebuild
from facilitator.journal.tables.rows import STEP, SUMMARY, storable
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor
from facilitator.session.summary import summarise
from tests.builders import HandClock, begin, script
from tests.engines import Server, log_at
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

STEPS = [step.id for step in script().steps] + ["none-such"]
steps, words = st.sampled_from(STEPS), st.text(max_size=12)
names = st.one_of(st.sampled_from(["Kim", "kim", "Åsa", ""]), words)
columns = st.sampled_from(["before", "during", "after"])
orders = st.one_of(
    st.sampled_from(
        [o.Next(), o.Next(), o.Next(), o.Back(), o.AddMinute(), o.TogglePause(), o.Uncover(), o.ToggleFreeze(),
         o.ToggleSupport(), o.ShowTop(), o.ToggleScene(), o.ToggleCounts(), o.Undo(), o.FinishLog()]
    ),
    st.builds(o.GoTo, steps),
    st.builds(o.Skip, steps, st.sampled_from(["time", "age", "sensitive", "other"])),
    st.builds(o.ShowCover, st.sampled_from(["safe", "black", "white"])),
    st.builds(o.ShowTerm, st.sampled_from(["askadare", "none-such"])),
    st.builds(o.PlaceCard, st.integers(0, 6), st.sampled_from(["", "kort-1", "kort-2"]), st.booleans()),
    st.builds(o.TakeCard, st.just("kort-2")),
    st.builds(o.LiftCard, st.just("kort-1")),
    st.builds(o.WriteCard, words),
    st.builds(o.AddRule, names),
    st.builds(o.RemoveRule, names),
    st.builds(o.AddIdea, columns, names),
    st.builds(o.RemoveIdea, columns, names),
    st.builds(o.WriteText, st.integers(0, 2), names),
    st.builds(o.EraseText, st.integers(0, 2), names),
    st.builds(o.ParkQuestion, names),
    st.builds(o.UnparkQuestion, names),
    st.builds(o.ChooseTakeaway, names),
    st.builds(o.CountHands, st.integers(0, 4), st.integers(0, 30)),
    st.builds(o.Answer, st.sampled_from(["went", "people", "adults", "stayed"]), st.integers(0, 30)),
    st.builds(o.WriteNote, st.text(max_size=40), st.just("5a")),
)  # fmt: skip
turns = st.lists(st.tuples(orders, st.integers(0, 900)), max_size=45)


@pytest.fixture(scope="module")
def shared(engine: Server | None) -> Iterator[Journal]:
    """One journal for all examples."""
    with folder_in_memory() as folder, log_at(folder / "data", engine) as journal:
        yield journal


def play(conductor: Conductor, clock: HandClock, given_turns: list[tuple[o.Order, int]]) -> None:
    for order, seconds in given_turns:
        clock.go(seconds)
        try:
            conductor.order(order)
        except NotNow:
            continue


@pytest.mark.slow
@settings(max_examples=15)
@given(turns, turns, st.booleans(), st.integers(0, 2000))
def test_live_loaded_and_stored_are_the_same(
    shared: Journal, first: list[tuple[o.Order, int]], then: list[tuple[o.Order, int]], end: bool, gap: int
) -> None:
    clock = HandClock()
    conductor = begin(shared, clock)
    play(conductor, clock, first)
    assert shared.flush(PATIENCE_S)
    conductor = Conductor.resume(queries.load(shared, conductor.session.id), shared, clock, Absence(0, gap))
    play(conductor, clock, then)
    if end and not conductor.session.ended:
        conductor.order(o.End())
    assert shared.flush(PATIENCE_S)
    live = conductor.session
    assert queries.load(shared, live.id) == live
    summary = summarise(live)
    row = queries.session(shared, live.id)
    assert row is not None
    assert [getattr(row, name) for name in SUMMARY] == [storable(getattr(summary, name)) for name in SUMMARY]
    stored = [[getattr(step, name) for name in STEP] for step in queries.steps(shared, live.id)]
    assert stored == [[getattr(step, name) for name in STEP] for step in summary.steps]


def test_nothing_is_left_to_rebuild(shared: Journal) -> None:
    assert examine(shared.database) == []
    assert rebuild(shared.database) == 0


def test_a_resumed_session_needs_its_lesson_text_only_from_the_log(tmp_path: Path) -> None:
    journal = open_journal(tmp_path / "data", second_place=tmp_path)
    own = begin(journal, lesson=script(40)).session.id
    journal.close()
    journal = open_journal(tmp_path / "data", second_place=tmp_path)
    assert queries.load(journal, own).script == script(40)
    journal.close()
