"""The counts that the pages show."""

import pytest

from facilitator.ui.desk import overview
from tests.ui import rows


def test_that_a_lesson_held_twice_is_one_station_on_the_line() -> None:
    twice = (rows.held("a"), rows.held("b", days=2), rows.held("c", "mvp-03", days=1))
    line = overview.progress(map(rows.met, twice), rows.LESSONS)[0]
    assert (line.group, line.held, line.total) == ("6B", 2, 11)


def test_that_a_lesson_that_stopped_is_not_held_until_it_has_been_led_to_its_end() -> None:
    stopped = rows.met(rows.held("a", "mvp-03", days=2))._replace(whole=False)
    (line,) = overview.progress([stopped], rows.LESSONS)
    assert (line.held, line.slots) == (0, frozenset())
    (line,) = overview.progress([stopped, rows.met(rows.held("b", "mvp-03", days=1))], rows.LESSONS)
    assert (line.held, line.slots) == (1, {3})


def test_that_as_many_are_said_to_be_held_as_there_are_stations_also_when_a_lesson_is_gone() -> None:
    gone = rows.met(rows.held("a", "mvp-03"))._replace(lesson="mvp-99")
    (line,) = overview.progress([gone, rows.met(rows.held("b", "mvp-03", days=1))], rows.LESSONS)
    assert (line.held, line.total, line.slots) == (1, 11, {3})


def test_that_the_group_met_last_comes_first() -> None:
    held = (rows.held("a", group="6A", days=9), rows.held("b", group="6B", days=2))
    assert [line.group for line in overview.progress(map(rows.met, held), rows.LESSONS)] == ["6B", "6A"]


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


def test_that_the_stations_on_the_line_are_those_of_the_lessons_held() -> None:
    line = overview.progress([rows.met(rows.held("a", "mvp-03"))], rows.LESSONS)[0]
    assert (line.held, line.slots) == (1, {3})


def test_that_what_is_called_so_is_nearer_than_what_only_holds_the_words() -> None:
    third = rows.LESSONS[1]
    assert [overview.distance(third, words) for words in ("vad är våld", "mvp3", "Vad är", "våld", "pyramid")] == [
        0, 0, 1, 2, 2,
    ]  # fmt: skip
