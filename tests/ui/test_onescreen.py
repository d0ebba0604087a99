"""A lesson on one screen in the real program: the leader bar is there when the stage is, and says how things stand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facilitator import settings
from facilitator.session import orders as o
from facilitator.ui import screens
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.console.wayback import WayBack
from facilitator.ui.desk import ports
from facilitator.ui.live import Live
from facilitator.ui.program import Program
from facilitator.ui.screens import ScreenInfo
from tests.ui.rows import words

PROJECTOR = ScreenInfo("HDMI-1", "Epson", "EB", "2", (5000, 0, 1920, 1080), False)


@pytest.fixture
def live(build: Callable[..., Program], qtbot: QtBot, tmp_path: Path) -> Live:
    """A lesson that has begun on the only screen."""
    settings.Settings(tmp_path / "data").change(settings.FIRST_RUN_DONE, True)
    program = build(tmp_path / "data")
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling)
    qtbot.waitUntil(lambda: not program.reader.busy)
    program.desk.start_requested.emit(ports.StartRequest("mvp-01", "6B", 24, 50))
    assert program.room.live is not None
    assert program.room.live._projection.state == "one"
    return program.room.live


def bar(live: Live) -> LeaderBar:
    (found,) = live._stage.findChildren(LeaderBar)
    return found


def test_that_the_bar_says_at_once_what_lies_over_the_lesson(live: Live) -> None:
    live.do("overview")
    live.give(o.ToggleSupport())
    live._console.stage_wanted.emit()
    (back,) = bar(live).findChildren(WayBack)
    assert not back.isHidden()
    assert all(one.text() for one in bar(live).findChildren(QLabel) if not one.isHidden())


def test_that_the_bar_is_there_though_a_projector_came_while_the_stage_was_away(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.do("overview")
    assert not live._stage.isVisible()
    here = [*screens.present(), PROJECTOR]
    monkeypatch.setattr(screens, "present", lambda: list(here))
    live._projection._changed()
    assert live._projection.state == "offered"
    live._console.stage_wanted.emit()
    assert live._stage.isVisible()
    assert "Visa passet på projektorn" in words(bar(live))
