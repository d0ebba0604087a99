"""What people can do beside leading lessons: hand a group over, exchange packages, print. Made once the rooms are open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from facilitator.settings import PAPER_SAVING, PRINTER, RESERVE_PAPERS
from facilitator.ui.handing import Handing
from facilitator.ui.packing import Packing
from facilitator.ui.papershelf import PaperShelf
from facilitator.ui.printing import Holder, Printing

if TYPE_CHECKING:
    from facilitator.journal import Journal
    from facilitator.settings import Settings
    from facilitator.ui.desk.shell import Desk
    from facilitator.ui.planner import Planner
    from facilitator.ui.room import LessonRoom
    from facilitator.ui.window import MainWindow


class Errands(QObject):
    """`changed` says that the desk has new rows to show."""

    changed = Signal()

    def __init__(
        self, window: "MainWindow", desk: "Desk", journal: "Callable[[], Journal | None]", holder: Holder,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.handing = Handing(window, journal, self)
        self.packing = Packing(window, desk, journal, self.handing)
        self.printing = Printing(window, holder, self)
        self.handing.received.connect(self.changed)
        self.packing.changed.connect(self.changed)
        desk.handover_asked.connect(self.handing.ask)
        desk.print_requested.connect(self.printing.ask)
        self.handing.told.connect(desk.show_hint)
        self.printing.told.connect(desk.show_hint)
        self.printing.saved.connect(desk.show_hint)
        self.printing.chosen.connect(desk.choice_changed)

    def join(self, planner: "Planner", chosen: "Settings", room: "LessonRoom", data: Path) -> None:
        """Print what the page Läsår asks for, and as it was chosen the last time; keep every lesson on paper meanwhile."""
        self._chosen, self._room = chosen, room
        self.printing.remember(chosen.get(PAPER_SAVING), chosen.get(PRINTER))
        planner.paper_wanted.connect(self.printing.offer)
        self.shelf = PaperShelf(data, self._busy, self._papers_wanted, self)
        room.begun.connect(self.shelf.rest)
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.shelf.end)
        self.shelf.begin()

    def _busy(self) -> bool:
        return self._room.running

    def _papers_wanted(self) -> bool:
        return self._chosen.get(RESERVE_PAPERS)
