"""Which school the groups of a laptop belong to: the one that is named here, else the one they came with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator.journal import open_journal, queries
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import first_year
from facilitator.planning.groups import Group
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from facilitator.ui.desk.ports import GroupView
from facilitator.ui.program import Program
from tests.builders import HandClock, begin
from tests.patience import PATIENCE_S
from tests.ui.rows import words


@pytest.fixture
def program(build: Callable[..., Program], qtbot: QtBot, tmp_path: Path) -> Program:
    """The program on a laptop where no school is named, with a group that came from another one."""
    data = tmp_path / "data"
    journal = open_journal(data)
    queries.save_group(journal, Group(code="6B", people=22, school="Ekskolan"))
    journal.close()
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling)
    return program


def schools(program: Program) -> dict[str, str]:
    assert program.bridge is not None
    return {one.code: one.school for one in queries.groups(program.bridge.rooms.journal)}


def test_that_another_choice_takes_no_group_from_its_school(program: Program) -> None:
    program.chooser.change("fades", True)
    program.desk.group_saved.emit(GroupView(code="6B", people=23))
    program.desk.group_saved.emit(GroupView(code="6C", people=20))
    assert schools(program) == {"6B": "Ekskolan", "6C": ""}
    program.quit()


def test_that_a_group_that_goes_out_of_use_keeps_its_size_and_its_school(program: Program) -> None:
    assert program.bridge is not None
    program.desk.group_removed.emit("6B")
    (kept,) = queries.groups(program.bridge.rooms.journal)
    assert kept == Group(code="6B", people=22, school="Ekskolan", active=False)
    program.quit()


def test_that_all_groups_belong_to_the_school_that_is_named_and_to_none_when_it_is_taken_away(
    program: Program,
) -> None:
    for name in ("Almskolan", ""):
        program.chooser.change("school_name", name)
        assert schools(program) == {"6B": name}
    program.quit()


def test_that_it_is_told_where_lessons_are_that_were_led_under_another_name(program: Program) -> None:
    assert program.bridge is not None
    journal = program.bridge.rooms.journal
    program.chooser.change("school_name", "Almskolan")
    assert not hints(program), "nothing has been led"
    clock = HandClock(datetime.now(UTC))
    begin(journal, clock).order(o.End())
    assert journal.flush(PATIENCE_S)
    program.chooser.change("school_code", "ALM")
    (told,) = hints(program)
    assert told.endswith("på sidan Uppföljning: Almskolan.")
    program.quit()


def hints(program: Program) -> list[str]:
    return [one for one in words(program.window) if "förra namn" in one]


def test_that_a_group_that_is_removed_with_lessons_to_come_is_told_of(program: Program) -> None:
    assert program.bridge is not None
    journal, today = program.bridge.rooms.journal, datetime.now().astimezone().date()
    program.desk.group_removed.emit("6B")
    assert not [one for one in words(program.window) if "kvar i planen" in one]
    program.desk.group_saved.emit(GroupView(code="6B", people=23))
    year, day = first_year(today), timedelta(days=1)
    rows = [Planned(f"{n}", year, "6B", "mvp", f"mvp-0{n}", today + n * day) for n in (-1, 0, 1)]
    plans.keep_plan(journal, year, [*rows, replace(rows[2], id="c", group="6C")])
    program.desk.group_removed.emit("6B")
    assert "6B har 2 tillfällen kvar i planen. Ta bort dem på sidan Läsår om de inte blir av." in words(
        program.window
    )
    program.quit()
