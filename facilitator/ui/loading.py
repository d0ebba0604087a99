"""Loads what is heavy in a thread, after the first frame."""

import gc
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import _
from facilitator.ui import garbage
from facilitator.ui.running import clock

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.journal import Journal
    from facilitator.journal.spare.takein import Left
    from facilitator.ui.rows.deskrows import DeskRows


class Rooms(NamedTuple):
    """What the program works with once it has loaded.

    `apart`: the log is not the real one, which cannot be opened. `left`: lessons led without the log, to be taken in;
    `notices`: what could not be read of such. `rows`: what the desk shows of all this, when it has been made ready.
    """

    journal: "Journal"
    library: "Library"
    apart: bool = False
    left: "tuple[Left, ...]" = ()
    notices: tuple[str, ...] = ()
    rows: "DeskRows | None" = None


class Ways(NamedTuple):
    """How the rooms are opened: with the log, with one of its own, or with a backup in the log's place."""

    log: Callable[[], Rooms]
    apart: Callable[[], Rooms]
    restored: Callable[[Path], Rooms]


PATIENCE_S = 5.0
"""How long the end of the program waits for what is just being opened."""


class Loader(QObject):
    """Loads journal and content in a thread, after the first frame."""

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, load: Callable[[], Rooms], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._outcome: Rooms | WorldTrouble | ContentFault = _fault()
        self._told = self._unwanted = False
        self._thread = threading.Thread(target=self._run, name="loader", daemon=True)
        self.ready.connect(self._loaded)
        self.failed.connect(self._loaded)

    def start(self) -> None:
        """Begin loading. Nothing that loads is garbage: looking for some would hold the window for thirty milliseconds."""
        garbage.hold()
        self._thread.start()

    @property
    def over(self) -> bool:
        """Whether it has been told how it went; the thread may have some steps left to its end."""
        return self._told

    def abandon(self) -> None:
        """Close what has been opened and nobody has been told of, once loading is over; it has `PATIENCE_S` for that.

        Loading that takes longer closes it itself, if the program lives as long.
        """
        self._unwanted = True
        if self._thread.is_alive():
            self._thread.join(PATIENCE_S)
        if not self._thread.is_alive() and not self._told:
            self._close()

    def _close(self) -> None:
        if isinstance(self._outcome, tuple):
            self._outcome.journal.close()

    def _loaded(self) -> None:
        self._told = True
        gc.freeze()  # what has loaded stays
        garbage.release()

    def _run(self) -> None:
        """Tell how it went, whatever happens: a fault in the program goes on to the report, and the page tells of it."""
        try:
            self._outcome = self._loaded_rooms()
        except (WorldTrouble, ContentFault) as trouble:
            self._outcome = trouble
        finally:
            if self._unwanted:
                self._close()
            if isinstance(self._outcome, tuple):
                self.ready.emit(self._outcome)
            else:
                self.failed.emit(self._outcome)

    def _loaded_rooms(self) -> Rooms:
        """The rooms, with everything made ready that would hold the window when it is first asked for."""
        from PySide6.QtWidgets import QStyle  # noqa: F401  (making this class takes milliseconds)

        import facilitator.ui.bridge
        import facilitator.ui.tasks.errands  # noqa: F401
        from facilitator.ui.rows.deskrows import DeskRows

        rooms = self._load()
        rows = DeskRows(rooms)
        rows.prepare(clock.today())
        return rooms._replace(rows=rows)


def _fault() -> WorldTrouble:
    return WorldTrouble(
        _("Something went wrong in the program while it was reading the log and the lessons."),
        _("Try again. If it happens once more, send the report to the person who looks after the program."),
    )
