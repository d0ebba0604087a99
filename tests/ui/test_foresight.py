"""The slide composed before Next is pressed is the one that comes, whatever is done instead."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.content.model import Step
from facilitator.session import orders as o
from facilitator.session.state import Session
from facilitator.ui.desk import ports
from facilitator.ui.program import Program
from facilitator.ui.running.foresight import Foreseen, Foresight, after_next
from facilitator.ui.stage import compose
from facilitator.ui.stage import draw as forms
from facilitator.ui.stage.slide import Slide
from tests.session.builder import every_form, other_forms, script, start
from tests.session.strategies import ORDERS


def foreseen(session: Session) -> Foreseen | None:
    """What Next would bring."""
    after = after_next(session)
    return Foreseen(after, compose.compose(after)) if after is not None else None


@pytest.mark.parametrize("steps", [every_form(), other_forms()], ids=["every", "other"])
def test_that_each_tap_of_a_lesson_is_foreseen(steps: tuple[Step, ...]) -> None:
    run, taps = start(script(steps)), 0
    while (coming := foreseen(run.session)) is not None:
        run.clock.advance(ms=20_000)
        run.do(o.Next())
        assert coming.slide_of(run.session) == compose.compose(run.session)
        taps += 1
    assert taps > len(steps)


@pytest.mark.parametrize(
    "meanwhile", [o.ShowCover("safe"), o.ToggleSupport(), o.ToggleFreeze(), o.AddRule("Vi hälsar.")]
)
def test_that_what_was_foreseen_before_something_was_done_is_not_shown(meanwhile: o.Order) -> None:
    run = start().go("regler")
    run.do(o.Next())
    coming = foreseen(run.session)
    assert coming is not None
    run.do(meanwhile)
    assert coming.slide_of(run.session) is None
    run.hint(o.Next())
    if compose.compose(run.session) != coming.slide:
        assert coming.slide_of(run.session) is None


def test_that_what_comes_next_is_told_of_what_was_done_while_the_picture_was_held() -> None:
    run = start().go("pyramiden")
    run.do(o.ToggleFreeze(), o.PlaceCard(2))
    held = foreseen(run.session)
    run.do(o.ToggleFreeze())
    free = foreseen(run.session)
    assert held is not None
    assert free is not None
    assert held.slide == free.slide


@given(st.lists(ORDERS, max_size=15))
def test_that_what_was_foreseen_is_right_or_not_used_however_late(orders: list[o.Order]) -> None:
    run, before = start(), list[Foreseen]()
    for order in orders:
        coming = foreseen(run.session)
        before += [coming] if coming is not None else []
        run.hint(order)
        now = compose.compose(run.session)
        assert {one.slide_of(run.session) for one in before} <= {None, now}


def test_that_the_way_to_the_end_is_laid_in_pairs_before_anybody_goes_it(qtbot: QtBot) -> None:
    run, laid, ground = start(script(every_form())), list[tuple[Slide, Slide]](), QObject()
    foresight = Foresight(compose.compose, lambda was, slide: laid.append((was, slide)), ground)
    foresight.walk(run.session)
    with qtbot.waitSignal(foresight.arrived):
        pass
    shown = [foresight.slide(run.session)]
    while after_next(run.session) is not None:
        run.do(o.Next())
        shown.append(foresight.slide(run.session))
        assert shown[-1] == compose.compose(run.session)
    assert [(id(was), id(slide)) for was, slide in laid] == [
        (id(was), id(slide)) for was, slide in pairwise(shown)
    ]


def test_that_slides_are_composed_once_and_anew_when_they_may_differ() -> None:
    run, ground = start(script(every_form())), QObject()
    foresight = Foresight(compose.compose, lambda _was, _slide: None, ground)
    first = foresight.slide(run.session)
    assert foresight.slide(run.session) is first
    run.do(o.ShowCover("safe"))
    assert foresight.slide(run.session) == compose.compose(run.session) != first
    run.do(o.Uncover())
    again = foresight.slide(run.session)
    assert again == first
    foresight.forget()
    assert foresight.slide(run.session) is not again


def test_that_whoever_leads_a_lesson_finds_every_slide_laid_out(
    build: Callable[..., Program],
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = build(tmp_path / "data")
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling)
    program.desk.start_requested.emit(ports.StartRequest("mvp-03", "6B", 24, 50))
    live = program.room.live
    assert live is not None
    (foresight,) = live.findChildren(Foresight)
    with qtbot.waitSignal(foresight.arrived):
        pass
    late = list[object]()
    monkeypatch.setattr(forms, "lay", lambda _page, slide: late.append(slide))
    while after_next(live.session) is not None:
        live.give(o.Next())
        qapp.processEvents()
    assert live.session.step == len(live.session.script.steps) - 1
    assert late == []
    monkeypatch.undo()
    program.quit()
