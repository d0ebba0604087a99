"""With whom and how long: nothing that was written is lost on the way."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.ui import style
from facilitator.ui.desk.groups import GroupsSection
from facilitator.ui.desk.startrow import StartRow
from facilitator.ui.parts.folder import documents


def test_that_a_code_written_elsewhere_is_taken_over_where_there_are_no_groups(qtbot: QtBot) -> None:
    row = StartRow(compact=True)
    qtbot.addWidget(row)
    row.fill((), (40, 50))
    row.choose_group("7A")
    assert row.group == "7A"
    row.choose_group("")
    assert row.group == "7A"


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
