"""A journal in a folder of the test's own, closed at the end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from facilitator.journal import Journal
from tests.engines import Server, log_at
from tests.quick import LITTLE_BALLAST, WHOLE_BALLAST, ballast_of, folder_in_memory


@pytest.fixture(scope="module", autouse=True)
def little_ballast() -> Iterator[None]:
    """What is about the ballast asks for the whole one."""
    with ballast_of(LITTLE_BALLAST):
        yield


@pytest.fixture
def whole_ballast() -> Iterator[None]:
    """The ballast that the program takes."""
    with ballast_of(WHOLE_BALLAST):
        yield


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder of the test's own, in memory."""
    with folder_in_memory() as path:
        yield path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder."""
    return tmp_path / "data"


@pytest.fixture
def second_place(tmp_path: Path) -> Path:
    """Where the side file goes when the data folder refuses it."""
    place = tmp_path / "second"
    place.mkdir()
    return place


@pytest.fixture
def reopen(folder: Path, second_place: Path, engine: Server | None) -> Iterator[Callable[[], Journal]]:
    """Closes the journal, if it is open, and opens it again."""
    with ExitStack() as opened:

        def again() -> Journal:
            opened.close()
            return opened.enter_context(log_at(folder, engine, second_place))

        yield again


@pytest.fixture
def journal(reopen: Callable[[], Journal]) -> Journal:
    """An open journal in `folder`."""
    return reopen()
