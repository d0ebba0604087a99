"""The bridge: what the desk is told of the log."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from facilitator import paths
from facilitator.content.library import Library
from facilitator.journal import open_journal
from facilitator.journal.writing.spill import FILE
from facilitator.journal.yearplan import plans
from facilitator.planning.year import Planned
from facilitator.session.orders import End, FinishLog, Next, WriteNote
from facilitator.ui.bridge import Bridge
from facilitator.ui.desk import ports
from facilitator.ui.loading import Rooms
from tests import ownlessons
from tests.builders import begin
from tests.patience import PATIENCE_S

TODAY = date(2026, 11, 25)


@pytest.fixture
def bridge(tmp_path: Path) -> Iterator[Bridge]:
    rooms = Rooms(open_journal(tmp_path / "data", second_place=tmp_path), ownlessons.library())
    bridge = Bridge(rooms)
    bridge.save_group(ports.GroupView(code="6B", people=24), "", active=True)
    yield bridge
    rooms.journal.close()


def test_that_a_clock_that_has_lost_its_time_is_told_of(bridge: Bridge) -> None:
    assert bridge.notices(TODAY) == ()
    (notice,) = bridge.notices(date(1970, 1, 1))
    assert "1970-01-01" in notice


def test_that_a_lesson_left_out_for_its_faults_is_told_of(tmp_path: Path) -> None:
    scenarios = tmp_path / "scenarios"
    shutil.copytree(paths.scenarios_dir(), scenarios)
    (scenarios / "mvp" / "mvp-03" / "lesson.toml").write_text("format =", encoding="utf-8")
    rooms = Rooms(open_journal(tmp_path / "data", second_place=tmp_path), Library.open(scenarios))
    (notice,) = Bridge(rooms).notices(TODAY)
    rooms.journal.close()
    assert "mvp/mvp-03/lesson.toml" in notice
    assert "check" in notice


def test_that_a_lesson_that_stopped_is_not_told_of_as_the_last_one(bridge: Bridge) -> None:
    wish = ports.StartRequest(lesson="mvp-01", group="6B", people=24, length=50)
    conductor = bridge.start(wish)
    bridge.rooms.journal.flush(PATIENCE_S)
    assert bridge.rows.view(TODAY).stopped
    assert {due.last_title for due in bridge.rows.view(TODAY).due} == {""}
    conductor.order(End())
    bridge.rooms.journal.flush(PATIENCE_S)
    assert {due.last_title for due in bridge.rows.view(TODAY).due} != {""}


def test_that_a_lesson_that_stopped_is_told_of_as_well_while_the_disk_takes_nothing_of_it(
    bridge: Bridge, full_disk: Callable[[bool], None]
) -> None:
    full_disk(True)
    conductor = bridge.start(ports.StartRequest(lesson="mvp-01", group="6B", people=24, length=50))
    conductor.order(Next())
    assert not bridge.rooms.journal.flush(PATIENCE_S)
    stopped = bridge.rows.view(TODAY).stopped
    assert bridge.resume(conductor.session.id).session.step == conductor.session.step
    assert [one.session for one in stopped] == [conductor.session.id]
    full_disk(False)
    assert bridge.rooms.journal.flush(PATIENCE_S)
    (later,) = bridge.rows.view(TODAY).stopped
    assert stopped == (later._replace(stopped=stopped[0].stopped),)


def test_that_an_end_that_the_disk_has_refused_so_far_is_known(
    bridge: Bridge, full_disk: Callable[[bool], None]
) -> None:
    wish = ports.StartRequest(lesson="mvp-01", group="6B", people=24, length=50)
    begun, done = bridge.start(wish), bridge.start(wish)
    assert bridge.rooms.journal.flush(PATIENCE_S)
    full_disk(True)
    outside = bridge.start(wish)
    for one in (begun, done, outside):
        one.order(End())
    done.order(FinishLog())
    assert not bridge.rooms.journal.flush(PATIENCE_S)
    view = bridge.rows.view(TODAY)
    assert view.stopped == ()
    assert [one.session for one in view.drafts] == [outside.session.id, begun.session.id]
    full_disk(False)
    assert bridge.rooms.journal.flush(PATIENCE_S)
    assert bridge.rows.view(TODAY).drafts == view.drafts


def test_that_what_does_not_fit_into_the_log_is_told_of_when_the_disk_has_room(
    tmp_path: Path, full_disk: Callable[[bool], None]
) -> None:
    with closing(open_journal(tmp_path / "data", second_place=tmp_path)) as journal:
        begin(journal)
        assert journal.flush(PATIENCE_S)  # the lesson's text is in the log
        full_disk(True)
        begin(journal)
    side = tmp_path / "data" / FILE
    full_disk(False)
    side.write_bytes(b"torn\n" + side.read_bytes())
    full_disk(True)
    again = open_journal(tmp_path / "data", second_place=tmp_path, check=False)
    rooms = Rooms(again, ownlessons.library())
    assert rooms.journal.notices == ()
    bridge, told = Bridge(rooms), list[str]()
    bridge.told.connect(told.append, Qt.ConnectionType.DirectConnection)
    full_disk(False)
    assert rooms.journal.flush(PATIENCE_S)
    rooms.journal.close()
    (aside,) = (tmp_path / "data").glob(f"{FILE}-*")
    (words,) = told
    assert aside.name in words
    assert words in bridge.notices(TODAY)


def test_that_a_note_that_the_disk_has_refused_so_far_is_in_the_form_again(
    bridge: Bridge, full_disk: Callable[[bool], None]
) -> None:
    conductor = bridge.start(ports.StartRequest(lesson="mvp-01", group="6B", people=24, length=50))
    for order in (End(), WriteNote("Lugnt.", "a")):
        conductor.order(order)
    assert bridge.rooms.journal.flush(PATIENCE_S)
    assert bridge.ending(conductor.session).note == "Lugnt."
    full_disk(True)
    conductor.order(WriteNote("Lugnt och fint, men kort om tid.", "b"))
    assert not bridge.rooms.journal.flush(PATIENCE_S)
    again = bridge.resume(conductor.session.id)
    assert bridge.ending(again.session).note == "Lugnt och fint, men kort om tid."
    full_disk(False)
    assert bridge.rooms.journal.flush(PATIENCE_S)
    assert bridge.ending(again.session).note == "Lugnt och fint, men kort om tid."


def test_that_lessons_of_several_groups_that_stopped_are_all_told_of(bridge: Bridge) -> None:
    for group in ("6A", "6B", "6C"):
        bridge.start(ports.StartRequest(lesson="mvp-01", group=group, people=24, length=50))
    bridge.rooms.journal.flush(PATIENCE_S)
    stopped = bridge.rows.view(TODAY).stopped
    assert [one.group for one in stopped] == ["6C", "6B", "6A"]
    assert all(one.step and one.title for one in stopped)


def test_that_the_plan_decides_what_is_due_and_what_is_late(bridge: Bridge) -> None:
    journal = bridge.rooms.journal
    late, coming = (
        Planned(own, 2026, "6B", "mvp", own, day, time(10, 20))
        for own, day in (("mvp-02", date(2026, 11, 17)), ("mvp-01", date(2026, 12, 1)))
    )
    plans.keep_plan(journal, 2026, [late, coming])
    view = bridge.rows.view(TODAY)
    assert view.due[0] == ports.DueView("6B", "mvp-02", planned=late.day, at=time(10, 20))
    assert all(due.planned is None for due in view.due[1:])
    assert view.plan == ports.PlanView(planned=2, held=0, late=1)


def test_that_a_plan_that_cannot_be_read_leaves_the_desk_as_without_one(bridge: Bridge) -> None:
    journal = bridge.rooms.journal
    before = bridge.rows.view(TODAY)
    plans.keep_plan(journal, 2026, [Planned("x", 2026, "6B", "mvp", "mvp-02", TODAY)])
    assert bridge.rows.view(TODAY).due[0].planned == TODAY
    with journal.database.begin() as connection:
        connection.exec_driver_sql("UPDATE plan SET day = 'i dag'")
    assert bridge.rows.view(TODAY) == before


def test_that_the_form_knows_a_lesson_among_staff(bridge: Bridge) -> None:
    found = []
    for lesson, group, length in (("mvp-01", "6B", 50), ("personal-p1", "PERS", 60)):
        conductor = bridge.start(ports.StartRequest(lesson=lesson, group=group, people=24, length=length))
        conductor.order(End())
        found.append(bridge.ending(conductor.session).staff)
    assert found == [False, True]
