"""Every way a data folder can be wrong: a message of its own, and the file as it was."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import event, text

from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import Journal, open_journal, queries, threads
from facilitator.journal.checking.health import examine
from facilitator.journal.folder import BALLAST, BALLAST_BYTES
from facilitator.journal.tables import schema
from facilitator.session import orders as o
from tests.builders import begin
from tests.patience import PATIENCE_S
from tests.quick import in_another_process

SECTOR = 512
Reopen = Callable[[], Journal]
TIMES = 3
"""A busy machine makes a time longer, never shorter: the quickest of several is what the program takes."""


def refused(folder: Path) -> WorldTrouble:
    """The trouble that opening makes; nothing in the folder may be touched by it."""
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} if folder.is_dir() else {}
    with pytest.raises(WorldTrouble) as caught:
        open_journal(folder)
    after = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} if folder.is_dir() else {}
    after.pop("passledaren.lock", None)
    before.pop("passledaren.lock", None)
    assert after == before
    assert caught.value.path is not None
    assert caught.value.remedy
    return caught.value


def left(reopen: Reopen, folder: Path, turns: int = 3) -> str:
    """A folder as a killed program leaves it: marker, log and -wal. Returns the session's id."""
    journal = reopen()
    conductor = begin(journal)
    for _turn in range(turns):
        assert journal.flush(PATIENCE_S)
        conductor.order(o.Next())
    assert journal.flush(PATIENCE_S)
    kept = folder.parent / "kept"
    shutil.copytree(folder, kept)
    journal.close()
    shutil.rmtree(folder)
    kept.rename(folder)
    return conductor.session.id


def set_header(path: Path, **pragmas: int) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for name, value in pragmas.items():
            raw.execute(f"PRAGMA {name} = {value}")
        raw.commit()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_new_folder_becomes_an_empty_log(reopen: Reopen) -> None:
    assert queries.sessions(reopen()) == []


def test_a_missing_drive_is_never_replaced_by_a_new_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "usb" / "passledaren").kind is Trouble.MISSING
    assert not (tmp_path / "usb").exists()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    with pytest.raises(WorldTrouble):
        open_journal(tmp_path / "data")


def test_an_empty_file_is_damage_and_never_a_new_log(folder: Path) -> None:
    folder.mkdir()
    (folder / "passledaren.db").touch()
    assert refused(folder).kind is Trouble.DAMAGED


def test_a_text_file_is_no_log(folder: Path) -> None:
    folder.mkdir()
    (folder / "passledaren.db").write_text("Kära dagbok " * 50, encoding="utf-8")
    assert refused(folder).kind is Trouble.FOREIGN


def test_another_programs_database_is_no_log(reopen: Reopen, folder: Path) -> None:
    reopen().close()
    set_header(folder / "passledaren.db", application_id=7)
    assert refused(folder).kind is Trouble.FOREIGN


def test_a_newer_log_is_refused_untouched(reopen: Reopen, folder: Path) -> None:
    reopen().close()
    set_header(folder / "passledaren.db", user_version=schema.VERSION + 1)
    trouble = refused(folder)
    assert trouble.kind is Trouble.TOO_NEW
    assert str(schema.VERSION + 1) in trouble.message


def test_a_newer_log_that_was_killed_is_refused_untouched(reopen: Reopen, folder: Path) -> None:
    journal = reopen()
    begin(journal)
    assert journal.flush(PATIENCE_S)
    with journal.database.raw() as raw:
        raw.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    kept = folder.parent / "kept"
    shutil.copytree(folder, kept)
    assert refused(kept).kind is Trouble.TOO_NEW


def test_no_version_is_damage(reopen: Reopen, folder: Path) -> None:
    reopen().close()
    set_header(folder / "passledaren.db", user_version=0)
    assert refused(folder).kind is Trouble.DAMAGED


def test_the_second_in_this_program_is_refused_and_the_first_goes_on(journal: Journal, folder: Path) -> None:
    conductor = begin(journal)
    with pytest.raises(WorldTrouble) as caught:
        open_journal(folder)
    assert caught.value.kind is Trouble.LOCKED
    conductor.order(o.Next())
    assert journal.flush(PATIENCE_S)


def test_another_program_is_refused_at_once(journal: Journal, folder: Path) -> None:
    begin(journal)
    assert journal.flush(PATIENCE_S)

    def open_too() -> str:
        took: list[float] = []
        for _time in range(TIMES):
            since = monotonic()
            with pytest.raises(WorldTrouble) as told:
                open_journal(folder)
            took.append(monotonic() - since)
            assert told.value.kind is Trouble.LOCKED
        return f"locked {min(took) < 1}"

    assert in_another_process(open_too) == "locked True"


def test_a_lock_by_another_kind_of_program_is_told(reopen: Reopen, folder: Path) -> None:
    reopen().close()
    with closing(sqlite3.connect(folder / "passledaren.db", isolation_level=None)) as raw:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        with pytest.raises(WorldTrouble) as caught:
            open_journal(folder)
        assert caught.value.kind is Trouble.LOCKED


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs another user to be refused")
@pytest.mark.parametrize("what", ["folder", "log"])
def test_a_place_one_may_not_write_to_is_told(reopen: Reopen, folder: Path, what: str) -> None:
    reopen().close()
    (folder / "passledaren.ballast").unlink()
    for parent in (folder, *folder.parents):
        if parent.stat().st_mode & 0o005 != 0o005 and parent != Path("/"):
            parent.chmod(0o755)
    if what == "log":
        folder.chmod(0o777)
        (folder / "passledaren.lock").chmod(0o666)
    (folder / "passledaren.db").chmod(0o644)

    def open_as_nobody() -> str:
        os.setgid(65534)
        os.setuid(65534)
        try:
            open_journal(folder)
        except WorldTrouble as trouble:
            return str(trouble.kind)
        return "opened"

    before = (folder / "passledaren.db").read_bytes()
    assert in_another_process(open_as_nobody) == "read-only"
    assert (folder / "passledaren.db").read_bytes() == before


def test_a_killed_program_leaves_a_log_that_opens_whole(reopen: Reopen, folder: Path) -> None:
    own = left(reopen, folder)
    journal = reopen()
    assert journal.notices == ()
    assert queries.load(journal, own).seq == 4


def test_a_lost_log_is_told_and_not_begun_anew(reopen: Reopen, folder: Path) -> None:
    left(reopen, folder)
    (folder / "passledaren.db").unlink()
    assert refused(folder).kind is Trouble.DAMAGED
    (folder / "passledaren.db-wal").unlink()
    assert refused(folder).kind is Trouble.DAMAGED


def test_a_log_lost_beside_its_backups_is_told(reopen: Reopen, folder: Path) -> None:
    journal = reopen()
    journal.back_up()
    journal.close()
    (folder / "passledaren.db").unlink()
    assert refused(folder).kind is Trouble.DAMAGED


def test_a_stray_wal_is_set_aside(reopen: Reopen, folder: Path, tmp_path: Path) -> None:
    own = begin(reopen()).session.id
    reopen().close()
    other = open_journal(tmp_path / "other")
    begin(other)
    assert other.flush(PATIENCE_S)
    shutil.copy(tmp_path / "other" / "passledaren.db-wal", folder / "passledaren.db-wal")
    other.close()
    journal = reopen()
    assert len(journal.notices) == 1
    assert len(list(folder.glob("*.stray-*"))) == 1
    assert [row.session for row in queries.sessions(journal)] == [own]


def test_another_logs_wal_after_a_kill_is_damage(reopen: Reopen, folder: Path, tmp_path: Path) -> None:
    left(reopen, folder)
    other = open_journal(tmp_path / "other")
    begin(other)
    assert other.flush(PATIENCE_S)
    shutil.copy(tmp_path / "other" / "passledaren.db-wal", folder / "passledaren.db-wal")
    other.close()
    assert refused(folder).kind is Trouble.DAMAGED


def test_a_wal_that_holds_a_whole_other_log_is_damage(reopen: Reopen, folder: Path, tmp_path: Path) -> None:
    left(reopen, folder)
    other = open_journal(tmp_path / "other")
    begin(other)
    assert other.flush(PATIENCE_S)
    with other.database.raw() as raw:
        raw.execute("VACUUM")  # every page goes through the -wal file
    shutil.copy(tmp_path / "other" / "passledaren.db-wal", folder / "passledaren.db-wal")
    other.close()
    assert refused(folder).kind is Trouble.DAMAGED


def half_written(path: Path, place: Path) -> Path:
    """A folder with the log as the power leaves it when it goes while SQLite writes to the file itself: torn, beside its -journal."""
    place.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE").fetchall()
        raw.execute("PRAGMA cache_size = 1")  # so that it writes before it is asked to
        raw.execute("BEGIN")
        raw.execute("CREATE TABLE filler (bytes)")
        raw.execute("INSERT INTO filler VALUES (zeroblob(200000))")
        for name in (path.name, f"{path.name}-journal"):
            shutil.copyfile(path.with_name(name), place / name)
    content = bytearray((place / path.name).read_bytes())
    content[:SECTOR] = os.urandom(SECTOR)
    (place / path.name).write_bytes(content)
    return place


def test_a_log_torn_while_it_was_made_ready_for_use_opens_whole(
    reopen: Reopen, folder: Path, tmp_path: Path
) -> None:
    journal = reopen()
    begin(journal)
    assert journal.flush(PATIENCE_S)
    sessions = queries.sessions(journal)
    journal.close()
    torn = half_written(folder / "passledaren.db", tmp_path / "torn")
    with closing(open_journal(torn, second_place=tmp_path)) as again:
        assert again.notices == ()
        assert queries.sessions(again) == sessions
    assert not (torn / "passledaren.db-journal").exists()


def test_another_programs_database_beside_its_journal_is_no_log(tmp_path: Path) -> None:
    path = tmp_path / "passledaren.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE mine (x)")
    assert refused(half_written(path, tmp_path / "torn")).kind is Trouble.FOREIGN


@pytest.mark.usefixtures("whole_ballast")
def test_a_ballast_that_a_kill_left_too_small_is_made_anew(reopen: Reopen, folder: Path) -> None:
    left(reopen, folder)
    os.truncate(folder / BALLAST, 4096)
    reopen()
    assert (folder / BALLAST).stat().st_size == BALLAST_BYTES


def test_a_lost_wal_is_told(reopen: Reopen, folder: Path) -> None:
    left(reopen, folder)
    (folder / "passledaren.db-wal").unlink()
    journal = reopen()
    assert len(journal.notices) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: bytes(reversed(whole)),
        lambda whole: whole[:20] + b"x" + whole[21:],
        lambda whole: bytes(512) + whole[512:],
    ],
)
def test_a_wal_that_is_none_any_more_is_told_of_and_kept(
    reopen: Reopen, folder: Path, spoil: Callable[[bytes], bytes]
) -> None:
    left(reopen, folder)
    path = folder / "passledaren.db-wal"
    spoilt = spoil(path.read_bytes())
    path.write_bytes(spoilt)
    journal = reopen()
    assert len(journal.notices) == 2
    (aside,) = folder.glob("*.stray-*")
    assert aside.read_bytes() == spoilt
    assert examine(journal.database) == []
    assert reopen().notices == ()


def test_a_damaged_log_is_refused_untouched_after_a_kill(reopen: Reopen, folder: Path) -> None:
    left(reopen, folder)
    path = folder / "passledaren.db-wal"
    content = path.read_bytes()
    at = content.rindex(b"step_shown")
    path.write_bytes(content[:at] + b"stop_shown" + content[at + 10 :])
    (folder / "passledaren.db-wal").write_bytes(content[:at] + b"stop_shown" + content[at + 10 :])
    journal = reopen()  # a torn -wal is what a power cut leaves: SQLite drops what follows the tear
    assert queries.sessions(journal) == [] or queries.sessions(journal)[0].seq < 4
    assert journal.notices == ()


def test_that_damage_in_the_midst_of_a_wal_is_told_of_and_the_log_kept_as_it_was(
    reopen: Reopen, folder: Path
) -> None:
    left(reopen, folder, turns=6)
    path = folder / "passledaren.db-wal"
    spoilt = bytearray(path.read_bytes())
    spoilt[spoilt.index(b"step_shown")] ^= 1
    path.write_bytes(spoilt)
    log = (folder / "passledaren.db").read_bytes()
    journal = reopen()
    assert len(journal.notices) == 2
    (aside,) = folder.glob("damaged-*")
    assert (aside / path.name).read_bytes() == spoilt
    assert (aside / "passledaren.db").read_bytes() == log
    assert examine(journal.database) == []
    assert reopen().notices == ()
    assert (aside / path.name).exists()


@pytest.mark.parametrize("place", range(0, 40, 3))
def test_that_a_wal_cut_off_anywhere_is_what_a_stop_leaves(reopen: Reopen, folder: Path, place: int) -> None:
    left(reopen, folder)
    path = folder / "passledaren.db-wal"
    os.truncate(path, path.stat().st_size * (place + 1) // 40)
    assert reopen().notices == ()


def test_a_cut_off_log_is_damage(reopen: Reopen, folder: Path) -> None:
    begin(reopen())
    reopen().close()
    path = folder / "passledaren.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert refused(folder).kind is Trouble.DAMAGED


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps the folder private by its own rules")
def test_that_nobody_else_on_the_computer_may_read_what_lies_in_the_folder(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        open_journal(tmp_path / "data").close()
    finally:
        os.umask(before)
    modes = {p.name: p.stat().st_mode & 0o777 for p in (tmp_path / "data").iterdir() if p.is_file()}
    assert set(modes.values()) == {0o600}, modes


def test_that_whoever_asks_a_closed_log_is_told_so(folder: Path) -> None:
    journal = open_journal(folder)
    journal.close()
    with pytest.raises(WorldTrouble, match="stängd"):
        threads.thread(journal, "7B")
    with pytest.raises(WorldTrouble, match="stängd"), journal.database.raw():
        pass
    with pytest.raises(WorldTrouble, match="stängd"), journal.database.writing():
        pass


def test_that_a_command_stopped_by_its_user_in_the_middle_of_a_question_is_stopped(reopen: Reopen) -> None:
    def stop(*_asked: object) -> None:
        raise KeyboardInterrupt

    with closing(reopen()) as journal:
        engine = journal.database._engine
        event.listen(engine, "do_execute", stop, once=True)  # as Ctrl+C does, while SQLite is at work
        with pytest.raises(KeyboardInterrupt), journal.database.begin() as connection:
            connection.execute(text("SELECT 1"))
