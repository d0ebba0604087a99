"""The lid is closed in the middle of a lesson."""

from collections.abc import Callable

import pytest

from facilitator.journal.writing import pulse
from facilitator.ui.stage import compose
from tests.builders import HandClock, begin
from tests.journeys.person import Key, Person, said

TEN_MINUTES = 600


@pytest.mark.usefixtures("known")
def test_that_ten_minutes_of_sleep_are_a_pause_and_the_safe_screen_comes_first(
    come: Callable[..., Person],
) -> None:
    person, clock = come(), HandClock()
    assert person.program.bridge is not None
    rooms = person.program.bridge.rooms
    lesson = rooms.library.script("mvp-03")
    person.program.room.enter(begin(rooms.journal, clock, lesson=lesson))
    person.waits(lambda: person.stage.slide is not None)
    person.goes_on(2)
    step, lines = person.session.step, person.session.revealed
    clock.go(TEN_MINUTES)
    person.waits(lambda: person.session.cover == "safe")
    person.waits(lambda: person.reads(said("The computer has slept. The clock rested; press Esc to go on.")))
    assert person.stage_words() == compose.cover("safe").words()
    assert sum(run.paused_ms for run in person.session.runs) == TEN_MINUTES * 1000
    person.press(Key.Key_Escape)
    assert (person.session.step, person.session.revealed) == (step, lines)
    assert person.session.cover is None


@pytest.mark.usefixtures("known")
def test_that_the_key_that_wakes_the_computer_is_no_tap_and_the_sleep_still_a_pause(
    come: Callable[..., Person],
) -> None:
    person, clock = come(), HandClock()
    assert person.program.bridge is not None
    rooms = person.program.bridge.rooms
    lesson = rooms.library.script("mvp-03")
    person.program.room.enter(begin(rooms.journal, clock, lesson=lesson))
    person.waits(lambda: person.stage.slide is not None)
    person.goes_on(2)
    step, lines = person.session.step, person.session.revealed
    clock.go(TEN_MINUTES)
    person.press(Key.Key_N)
    assert person.session.cover == "safe"
    assert (person.session.step, person.session.revealed) == (step, lines)
    assert sum(run.paused_ms for run in person.session.runs) == TEN_MINUTES * 1000
    assert sum(run.spent_ms for run in person.session.runs) == 0


@pytest.mark.usefixtures("known")
def test_that_a_running_lesson_leaves_a_sign_of_life_each_second(come: Callable[..., Person]) -> None:
    person, clock = come(), HandClock()
    assert person.program.bridge is not None
    rooms = person.program.bridge.rooms
    person.program.room.enter(begin(rooms.journal, clock, lesson=rooms.library.script("mvp-03")))
    for _second in range(2):
        clock.go(7)
        person.waits(lambda: _alive_at(person) == clock.ms)


def _alive_at(person: Person) -> int | None:
    found = pulse.read(person.data, person.session.id)
    return found.at_ms if found else None
