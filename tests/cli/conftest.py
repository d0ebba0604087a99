"""The commands that draw find an application that the other suites can use too."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> QApplication:
    """Made before any command makes one of its own, which would have no widgets."""
    return qapp
