"""What was changed goes back into the text: the rest of it stays to the letter, whatever was written."""

import copy
import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.content.changing.editing import Editing
from facilitator.content.changing.rewriting import written
from tests.content import builder

TEXT = "# Skriven för hand.\n" + tomlkit.dumps(builder.lesson(lengths=[40]))


def test_that_what_has_not_changed_is_the_very_text() -> None:
    assert written(TEXT, Editing("mvp-02", TEXT).data()) == TEXT


def test_that_comments_and_all_else_stay_when_a_word_changes() -> None:
    before = (
        'a = 1  # ett\n\n# om b\nb = [\n  "x",  # först\n  "y",\n]\n\n[[steps]]\nid = "ett"\ntitle = "Ett" # namn\n\n# --- 2\n'
        '[[steps]]\nid = "två"\ntitle = "Två"\n\n[steps.leader]\nif_silent = "Vänta."\n'
    )
    data = tomllib.loads(before)
    data["b"][1] = "z"
    data["steps"][0]["title"] = "Etta"
    expected = before.replace('"y"', '"z"').replace('"Ett"', '"Etta"')
    assert written(before, data) == expected


def test_that_a_step_is_added_also_where_all_steps_stand_in_one_list() -> None:
    before = "steps = [{ id = 'ett', title = 'Ett' }, { id = 'slut', title = 'Slut' }]  # alla\n"
    wanted = tomllib.loads(before)
    new = {"id": "nytt", "leader": {"say": [{"who": "A", "text": "Hej."}]}, "stage": {"heading": "Nu"}}
    wanted["steps"].insert(1, new)
    made = written(before, wanted)
    assert tomllib.loads(made) == wanted
    assert made.endswith("# alla\n")


@pytest.mark.slow
@settings(max_examples=25)
@given(st.data())
def test_that_any_text_in_any_field_comes_back_and_no_other_field_moves(data: st.DataObject) -> None:
    editing = Editing("mvp-02", TEXT)
    place = data.draw(st.sampled_from([None, *range(len(editing.steps))]))
    fields = data.draw(st.lists(st.sampled_from(editing.fields(place)), max_size=4, unique=True))
    for field in fields:
        hostile = st.sampled_from(
            ['"""', "\\", "'''", "\x00\x1b", "\u202e", "👩‍👧", "a\r\nb\n", "# x", "[[steps]]"]
        )
        text = data.draw(st.lists(st.one_of(hostile, st.text(st.characters(codec="utf-8")))).map("".join))
        editing.put(field.path, text)
    wanted = editing.data()
    made = written(TEXT, wanted)
    assert tomllib.loads(made) == wanted
    assert made.startswith("# Skriven för hand.\n")


@pytest.mark.slow
@settings(max_examples=25)
@given(st.data())
def test_that_steps_in_any_order_and_fewer_of_them_come_back(data: st.DataObject) -> None:
    before = tomllib.loads(TEXT)
    wanted: dict[str, Any] = copy.deepcopy(before)
    steps = data.draw(st.permutations(wanted["steps"]))
    wanted["steps"] = steps[: data.draw(st.integers(1, len(steps)))]
    for step in wanted["steps"]:
        if data.draw(st.booleans()):
            step["at"] = {"40": data.draw(st.integers(0, 60))}
        if data.draw(st.booleans()):
            step["leader"] = {
                "say": [{"who": "A", "text": "Hej."}],
                "do": ["Ett.", "Två."],
                "if_silent": "Vänta.",
            }
            step["short"] = {"minutes": 2, "how": "Kort."}
    assert tomllib.loads(written(TEXT, wanted)) == wanted
