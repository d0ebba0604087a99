"""What the form asks beside its eight questions fits the lesson, and asks nothing of a handful of people."""

from dataclasses import replace

import pytest

from facilitator.content import model as m
from facilitator.session.asking import MORE, asks
from tests.session.builder import script, start, text_step

GROUP = {"took_part", "understood", "felt_safe"}


def asked(people: int = 24, risk: int = 1, age: m.Age = "4-6") -> set[str]:
    whole = script((text_step("a", 10, 6, "core"),))
    lesson = replace(whole.lesson, risk=risk, age=age)
    return set(asks(start(replace(whole, lesson=lesson), people=people).session))


def test_that_the_pupil_health_team_is_asked_after_only_when_it_must_have_been_told() -> None:
    assert set(MORE) - asked(risk=2) == {"team_told"}
    assert asked(risk=3) == set(MORE)


@pytest.mark.parametrize(("people", "whole"), [(5, False), (6, True)])
def test_that_a_handful_of_people_is_never_judged_as_a_group(people: int, whole: bool) -> None:
    assert (asked(people=people) >= GROUP) == whole
    assert asked(people=5) & GROUP == set()


def test_that_the_staff_is_not_asked_about_pupils() -> None:
    assert asked(risk=3, age="staff") == {"needs", *GROUP}
