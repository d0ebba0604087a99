"""The list of steps says and shows where the session is, and time going by lays nothing out again."""

from dataclasses import replace
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from facilitator.session import orders as o
from facilitator.session.pacing import pace
from facilitator.session.state import Session, StepRun, blank
from facilitator.ui.console.steplist import StepList, row_of
from tests import builders
from tests.content import builder
from tests.session.builder import start
from tests.session.strategies import ORDERS

BESIDE = 2 + 42 + 14
"""Pixels of a row that its words do not have: the edge, the station, and the air before the minutes."""


def session(here: int, **runs: StepRun) -> Session:
    """A session at step `here`; `runs` by the step's place, as in `_2`."""
    bare = blank("x", builders.script())
    made = tuple(runs.get(f"_{n}", run) for n, run in enumerate(bare.runs))
    return replace(bare, step=here, runs=made)


def has_bar(steps: StepList, wanted: bool) -> bool:
    return steps.verticalScrollBar().isVisible() == wanted


def spoken(steps: StepList) -> list[str]:
    return [steps.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(steps.count())]


def test_each_step_is_held_here_left_out_or_ahead(qtbot: QtBot) -> None:
    now = session(1, _0=StepRun("shown", 1, spent_ms=61_000), _2=StepRun("skipped"))
    steps = StepList()
    qtbot.addWidget(steps)
    steps.show_session(now, pace(now, 0))
    for words, said in zip(("klart", ", nu,", "överhoppat"), spoken(steps), strict=False):
        assert words in said
    rows = [row_of(now, n, pace(now, 0)) for n in range(4)]
    assert [row.state for row in rows] == ["held", "here", "skipped", "ahead"]
    assert rows[0].time == "1:01"
    moved = replace(now, step=3)
    steps.show_session(moved, pace(moved, 0))
    assert spoken(steps) == [row_of(moved, n, pace(moved, 0)).spoken for n in range(steps.count())]
    assert steps.currentRow() == 3


def test_that_a_step_left_out_when_it_had_begun_tells_of_its_minutes() -> None:
    now = session(2, _0=StepRun("skipped", 1, spent_ms=61_000), _1=StepRun("skipped"))
    assert [row_of(now, n, pace(now, 0)).time for n in range(2)] == ["1:01", "–"]
    assert row_of(now, 0, pace(now, 0)).state == "skipped"


def test_time_going_by_changes_no_item(qtbot: QtBot) -> None:
    now = session(1, _1=StepRun("shown", 1))
    steps = StepList()
    qtbot.addWidget(steps)
    steps.show_session(now, pace(now, 0))
    with qtbot.assertNotEmitted(steps.model().dataChanged):
        later = replace(now, runs=(now.runs[0], StepRun("shown", 1, spent_ms=5000), *now.runs[2:]))
        steps.tick(later, pace(later, 0))
        steps.show_session(replace(later, step=2), pace(later, 0))


def test_time_belongs_to_the_frozen_picture_while_the_leader_looks_ahead() -> None:
    runs = {"_0": StepRun("shown", 1, spent_ms=61_000), "_1": StepRun("shown", 2, spent_ms=5_000)}
    peeking = replace(session(2, **runs), held=(1, 0))
    rows = [row_of(peeking, n, pace(peeking, 0)) for n in range(3)]
    assert [row.state for row in rows] == ["held", "held", "here"]
    assert rows[1].time == "0:05"
    assert rows[2].time != "0:05"


def test_a_step_held_the_time_before_says_so_and_has_no_minutes(qtbot: QtBot) -> None:
    now = session(1, _0=StepRun("before"), _1=StepRun("shown", 1))
    row = row_of(now, 0, pace(now, 0))
    assert (row.state, row.time) == ("held", "–")
    assert "hölls förra gången" in row.spoken


def test_the_focus_goes_along_with_the_lesson_unless_the_leader_has_moved_it(qtbot: QtBot) -> None:
    steps = StepList()
    qtbot.addWidget(steps)
    with qtbot.waitExposed(steps):
        steps.show()
    first = session(0)
    steps.show_session(first, pace(first, 0))
    steps.setFocus()  # as when the lesson opens: then "Hoppa över steget" means the step that runs
    qtbot.waitUntil(steps.hasFocus)
    for here in (1, 2):
        steps.show_session(session(here), pace(session(here), 0))
        assert steps.currentRow() == here
    steps.setCurrentRow(0)
    steps.show_session(session(3), pace(session(3), 0))
    assert steps.currentRow() == 0


def test_each_row_is_as_high_as_its_words_beside_the_scroll_bar(qtbot: QtBot) -> None:
    steps = builder.steps()
    for place, one in enumerate(steps):
        one["title"] = f"Steg {'o' * (place + 4)} här"
    now = blank("x", builder.script(steps=steps))
    shown = StepList()
    qtbot.addWidget(shown)
    for height in (2000, 240):  # without a bar, then with one
        shown.resize(262, height)
        shown.show()
        shown.show_session(now, pace(now, 0))
        qtbot.waitUntil(partial(has_bar, shown, height == 240))
        font = QFont(shown.font())
        font.setBold(True)
        for n in range(shown.count()):
            row = shown.visualItemRect(shown.item(n))
            width = row.width() - BESIDE - QFontMetrics(font).horizontalAdvance("00 min")
            words = QFontMetrics(font).boundingRect(
                0, 0, width, 800, Qt.TextFlag.TextWordWrap, row_of(now, n, pace(now, 0)).text
            )
            assert words.height() <= row.height() - 2, (height, n)


def test_that_the_step_is_still_seen_when_the_list_becomes_lower(qtbot: QtBot) -> None:
    now, steps = blank("x", builder.script()), StepList()
    now = replace(now, step=len(now.runs) - 1)
    qtbot.addWidget(steps)
    steps.resize(262, 300)
    steps.show()
    steps.show_session(now, pace(now, 0))
    qtbot.waitExposed(steps)
    for height in (300, 120, 240, 90):
        steps.resize(262, height)
        here = steps.visualItemRect(steps.item(now.step))
        assert steps.viewport().rect().contains(here), height


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=st.lists(ORDERS.filter(lambda order: not isinstance(order, o.End)), max_size=30))
def test_every_row_is_right_whatever_has_been_done(qtbot: QtBot, orders: list[o.Order]) -> None:
    run, steps = start(), StepList()
    for order in orders:
        run.clock.advance(ms=40_000)
        run.hint(order)
        steps.show_session(run.session, run.pace)
        wanted = [row_of(run.session, n, run.pace) for n in range(steps.count())]
        assert steps._rows == wanted
        assert spoken(steps) == [row.spoken for row in wanted]
    steps.deleteLater()


def test_what_is_put_off_says_so_as_soon_as_the_stop_is_planned(qtbot: QtBot) -> None:
    now, steps = session(1), StepList()
    qtbot.addWidget(steps)
    steps.show_session(now, pace(now, 0))
    stopping = replace(now, stop=now.script.steps[1].id)
    steps.show_session(stopping, pace(stopping, 0))
    wanted = [row_of(stopping, n, pace(stopping, 0)) for n in range(steps.count())]
    assert any(row.state == "skipped" for row in wanted)
    assert steps._rows == wanted
