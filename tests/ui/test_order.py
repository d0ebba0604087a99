"""Tab comes to rows where they stand, also to those that came later than what stands under them."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.ui.desk.shell import Desk
from tests.ui.test_accessible import SCENES, Scene, focusable, name, open_desk

__all__ = ["open_desk"]


def stops(desk: Desk) -> list[QWidget]:
    """What Tab comes to, from the top of the desk."""
    wanted = [one for one in focusable(desk) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    met, here = list[QWidget](), desk.nextInFocusChain()
    while here is not None and here is not desk:
        if here in wanted and here.focusProxy() is None:
            met.append(here)
        here = here.nextInFocusChain()
    return met


def upwards(desk: Desk) -> list[str]:
    """Where Tab would go up within a column, or back along a line."""
    met = stops(desk)
    places = [QRect(one.mapTo(desk, QPoint()), one.size()) for one in met]
    return [
        f"{name(met[at])} -> {name(met[at + 1])}"
        for at, (here, there) in enumerate(pairwise(places))
        if (there.bottom() < here.top() and there.left() <= here.right() and here.left() <= there.right())
        or (there.right() < here.left() and here.top() <= there.center().y() <= here.bottom())
    ]


@pytest.mark.parametrize("scene", SCENES)
def test_that_tab_goes_down_every_page(open_desk: Callable[[Scene], Desk], qtbot: QtBot, scene: str) -> None:
    desk = open_desk(SCENES[scene])
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    QTest.keyClick(desk, Qt.Key.Key_Tab)
    assert upwards(desk) == []


def test_that_tab_comes_to_the_choices_and_the_lessons_before_the_one_that_is_chosen(
    open_desk: Callable[[Scene], Desk], qtbot: QtBot
) -> None:
    desk = open_desk(SCENES["lessons"])
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    QTest.keyClick(desk, Qt.Key.Key_Tab)
    met = [name(one) for one in stops(desk)]
    first = next(one for one in met if one.startswith("MVP 1: "))
    wanted = ["Alla pass", "Alla åldrar", "Sök pass, scenario, begrepp", first, "Starta", "Öva själv"]
    assert [one for one in met if one in wanted] == wanted


def test_that_tab_comes_to_what_was_left_unfinished_before_the_next_lesson(
    open_desk: Callable[[Scene], Desk],
) -> None:
    assert upwards(open_desk(SCENES["today"])) == []


def test_that_tab_comes_to_the_groups_before_what_stands_under_them(
    open_desk: Callable[[Scene], Desk],
) -> None:
    met = [name(one) for one in stops(open_desk(SCENES["settings"]))]
    above = [met.index(f"Ta bort {code}") for code in ("6A", "6B", "5C")]
    assert above == sorted(above)
    assert above[-1] < met.index("Kod för en ny grupp") < met.index("Lägg till en kontakt")


def test_that_tab_goes_on_from_a_contact_to_the_next(open_desk: Callable[[Scene], Desk]) -> None:
    met = [name(one) for one in stops(open_desk(SCENES["contacts"]))]
    first = met.index("Kontakt 1: Roll")
    assert (
        met.index("Ta emot en grupp …")
        < first
        < met.index("Kontakt 2: Roll")
        < met.index("Lägg till en kontakt")
    )


def test_that_tab_comes_to_the_page_that_is_on(open_desk: Callable[[Scene], Desk], qtbot: QtBot) -> None:
    desk = open_desk(SCENES["settings"])
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.setFocus()
    QTest.keyClick(desk, Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    assert here is not None
    assert name(here) == "Inställningar"
