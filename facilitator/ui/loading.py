"""Loads what is heavy in a thread, after the first frame."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from facilitator.errors import ContentFault, WorldTrouble

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.journal import Journal


class Rooms(NamedTuple):
    """What the program works with once it has loaded."""

    journal: "Journal"
    library: "Library"


class Loader(QObject):
    """Loads journal and content in a thread, after the first frame."""

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, load: Callable[[], Rooms], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._thread = threading.Thread(target=self._run, name="loader", daemon=True)

    def start(self) -> None:
        """Begin loading."""
        self._thread.start()

    def _run(self) -> None:
        try:
            rooms = self._load()
        except (WorldTrouble, ContentFault) as trouble:
            self.failed.emit(trouble)
        else:
            self.ready.emit(rooms)
