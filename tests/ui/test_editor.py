"""The lesson editor in the real window: a changed sentence is seen, told of, kept, used, given away and taken back."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from facilitator import paths, policy, settings
from facilitator.content.adding import own, packfile, packs
from facilitator.content.adding.packfile import PACK_FILE
from facilitator.content.checking.words import written_fields
from facilitator.content.decode import hints
from facilitator.content.model import FORMS
from facilitator.i18n import set_language
from facilitator.policy import load
from facilitator.ui.desk import ports
from facilitator.ui.desk.editor import words as editor_words
from facilitator.ui.desk.editor.fields import NumberBox
from facilitator.ui.desk.editor.page import EditorPage
from facilitator.ui.program import Program
from facilitator.ui.tasks.packadding import anew
from tests.ui import editorbook, rows
from tests.ui.clipping import clipped
from tests.ui.rows import press, words
from tests.ui.test_packing import asked, hinted

LESSON = "mvp-03"
OURS = "Så här säger vi hos oss."
CORE = "lead"
HOSTILE = (
    '"""\\n\\',
    "<b>fet</b> &amp; [länk](http://x.se)",
    "a\x07b\x1b[31m",
    "👩‍👧‍👦 مرحبا \u202eabc",
    "å" * 10_000,
    "rad\n" * 300,
    "10\u00a0min",
)


@pytest.fixture
def served() -> Iterator[None]:
    """No pack outlives its test."""
    yield
    packs.use(Path("/nowhere"))
    packs.serve(())


@pytest.fixture
def program(build: Callable[..., Program], qtbot: QtBot, tmp_path: Path, served: None) -> Iterator[Program]:
    data = tmp_path / "data"
    chosen = settings.Settings(data)
    chosen.change(settings.FIRST_RUN_DONE, True)
    chosen.change(settings.SCHOOL_NAME, "Ekskolan")
    program = build(data)
    program.open()
    ready(program, qtbot)
    yield program
    program.quit()


def ready(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling, timeout=20_000)


def opened(
    program: Program, qtbot: QtBot, lesson: str = LESSON, words: str = "Gör en egen version …"
) -> EditorPage:
    """The editor, from the page Pass."""
    program.desk.show_page("lessons")
    rows.arrive(program.desk)
    page = program.desk.lessons()
    qtbot.waitUntil(lambda: bool(page._lessons))
    page.choose(lesson)
    draft = own.draft_of(program._data, lesson) is not None
    press(page.detail, "Fortsätt med utkastet …" if draft else words)
    rows.arrive(program.desk)
    shown = program.desk.current
    assert isinstance(shown, EditorPage)
    return shown


def field(page: EditorPage, name: str) -> QPlainTextEdit:
    return next(one.edit for one in page.form.boxes if one.edit.accessibleName() == name)


def standing(page: EditorPage) -> str:
    return next(one.text for one in page.form.boxes if one.edit.accessibleName() == "Ingress")


def type_in(page: EditorPage, name: str, text: str) -> None:
    """Write, and wait no longer than a test needs to."""
    edit = field(page, name)
    edit.selectAll()
    data = QMimeData()
    data.setText(text)
    data.setHtml("<b style='color:red'>annat</b>")
    edit.insertFromMimeData(data)
    page.look()


def lead(program: Program, lesson: str = LESSON) -> str:
    assert program.bridge is not None
    return str(getattr(program.bridge.rooms.library.lesson(lesson).steps[0].stage, CORE, ""))


def saved(program: Program, qtbot: QtBot, text: str = OURS) -> None:
    page = opened(program, qtbot)
    type_in(page, "Ingress", text)
    press(page, "Spara och använd")
    hinted(program, qtbot, "Sparat. Från och med nu är det så här passet ser ut.")


def test_that_a_changed_sentence_is_seen_saved_and_led(program: Program, qtbot: QtBot) -> None:
    before = lead(program)
    page = opened(program, qtbot)
    assert "Inget är ändrat än." in words(page)
    assert field(page, "Ingress").toPlainText() == before
    assert OURS not in page.slide.picture.accessibleDescription()
    QTest.keyClick(page.slide.picture, Qt.Key.Key_Right)
    type_in(page, "Ingress", OURS)  # the slide goes back to where it is shown
    assert OURS in page.slide.picture.accessibleDescription()
    assert "5 av 25 ord" not in words(page)
    assert "6 av 25 ord" in words(page)
    press(page, "Spara och använd")
    hinted(program, qtbot, "Sparat.")
    assert lead(program) == OURS
    detail = program.desk.lessons().detail
    qtbot.waitUntil(lambda: "Egen version, sparad på den här datorn" in words(detail))
    assert program.bridge is not None
    conductor = program.bridge.start(ports.StartRequest(lesson=LESSON, group="6B", people=24, length=50))
    script = conductor.session.script
    assert getattr(script.steps[0].stage, CORE) == OURS
    assert not script.lesson.granskad
    press(detail, "Ändra …")
    rows.arrive(program.desk)
    page = program.desk.current  # type: ignore[assignment]
    press(page, "Ta bort min version …")
    press(asked(program, qtbot), "Ta bort det")
    hinted(program, qtbot, "Din version är borttagen.")
    assert lead(program) == before
    assert own.pack() is None
    again = program.bridge.resume(conductor.session.id)
    assert getattr(again.session.script.steps[0].stage, CORE) == OURS


def test_that_a_saved_lesson_is_there_at_the_next_start(
    program: Program, qtbot: QtBot, build: Callable[..., Program]
) -> None:
    saved(program, qtbot)
    program.quit()
    packs.use(Path("/nowhere"))
    again = build(program._data)
    again.open()
    ready(again, qtbot)
    assert lead(again) == OURS
    again.quit()


def test_that_a_fault_is_told_with_its_field_and_what_is_wrong_is_never_used(
    program: Program, qtbot: QtBot
) -> None:
    before = lead(program)
    page = opened(program, qtbot)
    type_in(page, "Ingress", "Ord leder till slag. " + "mer " * 30)
    told = words(page.verdict)
    assert any(one.startswith("Ingress: ”leder till” säger mer än vi vet.") for one in told)
    assert any(
        one.startswith("Ingress: För många ord: 34. Så här ska det vara: högst 25 ord.") for one in told
    )
    assert any("säger mer än vi vet" in one for one in words(page.form))
    assert "1. " in page.steps.list.item(1).text()
    assert "2 fel" in page.steps.list.item(1).text()
    page.go(1)
    assert "2 fel till på andra ställen i passet." in words(page.verdict)
    press(page, "Spara och använd")
    hinted(program, qtbot, "Det kan inte användas än: 2 fel ska rättas. Utkastet finns kvar.")
    assert lead(program) == before
    assert own.draft_of(program._data, LESSON) is not None
    press_back(page)
    hinted(program, qtbot, "Ditt utkast finns kvar på den här datorn.")


def test_that_a_draft_is_kept_at_a_pause_and_met_again_and_thrown_away(
    program: Program, qtbot: QtBot
) -> None:
    page = opened(program, qtbot)
    type_in(page, "Ingress", "Halvvägs")
    qtbot.waitUntil(lambda: own.draft_of(program._data, LESSON) is not None)  # nobody has left the page
    press_back(page)
    assert program.desk.current is program.desk.lessons()
    page = opened(program, qtbot)
    assert "Det här är ditt utkast, som det var när du lämnade det." in words(page)
    assert field(page, "Ingress").toPlainText() == "Halvvägs"
    press(page, "Kasta utkastet …")
    press(asked(program, qtbot), "Kasta det")
    hinted(program, qtbot, "Utkastet är kastat.")
    assert own.draft_of(program._data, LESSON) is None
    page = opened(program, qtbot)
    assert field(page, "Ingress").toPlainText() == lead(program)


def press_back(page: EditorPage) -> None:
    next(one for one in rows.shown(page, QPushButton) if one.accessibleName().startswith("Tillbaka")).click()


def test_that_a_draft_that_waits_is_told_of_on_the_lesson_and_gone_on_with(
    program: Program, qtbot: QtBot
) -> None:
    page = opened(program, qtbot)
    type_in(page, "Ingress", "Ett stycke på väg.")
    press_back(page)
    lessons = program.desk.lessons()
    told = "Ett utkast väntar: det som skrevs senast är inte sparat, och inget pass använder det."
    qtbot.waitUntil(lambda: told in words(lessons.detail))
    assert "Utkast väntar" in words(lessons._cards[LESSON])
    assert "Utkast väntar" in lessons._cards[LESSON].accessibleDescription()
    assert standing(opened(program, qtbot)) == "Ett stycke på väg."
    page = opened(program, qtbot)
    press(page, "Kasta utkastet …")
    press(asked(program, qtbot), "Kasta det")
    qtbot.waitUntil(lambda: told not in words(lessons.detail))
    assert "Utkast väntar" not in words(lessons._cards[LESSON])
    assert "Utkast väntar" not in lessons._cards[LESSON].accessibleDescription()


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Gör en egen version …"), ("en", "Make our own version …")]
)
def test_that_no_field_is_cut_off_in_a_narrow_window(
    program: Program, qtbot: QtBot, language: str, words: str
) -> None:
    set_language(language)
    page = opened(program, qtbot, "personal-p3", words)
    ground = page.form._page
    fields = ground.widget()
    assert fields is not None
    sizes = [(1366, 768), (1015, 768), (900, 768), (850, 768), (910, 490), (1366, 768)]
    for wide, high in sizes:  # a window is drawn smaller a bit at a time
        program.window.resize(wide, high)
        QApplication.sendPostedEvents()
        qtbot.waitUntil(lambda: ground.viewport().width() >= fields.minimumSizeHint().width())
        qtbot.waitUntil(lambda: clipped(page) == [])


def test_that_whatever_is_typed_comes_back_as_it_stood(program: Program, qtbot: QtBot) -> None:
    for text in HOSTILE:
        page = opened(program, qtbot)
        type_in(page, "Ingress", text)
        assert standing(page) == text
        type_in(page, "Stegets namn", text)
        page.grab()  # the slide is drawn with it
        program.window.hide()  # as when the window closes
        kept = own.draft_of(program._data, LESSON)
        assert kept is not None
        assert kept.get(("steps", 0, "stage", "lead")) == text
        program.window.show()
        press_back(page)
        assert standing(opened(program, qtbot)) == text
    assert lead(program) not in HOSTILE


def test_that_quotes_and_backslashes_in_leader_text_are_saved_to_the_letter(
    program: Program, qtbot: QtBot
) -> None:
    page = opened(program, qtbot)
    text = 'Säg: """nu""" \\ och \\n.'
    type_in(page, "Om det blir tyst", text)
    press(page, "Spara och använd")
    hinted(program, qtbot, "Sparat.")
    assert program.bridge is not None
    assert program.bridge.rooms.library.lesson(LESSON).steps[0].leader.if_silent == text


def test_that_what_looks_like_a_person_is_asked_about_first(program: Program, qtbot: QtBot) -> None:
    page = opened(program, qtbot)
    type_in(page, "Om det blir tyst", "Fråga Fatima på 070-123 45 67.")
    assert "”Fatima” – Det här kan vara ett namn på någon." in words(page.form)
    press(page, "Spara och använd")
    dialog = asked(program, qtbot)
    assert "”070-123 45 67” – Det här ser ut som ett telefonnummer." in words(dialog)
    press(dialog, "Gå tillbaka och ändra")
    assert own.pack() is None
    press(page, "Spara och använd")
    press(asked(program, qtbot), "Spara")
    hinted(program, qtbot, "Sparat.")


def test_that_it_is_saved_as_a_lesson_of_its_own_once_it_has_a_title(program: Program, qtbot: QtBot) -> None:
    before = lead(program)
    page = opened(program, qtbot)
    type_in(page, "Ingress", OURS)
    press(page, "Spara som eget pass")
    hinted(program, qtbot, "Ge passet en egen titel först.")
    type_in(page, "Passets titel", "Vårt våldspass")
    press(page, "Spara som eget pass")
    hinted(program, qtbot, "Sparat som eget pass.")
    assert lead(program) == before
    assert program.bridge is not None
    library = program.bridge.rooms.library
    (lesson,) = [one for one in library.lessons if one.title == "Vårt våldspass"]
    assert lead(program, lesson.id) == OURS
    page = opened(program, qtbot, lesson.id, "Ändra …")
    assert field(page, "Ingress").toPlainText() == OURS


def test_that_the_lessons_of_ones_own_are_written_as_a_pack(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    saved(program, qtbot)
    page = opened(program, qtbot, words="Ändra …")
    press(page, "Spara som paket …")
    dialog = asked(program, qtbot, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "gåva.passinnehall"))
    dialog.reject()
    hinted(program, qtbot, "Sparat: gåva.passinnehall.")
    content = (tmp_path / "gåva.passinnehall").read_bytes()
    assert b'id = "egna-ekskolan"' in content
    assert OURS.encode() in content


def test_that_a_lesson_that_does_not_fit_is_told_of_where_the_pack_is_written_without_it(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    saved(program, qtbot)
    here = own.pack()
    assert here is not None
    unnamed = {"mvp/mvp-02/lesson.toml": (paths.scenarios_dir() / "mvp/mvp-02/lesson.toml").read_bytes()}
    content = packfile.bytes_of({**here.members, **unnamed})
    packs.add(program._data, content, packfile.pack_in(content, "egna"))
    assert program.errands is not None
    assert program.bridge is not None
    program.errands._read_anew(anew(program._data, program.bridge.rooms))
    file = tmp_path / "gåva.passinnehall"
    program.errands.own.give(str(file))
    hinted(
        program,
        qtbot,
        "Inte med i filen: MVP 2 Normer. Det som inte går att använda som det är nu stannar här.",
    )
    given = packfile.pack_in(file.read_bytes(), file.name)
    assert [name for name in given.members if name.endswith("lesson.toml")] == ["mvp/mvp-03/lesson.toml"]


def test_that_the_pack_written_before_is_whole_when_the_disk_has_no_room_for_a_new_one(
    program: Program, qtbot: QtBot, tmp_path: Path, full_disk: Callable[[bool], None]
) -> None:
    saved(program, qtbot)
    file = tmp_path / "våra.passinnehall"
    assert program.errands is not None
    program.errands.own.give(str(file))
    before = file.read_bytes()
    full_disk(True)
    program.errands.own.give(str(file))
    full_disk(False)
    hinted(program, qtbot, "Disken är full.")
    assert file.read_bytes() == before


def test_that_the_editor_says_when_the_programs_own_text_has_changed(program: Program, qtbot: QtBot) -> None:
    saved(program, qtbot)
    here = own.pack()
    assert here is not None
    row = here.info.replaces[0]
    older = here.members[PACK_FILE].replace(row.sha256.encode(), b"0" * 64)
    content = packfile.bytes_of({**here.members, PACK_FILE: older})
    packs.add(program._data, content, packfile.pack_in(content, "egna"))
    assert program.errands is not None
    assert program.bridge is not None
    program.errands._read_anew(anew(program._data, program.bridge.rooms))
    page = opened(program, qtbot, words="Ändra …")
    assert any("har ändrats sedan dess" in one for one in words(page))


def test_that_the_editor_says_when_the_lesson_has_changed_since_a_draft_was_begun(
    program: Program, qtbot: QtBot
) -> None:
    page = opened(program, qtbot)
    type_in(page, "Ingress", OURS)
    page.left.emit()
    told = "Passet har ändrats sedan du började på det här utkastet."
    assert not any(told in one for one in words(opened(program, qtbot)))
    assert program.bridge is not None
    assert program.errands is not None
    rooms = program.bridge.rooms
    theirs = own.begin(rooms.library, LESSON)
    theirs.put(("title",), "Någon annans ord")
    own.save(program._data, rooms.library, theirs, "", datetime.now().astimezone().date())
    own.keep_draft(program._data, page.editing)
    program.errands._read_anew(anew(program._data, rooms))
    assert any(told in one for one in words(opened(program, qtbot)))


def test_that_a_frozen_term_changes_no_lesson(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('frozen_until = 2099-12-18\nmanaged_by = "Skolans IT"\n', encoding="utf-8")
    decided = load(file, dict)
    monkeypatch.setattr(policy, "in_force", lambda: decided)
    program.desk.show_page("lessons")
    rows.arrive(program.desk)
    page = program.desk.lessons()
    qtbot.waitUntil(lambda: bool(page._lessons))
    press(page.detail, "Gör en egen version …")
    hinted(program, qtbot, "Program och pass ska vara som de är till och med 2099-12-18.")
    assert program.desk.current is page
    assert not (program._data / paths.PACKS).exists()


# --- the page by itself -------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot) -> EditorPage:
    made = editorbook.page()
    qtbot.addWidget(made)
    made.resize(1166, 728)
    made.show()
    return made


def place_of(page: EditorPage, step: str) -> int:
    return [one["id"] for one in page.editing.steps].index(step)


def test_that_an_optional_step_is_moved_left_out_and_put_back(page: EditorPage) -> None:
    order = [one["id"] for one in page.editing.steps]
    page.go(place_of(page, "horn"))
    press(page, "Flytta upp")
    assert [one["id"] for one in page.editing.steps].index("horn") == order.index("horn") - 1
    assert page.focusWidget() is page.steps.list
    press(page, "Flytta ned")
    assert [one["id"] for one in page.editing.steps] == order
    press(page, "Ta bort ur passet")
    assert "horn" not in [one["id"] for one in page.editing.steps]
    assert "50 min: 8 minuter saknas" in words(page.steps)
    assert "40 min: stegen går jämnt ut" in words(page.steps)
    back = next(one for one in rows.shown(page, QPushButton) if one.accessibleName() == "Lägg tillbaka: Horn")
    back.click()
    assert [one["id"] for one in page.editing.steps] == order
    assert not page.editing.changed


def test_that_only_optional_steps_can_be_left_out_and_the_ending_is_locked_with_the_reason(
    page: EditorPage,
) -> None:
    page.go(place_of(page, "fallet"))
    assert not {"Flytta upp", "Ta bort ur passet"} & {one.text() for one in rows.shown(page, QPushButton)}
    last = len(page.editing.steps) - 1
    page.go(last)
    assert any(one.startswith("Skyddad: så slutar varje pass.") for one in words(page.form))
    assert all(box.edit.isReadOnly() for box in page.form.boxes)
    assert not any(one.isEnabled() for one in rows.shown(page, NumberBox))
    page.go(None)
    assert {"Det här ändras inte", "Risknivå 1 av 3"} <= set(words(page.form))


def test_that_minutes_are_counted_at_once(page: EditorPage) -> None:
    place = place_of(page, "prat")
    page.go(place)
    minutes, shorter = rows.shown(page, NumberBox)[:2]
    minutes.stepper._more.click()
    page.look()
    assert "50 min: 1 minut för mycket" in words(page.steps)
    assert ("minutes",) in [one.path for one in page.checked.of_step(None)]
    minutes.stepper._less.click()
    shorter.stepper._less.click()
    page.look()
    assert {"50 min: stegen går jämnt ut", "40 min: 1 minut saknas"} <= set(words(page.steps))
    phase = next(one for one in rows.shown(page, QComboBox) if one.accessibleName() == "Fas 1")
    phase.setCurrentText("4,5 min")
    phase.activated.emit(phase.currentIndex())
    assert page.editing.get(("steps", place, "stage", "phases", 0, "minutes")) == 4.5
    assert any("Samtalets delar tar" in one for one in (page.look(), words(page.verdict))[1])


def test_that_another_scenario_of_the_bank_is_picked_and_ones_own_text_comes_back(page: EditorPage) -> None:
    place = place_of(page, "fallet")
    page.go(place)
    before = page.editing.get(("steps", place))
    said = dict(before)
    box = next(one for one in rows.shown(page, QComboBox) if one.accessibleName() == "Scenario")
    assert [box.itemText(row) for row in range(box.count())] == ["Bollen", "Mössan"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert page.editing.get(("steps", place, "stage", "scenario")) == "mossan"
    assert page.checked.wrongs == ()
    assert "Mössan" in page.editing.get(("steps", place, "title"))
    box = next(one for one in rows.shown(page, QComboBox) if one.accessibleName() == "Scenario")
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert page.editing.get(("steps", place)) == said
    assert not page.editing.changed


def test_that_the_keyboard_chooses_steps_and_leaves_a_text_with_tab(page: EditorPage, qtbot: QtBot) -> None:
    page.steps.list.setFocus()
    QTest.keyClick(page.steps.list, Qt.Key.Key_Down)
    assert page.place == 1
    QTest.keyClick(page.steps.list, Qt.Key.Key_Home)
    assert page.place is None
    edit = page.form.boxes[0].edit
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert not edit.hasFocus()


def test_that_a_line_that_is_emptied_goes_and_a_fault_after_it_stands_at_its_own_field(
    page: EditorPage,
) -> None:
    place = place_of(page, "kort-text")
    page.editing.steps[place]["leader"]["do"] = ["", "Läs <b>högt</b>."]
    page.go(place)
    (wrong,) = page.look().of_step(place)
    assert wrong.path == ("steps", place, "leader", "do", 1)
    page.editing.put(("steps", place, "leader", "do", 1), " Läs högt. ")
    assert page.editing.data()["steps"][place]["leader"]["do"] == ["Läs högt."]


def test_that_every_text_of_every_form_has_a_name() -> None:
    names: set[str] = set()

    def look(cls: type) -> None:
        for name, _rules in written_fields(cls):
            kind = hints(cls)[name]
            inner = next((one for one in get_args(kind) if dataclasses.is_dataclass(one)), None)
            if isinstance(inner, type):
                look(inner)
            elif name != "icon" and (kind is str or get_args(kind)[:1] == (str,)):
                names.add(name)

    for form in FORMS.values():
        look(form)
    assert all(editor_words.stage_words(name) for name in names)


def test_that_a_question_of_ones_own_is_added_written_saved_and_led(program: Program, qtbot: QtBot) -> None:
    page = opened(program, qtbot)
    page.go(3)
    press(page, "En fråga att prata om")
    assert page.place == 4
    assert page.form.boxes[0].edit.hasFocus(), "its name is written first"
    assert page.steps.list.item(5).text().startswith("5. … (5\u00a0min)")
    assert "Fråga: Texten är tom. Så här ska det vara: text på högst 120 tecken." in words(page.verdict)
    type_in(page, "Stegets namn", "Vår egen fråga")
    type_in(page, "Fråga", "Vad gör vi hos oss?")
    type_in(page, "SÄG, A 1", "Prata två och två.")
    assert "Vad gör vi hos oss?" in page.slide.picture.accessibleDescription()
    added = page.editing.steps[4]
    added |= {"minutes": 3, "at": {"40": 0, "60": 0}}
    for phase, minutes in zip(added["stage"]["phases"], (1, 2), strict=True):
        phase["minutes"] = minutes
    longest = max(page.editing.steps, key=lambda one: one["minutes"] - one["floor"])
    longest["at"] = {length: longest.get("at", {}).get(length, longest["minutes"]) for length in ("40", "60")}
    longest["minutes"] -= 3
    assert page.look().wrongs == ()
    press(page, "Spara och använd")
    hinted(program, qtbot, "Sparat.")
    assert program.bridge is not None
    conductor = program.bridge.start(ports.StartRequest(lesson=LESSON, group="6B", people=24, length=50))
    led = conductor.session.script.steps[4]
    assert (led.id, led.title, getattr(led.stage, "question", "")) == (
        "eget-steg-1", "Vår egen fråga", "Vad gör vi hos oss?",
    )  # fmt: skip
    assert [line.text for line in led.leader.say] == ["Prata två och två."]
    shorter = program.bridge.start(ports.StartRequest(lesson=LESSON, group="6B", people=24, length=40))
    assert "eget-steg-1" not in [one.id for one in shorter.session.script.steps]


def test_that_nothing_is_added_after_what_ends_the_lesson(page: EditorPage) -> None:
    last = len(page.editing.steps) - 1
    page.go(last - 2)
    press(page, "Fyra hörn")
    assert any(one.startswith("Hörn: För få: 0.") for one in words(page.verdict))
    last += 1
    page.go(last - 2)
    assert "Fyra hörn" in [one.text() for one in rows.shown(page, QPushButton)]
    page.go(last - 1)
    assert "Fyra hörn" not in [one.text() for one in rows.shown(page, QPushButton)]
