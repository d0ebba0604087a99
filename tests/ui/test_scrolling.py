"""Whoever scrolls a page or a window changes nothing on it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from facilitator.ui.desk.follow import ports
from facilitator.ui.desk.shell import Desk
from tests.ui import windowbook
from tests.ui.followbook import GRID, opened
from tests.ui.looking import LAPTOP
from tests.ui.test_accessible import SCENES, Scene, open_desk  # noqa: F401  (a fixture)

NOTCH = 120
Field = QComboBox | QAbstractSpinBox


def turn(over: QWidget, by: QPoint) -> bool:
    """Turn the wheel over the middle of something; whether that took it, else what lies behind it does."""
    centre, place = QPointF(over.rect().center()), QPointF(over.mapToGlobal(over.rect().center()))
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(centre, place, QPoint(), by, *nothing, False)
    QApplication.sendEvent(over, event)
    return event.isAccepted()


def stands(field: Field) -> str:
    return field.currentText() if isinstance(field, QComboBox) else field.text()


def changed_by_the_wheel(root: QWidget) -> list[str]:
    """The fields under `root` that another value stands in once the wheel has gone over them."""
    fields: list[Field] = [*root.findChildren(QComboBox), *root.findChildren(QAbstractSpinBox)]
    changed = []
    for field in fields:
        for by in (NOTCH, -NOTCH):
            before = stands(field)
            turn(field, QPoint(0, by))
            if stands(field) != before:
                changed.append(f"{field.accessibleName()}: {before} -> {stands(field)}")
    return changed


@pytest.mark.parametrize("scene", SCENES)
def test_that_the_wheel_goes_past_every_field_of_a_page(
    open_desk: Callable[[Scene], Desk],  # noqa: F811
    scene: str,
) -> None:
    assert changed_by_the_wheel(open_desk(SCENES[scene])) == []


@pytest.mark.parametrize("window", windowbook.NAMES)
def test_that_the_wheel_goes_past_every_field_of_a_window(qtbot: QtBot, window: str) -> None:
    with windowbook.opened(qtbot, window, LAPTOP) as one:
        assert changed_by_the_wheel(one) == []


def test_that_a_page_goes_on_when_a_bar_to_the_sides_comes_under_the_wheel(qtbot: QtBot) -> None:
    page = opened()
    qtbot.addWidget(page)
    page.resize(1166, 500)
    page.show()
    qtbot.waitUntil(lambda: not page.filling)
    columns = tuple(ports.ColumnView(str(n), f"MVP {n}", "Titel") for n in range(40))
    page.coverage.show_view(ports.CoverageView(GRID.lines, columns, {}))
    bar = page.coverage.grid.horizontalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    assert (turn(bar, QPoint(0, -NOTCH)), bar.value()) == (False, 0)
    assert turn(bar, QPoint(-NOTCH, 0))
    assert bar.value() > 0
