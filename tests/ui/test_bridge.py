"""The bridge: what the desk is told of the log."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.content.library import Library
from facilitator.journal import open_journal
from facilitator.session.orders import End
from facilitator.ui.bridge import Bridge
from facilitator.ui.desk import ports
from facilitator.ui.loading import Rooms

TODAY = date(2026, 11, 25)


@pytest.fixture
def bridge(tmp_path: Path) -> Iterator[Bridge]:
    rooms = Rooms(open_journal(tmp_path / "data", second_place=tmp_path), Library.open(paths.scenarios_dir()))
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
    bridge.rooms.journal.flush(5)
    assert bridge.rows.view(TODAY).stopped is not None
    assert {due.last_title for due in bridge.rows.view(TODAY).due} == {""}
    conductor.order(End())
    bridge.rooms.journal.flush(5)
    assert {due.last_title for due in bridge.rows.view(TODAY).due} != {""}
