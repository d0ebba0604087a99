"""Files and folders that may not be read are named as such, and hinder nothing beside them."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from facilitator.errors import WorldTrouble
from facilitator.exchange.packages import merge, passpaket
from facilitator.exchange.printing import keep
from facilitator.journal import Journal
from tests.exchange.laptops import packed

pytestmark = [
    pytest.mark.usefixtures("swedish"),
    pytest.mark.skipif(os.name != "posix", reason="Windows asks somebody else who may read"),
]
NOBODY = 65534


@contextmanager
def as_a_user() -> Iterator[None]:
    """Without the rights of root, where the tests have them."""
    as_root = os.geteuid() == 0
    if as_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if as_root:
            os.seteuid(0)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may look into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        for path in Path(name).rglob("*"):
            path.chmod(0o700)


def test_that_a_package_or_a_folder_that_may_not_be_read_is_told_and_the_others_come_in(
    journal: Journal, shared: Path, tmp_path: Path
) -> None:
    whole, closed, folder = shared / "a.passpaket", shared / "b.passpaket", shared / "c"
    shutil.copy(packed(journal, tmp_path / "a.passpaket"), whole)
    shutil.copy(whole, closed)
    whole.chmod(0o644)
    closed.chmod(0)
    folder.mkdir(mode=0)
    with as_a_user():
        found = merge.files([shared])
        assert found == [whole, closed, folder]
        for place in (closed, folder):
            with pytest.raises(WorldTrouble) as caught:
                passpaket.read(place)
            assert str(caught.value).startswith(f"Programmet får inte läsa det här. ({place})")
        passpaket.read(whole)
        assert merge.files([folder]) == [folder]


def test_that_a_place_that_may_not_be_written_to_is_no_file_that_may_not_be_read(shared: Path) -> None:
    (shared / "gammal.pdf").touch()
    with as_a_user(), pytest.raises(WorldTrouble, match="får inte skriva här"):
        keep(b"%PDF-1.7", shared / "ny.pdf")
