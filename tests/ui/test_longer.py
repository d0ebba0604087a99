"""Every page and the leader's view with texts 40 % longer, on a school laptop: not a word is cut off."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from facilitator.content.script import Script
from facilitator.i18n import set_language
from facilitator.session.pacing import pace
from facilitator.ui.console.console import Console
from facilitator.ui.desk.shell import Desk
from facilitator.ui.keys import Action
from facilitator.ui.stage import compose
from tests.session.builder import other_forms, script, start
from tests.ui import rows, test_accessible
from tests.ui.followbook import Answers
from tests.ui.looking import LAPTOP, looked_at
from tests.ui.planbook import filled, planner, year_rooms

CARDS: tuple[Action, ...] = ("time", "tell", "park", "overview", "terms", "goto", "end", "help")


@pytest.fixture(autouse=True)
def longer(dressed: None) -> Iterator[None]:
    set_language("pseudo")
    yield
    set_language("sv")


@pytest.mark.parametrize("scene", test_accessible.SCENES)
def test_that_no_word_of_a_page_is_cut_off(qtbot: QtBot, scene: str) -> None:
    with year_rooms(filled()) as made:
        desk = Desk(rows.Shelf(), rows.CHOICES, planner(made, None), Answers())
        qtbot.addWidget(desk)
        desk.resize(*LAPTOP)
        desk.show()
        qtbot.waitExposed(desk)
        test_accessible.SCENES[scene](desk)
        qtbot.waitUntil(lambda: not desk.today().filling)
        looked_at(qtbot, f"page {scene}", desk)


@pytest.mark.parametrize("lesson", [script(), script(other_forms())], ids=["every", "other"])
def test_that_no_word_of_the_leaders_view_is_cut_off(qtbot: QtBot, lesson: Script) -> None:
    console, run = Console(), start(lesson)
    qtbot.addWidget(console)
    console.resize(*LAPTOP)
    console.furnish(rows.CONTACTS, 1.0, one_voice=False)
    console.show_projection("two", notes=True)
    console.show()
    for step in lesson.steps:
        run.go(step.id)
        console.show_session(
            run.session, pace(run.session, run.session.at_ms), compose.compose(run.session), None
        )
        looked_at(qtbot, f"leader {step.form}", console)
        for card in CARDS if step is lesson.steps[0] else ():
            console.do(card)
            looked_at(qtbot, f"leader {card}", console)
            console.leave()
