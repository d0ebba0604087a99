"""Another scenario in place of the author's: only what fits, and a lesson that is as right as the author's."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.content import picking
from facilitator.content.checking.check import Shelf, check_lesson
from facilitator.content.model import Age, Lesson, Programme, Scenario, ScenarioCase, Step, Term
from facilitator.content.script import from_json, script_of, to_json
from facilitator.i18n import set_language
from tests.content import builder

OWN = builder.make(Scenario, builder.scenario(cast=[{"name": "Milo", "part": "exposed"}]))
LEADERS = ("A", "B", "both", "adult")


def lesson(**case: object) -> Lesson:
    """The built lesson with a scenario step as asked for."""
    steps = builder.steps()
    place = next(n for n, one in enumerate(steps) if one["form"] == "scenario")
    steps[place] |= case
    return builder.make(Lesson, builder.lesson(steps=steps))


def scenario(**changes: object) -> Scenario:
    return builder.make(Scenario, builder.scenario(id="koen", title="Kön", **changes))


def picked(one: Lesson, other: Scenario) -> Lesson:
    both = {OWN.id: OWN, other.id: other}
    return picking.with_picks(one, {"fallet": other.id}, [OWN, other], both)


def case_of(one: Lesson) -> Step:
    return next(step for step in one.steps if isinstance(step.stage, ScenarioCase))


def shelf(scenarios: Mapping[str, Scenario]) -> Shelf:
    programme = builder.make(Programme, builder.programme())
    return Shelf({"mvp": programme}, {"askadare": builder.make(Term, builder.term())}, scenarios)


@pytest.mark.slow
@given(
    age=st.sampled_from(get_args(Age)),
    strength=st.integers(1, 3),
    led_by=st.sampled_from(LEADERS),
    step_strength=st.integers(1, 3),
    risk=st.integers(1, 3),
    questions=st.integers(3, 5),
    play=st.booleans(),
    note=st.lists(st.sampled_from(["Läs långsamt.", "Ingen ska behöva svara.", "Stanna kvar efteråt!"]), min_size=1, max_size=16),
)  # fmt: skip
def test_that_a_lesson_with_a_picked_scenario_is_as_right_as_the_authors(
    age: Age, strength: int, led_by: str, step_strength: int, risk: int, questions: int, play: bool, note: list[str]
) -> None:  # fmt: skip
    stage = {"scenario": "bollen", "roleplay": play}
    before = replace(lesson(led_by=led_by, strength=step_strength, stage=stage), risk=risk)
    other = scenario(
        age=age, strength=strength, questions=["Vad kan man göra?"] * questions, to_leader=" ".join(note)
    )
    after, both = picked(before, other), {OWN.id: OWN, other.id: other}
    assert check_lesson(after, shelf(both)) == check_lesson(before, shelf(both))
    step = case_of(after)
    if step.stage.scenario == OWN.id:  # type: ignore[union-attr]
        assert after is before
        return
    assert age in ("F-3", "4-6")
    assert strength < picking.STRONGEST or step_strength == picking.STRONGEST
    assert step.strength == max(step_strength, strength)
    script = script_of(after, 50, shelf(both).programmes["mvp"], both, shelf(both).terms, ())
    assert from_json(to_json(script)) == script
    assert list(script.scenarios) == [other.id]
    assert other.to_leader in " ".join(step.leader.watch)
    assert [q for q in other.questions if not any(q in line for line in step.leader.do)] == []
    assert {line.who for line in step.leader.say} <= ({"A", "B"} if led_by == "both" else {led_by})
    unchanged = [one for one in after.steps if one is not step]
    assert unchanged == [one for one in before.steps if one.id != step.id]
    assert (step.minutes, step.floor, step.weight, step.led_by) == (10, 8, "core", led_by)


def test_that_a_step_told_with_its_own_picture_keeps_its_scenario() -> None:
    stage = {"scenario": "bollen", "file": "bild.png", "alt": "En skolgård."}
    before = lesson(stage=stage)
    assert picked(before, scenario()) is before


def test_that_a_pick_that_is_gone_leaves_the_authors_own() -> None:
    before = lesson()
    assert picking.with_picks(before, {"fallet": "borta", "start": "koen"}, [OWN], {OWN.id: OWN}) is before


def test_that_the_step_is_called_after_the_picked_scenario() -> None:
    assert case_of(picked(lesson(title="Scenario: Bollen"), scenario())).title == "Scenario: Kön"
    assert case_of(picked(lesson(title="Fallet"), scenario())).title == "Kön"


@pytest.mark.parametrize("interface", ["sv", "en"])
def test_that_the_leader_text_is_in_the_language_of_the_lesson(interface: str) -> None:
    set_language(interface)
    step = case_of(picked(lesson(), scenario()))
    assert step.leader.do[1] == "Fråga: Vad kan man göra?"


def test_that_a_step_that_names_somebody_of_the_scenario_is_found() -> None:
    one = lesson()
    spoken = builder.make(Step, builder.step("efter", "text", 2, {"heading": "Milo igen"}))
    tied = replace(one, steps=(*one.steps[:-2], spoken, *one.steps[-2:]))
    assert [(step.id, name) for step, name in picking.spoken_of(tied, {OWN.id: OWN})] == [("efter", "Milo")]
    assert list(picking.spoken_of(one, {OWN.id: OWN})) == []
