"""Content packs in the window: what one would change is shown first; then it is added or taken away, and the lessons are read anew."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from facilitator.errors import ContentFault, WorldTrouble
from facilitator.i18n import _, ngettext
from facilitator.paths import CONTENT
from facilitator.ui.loading import Rooms
from facilitator.ui.parts.filedialog import ask_open
from facilitator.ui.running import clock
from facilitator.ui.stillreading import still_reading
from facilitator.ui.tasks.work import OneAtATime

if TYPE_CHECKING:
    from facilitator.content.adding.packdiff import Leaving, Preview
    from facilitator.content.adding.stacking import Used
    from facilitator.exchange.packages.sessionpack import Step
    from facilitator.ui.desk.shell import Desk
    from facilitator.ui.window import MainWindow


class PackAdding(QObject):
    """`read` carries the rooms with the lessons that hold from now on; `told` a line for the leader."""

    read = Signal(object)  # Rooms
    told = Signal(str)
    saved = Signal(str, object)  # how it went, Path of a folder to look in or an empty one

    def __init__(
        self, window: "MainWindow", desk: "Desk", rooms: "Callable[[], Rooms | None]", data: Path, parent: QObject
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._window, self._desk, self._rooms, self._data = window, desk, rooms, data
        self._work = OneAtATime(window, self)
        self._waiting: list[Path] = []
        self.preview: Preview | None = None
        self._going = ""
        self.dialog: QDialog | None = None
        desk.pack_asked.connect(self.ask)

    def ask(self, pack: str) -> None:
        """Ask which file to add (empty), or whether a pack is to be taken away."""
        if not self._may():
            return
        if pack:
            self._ask_away(pack)
            return
        from facilitator.content.adding.packfile import SUFFIX

        kind = _("Content packs (*{suffix})").format(suffix=SUFFIX)
        self.dialog = ask_open(self._window, _("Add a content pack …"), kind, self._look_at)

    def _look_at(self, file: str) -> None:
        self.look([Path(file)])

    def look(self, files: list[Path]) -> None:
        """Show what packs would change, one after the other."""
        if self._may() and self._desk.isVisible():  # nothing changes during a lesson
            self._waiting += files
            self._next()

    def _may(self) -> bool:
        from facilitator.content.adding import packs

        if self._rooms() is None:
            self.told.emit(still_reading())
            return False
        try:
            packs.may_change(clock.today())
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return False
        return True

    def _next(self) -> None:
        if self._waiting and not self._work.busy and self.preview is None:  # one question at a time
            act = partial(_preview, self._data, self._waiting.pop(0))
            self._work.begin(_("Reading the content pack …"), act, self._show)

    # --- one more -----------------------------------------------------------------------------------------

    def _show(self, outcome: object) -> None:
        from facilitator.content.adding import packdiff

        if isinstance(outcome, ContentFault):
            self._tell_faults(outcome)
        elif not isinstance(outcome, packdiff.Preview):
            self.told.emit(str(outcome) if outcome is not None else _("Stopped. Nothing has been changed."))
        elif outcome.is_here:
            words = _("{name}, version {version}, is here already. Nothing has been changed.")
            self.told.emit(words.format(name=outcome.info.name, version=outcome.info.version))
        else:
            self._ask_first(outcome)
            return
        self._next()

    def _tell_faults(self, fault: ContentFault) -> None:
        from facilitator.diagnostics import Part
        from facilitator.ui.report import ReportDialog

        lines = tuple(line for one in fault.faults for line in str(one).splitlines())
        count = len(fault.faults)
        title = ngettext("{n} fault", "{n} faults", count).format(n=count)
        words = _("Nothing has been changed. Copy this and send it to whoever made the pack.")
        name = _("The content pack cannot be used")
        self._open(ReportDialog([Part(title, lines)], self._window, name, words))

    def _ask_first(self, one: "Preview") -> None:
        from facilitator.content.adding import packdiff
        from facilitator.ui.desk.handoverdialog import HandoverDialog

        self.preview = one
        name, origin = packdiff.head(one)
        title, answers = _("Add {name}?").format(name=name), (_("Add it"), _("Do not add it"))
        dialog = HandoverDialog(
            title, packdiff.told(one), packdiff.doubts(one), answers, self._window, "{text}", origin,
            careful=one.is_older or bool(one.fallen),
        )  # fmt: skip
        dialog.accepted.connect(self.add)
        dialog.rejected.connect(self._leave)
        self._open(dialog)

    def add(self) -> None:
        """Add the pack that has been shown."""
        one, rooms = self.preview, self._rooms()
        if one is None or rooms is None or self._work.busy:
            self._leave()
            return
        act = partial(_add, self._data, one, rooms)
        self._work.begin(_("Adding the content pack …"), act, self._added)

    def _leave(self) -> None:
        self.preview = None
        self._next()

    def _added(self, outcome: object) -> None:
        assert self.preview is not None
        info, self.preview = self.preview.info, None
        words = _("Added: {name}, version {version}. The lessons are on the page Lessons.")
        self._changed(outcome, words.format(name=info.name, version=info.version))

    # --- one away -----------------------------------------------------------------------------------------

    def _ask_away(self, pack: str) -> None:
        rooms = self._rooms()
        used = rooms and next((one for one in rooms.library.on_top if one.info.id == pack), None)
        if used and not self._work.busy:
            act = partial(_leaving, self._data, used)
            self._work.begin(_("Reading the content pack …"), act, partial(self._ask_last, used))

    def _ask_last(self, used: "Used", outcome: object) -> None:
        from facilitator.content.adding import packdiff
        from facilitator.ui.desk.handoverdialog import HandoverDialog

        if not isinstance(outcome, packdiff.Leaving):
            self.told.emit(str(outcome) if outcome is not None else _("Stopped. Nothing has been changed."))
            return
        self._going = used.info.id
        answers = (_("Take it away"), _("Keep it"))
        title = _("Take away {name}?").format(name=used.info.name)
        words = _("What has been led stays in the log, and a lesson that has been begun can be gone on with.")
        dialog = HandoverDialog(
            title, outcome.lines, outcome.doubts, answers, self._window, "{text}", words, careful=True
        )
        dialog.accepted.connect(self.take_away)
        self._open(dialog)

    def take_away(self) -> None:
        """Take away the pack that has been asked about."""
        rooms = self._rooms()
        if rooms is not None and not self._work.busy:
            act = partial(_take_away, self._data, self._going, rooms)
            self._work.begin(_("Taking the content pack away …"), act, self._gone)

    def _gone(self, outcome: object) -> None:
        self._changed(outcome, _("The content pack is taken away. What has been led stays in the log."))

    # --- both ---------------------------------------------------------------------------------------------

    def _changed(self, outcome: object, words: str) -> None:
        if isinstance(outcome, Rooms):
            self.read.emit(outcome)
            self.saved.emit(words, Path())
        else:
            self.told.emit(str(outcome) if outcome is not None else _("Stopped. Nothing has been changed."))
        self._next()

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _preview(data: Path, file: Path, _step: "Step") -> "Preview | ContentFault":
    from facilitator.content.adding import packdiff, packfile, packs

    packs.use(data)  # as they lie there now
    try:
        return packdiff.preview(packfile.read_bytes(file), file.name, clock.today(), data / CONTENT)
    except ContentFault as fault:
        return fault


def _leaving(data: Path, used: "Used", _step: "Step") -> "Leaving":
    from facilitator.content.adding import packdiff, packs

    packs.use(data)  # as they lie there now
    return packdiff.leaving(used, clock.today(), data / CONTENT)


def _add(data: Path, one: "Preview", rooms: Rooms, _step: "Step") -> Rooms:
    from facilitator.content.adding import packs

    packs.add(data, one.content, one.pack)
    return anew(data, rooms)


def _take_away(data: Path, pack: str, rooms: Rooms, _step: "Step") -> Rooms:
    from facilitator.content.adding import packs

    packs.remove(data, pack)
    return anew(data, rooms)


def anew(data: Path, rooms: Rooms) -> Rooms:
    """The rooms with the lessons as they are read now, and what the desk shows of them made ready."""
    from facilitator.content.adding import packs
    from facilitator.content.library import Library
    from facilitator.ui.rows.deskrows import DeskRows

    packs.use(data)
    rooms = rooms._replace(library=Library.in_use(keep_in=data / CONTENT), rows=None)
    rows = DeskRows(rooms)
    rows.prepare(clock.today())
    return rooms._replace(rows=rows)
