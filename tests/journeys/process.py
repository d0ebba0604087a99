"""The program as a process of its own, and the mouse and keys that reach it through the window system."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from facilitator.ui.theme import colour
from tests.journeys.person import picture_of
from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[2]
STILL_LOOKS = 12
BUTTON_PX = 90


def xdotool(*arguments: str) -> str:
    """Do something with mouse, keys or windows; returns what the tool says."""
    done = subprocess.run(
        ["xdotool", *arguments], check=True, capture_output=True, text=True, timeout=PATIENCE_S
    )
    return done.stdout.strip()


def windows() -> list[str]:
    """The X ids of all laptop windows that can be seen."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "^Passledaren$"],
        check=False, capture_output=True, text=True, timeout=PATIENCE_S,
    )  # fmt: skip
    return found.stdout.split()


def command(data: Path, *arguments: str) -> list[str]:
    """The command line that opens the program on a data folder."""
    return [sys.executable, "-m", "facilitator", "--data", str(data), *arguments]


class Running:
    """The program in a process of its own."""

    def __init__(self, qtbot: QtBot, data: Path, before: tuple[str, ...] = ()) -> None:
        """Start it; `before` stands before its command line."""
        self._qtbot = qtbot
        self._said = (data.parent / f"said-{monotonic()}").open("w+")
        self.process = subprocess.Popen(
            [*before, *command(data)], cwd=ROOT, env=dict(os.environ), stdin=subprocess.DEVNULL,
            stdout=self._said, stderr=self._said,
        )  # fmt: skip

    def waits(self, until: Callable[[], object]) -> None:
        """Wait for something to come true."""
        self._qtbot.waitUntil(lambda: bool(until()))

    def said(self) -> str:
        """What it has written to the terminal."""
        self._said.seek(0)
        return self._said.read()

    def window(self) -> str:
        """The X id of its laptop window, waited for."""
        self.waits(windows)
        return windows()[0]

    def presses_the_big_button(self, place: QRect) -> None:
        """Wait for the one strongly coloured button in this part of the screen, and click it."""
        found: list[QPoint] = []
        looks = 0

        def look() -> bool:
            nonlocal looks
            now = wide_field(picture_of(place), "mvp")
            looks = looks + 1 if now and now == found else 0
            found[:] = now
            return looks >= STILL_LOOKS  # the page is filled in turns, and the button moves while it is

        self.waits(look)
        at = found[0] + place.topLeft()
        xdotool("mousemove", str(at.x()), str(at.y()), "click", "1")

    def kill(self) -> None:
        """Take it away without a word."""
        self.process.kill()
        self.process.wait()

    def ends(self) -> int:
        """Wait for its end; the exit code."""
        self.waits(lambda: self.process.poll() is not None)
        return self.process.returncode

    def close(self) -> None:
        """End what still runs; it must have had no fault."""
        if self.process.poll() is None:
            self.kill()
        said = self.said()
        self._said.close()
        assert "Traceback" not in said, said


@contextmanager
def running(qtbot: QtBot, data: Path, before: tuple[str, ...] = ()) -> Iterator[Running]:
    """The program, started and in the end taken away."""
    program = Running(qtbot, data, before)
    try:
        yield program
    finally:
        program.close()


def wide_field(picture: QImage, token: str) -> list[QPoint]:
    """A point on the first wide field in a colour of the theme, as of a button or banner; empty when there is none."""
    tone = colour(token)
    pattern = bytes((tone.blue(), tone.green(), tone.red(), 255)) * BUTTON_PX
    rgb = picture.convertToFormat(QImage.Format.Format_RGB32)
    content, line = bytes(rgb.constBits()), rgb.bytesPerLine()
    for y in range(0, rgb.height(), 3):
        at = content.find(pattern, y * line, (y + 1) * line)
        if at >= 0:
            return [QPoint((at - y * line) // 4 + BUTTON_PX // 2, y + 4)]
    return []
