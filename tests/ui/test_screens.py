"""Who has which screen, and that no leader's note comes on one that the pupils may see, however the screens change."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.ui import screens
from facilitator.ui.running.projection import Projection, ScreenChoice
from facilitator.ui.running.whereabouts import EDGE
from facilitator.ui.screens import Kept, Roles, ScreenInfo, ScreenWatch, assign
from facilitator.ui.stage.window import TRIES, StageWindow

LAPTOP = ScreenInfo("eDP-1", "BOE", "Panel", "1", (0, 0, 1366, 768), True)
PROJECTOR = ScreenInfo("HDMI-1", "Epson", "EB", "2", (1366, 0, 1920, 1080), False)
BOARD = ScreenInfo("DP-1", "Smart", "Board", "3", (3286, 0, 1920, 1080), False)
LED: Kept = (LAPTOP.identity, PROJECTOR.identity)
KNOWN = (LAPTOP.identity, PROJECTOR.identity, BOARD.identity)


def test_that_a_screen_is_told_by_its_own_pixels_however_large_the_system_draws() -> None:
    assert PROJECTOR.size_text == "1920 × 1080"
    assert replace(PROJECTOR, place=(911, 0, 1280, 720), ratio=1.5).size_text == "1920 × 1080"


def primary(one: ScreenInfo, *, is_it: bool = True) -> ScreenInfo:
    """The same screen as the primary one, or not."""
    return replace(one, primary=is_it)


def named(roles: Roles) -> tuple[str, str]:
    return roles.laptop.name, roles.projector.name if roles.projector is not None else ""


@pytest.mark.parametrize(
    ("here", "kept", "wanted"),
    [
        ((LAPTOP, PROJECTOR), ("", ""), ("eDP-1", "HDMI-1")),
        ((PROJECTOR, LAPTOP, BOARD), LED, ("eDP-1", "HDMI-1")),
        ((primary(LAPTOP, is_it=False), primary(PROJECTOR)), LED, ("eDP-1", "HDMI-1")),
        ((LAPTOP, PROJECTOR), LED[::-1], ("HDMI-1", "eDP-1")),
        ((primary(BOARD), PROJECTOR), LED, ("DP-1", "HDMI-1")),
        ((LAPTOP, BOARD), LED, ("eDP-1", "DP-1")),
        ((primary(PROJECTOR),), LED, ("HDMI-1", "")),
        ((LAPTOP,), LED, ("eDP-1", "")),
    ],
)
def test_that_a_screen_stays_whose_it_was(
    here: tuple[ScreenInfo, ...], kept: Kept, wanted: tuple[str, str]
) -> None:
    assert named(assign(here, kept=kept)) == wanted


@pytest.mark.parametrize(
    ("panel", "other", "wanted"),
    [
        ("eDP-1", "HDMI-1", "eDP-1"),
        ("eDP-1-1", "DP-2", "eDP-1-1"),
        ("LVDS", "VGA-1", "LVDS"),
        ("DSI-1", "HDMI-A-1", "DSI-1"),
        ("Built-in Retina Display", "EPSON PJ", "Built-in Retina Display"),
        ("Color LCD", "EPSON PJ", "Color LCD"),
        (r"\\.\DISPLAY1", r"\\.\DISPLAY2", r"\\.\DISPLAY2"),
        ("HDMI-1", "HDMI-2", "HDMI-2"),
        ("eDP-1", "eDP-2", "eDP-2"),
    ],
)
def test_that_the_laptops_own_panel_is_the_leaders_also_when_the_projector_is_the_main_screen(
    panel: str, other: str, wanted: str
) -> None:
    here = replace(LAPTOP, name=panel, primary=False), replace(PROJECTOR, name=other, primary=True)
    assert {assign(here).laptop.name, assign(here[::-1]).laptop.name} == {wanted}


WINDOWS = replace(LAPTOP, name="DISPLAY1", primary=False), replace(PROJECTOR, name="DISPLAY2", primary=True)
"""Screens that do not tell which one is built in; the projector is the main screen."""


@pytest.mark.parametrize("here", [WINDOWS, WINDOWS[::-1]])
def test_that_a_known_projector_is_never_the_leaders_screen(here: tuple[ScreenInfo, ...]) -> None:
    seen = WINDOWS[1].identity
    assert named(assign(here, seen)) == ("DISPLAY1", "DISPLAY2")
    assert assign(here, seen, "one").laptop.name == "DISPLAY2", "with one screen in use it is the main one"
    assert named(assign((WINDOWS[1],), seen)) == ("DISPLAY2", "")
    assert named(assign((LAPTOP, WINDOWS[1]), LAPTOP.identity)) == ("eDP-1", "DISPLAY2"), (
        "no projector is built in"
    )


class Desk:
    """A lesson's stage among screens that come and go. `here`: those that are there now."""

    def __init__(self, qtbot: QtBot, patched: pytest.MonkeyPatch, known: tuple[str, ...] = KNOWN) -> None:
        self.here = [LAPTOP, PROJECTOR]
        patched.setattr(screens, "present", lambda: list(self.here))
        patched.setattr(screens, "find", self._find)
        self.stage = StageWindow()
        qtbot.addWidget(self.stage)
        self.watch = ScreenWatch()
        self.projection = Projection(self.stage, self.watch, ScreenChoice(confirmed=known))
        self.told: list[str] = []
        self.projection.returned.connect(self._returned)
        self.projection.state_changed.connect(self.told.append)
        self.projection.confirmed.connect(self.told.append)
        self.used: list[str] = []
        self.projection.used.connect(self.used.append)
        self.projection.open(alone=False)

    def _find(self, identity: str) -> QScreen | None:
        there = any(one.identity == identity for one in self.here)
        return QGuiApplication.primaryScreen() if there else None

    def _returned(self) -> None:
        self.told.append("covered")

    def change(self, *here: ScreenInfo) -> None:
        """The screens are these now; it has been told at once, and later when all is still."""
        gone = [one for one in self.here if one.identity not in {other.identity for other in here}]
        self.here, self.told[:] = list(here), []
        self.watch.moved.emit()
        for one in gone:
            self.watch.gone.emit(one.identity)
        self.at_once = self.projection.private
        self.watch.changed.emit()


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A lesson on laptop and projector."""
    made = Desk(qtbot, monkeypatch)
    assert (made.projection.state, made.projection.private) == ("two", True)
    return made


def test_that_nothing_moves_when_the_projector_becomes_the_primary_screen(desk: Desk) -> None:
    desk.change(primary(LAPTOP, is_it=False), primary(PROJECTOR))
    assert named(desk.projection.roles()) == ("eDP-1", "HDMI-1")
    assert (desk.projection.state, desk.projection.private) == ("two", True)


def test_that_the_notes_go_at_once_when_only_the_projector_is_left(desk: Desk) -> None:
    desk.change(primary(PROJECTOR))
    assert not desk.at_once
    assert (desk.projection.state, desk.projection.private) == ("one", False)
    assert "covered" in desk.told
    assert desk.stage.isVisible()
    desk.change(LAPTOP, PROJECTOR)
    assert desk.projection.state == "offered"
    desk.projection.accept()
    assert named(desk.projection.roles()) == ("eDP-1", "HDMI-1")
    assert desk.projection.private


def test_that_the_notes_stay_when_only_the_laptop_is_left(desk: Desk) -> None:
    desk.change(LAPTOP)
    assert desk.at_once
    assert (desk.projection.state, desk.projection.private) == ("lost", True)
    assert not desk.stage.isVisible()


def test_that_a_picture_of_both_screens_in_one_is_none_of_the_leaders_own(desk: Desk) -> None:
    both = ScreenInfo("eDP-1|HDMI-1", "BOE|Epson", "", "", (0, 0, 1280, 720), True)
    desk.change(both)
    assert (desk.projection.state, desk.projection.private) == ("one", False)
    assert "covered" in desk.told


def test_that_notes_on_a_screen_nobody_has_spoken_of_wait_until_somebody_does(desk: Desk) -> None:
    desk.change(PROJECTOR, primary(BOARD))
    assert not desk.at_once
    assert named(desk.projection.roles()) == ("DP-1", "HDMI-1")
    assert (desk.projection.state, desk.projection.doubt, desk.projection.private) == (
        "two",
        "swapped",
        False,
    )
    desk.projection.trust()
    assert desk.projection.private


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> QWidget:
    """The leader's window, on the leader's screen."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(0, 0, 600, 500)
    made.show()
    desk.projection.place_leader(made)
    assert desk.projection.private
    return made


@pytest.mark.parametrize("x", [PROJECTOR.place[0] + 100, PROJECTOR.place[0] - 300])
def test_that_the_notes_go_at_once_when_the_leaders_window_comes_to_the_pupils_screen(
    desk: Desk, window: QWidget, x: int
) -> None:
    told: list[bool] = []
    desk.projection.unsettled.connect(lambda: told.append(desk.projection.private))
    window.move(x, 40)
    assert told == [False]
    assert desk.projection.doubt == "astray"
    window.move(20, 40)
    assert told == [False, True]
    assert desk.projection.doubt == ""


def test_that_the_edge_of_a_maximised_window_is_not_taken_for_the_window(desk: Desk, window: QWidget) -> None:
    window.move(PROJECTOR.place[0] - window.frameGeometry().width() + EDGE, 0)
    assert desk.projection.private
    window.move(window.x() + 1, 0)
    assert not desk.projection.private


def test_that_a_leaders_window_on_the_pupils_screen_is_moved_back(desk: Desk, window: QWidget) -> None:
    desk.projection.roles_changed.connect(lambda: desk.projection.place_leader(window))
    window.move(PROJECTOR.place[0] - 200, 40)
    assert desk.projection.answer("home")
    assert desk.projection.private
    assert not desk.projection.answer("end")


def test_that_whoever_sees_the_leaders_window_alone_there_has_the_screens_swapped(
    desk: Desk, window: QWidget
) -> None:
    window.move(PROJECTOR.place[0] + 100, 40)
    assert desk.projection.answer("private")
    assert named(desk.projection.roles()) == ("HDMI-1", "eDP-1")
    assert desk.projection.private


def test_that_swapped_screens_stay_swapped_and_change_back(desk: Desk) -> None:
    for wanted in (("HDMI-1", "eDP-1"), ("eDP-1", "HDMI-1")):
        desk.projection.swap()
        assert named(desk.projection.roles()) == wanted
        assert not desk.projection.private
        desk.projection.trust()
        desk.change(LAPTOP, PROJECTOR)
        assert (named(desk.projection.roles()), desk.projection.private) == (wanted, True)


def test_that_only_a_stage_with_a_screen_of_its_own_comes_back_when_it_is_minimised(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.stage.showMinimized()
    qtbot.waitUntil(lambda: not desk.stage.isMinimized())
    desk.change(primary(PROJECTOR))
    assert desk.projection.state == "one"
    desk.stage._put_right()
    desk.stage._aim.stop()
    desk.stage.showMinimized()
    assert not desk.stage._aim.isActive(), "whoever leads may want something else on the only screen"


def test_that_a_stage_with_a_screen_of_its_own_comes_back_however_often_it_is_moved(
    desk: Desk, qtbot: QtBot
) -> None:
    place = QGuiApplication.primaryScreen().geometry()
    for _time in range(2 * TRIES):
        desk.stage.move(place.topLeft() + QPoint(60, 40))
        qtbot.waitUntil(lambda: desk.stage.geometry() == place)
        qtbot.waitUntil(lambda: not desk.stage._aim.isActive())


def test_that_a_screen_counts_as_the_projector_when_nobody_doubts_it(desk: Desk) -> None:
    assert desk.used == [PROJECTOR.identity]
    desk.projection.swap()
    desk.projection.swap()
    assert desk.used == [PROJECTOR.identity], "a key pressed by mistake"
    desk.projection.swap()
    desk.projection.trust()
    assert desk.used == [PROJECTOR.identity, LAPTOP.identity]


def test_that_a_new_projector_counts_once_it_has_had_its_card(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot, monkeypatch, known=())
    assert desk.used == []
    desk.projection.end_identify()
    assert desk.used == [PROJECTOR.identity]


def test_that_a_new_projectors_card_is_up_by_the_time_it_is_told_of(desk: Desk) -> None:
    desk.change(LAPTOP)
    cards: list[bool] = []
    desk.projection.state_changed.connect(lambda _state: cards.append(desk.projection.identifying))
    desk.change(LAPTOP, replace(PROJECTOR, serial="9"))
    assert cards == [True]


def test_that_a_screen_that_was_swapped_away_is_not_taken_for_the_projector(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot, monkeypatch, known=(LAPTOP.identity,))
    assert desk.projection.identifying
    desk.projection.swap()
    assert not desk.projection.identifying, "it is known"
    assert PROJECTOR.identity not in desk.told
    desk.projection.swap()
    assert desk.projection.identifying
    desk.projection.end_identify()
    assert desk.told[-1] == PROJECTOR.identity


def test_that_nothing_is_told_while_no_screen_is_left(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    watch, told = ScreenWatch(), list[str]()
    watch.gone.connect(told.append)
    watch.moved.connect(lambda: told.append("moved"))
    watch.changed.connect(lambda: told.append("changed"))
    screen = QGuiApplication.primaryScreen()
    with monkeypatch.context() as asleep:
        asleep.setattr(QGuiApplication, "screens", list)
        watch._removed(screen)
        watch._moved()
        watch._settled()
        assert told == []
    watch._added(screen)
    qtbot.waitUntil(lambda: told == ["moved", "changed"])
