"""Process start to the first frame and to the open log, against a bare window: `python benchmarks/start.py`.

Runs A B A B without a display. The longest freeze is by the clock; the longest work is the processor time of the window's own
thread in its longest turn, which others on the machine disturb less. The bare window has as many widgets as Idag: a list of forty rows and twelve buttons.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 9
BARE = """
import sys, time
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QListWidget, QPushButton, QVBoxLayout, QWidget, QLabel
app = QApplication([])
class Window(QWidget):
    done = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.done:
            self.done = True
            QTimer.singleShot(0, tell)
def tell():
    print("frame", time.time()); sys.stdout.flush(); app.quit()
w = Window(); box = QVBoxLayout(w); box.addWidget(QLabel("Dagens pass"))
rows = QListWidget(); rows.addItems([f"Pass {n}" for n in range(40)]); box.addWidget(rows)
for n in range(12): box.addWidget(QPushButton(f"Knapp {n}"))
w.resize(1366, 768); w.show(); app.exec()
"""
OURS = """
import gc
gc.disable()  # as `open_program` does
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from facilitator import app
from facilitator.ui.program import Wishes
from facilitator.ui import style
application = QApplication(["start", *style.STYLE])
opening = app.Loading.journal
def opened(self):
    journal = opening(self)
    print("log", time.time()); sys.stdout.flush()
    return journal
app.Loading.journal = opened
program = app.build(application, Path(sys.argv[1]), Wishes())
beat, gaps = QTimer(), []
def beaten():
    gaps.append((time.perf_counter(), time.thread_time()))
    beat.start(1)
beat.setSingleShot(True); beat.timeout.connect(beaten)
def frame():
    print("frame", time.time()); sys.stdout.flush()
    heavy = [m for m in ("sqlalchemy", "tomllib", "facilitator.journal", "facilitator.session.rules") if m in sys.modules]
    print("heavy", ",".join(heavy) or "none")
    beaten()
    program._opening.ready.connect(ready)
def ready(_rooms):
    print("ready", time.time()); sys.stdout.flush()
    QTimer.singleShot(500, end)
def end():
    beaten()
    gap, work = (max(b - a for a, b in zip(own, own[1:])) * 1000 for own in zip(*gaps))
    print("freeze", gap); print("work", work); sys.stdout.flush(); program.quit()
program.window.first_frame.connect(frame)
program.open(); application.exec()
"""


def run(code: str, *arguments: str) -> dict[str, str]:
    """One start; what it printed, times in milliseconds from the start of the process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.time()
    answer = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    pairs = dict(row.split(" ", 1) for row in answer.stdout.splitlines())
    return {
        k: v if k in ("heavy", "freeze", "work") else str((float(v) - begun) * 1000) for k, v in pairs.items()
    }


def main() -> None:
    """Measure and print."""
    bare, frames, logs, readies, freezes, works, heavy = [], [], [], [], [], [], set()
    data = tempfile.mkdtemp(prefix="passledaren-")  # a school that has used the program for half a term
    demo = [sys.executable, "-m", "facilitator", "--data", data, "demo"]
    subprocess.run(demo, cwd=ROOT, capture_output=True, check=True)
    run(BARE), run(OURS, data)
    for _round in range(ROUNDS):
        bare.append(float(run(BARE)["frame"]))
        ours = run(OURS, data)
        frames.append(float(ours["frame"]))
        logs.append(float(ours["log"]))
        readies.append(float(ours["ready"]))
        freezes.append(float(ours["freeze"]))
        works.append(float(ours["work"]))
        heavy.add(ours["heavy"])
    floor = statistics.median(bare)
    for name, values in (
        ("bare window", bare),
        ("first frame", frames),
        ("log open", logs),
        ("all read", readies),
    ):
        middle = statistics.median(values)
        print(
            f"{name:<14} {middle:6.0f} ms [{min(values):.0f}–{max(values):.0f}]  {middle / floor:5.2f} × bare"
        )
    for name, values in (("longest freeze", freezes), ("longest work", works)):
        print(f"{name:<14} {statistics.median(values):6.1f} ms [{min(values):.1f}–{max(values):.1f}]")
    print(f"heavy parts loaded before the first frame: {', '.join(sorted(heavy))}")


if __name__ == "__main__":
    main()
