"""The side file: whole records come back in order, torn ones are kept aside, nothing goes in twice."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.content.script import to_json
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.writing.jobs import EntryJob, Job, Receipt, ScriptJob
from facilitator.journal.writing.spill import Spill, plain
from facilitator.session import orders as o
from facilitator.session.conductor import Conductor, Note
from facilitator.session.state import Entry, Session
from facilitator.session.summary import Summary
from tests.builders import HandClock, begin, script
from tests.patience import PATIENCE_S

Reopen = Callable[[], Journal]


class Listed:
    """Keeps what a conductor records, as jobs."""

    def __init__(self) -> None:
        self.jobs: list[Job] = [ScriptJob(script().hash, to_json(script()), Receipt())]

    def append(self, session: str, entry: Entry, summary: Summary, note: Note | None = None) -> Receipt:
        """Keep a job, as refused by the disk: the conductor waits for it no longer."""
        self.jobs.append(EntryJob(session, entry, summary, note, Receipt()))
        self.jobs[-1].receipt.refused()
        return self.jobs[-1].receipt


def recorded(own: str = "P01ARYZ6S410000000000000001") -> tuple[list[Job], Session]:
    """The jobs of a session, and the session."""
    journal, clock = Listed(), HandClock()
    conductor = Conductor.start(own, script(), journal, clock, group="6B", people=24)
    for _turn in range(6):
        clock.go(30)
        conductor.order(o.Next())
    conductor.order(o.End())
    conductor.order(o.WriteNote("Åäö \udcff\n\0", "5a"))
    return journal.jobs, conductor.session


def spill_in(folder: Path) -> Spill:
    folder.mkdir(exist_ok=True)
    return Spill([folder / "passledaren.spill"])


def test_records_come_back_in_order(folder: Path) -> None:
    jobs, _session = recorded()
    spill = spill_in(folder)
    assert spill.keep(jobs[:3])
    assert spill.keep(jobs[3:])
    assert spill.records() == [plain(job) for job in jobs]
    assert spill.odd == 0
    assert spill.clear() == []
    assert spill.records() == []


def test_an_open_folds_the_side_file_in(reopen: Reopen, folder: Path) -> None:
    jobs, session = recorded()
    reopen()
    assert spill_in(folder).keep(jobs)
    journal = reopen()
    assert queries.load(journal, session.id) == session
    assert queries.note(journal, session.id) == "Åäö \udcff\n\0"
    assert not (folder / "passledaren.spill").exists()
    assert journal.notices == ()
    assert journal.new_session_id() > session.id


def test_folding_in_twice_changes_nothing(reopen: Reopen, folder: Path) -> None:
    jobs, session = recorded()
    reopen()
    for _turn in range(2):
        assert spill_in(folder).keep([*jobs, *jobs])
        journal = reopen()
        assert queries.load(journal, session.id) == session
        assert journal.notices == ()


def test_a_torn_last_line_is_kept_aside(reopen: Reopen, folder: Path) -> None:
    jobs, session = recorded()
    reopen()
    spill = spill_in(folder)
    assert spill.keep(jobs)
    path = spill.files[0]
    path.write_bytes(path.read_bytes()[:-40])
    journal = reopen()
    assert queries.load(journal, session.id).seq == session.seq - 1
    assert len(journal.notices) == 1
    assert len(list(folder.glob("passledaren.spill-*"))) == 1
    assert reopen().notices == ()


def test_writing_goes_on_after_a_torn_line(folder: Path) -> None:
    jobs, _session = recorded()
    spill = spill_in(folder)
    assert spill.keep(jobs[:2])
    path = spill.files[0]
    path.write_bytes(path.read_bytes()[:-9])
    assert spill.keep(jobs[2:])
    assert spill.records() == [plain(jobs[0]), *(plain(job) for job in jobs[2:])]
    assert spill.odd == 1


def test_records_behind_a_gap_are_kept_aside_and_those_before_it_come_into_the_log(
    reopen: Reopen, folder: Path
) -> None:
    jobs, session = recorded()
    reopen()
    assert spill_in(folder).keep([*jobs[:4], *jobs[5:]])
    journal = reopen()
    assert len(journal.notices) == 1
    assert len(list(folder.glob("passledaren.spill-*"))) == 1
    assert queries.load(journal, session.id).seq == 3
    assert examine(journal.database) == []
    assert [row.session for row in queries.interrupted(journal)] == [session.id]


def test_records_that_contradict_the_log_are_kept_aside(reopen: Reopen, folder: Path) -> None:
    jobs, session = recorded()
    reopen()
    assert spill_in(folder).keep(jobs)
    reopen()
    other = [job for job in jobs if not (isinstance(job, EntryJob) and job.entry.seq in (4, 5))]
    changed = [EntryJob(j.session, Entry(j.entry.seq, 7, j.entry.wall, j.entry.fact), j.summary, j.note, j.receipt)
               for j in jobs if isinstance(j, EntryJob) and j.entry.seq == 5]  # fmt: skip
    assert spill_in(folder).keep([*other, *changed])
    journal = reopen()
    assert len(journal.notices) == 1
    assert queries.load(journal, session.id) == session


def test_a_session_without_its_beginning_is_kept_aside(reopen: Reopen, folder: Path) -> None:
    jobs, _session = recorded()
    reopen()
    assert spill_in(folder).keep(jobs[3:])
    assert len(reopen().notices) == 1
    assert len(list(folder.glob("passledaren.spill-*"))) == 1


def test_the_second_place_takes_over(tmp_path: Path) -> None:
    jobs, _session = recorded()
    spill = Spill([tmp_path / "gone" / "a", tmp_path / "b"])
    assert spill.keep(jobs)
    assert spill.records() == [plain(job) for job in jobs]
    assert not Spill([tmp_path / "gone" / "a"]).keep(jobs)


def test_what_lies_in_two_places_goes_in_by_its_numbers(
    reopen: Reopen, folder: Path, second_place: Path
) -> None:
    jobs, session = recorded()
    second = Spill([second_place / f"passledaren.spill-{reopen().device}"])
    assert second.keep(jobs[:5])
    assert spill_in(folder).keep(jobs[5:7])  # a little room has come back where the log lies
    assert second.keep(jobs[7:])
    journal = reopen()
    assert journal.notices == ()
    assert queries.load(journal, session.id) == session
    assert not list(second_place.iterdir())


def test_a_side_file_that_cannot_be_read_waits_for_the_next_start(
    reopen: Reopen, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs, session = recorded()
    reopen()
    spill = spill_in(folder)
    assert spill.keep(jobs)
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path == spill.files[0]:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return read(path)

    with monkeypatch.context() as disk:
        disk.setattr(Path, "read_bytes", refused)
        journal = reopen()
        assert len(journal.notices) == 1
        begin(journal)
        assert journal.flush(PATIENCE_S)
        assert queries.session(journal, session.id) is None
    journal = reopen()
    assert journal.notices == ()
    assert queries.load(journal, session.id) == session
    assert not spill.files[0].exists()


def test_what_follows_on_a_side_file_that_cannot_be_read_waits_with_it(
    reopen: Reopen, folder: Path, second_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs, session = recorded()
    second = Spill([second_place / f"passledaren.spill-{reopen().device}"])
    assert second.keep(jobs[:5])
    assert spill_in(folder).keep(jobs[5:])
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path == second.files[0]:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return read(path)

    with monkeypatch.context() as disk:
        disk.setattr(Path, "read_bytes", refused)
        assert len(reopen().notices) == 1
    journal = reopen()
    assert journal.notices == ()
    assert queries.load(journal, session.id) == session
    assert not (folder / "passledaren.spill").exists()


def test_what_cannot_be_set_aside_is_not_removed(tmp_path: Path) -> None:
    jobs, _session = recorded()
    spill = Spill([tmp_path / ("a" * 250)])  # there is no room in a name for the moment it is set aside at
    assert spill.keep(jobs)
    spill.odd = 1
    for _turn in range(2):
        assert spill.clear() == []
        assert spill.records() == [plain(job) for job in jobs]


def test_a_copied_folder_takes_its_side_file_along(reopen: Reopen, folder: Path, tmp_path: Path) -> None:
    jobs, session = recorded()
    reopen().close()
    assert spill_in(folder).keep(jobs)
    shutil.copytree(folder, tmp_path / "moved")
    journal = open_journal(tmp_path / "moved")
    assert queries.load(journal, session.id) == session
    journal.close()
