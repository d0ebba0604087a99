"""What the tests of the ground share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.i18n import current_language, set_language
from tests.quick import folder_in_memory


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder of the test's own, in memory."""
    with folder_in_memory() as path:
        yield path


@pytest.fixture
def swedish() -> Iterator[None]:
    """Swedish before the test; afterwards the language that was."""
    before = current_language()
    set_language("sv")
    yield
    set_language(before)


@pytest.fixture
def english() -> Iterator[None]:
    """English before the test; afterwards the language that was."""
    before = current_language()
    set_language("en")
    yield
    set_language(before)
