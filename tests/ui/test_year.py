"""Läsår: a series is seen before it is kept, moved, taken back; the wheel and the list say the same."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPointF, QRectF, Qt, QTime
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator.i18n import set_language
from facilitator.journal import occasions
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import Break, suggested
from facilitator.planning.groups import Group
from facilitator.planning.year import SUPERVISION, Planned
from facilitator.ui.desk.year import wheel
from facilitator.ui.desk.year.adddialog import AddDialog
from facilitator.ui.desk.year.breaksdialog import BreaksDialog
from facilitator.ui.desk.year.occasiondialog import OccasionDialog
from facilitator.ui.desk.year.page import YearPage
from facilitator.ui.desk.year.plandialog import PlanDialog
from facilitator.ui.desk.year.ports import OccasionView
from facilitator.ui.loading import Rooms
from facilitator.ui.tasks.planner import Planner
from facilitator.ui.theme import colour
from tests.planning.yearbuilder import YEAR, series
from tests.ui import rows
from tests.ui.planbook import TODAY, filled, planner, year_rooms
from tests.ui.rows import press, shown, words


@pytest.fixture
def rooms() -> Iterator[Rooms]:
    with year_rooms(filled()) as made:
        yield made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def keeper(rooms: Rooms, window: QWidget) -> Planner:
    return planner(rooms, window)


@pytest.fixture
def page(qtbot: QtBot, keeper: Planner) -> YearPage:
    return shown_page(qtbot, keeper)


def shown_page(qtbot: QtBot, keeper: Planner) -> YearPage:
    page = YearPage(keeper)
    qtbot.addWidget(page)
    page.resize(1166, 728)
    view = rows.view(today=TODAY)
    page.fill(view)
    page.show()

    def refill() -> None:
        page.fill(view)

    keeper.changed.connect(refill)
    QApplication.sendPostedEvents()
    return page


def kept(rooms: Rooms) -> tuple[Planned, ...]:
    return plans.plan(rooms.journal, YEAR)


def lines(page: YearPage | PlanDialog) -> list[list[str]]:
    model = page.table.model()
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def choose(page: YearPage, own: str) -> OccasionView:
    """Mark an occasion in the list."""
    model = page.table.model()
    for row in range(model.rowCount()):
        page.table.selectRow(row)
        found = page.table.current
        if found is not None and found.row.id == own:
            return found
    raise AssertionError(own)


def plan_dialog(page: YearPage) -> PlanDialog:
    assert isinstance(page.dialog, PlanDialog)
    return page.dialog


def change(page: YearPage, own: str) -> OccasionDialog:
    page.ask_change(choose(page, own))
    assert isinstance(page.dialog, OccasionDialog)
    return page.dialog


def breaks_dialog(page: YearPage) -> BreaksDialog:
    page.ask_breaks()
    assert isinstance(page.dialog, BreaksDialog)
    return page.dialog


# --- what is shown -------------------------------------------------------------------------------------------------


def test_that_the_list_has_months_breaks_and_every_occasion(page: YearPage, rooms: Rooms) -> None:
    found = lines(page)
    assert found[0][0] == "Augusti 2026"
    assert ["26 okt – 30 okt", "Höstlov", "", ""] in found
    assert ["mån 31 aug  10.20", "6B", "MVP 1 Om MVP 1", "Försenat"] in found
    assert ["mån 12 okt  10.20", "6B", "MVP 4 Om MVP 4", "Idag"] in found
    assert ["mån 7 sep  10.20", "6B", "Handledning", "Försenat"] in found
    breaks = [one for one in suggested(YEAR) if one.kind != "summer"]
    months = sum(line[1:] == ["", "", ""] for line in found)
    assert len(found) == len(kept(rooms)) + len(breaks) + months


@pytest.fixture
def poorer(rooms: Rooms) -> Rooms:
    """The same without a content pack that had a lesson of the plan."""
    lessons = tuple(lesson for lesson in rooms.library.lessons if lesson.id != "mvp-05")
    return rooms._replace(library=replace(rooms.library, lessons=lessons))


def test_that_a_lesson_whose_content_pack_is_gone_is_said_to_be_missing_and_what_to_do(
    poorer: Rooms, window: QWidget, qtbot: QtBot
) -> None:
    page = shown_page(qtbot, planner(poorer, window))
    assert not any("mvp-05" in text for line in lines(page) for text in line)
    one = choose(page, "2026.6B.mvp-05")
    row = page.table.currentIndex()
    assert [row.siblingAtColumn(column).data() for column in (1, 2)] == ["6B", "Pass som saknas"]
    told = "Passledaren har inte passet ”mvp-05”. Lägg till innehållspaketet"
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert told in row.siblingAtColumn(2).data(role)
    assert any(text.startswith(told) for text in words(page))
    page.ask_change(one)
    assert isinstance(page.dialog, OccasionDialog)
    assert "6B · Pass som saknas" in words(page.dialog)
    assert any(text.startswith(told) for text in words(page.dialog))
    press(page.dialog, "Ta bort det här")
    assert not any(row.id == "2026.6B.mvp-05" for row in kept(poorer))


def test_that_the_list_begins_at_today(page: YearPage, qtbot: QtBot) -> None:
    def top() -> str:
        return str(page.table.model().index(page.table.rowAt(2), 0).data())

    qtbot.waitUntil(lambda: top().startswith("mån 12 okt"))


def test_that_one_group_or_the_staff_can_be_shown_alone(page: YearPage) -> None:
    page.filter.setCurrentIndex(page.filter.findText("6A"))
    page.filter.activated.emit(page.filter.currentIndex())
    assert {line[1] for line in lines(page) if line[3]} == {"6A"}
    page.filter.setCurrentIndex(page.filter.findText("Personalen"))
    page.filter.activated.emit(page.filter.currentIndex())
    assert any(line[2] == "Personal 1 Om Personal 1" for line in lines(page))
    assert "6A" not in words(page)


def test_that_groups_are_told_how_they_stand(page: YearPage) -> None:
    told = [one.text() for one in shown(page, QLabel)]
    place = told.index("6B")
    assert told[place : place + 4] == ["6B", "MVP", "0 av 11", "3 försenade"]


def test_that_a_year_without_a_plan_says_how_to_begin(page: YearPage) -> None:
    press(page, "Läsåret efter")
    assert "Läsår 2027/28" in words(page)
    assert "Inget är planerat än" in words(page)
    assert not page.table.isVisible()
    press(page, "Läsåret före")
    assert page.table.isVisible()


def test_that_until_the_log_has_been_read_nothing_can_be_changed(qtbot: QtBot, window: QWidget) -> None:
    page = shown_page(qtbot, planner(None, window))
    assert not page.plan.isEnabled()
    assert any("Försök igen" in text for text in words(page))


def test_that_without_groups_it_is_said_where_they_come_from(window: QWidget, qtbot: QtBot) -> None:
    with year_rooms(groups=()) as made:
        lessons = tuple(one for one in made.library.lessons if one.age != "staff")
        page = shown_page(
            qtbot, planner(made._replace(library=replace(made.library, lessons=lessons)), window)
        )
        assert not page.plan.isEnabled()
        assert "Det finns ingen grupp att planera för än. Grupper läggs till i Inställningar." in words(page)


def test_that_a_plan_that_cannot_be_read_is_told_of(rooms: Rooms, keeper: Planner, qtbot: QtBot) -> None:
    with rooms.journal.database.begin() as connection:
        connection.exec_driver_sql("UPDATE plan SET day = 'i dag'")
    page = shown_page(qtbot, keeper)
    assert not page.plan.isEnabled()
    assert any("skadad" in text for text in words(page))


def test_that_in_the_log_apart_the_plan_cannot_be_changed(
    rooms: Rooms, window: QWidget, qtbot: QtBot
) -> None:
    page = shown_page(qtbot, planner(rooms._replace(apart=True), window))
    choose(page, "2026.6B.mvp-05")
    assert not page.plan.isEnabled()
    assert not page.change.isEnabled()


# --- planning ------------------------------------------------------------------------------------------------------


def test_that_a_series_is_seen_before_it_is_kept_and_can_be_taken_back(page: YearPage, rooms: Rooms) -> None:
    before = kept(rooms)
    page.plan.click()
    dialog = plan_dialog(page)
    assert [one.text() for one in dialog._groups if one.isChecked()] == ["6C"]
    assert lines(dialog)[1][:3] == ["mån 12 okt", "6C", "MVP 1 Om MVP 1"]
    assert kept(rooms) == before
    assert dialog.save.text() == "Spara 21 tillfällen"
    dialog.save.click()
    assert len(kept(rooms)) == len(before) + 21
    assert {row.id for row in before} < {row.id for row in kept(rooms)}
    assert "Passen är planerade." in words(page)
    page.undo.click()
    assert kept(rooms) == before
    assert "Planen är som den var." in words(page)
    assert not page.undo.isVisible()


def test_that_day_weekday_time_and_supervision_are_as_chosen(page: YearPage, rooms: Rooms) -> None:
    page.plan.click()
    dialog = plan_dialog(page)
    dialog.when.day.setDate(dialog.when.day.date().addDays(7))
    dialog._weekday.setCurrentIndex(dialog._weekday.findText("Torsdag"))
    dialog._weekday.activated.emit(dialog._weekday.currentIndex())
    press(dialog, "Ett visst klockslag")
    dialog.when.time.setTime(QTime(8, 15))
    press(dialog, "Handledning veckorna emellan")
    dialog.save.click()
    own = [row for row in kept(rooms) if row.group == "6C"]
    assert own[0].day == date(2026, 10, 22)
    assert {row.day.weekday() for row in own} == {3}
    assert {row.at for row in own} == {time(8, 15)}
    assert [row for row in own if row.lesson == SUPERVISION] == []


def test_that_other_programmes_have_their_own_groups_and_rules(page: YearPage) -> None:
    page.plan.click()
    dialog = plan_dialog(page)
    press(dialog, "Program TÅGET")
    assert [one.text() for one in dialog._groups] == ["4A", "6A", "6B", "6C"]
    assert "Baspass i september, december och april." in words(dialog)
    press(dialog, "Program Personal")
    assert dialog._groups == []
    assert "Personalen möter varje tema före eleverna." in words(dialog)
    assert "Det som är planerat för personalen ersätts." in words(dialog)


def test_that_what_is_replaced_does_not_fit_or_is_to_be_looked_at_is_told(page: YearPage) -> None:
    page.plan.click()
    dialog = plan_dialog(page)
    press(dialog, "Grupp 6B")
    dialog.when.day.setDate(dialog.when.day.date().addDays(5 * 7 + 4))  # a Friday
    told = words(dialog)
    assert any(text.startswith("Det som är planerat för 6B i programmet ersätts.") for text in told)
    assert any("fredag" in text for text in told)
    dialog.when.day.setDate(dialog.when.day.date().addDays(150))
    assert any("får inte plats före sommaren" in text for text in words(dialog))


def test_that_a_series_from_the_last_days_of_the_year_is_told_to_find_no_room(page: YearPage) -> None:
    page.ask_plan()
    dialog = plan_dialog(page)
    dialog._weekday.setCurrentIndex(dialog._weekday.findText("Måndag"))
    dialog.when.day.setDate(QDate(2027, 6, 30))
    assert not dialog.save.isEnabled()
    assert "11 pass får inte plats före sommaren." in words(dialog)


def test_that_without_a_group_there_is_nothing_to_save(page: YearPage) -> None:
    page.plan.click()
    dialog = plan_dialog(page)
    press(dialog, "Grupp 6C")
    assert not dialog.save.isEnabled()
    assert "Välj minst en grupp som har pass kvar." in words(dialog)


# --- changing ------------------------------------------------------------------------------------------------------


def test_that_one_occasion_moves_alone(page: YearPage, rooms: Rooms) -> None:
    dialog = change(page, "2026.6B.mvp-05")
    dialog.when.day.setDate(dialog.when.day.date().addDays(1))
    press(dialog, "Flytta bara det här")
    before, after = {row.id: row for row in filled()}, {row.id: row for row in kept(rooms)}
    assert [own for own in before if before[own] != after[own]] == ["2026.6B.mvp-05"]
    assert after["2026.6B.mvp-05"].day == date(2026, 11, 3)
    assert "6B MVP 5 har flyttats till 3 november." in words(page)
    page.undo.click()
    assert kept(rooms) == filled()


def test_that_the_rest_of_a_series_moves_along(page: YearPage, rooms: Rooms) -> None:
    dialog = change(page, "2026.6B.mvp-05")
    dialog.when.day.setDate(dialog.when.day.date().addDays(7))
    press(dialog, "Flytta även de som följer")
    after = {row.id: row.day for row in kept(rooms)}
    assert after["2026.6B.mvp-04"] == date(2026, 10, 12)
    assert after["2026.6B.mvp-05"] == date(2026, 11, 9)
    assert after["2026.6B.mvp-06"] == date(2026, 11, 23)


def test_that_a_day_in_a_break_is_told_of_before_it_is_chosen(page: YearPage) -> None:
    dialog = change(page, "2026.6B.mvp-05")
    dialog.when.day.setDate(dialog.when.day.date().addDays(-7))
    assert "Dagen är ledig: Höstlov." in words(dialog)
    dialog.when.day.setDate(dialog.when.day.date().addDays(-2))
    assert "Den dagen är det inte skola." in words(dialog)
    dialog.when.day.setDate(dialog.when.day.date().addDays(-1))
    assert not any("ledig" in text or "inte skola" in text for text in words(dialog))


def test_that_an_occasion_or_the_rest_is_removed_and_comes_back(page: YearPage, rooms: Rooms) -> None:
    press(change(page, "2026.6B.mvp-05"), "Ta bort det här")
    assert len(kept(rooms)) == len(filled()) - 1
    page.undo.click()
    press(change(page, "2026.6B.mvp-05"), "Ta bort även de som följer")
    assert {row.lesson for row in kept(rooms) if row.group == "6B"} == {
        "mvp-01",
        "mvp-02",
        "mvp-03",
        "mvp-04",
        "",
    }
    page.undo.click()
    assert kept(rooms) == filled()


def test_that_the_time_of_day_can_be_taken_away(page: YearPage, rooms: Rooms) -> None:
    dialog = change(page, "2026.6B.mvp-05")
    press(dialog, "Ett visst klockslag")
    press(dialog, "Flytta bara det här")
    assert next(row.at for row in kept(rooms) if row.id == "2026.6B.mvp-05") is None


def test_that_enter_opens_the_marked_occasion_and_it_stays_marked_afterwards(page: YearPage) -> None:
    choose(page, "2026.6B.mvp-05")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert isinstance(page.dialog, OccasionDialog)
    press(page.dialog, "Flytta bara det här")
    assert page.table.current is not None
    assert page.table.current.row.id == "2026.6B.mvp-05"


def test_that_the_keyboard_comes_into_the_list_where_it_begins(page: YearPage) -> None:
    """A month is no line that can be marked, and the list begins with one."""
    table = page.table
    assert table.current is None
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current is not None
    assert table.current.row.day >= TODAY, "the keyboard begins where the list does"
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert isinstance(page.dialog, OccasionDialog)


def test_that_a_doubt_is_told_beside_the_list(page: YearPage) -> None:
    dialog = change(page, "2026.6B.mvp-05")
    dialog.when.day.setDate(dialog.when.day.date().addDays(-56))
    press(dialog, "Flytta bara det här")
    choose(page, "2026.6B.mvp-05")
    assert any("Gruppen bör ha haft MVP 3 först." in text for text in words(page))


def test_that_one_more_is_first_thought_of_for_the_group_that_is_shown(page: YearPage) -> None:
    page.filter.setCurrentIndex(page.filter.findText("Personalen"))
    page.add.click()
    assert isinstance(page.dialog, AddDialog)
    assert page.dialog.group.currentText() == "Personalen"
    assert page.dialog.lesson.itemText(0) == "Personal 1 Om Personal 1"


def test_that_one_occasion_more_can_be_added(page: YearPage, rooms: Rooms) -> None:
    page.add.click()
    dialog = page.dialog
    assert isinstance(dialog, AddDialog)
    dialog.group.setCurrentIndex(dialog.group.findData("6C"))
    dialog.group.activated.emit(dialog.group.currentIndex())
    assert dialog.lesson.currentText() == "MVP 1 Om MVP 1"
    dialog.lesson.setCurrentIndex(2)
    dialog.when.day.setDate(dialog.when.day.date().addDays(14))
    assert "Den dagen är det inte skola." in words(dialog)
    dialog.when.day.setDate(dialog.when.day.date().addDays(7))
    assert "Den dagen är det inte skola." not in words(dialog)
    press(dialog, "Lägg till")
    (new,) = set(kept(rooms)) - set(filled())
    assert (new.group, new.lesson, new.day, new.at) == ("6C", "mvp-03", date(2026, 11, 3), None)
    assert "6C MVP 3 har lagts in den 3 november." in words(page)
    page.undo.click()
    assert kept(rooms) == filled()


def test_that_of_two_additions_in_a_row_none_is_lost_before_the_year_has_been_read_again(
    page: YearPage, keeper: Planner, rooms: Rooms
) -> None:
    keeper.changed.disconnect()  # it is read beside the window, which takes its time
    for _time in range(2):
        page.add.click()
        assert isinstance(page.dialog, AddDialog)
        page.dialog.group.setCurrentIndex(page.dialog.group.findData("6C"))
        page.dialog.group.activated.emit(page.dialog.group.currentIndex())
        press(page.dialog, "Lägg till")
    assert sorted(one.lesson for one in set(kept(rooms)) - set(filled())) == ["mvp-01", "mvp-02"]


def test_that_what_has_been_removed_but_is_still_listed_is_not_changed(
    page: YearPage, keeper: Planner, rooms: Rooms
) -> None:
    keeper.changed.disconnect()
    one = choose(page, "2026.6B.mvp-05")
    press(change(page, "2026.6B.mvp-05"), "Ta bort det här")
    before = page.dialog
    page.ask_change(one)
    assert page.dialog is before
    assert len(kept(rooms)) == len(filled()) - 1


def test_that_nothing_can_be_planned_before_the_year_has_come(qtbot: QtBot, keeper: Planner) -> None:
    page = YearPage(keeper)
    qtbot.addWidget(page)
    page.show()
    parts = [*shown(page, QAbstractButton), *shown(page, QComboBox)]
    assert parts
    assert [one.accessibleName() for one in parts if one.isEnabled()] == []
    page.fill(rows.view(today=TODAY))
    assert page.plan.isEnabled()


# --- breaks --------------------------------------------------------------------------------------------------------


def test_that_a_study_day_moves_what_lies_on_it_and_undo_takes_both_back(
    page: YearPage, rooms: Rooms
) -> None:
    dialog = breaks_dialog(page)
    press(dialog, "Lägg till studiedag")
    kind, first, last = dialog.rows[-1]
    assert kind.currentText() == "Studiedag"
    first.setDate(first.date().addDays(20))  # 2 November
    assert last.day == first.day == date(2026, 11, 2)
    press(dialog, "Spara")
    assert Break(date(2026, 11, 2), date(2026, 11, 2), "study") in plans.breaks(rooms.journal, YEAR)
    after = {row.id: row.day for row in kept(rooms)}
    assert after["2026.6B.mvp-05"] == date(2026, 11, 9)
    assert after["2026.6B.mvp-06"] == date(2026, 11, 23)
    assert after["2026.6A.mvp-05"] == date(2026, 11, 3)
    page.undo.click()
    assert kept(rooms) == filled()
    assert plans.breaks(rooms.journal, YEAR) == suggested(YEAR)


def test_that_undo_takes_back_the_last_study_day_alone(page: YearPage, rooms: Rooms) -> None:
    days = [date(2026, 11, 7), date(2026, 11, 14)]  # Saturdays: nothing is moved
    for day in days:
        dialog = breaks_dialog(page)
        press(dialog, "Lägg till studiedag")
        dialog.rows[-1][1].setDate(QDate(day.year, day.month, day.day))
        press(dialog, "Spara")
    assert kept(rooms) == filled()
    page.undo.click()
    own = plans.breaks(rooms.journal, YEAR)
    assert [one.first for one in own if one.kind == "study"] == days[:1]


def test_that_the_sports_holiday_lies_in_the_week_that_was_chosen(page: YearPage, rooms: Rooms) -> None:
    dialog = breaks_dialog(page)
    press(dialog, "Sportlov, vecka 7")
    press(dialog, "Spara")
    (sports,) = (one for one in plans.breaks(rooms.journal, YEAR) if one.kind == "sports")
    assert sports.first.isocalendar().week == 7


def stands_at(dialog: BreaksDialog, row: int) -> bool:
    return dialog.focusWidget() is dialog.rows[row][1]


def test_that_the_keyboard_stays_among_the_breaks_when_one_comes_or_goes(
    page: YearPage, qtbot: QtBot
) -> None:
    dialog = breaks_dialog(page)
    qtbot.waitExposed(dialog)
    press(dialog, "Lägg till studiedag")
    qtbot.waitUntil(partial(stands_at, dialog, -1))
    while len(dialog.rows) > 1:
        place = len(dialog.rows) // 2
        (away,) = (one for one in dialog.findChildren(QPushButton, str(place)) if one.isVisible())
        away.setFocus()
        QTest.keyClick(away, Qt.Key.Key_Space)
        qtbot.waitUntil(partial(stands_at, dialog, min(place, len(dialog.rows) - 1)))


def test_that_breaks_can_be_removed_and_suggested_anew(page: YearPage) -> None:
    dialog = breaks_dialog(page)
    press(dialog, "Ta bort Höstlov")
    assert not any(one.kind == "autumn" for one in dialog.breaks())
    press(dialog, "Föreslå på nytt")
    assert dialog.breaks() == suggested(YEAR)


# --- files ---------------------------------------------------------------------------------------------------------


def test_that_the_calendar_file_holds_what_is_shown(
    page: YearPage, keeper: Planner, qtbot: QtBot, tmp_path: Path
) -> None:
    page.filter.setCurrentIndex(page.filter.findText("6A"))
    page.filter.activated.emit(page.filter.currentIndex())
    press(page, "Kalenderfil")
    assert isinstance(keeper.dialog, QFileDialog)
    assert keeper.dialog.selectedFiles()[0].endswith("Läsår 2026-27.ics")
    file = tmp_path / "år.ics"
    with qtbot.waitSignal(keeper.saved) as saved:
        keeper.write(str(file))
    assert str(file) in saved.args[0]
    assert saved.args[1] == tmp_path
    assert file.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 21
    with qtbot.waitSignal(keeper.told) as told:
        keeper.write(str(tmp_path / "away" / "deeper" / "år.ics"))
    assert "away" in told.args[0]


def test_that_the_year_is_asked_for_on_paper_for_the_group_that_is_shown(
    page: YearPage, keeper: Planner, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(keeper.paper_wanted) as sent:
        press(page, "Skriv ut")
    order = sent.args[0]
    assert order.kind == "year"
    assert len(order.year.lines) == len(keeper.year(YEAR).occasions)
    with qtbot.waitSignal(keeper.paper_wanted) as sent:
        keeper.save_print(YEAR, "4A")
    assert {line.group for line in sent.args[0].year.lines} == {"4A"}


def test_that_the_groups_stand_in_order_whatever_comes_first(page: YearPage) -> None:
    found = [page.filter.itemText(place) for place in range(1, page.filter.count())]
    assert found == ["Personalen", "4A", "6A", "6B"]


def test_that_the_dialog_says_which_groups_a_programme_has_nothing_for(page: YearPage) -> None:
    page.ask_plan()
    dialog = plan_dialog(page)
    assert "4A går i en årskurs som programmet inte har pass för." in words(dialog)


def test_that_a_title_gets_another_line_when_the_list_becomes_narrower(page: YearPage, qtbot: QtBot) -> None:
    long = page._view.occasions[0]._replace(title="Vad är våld? Om skojbråk och pyramiden som vi bygger")
    page.table.show_year([long], ())

    def lies_in(lines: int) -> bool:
        return page.table.rowHeight(1) // page.table.fontMetrics().height() == lines

    for width, lines in ((1900, 2), (1000, 3), (1900, 2)):
        page.resize(width, 728)
        qtbot.waitUntil(partial(lies_in, lines))


# --- the wheel -----------------------------------------------------------------------------------------------------


def painted(found: wheel.Wheel) -> QImage:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    wheel.draw(painter, found, QRectF(0, 0, 400, 400))
    painter.end()
    return image


def test_that_the_wheel_has_a_ring_a_group_with_the_staff_innermost(keeper: Planner) -> None:
    view = keeper.year(YEAR)
    found = wheel.wheel_of(view, view.occasions)
    assert list(found.rings) == ["4A", "6A", "6B", "Personalen"]
    assert (found.held, found.planned) == (0, 25)
    shapes = {wheel.shape_of(one) for one in view.occasions}
    assert shapes == {"circle", "square", "diamond", "dot"}


def test_that_with_many_groups_a_ring_is_a_programme_and_the_late_are_told_of_first(
    qtbot: QtBot, window: QWidget
) -> None:
    codes = [f"6{letter}" for letter in "ABCDEFGHI"]
    late, coming = date(2026, 9, 7), date(2026, 10, 19)
    plan = [row for code in codes for row in series(late if code == "6I" else coming, group=code)]
    with year_rooms(plan, [Group(code, 20) for code in codes]) as made:
        keeper = planner(made, window)
        view = keeper.year(YEAR)
        assert list(wheel.wheel_of(view, view.occasions).rings) == ["MVP"]
        page = shown_page(qtbot, keeper)
        told = [one.text() for one in shown(page, QLabel)]
    assert told.index("6I") < told.index("6A")
    assert "och 3 till" in told


def test_that_whoever_plans_without_groups_is_told_where_they_are_added(
    qtbot: QtBot, window: QWidget
) -> None:
    with year_rooms(groups=()) as made:
        page = shown_page(qtbot, planner(made, window))
        page.ask_plan()
        assert isinstance(page.dialog, PlanDialog)
        told = [one.text() for one in shown(page.dialog, QLabel)]
    assert "Det finns ingen grupp att planera för än. Grupper läggs till i Inställningar." in told


@pytest.mark.parametrize(("groups", "more"), [(6, []), (7, []), (8, ["och 2 till"])])
def test_that_a_group_is_told_of_rather_than_counted_where_its_line_has_room(
    qtbot: QtBot, window: QWidget, groups: int, more: list[str]
) -> None:
    codes = [f"6{letter}" for letter in "ABCDEFGH"[:groups]]
    plan = [row for code in codes for row in series(date(2026, 10, 19), group=code)]
    with year_rooms(plan, [Group(code, 20) for code in codes]) as made:
        page = shown_page(qtbot, planner(made, window))
        told = [one.text() for one in shown(page, QLabel)]
    assert [one for one in told if one.startswith("och ")] == more
    assert [code for code in codes if code in told] == codes[: groups if not more else 6]


def test_that_months_breaks_and_today_are_where_they_belong(keeper: Planner) -> None:
    view = keeper.year(YEAR)
    image = painted(wheel.wheel_of(view, [one for one in view.occasions if one.row.group == "4A"]))
    taget, plain = colour("taget-soft").name(), colour("sunk").name()

    def at(day: date, radius: float) -> str:
        place = wheel._at(wheel._angle(YEAR, day), radius) + QPointF(200, 200)
        return image.pixelColor(place.toPoint()).name()

    band = 192.0
    assert [at(date(2026, month, 4), band) for month in (9, 12)] == [taget, taget]
    assert at(date(2027, 4, 26), band) == taget
    assert at(date(2026, 11, 4), band) == plain
    assert at(date(2026, 12, 28), 110) == plain
    assert at(date(2026, 11, 20), 110) == "#ffffff"
    assert QColor(at(TODAY, 110)).lightness() < 60


@pytest.mark.parametrize("state", ["held", "late", "coming"])
def test_that_a_state_is_seen_without_colour(state: str) -> None:
    images = {}
    for one in ("held", "late", "coming"):
        image = QImage(40, 40, QImage.Format.Format_Grayscale8)
        image.fill(QColor("white"))
        painter = QPainter(image)
        wheel.draw_mark(painter, "circle", "mvp", one, QPointF(20, 20), 12)
        painter.end()
        images[one] = image
    assert sum(images[state] == other for other in images.values()) == 1


def test_that_the_page_speaks_english_too(keeper: Planner, qtbot: QtBot) -> None:
    set_language("en")
    page = shown_page(qtbot, keeper)
    assert "School year 2026/27" in words(page)
    assert ["26 Oct – 30 Oct", "Autumn holiday", "", ""] in lines(page)


def test_that_the_plan_is_not_read_before_the_page_is_shown(keeper: Planner, qtbot: QtBot) -> None:
    page = YearPage(keeper)
    qtbot.addWidget(page)
    page.fill(rows.view(today=TODAY))
    assert page.table.model().rowCount() == 0
    page.show()
    assert page.table.model().rowCount() > 0


# --- what the disk refuses -----------------------------------------------------------------------------------------

REFUSED = "Det gick inte att läsa eller skriva i loggen"


def ask_plan(page: YearPage) -> tuple[QDialog, str]:
    page.ask_plan()
    return plan_dialog(page), ""


def ask_more(page: YearPage) -> tuple[QDialog, str]:
    page.ask_add()
    assert isinstance(page.dialog, AddDialog)
    return page.dialog, "Lägg till"


def ask_breaks(page: YearPage) -> tuple[QDialog, str]:
    return breaks_dialog(page), "Spara"


def ask_move(page: YearPage) -> tuple[QDialog, str]:
    dialog = change(page, "2026.6B.mvp-05")
    dialog.when.day.show_day(dialog.when.day.day + timedelta(days=2))
    dialog.cause.choose("room")
    return dialog, "Flytta bara det här"


@pytest.mark.parametrize("ask", [ask_plan, ask_more, ask_breaks, ask_move])
def test_that_a_question_stays_with_its_answers_while_the_disk_refuses_them(
    page: YearPage, rooms: Rooms, full_disk: Callable[[bool], None], ask: Callable[[YearPage], tuple[QDialog, str]]
) -> None:  # fmt: skip
    dialog, answer = ask(page)
    answer = answer or plan_dialog(page).save.text()
    full_disk(True)
    press(dialog, answer)
    full_disk(False)
    assert dialog.isVisible()
    assert any(text.startswith(REFUSED) for text in words(dialog))
    assert kept(rooms) == filled()
    press(dialog, answer)
    assert not dialog.isVisible()
    assert kept(rooms) != filled() or ask is ask_breaks
    assert occasions.values(rooms.journal) == [] or ask is ask_move


def test_that_a_plan_that_the_disk_will_not_take_back_can_be_taken_back_later(
    page: YearPage, rooms: Rooms, full_disk: Callable[[bool], None]
) -> None:
    press(change(page, "2026.6B.mvp-05"), "Ta bort det här")
    full_disk(True)
    page.undo.click()
    full_disk(False)
    assert any(text.startswith(REFUSED) for text in words(page))
    assert kept(rooms) != filled()
    page.undo.click()
    assert kept(rooms) == filled()


def test_that_a_move_that_is_given_once_more_can_still_be_taken_back(page: YearPage, rooms: Rooms) -> None:
    fewer = tuple(one for one in filled() if one.id != "2026.6B.mvp-05")
    for _time in range(2):  # as when the disk has taken the plan, but not the note of it in the log
        assert page._keep(fewer, "Flyttat.") == ""
    page.undo.click()
    assert kept(rooms) == filled()
