"""Picture tests draw without a window; the platform is chosen before Qt starts."""

import os

import pytest
from pytestqt.qtbot import QtBot

from facilitator.i18n import set_language

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def drawing(qtbot: QtBot) -> None:
    """Qt is running and the interface is Swedish."""
    set_language("sv")
