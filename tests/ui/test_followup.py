"""Uppföljning: rows, steps two ways, and an export that says what it wrote."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from facilitator import paths
from facilitator.content.library import Library
from facilitator.journal import open_journal
from facilitator.session import orders as o
from facilitator.ui.bridge import Bridge
from facilitator.ui.desk import ports
from facilitator.ui.desk.followup import FollowUp
from facilitator.ui.loading import Rooms
from facilitator.ui.parts import dates
from facilitator.ui.parts.bars import Bars
from tests.builders import START, HandClock, begin, script
from tests.quick import folder_in_memory
from tests.ui import rows
from tests.ui.rows import words


@pytest.fixture
def page(qtbot: QtBot) -> FollowUp:
    page = FollowUp()
    qtbot.addWidget(page)
    page.resize(1166, 728)
    page.show()
    return page


def test_that_rows_say_planned_and_actual_and_how_it_ended(page: FollowUp) -> None:
    page.fill(rows.view(held=(*rows.HELD, rows.held("three", finished=False, exported=True))))
    model = page.table.model()
    texts = [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(3)]
    assert texts[0][1:5] == ["MVP 1 MVP och åskådarperspektivet", "6B", "56 av 50", "Helt"]
    assert [row[4] for row in texts] == ["Helt", "Delvis", "Logg väntar"]
    assert model.index(2, 5).data(Qt.ItemDataRole.AccessibleTextRole) == "Exporterat"
    assert model.rowCount(model.index(0, 0)) == 0
    assert not QModelIndex().isValid()


def test_that_a_lesson_rushed_through_is_not_said_to_be_whole(page: FollowUp) -> None:
    page.fill(rows.view(held=(rows.held("one", spent_min=5, steps_held=8, steps_shortened=8),)))
    assert page.table.model().index(0, 4).data() == "Kortat"
    figures = [one.text() for one in rows.shown(page, QLabel) if one.property("role") == "figure"]
    assert figures[1] == "0 %"
    assert any("8 kortades" in one.text() for one in rows.shown(page, QLabel))


def test_that_planned_against_held_is_told_where_there_is_a_plan(page: FollowUp) -> None:
    page.fill(rows.view(plan=ports.PlanView(planned=22, held=9, late=1)))
    assert {"Hållet enligt planen", "9 av 22", "1 är försenat"} <= set(words(page))
    page.fill(rows.view(plan=ports.PlanView(planned=22, held=9)))
    assert "inget är försenat" in words(page)
    page.fill(rows.view())
    assert "Hållet enligt planen" not in words(page)


def test_that_figures_are_those_of_the_rows(page: FollowUp) -> None:
    page.fill(rows.view())
    figures = [one.text() for one in rows.shown(page, QLabel) if one.property("role") == "figure"]
    assert figures == ["2", "75 %", "+3 min", "2"]
    assert "alla läsår; exportera ibland, som säkerhetskopia" in rows.words(
        page
    )  # it can be more than were held


def test_that_the_newest_session_is_asked_for_and_arrow_keys_ask_for_others(
    page: FollowUp, qtbot: QtBot
) -> None:
    asked: list[str] = []
    page.session_chosen.connect(asked.append)
    page.fill(rows.view())
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert asked == ["one", "two"]
    page.fill(rows.view(never_exported=0))
    assert asked[-1] == "two"


def test_that_steps_show_as_bars_and_as_the_same_table(page: FollowUp) -> None:
    page.fill(rows.view())
    page.show_steps("one", rows.STEPS)
    bars, table = page.findChild(Bars), page.findChild(QTableWidget)
    assert bars is not None
    assert table is not None
    assert "Fyra hörn: planerat 6:00, hoppades över, tidsbrist" in bars.accessibleDescription()
    switch = next(b for b in page.findChildren(QPushButton) if b.text() == "Visa som tabell")
    switch.click()
    assert table.isVisible()
    cells = [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]  # type: ignore[union-attr]
    assert cells[0] == ["Välkommen", "4:00", "4:50", "klart"]
    assert cells[2] == ["Fyra hörn", "6:00", "–", "hoppades över, tidsbrist"]
    switch.click()
    assert bars.isVisible()


def test_that_steps_of_a_session_left_behind_are_dropped(page: FollowUp) -> None:
    page.fill(rows.view())
    page.show_steps("two", rows.STEPS)
    table = page.findChild(QTableWidget)
    assert table is not None
    assert table.rowCount() == 0


def test_that_the_export_asks_for_a_folder_and_hands_it_on(
    page: FollowUp, qtbot: QtBot, tmp_path: Path
) -> None:
    page.fill(rows.view())
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
    page.fill(rows.view())
    page.show_receipt(ports.ReceiptView(folder=tmp_path, files=(("sessions.csv", 2), ("steps.csv", 1))))
    told = words(page)
    assert "sessions.csv: 2 rader" in told
    assert "steps.csv: 1 rad" in told
    assert any("inga elevuppgifter" in line for line in told)


def test_that_trouble_takes_the_place_of_an_old_receipt(page: FollowUp, tmp_path: Path) -> None:
    page.fill(rows.view())
    page.show_receipt(ports.ReceiptView(folder=tmp_path, files=(("sessions.csv", 2),)))
    page.show_trouble("Disken är full.", "Frigör plats.")
    told = words(page)
    assert "Disken är full." in told
    assert "sessions.csv: 2 rader" not in told


def test_that_with_nothing_held_it_says_what_to_do_and_exports_nothing(page: FollowUp) -> None:
    page.fill(rows.view(held=()))
    assert not page.export.isEnabled()
    page.ask_export()
    assert page.findChild(QFileDialog) is None
    assert "Inget pass är hållet än" in words(page)


# --- minutes corrected afterwards -----------------------------------------------------------------------


def test_that_a_corrected_session_is_marked_in_the_table_with_words_for_a_screen_reader(
    page: FollowUp,
) -> None:
    page.fill(
        rows.view(held=(rows.held("one", spent_min=56, corrected=True), rows.held("two", "taget-b1-46")))
    )
    model = page.table.model()
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
        bridge = Bridge(Rooms(journal, Library.open(paths.scenarios_dir())))
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
        assert journal.flush(5)
        view = bridge.rows.view(date(2026, 11, 24))
        assert [row.corrected for row in view.held] == [True, False]
        page.fill(view)
        page.show_steps(view.held[0].session, bridge.rows.steps(view.held[0].session))
    moment = dates.clock((START + timedelta(seconds=360)).astimezone())
    told = f"”{steps[0].title}” rättades till 7 min den 23 november kl. {moment}: ett avbrott."
    assert told in words(page)
    bars, table = page.findChild(Bars), page.findChild(QTableWidget)
    assert bars is not None
    assert table is not None
    assert f"{steps[0].title} · rättat: planerat" in bars.accessibleDescription()
    outcomes = [table.item(row, 3).text() for row in range(2)]  # type: ignore[union-attr]
    assert outcomes[0].endswith("rättat")
    assert "rättat" not in outcomes[1]
    page.fill(rows.view())
    page.show_steps("one", rows.STEPS)
    assert told not in words(page)
