"""Content packs in the real window: dropped, shown first, added, led, taken away; and nothing half."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from facilitator import paths, policy, settings
from facilitator.content.adding import own, packfile, packs
from facilitator.content.adding.stacking import row_for
from facilitator.journal import queries
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year
from facilitator.planning.year import Planned
from facilitator.policy import load
from facilitator.session import orders as o
from facilitator.ui.desk import ports
from facilitator.ui.desk.handoverdialog import HandoverDialog
from facilitator.ui.desk.prepare.page import Prepare
from facilitator.ui.program import Program
from facilitator.ui.report import ReportDialog
from facilitator.ui.stage import images
from facilitator.ui.tasks.packadding import anew
from facilitator.ui.trouble import BugReport
from tests import ownlessons
from tests.content.builder import toml
from tests.content.packbook import INFO
from tests.content.test_pictures import png
from tests.ui import rows
from tests.ui.rows import press, words
from tests.ui.test_packing import asked, drop, hinted

OURS = "Ekbys eget sätt"
ORD = toml(
    {"term": [{"id": "fristad", "term": "Fristad", "meaning": "En trygg plats.", "easy": "En trygg plats."}]}
).encode()


@pytest.fixture
def served() -> Iterator[None]:
    """No pack outlives its test."""
    yield
    packs.use(Path("/nowhere"))
    packs.serve(())


@pytest.fixture
def program(build: Callable[..., Program], qtbot: QtBot, tmp_path: Path, served: None) -> Iterator[Program]:
    data = tmp_path / "data"
    settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
    program = build(data)
    program.open()
    ready(program, qtbot)
    yield program
    program.quit()


def ready(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling)


def members(version: str = "1.0.0", title: str = OURS, new: bool = True) -> dict[str, bytes]:
    """A pack with the program's own MVP 3 by another title and, with `new`, one of its own after it."""
    folder = paths.scenarios_dir() / "mvp" / "mvp-03"
    text = (folder / "lesson.toml").read_text(encoding="utf-8")
    before = ownlessons.library().lesson("mvp-03")
    row = row_for(before)
    info = INFO | {
        "version": version,
        "replaces": [{"lesson": row.lesson, "version": row.version, "sha256": row.sha256}],
    }
    changed = text.replace(f'title = "{before.title}"', f'title = "{title}"', 1)
    assert changed != text
    found = {"pack.toml": toml(info).encode(), "mvp/mvp-03/lesson.toml": changed.encode()}
    if new:
        added = text.replace('id = "mvp-03"', 'id = "mvp-03-mer"', 1).replace(
            f'title = "{before.title}"', 'title = "Mer om våld"', 1
        )
        found["mvp/mvp-03-mer/lesson.toml"] = added.encode()
    for picture in folder.glob("*.png"):
        found[f"mvp/mvp-03/{picture.name}"] = picture.read_bytes()
    return found


def written(folder: Path, content: dict[str, bytes], name: str = "ekby.passinnehall") -> Path:
    file = folder / name
    file.write_bytes(packfile.bytes_of(content))
    return file


def added(program: Program, qtbot: QtBot, file: Path) -> None:
    drop(program, file)
    press(asked(program, qtbot), "Lägg till")
    hinted(program, qtbot, "Tillagt: Ekby kommuns pass")


def title_of(program: Program, lesson: str = "mvp-03") -> str:
    assert program.bridge is not None
    return program.bridge.rooms.library.lesson(lesson).title


def installed(program: Program) -> list[str]:
    folder = program._data / paths.PACKS
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []


def test_that_a_dropped_pack_is_shown_before_it_is_added_and_its_lessons_are_then_on_pass(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    file = written(tmp_path, members())
    drop(program, file)
    dialog = asked(program, qtbot)
    text = words(dialog)
    assert "Lägg till Ekby kommuns pass, version 1.0.0?" in text
    assert any(one.startswith("Från Ekby kommun. Fingeravtryck: ") for one in text)
    assert f"I stället för passet som finns här: MVP 3 {OURS}. Stegen är desamma." in text
    assert "Nytt: MVP 3 Mer om våld." in text
    assert installed(program) == []
    press(dialog, "Lägg till")
    hinted(program, qtbot, "Tillagt: Ekby kommuns pass, version 1.0.0.")
    assert [one.split("-")[0] for one in installed(program)] == ["ekby"]
    assert title_of(program) == OURS
    program.desk.show_page("lessons")
    rows.arrive(program.desk)
    page = program.desk.lessons()
    qtbot.waitUntil(lambda: bool(page._lessons))
    page.choose("mvp-03")
    assert "Från innehållspaketet Ekby kommuns pass, version 1.0.0" in words(page.detail)
    page.choose("mvp-01")
    assert not any("innehållspaketet" in one for one in words(page.detail))


def test_that_the_lesson_of_a_pack_can_be_led_and_gone_on_with_when_the_pack_is_gone(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    added(program, qtbot, written(tmp_path, members()))
    assert program.bridge is not None
    wish = ports.StartRequest(lesson="mvp-03-mer", group="6B", people=24, length=50)
    conductor = program.bridge.start(wish)
    hash_then = conductor.session.script.hash
    journal = program.bridge.rooms.journal
    assert journal.flush(5)
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    press(program.desk.settings().packs, "Ta bort …")
    dialog = asked(program, qtbot)
    own = ownlessons.library().lesson("mvp-03").title
    assert "1 pass försvinner: MVP 3 Mer om våld." in words(dialog)
    assert f"Programmets eget pass används igen: MVP 3 {own}." in words(dialog)
    press(dialog, "Ta bort det")
    hinted(program, qtbot, "Innehållspaketet är borttaget.")
    assert installed(program) == []
    assert title_of(program) != OURS
    again = program.bridge.resume(conductor.session.id)
    assert again.session.script.hash == hash_then
    assert again.session.script.lesson.title == "Mer om våld"
    (row,) = queries.sessions(journal)
    assert row.lesson == "mvp-03-mer"


def test_that_a_lesson_that_others_have_changed_is_not_said_to_come_back_with_the_pack_gone(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    added(program, qtbot, written(tmp_path, members()))
    assert program.bridge is not None
    rooms, data = program.bridge.rooms, program._data
    editing = own.begin(rooms.library, "mvp-03")
    editing.put(("title",), "Skolans sätt")
    own.save(data, rooms.library, editing, "Ekskolan", datetime.now().astimezone().date())
    program.bridge.use(anew(data, rooms))
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    ask = next(one for one in rows.shown(program.window, QPushButton) if "Ekby" in one.accessibleName())
    ask.click()
    dialog = asked(program, qtbot)
    assert "1 pass försvinner: MVP 3 Mer om våld." in words(dialog)
    assert not any("används igen" in one for one in words(dialog))
    press(dialog, "Ta bort det")
    hinted(program, qtbot, "Innehållspaketet är borttaget.")
    assert title_of(program) == "Skolans sätt"


def test_that_a_lesson_of_a_pack_stopped_another_day_is_gone_on_with_when_the_pack_is_gone(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    content, name = members(), "mvp/mvp-03/lesson.toml"
    steps = ownlessons.library().lesson("mvp-03").steps
    own = f'id = "{steps[1].id}"'.encode()
    assert own in content[name]
    content[name] = content[name].replace(own, b'id = "ekbys-steg"', 1)
    added(program, qtbot, written(tmp_path, content))
    assert program.bridge is not None
    assert program.errands is not None
    wish = ports.StartRequest(lesson="mvp-03", group="6B", people=24, length=50)
    conductor = program.bridge.start(wish)
    for order in (o.GoTo("ekbys-steg"), o.End()):
        conductor.order(order)
    assert program.bridge.rooms.journal.flush(5)
    program.errands.packs._going = "ekby"
    program.errands.packs.take_away()
    hinted(program, qtbot, "Innehållspaketet är borttaget.")
    again = program.bridge.start(wish._replace(continues=conductor.session.id)).session
    assert again.script.lesson.title != OURS
    assert again.current.id == steps[0].id, "the step it stopped at was the pack's own"


def test_that_a_pack_is_there_at_the_next_start(
    program: Program, qtbot: QtBot, tmp_path: Path, build: Callable[..., Program]
) -> None:
    added(program, qtbot, written(tmp_path, members()))
    program.quit()
    packs.use(Path("/nowhere"))
    again = build(program._data)
    again.open()
    ready(again, qtbot)
    assert title_of(again) == OURS
    again.quit()


def test_that_every_page_stands_when_the_programme_that_a_group_is_in_goes_with_its_pack(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    text = members()["mvp/mvp-03-mer/lesson.toml"].replace(b'"mvp-03-mer"', b'"ekby-1"', 1)
    text = text.replace(b'programme = "mvp"', b'programme = "ekby"', 1).replace(b"slot = 3", b"slot = 1", 1)
    own = b"""[[programme]]
id = "ekby"
name = "Ekby"
full_name = "Ekbys egen serie"
accent = "mvp"
lessons = 4
"""
    content = {"pack.toml": toml(INFO).encode(), "programmes.toml": own, "ekby/ekby-1/lesson.toml": text}
    added(program, qtbot, written(tmp_path, content))
    assert program.bridge is not None
    assert program.errands is not None
    journal, today = program.bridge.rooms.journal, datetime.now().astimezone().date()
    program.bridge.save_group(ports.GroupView(code="6B", people=24), "", active=True)
    wish = ports.StartRequest(lesson="ekby-1", group="6B", people=24, length=50)
    conductor = program.bridge.start(wish)
    for order in (o.Next(), o.Next(), o.End()):
        conductor.order(order)
    year = first_year(today)
    plans.keep_plan(journal, year, [Planned("a", year, "6B", "ekby", "ekby-1", today)])
    assert journal.flush(5)
    program.errands.packs._going = "ekby"
    program.errands.packs.take_away()
    hinted(program, qtbot, "Innehållspaketet är borttaget.")
    for page in ("today", "lessons", "year", "followup", "settings", "today"):
        program.desk.show_page(page)
        rows.arrive(program.desk)
        qtbot.waitUntil(lambda: not program.reader.busy)
        assert not rows.shown(program.window, BugReport)
    again = program.bridge.resume(conductor.session.id)
    assert again.session.script.programme.name == "Ekby"


def test_that_the_picture_of_a_pack_is_drawn_and_is_gone_with_it(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    content, name = members(), "mvp/mvp-03-mer/bild.png"
    content[name] = png(640, 480)
    assert images.size_of(name).isEmpty()
    added(program, qtbot, written(tmp_path, content))
    assert (images.size_of(name).width(), images.size_of(name).height()) == (640, 480)
    assert program.errands is not None
    program.errands.packs._going = "ekby"
    program.errands.packs.take_away()
    hinted(program, qtbot, "Innehållspaketet är borttaget.")
    assert images.size_of(name).isEmpty()


def test_that_what_is_wrong_with_a_pack_is_told_whole_and_nothing_changes(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    bad = members()
    bad["mvp/mvp-03-mer/lesson.toml"] = bad["mvp/mvp-03-mer/lesson.toml"].replace(
        b"minutes = 50", b"minutes = 51", 1
    )
    bad["glossary.toml"] = b"term = 5\n"
    drop(program, written(tmp_path, bad))
    dialog = asked(program, qtbot, ReportDialog)
    field = dialog.findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    text = field.toPlainText()
    assert "ekby.passinnehall/glossary.toml" in text
    assert "ekby.passinnehall/mvp/mvp-03-mer/lesson.toml:" in text
    press(dialog, "Stäng")
    assert installed(program) == []
    assert title_of(program) != OURS


def test_that_the_same_pack_again_changes_nothing_and_an_older_one_is_asked_about_with_care(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    newer = written(tmp_path, members("2.0.0"), "ny.zip")
    added(program, qtbot, newer)
    before = installed(program)
    drop(program, newer)
    hinted(program, qtbot, "finns redan här. Inget har ändrats.")
    drop(program, written(tmp_path, members("1.5.0", "Som det var", new=False)))
    dialog = asked(program, qtbot)
    text = words(dialog)
    assert "Versionen som finns här, 2.0.0, är nyare än den i filen, 1.5.0." in text
    assert "Försvinner: MVP 3 Mer om våld. Det ni har haft finns kvar i loggen." in text
    assert "Ändrat: MVP 3 Som det var. Stegen är desamma." in text
    press(dialog, "Lägg inte till")
    assert installed(program) == before
    assert title_of(program) == OURS


def test_that_what_a_command_has_added_meanwhile_is_seen_before_another_version_is(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    newer = packfile.pack_in(packfile.bytes_of(members("2.0.0")), "ekby.passinnehall")
    packs.add(program._data, packfile.bytes_of(newer.members), newer)  # the window has read before that
    drop(program, written(tmp_path, members("1.5.0", "Som det var")))
    dialog = asked(program, qtbot)
    assert "Versionen som finns här, 2.0.0, är nyare än den i filen, 1.5.0." in words(dialog)
    press(dialog, "Lägg inte till")


def test_that_the_page_for_preparing_follows_when_the_lesson_comes_in_another_version(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.desk.prepare(ports.StartRequest(lesson="mvp-03", group="", people=24, length=50))
    rows.arrive(program.desk)
    page = program.desk.current
    assert isinstance(page, Prepare)
    content, name = members(), "mvp/mvp-03/lesson.toml"
    said = ownlessons.library().lesson("mvp-03").steps[1].leader.say[0].text
    assert json.dumps(said, ensure_ascii=False).encode() in content[name]
    content[name] = content[name].replace(said.encode(), "Så säger vi i Ekby.".encode(), 1)
    added(program, qtbot, written(tmp_path, content))
    page.tabs[1].click()
    qtbot.waitUntil(lambda: any("Så säger vi i Ekby." in one for one in words(page)), timeout=2000)
    assert OURS in words(page)


def test_that_of_two_packs_at_once_each_is_asked_about_by_itself(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    other = {"pack.toml": toml(INFO | {"id": "sund", "name": "Sunds ord"}).encode(), "glossary.toml": ORD}
    drop(program, written(tmp_path, members()), written(tmp_path, other, "sund.passinnehall"))
    first = asked(program, qtbot)
    assert "Lägg till Ekby kommuns pass, version 1.0.0?" in words(first)
    program.take([tmp_path / "sund.passinnehall"])  # as a second start does
    press(first, "Lägg inte till")
    qtbot.waitUntil(
        lambda: any(
            "Sunds ord" in " ".join(words(one)) for one in rows.shown(program.window, HandoverDialog)
        ),
        timeout=10_000,
    )
    press(asked(program, qtbot), "Lägg till")
    hinted(program, qtbot, "Tillagt: Sunds ord, version 1.0.0.")
    assert [one.split("-")[0] for one in installed(program)] == ["sund"]
    assert program.bridge is not None
    assert "fristad" in program.bridge.rooms.library.terms


def test_that_the_page_of_settings_lists_packs_and_what_to_know_of_them(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    content = members()
    content["pack.toml"] = content["pack.toml"].replace(b'"program" = "0.1.0"', b'"program" = "9.0.0"')
    added(program, qtbot, written(tmp_path, content))
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    text = words(program.desk.settings().packs)
    assert "Ekby kommuns pass, version 1.0.0" in text
    assert any(one.startswith("Från Ekby kommun. 2 pass. Fingeravtryck: ") for one in text)
    assert any(one.startswith("Paketet är skrivet för version 9.0.0 av programmet.") for one in text)


def test_that_a_pack_that_somebody_changed_on_the_disk_is_told_at_the_start_and_not_used(
    program: Program, qtbot: QtBot, tmp_path: Path, build: Callable[..., Program]
) -> None:
    added(program, qtbot, written(tmp_path, members()))
    (file,) = (program._data / paths.PACKS).iterdir()
    program.quit()
    file.write_bytes(file.read_bytes().replace(OURS.encode(), "Någons annat".encode()))
    again = build(program._data)
    again.open()
    ready(again, qtbot)
    hinted(again, qtbot, "Paketet har ändrats sedan det lades till.")
    assert title_of(again) != OURS
    again.quit()


def test_that_a_frozen_term_takes_no_packs(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "policy.toml"
    file.write_text('frozen_until = 2099-12-18\nmanaged_by = "Skolans IT"\n', encoding="utf-8")
    decided = load(file, dict)
    monkeypatch.setattr(policy, "in_force", lambda: decided)
    drop(program, written(tmp_path, members()))
    hinted(program, qtbot, "Program och pass ska vara som de är till och med 2099-12-18.")
    assert installed(program) == []
    assert not rows.shown(program.window, QDialog)


def test_that_a_pack_that_a_start_brings_is_asked_about(
    build: Callable[..., Program], qtbot: QtBot, tmp_path: Path, served: None
) -> None:
    data, file = tmp_path / "data", written(tmp_path, members())
    settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
    program = build(data, files=(file,))
    program.open()
    ready(program, qtbot)
    assert "Lägg till Ekby kommuns pass, version 1.0.0?" in words(asked(program, qtbot, HandoverDialog))
    program.quit()
