"""Reports and the spreadsheet in the real window: asked for, saved, told of, and refused in words."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from facilitator import settings
from facilitator.exchange.reporting import KINDS, Wanted, file_name
from facilitator.journal.sharing import exports
from facilitator.ui.desk.follow.handon import SPREADSHEET, HandOnDialog
from facilitator.ui.program import Program
from tests.exchange.laptops import laptop, led
from tests.ui import rows
from tests.ui.rows import shown, words


@pytest.fixture
def program(build: Callable[..., Program], qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program, opened on a log where one lesson has been led, with the page Uppföljning shown."""
    data = tmp_path / "data"
    with laptop(data) as journal:
        led(journal, began=datetime.now(UTC))  # reports are of the school year that runs
    settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling)
    program.desk.show_page("followup")
    rows.arrive(program.desk)
    yield program
    qtbot.waitUntil(lambda: not program.reader.busy)
    program.quit()


def choose(program: Program, qtbot: QtBot, kind: str, file: Path) -> None:
    """Press the button of the page, then that of the dialog, and choose a place."""
    page = program.desk.followup()
    qtbot.waitUntil(page.report.isEnabled)
    page.report.click()
    (dialog,) = shown(program.window, HandOnDialog)
    dialog.buttons[kind].click()
    assert program.errands is not None
    asked = program.errands.reporting.dialog
    assert isinstance(asked, QFileDialog)
    with qtbot.waitSignal(program.errands.reporting.saved):
        asked.fileSelected.emit(str(file))
    asked.close()


def test_that_a_report_is_saved_where_it_was_asked_for_and_told_of(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "handledning.pdf"
    choose(program, qtbot, "group", file)
    (page,) = PdfReader(file).pages
    assert "Grupp 6B" in page.extract_text()
    qtbot.waitUntil(lambda: any("handledning.pdf" in line for line in words(program.window)))


def test_that_nobody_chooses_a_place_before_it_is_said_which_school_is_meant(
    program: Program, qtbot: QtBot
) -> None:
    assert program.errands is not None
    assert program.bridge is not None
    journal, reporting = program.bridge.rooms.journal, program.errands.reporting
    reporting.ask("school")
    assert reporting.dialog is not None, "there is only one"
    reporting.dialog.close()
    reporting.dialog = None
    led(journal, group="6C", school="Åskolan", began=datetime.now(UTC))
    program.desk.show_page("today")
    program.desk.show_page("followup")
    with qtbot.waitSignal(reporting.told) as told:
        reporting.ask("school")
    assert reporting.dialog is None
    assert "Välj en av dem" in told.args[0]
    for kind in ("board", "leader", "group"):
        reporting.ask(kind)
        assert reporting.dialog is not None
        reporting.dialog.close()
        reporting.dialog = None


def test_that_the_name_of_a_file_says_whose_report_it_is() -> None:
    wanted = Wanted(kind="school", year=2026, today=date(2026, 12, 1), school="Å-skolan 2", group="6B")
    assert file_name(wanted) == "rapport-rektor-Å-skolan-2-2026-27.pdf"
    assert file_name(replace(wanted, kind="group")) == "handledning-Å-skolan-2-6B-2026-27.pdf"
    assert file_name(replace(wanted, kind="board")) == "rapport-styrgrupp-2026-27.pdf"
    assert file_name(replace(wanted, kind="leader")) == "min-logg-2026-27.pdf"


def test_that_the_window_gives_a_report_the_name_of_the_school_and_not_its_code(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.chooser.change("school_code", "Ekskolan")  # what the lesson was led under
    program.chooser.change("school_name", "Skolan vid eken")
    file = tmp_path / "rektor.pdf"
    choose(program, qtbot, "school", file)
    (page,) = PdfReader(file).pages
    assert "Skolan vid eken" in page.extract_text()


def test_that_the_spreadsheet_is_saved_and_nothing_waits_to_be_exported(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assert program.bridge is not None
    assert exports.never_exported(program.bridge.rooms.journal) == 1
    file = tmp_path / "passlogg.xlsx"
    choose(program, qtbot, SPREADSHEET, file)
    assert zipfile.is_zipfile(file)
    assert exports.never_exported(program.bridge.rooms.journal) == 0


def test_that_a_place_that_refuses_is_told_of_in_words(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    assert program.errands is not None
    program.errands.reporting.ask("leader")
    asked = program.errands.reporting.dialog
    assert asked is not None
    with qtbot.waitSignal(program.errands.reporting.told) as told:
        asked.fileSelected.emit(str(tmp_path))
    asked.close()
    assert str(tmp_path) in told.args[0]


def test_that_everything_that_can_be_handed_on_has_a_button_with_what_it_is_for(
    qapp: QApplication, qtbot: QtBot, program: Program
) -> None:
    dialog = HandOnDialog(program.window)
    assert set(dialog.buttons) == {*KINDS, SPREADSHEET}
    assert all(one.text() and one.accessibleDescription() for one in dialog.buttons.values())
    dialog.open()
    assert any("Aldrig med" in line for line in words(dialog))
    dialog.close()
    dialog.deleteLater()
