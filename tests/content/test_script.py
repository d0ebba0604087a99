"""The script: what is resolved for one length, and that what is stored comes back as it was."""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from facilitator.content.decode import decode, encode
from facilitator.content.model import Lesson, SupportContact
from facilitator.content.script import Script, contacts_for, from_json, lengths_of, steps_for, to_json
from facilitator.errors import ContentFault
from tests.content import builder


def rows(*changes: Mapping[str, object]) -> list[SupportContact]:
    return [builder.make(SupportContact, builder.contact(**each)) for each in changes]


def a_lesson(**changes: object) -> Lesson:
    return builder.make(Lesson, builder.lesson(**changes))


def shown(lesson: Lesson, national: list[SupportContact], local: list[SupportContact]) -> list[str]:
    return [row.id for row in contacts_for(lesson, national, local)]


@pytest.mark.parametrize("length", [50, 40])
def test_that_what_is_stored_comes_back_the_same(length: int) -> None:
    script = builder.script(length)
    again = from_json(to_json(script))
    assert again == script
    assert to_json(again) == to_json(script)
    assert again.hash == script.hash


def test_that_the_json_is_canonical() -> None:
    text = to_json(builder.script())
    plain = json.loads(text)
    assert text == json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert "Åskådare" in text


def test_that_the_hash_names_the_text_and_the_length() -> None:
    script = builder.script()
    assert len(script.hash) == 64
    assert script.hash == builder.script().hash
    assert script.hash != builder.script(40).hash
    assert script.hash != builder.script(title="Att göra nåt").hash


def test_that_a_field_at_its_default_leaves_no_trace_in_the_hash() -> None:
    text = to_json(builder.script())
    assert '"countable"' not in text
    assert '"if_silent"' not in text


def test_that_whole_minutes_have_one_writing() -> None:
    written = [{"kind": "pair", "minutes": 2.0}]
    steps = builder.steps()
    steps[5]["stage"]["phases"] = written
    assert builder.script(steps=steps).hash == builder.script().hash


def test_that_a_length_has_its_own_minutes_and_leaves_steps_out() -> None:
    lesson = a_lesson()
    assert lengths_of(lesson) == (40, 50)
    assert sum(step.minutes for step in steps_for(lesson, 50)) == 50
    short = steps_for(lesson, 40)
    assert sum(step.minutes for step in short) == 40
    assert "horn" not in [step.id for step in short]
    assert [step.minutes for step in short if step.id == "runda"] == [2]
    assert all(step.at == {} for step in short)


def test_that_only_verified_rows_that_fit_are_shown_in_order() -> None:
    national = rows(
        {"id": "sist", "order": 9},
        {"id": "112", "order": 1},
        {"id": "inte-kollad", "status": "to-check"},
        {"id": "vuxna", "ages": ["staff"]},
        {"id": "annat", "tags": ["heder"]},
        {"id": "barn-rad", "tags": ["barn", "heder"], "order": 4},
    )
    assert shown(a_lesson(), national, []) == ["112", "barn-rad", "sist"]


def test_that_local_rows_come_first_and_never_hide_the_first_national_ones() -> None:
    national = rows({"id": "112", "order": 1}, {"id": "bris", "order": 2}, {"id": "mer", "order": 3})
    local = rows(*[{"id": f"skolan-{n}"} for n in range(7)])
    assert shown(a_lesson(), national, local) == ["skolan-0", "skolan-1", "112", "bris", "mer"]
    assert shown(a_lesson(), national, local[:1]) == ["skolan-0", "112", "bris", "mer"]
    assert shown(a_lesson(), [], local) == [f"skolan-{n}" for n in range(5)]


def test_that_a_local_row_replaces_the_national_row_with_its_name() -> None:
    assert shown(a_lesson(), rows({"id": "bris"}), rows({"id": "bris"})) == ["bris"]


def test_that_what_an_earlier_version_took_is_read_back() -> None:
    script = builder.script()
    long = replace(script.lesson, title="Att göra något " * 20 + "nu", goals=("Kunna.",) * 30, summary="a\nb")
    longer = replace(script, lesson=long, contacts=script.contacts * 9)
    assert from_json(to_json(longer)) == longer
    assert {wrong.path for wrong in decode(Lesson, encode(long))[1]} == {("title",), ("goals",), ("summary",)}


def test_that_a_row_of_the_support_list_that_an_earlier_version_took_as_it_was_pasted_is_read_back() -> None:
    script = builder.script()
    pasted = replace(script.contacts[0], name=unicodedata.normalize("NFD", "Skolsköterska"), reach=" rum 2 ")
    stored = replace(script, contacts=(pasted,))
    assert from_json(to_json(stored)) == stored
    assert len(decode(SupportContact, encode(pasted))[1]) == 2


def broken(change: str) -> str:
    plain = json.loads(to_json(builder.script()))
    match change:
        case "no scenario":
            plain["scenarios"] = {}
        case "no term":
            plain["terms"] = {}
        case "wrong name":
            plain["terms"]["askadare"]["id"] = "annan"
        case "unknown field":
            plain["lesson"]["colour"] = "red"
        case "stage of another form":
            plain["steps"][0]["form"] = "round"
    return json.dumps(plain, ensure_ascii=False)


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "{", "NaN", '{"length": Infinity}', '{"length": 40, "length": 50}', "[" * 100_000,
        '{"length":' + "9" * 5000 + "}", '{"lesson": "\\ud800"}', "1" * 5_000_001,
        *map(broken, ["no scenario", "no term", "wrong name", "unknown field", "stage of another form"]),
    ],
)  # fmt: skip
def test_that_a_damaged_script_is_refused_with_its_faults(text: str) -> None:
    with pytest.raises(ContentFault) as refused:
        from_json(text)
    assert refused.value.faults
    assert str(refused.value)


def test_that_a_script_is_not_changed_by_its_hash() -> None:
    script = builder.script()
    before = replace(script)
    assert script.hash
    assert script == before
    assert isinstance(script, Script)
    assert script.lesson.reviewed == date(2026, 11, 1)
