"""Leaving at an awkward moment: what was on its way comes too late, harms nothing, and nothing that was written is lost."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator import settings
from facilitator.errors import WorldTrouble
from facilitator.exchange.packages.sessionpack import Step, Stopped
from facilitator.exchange.printing import Order
from facilitator.journal import open_journal, queries
from facilitator.session import orders as o
from facilitator.ui import beside, display, garbage, goodbye, reader
from facilitator.ui.calls import Calls, leave, waiting
from facilitator.ui.desk import ports
from facilitator.ui.desk.ending import Ending
from facilitator.ui.loading import Rooms
from facilitator.ui.paper.papermaker import PaperMaker
from facilitator.ui.program import Program
from facilitator.ui.running import player
from facilitator.ui.tasks.work import Work
from facilitator.ui.trouble import TroublePage
from facilitator.ui.window import MainWindow
from tests.patience import PATIENCE_MS, PATIENCE_S
from tests.ui import rows
from tests.ui.rows import words

WISH = ports.StartRequest("mvp-03", "6B", 24, 50)
TURNS = 5


def some_turns() -> None:
    """Let everything that waits for its turn have it."""
    for _turn in range(TURNS):
        QCoreApplication.processEvents()


def test_that_a_window_that_goes_at_once_tells_of_no_first_frame(qtbot: QtBot) -> None:
    window = MainWindow()
    window.show()
    window.grab()  # painted: that is told in a turn of its own
    shiboken6.delete(window)
    some_turns()


def test_that_nothing_is_opened_when_somebody_leaves_before_the_first_frame_is_told(
    build: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program = build(tmp_path / "data")
    program.open()
    program.window.grab()
    program.quit()
    some_turns()
    assert not garbage.held(), "nothing loads"
    assert program.bridge is None


def test_that_a_lesson_that_ends_while_somebody_leaves_asks_for_no_form(
    program: Program, tmp_path: Path
) -> None:
    program.desk.start_requested.emit(WISH)
    assert program.room.live is not None
    program.room.live.give(o.End())
    program.quit()
    some_turns()
    assert program.desk.findChildren(Ending) == []
    assert not (tmp_path / "data" / "reports").exists()


def test_that_nobody_is_told_of_a_closed_log_by_whoever_was_just_reading_in_it(
    program: Program, qtbot: QtBot
) -> None:
    assert program.bridge is not None
    journal = program.bridge.rooms.journal
    with journal.database.lock:  # the reader waits for it, and finds it closed
        program.desk.group_saved.emit(ports.GroupView("7A", 20))
        assert program.reader.busy
        journal.close()
    qtbot.waitUntil(lambda: not program.reader.busy)
    assert not any("stängd" in one for one in words(program.desk))
    program.planner.ask("held")
    assert not any("stängd" in one for one in words(program.desk))
    program.quit()


@pytest.mark.parametrize("focus", [True, False])
def test_that_a_note_is_kept_when_the_program_is_closed_while_it_is_written(
    program: Program, qtbot: QtBot, tmp_path: Path, focus: bool
) -> None:
    program.desk.start_requested.emit(WISH)
    assert program.room.live is not None
    session = program.room.live.session.id
    program.room.live.give(o.End())
    qtbot.waitUntil(lambda: bool(program.desk.findChildren(Ending)))
    rows.arrive(program.desk)
    (form,) = program.desk.findChildren(Ending)
    field = form.findChild(QPlainTextEdit)
    assert field is not None
    program.window.activateWindow()
    if focus:
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
    field.setPlainText("Pyramiden tog tid")
    program.quit()
    journal = open_journal(tmp_path / "data")
    assert queries.note(journal, session) == "Pyramiden tog tid"
    assert journal.notices == ()
    journal.close()


def test_that_a_lesson_keeps_the_log_that_it_began_with(
    build: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
    program = build(data)
    opening, opened = program._opening, threading.Event()
    ways = opening._ways

    def refuse() -> Rooms:
        raise WorldTrouble("Loggen är trasig.", "Ring någon.", data)

    def open_late() -> Rooms:
        opened.wait()
        return ways.log()

    opening._ways = ways._replace(log=refuse)
    program.open()
    qtbot.waitUntil(lambda: program.window.findChild(TroublePage) is not None)
    (page,) = program.window.findChildren(TroublePage)
    page.apart.emit()
    qtbot.waitUntil(lambda: program.bridge is not None)
    opening._ways = ways._replace(log=open_late)
    session = ""
    for at_the_form in (False, True):
        program.desk.log_wanted.emit()
        if not at_the_form:
            program.desk.start_requested.emit(WISH)
        opened.set()
        qtbot.waitUntil(lambda: opening._loader is not None and opening._loader.over)
        opened.clear()
        live = program.room.live
        if live is not None:
            session = live.session.id
            live.give(o.Next())
            live.give(o.End())
            some_turns()
    (form,) = program.desk.findChildren(Ending)
    form.answered.emit(ports.Answer(session, "went", 4))
    form.done.emit(session)
    qtbot.waitUntil(lambda: program.desk.findChild(Ending) is None)
    opened.set()
    program.desk.log_wanted.emit()
    qtbot.waitUntil(lambda: program.bridge is not None and not program.bridge.rooms.apart)
    assert program.bridge is not None
    (left,) = program.bridge.rooms.left
    assert [one.session for one in left.sessions] == [session]
    program.quit()


class FakePlayer(QObject):
    """Plays nothing; it goes with the stage, and what it plays with goes with it."""

    changed, failed = Signal(), Signal(str)
    playing = False

    def __init__(self, stage: QWidget) -> None:
        super().__init__(stage)
        self._sound = QObject(self)

    def test_sound(self) -> None:
        self._sound.setObjectName("plays")

    def stop(self) -> None:
        self._sound.setObjectName("")


def test_that_the_form_after_a_lesson_with_a_film_is_answered_and_done(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(player, "available", lambda: True)
    monkeypatch.setattr(player, "Player", FakePlayer)
    program.desk.start_requested.emit(WISH)
    live, console = program.room.live, program.room.console
    assert live is not None
    assert console is not None
    console.deed_wanted.emit("sound")
    live.give(o.End())
    qtbot.waitUntil(lambda: not shiboken6.isValid(live))
    (form,) = program.desk.findChildren(Ending)
    form.answered.emit(ports.Answer(live.session.id, "went", 4))
    form.done.emit(live.session.id)
    assert live.session.answers["went"] == 4
    qtbot.waitUntil(lambda: program.desk.current is program.desk.today())
    program.quit()


def test_that_work_beside_the_window_is_stopped_and_over_before_the_log_is_closed(
    program: Program, qtbot: QtBot
) -> None:
    told: list[str] = []
    begun = threading.Event()
    assert program.bridge is not None
    journal = program.bridge.rooms.journal

    def act(step: Step) -> None:
        begun.set()
        while step(0, 1):
            begun.wait()
        told.append("open" if journal.is_open else "closed")
        raise Stopped

    work = Work("Läser …", act, "Stopp", program.window)
    work.start()
    begun.wait()
    program.quit()
    assert told == ["open"]
    assert [one.name for one in threading.enumerate() if one.name == "work"] == []
    some_turns()
    assert not garbage.held()


def test_that_a_paper_being_drawn_is_given_up_when_somebody_leaves(program: Program, qtbot: QtBot) -> None:
    assert program.bridge is not None
    maker = PaperMaker(program.window)
    maker.draw(program.bridge.rooms.library, Order(kind="handbook", subject="mvp"))
    assert maker.running
    program.quit()
    assert [one.name for one in threading.enumerate() if one.name == "paper"] == []


def test_that_who_leaves_hears_no_call_so_that_whoever_calls_comes_instead(
    program: Program, tmp_path: Path
) -> None:
    calls = program.findChild(Calls)
    assert isinstance(calls, Calls)
    leave(tmp_path / "data", ())
    calls.look()
    assert waiting(tmp_path / "data") == []
    program.quit()
    leave(tmp_path / "data", ())
    calls.look()
    assert waiting(tmp_path / "data") != []


def test_that_a_disk_that_does_not_answer_is_told_of_once_and_holds_nobody_up(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (goodbye, reader, beside):
        monkeypatch.setattr(module, "PATIENCE_S", 0.1)
    program.desk.start_requested.emit(WISH)
    live = program.room.live
    assert live is not None
    assert program.bridge is not None
    journal = program.bridge.rooms.journal
    assert journal.flush(PATIENCE_S)
    with journal.database.lock:  # whoever writes waits here
        live.give(o.Next())
        program.quit()
        assert program.window.isVisible()
        assert not program.gone
        assert any(
            one.startswith("De senaste stegen är inte sparade, för disken svarar inte.")
            for one in words(program.desk)
        )
        program.quit()
        assert program.gone
        assert program.stuck
        assert not program.window.isVisible()
    assert journal.close(PATIENCE_S), "the disk is back while the program lives"


def test_that_a_disk_that_is_only_slow_is_waited_for_and_not_told_of(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goodbye, "FLUSH_S", 0.0)
    program.desk.start_requested.emit(WISH)
    assert program.bridge is not None
    journal = program.bridge.rooms.journal
    assert journal.flush(PATIENCE_S)
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with journal.database.lock:
            held.set()
            go.wait(PATIENCE_S)

    hides = program.window.hide

    def hide() -> None:
        hides()
        go.set()

    monkeypatch.setattr(program.window, "hide", hide)
    slow = threading.Thread(target=hold)
    slow.start()
    assert held.wait(PATIENCE_S)
    assert program.room.live is not None
    program.room.live.give(o.Next())
    program.quit()
    slow.join()
    assert program.gone
    assert not program.stuck


def test_that_the_form_of_a_whole_lesson_comes_while_the_disk_does_not_answer(
    program: Program, qtbot: QtBot
) -> None:
    assert program.bridge is not None
    program.chooser.change("school_name", "Ekskolan")
    journal = program.bridge.rooms.journal
    program.desk.start_requested.emit(WISH)
    live = program.room.live
    assert live is not None
    for step in live.session.script.steps[1:]:
        live.give(o.GoTo(step.id))
    assert journal.flush(PATIENCE_S)
    held, shown, came = threading.Event(), threading.Event(), list[bool]()

    def hold() -> None:
        with journal.database.lock:
            held.set()
            came.append(shown.wait(PATIENCE_S))

    slow = threading.Thread(target=hold)
    slow.start()
    assert held.wait(PATIENCE_S)
    live.give(o.End())
    qtbot.waitUntil(lambda: bool(program.desk.findChildren(Ending)), timeout=2 * PATIENCE_MS)
    shown.set()
    slow.join()
    assert came == [True]


def test_that_the_process_ends_though_the_disk_holds_a_thread_of_it(tmp_path: Path) -> None:
    settings.Settings(tmp_path / "data").change(settings.FIRST_RUN_DONE, True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.hanging", str(tmp_path / "data")],
        timeout=4 * PATIENCE_S,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == display.REFUSED
    open_journal(tmp_path / "data").close()  # nothing holds it
