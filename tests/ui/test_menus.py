"""The list of words in the leader's view: what Enter takes is marked, and a lesson without words says so."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from facilitator.session import orders as o
from facilitator.session.pacing import pace
from facilitator.session.state import Session
from facilitator.ui.console.console import Console
from facilitator.ui.console.toast import Toast
from facilitator.ui.stage import compose
from tests.session.builder import start


@pytest.fixture
def console(qtbot: QtBot) -> Console:
    made = Console()
    qtbot.addWidget(made)
    made.show_projection("two", notes=True)
    made.show()
    return made


def shown(console: Console, session: Session) -> None:
    console.show_session(session, pace(session, session.at_ms), compose.compose(session), None)


def test_that_enter_takes_the_word_that_is_marked(qtbot: QtBot, console: Console) -> None:
    session = start().session
    shown(console, session)
    console.do("terms")
    (menu,) = (one for one in console.findChildren(QMenu) if one.isVisible())
    first = min(session.script.terms.values(), key=lambda term: term.term)
    marked = menu.activeAction()
    assert marked is not None
    assert marked.text() == first.term
    with qtbot.waitSignal(console.ordered) as sent:
        marked.trigger()
    assert sent.args == [o.ShowTerm(first.id)]
    menu.close()


def test_that_a_lesson_without_words_says_so(console: Console) -> None:
    session = start().session
    shown(console, replace(session, script=replace(session.script, terms={})))
    console.do("terms")
    assert [one for one in console.findChildren(QMenu) if one.isVisible()] == []
    assert [one.text() for one in console.findChildren(Toast) if one.isVisible()] == [
        "Passet har inga ord att visa."
    ]
