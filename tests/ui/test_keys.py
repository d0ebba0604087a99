"""What a key press of a real keyboard means."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from facilitator.ui.keys import KeyMap, Press

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
