"""A series laid out over a school year, and what moving does to it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.planning.breaks import Break, is_free, span, suggested
from facilitator.planning.year import (
    PREPARES,
    STAFF,
    SUPERVISION,
    Planned,
    When,
    added,
    base_passes,
    every_other_week,
    is_calm,
    joined,
    moved,
    moved_on,
    out_of_breaks,
    staff_passes,
    without,
)
from tests.planning.yearbuilder import BREAKS, LABELS, MONDAY, MVP, STAFF_LESSONS, TAGET, YEAR, series

STARTS = st.dates(date(2026, 8, 17), date(2026, 11, 30))
WEEK = timedelta(weeks=1)


def days(rows: Sequence[Planned]) -> list[date]:
    return [row.day for row in rows]


@st.composite
def studied(draw: st.DrawFn) -> tuple[Break, ...]:
    """The suggested breaks, and some study days of the school's own."""
    own = draw(st.lists(st.dates(date(2026, 8, 17), date(2027, 6, 1)), max_size=5, unique=True))
    return (*suggested(YEAR), *(Break(day, day, "study") for day in own))


def test_that_mvp_is_every_other_week_with_supervision_between() -> None:
    rows = series()
    assert [row.lesson or "-" for row in rows[:5]] == ["mvp-01", "-", "mvp-02", "-", "mvp-03"]
    assert days(rows[:5]) == [MONDAY + n * WEEK for n in range(5)]
    assert [row.lesson for row in rows if row.lesson] == [one.id for one in MVP]
    assert len(rows) == 21
    assert len({row.id for row in rows}) == 21


def test_that_a_break_is_passed_over_and_the_rhythm_goes_on_after_it() -> None:
    by_day = {row.day: row.lesson for row in series()}
    assert by_day[date(2026, 10, 19)] == SUPERVISION
    assert date(2026, 10, 26) not in by_day
    assert by_day[date(2026, 11, 2)] == "mvp-05"


def test_that_supervision_can_be_left_out_and_the_weeks_stay() -> None:
    rows = every_other_week(MVP, "6B", When(MONDAY, time(10, 20)), BREAKS, supervised=False)
    assert days(rows) == [row.day for row in series() if row.lesson]
    assert {row.at for row in rows} == {time(10, 20)}


@pytest.mark.slow
@given(STARTS, studied())
def test_that_a_series_is_in_order_on_one_weekday_and_never_in_a_break(
    start: date, breaks: tuple[Break, ...]
) -> None:
    rows = every_other_week(MVP, "6B", When(start), breaks)
    assert [row.lesson for row in rows if row.lesson] == [one.id for one in MVP][: (len(rows) + 1) // 2]
    assert all(one.day < other.day for one, other in pairwise(rows))
    assert not any(is_free(row.day, breaks) for row in rows)
    assert len({row.day.weekday() for row in rows}) <= 1
    assert all(start <= row.day <= span(YEAR)[1] for row in rows)


def test_that_what_finds_no_room_before_the_summer_is_left_out() -> None:
    late = series(date(2027, 4, 12))
    assert 0 < len(late) < 21
    assert late[-1].day < date(2027, 6, 12)


def test_that_base_passes_come_in_september_december_and_april() -> None:
    rows = base_passes(TAGET, "4A", When(date(2026, 8, 25)), BREAKS)
    assert days(rows) == [date(2026, 9, 8), date(2026, 12, 8), date(2027, 4, 13)]
    assert [row.lesson for row in rows] == ["taget-b1", "taget-b2", "taget-b3"]


@given(STARTS, studied())
def test_that_a_strong_base_pass_has_school_the_day_after(start: date, breaks: tuple[Break, ...]) -> None:
    rows = base_passes(TAGET, "4A", When(start), breaks)
    assert [row.lesson for row in rows] == ["taget-b1", "taget-b2", "taget-b3"]
    assert all(one.day < other.day for one, other in pairwise(rows))
    assert is_calm(rows[-1].day, breaks)
    assert not any(is_free(row.day, breaks) for row in rows)


def test_that_a_base_pass_on_a_friday_moves_to_the_day_before_when_it_is_strong() -> None:
    rows = base_passes(TAGET, "4A", When(date(2026, 8, 21)), BREAKS)
    assert [row.day.weekday() for row in rows] == [4, 4, 3]


def test_that_a_strong_base_pass_does_not_move_to_before_the_start() -> None:
    friday = date(2027, 4, 16)
    (row,) = base_passes([TAGET[-1]], "4A", When(friday), BREAKS)
    assert row.day == date(2027, 4, 19)


def test_that_staff_passes_come_in_their_months() -> None:
    rows = staff_passes(STAFF_LESSONS, When(date(2026, 8, 18)), BREAKS, (), {})
    months = {row.lesson: row.day.month for row in rows}
    assert [months[f"personal-p{n}"] for n in range(1, 9)] == [8, 9, 10, 11, 1, 2, 3, 5]
    assert [months[f"apt-a{n}"] for n in range(1, 5)] == [9, 11, 2, 4]
    assert {row.group for row in rows} == {STAFF}


@given(STARTS)
def test_that_the_staff_meets_a_theme_before_the_pupils(start: date) -> None:
    pupils = (
        *every_other_week(MVP, "6B", When(start), BREAKS),
        *base_passes(TAGET, "4A", When(start), BREAKS),
    )
    rows = staff_passes(STAFF_LESSONS, When(date(2026, 8, 18)), BREAKS, pupils, LABELS)
    for row in rows:
        meets = [p.day for p in pupils if LABELS.get(p.lesson) in PREPARES.get(row.lesson, ())]
        assert all(row.day < day for day in meets), row
    assert len(set(days(rows))) == len(rows) == 12


def test_that_only_what_the_library_has_is_planned() -> None:
    rows = staff_passes([*STAFF_LESSONS[:2], MVP[0]], When(MONDAY), BREAKS, (), {})
    assert {row.lesson for row in rows} == {"personal-p1", "personal-p2"}


def test_that_one_occasion_moves_alone_also_into_a_break() -> None:
    rows = series()
    new = moved(rows, rows[0].id, When(date(2026, 10, 27), time(9)))
    assert {row for row in new if row.id != rows[0].id} == set(rows[1:])
    there = next(row for row in new if row.id == rows[0].id)
    assert (there.day, there.at) == (date(2026, 10, 27), time(9))
    assert days(new) == sorted(days(new))


def test_that_a_series_moved_a_week_keeps_its_rhythm_around_the_breaks() -> None:
    rows = series()
    assert moved_on(rows, rows[0].id, When(MONDAY + WEEK), BREAKS) == series(MONDAY + WEEK)
    assert moved_on(series(MONDAY + WEEK), rows[0].id, When(MONDAY), BREAKS) == rows


def test_that_a_series_moves_from_an_occasion_on_to_another_weekday_and_time() -> None:
    rows = series()
    new = moved_on(rows, rows[4].id, When(date(2026, 10, 1), time(8, 10)), BREAKS)
    assert new[:4] == rows[:4]
    assert {row.day.weekday() for row in new[4:]} == {3}
    assert {row.at for row in new[4:]} == {time(8, 10)}
    assert [row.id for row in new] == [row.id for row in rows]


@pytest.mark.parametrize("last", [date(2027, 6, 28), date(2027, 6, 30)])
def test_that_nothing_moves_out_of_the_school_year_which_a_package_could_not_hold(last: date) -> None:
    *rest, before, end = series()
    rows = (*rest, before, replace(end, day=before.day + timedelta(days=3)))
    new = moved_on(rows, before.id, When(last), BREAKS)
    assert [row.day for row in new[-2:]] == [last, date(2027, 6, 30)]


def test_that_other_series_stay() -> None:
    rows = (*series(), *series(group="6A"))
    new = moved_on(rows, rows[0].id, When(MONDAY + WEEK), BREAKS)
    assert {row for row in new if row.group == "6A"} == {row for row in rows if row.group == "6A"}


def test_that_an_occasion_that_is_not_there_is_told_of() -> None:
    with pytest.raises(KeyError):
        moved_on(series(), "nothing", When(MONDAY), BREAKS)


@given(STARTS, st.integers(0, 20), studied(), st.booleans())
def test_that_moving_to_where_it_is_changes_nothing(
    start: date, place: int, breaks: tuple[Break, ...], supervised: bool
) -> None:
    rows = every_other_week(MVP, "6B", When(start), breaks, supervised=supervised)
    row = rows[min(place, len(rows) - 1)]
    assert moved_on(rows, row.id, When(row.day, row.at), breaks) == rows


@pytest.mark.slow
@given(STARTS, st.integers(0, 8), st.integers(-3, 6), studied())
def test_that_a_moved_series_stays_in_order_and_loses_nothing(
    start: date, place: int, weeks: int, breaks: tuple[Break, ...]
) -> None:
    rows = every_other_week(MVP, "6B", When(start), breaks)
    row = rows[place]
    new = moved_on(rows, row.id, When(row.day + weeks * WEEK), breaks)
    assert sorted(one.id for one in new) == sorted(one.id for one in rows)
    tail = [next(one for one in new if one.id == old.id) for old in rows[place:]]
    assert all(one.day <= other.day for one, other in pairwise(tail))
    assert tail[0].day == row.day + weeks * WEEK
    assert not any(is_free(one.day, breaks) for one in tail[1:] if one.day < date(2027, 6, 12))


@given(STARTS, studied(), st.dates(date(2026, 9, 1), date(2027, 5, 1)))
def test_that_a_new_break_moves_what_lies_in_it_and_what_follows(
    start: date, breaks: tuple[Break, ...], closed: date
) -> None:
    rows = every_other_week(MVP, "6B", When(start), breaks)
    wider = (*breaks, Break(closed, closed + timedelta(days=6), "other"))
    new = out_of_breaks(rows, wider, breaks, start)
    assert [row.id for row in new if row.day <= closed] == [row.id for row in rows if row.day < closed]
    assert [row.lesson for row in new] == [row.lesson for row in rows]
    assert not any(is_free(row.day, wider) for row in new if row.day < date(2027, 6, 1))
    assert out_of_breaks(new, wider, breaks, start) == new


def test_that_what_has_been_stays_where_it_was_when_breaks_change() -> None:
    rows = series()
    wider = (*BREAKS, Break(rows[0].day, rows[0].day, "study"))
    assert out_of_breaks(rows, wider, BREAKS, rows[1].day) == rows


@pytest.mark.parametrize("chosen", [date(2026, 10, 27), date(2026, 10, 3)], ids=["break", "weekend"])
def test_that_what_was_put_on_a_free_day_by_choice_stays_there_when_other_breaks_change(chosen: date) -> None:
    rows = moved(series(), "2026.6B.mvp-03", When(chosen))
    wider = (*BREAKS, Break(date(2026, 12, 7), date(2026, 12, 7), "study"))
    new = out_of_breaks(rows, wider, BREAKS, MONDAY)
    assert next(row.day for row in new if row.id == "2026.6B.mvp-03") == chosen
    assert date(2026, 12, 7) not in days(new)


def test_that_one_occasion_or_the_rest_of_a_series_goes_away() -> None:
    rows = (*series(), *series(group="6A"))
    assert len(without(rows, rows[4].id)) == len(rows) - 1
    left = without(rows, rows[4].id, rest=True)
    assert [row for row in left if row.group == "6B"] == list(rows[:4])
    assert sum(row.group == "6A" for row in left) == 21


def test_that_planning_anew_keeps_what_was_held_and_the_other_series() -> None:
    rows = (*series(), *base_passes(TAGET, "6B", When(MONDAY), BREAKS))
    new = every_other_week(MVP[2:], "6B", When(date(2027, 1, 11)), BREAKS)
    plan = joined(rows, new, {("6B", "mvp-01"), ("6B", "mvp-02")})
    mvp = [row.lesson for row in plan if row.series == "mvp" and row.lesson]
    assert mvp == [one.id for one in MVP]
    assert sum(row.series == "taget" for row in plan) == 3
    supervision = [row.day for row in plan if row.lesson == SUPERVISION]
    assert supervision[:2] == [MONDAY + WEEK, MONDAY + 3 * WEEK]
    assert len(set(days(plan))) >= len(supervision) + 11
    assert days(plan) == sorted(days(plan))
    assert joined(plan, new, ()) == joined(joined(plan, new, ()), new, ())


def test_that_one_occasion_more_stands_beside_what_is_there() -> None:
    rows = series()
    plan = added(rows, "6B", MVP[2], When(date(2026, 9, 30), time(9)))
    (new,) = set(plan) - set(rows)
    assert (new.group, new.series, new.lesson, new.day, new.at) == (
        "6B", "mvp", "mvp-03", date(2026, 9, 30), time(9),
    )  # fmt: skip
    again = added(plan, "6B", MVP[2], When(date(2026, 10, 7)))
    assert len({row.id for row in again}) == len(again) == 23
    assert added((), "6B", MVP[2], When(MONDAY))[0].id == next(
        row.id for row in rows if row.lesson == "mvp-03"
    )
