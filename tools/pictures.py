"""Makes the README's two pictures from the real program, without a display: `python tools/pictures.py`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from facilitator import paths  # noqa: E402
from facilitator.content.library import Library  # noqa: E402
from facilitator.i18n import set_language  # noqa: E402
from facilitator.session import facts as f  # noqa: E402
from facilitator.session import orders as o  # noqa: E402
from facilitator.session.fold import evolve  # noqa: E402
from facilitator.session.pacing import pace  # noqa: E402
from facilitator.session.rules import decide  # noqa: E402
from facilitator.session.state import Entry, Session, blank  # noqa: E402
from facilitator.ui import style  # noqa: E402
from facilitator.ui.console.console import Console  # noqa: E402
from facilitator.ui.stage import compose, paint  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
STEP_MS = 138_000
PLACED = ((1, False), (2, False), (3, False), (2, False), (1, True), (2, False), (3, False), (4, False))


def session() -> Session:
    """A lesson on the pyramid with most cards placed."""
    script = Library.open(paths.scenarios_dir()).script("mvp-03")
    made = blank("P", script)
    start = f.PassStarted(script.lesson.id, script.hash, script.length, "6B", 26, rehearsal=False)
    made = evolve(made, Entry(1, 0, "2026-10-12T08:20:00Z", start))
    while made.current.form != "pyramid":
        made = after(made, o.Next(), STEP_MS if made.revealed == 0 else 9_000)
    for level, also in PLACED:
        made = after(made, o.PlaceCard(level, also=also), 30_000)
    return made


def after(made: Session, order: o.Order, ms: int) -> Session:
    """The session after an order, `ms` later."""
    return evolve(made, Entry(made.seq + 1, made.at_ms + ms, "", decide(made, order)))


def main() -> None:
    """Write both pictures."""
    app = QApplication([])
    set_language("sv")
    style.dress(app)
    FOLDER.mkdir(exist_ok=True)
    now = session()
    paint.render(compose.compose(now), QSize(1600, 900)).save(str(FOLDER / "scen.png"))
    console = Console()
    console.resize(1366, 768)
    console.show_saved("saved")
    console.show_projection("two", notes=True)
    console.show()
    console.setFocus()
    following = compose.compose(after(now, o.Next(), 0))
    console.show_session(now, pace(now, now.at_ms), compose.compose(now), following)
    app.processEvents()
    app.processEvents()
    console.grab().save(str(FOLDER / "ledarvy.png"))


if __name__ == "__main__":
    main()
