"""Keeps the plan of a school year for the page Läsår, writes it to a calendar file and asks for it on paper."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.ui.parts.filedialog import ask_save
from facilitator.ui.reader import Question
from facilitator.ui.running import clock
from facilitator.ui.stillreading import still_reading
from facilitator.ui.tasks.entering import Entering

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from facilitator.planning.breaks import Break
    from facilitator.planning.groups import School
    from facilitator.planning.occasions import Occasion
    from facilitator.planning.proposal import Wish
    from facilitator.planning.year import Planned
    from facilitator.ui.desk.year.ports import OccasionView, ProposalView, SchoolView, YearView
    from facilitator.ui.loading import Rooms
    from facilitator.ui.reader import Reader
    from facilitator.ui.rows.yearrows import YearRows


class Planner(QObject):
    """`changed`: the desk has new rows to show; `told`: a line for whoever plans; `paper_wanted`: what to print."""

    changed = Signal()
    told = Signal(str)
    paper_wanted = Signal(object)  # Order
    saved = Signal(str, object)  # words, Path of the folder

    def __init__(
        self, window: QWidget | None, rooms: "Callable[[], Rooms | None]", parent: QObject | None = None,
        *, today: Callable[[], date] | None = None, reader: "Reader | None" = None,
    ) -> None:  # fmt: skip
        """`reader`: who reads beside the window what takes long; None: nobody."""
        super().__init__(parent)
        self._reader = reader
        self._window, self._rooms, self._today = window, rooms, today or clock.today
        self.entering = Entering(window, rooms, self, self._today)
        self.entering.changed.connect(self.changed)
        self.entering.told.connect(self.told)
        self._writes: Callable[[Path], None] | None = None
        self._known: YearView | None = None
        self.turn = 0
        """Grows whenever what is known of a year may have changed."""
        self.dialog: QFileDialog | None = None

    def forget(self) -> None:
        """What is known of a year may be so no more."""
        self._known, self.turn = None, self.turn + 1

    def know(self, view: "YearView", turn: int) -> None:
        """Keep a year that was read beside the window in this `turn`, for the page that asks for it."""
        if turn == self.turn:
            self._known = view

    def year(self, year: int) -> "YearView":
        """The school year that begins in `year`; an empty one until the log has been read."""
        from facilitator.ui.desk.year.ports import YearView

        known = self._known
        if known is not None and (known.year, known.today) == (year, self._today()):
            return known
        rows = self._rows()
        if rows is None:
            return YearView(year, self._today(), locked=still_reading())
        return rows.view(year)

    def look(self, year: int, school: "School", then: "Callable[[SchoolView | None], None]") -> None:
        """Read the plans of a school that came from other laptops, beside the window; `then` gets them, or None when they
        cannot be read, which is told."""
        rooms, tell = self._rooms(), partial(self._tell, then)
        read = partial(_school, year, school, self._today())
        if rooms is not None and self._reader is not None:
            self._reader.ask("school", Question(read, tell))
            return
        try:
            tell(None if rooms is None else read(rooms))
        except WorldTrouble as trouble:
            tell(trouble)

    def _tell(self, then: "Callable[[SchoolView | None], None]", found: object) -> None:
        if isinstance(found, WorldTrouble):
            self.told.emit(str(found))
            found = None
        then(cast("SchoolView | None", found))

    def propose(self, year: int, wish: "Wish") -> "ProposalView":
        """What a wish leads to; nothing when the log cannot be read, which the page has told of."""
        from facilitator.ui.desk.year.ports import ProposalView

        rows = self._rows()
        try:
            return rows.propose(year, wish) if rows is not None else ProposalView()
        except WorldTrouble:
            return ProposalView()

    def keep(self, year: int, plan: "Sequence[Planned]", breaks: "Sequence[Break] | None" = None) -> str:
        """Keep a plan, and breaks when they are given; the words why not, or nothing."""
        from facilitator.journal.yearplan import plans

        rooms = self._rooms()
        if rooms is None:
            return still_reading()
        try:
            if breaks is not None:
                plans.keep_breaks(rooms.journal, year, breaks)
            plans.keep_plan(rooms.journal, year, plan)
        except WorldTrouble as trouble:
            return str(trouble)
        self.changed.emit()
        return ""

    def ask(self, what: str, row: "Planned | None" = None, year: int | None = None) -> None:
        """Ask for what was held without the program (`Entering.ask`)."""
        self.entering.ask(what, row, year)

    def note(self, one: "Occasion") -> str:
        """Keep that something was cancelled or moved; the words why not, or nothing."""
        return self.entering.keep(one) if self._rooms() is not None else still_reading()

    def take_back(self, one: "Occasion") -> str:
        """Take back what was noted; the words why not, or nothing."""
        return self.entering.take_back(one) if self._rooms() is not None else still_reading()

    def save_calendar(self, year: int, shown: "Sequence[OccasionView]") -> None:
        """Ask where to write these occasions as a calendar file, and write them."""
        from facilitator.exchange import ics

        rooms, rows = self._rooms(), self._rows()
        if rooms is None or rows is None:
            return
        off = {one.row.id for one in shown if one.state == "cancelled"}
        events = [
            event
            for one in shown
            for event in ics.events_of([one.row], rows.lessons, one.began or rooms.journal.device, off)
        ]

        def write(path: Path) -> None:
            ics.save(events, _name(year), path, datetime.now().astimezone())

        self._writes = write
        kinds = (_("Calendar files (*{suffix})").format(suffix=ics.SUFFIX),)
        name = _name(year).replace("/", "-") + ics.SUFFIX
        self.dialog = ask_save(self._window, _("Save the calendar file"), kinds, name, self.write)

    def save_print(self, year: int, group: str | None, school: "School | None" = None) -> None:
        """Show the year as it will be on paper."""
        rows = self._rows()
        if rows is None:
            return
        try:
            self.paper_wanted.emit(rows.paper(year, group, school))
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))

    def write(self, file: str) -> None:
        """Write what was asked for to a file."""
        if self._writes is None:
            return
        try:
            self._writes(Path(file))
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        self.saved.emit(_("The plan has been written to {file}").format(file=file), Path(file).parent)

    def _rows(self) -> "YearRows | None":
        from facilitator.ui.rows.yearrows import YearRows

        rooms = self._rooms()
        return None if rooms is None else YearRows(rooms, self._today())


def _school(year: int, school: "School", today: date, rooms: "Rooms") -> "SchoolView":
    from facilitator.ui.rows.yearrows import YearRows

    return YearRows(rooms, today).school(year, school)


def _name(year: int) -> str:
    return _("School year {years}").format(years=f"{year}/{(year + 1) % 100:02}")
