"""Makes the pictures of README and manual from the real program, without a display: `python tools/pictures.py [FOLDER]`.

Everything in them is the fictional school of `demo`, on one day that never changes, so that they change only when the
program does. The report is drawn with `pdftoppm`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Final, Self

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "Europe/Stockholm"
time.tzset()

from PySide6.QtCore import QSize  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402
from typing_extensions import override  # noqa: E402

from facilitator import paths  # noqa: E402
from facilitator.content.library import Library  # noqa: E402
from facilitator.exchange import reporting  # noqa: E402
from facilitator.i18n import set_language  # noqa: E402
from facilitator.journal import open_journal  # noqa: E402
from facilitator.journal.fiction import demo  # noqa: E402
from facilitator.session import facts as f  # noqa: E402
from facilitator.session import orders as o  # noqa: E402
from facilitator.session.fold import evolve  # noqa: E402
from facilitator.session.pacing import pace  # noqa: E402
from facilitator.session.rules import decide  # noqa: E402
from facilitator.session.state import Entry, Session, blank  # noqa: E402
from facilitator.ui import style  # noqa: E402
from facilitator.ui.bridge import Bridge  # noqa: E402
from facilitator.ui.console import bars  # noqa: E402
from facilitator.ui.console.console import Console  # noqa: E402
from facilitator.ui.desk import ports  # noqa: E402
from facilitator.ui.desk.follow import ports as asked  # noqa: E402
from facilitator.ui.desk.followup import FollowUp  # noqa: E402
from facilitator.ui.desk.shell import Desk  # noqa: E402
from facilitator.ui.desk.sofar import SoFarView  # noqa: E402
from facilitator.ui.desk.today import Today  # noqa: E402
from facilitator.ui.loading import Rooms  # noqa: E402
from facilitator.ui.rows import followrows  # noqa: E402
from facilitator.ui.stage import compose, paint  # noqa: E402
from facilitator.ui.tasks.planner import Planner  # noqa: E402

FOLDER: Final = ROOT / "docs" / "pictures"
TODAY: Final = date(2026, 10, 14)
SIZE: Final = QSize(1366, 768)
SMALL: Final = QSize(1100, 540)
STEP_MS: Final = 138_000
PLACED: Final = (
    (1, False), (3, False), (2, False), (1, True), (2, False), (3, False), (4, False),
)  # fmt: skip
REPORT_DPI: Final = 110


class Stopped(datetime):
    """The clock on the wall of the pictures: it is always the same minute."""

    @override
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2026, 10, 14, 10, 42, tzinfo=tz)


class Follower(asked.Follower):
    """Answers at once, as on the day of the pictures."""

    def __init__(self, rooms: Rooms) -> None:
        super().__init__()
        self._rooms = rooms

    @override
    def ask(self, question: asked.Question) -> None:
        match question:
            case asked.Look(selection):
                found: asked.Answer = followrows.overview(self._rooms, selection, TODAY)
            case asked.LookAtGrid(selection):
                found = followrows.coverage(self._rooms, selection, TODAY)
            case _:
                found = followrows.answer(self._rooms, question)
        self.answered.emit(question, found)


class Shelf:
    """The desk's port to lessons and groups, over the demo's log."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self.script, self.scenarios = bridge.script, bridge.scenarios

    def drafts(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def brings(self, group: str) -> ports.ThreadView | None:
        """What a group brings."""
        return self._bridge.rows.brings(group)


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


def draw_lesson(folder: Path) -> None:
    """The projector and the leader's view."""
    bars.__dict__["datetime"] = Stopped
    now = session()
    paint.render(compose.compose(now), QSize(1600, 900)).save(str(folder / "scen.png"))
    console = Console()
    console.show_saved("saved")
    console.show_projection("two", notes=True)
    following = compose.compose(after(now, o.Next(), 0))

    def show() -> None:
        console.setFocus()
        console.show_session(now, pace(now, now.at_ms), compose.compose(now), following)

    _grab(console, folder / "ledarvy.png", show)


def draw_desk(folder: Path, rooms: Rooms) -> None:
    """The pages around the lesson, as the fictional school has them."""
    bridge = Bridge(rooms)
    choices = ports.Choices(school_name=demo.SCHOOL, data_dir=Path("Passledaren"))
    planner = Planner(None, lambda: rooms, today=lambda: TODAY)
    desk = Desk(Shelf(bridge), choices, planner, Follower(rooms))
    desk.fill(bridge.rows.view(TODAY))
    desk.show_projector(
        ports.ProjectorView(connected=True, size="1920 × 1080", tested=TODAY, read="smallest")
    )
    wish = ports.StartRequest(lesson="taget-b2-46", group="4A", people=25, length=50, rehearsal=False)
    _grab(desk, folder / "idag.png", lambda: desk.show_page("today"))
    _grab(desk, folder / "forbered.png", lambda: desk.prepare(wish))
    _grab(desk, folder / "lasar.png", lambda: desk.show_page("year"))
    _grab(desk, folder / "uppfoljning.png", lambda: desk.show_page("followup"))
    _grab(desk, folder / "installningar.png", lambda: desk.show_page("settings"))
    empty = Desk(Shelf(bridge), ports.Choices())
    empty.fill(bridge.rows.view(TODAY)._replace(groups=(), due=(), led=False, so_far=SoFarView()))
    _grab(empty, folder / "forsta.png", empty.welcome, SMALL)


def draw_report(folder: Path, rooms: Rooms) -> None:
    """The first page of the steering group's report."""
    file = folder / "rapport.pdf"
    reporting.save(rooms.journal, rooms.library, reporting.Wanted(kind="board", year=2026, today=TODAY), file)
    drawn = ["pdftoppm", "-png", "-singlefile", "-r", str(REPORT_DPI), str(file), str(folder / "rapport")]
    subprocess.run(drawn, check=True)
    file.unlink()


def _grab(widget: QWidget, file: Path, show: Callable[[], None], size: QSize = SIZE) -> None:
    widget.resize(size)
    widget.show()
    show()
    while isinstance(widget, Desk) and (widget.arriving or _comes(widget.current)):
        QApplication.processEvents()
    for _turn in range(6):  # layouts settle, and what was put off until then is done
        QApplication.processEvents()
    widget.grab().save(str(file))


def _comes(page: QWidget | None) -> bool:
    """Whether a page, or a part of one, is still to come into sight."""
    if isinstance(page, FollowUp | Today) and page.filling:
        return True
    return page is not None and not page.isVisible()


def main(folder: Path) -> None:
    """Write every picture."""
    app = QApplication([sys.argv[0], *style.STYLE])
    set_language("sv")
    style.dress(app)
    folder.mkdir(exist_ok=True, parents=True)
    draw_lesson(folder)
    with tempfile.TemporaryDirectory() as place:
        journal = open_journal(Path(place))
        rooms = Rooms(journal, Library.open(paths.scenarios_dir(), TODAY))
        demo.fill(journal, rooms.library, TODAY)
        draw_desk(folder, rooms)
        draw_report(folder, rooms)
        journal.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
