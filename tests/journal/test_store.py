"""What goes into the journal comes out of it again, in order, whole."""

import os
import shutil
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from facilitator.errors import NotNow
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.sharing import exports
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import SUMMARY
from facilitator.journal.writing.jobs import Receipt
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor
from facilitator.session.summary import summarise
from tests.builders import HandClock, begin, script
from tests.patience import PATIENCE_S

Reopen = Callable[[], Journal]


def led(journal: Journal) -> Conductor:
    """A session with a pause, a skipped step, exercises, an ending form and a note."""
    clock = HandClock()
    conductor = begin(journal, clock)
    for _turn in range(14):
        clock.go(41)
        conductor.order(o.Next())
    conductor.order(o.TogglePause())
    clock.go(30)
    conductor.order(o.TogglePause())
    conductor.order(o.Skip("horn", "time"))
    conductor.order(o.GoTo("pyramiden"))
    conductor.order(o.PlaceCard(2))
    conductor.order(o.GoTo("tavlan"))
    conductor.order(o.AddIdea("before", "Räck upp handen · 🖐"))
    clock.go(400)
    conductor.order(o.End())
    conductor.order(o.Answer("went", 3))
    conductor.order(o.Answer("people", 22))
    conductor.order(o.WriteNote("Lugnt idag; =1+1 \udcff\0 slut", "5a17"))
    return conductor


def test_a_loaded_session_is_the_live_session(journal: Journal) -> None:
    conductor = led(journal)
    assert journal.flush(PATIENCE_S)
    assert queries.load(journal, conductor.session.id) == conductor.session


def test_the_stored_summary_is_the_live_summary(journal: Journal) -> None:
    conductor = led(journal)
    assert journal.flush(PATIENCE_S)
    (row,) = queries.sessions(journal)
    summary = summarise(conductor.session)
    assert {name: getattr(row, name) for name in SUMMARY} == {
        name: getattr(summary, name) for name in SUMMARY
    }
    steps = queries.steps(journal, row.session)
    assert [(s.step, s.outcome, s.spent_s) for s in steps] == [
        (s.step, s.outcome, s.spent_s) for s in summary.steps
    ]
    assert row.ended == queries.last_at(journal, row.session)


def test_everything_is_there_after_closing(reopen: Reopen) -> None:
    conductor = led(reopen())
    journal = reopen()
    assert queries.load(journal, conductor.session.id) == conductor.session
    assert queries.note(journal, conductor.session.id) == "Lugnt idag; =1+1 \udcff\0 slut"
    assert journal.notices == ()


def test_a_receipt_says_committed_only_when_the_row_is_there(journal: Journal) -> None:
    conductor = begin(journal)
    receipts = []
    append = journal.append

    class Watched:
        """Passes on to the journal and keeps the receipts."""

        def append(self, *given: object) -> object:
            receipts.append(append(*given))  # type: ignore[arg-type]
            return receipts[-1]

    conductor._journal = Watched()  # type: ignore[assignment]
    conductor.order(o.Next())
    assert receipts[0].wait(PATIENCE_S)
    with journal.database.begin() as connection:
        assert connection.execute(select(schema.fact.c.seq)).scalars().all() == [1, 2]


def test_a_receipt_that_the_disk_refused_holds_nobody_up() -> None:
    receipt = Receipt()
    receipt.refused()
    assert not receipt.wait(PATIENCE_S)
    receipt.committed()  # after all
    assert receipt.wait(0)


def test_interrupted_and_drafts(journal: Journal) -> None:
    ended, open_one = begin(journal), begin(journal)
    newer, rehearsal = begin(journal), begin(journal, rehearsal=True)
    ended.order(o.End())
    assert journal.flush(PATIENCE_S)
    assert [row.session for row in queries.interrupted(journal)] == [newer.session.id, open_one.session.id]
    assert [row.session for row in queries.drafts(journal)] == [ended.session.id]
    assert exports.never_exported(journal) == 1
    assert rehearsal.session.id not in [row.session for row in queries.sessions(journal)]
    assert rehearsal.session.id == queries.sessions(journal, rehearsals=True)[0].session
    ended.order(o.FinishLog())
    open_one.order(o.End())
    assert journal.flush(PATIENCE_S)
    assert [row.session for row in queries.drafts(journal)] == [open_one.session.id]
    assert [row.session for row in queries.interrupted(journal)] == [newer.session.id]


def test_that_a_disk_that_hangs_is_waited_for_no_longer_than_asked_and_loses_nothing_when_it_is_back(
    folder: Path, second_place: Path
) -> None:
    journal = open_journal(folder, second_place=second_place)
    conductor = begin(journal)
    assert journal.flush(PATIENCE_S)
    with journal.database.lock:  # whoever writes waits here, as for a disk that does not answer
        conductor.order(o.Next())
        assert not journal.close(0.05)
        assert journal.status == "saving", "it is not called saved"
        assert journal.waiting(conductor.session.id) != ()
        dead = folder.with_name("dead"), folder.with_name("dead-second")
        for here, there in zip((folder, second_place), dead, strict=True):
            shutil.copytree(here, there)  # as it all lies when the program ends now
    assert journal.close(PATIENCE_S)
    assert not journal.is_open
    again = open_journal(folder, second_place=second_place)
    assert queries.load(again, conductor.session.id) == conductor.session
    again.close()
    after = open_journal(dead[0], second_place=dead[1])
    assert queries.load(after, conductor.session.id) == conductor.session, "the step was in the second place"
    after.close()


def test_a_session_goes_on_where_it_was(reopen: Reopen) -> None:
    conductor = begin(reopen(), HandClock())
    for _turn in range(7):
        conductor.order(o.Next())
    journal = reopen()
    session = queries.load(journal, conductor.session.id)
    again = Conductor.resume(session, journal, HandClock(ms=session.at_ms), Absence(0, 90))
    assert again.session.step == conductor.session.step
    assert again.session.cover == "safe"
    again.order(o.Uncover())
    again.order(o.Next())
    assert journal.flush(PATIENCE_S)
    assert queries.load(journal, session.id) == again.session
    assert queries.sessions(journal)[0].gap_s == 90


def test_groups_are_codes_with_a_school_that_sessions_take_over(journal: Journal) -> None:
    queries.save_group(journal, Group("6B-h1", 12, school="Ekskolan"))
    queries.save_group(journal, Group("4A", 25, school="Ekskolan"))
    queries.save_group(journal, Group("4A", 26, school="Ekskolan", active=False))
    assert [(g.code, g.people, g.grade, g.active) for g in queries.groups(journal)] == [
        ("4A", 26, "4", False),
        ("6B-h1", 12, "6", True),
    ]
    begin(journal, group="6B-h1")
    assert journal.flush(PATIENCE_S)
    assert queries.sessions(journal)[0].school == "Ekskolan"


def test_ids_grow_and_are_kept_apart_after_a_restart(reopen: Reopen) -> None:
    first = begin(reopen()).session.id
    second = begin(reopen()).session.id
    assert first < second


def test_the_status_tells_of_a_commit_that_takes_its_time_and_of_its_end(journal: Journal) -> None:
    heard: list[str] = []
    journal.on_status(heard.append)
    assert journal.status == "saved"
    with journal.database.lock:
        begin(journal)
        assert (journal.status, heard) == ("saving", ["saving"])
    assert journal.flush(PATIENCE_S)
    assert heard == ["saving", "saved"]


def test_a_commit_that_nobody_waited_for_in_vain_is_not_told_of(journal: Journal) -> None:
    heard: list[str] = []
    journal.on_status(heard.append)
    receipt = journal.keep_script(script())
    assert receipt.wait(PATIENCE_S)
    assert heard == []


def test_facts_cannot_be_changed_or_removed(journal: Journal) -> None:
    begin(journal)
    assert journal.flush(PATIENCE_S)
    for statement in ("UPDATE fact SET at_ms = 7", "DELETE FROM fact"):
        with pytest.raises(Exception, match="append-only"), journal.database.writing() as connection:
            connection.execute(text(statement))


def test_a_note_is_replaced_and_an_order_that_is_refused_leaves_nothing(journal: Journal) -> None:
    conductor = led(journal)
    conductor.order(o.WriteNote("Ny", "77"))
    with pytest.raises(NotNow):
        conductor.order(o.WriteNote("x" * 301, "78"))
    assert journal.flush(PATIENCE_S)
    assert queries.note(journal, conductor.session.id) == "Ny"
    assert queries.note(journal, "P0") == ""


def test_an_unknown_session_cannot_be_loaded(journal: Journal) -> None:
    with pytest.raises(KeyError):
        queries.load(journal, "P0")
    assert queries.session(journal, "P0") is None


def test_the_connection_is_set_for_safety(journal: Journal) -> None:
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "locking_mode": "exclusive", "foreign_keys": 1, "secure_delete": 1,
        "busy_timeout": 0, "user_version": schema.VERSION, "application_id": schema.APPLICATION_ID,
    }  # fmt: skip
    with journal.database.raw() as raw:
        found = {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_the_owner_can_read_the_log(folder: Path) -> None:
    with closing(open_journal(folder, second_place=folder)) as journal:
        begin(journal)
        assert journal.flush(PATIENCE_S)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for name in ("passledaren.db", "passledaren.db-wal", "passledaren.open"):
            assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600, name


def test_a_proper_end_leaves_one_file_of_data(reopen: Reopen, folder: Path) -> None:
    led(reopen())
    reopen().close()
    assert {p.name for p in folder.iterdir()} == {
        "passledaren.db",
        "passledaren.lock",
        "passledaren.ballast",
        "backups",
    }


def test_text_no_database_can_hold_is_kept_readable(journal: Journal) -> None:
    begin(journal, group="\udc80B\0")
    assert journal.flush(PATIENCE_S)
    assert queries.sessions(journal)[0].group == "?B\N{REPLACEMENT CHARACTER}"


def test_a_lesson_text_is_kept_once(journal: Journal) -> None:
    begin(journal)
    begin(journal)
    begin(journal, lesson=script(40))
    assert journal.flush(PATIENCE_S)
    with journal.database.begin() as connection:
        assert len(connection.execute(select(schema.lesson_snapshot.c.hash)).all()) == 2
