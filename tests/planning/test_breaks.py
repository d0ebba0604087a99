"""Swedish breaks by rules, and which days are free."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.planning.breaks import (
    SPORTS_WEEKS,
    Break,
    break_on,
    easter,
    first_year,
    is_free,
    next_open,
    span,
    suggested,
)

YEARS = st.integers(2000, 2100)


@pytest.mark.parametrize(
    "sunday",
    [
        date(2000, 4, 23),
        date(2008, 3, 23),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ],
)
def test_that_easter_is_when_the_almanac_says(sunday: date) -> None:
    assert easter(sunday.year) == sunday


def test_that_the_breaks_of_2026_27_are_suggested() -> None:
    found = {(one.kind, one.first, one.last) for one in suggested(2026)}
    assert found == {
        ("summer", date(2026, 7, 1), date(2026, 8, 16)),
        ("autumn", date(2026, 10, 26), date(2026, 10, 30)),
        ("christmas", date(2026, 12, 20), date(2027, 1, 7)),
        ("sports", date(2027, 3, 1), date(2027, 3, 5)),
        ("easter", date(2027, 3, 26), date(2027, 4, 2)),
        ("holiday", date(2027, 5, 1), date(2027, 5, 1)),
        ("holiday", date(2027, 5, 6), date(2027, 5, 7)),
        ("holiday", date(2027, 6, 6), date(2027, 6, 6)),
        ("summer", date(2027, 6, 12), date(2027, 6, 30)),
    }


@given(YEARS, st.sampled_from(SPORTS_WEEKS))
def test_that_every_suggestion_lies_in_its_year_in_order(year: int, week: int) -> None:
    found = suggested(year, week)
    first, last = span(year)
    assert list(found) == sorted(found)
    assert all(first <= one.first <= one.last <= last for one in found)
    assert {one.first.isocalendar().week for one in found if one.kind == "sports"} == {week}
    assert {one.first.isocalendar().week for one in found if one.kind == "autumn"} == {44}
    assert sum(not is_free(first + timedelta(days=n), found) for n in range(365)) in range(170, 191)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_that_every_day_belongs_to_the_year_whose_span_it_lies_in(day: date) -> None:
    first, last = span(first_year(day))
    assert first <= day <= last


def test_that_a_break_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="2026-10-30"):
        Break(date(2026, 10, 30), date(2026, 10, 26), "autumn")


def test_that_a_day_in_a_break_moves_on_week_by_week_and_a_weekend_to_its_monday() -> None:
    breaks, until = suggested(2026), span(2026)[1]
    assert next_open(date(2026, 10, 27), breaks, until) == date(2026, 11, 3)
    assert next_open(date(2026, 12, 24), breaks, until) == date(2027, 1, 14)
    assert next_open(date(2026, 9, 5), breaks, until) == date(2026, 9, 7)
    assert next_open(date(2027, 6, 14), breaks, until) is None
    assert break_on(date(2026, 10, 27), breaks) == Break(date(2026, 10, 26), date(2026, 10, 30), "autumn")
