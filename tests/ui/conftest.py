"""The desk's tests run without a display, in the app's own look and in Swedish."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from facilitator.i18n import set_language
from facilitator.ui import style

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The look of the program at its usual text size; the windows of the test before are really gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    set_language("sv")
    style.dress(qapp)
    yield
    set_language("sv")
