"""The program finds its own files, and writes whole files or none."""

import os
import sys
from pathlib import Path

import pytest

from facilitator import paths


def test_that_the_checkout_is_found() -> None:
    assert (paths.resources_dir() / "fonts" / "OFL.txt").is_file()
    assert paths.scenarios_dir().parent == paths.resources_dir().parent


def test_that_a_frozen_program_uses_its_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "Elin å mamma"), raising=False)
    assert paths.resources_dir() == tmp_path / "Elin å mamma" / "resources"


def test_that_the_data_folder_is_the_users_own() -> None:
    assert paths.default_data_dir().name == "Passledaren"
    assert paths.default_data_dir().is_relative_to(Path.home())


def test_that_a_file_is_written_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.json"
    paths.write_whole(target, b"one")
    paths.write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["a.json"]
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_that_nothing_but_a_file_is_ever_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileExistsError):
        paths.write_whole(pipe, b"whole")
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_that_a_refused_write_leaves_the_old_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="only Unix can limit the size of a file")
    target = tmp_path / "a.json"
    paths.write_whole(target, b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            paths.write_whole(target, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
