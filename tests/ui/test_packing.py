"""Packages in the real window: dropped or asked for, told first, taken in, stopped, and two versions to choose between."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from facilitator import app, settings
from facilitator.exchange.packages import handover, merge, sessionpack
from facilitator.journal import open_apart, queries
from facilitator.journal.figures.selection import Selection
from facilitator.journal.sharing.laptops import laptops
from facilitator.planning.breaks import first_year
from facilitator.ui import garbage
from facilitator.ui.calls import leave
from facilitator.ui.desk import ports
from facilitator.ui.desk.conflictdialog import ConflictDialog
from facilitator.ui.desk.handoverdialog import HandoverDialog
from facilitator.ui.desk.laptops import LaptopsSection
from facilitator.ui.desk.shell import Desk
from facilitator.ui.program import Program
from facilitator.ui.tasks.handing import Handing
from facilitator.ui.tasks.packing import FEW, Packing
from facilitator.ui.tasks.work import ProgressDialog, Work
from facilitator.ui.window import MainWindow
from tests.exchange.laptops import QUESTION, laptop, led, packed, rewrite
from tests.exchange.test_merge import altered
from tests.quick import in_another_process
from tests.ui import rows
from tests.ui.rows import press, shown, words


@pytest.fixture
def program(build: Callable[..., Program], qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program, opened on a log where one lesson has been led with the staff's 4A."""
    data = tmp_path / "data"
    with laptop(data) as journal:
        led(journal, group="4A", school="Björkskolan")
    settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling)
    yield program
    program.quit()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A package from another school."""
    with laptop(tmp_path / "annan") as journal:
        led(journal)
        led(journal, group="6A")
        return packed(journal, tmp_path / "annan.passpaket")


def drop(program: Program, *files: Path) -> None:
    """Let files go over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(300, 300)
    enters = QDragEnterEvent(place.toPoint(), copy, data, left, none)
    QApplication.sendEvent(program.window, enters)
    assert enters.isAccepted()
    QApplication.sendEvent(program.window, QDropEvent(place, copy, data, left, none, QEvent.Type.Drop))


def asked(program: Program, qtbot: QtBot, kind: type[QDialog] = HandoverDialog) -> QDialog:
    """The dialog that has come up."""
    qtbot.waitUntil(lambda: any(isinstance(one, kind) for one in shown(program.window, QDialog)))
    return next(one for one in shown(program.window, QDialog) if isinstance(one, kind))


def gone(program: Program, dialog: QDialog) -> bool:
    return not any(one is dialog for one in shown(program.window, QDialog))


def hinted(program: Program, qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: any(text in one for one in rows.words(program.desk)))


def held(program: Program) -> int:
    assert program.bridge is not None
    return len(queries.sessions(program.bridge.rooms.journal))


def there(program: Program, sessions: int) -> bool:
    return held(program) == sessions


def test_that_a_dropped_package_is_shown_before_anything_is_taken_in(
    program: Program, qtbot: QtBot, file: Path
) -> None:
    drop(program, file)
    dialog = asked(program, qtbot)
    assert any("2 nya, 0 kända, 0 i konflikt" in one for one in words(dialog))
    assert any("Ekskolan" in one for one in words(dialog))
    assert held(program) == 1
    press(dialog, "Ta in")
    hinted(program, qtbot, "Intaget: 2 nya, 0 kända, 0 i konflikt.")
    assert held(program) == 3
    program.desk.show_page("followup")
    rows.arrive(program.desk)
    page = program.desk.followup()
    page.filters.changed.emit(Selection())  # of every year: the day of the lessons stands
    qtbot.waitUntil(lambda: not program.reader.busy and not page.filling)
    table = page.sessions.table.model()
    assert {table.index(row, 2).data() for row in range(table.rowCount())} == {
        "4A",
        "6B · Ekskolan",
        "6A · Ekskolan",
    }
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    assert any(one.startswith("Ekskolan (") and "2 pass" in one for one in words(program.desk.settings()))


def test_that_a_second_start_brings_its_packages_to_the_open_window(
    program: Program, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    lock = app.take_lock(tmp_path / "data")
    assert lock is not None
    assert app.take_lock(tmp_path / "data", (file,)) is None
    press(asked(program, qtbot), "Ta in")
    hinted(program, qtbot, "Intaget: 2 nya, 0 kända, 0 i konflikt.")
    assert held(program) == 3
    lock.unlock()


def test_that_of_several_starts_at_once_each_brings_its_package(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    """Whoever opens several files at once starts the program once for each."""
    for group in ("6A", "6B"):
        with laptop(tmp_path / f"other-{group}") as journal:
            led(journal, group=group)
            file = packed(journal, tmp_path / f"{group}.passpaket")

        def call(file: Path = file) -> str:
            leave(tmp_path / "data", (file,))
            return "left"

        assert in_another_process(call) == "left"
    for count in (1, 2):
        dialog = asked(program, qtbot)
        assert sum(isinstance(one, HandoverDialog) for one in shown(program.window, QDialog)) == 1
        press(dialog, "Ta in")
        qtbot.waitUntil(partial(there, program, 1 + count))


def test_that_packages_brought_while_something_is_asked_or_a_lesson_runs_wait_for_their_turn(
    program: Program, qtbot: QtBot, file: Path
) -> None:
    program.desk.start_requested.emit(ports.StartRequest("mvp-03", "6B", 24, 50))
    program.take([file])
    program.room.leave()
    program.window.show_page(program.desk)
    dialog = asked(program, qtbot)
    program.take([file.with_name("nej.passpaket")])
    assert [one for one in shown(program.window, QDialog) if one is not dialog] == []
    press(dialog, "Ta in")
    hinted(program, qtbot, "Intaget: 2 nya, 0 kända, 0 i konflikt.")
    hinted(program, qtbot, "nej.passpaket")


def test_that_the_program_can_be_opened_with_a_package(
    build: Callable[..., Program], qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    settings.Settings(tmp_path / "data").change(settings.FIRST_RUN_DONE, True)
    program = build(tmp_path / "data", files=(file,))
    program.open()
    press(asked(program, qtbot), "Ta in")
    hinted(program, qtbot, "Intaget: 2 nya, 0 kända, 0 i konflikt.")
    assert held(program) == 2
    program.quit()


def test_that_packages_are_chosen_by_button(program: Program, qtbot: QtBot, file: Path) -> None:
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    press(program.desk.settings(), "Ta in ett paket …")
    choosing = asked(program, qtbot, QFileDialog)
    assert isinstance(choosing, QFileDialog)
    assert choosing.fileMode() is QFileDialog.FileMode.ExistingFiles
    choosing.setDirectory(str(file.parent))
    choosing.selectFile(file.name)
    choosing.accept()
    press(asked(program, qtbot), "Ta in")
    hinted(program, qtbot, "Intaget: 2 nya, 0 kända, 0 i konflikt.")
    assert held(program) == 3


def test_that_a_folder_of_many_packages_is_told_of_in_short(
    program: Program, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "paket"
    folder.mkdir()
    for number in range(FEW + 1):
        (folder / f"{number}.passpaket").write_bytes(file.read_bytes())
    (folder / "trasig.passpaket").write_bytes(file.read_bytes()[:100])
    drop(program, folder)
    dialog = asked(program, qtbot)
    told = words(dialog)
    assert any(one.startswith(f"{FEW + 1} paket: 18 nya") for one in told)
    assert any(one.count("2 nya, 0 kända, 0 i konflikt") == FEW + 1 for one in told)
    assert f"{2 * FEW} av de nya finns i mer än ett paket och räknas en gång i loggen." in told
    assert any("Filen kan inte användas: den är inte hel." in one for one in told)
    press(dialog, "Ta in")
    hinted(program, qtbot, f"Intaget: 2 nya, {2 * FEW} kända, 0 i konflikt.")
    assert held(program) == 3


def test_that_taking_in_can_be_stopped_at_the_bar(program: Program, qtbot: QtBot, file: Path) -> None:
    drop(program, file)
    dialog = asked(program, qtbot)
    assert program.bridge is not None
    with program.bridge.rooms.journal.database.lock:  # the thread waits for it, so the bar comes up
        press(dialog, "Ta in")
        press(asked(program, qtbot, ProgressDialog), "Avbryt")
    hinted(program, qtbot, "Avbrutet. Det som redan är intaget står kvar, varje paket helt.")
    assert held(program) == 1
    drop(program, file)
    press(asked(program, qtbot), "Ta in")
    hinted(program, qtbot, "Intaget: 2 nya")


def test_that_a_full_disk_is_told_of_once_however_many_packages_it_refuses(
    program: Program, qtbot: QtBot, file: Path, tmp_path: Path, full_disk: Callable[[bool], None]
) -> None:
    with laptop(tmp_path / "tredje") as journal:
        led(journal, group="5C")
        other = packed(journal, tmp_path / "tredje.passpaket")
    drop(program, file, other)
    dialog = asked(program, qtbot)
    full_disk(True)
    press(dialog, "Ta in")
    hinted(program, qtbot, "Intaget: 0 nya")
    full_disk(False)
    (told,) = (one for one in rows.words(program.desk) if "Intaget: 0 nya" in one)
    assert told.count("Inget av det har tagits in") == 1
    assert held(program) == 1


def test_that_no_is_no(program: Program, qtbot: QtBot, file: Path) -> None:
    drop(program, file)
    press(asked(program, qtbot), "Ta inte in")
    assert held(program) == 1
    assert program.bridge is not None
    assert laptops(program.bridge.rooms.journal) == []


def test_that_the_groups_of_another_school_are_not_offered_for_the_next_lesson(
    program: Program, qtbot: QtBot, file: Path
) -> None:
    drop(program, file)
    press(asked(program, qtbot), "Ta in")
    hinted(program, qtbot, "Intaget")
    assert program.bridge is not None
    view = program.bridge.rows.view(date(2026, 11, 25))
    assert {due.group for due in view.due} == {"4A"}
    assert [group.code for group in view.groups] == ["4A"]
    assert (view.so_far.sessions, view.so_far.groups) == (3, 3)
    assert [line.group for line in view.so_far.lines] == ["4A"]


def test_that_a_log_or_a_damaged_package_is_told_of_and_changes_nothing(
    program: Program, qtbot: QtBot, file: Path
) -> None:
    drop(program, file.parent / "annan" / "passledaren.db")
    hinted(program, qtbot, "En annan dators logg kan inte tas in som den är.")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    drop(program, file)
    hinted(program, qtbot, "Filen kan inte användas: den är inte hel.")
    assert held(program) == 1


def test_that_nothing_is_taken_into_a_log_that_only_stands_in(
    qapp: QApplication, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    with closing(open_apart(tmp_path / "borta")) as journal:
        told: list[str] = []
        window = MainWindow()
        qtbot.addWidget(window)
        desk = Desk(rows.Shelf(), rows.CHOICES)
        window.show_page(desk)
        packing = Packing(
            window, desk, lambda: journal, Handing(window, lambda: None, dict, window), lambda: None
        )
        packing.told.connect(told.append)
        packing.look([file])
        assert told == ["Den riktiga loggen är inte öppen. Paket kan göras och tas in när den är det."]
        assert queries.sessions(journal) == []


def test_that_a_dropped_handover_goes_its_own_way(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    with laptop(tmp_path / "annan") as journal:
        led(journal, began=datetime.now(UTC))
        handover.write(handover.parcel_of(journal, "6B"), tmp_path / "6B.passpaket")
    drop(program, tmp_path / "6B.passpaket")
    dialog = asked(program, qtbot)
    assert any(QUESTION in one for one in words(dialog))
    press(dialog, "Ta inte emot")


def test_that_a_package_is_told_of_and_made(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    press(program.desk.settings(), "Gör ett paket …")
    dialog = asked(program, qtbot)
    assert any(one.startswith("1 avslutat pass") for one in words(dialog))
    assert any("Inga anteckningar" in one for one in words(dialog))
    press(dialog, "Spara filen …")
    choosing = asked(program, qtbot, QFileDialog)
    assert isinstance(choosing, QFileDialog)
    assert choosing.selectedFiles()[0].endswith(".passpaket")
    choosing.reject()
    assert program.errands is not None
    program.errands.packing.write(str(tmp_path / "mitt.passpaket"))
    hinted(program, qtbot, "1 pass finns i")
    assert len(sessionpack.read(tmp_path / "mitt.passpaket").sessions) == 1


def test_that_two_versions_are_shown_side_by_side_and_one_is_chosen(
    program: Program, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "ändrad.passpaket"
    copy.write_bytes(file.read_bytes())
    rewrite(copy, altered(1))
    drop(program, file, copy)
    press(asked(program, qtbot), "Ta in")
    hinted(program, qtbot, "1 i konflikt")
    drop(program, file.rename(tmp_path / "paket.zip"))
    assert any("till innehållet är filen ett paket" in one for one in words(asked(program, qtbot)))
    press(asked(program, qtbot), "Ta in")
    hinted(program, qtbot, "0 nya")
    hinted(program, qtbot, "1 konflikt väntar på att någon väljer.")
    program.desk.show_page("today")
    rows.arrive(program.desk)
    press(program.desk.today(), "Titta och välj …")
    dialog = asked(program, qtbot, ConflictDialog)
    texts = [one.text() for one in shown(dialog, QLabel) if one.text()]
    place = texts.index("Hur det gick, 1 till 4")
    assert sorted(texts[place + 1 : place + 3]) == ["1", "3"]
    assert not any("nästa" in one or "andra" in one for one in words(dialog))
    press(dialog, "Senare")
    assert any("två versioner" in one for one in words(program.desk.today()))
    press(program.desk.today(), "Titta och välj …")
    press(asked(program, qtbot, ConflictDialog), "Ta den som kom")
    qtbot.waitUntil(lambda: not any("två versioner" in one for one in words(program.desk.today())))
    drop(program, copy)
    assert any("0 i konflikt" in one for one in words(asked(program, qtbot)))


def test_that_one_can_go_past_a_choice_to_the_next(
    program: Program, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    assert program.bridge is not None
    for value in (1, 4):
        copy = tmp_path / f"ändrad-{value}.passpaket"
        copy.write_bytes(file.read_bytes())
        for one in (file, rewrite(copy, altered(value))):
            merge.take_in_file(program.bridge.rooms.journal, one)
    assert program.errands is not None
    program.errands.packing.ask("choose")
    seen = set()
    for _turn in range(3):
        dialog = asked(program, qtbot, ConflictDialog)
        texts = [one.text() for one in shown(dialog, QLabel) if one.text()]
        seen.add(tuple(texts[texts.index("Hur det gick, 1 till 4") + 1 :][:2]))
        press(dialog, "Visa den andra")
        qtbot.waitUntil(partial(gone, program, dialog))
    assert len(seen) == 2
    press(asked(program, qtbot, ConflictDialog), "Senare")


def test_that_work_can_be_stopped_and_says_so(qtbot: QtBot, program: Program, file: Path) -> None:
    going, wait = threading.Event(), threading.Event()
    usual = sys.getswitchinterval()

    def act(step: sessionpack.Step) -> object:
        going.set()
        assert wait.wait(10)
        return sessionpack.read(file, step)

    work = Work("Läser …", act, "Avbryt", program.window)
    with qtbot.waitSignal(work.over) as over:
        work.start()
        assert going.wait(10)
        press(asked(program, qtbot, ProgressDialog), "Avbryt")
        wait.set()
    assert over.args == [None]
    assert not garbage.held()
    assert sys.getswitchinterval() == usual


def test_that_laptops_that_are_silent_or_whose_clock_is_ahead_are_marked(qtbot: QtBot) -> None:
    section = LaptopsSection()
    qtbot.addWidget(section)
    section.show()
    days = (date(2026, 10, 10), date(2026, 8, 20), date(2027, 10, 1), None)
    section.fill(
        rows.view(laptops=tuple(ports.LaptopView(f"{n}a1b", (f"Skola {n}",), ("6B",), n, day) for n, day in enumerate(days)))
    )  # fmt: skip
    told = [one for one in words(section) if one.startswith("Skola")]
    assert told == [
        "Skola 0 (0a1b) · 0 pass · 6B: 10 oktober, för 2 dagar sedan",
        "Skola 1 (1a1b) · 1 pass · 6B: 20 augusti, för 53 dagar sedan",
        "Skola 2 (2a1b) · 2 pass · 6B: 2027-10-01. Datorns klocka går före; se över den.",
        "Skola 3 (3a1b) · 3 pass · 6B: inget eget paket än",
    ]


def test_that_every_laptop_can_be_seen_and_stays_seen_when_the_page_is_filled_anew(qtbot: QtBot) -> None:
    section = LaptopsSection()
    qtbot.addWidget(section)
    section.show()
    day = date(2026, 10, 10)
    many = tuple(ports.LaptopView(f"{n:04}", (f"Skola {n}",), ("6B",), n, day) for n in range(14))

    def schools() -> int:
        return len([one for one in words(section) if one.startswith("Skola")])

    section.fill(rows.view(laptops=many))
    assert schools() == 12
    press(section, "Visa alla 14 datorer")
    assert schools() == 14
    section.fill(rows.view(laptops=many[1:]))
    assert schools() == 13
    press(section, "Visa färre datorer")
    assert schools() == 12
    section.fill(rows.view(laptops=many[:12]))
    assert not [one for one in words(section) if one.startswith("Visa")]


def test_that_the_desk_is_filled_anew_beside_the_window(program: Program, qtbot: QtBot) -> None:
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    program.desk.group_saved.emit(ports.GroupView("5A", 24))
    assert program.reader.busy
    assert "5A" not in rows.words(program.desk)
    qtbot.waitUntil(lambda: not program.reader.busy)
    assert "5A" in rows.words(program.desk)
    now = first_year(datetime.now().astimezone().date())
    known = program.planner.year(now)
    assert "5A" in known.groups
    assert program.planner.year(now) is known, "it was read with the rest"
    program.planner.forget()
    assert program.planner.year(now) is not known
    assert program.planner.year(now) == known
