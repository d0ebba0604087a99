"""Removal by decision in the real window: refused without a decision, told, and removed once the protocol has a place."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from facilitator import settings
from facilitator.journal import occasions, queries
from facilitator.planning.breaks import first_year, span
from facilitator.ui.desk.handoverdialog import HandoverDialog
from facilitator.ui.desk.retentiondialog import RetentionDialog
from facilitator.ui.program import Program
from tests.exchange.laptops import laptop, led
from tests.exchange.test_retention import OLD
from tests.ui.rows import press, shown, words
from tests.ui.test_packing import asked, hinted


def today() -> date:
    return datetime.now().astimezone().date()


def before() -> date:
    """A day of the school year before the one that runs."""
    return span(first_year(today()) - 1)[1]


@pytest.fixture
def program(build: Callable[..., Program], qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program, opened on a log with an occasion of the school year before, and a lesson."""
    data = tmp_path / "data"
    with laptop(data) as journal:
        led(journal, group="4A", school="Björkskolan", began=datetime.now(UTC))
        occasions.enter(journal, replace(OLD, day=before(), school="Björkskolan"), today())
    settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
    program = build(data)
    program.open()
    qtbot.waitUntil(lambda: program.bridge is not None and not program.desk.today().filling)
    yield program
    program.quit()


def test_that_it_is_asked_for_told_and_done(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    assert program.bridge is not None
    journal, errands = program.bridge.rooms.journal, program.errands
    assert errands is not None
    program.desk.data_asked.emit("retention")
    (dialog,) = shown(program.window, RetentionDialog)
    assert isinstance(dialog, RetentionDialog)
    press(dialog, "Visa vad som omfattas …")
    assert "diarienummer" in dialog.problems.text()
    assert dialog.isVisible()
    dialog.decision.setText("BUN 2026/123")
    dialog.through.setCurrentIndex(0)
    press(dialog, "Visa vad som omfattas …")
    preview = asked(program, qtbot, HandoverDialog)
    assert any("1 tillfälle utan programmet" in text for text in words(preview))
    assert len(occasions.occasions(journal)) == 1, "nothing is gone yet"
    press(preview, "Välj var protokollet sparas …")
    (place,) = shown(program.window, QFileDialog)
    assert isinstance(place, QFileDialog)
    place.close()
    errands.retaining.carry_out(str(tmp_path / "ut"))
    qtbot.waitUntil(lambda: occasions.occasions(journal) == [])
    hinted(program, qtbot, "Protokoll nr 1")
    assert len(queries.sessions(journal)) == 1
    assert len(list((tmp_path / "ut").iterdir())) == 2
    program.desk.data_asked.emit("retention")
    (again,) = shown(program.window, RetentionDialog)
    assert any("beslut BUN 2026/123" in text for text in words(again))


def test_that_nothing_falls_when_nothing_is_old_enough(program: Program, qtbot: QtBot) -> None:
    program.desk.data_asked.emit("retention")
    (dialog,) = shown(program.window, RetentionDialog)
    assert isinstance(dialog, RetentionDialog)
    dialog.decision.setText("BUN 2026/123")
    dialog.through.setCurrentIndex(5)
    press(dialog, "Visa vad som omfattas …")
    hinted(program, qtbot, "Inget omfattas av beslutet.")
