"""A wish made into a proposal: for groups, for the staff, and never what has been held."""

from datetime import date, time

import pytest

from facilitator.planning.groups import Group
from facilitator.planning.proposal import Wish, groups_for, offered, propose
from facilitator.planning.year import STAFF, joined
from tests.planning.yearbuilder import BREAKS, MONDAY, MVP, STAFF_LESSONS, TAGET, series

LESSONS = [*MVP, *TAGET, *STAFF_LESSONS]
GROUPS = [Group("6A", 24), Group("6B", 22), Group("4A", 25)]


def test_that_programmes_are_offered_to_whom_they_are_for() -> None:
    assert offered(LESSONS, GROUPS) == ("mvp", "taget", "personal")
    assert offered(LESSONS, [Group("8C", 20)]) == ("personal",)
    assert offered(MVP, []) == ()
    assert [group.code for group in groups_for("mvp", LESSONS, GROUPS)] == ["6A", "6B"]


def test_that_a_series_is_laid_out_for_every_group_that_was_chosen() -> None:
    wish = Wish("mvp", MONDAY, ("6A", "6B"), weekday=2, at=time(10, 20))
    found = propose(wish, LESSONS, GROUPS, (), BREAKS, ())
    assert {row.group for row in found.rows} == {"6A", "6B"}
    assert {row.day.weekday() for row in found.rows} == {2}
    assert min(row.day for row in found.rows) == date(2026, 9, 2)
    assert {row.at for row in found.rows} == {time(10, 20)}
    assert found.left_out == 0


def test_that_what_has_been_held_is_not_planned_again() -> None:
    found = propose(Wish("mvp", MONDAY, ("6B",)), LESSONS, GROUPS, (), BREAKS, {("6B", "mvp-01")})
    assert next(row.lesson for row in found.rows) == "mvp-02"


def test_that_it_is_told_how_many_found_no_room() -> None:
    found = propose(Wish("mvp", date(2027, 4, 12), ("6B",)), LESSONS, GROUPS, (), BREAKS, ())
    assert found.left_out == len(MVP) - sum(row.lesson != "" for row in found.rows) > 0


@pytest.mark.parametrize(("programme", "lessons"), [("mvp", 11), ("taget", 3), ("personal", 12)])
@pytest.mark.parametrize("weekday", range(5))
def test_that_a_weekday_after_the_last_of_the_year_finds_no_room_in_it(
    programme: str, lessons: int, weekday: int
) -> None:
    wish = Wish(programme, date(2027, 6, 30), ("6B",), weekday=weekday)
    for breaks in (BREAKS, ()):
        found = propose(wish, LESSONS, GROUPS, (), breaks, ())
        assert {row.year for row in found.rows} <= {2026}
        assert len([row for row in found.rows if row.lesson]) + found.left_out == lessons
        assert {row.day.weekday() for row in found.rows} <= {weekday}


def test_that_it_is_told_how_many_base_passes_found_no_room() -> None:
    late = propose(Wish("taget", date(2027, 4, 26), ("4A",)), LESSONS, GROUPS, (), BREAKS, ())
    assert ([row.lesson for row in late.rows], late.left_out) == (["taget-b1", "taget-b2"], 1)
    in_time = propose(Wish("taget", MONDAY, ("4A",)), LESSONS, GROUPS, (), BREAKS, ())
    assert in_time.left_out == 0


def test_that_supervision_belongs_to_mvp_and_can_be_left_out() -> None:
    alone = propose(Wish("mvp", MONDAY, ("6B",), supervised=False), LESSONS, GROUPS, (), BREAKS, ())
    assert all(row.lesson for row in alone.rows)
    base = propose(Wish("taget", MONDAY, ("4A",)), LESSONS, GROUPS, (), BREAKS, ())
    assert [row.lesson for row in base.rows] == ["taget-b1", "taget-b2", "taget-b3"]


def test_that_the_staff_is_planned_around_what_pupils_will_have() -> None:
    plan = series(MONDAY)
    found = propose(Wish("personal", date(2026, 8, 18)), LESSONS, GROUPS, plan, BREAKS, ())
    assert len(found.rows) == 12
    assert {row.group for row in found.rows} == {STAFF}
    third, pupils = (
        next(row.day for row in joined(plan, found.rows, ()) if row.lesson == own)
        for own in ("personal-p3", "mvp-03")
    )
    assert third < pupils


def test_that_what_the_staff_has_had_is_not_planned_again_and_stays_on_its_day() -> None:
    done = {(STAFF, "personal-p1"), (STAFF, "apt-a1")}
    before = propose(Wish("personal", date(2026, 8, 18)), LESSONS, GROUPS, (), BREAKS, ()).rows
    found = propose(Wish("personal", date(2027, 1, 12)), LESSONS, GROUPS, before, BREAKS, done)
    assert len(found.rows) == 10
    assert found.left_out == 0
    held = [row for row in before if (row.group, row.lesson) in done]
    assert [row for row in joined(before, found.rows, done) if row.day < date(2027, 1, 12)] == held
