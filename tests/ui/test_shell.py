"""The desk as a whole: where keys lead, what is built when, and that a switch of language loses nothing."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from facilitator.i18n import set_language
from facilitator.ui.desk import ports
from facilitator.ui.desk.ending import Ending
from facilitator.ui.desk.followup import FollowUp
from facilitator.ui.desk.hint import Hint
from facilitator.ui.desk.lessons import Lessons
from facilitator.ui.desk.prepare.page import Prepare
from facilitator.ui.desk.settings import SettingsPage
from facilitator.ui.desk.shell import Desk
from facilitator.ui.desk.today import Today
from facilitator.ui.desk.welcome import Welcome
from facilitator.ui.desk.year.page import YearPage
from facilitator.ui.parts.tick import Tick
from tests.ui import rows
from tests.ui.followbook import Answers
from tests.ui.planbook import planner
from tests.ui.rows import press, words


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk(rows.Shelf(), rows.CHOICES, planner(None, None), Answers())
    qtbot.addWidget(desk)
    desk.resize(1366, 728)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    return desk


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_1, Today),
        (Qt.Key.Key_2, Lessons),
        (Qt.Key.Key_3, YearPage),
        (Qt.Key.Key_4, FollowUp),
        (Qt.Key.Key_5, SettingsPage),
    ],
)
def test_that_control_and_a_number_leads_to_a_page(desk: Desk, qtbot: QtBot, key: Qt.Key, page: type) -> None:
    desk.fill(rows.view())
    QTest.keyClick(desk, key, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(desk.current, page)


def test_that_control_f_leads_to_the_search_field(desk: Desk, qtbot: QtBot) -> None:
    desk.fill(rows.view())
    QTest.keyClick(desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.lessons().search.hasFocus()


def test_that_only_the_first_page_is_built_at_the_start(desk: Desk) -> None:
    assert desk.findChildren(Lessons) + desk.findChildren(FollowUp) + desk.findChildren(SettingsPage) == []


def test_that_preparing_opens_a_page_and_leads_back(desk: Desk, qtbot: QtBot) -> None:
    desk.fill(rows.view())
    qtbot.waitUntil(lambda: not desk.today().filling)
    press(desk, "Förbered")
    rows.arrive(desk)
    assert isinstance(desk.current, Prepare)
    assert "Vad är våld?" in words(desk)
    press(desk, "Tillbaka")
    assert desk.current is desk.today()
    desk.show_page("lessons")
    rows.arrive(desk)
    qtbot.waitUntil(lambda: "MVP 3" in words(desk))
    press(desk, "Förbered")
    rows.arrive(desk)
    assert isinstance(desk.current, Prepare)
    press(desk, "Tillbaka")
    assert isinstance(desk.current, Lessons)


def test_that_ticks_hold_when_the_page_is_opened_again(desk: Desk, qtbot: QtBot) -> None:
    desk.fill(rows.view())
    qtbot.waitUntil(lambda: not desk.today().filling)
    press(desk, "Förbered")
    rows.arrive(desk)
    with qtbot.waitSignal(desk.ticked) as sent:
        press(desk, "Papper")
    desk.show_choices(rows.CHOICES._replace(prepared={sent.args[0]: sent.args[1]}))
    press(desk, "Tillbaka")
    press(desk, "Förbered")
    rows.arrive(desk)
    assert [one.accessibleName() for one in rows.shown(desk, Tick) if one.isChecked()] == ["Papper"]


def test_that_wishes_of_every_page_come_out_of_the_desk(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.fill(rows.view())
    qtbot.waitUntil(lambda: not desk.today().filling)
    with qtbot.waitSignal(desk.start_requested):
        desk.today().hero.start.click()
    desk.show_page("followup")
    rows.arrive(desk)
    with qtbot.waitSignal(desk.export_requested):
        desk.followup().export_requested.emit(tmp_path)
    with qtbot.waitSignal(desk.group_removed):
        desk.settings().group_removed.emit("6B")
    with qtbot.waitSignal(desk.choice_changed):
        desk.settings().choice_changed.emit("language", "en")


def test_that_the_projector_is_told_in_the_sidebar_and_the_settings(desk: Desk) -> None:
    assert "Ingen projektor" in words(desk)
    desk.show_page("settings")
    rows.arrive(desk)
    desk.show_projector(ports.ProjectorView(connected=True, size="1920 × 1080"))
    assert "Projektor ansluten" in words(desk)
    assert "En projektor är ansluten, 1920 × 1080." in words(desk)


def test_that_another_language_keeps_page_and_rows(desk: Desk, qtbot: QtBot) -> None:
    desk.fill(rows.view())
    desk.show_page("settings")
    rows.arrive(desk)
    set_language("en")
    desk.rebuild()
    assert isinstance(desk.current, SettingsPage)
    assert "Language of the program" in words(desk)
    assert "6A" in words(desk)
    assert "Idag" not in words(desk)


def test_that_what_is_being_written_is_still_there_in_another_language(desk: Desk, qtbot: QtBot) -> None:
    desk.fill(rows.view())
    desk.show_page("settings")
    rows.arrive(desk)
    page = desk.settings()
    page.groups.code.setText("7")
    page.groups.people.show_value(19)
    press(page.contacts, "Lägg till en kontakt")
    field = next(one for one in page.findChildren(QLineEdit) if one.accessibleName().endswith(": Roll"))
    field.setText("Kurator")
    set_language("en")
    desk.rebuild()
    anew = desk.settings()
    assert anew is not page
    assert (anew.groups.code.text(), anew.groups.people.value) == ("7", 19)
    assert [one.name for one in anew.contacts.written] == ["Kurator"]
    assert "Fill in all three, then the row is kept." in words(desk)
    anew.groups.code.clear()
    desk.rebuild()
    assert desk.settings().groups.code.text() == ""


def test_that_the_first_questions_can_be_skipped_and_come_back_after_a_switch(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.fill(rows.view())
    desk.welcome()
    page = desk.current
    assert isinstance(page, Welcome)
    page.next.click()
    desk.rebuild()
    assert isinstance(desk.current, Welcome)
    assert "2 av 3" in words(desk)
    with qtbot.waitSignal(desk.welcomed):
        press(desk, "Hoppa över")
    assert isinstance(desk.current, Today)


def test_that_a_group_that_is_written_but_not_added_is_kept_when_the_questions_go_on(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.welcome()
    page = desk.current
    assert isinstance(page, Welcome)
    page.next.click()
    page = desk.current
    assert isinstance(page, Welcome)
    assert page.groups is not None
    page.groups.code.setText("Elsa And")
    page.next.click()
    assert "2 av 3" in words(desk)
    page.groups.code.setText("7a")
    with qtbot.waitSignal(page.group_saved) as sent:
        page.next.click()
    assert sent.args[0].code == "7A"
    assert "3 av 3" in words(desk)


def test_that_leaving_the_form_sends_the_note_first(desk: Desk, qtbot: QtBot) -> None:
    desk.fill(rows.view())
    form = desk.show_ending(rows.ending())
    form.note.field.setPlainText("Kort om tid.")
    with qtbot.waitSignal(form.noted) as sent:
        desk.show_page("lessons")
    assert sent.args == [ports.Note(session="one", text="Kort om tid.")]
    desk.show_saved("unsaved")
    assert desk.findChildren(Ending) == [] or not form.isVisible()


def test_that_a_hint_goes_with_the_page(desk: Desk) -> None:
    desk.show_hint("Loggen är klar.")
    assert "Loggen är klar." in words(desk)
    desk.show_page("lessons")
    rows.arrive(desk)
    assert "Loggen är klar." not in words(desk)


def test_that_a_hint_about_many_files_leaves_the_page_in_sight_and_is_read_by_scrolling(desk: Desk) -> None:
    desk.show_hint("Loggen är klar.")
    QCoreApplication.processEvents()
    (hint,) = desk.findChildren(Hint)
    low = hint.height()
    refused = [
        f"Filen kan inte användas: den är inte hel. (/media/sticka/paket-{n}.passpaket)" for n in range(30)
    ]
    desk.show_hint("\n".join(("Intaget: 0 nya.", *refused)))
    QCoreApplication.processEvents()
    assert low < hint.height() < desk.height() / 2
    (told,) = hint.findChildren(QScrollArea)
    assert told.focusPolicy() == Qt.FocusPolicy.TabFocus
    assert told.verticalScrollBar().value() == 0
    for _turn in range(10):
        QTest.keyClick(told, Qt.Key.Key_PageDown)
    assert told.verticalScrollBar().value() == told.verticalScrollBar().maximum() > 0
    desk.show_hint("Loggen är klar.")
    QCoreApplication.processEvents()
    assert (hint.height(), told.focusPolicy()) == (low, Qt.FocusPolicy.NoFocus)


def test_that_nothing_is_marked_before_a_key_is_pressed_and_tab_begins_at_the_top(desk: Desk) -> None:
    desk.fill(rows.view())
    assert desk.focusWidget() in (None, desk)
    QTest.keyClick(desk, Qt.Key.Key_Tab)
    here = desk.focusWidget()
    assert isinstance(here, QPushButton)
    assert here.text() == "Idag"


def test_that_no_button_of_the_sidebar_stays_marked_for_a_page_that_is_not_on(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.fill(rows.view())
    nav = next(b for b in desk.findChildren(QPushButton) if b.property("page") == "today")
    nav.setFocus()
    desk.show_page("followup")
    rows.arrive(desk)
    qtbot.waitUntil(desk.followup().isVisible)
    assert not nav.hasFocus()


def test_that_a_page_that_is_made_comes_a_turn_later_and_nothing_else_shows_meanwhile(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.fill(rows.view())
    desk.prepare(ports.StartRequest("mvp-03", "6B", 24, 50))
    prepared = desk.current
    assert isinstance(prepared, Prepare)
    assert desk.today().isVisible()
    qtbot.waitUntil(prepared.isVisible)
    desk.show_page("followup")
    assert desk.current is desk.followup()
    assert prepared.isVisible(), "what is left stays until the next has come"
    qtbot.waitUntil(desk.followup().isVisible)
    assert not shiboken6.isValid(prepared) or not prepared.isVisible()


def test_that_whoever_goes_elsewhere_meanwhile_stays_there(desk: Desk, qtbot: QtBot) -> None:
    desk.fill(rows.view())
    desk.show_page("followup")
    desk.show_page("lessons")
    rows.arrive(desk)
    qtbot.waitUntil(lambda: not desk.today().filling)
    assert desk.current is desk.lessons()
    assert not desk.followup().isVisible()
    desk.show_page("followup")
    rows.arrive(desk)
    qtbot.waitUntil(desk.followup().isVisible)


def test_that_what_showed_before_stands_until_the_next_page_is_whole(desk: Desk, qtbot: QtBot) -> None:
    desk.fill(rows.view())
    qtbot.waitUntil(lambda: not desk.today().filling)
    desk.show_page("lessons")
    seen = []
    while desk.arriving:
        QCoreApplication.processEvents()
        covers = [
            one
            for one in rows.shown(desk, QLabel)
            if one.width() > desk.width() / 2 and not one.pixmap().isNull()
        ]
        if desk.lessons().isVisible() and desk.arriving:
            seen.append(len(covers))
    assert set(seen) == {1}
    assert "MVP 3" in words(desk)
    assert not [
        one
        for one in rows.shown(desk, QLabel)
        if one.width() > desk.width() / 2 and not one.pixmap().isNull()
    ]


@pytest.mark.parametrize("turns", range(5))
def test_that_a_page_on_its_way_does_not_come_into_a_desk_built_anew(
    desk: Desk, qtbot: QtBot, turns: int
) -> None:
    desk.fill(rows.view())
    qtbot.waitUntil(lambda: not desk.today().filling)
    desk.show_page("lessons")
    before, growing = desk.lessons(), desk._arrival._growing
    for _turn in range(turns):
        growing._go()
    desk.rebuild()  # as when the computer's colours change
    for _turn in range(turns, 6):
        growing._go()  # its turn comes before what goes is gone
    rows.arrive(desk)
    assert desk._stack.indexOf(before) < 0
    assert desk._stack.currentWidget() is desk.lessons()
    assert desk._stack.updatesEnabled()


def test_that_a_page_that_is_left_takes_no_key_any_more(desk: Desk, qtbot: QtBot) -> None:
    desk.fill(rows.view())
    qtbot.waitUntil(lambda: not desk.today().filling)
    desk.today().hero.start.setFocus()
    desk.show_page("lessons")
    assert desk.arriving
    assert desk.today().isVisible()
    assert desk.hasFocus()
    rows.arrive(desk)
    assert desk.hasFocus()


def test_that_nobody_presses_what_is_not_seen_yet(desk: Desk, qtbot: QtBot) -> None:
    desk.resize(1366, 768)
    desk.fill(rows.view())
    qtbot.waitUntil(lambda: not desk.today().filling)
    desk.show_page("lessons")
    hit = set()
    while desk.arriving:
        QCoreApplication.processEvents()
        if desk.lessons().isVisible() and desk.arriving:
            for place in (desk.rect().center(), desk.rect().bottomRight() - QPoint(200, 120)):
                under = desk.childAt(place)
                hit.add(under is not None and desk.lessons().isAncestorOf(under))
    assert hit == {False}
    under = desk.childAt(desk.rect().center())
    assert under is not None
    assert desk.lessons().isAncestorOf(under)
