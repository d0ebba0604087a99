"""Controls side by side that go on over more lines: what changes in them is seen at once."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label

WIDTH = 400


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[list[QPushButton]]:
    """Three buttons in a row that shows."""
    whole = QWidget()
    qtbot.addWidget(whole)
    flow = Flow(whole)
    made = [QPushButton(words) for words in ("Ett", "Två", "Tre")]
    for one in made:
        flow.addWidget(one)
    whole.resize(WIDTH, 300)
    with qtbot.waitExposed(whole):
        whole.show()
    yield made
    whole.close()


def lies_right(row: list[QPushButton]) -> bool:
    """Whether the buttons that show are as wide as their words, in the row's width, and none lies over another."""
    seen = [one for one in row if not one.isHidden()]
    fits = all(
        one.width() == min(one.sizeHint().width(), WIDTH) and one.geometry().right() < WIDTH for one in seen
    )
    return fits and not any(one.geometry().intersects(other.geometry()) for one, other in pairwise(seen))


def test_that_longer_words_get_the_room_they_need(qtbot: QtBot, row: list[QPushButton]) -> None:
    assert lies_right(row)
    row[0].setText("Ett mycket längre svar än det som stod här")
    qtbot.waitUntil(lambda: lies_right(row))
    assert row[1].y() > row[0].y()


def test_that_what_is_hidden_takes_no_room_and_comes_back(qtbot: QtBot, row: list[QPushButton]) -> None:
    place = row[1].geometry()
    row[0].hide()
    qtbot.waitUntil(lambda: row[1].x() == 0)
    row[0].show()
    qtbot.waitUntil(lambda: row[1].geometry() == place)


def test_that_a_question_stands_beside_the_middle_of_its_answers(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    flow = Flow(whole)
    question = label("Sportlov, vecka")
    choice = Choice("Sportlov, vecka", [(week, str(week)) for week in (7, 8, 9, 10)], small=True)
    flow.addWidget(question)
    flow.addWidget(choice)
    whole.resize(600, 300)
    with qtbot.waitExposed(whole):
        whole.show()
    assert choice.x() > question.x()
    assert abs(question.geometry().center().y() - choice.geometry().center().y()) <= 1
