"""The data folder in the program: backups brought back in three presses, the folder moved, and the quiet report."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator import paths, places, settings
from facilitator.i18n import set_language
from facilitator.journal import open_journal, queries
from facilitator.journal.folder import LOG, stamp
from facilitator.journal.tables import schema
from facilitator.ui.desk.unfinished import Stopped
from facilitator.ui.program import Program
from facilitator.ui.report import ReportDialog
from facilitator.ui.tasks.keeping import MovedPage
from facilitator.ui.tasks.restoring import BackupsDialog, written
from facilitator.ui.trouble import TroublePage
from tests.builders import begin
from tests.patience import PATIENCE_S
from tests.ui import rows
from tests.ui.rows import press, words

Build = Callable[..., Program]
MOUNTED = "1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / {place} rw - nfs4 b rw\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This user's own folder: 6B was led before the backup, 7A after it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    (tmp_path / "share").mkdir()
    folder = paths.default_data_dir()
    journal = open_journal(folder)
    begin(journal, group="6B")
    assert journal.flush(PATIENCE_S)
    journal.back_up()
    begin(journal, group="7A")
    assert journal.flush(PATIENCE_S)
    journal.close()
    settings.Settings(folder).change(settings.FIRST_RUN_DONE, True)
    return folder


def damage(log: Path) -> None:
    content = bytearray(log.read_bytes())
    content[4096:8192] = bytes(4096)
    log.write_bytes(content)


def opened(build: Build, qtbot: QtBot, data: Path) -> Program:
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None)
    return program


def groups(program: Program) -> list[str]:
    assert program.bridge is not None
    return sorted(row.group for row in queries.sessions(program.bridge.rooms.journal))


def shown(program: Program) -> str:
    return "\n".join(words(program.window))


def press_in(widget: QWidget, name: str) -> None:
    (one,) = (b for b in rows.shown(widget, QPushButton) if b.text() == name)
    one.click()


def test_that_a_damaged_log_gives_way_to_its_backup_in_two_presses(
    build: Build, qtbot: QtBot, data: Path
) -> None:
    damage(data / LOG)
    damaged = (data / LOG).read_bytes()
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.window.findChild(TroublePage) is not None)
    assert "Det finns en hel säkerhetskopia" in shown(program)
    press_in(program.window, "Hämta tillbaka kopian …")
    assert (data / LOG).read_bytes() == damaged, "nothing happens before yes"
    press_in(program.window, "Ja, hämta tillbaka den")
    qtbot.waitUntil(lambda: program.bridge is not None)
    assert groups(program) == ["6B"]
    (aside,) = data.glob("damaged-*")
    assert (aside / LOG).read_bytes() == damaged
    qtbot.waitUntil(lambda: str(aside) in shown(program))
    program.quit()


def test_that_no_backup_is_offered_where_none_is_whole(build: Build, qtbot: QtBot, data: Path) -> None:
    (backup,) = (data / "backups").iterdir()
    backup.write_bytes(b"no log at all")
    damage(data / LOG)
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.window.findChild(TroublePage) is not None)
    assert "Det finns en hel säkerhetskopia" not in shown(program)
    program.quit()


def test_that_a_backup_of_a_newer_program_is_not_offered_but_the_one_before_it(
    build: Build, qtbot: QtBot, data: Path
) -> None:
    (backup,) = (data / "backups").iterdir()
    newer = backup.with_name("passledaren-" + stamp() + ".db")
    shutil.copy(backup, newer)
    with closing(sqlite3.connect(newer)) as raw:
        raw.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    damage(data / LOG)
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: "Det finns en hel säkerhetskopia" in shown(program))
    press_in(program.window, "Hämta tillbaka kopian …")
    press_in(program.window, "Ja, hämta tillbaka den")
    qtbot.waitUntil(lambda: program.bridge is not None)
    assert groups(program) == ["6B"]
    program.quit()


def test_that_a_whole_log_can_be_taken_back_to_a_backup_in_three_presses(
    build: Build, qtbot: QtBot, data: Path
) -> None:
    program = opened(build, qtbot, data)
    assert groups(program) == ["6B", "7A"]
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    before = program.bridge
    press(program.desk, "Säkerhetskopior …")
    dialog = program.keeping.dialog
    assert isinstance(dialog, BackupsDialog)
    lines = dialog.findChild(QListWidget)
    assert lines is not None
    assert (lines.count(), lines.currentRow()) == (1, 0), "the newest is marked"
    qtbot.waitUntil(lambda: any(one.startswith("I den finns ") for one in words(dialog)))
    told = " ".join(words(dialog))
    assert "Det här finns i loggen nu men inte i kopian:" in told
    assert "1 tillfälle, från " in told
    press_in(dialog, "Hämta tillbaka den här …")
    assert program.bridge is before
    assert dialog.isVisible(), "nothing is brought back without a yes"
    press_in(dialog, "Ja, hämta tillbaka den")
    qtbot.waitUntil(lambda: program.bridge is not before)
    assert groups(program) == ["6B"]
    assert program.window.isEnabled()
    (aside,) = data.glob("replaced-*")
    qtbot.waitUntil(lambda: str(aside) in shown(program))
    journal = open_journal(aside)
    assert len(queries.sessions(journal)) == 2, "what was led since is kept"
    journal.close()
    program.quit()


def test_that_a_yes_is_for_the_backup_that_was_marked_when_it_was_asked_for(
    qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = [tmp_path / f"backup-2026-11-2{day}T10-00-00.000Z.db" for day in (8, 7)]
    dialog = BackupsDialog(made, parent)
    dialog.show()
    press_in(dialog, "Hämta tillbaka den här …")
    assert "Ja, hämta tillbaka den" in words(dialog)
    dialog.list.setCurrentRow(1)
    assert "Ja, hämta tillbaka den" not in words(dialog)
    press_in(dialog, "Hämta tillbaka den här …")
    with qtbot.waitSignal(dialog.chosen) as sent:
        press_in(dialog, "Ja, hämta tillbaka den")
    assert sent.args == [made[1]]


def test_that_what_the_start_asked_for_is_not_done_again_when_a_backup_is_brought_back(
    build: Build, qtbot: QtBot, data: Path
) -> None:
    (backup,) = (data / "backups").iterdir()
    program = build(data, rehearse="mvp-01")
    program.open()
    qtbot.waitUntil(lambda: program.room.running)
    program.room.leave()
    program.window.show_page(program.desk)
    before = program.bridge
    program.keeping.restore(backup)
    qtbot.waitUntil(lambda: program.bridge is not before)
    qtbot.waitUntil(lambda: not program.desk.today().filling)
    assert groups(program) == ["6B"]
    assert not program.room.running
    program.quit()


def spoil(backup: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[4096:8192] = bytes(4096)
    backup.write_bytes(content)


REFUSALS: list[tuple[Callable[[Path], None], str]] = [
    (spoil, "Det här är ingen hel säkerhetskopia av en logg."),
    (Path.unlink, "Mappen eller filen finns inte."),
]


@pytest.mark.parametrize(("harm", "why"), REFUSALS)
def test_that_a_backup_that_is_refused_leaves_the_log_open_as_it_was_and_says_why(
    build: Build, qtbot: QtBot, data: Path, harm: Callable[[Path], None], why: str
) -> None:
    (backup,) = (data / "backups").iterdir()
    program = opened(build, qtbot, data)
    before = program.bridge
    harm(backup)
    program.keeping.restore(backup)
    qtbot.waitUntil(lambda: program.bridge is not before)
    qtbot.waitUntil(lambda: why in shown(program))
    assert "Kopian kunde inte hämtas tillbaka" in shown(program)
    assert "kan inte öppna loggen" not in shown(program)
    assert program.window.isEnabled()
    assert groups(program) == ["6B", "7A"]
    program.quit()


@pytest.mark.parametrize(("harm", "why"), REFUSALS)
def test_that_a_backup_of_a_damaged_log_that_is_refused_is_told_of_beside_it(
    build: Build, qtbot: QtBot, data: Path, harm: Callable[[Path], None], why: str
) -> None:
    damage(data / LOG)
    (backup,) = (data / "backups").iterdir()
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: "Det finns en hel säkerhetskopia" in shown(program))
    harm(backup)
    press_in(program.window, "Hämta tillbaka kopian …")
    press_in(program.window, "Ja, hämta tillbaka den")
    qtbot.waitUntil(lambda: why in shown(program))
    assert "Kopian kunde inte hämtas tillbaka" in shown(program)
    assert "Loggen är skadad" in shown(program)
    assert "Det finns en hel säkerhetskopia" not in shown(program)
    program.quit()


def test_that_a_backup_is_made_when_somebody_wants_one(build: Build, qtbot: QtBot, data: Path) -> None:
    program = opened(build, qtbot, data)
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    press(program.desk, "Säkerhetskopior …")
    dialog = program.keeping.dialog
    assert dialog is not None
    with qtbot.waitSignal(program.keeping.told):
        press_in(dialog, "Gör en kopia nu")
    assert len(list((data / "backups").glob("*.db"))) == 2
    assert "Kopian är gjord och kontrollerad." in shown(program)
    program.quit()


def test_that_the_folder_is_moved_and_the_next_start_finds_it(
    build: Build, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    program = opened(build, qtbot, data)
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    press(program.desk, "Flytta mappen …")
    dialog = program.keeping.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    assert program.window.findChild(MovedPage) is not None
    with qtbot.waitSignal(program.keeping.over):
        press_in(program.window, "Stäng programmet")
    assert paths.default_data_dir() == tmp_path / "Passledaren"
    assert not (data / LOG).exists()
    assert not (data / settings.FILE_NAME).exists(), "what the end of the program keeps goes to the new place"
    again = opened(build, qtbot, paths.default_data_dir())
    assert groups(again) == ["6B", "7A"]
    again.quit()


def test_that_nothing_is_drawn_into_the_old_place_when_the_folder_is_moved(
    build: Build, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    program = opened(build, qtbot, data)
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    assert program.errands is not None
    shelf = program.errands.shelf
    shelf.look()
    qtbot.waitUntil(lambda: any(paths.reserve_dir(data).glob("*.pdf")))
    press(program.desk, "Flytta mappen …")
    dialog = program.keeping.dialog
    assert isinstance(dialog, QFileDialog)
    assert shelf.process.state() == QProcess.ProcessState.NotRunning
    shelf.look()
    assert shelf.process.state() == QProcess.ProcessState.NotRunning, "something is asked"
    dialog.fileSelected.emit(str(tmp_path))
    dialog.reject()
    assert program.window.findChild(MovedPage) is not None
    shelf.look()
    assert shelf.process.state() == QProcess.ProcessState.NotRunning, "the folder lies elsewhere"
    assert not paths.reserve_dir(data).exists()
    assert any(paths.reserve_dir(tmp_path / "Passledaren").glob("*.pdf"))
    program.quit()


def test_that_a_place_in_a_cloud_is_refused_and_the_program_goes_on(
    build: Build, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    program = opened(build, qtbot, data)
    before = program.bridge
    (tmp_path / "OneDrive").mkdir()
    program.keeping.move(str(tmp_path / "OneDrive"))
    assert "synkas med ett moln" in shown(program)
    qtbot.waitUntil(lambda: program.bridge is not before)
    assert groups(program) == ["6B", "7A"]
    program.quit()


def test_that_a_folder_that_was_named_at_the_start_is_not_moved(
    build: Build, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    own = tmp_path / "egen"
    own.mkdir()
    settings.Settings(own).change(
        settings.FIRST_RUN_DONE, True
    )  # the first questions would take the page's place
    program = opened(build, qtbot, own)
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    press(program.desk, "Flytta mappen …")
    assert program.keeping.dialog is None
    assert "fick veta vid starten" in shown(program)
    program.quit()


def test_that_a_log_on_the_network_is_refused_with_a_way_out(
    build: Build, qtbot: QtBot, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTED.format(place=data.parent), encoding="utf-8")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.window.findChild(TroublePage) is not None)
    assert "Mappen ligger på nätverket" in shown(program)
    press_in(program.window, "Flytta mappen …")
    program.keeping.move(str(tmp_path / "OneDrive"))
    assert "synkas med ett moln" in shown(program), "a second bad place is told of in the same way"
    program.keeping.move(str(tmp_path))
    assert program.window.findChild(MovedPage) is not None
    program.quit()
    again = opened(build, qtbot, paths.default_data_dir())
    assert groups(again) == ["6B", "7A"]
    again.quit()


def test_that_a_log_in_a_cloud_folder_is_told_of_at_the_start(
    build: Build, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "Dropbox").mkdir()
    program = opened(build, qtbot, tmp_path / "Dropbox" / "data")
    qtbot.waitUntil(lambda: "synkas med ett moln" in shown(program))
    assert "Flytta mappen" in shown(program)
    program.quit()


def test_that_no_lesson_begins_under_what_has_been_asked_for_and_comes_in_a_moment(
    build: Build, qtbot: QtBot, data: Path
) -> None:
    program = opened(build, qtbot, data)
    qtbot.waitUntil(lambda: program.window.findChild(Stopped) is not None)
    rows.arrive(program.desk)
    stopped = program.window.findChild(Stopped)
    assert stopped is not None
    stopped.resume.setFocus()
    place = stopped.resume.mapTo(program.window, stopped.resume.rect().center())

    def press_it() -> None:
        QTest.mouseClick(program.window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
        QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Space)

    program.keeping.ask("quiet")
    press_it()
    qtbot.waitUntil(lambda: isinstance(program.keeping.dialog, ReportDialog))
    assert not program.room.running
    report = program.keeping.dialog
    assert report is not None
    report.reject()
    press_it()
    assert program.room.running
    program.room.leave()
    program.quit()


def test_that_the_report_tells_all_and_nothing_about_people(
    build: Build, qtbot: QtBot, data: Path, qapp: QApplication
) -> None:
    settings.Settings(data).change(settings.SCHOOL_NAME, "Ekskolan")
    program = opened(build, qtbot, data)
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    press(program.desk, "Så håller sig programmet tyst …")
    qtbot.waitUntil(lambda: isinstance(program.keeping.dialog, ReportDialog))
    dialog = program.keeping.dialog
    assert isinstance(dialog, ReportDialog)
    press_in(dialog, "Kopiera rapporten")
    copied = QGuiApplication.clipboard().text()
    assert copied.strip() == dialog.field.toPlainText().strip()
    for part in (
        "Nätverket",
        "Mappar",
        "Loggen",
        "Passens fingeravtryck",
        "Versioner",
        "Bestämt för den här datorn",
    ):
        assert part in copied
    assert "Öppna nätverksanslutningar nu: 0" in copied
    assert "allt är i ordning" in copied
    assert "tillfällen: 2" in copied
    assert "Säkerhetskopior: 1" in copied
    assert not [word for word in ("6B", "7A", "Ekskolan") if word in copied]
    assert "Kopierat" in words(dialog)
    dialog.accept()
    program.quit()


def test_that_the_time_of_a_backup_is_written_as_every_other_time() -> None:
    moment = datetime(2026, 10, 12, 8, 42, tzinfo=UTC)
    assert written(moment) == "12 oktober 2026 08.42"
    set_language("en")
    assert written(moment) == "12 October 2026 08:42"
