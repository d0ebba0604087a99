"""Lessons led without the log come into it when it opens again: told first, whole or not at all, and only once."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.errors import WorldTrouble
from facilitator.journal import Journal, open_apart, open_journal, queries
from facilitator.journal.checking import health
from facilitator.journal.folder import LOG
from facilitator.journal.spare import standins, takein
from facilitator.journal.tables import ids
from facilitator.journal.writing.spill import FILE
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor
from facilitator.session.state import Session
from tests.builders import HandClock, begin
from tests.patience import PATIENCE_S
from tests.quick import in_another_process

pytestmark = pytest.mark.slow

Reopen = Callable[[], Journal]


def lead(journal: Journal, *, group: str = "7A", rehearsal: bool = False, whole: bool = True) -> Session:
    clock = HandClock()
    conductor: Conductor = begin(journal, clock, group=group, rehearsal=rehearsal)
    for _turn in range(4):
        clock.go(40)
        conductor.order(o.Next())
    if whole:
        conductor.order(o.End())
        conductor.order(o.WriteNote("Åäö. Lugn grupp.", "5a"))
    assert journal.flush(PATIENCE_S)
    return conductor.session


def led_apart(folder: Path, *, rehearsal: bool = False, whole: bool = True) -> tuple[Path, Session]:
    """A lesson led while the log in `folder` could not be opened, and where it lies."""
    other = open_apart(folder)
    queries.save_group(other, Group(code="7A", people=22, school="", active=True))
    session = lead(other, rehearsal=rehearsal, whole=whole)
    other.close()
    return other.path.parent, session


def whole(journal: Journal) -> bool:
    return health.examine(journal.database) == []


def test_that_what_was_led_is_told_before_it_is_taken_in(reopen: Reopen, folder: Path) -> None:
    place, session = led_apart(folder)
    journal = reopen()
    found = takein.look(journal, folder)
    (left,) = found.left
    assert left.folder == place
    assert [(row.session, row.group, row.title) for row in left.sessions] == [
        (session.id, "7A", session.script.lesson.title)
    ]
    assert found.notices == ()
    assert queries.sessions(journal) == [], "looking takes nothing in"


def test_that_it_goes_in_whole_with_note_and_group_and_is_not_offered_again(
    reopen: Reopen, folder: Path
) -> None:
    place, session = led_apart(folder)
    journal = reopen()
    takein.take_in(journal, place)
    assert queries.load(journal, session.id) == session
    assert queries.note(journal, session.id) == "Åäö. Lugn grupp."
    assert [(group.code, group.people) for group in queries.groups(journal)] == [("7A", 22)]
    assert [row.session for row in queries.drafts(journal)] == [session.id]
    assert whole(journal)
    assert takein.look(journal, folder).left == ()
    assert not place.exists()
    (kept,) = place.parent.glob(f"{standins.DONE}*")
    assert (kept / LOG).is_file(), "the folder is kept"
    assert journal.new_session_id() > session.id


def test_that_what_was_written_comes_along_and_what_was_taken_away_does_not(
    reopen: Reopen, folder: Path
) -> None:
    other = open_apart(folder)
    conductor = begin(other, group="7A")
    for order in (
        o.ParkQuestion("Varför blir det så tyst?"), o.ParkQuestion("Kim Karlsson"), o.UnparkQuestion("Kim Karlsson"),
        o.End(),
    ):  # fmt: skip
        conductor.order(order)
    assert other.flush(PATIENCE_S)
    other.close()
    journal = reopen()
    takein.take_in(journal, other.path.parent)
    assert queries.load(journal, conductor.session.id) == conductor.session
    assert conductor.session.parked == ("Varför blir det så tyst?",)
    assert whole(journal)
    journal.database.checkpoint()
    assert b"Kim Karlsson" not in journal.path.read_bytes()


def test_that_a_group_that_is_here_stays_as_it_is(reopen: Reopen, folder: Path) -> None:
    place, _session = led_apart(folder)
    journal = reopen()
    queries.save_group(journal, Group(code="7A", people=19, school="Karsby", active=True))
    takein.take_in(journal, place)
    assert [(group.people, group.school) for group in queries.groups(journal)] == [(19, "Karsby")]
    assert [row.school for row in queries.sessions(journal)] == ["Karsby"]


def test_that_a_kill_between_copy_and_mark_makes_no_second_session(
    folder: Path, second_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, session = led_apart(folder)
    open_journal(folder, second_place=second_place).close()

    def dies() -> str:
        monkeypatch.setattr(takein, "_mark", lambda _folder: os.kill(os.getpid(), signal.SIGKILL))
        takein.take_in(open_journal(folder, second_place=second_place), place)
        return "lived"

    assert in_another_process(dies) == ""
    assert place.exists(), "killed before the mark"
    journal = open_journal(folder, second_place=second_place)
    try:
        assert [row.session for row in queries.sessions(journal)] == [session.id]
        assert takein.look(journal, folder).left == (), "it is in the log, so it is not offered"
        assert not place.exists(), "and the mark has been made up for"
        assert queries.load(journal, session.id) == session
        assert whole(journal)
    finally:
        journal.close()


def test_that_a_second_time_changes_nothing(reopen: Reopen, folder: Path, tmp_path: Path) -> None:
    place, session = led_apart(folder)
    shutil.copytree(place, tmp_path / "copy")
    journal = reopen()
    takein.take_in(journal, place)
    conductor = Conductor.resume(
        queries.load(journal, session.id), journal, HandClock(ms=session.at_ms), Absence(0, 0)
    )
    conductor.order(o.WriteNote("Skriven efteråt.", "6b"))
    assert journal.flush(PATIENCE_S)
    (tmp_path / "copy").rename(place)
    takein.take_in(journal, place)
    assert queries.load(journal, session.id) == conductor.session
    assert queries.note(journal, session.id) == "Skriven efteråt."
    assert whole(journal)


def test_that_a_lesson_that_stopped_can_be_gone_on_with(reopen: Reopen, folder: Path) -> None:
    place, session = led_apart(folder, whole=False)
    journal = reopen()
    takein.take_in(journal, place)
    assert [row.session for row in queries.interrupted(journal)] == [session.id]


def test_that_a_changed_fact_keeps_everything_out(reopen: Reopen, folder: Path) -> None:
    place, _session = led_apart(folder)
    content = (place / LOG).read_bytes()
    altered = content.replace(b'"people":24', b'"people":25')
    assert altered != content
    (place / LOG).write_bytes(altered)
    journal = reopen()
    with pytest.raises(WorldTrouble) as refused:
        takein.take_in(journal, place)
    assert str(place) in str(refused.value)
    assert queries.sessions(journal) == []
    assert queries.groups(journal) == []
    assert place.exists()


@pytest.mark.parametrize("which", ["apart", "log"])
def test_that_a_changed_lesson_text_keeps_everything_out(
    reopen: Reopen, folder: Path, tmp_path: Path, which: str
) -> None:
    place, _session = led_apart(folder)
    shutil.copytree(place, tmp_path / "copy")
    journal = reopen()
    if which == "log":
        takein.take_in(journal, place)
        (tmp_path / "copy").rename(place)
    changed = open_journal(place, second_place=place) if which == "apart" else journal
    with changed.database.raw() as raw:
        raw.execute("UPDATE lesson_snapshot SET script = '{}'")
    if which == "apart":
        changed.close()
    before = [row.seq for row in queries.sessions(journal)]
    with pytest.raises(WorldTrouble) as refused:
        takein.take_in(journal, place)
    assert str(place) in str(refused.value)
    assert [row.seq for row in queries.sessions(journal)] == before
    assert place.exists()


def test_that_ids_go_on_after_one_from_a_clock_that_was_ahead(reopen: Reopen, folder: Path) -> None:
    other = open_apart(folder)
    other.begin_after(ids.next_id("", now_ms=4_000_000_000_000))
    session = lead(other)
    other.close()
    journal = reopen()
    takein.take_in(journal, other.path.parent)
    assert journal.new_session_id() > session.id


def test_that_a_folder_that_cannot_be_read_is_told_of_and_kept(reopen: Reopen, folder: Path) -> None:
    place, _session = led_apart(folder)
    (place / LOG).write_bytes(b"no log at all")
    journal = reopen()
    found = takein.look(journal, folder)
    assert found.left == ()
    (notice,) = found.notices
    assert str(place) in notice
    assert place.exists()


def test_that_what_somebody_leads_in_now_is_left_alone(reopen: Reopen, folder: Path) -> None:
    other = open_apart(folder)
    lead(other)
    journal = reopen()
    assert takein.look(journal, folder) == takein.Found()
    other.close()
    assert len(takein.look(journal, folder).left) == 1


def test_that_rehearsals_and_empty_logs_are_not_offered(reopen: Reopen, folder: Path) -> None:
    place, _session = led_apart(folder, rehearsal=True)
    journal = reopen()
    assert takein.look(journal, folder) == takein.Found()
    assert not place.exists()


def test_that_what_stands_in_for_another_log_is_not_ours(
    reopen: Reopen, folder: Path, tmp_path: Path
) -> None:
    place, _session = led_apart(tmp_path / "another")
    journal = reopen()
    assert takein.look(journal, folder) == takein.Found()
    assert place.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a folder away")
def test_that_a_folder_of_somebody_else_is_not_opened(reopen: Reopen, folder: Path) -> None:
    place, _session = led_apart(folder)
    os.chown(place, 65534, 65534)
    assert takein.look(reopen(), folder) == takein.Found()
    assert place.exists()


def test_that_a_lesson_can_be_taken_up_again_without_the_log(folder: Path) -> None:
    place, session = led_apart(folder, whole=False)
    again = open_apart(folder)
    try:
        assert again.path.parent == place
        assert [row.session for row in queries.interrupted(again)] == [session.id]
    finally:
        again.close()


def test_that_what_the_log_apart_says_of_how_it_was_left_is_said_with_its_folder(
    reopen: Reopen, folder: Path
) -> None:
    place, _session = led_apart(folder)
    (place / FILE).write_bytes(b"torn")
    found = takein.look(reopen(), folder)
    (notice,) = found.notices
    (aside,) = place.glob(f"{FILE}-*")
    assert str(place) in notice
    assert aside.name in notice
    assert len(found.left) == 1
