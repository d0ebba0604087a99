"""Printing from the windows: what is offered, drawn beside the window, and told."""

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator.content.library import Library
from facilitator.exchange.pages import Pages
from facilitator.exchange.printing import Order, kind_words
from facilitator.journal import open_journal
from facilitator.journal.threads import Parcel, receive
from facilitator.session.thread import GroupThread
from facilitator.ui import garbage
from facilitator.ui.bridge import Bridge
from facilitator.ui.desk import ports
from facilitator.ui.desk.prepare.papers import Papers
from facilitator.ui.desk.printbutton import PrintButton
from facilitator.ui.desk.shell import Desk
from facilitator.ui.loading import Rooms
from facilitator.ui.paper.printing import Printing
from facilitator.ui.paper.printpreview import PrintPreview
from tests import ownlessons
from tests.patience import PATIENCE_S
from tests.ui import rows
from tests.ui.rows import press, words


class Holder(QObject):
    """Has the bridge, as the program does."""

    bridge: Bridge | None = None


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[Holder]:
    rooms = Rooms(open_journal(tmp_path / "data", second_place=tmp_path), ownlessons.library())
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


def opened(printing: Printing, qtbot: QtBot, order: ports.PrintRequest | Order) -> PrintPreview:
    """The preview of a paper once all of it is drawn."""
    if isinstance(order, Order):
        printing.offer(order)
    else:
        printing.ask(order)
    preview = printing.preview
    assert preview is not None
    whole(preview, qtbot)
    return preview


def whole(preview: PrintPreview, qtbot: QtBot) -> None:
    qtbot.waitUntil(preview.printing.isEnabled)


def picture(preview: PrintPreview) -> bytes:
    return bytes(preview.view.grab().toImage().constBits())


def test_that_the_first_page_shows_while_the_rest_is_drawn(printing: Printing, qtbot: QtBot) -> None:
    seen: list[str] = []
    printing.maker.first.connect(lambda _content: seen.append("first"))
    printing.maker.moved.connect(lambda done, pages: seen.append(f"{done}/{pages}"))
    printing.ask(wish())
    preview = printing.preview
    assert preview is not None
    assert not preview.printing.isEnabled()
    assert "Avbryt" in words(preview)
    with qtbot.waitSignal(printing.maker.first):
        pass
    assert preview.pages is not None
    assert len(preview.pages) == 1
    whole(preview, qtbot)
    pages = len(preview.pages)
    assert seen[0] == "first"
    assert seen[-1] == f"{pages}/{pages}"
    assert pages > 100
    assert f"Sida 1 av {pages}" in words(preview)
    before = picture(preview)
    QTest.keyClick(preview.view, Qt.Key.Key_PageDown)
    assert f"Sida 2 av {pages}" in words(preview)
    assert picture(preview) != before
    assert "Innehåll" in preview.view.accessibleDescription()
    preview.reject()


def test_that_the_window_lives_while_a_book_is_drawn_and_it_can_be_left(
    printing: Printing, qtbot: QtBot
) -> None:
    beats: list[int] = []
    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    left = threading.Event()
    printing.maker.moved.connect(  # on the thread that draws: nothing more of the book until somebody has left
        lambda *_pages: left.wait(PATIENCE_S), Qt.ConnectionType.DirectConnection
    )
    printing.ask(wish())
    assert printing.preview is not None
    with qtbot.waitSignal(printing.maker.first):
        pass
    assert len(beats) >= 5
    done, drawn = list[object](), list[int]()
    printing.maker.done.connect(done.append)
    printing.maker.moved.connect(lambda page, _pages: drawn.append(page))
    press(printing.preview, "Avbryt")
    assert printing.preview is None
    left.set()
    qtbot.waitUntil(lambda: not printing.maker.running)
    assert done == []
    assert len(drawn) < 100  # the book has more: the rest is not drawn
    assert not garbage.held()
    preview = opened(printing, qtbot, wish("concern"))
    assert len(preview.content) > 1000
    preview.reject()


def test_that_the_file_dialog_suggests_a_name_and_what_is_shown_is_written(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(printing, qtbot, wish("pack"))
    press(preview, "Spara som PDF eller webbsida …")
    dialog = printing.dialog
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "mvp-03-pack.pdf"
    page = dialog.nameFilters()[1]
    assert page == "Webbsida för uppläsning och mobil (*.html)"
    dialog.filterSelected.emit(page)
    assert Path(dialog.selectedFiles()[0]).name == "mvp-03-pack.html"
    assert dialog.defaultSuffix() == "html"
    dialog.close()
    content = preview.content
    with qtbot.waitSignal(printing.saved) as told:
        printing.save(str(tmp_path / "allt.pdf"))
    assert told.args == ["Sparat: allt.pdf", tmp_path]
    assert (tmp_path / "allt.pdf").read_bytes() == content
    assert printing.preview is None
    opened(printing, qtbot, wish("guide"))
    with qtbot.waitSignal(printing.saved) as told:
        printing.save(str(tmp_path / "guide.html"))
    assert (tmp_path / "guide.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_that_a_place_that_cannot_be_written_to_is_told_and_the_preview_stays(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(printing, qtbot, wish("guide"))
    printing.save(str(tmp_path / "borta" / "långt" / "x.pdf"))
    assert printing.preview is preview
    assert any("finns inte" in text for text in words(preview))
    preview.reject()


def test_that_what_cannot_be_printed_is_told_in_the_preview(printing: Printing, qtbot: QtBot) -> None:
    printing.ask(wish("support-cards", "mvp-10"))
    preview = printing.preview
    assert preview is not None
    qtbot.waitUntil(lambda: any("fara hemma" in text for text in words(preview)))
    assert not preview.printing.isEnabled()
    preview.reject()


def test_that_a_name_on_a_diploma_is_on_the_paper_asked_for_and_nowhere_else(
    printing: Printing, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept: list[object] = []
    printing.chosen.connect(lambda key, value: kept.append((key, value)))
    preview = opened(printing, qtbot, wish("diploma", "mvp-11"))
    preview.names.setPlainText("Zibbeline Örnqvist\n\n  Quirin Ek ")
    assert not preview.printing.isEnabled(), "the papers are those of before"
    assert not preview.saving.isEnabled()
    whole(preview, qtbot)
    assert preview.pages is not None
    assert [preview.pages.text(place).count("Örnqvist") for place in range(len(preview.pages))] == [1, 0]
    press(preview, "Spara som PDF eller webbsida …")
    assert printing.dialog is not None
    assert Path(printing.dialog.selectedFiles()[0]).name == "mvp-11-diploma.pdf"
    printing.dialog.close()
    (tmp_path / "ut").mkdir()
    printing.save(str(tmp_path / "ut" / "diplom.pdf"))
    assert kept == []
    assert caplog.text == ""
    for file in tmp_path.rglob("*"):
        if file.is_file() and file.parent.name != "ut":
            assert not re.search(
                "zibbeline|örnqvist|quirin", file.read_bytes().decode("utf-8", "ignore"), re.I
            )
    again = opened(printing, qtbot, wish("diploma", "mvp-11"))
    assert again.names.toPlainText() == ""
    assert again.order.names == ()
    again.reject()


def test_that_a_name_that_no_pdf_can_draw_is_never_saved_or_printed_as_another(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(printing, qtbot, wish("diploma", "mvp-11"))
    preview.names.setPlainText("محمد")
    qtbot.waitUntil(preview.saving.isEnabled)
    assert not preview.printing.isEnabled()
    press(preview, "Spara som PDF eller webbsida …")
    assert printing.dialog is not None
    assert Path(printing.dialog.selectedFiles()[0]).name == "mvp-11-diploma.html"
    printing.dialog.close()
    printing.save(str(tmp_path / "diplom.pdf"))
    qtbot.waitUntil(preview.saving.isEnabled)
    assert not (tmp_path / "diplom.pdf").exists()
    assert not preview.printing.isEnabled()
    printing.save(str(tmp_path / "diplom.html"))
    qtbot.waitUntil((tmp_path / "diplom.html").exists)
    assert "محمد" in (tmp_path / "diplom.html").read_text(encoding="utf-8")


def test_that_saving_paper_is_remembered_and_drawn_at_once(printing: Printing, qtbot: QtBot) -> None:
    kept: list[object] = []
    printing.chosen.connect(lambda key, value: kept.append((key, value)))
    preview = opened(printing, qtbot, wish("pack"))
    before = preview.content
    preview.ticks["two_sided"].click()
    whole(preview, qtbot)
    assert kept == [("paper_saving", ("two_sided",))]
    assert preview.content != before
    preview.reject()
    printing.remember(("two_sided", "grey"), "")
    again = opened(printing, qtbot, wish("pack"))
    assert [name for name, tick in again.ticks.items() if tick.isChecked()] == ["grey", "two_sided"]
    again.reject()


def test_that_pages_go_to_the_printer_each_the_way_it_lies(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(printing, qtbot, wish("pyramid"))
    assert preview.pages is not None
    file = tmp_path / "skrivare.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    wanted = len(preview.pages)
    with qtbot.waitSignal(printing.saved) as told:
        printing.print_to(printer)
    assert told.args[0] == "Skickat till skrivaren."
    made = Pages(file.read_bytes())
    assert len(made) == wanted == 3
    assert [made.size(place)[0] > made.size(place)[1] for place in range(3)] == [True, False, False]
    raster = made.raster(0, 20)
    seen = QImage(raster.dots, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
    middle = seen.pixelColor(raster.width // 2, raster.height // 2)
    assert middle.red() > middle.blue() + 40  # the pyramid, in colour and in the middle
    corner = seen.pixelColor(3, 3)
    assert corner.lightness() > 250
    made.close()


def test_that_only_the_pages_asked_for_are_printed_and_that_it_can_be_stopped(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    preview = opened(printing, qtbot, wish("guide"))
    file = tmp_path / "skrivare.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setFromTo(2, 3)
    with qtbot.waitSignal(printing.saved):
        printing.print_to(printer)
    made = Pages(file.read_bytes())
    assert len(made) == 2
    made.close()
    preview = opened(printing, qtbot, wish("guide"))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "två.pdf"))
    printing.print_to(printer)
    press(preview, "Avbryt")
    assert printing.preview is None


def test_that_a_printer_that_refuses_is_told(printing: Printing, qtbot: QtBot, tmp_path: Path) -> None:
    preview = opened(printing, qtbot, wish("concern"))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "borta" / "x.pdf"))
    printing.print_to(printer)
    assert any("Skrivaren svarar inte" in text for text in words(preview))
    preview.reject()


def test_that_a_groups_poster_comes_from_its_log(printing: Printing, holder: Holder, qtbot: QtBot) -> None:
    bridge = holder.bridge
    assert bridge is not None
    thread = GroupThread(rules=("Vi turas om att prata",))
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    receive(bridge.rooms.journal, Parcel("6B", 22, "", now, thread))
    assert bridge.rows.brings("6B").papers == (("agreement", kind_words("agreement")),)
    preview = opened(printing, qtbot, ports.PrintRequest("agreement", "mvp-03", group="6B"))
    assert "turas om" in preview.view.accessibleDescription()
    assert "6B" in preview.view.accessibleDescription()
    preview.reject()
    printing.ask(ports.PrintRequest("agreement", "mvp-03", group="9X"))
    empty = printing.preview
    assert empty is not None
    qtbot.waitUntil(lambda: any("9X" in text for text in words(empty)))
    empty.reject()


def test_that_what_a_group_made_is_offered_where_its_thread_is_shown(qtbot: QtBot) -> None:
    made = Papers()
    qtbot.addWidget(made)
    made.show()
    made.show_own(())
    assert "Det gruppen har gjort" not in words(made)
    made.show_own((("agreement", kind_words("agreement")), ("own-pyramid", kind_words("own-pyramid"))))
    assert "Det gruppen har gjort" in words(made)
    with qtbot.waitSignal(made.own_wanted) as sent:
        press(made, "Gruppens egen pyramid, i A3")
    assert sent.args == ["own-pyramid"]


def test_that_nothing_is_asked_before_the_lessons_are_read(printing: Printing, holder: Holder) -> None:
    before, holder.bridge = holder.bridge, None
    printing.ask(wish())
    assert printing.preview is None
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
    desk.show_page("lessons")
    rows.arrive(desk)
    desk.fill(rows.view())
    with qtbot.waitSignal(desk.print_requested) as sent:
        chosen(rows.shown(desk, PrintButton)[0], "guide")
    assert sent.args == [ports.PrintRequest("guide", "mvp-01", 24, 50, as_group="6A")]
    desk.prepare(rows.WISH)
    rows.arrive(desk)
    press(desk, "Skriv ut")
    press(desk, "Två halvor, två rum")
    (button,) = rows.shown(desk, PrintButton)
    with qtbot.waitSignal(desk.print_requested) as sent:
        chosen(button, "pack")
    assert sent.args == [ports.PrintRequest("pack", "mvp-03", 26, 50, halves=True, as_group="6B")]


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


def test_that_a_lesson_read_from_the_right_is_saved_as_the_web_page_that_can_show_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    content = Path(__file__).parent.parent / "packs" / "arabiska"
    rooms = Rooms(open_journal(tmp_path / "data", second_place=tmp_path), Library.open(content))
    holder, window = Holder(), QWidget()
    holder.bridge = Bridge(rooms)
    qtbot.addWidget(window)
    printing = Printing(window, holder, holder)
    printing.ask(wish("guide", "ar-prov")._replace(length=30))
    preview = printing.preview
    assert preview is not None
    qtbot.waitUntil(preview.saving.isEnabled)
    assert any("Spara det som webbsida" in text for text in words(preview))
    assert not preview.printing.isEnabled()
    printing.ask_file()
    dialog = printing.dialog
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "ar-prov-guide.html"
    assert [one for one in dialog.nameFilters() if "pdf" in one] == []
    dialog.close()
    with qtbot.waitSignal(printing.saved):
        printing.save(str(tmp_path / "guide.html"))
    assert 'dir="rtl"' in (tmp_path / "guide.html").read_text(encoding="utf-8")
    rooms.journal.close()
