"""Every dealing with the disk fails, once or from then on: nothing is lost, and nothing is falsely called saved."""

import shutil
from pathlib import Path

import pytest

from facilitator.journal import open_journal
from facilitator.journal.folder import LOG, MARKER
from facilitator.journal.writing.spill import FILE as SPILL
from tests.durability.nursery import Nursery
from tests.durability.outcome import Outcome
from tests.durability.recording import trace
from tests.durability.verdict import wrongs

_ORDERS = 4
_ERRORS = ("EIO", "ENOSPC")


def led_with_fault(
    nursery: Nursery, folder: Path, second: Path, calls: str, nth: str, error: str
) -> tuple[Outcome, int]:
    """What came of a short lesson when these calls failed at these times, and how many times they did."""
    notes = second.with_name("notes")
    child = nursery.bear("hindered", held=True, folder=str(folder), second=str(second), orders=_ORDERS)
    paths = [folder, *(folder / name for name in (LOG, f"{LOG}-wal", f"{LOG}-journal", MARKER, SPILL))]
    only = [option for path in paths for option in ("-P", str(path))]
    inject = f"inject={calls}:error={error}:when={nth}"
    with trace(child, *only, "-e", f"trace={calls}", "-e", inject, "-o", str(notes)) as tracer:
        outcome = Outcome(*child.rest())
        tracer.communicate()
    return outcome, notes.read_text().count("(INJECTED)")


@pytest.mark.slow
@pytest.mark.parametrize("lasting", ["", "+"], ids=["once", "from-then-on"])
@pytest.mark.parametrize(
    ("calls", "step", "least"),
    [("pwrite64", 3, 30), ("fsync,fdatasync", 1, 5), ("write", 1, 1), ("ftruncate,unlink", 1, 2)],
    ids=["write", "sync", "write-marker", "remove"],
)
def test_that_any_call_may_fail_in_a_lesson(
    nursery: Nursery, tmp_path: Path, second: Path, calls: str, step: int, least: int, lasting: str
) -> None:
    given = tmp_path / "given"
    open_journal(given, second_place=second).close()
    for nth in range(1, 400, step):
        folder = tmp_path / str(nth)
        shutil.copytree(given, folder)
        error = _ERRORS[nth % 2]
        outcome, struck = led_with_fault(nursery, folder, second, calls, f"{nth}{lasting}", error)
        outcome.assert_honest(folder, orders=_ORDERS + 1)
        journal = open_journal(folder, second_place=second)
        assert wrongs(journal, outcome.safe) == [], f"{calls} number {nth}"
        assert journal.status == "saved"
        journal.close()
        shutil.rmtree(folder)
        if not struck:
            assert nth > least
            return
    pytest.fail("there is no end to its calls")


@pytest.mark.parametrize("calls", ["pwrite64", "fsync,fdatasync,link,unlink"])
def test_that_any_call_may_fail_when_a_log_is_made(
    nursery: Nursery, tmp_path: Path, second: Path, calls: str
) -> None:
    for nth in range(1, 6):
        folder = tmp_path / str(nth)
        outcome, _struck = led_with_fault(nursery, folder, second, calls, f"{nth}+", _ERRORS[nth % 2])
        outcome.assert_honest(folder, orders=_ORDERS + 1)
        journal = open_journal(folder, second_place=second)
        assert wrongs(journal, outcome.safe) == []
        journal.close()
