"""Nothing leaves the computer, and nothing that only leaders may read comes near the pupils' picture."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from facilitator.content.script import Script
from facilitator.ui.report import ReportDialog
from tests.journeys.display import LAPTOP
from tests.journeys.person import CTRL, SHIFT, Key, Person, picture_of, said
from tests.journeys.process import running, wide_field, xdotool

LESSONS = ("mvp-01", "mvp-03", "taget-b1-46", "taget-b1-f3")
PAGE = QRect(240, 60, LAPTOP[2] - 240, LAPTOP[3] - 60)
SHORT = 12
"""Letters; a shorter leader text may stand by chance in a longer text for pupils."""


class Called(Exception):
    """The program tried to reach out."""


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer whose network raises at the first touch."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise Called

    for name in ("socket", "create_connection", "create_server", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


def for_leaders(script: Script) -> set[str]:
    """Every text of a lesson that is for leaders only."""
    lesson, found = script.lesson, set[str]()
    for step in script.steps:
        leader = step.leader
        found |= {line.text for line in leader.say} | {*leader.do, *leader.watch, leader.if_silent}
        found |= {reply.said for reply in leader.if_said} | {reply.answer for reply in leader.if_said}
    found |= {case.to_leader for case in script.scenarios.values()}
    found |= {*lesson.preparation, lesson.content_note, lesson.room}
    return {text for text in found if len(text) >= SHORT}


@pytest.mark.usefixtures("known", "cut_off")
@pytest.mark.parametrize("lesson", LESSONS)
def test_that_no_leader_text_comes_on_the_stage_in_a_whole_pass(
    come: Callable[..., Person], lesson: str
) -> None:
    person = come(rehearse=lesson)
    person.waits(lambda: person.program.room.running)
    person.goes_on()
    secrets = for_leaders(person.session.script)
    assert len(secrets) > 5 * len(person.session.script.steps)
    last = person.session.script.steps[-1].id
    while True:
        slide = person.stage.slide
        assert slide is not None
        for shown in (person.stage_words(), slide.words(), repr(slide), person.stage.windowTitle()):
            assert [text for text in secrets if text in shown] == []
        person.waits(lambda: person.reads(person.session.current.leader.say[0].text))
        for key in (Key.Key_S, Key.Key_B, Key.Key_O):
            person.clicks(key)
            assert [text for text in secrets if text in person.stage_words()] == []
            person.clicks(Key.Key_Escape)
            person.clicks(Key.Key_Escape)
        if person.session.current.id == last:
            break
        person.goes_on()


@pytest.mark.usefixtures("known", "cut_off")
def test_that_a_pass_a_form_and_an_export_touch_no_network(
    come: Callable[..., Person], tmp_path: Path
) -> None:
    with pytest.raises(Called):
        socket.socket()
    person = come()
    person.starts("pyramid")
    person.goes_on_to("stodet")
    person.press(Key.Key_E, CTRL | SHIFT)
    person.chooses(said("End and fill in the log"))
    person.waits(lambda: person.reads(said("The lesson is saved")))
    person.chooses(said("Done"))
    person.press(Key.Key_4, CTRL)
    person.press(Key.Key_E, CTRL)
    window = person.program.window.windowHandle()
    person.waits(lambda: person.window_with_keys() not in (None, window))
    person.writes(str(tmp_path))
    person.press(Key.Key_Return)
    person.waits(lambda: person.reads(said("The export is done. It holds no pupil data and no notes.")))
    for number in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_5):
        person.press(number, CTRL)
    person.press(Key.Key_Comma, CTRL)
    person.chooses(said("How the program keeps quiet …"))
    person.waits(lambda: isinstance(person.program.keeping.dialog, ReportDialog))
    report = person.program.keeping.dialog
    assert isinstance(report, ReportDialog)
    assert said("Open network connections now: 0") in report.field.toPlainText()
    report.accept()


OPENED = re.compile(r"socket(?:pair)?\((\w+), ")
REACHED = re.compile(r'(?:connect|bind)\(\d+, \{sa_family=(\w+)(?:, sun_path=@?"([^"]*)")?')
DISPLAY = "/tmp/.X11-unix/"


def reached(trace: Path) -> tuple[set[str], set[str], set[str]]:
    """What a program asked the system for: families of sockets, what it connected to, and all other calls by name.

    Without a socket of another family than AF_UNIX no call can leave the computer, whatever it is called.
    """
    families, places, calls = set[str](), set[str](), set[str]()
    for line in trace.read_text(encoding="utf-8").splitlines():
        call = line.split(maxsplit=1)[1]
        if opened := OPENED.match(call):
            families.add(opened[1])
        elif met := REACHED.match(call):
            families.add(met[1])
            places.add(met[2] or "")
        else:
            calls.add(call.split("(")[0])
    return families, places, calls


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A session bus of our own, such as a desktop has: over it the program asks to stay awake."""
    place = tmp_path / "bus"
    daemon = subprocess.Popen(
        [
            "dbus-daemon",
            "--session",
            "--nofork",
            "--nopidfile",
            f"--address=unix:path={place}",
            "--print-address",
        ],
        stdout=subprocess.PIPE,
    )
    assert daemon.stdout is not None
    daemon.stdout.readline()  # it is ready
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={place}")
    yield place
    daemon.terminate()
    daemon.communicate()


def asks(place: QRect) -> bool:
    """Whether the banner of a question can be seen."""
    return bool(wide_field(picture_of(place), "warn-soft"))


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="needs a session bus")
def test_that_the_system_sees_no_call_but_to_display_and_session_bus(
    qtbot: QtBot, known: Path, tmp_path: Path, bus: Path
) -> None:
    """A whole short journey: open, start, lead, safe screen, leave and the end."""
    trace = tmp_path / "calls"
    watch = ("strace", "-f", "-qq", "-e", "trace=network", "-e", "signal=none")
    with running(qtbot, known, (*watch, "-o", str(trace))) as program:
        program.presses_the_big_button(PAGE)
        window = program.window()
        for key in ("Right", "Next", "n", "Right", "s", "Escape", "period"):
            xdotool("key", key)
        program.waits(lambda: str(bus) in trace.read_text(encoding="utf-8"))
        xdotool("windowactivate", "--sync", window, "key", "ctrl+q")
        program.waits(partial(asks, QRect(*LAPTOP)))
        xdotool("key", "Tab", "space")
        assert program.ends() == 0
    families, places, calls = reached(trace)
    assert families == {"AF_UNIX"}
    assert {place for place in places if not place.startswith(DISPLAY)} == {str(bus)}
    assert any(place.startswith(DISPLAY) for place in places)
    assert not calls & {"listen", "accept", "accept4"}


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_that_the_watch_sees_a_call_that_is_made(tmp_path: Path) -> None:
    trace = tmp_path / "calls"
    talk = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    watch = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace), sys.executable, "-c", talk]
    subprocess.run(watch, check=True)
    assert reached(trace)[0] == {"AF_INET"}
