"""Uppföljning: rows, steps two ways, and an export that says what it wrote."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from facilitator.i18n import set_language
from facilitator.journal import open_journal, queries
from facilitator.journal.figures.selection import Selection
from facilitator.session import orders as o
from facilitator.ui.desk import ports as desk
from facilitator.ui.desk.follow import ports
from facilitator.ui.desk.follow.grid import LOOKS, CoverageGrid, state_words, two_lines
from facilitator.ui.desk.follow.measures import Figure
from facilitator.ui.desk.follow.parts import NAMES
from facilitator.ui.desk.follow.scenarios import MOST_SHOWN
from facilitator.ui.desk.followup import FollowUp
from facilitator.ui.desk.heldtable import HeldModel, HeldTable
from facilitator.ui.desk.stepchart import StepChart
from facilitator.ui.parts import dates
from facilitator.ui.parts.bars import Bars
from facilitator.ui.parts.shares import Share, Shares
from facilitator.ui.parts.table import Index, RowTable, furnish
from facilitator.ui.rows.deskrows import held_views, steps_of
from facilitator.ui.theme import colour
from tests.builders import START, HandClock, begin, script
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory
from tests.ui import rows
from tests.ui.followbook import CHOICES, COLUMNS, GRID, STATEMENTS, STEPS, Answers, opened
from tests.ui.rows import press, words


@pytest.fixture
def page(qtbot: QtBot) -> FollowUp:
    return show(qtbot, opened())


def show(qtbot: QtBot, page: FollowUp) -> FollowUp:
    qtbot.addWidget(page)
    page.resize(1166, 728)
    page.show()
    qtbot.waitUntil(lambda: not page.filling)
    return page


def asked(page: FollowUp) -> list[ports.Question]:
    follower = page._follower
    assert isinstance(follower, Answers)
    return follower.asked


def test_that_rows_say_planned_and_actual_and_how_it_ended(qtbot: QtBot) -> None:
    held = (*rows.HELD, rows.held("three", finished=False, exported=True))
    page = show(qtbot, opened(held))
    model = page.sessions.table.model()
    texts = [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(3)]
    assert texts[0][1:5] == ["MVP 1 MVP och åskådarperspektivet", "6B", "56 av 50", "Helt"]
    assert [row[4] for row in texts] == ["Helt", "Delvis", "Logg väntar"]
    assert model.index(2, 5).data(Qt.ItemDataRole.AccessibleTextRole) == "Exporterat"
    assert model.rowCount(model.index(0, 0)) == 0
    assert not QModelIndex().isValid()


def test_that_days_have_their_year_where_they_are_of_several_school_years(qtbot: QtBot) -> None:
    page = show(qtbot, opened((rows.held("one", days=3), rows.held("two", days=3 + 365))))
    model = page.sessions.table.model()
    places = [model.index(row, 0) for row in range(2)]
    assert [place.data() for place in places] == ["9 okt 2026", "9 okt 2025"]
    assert places[1].data(Qt.ItemDataRole.AccessibleTextRole) == "9 okt 2025"
    page.sessions.show_rows(ports.SessionsBehind((rows.held("two", days=3 + 365),), 1))
    assert model.index(0, 0).data() == "9 okt"


def test_that_a_lesson_rushed_through_is_not_said_to_be_whole(qtbot: QtBot) -> None:
    held = (rows.held("one", spent_min=5, steps_shortened=8),)
    page = show(qtbot, opened(held))
    assert page.sessions.table.model().index(0, 4).data() == "Kortat"


def test_that_a_lesson_with_a_core_step_left_out_is_not_said_to_be_whole(qtbot: QtBot) -> None:
    page = show(qtbot, opened((rows.held("one", steps_held=7), rows.held("two"))))
    places = [page.sessions.table.model().index(row, 4) for row in range(2)]
    assert [place.data() for place in places] == ["Kortat", "Helt"]
    colours = [place.data(Qt.ItemDataRole.ForegroundRole) for place in places]
    assert colours == [colour("warn"), colour("ok")]


def test_that_this_school_year_is_looked_at_first_and_what_was_chosen_is_remembered(qtbot: QtBot) -> None:
    follower = Answers()
    page = FollowUp(follower)
    page.fill(rows.view())
    assert follower.asked == []  # nobody looks
    show(qtbot, page)
    assert follower.asked[0] == ports.Look(Selection(year=2026))
    choose(page.filters.group, "6B")
    wanted = Selection(year=2026, group="6B")
    assert ports.Look(wanted) in follower.asked
    assert ports.LookAtGrid(wanted) in follower.asked
    assert ports.LookBehind(wanted, ports.Behind()) in follower.asked
    again = show(qtbot, FollowUp(follower))
    follower.asked.clear()
    again.fill(rows.view())
    assert follower.asked[0] == ports.Look(wanted)
    assert again.filters.group.currentText() == "6B"


def choose(box: QComboBox, words: str) -> None:
    """Choose in a filter as a person does."""
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def test_that_the_filters_stand_on_one_row_and_everything_can_be_shown_again(
    page: FollowUp, qtbot: QtBot
) -> None:
    boxes = (page.filters.year, page.filters.programme, page.filters.school, page.filters.group)
    assert len({box.y() for box in boxes}) == 1
    assert [box.currentText() for box in boxes] == [
        "Läsår 2026/27",
        "Alla program",
        "Alla skolor",
        "Alla grupper",
    ]
    assert not page.filters.clear.isEnabled()
    choose(page.filters.programme, "TÅGET")
    choose(page.filters.school, "Alskolan")
    assert ports.Look(Selection(year=2026, programme="taget", school="Alskolan")) in asked(page)
    qtbot.waitUntil(lambda: not page.filling)
    page.filters.clear.click()
    qtbot.waitUntil(lambda: not page.filling)
    assert [one for one in asked(page) if isinstance(one, ports.Look)][-1] == ports.Look(Selection(year=2026))
    assert [box.currentText() for box in boxes][1:] == ["Alla program", "Alla skolor", "Alla grupper"]


def test_that_what_is_chosen_stays_in_its_filter_when_nothing_of_it_is_left(page: FollowUp) -> None:
    page.filters.show_choices(Selection(year=2024, group="9Z"), CHOICES)
    assert page.filters.group.currentText() == "9Z"
    assert page.filters.year.currentText() == "2024/25"


def test_that_an_answer_to_what_is_no_longer_looked_at_is_dropped(page: FollowUp) -> None:
    late = ports.SessionsBehind((), 0)
    page.show_answer(ports.LookBehind(Selection(year=2025), ports.Behind()), late)
    page.show_answer(ports.LookBehind(Selection(year=2026), ports.Behind("mvp-03", "6A", "Ekskolan")), late)
    assert page.sessions.table.model().rowCount() == 2
    page.show_answer(ports.LookBehind(Selection(year=2026), ports.Behind()), late)
    assert page.sessions.table.model().rowCount() == 0


def test_that_every_measure_has_its_name_its_figure_and_says_what_it_means_when_it_is_pressed(
    page: FollowUp,
) -> None:
    assert {"Kärnsteg", "75 %", "median, 2 pass"} <= set(words(page))
    card = rows.shown(page.measures, Figure)[0]
    assert card.toolTip() == "Hur stor del av kärnan som hölls hel."
    assert card.accessibleName() == "Kärnsteg: 75 %, median, 2 pass"
    assert "Hur stor del av kärnan som hölls hel." not in words(page)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert "Hur stor del av kärnan som hölls hel." in words(page)
    choose(page.filters.group, "6B")  # and it is still told when the figures are others
    assert "Hur stor del av kärnan som hölls hel." in words(page)
    again = rows.shown(page.measures, Figure)[0]
    assert again.hasFocus()
    assert again.isChecked()
    QTest.keyClick(rows.shown(page.measures, Figure)[0], Qt.Key.Key_Space)
    assert "Hur stor del av kärnan som hölls hel." not in words(page)


# --- the grid -------------------------------------------------------------------------------------------


def test_that_a_cell_says_all_it_shows_to_a_screen_reader(page: FollowUp) -> None:
    model = page.coverage.grid.cells
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "6A, MVP 1 MVP och åskådarperspektivet: hållet, 1 sep, 2 gånger"
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "6A, MVP 3 Vad är våld?: försenat, 1 okt"
    signs = [[model.index(line, column).data() for column in range(2)] for line in range(3)]
    assert signs == [["✓", "!"], ["K", "26/10"], ["", ""]]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "MVP 1 MVP och åskådarperspektivet"
    assert model.headerData(0, Qt.Orientation.Vertical) == "6A"


def test_that_the_sign_of_a_shortened_lesson_is_the_first_letter_of_its_word(page: FollowUp) -> None:
    cell = page.coverage.grid.cells.index(1, 0)
    assert cell.data() == "K"
    set_language("en")
    assert cell.data() == "S"


def test_that_schools_are_named_where_there_are_several(page: FollowUp) -> None:
    page.coverage.show_view(GRID._replace(by_school=True))
    assert page.coverage.grid.cells.headerData(0, Qt.Orientation.Vertical) == "6A · Ekskolan"


def test_that_school_years_are_named_where_there_are_several(page: FollowUp, qtbot: QtBot) -> None:
    line = ports.LineView("6A", "Ekskolan", 2025)
    page.coverage.show_view(
        GRID._replace(lines=(ports.LineView("6A", "Ekskolan", 2026), line, *GRID.lines[2:]))
    )
    model = page.coverage.grid.cells
    side = [model.headerData(place, Qt.Orientation.Vertical) for place in range(2)]
    assert side == ["6A · 2026/27", "6A · 2025/26"]
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("6A · 2025/26, MVP 1")
    page.coverage.show_view(page.coverage.grid.cells.view._replace(by_school=True))
    assert model.headerData(1, Qt.Orientation.Vertical) == "6A · Ekskolan · 2025/26"
    page.coverage.grid.setCurrentIndex(model.index(1, 0))
    wanted = ports.Behind("mvp-01", "6A", "Ekskolan", 2025)
    assert asked(page)[-2] == ports.LookBehind(Selection(year=2026), wanted)
    qtbot.waitUntil(lambda: not page.filling)
    assert any(one.startswith("6A · 2025/26 · MVP 1") for one in words(page))


def test_that_every_state_has_a_sign_of_its_own_or_a_day_beside_its_colour() -> None:
    signs = [LOOKS[state].sign for state in ("held", "shortened", "partial", "late", "cancelled")]
    assert len({*signs}) == 5
    assert all(signs)
    assert set(LOOKS) == set(state_words())


def test_that_a_cell_shows_the_sessions_behind_it_and_its_lesson_with_pointer_or_keys(
    page: FollowUp, qtbot: QtBot
) -> None:
    grid = page.coverage.grid
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.cells.index(0, 0)).center()
    )
    behind = ports.LookBehind(Selection(year=2026), ports.Behind("mvp-01", "6A", "Ekskolan"))
    assert behind in asked(page)
    qtbot.waitUntil(lambda: not page.filling)
    assert any(one.startswith("6A · MVP 1 MVP och åskådarperspektivet") for one in words(page))
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert ports.LookBehind(Selection(year=2026), ports.Behind("mvp-01", "6B", "Ekskolan")) in asked(page)
    qtbot.waitUntil(lambda: not page.filling)
    press(page, "Visa alla hållna pass")
    assert asked(page)[-1] != behind
    qtbot.waitUntil(lambda: not page.filling)
    assert not grid.currentIndex().isValid()
    assert "Visa alla" not in words(page)


def test_that_a_click_or_enter_brings_the_list_into_sight(page: FollowUp, qtbot: QtBot) -> None:
    page.resize(1166, 600)
    for open_cell in (click_first, press_enter):
        page.verticalScrollBar().setValue(0)
        assert bottom(page) > page.height()
        open_cell(page.coverage.grid)
        qtbot.waitUntil(lambda: bottom(page) <= page.height())


def bottom(page: FollowUp) -> int:
    return page.sessions.mapTo(page, page.sessions.rect().bottomLeft()).y()


def test_that_buttons_that_say_the_same_are_told_apart_by_what_they_are_about(page: FollowUp) -> None:
    same = [one for one in rows.shown(page, QPushButton) if one.text() == "Visa som tabell"]
    about = [one.accessibleName() + one.accessibleDescription() for one in same]
    assert len(same) > 1
    assert len({*about}) == len(same)


def test_that_tab_comes_through_the_grid_and_chooses_nothing(qtbot: QtBot, page: FollowUp) -> None:
    grid = page.coverage.grid
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    assert grid.hasFocus()
    assert not grid.currentIndex().isValid()
    assert not page.sessions.all.isVisible()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 0)


def click_first(grid: CoverageGrid) -> None:
    place = grid.visualRect(grid.cells.index(0, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)


def press_enter(grid: CoverageGrid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Return)


def test_that_the_grid_is_a_table_of_words_too(page: FollowUp) -> None:
    press(page, "Grupper och pass: visa som tabell")
    model = page.coverage.grid.cells
    texts = [[model.index(line, column).data() for column in range(2)] for line in range(3)]
    assert texts == [
        ["hållet", "försenat"], ["hållet, kortat", "planerat 26 okt"], ["inte för årskursen", "inte än"],
    ]  # fmt: skip
    press(page, "Grupper och pass: visa som tecken")
    assert model.index(0, 0).data() == "✓"


def test_that_two_hundred_groups_and_forty_lessons_make_no_widget_a_cell(page: FollowUp) -> None:
    before = len(page.findChildren(QWidget))
    lines = tuple(ports.LineView(f"6A-g{n}", "") for n in range(200))
    columns = tuple(ports.ColumnView(str(n), f"MVP {n}", "Titel") for n in range(40))
    cells = {(line, column): ports.CellView("held") for line in range(200) for column in range(40)}
    page.coverage.show_view(ports.CoverageView(lines, columns, cells))
    grid = page.coverage.grid
    assert grid.cells.rowCount() * grid.cells.columnCount() == 8_000
    assert len(page.findChildren(QWidget)) == before
    assert grid.height() < page.height()  # it scrolls in itself
    assert grid.verticalScrollBar().maximum() > 0
    assert grid.horizontalScrollBar().maximum() > 0


def test_that_nothing_is_drawn_where_the_two_bars_of_the_grid_meet(page: FollowUp, qtbot: QtBot) -> None:
    lines = tuple(ports.LineView(f"6A-g{n}", "") for n in range(20))
    columns = tuple(ports.ColumnView(str(n), f"MVP {n}", "Titel") for n in range(40))
    page.coverage.show_view(ports.CoverageView(lines, columns, {}))
    grid = page.coverage.grid
    down, aside = grid.verticalScrollBar(), grid.horizontalScrollBar()
    qtbot.waitUntil(lambda: down.isVisible() and aside.isVisible())
    where = QPoint(down.mapTo(grid, down.rect().topLeft()).x(), aside.mapTo(grid, aside.rect().topLeft()).y())
    picture = grid.grab(QRect(where, QSize(down.width(), aside.height()))).toImage()
    shades = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert shades == {colour("card").rgb()}


def test_that_a_long_name_of_a_school_leaves_room_for_the_lessons(page: FollowUp, qtbot: QtBot) -> None:
    grid, school = page.coverage.grid, "Sankta Birgittas internationella friskola i Norra Sätraskogen"
    lines = tuple(ports.LineView("6A", one, year) for one, year in ((school, 2026), ("Ekskolan", 2025)))
    page.coverage.show_view(ports.CoverageView(lines, COLUMNS, {}, by_school=True))
    side = grid.verticalHeader()
    qtbot.waitUntil(lambda: grid.width() // 4 < side.width() <= grid.width() // 3)
    whole = grid.cells.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
    assert whole == f"6A · {school} · 2026/27"
    page.coverage.show_view(ports.CoverageView(lines[1:], COLUMNS, {}, by_school=True))
    qtbot.waitUntil(lambda: side.width() < grid.width() // 4)  # no wider than it must be


def test_that_the_groups_that_have_had_least_can_come_first(page: FollowUp) -> None:
    page.coverage.show_view(GRID)
    whose = [line.group for line in GRID.lines]
    cells = page.coverage.grid.cells
    page.coverage.order.click()
    assert [line.group for line in cells.view.lines] == [whose[2], whose[0], whose[1]]
    assert cells.view.cells[1, 0] == GRID.cells[0, 0]
    assert cells.view.cells[0, 0] == GRID.cells[2, 0]
    page.coverage.order.click()
    assert cells.view == GRID


def test_that_a_grid_with_nothing_in_it_says_what_to_do(page: FollowUp) -> None:
    page.coverage.show_view(ports.CoverageView())
    assert not page.coverage.grid.isVisible()
    assert any("Lägg upp året på sidan Läsår" in one for one in words(page.coverage))


def test_that_a_title_takes_two_lines_and_then_dots(qtbot: QtBot) -> None:
    metrics = QFontMetrics(QApplication.font())
    room = metrics.horizontalAdvance("åskådarperspektivet")
    assert two_lines("Vad är våld?", metrics, room) == ["Vad är våld?", ""]
    assert two_lines("MVP och åskådarperspektivet", metrics, room) == ["MVP och", "åskådarperspektivet"]
    assert two_lines("Vad är våld och vad är det inte egentligen", metrics, room)[1].endswith("…")


# --- one session, all sessions of a lesson ----------------------------------------------------------------


def test_that_the_newest_session_is_asked_for_and_arrow_keys_ask_for_others(page: FollowUp) -> None:
    QTest.keyClick(page.sessions.table, Qt.Key.Key_Down)
    sessions = [one.session for one in asked(page) if isinstance(one, ports.LookAtSession)]
    assert sessions == ["one", "two"]
    page.fill(rows.view())
    assert [one for one in asked(page) if isinstance(one, ports.LookAtSession)][-1].session == "two"


def test_that_steps_show_as_bars_and_as_the_same_table(page: FollowUp) -> None:
    chart = page.sessions.chart
    bars, table = chart.findChild(Bars), chart.table
    assert bars is not None
    assert "Fyra hörn: planerat 6:00, hoppades över, tidsbrist" in bars.accessibleDescription()
    switch = next(b for b in chart.findChildren(QPushButton) if b.text() == "Visa som tabell")
    switch.click()
    assert table.isVisible()
    cells = cells_of(table)
    assert cells[0] == ["Välkommen", "4:00", "4:50", "klart"]
    assert cells[2] == ["Fyra hörn", "6:00", "–", "hoppades över, tidsbrist"]
    switch.click()
    assert bars.isVisible()


def cells_of(table: QTableWidget) -> list[list[str]]:
    return [
        [
            item.text()
            for column in range(table.columnCount())
            if (item := table.item(row, column)) is not None
        ]
        for row in range(table.rowCount())
    ]


def test_that_steps_of_a_session_left_behind_are_dropped(page: FollowUp) -> None:
    before = cells_of(page.sessions.chart.table)
    page.sessions.show_steps("two", ())
    assert cells_of(page.sessions.chart.table) == before


def test_that_a_lesson_shows_its_median_its_spread_and_where_it_hurts(page: FollowUp) -> None:
    bars = page.spread.findChild(Bars)
    assert bars is not None
    assert (
        "Välkommen: planerat 4:00, median 4:50, hälften mellan 4:10 och 5:30" in bars.accessibleDescription()
    )
    assert "Avslutande runda: planerat 4:00, aldrig hållet" in bars.accessibleDescription()
    assert {"Där det tar emot", "Fyra hörn: drog över i 3, hoppades över i 2 av 6 tillfällen"} <= set(
        words(page)
    )
    assert cells_of(page.spread.table)[1] == ["Fyra hörn", "6:00", "7:00", "6:20–8:20", "4 av 6"]
    page.spread.show_steps(ports.LessonSteps(6, STEPS[:1]))
    assert "Där det tar emot" not in words(page)


def test_that_only_lessons_that_were_held_can_be_looked_at_and_the_chosen_one_is_asked_for(
    page: FollowUp,
) -> None:
    held = GRID.cells[1, 1]._replace(times=1)
    page.show_answer(
        ports.LookAtGrid(Selection(year=2026)), GRID._replace(cells={**GRID.cells, (1, 1): held})
    )
    box = page.spread.lesson
    assert [box.itemText(place) for place in range(box.count())] == [
        "MVP 1 MVP och åskådarperspektivet", "MVP 3 Vad är våld?",
    ]  # fmt: skip
    choose(box, "MVP 3 Vad är våld?")
    assert asked(page)[-1] == ports.LookAtLesson(Selection(year=2026), "mvp-03")
    page.show_answer(ports.LookAtGrid(Selection(year=2026)), GRID)
    assert box.count() == 1
    page.show_answer(ports.LookAtGrid(Selection(year=2026)), ports.CoverageView())
    assert "När passet har hållits står dess steg här." in words(page)


def test_that_half_a_per_cent_of_answers_is_rounded_as_in_a_spreadsheet() -> None:
    assert Share("MVP 1", (1, 5, 2)).percents() == (13, 63, 25)
    assert Share("MVP 1", (0, 0)).percents() == (0, 0)


def test_that_answers_before_and_after_stand_as_bars_and_as_a_table_of_counts(page: FollowUp) -> None:
    card = page.answers
    shares = card.findChild(Shares)
    assert shares is not None
    said = "MVP 1: Ja 31 %, Kanske 44 %, Nej 25 %; MVP 11: Ja 58 %, Kanske 33 %, Nej 9 %"
    assert shares.accessibleDescription() == said
    assert "Handuppräckning i 4 grupper, 100 svar." in words(card)
    assert cells_of(card.table)[0] == ["Ja", "31 (31 %)", "58 (58 %)"]
    choose(card.statement, "Ett skämt är bara ett skämt.")
    assert "Första gången: Ja 50 %" in shares.accessibleDescription()
    card.show_answers(STATEMENTS)
    assert card.statement.currentText() == "Ett skämt är bara ett skämt."
    card.show_answers(())
    assert any("räknat händer" in one for one in words(card))
    assert not card.statement.isVisible()
    assert shares.accessibleDescription() == ""


def test_that_the_conditions_stand_as_a_table_that_shows_every_row(page: FollowUp) -> None:
    card = page.conditions
    assert cells_of(card.table)[1:] == [
        ["Rummet räckte delvis", "8", "81 %"],
        ["Rummet räckte inte", "–", "–"],
    ]
    assert card.table.viewport().height() >= sum(card.table.rowHeight(row) for row in range(3))
    assert card.table.accessibleName() == "Förutsättningar"
    assert any("inte varför" in line for line in words(card))


def test_that_the_scenarios_stand_as_a_table_and_many_are_scrolled_to(page: FollowUp) -> None:
    card = page.scenarios
    model = card.table.model()
    cells = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert cells[1:] == [["Ringen", "MVP 5", "6", "4"], ["Bossig", "MVP 4", "–", "–"]]
    high = [card.table.rowHeight(row) for row in range(3)]
    assert card.table.viewport().height() >= sum(high)
    assert card.table.accessibleName() == "Scenarier"
    nothing = "Inget scenario har använts i det som visas."
    assert nothing not in words(card)
    card.show_scenarios([ports.ScenarioView(f"Scenario {n}", "MVP 4", "7", "4") for n in range(300)])
    assert MOST_SHOWN * high[0] <= card.table.viewport().height() < (MOST_SHOWN + 1) * high[0]
    assert model.index(299, 0).data() == "Scenario 299"
    card.show_scenarios(())
    assert nothing in words(card)
    assert not card.table.isVisible()


def test_that_a_list_that_is_not_whole_says_so(page: FollowUp) -> None:
    page.show_answer(
        ports.LookBehind(Selection(year=2026), ports.Behind()), ports.SessionsBehind(rows.HELD, 60_000)
    )
    assert "De 2 senaste av 60\N{NO-BREAK SPACE}000" in words(page)


# --- export -----------------------------------------------------------------------------------------------


def test_that_the_export_asks_for_a_folder_and_hands_it_on(
    page: FollowUp, qtbot: QtBot, tmp_path: Path
) -> None:
    page.export.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(page.export_requested) as sent:
        dialog.fileSelected.emit(str(tmp_path))
    assert sent.args == [tmp_path]
    dialog.close()


def test_that_the_receipt_names_files_and_rows_and_says_what_is_not_there(
    page: FollowUp, tmp_path: Path
) -> None:
    page.show_receipt(desk.ReceiptView(folder=tmp_path, files=(("sessions.csv", 2), ("steps.csv", 1))))
    told = words(page)
    assert "sessions.csv: 2 rader" in told
    assert "steps.csv: 1 rad" in told
    assert any("inga elevuppgifter" in line for line in told)


def test_that_trouble_takes_the_place_of_an_old_receipt(page: FollowUp, tmp_path: Path) -> None:
    page.show_receipt(desk.ReceiptView(folder=tmp_path, files=(("sessions.csv", 2),)))
    page.show_trouble("Disken är full.", "Frigör plats.")
    told = words(page)
    assert "Disken är full." in told
    assert "sessions.csv: 2 rader" not in told


def test_that_with_nothing_held_it_says_what_to_do_and_exports_nothing(qtbot: QtBot) -> None:
    page = show(qtbot, opened(held=()))
    assert not page.export.isEnabled()
    page.ask_export()
    assert page.findChild(QFileDialog) is None
    assert "Inget pass är hållet än" in words(page)
    assert not page.coverage.isVisible()
    assert not page.filters.isVisible()


def test_that_what_was_never_exported_is_counted(qtbot: QtBot) -> None:
    assert "2 tillfällen är aldrig exporterade" in words(show(qtbot, opened(never_exported=2)))
    assert "allt är exporterat" in words(show(qtbot, opened(never_exported=0)))


def test_that_a_log_that_cannot_be_read_is_told_of(page: FollowUp) -> None:
    page._follower.failed.emit(ports.Look(Selection(year=2026)), "Disken svarar inte.")
    assert "Disken svarar inte." in words(page)


# --- minutes corrected afterwards -----------------------------------------------------------------------


def test_that_a_corrected_session_is_marked_in_the_table_with_words_for_a_screen_reader(qtbot: QtBot) -> None:
    held = (rows.held("one", spent_min=56, corrected=True), rows.held("two", "taget-b1-46"))
    page = show(qtbot, opened(held))
    model = page.sessions.table.model()
    first, second = model.index(0, 3), model.index(1, 3)
    assert not first.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert second.data(Qt.ItemDataRole.DecorationRole) is None
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert first.data(role) == "56 av 50, rättat efteråt"
        assert "rättat" not in second.data(role)


def test_that_a_minute_corrected_afterwards_is_told_of_with_its_reason_and_when(
    page: FollowUp, tmp_path: Path
) -> None:
    with folder_in_memory() as place, closing(open_journal(place, second_place=tmp_path)) as journal:
        steps = script().steps
        for corrects in (False, True):
            clock = HandClock()
            conductor = begin(journal, clock)
            clock.go(300)
            conductor.order(o.GoTo(steps[1].id))
            conductor.order(o.End())
            if corrects:
                conductor.order(o.CorrectMinutes(steps[0].id, 8, "forgot"))
                clock.go(60)
                conductor.order(o.CorrectMinutes(steps[0].id, 7, "interrupted"))
            conductor.order(o.FinishLog())
        assert journal.flush(PATIENCE_S)
        held = held_views(journal, queries.sessions(journal))
        assert [row.corrected for row in held] == [True, False]
        page.sessions.show_rows(ports.SessionsBehind(held, len(held)))
        page.sessions.show_steps(held[0].session, steps_of(journal, held[0].session))
    moment = dates.clock((START + timedelta(seconds=360)).astimezone())
    told = f"”{steps[0].title}” rättades till 7 min den 23 november kl. {moment}: ett avbrott."
    assert told in words(page)
    bars, table = page.sessions.chart.findChild(Bars), page.sessions.chart.table
    assert bars is not None
    assert f"{steps[0].title} · rättat: planerat" in bars.accessibleDescription()
    outcomes = [table.item(row, 3).text() for row in range(2)]  # type: ignore[union-attr]
    assert outcomes[0].endswith("rättat")
    assert "rättat" not in outcomes[1]
    page.sessions.show_rows(ports.SessionsBehind(rows.HELD, 2))
    page.sessions.show_steps("one", rows.STEPS)
    assert told not in words(page)


def test_that_the_parts_come_from_the_top_each_with_what_it_shows(qtbot: QtBot) -> None:
    page = opened()
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    came: list[str] = []
    while page.filling:
        QCoreApplication.processEvents()
        here = [name for name in NAMES if name in page.__dict__ and page.__dict__[name].isVisible()]
        assert here == list(NAMES[: len(here)])
        came += [name for name in here if name not in came]
        if "coverage" in here:
            assert page.coverage.grid.cells.rowCount() == len(GRID.lines)
    assert came == list(NAMES)


class Slow(Answers):
    """Answers when it is told to."""

    @override
    def ask(self, question: ports.Question) -> None:
        self.asked.append(question)

    def give(self, kind: type[ports.Question]) -> None:
        """Answer the newest question of a kind."""
        question = next(one for one in reversed(self.asked) if isinstance(one, kind))
        self.answered.emit(question, self.answer(question))


def test_that_a_part_waits_for_the_one_above_it(qtbot: QtBot) -> None:
    follower = Slow()
    page = FollowUp(follower)
    page.fill(rows.view())
    show(qtbot, page)
    for kind in (ports.Look, ports.LookAtScenarios, ports.LookAtConditions, ports.LookAtAnswers):
        follower.give(kind)
    qtbot.waitUntil(lambda: not page.filling)
    assert page.measures.isVisible()
    assert not page.scenarios.isVisible()
    assert not page.more.isVisible()
    follower.give(ports.LookAtGrid)
    qtbot.waitUntil(lambda: not page.filling)
    assert page.coverage.isVisible()
    assert not page.more.isVisible()
    follower.give(ports.LookBehind)
    qtbot.waitUntil(lambda: not page.filling)
    assert all(page.__dict__[name].isVisible() for name in NAMES)


class Counting(HeldModel):
    """Counts the rows that are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[int] = set()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.asked.add(index.row())
        return super().data(index, role)


def test_that_a_list_is_not_measured_cell_by_cell(qtbot: QtBot) -> None:
    model = Counting()
    table = RowTable(model)
    furnish(table, "Pass", 1, 20)
    qtbot.addWidget(table)
    model.show_rows([rows.held(f"s{n}", group=f"{n % 9 + 1}B") for n in range(400)])
    model.asked.clear()
    assert min(table.sizeHintForColumn(column) for column in range(6)) > 0
    assert len(model.asked) <= 6


def test_that_a_column_has_room_for_its_widest_words_and_the_sign_before_them(qtbot: QtBot) -> None:
    held = (
        *(rows.held(f"s{n}", spent_min=40) for n in range(30)),
        rows.held("late", spent_min=40, late=True),
    )
    table = HeldTable()
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    table.show_rows(held)
    QApplication.sendPostedEvents()
    needed = max(table.sizeHintForIndex(table.model().index(row, 3)).width() for row in range(len(held)))
    assert table.columnWidth(3) >= needed


def test_that_the_minutes_of_steps_that_nobody_timed_are_not_told_as_measured(qtbot: QtBot) -> None:
    chart = StepChart()
    qtbot.addWidget(chart)
    for late in (False, True):
        chart.show_session(rows.held("s", late=late), rows.STEPS)
        assert ("inte uppmätta" in chart.about.text()) is late
