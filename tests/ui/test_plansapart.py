"""Plans of other laptops in the window: two that differ are told as on the page Läsår, and chosen between."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator.exchange.packages import merge
from facilitator.exchange.paper.yearplan import year_words
from facilitator.journal import Journal, occasions, queries
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import Break
from facilitator.planning.groups import Group
from facilitator.planning.occasions import Occasion
from facilitator.planning.year import When, staff_passes
from facilitator.ui.desk.conflictdialog import ConflictDialog
from facilitator.ui.desk.year.page import YearPage
from facilitator.ui.loading import Rooms
from facilitator.ui.reader import Reader
from facilitator.ui.rows import laptoprows
from facilitator.ui.rows.deskrows import DeskRows
from facilitator.ui.tasks.planner import Planner
from tests import ownlessons
from tests.exchange.laptops import laptop, packed
from tests.exchange.test_plans import led_whole
from tests.planning.yearbuilder import LABELS, STAFF_LESSONS, YEAR, series
from tests.ui import rows
from tests.ui.planbook import TODAY, filled, planner, year_rooms
from tests.ui.rows import press, shown, words
from tests.ui.test_year import choose, lines, shown_page

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


def test_that_of_two_plans_lessons_that_are_not_here_are_told_apart(rooms: Rooms, tmp_path: Path) -> None:
    lessons = tuple(one for one in rooms.library.lessons if one.id not in ("mvp-02", "mvp-11"))
    view = laptoprows.conflict(
        rooms.journal, planned_twice(rooms, tmp_path), replace(rooms.library, lessons=lessons)
    )
    assert view is not None
    names = {row[0] for row in view.rows}
    assert names >= {"Pass som saknas: mvp-02", "Pass som saknas: mvp-11", "MVP 1 Om MVP 1"}


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


# --- on the page Läsår ---------------------------------------------------------------------------------------------


def cancel(log: Journal, day: date) -> None:
    """Ekskolan's 6B did not have its first lesson."""
    off = Occasion(
        kind="pupils", status="cancelled", day=day, school=SCHOOL, group="6B", audience="pupils",
        programme="mvp", lesson="mvp-01", cause="time",
    )  # fmt: skip
    occasions.enter(log, off, TODAY)


def from_schools(rooms: Rooms, folder: Path) -> None:
    """Packages of two schools and of a laptop that has named none: each has a 6B with MVP. Ekskolan's has held the second lesson."""
    for name, school in (("a", SCHOOL), ("b", "Bokskolan"), ("c", "")):
        with laptop(folder / name) as own:
            queries.save_group(own, Group("6B", 24, school=school))
            plans.keep_plan(own, YEAR, series(at=time(9, 30)))
            if name == "a":
                led_whole(own, SCHOOL)
                cancel(own, date(2026, 8, 31))
            merge.take_in_file(rooms.journal, packed(own, folder / f"{name}.passpaket"))


def pick(box: QComboBox, text: str) -> None:
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


@pytest.fixture
def merged(tmp_path: Path) -> Iterator[Rooms]:
    with year_rooms(filled()) as made:
        from_schools(made, tmp_path)
        yield made


@pytest.fixture
def page(qtbot: QtBot, merged: Rooms) -> YearPage:
    window = QWidget()
    qtbot.addWidget(window)
    return shown_page(qtbot, planner(merged, window))


def test_that_the_year_of_a_school_that_came_is_chosen_and_looked_at(page: YearPage) -> None:
    names = [page.school.itemText(place) for place in range(page.school.count())]
    assert names[:3] == ["Det som planeras här", "Bokskolan", SCHOOL]
    assert names[3].startswith("Datorn ")
    assert len(names) == 4
    own = lines(page)
    pick(page.school, SCHOOL)
    came = [line for line in lines(page) if line[3]]
    assert {line[1] for line in came} == {"6B"}
    stands = {line[2]: line[3] for line in came}
    assert stands["MVP 2 Om MVP 2"] == "Hållet"
    assert stands["MVP 1 Om MVP 1"] == "Inställt"
    assert stands["MVP 3 Om MVP 3"] == "Försenat"
    assert ["mån 12 okt  09.30", "6B", "MVP 4 Om MVP 4", "Idag"] in came
    pick(page.school, "Bokskolan")
    assert {line[3] for line in lines(page)} == {"", "Försenat", "Idag", "Kommer"}
    pick(page.school, "Det som planeras här")
    assert lines(page) == own


def test_that_what_came_says_from_where_and_is_not_changed_here(page: YearPage, merged: Rooms) -> None:
    pick(page.school, SCHOOL)
    assert any("\nFrån datorn " in one and ": 6B." in one for one in words(page))
    one = choose(page, "2026.6B.mvp-05")
    assert not page.change.isEnabled()
    page.ask_change(one)
    assert page.dialog is None
    assert any(text.startswith("Planerat på datorn ") for text in words(page))
    place = page.table.currentIndex().siblingAtColumn(1)
    assert "Det ändras där." in place.data(Qt.ItemDataRole.AccessibleTextRole)
    assert not place.data(Qt.ItemDataRole.DecorationRole).isNull()
    own = [page.plan, page.add, page.entered]
    assert not any(one.isVisible() for one in own), "they concern what is planned here"
    assert any(text.startswith("Så här ser skolans plan ut") for text in words(page))
    pick(page.school, "Det som planeras här")
    assert all(one.isVisible() for one in own)
    assert not any(text.startswith("Så här ser skolans plan ut") for text in words(page))


def test_that_a_lesson_of_theirs_that_is_not_here_is_said_to_be_missing(qtbot: QtBot, merged: Rooms) -> None:
    lessons = tuple(one for one in merged.library.lessons if one.id not in ("mvp-02", "mvp-05"))
    poorer = merged._replace(library=replace(merged.library, lessons=lessons))
    window = QWidget()
    qtbot.addWidget(window)
    page = shown_page(qtbot, planner(poorer, window))
    pick(page.school, SCHOOL)
    told = "Passledaren har inte passet ”{}”."
    assert choose(page, "2026.6B.mvp-05").doubts[0].startswith(told.format("mvp-05"))
    assert choose(page, "2026.6B.mvp-02").doubts == (), "it has been held"


def test_that_the_day_of_a_plan_that_came_is_written_as_other_days(page: YearPage) -> None:
    pick(page.school, SCHOOL)
    told = next(one for one in words(page) if "Från datorn " in one)
    assert re.search(r"planerat \d{1,2} [a-z]{3};", told)


def read_beside(qtbot: QtBot, merged: Rooms) -> tuple[YearPage, Reader]:
    """The page whose schools are read in a thread of their own, and what reads them."""
    window = QWidget()
    qtbot.addWidget(window)
    reader = Reader(lambda: merged, window)
    planner = Planner(window, lambda: merged, window, today=lambda: TODAY, reader=reader)
    return shown_page(qtbot, planner), reader


def test_that_a_school_is_read_beside_the_window_and_what_is_chosen_last_shows(
    qtbot: QtBot, merged: Rooms
) -> None:
    page, reader = read_beside(qtbot, merged)
    own = lines(page)
    pick(page.school, SCHOOL)
    assert reader.busy
    assert lines(page) == own, "the window has not waited for it"
    qtbot.waitUntil(lambda: not reader.busy)
    assert {line[1] for line in lines(page) if line[3]} == {"6B"}
    pick(page.school, "Bokskolan")
    pick(page.school, "Det som planeras här")
    qtbot.waitUntil(lambda: not reader.busy)
    assert lines(page) == own
    assert page.plan.isVisible()


def test_that_a_school_stays_chosen_when_the_page_is_filled_before_it_has_been_read(
    qtbot: QtBot, merged: Rooms
) -> None:
    page, reader = read_beside(qtbot, merged)
    pick(page.school, SCHOOL)
    page.fill(rows.view(today=TODAY))
    qtbot.waitUntil(lambda: not reader.busy)
    assert page.school.currentText() == SCHOOL
    assert {line[1] for line in lines(page) if line[3]} == {"6B"}


def test_that_a_page_that_is_gone_is_told_of_no_school(qtbot: QtBot, merged: Rooms) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    reader = Reader(lambda: merged, window)
    page = YearPage(Planner(window, lambda: merged, window, today=lambda: TODAY, reader=reader))
    page.fill(rows.view(today=TODAY))
    page.show()
    pick(page.school, SCHOOL)
    assert reader.busy
    shiboken6.delete(page)  # as when the language is changed
    qtbot.waitUntil(lambda: not reader.busy)


def test_that_what_is_planned_here_of_a_school_stands_among_what_came(qtbot: QtBot, merged: Rooms) -> None:
    for group in (Group("6A", 24, school=SCHOOL), Group("6B", 26, school="Bokskolan")):
        queries.save_group(merged.journal, group)
    window = QWidget()
    qtbot.addWidget(window)
    page = shown_page(qtbot, planner(merged, window))
    pick(page.school, SCHOOL)
    assert {line[1] for line in lines(page) if line[3]} == {"6A", "6B"}
    assert choose(page, "2026.6A.mvp-05").came == ""
    assert page.change.isEnabled()
    assert choose(page, "2026.6B.mvp-05").came
    assert "Bokskolan" not in {page.school.itemText(place) for place in range(page.school.count())}, (
        "6B of Bokskolan is planned here"
    )


def test_that_wheel_and_paper_and_calendar_are_those_of_the_school(
    qtbot: QtBot, page: YearPage, merged: Rooms, tmp_path: Path
) -> None:
    pick(page.school, SCHOOL)
    wheel = page.wheel._wheel
    assert wheel is not None
    assert (set(wheel.rings), wheel.held, wheel.planned) == ({"6B"}, 1, 11)
    keeper = page._planner
    assert isinstance(keeper, Planner)
    with qtbot.waitSignal(keeper.paper_wanted) as asked:
        press(page, "Skriv ut")
    paper = asked.args[0].year
    assert (paper.school, paper.held, paper.planned) == (SCHOOL, 1, 11)
    assert year_words(paper) == f"Läsår 2026/27 · {SCHOOL}"
    press(page, "Kalenderfil")
    assert keeper.dialog is not None
    keeper.dialog.reject()
    keeper.write(str(tmp_path / "plan.ics"))
    text = (tmp_path / "plan.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    with laptop(tmp_path / "a") as own:
        theirs = own.device
    assert text.count("BEGIN:VEVENT") == 21
    assert f"UID:2026.6B.mvp-05.{theirs}@passledaren" in text, "as in the calendar file of that laptop"
    assert text.count("STATUS:CANCELLED") == 1


def test_that_what_is_due_here_is_not_changed_by_what_came(merged: Rooms) -> None:
    whole = ownlessons.library(TODAY)
    with year_rooms(filled()) as alone:
        wanted = DeskRows(alone._replace(library=whole)).view(TODAY)
    found = DeskRows(merged._replace(library=whole)).view(TODAY)
    assert any(due.planned for due in wanted.due)
    assert found.due == wanted.due
    assert found.plan == wanted.plan


def test_that_a_coordinator_who_plans_nothing_is_told_where_the_plans_are(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with year_rooms() as made:
        window = QWidget()
        qtbot.addWidget(window)
        page = shown_page(qtbot, planner(made, window))
        told = "Planer för andra skolor har kommit från andra datorer: välj en skola här ovanför."
        assert "Inget är planerat än" in words(page)
        assert told not in words(page)
        assert not page.school.isVisible()
        from_schools(made, tmp_path)
        keeper = page._planner
        assert isinstance(keeper, Planner)
        keeper.changed.emit()
        assert told in words(page)
        pick(page.school, SCHOOL)
        assert page.table.isVisible()


def test_that_a_schools_staff_and_its_own_days_off_are_shown_with_its_plans(
    qtbot: QtBot, page: YearPage, merged: Rooms, tmp_path: Path
) -> None:
    off = Break(date(2026, 11, 6), date(2026, 11, 6), "study")
    before = plans.breaks(merged.journal, YEAR)
    with laptop(tmp_path / "a") as own:
        staff = staff_passes(STAFF_LESSONS, When(date(2026, 8, 18)), (off,), (), LABELS)
        plans.keep_plan(own, YEAR, [*plans.plan(own, YEAR), *staff])
        plans.keep_breaks(own, YEAR, [off])
        said = Occasion(
            kind="staff", status="held", day=date(2026, 8, 18), minutes=60, audience="staff", programme="personal",
            lesson="personal-p1", school=SCHOOL, present=20,
        )  # fmt: skip
        occasions.enter(own, said, TODAY)
        merge.take_in_file(merged.journal, packed(own, tmp_path / "a2.passpaket"))
    keeper = page._planner
    assert isinstance(keeper, Planner)
    keeper.changed.emit()
    pick(page.school, SCHOOL)
    found = lines(page)
    assert ["6 nov", "Studiedag", "", ""] in found
    assert not any("Höstlov" in line for line in found)
    stands = {line[2]: line[3] for line in found if line[1] == "Personalen"}
    assert stands["Personal 1 Om Personal 1"] == "Hållet"
    assert stands["Personal 2 Om Personal 2"] == "Försenat"
    pick(page.filter, "Personalen")
    assert {line[1] for line in lines(page) if line[3]} == {"Personalen"}
    pick(page.school, "Det som planeras här")
    assert any("Höstlov" in line for line in lines(page))
    assert plans.breaks(merged.journal, YEAR) == before
    assert lines(page)[1][1] == "Personalen", "the choice of the staff stays"


def test_that_plans_that_came_and_cannot_be_read_leave_ones_own_as_they_are(
    qtbot: QtBot, page: YearPage, merged: Rooms
) -> None:
    pick(page.school, SCHOOL)
    own = plans.plan(merged.journal, YEAR)
    with merged.journal.database.begin() as connection:
        connection.exec_driver_sql("UPDATE plan_version SET rows = 'i dag'")
    keeper = page._planner
    assert isinstance(keeper, Planner)
    with qtbot.waitSignal(keeper.told) as told:
        keeper.changed.emit()
    assert "skadad" in str(told.args)
    assert sum(bool(line[3]) for line in lines(page)) == len(own)
    assert page.school.currentText() == "Det som planeras här"
    assert page.plan.isEnabled()
