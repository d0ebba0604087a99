"""What single forms may name: icons that exist, and every place once."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.content.checking.check import Shelf, check_lesson
from facilitator.content.checking.findings import check_paths
from facilitator.content.decode import Wrong, field_name
from facilitator.content.model import Lesson, Programme, Scenario, Term
from facilitator.i18n import set_language
from tests.content import builder

SHELF = Shelf(
    {"mvp": builder.make(Programme, builder.programme())},
    {"askadare": builder.make(Term, builder.term())},
    {"bollen": builder.make(Scenario, builder.scenario())},
)


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def lesson(form: str, **stage: Any) -> builder.Data:
    """A lesson of every other form, with something changed in one of its steps."""
    steps = builder.other_steps()
    next(each for each in steps if each["form"] == form)["stage"].update(stage)
    for each in steps:
        each.pop("at", None)
    minutes = sum(each["minutes"] for each in steps)
    return builder.lesson(steps=steps, minutes=minutes, lengths=[])


def judged(form: str, **stage: Any) -> list[Wrong]:
    return check_lesson(builder.make(Lesson, lesson(form, **stage)), SHELF)


def test_that_the_other_forms_are_right() -> None:
    assert judged("movement", icon="wind") == []


def test_that_an_icon_that_is_not_there_is_a_fault_with_a_suggestion() -> None:
    (wrong,) = judged("movement", icon="person-simple-wolk")
    assert field_name(wrong.path).endswith(".stage.icon")
    assert wrong.problem == "The program has no icon “person-simple-wolk”."
    assert wrong.suggestion == "Did you mean person-simple-walk?"


def test_that_the_author_hears_in_which_file_and_line_the_icon_stands(tmp_path: Path) -> None:
    files = {
        "programmes.toml": {"programme": [builder.programme()]},
        "glossary.toml": {"term": [builder.term()]},
        "support.toml": {"contact": [builder.contact()]},
        "bank/mvp.toml": {"scenario": [builder.scenario()]},
        "mvp/mvp-02/lesson.toml": lesson("movement", icon="hoppsan"),
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(builder.toml(data), encoding="utf-8")
    faults = check_paths([tmp_path], builder.TODAY).faults
    (fault,) = (one for one in faults if one.field.endswith("icon"))
    lines = (tmp_path / "mvp/mvp-02/lesson.toml").read_text(encoding="utf-8").splitlines()
    assert fault.file == "mvp/mvp-02/lesson.toml"
    assert fault.line is not None
    assert "hoppsan" in lines[fault.line - 1]


@pytest.mark.parametrize(
    ("form", "field", "names"),
    [
        ("boxes", "frames", ["Killar", "killar"]), ("mind-map", "branches", ["Se", "Göra", "Se"]),
        ("places", "lists", ["Tryggt", "Tryggt"]), ("places", "suggestions", ["Bussen", "Matsalen", "bussen"]),
        ("own-scenario", "parts", ["Var?", "Var?"]),
    ],
)  # fmt: skip
def test_that_no_place_has_the_name_of_another(form: str, field: str, names: list[str]) -> None:
    (wrong,) = judged(form, **{field: names})
    assert field_name(wrong.path).endswith(f".stage.{field}[{len(names)}]")
    assert "appears twice" in wrong.problem


def test_that_questions_shown_one_at_a_time_may_be_many() -> None:
    questions = [
        f"Fråga {n}: vad tyckte du om samtalen i omklädningsrummet och klassrumskorridoren?" for n in range(6)
    ]
    assert judged("evaluation", questions=questions) == []
    suggestions = [f"En lång plats med nummer {n:02} i skolan" for n in range(12)]
    assert judged("places", suggestions=suggestions) == []


def test_that_lines_that_stay_on_the_screen_may_not_be_many() -> None:
    lines = [
        f"{n} Viklappen försiktigt flera gånger, och lägg sedan lappen i klassrumslådan." for n in range(5)
    ]
    (wrong,) = judged(
        "paper-notes", heading="Vad är svårt med att säga till när någon annan säger något elakt?", how=lines
    )
    assert "characters" in wrong.problem
