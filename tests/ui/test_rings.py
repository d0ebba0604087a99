"""Whoever goes through a window with Tab sees where the keyboard is, also on a place that scrolls."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from facilitator.session.pacing import pace
from facilitator.ui import style
from facilitator.ui.console.console import Console
from facilitator.ui.stage import compose
from tests.session.builder import script, start
from tests.ui import rows, windowbook
from tests.ui.looking import LAPTOP
from tests.ui.test_seen import LOOKS, SCENES, SHAPE, Open, contrast, open_desk  # noqa: F401  (a fixture)

DEEP = 3


def sides(place: QRect) -> dict[str, list[QPoint]]:
    """The outermost pixels in the middle of each side."""
    across, down = place.width() // 2, place.height() // 2
    return {
        "left": [QPoint(x, down) for x in range(DEEP)],
        "right": [QPoint(place.width() - 1 - x, down) for x in range(DEEP)],
        "top": [QPoint(across, y) for y in range(DEEP)],
        "bottom": [QPoint(across, place.height() - 1 - y) for y in range(DEEP)],
    }


def look(window: QWidget, place: QRect) -> QImage:
    return window.grab(place).toImage()


def bare_sides(window: QWidget) -> list[str]:
    """The sides of places to scroll in along which no focus can be seen."""
    bare = []
    for area in rows.shown(window, QScrollArea):
        if not area.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        place = QRect(area.mapTo(window, QPoint()), area.size())
        window.setFocus()
        before = look(window, place)
        area.setFocus(Qt.FocusReason.TabFocusReason)
        assert area.hasFocus()
        after = look(window, place)
        for side, spots in sides(place).items():
            if all(contrast(before.pixel(one), after.pixel(one)) < SHAPE for one in spots):
                bare.append(f"{area.accessibleName()}: {side}")
    return bare


@pytest.mark.parametrize("dress", LOOKS)
def test_that_the_focus_is_seen_around_what_scrolls_in_the_leaders_view(
    qtbot: QtBot, qapp: QApplication, dress: str
) -> None:
    style.dress(qapp, contrast=dress)
    console, run = Console(), start(script())
    qtbot.addWidget(console)
    console.resize(*LAPTOP)
    console.furnish(rows.CONTACTS, 1.0, one_voice=False)
    console.show_projection("two", notes=True)
    console.show_session(
        run.session, pace(run.session, run.session.at_ms), compose.compose(run.session), None
    )
    console.show()
    console.activateWindow()
    qtbot.waitUntil(console.isActiveWindow)
    names = {one.accessibleName() for one in rows.shown(console, QScrollArea)}
    assert names == {"Ledarstöd", "Steget"}
    assert bare_sides(console) == []


@pytest.mark.parametrize("scene", SCENES)
def test_that_the_focus_is_seen_around_what_scrolls_on_a_page(open_desk: Open, scene: str) -> None:  # noqa: F811
    assert bare_sides(open_desk(SCENES[scene], "usual")) == []


@pytest.mark.parametrize("window", windowbook.NAMES)
def test_that_the_focus_is_seen_around_what_scrolls_in_a_window(qtbot: QtBot, window: str) -> None:
    with windowbook.opened(qtbot, window, LAPTOP) as one:
        one.window().activateWindow()
        qtbot.waitUntil(one.window().isActiveWindow)
        assert bare_sides(one) == []
