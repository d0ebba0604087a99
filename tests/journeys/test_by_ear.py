"""A lesson led by somebody who cannot see: the program is read and pressed through the screen reader's tree alone."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from pytestqt.qtbot import QtBot

from tests import ownlessons
from tests.journeys.person import said
from tests.journeys.process import Running, running

TODAY: Final = date(2026, 11, 26)
EAR: Final = Path(__file__).with_name("ear.py")
SYSTEM_PYTHON: Final = "/usr/bin/python3"
LAUNCHER: Final = "/usr/libexec/at-spi-bus-launcher"
SAYS_NOTHING: Final = {"frame", "application", "dialog"}


def can_hear() -> bool:
    """Whether there is a bus for screen readers, and a Python that can listen on it."""
    if not shutil.which("dbus-daemon") or not Path(LAUNCHER).exists() or not Path(SYSTEM_PYTHON).exists():
        return False
    asks = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return not subprocess.run([SYSTEM_PYTHON, "-c", asks], check=False, capture_output=True).returncode


pytestmark = pytest.mark.skipif(not can_hear(), reason="needs at-spi2-core and python3-gi")


class Ear:
    """What a screen reader gets to know, and can do."""

    def __init__(self, reader: "subprocess.Popen[str]") -> None:
        self._reader = reader

    def _ask(self, **order: str) -> Any:
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        print(json.dumps(order), file=self._reader.stdin, flush=True)
        return json.loads(self._reader.stdout.readline())

    def tree(self) -> list[dict[str, Any]]:
        """All that is there, in order."""
        return self._ask(do="tree") or []

    def presses(self, name: str) -> bool:
        """Press the first control of this name."""
        return bool(self._ask(do="press", name=name))

    def heard(self) -> list[str]:
        """What has been announced."""
        return list(self._ask(do="heard") or [])

    def one(self, name: str) -> dict[str, Any] | None:
        """The first node of this name."""
        return next((node for node in self.tree() if node["name"] == name), None)


@pytest.fixture
def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    """A session with a bus for screen readers, and somebody who listens."""
    place = f"unix:path={tmp_path / 'bus'}"
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={place}", "--print-address"]
    bus = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert bus.stdout is not None
    bus.stdout.readline()  # it is ready
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", place)
    monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
    started: dict[str, Any] = {"env": dict(os.environ), "stderr": subprocess.DEVNULL}
    launcher = subprocess.Popen([LAUNCHER, "--launch-immediately"], stdout=subprocess.DEVNULL, **started)
    reader = subprocess.Popen(
        [SYSTEM_PYTHON, str(EAR)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **started
    )
    yield Ear(reader)
    for process in (reader, launcher, bus):
        process.terminate()
        process.communicate()


def unnamed(tree: list[dict[str, Any]]) -> list[str]:
    """The controls that can have the focus and say nothing."""
    return [
        f"{node['role']} {node['description']}"
        for node in tree
        if "focusable" in node["states"] and not node["name"].strip() and node["role"] not in SAYS_NOTHING
    ]


def heard_last(ear: Ear) -> str:
    """The newest announcement."""
    return (ear.heard() or [""])[-1]


def slide(ear: Ear) -> str:
    """The words of the slide that the leader's view says the pupils see."""
    shown = ear.one(said("What the pupils see"))
    return str(shown["description"]) if shown is not None else ""


def comes(program: Running, ear: Ear, name: str) -> None:
    program.waits(lambda: ear.one(name) is not None)


def test_that_a_lesson_is_found_led_and_ended_by_ear(qtbot: QtBot, known: Path, ear: Ear) -> None:
    script = ownlessons.library(TODAY).script("mvp-01", 50)
    with running(qtbot, known) as program:
        comes(program, ear, said("Start lesson"))
        assert unnamed(ear.tree()) == []
        roles = {node["role"] for node in ear.tree()}
        assert {"push button", "radio button", "label"} <= roles
        program.waits(lambda: ear.presses(said("Start lesson")))
        comes(program, ear, said("What the pupils see"))
        first = slide(ear)
        assert first
        assert unnamed(ear.tree()) == []
        program.waits(lambda: ear.presses(said("Next")) and slide(ear) != first)
        program.waits(lambda: heard_last(ear) == slide(ear))  # what comes on the projector is said aloud
        now = slide(ear)
        stage = ear.one(said("Projector"))
        assert stage is not None
        assert stage["description"] == now
        names = {node["name"] for node in ear.tree()}
        assert script.lesson.title in names
        notes = {line.text for step in script.steps for line in step.leader.say}
        read = "\n".join(names)
        assert [note for note in notes if note in read], (
            "the leader's own words are read in the leader's view"
        )
        assert not [note for note in notes if note in stage["description"]]
        assert ear.presses(said("End"))
        comes(program, ear, said("End anyway"))
        asked = said("The closing round and the support list have not been shown yet.")
        program.waits(lambda: asked in ear.heard())
        assert ear.presses(said("End anyway"))
        comes(program, ear, said("How it went"))
        assert unnamed(ear.tree()) == []
        program.waits(lambda: said("The lesson is saved") in ear.heard())
        assert ear.presses(said("Done"))
        comes(program, ear, said("Today’s lesson"))
