"""A group is a code: names are refused, whatever they look like."""

import pytest

from facilitator.planning.groups import Group, code_problem

CODES = ["6B", "6B-h1", "4A", "FA", "1E-h1", "9ÅA", "6B-g2", "7NV-h2", "PERS", "PERS-f1"]
NAMES = ["Anna", "anna", "Bo", "6Bo", "6B Anna", "6 B", "", "B6", "10A", "0A", "6B-", "6B-h12", "6B-anna", "6b", "6E1",
         "KALLE", "6", "A", "=6B", "6B\n", "6B-h0", "６B", "6ABC", "Li-h1", "F-3", "6B-2", "1E-1", "PER", "PÄR", "PIA", "PERS1", "Pers"]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_codes_are_taken(code: str) -> None:
    assert code_problem(code) == ""
    assert Group(code, 24).grade == code[0]


@pytest.mark.parametrize("name", NAMES)
def test_anything_else_is_refused(name: str) -> None:
    assert code_problem(name)
    with pytest.raises(ValueError, match="6B"):
        Group(name, 24)


@pytest.mark.parametrize("people", [0, 41, -1])
def test_a_group_is_one_to_forty_people(people: int) -> None:
    with pytest.raises(ValueError, match="40"):
        Group("6B", people)


def test_school_and_grade_are_checked() -> None:
    with pytest.raises(ValueError, match="80"):
        Group("6B", 24, school="x" * 81)
    with pytest.raises(ValueError, match="80"):
        Group("6B", 24, school="Ek\nskolan")
    with pytest.raises(ValueError, match=r"Årskurs|grade"):
        Group("6B", 24, grade="4")
    assert Group("6B", 24, grade="6", school="Ekskolan") == Group("6B", 24, school="Ekskolan")
