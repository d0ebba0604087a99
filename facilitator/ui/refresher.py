"""Fills the desk anew, and reads what its pages need before somebody goes there; all of it beside the window."""

from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QTimer

from facilitator.errors import WorldTrouble
from facilitator.ui.parts.focus import HELD_MS, pressed
from facilitator.ui.reader import Question, Reader
from facilitator.ui.running import clock

if TYPE_CHECKING:
    from facilitator.ui.desk.ports import DeskView
    from facilitator.ui.desk.shell import Desk
    from facilitator.ui.desk.year.ports import YearView
    from facilitator.ui.loading import Rooms
    from facilitator.ui.rows.deskrows import DeskRows
    from facilitator.ui.running.room import LessonRoom
    from facilitator.ui.tasks.planner import Planner

AHEAD_MS: Final = 2000
"""So long after the first page: then the start is over."""
PARTS: Final = (
    "facilitator.ui.desk.lessons",
    "facilitator.ui.stage.paint",
    "facilitator.ui.desk.prepare.page",
    "facilitator.ui.running.live",
    "facilitator.ui.running.projection",
    "facilitator.ui.stage.window",
    "facilitator.ui.console.console",
    "facilitator.ui.desk.year.page",
    "facilitator.ui.rows.yearrows",
    "facilitator.ui.desk.followup",
    "facilitator.ui.desk.settings",
    "facilitator.ui.desk.ending",
    "facilitator.ui.running.form",
    "facilitator.ui.desk.retentiondialog",
    "facilitator.exchange.retention",
)


class Refresher(QObject):
    """Reads the log for the desk whenever it has changed."""

    def __init__(
        self, desk: "Desk", reader: Reader, planner: "Planner", room: "LessonRoom", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._reader, self._planner, self._room = desk, reader, planner, room
        self._rows: DeskRows | None = None
        self._late = False
        self._fresh: tuple[DeskRows, int, object] | None = None
        self._held = QTimer(self, singleShot=True, interval=HELD_MS)
        self._held.timeout.connect(self._show)

    def refresh(self, rows: "DeskRows") -> None:
        """Let the pages show what the log holds now: at once when the rows are ready, else when they have been read."""
        if self._rows is None:
            QTimer.singleShot(AHEAD_MS, self, self._read_ahead)
        self._rows = rows
        self._planner.forget()
        ready = rows.ready(clock.today())
        if ready is not None:
            self._desk.fill(ready)
            return
        fill = partial(self._fill, rows, self._planner.turn)
        self._reader.ask("desk", Question(partial(_desk, rows, clock.today()), fill))

    def hear(self, status: str) -> None:
        """What the disk has kept waiting is in the log at last; what a lesson brings is read when it is over."""
        late, self._late = self._late, status != "saved"
        rows = self._rows
        if (
            late
            and not self._late
            and not self._room.running
            and rows is not None
            and rows.rooms.journal.is_open
        ):
            self.refresh(rows)

    def _fill(self, rows: "DeskRows", turn: int, found: object) -> None:
        self._fresh = rows, turn, found
        self._show()

    def _show(self) -> None:
        """Fill the pages, but not while somebody presses a button there: it would go before it has been pressed."""
        if self._fresh is None or self._fresh[0] is not self._rows:
            return  # another log is open by now
        if pressed(self._desk):
            self._held.start()
            return
        (_rows, turn, found), self._fresh = self._fresh, None
        if isinstance(found, WorldTrouble):
            self._desk.show_hint(str(found))
            return
        view, year = cast("tuple[DeskView, YearView]", found)
        self._planner.know(year, turn)
        self._desk.fill(view)

    def _read_ahead(self) -> None:
        """Read the program's own parts, and the school year, which takes long; a lesson needs the computer for itself."""
        if self._room.running:
            return
        know = partial(self._know, self._planner.turn)
        self._reader.ask("ahead", Question(partial(_ahead, clock.today()), know))

    def _know(self, turn: int, year: object) -> None:
        if not isinstance(year, WorldTrouble):
            self._planner.know(cast("YearView", year), turn)


def _desk(rows: "DeskRows", today: date, rooms: "Rooms") -> "tuple[DeskView, YearView]":
    return rows.look(today), _year(today, rooms)


def _ahead(today: date, rooms: "Rooms") -> "YearView":
    for part in PARTS:
        import_module(part)
    return _year(today, rooms)


def _year(today: date, rooms: "Rooms") -> "YearView":
    from facilitator.planning.breaks import first_year
    from facilitator.ui.rows.yearrows import YearRows

    return YearRows(rooms, today).view(first_year(today))
