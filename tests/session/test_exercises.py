"""The exercises: what each takes in, what it refuses, and that every change can be taken back."""

from dataclasses import replace

import pytest

from facilitator.content import model as m
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.exercises import agreed, cards, in_hand
from tests.session.builder import Run, every_form, other_forms, script, start, step

MISFIT = "That does not belong to this step."
NOTHING = "There is nothing to take back."
EXERCISES: dict[str, tuple[o.Order, ...]] = {
    "pyramiden": (
        o.TakeCard("kort-2"), o.PlaceCard(3), o.PlaceCard(4, also=True), o.LiftCard("kort-2"), o.WriteCard("Tisslande"),
        o.PlaceCard(1), o.ShowTop(), o.ChooseForm("latent"), o.ChooseForm(""),
    ),
    "regler": (o.AddRule("Vi turas om."), o.RemoveRule("Vi lyssnar."), o.AddRule("Vi lyssnar.")),
    "tavlan": (o.AddIdea("before", "Hälsa"), o.AddIdea("during", "Ropa")),
    "horn": (o.CountHands(0, 5), o.CountHands(3, 7), o.ToggleCounts(), o.CountHands(0, 6)),
    "fallet": (o.ToggleScene(), o.ToggleScene(), o.ToggleScene()),
}  # fmt: skip


def work(run: Run) -> w.Work:
    return run.session.work[run.session.current.id].now


def pyramid(run: Run) -> w.Pyramid:
    now = work(run)
    assert isinstance(now, w.Pyramid)
    return now


def hand(run: Run) -> str:
    stage = run.session.current.stage
    assert isinstance(stage, m.Pyramid)
    card = in_hand(stage, pyramid(run))
    return card.id if card else ""


@pytest.mark.parametrize("name", EXERCISES)
def test_that_every_change_can_be_taken_back_one_by_one(name: str) -> None:
    run = start().go(name)
    seen = [work(run)]
    for order in EXERCISES[name]:
        run.do(order)
        assert work(run) != seen[-1]
        seen.append(work(run))
    for before in reversed(seen[:-1]):
        assert run.do(o.Undo()) == f.ExerciseUndone(name)
        assert work(run) == before
    assert run.hint(o.Undo()) == NOTHING


def test_that_undo_takes_back_only_what_was_done_in_this_step() -> None:
    run = start().go("pyramiden")
    run.do(o.PlaceCard(1))
    run.go("tavlan").do(o.AddIdea("after", "Fråga sen"))
    run.do(o.Undo())
    assert run.hint(o.Undo()) == NOTHING
    assert run.go("pyramiden").session.work["pyramiden"].now == w.Pyramid({"kort-1": (1,)})


def test_that_an_exercise_outlasts_leaving_the_step() -> None:
    run = start().go("regler")
    run.do(o.AddRule("Vi turas om."))
    assert run.go("stod").go("regler").session.work["regler"].now == w.Rules(added=("Vi turas om.",))


@pytest.mark.parametrize("name", EXERCISES)
def test_that_an_exercise_refuses_the_orders_of_the_others(name: str) -> None:
    run = start().go(name)
    for other in EXERCISES.keys() - {name}:
        for order in EXERCISES[other]:
            assert run.hint(order) == MISFIT


@pytest.mark.parametrize("order", [o.Undo(), o.TakeCard("kort-1"), o.ToggleScene(), o.AddRule("Vi lyssnar")])
def test_that_a_step_without_exercise_says_so(order: o.Order) -> None:
    assert start().hint(order) == "This step has no exercise."


# --- pyramid --------------------------------------------------------------------------------------------


def test_that_the_cards_come_to_hand_one_by_one() -> None:
    run = start().go("pyramiden")
    for n in range(1, 5):
        assert hand(run) == f"kort-{n}"
        assert run.do(o.PlaceCard(n)) == f.CardPlaced("pyramiden", f"kort-{n}", (n,))
    assert hand(run) == ""
    assert pyramid(run) == w.Pyramid(
        {"kort-1": (1,), "kort-2": (2,), "kort-3": (3,), "kort-4": (4,)}, hand=""
    )
    assert run.hint(o.PlaceCard(1)) == "All cards are placed."


def test_that_a_card_taken_is_the_card_placed() -> None:
    run = start().go("pyramiden")
    run.do(o.TakeCard("kort-3"))
    assert hand(run) == "kort-3"
    assert run.do(o.PlaceCard(2)) == f.CardPlaced("pyramiden", "kort-3", (2,))
    assert pyramid(run).hand == ""
    assert hand(run) == "kort-1"


def test_that_placing_another_card_leaves_the_one_in_hand() -> None:
    run = start().go("pyramiden")
    run.do(o.TakeCard("kort-3"), o.PlaceCard(2, "kort-1"))
    assert hand(run) == "kort-3"
    run.do(o.LiftCard("kort-1"))
    assert hand(run) == "kort-3"


def test_that_a_card_can_move_but_not_to_where_it_lies() -> None:
    run = start().go("pyramiden")
    run.do(o.PlaceCard(2, "kort-1"))
    assert run.hint(o.PlaceCard(2, "kort-1")) == "The card is already in that place."
    assert run.do(o.PlaceCard(5, "kort-1")) == f.CardPlaced("pyramiden", "kort-1", (5,))
    assert pyramid(run).placed == {"kort-1": (5,)}


def test_that_a_disputed_card_lies_in_both_places_low_first() -> None:
    run = start().go("pyramiden")
    run.do(o.PlaceCard(4))
    assert run.do(o.PlaceCard(2, also=True)) == f.CardPlaced("pyramiden", "kort-1", (2, 4))
    assert run.do(o.PlaceCard(3, also=True)) == f.CardPlaced("pyramiden", "kort-1", (2, 3))
    assert run.do(o.PlaceCard(5, "kort-1")) == f.CardPlaced("pyramiden", "kort-1", (5,))


def test_that_one_more_level_means_the_card_just_placed_unless_one_was_taken() -> None:
    run = start().go("pyramiden")
    assert run.do(o.PlaceCard(1, also=True)) == f.CardPlaced("pyramiden", "kort-1", (1,))
    run.do(o.PlaceCard(3))
    assert run.do(o.PlaceCard(4, also=True)) == f.CardPlaced("pyramiden", "kort-2", (3, 4))
    run.do(o.TakeCard("kort-1"))
    assert run.do(o.PlaceCard(2, also=True)) == f.CardPlaced("pyramiden", "kort-1", (1, 2))
    run.do(o.TakeCard("kort-4"))
    assert run.do(o.PlaceCard(5, also=True)) == f.CardPlaced("pyramiden", "kort-4", (5,))


def test_that_a_card_can_be_taken_back_only_when_it_lies() -> None:
    run = start().go("pyramiden")
    run.do(o.PlaceCard(2))
    assert run.do(o.LiftCard("kort-1")) == f.CardPlaced("pyramiden", "kort-1", ())
    assert pyramid(run).placed == {}
    assert run.hint(o.LiftCard("kort-1")) == MISFIT


@pytest.mark.parametrize(
    "order", [o.TakeCard("kort-9"), o.PlaceCard(1, "kort-9"), o.PlaceCard(0), o.PlaceCard(6), o.LiftCard("kort-9")]
)  # fmt: skip
def test_that_cards_and_levels_that_are_not_there_are_refused(order: o.Order) -> None:
    assert start().go("pyramiden").hint(order) == MISFIT


def test_that_a_card_of_the_class_comes_to_hand_and_is_placed_like_the_others() -> None:
    run = start().go("pyramiden")
    assert run.do(o.WriteCard("  Himla \n med ögonen ")) == f.CardAdded(
        "pyramiden", "own-1", "Himla med ögonen"
    )
    assert hand(run) == "own-1"
    run.do(o.PlaceCard(1))
    stage = run.session.current.stage
    assert isinstance(stage, m.Pyramid)
    assert [c.id for c in cards(stage, pyramid(run))] == ["kort-1", "kort-2", "kort-3", "kort-4", "own-1"]
    assert pyramid(run).placed == {"own-1": (1,)}


def test_that_a_card_is_not_written_twice_nor_empty_nor_too_long() -> None:
    run = start().go("pyramiden")
    run.do(o.WriteCard("Tisslande"))
    assert run.hint(o.WriteCard("tisslande")) == "That card is already there."
    assert run.hint(o.WriteCard("KORT 1")) == "That card is already there."
    assert run.hint(o.WriteCard(" \t\n\u200b")) == "Write something first."
    assert run.hint(o.WriteCard("x" * 31)) == "At most 30 characters."
    assert run.hint(o.WriteCard("x" * 30)) == ""


def test_that_the_class_writes_twenty_cards_at_most_together_with_the_authors() -> None:
    run = start().go("pyramiden")
    for n in range(16):
        run.do(o.WriteCard(f"Eget {n}"))
    assert run.hint(o.WriteCard("Ett till")) == "Twenty cards are enough."


def test_that_a_card_of_the_class_never_takes_the_name_of_an_authors_card() -> None:
    steps = tuple(
        replace(s, stage=replace(s.stage, cards=(m.Card(id="own-1", text="Författarens"), *s.stage.cards)))
        if isinstance(s.stage, m.Pyramid) else s
        for s in every_form()
    )  # fmt: skip
    run = start(script(steps)).go("pyramiden")
    assert run.do(o.WriteCard("Vårt")) == f.CardAdded("pyramiden", "own-2", "Vårt")


def test_that_the_top_is_shown_once_and_only_where_there_is_one() -> None:
    run = start().go("pyramiden")
    assert run.do(o.ShowTop()) == f.TopShown("pyramiden")
    assert run.hint(o.ShowTop()) == "The top has nothing more to show."
    bare = m.Pyramid(question="Var?", levels=("1", "2", "3", "4", "5"), cards=())
    assert start(script((step("p", bare),))).hint(o.ShowTop()) == "The top has nothing more to show."


def test_that_one_form_of_violence_is_chosen_at_a_time_and_lets_go_by_the_same() -> None:
    run = start().go("pyramiden")
    nothing = "No card has that form of violence."
    assert run.hint(o.ChooseForm("")) == nothing
    assert run.hint(o.ChooseForm("sexual")) == nothing
    assert run.do(o.ChooseForm("latent")) == f.FormChosen("pyramiden", "latent")
    assert run.do(o.ChooseForm("latent")) == f.FormChosen("pyramiden", "")
    run.do(o.ChooseForm("latent"), o.PlaceCard(3))
    assert pyramid(run) == w.Pyramid({"kort-1": (3,)}, form="latent")


# --- sorting --------------------------------------------------------------------------------------------


def sorted_now(run: Run) -> w.Sorted:
    now = work(run)
    assert isinstance(now, w.Sorted)
    return now


def test_that_the_fact_behind_the_last_card_shows_until_it_is_put_away() -> None:
    run = start(script(other_forms())).go("sortera")
    assert run.hint(o.ExplainItem()) == "Put a card in its place first, then T shows the fact behind it."
    run.do(o.PutItem(1), o.PutItem(2))
    assert run.do(o.ExplainItem()) == f.ItemExplained("sortera", "lapp-2")
    assert run.do(o.ExplainItem()) == f.ItemExplained("sortera", "")
    assert sorted_now(run) == w.Sorted({"lapp-1": 1, "lapp-2": 2}, explained=("lapp-2",))
    assert run.do(o.ExplainItem("lapp-1")) == f.ItemExplained("sortera", "lapp-1")
    assert run.do(o.ExplainItem("lapp-2")) == f.ItemExplained("sortera", "lapp-2")
    assert sorted_now(run).explained == ("lapp-2", "lapp-1")


@pytest.mark.parametrize("order", [o.Next(), o.Back()])
def test_that_next_and_back_put_the_fact_away_before_they_go_on(order: o.Order) -> None:
    run = start(script(other_forms())).go("sortera")
    run.do(o.PutItem(1), o.ExplainItem())
    assert run.do(order) == f.ItemExplained("sortera", "")
    assert run.at == ("sortera", 0)
    run.do(order)
    assert run.at != ("sortera", 0)


@pytest.mark.parametrize("order", [o.PutItem(1), o.TakeItem("lapp-1"), o.LiftItem("lapp-1")])
def test_that_the_fact_goes_when_the_sorting_goes_on(order: o.Order) -> None:
    run = start(script(other_forms())).go("sortera")
    run.do(o.PutItem(1), o.ExplainItem())
    assert sorted_now(run).told == "lapp-1"
    run.do(order)
    assert sorted_now(run).told == ""


def test_that_a_card_taken_up_can_be_put_back_where_it_lay() -> None:
    run = start(script(other_forms())).go("sortera")
    run.do(o.PutItem(1))
    assert run.hint(o.PutItem(1, "lapp-1")) == "The card is already in that place."
    run.do(o.TakeItem("lapp-1"))
    assert run.do(o.PutItem(1)) == f.ItemPut("sortera", "lapp-1", 1)
    assert sorted_now(run) == w.Sorted({"lapp-1": 1})


def test_that_every_change_in_a_sorting_can_be_taken_back_one_by_one() -> None:
    run = start(script(other_forms())).go("sortera")
    seen = [work(run)]
    for order in (
        o.PutItem(2),
        o.ExplainItem(),
        o.ExplainItem(),
        o.TakeItem("lapp-1"),
        o.PutItem(1),
        o.LiftItem("lapp-1"),
    ):
        run.do(order)
        assert work(run) != seen[-1]
        seen.append(work(run))
    for before in reversed(seen[:-1]):
        run.do(o.Undo())
        assert work(run) == before


# --- agreement ------------------------------------------------------------------------------------------


def standing(run: Run) -> tuple[str, ...]:
    stage, now = run.session.current.stage, work(run)
    assert isinstance(stage, m.Agreement)
    assert isinstance(now, w.Rules)
    return agreed(stage, now, run.session.revealed)


def test_that_the_agreement_is_the_proposals_shown_and_the_groups_own() -> None:
    run = start().go("regler")
    run.do(o.AddRule("Vi turas om."))
    assert standing(run) == ("Vi turas om.",)
    run.do(o.Next(), o.Next())
    assert standing(run) == ("Vi lyssnar.", "Man får passa.", "Vi turas om.")
    run.do(o.RemoveRule("Vi lyssnar."))
    assert standing(run) == ("Man får passa.", "Vi turas om.")


def test_that_a_rule_taken_away_can_come_back_once() -> None:
    run = start().go("regler")
    run.do(o.AddRule("Vi turas om."), o.Next(), o.Next())
    for text in ("Vi lyssnar.", "Vi turas om."):
        before = standing(run)
        run.do(o.RemoveRule(text), o.AddRule(text))
        assert standing(run) == before
    assert work(run) == w.Rules(added=("Vi turas om.",))


def test_that_rules_are_not_doubled_nor_more_than_eight() -> None:
    run = start().go("regler")
    assert run.hint(o.AddRule("vi lyssnar.")) == "That rule is already there."
    for n in range(6):
        run.do(o.AddRule(f"Egen {n}"))
    assert run.hint(o.AddRule("En till")) == "Eight rules are enough. Take one away first."
    run.do(o.RemoveRule("Vi lyssnar."))
    assert run.hint(o.AddRule("En till")) == ""
    assert run.hint(o.RemoveRule("Finns inte")) == MISFIT
    assert run.hint(o.AddRule("x" * 61)) == "At most 60 characters."


# --- board ----------------------------------------------------------------------------------------------


def test_that_ideas_stand_in_their_column() -> None:
    run = start().go("tavlan")
    run.do(o.AddIdea("before", "Hälsa"), o.AddIdea("after", "Hälsa"), o.AddIdea("during", " Ropa  högt "))
    assert work(run) == w.Board(("Hälsa",), ("Ropa högt",), ("Hälsa",))
    assert run.hint(o.AddIdea("before", "hälsa")) == "That idea is already there."
    assert run.hint(o.RemoveIdea("during", "Hälsa")) == MISFIT
    run.do(o.RemoveIdea("after", "Hälsa"))
    assert work(run) == w.Board(("Hälsa",), ("Ropa högt",))


def test_that_a_column_holds_six_ideas() -> None:
    run = start().go("tavlan")
    for n in range(6):
        run.do(o.AddIdea("during", f"Idé {n}"))
    assert run.hint(o.AddIdea("during", "En till")) == "The column is full. Take one idea away first."
    assert run.hint(o.AddIdea("after", "En till")) == ""
    assert run.hint(o.AddIdea("after", "x" * 61)) == "At most 60 characters."


# --- corners --------------------------------------------------------------------------------------------


def test_that_counts_are_hidden_until_shown() -> None:
    run = start().go("horn")
    run.do(o.CountHands(0, 5))
    assert work(run) == w.Counts((5, None, None, None))
    assert run.do(o.ToggleCounts()) == f.CountsShown("horn", True)
    assert run.do(o.ToggleCounts()) == f.CountsShown("horn", False)


def test_that_never_more_hands_are_counted_than_people_are_there() -> None:
    too_many = "There are not that many in the group."
    run = start(people=10).go("horn")
    run.do(o.CountHands(0, 6))
    assert run.hint(o.CountHands(1, 5)) == too_many
    run.do(o.CountHands(1, 4))
    assert run.hint(o.CountHands(2, 1)) == too_many
    assert run.hint(o.CountHands(0, -1)) == too_many
    run.do(o.CountHands(0, 5), o.CountHands(0, 6))
    assert run.do(o.CountHands(0, 0), o.CountHands(3, 6)) == f.HandsCounted("horn", 3, 6)
    assert (run.hint(o.CountHands(4, 0)), run.hint(o.CountHands(-1, 0))) == (too_many, too_many)


@pytest.mark.parametrize(("people", "refused"), [(5, True), (6, False)])
def test_that_a_small_group_is_never_counted(people: int, refused: bool) -> None:
    run = start(people=people).go("horn")
    for order in (o.CountHands(0, 1), o.ToggleCounts()):
        assert run.hint(order) == ("With fewer than six present nothing is counted." if refused else "")


def test_that_nobody_is_counted_where_the_author_says_no() -> None:
    stage = m.Corners(statement="Allas värde är lika.", corners=("Ja", "Nej", "Ibland"), open="Eget svar")
    run = start(script((step("horn", stage),)))
    for order in (o.CountHands(0, 1), o.ToggleCounts()):
        assert run.hint(order) == "In this step nobody is counted."
    assert run.hint(o.AddRule("Vi turas om.")) == MISFIT


# --- role play ------------------------------------------------------------------------------------------


def test_that_only_a_scenario_for_role_play_can_be_frozen() -> None:
    run = start().go("fallet")
    assert run.do(o.ToggleScene()) == f.SceneFrozen("fallet")
    assert run.do(o.ToggleScene()) == f.SceneReleased("fallet")
    read_only = start(script((step("fallet", m.ScenarioCase(scenario="bollen")),)))
    assert read_only.hint(o.ToggleScene()) == MISFIT


# --- free text ------------------------------------------------------------------------------------------


def test_that_hidden_characters_never_reach_the_stage() -> None:
    run = start().go("tavlan")
    made = run.do(o.AddIdea("before", "\u202eHej\x00 \u2028då\u200d\ud800"))
    assert made == f.IdeaAdded("tavlan", "before", "Hej då")
