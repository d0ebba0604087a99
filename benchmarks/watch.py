"""How long a window stands still: notes how late a timer in its own thread comes, phase by phase.

What the system kept our threads waiting for a processor is told apart and taken off (Linux): the rest is the program's own
doing. Beside it the processor time of the window's thread alone: what it did itself, without what it waited for.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, Qt, QTimer

from facilitator.ui.program import Program

BEAT_MS, LOOK_MS, SETTLE_MS, LONGEST_MS = 2, 50, 3000, 900_000
_THREADS = Path("/proc/self/task")


class Beat(NamedTuple):
    """Seconds from one beat to the next: by the clock, without waiting for a processor, and of the window's own thread."""

    gap: float
    own: float
    work: float


class Watch:
    """Notes how late a timer comes; `phase`: what goes on."""

    def __init__(self, program: Program, phase: str = "start") -> None:
        self.phase = phase
        self.program = program
        self.beats: dict[str, list[Beat]] = {}
        self._waited: dict[str, int] = {}
        self._last, self._work = time.perf_counter(), time.thread_time()
        self._timer = QTimer(program)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def until(self, over: Callable[[], bool], most_ms: int = LONGEST_MS) -> None:
        """Let the program go on until something has happened; it has `most_ms` for that."""
        loop = QEventLoop()
        look, end = QTimer(loop), QTimer(loop)
        look.timeout.connect(quit_when(loop, over))
        end.timeout.connect(loop.quit)
        look.start(LOOK_MS)
        end.start(most_ms)
        loop.exec()
        look.stop()
        end.stop()
        if not over():
            raise SystemExit(f"nothing came of it: {self.phase}")

    def rest(self, phase: str, milliseconds: int = SETTLE_MS) -> None:
        """Let the program go on for a while."""
        self.phase = phase
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def is_ready(self) -> bool:
        """Whether the log is open and the first page filled."""
        return self.program.bridge is not None and not self.program.desk.today().filling

    def _beat(self) -> None:
        gap, waited, work = time.perf_counter() - self._last, self._waiting(), time.thread_time() - self._work
        self.beats.setdefault(self.phase, []).append(Beat(gap, max(0.0, gap - waited), work))
        self._last, self._work = time.perf_counter(), time.thread_time()

    def _waiting(self) -> float:
        """Seconds that our threads have waited for a processor since the last time."""
        waited = 0
        for thread in _THREADS.iterdir() if _THREADS.exists() else ():
            try:
                total = int((thread / "schedstat").read_text().split()[1])
            except OSError:
                continue  # it is over
            waited += total - self._waited.get(thread.name, total)
            self._waited[thread.name] = total
        return waited / 1e9

    def stop(self) -> None:
        """Note nothing more."""
        self._timer.stop()


def quit_when(loop: QEventLoop, over: Callable[[], bool]) -> Callable[[], None]:
    """What ends a loop once something has happened."""

    def look() -> None:
        if over():
            loop.quit()

    return look


def percentile(values: list[float]) -> float:
    """The 99th of a hundred."""
    return sorted(values)[len(values) * 99 // 100]
