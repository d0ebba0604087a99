"""Nothing leaves the computer, and nothing that only leaders may read comes near the pupils' picture."""

import re
import shutil
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from facilitator.content.script import Script
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


ALLOWED = (
    re.compile(r"socket\(AF_UNIX, "),
    re.compile(r'connect\(\d+, \{sa_family=AF_UNIX, sun_path=@?"(/tmp/\.X11-unix/|@?/tmp/\.X11-unix/)'),
)


def asks(place: QRect) -> bool:
    """Whether the banner of a question can be seen."""
    return bool(wide_field(picture_of(place), "warn-soft"))


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_that_the_system_sees_no_call_but_to_the_display(qtbot: QtBot, known: Path, tmp_path: Path) -> None:
    trace = tmp_path / "calls"
    watch = (
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=socket,connect,bind,listen,accept,accept4,sendto",
        "-e",
        "signal=none",
    )
    with running(qtbot, known, (*watch, "-o", str(trace))) as program:
        program.presses_the_big_button(PAGE)
        window = program.window()
        for key in ("Right", "Next", "n", "Right", "s", "Escape", "period"):
            xdotool("key", key)
        xdotool("windowactivate", "--sync", window, "key", "ctrl+q")
        program.waits(partial(asks, QRect(*LAPTOP)))
        xdotool("key", "Tab", "space")
        assert program.ends() == 0
    calls = [line.split(maxsplit=1)[1] for line in trace.read_text(encoding="utf-8").splitlines()]
    assert any("X11-unix" in call for call in calls)
    assert [call for call in calls if not any(allowed.match(call) for allowed in ALLOWED)] == []
