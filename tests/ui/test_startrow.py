"""With whom and how long: nothing that was written is lost on the way."""

from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QTimeEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.ui import style
from facilitator.ui.desk.groups import GroupsSection
from facilitator.ui.desk.prepare.page import Prepare
from facilitator.ui.desk.startrow import StartRow
from facilitator.ui.parts.folder import documents
from tests.ui import rows
from tests.ui.rows import press

DAY_S = 24 * 60 * 60
PANEL = 360
"""Pixels beside the lessons on a laptop of 1366, within the margins."""


def test_that_a_code_written_elsewhere_is_taken_over_where_there_are_no_groups(qtbot: QtBot) -> None:
    row = StartRow(compact=True)
    qtbot.addWidget(row)
    row.fill((), (40, 50))
    row.choose_group("7A")
    assert row.group == "7A"
    row.choose_group("")
    assert row.group == "7A"


def test_that_the_first_group_is_written_on_one_line_with_its_size_and_minutes(qtbot: QtBot) -> None:
    row = StartRow(compact=True, bell=False)
    qtbot.addWidget(row)
    row.fill((), (40, 50, 60))
    row.resize(PANEL, 200)
    row.show()
    qtbot.waitExposed(row)
    fields = [
        one for kind in (QLineEdit, QSpinBox, QComboBox) for one in row.findChildren(kind) if one.isVisible()
    ]
    tops = [one.mapTo(row, QPoint()).y() for one in fields]
    assert max(tops) - min(tops) < fields[0].height() // 2


@pytest.mark.parametrize(("size", "width"), [(1.0, 260), (1.6, 150)])
def test_that_the_code_of_a_new_group_can_be_seen_in_a_narrow_card(
    qtbot: QtBot, qapp: QApplication, size: float, width: int
) -> None:
    style.dress(qapp, size)
    section = GroupsSection(())
    qtbot.addWidget(section)
    section.setFixedWidth(width)
    section.show()
    assert section.findChildren(QLineEdit)
    assert section.code.width() >= section.code.fontMetrics().horizontalAdvance("nnnnnnnn")


def test_that_files_are_offered_a_place_that_is_there_and_is_a_persons_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert documents() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert documents() == tmp_path / "Documents"


# --- the bell -------------------------------------------------------------------------------------------


def test_that_a_lesson_has_no_bell_until_one_is_set_and_the_bell_goes_along_once(qtbot: QtBot) -> None:
    row = StartRow(compact=True)
    qtbot.addWidget(row)
    row.fill(rows.GROUPS, (40, 50))
    row.show()
    assert row.wish("mvp-03").bell is None
    before = QTime.currentTime()
    press(row, "Ställ in när det ringer ut")
    field = row.findChild(QTimeEdit)
    assert field is not None
    took = before.secsTo(QTime.currentTime()) % DAY_S
    suggested = field.time()
    assert 0 <= before.addSecs(40 * 60).secsTo(suggested) % DAY_S <= 300 + took
    assert suggested.minute() % 5 == 0
    press(row, "Fem minuter senare")
    later = suggested.addSecs(300)
    assert row.wish("mvp-03").bell == time(later.hour(), later.minute())
    asked = row.request("mvp-03")
    assert asked is not None
    assert asked.bell == time(later.hour(), later.minute())
    assert row.wish("mvp-03").bell is None, "the next lesson has a bell of its own"


def test_that_the_bell_is_taken_away_again_and_a_rehearsal_has_none(qtbot: QtBot) -> None:
    row = StartRow()
    qtbot.addWidget(row)
    row.fill(rows.GROUPS, (50,))
    row.show()
    row.choose_bell(time(9, 50))
    rehearsal = row.request("mvp-03", rehearsal=True)
    assert rehearsal is not None
    assert rehearsal.bell is None
    press(row, "Ingen ringtid")
    assert row.wish("mvp-03").bell is None


def test_that_tab_comes_to_the_bell_between_the_minutes_and_the_start(qtbot: QtBot) -> None:
    page = Prepare(rows.Shelf(), rows.LESSONS[1], rows.CHOICES, rows.TODAY)
    qtbot.addWidget(page)
    page.show()
    page.open(rows.WISH._replace(bell=time(9, 50)), rows.view())
    assert page.ready.row.wish("mvp-03").bell == time(9, 50)
    field = page.findChild(QTimeEdit)
    assert field is not None
    page.activateWindow()
    field.setFocus()
    met: list[QWidget] = []
    for _tab in range(4):  # hours, minutes, two buttons
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        met.append(page.focusWidget())
    assert [one.accessibleName() for one in met[:3]] == [
        "När ringer det ut?", "Fem minuter senare", "Ingen ringtid",
    ]  # fmt: skip
    assert met[3] is page.ready.start
