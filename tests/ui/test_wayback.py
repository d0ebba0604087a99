"""Whatever lies over the lesson can be taken away with mouse or finger, by a button that says so in words."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from facilitator.session import orders as o
from facilitator.session.pacing import pace
from facilitator.session.state import Session
from facilitator.ui import style
from facilitator.ui.console.banner import Banner
from facilitator.ui.console.cards import KeyCard
from facilitator.ui.console.console import Console
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.console.notes import LARGEST, Notes
from facilitator.ui.console.steplist import StepList
from facilitator.ui.stage import compose
from tests.session.builder import start

TARGET = 44
OVER: dict[str, tuple[o.Order, str]] = {
    "safe": (o.ShowCover("safe"), "Visa bilden igen"),
    "black": (o.ShowCover("black"), "Visa bilden igen"),
    "white": (o.ShowCover("white"), "Visa bilden igen"),
    "freeze": (o.ToggleFreeze(), "Släpp bilden"),
    "support": (o.ToggleSupport(), "Tillbaka till passets bild"),
    "term": (o.ShowTerm("askadare"), "Tillbaka till passets bild"),
}


def shown(console: Console, session: Session) -> None:
    console.show_session(session, pace(session, session.at_ms), compose.compose(session), None)


def console_of(qtbot: QtBot, session: Session) -> Console:
    made = Console()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_projection("two", notes=True)
    made.show()
    shown(made, session)
    return made


def way(part: Console | LeaderBar, words: str) -> list[QPushButton]:
    return [one for one in part.findChildren(QPushButton) if one.text() == words and one.isVisible()]


@pytest.mark.parametrize("what", OVER)
@pytest.mark.parametrize("size", [1.0, 1.6])
def test_that_a_button_in_words_takes_away_what_lies_over_the_lesson(
    qtbot: QtBot, qapp: QApplication, what: str, size: float
) -> None:
    style.dress(qapp, size)
    order, words = OVER[what]
    run = start()
    console = console_of(qtbot, run.session)
    assert way(console, words) == []
    run.do(order)
    shown(console, run.session)
    (button,) = way(console, words)
    assert min(button.width(), button.height()) >= TARGET
    assert console.rect().contains(QRect(button.mapTo(console, QPoint()), button.size()))
    assert button.width() >= button.sizeHint().width()
    with qtbot.waitSignal(console.ordered) as sent:
        button.click()
    run.do(*sent.args or [])
    shown(console, run.session)
    assert (run.session.cover, run.session.overlay, run.session.held) == (None, None, None)
    assert way(console, words) == []


def test_that_the_step_that_shows_leads_back_from_what_lies_over_it(qtbot: QtBot) -> None:
    run = start()
    console = console_of(qtbot, run.session)
    asked: list[o.Order] = []
    console.ordered.connect(asked.append)
    (steps,) = console.findChildren(StepList)
    here = steps.item(run.session.step)
    steps.itemClicked.emit(here)
    assert asked == [], "it shows already"
    run.do(o.ToggleSupport())
    shown(console, run.session)
    steps.itemClicked.emit(here)
    run.do(*asked)
    assert run.session.overlay is None


@pytest.mark.parametrize("what", OVER)
def test_that_the_bar_of_a_single_screen_has_the_same_way_back(qtbot: QtBot, what: str) -> None:
    order, words = OVER[what]
    run = start()
    bar = LeaderBar()
    qtbot.addWidget(bar)
    bar.resize(1366, 60)
    bar.show_session(run.session)
    bar.show()
    run.do(order)
    bar.show_session(run.session)
    (button,) = way(bar, words)
    assert min(button.width(), button.height()) >= TARGET
    with qtbot.waitSignal(bar.ordered) as sent:
        button.click()
    assert sent.args == [o.Uncover()]


@pytest.mark.parametrize("action", ["terms", "help"])
def test_that_words_and_keys_can_be_reached_without_a_keyboard_on_a_single_screen(
    qtbot: QtBot, action: str
) -> None:
    bar = LeaderBar()
    qtbot.addWidget(bar)
    bar.show_session(start().session)
    bar.show()
    (button,) = (one for one in bar.findChildren(QPushButton) if one.property("action") == action)
    assert min(button.width(), button.height()) >= TARGET
    with qtbot.waitSignal(bar.asked) as sent:
        button.click()
    assert sent.args == [action]


def key_card(console: Console) -> KeyCard | None:
    found = [one for one in console.findChildren(KeyCard) if one.isVisible()]
    return found[0] if found else None


def test_that_all_keys_are_seen_at_a_glance_on_the_smallest_laptop(qtbot: QtBot) -> None:
    console = console_of(qtbot, start().session)
    console.do("help")
    card = key_card(console)
    assert card is not None
    (scroll,) = card.findChildren(QScrollArea)
    qtbot.waitUntil(lambda: scroll.viewport().width() > 1000)
    assert scroll.verticalScrollBar().maximum() == 0
    lines = [one for one in scroll.findChildren(QLabel) if one.isVisible()]
    assert len({one.x() for one in lines}) == 4
    assert all(one.height() >= one.heightForWidth(one.width()) for one in lines)
    (close,) = card.findChildren(QPushButton)
    assert close.text() == "Stäng kortet"
    assert close.height() >= TARGET
    close.click()
    qtbot.waitUntil(lambda: key_card(console) is None)


def test_that_a_question_is_seen_over_the_keys(qtbot: QtBot, qapp: QApplication) -> None:
    style.dress(qapp, 1.6)
    console = console_of(qtbot, start().session)
    console.do("help")
    console.ask_end(closing_held=True)
    card = key_card(console)
    assert card is not None
    (end,) = (one for one in console.findChildren(QPushButton) if one.text() == "Avsluta och fyll i loggen")
    qtbot.waitUntil(lambda: card.y() >= end.mapTo(console, QPoint()).y() + end.height())
    assert end.height() >= TARGET


@pytest.mark.parametrize("begun", [True, False])
def test_that_ending_without_the_closing_stands_farthest_from_showing_it_and_says_so(
    qtbot: QtBot, begun: bool
) -> None:
    console = console_of(qtbot, start().session)
    console.ask_end(closing_held=False, begun=begun)
    (banner,) = (one for one in console.findChildren(Banner) if one.asking)
    answers = sorted(banner.findChildren(QPushButton), key=lambda one: one.x())
    assert [one.text() for one in answers] == ["Visa avslutningen", "Fortsätt passet", "Avsluta ändå"]
    assert banner.focusWidget() is answers[0]


@pytest.mark.parametrize("closing_held", [True, False])
def test_that_no_question_of_a_rehearsal_speaks_of_a_log_or_of_another_time(
    qtbot: QtBot, closing_held: bool
) -> None:
    console = console_of(qtbot, replace(start().session, rehearsal=True))
    for ask in (partial(console.ask_end, closing_held=closing_held), console.ask_leave):
        ask()
        (banner,) = (one for one in console.findChildren(Banner) if one.asking)
        said = [banner.words, *(one.text() for one in banner.findChildren(QPushButton) if one.isVisible())]
        assert {"Sluta öva", "Fortsätt öva"} <= set(said)
        assert not any("logg" in words or "senare" in words or "Ett pass" in words for words in said)


def test_that_escape_closes_the_keys(qtbot: QtBot) -> None:
    console = console_of(qtbot, start().session)
    console.do("help")
    assert console.leave()
    qtbot.waitUntil(lambda: key_card(console) is None)


@pytest.mark.parametrize("size", [1.0, 1.4, 1.6])
def test_that_the_leader_text_grows_with_the_text_of_the_app_and_with_its_own_keys(
    qtbot: QtBot, qapp: QApplication, size: float
) -> None:
    style.dress(qapp, size)
    notes = Notes()
    qtbot.addWidget(notes)
    notes.resize(380, 500)
    step = start().go("pyramiden").session.current
    notes.show_step(step)
    notes.show()
    before = heights(notes)
    assert before == pytest.approx(17 * size, abs=1)
    notes.larger()
    assert heights(notes) > before
    for _turn in range(20):
        notes.larger()
    assert heights(notes) == pytest.approx(17 * LARGEST, abs=1)
    largest = heights(notes)
    notes.smaller()
    assert heights(notes) < largest


def heights(notes: Notes) -> int:
    """The size of the leader text in pixels."""
    return max(
        one.fontInfo().pixelSize()
        for one in notes.findChildren(QLabel)
        if one.property("role") == "body" and one.text()
    )
