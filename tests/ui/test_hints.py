"""What the leader is told in passing, where it stands, and what shows that there is nothing more to go on to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from facilitator.content.library import Library
from facilitator.session import orders as o
from facilitator.session.pacing import pace
from facilitator.session.rules import is_over
from facilitator.session.state import Session, blank
from facilitator.ui.console.bars import TopBar
from facilitator.ui.console.cards import Card
from facilitator.ui.console.console import Console
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.console.listening import Listening
from facilitator.ui.console.preview import Preview
from facilitator.ui.console.sheetarea import SheetArea
from facilitator.ui.console.toast import Toast
from facilitator.ui.stage import compose
from tests import ownlessons
from tests.session.builder import start

HINT = "Det här är ett tips."


def shown(console: Console, session: Session) -> None:
    following = None if is_over(session) else compose.compose(session)
    console.show_session(session, pace(session, session.at_ms), compose.compose(session), following)


@pytest.fixture(scope="module")
def library() -> Library:
    return ownlessons.library()


@pytest.fixture
def console(qtbot: QtBot) -> Console:
    made = Console()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_projection("two", notes=True)
    made.show()
    shown(made, start().session)
    return made


def told(console: Console) -> list[str]:
    return [one.text() for one in console.findChildren(Toast) if one.isVisible()]


def place(part: QWidget, console: Console) -> QRect:
    return QRect(part.mapTo(console, QPoint()), part.size())


@pytest.mark.parametrize("way", ["end", "leave"])
def test_that_a_hint_about_keys_goes_when_a_question_takes_them(console: Console, way: str) -> None:
    console.do("overview")
    assert any("Enter" in words for words in told(console))
    if way == "end":
        console.ask_end(closing_held=True)
    else:
        console.ask_leave()
    assert told(console) == []


def test_that_a_leaders_view_on_the_pupils_screen_says_so_and_how_to_get_it_back(
    console: Console, qtbot: QtBot
) -> None:
    console.show_projection("two", notes=False, doubt="astray")
    assert "Eleverna ser den här skärmen. Ledartexten är dold." in [
        one.text() for one in console.findChildren(QLabel) if one.isVisible()
    ]
    (back,) = (one for one in console.findChildren(QPushButton) if one.text() == "Flytta tillbaka ledarvyn")
    with qtbot.waitSignal(console.end_chosen) as sent:
        back.click()
    assert sent.args == ["home"]
    console.show_projection("two", notes=True)
    assert not back.isVisible()


def test_that_a_hint_goes_when_what_it_was_about_has_changed(console: Console) -> None:
    run = start().go("pyramiden")
    shown(console, run.session)
    console.show_hint(HINT)
    shown(console, run.session)
    assert told(console) == [HINT]
    run.do(o.PlaceCard(1))
    shown(console, run.session)
    assert told(console) == []


def test_that_a_hint_covers_no_control_and_keeps_to_the_middle(console: Console) -> None:
    console.show_hint(HINT)
    (toast,) = console.findChildren(Toast)
    where = place(toast, console)
    preview = next(one for one in console.findChildren(Preview) if one.width() > 300)
    assert not where.intersects(place(console.findChildren(SheetArea)[0], console))
    assert place(preview, console).left() - 22 <= where.left()
    assert where.right() <= place(preview, console).right() + 22
    for button in console.findChildren(QPushButton):
        if button.isVisible():
            assert not where.intersects(place(button, console)), button.text()


@pytest.mark.parametrize(
    "order",
    [o.ShowCover("safe"), o.ToggleSupport(), o.ToggleFreeze(), o.Next()],
    ids=lambda one: type(one).__name__,
)
def test_that_a_hint_goes_when_the_picture_is_another_and_stays_when_it_is_about_that(
    console: Console, order: o.Order
) -> None:
    run = start()
    console.show_hint(HINT)
    run.do(o.AddMinute())
    shown(console, run.session)
    assert told(console) == [HINT]
    run.do(order)
    shown(console, run.session)
    assert told(console) == []
    run.do(o.Back() if isinstance(order, o.Next) else o.Uncover())
    shown(console, run.session)
    run.do(order)
    console.show_hint(HINT, run.session)  # as that the computer has slept: told of before the cover is seen
    shown(console, run.session)
    assert told(console) == [HINT]
    run.do(o.Back() if isinstance(order, o.Next) else o.Uncover())
    shown(console, run.session)
    assert told(console) == []


def test_that_keys_that_lead_to_the_steps_say_what_comes_then(console: Console) -> None:
    console.choose_step(3)
    assert told(console) == ["Pilarna väljer steg, Enter går dit, Esc stannar här."]
    console.leave()
    assert told(console) == []


def test_that_a_frozen_picture_is_named_when_the_leader_has_gone_on(console: Console) -> None:
    run = start()
    run.do(o.ToggleFreeze())
    shown(console, run.session)
    labels = [one.text() for one in console.findChildren(QLabel) if one.isVisible()]
    assert "Bilden är fryst" in labels
    first = run.session.current.title
    while run.session.step == 0:
        run.do(o.Next())
    shown(console, run.session)
    labels = [one.text() for one in console.findChildren(QLabel) if one.isVisible()]
    assert f"Fryst: eleverna ser ”{first}”" in labels


def at_the_end() -> Session:
    run = start()
    while not is_over(run.session):
        run.do(o.Next())
    return run.session


def test_that_nothing_is_promised_after_the_last_tap(console: Console) -> None:
    preview = next(one for one in console.findChildren(Preview) if one.width() < 300)
    assert preview.isVisible()
    shown(console, at_the_end())
    assert not preview.isVisible()
    shown(console, start().session)
    assert preview.isVisible()


def test_that_the_bar_of_a_single_screen_leads_to_the_end_after_the_last_tap(qtbot: QtBot) -> None:
    bar = LeaderBar()
    qtbot.addWidget(bar)
    bar.resize(1366, 60)
    bar.show_session(start().session)
    bar.show()
    by_action = {one.property("action"): one for one in bar.findChildren(QPushButton)}
    assert by_action["next"].isVisible()
    assert not by_action["end"].property("on")
    bar.show_session(at_the_end())
    assert not by_action["next"].isVisible()
    assert by_action["end"].property("on")


def test_that_the_bar_over_the_lesson_keeps_its_rows_when_the_time_runs_short(qtbot: QtBot) -> None:
    run = start()
    run.do(o.SetBell(11 * 60_000))
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show_session(run.session)
    on_time, late = pace(start().session, 0), pace(run.session, 9 * 60_000)
    ways = set()
    for width in range(600, 1400, 8):
        rows = []
        for now in (on_time, late):
            bar.resize(width, 60)
            bar.show()
            bar.tick(now)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            bar.resize(width, max(60, bar.sizeHint().height()))
            title = next(
                one for one in bar.findChildren(QLabel) if one.text() == run.session.script.lesson.title
            )
            end = next(one for one in bar.findChildren(QPushButton) if one.property("action") != "time")
            rows.append(end.geometry().top() > title.geometry().bottom())
        assert rows[0] == rows[1], width
        ways.add(rows[0])
    assert ways == {True, False}


@pytest.mark.parametrize(("lesson", "width"), [("mvp-03", 1024), ("visning-46", 1280)])
def test_that_no_step_asks_for_more_than_the_smallest_laptop_has(
    qtbot: QtBot, console: Console, library: Library, lesson: str, width: int
) -> None:
    console.resize(width, console.height())
    session = blank("x", library.script(lesson))
    for place in range(len(session.script.steps)):
        shown(console, replace(session, step=place))
        for _round in range(4):
            QCoreApplication.sendPostedEvents()
        assert console.minimumSizeHint().width() <= width, session.script.steps[place].id


@pytest.mark.parametrize("rehearsal", [False, True])
def test_that_all_of_what_to_do_if_somebody_tells_is_seen_at_once(console: Console, rehearsal: bool) -> None:
    shown(console, replace(start().session, rehearsal=rehearsal))
    console.resize(1366, 748)  # beside the title of the window
    console.do("tell")
    for _round in range(4):
        QCoreApplication.sendPostedEvents()
    (scroll,) = console.findChildren(Card)[0].findChildren(QScrollArea)
    assert scroll.isVisible()
    assert scroll.verticalScrollBar().maximum() == 0
    console.leave()
    assert [one for one in console.findChildren(Listening) if one.isVisible()] != []
