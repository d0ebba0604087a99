"""What people can do beside leading lessons: hand a group over, exchange packages, print, report. Made once the rooms are open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.ui.handing import Handing
from facilitator.ui.packing import Packing
from facilitator.ui.printing import Holder, Printing
from facilitator.ui.reporting import Reporting

if TYPE_CHECKING:
    from facilitator.journal import Journal
    from facilitator.ui.desk.shell import Desk
    from facilitator.ui.follower import Follower
    from facilitator.ui.loading import Rooms
    from facilitator.ui.window import MainWindow


class Errands(QObject):
    """`changed` says that the desk has new rows to show."""

    changed = Signal()

    def __init__(
        self, window: "MainWindow", desk: "Desk", rooms: "Callable[[], Rooms | None]", holder: Holder,
        follower: "Follower", parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._rooms = rooms
        self.handing = Handing(window, self._journal, self)
        self.packing = Packing(window, desk, self._journal, self.handing, rooms)
        self.printing = Printing(window, holder, self)
        self.reporting = Reporting(window, holder, follower, self)
        self.handing.received.connect(self.changed)
        self.packing.changed.connect(self.changed)
        self.reporting.changed.connect(self.changed)
        desk.handover_asked.connect(self.handing.ask)
        desk.print_requested.connect(self.printing.ask)
        desk.report_requested.connect(self.reporting.ask)
        self.handing.told.connect(desk.show_hint)
        self.reporting.told.connect(desk.show_hint)
        self.reporting.saved.connect(desk.show_hint)
        self.printing.told.connect(desk.show_hint)
        self.printing.saved.connect(desk.show_hint)

    def _journal(self) -> "Journal | None":
        rooms = self._rooms()
        return rooms.journal if rooms is not None else None
