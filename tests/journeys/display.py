"""A virtual desk: one wide X screen cut into a laptop and a projector, which can be unplugged and plugged in again."""

import os
import subprocess
from dataclasses import dataclass, field

from tests.patience import PATIENCE_S

LAPTOP = (0, 0, 1366, 768)
PROJECTOR = (1366, 0, 1920, 1080)


@dataclass(frozen=True)
class Display:
    """An X server and a window manager of our own; `name` is what DISPLAY must be."""

    name: str
    server: subprocess.Popen[bytes]
    manager: subprocess.Popen[bytes]
    plugged: set[str] = field(default_factory=set)

    def monitor(self, name: str, place: tuple[int, int, int, int], *, output: str = "none") -> None:
        """Plug in a monitor at x, y with width and height in pixels; a name that starts with * is the primary."""
        x, y, width, height = place
        shape = f"{width}/{round(width / 3.84)}x{height}/{round(height / 3.84)}+{x}+{y}"
        self._xrandr("--setmonitor", name, shape, output)

    def plug(self, place: tuple[int, int, int, int] = PROJECTOR, name: str = "PROJ") -> None:
        """Plug in the projector."""
        self.monitor(name, place)
        self.plugged.add(name)

    def unplug(self, name: str = "PROJ") -> None:
        """Unplug the projector."""
        self._xrandr("--delmonitor", name)
        self.plugged.discard(name)

    def _xrandr(self, *arguments: str) -> None:
        environment = {**os.environ, "DISPLAY": self.name}
        subprocess.run(
            ["xrandr", *arguments], env=environment, check=True, capture_output=True, timeout=PATIENCE_S
        )

    def close(self) -> None:
        """End the window manager and the server."""
        for process in (self.manager, self.server):
            process.terminate()
            process.wait(PATIENCE_S)


def open_display() -> Display:
    """Start a server with a laptop screen (primary) and a projector beside it, and a window manager."""
    reads, writes = os.pipe()
    size = ["-screen", "0", f"{LAPTOP[2] + PROJECTOR[2]}x{PROJECTOR[3]}x24"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), *size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writes], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writes)
    with os.fdopen(reads) as answer:
        name = f":{answer.readline().strip()}"
    environment = {**os.environ, "DISPLAY": name}
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    display = Display(name, server, manager)
    display.monitor("*LAPTOP", LAPTOP, output="screen")
    display.plug()
    return display
