"""The field for a time of day takes four digits as a person writes them, however they came to it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator.ui.parts.timefield import TimeField

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[TimeField]:
    """A field that somebody has not come to yet."""
    window = QWidget()
    rows = QVBoxLayout(window)
    other, made = QLineEdit(), TimeField("Ringer ut")
    rows.addWidget(other)
    rows.addWidget(made)
    made.time.setTime(QTime(5, 48))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    yield made
    window.close()


def click(field: TimeField, share: float) -> None:
    line = field.time.lineEdit()
    QTest.mouseClick(line, LEFT, pos=QPoint(round(line.width() * share), line.height() // 2))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_that_four_digits_write_the_time_wherever_the_field_was_clicked(
    field: TimeField, share: float
) -> None:
    click(field, share)
    QTest.keyClicks(field.time, "0605")
    assert field.time.time() == QTime(6, 5)


def test_that_four_digits_write_the_time_when_all_of_it_was_marked(field: TimeField) -> None:
    click(field, 0.5)
    QTest.keyClick(field.time, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field.time, "0605")
    assert field.time.time() == QTime(6, 5)


def test_that_another_click_chooses_the_minutes(field: TimeField) -> None:
    click(field, 0.5)
    click(field, 0.62)
    QTest.keyClicks(field.time, "15")
    assert field.time.time() == QTime(5, 15)
