"""A whole pass with nothing but a clicker: PageDown, PageUp, F5, Esc, full stop and b."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from facilitator.session.rules import taps
from tests.journeys import logbook
from tests.journeys.person import Key, Person, said

pytestmark = pytest.mark.usefixtures("known")
CALM = "En stund för oss själva"


@pytest.fixture
def leading(come: Callable[..., Person]) -> Person:
    """Someone who has just started MVP 3."""
    person = come()
    person.starts("pyramid")
    return person


def test_a_whole_pass_with_a_clicker(leading: Person, data: Path) -> None:
    steps = leading.session.script.steps
    taps_in_all = len(steps) - 1 + sum(taps(leading.session, step) for step in steps)
    for _tap in range(taps_in_all):
        leading.clicks(Key.Key_PageDown)
    assert leading.session.step == len(steps) - 1
    leading.sees_the_stage()
    before = leading.session
    for key in (Key.Key_PageDown, Key.Key_Escape, Key.Key_F5, Key.Key_Escape) * 3:
        leading.clicks(key)
    assert leading.program.room.running
    assert not leading.session.ended
    assert (leading.session.step, leading.session.held) == (before.step, None)
    for _tap in range(taps_in_all):
        leading.clicks(Key.Key_PageUp)
    assert (leading.session.step, leading.session.revealed) == (0, 0)
    leading.go_home()
    assert leading.seen == logbook.words_by_the_log(data)
    kinds = {fact.kind for fact in logbook.facts(data)}
    assert kinds == {"pass_started", "step_shown", "lines_shown", "stage_frozen", "stage_released"}


def test_that_the_start_button_of_a_clicker_freezes_and_releases_but_never_ends(leading: Person) -> None:
    leading.clicks(Key.Key_PageDown)
    shown = leading.stage_words()
    leading.clicks(Key.Key_F5)
    for _tap in range(3):
        leading.clicks(Key.Key_PageDown)
        assert leading.stage_words() == shown
    leading.sees_the_stage()
    leading.waits(lambda: leading.reads(said("Frozen: the pupils see “{title}”")))
    leading.clicks(Key.Key_Escape)
    assert leading.stage_words() != shown
    leading.clicks(Key.Key_Escape)
    assert leading.program.room.running


@pytest.mark.parametrize("key", [Key.Key_Period, Key.Key_B])
def test_that_the_blank_button_shows_the_calm_screen_and_nothing_moves_behind_it(
    leading: Person, key: Key
) -> None:
    leading.clicks(Key.Key_PageDown)
    shown = leading.stage_words()
    leading.clicks(key)
    calm = leading.stage_words()
    assert calm != shown
    leading.sees_the_stage()
    covered = leading.session
    leading.clicks(Key.Key_PageDown)
    leading.clicks(Key.Key_PageUp)
    assert leading.session is covered
    assert leading.stage_words() == calm
    leading.waits(
        lambda: leading.reads(said("The projector is covered. Press Esc to go back to the lesson."))
    )
    leading.clicks(key)
    assert leading.stage_words() == shown
    leading.clicks(key)
    leading.clicks(Key.Key_Escape)
    assert leading.stage_words() == shown
    leading.sees_the_stage()


def test_that_esc_in_the_list_of_steps_stays_there_and_keeps_the_calm_screen(leading: Person) -> None:
    leading.clicks(Key.Key_B)
    leading.waits(lambda: leading.reads(said("Show the picture again")))
    leading.clicks(Key.Key_F6)
    leading.waits(lambda: leading.reads(said("The arrows choose a step, Enter goes there, Esc stays.")))
    leading.clicks(Key.Key_Escape)
    assert leading.session.cover == "safe"
    leading.clicks(Key.Key_Escape)
    assert leading.session.cover is None


def test_that_a_held_key_moves_one_step_only(leading: Person) -> None:
    before = leading.session.seq
    leading.clicks(Key.Key_PageDown)
    for _repeat in range(40):
        leading.clicks(Key.Key_PageDown, held=True)
    assert leading.session.seq == before + 1


def test_that_a_clicker_moves_on_while_a_field_has_the_keyboard(leading: Person) -> None:
    leading.goes_on_to("tavlan")
    leading.waits(lambda: leading.reads(said("What a bystander can do")))
    leading.tabs_to("Skriv: innan")
    leading.writes("Fråga")
    leading.clicks(Key.Key_Period)
    assert leading.session.cover is None, "a full stop is a full stop while one writes"
    leading.clicks(Key.Key_PageDown)
    assert leading.session.current.id == "rundan"
    leading.waits(lambda: leading.reads("Avslutande runda"))
    leading.clicks(Key.Key_Period)
    assert leading.session.cover == "safe"


@pytest.mark.parametrize("key", [Key.Key_Period, Key.Key_B])
def test_that_the_calm_screen_comes_though_a_list_of_words_is_open(leading: Person, key: Key) -> None:
    shown = leading.stage_words()
    leading.press(Key.Key_G)
    leading.waits(QApplication.activePopupWidget)
    leading.clicks(key)
    assert leading.stage_words() != shown
    assert leading.session.cover == "safe"
    assert QApplication.activePopupWidget() is None


def test_that_the_blank_button_works_while_the_cursor_stands_in_an_empty_field(leading: Person) -> None:
    leading.goes_on_to("tavlan")
    leading.tabs_to(said("Write: {where}"))
    leading.clicks(Key.Key_Period)
    assert leading.session.cover == "safe"


def test_that_a_blank_button_that_sends_b_writes_nothing_in_an_empty_field(leading: Person) -> None:
    leading.goes_on_to("tavlan")
    leading.tabs_to(said("Write: {where}"))
    before = leading.session.work
    leading.clicks(Key.Key_B)
    leading.waits(lambda: leading.session.cover == "safe")
    assert leading.session.work == before


def test_that_words_that_may_name_somebody_are_questioned_where_the_leader_sees_it(leading: Person) -> None:
    leading.goes_on_to("tavlan")
    leading.tabs_to(said("Write: {where}"))
    leading.writes("Prata med Kalle")
    shown = leading.stage_words()
    leading.press(Key.Key_Return)
    question = next(
        one for one in leading.program.window.findChildren(QLabel) if one.text().startswith("”Kalle”")
    )
    leading.waits(lambda: question.visibleRegion().boundingRect().height() == question.height())
    assert leading.stage_words() == shown


@pytest.mark.parametrize("closed", [False, True])
def test_that_the_calm_screen_comes_though_something_is_being_picked(leading: Person, closed: bool) -> None:
    leading.goes_on_to("pyramiden")
    leading.waits(lambda: any(box.isVisible() for box in leading.program.window.findChildren(QComboBox)))
    leading.chooses(said("Show one form of violence"))
    leading.waits(lambda: QApplication.activePopupWidget() is not None)
    if closed:
        leading.press(Key.Key_Escape)
        assert isinstance(QApplication.focusWidget(), QComboBox)
    work = leading.session.work
    leading.press(Key.Key_B)
    assert QApplication.activePopupWidget() is None
    assert leading.session.cover == "safe"
    assert leading.session.work == work, "the letter has picked nothing"
