"""What was held, cancelled or moved without the program, entered through the dialogs into a real log."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from facilitator.i18n import set_language
from facilitator.journal import occasions, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.yearplan import plans
from facilitator.planning import yearwords
from facilitator.planning.groups import Group
from facilitator.planning.occasions import AUDIENCES, Kind, Occasion
from facilitator.session import orders as o
from facilitator.ui import style
from facilitator.ui.desk.occasions.entrydialog import EntryDialog
from facilitator.ui.desk.occasions.latedialog import LateDialog, _school_day_before
from facilitator.ui.desk.occasions.listdialog import OccasionList
from facilitator.ui.desk.turns import Turns
from facilitator.ui.desk.year.occasiondialog import OccasionDialog
from facilitator.ui.desk.year.page import YearPage
from facilitator.ui.loading import Rooms
from facilitator.ui.parts.choice import Choice
from facilitator.ui.rows import laptoprows
from facilitator.ui.rows.deskrows import DeskRows, held_views
from facilitator.ui.tasks.entering import Entering
from tests import ownlessons
from tests.builders import HandClock, begin
from tests.content import builder as content
from tests.patience import PATIENCE_S
from tests.planning.yearbuilder import YEAR
from tests.ui import rows
from tests.ui.followbook import opened
from tests.ui.planbook import TODAY, filled, planner, year_rooms
from tests.ui.test_accessible import SCHOOL_LAPTOP, SMALLEST_TARGET, cut_off, name


@pytest.fixture
def rooms() -> Iterator[Rooms]:
    with year_rooms(filled()) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, rooms: Rooms) -> YearPage:
    return shown_with(qtbot, rooms)


@pytest.fixture
def whole(qtbot: QtBot, rooms: Rooms) -> YearPage:
    """The page with the lessons that come with the program."""
    return shown_with(qtbot, Rooms(rooms.journal, ownlessons.library(TODAY)))


def shown_with(qtbot: QtBot, rooms: Rooms) -> YearPage:
    keeper = planner(rooms, None)
    page = YearPage(keeper)
    qtbot.addWidget(page)
    keeper.setParent(page)
    page.fill(rows.view(today=TODAY))
    page.show()

    def again() -> None:
        page.fill(rows.view(today=TODAY))

    keeper.changed.connect(again)
    return page


def entering(page: YearPage) -> Entering:
    keeper = page.findChild(Entering)
    assert keeper is not None
    return keeper


def pick(choice: Choice, value: object) -> None:
    """Choose an answer as a person does."""
    choice.choose(value)
    choice.chosen.emit(value)


def change(page: YearPage, label: str, group: str) -> OccasionDialog:
    one = next(one for one in page._shown() if (one.label, one.row.group) == (label, group))
    page.ask_change(one)
    assert isinstance(page.dialog, OccasionDialog)
    return page.dialog


def state(page: YearPage, label: str, group: str) -> str:
    return next(one.state for one in page._shown() if (one.label, one.row.group) == (label, group))


def test_that_a_lesson_is_cancelled_with_a_reason_and_says_so(page: YearPage, rooms: Rooms) -> None:
    dialog = change(page, "MVP 5", "6B")
    assert not dialog.off.isEnabled()
    pick(dialog.cause, "illness")
    dialog.off.click()
    (one,) = occasions.values(rooms.journal)
    assert (one.kind, one.status, one.cause, one.group, one.lesson) == (
        "pupils",
        "cancelled",
        "illness",
        "6B",
        "mvp-05",
    )
    assert state(page, "MVP 5", "6B") == "cancelled"
    view = next(one for one in page._shown() if one.state == "cancelled")
    assert view.note == "Inställt: sjukdom"
    assert not change(page, "MVP 5", "6B").off.isVisible(), "it is cancelled already"


def test_that_what_was_held_after_all_is_no_longer_said_to_be_cancelled(page: YearPage, rooms: Rooms) -> None:
    dialog = change(page, "APT 1", "")
    pick(dialog.cause, "illness")
    dialog.off.click()
    (before,) = (one for one in page._shown() if one.note)
    held = Occasion(
        kind="apt",
        status="held",
        day=TODAY,
        minutes=45,
        audience="staff",
        programme="apt",
        lesson=before.row.lesson,
    )
    occasions.enter(rooms.journal, held, TODAY)
    page.fill(rows.view(today=TODAY))
    (after,) = (one for one in page._shown() if one.row.id == before.row.id)
    assert (before.note, before.state) == ("Inställt: sjukdom", "cancelled")
    assert (after.note, after.state) == ("", "held")


def test_that_a_lesson_that_was_begun_and_is_late_says_so(page: YearPage, rooms: Rooms) -> None:
    """A report calls it begun and does not count it among the late ones: whoever reads both is told why."""
    late = next(
        one for one in page._shown() if one.state == "late" and one.row.group == "6B" and one.row.lesson
    )
    clock = HandClock(datetime(2026, 10, 5, 8, 10, tzinfo=UTC))
    lesson = content.script(id=late.row.lesson, label=late.label)
    conductor = begin(rooms.journal, clock, lesson=lesson, group="6B")
    conductor.order(o.End())
    assert rooms.journal.flush(PATIENCE_S)
    page.fill(rows.view(today=TODAY))
    (after,) = (one for one in page._shown() if one.row.id == late.row.id)
    assert (after.state, after.note) == ("late", "Påbörjat 2026-10-05, inte lett till slutet.")
    off = Occasion(
        kind="pupils", status="cancelled", day=late.row.day, audience="pupils", group="6B", lesson=late.row.lesson,
        programme="mvp", cause="illness",
    )  # fmt: skip
    occasions.enter(rooms.journal, off, TODAY)
    page.fill(rows.view(today=TODAY))
    (after,) = (one for one in page._shown() if one.row.id == late.row.id)
    assert after.note == "Inställt: sjukdom", "what has become of it last is said"


def test_that_a_move_is_noted_only_when_a_reason_is_given(page: YearPage, rooms: Rooms) -> None:
    dialog = change(page, "MVP 5", "6B")
    day = dialog.when.day.day
    dialog.when.day.show_day(day + timedelta(days=1))
    dialog._move()
    assert occasions.values(rooms.journal) == []
    dialog = change(page, "MVP 5", "6B")
    pick(dialog.cause, "room")
    dialog.when.day.show_day(day + timedelta(days=3))
    dialog._move()
    (one,) = occasions.values(rooms.journal)
    assert (one.status, one.cause, one.day, one.moved_to) == (
        "moved", "room", day + timedelta(days=1), day + timedelta(days=3),
    )  # fmt: skip
    moved = next(one for one in page._shown() if one.note)
    assert moved.note.startswith("Flyttat från ")


def test_that_undo_of_a_move_takes_back_what_was_noted_of_it(
    page: YearPage, rooms: Rooms, full_disk: Callable[[bool], None]
) -> None:
    def move() -> None:
        dialog = change(page, "MVP 5", "6B")
        pick(dialog.cause, "room")
        dialog.when.day.show_day(dialog.when.day.day + timedelta(days=3))
        dialog._move()

    move()
    page.undo.click()
    assert plans.plan(rooms.journal, YEAR) == filled()
    assert occasions.values(rooms.journal) == []
    move()
    assert len(occasions.values(rooms.journal)) == 1, "the same move is noted anew"
    full_disk(True)
    page.undo.click()
    full_disk(False)
    page.undo.click()
    assert plans.plan(rooms.journal, YEAR) == filled()
    assert occasions.values(rooms.journal) == []
    assert len(occasions.occasions(rooms.journal, withdrawn=True)) == 2, (
        "what was taken back stays in the log"
    )


def test_that_a_planned_staff_pass_is_held_when_it_has_been_entered(page: YearPage, rooms: Rooms) -> None:
    assert state(page, "Personal 1", "") == "late"
    dialog = change(page, "Personal 1", "")
    dialog._was_held()
    entry = entering(page).dialog
    assert isinstance(entry, EntryDialog)
    assert (entry.kind.value, entry.lesson.currentData()) == ("staff", "personal-p1")
    entry._save()
    (one,) = occasions.values(rooms.journal)
    assert (one.kind, one.lesson, one.day, one.minutes) == ("staff", "personal-p1", date(2026, 8, 18), 45)
    assert state(page, "Personal 1", "") == "held"


def test_that_supervision_is_entered_for_a_group_in_numbers(page: YearPage, rooms: Rooms) -> None:
    entering(page).ask("new")
    entry = entering(page).dialog
    assert isinstance(entry, EntryDialog)
    pick(entry.kind, "supervision")
    entry.group.setCurrentIndex(entry.group.findData("6B"))
    entry.day.show_day(date(2026, 9, 8))
    entry._counted.click()
    entry.present.show_value(4)
    pick(entry.became, "partial")
    entry._save()
    assert entry.isVisible()
    assert entry.says.text() == "Välj en orsak."
    pick(entry.cause, "schedule")
    entry._save()
    (one,) = occasions.values(rooms.journal)
    assert (one.group, one.present, one.cause, one.lesson) == ("6B", 4, "schedule", "")
    assert next(one.state for one in page._shown() if one.row.group == "6B" and not one.row.lesson) == "held"


def test_that_a_correction_asks_why_and_what_was_taken_back_is_gone(page: YearPage, rooms: Rooms) -> None:
    own = occasions.enter(
        rooms.journal,
        Occasion(
            kind="parents", status="held", day=date(2026, 9, 8), minutes=60, audience="guardians", present=40
        ),
        TODAY,
    )
    entering(page).ask("list")
    listing = entering(page).dialog
    assert isinstance(listing, OccasionList)
    listing.correct.click()
    entry = listing.dialog
    assert entry is not None
    entry.present.show_value(41)
    entry._save()
    assert entry.says.text() == "Välj varför du rättar."
    pick(entry.why, "mistyped")
    entry._save()
    assert [one.why for one in occasions.history(rooms.journal, own)] == ["", "mistyped"]
    assert listing.table.model().index(0, 4).data() == "41"
    listing.away.click()
    assert occasions.values(rooms.journal) == []
    assert not listing.table.isVisible()


def test_that_a_lesson_whose_pack_is_gone_is_told_by_what_the_log_knows_of_it(
    page: YearPage, rooms: Rooms
) -> None:
    led = content.script(id="kommun-01", label="Kommun 1", title="Vår skolgård")
    begin(rooms.journal, lesson=led, group="6B").order(o.End())
    assert rooms.journal.flush(PATIENCE_S)
    off = Occasion(
        kind="pupils", status="cancelled", day=date(2026, 9, 8), audience="pupils", group="6B", lesson="kommun-01",
        programme="mvp", cause="illness",
    )  # fmt: skip
    occasions.enter(rooms.journal, off, TODAY)
    occasions.enter(rooms.journal, replace(off, lesson="kommun-02", day=date(2026, 9, 9)), TODAY)
    occasions.enter(rooms.journal, replace(off, lesson="mvp-03", day=date(2026, 9, 10)), TODAY)
    assert [one.what for one in entering(page).lines(YEAR)] == [
        "Pass med elever · MVP 3 · 6B",
        "Pass med elever · Pass som saknas · 6B",
        "Pass med elever · Kommun 1 Vår skolgård · 6B",
    ]


def test_that_the_list_is_of_the_school_year_that_is_shown(page: YearPage, rooms: Rooms) -> None:
    now = Occasion(kind="parents", status="held", day=date(2026, 9, 8), minutes=60, audience="guardians")
    occasions.enter(rooms.journal, now, TODAY)
    occasions.enter(rooms.journal, replace(now, day=date(2026, 3, 3)), TODAY)
    page.entered.click()
    listing = entering(page).dialog
    assert isinstance(listing, OccasionList)
    assert [one.values.day for one in listing._lines] == [date(2026, 9, 8)]
    listing.accept()
    page._earlier.click()
    page.entered.click()
    listing = entering(page).dialog
    assert isinstance(listing, OccasionList)
    assert [one.values.day for one in listing._lines] == [date(2026, 3, 3)]
    assert any(one.text() == "Hållet utan programmet, 2025/26" for one in listing.findChildren(QLabel))


def test_that_of_two_accounts_somebody_chooses_one(
    page: YearPage, rooms: Rooms, full_disk: Callable[[bool], None]
) -> None:
    journal = rooms.journal
    said = Occasion(
        kind="apt",
        status="held",
        day=date(2026, 9, 8),
        minutes=60,
        audience="staff",
        present=40,
        school="Ekskolan",
    )
    own = occasions.enter(journal, said, TODAY)
    (first,) = occasions.history(journal, own)
    occasions.correct(journal, own, replace(said, present=41), "mistyped", TODAY)
    other = occasions.sealed(
        replace(
            first,
            number=2,
            previous=first.hash,
            why="learned",
            device="f" * 32,
            values=replace(said, present=39),
        )
    )
    with journal.database.begin() as connection:
        occasions.take_in(connection, [other])
    entering(page).ask("list")
    listing = entering(page).dialog
    assert isinstance(listing, OccasionList)
    chosen = next(b for b in listing.findChildren(QAbstractButton) if b.property("account") == other.hash)
    full_disk(True)
    chosen.click()
    assert occasions.disputes(journal) != []
    assert any("disk" in one.lower() for one in rows.words(listing))
    full_disk(False)
    chosen = next(b for b in listing.findChildren(QAbstractButton) if b.property("account") == other.hash)
    chosen.click()
    assert occasions.disputes(journal) == []
    assert [one.present for one in occasions.values(journal)] == [39]


def test_that_a_conflict_is_shown_among_those_of_lessons_and_settled_there(rooms: Rooms) -> None:
    journal = rooms.journal
    said = Occasion(
        kind="apt",
        status="held",
        day=date(2026, 9, 8),
        minutes=60,
        audience="staff",
        present=40,
        school="Ekskolan",
    )
    own = occasions.enter(journal, said, TODAY)
    (first,) = occasions.history(journal, own)
    others = [
        occasions.sealed(
            replace(first, number=2, previous=first.hash, why="learned", values=replace(said, present=n))
        )
        for n in (37, 38, 39)
    ]
    with journal.database.begin() as connection:
        occasions.take_in(connection, others)
    (key,) = laptoprows.waiting(journal)
    view = laptoprows.conflict(journal, key)
    assert view is not None
    assert view.title == "APT · Ekskolan · 2026-09-08"
    assert [name for name, ours, theirs in view.rows if ours != theirs] == ["Var med"]
    theirs = {name: came for name, _ours, came in view.rows}["Var med"]
    laptoprows.settle(journal, view.key, theirs=True)
    (key,) = laptoprows.waiting(journal)
    view = laptoprows.conflict(journal, key)
    assert view is not None
    assert ("Var med", theirs) in {(name, ours) for name, ours, _came in view.rows}, (
        "the third one waits still"
    )
    laptoprows.settle(journal, view.key, theirs=False)
    assert laptoprows.waiting(journal) == []
    assert [str(one.present) for one in occasions.values(journal)] == [theirs]
    assert examine(journal.database) == []


def test_that_a_lesson_held_without_the_program_becomes_a_draft_with_the_usual_form(
    qtbot: QtBot, whole: YearPage, rooms: Rooms
) -> None:
    dialog = change(whole, "MVP 1", "6B")
    dialog._was_held()
    late = entering(whole).dialog
    assert isinstance(late, LateDialog)
    assert (late.group.currentData(), late.lesson.currentData(), late.people.value) == ("6B", "mvp-01", 26)
    pick(late.whole, False)
    late.ticks[-1].click()
    late.minutes.show_value(40)
    with qtbot.waitSignal(entering(whole).draft) as sent:
        late._save()
    (row,) = queries.drafts(rooms.journal)
    assert sent.args == [row.session]
    assert (row.late, row.status, row.spent_s, row.group) == (True, "partial", 40 * 60, "6B")
    assert [one.late for one in held_views(rooms.journal, queries.sessions(rooms.journal))] == [True]


def test_that_a_lesson_that_has_not_been_yet_is_refused_in_words(whole: YearPage, rooms: Rooms) -> None:
    entering(whole).ask("late")
    late = entering(whole).dialog
    assert isinstance(late, LateDialog)
    pick(late.whole, False)
    for tick in late.ticks:
        tick.click()
    late._save()
    assert late.says.text() == "Bocka för minst ett steg som hölls."
    assert queries.sessions(rooms.journal) == []


@pytest.mark.parametrize("gone", ["group", "lesson"])
def test_that_a_planned_lesson_that_is_not_here_any_more_is_not_entered_as_another(
    qtbot: QtBot, whole: YearPage, rooms: Rooms, gone: str
) -> None:
    plan = plans.plan(rooms.journal, YEAR)
    if gone == "group":
        queries.save_group(rooms.journal, Group("6B", 26, active=False))
    else:
        plans.keep_plan(rooms.journal, YEAR, [replace(row, lesson="kommun-01") for row in plan])
    keeper, row = entering(whole), next(one for one in plans.plan(rooms.journal, YEAR) if one.group == "6B")
    with qtbot.waitSignal(keeper.told) as told:
        keeper.ask("late", row)
    assert keeper.dialog is None
    words = {
        "group": "6B finns inte bland grupperna längre. Lägg först till den i Inställningar.",
        "lesson": yearwords.missing_words("kommun-01"),
    }
    assert told.args == [words[gone]]


@pytest.mark.parametrize("kind", ["supervision", "staff"])
def test_that_what_is_corrected_keeps_a_group_or_a_lesson_that_is_not_here(
    page: YearPage, rooms: Rooms, kind: Kind
) -> None:
    said = Occasion(
        kind=kind, status="held", day=date(2026, 9, 8), minutes=60, audience=AUDIENCES[kind][0], adults=1,
        group="5F" if kind == "supervision" else "", lesson="kommun-01" if kind == "staff" else "",
        programme="kommun" if kind == "staff" else "", mentors=0 if kind == "supervision" else None,
    )  # fmt: skip
    own = occasions.enter(rooms.journal, said, TODAY)
    entry = EntryDialog(entering(page), said, own, page)
    entry.minutes.show_value(50)
    pick(entry.why, "mistyped")
    entry._save()
    assert occasions.values(rooms.journal) == [replace(said, minutes=50)]


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([], "Det finns ingen grupp än. Grupper läggs till i Inställningar."),
        ([Group("2A", 20)], "Det finns inget pass för 2A."),
        ([Group("6B", 20)], ""),
    ],
)
def test_that_whoever_has_no_lesson_to_enter_is_told_why(
    qtbot: QtBot, groups: list[Group], told: str
) -> None:
    with year_rooms(groups=groups) as made:
        keeper = entering(shown_with(qtbot, made))
        keeper.ask("late")
        late = keeper.dialog
        assert isinstance(late, LateDialog)
        assert late.save.isEnabled() == (told == "")
        assert [one.text() for one in (late.says,) if one.isVisible()] == ([told] if told else [])


def test_that_the_weekday_before_is_suggested() -> None:
    week = [date(2026, 11, day) for day in range(23, 30)]
    assert [_school_day_before(day).day for day in week] == [20, 23, 24, 25, 26, 27, 27]


def test_that_the_follow_up_asks_for_a_lesson_held(qtbot: QtBot) -> None:
    page = opened()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.entry_requested) as sent:
        page.late.click()
    assert sent.args == ["late"]


def test_that_today_says_what_adults_have_not_entered_and_what_was_cancelled(
    qtbot: QtBot, rooms: Rooms
) -> None:
    second = next(row for row in filled() if (row.group, row.lesson) == ("6B", "mvp-01"))
    occasions.enter(
        rooms.journal,
        Occasion(
            kind="pupils", status="cancelled", day=second.day, group="6B", audience="pupils", programme="mvp",
            lesson="mvp-01", cause="illness",
        ),
        TODAY,
    )  # fmt: skip
    view = DeskRows(Rooms(rooms.journal, ownlessons.library(TODAY))).view(TODAY)
    due = next(one for one in view.due if one.group == "6B" and one.lesson == "mvp-01")
    assert (due.planned, due.called_off) == (None, second.day)
    turns = Turns()
    qtbot.addWidget(turns)
    turns.fill(view)
    said = [part.text() for part in turns.findChildren(QLabel)]
    assert any("inställt" in text for text in said)
    assert any("inte inlagda" in text for text in said)
    assert view.plan.adults > 0


@pytest.mark.parametrize("text", [1.0, 1.6, 2.0])
@pytest.mark.parametrize("what", ["list", "new", "late"])
def test_that_everyone_can_use_the_dialogs(
    qtbot: QtBot, qapp: QApplication, page: YearPage, what: str, text: float
) -> None:
    style.dress(qapp, text)
    set_language("pseudo" if text == 1.6 else "sv")
    entering(page).ask(what)
    dialog = entering(page).dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    QApplication.sendPostedEvents()
    assert dialog.width() <= SCHOOL_LAPTOP[0]
    assert dialog.height() <= SCHOOL_LAPTOP[1]
    for area in dialog.findChildren(QScrollArea):
        inside = area.widget()
        assert inside is None or inside.minimumSizeHint().width() <= area.viewport().width()
    shown = [one for one in dialog.findChildren(QWidget) if one.isVisible()]
    controls = [one for one in shown if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert [type(one).__name__ for one in controls if not name(one)] == []
    assert [
        name(one)
        for one in controls
        if min(one.width(), one.height()) < SMALLEST_TARGET and one.parentWidget() not in controls
    ] == []

    def uncut() -> None:
        assert [words for one in shown if one.isVisible() and (words := cut_off(one))] == []

    qtbot.waitUntil(uncut)
