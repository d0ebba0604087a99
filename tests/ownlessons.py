"""The lessons that come with the program, read once for all tests of a process: reading them takes half a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from gc import freeze
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.content.library import Library
from tests.quick import folder_in_memory

FOLDER = paths.bundle_root() / "scenarios"


@cache
def library(today: date | None = None) -> Library:
    """All of them, with dates compared with `today`. Nothing in a library can be changed, so tests may share it."""
    return Library.open(FOLDER, today)


@cache
def _kept() -> tuple[bytes, Library]:
    """What is kept of them, and the lessons themselves: what is in use is not made again."""
    with folder_in_memory() as folder:
        read = Library.open(FOLDER, keep_in=folder / paths.CONTENT)
        freeze()  # it stays: the collector need not go through it after every test
        return (folder / paths.CONTENT).read_bytes(), read


def known_in(data: Path) -> None:
    """Let the program find what it keeps of its lessons in a data folder that is there: as at every start but the first."""
    if data.is_dir() and not (data / paths.CONTENT).exists():
        (data / paths.CONTENT).write_bytes(_kept()[0])


@contextmanager
def kept_between_commands() -> Iterator[None]:
    """What a command in this process has read of the lessons is kept for the next one, as the program's window keeps it."""
    library()  # in use meanwhile
    with folder_in_memory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(Library, "in_use", partial(Library.in_use, keep_in=folder / paths.CONTENT))
        yield
