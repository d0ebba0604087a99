"""Key press to painted slide, cold jumps, CPU, memory and idling of a running lesson: `python benchmarks/live.py`.

    python benchmarks/live.py [--lesson visning-46] [--projector 3840x2160]

The demonstration lesson `visning-46` has every step form once.
In one process, without a display, on two virtual screens (laptop 1366×768, projector 1920×1080). The floor is a bare
window of the projector's size that flips two ready pixmaps. Prints milliseconds and ratios; nothing here is a test.
"""

import argparse
import json
import os
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
ADVANCES, JUMPS, STEPS, IDLE_S = 120, 40, 1000, 20


def screens(folder: Path, width: int = 1920, height: int = 1080) -> None:
    """Two virtual screens for the offscreen platform."""
    both = [("LAPTOP", 0, 1366, 768), ("PROJ", 1366, width, height)]
    rows = [
        {"name": n, "x": x, "y": 0, "width": w, "height": h, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for n, x, w, h in both
    ]
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": rows}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"


def line(name: str, values: list[float], floor: list[float] | None = None) -> None:
    """Print p50, p99 and the ratio of the medians to the floor."""
    ordered = sorted(values)
    p50, p99 = statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    ratio = f"  {p50 / statistics.median(floor):6.1f} × floor" if floor else ""
    print(f"{name:<34} p50 {p50:7.2f}  p99 {p99:7.2f} ms{ratio}")


def bare_commits(folder: Path, rest: Callable[[int], None]) -> list[float]:
    """Milliseconds of one-row commits in plain `sqlite3`, as safe as the log's and as far between as the steps."""
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for setting in ("journal_mode=WAL", "synchronous=FULL", "locking_mode=EXCLUSIVE"):
        bare.execute(f"PRAGMA {setting}")
    bare.execute("CREATE TABLE fact (seq INTEGER PRIMARY KEY, body TEXT)")
    took = []
    for _turn in range(ADVANCES // 2):
        begun = time.perf_counter()
        bare.execute("INSERT INTO fact (body) VALUES (?)", ("x" * 200,))
        took.append((time.perf_counter() - begun) * 1000)
        rest(120)
    bare.close()
    return took


def resident_mb() -> float:
    """Resident memory now."""
    return (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        * os.sysconf("SC_PAGE_SIZE")
        / 2**20
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Key press to painted slide and what a lesson costs.")
    parser.add_argument("--lesson", default="mvp-03")
    parser.add_argument("--projector", default="1920x1080", help="width and height in pixels")
    given = parser.parse_args()
    width, height = map(int, given.projector.split("x"))
    folder = Path(tempfile.mkdtemp(prefix="passledaren-"))
    screens(folder, width, height)
    from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
    from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPixmap
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    from facilitator import app
    from facilitator.session import orders as o
    from facilitator.ui.program import Wishes

    application = QApplication(["benchmark"])
    program = app.build(application, folder / "data", Wishes("", given.lesson))
    program.open()
    wait(lambda: program.room.live is not None)
    live = program.room.live
    assert live is not None
    QTest.qWait(6000)  # the identify card, and the first slides made ready

    def rest(milliseconds: int) -> None:
        """Let the program be. `qWait` looks at the clock a hundred times a second: that is not resting."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def press(key: Qt.Key) -> float:
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(time.monotonic_ns() // 1_000_000)
        begun = time.perf_counter()
        window = QGuiApplication.focusWindow()  # where the window system would bring it
        assert window is not None
        application.sendEvent(window, event)
        return (time.perf_counter() - begun) * 1000

    rest(200)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_PageDown)
    warm, begun_cpu = [], time.process_time()
    for turn in range(ADVANCES):
        if live.session.step == len(live.session.script.steps) - 1:
            live.give(o.GoTo(live.session.script.steps[0].id))
            QTest.qWait(200)
        before_press = live.session.seq
        warm.append(press(keys[turn % 2]))
        assert live.session.seq == before_press + 1, "the key must reach the lesson"
        rest(120)
    used_ms = (time.process_time() - begun_cpu) / ADVANCES * 1000
    commits = bare_commits(folder, rest)
    cold = []
    for turn in range(JUMPS):
        step = live.session.script.steps[(turn * 5 + 2) % len(live.session.script.steps)].id
        begun = time.perf_counter()
        live.give(o.GoTo(step))
        cold.append((time.perf_counter() - begun) * 1000)
        QTest.qWait(60)
    before = resident_mb()
    for _turn in range(STEPS // 2):
        live.give(o.Next())
        application.processEvents()
        live.give(o.Back())
        application.processEvents()
    grown = resident_mb() - before
    used = resource.getrusage(resource.RUSAGE_SELF)
    rest(IDLE_S * 1000)
    now = resource.getrusage(resource.RUSAGE_SELF)
    share = (now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime) / IDLE_S * 100

    class Flip(QWidget):
        turn = 0

        def paintEvent(self, _event: object) -> None:
            QPainter(self).drawPixmap(0, 0, ready[self.turn % 2])

    ready = [QPixmap(width, height), QPixmap(width, height)]
    for pixmap, colour in zip(ready, (Qt.GlobalColor.white, Qt.GlobalColor.black), strict=True):
        pixmap.fill(colour)
    bare = Flip()
    bare.resize(width, height)
    bare.show()
    application.processEvents()  # a window that is not exposed yet paints nothing
    floor = []
    for _turn in range(ADVANCES):
        bare.turn += 1
        begun = time.perf_counter()
        bare.repaint()
        floor.append((time.perf_counter() - begun) * 1000)

    line("floor: two pixmaps flipped", floor)
    line("key to painted next step", warm, floor)
    line("of it: a bare commit after a rest", commits)
    print(f"{'CPU an advance, everything':<34} {used_ms:11.1f} ms")
    line("jump to a step not made ready", cold, floor)
    print(f"{'memory, both windows':<34} {before:8.0f} MB, after {STEPS} steps {grown:+.1f} MB")
    print(f"{'idle on a step':<34} {share:8.2f} % of a core")
    program.quit()


def wait(until: Callable[[], bool]) -> None:
    """Let the program run until something is true."""
    from PySide6.QtTest import QTest

    while not until():
        QTest.qWait(20)


if __name__ == "__main__":
    main()
