"""The thread of a group: what goes on from one lesson to the next, and a lesson that goes on another day."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.content.script import Script
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.exercises import agreed, undoable
from facilitator.session.fold import evolve
from facilitator.session.rules import taps
from facilitator.session.state import Entry
from facilitator.session.summary import summarise
from facilitator.session.thread import GroupThread, brought, continued, thread_of
from facilitator.session.threadlines import from_lines, to_lines
from tests.session.builder import MINUTE, Run, m, other_forms, script, start
from tests.session.strategies import ORDERS


def thread_after(*runs: Run) -> GroupThread:
    return thread_of(run.session for run in runs)


def opening(thread: GroupThread) -> f.ThreadBrought:
    fact = brought(thread)
    assert fact is not None
    return fact


def after_a_lesson() -> GroupThread:
    """A lesson with an agreement, a pyramid, a board, two questions and a word."""
    run = start().go("regler")
    run.do(o.Next(), o.Next(), o.AddRule("Vi turas om."), o.RemoveRule("Man får passa."))
    run.go("pyramiden").do(
        o.PlaceCard(2), o.PlaceCard(4, also=True), o.WriteCard("Tisslande"), o.PlaceCard(1)
    )
    run.go("tavlan").do(o.AddIdea("before", "Hälsa på alla"))
    run.do(
        o.ParkQuestion("Varför just då?"), o.ParkQuestion("Vem bestämmer?"), o.ChooseTakeaway("mod"), o.End()
    )
    return thread_after(run)


# --- what is kept ---------------------------------------------------------------------------------------


def test_that_what_the_group_agreed_made_and_left_is_kept() -> None:
    thread = after_a_lesson()
    assert thread.rules == ("Vi lyssnar.", "Vi turas om.")
    assert thread.own == ("Vi turas om.",)
    assert thread.cards == (("Kort 1", ("latent",), (2, 4)), ("Tisslande", (), (1,)))
    assert thread.texts == (("tavlan", "board", (("Hälsa på alla",), (), ())),)
    assert thread.parked == ("Varför just då?", "Vem bestämmer?")
    assert thread.word == "mod"


def test_that_an_agreement_nobody_saw_is_none() -> None:
    run = start()
    run.do(o.End())
    assert thread_after(run).rules == ()


def test_that_a_rehearsal_leaves_nothing_behind() -> None:
    run = start(rehearsal=True).go("regler")
    run.do(o.AddRule("Vi turas om."), o.ParkQuestion("Varför?"), o.ChooseTakeaway("mod"), o.End())
    assert thread_after(run) == GroupThread()
    assert brought(GroupThread()) is None


def test_that_a_question_answered_in_a_later_lesson_is_gone() -> None:
    first = start()
    first.do(o.ParkQuestion("Varför?"), o.ParkQuestion("När?"), o.End())
    second = start(opening=[opening(thread_after(first))])
    assert second.session.parked == ("Varför?", "När?")
    second.do(o.UnparkQuestion("Varför?"), o.ParkQuestion("Hur?"), o.End())
    assert thread_after(first, second).parked == ("När?", "Hur?")


def test_that_a_question_from_a_lesson_the_next_did_not_know_of_still_waits() -> None:
    first, second = start(), start()
    first.do(o.ParkQuestion("Varför?"), o.End())
    second.do(o.ParkQuestion("Hur?"), o.End())
    assert thread_after(first, second).parked == ("Varför?", "Hur?")


def test_that_a_question_asked_in_two_lessons_waits_once_whatever_its_capitals() -> None:
    first, second = start(), start()
    first.do(o.ParkQuestion("Varför?"), o.End())
    second.do(o.ParkQuestion("varför?"), o.End())
    found = thread_after(first, second)
    assert found.parked == ("varför?",)
    assert from_lines(to_lines(found)) == found


def test_that_a_new_word_stands_instead_of_the_one_before() -> None:
    runs = start(), start(), start()
    runs[0].do(o.ChooseTakeaway("mod"), o.End())
    runs[1].do(o.ChooseTakeaway("vänskap"), o.ChooseTakeaway("tillsammans"), o.End())
    runs[2].do(o.End())
    assert thread_after(*runs).word == "tillsammans"


def test_that_a_card_taken_away_from_the_reopened_pyramid_does_not_come_back() -> None:
    first = start().go("pyramiden")
    first.do(o.PlaceCard(2), o.PlaceCard(3), o.End())
    second = start(opening=[opening(thread_after(first))]).go("pyramiden")
    second.do(o.ReopenWork(), o.LiftCard("kort-1"), o.End())
    assert [card[0] for card in thread_after(first, second).cards] == ["Kort 2"]


def test_that_a_pyramid_built_anew_keeps_the_cards_it_did_not_touch() -> None:
    first, second = start().go("pyramiden"), start().go("pyramiden")
    first.do(o.PlaceCard(2), o.PlaceCard(3), o.End())
    second.do(o.PlaceCard(5, "kort-2"), o.End())
    assert thread_after(first, second).cards == (("Kort 1", ("latent",), (2,)), ("Kort 2", ("latent",), (5,)))


def test_that_what_was_made_in_a_step_that_was_left_out_half_way_stays_the_groups() -> None:
    run = start().go("regler")
    run.do(o.AddRule("Vi viskar."), o.Skip("regler", "time"))
    run.go("pyramiden").do(o.PlaceCard(2), o.Skip("pyramiden", "time"))
    run.go("tavlan").do(o.AddIdea("before", "Hämta någon"), o.Skip("tavlan", "time"), o.End())
    thread = thread_after(run)
    assert thread.own == ("Vi viskar.",)
    assert [card[0] for card in thread.cards] == ["Kort 1"]
    assert [columns[0] for _step, _form, columns in thread.texts] == [("Hämta någon",)]


def test_that_rules_that_were_left_out_untouched_are_no_agreement() -> None:
    run = start().go("regler")
    run.do(o.Skip("regler", "time"), o.End())
    assert thread_after(run).rules == ()


# --- what is brought ------------------------------------------------------------------------------------


OTHER_RULES = ("Vi pratar om djuren.", "Vi lyssnar.", "Inga namn.")
"""What another lesson needs: its author says "the first is new", so they stand as written."""


def other_rules(*rules: str) -> Script:
    """A lesson with an agreement of its own."""
    stage = m.Agreement(question="Vad gäller i dag?", rules=rules or OTHER_RULES)
    return script((m.Step(id="regler", form="agreement", title="R", minutes=10, floor=5, weight="core",
                          leader=m.Leader(), stage=stage),))  # fmt: skip


def standing(run: Run) -> tuple[str, ...]:
    work, stage = run.session.work["regler"].now, run.session.current.stage
    assert isinstance(work, w.Rules)
    assert isinstance(stage, m.Agreement)
    return agreed(stage, work, len(stage.rules))


def test_that_a_later_lessons_own_rules_stand_as_written_and_the_groups_after_them() -> None:
    run = start(other_rules(), opening=[opening(after_a_lesson())])
    assert standing(run) == (*OTHER_RULES, "Vi turas om.")
    assert taps(run.session, run.session.current) == len(OTHER_RULES)
    assert not undoable(run.session)
    run.do(o.AddRule("Vi viskar."), o.Undo())
    assert standing(run) == (*OTHER_RULES, "Vi turas om.")


def test_that_only_what_the_group_takes_away_is_no_longer_its_own() -> None:
    first = start(other_rules(), opening=[opening(after_a_lesson())])
    first.do(o.AddRule("Vi viskar."), o.RemoveRule("Inga namn."), o.End())
    thread = thread_of([first.session], after_a_lesson())
    assert thread.own == ("Vi turas om.", "Vi viskar.")
    assert thread.rules == ("Vi pratar om djuren.", "Vi lyssnar.", "Vi turas om.", "Vi viskar.")
    second = start(other_rules(), opening=[opening(thread)])
    assert standing(second) == (*OTHER_RULES, "Vi turas om.", "Vi viskar.")
    second.do(o.RemoveRule("Vi turas om."), o.End())
    assert thread_of([second.session], thread).own == ("Vi viskar.",)


def test_that_the_newest_of_the_groups_rules_come_where_there_is_no_room_for_all_and_none_is_lost() -> None:
    own = ("Vi turas om.", "Vi viskar.", "vi LYSSNAR.", "Vi hjälps åt.")
    thread = replace(after_a_lesson(), own=own)
    many = (*OTHER_RULES, "Vi sitter.", "Vi ler.", "Pass är okej.")
    run = start(other_rules(*many), opening=[opening(thread)])
    assert standing(run) == (*many, "Vi viskar.", "Vi hjälps åt.")
    run.do(o.End())
    assert thread_of([run.session], thread).own == (own[0], own[2], own[1], own[3])
    full = tuple(f"Regel {n}." for n in range(w.RULES_IN_ALL))
    assert standing(start(other_rules(*full), opening=[opening(thread)])) == full


def test_that_the_pyramid_is_reopened_only_when_asked_and_can_be_taken_back() -> None:
    run = start(opening=[opening(after_a_lesson())]).go("pyramiden")
    assert run.session.work["pyramiden"].now == w.Pyramid({})
    run.do(o.ReopenWork())
    own = m.Card(id="own-1", text="Tisslande")
    assert run.session.work["pyramiden"].now == w.Pyramid({"kort-1": (2, 4), "own-1": (1,)}, (own,))
    assert run.hint(o.ReopenWork()) == "There is no earlier work of the group to bring here."
    run.do(o.Undo())
    assert run.session.work["pyramiden"].now == w.Pyramid({})


def test_that_earlier_work_that_was_brought_and_taken_back_can_be_brought_again() -> None:
    run = start(opening=[opening(after_a_lesson())]).go("pyramiden")
    run.do(o.ReopenWork(), o.LiftCard("kort-1"), o.Undo(), o.Undo())
    assert run.session.work["pyramiden"].now == w.Pyramid({})
    assert run.hint(o.ReopenWork()) == ""
    assert run.session.work["pyramiden"].now != w.Pyramid({})


def test_that_the_group_keeps_what_was_brought_and_taken_back() -> None:
    first = start().go("pyramiden")
    first.do(o.PlaceCard(2), o.PlaceCard(3), o.End())
    second = start(opening=[opening(thread_after(first))]).go("pyramiden")
    second.do(o.ReopenWork(), o.Undo(), o.PlaceCard(5, "kort-2"), o.End())
    assert [card[0] for card in thread_after(first, second).cards] == ["Kort 1", "Kort 2"]
    boxes = start(script(other_forms())).go("boxar")
    boxes.do(o.WriteText(0, "tuff"), o.End())
    again = start(script(other_forms()), opening=[opening(thread_after(boxes))]).go("boxar")
    again.do(o.ReopenWork(), o.Undo(), o.End())
    assert thread_after(boxes, again).texts == thread_after(boxes).texts != ()


def test_that_a_lesson_with_other_cards_gets_the_classs_pyramid_whole() -> None:
    stage = m.Pyramid(
        question="Var?", levels=("A", "B", "C", "D", "E"), cards=(m.Card(id="hot", text="Hot"),)
    )
    other = script((m.Step(id="p", form="pyramid", title="P", minutes=10, floor=5, weight="core",
                           leader=m.Leader(), stage=stage),))  # fmt: skip
    run = start(other, opening=[opening(after_a_lesson())])
    run.do(o.ReopenWork(), o.WriteCard("Blickar"))
    work = run.session.work["p"].now
    assert isinstance(work, w.Pyramid)
    assert [(card.id, card.text) for card in work.added] == [
        ("own-1", "Kort 1"), ("own-2", "Tisslande"), ("own-3", "Blickar"),
    ]  # fmt: skip
    assert work.placed == {"own-1": (2, 4), "own-2": (1,)}


def test_that_boxes_and_board_come_back_but_a_mind_map_of_another_step_does_not() -> None:
    first = start(script(other_forms())).go("boxar")
    first.do(o.WriteText(0, "tuff"))
    first.go("karta").do(o.WriteText(1, "säga ifrån"))
    first.do(o.End())
    again = start(script(other_forms()), opening=[opening(thread_after(first))])
    again.go("boxar").do(o.ReopenWork())
    assert again.session.work["boxar"].now == w.Texts((("tuff",), (), (), ()))
    again.go("karta").do(o.ReopenWork())
    assert again.session.work["karta"].now == w.Texts(((), ("säga ifrån",)))
    assert again.go("platser").hint(o.ReopenWork()) != ""


def test_that_the_look_back_has_one_more_tap_when_there_is_something_to_show() -> None:
    plain, run = start(), start(opening=[opening(after_a_lesson())])
    step = run.session.script.steps[1]
    assert taps(run.session, step) == taps(plain.session, step) + 1


def test_that_the_session_is_the_fold_of_its_own_facts_alone() -> None:
    run = start(opening=[opening(after_a_lesson())]).go("pyramiden")
    run.do(o.ReopenWork())
    stored = [json.loads(json.dumps(f.to_plain(e.fact)[2])) for e in run.journal.entries]
    assert stored[1]["parked"] == ["Varför just då?", "Vem bestämmer?"]


# --- a lesson that goes on ------------------------------------------------------------------------------


def stopped_after_the_words() -> Run:
    """A lesson stopped at the conversation, which had hardly begun; the text step before was left out."""
    run = start()
    for name in ("sist", "regler", "ord"):
        run.wait(3).go(name)
    run.wait(3).do(o.Skip("att-se", "time"))
    run.go("prat").wait(1).do(o.End())
    return run


def test_that_a_stopped_lesson_goes_on_at_the_step_that_was_cut_short() -> None:
    part = thread_after(stopped_after_the_words()).last
    assert part is not None
    assert (part.step, part.stopped_after, part.steps) == ("prat", 5, 12)
    assert part.passed == ("start", "sist", "regler", "ord", "att-se")
    run = start(opening=[continued(part)])
    assert run.at == ("prat", 0)
    assert [run.step(name).outcome for name in part.passed] == ["before"] * 5
    assert run.session.continues == "P1"
    assert run.step("prat").order == 1


def test_that_a_step_held_its_time_is_not_held_again_and_the_closing_always_is() -> None:
    run = start()
    run.wait(2).go("sist").wait(3).go("runda").wait(4).go("stod").wait(2).do(o.End())
    part = thread_after(run).last
    assert part is not None
    assert (part.step, part.passed) == ("regler", ("start", "sist"))


def test_that_the_second_part_has_its_own_time_core_and_end() -> None:
    part = thread_after(stopped_after_the_words()).last
    assert part is not None
    run = start(opening=[continued(part)])
    assert run.pace.ends_in_ms == sum(s.minutes for s in run.session.script.steps[5:]) * MINUTE
    assert run.pace.behind_ms == 0
    for step in run.session.script.steps[6:]:
        run.go(step.id)
    run.do(o.End())
    summary = summarise(run.session)
    assert (summary.status, summary.core_planned, summary.core_held) == ("done", 4, 4)
    assert [s.outcome for s in summary.steps[:5]] == ["not-reached"] * 5
    whole = thread_after(stopped_after_the_words(), run)
    assert whole.unfinished("mvp-02") is None
    assert [held.complete for held in whole.held] == [False, True]


def test_that_a_step_held_before_that_is_given_minutes_afterwards_is_a_step_of_this_time_too() -> None:
    passed = ("start", "sist", "regler", "ord", "att-se", "prat", "fallet")
    run = start(opening=[f.PassContinued("P0", "pyramiden", passed)]).wait(9)
    run.do(o.End())
    before = summarise(run.session)
    run.do(*(o.CorrectMinutes(step, 1, "forgot") for step in passed))
    after = summarise(run.session)
    added = [one for one in after.steps if one.step in passed and one.weight in ("core", "protected")]
    held = [one for one in added if one.outcome in ("held", "shortened")]
    assert len(held) == len(added) > 0
    assert after.core_planned == before.core_planned + len(added)
    assert after.core_held == before.core_held + len(added)


def test_that_going_back_goes_over_what_was_held_before_but_a_jump_reaches_it() -> None:
    run = start(opening=[f.PassContinued("P0", "prat", ("start", "sist", "regler", "ord", "att-se"))])
    assert run.hint(o.Back()) == "This is the first step."
    assert run.hint(o.Skip("ord", "time")) == "The step has already been held."
    run.do(o.GoTo("ord"))
    assert run.step("ord").outcome == "shown"


def test_that_a_third_part_remembers_both_parts_before() -> None:
    part = thread_after(stopped_after_the_words()).last
    assert part is not None
    run = start(opening=[continued(part)]).wait(6).go("fallet").wait(9)
    run.do(o.End())
    third = thread_after(stopped_after_the_words(), run).last
    assert third is not None
    assert (third.step, third.stopped_after) == ("pyramiden", 7)


def test_that_going_on_is_only_possible_at_the_very_beginning() -> None:
    late = start().go("ord").session
    after = evolve(late, Entry(late.seq + 1, late.at_ms, "", f.PassContinued("P0", "prat", ("start",))))
    assert (after.step, after.runs) == (late.step, late.runs)


@given(
    st.lists(st.lists(ORDERS, max_size=12), min_size=1, max_size=4),
    st.sampled_from([script(), script(other_forms())]),
)
@settings(max_examples=40)
def test_that_the_thread_is_sound_whatever_leaders_do(lessons: list[list[o.Order]], text: Script) -> None:
    sessions: list[Run] = []
    for orders in lessons:
        fact = brought(thread_after(*sessions))
        run = start(text, opening=[fact] if fact else ())
        for order in orders:
            run.hint(order)
        sessions.append(run)
    thread = thread_after(*sessions)
    assert len(thread.cards) <= w.CARDS_IN_ALL
    assert len(thread.rules) <= w.RULES_IN_ALL
    assert from_lines(to_lines(thread)) == thread
    assert thread.parked == sessions[-1].session.parked
    fact = brought(thread)
    if fact is not None:
        kind, version, data = f.to_plain(fact)
        assert f.from_plain(kind, version, json.loads(json.dumps(data))) == fact
