"""From the first frame to the open rooms; where the log refuses, a page says so and offers what can be done."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.ui.loading import Loader, Rooms
from facilitator.ui.window import MainWindow

if TYPE_CHECKING:
    from facilitator.ui.trouble import TroublePage


class Opening(QObject):
    """Loads in a thread as often as it takes. `apart` loads with a log of its own, at a person's word."""

    ready = Signal(object)  # Rooms
    refused = Signal(str)  # why a try during the run has come to nothing
    leave = Signal()

    def __init__(
        self, window: MainWindow, load: Callable[[], Rooms], apart: Callable[[], Rooms], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._load, self._apart = window, load, apart
        self._page: TroublePage | None = None
        self._loader: Loader | None = None

    def begin(self) -> None:
        """Load."""
        self._begin(self._load)

    def again(self) -> None:
        """Load once more while the program runs with a log apart; once at a time, however often it is asked for."""
        if self._loader is None or not self._loader.running:
            self._load_with(self._load, self._refused)

    def abandon(self) -> None:
        """Leave nothing open that nobody works with: the program ends."""
        self.blockSignals(True)  # what is on its way comes too late
        if self._loader is not None:
            self._loader.abandon()

    def over(self) -> None:
        """Let go of the page that told of trouble; another is shown by now."""
        if self._page is not None:
            self._window.drop_page(self._page)
            self._page = None

    def _begin_apart(self) -> None:
        self._begin(self._apart)

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

    def _failed(self, trouble: WorldTrouble | ContentFault) -> None:
        from facilitator.ui.trouble import TroublePage

        self.over()
        self._page = TroublePage(trouble)
        self._page.again.connect(self.begin)
        self._page.apart.connect(self._begin_apart)
        self._page.leave.connect(self.leave)
        self._window.show_page(self._page)
