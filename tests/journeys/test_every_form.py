"""The demonstration lesson, every step form once: by keyboard, by clicker and by touch, on two screens and on one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator.content.model import FORMS, BystanderPicture, Pyramid, Sorting
from facilitator.session import work as w
from facilitator.session.rules import taps
from facilitator.ui.stage import paint
from tests.journeys import logbook
from tests.journeys.display import Display
from tests.journeys.person import Key, Person
from tests.journeys.test_projector import everything_in, leader_strings, place_of

pytestmark = pytest.mark.usefixtures("known")
DIGITS = (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_2)
TOUCH = 40
"""Pixels across of a place that a finger finds on a large board, at 1920 × 1080."""


@pytest.fixture
def leading(come: Callable[..., Person]) -> Person:
    """Someone who has started the demonstration lesson."""
    person = come()
    person.starts("alla övningar")
    assert {step.form for step in person.session.script.steps} == set(FORMS)
    return person


def taps_in_all(person: Person) -> int:
    steps = person.session.script.steps
    return len(steps) - 1 + sum(taps(person.session, step) for step in steps)


def lying(person: Person) -> int:
    """How many cards lie, or people are marked, in the step's exercise."""
    trail = person.session.work.get(person.session.current.id)
    match trail.now if trail else None:
        case w.Pyramid(placed=found) | w.Sorted(put=found) | w.Spots(roles=found):
            return len(found)
        case _:
            return 0


def test_every_form_by_keyboard(leading: Person, data: Path) -> None:
    seen = set()
    for _tap in range(taps_in_all(leading)):
        step = leading.session.current
        if step.id not in seen:
            seen.add(step.id)
            leading.sees_the_stage()
        if isinstance(step.stage, Sorting | Pyramid) and not lying(leading):
            for number, key in enumerate(DIGITS[: len(getattr(step.stage, "places", DIGITS))], start=1):
                leading.press(key)
                assert lying(leading) == number
        leading.goes_on()
    assert leading.session.step == len(leading.session.script.steps) - 1
    leading.go_home()
    assert leading.seen == logbook.words_by_the_log(data)


def test_every_form_by_clicker(leading: Person) -> None:
    for _tap in range(taps_in_all(leading)):
        leading.clicks(Key.Key_PageDown)
    assert leading.session.step == len(leading.session.script.steps) - 1
    for _tap in range(taps_in_all(leading)):
        leading.clicks(Key.Key_PageUp)
    assert (leading.session.step, leading.session.revealed) == (0, 0)


def test_every_place_that_means_something_can_be_touched_on_the_stage(leading: Person) -> None:
    touched = set()
    for _tap in range(taps_in_all(leading)):
        step, slide = leading.session.current, leading.stage.slide
        assert slide is not None
        for hit in paint.hits(slide, leading.stage.size()):
            if hit.kind in ("level", "place", "spot", "card", "item"):
                assert min(hit.rect.width(), hit.rect.height()) >= TOUCH, (step.id, hit)
        if isinstance(step.stage, Sorting | Pyramid | BystanderPicture) and step.id not in touched:
            touched.add(step.id)
            kind = {Sorting: "place", Pyramid: "level", BystanderPicture: "spot"}[type(step.stage)]
            place = next(h.rect for h in paint.hits(slide, leading.stage.size()) if h.kind == kind)
            QTest.mouseClick(leading.stage, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
            leading.waits(lambda: lying(leading) == 1)
            leading.looks()
        leading.goes_on()
    assert len(touched) == sum(
        isinstance(step.stage, Sorting | Pyramid | BystanderPicture) for step in leading.session.script.steps
    )


def test_every_form_on_one_screen_without_a_note(come: Callable[..., Person], display: Display) -> None:
    display.unplug()
    person = come()
    person.waits(lambda: place_of("PROJ") is None)
    person.starts("alla övningar")
    notes = leader_strings(person.session)
    person.waits(lambda: person.window_with_keys() is person.stage.windowHandle())
    step = ""
    for _tap in range(taps_in_all(person)):
        person.goes_on()
        if person.session.current.id != step:
            step = person.session.current.id
            for window in QApplication.topLevelWidgets():
                held = everything_in(window)
                assert [note for note in notes if note in held] == []
    assert person.session.step == len(person.session.script.steps) - 1
