"""The window's lock on the data folder: one holds it, and nobody else on the computer can look into it."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from facilitator import app
from facilitator.ui.calls import is_free, leave, waiting
from tests.quick import in_another_process


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
    (call,) = waiting(data)
    for path, mode in ((data, 0o700), (data / app.LOCK, 0o600), (call, 0o600)):
        assert stat.S_IMODE(path.stat().st_mode) == mode, path.name
    lock.unlock()


@pytest.mark.parametrize(
    "left",
    [b"", b"\xff\0torn", b"99999\npassledaren\nanother-computer\n", b"9" * 100_000],
    ids=["empty", "torn", "of another computer", "huge"],
)
def test_that_what_a_sudden_stop_left_keeps_nobody_out(tmp_path: Path, left: bytes) -> None:
    (tmp_path / app.LOCK).write_bytes(left)
    lock = app.take_lock(tmp_path)
    assert lock is not None
    assert app.take_lock(tmp_path) is None, "it is held all the same"
    lock.unlock()


def test_that_a_program_that_was_killed_lets_go(tmp_path: Path) -> None:
    def take() -> str:
        return "held" if app.take_lock(tmp_path) is not None else "refused"

    assert in_another_process(take) == "held"
    lock = app.take_lock(tmp_path)
    assert lock is not None
    assert in_another_process(take) == "refused"
    lock.unlock()


def test_that_a_folder_in_the_locks_place_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / app.LOCK).mkdir()
    lock = app.take_lock(tmp_path)
    assert lock is not None
    lock.unlock()


def test_that_a_lock_that_was_let_go_of_can_be_taken(tmp_path: Path) -> None:
    first = app.take_lock(tmp_path)
    assert first is not None
    assert app.take_lock(tmp_path) is None
    first.unlock()
    second = app.take_lock(tmp_path)
    assert second is not None
    second.unlock()


def test_that_whoever_takes_the_place_of_one_who_leaves_hears_the_others_who_have_called(
    qapp: QApplication, tmp_path: Path
) -> None:
    def call() -> str:
        leave(tmp_path, (tmp_path / "ett.passpaket",))
        return "left"

    assert in_another_process(call) == "left"
    (other,) = waiting(tmp_path)
    leave(tmp_path, (tmp_path / "annat.passpaket",))
    assert is_free(tmp_path, lambda: True)
    assert waiting(tmp_path) == [other]
