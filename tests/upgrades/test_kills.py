"""The program is killed at any moment while it brings an older log to this version, and nothing is lost."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

from facilitator.journal import open_journal
from facilitator.journal.backups import backup
from facilitator.journal.checking.health import examine
from facilitator.journal.folder import BALLAST, BALLAST_BYTES, LOCK, LOG
from facilitator.journal.tables import schema
from tests.durability.nursery import Nursery
from tests.durability.recording import trace
from tests.durability.thoroughness import TIMES
from tests.quick import folder_in_memory
from tests.upgrades.make_fixture import fixture

KILLS = 2
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Where programs are born."""
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def place() -> Iterator[Path]:
    """Where the data folder is made and the side file would go."""
    with folder_in_memory() as path:
        yield path


def laid_out(place: Path, version: int) -> Path:
    """A data folder with nothing but the kept log of a version."""
    folder = place / "data"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(fixture(version), folder / LOG)
    return folder


def rows_of(file: Path) -> Rows:
    """Every row of a closed log, but when it was cleaned."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
        tables = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        found = {
            name: sorted(raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name, _sql in tables
        }
        found["removal_cleaned"] = [row[:1] for row in found.get("removal_cleaned", [])]
        return found | {"": tables, "version": raw.execute("PRAGMA user_version").fetchall()}


def undisturbed(nursery: Nursery, place: Path, version: int) -> tuple[Rows, float]:
    """The rows of the upgraded log when nothing comes between, and how many seconds the program takes."""
    folder = laid_out(place, version)
    child = nursery.bear("attempt", folder=str(folder), second=str(place))
    begun = monotonic()
    assert child.rest()[1] == 0
    return rows_of(folder / LOG), monotonic() - begun


def opened_after_kill(folder: Path) -> None:
    """Open what was left without a word of trouble, and close it with nothing half-made beside it."""
    backups = backup.all_of(folder)
    assert [file.name for file in backups if not backup.is_whole(file)] == []
    journal = open_journal(folder, second_place=folder.parent)
    assert journal.notices == ()
    assert examine(journal.database) == []
    journal.close()
    assert {path.name for path in folder.iterdir()} == {LOG, LOCK, BALLAST, backup.FOLDER}
    assert set(backups) <= set(backup.all_of(folder)) == set((folder / backup.FOLDER).iterdir())
    assert (folder / BALLAST).stat().st_size == BALLAST_BYTES
    assert [path.name for path in folder.parent.iterdir()] == ["data"]


def wholly_there(folder: Path, version: int, wanted: Rows) -> None:
    """Open what was left, and find every row and the log of before in a backup."""
    opened_after_kill(folder)
    assert rows_of(folder / LOG) == wanted
    assert rows_of(backup.all_of(folder)[-1]) == rows_of(fixture(version))


@pytest.mark.slow
@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_that_a_kill_in_the_middle_of_an_upgrade_loses_nothing(
    nursery: Nursery, place: Path, version: int
) -> None:
    chance, kills = random.Random(version), KILLS * TIMES
    wanted, whole_s = undisturbed(nursery, place, version)
    for kill in range(kills):
        folder = laid_out(place, version)
        child = nursery.bear("attempt", folder=str(folder), second=str(place))
        sleep(whole_s * (kill + chance.random()) / kills)
        child.kill()
        assert child.rest()[1] in (-9, 0)
        wholly_there(folder, version, wanted)


@pytest.mark.slow
def test_that_a_kill_at_any_commit_of_an_upgrade_loses_nothing(nursery: Nursery, place: Path) -> None:
    """Between two commits of one step there is no time that chance would hit: the kill comes at each in turn."""
    version = schema.VERSION - 1
    wanted, _whole_s = undisturbed(nursery, place, version)
    for nth in range(1, 100):
        folder = laid_out(place, version)
        child = nursery.bear("attempt", held=True, folder=str(folder), second=str(place))
        kill = f"inject=fdatasync:signal=SIGKILL:when={nth}"
        wal = str(folder / f"{LOG}-wal")
        with trace(child, "-P", wal, "-e", "trace=fdatasync", "-e", kill, "-o", "/dev/null") as tracer:
            code = child.rest()[1]
            tracer.communicate()
        wholly_there(folder, version, wanted)
        if code == 0:
            assert nth > 5
            return
    pytest.fail("there is no end to its commits")
