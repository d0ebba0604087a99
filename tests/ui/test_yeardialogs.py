"""Everyone can use the dialogs of the school year: names, sizes, and nothing cut off when the text is large."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator.i18n import set_language
from facilitator.ui import style
from facilitator.ui.desk.year.page import YearPage
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.fitting import fit
from facilitator.ui.parts.page import Page
from tests.ui import rows
from tests.ui.clipping import too_wide
from tests.ui.planbook import TODAY, filled, planner, year_rooms
from tests.ui.test_accessible import SCHOOL_LAPTOP, SMALLEST_TARGET, cut_off, name

Opening = Callable[[YearPage], None]


def plan(page: YearPage) -> None:
    page.ask_plan()
    assert page.dialog is not None
    page.dialog.findChildren(QWidget, "timed")[0].click()  # type: ignore[attr-defined]


def add(page: YearPage) -> None:
    page.ask_add()


def change(page: YearPage) -> None:
    model = page.table.model()
    page.table.selectRow(next(row for row in range(model.rowCount()) if model.index(row, 3).data()))
    assert page.table.current is not None
    page.ask_change(page.table.current)


def breaks(page: YearPage) -> None:
    page.ask_breaks()


@pytest.fixture(params=[plan, add, change, breaks])
def opened(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Callable[[], QDialog]]:
    pages: list[YearPage] = []
    with year_rooms(filled()) as made:

        def show() -> QDialog:
            page = YearPage(planner(made, None))
            qtbot.addWidget(page)
            pages.append(page)
            page.fill(rows.view(today=TODAY))
            page.show()
            request.param(page)
            assert page.dialog is not None
            qtbot.waitExposed(page.dialog)
            QApplication.sendPostedEvents()
            return page.dialog

        yield show


def shown(dialog: QDialog) -> list[QWidget]:
    return [one for one in dialog.findChildren(QWidget) if one.isVisible()]


def test_that_every_control_has_a_name_and_room_for_a_finger(opened: Callable[[], QDialog]) -> None:
    controls = [one for one in shown(opened()) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert controls
    assert [type(one).__name__ for one in controls if not name(one)] == []
    assert [
        f"{name(one)}: {one.width()}×{one.height()}"
        for one in controls
        if min(one.width(), one.height()) < SMALLEST_TARGET and one.parentWidget() not in controls
    ] == []


@pytest.mark.parametrize(
    ("size", "language"), [(1.0, "sv"), (2.0, "sv"), (2.0, "en"), (1.0, "pseudo"), (1.6, "pseudo")]
)
def test_that_nothing_is_cut_off_and_it_fits_the_smallest_screen(
    opened: Callable[[], QDialog], qapp: QApplication, qtbot: QtBot, size: float, language: str
) -> None:
    style.dress(qapp, size)
    set_language(language)
    dialog = opened()
    assert dialog.width() <= SCHOOL_LAPTOP[0]
    assert dialog.height() <= SCHOOL_LAPTOP[1]
    assert too_wide(dialog) == []

    def whole() -> None:
        assert [words for one in shown(dialog) if (words := cut_off(one))] == []

    qtbot.waitUntil(whole)


def test_that_the_frame_of_the_keyboard_follows_the_pointer_within_a_question(qtbot: QtBot) -> None:
    with year_rooms(filled()) as made:
        page = YearPage(planner(made, None))
        qtbot.addWidget(page)
        page.fill(rows.view(today=TODAY))
        page.show()
        page.ask_plan()
        assert page.dialog is not None
        first, second = page.dialog.findChildren(Choice)[0].findChildren(QPushButton)[:2]
        first.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(first.hasFocus)
        QTest.mouseClick(second, Qt.MouseButton.LeftButton)
        assert second.isChecked()
        assert second.hasFocus()
        assert not first.hasFocus()


def test_that_a_dialog_is_as_high_as_what_it_holds(qtbot: QtBot) -> None:
    holder, most = QDialog(), QSize(600, 500)
    qtbot.addWidget(holder)
    column, page = QVBoxLayout(holder), Page()
    column.addWidget(page)
    column.addWidget(QPushButton("Klart"))
    holder.resize(most)
    holder.show()
    heights = []
    for words in ("Ett ord", "ord\n" * 4, "ord\n" * 90):
        told = QLabel(words)
        page.column.addWidget(told)
        told.show()
        fit(holder, most, page)
        heights.append(holder.height())
    low, higher, highest = heights
    assert low < higher < highest == most.height()
