"""The commands that draw find an application that the other suites can use too, and what is kept of the lessons."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests import ownlessons


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> QApplication:
    """Made before any command makes one of its own, which would have no widgets."""
    return qapp


@pytest.fixture(autouse=True, scope="package")
def kept() -> Iterator[None]:
    """Each command need not read every lesson anew."""
    with ownlessons.kept_between_commands():
        yield
