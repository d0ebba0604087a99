"""The commands that draw find an application that the other suites can use too, and what is kept of the lessons."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from facilitator import paths
from facilitator.content.library import Library
from tests.quick import folder_in_memory


@pytest.fixture(autouse=True, scope="session")
def application(qapp: QApplication) -> QApplication:
    """Made before any command makes one of its own, which would have no widgets."""
    return qapp


@pytest.fixture(autouse=True, scope="package")
def kept() -> Iterator[None]:
    """What has been read of the lessons is kept for the next command of the tests, as the program keeps it."""
    with folder_in_memory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(Library, "in_use", partial(Library.in_use, keep_in=folder / paths.CONTENT))
        yield
