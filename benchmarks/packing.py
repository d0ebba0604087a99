"""How long the window stands still while a hundred packages are looked at and taken in, in the real program.

    python -m benchmarks.packing [--packages 100] [--sessions 600] [--folder DIR]

A timer in the window's own thread notes how late it comes, in each phase: at rest, reading, with the question before,
taking in, afterwards. What the system kept our threads waiting for a processor is told apart and taken off (Linux): the
rest is the program's own doing. Without a screen: QT_QPA_PLATFORM=offscreen. To reach: 50 ms.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from benchmarks.merge import make
from facilitator import app, settings
from facilitator.journal import open_journal
from facilitator.ui.desk.handoverdialog import HandoverDialog
from facilitator.ui.program import Program, Wishes

BEAT_MS, SETTLE_MS, LONGEST_MS = 2, 3000, 900_000
_THREADS = Path("/proc/self/task")


def main() -> None:
    """Make the packages, open the program, drop them on it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=int, default=100)
    parser.add_argument("--sessions", type=int, default=600, help="in each package")
    parser.add_argument("--folder", type=Path, help="where everything is made; by default a temporary folder")
    given = parser.parse_args()
    application = QApplication([])
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        files = list(make(folder, given.packages, given.sessions))
        data = folder / "data"
        open_journal(data).close()
        settings.Settings(data).change(settings.FIRST_RUN_DONE, True)
        program = app.build(application, data, Wishes())
        program.open()
        watch = Watch(program)
        watch.until(watch.is_ready)
        watch.rest("at rest")
        watch.phase = "reading"
        watch.drop(files)
        watch.until(watch.has_asked)
        watch.rest("asked")
        watch.phase = "taking in"
        watch.accept()
        watch.until(watch.has_told)
        watch.rest("afterwards")
        for line in watch.lines():
            print(line)
        program.quit()


class Watch:
    """Notes how late a timer comes; `phase`: what goes on."""

    def __init__(self, program: Program) -> None:
        self.phase = "start"
        self._program = program
        self._told = False
        self._late: dict[str, list[tuple[float, float]]] = {}
        self._waited: dict[str, int] = {}
        self._last = time.perf_counter()
        self._timer = QTimer(program)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def until(self, over: Callable[[], bool]) -> None:
        """Let the program go on until something has happened."""
        loop = QEventLoop()
        look, end = QTimer(loop), QTimer(loop)
        look.timeout.connect(quit_when(loop, over))
        end.timeout.connect(loop.quit)
        look.start(50)
        end.start(LONGEST_MS)
        loop.exec()
        if not over():
            raise SystemExit(f"nothing came of it: {self.phase}")

    def rest(self, phase: str) -> None:
        """Let the program go on for a while."""
        self.phase = phase
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()

    def is_ready(self) -> bool:
        """Whether the log is open and the first page filled."""
        return self._program.bridge is not None and not self._program.desk.today().filling

    def has_asked(self) -> bool:
        """Whether the packages have been read."""
        return self._dialog() is not None

    def has_told(self) -> bool:
        """Whether the packages have been taken in."""
        return self._told

    def drop(self, files: list[Path]) -> None:
        """Let the packages go over the window."""
        assert self._program.errands is not None
        self._program.errands.packing.told.connect(self._tell)
        self._program.errands.packing.drop(files)

    def accept(self) -> None:
        """Say yes."""
        dialog = self._dialog()
        if dialog is not None:
            dialog.accept()

    def _dialog(self) -> QDialog | None:
        found = self._program.window.findChildren(HandoverDialog)
        return next((one for one in found if one.isVisible()), None)

    def _tell(self, _text: str) -> None:
        self._told = True

    def _beat(self) -> None:
        gap, waited = time.perf_counter() - self._last, self._waiting()
        self._late.setdefault(self.phase, []).append((gap, max(0.0, gap - waited)))
        self._last = time.perf_counter()

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

    def lines(self) -> list[str]:
        """The longest and the 99th percentile of every phase."""
        self._timer.stop()
        return [
            f"{phase:10} {sum(gap for gap, _own in late):6.1f} s  longest {max(own for _gap, own in late) * 1000:4.0f} ms, "
            f"p99 {percentile([own for _gap, own in late]) * 1000:4.1f} ms  "
            f"(with the waiting for a processor: {max(gap for gap, _own in late) * 1000:4.0f} and {percentile([gap for gap, _own in late]) * 1000:4.1f} ms)"
            for phase, late in self._late.items()
        ]


def quit_when(loop: QEventLoop, over: Callable[[], bool]) -> Callable[[], None]:
    """What ends a loop once something has happened."""

    def look() -> None:
        if over():
            loop.quit()

    return look


def percentile(values: list[float]) -> float:
    """The 99th of a hundred."""
    return sorted(values)[len(values) * 99 // 100]


if __name__ == "__main__":
    main()
