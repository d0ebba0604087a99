"""Printing from the windows: what is offered, drawn beside the window, and told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator import paths
from facilitator.content.library import Library
from facilitator.exchange.printing import kind_words
from facilitator.journal import open_journal
from facilitator.ui import garbage
from facilitator.ui.bridge import Bridge
from facilitator.ui.desk import ports
from facilitator.ui.desk.printbutton import PrintButton
from facilitator.ui.desk.shell import Desk
from facilitator.ui.loading import Rooms
from facilitator.ui.printing import Printing
from tests.ui import rows
from tests.ui.rows import press, words

WAIT_MS = 20_000


class Holder(QObject):
    """Has the bridge, as the program does."""

    bridge: Bridge | None = None


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[Holder]:
    rooms = Rooms(open_journal(tmp_path / "data", second_place=tmp_path), Library.open(paths.scenarios_dir()))
    made = Holder()
    made.bridge = Bridge(rooms)
    made.bridge.use_contacts(rows.CONTACTS)
    yield made
    rooms.journal.close()


@pytest.fixture
def printing(holder: Holder, qtbot: QtBot) -> Printing:
    window = QWidget()
    qtbot.addWidget(window)
    return Printing(window, holder, holder)


def wish(kind: str = "handbook", lesson: str = "mvp-03") -> ports.PrintRequest:
    return ports.PrintRequest(kind, lesson, people=9, length=40)


def test_that_the_file_dialog_suggests_a_name_and_what_is_chosen_is_drawn(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    printing.ask(wish("pack"))
    dialog = printing.dialog
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "mvp-03-pack.pdf"
    dialog.close()
    file = tmp_path / "allt.pdf"
    told: list[tuple[str, Path]] = []
    printing.saved.connect(lambda words, folder: told.append((words, folder)))
    printing.draw(str(file))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=WAIT_MS)
    assert told == [("Ritar papperen …", Path()), ("Sparat: allt.pdf", tmp_path)]
    assert not garbage.held()
    assert file.read_bytes().startswith(b"%PDF")


def test_that_a_web_page_is_a_choice_when_saving_and_the_name_follows(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    printing.ask(wish("guide"))
    dialog = printing.dialog
    assert dialog is not None
    pdf, page = dialog.nameFilters()
    assert page == "Webbsida för uppläsning och mobil (*.html)"
    dialog.filterSelected.emit(page)
    assert Path(dialog.selectedFiles()[0]).name == "mvp-03-guide.html"
    assert dialog.defaultSuffix() == "html"
    told: list[str] = []
    printing.saved.connect(lambda words, _folder: told.append(words))
    printing.draw(str(tmp_path / "guide.html"))
    qtbot.waitUntil(lambda: told[-1:] == ["Sparat: guide.html"], timeout=WAIT_MS)
    assert (tmp_path / "guide.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    printing.draw(str(tmp_path / "guide.pdf"))
    qtbot.waitUntil(lambda: told[-1:] == ["Sparat: guide.pdf"], timeout=WAIT_MS)
    assert (tmp_path / "guide.pdf").read_bytes().startswith(b"%PDF")
    dialog.filterSelected.emit(pdf)
    assert dialog.defaultSuffix() == "pdf"
    dialog.close()


def test_that_the_window_lives_while_a_book_is_drawn(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    beats: list[int] = []
    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(lambda: beats.append(1))
    printing.ask(wish())
    assert printing.dialog is not None
    assert Path(printing.dialog.selectedFiles()[0]).name == "mvp-handbook.pdf"
    timer.start()
    hints: list[str] = []
    printing.told.connect(hints.append)
    printing.saved.connect(lambda words, _folder: hints.append(words))
    printing.draw(str(tmp_path / "bok.pdf"))
    printing.draw(str(tmp_path / "bok-igen.pdf"))
    assert hints == ["Ritar papperen …", "Något ritas redan. Försök igen om en stund."]
    qtbot.waitUntil(lambda: hints[-1] == "Sparat: bok.pdf", timeout=WAIT_MS)
    assert len(beats) >= 10
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["bok.pdf"]


def test_that_a_place_that_cannot_be_written_to_is_told(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    hints: list[str] = []
    printing.told.connect(hints.append)
    printing.ask(wish("guide"))
    printing.draw(str(tmp_path / "borta" / "långt" / "x.pdf"))
    qtbot.waitUntil(lambda: len(hints) == 1, timeout=WAIT_MS)
    assert "finns inte" in hints[0]


def test_that_nothing_is_asked_before_the_lessons_are_read(printing: Printing, holder: Holder) -> None:
    before, holder.bridge = holder.bridge, None
    printing.ask(wish())
    assert printing.dialog is None
    holder.bridge = before


def test_that_the_list_holds_what_the_lesson_has_and_no_cards_that_could_be_a_danger(
    holder: Holder, qtbot: QtBot
) -> None:
    assert holder.bridge is not None
    made = PrintButton("Skriv ut")
    qtbot.addWidget(made)
    offered = {}
    for lesson in ("mvp-03", "mvp-10"):
        script = holder.bridge.script(lesson, 50)
        assert script is not None
        made.show_lesson(script.lesson)
        offered[lesson] = [action.text() for action in made.menu().actions() if action.text()]
    assert offered["mvp-03"][0] == kind_words("pack")
    assert kind_words("pyramid") in offered["mvp-03"]
    assert kind_words("support-cards") in offered["mvp-03"]
    assert kind_words("support-cards") not in offered["mvp-10"]


def chosen(button: PrintButton, kind: str) -> None:
    menu = button.menu()
    next(action for action in menu.actions() if action.data() == kind).trigger()


def test_that_a_lesson_and_its_preparation_ask_for_paper_with_group_and_length(qtbot: QtBot) -> None:
    desk = Desk(rows.Shelf(), rows.CHOICES)
    qtbot.addWidget(desk)
    desk.show()
    desk.fill(rows.view())
    desk.show_page("lessons")
    with qtbot.waitSignal(desk.print_requested) as sent:
        chosen(rows.shown(desk, PrintButton)[0], "guide")
    assert sent.args == [ports.PrintRequest("guide", "mvp-01", 24, 50)]
    desk.prepare(rows.WISH)
    press(desk, "Skriv ut")
    press(desk, "Två halvor, två rum")
    (button,) = rows.shown(desk, PrintButton)
    with qtbot.waitSignal(desk.print_requested) as sent:
        chosen(button, "pack")
    assert sent.args == [ports.PrintRequest("pack", "mvp-03", 26, 50, halves=True)]


def test_that_the_hint_leads_to_the_folder_only_when_something_lies_there(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(rows.Shelf(), rows.CHOICES)
    qtbot.addWidget(desk)
    desk.show()
    desk.show_hint("Sparat: kort.pdf", tmp_path)
    assert {"Sparat: kort.pdf", "Öppna mappen"} <= set(words(desk))
    desk.show_hint("Ritar papperen …", Path())
    assert "Öppna mappen" not in words(desk)
    desk.show_hint("Det gick inte just nu.")
    assert "Öppna mappen" not in words(desk)
    assert any(one.text() == "Det gick inte just nu." for one in rows.shown(desk, QLabel))
