"""The lessons that come with the program, opened once, and a log in memory."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from facilitator.content.library import Library
from facilitator.journal import Journal, open_journal
from facilitator.paths import scenarios_dir
from tests.quick import folder_in_memory


@pytest.fixture(scope="session")
def library() -> Library:
    """Our own content, read today; nobody changes it."""
    return Library.open(scenarios_dir())


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder of the test's own, in memory."""
    with folder_in_memory() as path:
        yield path


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """An open, empty journal."""
    with closing(open_journal(tmp_path / "data", second_place=tmp_path)) as journal:
        yield journal
