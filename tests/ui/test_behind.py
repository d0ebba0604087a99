"""The desk shows what the log holds, also when that has come late, in another language, or from a form that was left."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator import settings
from facilitator.content.adding import packs
from facilitator.session import orders as o
from facilitator.ui.desk import ports
from facilitator.ui.desk.ending import Ending
from facilitator.ui.desk.unfinished import Drafts
from facilitator.ui.program import Program
from facilitator.ui.rows.deskrows import DeskRows
from tests.exchange.laptops import laptop, led, packed
from tests.patience import PATIENCE_S
from tests.ui import rows
from tests.ui.rows import press, words
from tests.ui.test_packing import asked, hinted
from tests.ui.test_packs import added, members, written

WISH = ports.StartRequest("mvp-03", "6B", 24, 50)


@pytest.fixture
def program(build: Callable[..., Program], qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with a group, opened and at rest."""
    settings.Settings(tmp_path / "data").change(settings.FIRST_RUN_DONE, True)
    made = build(tmp_path / "data")
    made.open()
    qtbot.waitUntil(lambda: made.bridge is not None and not made.desk.today().filling)
    made.desk.group_saved.emit(ports.GroupView("6B", 24))
    at_rest(made, qtbot)
    yield made
    made.quit()
    packs.use(Path("/nowhere"))
    packs.serve(())


def at_rest(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.reader.busy and not program.desk.today().filling)


def form_after_a_lesson(program: Program, qtbot: QtBot) -> Ending:
    program.desk.start_requested.emit(WISH)
    assert program.room.live is not None
    program.room.live.give(o.Next())
    program.room.live.give(o.End())
    qtbot.waitUntil(lambda: bool(program.desk.findChildren(Ending)))
    rows.arrive(program.desk)
    at_rest(program, qtbot)
    return program.desk.findChildren(Ending)[0]


def assert_up_to_date(program: Program, qtbot: QtBot) -> None:
    """What the desk shows is what the log holds, once it holds all it was given."""
    assert program.bridge is not None
    assert program.bridge.rooms.journal.flush(PATIENCE_S)
    held = DeskRows(program.bridge.rooms).look(datetime.now().astimezone().date())
    qtbot.waitUntil(lambda: program.desk._view == held)


def test_that_what_a_form_has_corrected_shows_when_the_form_is_left_for_another_page(
    program: Program, qtbot: QtBot
) -> None:
    form = form_after_a_lesson(program, qtbot)
    press(form, "Deltagare: en färre")
    program.desk.show_page("lessons")
    press(form, "Deltagare: en färre")  # the next page is still on its way
    assert_up_to_date(program, qtbot)
    assert program.desk._view is not None
    assert [one.people for one in program.desk._view.drafts] == [22]


def test_that_a_lesson_that_the_disk_refused_shows_when_it_has_come_into_the_log(
    program: Program, qtbot: QtBot, full_disk: Callable[[bool], None]
) -> None:
    full_disk(True)
    form_after_a_lesson(program, qtbot)
    assert program.bridge is not None
    journal = program.bridge.rooms.journal
    assert journal.status in ("spilled", "unsaved")
    full_disk(False)
    assert journal.flush(PATIENCE_S)
    assert_up_to_date(program, qtbot)
    assert program.desk._view is not None
    assert len(program.desk._view.drafts) == 1


@pytest.mark.parametrize("begun", [True, False])
def test_that_a_lesson_whose_end_the_disk_has_refused_so_far_is_gone_on_with_in_its_form(
    program: Program, qtbot: QtBot, full_disk: Callable[[bool], None], begun: bool
) -> None:
    full_disk(not begun)
    program.desk.start_requested.emit(WISH)
    live = program.room.live
    assert live is not None
    session = live.session.id
    assert program.bridge is not None
    assert program.bridge.rooms.journal.flush(PATIENCE_S) == begun, "whether the log has it at all"
    full_disk(True)
    live.give(o.End())
    qtbot.waitUntil(lambda: bool(program.desk.findChildren(Ending)))
    program.desk.show_page("today")
    rows.arrive(program.desk)
    at_rest(program, qtbot)
    assert program.desk._view is not None
    assert program.desk._view.stopped == ()
    (drafts,) = program.desk.findChildren(Drafts)
    drafts.draft_requested.emit(program.desk._view.drafts[0].session)
    assert not program.room.running
    rows.arrive(program.desk)
    assert [one._view.session for one in program.desk.findChildren(Ending)] == [session]


def test_that_what_is_told_of_packs_and_lessons_is_told_in_the_language_that_was_chosen(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    added(program, qtbot, written(tmp_path, members()))
    assert_up_to_date(program, qtbot)
    program.chooser.change(settings.LANGUAGE.key, "en")
    assert_up_to_date(program, qtbot)
    program.desk.show_page("settings")
    rows.arrive(program.desk)
    assert any(one.startswith("From Ekby kommun. 2 lessons.") for one in words(program.desk))


def test_that_groups_that_change_their_school_show_what_they_have_had_there(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    with laptop(tmp_path / "other") as other:
        led(other, group="6B", school="Ekskolan")
        file = packed(other, tmp_path / "annan.passpaket")
    program.take([file])
    press(asked(program, qtbot), "Ta in")
    hinted(program, qtbot, "Intaget: 1 ny")
    program.chooser.change(settings.SCHOOL_NAME.key, "Ekskolan")
    assert_up_to_date(program, qtbot)
    assert program.desk._view is not None
    assert program.desk._view.so_far.sessions == 1
