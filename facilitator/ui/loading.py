"""Loads what is heavy in a thread, after the first frame."""

import gc
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import _

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.journal import Journal
    from facilitator.journal.takein import Left


class Rooms(NamedTuple):
    """What the program works with once it has loaded.

    `apart`: the log is not the real one, which cannot be opened. `left`: lessons led without the log, to be taken in;
    `notices`: what could not be read of such.
    """

    journal: "Journal"
    library: "Library"
    apart: bool = False
    left: "tuple[Left, ...]" = ()
    notices: tuple[str, ...] = ()


class Loader(QObject):
    """Loads journal and content in a thread, after the first frame."""

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, load: Callable[[], Rooms], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._thread = threading.Thread(target=self._run, name="loader", daemon=True)
        self.ready.connect(self._loaded)
        self.failed.connect(self._loaded)

    def start(self) -> None:
        """Begin loading. Nothing that loads is garbage: looking for some would hold the window for thirty milliseconds."""
        gc.disable()
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it has begun and is not over."""
        return self._thread.is_alive()

    def _loaded(self) -> None:
        gc.freeze()  # what has loaded stays
        gc.enable()

    def _run(self) -> None:
        """Tell how it went, whatever happens: a fault in the program goes on to the report, and the page tells of it."""
        outcome: Rooms | WorldTrouble | ContentFault = _fault()
        try:
            outcome = self._loaded_rooms()
        except (WorldTrouble, ContentFault) as trouble:
            outcome = trouble
        finally:
            if isinstance(outcome, tuple):
                self.ready.emit(outcome)
            else:
                self.failed.emit(outcome)

    def _loaded_rooms(self) -> Rooms:
        # what comes next on the GUI thread needs these
        import facilitator.journal.queries
        import facilitator.planning.due
        import facilitator.ui.bridge  # noqa: F401

        return self._load()


def _fault() -> WorldTrouble:
    return WorldTrouble(
        _("Something went wrong in the program while it was reading the log and the lessons."),
        _("Try again. If it happens once more, send the report to the person who looks after the program."),
    )
