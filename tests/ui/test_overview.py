"""The counts that the pages show."""

from datetime import date

import pytest

from facilitator.ui.desk import overview
from tests.ui import rows


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 8, 1), 2026), (date(2026, 7, 31), 2025), (date(2027, 1, 7), 2026)]
)
def test_that_a_school_year_begins_in_august(day: date, year: int) -> None:
    assert overview.school_year(day) == year


def test_that_only_this_school_year_counts() -> None:
    view = rows.view(held=(rows.held("new", days=3), rows.held("old", days=200)))
    assert [row.session for row in overview.this_year(view)] == ["new"]


def test_that_sums_are_shares_of_steps_and_mean_minutes_over_plan() -> None:
    sums = overview.figures(
        [rows.held("a", spent_min=56), rows.held("b", group="6A", spent_min=52, steps_held=4)]
    )
    assert (sums.sessions, sums.groups, sums.content, sums.drift) == (2, 2, 0.75, 4.0)


def test_that_nothing_held_gives_no_share_and_no_mean() -> None:
    sums = overview.figures([])
    assert (sums.sessions, sums.content, sums.drift) == (0, None, None)


def test_that_a_lesson_held_twice_is_one_station_on_the_line() -> None:
    twice = (rows.held("a"), rows.held("b", days=2), rows.held("c", "mvp-03", days=1))
    line = overview.progress(rows.view(held=twice))[0]
    assert (line.group, line.held, line.total) == ("6B", 2, 11)


def test_that_the_group_met_last_comes_first() -> None:
    view = rows.view(held=(rows.held("a", group="6A", days=9), rows.held("b", group="6B", days=2)))
    assert [line.group for line in overview.progress(view)] == ["6B", "6A"]


@pytest.mark.parametrize(
    "words", ["", "VÅLD", "mvp 3", "slag pyramid", "åk 6 våldspyramid", "mvp3", "Mvp 3 VÅLD?"]
)
def test_that_every_word_may_stand_anywhere(words: str) -> None:
    assert overview.matches(rows.LESSONS[1], words)


def test_that_grades_are_found_with_the_dash_of_the_keyboard() -> None:
    for words in ("åk 4-6", "åk 4–6", "b1 4-6"):
        assert overview.matches(rows.LESSONS[2], words), words


def test_that_one_word_that_is_nowhere_is_enough_to_miss() -> None:
    assert not overview.matches(rows.LESSONS[1], "våld tåget")


def test_that_shortened_steps_are_counted_apart_from_those_carried_out() -> None:
    sums = overview.figures([rows.held("a", steps_held=8, steps_shortened=6)])
    assert sums.content == 0.25
    assert sums.shortened == 6


def test_that_the_stations_on_the_line_are_those_of_the_lessons_held() -> None:
    line = overview.progress(rows.view(held=(rows.held("a", "mvp-03"),)))[0]
    assert (line.held, line.slots) == (1, {3})


def test_that_what_is_called_so_is_nearer_than_what_only_holds_the_words() -> None:
    third = rows.LESSONS[1]
    assert [overview.distance(third, words) for words in ("vad är våld", "mvp3", "Vad är", "våld", "pyramid")] == [
        0, 0, 1, 2, 2,
    ]  # fmt: skip
