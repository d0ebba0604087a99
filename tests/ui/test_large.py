"""Large buttons for a touch screen: every control of a lesson suits a finger, and nothing is lost for it."""

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator.content.script import Script
from facilitator.session import orders as o
from facilitator.session.pacing import pace
from facilitator.ui import style
from facilitator.ui.console.console import Console
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.console.steplist import StepList
from facilitator.ui.desk.sections import TEXT_SIZES, ScreenSection
from facilitator.ui.keys import Action
from facilitator.ui.stage import compose
from facilitator.ui.stage.window import StageWindow
from tests.session.builder import other_forms, script, start
from tests.ui import rows
from tests.ui.rows import press, shown

FINGER = 44
"""Pixels that a control of a lesson measures at least both ways in this mode."""
CARDS: tuple[Action, ...] = ("time", "tell", "park")


def controls(root: QWidget) -> list[QWidget]:
    """What a person can press or write in, fields whole."""
    found = shown(root, QWidget)
    return [
        one
        for one in found
        if isinstance(one, QAbstractButton | QLineEdit | QAbstractSpinBox | QComboBox)
        and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)
    ]


def small(root: QWidget) -> list[str]:
    return [
        f"{type(one).__name__} {one.accessibleName() or getattr(one, 'text', str)()}: {one.width()}×{one.height()}"
        for one in controls(root)
        if min(one.width(), one.height()) < FINGER
    ]


def cut_off(root: QWidget) -> list[str]:
    return [
        one.text()
        for one in controls(root)
        if isinstance(one, QAbstractButton) and one.text() and one.width() < one.sizeHint().width()
    ]


def walk(qtbot: QtBot, lesson: Script, *, large: bool) -> list[str]:
    """Everything too small that is met in a lesson, step by step, with the cards at the side open and closed."""
    console, run = Console(large=large), start(lesson)
    qtbot.addWidget(console)
    console.resize(1366, 768)
    console.furnish(rows.CONTACTS, 1.0, one_voice=False)
    console.show_projection("two", notes=True)
    console.show()
    met: list[str] = []
    for step in lesson.steps:
        run.go(step.id)
        console.show_session(
            run.session, pace(run.session, run.session.at_ms), compose.compose(run.session), None
        )
        met += small(console)
        if large:
            assert cut_off(console) == []
            assert (console.width(), console.height()) == (1366, 768)
        for card in CARDS:
            console.do(card)
            met += small(console)
            console.leave()
    return met


@pytest.mark.parametrize("lesson", [script(), script(other_forms())], ids=["every", "other"])
def test_that_every_control_of_a_lesson_suits_a_finger(qtbot: QtBot, lesson: Script) -> None:
    assert walk(qtbot, lesson, large=True) == []


def test_that_without_the_choice_the_leaders_view_stays_as_tight_as_it_was(qtbot: QtBot) -> None:
    assert walk(qtbot, script(), large=False)


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_that_large_text_fits_on_large_buttons(qtbot: QtBot, qapp: QApplication, size: float) -> None:
    """The width that a finger needs is not the least that a button's words need."""
    style.dress(qapp, size)
    console, stage, bar, run = Console(large=True), StageWindow(large=True), LeaderBar(), start()
    for window in (console, stage):
        qtbot.addWidget(window)
        window.resize(1366, 768)
    stage.set_bar(bar)
    for _cover in range(2):
        console.show_session(run.session, pace(run.session, 0), compose.compose(run.session), None)
        bar.show_session(run.session)
        console.show()
        stage.show()
        qtbot.waitUntil(lambda: cut_off(console) + cut_off(stage) == [])
        assert (console.width(), stage.width()) == (1366, 1366)
        run.do(o.ShowCover("safe"))


def test_that_rows_of_the_step_list_and_of_menus_suit_a_finger(qtbot: QtBot) -> None:
    console, run = Console(large=True), start()
    qtbot.addWidget(console)
    console.resize(1366, 768)
    console.show()
    console.show_session(run.session, pace(run.session, 0), compose.compose(run.session), None)
    (steps,) = shown(console, StepList)
    rects = [steps.visualItemRect(steps.item(row)) for row in range(steps.count())]
    assert min(rect.height() for rect in rects) >= FINGER
    menu = QMenu(console)
    action = menu.addAction("Åskådare")
    menu.ensurePolished()
    assert menu.actionGeometry(action).height() >= FINGER


@pytest.mark.parametrize("large", [True, False])
def test_that_the_bar_under_the_slide_follows_the_choice(qtbot: QtBot, large: bool) -> None:
    stage, bar = StageWindow(large=large), LeaderBar()
    qtbot.addWidget(stage)
    stage.resize(1366, 768)
    stage.set_bar(bar)
    stage.show()
    heights = {one.height() for one in controls(bar)}
    assert (min(heights) > FINGER) is large


def test_that_large_buttons_are_chosen_in_the_settings(qtbot: QtBot) -> None:
    section = ScreenSection(rows.CHOICES)
    qtbot.addWidget(section)
    section.show()
    with qtbot.waitSignal(section.changed) as sent:
        press(section, "Knappar under passet Stora, för pekskärm")
    assert sent.args == ["touch", True]
