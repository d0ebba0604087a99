"""From the first frame to the open rooms; where the log refuses, a page says so and offers what can be done."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.ui.loading import Loader, Rooms, Ways
from facilitator.ui.window import MainWindow

if TYPE_CHECKING:
    from facilitator.ui.trouble import TroublePage


class Opening(QObject):
    """Loads in a thread as often as it takes; with a log of its own, or with a backup, at a person's word."""

    ready = Signal(object)  # Rooms
    refused = Signal(str)  # why a try during the run has come to nothing
    leave = Signal()
    move_wanted = Signal()

    def __init__(self, window: MainWindow, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._ways = window, ways
        self._page: TroublePage | None = None
        self._loader: Loader | None = None

    def begin(self) -> None:
        """Load."""
        self._begin(self._ways.log)

    def again(self) -> None:
        """Load once more while the program runs with a log apart; once at a time, however often it is asked for."""
        if self._loader is None or self._loader.over:
            self._load_with(self._ways.log, self._refused)

    def abandon(self) -> None:
        """Leave nothing open that nobody works with: the program ends."""
        self.blockSignals(True)  # what is on its way comes too late
        if self._loader is not None:
            self._loader.abandon()

    def over(self) -> None:
        """Let go of the page that told of trouble; another is shown by now."""
        self._window.setEnabled(True)
        if self._page is not None:
            self._window.drop_page(self._page)
            self._page = None

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the log, which must not be open, and load; nothing can be pressed meanwhile."""
        self._window.setEnabled(False)
        self._begin(partial(self._ways.restored, backup))

    def _begin_apart(self) -> None:
        self._begin(self._ways.apart)

    def _begin(self, load: Callable[[], Rooms]) -> None:
        self._load_with(load, self._failed)

    def _load_with(
        self, load: Callable[[], Rooms], failed: "Callable[[WorldTrouble | ContentFault], None]"
    ) -> None:
        self._loader = Loader(load, self)
        self._loader.ready.connect(self.ready)
        self._loader.failed.connect(failed)
        self._loader.start()

    def _refused(self, trouble: WorldTrouble | ContentFault) -> None:
        self.refused.emit(str(trouble))

    def tell(self, trouble: WorldTrouble) -> None:
        """Show what has gone wrong, in place of what went wrong before."""
        self._failed(trouble)

    def _failed(self, trouble: WorldTrouble | ContentFault) -> None:
        from facilitator.ui.trouble import TroublePage

        self.over()
        self._page = TroublePage(trouble)
        self._page.again.connect(self.begin)
        self._page.apart.connect(self._begin_apart)
        self._page.restored.connect(self.restore)
        self._page.move_wanted.connect(self.move_wanted)
        self._page.leave.connect(self.leave)
        self._window.show_page(self._page)
