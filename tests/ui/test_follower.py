"""Uppföljning on a real log: every figure is the measure's own, and the window does not wait for it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.content.model import Corners
from facilitator.exchange import reportdata
from facilitator.journal import occasions, open_journal, queries, threads
from facilitator.journal.figures import conditions, definitions, grid, measures, scenariouse
from facilitator.journal.figures.selection import Selection
from facilitator.journal.yearplan import plans
from facilitator.planning.groups import Group
from facilitator.planning.occasions import Occasion
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from facilitator.session.thread import GroupThread, Held
from facilitator.ui import garbage
from facilitator.ui.desk.follow import ports
from facilitator.ui.desk.followup import FollowUp
from facilitator.ui.follower import Follower
from facilitator.ui.loading import Rooms
from facilitator.ui.reader import Question, Reader
from facilitator.ui.rows import followrows
from facilitator.ui.rows.yearrows import YearRows
from tests.builders import START, HandClock, begin
from tests.content import builder
from tests.journal.led import lead, lesson
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory
from tests.ui import rows
from tests.ui.planbook import library

TODAY = date(2026, 12, 1)


@pytest.fixture
def rooms() -> Iterator[Rooms]:
    """Lessons of two weeks, some planned, and a group that has had nothing."""
    random = Random(5)
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data", second_place=folder)
        for day in range(14):
            lead(journal, random, day)
        queries.save_group(journal, Group("6D", 20, school="Ekskolan"))
        queries.save_group(journal, Group("4A", 20, school="Ekskolan"))
        plans.keep_plan(
            journal,
            2026,
            [
                Planned("late", 2026, "6D", "mvp", "mvp-02", TODAY - timedelta(days=1)),
                Planned("soon", 2026, "6D", "mvp", "mvp-03", TODAY + timedelta(days=7)),
            ],
        )
        yield Rooms(journal, library())
        journal.close()


def test_that_every_figure_is_the_measures_own(rooms: Rooms) -> None:
    for selection in (Selection(), Selection(year=2026, school="Bokskolan"), Selection(group="6C")):
        figures = measures.figures(rooms.journal, selection, TODAY)
        found = followrows.overview(rooms, selection, TODAY)
        assert (found.sessions, found.groups) == (figures.sessions, figures.groups)
        views = {one.key: one for one in found.measures}
        for key in ("core", "plan", "minutes", "order", "two-leaders", "prepared", "room"):
            assert views[key].value == definitions.told(figures[key])
            assert views[key].name == definitions.definition(key).name
            assert views[key].meaning == definitions.definition(key).meaning
        told = [definitions.told(figures[key]).removesuffix(" %") for key in followrows.CHANGES]
        assert views["changes"].value == " · ".join(told)
        assert views["changes"].words.startswith("% av "), (
            "or the first number looks like so many of the changes"
        )
        assert views["order"].words == f"{figures['order'].over} av {figures['order'].under}"


def test_that_the_scenarios_are_the_logs_own(rooms: Rooms) -> None:
    for selection in (Selection(), Selection(group="6B"), Selection(year=2020)):
        found = scenariouse.used(rooms.journal, selection)
        view = followrows.answer(rooms, ports.LookAtScenarios(selection))
        assert isinstance(view, ports.ScenariosView)
        assert [row.title for row in view.rows] == [one.title for one in found]
        for row, one in zip(view.rows, found, strict=True):
            assert row.lessons == ("–" if one.sessions is None else str(one.sessions))
            assert row.groups == ("–" if one.groups is None else str(one.groups))
        assert bool(found) == (selection.year is None)


def test_that_the_conditions_are_the_logs_own(rooms: Rooms) -> None:
    for selection in (Selection(), Selection(group="6B")):
        found = conditions.conditions(rooms.journal, selection)
        view = followrows.answer(rooms, ports.LookAtConditions(selection))
        assert isinstance(view, ports.ConditionsView)
        told = [one for answers in found.values() for one in answers.values()]
        for row, one in zip(view.rows, told, strict=True):
            assert row.lessons == ("–" if one.lessons is None else str(one.lessons))
            assert row.core == definitions.told(one.core)
        assert [row.name for row in view.rows[:3]] == [
            "Rummet räckte",
            "Rummet räckte delvis",
            "Rummet räckte inte",
        ]


def test_that_a_measure_without_a_plan_says_so_instead_of_zeros(rooms: Rooms) -> None:
    found = followrows.overview(rooms, Selection(year=2019), TODAY)
    (plan,) = (one for one in found.measures if one.key == "plan")
    assert (plan.value, plan.words) == ("–", "ingen plan här")


def test_that_the_grid_has_every_cell_of_the_log_and_every_group_there_is(rooms: Rooms) -> None:
    view = followrows.coverage(rooms, Selection(year=2026), TODAY)
    cells = grid.cells(rooms.journal, Selection(year=2026), TODAY)
    states = {
        "held": "held",
        "shortened": "shortened",
        "part": "partial",
        "late": "late",
        "coming": "planned",
    }
    lessons = [column.lesson for column in view.columns]
    for cell in cells:
        place = (view.lines.index(ports.LineView(cell.group, cell.school)), lessons.index(cell.lesson))
        assert view.cells[place].state == states[cell.state]
        assert view.cells[place].times == cell.done + cell.part
    assert [lesson for lesson in lessons if lesson.startswith("mvp")] == [f"mvp-{n:02}" for n in range(1, 12)]
    assert ports.LineView("4A", "Ekskolan") in view.lines
    fourth = view.lines.index(ports.LineView("4A", "Ekskolan"))
    assert {view.cells[fourth, place].state for place in range(11)} == {"unfit"}
    late = view.lines.index(ports.LineView("6D", "Ekskolan"))
    assert (view.cells[late, 1].state, view.cells[late, 2].state) == ("late", "planned")
    assert view.cells[late, 2].day == TODAY + timedelta(days=7)
    assert view.by_school


def test_that_a_planned_lesson_that_is_not_here_any_more_is_said_to_be_missing(rooms: Rooms) -> None:
    gone = [
        Planned("gone", 2026, "6D", "mvp", "hamn-1", TODAY),
        Planned("late", 2026, "6D", "mvp", "mvp-02", TODAY),
    ]
    plans.keep_plan(rooms.journal, 2026, gone)
    columns = followrows.coverage(rooms, Selection(year=2026), TODAY).columns
    assert columns[-1] == ports.ColumnView("hamn-1", "–", "Pass som saknas: hamn-1")


def test_that_a_lesson_that_is_not_here_any_more_is_called_what_it_was_led_as(rooms: Rooms) -> None:
    """Also where one group has led it and another has only planned or cancelled it, and in a year when nobody led it."""
    led = builder.script(id="hamn-1", label="Hamn 1", title="Vid kajen")
    begin(rooms.journal, HandClock(START - timedelta(days=400)), lesson=led, group="6B").order(o.End())
    assert rooms.journal.flush(PATIENCE_S)
    plans.keep_plan(rooms.journal, 2026, [Planned("gone", 2026, "6D", "mvp", "hamn-1", TODAY)])
    off = Occasion(
        kind="pupils", status="cancelled", day=TODAY, group="4A", audience="pupils", programme="mvp", lesson="hamn-1",
        cause="illness",
    )  # fmt: skip
    named = ports.ColumnView("hamn-1", "Hamn 1", "Vid kajen")
    for year in (None, 2026):
        assert followrows.coverage(rooms, Selection(year=year), TODAY).columns[-1] == named
    occasions.enter(rooms.journal, off, TODAY)
    for year in (None, 2026):
        assert followrows.coverage(rooms, Selection(year=year), TODAY).columns[-1] == named


@pytest.mark.parametrize("programme", ["ett-annat", "taget"])
def test_that_a_lesson_led_under_another_programme_than_it_is_planned_by_is_one_cell(
    rooms: Rooms, programme: str
) -> None:
    """As when a content pack has put it in another programme since."""
    led = builder.script(id="mvp-02", label="MVP 2", slot=2, programme=programme)
    begin(rooms.journal, HandClock(START), lesson=led, group="6D").order(o.End())
    assert rooms.journal.flush(PATIENCE_S)
    for selection in (Selection(year=2026), Selection(year=2026, programme=programme)):
        view = followrows.coverage(rooms, selection, TODAY)
        place = [column.lesson for column in view.columns].index("mvp-02")
        cell = view.cells[view.lines.index(ports.LineView("6D", "Ekskolan")), place]
        assert (cell.state, cell.times) == ("partial", 1)
    begin(rooms.journal, HandClock(START), lesson=lesson(2), group="6D").order(o.End())
    assert rooms.journal.flush(PATIENCE_S)
    view = followrows.coverage(rooms, Selection(year=2026), TODAY)
    assert view.cells[view.lines.index(ports.LineView("6D", "Ekskolan")), 1].times == 2
    off = Occasion(
        kind="pupils", status="cancelled", day=TODAY, group="4A", school="Ekskolan", audience="pupils", programme="",
        lesson="mvp-11", cause="illness",
    )  # fmt: skip
    occasions.enter(rooms.journal, off, TODAY)
    view = followrows.coverage(rooms, Selection(year=2026, group="4A"), TODAY)
    assert [column.lesson for column in view.columns] == ["mvp-11"]


def test_that_what_a_handover_tells_is_held_in_every_room_and_never_late(rooms: Rooms) -> None:
    had = [
        Held("a", "mvp-02", "Två", "2026-10-05T08:00:00Z", 60),
        Held("b", "mvp-03", "Tre", "2026-10-12T08:00:00Z", 60, 2, 9, "horn"),
        Held("c", "mvp-05", "Fem", "2026-10-19T08:00:00Z", 60),
    ]
    handed = threads.Parcel("6D", 20, "Ekskolan", "2026-11-01T08:00:00Z", GroupThread(held=tuple(had)))
    before = measures.figures(rooms.journal, Selection(group="6D"), TODAY)["plan"]
    assert threads.receive(rooms.journal, handed)
    selection = Selection(year=2026, group="6D")
    view = followrows.coverage(rooms, selection, TODAY)
    cells = {view.columns[column].lesson: cell for (_line, column), cell in view.cells.items()}
    (year,) = (one for one in YearRows(rooms, TODAY).view(2026).occasions if one.row.id == "late")
    assert year.state == "held"
    assert cells["mvp-02"] == ports.CellView("held", date(2026, 10, 5), elsewhere=True)
    assert cells["mvp-03"] == ports.CellView("partial", date(2026, 10, 12), elsewhere=True)
    assert cells["mvp-05"] == ports.CellView("held", date(2026, 10, 19), elsewhere=True), "it was not planned"
    after = measures.figures(rooms.journal, selection, TODAY)["plan"]
    assert (before.over, before.under, after.over, after.under) == (0, 1, 1, 1)
    (track,) = (
        one
        for one in reportdata.school(rooms.journal, rooms.library, 2026, "Ekskolan", TODAY).tracks
        if one.group == "6D"
    )
    assert [cell.state for _label, cell in track.cells if cell] == ["held", "part", "held"]
    for lesson_id, told in (("mvp-02", True), ("mvp-04", False)):
        behind = followrows.answer(
            rooms, ports.LookBehind(selection, ports.Behind(lesson_id, "6D", "Ekskolan"))
        )
        assert behind == ports.SessionsBehind((), 0, told)
    other = Selection(year=2026, school="Bokskolan")
    assert "6D" not in {line.group for line in followrows.coverage(rooms, other, TODAY).lines}


def test_that_what_was_cancelled_stands_so_until_it_is_held_or_gets_another_day(rooms: Rooms) -> None:
    off = Occasion(
        kind="pupils", status="cancelled", day=TODAY - timedelta(days=1), group="6D", school="Ekskolan",
        programme="mvp", lesson="mvp-02", cause="illness", audience="pupils",
    )  # fmt: skip
    occasions.enter(rooms.journal, off, TODAY)
    far = replace(off, school="Långt bort", group="5C", lesson="mvp-04")
    occasions.enter(rooms.journal, far, TODAY)

    def cell(selection: Selection, group: str, school: str, column: int) -> ports.CellView:
        view = followrows.coverage(rooms, selection, TODAY)
        return view.cells.get((view.lines.index(ports.LineView(group, school)), column), ports.CellView())

    assert cell(Selection(year=2026), "6D", "Ekskolan", 1) == ports.CellView("cancelled", off.day)
    assert cell(Selection(year=2026), "5C", "Långt bort", 3).state == "cancelled"
    elsewhere = followrows.coverage(rooms, Selection(year=2026, school="Ekskolan"), TODAY)
    assert ports.LineView("5C", "Långt bort") not in elsewhere.lines
    again = [Planned("late", 2026, "6D", "mvp", "mvp-02", TODAY + timedelta(days=3))]
    plans.keep_plan(rooms.journal, 2026, again)
    assert cell(Selection(year=2026), "6D", "Ekskolan", 1).state == "planned"


def test_that_what_was_cancelled_and_is_planned_once_more_stands_as_planned_then_as_late(
    rooms: Rooms,
) -> None:
    before, ahead = TODAY - timedelta(days=9), TODAY + timedelta(days=3)
    off = Occasion(
        kind="pupils", status="cancelled", day=before, group="6D", school="Ekskolan", programme="mvp", lesson="mvp-02",
        cause="illness", audience="pupils",
    )  # fmt: skip
    occasions.enter(rooms.journal, off, TODAY)

    def cell(*days: date) -> ports.CellView:
        plan = [Planned(f"{day}", 2026, "6D", "mvp", "mvp-02", day) for day in days]
        plans.keep_plan(rooms.journal, 2026, plan)
        view = followrows.coverage(rooms, Selection(year=2026), TODAY)
        return view.cells[view.lines.index(ports.LineView("6D", "Ekskolan")), 1]

    assert cell(before) == ports.CellView("cancelled", before)
    assert cell(before, ahead) == ports.CellView("planned", ahead)
    again = TODAY - timedelta(days=2)
    assert cell(before, again) == ports.CellView("late", again)
    occasions.enter(rooms.journal, replace(off, day=again), TODAY)
    assert cell(before, again) == ports.CellView("cancelled", again)
    earlier = before - timedelta(days=7)
    assert cell(earlier, before) == ports.CellView("late", earlier)


def test_that_a_group_of_now_is_not_shown_in_a_year_that_is_over(rooms: Rooms) -> None:
    view = followrows.coverage(rooms, Selection(year=2024), TODAY)
    assert view == ports.CoverageView()
    one = followrows.coverage(rooms, Selection(year=2026, group="6D"), TODAY)
    assert [line.group for line in one.lines] == ["6D"]


def next_year(rooms: Rooms) -> datetime:
    """Another 6B of the same school has the same lesson a school year later; that day."""
    queries.save_group(rooms.journal, Group("6B", 24, school="Ekskolan"))
    later = START + timedelta(days=365)
    for started in (START, later):
        begin(rooms.journal, HandClock(started), group="6B", lesson=lesson(2)).order(o.End())
    assert rooms.journal.flush(PATIENCE_S)
    return later


def test_that_where_all_school_years_are_looked_at_each_has_its_own_groups(rooms: Rooms) -> None:
    today = next_year(rooms).date()
    off = Occasion(
        kind="pupils", status="cancelled", day=TODAY, group="6B", school="Ekskolan", programme="mvp", lesson="mvp-09",
        cause="illness", audience="pupils",
    )  # fmt: skip
    occasions.enter(rooms.journal, off, today)
    every = followrows.coverage(rooms, Selection(), today)
    own = {line.year for line in every.lines}
    assert own == {2026, 2027}
    assert [line.year for line in every.lines] == sorted(
        (line.year or 0 for line in every.lines), reverse=True
    )
    lessons = [column.lesson for column in every.columns]
    for year in (2026, 2027):
        one = followrows.coverage(rooms, Selection(year=year), today)
        assert {line.year for line in one.lines} == {None}, "nothing to tell apart"
        here = [line._replace(year=None) for line in every.lines if line.year == year]
        assert here == list(one.lines)
        for (line, column), cell in one.cells.items():
            place = every.lines.index(one.lines[line]._replace(year=year))
            assert every.cells[place, lessons.index(one.columns[column].lesson)] == cell
    last, this = (every.lines.index(ports.LineView("6B", "Ekskolan", year)) for year in (2026, 2027))
    place = lessons.index("mvp-09")
    assert every.cells[last, place] == ports.CellView("cancelled", TODAY)
    assert (this, place) not in every.cells
    assert ports.LineView("4A", "Ekskolan", 2027) in every.lines, "it has had nothing, and is here now"
    assert ports.LineView("4A", "Ekskolan", 2026) not in every.lines
    met = {line for (line, _column), cell in every.cells.items() if cell.times}
    assert followrows.overview(rooms, Selection(), today).groups == len(met)


def test_that_each_filter_offers_what_there_is_under_the_ones_before_it(rooms: Rooms) -> None:
    whole = followrows.overview(rooms, Selection(year=2026), TODAY).choices
    assert whole.years == (2026,)
    assert whole.programmes == (("mvp", "MVP"),)
    assert set(whole.schools) >= {"Bokskolan", "Ekskolan"}
    some = followrows.overview(rooms, Selection(year=2026, school="Bokskolan"), TODAY).choices
    assert "6D" in whole.groups
    assert "6D" not in some.groups
    assert some.schools == whole.schools


def test_that_schools_stand_in_the_order_of_the_alphabet_with_an_å_before_an_ä(rooms: Rooms) -> None:
    for code, school in (("4B", "Älvskolan"), ("4C", "Åskolan")):
        queries.save_group(rooms.journal, Group(code, 20, school=school))
        begin(rooms.journal, HandClock(), group=code).order(o.End())
    assert rooms.journal.flush(PATIENCE_S)
    chosen = Selection(year=2026)
    offered = followrows.overview(rooms, chosen, TODAY).choices.schools
    assert offered == ("Bokskolan", "Ekskolan", "Åskolan", "Älvskolan")
    down = dict.fromkeys(line.school for line in followrows.coverage(rooms, chosen, TODAY).lines)
    assert tuple(down) == offered


def test_that_the_sessions_behind_a_cell_are_those_of_its_group_and_lesson(rooms: Rooms) -> None:
    next_year(rooms)
    view = followrows.coverage(rooms, Selection(), TODAY)
    held = {place: cell for place, cell in view.cells.items() if cell.times}
    assert {view.lines[line].year for line, _column in held} == {2026, 2027}
    for (line, column), cell in held.items():
        whose, lesson = view.lines[line], view.columns[column].lesson
        behind = ports.Behind(lesson, whose.group, whose.school, whose.year)
        found = followrows.answer(rooms, ports.LookBehind(Selection(), behind))
        assert isinstance(found, ports.SessionsBehind)
        assert len(found.rows) == found.total == cell.times
        assert {(row.group, row.lesson) for row in found.rows} == {(whose.group, lesson)}


def test_that_the_steps_of_a_lesson_tell_what_the_log_tells(rooms: Rooms) -> None:
    found = followrows.answer(rooms, ports.LookAtLesson(Selection(), "mvp-02"))
    assert isinstance(found, ports.LessonSteps)
    sessions, total = queries.sessions(rooms.journal), 0
    total = sum(row.lesson == "mvp-02" and row.status != "running" for row in sessions)
    assert found.sessions == total
    assert all(step.low_s <= step.middle_s <= step.high_s for step in found.steps)
    assert all(step.held <= step.of == total for step in found.steps)
    hurting = [step for step in found.steps if step.hurts]
    assert hurting
    assert all(step.hurts.endswith("tillfällen") for step in hurting)


def test_that_answers_are_taken_together_only_where_nothing_of_them_is_hidden(rooms: Rooms) -> None:
    for code, first, last in (
        ("7A", (6, 6, 6, 6), (3, 3, 9, 9)), ("7B", (5, 5, 5, 9), (4, 4, 4, 12)), ("7C", (1, 9, 9, 5), (6, 6, 6, 6)),
    ):  # fmt: skip
        for day, hands in ((30, first), (40, last)):
            count_hands(rooms, code, day, hands)
    found = followrows.answer(rooms, ports.LookAtAnswers(Selection()))
    assert isinstance(found, ports.Answers)
    (one,) = [each for each in found.statements if each.groups > 1]
    assert (one.groups, one.before, one.after) == (2, (11, 11, 11, 15), (7, 7, 13, 21))  # 7C has a hidden one
    assert (one.first, one.last) == ("MVP 2", "MVP 2")
    alone = followrows.answer(rooms, ports.LookAtAnswers(Selection(group="7A")))
    assert isinstance(alone, ports.Answers)
    assert [(each.before, each.after) for each in alone.statements] == [((6, 6, 6, 6), (3, 3, 9, 9))]


def count_hands(rooms: Rooms, code: str, day: int, hands: tuple[int, ...]) -> None:
    script = lesson(2)
    step = next(each for each in script.steps if isinstance(each.stage, Corners))
    conductor = begin(rooms.journal, HandClock(START + timedelta(days=day)), lesson=script, group=code)
    conductor.order(o.GoTo(step.id))
    for place, count in enumerate(hands):
        conductor.order(o.CountHands(place, count))
    conductor.order(o.End())
    assert rooms.journal.flush(PATIENCE_S)


# --- the thread -----------------------------------------------------------------------------------------


@pytest.fixture
def reader(rooms: Rooms) -> Iterator[Reader]:
    made = Reader(lambda: rooms)
    yield made
    made.rest()


@pytest.fixture
def follower(reader: Reader) -> Follower:
    return Follower(reader)


def test_that_the_window_does_not_wait_and_gets_the_newest_of_each_kind(
    follower: Follower, reader: Reader, qtbot: QtBot
) -> None:
    told: list[tuple[ports.Question, str]] = []

    def tell(question: ports.Question, _answer: ports.Answer) -> None:
        told.append((question, threading.current_thread().name))

    follower.answered.connect(tell)
    questions = [ports.Look(Selection(group=code)) for code in ("6A", "6B", "6C", "6D")]
    for question in questions:
        follower.ask(question)
    follower.ask(ports.LookAtGrid(Selection()))
    assert told == []
    assert garbage.held()  # a widget among the garbage must not go in another thread than its own
    qtbot.waitUntil(lambda: not reader.busy)
    assert [question for question, _name in told] == [
        questions[0],
        questions[3],
        ports.LookAtGrid(Selection()),
    ]
    assert {name for _question, name in told} == {threading.current_thread().name}
    assert not garbage.held()


def test_that_garbage_waits_for_the_last_that_keeps_it() -> None:
    garbage.hold()
    garbage.hold()
    garbage.release()
    assert garbage.held()
    garbage.release()
    assert not garbage.held()


def test_that_a_window_among_the_garbage_goes_in_its_own_thread(qtbot: QtBot) -> None:
    """However much another thread makes, as the one that writes the log does."""
    gone: list[str] = []
    kept: list[list[int]] = []

    class Around(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.me = self
            self.destroyed.connect(tell, Qt.ConnectionType.DirectConnection)

    def tell() -> None:
        gone.append(threading.current_thread().name)

    def make() -> None:
        kept.extend([one] for one in range(2000))

    for _time in range(3):
        Around()
        maker = threading.Thread(target=make)
        maker.start()
        maker.join()
    qtbot.waitUntil(lambda: len(gone) == 3)
    assert set(gone) == {threading.current_thread().name}


def test_that_a_log_can_be_closed_when_the_follower_rests(rooms: Rooms, qtbot: QtBot) -> None:
    reader = Reader(lambda: rooms)
    follower = Follower(reader)
    told: list[ports.Question] = []

    def tell(question: ports.Question, _answer: ports.Answer) -> None:
        told.append(question)

    follower.answered.connect(tell)
    follower.ask(ports.Look(Selection()))
    follower.ask(ports.LookAtGrid(Selection()))
    reader.rest()
    rooms.journal.close()
    qtbot.waitUntil(lambda: not reader.busy)
    assert told == [ports.Look(Selection())]


def test_that_before_the_log_is_read_nothing_is_looked_up(qtbot: QtBot) -> None:
    reader = Reader(lambda: None)
    follower = Follower(reader)
    follower.ask(ports.Look(Selection()))
    assert not reader.busy


def test_that_a_log_that_fails_is_told_of_on_the_page(
    rooms: Rooms, follower: Follower, reader: Reader, qtbot: QtBot
) -> None:
    page = FollowUp(follower)
    qtbot.addWidget(page)
    page.show()
    with rooms.journal.database.raw() as raw:
        raw.execute("ALTER TABLE session_step RENAME TO gone")
    with qtbot.waitSignal(follower.failed) as told:
        page.fill(rows.view())
    qtbot.waitUntil(lambda: not reader.busy and not page.filling)
    words = told.args[1]
    assert words in rows.words(page)
    with rooms.journal.database.raw() as raw:
        raw.execute("ALTER TABLE gone RENAME TO session_step")
    page.fill(rows.view())
    qtbot.waitUntil(lambda: not reader.busy and not page.filling)
    assert words not in rows.words(page)


def test_that_the_page_fills_from_the_log_and_follows_what_is_chosen(
    rooms: Rooms, follower: Follower, reader: Reader, qtbot: QtBot
) -> None:
    page = FollowUp(follower)
    qtbot.addWidget(page)
    page.show()
    page.fill(rows.view(today=datetime.now().astimezone().date()))
    wanted = Selection(year=2026)
    page.filters.changed.emit(wanted)
    qtbot.waitUntil(lambda: not reader.busy and not page.filling)
    figures = measures.figures(rooms.journal, wanted, datetime.now().astimezone().date())
    assert any(one.startswith(f"{figures.sessions} hållna pass") for one in rows.words(page))
    assert page.sessions.table.model().rowCount() == figures.sessions
    assert page.spread.lesson.count() > 0
    page.filters.changed.emit(replace(wanted, school="Bokskolan"))
    qtbot.waitUntil(lambda: not reader.busy and not page.filling)
    assert page.sessions.table.model().rowCount() < figures.sessions


def test_that_a_fault_in_whoever_is_told_keeps_nobody_else_waiting(qtbot: QtBot, rooms: Rooms) -> None:
    def fail(_found: object) -> None:
        raise RuntimeError

    reader, told = Reader(lambda: rooms), list[object]()
    with qtbot.capture_exceptions() as faults:
        reader.ask("one", Question(lambda _rooms: 1, fail))
        reader.ask("other", Question(lambda _rooms: 2, told.append))
        qtbot.waitUntil(lambda: not reader.busy)
    assert told == [2]
    assert len(faults) == 1
