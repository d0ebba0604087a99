"""Everyone can use the dialog of removal by decision: names, sizes, and nothing cut off when the text is large."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.i18n import set_language
from facilitator.ui import style
from facilitator.ui.desk.retentiondialog import RetentionDialog
from tests.ui.clipping import too_wide
from tests.ui.test_accessible import SCHOOL_LAPTOP, SMALLEST_TARGET, cut_off, name

TODAY = date(2026, 11, 26)
SCHOOLS = ("Björkdungens skola", "Ekskolan", "Kvarnbackens skola")
RECORD = "Nr 1, 2026-11-26: beslut BUN 2026/5 (2026-03-02), bekräftat av arkivarie eller registrator. Gallrat: 1 pass."


def opened(qtbot: QtBot) -> RetentionDialog:
    dialog = RetentionDialog(TODAY, SCHOOLS, (RECORD,))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_problems(
        ("Skriv beslutets diarienummer, till exempel BUN 2026/123. Utan det gallras inget.",) * 2
    )
    qtbot.waitExposed(dialog)
    QApplication.sendPostedEvents()
    return dialog


def shown(dialog: QWidget) -> list[QWidget]:
    return [one for one in dialog.findChildren(QWidget) if one.isVisible()]


def test_that_every_control_has_a_name_and_room_for_a_finger(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    controls = [one for one in shown(dialog) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
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
    qapp: QApplication, qtbot: QtBot, size: float, language: str
) -> None:
    style.dress(qapp, size)
    set_language(language)
    dialog = opened(qtbot)
    assert dialog.width() <= SCHOOL_LAPTOP[0]
    assert dialog.height() <= SCHOOL_LAPTOP[1]
    assert too_wide(dialog) == []

    def whole() -> None:
        assert [words for one in shown(dialog) if (words := cut_off(one))] == []

    qtbot.waitUntil(whole)


def test_that_it_says_what_was_chosen(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    dialog.decision.setText("BUN 2026/123")
    dialog.school.setCurrentIndex(2)
    dialog.kinds["plan"].click()
    rule = dialog.rule()
    assert (rule.decision, rule.decided, rule.role, rule.through) == (
        "BUN 2026/123",
        TODAY,
        "coordinator",
        2020,
    )
    assert rule.schools == {"Ekskolan"}
    assert rule.kinds == {"sessions", "texts", "occasions"}
