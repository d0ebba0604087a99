"""A control that goes while it has the keyboard: the next key is the lesson's, not that of whatever button comes next."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator.content.model import Board, Pyramid
from facilitator.session import orders as o
from facilitator.session.offers import Offer, advise
from facilitator.session.pacing import pace
from facilitator.ui.console.banner import Banner
from facilitator.ui.desk import ports
from facilitator.ui.desk.ending import Ending
from facilitator.ui.desk.groups import GroupsSection
from facilitator.ui.desk.turns import Turn
from facilitator.ui.parts.focus import kept
from facilitator.ui.parts.picking import Picking
from facilitator.ui.program import Program
from facilitator.ui.running.live import Live
from tests.ui import rows
from tests.ui.rows import shown, words
from tests.ui.test_time import Leading

CLOSE = "Avsluta och skriv logg"


@pytest.fixture
def live(program: Program) -> Iterator[Live]:
    """A lesson that has begun on the only screen."""
    program.desk.start_requested.emit(ports.StartRequest("mvp-03", "6B", 24, 50))
    assert program.room.live is not None
    yield program.room.live
    program.room.leave()


def reached(qtbot: QtBot, root: QWidget, words: str) -> QPushButton:
    """The button that says this, with the focus, as when Tab has come to it."""
    (found,) = [one for one in shown(root, QPushButton) if one.text().startswith(words)]
    root.window().activateWindow()
    found.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(found.hasFocus)
    return found


def test_that_undo_pressed_once_too_often_places_no_card(live: Live, qtbot: QtBot) -> None:
    pyramid = next(s.id for s in live.session.script.steps if isinstance(s.stage, Pyramid))
    live.do("overview")
    live.give(o.GoTo(pyramid))
    live.give(o.PlaceCard(2))
    live._afterwards()
    undo = reached(qtbot, live._console, "Ångra")
    QTest.keyClick(undo, Qt.Key.Key_Space)
    live._afterwards()
    assert not undo.isVisible()
    assert QApplication.focusWidget() is live._console


@pytest.mark.parametrize("last", [True, False])
def test_that_a_button_of_the_bar_that_goes_leaves_the_keys_to_the_stage(
    live: Live, qtbot: QtBot, last: bool
) -> None:
    gone = reached(qtbot, live._stage, "Nästa")
    live.give(o.GoTo(live.session.script.steps[-1].id) if last else o.ShowCover("safe"))
    live._afterwards()
    assert not gone.isVisible()
    assert QApplication.focusWidget() is live._stage


def test_that_the_way_back_on_the_bar_leaves_the_keys_to_the_stage(live: Live, qtbot: QtBot) -> None:
    live.give(o.ToggleSupport())
    live._afterwards()
    QTest.keyClick(reached(qtbot, live._stage, "Tillbaka till passets bild"), Qt.Key.Key_Space)
    live._afterwards()
    assert live.session.overlay is None
    assert QApplication.focusWidget() is live._stage


def test_that_a_line_waved_away_leaves_the_keys_to_the_lesson(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=5)
    QTest.keyClick(reached(qtbot, leading.console, "Inte nu"), Qt.Key.Key_Space)
    assert leading.line == ""
    assert QApplication.focusWidget() is leading.console


def test_that_a_question_asked_while_another_window_has_the_keyboard_has_it_when_it_is_seen(
    qtbot: QtBot,
) -> None:
    window = QWidget()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setFocus()
    banner, rows = Banner(), QVBoxLayout(window)
    rows.addWidget(banner)
    qtbot.addWidget(window)
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.show()
    banner.state("Eleverna ser den här skärmen.", "warn", (("stage", "Visa passet igen"),))
    assert not window.isActiveWindow()
    banner.ask("Ska passet avslutas?", (("end", "Avsluta"), ("stay", "Fortsätt")))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Avsluta"


def test_that_a_line_that_says_something_else_leaves_the_keys_to_the_lesson(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=5)
    reached(qtbot, leading.console, "Visa förslag")
    leading.wait(60)
    assert leading.line.startswith("Dags för avslutande runda")
    assert QApplication.focusWidget() is leading.console


def test_that_a_minute_that_passes_leaves_the_keys_where_they_were_on_the_card_about_time(
    qtbot: QtBot,
) -> None:
    leading = Leading(qtbot)
    leading.wait(leading.session.current.minutes + 5)
    leading.console.do("time")
    words = reached(qtbot, leading.card, "För 2 min sedan").text()
    leading.wait(1)
    here = QApplication.focusWidget()
    assert isinstance(here, QPushButton)
    assert here.text() == words


def test_that_a_suggestion_that_is_gone_leaves_its_keys_to_no_other(qtbot: QtBot) -> None:
    leading = Leading(qtbot, late_min=5)
    leading.console.do("time")
    gone = next(one for one in shown(leading.card, QPushButton) if one.property("chosen"))
    leading.console.activateWindow()
    gone.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(gone.hasFocus)
    leading.give(advised(leading).order)
    assert not isinstance(QApplication.focusWidget(), QPushButton)


def advised(leading: Leading) -> Offer:
    """The suggestion that shortens a little of everything."""
    found = advise(leading.session, pace(leading.session, leading.session.at_ms))
    assert found is not None
    return found.offers[0]


@pytest.fixture
def board(live: Live) -> Live:
    """The lesson at the board, in the leader's view, where suggestions can be picked from lists."""
    live.do("overview")
    live.give(o.GoTo(next(s.id for s in live.session.script.steps if isinstance(s.stage, Board))))
    live._afterwards()
    live._console.setFocus()
    return live


def test_that_a_list_that_was_only_looked_at_keeps_no_key(board: Live, qtbot: QtBot) -> None:
    window = board._console.window()
    window.activateWindow()
    qtbot.waitUntil(board._console.hasFocus)
    suggestions = shown(board._console, Picking)[0]
    QTest.mouseClick(suggestions, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(suggestions.view().isVisible)
    suggestions.hidePopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    step = board.session.step
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
    assert board.session.step == step + 1, "the key for Next, and nothing has been written on the board"


def test_that_esc_leaves_a_list(board: Live, qtbot: QtBot) -> None:
    board._console.window().activateWindow()
    suggestions = shown(board._console, Picking)[0]
    suggestions.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(suggestions.hasFocus)
    board.do("leave")
    assert QApplication.focusWidget() is board._console


def stopped(program: Program, qtbot: QtBot) -> QPushButton:
    """The way to the log of a lesson that stopped, reached on the first page."""
    program.desk.start_requested.emit(ports.StartRequest("mvp-03", "6B", 24, 50))
    program.room.leave()
    program.window.show_page(program.desk)
    program.planner.changed.emit()
    qtbot.waitUntil(lambda: [one for one in shown(program.desk, QPushButton) if one.text() == CLOSE] != [])
    qtbot.waitUntil(lambda: not program.reader.busy and not program.desk.today().filling)
    return reached(qtbot, program.desk.today(), CLOSE)


def hold(how: str, on: QPushButton) -> None:
    if how == "key":
        QTest.keyPress(on, Qt.Key.Key_Space)
    else:
        QTest.mousePress(on, Qt.MouseButton.LeftButton)


def let_go(how: str, on: QPushButton) -> None:
    if how == "key":
        QTest.keyRelease(on, Qt.Key.Key_Space)
    else:
        QTest.mouseRelease(on, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("how", ["key", "mouse"])
def test_that_rows_that_come_while_a_button_is_held_down_take_no_press_away(
    program: Program, qtbot: QtBot, how: str
) -> None:
    found = stopped(program, qtbot)
    assert program.bridge is not None
    hold(how, found)
    program.desk.group_saved.emit(ports.GroupView(code="9Z", people=20))
    qtbot.waitUntil(lambda: not program.reader.busy)
    assert found.isVisible()
    with qtbot.waitSignal(program.desk.close_requested):
        let_go(how, found)
    qtbot.waitUntil(lambda: program.desk.findChild(Ending) is not None)
    program.desk.show_page("today")
    qtbot.waitUntil(lambda: "9Z" in "\n".join(words(program.desk.today())))


def test_that_new_rows_leave_the_keyboard_where_it_was(program: Program, qtbot: QtBot) -> None:
    desk, page = program.desk, program.desk.today()
    desk.fill(rows.view(drafts=rows.HELD[-1:]))
    qtbot.waitUntil(lambda: not page.filling)
    draft = reached(qtbot, page, "TÅGET B1 · 5C")
    name = draft.accessibleName()
    desk.fill(rows.view(stopped=(rows.STOPPED,), drafts=rows.HELD))
    assert QApplication.focusWidget() is desk, "no button that comes next catches the next key"
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not desk)
    here = QApplication.focusWidget()
    assert here is not None
    assert here is not draft
    assert here.accessibleName() == name
    desk.fill(rows.view(stopped=(rows.STOPPED,)))
    qtbot.waitUntil(lambda: not page.filling)
    assert QApplication.focusWidget() is desk, "no button that comes next catches the next key"


def test_that_the_marked_group_in_turn_stays_marked_when_its_row_comes_anew(
    program: Program, qtbot: QtBot
) -> None:
    desk, page = program.desk, program.desk.today()
    desk.fill(rows.view())
    qtbot.waitUntil(lambda: not page.filling)
    row = shown(page, Turn)[-1]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    name = row.accessibleName()
    desk.fill(rows.view(drafts=rows.HELD))
    qtbot.waitUntil(lambda: not page.filling)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), Turn))
    here = QApplication.focusWidget()
    assert isinstance(here, Turn)
    assert here is not row
    assert here.accessibleName() == name


def test_that_a_control_that_is_gone_at_once_leaves_the_keyboard_too(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(QPushButton("Spara"))
    page.show()
    old = reached(qtbot, page, "Spara")
    with kept(page):
        shiboken6.delete(old)
        column.addWidget(QPushButton("Radera"))
        column.addWidget(QPushButton("Spara"))
    assert QApplication.focusWidget() is page
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not page)
    here = QApplication.focusWidget()
    assert isinstance(here, QPushButton)
    assert here.text() == "Spara"


def test_that_a_hint_that_is_closed_gives_the_next_key_to_no_button(program: Program, qtbot: QtBot) -> None:
    desk = program.desk
    for leave in ("close", "page"):
        desk.show_page("settings")
        qtbot.waitUntil(lambda: not desk.arriving)
        desk.show_hint("Loggen är klar.")
        (away,) = [one for one in shown(desk, QPushButton) if one.accessibleName() == "Stäng tipset"]
        away.window().activateWindow()
        away.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(away.hasFocus)
        if leave == "close":
            QTest.keyClick(away, Qt.Key.Key_Space)
        else:
            desk.show_page("today")
        assert not away.isVisible()
        assert not isinstance(QApplication.focusWidget(), QPushButton)


def test_that_a_group_that_is_brought_back_leaves_the_next_key_to_no_other(qtbot: QtBot) -> None:
    section = GroupsSection(rows.GROUPS)
    qtbot.addWidget(section)
    section.show()
    section.activateWindow()
    qtbot.waitUntil(section.isActiveWindow)
    rows.press(section, "Ta bort 6A")
    section.show_groups(rows.GROUPS[1:])
    assert "Deltagare i 6B: en färre" in [one.accessibleName() for one in shown(section, QPushButton)]
    undo = QApplication.focusWidget()
    assert isinstance(undo, QPushButton)
    assert undo.text() == "6A är borttagen. Ångra"
    QTest.keyClick(undo, Qt.Key.Key_Space)
    assert section.code.hasFocus()
