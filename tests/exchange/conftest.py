"""A journal and a folder for exports, in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.journal import Journal
from tests.engines import Server, log_at
from tests.quick import LITTLE_BALLAST, ballast_of, folder_in_memory


@pytest.fixture(scope="module", autouse=True)
def little_ballast() -> Iterator[None]:
    """None of the logs here is about a full disk that takes what the ballast gave back."""
    with ballast_of(LITTLE_BALLAST):
        yield


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder of the test's own, in memory."""
    with folder_in_memory() as path:
        yield path


@pytest.fixture
def journal(tmp_path: Path, engine: Server | None) -> Iterator[Journal]:
    """An open, empty journal."""
    with log_at(tmp_path / "data", engine) as journal:
        yield journal


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where exports go."""
    return tmp_path / "ut på stick"
