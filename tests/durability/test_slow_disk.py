"""The disk is slow: the lesson does not wait for it, and nothing is called saved before it is."""

from pathlib import Path
from statistics import median

from facilitator.journal import open_journal, queries
from facilitator.journal.folder import LOG
from tests.durability.nursery import Nursery
from tests.durability.recording import trace

_SYNC_US = 80_000
_NOT_FELT_S = 0.05


def test_that_a_slow_disk_is_not_felt(nursery: Nursery, tmp_path: Path, second: Path) -> None:
    """Whoever leads has never to wait; the quickest of three, for a busy machine makes a time longer, never shorter."""
    usual = [seconds_of_an_order(nursery, tmp_path / f"data-{time}", second) for time in range(3)]
    assert min(usual) < _NOT_FELT_S


def seconds_of_an_order(nursery: Nursery, folder: Path, second: Path) -> float:
    """Lead on a slow disk and see that all is saved in the end; how many seconds an order took there."""
    open_journal(folder, second_place=second).close()
    child = nursery.bear("hurried", held=True, folder=str(folder), second=str(second), orders=20)
    slow = (
        "-e",
        "trace=fdatasync",
        "-e",
        f"inject=fdatasync:delay_enter={_SYNC_US}",
        "-P",
        str(folder / f"{LOG}-wal"),
    )
    with trace(child, *slow, "-o", str(second / "notes")) as tracer:
        took, before, after, seq = child.expect("led")
        said, code = child.rest()
        tracer.communicate()
    assert (said, code) == ([], 0)
    assert (second / "notes").read_text().count("(DELAYED)") >= 3
    assert (before, after, seq) == ("saving", "saved", 21)
    journal = open_journal(folder, second_place=second)
    assert [row.seq for row in queries.sessions(journal)] == [21]
    journal.close()
    return float(median(took))
