"""Inställningar and the first run: every change leaves at once, and a name is no group."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from facilitator import settings
from facilitator.ui import style
from facilitator.ui.actions import DEEDS
from facilitator.ui.console.field import ROUND_THE_WORDS
from facilitator.ui.desk import keysection, ports
from facilitator.ui.desk.contacts import ContactRow
from facilitator.ui.desk.settings import SettingsPage
from facilitator.ui.keys import Action
from facilitator.ui.parts.space import gap
from tests.ui import rows
from tests.ui.rows import press


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(rows.CHOICES)
    qtbot.addWidget(page)
    page.resize(1166, 728)
    page.show()
    page.fill(rows.view())
    return page


CHOICES = [
    ("Programmets språk English", "language", "en"),
    ("Textstorlek på datorn 140 %", "text_size", 1.4),
    ("Hög kontrast Vitt på svart", "contrast", "high-dark"),
    ("Tangenten B och klickarens släckknapp visar Svart skärm", "safe_key_is_black", True),
    ("Led med En skärm", "screen_mode", "one"),
]


@pytest.mark.parametrize(("button", "key", "value"), CHOICES)
def test_that_a_choice_leaves_at_once_as_the_settings_know_it(
    page: SettingsPage, qtbot: QtBot, button: str, key: str, value: object
) -> None:
    with qtbot.waitSignal(page.choice_changed) as sent:
        press(page, button)
    assert sent.args == [key, value]
    assert settings.OPTIONS[key].read(value) == value


def test_that_a_written_line_leaves_when_it_is_done(page: SettingsPage, qtbot: QtBot) -> None:
    field = page.findChild(QLineEdit, "school_name")
    assert field is not None
    field.selectAll()
    QTest.keyClicks(field, " Nya skolan ")
    with qtbot.waitSignal(page.choice_changed) as sent:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert sent.args == ["school_name", "Nya skolan"]
    with qtbot.assertNotEmitted(page.choice_changed):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_that_a_group_is_added_by_code_and_size(page: SettingsPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.groups.code, "4c")
    press(page, "Deltagare i den nya gruppen: en färre")
    with qtbot.waitSignal(page.group_saved) as sent:
        QTest.keyClick(page.groups.code, Qt.Key.Key_Return)
    assert sent.args == [ports.GroupView(code="4C", people=24)]
    assert page.groups.code.text() == ""


@pytest.mark.parametrize("code", ["Kalle", "Emma S", "", "6B"])
def test_that_names_and_codes_already_there_are_refused_with_a_reason(
    page: SettingsPage, qtbot: QtBot, code: str
) -> None:
    QTest.keyClicks(page.groups.code, code)
    with qtbot.assertNotEmitted(page.group_saved):
        page.groups.add()
    assert page.groups.problem.isVisible()
    assert page.groups.problem.text()


def test_that_a_group_can_be_resized_removed_and_brought_back(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.group_saved) as resized:
        press(page, "Deltagare i 6A: en fler")
    assert resized.args == [ports.GroupView(code="6A", people=25)]
    with qtbot.waitSignal(page.group_removed) as removed:
        press(page, "Ta bort 6B")
    assert removed.args == ["6B"]
    with qtbot.waitSignal(page.group_saved) as back:
        press(page, "6B är borttagen. Ångra")
    assert back.args == [ports.GroupView(code="6B", people=26)]


def test_that_new_rows_show_new_groups(page: SettingsPage) -> None:
    page.fill(rows.view(groups=(ports.GroupView(code="9A", people=20),)))
    names = [one.accessibleName() for one in rows.shown(page.groups, QPushButton)]
    assert "Ta bort 9A" in names
    assert "Ta bort 6A" not in names


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (Qt.Key.Key_PageDown, "next"),
        (Qt.Key.Key_Period, "safe"),
        (Qt.Key.Key_Escape, "leave"),
        (Qt.Key.Key_F5, "freeze"),
    ],
)
def test_that_the_clicker_field_says_what_a_key_means(
    page: SettingsPage, qtbot: QtBot, key: Qt.Key, action: Action
) -> None:
    field = page.findChild(keysection.KeyField)
    assert field is not None
    QTest.keyClick(field, key)
    assert field.text()
    assert field.answer.text() == DEEDS[action].help()


def test_that_a_key_without_a_meaning_is_told(page: SettingsPage, qtbot: QtBot) -> None:
    field = page.findChild(keysection.KeyField)
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_X)
    assert field.text() == "X"
    assert field.answer.text() == "Den tangenten gör inget under ett pass."


def test_that_every_action_with_a_key_is_in_the_table() -> None:
    assert {action for action, _keys in keysection.rows()} <= set(DEEDS)
    assert all(keys for _action, keys in keysection.rows())


def test_that_the_projector_can_be_tried(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.test_card_requested):
        press(page, "Lästest")
    with qtbot.waitSignal(page.identify_requested):
        press(page, "Vilken skärm är det?")


@pytest.mark.parametrize("size", [1.0, 1.2, 1.4, 1.6, 2.0])
def test_that_the_hints_of_a_new_contact_are_read_whole(
    qtbot: QtBot, qapp: QApplication, size: float
) -> None:
    style.dress(qapp, size)
    page = SettingsPage(rows.CHOICES)
    qtbot.addWidget(page)
    page.resize(1169, 728)  # what the sidebar leaves of 1366 pixels
    page.show()
    page.fill(rows.view())
    press(page, "Lägg till en kontakt")
    for _round in range(4):
        QCoreApplication.sendPostedEvents()
    row = page.findChild(ContactRow)
    assert row is not None
    for field in row.findChildren(QLineEdit):
        needed = field.fontMetrics().horizontalAdvance(field.placeholderText())
        assert needed + gap(ROUND_THE_WORDS) <= field.width(), field.placeholderText()
