"""What a data folder can be like when the program comes: each is told, and nothing in it is harmed."""

import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import open_journal, queries
from facilitator.journal.folder import LOCK, LOG, MARKER
from facilitator.journal.tables import schema
from tests.durability.explained import assert_explained, told
from tests.durability.leader import Ack, Leader
from tests.durability.nursery import Nursery
from tests.durability.verdict import wrongs
from tests.patience import PATIENCE_S

_NOBODY = 65534
_WAL = f"{LOG}-wal"
Harm = Callable[[Path], object]


def contents(folder: Path) -> dict[str, bytes]:
    """What a person could miss in a folder: every file but the empty one that the lock hangs on."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LOCK
    }


def led(folder: Path, second: Path, seed: int = 1, *, crash: bool = False) -> Leader:
    """A log with two sessions. `crash`: left as a program leaves it that is stopped."""
    whole = folder.with_name("whole") if crash else folder
    journal = open_journal(whole, second_place=second)
    leader = Leader(journal, seed)
    leader.begin()
    leader.go_on(10)
    leader.end()
    leader.begin()
    leader.go_on(8)
    if crash:
        while journal.flush(PATIENCE_S) and not (whole / _WAL).stat().st_size:
            leader.go_on(1)  # what was erased just now has emptied the -wal file
        shutil.copytree(whole, folder)
    journal.close()
    return leader


def patch(at: int, content: bytes) -> Harm:
    """Write bytes into the log's header."""

    def harm(folder: Path) -> None:
        with (folder / LOG).open("rb+") as file:
            file.seek(at)
            file.write(content)

    return harm


def put(content: bytes) -> Harm:
    """Put something else in the log's place."""
    return lambda folder: (folder / LOG).write_bytes(content)


def another_program(folder: Path) -> None:
    """A database that is none of ours."""
    (folder / LOG).unlink()
    with closing(sqlite3.connect(folder / LOG)) as raw:
        raw.execute("CREATE TABLE bok (titel TEXT)")


def remove_with_marker(folder: Path) -> None:
    """The log is gone and the program that had it open was stopped."""
    (folder / LOG).unlink()
    (folder / MARKER).write_text("ab")


HARMS: dict[str, tuple[Trouble, Harm]] = {
    "newer": (Trouble.TOO_NEW, patch(60, (99).to_bytes(4, "big"))),
    "one-newer": (Trouble.TOO_NEW, patch(60, (schema.VERSION + 1).to_bytes(4, "big"))),
    "other-application": (Trouble.FOREIGN, patch(68, b"MPBX")),
    "another-program": (Trouble.FOREIGN, another_program),
    "text": (Trouble.FOREIGN, put("Det här är en text, ingen logg. ".encode() * 40)),
    "short-text": (Trouble.FOREIGN, put(b"hej")),
    "zero-bytes": (Trouble.DAMAGED, put(b"")),
    "no-version": (Trouble.DAMAGED, patch(60, bytes(4))),
    "gone": (Trouble.DAMAGED, remove_with_marker),
}


@pytest.mark.parametrize("name", HARMS)
def test_that_a_log_we_cannot_use_is_explained_and_untouched(folder: Path, second: Path, name: str) -> None:
    kind, harm = HARMS[name]
    led(folder, second)
    harm(folder)
    before = contents(folder)
    for _attempt in range(2):
        with pytest.raises(WorldTrouble) as caught:
            open_journal(folder, second_place=second)
        assert_explained(caught.value, kind, folder / LOG)
        assert contents(folder) == before


def test_that_a_newer_log_is_seen_also_in_what_was_not_yet_moved_into_it(folder: Path, second: Path) -> None:
    led(folder, second, crash=True)
    with closing(sqlite3.connect(folder / LOG, isolation_level=None)) as raw:
        raw.execute("PRAGMA wal_autocheckpoint = 0")
        raw.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        raw.execute("BEGIN")  # keeps it from tidying up when the copy is made
        files = contents(folder)
    for name in (LOG, _WAL, MARKER):
        (folder / name).write_bytes(files[name])
    (folder / f"{LOG}-shm").unlink(missing_ok=True)
    before = contents(folder)
    with pytest.raises(WorldTrouble) as caught:
        open_journal(folder, second_place=second)
    assert_explained(caught.value, Trouble.TOO_NEW, folder / LOG)
    assert contents(folder) == before


def test_that_a_first_page_torn_by_a_power_cut_is_no_foreign_file(
    tmp_path: Path, folder: Path, second: Path
) -> None:
    journal = open_journal(tmp_path / "whole", second_place=second)
    leader = Leader(journal, seed=5)
    leader.begin()
    leader.go_on(5)
    shutil.copytree(tmp_path / "whole", folder)
    journal.close()
    patch(0, bytes(range(256)) * 2)(folder)
    again = open_journal(folder, second_place=second)
    assert wrongs(again, leader.acks) == []
    again.close()


@pytest.mark.parametrize(
    "marker", [b"", bytes(32), b"\xff\x00\x9c" * 11, b"5a17"], ids=["empty", "zeros", "noise", "half"]
)
def test_that_a_marker_torn_by_a_power_cut_is_no_damage(folder: Path, second: Path, marker: bytes) -> None:
    leader = led(folder, second, crash=True)
    (folder / MARKER).write_bytes(marker)
    journal = open_journal(folder, second_place=second)
    assert journal.notices == ()
    assert wrongs(journal, leader.acks) == []
    journal.close()


def test_that_a_missing_wal_is_told_and_what_is_left_is_whole(folder: Path, second: Path) -> None:
    leader = led(folder, second, crash=True)
    (folder / _WAL).unlink()
    journal = open_journal(folder, second_place=second)
    assert len(journal.notices) == 1
    assert wrongs(journal, []) == []
    assert {row.session for row in queries.sessions(journal)} <= {ack[0] for ack in leader.acks}
    journal.close()


@pytest.mark.parametrize("seed", range(2, 12))
def test_that_a_foreign_wal_never_gets_into_the_log(
    tmp_path: Path, folder: Path, second: Path, seed: int
) -> None:
    leader = led(folder, second)
    led(tmp_path / "other", second, seed, crash=True)
    whole = contents(folder)
    shutil.copyfile(tmp_path / "other" / _WAL, folder / _WAL)
    journal = open_journal(folder, second_place=second)  # closed properly: what lies there is a stray file
    assert len(journal.notices) == 1
    assert wrongs(journal, leader.acks) == []
    journal.close()
    assert any(".stray-" in name for name in contents(folder))

    for name in contents(folder):
        (folder / name).unlink()
    (folder / LOG).write_bytes(whole[LOG])
    shutil.copyfile(tmp_path / "other" / _WAL, folder / _WAL)
    shutil.copyfile(tmp_path / "other" / MARKER, folder / MARKER)
    before = contents(folder)
    with pytest.raises(WorldTrouble) as caught:  # not closed properly: it may be the newest of the log
        open_journal(folder, second_place=second)
    assert_explained(caught.value, Trouble.DAMAGED, folder / LOG)
    assert contents(folder) == before


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user may walk through."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("case", ["empty-folder", "log-in-folder", "log-only"])
def test_that_a_place_we_may_not_write_to_is_explained(
    nursery: Nursery, public: Path, second: Path, case: str
) -> None:
    folder = public / "data"
    if case == "empty-folder":
        folder.mkdir()
    else:
        led(folder, second)
        (folder / LOG).chmod(0o444)
    (folder / LOCK).unlink(missing_ok=True)
    folder.chmod(0o777 if case == "log-only" else 0o555)
    before = contents(folder)
    uid = _NOBODY if os.geteuid() == 0 else None  # root may write everywhere
    try:
        child = nursery.bear("attempt", uid=uid, folder=str(folder), second=str(public))
        _seconds, what = child.expect("refused")
        child.rest()
        assert_explained(told(what), Trouble.READ_ONLY, folder / LOG if case == "log-only" else folder)
        assert contents(folder) == before
    finally:
        folder.chmod(0o755)


def test_that_a_place_that_is_not_there_is_explained_and_not_made(tmp_path: Path, second: Path) -> None:
    for folder in (tmp_path / "usb" / "data", tmp_path / "usb" / "a" / "b"):
        with pytest.raises(WorldTrouble) as caught:
            open_journal(folder, second_place=second)
        assert_explained(caught.value, Trouble.MISSING, folder)
    assert not (tmp_path / "usb").exists()


@pytest.mark.parametrize("back", ["same", "empty"])
def test_that_the_lesson_goes_on_without_its_folder(
    tmp_path: Path, folder: Path, second: Path, back: str
) -> None:
    journal = open_journal(folder, second_place=second)
    leader = Leader(journal, seed=3)
    leader.begin()
    leader.go_on(5)
    folder.rename(tmp_path / "away")
    leader.go_on(5)
    assert len(leader.waiting) == 5
    assert journal.status == "spilled"
    assert journal.trouble is not None
    assert_explained(journal.trouble, Trouble.MISSING, folder / LOG)
    if back == "same":
        (tmp_path / "away").rename(folder)
    else:
        folder.mkdir()
    leader.one_order()
    assert journal.flush(PATIENCE_S)
    assert leader.waiting == []
    assert wrongs(journal, leader.acks) == []
    journal.close()
    again = open_journal(folder, second_place=second)
    assert wrongs(again, leader.acks) == []
    again.close()
    assert list(second.iterdir()) == []


def test_that_steps_led_without_the_folder_are_there_when_it_is_back(
    tmp_path: Path, folder: Path, second: Path
) -> None:
    journal = open_journal(folder, second_place=second)
    leader = Leader(journal, seed=4)
    leader.begin()
    leader.go_on(5)
    shutil.copytree(folder, tmp_path / "stick")  # as a stick that is pulled out
    shutil.rmtree(folder)
    leader.go_on(5)
    assert journal.status == "spilled"
    journal.close()
    (tmp_path / "stick").rename(folder)
    again = open_journal(folder, second_place=second)
    assert wrongs(again, leader.acks + leader.waiting) == []
    assert queries.load(again, leader.conductor.session.id) == leader.conductor.session
    again.close()
    assert list(second.iterdir()) == []


@pytest.mark.parametrize(("programs", "rounds"), [(2, 8), (5, 5), (20, 3)])
@pytest.mark.parametrize("new", [True, False], ids=["new-log", "old-log"])
def test_that_of_many_programs_one_gets_the_log(
    nursery: Nursery, tmp_path: Path, second: Path, programs: int, rounds: int, new: bool
) -> None:
    folder = tmp_path / "0"
    if not new:
        led(folder, second)
    for number in range(rounds):
        folder = tmp_path / str(number) if new else folder
        children = [
            nursery.bear("attempt", held=True, folder=str(folder), second=str(second), hold=True)
            for _program in range(programs)
        ]
        for child in children:
            child.go()
        answers = {child.pid: child.next() for child in children}
        for child in children:
            child.kill()
            child.rest()
        refused = [answer[1] for answer in answers.values() if answer and answer[0] == "refused"]
        assert [answer[0] for answer in answers.values() if answer].count("opened") == 1
        assert len(refused) == programs - 1
        for _seconds, what in refused:
            assert_explained(told(what), Trouble.LOCKED, folder / LOG)
        assert min(seconds for seconds, _what in refused) < 1  # twenty on two cores get in each other's way
    journal = open_journal(folder, second_place=second)  # what held the log is dead, so it is free
    assert wrongs(journal, []) == []
    journal.close()


def test_that_a_log_held_by_another_kind_of_program_is_explained(folder: Path, second: Path) -> None:
    led(folder, second)
    before = contents(folder)
    with closing(sqlite3.connect(folder / LOG, isolation_level=None)) as raw:
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        with pytest.raises(WorldTrouble) as caught:
            open_journal(folder, second_place=second)
        assert_explained(caught.value, Trouble.LOCKED, folder / LOG)
        raw.execute("ROLLBACK")
    assert contents(folder)[LOG] == before[LOG]


def moments(folder: Path, second: Path) -> list[tuple[dict[str, bytes], list[Ack]]]:
    """A folder as it was at fifteen moments of three days, each time with the log open, and what had been promised."""
    found: list[tuple[dict[str, bytes], list[Ack]]] = []
    before: list[Ack] = []
    for day in range(3):
        journal = open_journal(folder, second_place=second)
        leader = Leader(journal, seed=day)
        leader.begin()
        for hour in range(5):
            leader.go_on(4)
            if hour == 2:
                leader.end()
            assert journal.flush(PATIENCE_S)
            found.append((contents(folder), before + leader.acks))
        journal.close()
        before += leader.acks
    return found


def test_that_a_wal_of_another_moment_is_never_mixed_in(
    folder: Path, second: Path, quick_place: Path
) -> None:
    then = moments(folder, second)
    life = then[-1][1]
    chance = random.Random(14)
    refused = 0
    for _time in range(60):
        (one, _acks), (other, _acks) = chance.sample(then, 2)
        shutil.rmtree(quick_place / "mixed", ignore_errors=True)
        (quick_place / "mixed").mkdir()
        for name, content in ((LOG, one[LOG]), (_WAL, other[_WAL]), (MARKER, other[MARKER])):
            (quick_place / "mixed" / name).write_bytes(content)
        try:
            journal = open_journal(quick_place / "mixed", second_place=second)
        except WorldTrouble as trouble:
            assert_explained(trouble, Trouble.DAMAGED, quick_place / "mixed" / LOG)
            refused += 1
            continue
        held = sum(row.seq for row in queries.sessions(journal))
        assert wrongs(journal, life[:held]) == []  # no mixture, but a moment that has been
        journal.close()
    assert refused > 30
