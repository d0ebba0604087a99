"""The reserve package from the windows: what is drawn, the buttons that ask for it, and that the window lives on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator import paths
from facilitator.content import model
from facilitator.content.local import local_contact
from facilitator.exchange.reserve.parts import Picture
from facilitator.journal import open_journal
from facilitator.session.care import care
from facilitator.settingvalues import MOST_CONTACTS
from facilitator.ui.bridge import Bridge
from facilitator.ui.console.reminders import reminders
from facilitator.ui.desk import ports
from facilitator.ui.desk.shell import Desk
from facilitator.ui.keys import BINDINGS
from facilitator.ui.loading import Rooms
from facilitator.ui.paper.printing import Printing
from facilitator.ui.stage import compose
from facilitator.ui.stage import slide as s
from facilitator.ui.tasks import reserving
from tests import ownlessons
from tests.session.builder import start
from tests.ui import rows
from tests.ui.rows import press

LIBRARY = ownlessons.library()


class Holder(QObject):
    """Has the bridge, as the program does."""

    bridge: Bridge | None = None


@pytest.fixture
def printing(tmp_path: Path, qtbot: QtBot) -> Iterator[Printing]:
    rooms = Rooms(open_journal(tmp_path / "data", second_place=tmp_path), LIBRARY)
    holder, window = Holder(), QWidget()
    qtbot.addWidget(window)
    holder.bridge = Bridge(rooms)
    holder.bridge.use_contacts(rows.CONTACTS)
    yield Printing(window, holder, holder)
    rooms.journal.close()


def step_of(lesson: str, kind: type[object]) -> tuple[reserving.StepSlides, model.Step]:
    script = LIBRARY.script(lesson)
    index = next(n for n, step in enumerate(script.steps) if isinstance(step.stage, kind))
    return reserving.slides(script).steps[index], script.steps[index]


def test_that_every_tap_of_an_ordinary_step_is_a_picture() -> None:
    script = LIBRARY.script("mvp-03")
    found = reserving.slides(script)
    for index, step in enumerate(script.steps):
        if not isinstance(step.stage, model.Pyramid | model.Sorting):
            assert found.steps[index].taps == compose.stills(script, index)


def test_that_each_card_of_the_pyramid_comes_with_a_tap_and_its_top_only_with_a_key() -> None:
    found, step = step_of("mvp-03", model.Pyramid)
    assert isinstance(step.stage, model.Pyramid)
    hands = [slide.hand.text for slide in found.taps if isinstance(slide, s.Pyramid) and slide.hand]
    assert hands == [card.text for card in step.stage.cards]
    assert isinstance(found.taps[-1], s.Pyramid)
    assert found.taps[-1].ended == bool(step.stage.ending)
    assert step.stage.top
    assert all(word not in slide.words() for word in step.stage.top for slide in found.taps)
    assert all(word in found.extra["top"].words() for word in step.stage.top)


def test_that_each_card_to_sort_is_followed_by_the_fact_behind_it() -> None:
    lesson = next(
        one.id
        for one in LIBRARY.lessons
        for step in one.steps
        if isinstance(step.stage, model.Sorting) and step.stage.items[0].fact
    )
    found, step = step_of(lesson, model.Sorting)
    assert isinstance(step.stage, model.Sorting)
    first, told = found.taps[:2]
    assert isinstance(first, s.Sorting)
    assert isinstance(told, s.Sorting)
    assert first.hand is not None
    assert first.hand.text == step.stage.items[0].text
    assert told.why is not None
    assert told.why.fact == step.stage.items[0].fact


def test_that_the_leader_text_is_the_programs_own_with_the_short_way_and_the_question_for_next_time() -> None:
    script = LIBRARY.script("mvp-03")
    found = reserving.slides(script)
    reserve = reserving.reserve(script, found, lambda slide: Picture(b"", slide.words()), ())
    for step, told in zip(script.steps, reserve.told, strict=True):
        texts = [one.text for one in told]
        assert [line for line in step.leader.watch if line not in texts] == []
        assert all(any(line.text.strip("”") in text for text in texts) for line in step.leader.say)
        assert step.short is None or step.short.how in texts
    assert reserve.told[-1][-1].text == script.lesson.next_time
    shown = [picture.words for step in reserve.steps for picture in (*step.pictures, *step.extra.values())]
    said = [line.text for step in script.steps for line in step.leader.say]
    assert [line for line in said if any(line in words for words in shown)] == []


def test_that_what_strong_material_asks_for_stands_at_its_step_as_in_a_lesson_that_is_led() -> None:
    run = start(script := LIBRARY.script("mvp-03"))
    printed = reserving.reserve(
        script, reserving.slides(script), lambda slide: Picture(b"", slide.words()), ()
    )
    asked = []
    for step, told in zip(script.steps, printed.told, strict=True):
        wanted = [one.text for one in reminders(care(run.go(step.id).session))]
        assert [one.text for one in told][: len(wanted)] == wanted
        asked += wanted
    assert len(set(asked)) == 3


def test_that_the_leaders_card_has_all_of_the_schools_contacts_as_in_the_program() -> None:
    places = range(1, MOST_CONTACTS + 1)
    own = tuple(local_contact(n, f"Namn {n}", f"rum {n}", "Alla", rows.TODAY) for n in places)
    script = LIBRARY.script("mvp-03", None, own)
    found = reserving.slides(script)
    reserve = reserving.reserve(script, found, lambda slide: Picture(b"", slide.words()), own)
    assert reserve.contacts == tuple(f"Namn {n} · rum {n}" for n in places)


def test_that_a_heavy_picture_is_packed_smaller_and_a_light_one_without_loss(qtbot: QtBot) -> None:
    script = LIBRARY.script("taget-b1-f3")
    slides = [step.taps[-1] for step in reserving.slides(script).steps]
    sizes = [len(reserving.packed(reserving.draw(slide, "taget"))) for slide in slides]
    assert max(sizes) < 2 * reserving.HEAVY
    image = reserving.draw(slides[-1], "taget")
    assert reserving.packed(image) == reserving.packed(image)


def test_that_the_package_is_saved_where_it_was_asked_for_while_the_window_lives(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[tuple[str, Path]] = []
    printing.saved.connect(lambda words, folder: told.append((words, folder)))
    printing.ask(ports.PrintRequest(ports.RESERVE, "moten-mentorer", length=0))
    assert printing.reserve.dialog is None  # no lesson of no minutes
    length = LIBRARY.lesson("moten-mentorer").minutes
    wish = ports.PrintRequest(ports.RESERVE, "moten-mentorer", length=length)
    printing.ask(wish)
    dialog = printing.reserve.dialog
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == f"moten-mentorer-reserv-{length}.html"
    dialog.close()
    beats: list[int] = []
    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    hints: list[str] = []
    printing.told.connect(hints.append)
    file = tmp_path / "pass.html"
    printing.reserve.make(str(file))
    printing.ask(wish)
    assert hints == ["Något ritas redan. Försök igen om en stund."]
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [("Ritar bilderna …", Path()), ("Sparat: pass.html", tmp_path)]
    assert len(beats) >= 5
    made = file.read_text(encoding="utf-8")
    assert made.startswith("<!doctype html>")
    assert [one.name for one in rows.CONTACTS if f"{one.name} · {one.reach}" not in made] == []


def test_that_a_place_that_cannot_be_written_to_is_told(
    printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    hints: list[str] = []
    printing.told.connect(hints.append)
    length = LIBRARY.lesson("moten-mentorer").minutes
    printing.ask(ports.PrintRequest(ports.RESERVE, "moten-mentorer", length=length))
    printing.reserve.make(str(tmp_path / "borta" / "långt" / "x.html"))
    qtbot.waitUntil(lambda: len(hints) == 1)
    assert "finns inte" in hints[0]


def test_that_a_lesson_and_its_preparation_offer_the_package(qtbot: QtBot) -> None:
    desk = Desk(rows.Shelf(), rows.CHOICES)
    qtbot.addWidget(desk)
    desk.show()
    desk.show_page("lessons")
    rows.arrive(desk)
    desk.fill(rows.view())
    (one,) = [b for b in rows.shown(desk, QPushButton) if b.accessibleName() == "Reservpaket …"]
    with qtbot.waitSignal(desk.print_requested) as sent:
        one.click()
    assert sent.args == [ports.PrintRequest(ports.RESERVE, "mvp-01", 24, 50, as_group="6A")]
    desk.prepare(rows.WISH)
    rows.arrive(desk)
    press(desk, "Skriv ut")
    with qtbot.waitSignal(desk.print_requested) as sent:
        press(desk, "Reservpaket …")
    assert sent.args == [ports.PrintRequest(ports.RESERVE, "mvp-03", 26, 50, as_group="6B")]


def test_that_a_key_means_in_the_file_what_it_means_in_the_program() -> None:
    text = (paths.resources_dir() / "reserve" / "keys.js").read_text(encoding="utf-8")
    table = text[text.index("const KEYS") : text.index("};")]
    there = {key.strip("'"): deed for key, deed in re.findall(r"(\w+|'[^']+'): '(\w+)'", table)}
    browser = {
        Qt.Key.Key_Right: "ArrowRight", Qt.Key.Key_Left: "ArrowLeft", Qt.Key.Key_Up: "ArrowUp", Qt.Key.Key_Down: "ArrowDown",
        Qt.Key.Key_PageDown: "PageDown", Qt.Key.Key_PageUp: "PageUp", Qt.Key.Key_Space: " ", Qt.Key.Key_Return: "Enter",
        Qt.Key.Key_Enter: "Enter", Qt.Key.Key_Backspace: "Backspace", Qt.Key.Key_Escape: "Escape", Qt.Key.Key_Pause: "Pause",
    }  # fmt: skip
    own = {"overview": "steps", "time": "bell"}  # the same key, and the nearest that the file has
    left_out = {"undo", "goto", "level", "swap", "fullscreen", "wait", "voice", "voice_back", "park"}
    meant = {
        browser.get(one.key) or (f"F{one.key - Qt.Key.Key_F1 + 1}" if one.key >= Qt.Key.Key_F1 else chr(one.key).lower()): one
        for one in BINDINGS
        if one.modifiers == Qt.KeyboardModifier.NoModifier and one.action not in left_out
    }  # fmt: skip
    program = {key: own.get(one.action, one.action) for key, one in meant.items()}
    assert {key: deed for key, deed in there.items() if key != "B"} == program
    assert there["B"] == "black"  # Shift+B
