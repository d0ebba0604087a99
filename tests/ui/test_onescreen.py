"""A lesson on one screen in the real program: the leader bar is there when the stage is, and says how things stand."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRectF
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.content.model import Pyramid
from facilitator.session import orders as o
from facilitator.ui import screens
from facilitator.ui.bugs import REPORTS
from facilitator.ui.console.cards import TellCard
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.console.timecard import TimeCard
from facilitator.ui.console.toast import Toast
from facilitator.ui.console.wayback import WayBack
from facilitator.ui.desk import ports
from facilitator.ui.keys import Action
from facilitator.ui.program import Program
from facilitator.ui.running.clock import SLEPT_MS
from facilitator.ui.running.live import Live
from facilitator.ui.screens import ScreenInfo
from facilitator.ui.stage import compose
from facilitator.ui.stage.page import Hit
from facilitator.ui.trouble import BugReport
from tests.ui.rows import press, shown, words

LEVEL = Hit("level", "2", QRectF())
PROJECTOR = ScreenInfo("HDMI-1", "Epson", "EB", "2", (5000, 0, 1920, 1080), False)


@pytest.fixture
def live(program: Program) -> Live:
    """A lesson that has begun on the only screen."""
    program.desk.start_requested.emit(ports.StartRequest("mvp-03", "6B", 24, 50))
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


def test_that_whoever_ends_in_the_closing_is_led_to_what_of_it_has_not_been_shown(live: Live) -> None:
    closing = [step.id for step in live.session.script.steps if step.weight == "protected"]
    live.do("end")
    assert "Den avslutande rundan och stödlistan har inte visats än." in words(live._console)
    press(live._console, "Visa avslutningen")
    assert live.session.current.id == closing[0]
    live.do("end")
    assert "Hela avslutningen har inte visats än." in words(live._console)
    press(live._console, "Visa avslutningen")
    assert live.session.current.id == closing[1]
    live.do("end")
    assert "Ska passet avslutas?" in words(live._console)


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
    live.do("overview")
    live.do("time")
    live.do("leave")
    assert shown(live._console, TimeCard) == [], "Esc is for the leader's view, which is seen now"


@pytest.mark.parametrize("action", ["safe", "black", "white", "tell"])
def test_that_a_cover_is_seen_though_the_leaders_view_was_in_sight(live: Live, action: Action) -> None:
    live.do("overview")
    assert not live._stage.isVisible()
    live.do(action)
    assert live._stage.isVisible()
    assert live._stage.slide == compose.cover("safe" if action == "tell" else live.session.cover or "safe")
    live.do("leave")
    assert live.session.cover is None


def test_that_a_leaders_view_that_comes_over_the_stage_says_so_and_leads_back(
    live: Live, qtbot: QtBot
) -> None:
    qtbot.waitUntil(live._stage.isActiveWindow)
    live._console.window().activateWindow()  # as full screen, another window or a second start does
    qtbot.waitUntil(lambda: live._projection.state == "parked")
    assert "Visa passet igen" in words(live._console)
    live.do("safe")
    assert live._stage.isVisible()
    live.do("leave")
    assert live.session.cover is None


def test_that_a_stage_that_gets_no_keyboard_from_the_system_stays(live: Live, qtbot: QtBot) -> None:
    qtbot.waitUntil(live._stage.isActiveWindow)
    live._one._led = False  # as where the system leaves the keyboard with the window that had it
    live._console.window().activateWindow()
    qtbot.waitUntil(live._console.isActiveWindow)
    assert not live._one._turn.isActive()
    assert live._projection.state == "one"


def test_that_a_cover_comes_over_a_leaders_view_that_has_just_come_up(live: Live, qtbot: QtBot) -> None:
    qtbot.waitUntil(live._stage.isActiveWindow)
    live._console.window().activateWindow()
    qtbot.waitUntil(live._console.isActiveWindow)
    live.do("safe")
    qtbot.waitUntil(live._stage.isActiveWindow)
    assert live._projection.state == "one"
    assert not live._one._turn.isActive(), "nobody has turned to the leader's view"


@pytest.mark.parametrize("asked", ["support", "term"])
def test_that_what_the_pupils_are_to_read_comes_up_over_the_leaders_view(live: Live, asked: str) -> None:
    live.do("overview")
    order = o.ToggleSupport() if asked == "support" else o.ShowTerm(next(iter(live.session.script.terms)))
    live._console.ordered.emit(order)
    assert live._stage.isVisible()
    assert live.session.overlay


def test_that_esc_goes_from_the_leaders_view_back_to_what_the_pupils_see(live: Live) -> None:
    live.do("overview")
    live.do("leave")  # the list of steps
    assert not live._stage.isVisible()
    live.do("leave")
    assert live._stage.isVisible()
    assert not live._stage.findChildren(Toast) or not shown(live._stage, Toast)


def test_that_esc_on_the_stage_is_for_what_the_pupils_see(live: Live) -> None:
    live.do("time")  # a card in the leader's view, which goes under the stage again
    live._console.stage_wanted.emit()
    live.do("safe")
    live.do("leave")
    assert live.session.cover is None


def test_that_no_note_is_laid_out_when_a_lesson_on_one_screen_is_left(program: Program, live: Live) -> None:
    console = live._console
    notes = {line.text for step in live.session.script.steps for line in step.leader.say}
    live.close()
    assert not [one for one in words(console) if one.strip("”") in notes]
    live._stage.deleteLater()
    program.room.live = None  # it is closed, and nobody need leave it


def test_that_a_touch_on_a_held_picture_changes_nothing_in_the_step_the_leader_looks_at(live: Live) -> None:
    pyramid = next(s.id for s in live.session.script.steps if isinstance(s.stage, Pyramid))
    live.give(o.ToggleFreeze())
    live.give(o.GoTo(pyramid))
    seq = live.session.seq
    live._stage.clicked.emit(LEVEL)
    assert live.session.seq == seq
    live.give(o.ToggleFreeze())
    live._stage.clicked.emit(LEVEL)
    assert live.session.seq == seq + 2


def test_that_the_question_before_the_window_closes_is_seen_and_answered(live: Live) -> None:
    live._console.window().close()
    assert not live._stage.isVisible()
    press(live._console, "Fortsätt passet")
    assert live._stage.isVisible()


def test_that_the_leaders_view_does_not_work_under_the_stage_and_is_right_when_it_comes_up(
    live: Live,
) -> None:
    live._afterwards()
    before = words(live._console)
    for _tap in range(4):
        live.give(o.Next())
        live._afterwards()
        live._tick()
    assert words(live._console) == before, "nobody sees it"
    live.do("overview")
    assert live._console._session is live.session
    assert words(live._console) != before


def test_that_a_second_that_comes_before_the_leaders_view_has_been_told_of_the_lesson_waits_for_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is on a slow computer, where the bell is set before the first picture is there."""
    program.desk.start_requested.emit(ports.StartRequest("mvp-03", "6B", 24, 50))
    live = program.room.live
    assert live is not None
    assert live._console._session is None
    monkeypatch.setattr(live._console, "isActiveWindow", lambda: True)  # the stage has no keyboard yet
    live._tick()
    live._afterwards()
    assert live._console._session is live.session


def test_that_the_leaders_view_is_right_as_soon_as_it_has_the_keyboard(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.give(o.Next())
    live._afterwards()
    assert live._console._session is not live.session
    monkeypatch.setattr(live._console, "isActiveWindow", lambda: True)  # no window manager here
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.focusWindowChanged.emit(None)
    assert live._console._session is live.session


def test_that_the_leaders_view_works_on_when_somebody_has_moved_it_to_another_screen(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live._console, "screen", lambda: None)  # there is only one here
    live.give(o.Next())
    live._afterwards()
    assert live._console._session is live.session


def hints(root: QWidget) -> list[str]:
    return [one.text() for one in shown(root, Toast)]


def test_that_a_hint_is_seen_where_there_is_only_one_screen(live: Live) -> None:
    live.give(o.ShowCover("safe"))
    live._afterwards()
    live.do("next")
    (toast,) = shown(live._stage, Toast)
    assert toast.text() == "Projektorn är täckt. Tryck Esc för att visa passet igen."
    assert toast.geometry().bottom() < bar(live).geometry().top()
    assert toast.heightForWidth(toast.width()) <= toast.height()
    live.do("leave")
    live._afterwards()
    assert hints(live._stage) == []


@pytest.mark.parametrize(
    ("action", "digit"), [("level", 2), ("undo", 0), ("top", 0), ("first", 0), ("last", 0)]
)
def test_that_nothing_is_changed_behind_a_cover_that_hides_it_from_the_leader_too(
    live: Live, action: Action, digit: int
) -> None:
    live.give(o.GoTo("pyramiden"))
    live.give(o.PlaceCard(1))
    live.do("black")
    before = live.session
    live.do(action, digit)
    assert live.session == before
    assert hints(live._stage) == ["Projektorn är täckt. Tryck Esc för att visa passet igen."]
    live.do("overview")
    live.do(action, digit)
    assert live.session != before, "the leader's view shows what happens"


def test_that_a_hint_is_given_in_the_leaders_view_when_that_is_seen(live: Live) -> None:
    live.do("overview")
    live.give(o.Back())
    assert hints(live._console) == ["Det här är första steget."]
    live._console.stage_wanted.emit()
    assert hints(live._stage) == []


@pytest.mark.parametrize("cover", ["safe", "black", "support"])
def test_that_no_hint_about_the_slide_stands_under_what_has_come_over_it(live: Live, cover: Action) -> None:
    live.give(o.Back())
    assert hints(live._stage) == ["Det här är första steget."]
    live.do(cover)
    live._afterwards()
    assert hints(live._stage) == []


def test_that_what_is_said_of_sleep_stays_over_the_safe_screen_that_came_with_it(live: Live) -> None:
    live._afterwards()
    live._conductor._zero_ms -= 10 * SLEPT_MS
    live._tick()
    live._afterwards()
    assert live.session.cover == "safe"
    assert hints(live._stage) == ["Datorn har vilat. Klockan stod still. Tryck Esc för att fortsätta."]
    live.do("leave")
    live._afterwards()
    assert hints(live._stage) == []


@pytest.mark.parametrize("digit", [1, 5])
def test_that_a_key_for_cards_leaves_the_slide_on_the_only_screen_where_there_are_none(
    live: Live, digit: int
) -> None:
    live.do("level", digit)
    assert live._stage.isVisible()
    assert live._projection.state == "one"
    assert hints(live._stage) == ["Här finns inget kort att lägga. F6 öppnar listan med steg."]
    live.do("overview")
    assert not live._stage.isVisible()
    live.do("level", digit)
    assert hints(live._console) == ["Pilarna väljer steg, Enter går dit, Esc stannar här."]


@pytest.mark.parametrize("digit", [0, 7])
def test_that_the_keys_for_the_list_of_steps_still_open_it_on_the_only_screen(live: Live, digit: int) -> None:
    live.do("goto", digit)
    assert not live._stage.isVisible()


def fault() -> None:
    """A fault in the program, in the middle of words that a pupil has said."""
    try:
        raise RuntimeError("Kim sa: sluta")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)


def forgive(data: Path) -> None:
    """Take away the reports of faults that were meant."""
    for one in (data / REPORTS).iterdir():
        one.unlink()


def test_that_the_window_of_a_fault_waits_where_the_pupils_would_see_it(
    program: Program, live: Live, qtbot: QtBot, tmp_path: Path
) -> None:
    fault()
    assert shown(program.window, BugReport) == []
    assert live._stage.isVisible()
    assert live.session.cover is None, "the lesson goes on"
    assert hints(live._stage) == ["Något gick fel i programmet. Fortsätt passet, rapporten visas efteråt."]
    live.do("overview")
    assert shown(program.window, BugReport) == [], "the pupils see the leader's view too"
    live.give(o.End())
    qtbot.waitUntil(lambda: bool(shown(program.window, BugReport)))
    (report,) = shown(program.window, BugReport)
    (text,) = report.findChildren(QPlainTextEdit)
    assert "fault" in text.toPlainText()
    assert "Kim" not in text.toPlainText()
    report.accept()
    forgive(tmp_path / "data")


def test_that_the_window_of_a_fault_comes_where_only_the_leader_sees_it_and_goes_when_the_pupils_do(
    program: Program, live: Live, tmp_path: Path
) -> None:
    live._projection._set("two")
    fault()
    (report,) = shown(program.window, BugReport)
    live._projection._set("one")  # mirrored
    assert not report.isVisible()
    live._projection._set("two")
    assert report.isVisible()
    report.accept()
    assert shown(program.window, BugReport) == []
    forgive(tmp_path / "data")


def test_that_a_digit_chooses_a_step_where_the_leader_has_a_screen_of_their_own(live: Live) -> None:
    live._projection._set("two")
    live.do("level", 3)
    assert hints(live._console) == ["Pilarna väljer steg, Enter går dit, Esc stannar här."]


def test_that_a_hint_goes_with_the_bar(live: Live) -> None:
    live.give(o.Back())
    assert hints(live._stage) != []
    live._one.drop()
    assert hints(live._stage) == []
    live.give(o.Back())
    assert hints(live._stage) == []


def test_that_the_card_for_when_somebody_tells_is_for_leaders_only(live: Live) -> None:
    live._projection._state = "two"  # as if there were a projector, and the screens had changed places
    live._projection._doubted = True
    live._projection_changed()
    live.do("tell")
    assert live.session.cover == "safe"
    assert shown(live._console, TellCard) == []
    live._projection.trust()
    live.do("tell")
    assert live._console.findChildren(TellCard) != []
    live._console.show_projection("parked", notes=False)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert live._console.findChildren(TellCard) == []


def test_that_the_card_for_when_somebody_tells_is_said_to_be_on_paper_where_it_is_not_shown(
    live: Live,
) -> None:
    live.do("tell")
    assert live.session.cover == "safe"
    assert hints(live._stage) == ["Kortet visas inte på den här skärmen. Ta fram det på papper."]
    live._afterwards()
    assert hints(live._stage) != [], "it stays over the safe screen"
    assert live._console.findChildren(TellCard) == []


@pytest.mark.parametrize("action", ["notes_bigger", "notes_reset", "notes_down"])
def test_that_keys_for_the_leader_text_leave_the_lesson_on_the_only_screen(
    live: Live, action: Action
) -> None:
    live.do(action)
    assert live._stage.isVisible()


@pytest.mark.parametrize("action", ["leave", "safe", "black", "next"])
def test_that_the_key_that_wakes_the_computer_takes_no_safe_screen_away(live: Live, action: Action) -> None:
    live._conductor._zero_ms -= 10 * SLEPT_MS
    live.do(action)
    assert live.session.cover == "safe"
    live.do("leave")
    assert live.session.cover is None


@pytest.mark.parametrize("projector", [False, True])
def test_that_the_form_after_a_lesson_waits_for_the_group_only_where_they_see_it(
    program: Program, live: Live, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, projector: bool
) -> None:
    here = [*screens.present(), *([PROJECTOR] if projector else [])]
    monkeypatch.setattr(screens, "present", lambda: list(here))
    live.give(o.End())
    qtbot.waitUntil(lambda: program.room.live is None)
    wait = "Syns den här skärmen på projektorn? Fyll i loggen när gruppen har gått."
    qtbot.waitUntil(lambda: "Steg för steg" in words(program.window))
    assert (wait in words(program.window)) is not projector
