"""The window's lock on the data folder: one holds it, and nobody else on the computer can look into it."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import app
from facilitator.ui.program import CALL


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """A computer that lets everybody read and write new files."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_that_lock_and_call_are_the_users_own(tmp_path: Path, open_to_all: None) -> None:
    data = tmp_path / "data"
    lock = app.take_lock(data)
    assert lock is not None
    assert app.take_lock(data) is None
    for path, mode in ((data, 0o700), (data / app.LOCK, 0o600), (data / CALL, 0o600)):
        assert stat.S_IMODE(path.stat().st_mode) == mode, path.name
    lock.unlock()


def test_that_a_lock_that_was_let_go_of_can_be_taken(tmp_path: Path) -> None:
    first = app.take_lock(tmp_path)
    assert first is not None
    assert app.take_lock(tmp_path) is None
    first.unlock()
    second = app.take_lock(tmp_path)
    assert second is not None
    second.unlock()
