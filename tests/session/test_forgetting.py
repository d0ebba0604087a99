"""What was undone or taken away is forgotten: nothing brings it back, and nothing else is lost with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.exercises import reopenable, undoable
from facilitator.session.fold import fold
from facilitator.session.state import Entry
from facilitator.session.thread import brought, thread_of
from facilitator.session.written import mark
from tests.session.builder import Run, other_forms, resumed, script, start
from tests.session.strategies import ORDERS

FOR_GOOD = "What you took away is erased for good, also from the log. Write it again."


def facts(run: Run) -> list[f.Fact]:
    return [entry.fact for entry in run.journal.entries]


def number(run: Run, fact: f.Fact) -> int:
    return facts(run).index(fact) + 1


def test_that_a_text_is_forgotten_as_soon_as_it_is_undone() -> None:
    run = start().go("tavlan")
    run.do(o.AddIdea("before", "Kim"))
    wrote = number(run, f.IdeaAdded("tavlan", "before", "Kim"))
    run.do(o.Undo())
    assert facts(run)[-2:] == [f.ExerciseUndone("tavlan"), f.TextsForgotten(((wrote,),))]
    assert run.session.typed == {}
    assert "Kim" not in repr(run.session.work)


def test_that_a_text_is_forgotten_as_soon_as_it_is_taken_away_and_undo_cannot_bring_it_back() -> None:
    run = start().go("tavlan")
    run.do(o.AddIdea("before", "Kim"), o.AddIdea("before", "Hälsa"), o.RemoveIdea("before", "Kim"))
    wrote, took = (number(run, one) for one in (f.IdeaAdded("tavlan", "before", "Kim"),
                                                f.IdeaRemoved("tavlan", "before", "Kim")))  # fmt: skip
    assert facts(run)[-1] == f.TextsForgotten(((wrote, took),))
    assert "Kim" not in repr(run.session.work)
    assert not undoable(run.session)
    assert run.hint(o.Undo()) == FOR_GOOD
    assert run.session.work["tavlan"].now == w.Board(before=("Hälsa",))


def test_that_what_was_done_after_a_text_was_taken_away_can_be_undone() -> None:
    run = start().go("regler")
    run.do(o.AddRule("Kim"), o.RemoveRule("Kim"), o.AddRule("Vi turas om."))
    assert undoable(run.session)
    run.do(o.Undo())
    assert run.session.work["regler"].now == w.Rules()
    assert run.hint(o.Undo()) == FOR_GOOD


def test_that_an_authors_rule_taken_away_can_be_brought_back() -> None:
    run = start().go("regler")
    run.do(o.RemoveRule("Vi lyssnar."), o.AddRule("Vi lyssnar."), o.RemoveRule("Vi lyssnar."), o.Undo())
    assert not any(isinstance(fact, f.TextsForgotten) for fact in facts(run))
    assert run.session.work["regler"].now == w.Rules()


def test_that_questions_and_words_taken_away_are_forgotten() -> None:
    run = start()
    run.do(o.ParkQuestion("Vem är Kim?"), o.ChooseTakeaway("Kim"), o.UnparkQuestion("Vem är Kim?"))
    run.do(o.ChooseTakeaway("mod"))
    assert [fact for fact in facts(run) if isinstance(fact, f.TextsForgotten)] == [
        f.TextsForgotten(((2, 4),)), f.TextsForgotten(((3,),)),
    ]  # fmt: skip
    assert run.session.typed == {"mod": (6,)}


def test_that_a_text_that_stands_somewhere_else_is_kept() -> None:
    run = start(script(other_forms())).go("karta")
    run.do(o.WriteText(0, "mod"), o.ChooseTakeaway("mod"), o.EraseText(0, "mod"))
    assert not any(isinstance(fact, f.TextsForgotten) for fact in facts(run))
    run.do(o.Undo())
    assert run.session.work["karta"].now == w.Texts((("mod",), ()))


def test_that_a_text_on_the_frozen_stage_is_forgotten_when_it_leaves_it() -> None:
    run = start().go("tavlan")
    run.do(o.AddIdea("before", "Kim"), o.ToggleFreeze(), o.RemoveIdea("before", "Kim"))
    assert isinstance(facts(run)[-1], f.IdeaRemoved)
    run.do(o.ToggleFreeze())
    assert isinstance(facts(run)[-1], f.TextsForgotten)


def test_that_a_text_is_forgotten_with_the_finished_log_when_a_stop_came_before() -> None:
    run = start().go("tavlan")
    run.do(o.AddIdea("before", "Anna"), o.ToggleFreeze(), o.RemoveIdea("before", "Anna"), o.End())
    assert isinstance(run.journal.entries.pop().fact, f.TextsForgotten)
    again = resumed(run)
    again.do(o.FinishLog())
    assert [entry.fact.kind for entry in again.journal.entries[-2:]] == ["log_finished", "texts_forgotten"]
    assert again.session.finished
    assert not again.session.typed


def test_that_a_text_written_again_is_another_text() -> None:
    run = start().go("tavlan")
    run.do(o.AddIdea("before", "Hälsa"), o.Undo(), o.AddIdea("before", "Hälsa"))
    assert run.session.work["tavlan"].now == w.Board(before=("Hälsa",))
    run.do(o.Undo())
    assert run.session.typed == {}


def test_that_earlier_work_is_only_offered_where_it_replaces_nothing_written() -> None:
    first = start().go("pyramiden")
    first.do(o.PlaceCard(2), o.End())
    opening = brought(thread_of([first.session]))
    assert opening is not None
    run = start(opening=[opening]).go("pyramiden")
    run.do(o.WriteCard("Tisslande"))
    assert not reopenable(run.session)
    run.do(o.Undo())
    assert reopenable(run.session)


@pytest.mark.slow
@given(st.lists(ORDERS, max_size=40))
def test_that_a_session_read_without_the_forgotten_texts_is_the_same(orders: list[o.Order]) -> None:
    run = start()
    for order in orders:
        run.hint(order)
    entries = [erased(run, entry) for entry in run.journal.entries]
    assert fold(run.session.id, run.session.script, entries) == run.session


def erased(run: Run, entry: Entry) -> Entry:
    """The entry as a log holds it in which forgotten texts are erased."""
    groups = [own for fact in facts(run) if isinstance(fact, f.TextsForgotten) for own in fact.entries]
    own = next((own for own in groups if entry.seq in own), None)
    if own is None:
        return entry
    kind, version, data = f.to_plain(entry.fact)
    return Entry(
        entry.seq, entry.at_ms, entry.wall, f.from_plain(kind, version, data | {"text": mark(own[0])})
    )
