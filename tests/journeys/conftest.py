"""Journeys run against the real program on a virtual display, in a pytest call of their own."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator import i18n, settings
from facilitator.journal import open_journal, queries
from facilitator.planning.groups import Group
from tests import ownlessons
from tests.journeys.display import Display, open_display
from tests.journeys.person import Person
from tests.patientbot import PatientBot
from tests.quick import thaw

_KEY = pytest.StashKey[Display]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the display before Qt looks for one."""
    display = open_display()
    config.stash[_KEY] = display
    os.environ.update(DISPLAY=display.name, QT_QPA_PLATFORM="xcb")
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"  # else Qt starts a bus of its own for each display
    for name in ("WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "SESSION_MANAGER"):
        os.environ.pop(name, None)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the display away."""
    config.stash[_KEY].close()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Who lets the program in this process run, and waits for what is to come."""
    return PatientBot(request)


@pytest.fixture
def display(pytestconfig: pytest.Config, qapp: QApplication, qtbot: QtBot) -> Iterator[Display]:
    """The virtual desk with laptop and projector, as it stands at the beginning of every journey."""
    assert QGuiApplication.platformName() == "xcb", "tests/journeys needs a pytest call of its own"
    shown = pytestconfig.stash[_KEY]
    yield shown
    for name in tuple(shown.plugged):
        shown.unplug(name)
    qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == 1)
    shown.plug()
    qtbot.waitUntil(lambda: [s.geometry().width() for s in QGuiApplication.screens()] == [1366, 1920])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the journey."""
    return tmp_path / "data"


@pytest.fixture
def known(data: Path) -> Path:
    """A data folder that has been used before: the first questions are over and there is a group, 6B."""
    journal = open_journal(data)
    queries.save_group(journal, Group(code="6B", people=24, school="", active=True))
    journal.close()
    settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
    ownlessons.known_in(data)
    return data


@pytest.fixture
def come(display: Display, qapp: QApplication, qtbot: QtBot, data: Path) -> Iterator[Callable[..., Person]]:
    """Start the program as a person does; at the end of the journey it is closed and must have had no fault."""
    hooks, people = (sys.excepthook, threading.excepthook), list[Person]()

    def start(**wishes: str) -> Person:
        people.append(Person(qtbot, qapp, data, **wishes))
        return people[-1]

    yield start
    for person in people:
        person.go_home()
    people.clear()
    thaw()
    sys.excepthook, threading.excepthook = hooks
    i18n.set_language("sv")
    assert not list(data.glob("reports/*")), "the program caught a fault of its own"
