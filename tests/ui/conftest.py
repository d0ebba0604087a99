"""The desk's tests run without a display, in the app's own look and in Swedish."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from facilitator import app, settings
from facilitator.errors import WorldTrouble
from facilitator.i18n import set_language
from facilitator.ui import garbage, style
from facilitator.ui.bugs import REPORTS
from facilitator.ui.program import Program, Wishes
from facilitator.ui.stage.window import StageWindow
from tests import ownlessons
from tests.patientbot import PatientBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Who drives the windows, and waits for what is to come."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def nothing_stays() -> Iterator[None]:
    """What a program keeps out of the collector's way for a lesson goes with it: here one comes after the other.

    To let go of it, all that Python has ever loaded would have to be gone through, test after test.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(gc, "freeze", lambda: None)
        patched.setattr(gc, "unfreeze", lambda: None)
        yield


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The look of the program at its usual text size; the windows of the test before are really gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    garbage.collect_here()  # as the program does
    while garbage.held():  # a test may end while something is still being looked up
        garbage.release()
    garbage.sweep()
    set_language("sv")
    style.dress(qapp)
    yield
    set_language("sv")


@pytest.fixture
def hooks() -> Iterator[None]:
    """What Python does with a fault that nobody took, as it was before the test."""
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before


@pytest.fixture
def build(qapp: QApplication, hooks: None) -> Iterator[Callable[..., Program]]:
    """Make a program on a data folder; at the end of the test it is gone and must have had no fault.

    None outlives its test, or every test after it would carry its windows; what is still on its way has its turn first.
    In a data folder that is there it finds what it keeps of its lessons, as at every start but the first.
    """
    made: list[Program] = []
    places: list[Path] = []

    def start(data: Path, **wishes: Any) -> Program:
        places.append(data)
        ownlessons.known_in(data)
        made.append(app.build(qapp, data, Wishes(**wishes)))
        return made[-1]

    yield start
    for _turn in range(3):
        QCoreApplication.processEvents()
    for one in made:
        if shiboken6.isValid(one):
            one.room.leave()  # a lesson that the test has not ended keeps its stage, and all that it knows of
            one.reader.rest()
        if one.bridge is not None:
            with suppress(WorldTrouble):
                one.bridge.rooms.journal.close()  # else what the disk has kept waiting is told to who is gone
        for part in (one.window, one):
            if shiboken6.isValid(part):
                part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    made.clear()
    gc.collect()
    assert [one for one in qapp.topLevelWidgets() if isinstance(one, StageWindow)] == []
    assert [one.read_text(encoding="utf-8") for data in places for one in data.glob(f"{REPORTS}/*")] == []


@pytest.fixture
def program(build: Callable[..., Program], qtbot: PatientBot, tmp_path: Path) -> Program:
    """The program, opened and at rest; a suite that begins with more in the log has one of its own."""
    settings.Settings(tmp_path / "data").change(settings.FIRST_RUN_DONE, True)
    made = build(tmp_path / "data")
    made.open()
    qtbot.waitUntil(lambda: made.bridge is not None and not made.desk.today().filling)
    qtbot.waitUntil(lambda: not made.reader.busy)
    return made


@pytest.fixture
def full_disk() -> Iterator[Callable[[bool], None]]:
    """Lets the disk be full, with room for a spare file only, or well again; well in the end."""
    resource = pytest.importorskip("resource")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill(full: bool) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096 if full else usual[0], usual[1]))

    yield fill
    fill(False)
