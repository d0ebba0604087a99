"""Reports and the spreadsheet in the window: asks where the file shall lie, makes it in a thread, tells where it is."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from facilitator.errors import WorldTrouble
from facilitator.i18n import _, ngettext
from facilitator.planning.breaks import first_year
from facilitator.policy import school_names
from facilitator.ui.desk.follow.handon import SPREADSHEET
from facilitator.ui.parts.filedialog import ask_save
from facilitator.ui.running import clock
from facilitator.ui.shelf import Holder
from facilitator.ui.tasks.work import Work

if TYPE_CHECKING:
    from facilitator.exchange.packages.sessionpack import Step
    from facilitator.exchange.reporting import Wanted
    from facilitator.settings import Settings
    from facilitator.ui.desk.follow.ports import Follower
    from facilitator.ui.loading import Rooms


class Reporting(QObject):
    """`chosen`: the settings, which know what the school is called. `told` says what is in the way; `saved` what was made, with the folder it lies in; `changed` that the log was marked as
    exported. One thing is made at a time."""

    told = Signal(str)
    saved = Signal(str, object)  # words, Path of the folder
    changed = Signal()

    def __init__(self, window: QWidget, holder: Holder, follower: "Follower", parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._holder, self._follower = window, holder, follower
        self._kind = ""
        self.chosen: Settings | None = None
        self._work: Work | None = None
        self.dialog: QFileDialog | None = None

    def ask(self, kind: str) -> None:
        """Ask where to save a report, or the spreadsheet."""
        if self._holder.bridge is None or self._work is not None:
            self.told.emit(_("Something is being made already. Try again in a moment."))
            return
        if kind == "school" and self._several():
            self.told.emit(
                _("The log has lessons from several schools. Choose one above, and make the report then.")
            )
            return
        self._kind = kind
        title, name, sorts = self._names(kind)
        self.dialog = ask_save(self._window, title, sorts, name, self.make)

    def _several(self) -> bool:
        """Whether nobody has said of which school a report is to be, though there are several."""
        from facilitator.exchange import reporting

        assert self._holder.bridge is not None
        wanted = self._wanted("school")
        if wanted.school is not None:
            return False
        try:
            return len(reporting.schools(self._holder.bridge.rooms.journal, wanted.year)) > 1
        except WorldTrouble:
            return False  # it is told of when the report is made

    def _names(self, kind: str) -> tuple[str, str, list[str]]:
        """The dialog's title, a name for the file and what sorts of file it can be."""
        if kind == SPREADSHEET:
            return _("The log as a spreadsheet"), "passlogg.xlsx", [_("Spreadsheets (*.xlsx)")]
        from facilitator.exchange import reporting

        wanted = self._wanted(kind)
        sorts = [_("PDF files (*.pdf)"), _("Web page, for reading aloud and on a phone (*.html)")]
        return reporting.kind_words(wanted.kind), reporting.file_name(wanted), sorts

    def _wanted(self, kind: str) -> "Wanted":
        from facilitator.exchange import reporting

        chosen, today = self._follower.selection, clock.today()
        year = first_year(today) if chosen is None or chosen.year is None else chosen.year
        return reporting.Wanted(
            kind=next(one for one in reporting.KINDS if one == kind), year=year, today=today,
            school=chosen.school if chosen else None, group=chosen.group if chosen else None,
            names=school_names(self.chosen),
        )  # fmt: skip

    def make(self, file: str) -> None:
        """Make what was asked for; the window goes on meanwhile."""
        bridge = self._holder.bridge
        if bridge is None or self._work is not None:
            return
        if self._kind == SPREADSHEET:
            act = partial(_spreadsheet, bridge.rooms, Path(file))
            title = _("Making the spreadsheet …")
        else:
            act = partial(_report, bridge.rooms, self._wanted(self._kind), Path(file))
            title = _("Drawing the report …")
        self._work = work = Work(title, act, _("Stop"), self._window)
        work.over.connect(self._over)
        work.start()

    def _over(self, outcome: object) -> None:
        self._work = None
        if isinstance(outcome, tuple):
            words, file = outcome
            self.changed.emit()
            self.saved.emit(words, file.parent)
        elif isinstance(outcome, WorldTrouble):
            self.told.emit(str(outcome))
        else:
            self.told.emit(_("Stopped. Nothing has been made."))


def _report(rooms: "Rooms", wanted: "Wanted", file: Path, _step: "Step") -> tuple[str, Path]:
    from facilitator.exchange import reporting

    reporting.save(rooms.journal, rooms.library, wanted, file)
    return _("Saved: {file}").format(file=file.name), file


def _spreadsheet(rooms: "Rooms", file: Path, step: "Step") -> tuple[str, Path]:
    from facilitator.exchange.sheets import xlsx

    made = xlsx.export(rooms.journal, file, clock.today(), step)
    words = ngettext(
        "{n} lesson is in {file}. No pupil data and no notes.",
        "{n} lessons are in {file}. No pupil data and no notes.",
        made.sessions,
    )
    return words.format(n=made.sessions, file=file.name), file
