"""A log of its own when the real one cannot be opened: kept, private, and the real one left alone."""

import stat
import sys
from pathlib import Path

import pytest

from facilitator.journal import open_apart
from facilitator.journal.folder import LOG


def test_that_the_folder_lies_beside_is_private_and_stays(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / LOG).write_bytes(b"damaged")
    journal = open_apart(data)
    folder = journal.path.parent
    journal.close()
    assert folder.parent == tmp_path
    assert (folder / LOG).is_file()
    assert (data / LOG).read_bytes() == b"damaged"
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_that_another_place_serves_when_there_is_none_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    journal = open_apart(tmp_path / "a drive that is away" / "data")
    journal.close()
    assert journal.path.parent.parent == tmp_path
