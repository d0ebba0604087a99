"""Loading: what a person sees until it is over, and that it always ends with the rooms or with a word of what to do."""

import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from facilitator import cli, settings
from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import open_apart, open_journal
from facilitator.journal.folder import LOG, MARKER
from facilitator.ui import loading
from facilitator.ui.bugs import BugCatcher
from facilitator.ui.calls import CALL, Calls, leave, waiting
from facilitator.ui.desk.handoverdialog import HandoverDialog
from facilitator.ui.desk.lessons import Lessons
from facilitator.ui.desk.today import Today
from facilitator.ui.loading import Loader, Rooms, Ways
from facilitator.ui.opening import Opening
from facilitator.ui.program import Program
from facilitator.ui.reader import Question
from facilitator.ui.trouble import BugReport
from facilitator.ui.window import MainWindow
from tests.builders import begin
from tests.exchange.laptops import laptop, led, packed
from tests.patience import PATIENCE_S
from tests.ui import rows
from tests.ui.rows import press, words

STARTERS = ("Starta", "Starta pass", "Starta från början", "Förbered", "Öva själv")


@pytest.fixture
def program(build: Callable[..., Program], tmp_path: Path) -> Program:
    return build(tmp_path / "data")


def loads() -> bool:
    """Whether a thread that loads is not at its end yet."""
    return any(one.name == "loader" for one in threading.enumerate())


def starters(page: Lessons | Today) -> list[bool]:
    return [one.isEnabled() for one in rows.shown(page, QPushButton) if one.text() in STARTERS]


@pytest.mark.parametrize("make", [Lessons, Today])
def test_that_nothing_can_be_started_and_the_reason_shows_until_the_rows_have_come(
    qtbot: QtBot, make: type[Lessons | Today]
) -> None:
    page = make(rows.Shelf())
    qtbot.addWidget(page)
    page.resize(1166, 728)
    page.show()
    assert starters(page) == [False] * 3
    assert "Läser in passen …" in words(page)
    page.fill(rows.view())
    qtbot.waitUntil(lambda: "Läser in passen …" not in words(page) and starters(page) == [True] * 3)
    assert "Läser in passen …" not in words(page)


def test_that_a_library_without_lessons_says_so_and_starts_nothing(qtbot: QtBot) -> None:
    page = Lessons(rows.Shelf())
    qtbot.addWidget(page)
    page.resize(1166, 728)
    page.show()
    page.fill(rows.view(lessons=(), due=()))
    assert starters(page) == [False] * 3
    assert "Läser in passen …" not in words(page)
    assert any(one.startswith("Mappen med pass är tom") for one in words(page))


def test_that_what_is_asked_for_before_the_log_is_open_is_answered(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.addWidget(program.window)
    program.window.show()
    program.desk.group_saved.emit(rows.GROUPS[0])
    assert any("läses in" in one for one in words(program.desk))
    program.desk.go_export()
    assert program.window.findChildren(QFileDialog) == [], "there is nothing to export yet"
    qtbot.waitUntil(lambda: program.bridge is not None)
    program.quit()


def test_that_nothing_is_asked_of_the_log_when_somebody_leaves_at_once(
    program: Program, qtbot: QtBot
) -> None:
    program._opening.ready.connect(program.quit)
    with qtbot.waitSignal(program._opening.ready):
        program.open()
    for _turn in range(3):
        QCoreApplication.processEvents()
    program.reader.ask("desk", Question(lambda rooms: rooms.library, print))
    assert not program.reader.busy


def test_that_what_a_group_brings_may_be_asked_for_while_somebody_leaves(
    build: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    """What is still to be shown takes a turn of its own, and that comes after the log was closed."""
    data = tmp_path / "data"
    with laptop(data) as journal:
        led(journal, group="4A", school="Björkskolan")
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling)
    qtbot.waitUntil(lambda: not program.reader.busy)
    assert program.bridge is not None
    view = program.bridge.rows.view(date(2026, 9, 1))
    assert [due.group for due in view.due] == ["4A"]
    program.desk.fill(view)
    program.quit()
    qtbot.waitUntil(lambda: not program.desk.today().filling)
    assert not (data / "reports").exists()


def test_that_a_folder_in_the_place_of_a_call_is_no_call(program: Program, tmp_path: Path) -> None:
    (tmp_path / "data" / CALL).mkdir(parents=True)
    Calls(tmp_path / "data", program).look()
    assert not program.window.isVisible()
    (tmp_path / "data" / CALL).rmdir()
    (tmp_path / "data" / CALL).touch()
    Calls(tmp_path / "data", program).look()
    assert program.window.isVisible()
    assert not (tmp_path / "data" / CALL).exists()
    program.quit()


def test_that_the_rooms_come_when_the_program_is_opened(
    build: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    settings.Settings(tmp_path / "data").change(
        settings.FIRST_RUN_DONE, True
    )  # its questions would come over the page
    program = build(tmp_path / "data")
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None)
    qtbot.waitUntil(lambda: not program.desk.today().filling)
    program.desk.show_page("lessons")
    rows.arrive(program.desk)
    qtbot.waitUntil(lambda: starters(program.desk.lessons()) == [True] * 3)
    program.quit()


def test_that_damaged_settings_are_told_of_though_the_command_line_looked_first(
    build: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.json").write_text('{"language": "sv", "text_s', encoding="utf-8")
    assert cli.run(["--data", str(data), "doctor"]) == cli.DONE
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling)
    qtbot.waitUntil(lambda: any("settings.broken-1.json" in one for one in words(program.desk)))
    said = next(one for one in words(program.desk) if "settings.broken-1.json" in one)
    assert "Inställningarna" in said
    assert "Orsak" in said
    assert (data / "settings.broken-1.json").is_file()
    program.quit()


def test_that_a_lesson_that_cannot_be_taken_in_is_told_of_and_still_offered(
    build: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
    other = open_apart(data)
    begin(other, group="7A")
    assert other.flush(PATIENCE_S)
    other.close()
    folder = other.path.parent
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: "Ta in i loggen" in words(program.desk))
    (folder / LOG).write_bytes(b"no log at all")
    press(program.desk, "Ta in i loggen")
    assert any(str(folder) in one and "ingen logg" in one for one in words(program.desk))
    qtbot.waitUntil(lambda: not program.reader.busy and not program.desk.today().filling)
    qtbot.waitUntil(lambda: "Ta in i loggen" in words(program.desk))
    program.quit()


def test_that_a_program_closed_while_it_loads_closes_the_log(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(program.window.first_frame):
        program.open()
    program.quit()
    assert program.bridge is None, "it was closed before the log was there"
    qtbot.waitUntil(lambda: not loads())
    assert (tmp_path / "data" / LOG).is_file()
    assert not (tmp_path / "data" / MARKER).exists()
    QCoreApplication.sendPostedEvents()
    assert program.bridge is None, "nobody works with a log that is closed"
    open_journal(tmp_path / "data").close()


def test_that_a_log_that_opens_slowly_is_closed_all_the_same(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window does not wait long for it."""
    monkeypatch.setattr(loading, "PATIENCE_S", 0.0)
    with qtbot.waitSignal(program.window.first_frame):
        program.open()
    program.quit()
    qtbot.waitUntil(lambda: not loads())
    assert (tmp_path / "data" / LOG).is_file()
    assert not (tmp_path / "data" / MARKER).exists()
    open_journal(tmp_path / "data").close()


def test_that_asking_twice_loads_once(qtbot: QtBot) -> None:
    window, go, asked = MainWindow(), threading.Event(), list[int]()
    qtbot.addWidget(window)

    def load() -> Rooms:
        asked.append(1)
        go.wait(5)
        raise WorldTrouble("Loggen är skadad.", "Säg till någon.")

    opening = Opening(window, Ways(load, load, lambda _backup: load()), window)
    with qtbot.waitSignal(opening.refused) as sent:
        opening.again()
        opening.again()
        go.set()
    assert sent.args == ["Loggen är skadad. Säg till någon."]
    assert len(asked) == 1


def test_that_a_fault_in_the_program_while_loading_ends_with_what_to_do(qtbot: QtBot, hooks: None) -> None:
    def load() -> Rooms:
        raise RuntimeError("a bug")

    died = list[threading.ExceptHookArgs]()
    threading.excepthook = died.append
    loader = Loader(load)
    with qtbot.waitSignal(loader.failed) as sent:
        loader.start()
    assert isinstance(sent.args[0], WorldTrouble)
    assert "Försök igen" in sent.args[0].remedy
    qtbot.waitUntil(lambda: loader.over)
    qtbot.waitUntil(lambda: died != [])
    assert [how.exc_type for how in died] == [RuntimeError], "the report is made as well"


def test_that_one_can_ask_again_as_soon_as_a_try_is_told_to_have_failed(qtbot: QtBot, hooks: None) -> None:
    """The thread of the first try may still have some steps left to its end."""
    window, go, asked = MainWindow(), threading.Event(), list[int]()
    qtbot.addWidget(window)
    threading.excepthook = lambda _how: go.wait(PATIENCE_S)

    def load() -> Rooms:
        asked.append(1)
        raise RuntimeError("a bug")

    opening = Opening(window, Ways(load, load, lambda _backup: load()), window)
    for times in (1, 2):
        with qtbot.waitSignal(opening.refused):
            opening.again()
        assert len(asked) == times
    go.set()
    qtbot.waitUntil(lambda: not loads())  # or what it died of is laid on the next test


def test_that_a_thread_that_dies_leaves_a_report(qtbot: QtBot, hooks: None, tmp_path: Path) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    BugCatcher(tmp_path, window).install()

    def die() -> None:
        raise RuntimeError("a bug")

    thread = threading.Thread(target=die)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: window.findChild(BugReport) is not None)
    (report,) = (tmp_path / "reports").iterdir()
    assert "RuntimeError" in report.read_text(encoding="utf-8")
    assert "die" in report.read_text(encoding="utf-8")


def test_that_a_report_makes_no_data_folder_in_place_of_one_that_is_away(
    qtbot: QtBot, hooks: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    BugCatcher(tmp_path / "away" / "data", window).install()
    sys.excepthook(RuntimeError, RuntimeError("a bug"), None)
    assert window.findChild(BugReport) is not None, "it is shown all the same"
    assert not (tmp_path / "away").exists()


def test_that_what_the_disk_refuses_unawaited_is_told_and_is_no_bug(
    qtbot: QtBot, hooks: None, tmp_path: Path
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    catcher = BugCatcher(tmp_path, window)
    catcher.install()
    trouble = WorldTrouble("Disken är full.", "Gör plats.", tmp_path, Trouble.FULL)
    with qtbot.waitSignal(catcher.troubled) as sent:
        sys.excepthook(WorldTrouble, trouble, None)
    assert sent.args == [str(trouble)]
    assert not (tmp_path / "reports").exists()
    assert window.findChild(BugReport) is None


def test_that_packages_called_for_before_the_log_is_open_are_asked_about_then(
    build: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    settings.Settings(tmp_path / "data").change(settings.FIRST_RUN_DONE, True)
    with laptop(tmp_path / "other") as other:
        led(other)
        file = packed(other, tmp_path / "tillfällen.passpaket")
    leave(tmp_path / "data", (file,))
    program = build(tmp_path / "data")
    program.open()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in program.window.findChildren(HandoverDialog)))
    assert waiting(tmp_path / "data") == []
    program.quit()
