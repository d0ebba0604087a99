"""Folders of a test's own, and programs that can be started and stopped at will."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.nursery import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where programs are born."""
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder; nothing has been there."""
    return tmp_path / "data"


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """Where the side file goes when the data folder refuses it."""
    place = tmp_path / "second"
    place.mkdir()
    return place


@pytest.fixture
def quick_place() -> Iterator[Path]:
    """A folder in memory where the system has one; only for what needs no real disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)
