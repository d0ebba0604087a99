"""What is due: the next lesson in order, for every group and programme."""

from dataclasses import dataclass
from datetime import date

import pytest

from facilitator.content.model import Lesson
from facilitator.planning.days import clock_doubt, local_time, school_year
from facilitator.planning.due import Due, grades_of, next_up, wanted_first
from facilitator.planning.groups import Group
from tests.content import builder

SIX, FOUR = Group("6B", 24), Group("4A", 25)


@dataclass(frozen=True)
class Past:
    """A session that was held."""

    group: str
    lesson: str
    started: str = "2026-11-16T08:10:00Z"
    status: str = "done"
    rehearsal: bool = False
    utc_offset_min: int = 60


def lesson(programme: str, slot: int, grades: str = "åk 6", age: str = "4-6") -> Lesson:
    name = f"{programme}-{slot:02}"
    return builder.make(
        Lesson, builder.lesson(id=name, programme=programme, slot=slot, grades=grades, age=age, label=name)
    )


LESSONS = [lesson("mvp", 2), lesson("mvp", 1), lesson("mvp", 3), lesson("taget", 1, "åk 4–6")]


def due(*past: Past, groups: tuple[Group, ...] = (SIX,)) -> list[tuple[str, str]]:
    return [(d.group.code, d.lesson_id) for d in next_up(LESSONS, past, groups)]


def test_the_first_lesson_of_each_programme_comes_first() -> None:
    assert due() == [("6B", "mvp-01"), ("6B", "taget-01")]
    assert due(groups=(FOUR,)) == [("4A", "taget-01")]


def test_the_staff_have_their_own_lessons_and_no_class_has_them() -> None:
    lessons = [*LESSONS, lesson("personal", 1, "personal", "staff"), lesson("apt", 1, "personal", "staff")]
    groups = (SIX, Group("PERS", 30), Group("PERS-f1", 12))
    found = [(d.group.code, d.lesson_id) for d in next_up(lessons, [Past("PERS", "personal-01")], groups)]
    assert sorted(found) == [
        ("6B", "mvp-01"),
        ("6B", "taget-01"),
        ("PERS", "apt-01"),
        ("PERS-f1", "apt-01"),
        ("PERS-f1", "personal-01"),
    ]


def test_a_held_lesson_gives_way_to_the_next() -> None:
    assert due(Past("6B", "mvp-01")) == [("6B", "taget-01"), ("6B", "mvp-02")]
    assert due(Past("6B", "mvp-01"), Past("6B", "mvp-02"), Past("6B", "taget-01")) == [("6B", "mvp-03")]


def test_a_lesson_left_out_comes_before_later_ones_and_counts_as_missed() -> None:
    assert ("6B", "mvp-01") in due(Past("6B", "mvp-02"))
    past = [Past("6B", "mvp-02")]
    missed = {d.lesson_id: d.missed for d in next_up(LESSONS, past, [SIX])}
    assert missed == {"mvp-01": True, "taget-01": False}
    part = [Past("6B", "mvp-02", status="partial")]
    assert not any(d.missed for d in next_up(LESSONS, part, [SIX]))


ORDER = [lesson("mvp", slot) for slot in range(1, 12)]


@pytest.mark.parametrize(("slot", "first"), [(2, ""), (4, ""), (5, "mvp-03"), (11, "mvp-03")])
def test_that_above_four_nothing_comes_before_three(slot: int, first: str) -> None:
    found = wanted_first(ORDER[slot - 1], ORDER, [Past("6B", "mvp-01")], "6B")
    assert (found.id if found else "") == first


def test_that_only_the_groups_own_whole_lesson_lifts_the_warning() -> None:
    five = ORDER[4]
    assert wanted_first(five, ORDER, [Past("6B", "mvp-03")], "6B") is None
    for past in (
        Past("6C", "mvp-03"), Past("6B", "mvp-03", status="partial"), Past("6B", "mvp-03", rehearsal=True),
    ):  # fmt: skip
        assert wanted_first(five, ORDER, [past], "6B") == ORDER[2]
    assert wanted_first(lesson("taget", 9), ORDER, [], "6B") is None


@pytest.mark.parametrize(
    "past",
    [
        Past("6B", "mvp-01", rehearsal=True),
        Past("6B", "mvp-01", status="running"),
        Past("6C", "mvp-01"),
        Past("6B", "gone-07"),
    ],
)
def test_what_does_not_count(past: Past) -> None:
    assert next_up(LESSONS, [past], [SIX]) == next_up(LESSONS, [], [SIX])


def test_a_lesson_that_was_stopped_goes_on() -> None:
    (mvp,) = [
        d for d in next_up(LESSONS, [Past("6B", "mvp-01", status="partial")], [SIX]) if d.programme == "mvp"
    ]
    assert (mvp.lesson_id, mvp.continues) == ("mvp-01", True)
    again = [Past("6B", "mvp-01", status="partial"), Past("6B", "mvp-01")]
    assert ("6B", "mvp-02") in [(d.group.code, d.lesson_id) for d in next_up(LESSONS, again, [SIX])]


def test_that_the_lesson_stopped_last_time_comes_before_one_left_out_earlier() -> None:
    stopped = Past("6B", "mvp-02", "2026-11-16T08:10:00Z", status="partial")
    assert ("6B", "mvp-02") in due(stopped)
    assert ("6B", "mvp-01") in due(stopped, Past("6B", "mvp-03", "2026-11-20T08:10:00Z"))


def test_that_the_place_and_the_last_day_are_told() -> None:
    found = next_up(LESSONS, [Past("6B", "mvp-01")], [SIX])[1]
    assert found == Due(SIX, "mvp-02", "mvp", 2, 3, False, False, date(2026, 11, 16))


def test_the_longest_waiting_comes_first() -> None:
    groups = (Group("6A", 20), Group("6B", 20), Group("6C", 20))
    past = [Past("6A", "mvp-01", "2026-11-20T08:00:00Z"), Past("6B", "mvp-01", "2026-11-02T08:00:00Z")]
    order = [d.group.code for d in next_up(LESSONS[:3], past, groups)]
    assert order == ["6C", "6B", "6A"]


def test_a_finished_programme_and_a_resting_group_have_nothing_due() -> None:
    past = [Past("6B", f"mvp-0{n}") for n in (1, 2, 3)] + [Past("6B", "taget-01")]
    assert due(*past) == []
    assert due(groups=(Group("6B", 24, active=False),)) == []


def test_the_day_is_the_schools_own() -> None:
    found = next_up(LESSONS, [Past("6B", "mvp-01", "2026-11-16T23:30:00Z")], [SIX])
    assert date(2026, 11, 17) in {d.last_held for d in found}


@pytest.mark.parametrize(
    ("grades", "age", "expected"),
    [("åk 6", "4-6", "6"), ("åk 4–6", "4-6", "456"), ("åk F–3", "F-3", "F123"), ("åk 7-9", "7-9", "789"),
     ("mellanstadiet", "4-6", "456"), ("åk 5 och 6", "4-6", "56"), ("personal", "staff", "P")],
)  # fmt: skip
def test_grades_are_read_from_words_or_band(grades: str, age: str, expected: str) -> None:
    assert grades_of(lesson("mvp", 1, grades, age)) == expected


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(1970, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
        (date(2099, 12, 31), False),
        (date(2100, 1, 1), True),
    ],
)
def test_that_a_clock_that_cannot_be_right_is_told_of(day: date, told: bool) -> None:
    assert [day.isoformat() in words for words in clock_doubt(day)] == [True] * told


def test_school_years_turn_in_july() -> None:
    assert [school_year(date(2026, 6, 30)), school_year(date(2026, 7, 1)), school_year(date(2099, 8, 1))] == [
        "2025/26",
        "2026/27",
        "2099/00",
    ]
    assert local_time("2026-11-23T23:30:00Z", 60).isoformat() == "2026-11-24T00:30:00+01:00"
