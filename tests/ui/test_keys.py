"""What a key press of a real keyboard means."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from facilitator.i18n import set_language
from facilitator.ui.actions import key_rows
from facilitator.ui.keys import KeyMap, Press
from facilitator.ui.parts.picking import Number, Picking
from facilitator.ui.running.keyfilter import KeyFilter
from tests.patience import PATIENCE_MS

SECOND_KEY = 0x03  # the key that writes 2, on every keyboard
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("sign", [Qt.Key.Key_QuoteDbl, Qt.Key.Key_At, Qt.Key.Key_2])
@pytest.mark.parametrize("x11", [True, False])
def test_that_shift_and_a_digit_place_the_card_whatever_sign_the_keyboard_writes(
    sign: Qt.Key, x11: bool
) -> None:
    place = SECOND_KEY + (8 if x11 else 0)
    event = QKeyEvent(QEvent.Type.KeyPress, sign, SHIFT, place, 0, 0)
    press = Press.of(event, x11=x11)
    binding = KeyMap().find(press)
    assert press.key == Qt.Key.Key_2
    assert binding is not None
    assert binding.action == "level"


def test_that_a_question_mark_still_asks_for_help() -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Question, SHIFT, 0x0C, 0, 0)
    binding = KeyMap().find(Press.of(event, x11=False))
    assert binding is not None
    assert binding.action == "help"


@pytest.mark.parametrize(
    ("held", "action"),
    [
        (Qt.KeyboardModifier.NoModifier, "minute"),
        (SHIFT, "minute"),
        (Qt.KeyboardModifier.KeypadModifier, "minute"),
        (Qt.KeyboardModifier.ControlModifier, "notes_bigger"),
        (Qt.KeyboardModifier.ControlModifier | SHIFT, "notes_bigger"),
    ],
)
def test_that_plus_means_the_same_on_every_keyboard(held: Qt.KeyboardModifier, action: str) -> None:
    press = Press.of(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Plus, held, 0x0D, 0, 0), x11=False)
    binding = KeyMap().find(press)
    assert binding is not None
    assert binding.action == action


def test_that_the_list_of_keys_names_plus_where_it_needs_shift() -> None:
    assert "+, Skift+=" in [keys for keys, _what in key_rows()]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_that_keys_are_called_what_stands_on_them(language: str) -> None:
    set_language(language)
    keys = {name for names, _what in key_rows() for name in names.split(", ")}
    assert {"Ctrl+Home", "Ctrl+End"} <= keys


class Field:
    """A text field with the keyboard, behind the filter of a running lesson."""

    def __init__(self, qtbot: QtBot, application: QGuiApplication) -> None:
        self.edit = QLineEdit()
        qtbot.addWidget(self.edit)
        self.keys = KeyFilter(KeyMap(), self.edit)
        self.heard: list[str] = []
        self.keys.meant.connect(self.hear)
        self.keys.listen(application)
        self.edit.show()
        self.edit.setFocus()
        qtbot.waitUntil(self.edit.hasFocus)

    @property
    def waits(self) -> bool:
        """Whether the filter still waits for what comes after a b."""
        return any(timer.isActive() for timer in self.keys.findChildren(QTimer))

    def takes_its_time(self) -> None:
        """Let the filter wait longer than any machine needs from one key to the next."""
        for timer in self.keys.findChildren(QTimer):
            timer.setInterval(PATIENCE_MS)

    def hear(self, action: str) -> None:
        """Remember what was meant."""
        self.heard.append(action)

    def press(self, *keys: Qt.Key) -> None:
        """Press keys as the window gets them."""
        window = self.edit.windowHandle()
        assert window is not None
        for key in keys:
            QTest.keyClick(window, key)


def test_that_a_lone_b_in_an_empty_field_is_the_clickers_calm_screen(
    qtbot: QtBot, qapp: QGuiApplication
) -> None:
    field = Field(qtbot, qapp)
    field.press(Qt.Key.Key_B)
    qtbot.waitUntil(lambda: field.heard == ["safe"])
    assert field.edit.text() == ""


def test_that_a_clicker_in_a_hurry_does_not_wait(qtbot: QtBot, qapp: QGuiApplication) -> None:
    field = Field(qtbot, qapp)
    field.takes_its_time()
    field.press(Qt.Key.Key_B, Qt.Key.Key_B)
    assert field.heard == ["safe"]
    assert field.edit.text() == ""


def test_that_a_word_may_begin_with_b(qtbot: QtBot, qapp: QGuiApplication) -> None:
    field = Field(qtbot, qapp)
    field.takes_its_time()
    field.press(Qt.Key.Key_B)
    assert field.waits
    field.press(Qt.Key.Key_R, Qt.Key.Key_A)
    assert not field.waits
    field.press(Qt.Key.Key_B)
    assert not field.waits
    assert (field.edit.text(), field.heard) == ("brab", [])


def listed() -> QComboBox:
    """A list to pick from, as under the leader's picture."""
    made = Picking()
    made.addItems(["Förslag", "Biblioteket", "Skolgården", "Närmaste trappan"])
    return made


@pytest.mark.parametrize("make", [listed, Number])
def test_that_no_list_and_no_number_keeps_a_letter_from_the_lesson(
    qtbot: QtBot, qapp: QGuiApplication, make: Callable[[], QComboBox | QSpinBox]
) -> None:
    window, heard, control = QWidget(), list[str](), make()
    qtbot.addWidget(window)
    control.setParent(window)
    keys = KeyFilter(KeyMap(), window)
    keys.meant.connect(lambda action, _digit, _shift: heard.append(action))
    window.show()
    keys.listen(qapp)
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    picked: list[int] = []
    if isinstance(control, QComboBox):
        control.activated.connect(picked.append)
    handle = window.windowHandle()
    assert handle is not None
    for key in (Qt.Key.Key_B, Qt.Key.Key_Period, Qt.Key.Key_S, Qt.Key.Key_N):
        QTest.keyClick(handle, key)
    QTest.keyClick(handle, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert heard == ["safe", "safe", "support", "next", "black"]
    assert picked == [], "it would come before the pupils at once"
    QTest.keyClick(handle, Qt.Key.Key_Down)
    assert len(heard) == 5, "arrows are the control's own"
    keys.rest(qapp)
