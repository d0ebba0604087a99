"""What the editor says of a text's room is what the check says; minutes, order and scenarios as the format allows."""

import tomllib

import pytest
import tomlkit

from facilitator.content.changing.blanks import KINDS
from facilitator.content.changing.editing import Editing, TextField
from facilitator.content.changing.rewriting import written
from facilitator.content.decode import encode
from facilitator.content.library import Library
from facilitator.content.model import Programme, Scenario, Term
from tests.content import builder
from tests.content.builder import make
from tests.session.builder import other_forms

TEXTS = tuple(
    map(tomlkit.dumps, (builder.lesson(), builder.lesson(steps=[encode(one) for one in other_forms()])))
)


def library() -> Library:
    scenarios = [
        make(Scenario, one) for one in (builder.scenario(), builder.scenario(id="mossan", lessons=["mvp-02"]))
    ]
    return Library(
        programmes={"mvp": make(Programme, builder.programme())}, terms={"askadare": make(Term, builder.term())},
        scenarios={one.id: one for one in scenarios}, contacts=(), lessons=(), links=(), faults=(), warnings=(), files=(),
        banks={},
    )  # fmt: skip


def fields() -> list[tuple[int, TextField]]:
    found = []
    for number, text in enumerate(TEXTS):
        editing = Editing("mvp-02", text)
        for place in (None, *range(len(editing.steps))):
            found += [(number, one) for one in editing.fields(place)]
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("lesson", "field"), fields(), ids=lambda one: str(getattr(one, "path", "")))
def test_that_the_room_of_a_text_is_what_the_check_counts(lesson: int, field: TextField) -> None:
    there = library()

    def told(text: str) -> bool:
        editing = Editing("mvp-02", TEXTS[lesson])
        editing.put(field.path, text)
        wrongs = editing.check(there).wrongs
        return any(
            one.path == field.path and one.problem.startswith(("För många", "Texten är för lång"))
            for one in wrongs
        )

    assert not told("a" * min(field.chars, 25))
    assert told(" ".join("ab" * 12 for _part in range(field.chars // 24)) + " " + "a" * 24)
    if field.words is not None and 2 * field.words <= field.chars:
        assert not told(" ".join("a" * field.words))
        assert told(" ".join("a" * (field.words + 1)))


def test_that_minutes_of_another_length_are_kept_apart() -> None:
    editing = Editing("mvp-02", TEXTS[0])
    assert editing.sums() == [(50, 50), (40, 40)]
    editing.put(("steps", 5, "at", "40"), 3)
    assert editing.sums() == [(50, 50), (40, 39)]
    assert tomllib.loads(editing.text)["steps"][5].get("at", {}) == {}
    assert editing.data()["steps"][5]["at"] == {"40": 3}


def test_that_no_step_goes_before_the_opening_nor_after_the_ending() -> None:
    lesson = builder.lesson()
    for step in lesson["steps"][1:-2]:
        step["weight"] = "optional"
    editing = Editing("mvp-02", tomlkit.dumps(lesson))
    last = len(editing.steps) - 3
    assert not editing.may_move(1, -1)
    assert editing.may_move(1, 1)
    assert not editing.may_move(last, 1)
    assert editing.move(last, 1) == last
    assert not editing.may_leave_out(0)
    editing.leave_out(len(editing.steps) - 1)
    assert editing.out == []


def test_that_a_scenario_that_does_not_fit_is_not_picked() -> None:
    editing = Editing("mvp-02", TEXTS[0])
    there = library()
    before = editing.to_json()
    place = next(n for n, one in enumerate(editing.steps) if one["form"] == "scenario")
    editing.choose(place, "finns-inte", there)
    assert editing.to_json() == before
    assert [one.id for one in editing.choices(place, there)] == ["bollen", "mossan"]
    assert editing.choices(0, there) == ()


def test_that_the_scenario_that_is_shown_already_leaves_what_has_been_written_when_it_is_picked_again() -> (
    None
):
    editing = Editing("mvp-02", TEXTS[0])
    there = library()
    place = next(n for n, one in enumerate(editing.steps) if one["form"] == "scenario")
    for scenario in ("bollen", "mossan"):
        editing.choose(place, scenario, there)
        editing.put(("steps", place, "title"), "Så säger vi")
        before = editing.to_json()
        editing.choose(place, scenario, there)
        assert editing.to_json() == before


def test_that_the_slide_is_drawn_with_what_can_be_drawn_and_the_text_stays_as_it_was_typed() -> None:
    editing = Editing("mvp-02", TEXTS[0])
    for text, drawn in (
        ("10\u00a0minuter", "10\u00a0minuter"),
        ("a\x07b\u202e\ud800", "a\ufffdb\ufffd?"),
        ("å" * 9000, "å" * 600),
    ):
        editing.put(("steps", 0, "stage", "lead"), text)
        script = editing.preview(library())
        assert script is not None
        assert getattr(script.steps[0].stage, "lead", "") == drawn
        assert editing.get(("steps", 0, "stage", "lead")) == text


@pytest.mark.parametrize("form", KINDS)
def test_that_an_added_step_is_whole_when_its_texts_are_written(form: str) -> None:
    there, editing = library(), Editing("mvp-02", TEXTS[0])
    after = 2
    place = editing.add(form, after)
    assert place == after + 1
    assert {one.path[:2] for one in editing.check(there).wrongs if one.path[0] == "steps"} == {
        ("steps", place)
    }
    assert editing.preview(there) is not None, "it is drawn before anything is written in it"
    for field in editing.fields(place):
        editing.put(field.path, "Vad tycker ni?")
    for length, total in editing.sums():
        assert total == length + 5
    rest = [one for one in editing.check(there).wrongs if "Stegen tar" not in one.problem]
    assert rest == []
    editing.steps[1]["minutes"] -= 5
    for step in editing.steps:
        step.pop("at", None)
    made = tomllib.loads(written(editing.text, editing.data()))
    assert [one["id"] for one in made["steps"]] == [one["id"] for one in editing.steps]
    assert made["steps"][place]["weight"] == "optional"
    assert not made["granskad"]
    assert Editing.from_json(editing.to_json()).values == editing.values


def test_that_steps_are_added_in_their_order_with_names_of_their_own_and_never_after_the_ending() -> None:
    editing = Editing("mvp-02", TEXTS[0])
    first = editing.add("text", 0)
    second = editing.add("prompt", first)
    names = [editing.steps[place]["id"] for place in (first, second)]
    editing.leave_out(first)
    third = editing.add("corners", 0)
    names.append(editing.steps[third]["id"])
    assert len({*names, *(one["id"] for one in editing.before["steps"])}) == 3 + len(editing.before["steps"])
    back = editing.put_back(names[0])
    ending = len(editing.steps) - 1
    assert back == ending - 2, "an added step comes back last, before what ends the lesson"
    assert not editing.may_add(None)
    for place in (ending - 1, ending):
        assert not editing.may_add(place)
        assert editing.add("text", place) == place
    assert len(editing.steps) == ending + 1


def test_that_those_speak_in_an_added_step_who_speak_in_the_lesson() -> None:
    lesson = builder.lesson()
    for step in lesson["steps"]:
        step["leader"] = {"say": [{"who": "adult", "text": "Nu börjar vi."}]}
    editing = Editing("mvp-02", tomlkit.dumps(lesson))
    added = editing.steps[editing.add("text", 0)]
    assert [line["who"] for line in added["leader"]["say"]] == ["adult"]
