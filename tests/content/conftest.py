"""A folder for content, in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.quick import folder_in_memory


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder of the test's own, in memory."""
    with folder_in_memory() as path:
        yield path
