"""Plans of other laptops in the window: two that differ are told as on the page Läsår, and chosen between."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator.exchange import merge
from facilitator.journal import plans, queries
from facilitator.planning.groups import Group
from facilitator.ui import laptoprows
from facilitator.ui.desk.conflictdialog import ConflictDialog
from facilitator.ui.loading import Rooms
from tests.exchange.laptops import laptop, packed
from tests.planning.yearbuilder import YEAR, series
from tests.ui.planbook import year_rooms
from tests.ui.rows import shown

SCHOOL = "Ekskolan"


@pytest.fixture
def rooms() -> Iterator[Rooms]:
    with year_rooms() as made:
        yield made


def planned_twice(rooms: Rooms, folder: Path) -> str:
    """Two laptops of a school have planned the same group; the second one has moved a lesson and left the last out."""
    rows = series(date(2026, 8, 31))
    for name in "ab":
        with laptop(folder / name) as own:
            queries.save_group(own, Group("6B", 24, school=SCHOOL))
            plans.keep_plan(own, YEAR, rows)
            merge.take_in_file(rooms.journal, packed(own, folder / f"{name}.passpaket"))
        moved = (
            replace(row, day=row.day + timedelta(days=1)) if row.lesson == "mvp-02" else row for row in rows
        )
        rows = tuple(row for row in moved if row.lesson != "mvp-11")
    (key,) = laptoprows.waiting(rooms.journal)
    return key


def test_that_two_plans_are_told_by_titles_and_days_and_what_differs_is_marked(
    qtbot: QtBot, rooms: Rooms, tmp_path: Path
) -> None:
    view = laptoprows.conflict(rooms.journal, planned_twice(rooms, tmp_path), rooms.library)
    assert view is not None
    assert view.title == f"Plan · 6B · {SCHOOL} · 2026/27"
    told = {name: {ours, theirs} for name, ours, theirs in view.rows}
    assert told["MVP 2 Om MVP 2"] == {"mån 14 sep", "tis 15 sep"}
    assert "–" in told["MVP 11 Om MVP 11"]
    assert told["MVP 1 Om MVP 1"] == {"mån 31 aug"}
    assert not any(name.startswith("mvp-") for name in told)
    differ = [ours != theirs for _name, ours, theirs in view.rows[1:]]
    assert differ == sorted(differ, reverse=True), "what differs comes first"
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ConflictDialog(view, 0, window)
    dialog.show()
    labels = shown(dialog, QLabel)
    marked = {one.text() for one in labels if one.accessibleName().endswith(": skiljer sig")}
    assert marked == {name for name, ours, theirs in view.rows if ours != theirs}
    assert f"{len(marked)} rader skiljer sig och är märkta." in {one.text() for one in labels}
