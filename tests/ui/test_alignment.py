"""What stands side by side on the desk's pages lines up, and nothing that has to be read is cut off."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from facilitator.ui import style
from facilitator.ui.desk.ending import Ending
from facilitator.ui.desk.follow.beforeafter import BeforeAfter
from facilitator.ui.desk.followup import FollowUp
from facilitator.ui.desk.groups import GroupsSection
from facilitator.ui.desk.keysection import KeySection
from facilitator.ui.desk.ports import GroupView, StepView
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.stepper import Stepper
from facilitator.ui.theme import colour
from tests.ui import rows
from tests.ui.followbook import opened

PAGE = QSize(1166, 728)


def _opened(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(PAGE)
    page.show()
    qtbot.waitExposed(page)
    if isinstance(page, FollowUp):
        qtbot.waitUntil(lambda: not page.filling)


def _top(widget: QWidget, page: QWidget) -> int:
    return widget.mapTo(page, QPoint(0, 0)).y()


def test_that_the_two_cards_after_a_lesson_are_equally_high(qtbot: QtBot) -> None:
    form = Ending(rows.ending())
    _opened(qtbot, form)
    first, second = form.findChildren(Card)
    assert (first.height(), _top(first, form)) == (second.height(), _top(second, form))


def test_that_a_new_group_is_written_under_the_others(qtbot: QtBot) -> None:
    section = GroupsSection([GroupView("6A", 24), GroupView("6B", 22)])
    _opened(qtbot, section)
    for groups in (2, 0, 3):
        section.show_groups([GroupView(f"6{letter}", 20) for letter in "ABC"[:groups]])
        QCoreApplication.sendPostedEvents(None, 0)
        section.layout().activate()  # type: ignore[union-attr]  # a card has a layout
        steppers = [one for one in rows.shown(section, Stepper) if one.objectName() or one is section.people]
        assert len(steppers) == groups + 1
        assert len({one.x() for one in steppers}) == 1
        assert max(steppers, key=QWidget.y) is section.people


@pytest.mark.parametrize("title", ["När är ett skämt inget skämt?", "Scenario: Bilden från bussen"])
def test_that_a_step_and_what_became_of_it_can_be_read_in_the_table(qtbot: QtBot, title: str) -> None:
    page = opened()
    _opened(qtbot, page)
    steps = [
        StepView(title, 360, 343, "held"),
        StepView("Fyra hörn: öknamnet", 240, 0, "skipped", "time"),
    ]
    chart = page.sessions.chart
    page.sessions.show_steps("one", tuple(steps))
    next(one for one in rows.shown(chart, QPushButton) if one.text() == "Visa som tabell").click()
    table = chart.table
    QCoreApplication.processEvents()
    for row in range(2):
        for column in (0, 3):
            item = table.item(row, column)
            assert item is not None
            words, room = item.text(), table.columnWidth(column) - 2 * 11
            flags = int(Qt.TextFlag.TextWordWrap)
            need = table.fontMetrics().boundingRect(0, 0, room, 999, flags, words)
            assert need.width() <= room, words
            assert need.height() <= table.rowHeight(row), words


def test_that_nothing_is_called_exported_where_nothing_has_been_held(qtbot: QtBot) -> None:
    page = opened(held=(), never_exported=0)
    _opened(qtbot, page)
    texts = [one.text() for one in rows.shown(page, QLabel)]
    assert "inget att exportera än" in texts
    assert "allt är exporterat" not in texts
    page.fill(rows.view(never_exported=0))
    assert "allt är exporterat" in [one.text() for one in rows.shown(page, QLabel)]


def test_that_the_keys_stand_in_two_columns(qtbot: QtBot) -> None:
    section = KeySection(rows.CHOICES)
    _opened(qtbot, section)
    found = {one.text(): one for one in rows.shown(section, QLabel)}
    first, last = found["Gå till första steget"], found["Ta tillbaka en räknad röst"]
    assert first.mapTo(section, QPoint()).x() + first.width() < last.mapTo(section, QPoint()).x()
    assert section.heightForWidth(PAGE.width()) < PAGE.height() * 1.5


def test_that_the_icon_of_a_button_that_cannot_be_pressed_is_seen(qtbot: QtBot) -> None:
    made = button("Exportera CSV", "primary", sign="file-csv")
    qtbot.addWidget(made)

    def darkest(mode: QIcon.Mode) -> int:
        picture = (
            made.icon().pixmap(made.iconSize(), mode).toImage().convertToFormat(QImage.Format.Format_ARGB32)
        )
        shades = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
        return min(shade.lightness() for shade in shades if shade.alpha() > 200)

    assert darkest(QIcon.Mode.Normal) == colour("on-accent").lightness()
    assert darkest(QIcon.Mode.Disabled) <= colour("ink-3").lightness()


def test_that_the_steps_of_one_and_of_all_stand_side_by_side_under_the_list_under_the_grid(
    qtbot: QtBot, qapp: QApplication
) -> None:
    for scale in (1.0, 1.6):
        style.dress(qapp, scale)
        page = opened()
        _opened(qtbot, page)
        page.resize(1122, PAGE.height())  # what the sidebar leaves of 1366 pixels
        QCoreApplication.processEvents()
        chart, spread = page.sessions.chart, page.spread
        assert _top(spread, page) == _top(chart, page)
        assert _top(chart, page) > _top(page.sessions.table, page) > _top(page.coverage, page)


def test_that_the_words_of_a_card_with_nothing_to_show_stay_at_its_top(qtbot: QtBot) -> None:
    card = BeforeAfter()
    card.show_answers(())
    _opened(qtbot, card)
    assert card.about.mapTo(card, QPoint(0, 0)).y() < PAGE.height() // 4
