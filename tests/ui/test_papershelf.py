"""Every lesson as a PDF on disk: drawn in idle time by another process, never beside a lesson, and told in the settings."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from facilitator import paths
from facilitator.content.library import Library
from facilitator.content.local import MOST, local_contact
from facilitator.errors import WorldTrouble
from facilitator.exchange import papershelf
from facilitator.ui.desk.sections import PaperSection
from facilitator.ui.paper.papershelf import PaperShelf, look
from tests import ownlessons
from tests.ui import rows
from tests.ui.rows import words

KURATOR = local_contact(1, "Kurator", "rum 214", "Alla på skolan", rows.TODAY)


@pytest.fixture(scope="module")
def two() -> Library:
    whole = ownlessons.library(rows.TODAY)
    return replace(whole, lessons=(whole.lesson("apt-a1"), whole.lesson("mvp-10")))


def test_that_each_lesson_is_drawn_once_and_again_only_when_it_has_changed(
    two: Library, tmp_path: Path
) -> None:
    folder, told = tmp_path / "reserv", list[str]()
    assert papershelf.refresh(two, (), folder, told.append) == 2
    files = sorted(path.name for path in folder.glob("*.pdf"))
    assert files == sorted(told)
    assert files[1] == "MVP 10 Hedersrelaterat våld och förtryck (mvp-10).pdf"
    before = {name: (folder / name).read_bytes() for name in files}
    assert papershelf.refresh(two, (), folder, told.append) == 0
    changed = replace(two.lessons[1], summary="En annan inledning.")
    assert papershelf.refresh(replace(two, lessons=(two.lessons[0], changed)), (), folder, told.append) == 1
    assert (folder / files[0]).read_bytes() == before[files[0]]
    assert (folder / files[1]).read_bytes() != before[files[1]]
    assert papershelf.refresh(two, (KURATOR,), folder, told.append) == 2
    many = (KURATOR,) * MOST
    assert papershelf.refresh(two, many, folder, told.append) == 2
    last = replace(KURATOR, name="Rektor")
    assert papershelf.refresh(two, (*many[1:], last), folder, told.append) == 2, (
        "the list has no room for it, the last card has"
    )


def test_that_what_was_taken_away_or_broken_comes_back_and_what_is_not_ours_stays(
    two: Library, tmp_path: Path
) -> None:
    papershelf.refresh(two, (), tmp_path, quiet)
    (gone, kept) = (papershelf.file_name(lesson) for lesson in two.lessons)
    (tmp_path / gone).unlink()
    (tmp_path / "egen.pdf").write_bytes(b"min")
    assert papershelf.refresh(two, (), tmp_path, quiet) == 1
    (tmp_path / papershelf.NOTES).write_text('{"../egen.pdf": "x", "half', encoding="utf-8")
    assert papershelf.refresh(replace(two, lessons=two.lessons[1:]), (), tmp_path, quiet) == 1
    assert papershelf.refresh(replace(two, lessons=two.lessons[:1]), (), tmp_path, quiet) == 1
    assert not (tmp_path / kept).exists()
    assert (tmp_path / "egen.pdf").read_bytes() == b"min"


def test_that_a_disk_that_refuses_is_told(two: Library, tmp_path: Path) -> None:
    (tmp_path / "reserv").write_text("a file where the folder should be")
    with pytest.raises(WorldTrouble):
        papershelf.refresh(two, (), tmp_path / "reserv", quiet)


def quiet(_name: str) -> None:
    pass


def shelf(tmp_path: Path, *, busy: bool = False, wanted: bool = True) -> PaperShelf:
    return PaperShelf(tmp_path, lambda: busy, lambda: wanted)


def running(made: PaperShelf) -> bool:
    return made.process.state() != QProcess.ProcessState.NotRunning


def test_that_another_process_draws_and_a_lesson_that_begins_ends_it_at_once(
    tmp_path: Path, qtbot: QtBot
) -> None:
    made = shelf(tmp_path)
    made.begin(0)
    folder = paths.reserve_dir(tmp_path)
    qtbot.waitUntil(lambda: look(folder).files > 0)
    assert running(made)
    made.rest()
    assert not running(made)
    drawn = look(folder).files
    assert all(file.read_bytes().rstrip().endswith(b"%%EOF") for file in folder.glob("*.pdf"))
    made.look()
    qtbot.waitUntil(lambda: look(folder).files > drawn)
    made.end()
    assert not running(made)


def test_that_nothing_is_drawn_beside_a_lesson_or_when_nobody_wants_it(tmp_path: Path, qtbot: QtBot) -> None:
    for made in (shelf(tmp_path, busy=True), shelf(tmp_path, wanted=False)):
        made.look()
        assert not running(made)
        made.end()


def test_that_the_settings_tell_what_lies_there_and_can_turn_it_off(tmp_path: Path, qtbot: QtBot) -> None:
    made = PaperSection(rows.CHOICES._replace(data_dir=tmp_path))
    qtbot.addWidget(made)
    made.show()
    assert "Inga finns där än. De ritas när programmet vilar." in words(made)
    assert "Öppna mappen" not in words(made)
    folder = paths.reserve_dir(tmp_path)
    folder.mkdir()
    (folder / "MVP 1 (mvp-01).pdf").write_bytes(b"%PDF")
    made.show_state()
    assert any(text.startswith("1 pass finns där.") for text in words(made))
    assert "Öppna mappen" in words(made)
    with qtbot.waitSignal(made.changed) as sent:
        rows.press(made, "Nej")
    assert sent.args == ["reserve_papers", False]
