"""The schemas: current on disk, valid by themselves, and of one mind with the decoder."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from facilitator.content.decode import decode
from facilitator.content.model import FORMS, Lesson
from facilitator.content.schema import schemas, write_schemas
from facilitator.errors import WorldTrouble
from tests.content import builder

COMMITTED = Path(__file__).parents[2] / "docs" / "schema"


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def validator(name: str) -> Draft202012Validator:
    schema = schemas()[f"{name}.schema.json"]
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def schema_of(path: Path) -> str:
    return "bank" if path.parent.name == "bank" else path.stem


def test_that_the_committed_schemas_are_current(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path / "new"):
        assert (COMMITTED / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), (
            "write them anew: python -m facilitator check --schema docs/schema"
        )


@pytest.mark.parametrize("name", sorted(schemas()))
def test_that_each_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])


def test_that_the_built_lesson_follows_the_schema_and_shows_every_form() -> None:
    lessons = [builder.lesson(), builder.lesson(steps=builder.other_steps())]
    assert {step["form"] for lesson in lessons for step in lesson["steps"]} == set(FORMS)
    for lesson in lessons:
        assert [error.message for error in validator("lesson").iter_errors(as_json(lesson))] == []
        builder.make(Lesson, lesson)


def broken(change: str) -> builder.Data:
    lesson = builder.lesson()
    step = lesson["steps"][0]
    match change:
        case "missing field":
            del lesson["title"]
        case "unknown field":
            step["stage"]["colour"] = "red"
        case "unknown form":
            step["form"] = "quiz"
        case "stage of another form":
            step["form"] = "round"
        case "wrong type":
            step["minutes"] = "3"
        case "too long":
            lesson["title"] = "x" * 61
        case "too few":
            lesson["goals"] = []
        case "out of range":
            lesson["risk"] = 4
        case "wrong identifier":
            lesson["id"] = "MVP 2"
        case "wrong minutes":
            step["at"] = {"40": 99}
        case "wrong date":
            lesson["reviewed"] = "i går"
        case "wrong length":
            lesson["lengths"] = [9]
    return lesson


@pytest.mark.parametrize(
    "change",
    [
        "missing field", "unknown field", "unknown form", "stage of another form", "wrong type", "too long", "too few",
        "out of range", "wrong identifier", "wrong minutes", "wrong date", "wrong length",
    ],
)  # fmt: skip
def test_that_schema_and_decoder_refuse_the_same(change: str) -> None:
    data = broken(change)
    assert list(validator("lesson").iter_errors(as_json(data)))
    assert decode(Lesson, data)[1]


def test_that_a_folder_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(WorldTrouble):
        write_schemas(file)


def test_that_the_schemas_are_plain_json() -> None:
    assert json.loads(json.dumps(schemas())) == schemas()
