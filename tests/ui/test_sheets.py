"""How the leader's controls stand: rows begin under each other, texts beside their buttons, and nothing is cut."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from facilitator.content.model import Age
from facilitator.content.script import Script
from facilitator.i18n import _
from facilitator.planning.concern import life_at_once, tell_lines
from facilitator.session import orders as o
from facilitator.session.exercises import QUESTIONS_IN_ALL
from facilitator.session.pacing import pace
from facilitator.ui import style
from facilitator.ui.console import band
from facilitator.ui.console.bars import TopBar
from facilitator.ui.console.cards import tell_card
from facilitator.ui.console.console import Console
from facilitator.ui.console.field import Field
from facilitator.ui.console.lines import Lines
from facilitator.ui.console.passages import Passages, passages_of
from facilitator.ui.console.questions import QuestionCard
from facilitator.ui.console.sheet import Sheet
from facilitator.ui.console.sheetarea import SheetArea
from facilitator.ui.console.steplist import StepList
from facilitator.ui.parts.label import label
from facilitator.ui.stage import compose
from tests import ownlessons
from tests.session.builder import Run, other_forms, script, start
from tests.ui.clipping import too_wide
from tests.ui.rows import shown, words
from tests.ui.test_passages import leader

WIDTH = 440


def _entry(qtbot: QtBot, width: int) -> QLineEdit:
    field = Field("Medan det händer")
    qtbot.addWidget(field)
    field.resize(width, 40)
    field.show()
    return field


@pytest.mark.parametrize(("width", "whole"), [(400, True), (150, False)])
def test_that_a_reminder_which_would_be_cut_off_is_left_out(qtbot: QtBot, width: int, whole: bool) -> None:
    field = _entry(qtbot, width)
    words = _("{what} – no names").format(what="Medan det händer") if whole else "Medan det händer"
    assert field.placeholderText() == words
    assert field.accessibleName() == "Medan det händer"


def test_that_a_reminder_comes_back_when_there_is_room(qtbot: QtBot) -> None:
    field = _entry(qtbot, 150)
    field.resize(400, 40)
    assert field.placeholderText() == _("{what} – no names").format(what="Medan det händer")


def test_that_what_stands_before_rows_is_equally_wide(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    made = Sheet().heads(("Innan", "Medan det händer", "Efteråt"))
    for one in made:
        row.addWidget(one)
    holder.show()
    assert len({one.width() for one in made}) == 1
    assert made[0].width() >= made[1].sizeHint().width()


def test_that_a_text_stands_in_the_middle_beside_a_button_and_at_the_top_beside_longer_text(
    qtbot: QtBot,
) -> None:
    holder = Lines()
    qtbot.addWidget(holder)
    near, high = label("Innan", "strong"), QPushButton("Säga hej")
    high.setFixedHeight(48)
    for one in (near, high):
        holder.flow.addWidget(one)
    holder.resize(WIDTH, 100)
    holder.show()
    assert abs(near.geometry().center().y() - high.geometry().center().y()) <= 1
    lines = Lines()
    qtbot.addWidget(lines)
    first, text = label("Härnäst:", "strong"), label("Det är lättare att vara modig. " * 8, wrap=True)
    for one in (first, text):
        lines.flow.addWidget(one)
    lines.resize(WIDTH, 200)
    lines.show()
    text.setFixedSize(WIDTH // 2, text.heightForWidth(WIDTH // 2))
    lines.flow.activate()
    assert first.geometry().top() == text.geometry().top()


def test_that_a_sheet_asks_for_the_height_that_its_words_need_at_its_width(qtbot: QtBot) -> None:
    sheet = Sheet()
    area = SheetArea(sheet, "steget")
    qtbot.addWidget(area)
    area.resize(WIDTH, 200)
    area.show()
    sheet.say(
        "Fyra hörn", "Antalen syns inte på projektorn förrän du visar dem. Färre än tre visas aldrig. " * 3
    )
    QCoreApplication.sendPostedEvents()
    area.resize(WIDTH, area.sizeHint().height())
    QCoreApplication.sendPostedEvents()
    assert area.verticalScrollBar().maximum() == 0
    high = area.sizeHint().height()
    area.resize(2 * WIDTH, high)
    assert area.sizeHint().height() < high


def test_that_the_lines_of_a_point_begin_under_each_other(qtbot: QtBot) -> None:
    page = Passages(1.0)
    qtbot.addWidget(page)
    page.resize(300, 400)
    page.show_passages([p for p in passages_of(leader("ett", 1)) if p.kind == "point"])
    page.show()
    text = next(one for one in page.findChildren(QLabel) if one.isVisible())
    assert text.text() == "ett gör 0"
    dot = (
        page.grab().toImage().pixelColor(QPoint(6, text.geometry().top() + text.fontMetrics().height() // 2))
    )
    assert text.geometry().left() > 12
    assert dot.lightness() < 100


def test_that_the_lines_of_the_card_stand_beside_their_numbers(qtbot: QtBot) -> None:
    card = tell_card()
    qtbot.addWidget(card)
    card.resize(380, 700)
    card.show()
    texts = {one.text(): one for one in card.findChildren(QLabel)}
    number, line = texts["1."], texts[tell_lines()[0]]
    assert number.geometry().right() < line.geometry().left()
    assert number.geometry().top() == line.geometry().top()
    assert line.height() > number.height()


def test_that_the_card_says_what_to_do_when_somebody_does_not_want_to_live(qtbot: QtBot) -> None:
    card = tell_card()
    qtbot.addWidget(card)
    said = [one.text() for one in card.findChildren(QLabel)]
    assert [line for line in (*tell_lines(), life_at_once()) if line not in said] == []
    assert said.index(life_at_once()) < said.index("Skriv ingenting om det här i programmet.")


def test_that_no_empty_head_stands_over_the_field_for_a_question(qtbot: QtBot) -> None:
    card = QuestionCard(start().session)
    qtbot.addWidget(card)
    card.resize(380, 700)
    card.show()
    sheet, field = card.findChild(Sheet), card.findChild(QLineEdit)
    assert sheet is not None
    assert field is not None
    assert field.mapTo(sheet, QPoint()).y() < 32


def test_that_the_field_for_a_question_is_in_sight_however_large_the_text_is(
    qtbot: QtBot, qapp: QApplication
) -> None:
    style.dress(qapp, 2.0)
    console, run = Console(), start()
    qtbot.addWidget(console)
    console.resize(1366, 700)  # a school laptop, less what stands above while one rehearses
    console.show_projection("two", notes=True)
    console.show()
    console.show_session(
        run.session, pace(run.session, run.session.at_ms), compose.compose(run.session), None
    )
    console.do("park")
    field = console.findChild(QuestionCard).findChild(QLineEdit)  # type: ignore[union-attr]  # it has just been opened
    assert field is not None
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())


def test_that_a_long_question_does_not_push_the_card_out_of_its_panel(qtbot: QtBot) -> None:
    session = start().session
    question = "Varför säger ingen något fast alla har sett vad som hände?"
    card = QuestionCard(replace(session, parked=(question,)))
    qtbot.addWidget(card)
    card.resize(368, 700)
    card.show()
    scroll = card.findChild(QScrollArea)
    assert scroll is not None
    page = scroll.widget()
    assert page is not None
    qtbot.waitUntil(lambda: page.width() == scroll.viewport().width())
    made = next(one for one in card.findChildren(QPushButton) if question in one.accessibleName())
    assert made.text().replace("\n", " ") == question


def test_that_a_question_that_found_no_room_is_still_there_when_another_is_taken_away(qtbot: QtBot) -> None:
    run = start()
    card = QuestionCard(run.session)
    qtbot.addWidget(card)

    def obey(order: o.Order) -> None:
        if run.hint(order) == "":
            card.show_session(run.session)

    card.ordered.connect(obey)
    texts = [f"Fråga {n}?" for n in range(QUESTIONS_IN_ALL + 1)]
    for text in texts:
        field = card._field()
        assert field is not None
        assert field.text() == ""
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    obey(o.UnparkQuestion(texts[0]))
    field = card._field()
    assert field is not None
    assert field.text() == texts[-1]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert run.session.parked == tuple(texts[1:])
    left = card._field()
    assert left is not None
    assert left.text() == ""


def test_that_a_warning_names_all_that_may_point_somebody_out(qtbot: QtBot) -> None:
    card = QuestionCard(start().session)
    qtbot.addWidget(card)
    card.show()
    field = card.findChild(QLineEdit)
    assert field is not None
    field.setText("Ring Kalle Svensson, 070-123 45 67")
    QTest.keyClick(field, Qt.Key.Key_Return)
    told = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    wanted = "”Kalle Svensson, 070-123 45 67” kan peka ut någon. Ändra, eller tryck Enter en gång till om det inte gör det."
    assert wanted in told


@pytest.mark.parametrize(("age", "words"), [("4-6", "24 elever"), ("staff", "24 deltagare")])
def test_that_only_pupils_are_called_pupils(qtbot: QtBot, age: Age, words: str) -> None:
    session = start().session
    made = replace(session.script, lesson=replace(session.script.lesson, age=age))
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show_session(replace(session, script=made, people=24))
    assert f"{session.group} · {words}" in [one.text() for one in bar.findChildren(QLabel)]


def test_that_a_long_title_stretches_no_button_of_the_bar(qtbot: QtBot) -> None:
    session = start().session
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.resize(1366, 60)
    bar.show()
    for title in ("Normer", "Vad är våld? Om skojbråk, pyramiden och allt som vi ser mellan två lektioner"):
        made = replace(session.script, lesson=replace(session.script.lesson, title=title))
        bar.show_session(replace(session, script=made))
        bar.tick(pace(session, 0))
        QCoreApplication.sendPostedEvents()
        buttons = [one for one in bar.findChildren(QPushButton) if one.isVisible()]
        assert [one.width() for one in buttons] == [one.sizeHint().width() for one in buttons]
        assert max(one.geometry().right() for one in buttons) >= bar.width() - 24


def test_that_nothing_speaks_of_pupils_where_there_are_none(qtbot: QtBot) -> None:
    run = start()
    made = replace(run.session.script, lesson=replace(run.session.script.lesson, age="staff"))
    session = replace(run.session, script=made)
    ahead = replace(session, held=(0, 0), held_work=session.work, step=2)
    console = Console()
    qtbot.addWidget(console)
    console.furnish((), 1.0, one_voice=False, staff=True)
    console.resize(1366, 768)
    console.show()
    for state, doubt in (("parked", ""), ("two", ""), ("two", "swapped"), ("two", "astray")):
        console.show_projection(state, notes=False, doubt=doubt)
        for now in (session, ahead):
            console.show_session(now, pace(now, 0), compose.compose(now), None)
            texts = words(console) + [one.accessibleName() for one in shown(console, QWidget)]
            assert [text for text in texts if "elev" in text.lower()] == []


def leading(qtbot: QtBot) -> Console:
    """A lesson that is led with the leader's view on a screen of its own."""
    window = Console()
    qtbot.addWidget(window)
    window.show_projection("two", notes=True)
    window.show()
    return window


def lead(window: Console, run: Run, step: str) -> None:
    run.go(step)
    slide = compose.compose(run.session)
    window.show_session(run.session, pace(run.session, run.session.at_ms), slide, slide)
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()


SMALLEST_SCREEN = 910, 490
"""What a laptop of 1366×768 has at 150 %, below the bar of the window; at 125 % it has the next one."""
SMALL_SCREEN = 1093, 580
HEAVY = ("mvp-01", "mvp-03", "personal-p3", "apt-a4", "taget-b2-46", "utbildning-u1", "visning-46")
"""The lessons whose controls and clocks have asked for the most room."""


@pytest.mark.parametrize("lesson", [script(), script(other_forms()), *HEAVY])
@pytest.mark.parametrize(("size", "text"), [(SMALLEST_SCREEN, 1.0), (SMALL_SCREEN, 1.0), (SMALL_SCREEN, 1.4)])
def test_that_the_leaders_view_fits_a_small_laptop(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int], text: float, lesson: Script | str
) -> None:
    style.dress(qapp, text)
    if isinstance(lesson, str):
        lesson = ownlessons.library().script(lesson)
    window, run = leading(qtbot), start(lesson)
    for step in lesson.steps:
        window.resize(*size)
        lead(window, run, step.id)
        least = window.minimumSizeHint()
        assert (step.id, least.expandedTo(QSize(*size))) == (step.id, QSize(*size))
        left = window.findChildren(StepList)[0].parentWidget()
        assert left is not None
        cut = [one.text() for one in left.findChildren(QPushButton) if one.width() < one.sizeHint().width()]
        assert cut == []
        qtbot.waitUntil(lambda: too_wide(window) == [])


def test_that_the_question_before_the_end_of_a_rehearsal_fits_the_smallest_screen(qtbot: QtBot) -> None:
    window, run = leading(qtbot), start(ownlessons.library().script("mvp-03"))
    window.resize(*SMALLEST_SCREEN)
    now = replace(run.session, rehearsal=True)
    slide = compose.compose(now)
    window.show_session(now, pace(now, 0), slide, slide)
    for asked in (True, False):
        if asked:
            window.ask_end(closing_held=False)
        else:
            window.leave()
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        assert window.minimumSizeHint().height() <= SMALLEST_SCREEN[1]
        bands = [one for one in shown(window, QLabel) if one.text() == band.rehearsal_words()]
        assert len(bands) == (0 if asked else 1)


def test_that_the_leaders_view_can_be_small_again_after_a_large_screen(qtbot: QtBot) -> None:
    window = leading(qtbot)
    window.resize(1920, 1040)
    lead(window, start(), "prat")
    window.resize(1366, 700)
    assert window.size().toTuple() == (1366, 700)
