"""The disk refuses, at every write: the lesson goes on, nothing is lost, and "saved" is never said too early."""

import functools
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pytest
from typing_extensions import override

from facilitator.errors import Trouble
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.backups import backup
from facilitator.journal.checking.health import examine
from facilitator.journal.takingup import drafts, stopped, stopped_outside, take_up
from facilitator.session import orders as o
from facilitator.session.conductor import Conductor
from facilitator.session.summary import summarise
from tests.builders import HandClock, begin
from tests.patience import PATIENCE_S
from tests.quick import in_another_process

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("whole_ballast")]

Reopen = Callable[[], Journal]


class Fault:
    """Refuses the nth write of a connection; `lasting`: and all after it; `late`: after a commit has worked."""

    def __init__(
        self, nth: int, *, lasting: bool = False, late: bool = False, name: str = "SQLITE_IOERR_WRITE"
    ) -> None:
        self.left, self.lasting, self.late, self.name = nth, lasting, late, name
        self.struck = False

    def strike(self) -> None:
        """Count a write; raise when it is the one to refuse."""
        self.left -= 1
        if self.left == 0 or (self.lasting and self.left < 0):
            self.struck = True
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = self.name
            raise error


class Refusing(sqlite3.Connection):
    """A connection whose writes can be refused."""

    fault: Fault | None = None

    @override
    def cursor(self, *given: Any) -> sqlite3.Cursor:  # type: ignore[override]
        return super().cursor(RefusingCursor)

    @override
    def commit(self) -> None:
        if Refusing.fault is not None and Refusing.fault.late:
            super().commit()
            Refusing.fault.strike()
        elif Refusing.fault is not None:
            Refusing.fault.strike()
        super().commit()


class RefusingCursor(sqlite3.Cursor):
    """Its writing statements count."""

    @override
    def execute(self, statement: str, *given: Any) -> Self:
        self._count(statement)
        return super().execute(statement, *given)

    @override
    def executemany(self, statement: str, rows: Any, /) -> Self:
        self._count(statement)
        return super().executemany(statement, rows)

    def _count(self, statement: str) -> None:
        if (
            Refusing.fault
            and not Refusing.fault.late
            and statement.startswith(("INSERT", "UPDATE", "DELETE"))
        ):
            Refusing.fault.strike()


@pytest.fixture(autouse=True)
def _refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, factory=Refusing))
    Refusing.fault = None
    yield
    Refusing.fault = None


def lead(journal: Journal) -> Conductor:
    """A short session with everything that is written: facts, steps, answers, a note."""
    clock = HandClock()
    conductor = begin(journal, clock)
    for order in (
        o.Next(),
        o.Skip("horn", "time"),
        o.End(),
        o.Answer("went", 2),
        o.WriteNote("Lugnt.", "ab"),
    ):
        clock.go(60)
        conductor.order(order)
    return conductor


@pytest.mark.parametrize("late", [False, True])
def test_any_single_write_may_fail(journal: Journal, folder: Path, late: bool) -> None:
    nth = 0
    struck = True
    while struck:
        nth += 1
        Refusing.fault = fault = Fault(nth, late=late)
        conductor = lead(journal)
        assert journal.flush(PATIENCE_S), nth
        struck, Refusing.fault = fault.struck, None
        assert queries.load(journal, conductor.session.id) == conductor.session, nth
        assert not (folder / "passledaren.spill").exists(), nth
    assert examine(journal.database) == []
    assert nth > (6 if late else 20)


NAMES = ("SQLITE_FULL", "SQLITE_IOERR_FSYNC", "SQLITE_READONLY")


def test_all_writes_from_the_nth_on_may_fail(reopen: Reopen, folder: Path) -> None:
    nth = -2
    struck = True
    while struck:
        nth += 3
        journal = reopen()
        Refusing.fault = fault = Fault(nth, lasting=True, name=NAMES[nth // 3 % 3])
        conductor = lead(journal)
        assert journal.flush(0.5) is not fault.struck
        assert journal.status == ("spilled" if fault.struck else "saved")
        assert (folder / "passledaren.spill").exists() is fault.struck
        struck = fault.struck
        journal.close()
        Refusing.fault = None
        journal = reopen()
        assert queries.load(journal, conductor.session.id) == conductor.session, nth
        assert queries.note(journal, conductor.session.id) == "Lugnt.", nth
        assert (journal.notices, journal.status) == ((), "saved")
        assert not (folder / "passledaren.spill").exists(), nth
    assert examine(reopen().database) == []
    assert nth > 20


def test_writing_again_folds_the_side_file_in_by_itself(journal: Journal, folder: Path) -> None:
    heard: list[str] = []
    journal.on_status(heard.append)
    Refusing.fault = Fault(6, lasting=True)
    conductor = begin(journal)
    for _turn in range(6):
        conductor.order(o.Next())
    assert not journal.flush(0.3)
    assert heard[-1] == "spilled"
    assert (folder / "passledaren.spill").exists()
    Refusing.fault = None
    conductor.order(o.Next())
    assert journal.flush(PATIENCE_S)
    assert heard[-1] == "saved"
    assert queries.load(journal, conductor.session.id) == conductor.session
    assert not (folder / "passledaren.spill").exists()


def test_no_place_at_all_is_told_and_kept_in_memory(
    journal: Journal, folder: Path, second_place: Path
) -> None:
    (folder / "passledaren.spill").mkdir()
    second_place.rmdir()
    Refusing.fault = Fault(1, lasting=True)
    conductor = begin(journal)
    conductor.order(o.Next())
    assert not journal.flush(0.3)
    assert journal.status == "unsaved"
    (folder / "passledaren.spill").rmdir()
    conductor.order(o.Next())
    assert not journal.flush(0.3)
    assert journal.status == "spilled"
    Refusing.fault = None
    assert journal.flush(PATIENCE_S)
    assert queries.load(journal, conductor.session.id) == conductor.session


def test_what_the_log_itself_refuses_does_not_stop_other_sessions(journal: Journal) -> None:
    odd = begin(journal)
    assert journal.flush(PATIENCE_S)
    with journal.database.begin() as connection:  # a row that takes the next fact's place
        connection.exec_driver_sql(
            "INSERT INTO fact SELECT session, 2, at_ms, wall, kind, version, data, hash FROM fact"
        )
    odd.order(o.Next())
    assert not journal.flush(0.5)
    fine = begin(journal)
    fine.order(o.Next())
    journal.flush(0.5)
    assert journal.status == "spilled"
    assert queries.load(journal, fine.session.id) == fine.session


def test_a_log_removed_while_open_comes_back(journal: Journal, folder: Path, reopen: Reopen) -> None:
    conductor = begin(journal)
    assert journal.flush(PATIENCE_S)
    (folder / "passledaren.db").unlink()
    conductor.order(o.Next())
    assert journal.flush(PATIENCE_S)
    assert queries.load(reopen(), conductor.session.id) == conductor.session


def test_a_log_exchanged_while_open_is_set_aside(journal: Journal, folder: Path, reopen: Reopen) -> None:
    conductor = begin(journal)
    assert journal.flush(PATIENCE_S)
    (folder / "older").write_bytes(b"what a synchronising program put back")
    (folder / "older").replace(folder / "passledaren.db")
    conductor.order(o.Next())
    assert journal.flush(PATIENCE_S)
    assert queries.load(reopen(), conductor.session.id) == conductor.session
    (aside,) = folder.glob("passledaren.db.exchanged-*")
    assert aside.read_bytes().startswith(b"what")


@pytest.mark.parametrize("exchanged", [False, True], ids=["removed", "exchanged"])
def test_a_log_that_goes_after_the_last_step_is_there_after_closing(
    journal: Journal, folder: Path, reopen: Reopen, exchanged: bool
) -> None:
    older = backup.back_up(journal.database)
    conductor = begin(journal)
    assert journal.flush(PATIENCE_S)
    if exchanged:
        older.replace(folder / "passledaren.db")  # what a synchronising program put back
    else:
        (folder / "passledaren.db").unlink()
    journal = reopen()
    assert journal.notices == ()
    assert queries.load(journal, conductor.session.id) == conductor.session
    assert len(list(folder.glob("passledaren.db.exchanged-*"))) == exchanged


def test_a_folder_that_disappears_leaves_the_steps_in_the_second_place(
    tmp_path: Path, journal: Journal, folder: Path, second_place: Path
) -> None:
    conductor = begin(journal)
    assert journal.flush(PATIENCE_S)
    folder.rename(tmp_path / "unplugged")
    conductor.order(o.Next())
    assert not journal.flush(0.3)
    assert journal.status == "spilled"
    assert len(list(second_place.iterdir())) == 1
    (tmp_path / "unplugged").rename(folder)
    assert journal.flush(PATIENCE_S)
    assert queries.load(journal, conductor.session.id) == conductor.session
    assert not list(second_place.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
def test_files_that_may_not_grow(tmp_path: Path) -> None:
    def lead_with_limits() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        outcomes = [limited(tmp_path / str(extra), extra) for extra in range(0, 70_000, 7_000)]
        return " ".join(outcomes)

    outcomes = in_another_process(lead_with_limits).split()
    assert set(outcomes) == {"spilled", "saved"}
    assert len(outcomes) == 10


def limited(folder: Path, extra: int) -> str:
    """Lead while no file may grow more than `extra` bytes beyond the -wal; what the status was meanwhile."""
    folder.mkdir()
    journal = open_journal(folder / "data", second_place=folder)
    conductor = begin(journal)
    assert journal.flush(PATIENCE_S)
    size = (folder / "data" / "passledaren.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + extra, resource.RLIM_INFINITY))
    conductor.order(o.Next())
    conductor.order(o.Next())
    saved, status = journal.flush(0.2), journal.status
    assert saved is (status == "saved")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert journal.flush(PATIENCE_S)
    assert queries.load(journal, conductor.session.id) == conductor.session
    assert examine(journal.database) == []
    journal.close()
    return status


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a disk of a given size."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(size: str) -> Path:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)],
            check=False,
            capture_output=True,
        )
        if done.returncode:
            pytest.skip("may not mount a disk of its own")
        return place

    yield mount
    subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


mounts = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a disk")


@mounts
def test_a_full_disk(small_disk: Callable[[str], Path], second_place: Path) -> None:
    disk = small_disk("700k")
    (disk / "filler").write_bytes(bytes(200_000))
    journal = open_journal(disk / "data", second_place=second_place)
    conductor = begin(journal)
    turns = 0
    while journal.flush(0.1):
        conductor.order(o.Next() if turns % 2 else o.ToggleFreeze())
        turns += 1
        assert turns < 500
    assert journal.trouble is not None
    assert journal.trouble.kind is Trouble.FULL
    for _turn in range(5):
        conductor.order(o.TogglePause())
    assert not journal.flush(0.1)
    assert journal.status == "spilled"
    journal.close()
    journal = open_journal(disk / "data", second_place=second_place)  # still full
    assert journal.status == "spilled"
    (disk / "filler").unlink()
    assert journal.flush(PATIENCE_S)
    assert queries.load(journal, conductor.session.id) == conductor.session
    assert examine(journal.database) == []
    journal.close()
    assert not list(second_place.iterdir())


def test_a_session_is_taken_up_with_what_still_waits_for_the_disk(journal: Journal, folder: Path) -> None:
    clock = HandClock()
    conductor = begin(journal, clock)
    assert journal.flush(PATIENCE_S)
    Refusing.fault = Fault(1, lasting=True, name="SQLITE_FULL")
    for _turn in range(3):
        clock.go(20)
        conductor.order(o.Next())
    assert not journal.flush(0.1)
    clock.go(60)
    Refusing.fault = None  # the disk can be read, and written to again, but what waits is still to be tried
    again = take_up(journal, conductor.session.id, clock)
    assert again.session.current == conductor.session.current
    assert again.session.seq == conductor.session.seq + 1
    again.order(o.End())
    assert journal.flush(PATIENCE_S)
    assert queries.load(journal, conductor.session.id) == again.session
    assert examine(journal.database) == []
    assert not (folder / "passledaren.spill").exists()


@mounts
def test_a_session_goes_on_from_the_side_file_while_the_disk_is_still_full(
    small_disk: Callable[[str], Path], second_place: Path
) -> None:
    disk = small_disk("700k")
    (disk / "filler").write_bytes(bytes(200_000))
    journal = open_journal(disk / "data", second_place=second_place)
    conductor = begin(journal)
    turns = 0
    while journal.flush(0.1):
        conductor.order(o.Next() if turns % 2 else o.ToggleFreeze())
        turns += 1
        assert turns < 500
    conductor.order(o.TogglePause())
    journal.close()
    journal = open_journal(disk / "data", second_place=second_place)  # still full
    again = take_up(journal, conductor.session.id, HandClock())
    assert again.session.seq == conductor.session.seq + 1
    for _turn in range(5):
        again.order(o.ToggleFreeze())
    journal.close()
    (disk / "filler").unlink()
    journal = open_journal(disk / "data", second_place=second_place)
    assert journal.notices == ()
    assert queries.load(journal, conductor.session.id) == again.session
    assert examine(journal.database) == []
    journal.close()
    assert not list(second_place.iterdir())


@mounts
def test_the_ballast_gives_room_for_the_rest_of_a_lesson(
    small_disk: Callable[[str], Path], second_place: Path
) -> None:
    disk = small_disk("80m")
    journal = open_journal(disk / "data", second_place=second_place)
    conductor = begin(journal)
    assert (disk / "data" / "passledaren.ballast").stat().st_size == 4 * 1024 * 1024
    with (disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
        while True:
            filler.write(bytes(4096))
    assert shutil.disk_usage(disk).free == 0
    for _turn in range(40):
        conductor.order(o.TogglePause())
    assert journal.flush(PATIENCE_S)
    assert not (disk / "data" / "passledaren.ballast").exists()
    assert queries.load(journal, conductor.session.id) == conductor.session
    journal.close()


@mounts
@pytest.mark.parametrize("text_is_known", [False, True])
def test_a_session_that_lies_wholly_in_the_side_file_is_found_and_taken_up_while_the_disk_is_full(
    small_disk: Callable[[str], Path], second_place: Path, text_is_known: bool
) -> None:
    disk = small_disk("700k")
    journal = open_journal(disk / "data", second_place=second_place)
    if text_is_known:
        begin(journal).order(o.End())
        assert journal.flush(PATIENCE_S)
    with suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(bytes(512)):
            pass
    rehearsal = begin(journal, rehearsal=True)
    conductor = begin(journal)
    conductor.order(o.Next())
    journal.close()
    journal = open_journal(disk / "data", second_place=second_place)  # still full
    assert queries.interrupted(journal) == []
    assert rehearsal.session.id in journal.newest_waiting()
    (stopped,) = stopped_outside(journal)
    assert stopped.summary == summarise(conductor.session)
    again = take_up(journal, stopped.session, HandClock())
    assert again.session.current == conductor.session.current
    again.order(o.Next())
    journal.close()
    (disk / "filler").unlink()
    journal = open_journal(disk / "data", second_place=second_place)
    assert journal.notices == ()
    assert stopped_outside(journal) == []
    assert [row.session for row in queries.interrupted(journal)] == [conductor.session.id]
    assert queries.load(journal, conductor.session.id) == again.session
    assert examine(journal.database) == []
    journal.close()


@mounts
def test_that_an_end_the_disk_refuses_is_known_while_it_is_full(
    small_disk: Callable[[str], Path], second_place: Path
) -> None:
    disk = small_disk("700k")
    journal = open_journal(disk / "data", second_place=second_place)
    ended, done = begin(journal), begin(journal)
    assert journal.flush(PATIENCE_S)
    with suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(bytes(512)):
            pass
    outside, rehearsal = begin(journal), begin(journal, rehearsal=True)
    for one in (ended, done, outside, rehearsal):
        one.order(o.End())
    done.order(o.FinishLog())
    journal.close()
    journal = open_journal(disk / "data", second_place=second_place)  # still full
    assert len(queries.interrupted(journal)) == 2
    assert stopped(journal) == []
    assert [row.session for row in drafts(journal)] == [outside.session.id, ended.session.id]
    take_up(journal, outside.session.id, HandClock()).order(o.FinishLog())
    assert [row.session for row in drafts(journal)] == [ended.session.id]
    journal.close()
    (disk / "filler").unlink()
    journal = open_journal(disk / "data", second_place=second_place)
    assert [row.session for row in queries.drafts(journal)] == [ended.session.id]
    assert drafts(journal) == queries.drafts(journal)
    assert stopped(journal) == queries.interrupted(journal) == []
    assert examine(journal.database) == []
    journal.close()


@mounts
def test_that_what_does_not_fit_is_told_of_also_when_the_disk_has_room_only_later(
    small_disk: Callable[[str], Path], second_place: Path
) -> None:
    disk = small_disk("700k")
    journal = open_journal(disk / "data", second_place=second_place)
    with suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(bytes(512)):
            pass
    conductor = begin(journal)
    journal.close()
    (side,) = second_place.iterdir()
    side.write_bytes(side.read_bytes() + b"\ntorn\n")
    journal = open_journal(disk / "data", second_place=second_place)  # still full
    assert list(journal.notices) == []
    (disk / "filler").unlink()
    assert journal.flush(PATIENCE_S)
    (aside,) = second_place.iterdir()
    [notice] = journal.notices
    assert aside.name in notice
    assert queries.load(journal, conductor.session.id) == conductor.session
    journal.close()
