"""Looks at a window once everything in it has found its place, and keeps a picture of it for who wants to see.

PASSLEDAREN_PICTURES=FOLDER python -m pytest tests/ui/test_longer.py tests/ui/test_windows.py     writes a picture of each
"""

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clipping import clipped

LAPTOP = (1366, 768)
PICTURES = os.environ.get("PASSLEDAREN_PICTURES", "")


def looked_at(qtbot: QtBot, name: str, window: QWidget, screen: tuple[int, int] = LAPTOP) -> None:
    """Fails when a word is cut off, or the window is larger than the screen."""
    qtbot.waitExposed(window)
    QApplication.sendPostedEvents()

    def whole() -> None:
        assert clipped(window) == []

    try:
        qtbot.waitUntil(whole)
    finally:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            window.grab().save(str(Path(PICTURES) / f"{name.replace(' ', '-')}.png"))
    assert window.width() <= screen[0]
    assert window.height() <= screen[1]
