"""Backups are real: verified when made, thinned out by schedule, brought back with the damaged log kept."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.backups import backup, restoring
from facilitator.journal.checking.health import examine
from facilitator.journal.engine import Database
from facilitator.session import orders as o
from tests.builders import begin
from tests.patience import PATIENCE_S

Reopen = Callable[[], Journal]
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_a_backup_holds_what_the_log_holds(journal: Journal, tmp_path: Path) -> None:
    conductor = begin(journal)
    assert journal.flush(PATIENCE_S)
    made = journal.back_up()
    assert backup.is_whole(made)
    assert [p.name for p in made.parent.iterdir()] == [made.name]
    assert made.stat().st_mode & 0o777 == 0o600
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "passledaren.db").write_bytes(made.read_bytes())
    copy = open_journal(tmp_path / "copy")
    assert queries.load(copy, conductor.session.id) == conductor.session
    assert examine(copy.database) == []
    copy.close()


def test_a_backup_needs_room_for_nothing_but_itself(journal: Journal, tmp_path: Path) -> None:
    begin(journal)
    assert journal.flush(PATIENCE_S)
    target = tmp_path / "kopia.db"
    (
        tmp_path / ".kopia.db.part-shm"
    ).mkdir()  # as on a disk so full that this file has no room: no database can make it
    backup.copy(journal.database, target)
    assert backup.is_whole(target)


def test_the_end_of_a_lesson_makes_a_backup_at_most_every_half_hour(journal: Journal) -> None:
    folder = journal.path.parent / "backups"
    for _turn in range(2):
        begin(journal).order(o.End())
        assert journal.flush(PATIENCE_S)
    assert len(list(folder.iterdir())) == 1
    (made,) = folder.iterdir()
    made.rename(folder / "passledaren-20240101T080000.000000Z.db")
    begin(journal).order(o.End())
    assert journal.flush(PATIENCE_S)
    assert len(list(folder.iterdir())) == 2
    assert backup.newest(journal.path.parent) == max(folder.iterdir())


def test_the_log_goes_on_after_a_backup(journal: Journal) -> None:
    conductor = begin(journal)
    journal.back_up()
    conductor.order(o.Next())
    assert journal.flush(PATIENCE_S)
    assert queries.load(journal, conductor.session.id) == conductor.session


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE session SET head = 'x'",
        "UPDATE session SET seal = 'x'",
        "DELETE FROM session_step WHERE planned_order = 3",
        "INSERT INTO fact SELECT session, 2, at_ms, wall, kind, version, data, 'zz' FROM fact",
    ],
)
def test_two_logs_that_differ_are_told_apart(journal: Journal, statement: str) -> None:
    begin(journal)
    assert journal.flush(PATIENCE_S)
    with closing(sqlite3.connect(journal.back_up())) as copy, journal.database.raw() as raw:
        assert backup.prints(raw) == backup.prints(copy)
        copy.execute(statement)
        assert backup.prints(raw) != backup.prints(copy)


def test_no_room_for_backups_is_told(journal: Journal) -> None:
    (journal.path.parent / "backups").write_bytes(b"a file in the way")
    with pytest.raises(WorldTrouble):
        journal.back_up()


def test_the_newest_whole_backup_comes_back(reopen: Reopen, folder: Path) -> None:
    journal = reopen()
    own = begin(journal).session.id
    assert journal.flush(PATIENCE_S)
    good, torn = journal.back_up(), journal.back_up()
    journal.close()
    torn.write_bytes(torn.read_bytes()[:-4096])
    log = folder / "passledaren.db"
    log.write_bytes(b"ruined" + log.read_bytes()[6:])
    assert backup.newest(folder) == good
    aside = restoring.restore(folder, good)
    assert aside is not None
    assert (aside / "passledaren.db").read_bytes().startswith(b"ruined")
    assert [row.session for row in queries.sessions(reopen())] == [own]


def test_a_backup_from_a_clock_that_was_ahead_is_older_than_those_from_the_right_one(
    journal: Journal, folder: Path
) -> None:
    ahead = []
    for days in (400, 401):
        moment, made = datetime.now(UTC) + timedelta(days), journal.back_up()
        ahead.append(made.rename(made.with_name(f"passledaren-{moment:%Y%m%dT%H%M%S}.000000Z.db")))
    assert backup.newest(folder) == ahead[1], "so it is also where the clock has gone back"
    begin(journal)
    assert journal.flush(PATIENCE_S)
    later = journal.back_up()
    assert backup.newest(folder) == later
    assert backup.all_of(folder) == (later, ahead[1], ahead[0])


def test_a_torn_backup_is_not_brought_back(reopen: Reopen, folder: Path) -> None:
    journal = reopen()
    torn = journal.back_up()
    journal.close()
    torn.write_bytes(torn.read_bytes()[:-4096])
    before = (folder / "passledaren.db").read_bytes()
    with pytest.raises(WorldTrouble):
        restoring.restore(folder, torn)
    assert (folder / "passledaren.db").read_bytes() == before
    assert backup.newest(folder) is None


def test_an_open_log_is_not_replaced(journal: Journal, folder: Path) -> None:
    made = journal.back_up()
    with pytest.raises(WorldTrouble) as caught:
        restoring.restore(folder, made)
    assert caught.value.kind is Trouble.LOCKED


def test_old_backups_go_by_schedule() -> None:
    hourly = [NOW - timedelta(hours=hours) for hours in range(0, 24 * 400, 3)]
    kept = backup.kept(hourly, NOW)
    assert {moment for moment in hourly if NOW - moment <= timedelta(days=2)} <= kept
    older = sorted(kept - {m for m in hourly if NOW - m <= timedelta(days=2)}, reverse=True)
    assert len({moment.date() for moment in older}) == len(older)
    assert len(older) <= 12 + 10 + 9
    assert min(older) < NOW - timedelta(days=230)


@given(st.lists(st.integers(0, 900 * 24 * 60), max_size=60))
def test_the_newest_backup_always_stays(minutes: list[int]) -> None:
    moments = [NOW - timedelta(minutes=ago) for ago in minutes]
    kept = backup.kept(moments, NOW)
    assert kept <= set(moments)
    assert not moments or max(moments) in kept


def test_thinning_out_removes_files_and_nothing_else(journal: Journal) -> None:
    made = journal.back_up()
    old = [f"passledaren-202401{day:02}T{hour:02}0000.000000Z.db" for day in (1, 2) for hour in (8, 9)]
    for name in [*old, "mine.db"]:
        (made.parent / name).touch()
    backup.thin_out(made.parent, NOW)
    left = {p.name for p in made.parent.iterdir()}
    assert left == {made.name, "mine.db", old[1], old[3]}


def test_a_backup_is_a_plain_file_of_its_own(journal: Journal, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    backup.copy(journal.database, target)
    database = Database(target)
    database.close()
    assert examine_names(tmp_path) == {"copy.db", "data", "second"}


def examine_names(folder: Path) -> set[str]:
    """The names in a folder."""
    return {p.name for p in folder.iterdir()}
