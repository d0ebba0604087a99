"""Own keys: chosen where the clicker is tried, used while a lesson runs, and never at the cost of Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from facilitator import settings
from facilitator.ui.desk.keysection import KeySection
from facilitator.ui.desk.ports import Choices
from facilitator.ui.keys import Action, KeyMap, Press

NONE = Qt.KeyboardModifier.NoModifier


def section(qtbot: QtBot, **keys: tuple[str, ...]) -> KeySection:
    made = KeySection(Choices(keys=keys))
    qtbot.addWidget(made)
    made.show()
    return made


def choose(made: KeySection, action: Action) -> None:
    index = made.meaning.findData(action)
    made.meaning.setCurrentIndex(index)
    made.meaning.activated.emit(index)


def meaning(own: object, key: Qt.Key) -> str:
    binding = KeyMap(settings.KEYS.read(own)).find(Press(int(key), NONE, False, 0))
    return binding.action if binding else ""


def test_that_a_clickers_odd_key_can_mean_next(qtbot: QtBot) -> None:
    made = section(qtbot)
    assert not made.meaning.isVisible()
    QTest.keyClick(made.field, Qt.Key.Key_F9)
    assert made.meaning.isVisible()
    with qtbot.waitSignal(made.changed) as sent:
        choose(made, "next")
    assert sent.args == ["keys", {"next": ("F9",)}]
    assert meaning(sent.args[1], Qt.Key.Key_F9) == "next"


def test_that_a_key_means_one_thing(qtbot: QtBot) -> None:
    made = section(qtbot, next=("F9", "F8"), back=("F7",))
    QTest.keyClick(made.field, Qt.Key.Key_F9)
    with qtbot.waitSignal(made.changed) as sent:
        choose(made, "back")
    assert sent.args[1] == {"next": ("F8",), "back": ("F7", "F9")}


def test_that_an_own_key_can_be_taken_away(qtbot: QtBot) -> None:
    made = section(qtbot, next=("F9",))
    button = next(b for b in made.findChildren(QPushButton) if b.accessibleName() == "Ta bort F9")
    with qtbot.waitSignal(made.changed) as sent:
        button.click()
    assert sent.args == ["keys", {}]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape])
def test_that_escape_keeps_its_meaning(qtbot: QtBot, key: Qt.Key) -> None:
    made = section(qtbot)
    QTest.keyClick(made.field, key)
    assert not made.meaning.isVisible()
    assert meaning({"end": ["Esc"]}, key) == "leave"


def test_that_an_own_key_wins_over_the_usual_meaning() -> None:
    assert meaning({}, Qt.Key.Key_F5) == "freeze"
    assert meaning({"safe": ["F5"]}, Qt.Key.Key_F5) == "safe"
