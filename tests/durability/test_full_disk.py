"""The disk is full, or takes no more: nothing saved is lost, nothing is called saved that is not, the lesson goes on."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.folder import BALLAST, BALLAST_BYTES, LOCK, LOG
from facilitator.journal.writing.spill import FILE as SPILL
from facilitator.session.facts import TextsForgotten
from tests.durability.explained import assert_explained
from tests.durability.leader import Leader
from tests.durability.nursery import Nursery
from tests.durability.outcome import Outcome
from tests.durability.verdict import wrongs
from tests.patience import PATIENCE_S
from tests.quick import small_disk

_KB = 1024


def fill(disk: Path) -> Path:
    """Take all the room that is left; returns the file that holds it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4 * _KB, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    return filler


def go_on_until(leader: Leader, come: Callable[[], bool]) -> None:
    """Lead until it has come to something; no disk here takes more orders than this."""
    for _order in range(500):
        if come():
            return
        leader.one_order()
    pytest.fail("it never came to that")


@contextmanager
def opened(folder: Path, second: Path) -> Iterator[Journal]:
    """A log that is closed at the end, whatever the disk says to that."""
    journal = open_journal(folder, second_place=second)
    try:
        yield journal
    finally:
        with suppress(WorldTrouble):
            journal.close()


def assert_folds_in(folder: Path, roomy: Path, second: Path, leader: Leader) -> None:
    """Opened with room enough, the log holds all promises and the side file's steps, also the second time."""
    shutil.copytree(folder, roomy)
    spilled = [(file, file.read_bytes()) for file in (roomy / SPILL, *second.iterdir()) if file.exists()]
    for _time in range(2):
        for file, content in spilled:
            file.write_bytes(content)
        with opened(roomy, second) as journal:
            assert journal.status == "saved"
            assert wrongs(journal, leader.acks + leader.waiting) == []
            assert queries.load(journal, leader.conductor.session.id) == leader.conductor.session
        assert not (roomy / SPILL).exists()
        assert list(second.iterdir()) == []


@pytest.mark.parametrize("size_kb", [300, 400, 600, 1000, 2000])
def test_that_a_full_disk_harms_nothing(tmp_path: Path, second: Path, size_kb: int) -> None:
    with small_disk(tmp_path / "disk", size_kb) as disk:
        with opened(disk / "data", second) as journal:
            leader = Leader(journal, seed=size_kb)
            leader.begin()
            go_on_until(leader, lambda: bool(leader.waiting))
            assert leader.acks
            own, seq = leader.conductor.session.id, leader.conductor.session.seq
            leader.go_on(10)
            more = [ack[4] for ack in (*leader.acks, *leader.waiting) if (ack[0], ack[1]) > (own, seq)]
            assert len(more) - more.count(TextsForgotten.kind) == 10, (
                "one an order, but for what is forgotten"
            )
            assert (leader.conductor.session.id, leader.conductor.session.seq) == (own, seq + len(more))
            assert journal.status == "spilled"
            assert journal.trouble is not None
            assert_explained(journal.trouble, Trouble.FULL, journal.path)
        assert_folds_in(disk / "data", tmp_path / "roomy", second, leader)


def test_that_room_given_back_is_used_at_once(tmp_path: Path, second: Path) -> None:
    with small_disk(tmp_path / "disk", 6 * 1000) as disk, opened(disk / "data", second) as journal:
        leader = Leader(journal, seed=6)
        leader.begin()
        filler = fill(disk)
        go_on_until(leader, lambda: bool(leader.waiting))
        leader.go_on(5)
        filler.unlink()
        leader.one_order()
        assert journal.flush(PATIENCE_S)
        assert (leader.waiting, journal.status, journal.trouble) == ([], "saved", None)
        assert wrongs(journal, leader.acks) == []
        assert list(second.iterdir()) == []


def test_that_nothing_is_called_safe_where_no_place_takes_it(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1000) as disk:
        second = disk / "second"
        second.mkdir()
        with opened(disk / "data", second) as journal:
            leader = Leader(journal, seed=8)
            leader.begin()
            filler = fill(disk)
            go_on_until(leader, lambda: journal.status == "unsaved")
            session = leader.conductor.session
            leader.go_on(5)
            assert leader.conductor.session != session
            assert journal.status == "unsaved"
            filler.unlink()
            leader.one_order()
            assert journal.flush(PATIENCE_S)
            assert (leader.waiting, journal.status) == ([], "saved")
            assert wrongs(journal, leader.acks) == []


def test_that_the_ballast_carries_the_lesson_on(tmp_path: Path, second: Path) -> None:
    with small_disk(tmp_path / "disk", 80 * 1000) as disk, opened(disk / "data", second) as journal:
        ballast = disk / "data" / BALLAST
        leader = Leader(journal, seed=9)
        leader.begin()
        assert ballast.stat().st_size == BALLAST_BYTES
        filler = fill(disk)
        go_on_until(leader, lambda: not ballast.exists())
        before = len(leader.acks)
        leader.go_on(40)
        assert leader.waiting == []
        assert len(leader.acks) == before + 40
        filler.unlink()


def test_that_a_disk_too_small_for_a_log_says_so(tmp_path: Path, second: Path) -> None:
    with small_disk(tmp_path / "disk", 40) as disk:
        with pytest.raises(WorldTrouble) as caught:
            open_journal(disk / "data", second_place=second)
        assert_explained(caught.value, Trouble.FULL, disk / "data" / LOG)
        assert {path.name for path in (disk / "data").iterdir()} == {LOCK}


@pytest.mark.parametrize("limit", range(4 * _KB, 304 * _KB, 12 * _KB))
def test_that_every_file_limit_is_survived(nursery: Nursery, folder: Path, second: Path, limit: int) -> None:
    child = nursery.bear("hindered", folder=str(folder), second=str(second), orders=12, limit=limit)
    outcome = Outcome(*child.rest())
    outcome.assert_honest(folder, orders=13)
    with opened(folder, second) as journal:
        assert wrongs(journal, outcome.safe) == []
