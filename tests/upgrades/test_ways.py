"""The ways between versions: forward after a verified backup, back by that backup, and never by an older program."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import open_journal, opening, queries
from facilitator.journal.backups import backup, restoring
from facilitator.journal.checking.health import examine
from facilitator.journal.folder import LOG, Marker
from facilitator.journal.tables import schema
from tests.quick import folder_in_memory, small_disk
from tests.upgrades.make_fixture import fixture

VERSIONS = range(1, schema.VERSION + 1)
OLDER = range(1, schema.VERSION)
ROWS = "SELECT session, seq, kind, version, data, hash FROM fact ORDER BY session, seq"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder."""
    with folder_in_memory() as path:
        (path / "data").mkdir()
        yield path / "data"


def version_and_rows(file: Path) -> tuple[int, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
        return raw.execute("PRAGMA user_version").fetchone()[0], raw.execute(ROWS).fetchall()


@pytest.mark.parametrize("version", OLDER)
def test_a_verified_backup_of_every_older_log_is_made_before_it_is_touched(
    folder: Path, version: int
) -> None:
    shutil.copy(fixture(version), folder / LOG)
    open_journal(folder, second_place=folder).close()
    first = backup.all_of(folder)[-1]
    assert backup.is_whole(first)
    assert version_and_rows(first) == version_and_rows(fixture(version))
    assert version_and_rows(folder / LOG)[0] == schema.VERSION


def stopped(folder: Path, version: int, statement: str) -> None:
    """A log of an older program as a stop leaves it: the last change lies in the side file, and the marker is there."""
    with folder_in_memory() as other, closing(sqlite3.connect(other / LOG, isolation_level=None)) as raw:
        shutil.copy(fixture(version), other / LOG)
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA wal_autocheckpoint = 0")
        raw.execute(statement)
        for name in (LOG, f"{LOG}-wal"):
            shutil.copy(other / name, folder / name)
        ((device,),) = raw.execute("SELECT value FROM meta WHERE key = 'device'")
        Marker(folder).set(device)


@pytest.mark.parametrize("version", OLDER)
def test_an_older_log_that_was_stopped_suddenly_is_looked_through_as_it_will_be(
    folder: Path, version: int
) -> None:
    stopped(folder, version, "UPDATE session SET exported = ''")
    assert opening.faults(folder / LOG) == []
    journal = open_journal(folder, second_place=folder)
    assert examine(journal.database) == []
    assert {row.exported for row in queries.sessions(journal)} == {""}
    assert journal.notices == ()
    journal.close()


@pytest.mark.parametrize("version", OLDER)
def test_damage_in_an_older_log_that_was_stopped_suddenly_is_told_and_nothing_changed(
    folder: Path, version: int
) -> None:
    stopped(folder, version, "UPDATE session_step SET title = 'Annat' WHERE planned_order = 1")
    before = {file.name: file.read_bytes() for file in folder.glob(f"{LOG}*")}
    with pytest.raises(WorldTrouble) as caught:
        open_journal(folder, second_place=folder)
    assert caught.value.kind is Trouble.DAMAGED
    assert {file.name: file.read_bytes() for file in folder.glob(f"{LOG}*")} == before
    assert opening.faults(folder / LOG)


def test_an_older_log_without_room_to_be_looked_through_is_not_called_damaged(tmp_path: Path) -> None:
    outcomes: list[Trouble | None] = []
    for size_kb in range(200, 800, 20):
        with small_disk(tmp_path / f"disk-{size_kb}", size_kb) as disk:
            data = disk / "data"
            data.mkdir()
            stopped(data, OLDER[-1], "UPDATE session SET exported = ''")
            before = version_and_rows(data / LOG)
            try:
                open_journal(data, second_place=tmp_path).close()
            except WorldTrouble as trouble:
                outcomes.append(trouble.kind)
                assert version_and_rows(data / LOG) == before
            else:
                outcomes.append(None)
    assert {Trouble.FULL, None} <= set(outcomes)
    assert Trouble.DAMAGED not in outcomes


@pytest.mark.parametrize("killed", [False, True])
def test_an_upgrade_that_was_refused_is_not_told_as_a_loss(folder: Path, killed: bool) -> None:
    if killed:
        stopped(folder, OLDER[-1], "UPDATE session SET exported = ''")
    else:
        shutil.copy(fixture(OLDER[-1]), folder / LOG)
    (folder / "backups").write_bytes(b"in the way")
    for _start in range(2):
        with pytest.raises(WorldTrouble):
            open_journal(folder, second_place=folder)
    (folder / "backups").unlink()
    journal = open_journal(folder, second_place=folder)
    assert journal.notices == ()
    journal.close()


def test_a_loss_is_told_once_a_refused_upgrade_succeeds(folder: Path) -> None:
    stopped(folder, OLDER[-1], "UPDATE session SET exported = ''")
    (folder / f"{LOG}-wal").unlink()
    (folder / "backups").write_bytes(b"in the way")
    with pytest.raises(WorldTrouble):
        open_journal(folder, second_place=folder)
    (folder / "backups").unlink()
    journal = open_journal(folder, second_place=folder)
    assert len(journal.notices) == 1
    journal.close()


@pytest.mark.parametrize("version", OLDER)
def test_the_backup_of_before_brings_the_older_log_back(folder: Path, version: int) -> None:
    shutil.copy(fixture(version), folder / LOG)
    open_journal(folder, second_place=folder).close()
    aside = restoring.restore(folder, backup.all_of(folder)[-1])
    assert aside is not None
    assert version_and_rows(folder / LOG) == version_and_rows(fixture(version))
    assert version_and_rows(aside / LOG)[0] == schema.VERSION, "what was written since is kept"
    journal = open_journal(folder, second_place=folder)
    assert examine(journal.database) == []
    assert len(queries.sessions(journal)) == 2
    journal.close()


@pytest.mark.parametrize(("known", "version"), [(k, v) for k in OLDER for v in VERSIONS if v > k])
def test_no_older_program_touches_a_newer_log(
    folder: Path, known: int, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(fixture(version), folder / LOG)
    before = hashlib.sha256((folder / LOG).read_bytes()).hexdigest()
    monkeypatch.setattr(schema, "VERSION", known)  # as the program of that time
    with pytest.raises(WorldTrouble) as told:
        open_journal(folder, second_place=folder)
    assert told.value.kind is Trouble.TOO_NEW
    assert str(version) in told.value.message
    assert hashlib.sha256((folder / LOG).read_bytes()).hexdigest() == before
    assert {path.name for path in folder.iterdir()} == {LOG, "passledaren.lock"}


def test_a_log_of_the_first_version_with_a_hundred_thousand_facts_is_brought_up_in_seconds(
    folder: Path,
) -> None:
    """Ten seconds are promised; what is measured here is the way itself, on a log as large as a decade of a school.

    Seconds of the processor are counted: what else the machine does meanwhile is no part of the way.
    """
    from time import process_time

    shutil.copy(fixture(1), folder / LOG)
    with closing(sqlite3.connect(folder / LOG)) as raw:
        (each,) = raw.execute("SELECT count(*) FROM fact").fetchone()
        columns = [row[1] for row in raw.execute("PRAGMA table_info(fact)")]
        kept = ", ".join(name for name in columns if name not in ("session", "seq"))
        sessions = raw.execute("SELECT * FROM session LIMIT 1").fetchone()
        names = [row[1] for row in raw.execute("PRAGMA table_info(session)")]
        own = names.index("session")
        for place in range(100_000 // each):
            fresh = list(sessions)
            fresh[own] = f"{place:026}"
            raw.execute(f"INSERT INTO session VALUES ({', '.join('?' * len(fresh))})", fresh)
            copied = f"INSERT INTO fact (session, seq, {kept}) SELECT ?, row_number() OVER (), {kept} FROM fact LIMIT ?"
            raw.execute(copied, (fresh[own], each))
        raw.commit()
        (count,) = raw.execute("SELECT count(*) FROM fact").fetchone()
        assert count >= 100_000
    begun = process_time()
    open_journal(folder, second_place=folder).close()
    assert version_and_rows(folder / LOG)[0] == schema.VERSION
    assert process_time() - begun < 10


def test_a_hundred_thousand_steps_get_their_words_apart_in_seconds(folder: Path) -> None:
    from time import process_time

    shutil.copy(fixture(6), folder / LOG)
    with closing(sqlite3.connect(folder / LOG)) as raw:
        run = list(raw.execute("SELECT * FROM session").fetchone())
        steps = [list(row) for row in raw.execute("SELECT * FROM session_step WHERE session = ?", run[:1])]
        for place in range(100_000 // len(steps)):
            run[0] = f"{place:026}"
            raw.execute(f"INSERT INTO session VALUES ({', '.join('?' * len(run))})", run)
            copied = [[run[0], *step[1:]] for step in steps]
            raw.executemany(f"INSERT INTO session_step VALUES ({', '.join('?' * len(steps[0]))})", copied)
        raw.commit()
        (count,) = raw.execute("SELECT count(*) FROM session_step").fetchone()
        assert count >= 100_000
    begun = process_time()
    open_journal(folder, second_place=folder).close()
    assert process_time() - begun < 10
    with closing(sqlite3.connect(folder / LOG)) as raw:
        (left,) = raw.execute("SELECT count(*) FROM session_step JOIN step_text ON number = text").fetchone()
        assert left == count
        assert raw.execute("SELECT count(*) FROM step_text").fetchone() == (len(steps),)
