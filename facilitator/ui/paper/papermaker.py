"""Draws papers beside the window, in a thread of its own: the first page at once, the rest as it comes, until it is stopped."""

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import _
from facilitator.ui import beside, garbage

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.exchange.printing import Order


class PaperMaker(QObject):
    """`first` carries the first page as a PDF, `moved` how many pages of how many, `done` the whole or what went wrong.

    One paper at a time: a new order takes the place of the one that is being drawn.
    """

    first = Signal(object)  # bytes
    moved = Signal(int, int)
    done = Signal(object)  # bytes, ContentFault or WorldTrouble
    _over = Signal(object)  # the same, or None when it was stopped

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._next: tuple[Library, Order] | None = None
        self._over.connect(self._end)

    @property
    def running(self) -> bool:
        """Whether something is being drawn."""
        return self._thread is not None

    def draw(self, library: "Library", order: "Order") -> None:
        """Draw this now, instead of anything before it."""
        if self.running:
            self._next = (library, order)
            self._stopped.set()
            return
        self._stopped = threading.Event()
        garbage.hold()  # looking for garbage among all that is drawn would hold the window for a tenth of a second
        self._thread = beside.start("paper", self._run, library, order, self._stopped, stop=self.stop)

    def stop(self) -> None:
        """Draw no further; nothing comes of it."""
        self._next = None
        self._stopped.set()

    def _run(self, library: "Library", order: "Order", stopped: threading.Event) -> None:
        """Tell how it went, whatever happens; a fault in the program goes on to the report."""
        from facilitator.exchange import printing

        def look(*_drawn: object) -> None:
            if stopped.is_set():
                raise printing.GivenUp

        def moved(done: int, pages: int) -> None:
            look()
            self.moved.emit(done, pages)

        def first(content: bytes) -> None:
            look()
            self.first.emit(content)

        outcome: object = drawing_failed()
        try:
            outcome = printing.drawn(library, order, moved, first)
        except printing.GivenUp:
            outcome = None
        except (ContentFault, WorldTrouble) as trouble:
            outcome = trouble
        finally:
            self._over.emit(outcome)

    def _end(self, outcome: object) -> None:
        garbage.release()
        self._thread = None
        if self._next is not None:
            (library, order), self._next = self._next, None
            self.draw(library, order)
        elif outcome is not None and not self._stopped.is_set():
            self.done.emit(outcome)


def drawing_failed() -> WorldTrouble:
    """What is told of a fault in the program."""
    return WorldTrouble(
        _("Something went wrong in the program while it was drawing."),
        _("Try again. If it happens once more, send the report to the person who looks after the program."),
    )
