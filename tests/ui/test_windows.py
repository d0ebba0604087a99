"""Every window beside the pages suits everyone: large text, other languages and high contrast, on both sizes of screen."""

import pkgutil
from collections import Counter
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator import ui
from facilitator.i18n import set_language
from facilitator.ui import style
from facilitator.ui.console.leaderbar import LeaderBar
from facilitator.ui.parts.asking import Asking
from facilitator.ui.parts.dialog import Dialog
from facilitator.ui.stage.window import StageWindow
from tests.ui import rows, windowbook
from tests.ui.clipping import cells, too_wide
from tests.ui.looking import LAPTOP, looked_at
from tests.ui.test_accessible import SCHOOL_LAPTOP, SMALLEST_TARGET, name
from tests.ui.test_seen import READ, contrast, pixels

CLASSROOM = (1920, 1080)


@pytest.mark.parametrize("window", windowbook.NAMES)
@pytest.mark.parametrize(
    ("size", "language"),
    [(1.0, "pseudo"), (1.6, "pseudo"), (2.0, "sv"), (2.0, "en"), (2.0, "pseudo")],
)
def test_that_no_word_of_a_window_is_cut_off_and_all_of_it_is_on_the_screen(
    qtbot: QtBot, qapp: QApplication, window: str, size: float, language: str
) -> None:
    set_language(language)
    style.dress(qapp, size)
    with windowbook.opened(qtbot, window, LAPTOP) as one:
        screen = SCHOOL_LAPTOP if isinstance(one, QDialog) else LAPTOP
        looked_at(qtbot, f"window {window} {language} {size:.0%}", one, screen)
        assert too_wide(one) == []

        def wrapped() -> None:
            assert [words for table in rows.shown(one, QTableView) for words in cells(table)] == []

        qtbot.waitUntil(wrapped)


@pytest.mark.parametrize("window", windowbook.NAMES)
def test_that_enter_presses_no_button_while_the_keyboard_is_somewhere_else(qtbot: QtBot, window: str) -> None:
    with windowbook.opened(qtbot, window, LAPTOP) as one:
        one.activateWindow()
        qtbot.waitUntil(one.isActiveWindow)
        one.setFocus()
        pressed: list[str] = []
        for each in one.findChildren(QAbstractButton):
            each.clicked.connect(partial(pressed.append, each.text() or each.accessibleName()))
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QTest.keyClick(one, key)  # as it comes from a field, a list or a text that has no use for it
        assert pressed == []


@pytest.mark.parametrize("screen", [LAPTOP, CLASSROOM])
@pytest.mark.parametrize("window", windowbook.NAMES)
def test_that_what_takes_the_focus_has_a_name_and_can_be_hit_in_large_text(
    qtbot: QtBot, qapp: QApplication, window: str, screen: tuple[int, int]
) -> None:
    style.dress(qapp, 2.0)
    with windowbook.opened(qtbot, window, screen) as one:
        looked_at(qtbot, f"window {window} {screen[0]}", one, screen)
        waiting = [
            part
            for part in rows.shown(one, QWidget)
            if part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.isEnabled()
        ]
        assert waiting
        assert [type(part).__name__ for part in waiting if not name(part)] == []
        assert [
            f"{name(part)}: {part.width()}×{part.height()}"
            for part in waiting
            if min(part.width(), part.height()) < SMALLEST_TARGET and part.parentWidget() not in waiting
        ] == []


@pytest.mark.parametrize("look", READ)
@pytest.mark.parametrize("window", windowbook.NAMES)
def test_that_words_of_a_window_stand_out_from_their_ground(
    qtbot: QtBot, qapp: QApplication, window: str, look: str
) -> None:
    style.dress(qapp, 2.0, look)
    with windowbook.opened(qtbot, window, LAPTOP) as one:
        looked_at(qtbot, f"window {window} {look}", one)
        picture, faint = one.grab().toImage(), []
        for part in rows.shown(one, QWidget):
            if not isinstance(part, QLabel | QAbstractButton) or not part.isEnabled() or not part.text():
                continue
            seen = part.visibleRegion().boundingRect()
            if seen != part.rect():
                continue  # scrolled away
            met = Counter(pixels(picture.copy(seen.translated(part.mapTo(one, seen.topLeft())))))
            ground = met.most_common(1)[0][0]
            best = max(contrast(ground, colour) for colour in met)
            if best < READ[look]:
                faint.append(f"{part.text()[:40]}: {best:.1f}")
        assert faint == []


@pytest.mark.parametrize("size", [1.0, 1.6, 2.0])
@pytest.mark.parametrize("screen", [LAPTOP, CLASSROOM])
@pytest.mark.parametrize("window", windowbook.BARS)
def test_that_the_bar_of_a_single_screen_hides_nothing_of_the_slide(
    qtbot: QtBot, qapp: QApplication, window: str, screen: tuple[int, int], size: float
) -> None:
    style.dress(qapp, size)
    with windowbook.opened(qtbot, window, screen) as stage:
        assert isinstance(stage, StageWindow)
        looked_at(qtbot, f"{window} {screen[0]} {size:.0%}", stage, screen)
        (bar,) = stage.findChildren(LeaderBar)
        assert stage.slide is not None
        assert stage.deck.picture(stage.slide).deviceIndependentSize().height() == bar.geometry().top()


@pytest.mark.parametrize("size", [1.0, 2.0])
def test_that_the_programs_own_dialog_for_files_has_room_for_large_text(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: float
) -> None:
    style.dress(qapp, size)
    ground = QWidget()
    qtbot.addWidget(ground)
    dialog = QFileDialog(ground, "Reservpaket", str(tmp_path), "Webbsidor (*.html)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.open()
    qtbot.waitExposed(dialog)
    letters = dialog.fontMetrics().horizontalAdvance("n")
    assert letters * 50 < dialog.width() <= SCHOOL_LAPTOP[0]
    assert dialog.height() <= SCHOOL_LAPTOP[1]
    assert [w.text() for w in rows.shown(dialog, QPushButton) if w.width() < w.sizeHint().width()] == []


def test_that_every_dialog_of_the_program_is_among_these() -> None:
    for module in pkgutil.walk_packages(ui.__path__, "facilitator.ui."):
        import_module(module.name)
    kinds = {*QDialog.__subclasses__(), *Dialog.__subclasses__(), *Asking.__subclasses__()} - {Dialog, Asking}
    there = {one.__name__ for one in kinds if one.__module__.startswith("facilitator.")}
    seen = {
        "AddDialog", "BackupsDialog", "BreaksDialog", "BugReport", "ConflictDialog", "EntryDialog", "HandOnDialog",
        "HandoverDialog", "LateDialog", "OccasionDialog", "OccasionList", "PlanDialog", "PrintPreview",
        "ProgressDialog", "RetentionDialog",
        "ReportDialog",
    }  # fmt: skip
    assert there == seen


SMALL_LAPTOP = 910, 490
"""What a laptop of 1366×768 has at 150 %, below the bar of the window."""


@pytest.mark.parametrize("window", ["conflict", "hand on", "handover", "removal", "print diploma"])
def test_that_a_window_is_no_larger_than_the_one_that_fills_a_small_screen(qtbot: QtBot, window: str) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(*SMALL_LAPTOP)
    ground.setWindowState(Qt.WindowState.WindowMaximized)
    assert ground.size().toTuple() == SMALL_LAPTOP
    made = windowbook.BESIDE[window](ground)
    qtbot.addWidget(made)
    made.show()
    assert made.width() <= ground.width()
    assert made.height() < ground.height()  # its own bar too is on the screen
