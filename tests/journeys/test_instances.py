"""One program a data folder: a second start brings the first to the front."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from facilitator.ui.calls import waiting
from tests.journeys.person import said
from tests.journeys.process import ROOT, command, running, windows, xdotool
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.usefixtures("display")
ANSWERS_WITHIN_S = 5
TIMES = 3
AT_ONCE = 4
HOLDS = """
import sys
from pathlib import Path
from facilitator import app
lock = app.take_lock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
lock.unlock()
"""
"""Has the window's lock, and hears no call: as a program does that is leaving."""


def seconds_of_a_second_start(data: Path) -> float:
    """Start the program where it is open already, and see what it says; how many seconds that took."""
    begun = monotonic()
    second = subprocess.run(
        command(data), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    took = monotonic() - begun
    assert second.returncode == 0
    assert second.stderr.strip() == said("Passledaren is already open. Its window comes to the front.")
    assert second.stdout == ""
    return took


def test_that_a_second_start_says_so_and_brings_the_first_to_the_front(qtbot: QtBot, known: Path) -> None:
    with running(qtbot, known) as first:
        window = first.window()
        first.waits(lambda: xdotool("getactivewindow") == window)
        xdotool("windowminimize", "--sync", window)
        took = [seconds_of_a_second_start(known) for _time in range(TIMES)]
        assert min(took) < ANSWERS_WITHIN_S
        first.waits(lambda: xdotool("getactivewindow") == window)
        assert first.process.poll() is None


def test_that_a_rehearsal_that_cannot_begin_is_not_said_to_be_done(qtbot: QtBot, known: Path) -> None:
    with running(qtbot, known) as first:
        first.window()
        second = subprocess.run(
            [*command(known), "rehearse", "mvp-01"], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S,
            check=False,
        )  # fmt: skip
        assert second.returncode == 3
        assert said("Rehearse alone") in second.stderr


def test_that_of_many_started_at_once_one_stays(qtbot: QtBot, data: Path) -> None:
    with ExitStack() as stack:
        programs = [stack.enter_context(running(qtbot, data)) for _one in range(AT_ONCE)]
        programs[0].waits(lambda: sum(p.process.poll() is None for p in programs) == 1)
        (stays,) = [p for p in programs if p.process.poll() is None]
        assert [p.process.returncode for p in programs if p is not stays] == [0] * (AT_ONCE - 1)
        stays.window()
        assert stays.process.poll() is None
        assert all(
            said("Passledaren is already open. Its window comes to the front.") in p.said()
            for p in programs
            if p is not stays
        )


def test_that_a_start_while_the_window_leaves_waits_and_opens_itself(qtbot: QtBot, known: Path) -> None:
    leaving = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(known)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert leaving.stdout is not None
    assert leaving.stdout.readline() == "held\n"
    with running(qtbot, known) as second:
        second.waits(lambda: waiting(known) != [])
        assert windows() == []
        assert second.process.poll() is None, "it waits for the other one to leave"
        leaving.communicate("go", timeout=PATIENCE_S)
        second.window()
        assert second.process.poll() is None
        assert waiting(known) == []
        assert said("Passledaren is already open. Its window comes to the front.") not in second.said()


def test_that_other_folders_have_their_own_program(qtbot: QtBot, known: Path, tmp_path: Path) -> None:
    with running(qtbot, known) as one, running(qtbot, tmp_path / "other") as other:
        one.waits(lambda: len(windows()) == 2)
        assert one.process.poll() is None
        assert other.process.poll() is None
