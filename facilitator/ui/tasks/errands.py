"""What people can do beside leading lessons: export, hand a group over, exchange packages, print, report. Made once the rooms are open."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.settings import PAPER_SAVING, PICKED, PRINTER, RESERVE_PAPERS, SCHOOL_CODE, SCHOOL_NAME
from facilitator.ui.paper.papershelf import PaperShelf
from facilitator.ui.paper.printing import Printing
from facilitator.ui.shelf import Holder
from facilitator.ui.tasks.handing import Handing
from facilitator.ui.tasks.ownlessons import OwnLessons
from facilitator.ui.tasks.packadding import PackAdding
from facilitator.ui.tasks.packing import Packing
from facilitator.ui.tasks.reporting import Reporting
from facilitator.ui.tasks.retaining import Retaining
from facilitator.ui.tasks.work import Work

if TYPE_CHECKING:
    from facilitator.journal import Journal
    from facilitator.settings import Settings
    from facilitator.ui.desk.ports import ReceiptView
    from facilitator.ui.desk.shell import Desk
    from facilitator.ui.follower import Follower
    from facilitator.ui.loading import Rooms
    from facilitator.ui.running.room import LessonRoom
    from facilitator.ui.tasks.planner import Planner
    from facilitator.ui.window import MainWindow


class Errands(QObject):
    """`changed` says that the desk has new rows to show."""

    changed = Signal()

    def __init__(
        self, window: "MainWindow", desk: "Desk", rooms: "Callable[[], Rooms | None]", holder: Holder,
        follower: "Follower", parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._window, self._rooms, self._desk, self._holder = window, rooms, desk, holder
        self._work: Work | None = None
        self.handing = Handing(window, rooms, self._picked, self)
        self.packing = Packing(window, desk, self._journal, self.handing, rooms)
        self.printing = Printing(window, holder, self)
        self.retaining = Retaining(window, self._journal, self)
        self.reporting = Reporting(window, holder, follower, self)
        self.handing.received.connect(self.changed)
        self.handing.chosen.connect(desk.choice_changed)
        self.packing.changed.connect(self.changed)
        self.reporting.changed.connect(self.changed)
        self.retaining.changed.connect(self.changed)
        desk.export_requested.connect(self._export)
        desk.take_in_requested.connect(self._take_in)
        desk.handover_asked.connect(self.handing.ask)
        desk.data_asked.connect(self.retaining.ask)
        desk.print_requested.connect(self.printing.ask)
        desk.report_requested.connect(self.reporting.ask)
        self.handing.told.connect(desk.show_hint)
        self.retaining.told.connect(desk.show_hint)
        self.reporting.told.connect(desk.show_hint)
        self.reporting.saved.connect(desk.show_hint)
        self.printing.told.connect(desk.show_hint)
        self.printing.saved.connect(desk.show_hint)
        self.printing.chosen.connect(desk.choice_changed)

    def join(self, planner: "Planner", chosen: "Settings", room: "LessonRoom", data: Path) -> None:
        """Print what the page Läsår asks for, and as it was chosen the last time; keep every lesson on paper meanwhile."""
        self._chosen, self._room, self.reporting.chosen = chosen, room, chosen
        self.printing.remember(chosen.get(PAPER_SAVING), chosen.get(PRINTER))
        planner.paper_wanted.connect(self.printing.offer)
        self.packs = PackAdding(self._window, self._desk, self._rooms, data, self)
        for told in (self.packs.told, self.packs.saved):
            told.connect(self._desk.show_hint)
        self.packs.read.connect(self._read_anew)
        self.packing.met.connect(self.packs.look)
        self.own = OwnLessons(self._window, self._desk, self._rooms, data, self._school, self)
        for told in (self.own.told, self.own.saved):
            told.connect(self._desk.show_hint)
        self.own.read.connect(self._read_anew)
        self.shelf = PaperShelf(data, self._busy, self._papers_wanted, self)
        room.begun.connect(self.shelf.rest)
        self._desk.data_asked.connect(self.shelf.rest)  # the folder may be about to move
        application = QCoreApplication.instance()
        assert application is not None
        application.aboutToQuit.connect(self.shelf.end)
        self.shelf.begin()

    def _read_anew(self, rooms: "Rooms") -> None:
        """Other lessons hold from now on, on the desk and on paper."""
        if self._holder.bridge is not None:
            self._holder.bridge.use(rooms)
            self.changed.emit()
            self.shelf.begin()

    def _school(self) -> str:
        """The school as people call it; empty when nobody has said."""
        return self._chosen.get(SCHOOL_NAME) or self._chosen.get(SCHOOL_CODE)

    def _busy(self) -> bool:
        """Whether the folder is to be left alone: beside a lesson, while something is asked, and once the log is closed."""
        return self._room.running or self._rooms() is None or QApplication.activeModalWidget() is not None

    def _picked(self) -> "Mapping[str, tuple[str, ...]]":
        return self._chosen.get(PICKED)

    def _papers_wanted(self) -> bool:
        return self._chosen.get(RESERVE_PAPERS)

    def _export(self, folder: Path) -> None:
        """Write the CSV set; the window goes on meanwhile."""
        if self._holder.bridge is None or self._work is not None:
            return
        act = partial(self._holder.bridge.export, folder)
        self._work = work = Work(_("Writing the files …"), act, _("Stop"), self._desk)
        work.over.connect(self._exported)
        work.start()

    def _exported(self, outcome: object) -> None:
        self._work = None
        if isinstance(outcome, WorldTrouble):
            self._desk.followup().show_trouble(outcome.message, outcome.remedy)
        elif outcome is None:
            self._desk.show_hint(_("Stopped. Nothing has been made."))
        else:
            self.changed.emit()
            self._desk.followup().show_receipt(cast("ReceiptView", outcome))

    def _take_in(self, folder: str) -> None:
        assert self._holder.bridge is not None
        words = _("It is in the log now. The page Follow-up shows it among the other lessons.")
        try:
            self._holder.bridge.take_in(Path(folder))
        except WorldTrouble as trouble:
            words = str(trouble)
        self.changed.emit()
        self._desk.show_hint(words)

    def _journal(self) -> "Journal | None":
        rooms = self._rooms()
        return rooms.journal if rooms is not None else None
