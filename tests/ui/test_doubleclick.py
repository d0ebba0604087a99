"""A hand in a hurry touches twice: that is one card in its place, on the stage as in the
leader's picture of it, one step on, and one suggestion taken."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session.pacing import pace
from facilitator.ui.console.bars import deed_button
from facilitator.ui.console.console import Console
from facilitator.ui.console.exercise import Exercise
from facilitator.ui.console.preview import Preview
from facilitator.ui.keys import DOUBLE_MS
from facilitator.ui.parts.stepper import Stepper
from facilitator.ui.stage import compose
from facilitator.ui.stage.window import StageWindow
from tests.session.builder import start

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def press(on: QWidget, at_ms: int, *, again: bool = False, place: QPointF | None = None) -> None:
    """What comes to a window for a press of the mouse or a finger; `again`: the second one of a double click.

    `place`: where, if not in the middle.
    """
    kind = QEvent.Type.MouseButtonDblClick if again else QEvent.Type.MouseButtonPress
    place = QPointF(on.rect().center()) if place is None else place
    event = QMouseEvent(kind, place, place, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(at_ms)
    QApplication.sendEvent(on, event)
    let_go = QEvent.Type.MouseButtonRelease
    QApplication.sendEvent(on, QMouseEvent(let_go, place, place, LEFT, NONE, Qt.KeyboardModifier.NoModifier))


def stage() -> tuple[StageWindow, list[object]]:
    made, told = StageWindow(), list[object]()
    made.clicked.connect(told.append)
    made.show_slide(compose.compose(start().go("pyramiden").session))
    return made, told


def picture() -> tuple[Preview, list[object]]:
    made, told = Preview("Det eleverna ser", clickable=True), list[object]()
    made.hit.connect(told.append)
    made.show_slide(compose.compose(start().go("pyramiden").session))
    return made, told


def next_button() -> tuple[QPushButton, list[object]]:
    made, told = deed_button("next"), list[object]()
    made.clicked.connect(lambda: told.append("next"))
    return made, told


@pytest.mark.parametrize("shown", [stage, picture, next_button])
def test_that_a_double_click_is_one_touch_and_two_quick_ones_are_two(
    qtbot: QtBot, shown: Callable[[], tuple[QWidget, list[object]]]
) -> None:
    made, told = shown()
    qtbot.addWidget(made)
    made.resize(640, 360)
    made.show()
    press(made, 1000)
    press(made, 1000 + DOUBLE_MS // 2, again=True)
    assert len(told) == 1
    press(made, 3000)
    press(made, 3000 + DOUBLE_MS, again=True)
    assert len(told) == 3


def test_that_a_double_click_presses_nothing_of_what_the_first_press_put_in_its_place(qtbot: QtBot) -> None:
    run, card = start().go("pyramiden"), Exercise()
    qtbot.addWidget(card)
    card.resize(640, 360)
    card.show()

    def level() -> QPushButton:
        made: list[QPushButton] = [one for one in card.findChildren(QPushButton) if one.text() == "2"]
        return made[-1]

    def give(order: o.Order) -> None:
        run.do(order)
        card.show_session(run.session)

    card.ordered.connect(give)
    card.show_session(run.session)
    first = level()
    press(first, 1000)
    assert level() is not first, "another card is in hand"
    press(level(), 1000 + DOUBLE_MS // 2, again=True)
    now = run.session.work["pyramiden"].now
    assert isinstance(now, w.Pyramid)
    assert len(now.placed) == 1


def test_that_a_quick_hand_counts_every_press(qtbot: QtBot) -> None:
    number = Stepper("Deltagare", 0, 40, 20)
    qtbot.addWidget(number)
    number.show()
    more = number.findChildren(QPushButton)[-1]
    press(more, 1000)
    press(more, 1000 + DOUBLE_MS // 2, again=True)
    assert number.value == 22


def test_that_a_list_is_there_after_a_double_click_on_the_button_that_opens_it(qtbot: QtBot) -> None:
    console, session = Console(), start().session
    qtbot.addWidget(console)
    console.resize(1366, 768)
    console.show()
    console.show_session(session, pace(session, 0), compose.compose(session), None)
    (leave_out,) = (one for one in console.findChildren(QPushButton) if one.text().startswith("Hoppa över"))
    press(leave_out, 1000)
    (opened,) = console.findChildren(QMenu)
    beside = QPointF(-40, 10)
    press(opened, 1000 + DOUBLE_MS // 2, place=beside)  # in another window, so it comes as a press of its own
    assert opened.isVisible()
    press(opened, 3000, place=beside)
    assert not opened.isVisible()
