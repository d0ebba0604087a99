"""What is printed is counted from the group: cards for fours, one for each, and a set for each room."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facilitator.planning.prints import Kind, print_pack, sheets_of
from facilitator.planning.printwords import print_words
from tests.content import builder


def copies(people: int, form: Any = "whole", **changes: Any) -> dict[Kind, int]:
    return {one.kind: one.copies for one in print_pack(builder.script(**changes), people, form)}


def test_that_a_group_of_24_in_fours_gets_six_cards_and_a_support_card_each() -> None:
    found = copies(24)
    assert found["scenario"] == 6
    assert found["support-cards"] == 24
    assert found["cue-cards"] == 1  # for A; B has no lines
    assert found["corner-signs"] == 4
    assert found["guide"] == found["support-poster"] == found["pyramid"] == 1


def test_that_the_last_card_serves_those_left_over() -> None:
    assert copies(25)["scenario"] == 7
    assert copies(1)["scenario"] == 1


def test_that_each_half_has_its_own_cards_and_leaders() -> None:
    found = copies(25, "halves")
    assert found["scenario"] == 7  # thirteen need four, twelve need three
    assert found["cue-cards"] == 2
    assert found["guide"] == found["support-poster"] == 2
    assert found["support-cards"] == 25


def test_that_the_scenario_is_named() -> None:
    assert [one.title for one in print_pack(builder.script(), 8) if one.kind == "scenario"] == ["Bollen"]


def test_that_only_what_the_length_holds_is_printed() -> None:
    short = print_pack(builder.script(40), 24)
    assert "corner-signs" not in [one.kind for one in short]


def test_that_evaluation_and_diploma_are_one_each() -> None:
    found = copies(21, steps=builder.other_steps())
    assert found["evaluation"] == found["diploma"] == 21


def test_that_no_support_card_goes_home_where_it_could_be_a_danger() -> None:
    found = copies(24, support=["heder"])
    assert "support-cards" not in found
    assert found["support-poster"] == 1


def test_that_no_scenario_card_is_handed_out_where_it_could_be_a_danger_at_home() -> None:
    assert "scenario" not in copies(24, support=["heder"])
    staff = print_pack(builder.script(age="staff", support=["heder"]), 24)
    assert "scenario" in [one.kind for one in staff]


def test_that_a_lesson_may_say_itself_that_no_card_is_handed_out() -> None:
    found = copies(24, papers_stay=True)
    assert not {"support-cards", "scenario"} & set(found)
    assert found["support-poster"] == 1


def test_that_a_set_of_cue_cards_is_counted_for_each_who_has_lines() -> None:
    alone = next(one for one in print_pack(builder.script(), 24) if one.kind == "cue-cards")
    assert (alone.copies, alone.voices, print_words(alone)[1]) == (1, ("A",), "en uppsättning till A")
    steps = builder.steps()
    steps[0]["leader"] = {"say": [{"who": "both", "text": "Nu börjar vi."}]}
    two = next(one for one in print_pack(builder.script(steps=steps), 24) if one.kind == "cue-cards")
    assert (two.copies, two.voices, print_words(two)[1]) == (
        2,
        ("A", "B"),
        "en uppsättning till A och en till B",
    )


def test_that_each_room_has_the_card_for_when_somebody_tells_and_staff_among_themselves_none() -> None:
    assert copies(24)["concern"] == 1
    assert copies(24, "halves")["concern"] == 2
    assert "concern" not in copies(24, age="staff")


def test_that_small_cards_share_sheets() -> None:
    by_kind = {one.kind: one.sheets for one in print_pack(builder.script(), 26)}
    assert by_kind["support-cards"] == 7
    assert by_kind["cue-cards"] == 3  # twelve cards for A, four on a sheet; B has no lines


def test_that_a_guide_is_a_book_and_a_pyramid_has_cards() -> None:
    by_kind = {one.kind: one.sheets for one in print_pack(builder.script(), 26, "halves")}
    assert by_kind["guide"] in range(6, 14)
    assert by_kind["pyramid"] == 2 * 3  # the poster, the class's cards and the adult's, in two rooms


@given(st.integers(0, 60), st.sampled_from(["whole", "halves"]))
def test_that_a_pack_never_has_less_than_it_needs(people: int, form: Any) -> None:
    pack = print_pack(builder.script(), people, form)
    assert sheets_of(pack) == sum(one.sheets for one in pack)
    assert all(1 <= one.sheets <= one.copies * 12 for one in pack if one.copies)
    scenario = next((one.copies for one in pack if one.kind == "scenario"), 0)
    assert people <= 4 * scenario < people + 8
