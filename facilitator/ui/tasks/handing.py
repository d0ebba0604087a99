"""Hands a group over and receives one: shows what it is about, asks where the file lies, and tells what became of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.settings import PICKED
from facilitator.ui.parts.filedialog import ask_open, ask_save
from facilitator.ui.stillreading import really_open

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.exchange.packages.picks import Kept
    from facilitator.journal.threads import Parcel
    from facilitator.ui.loading import Rooms


class Handing(QObject):
    """`told` carries a line for the leader; `received` says that the desk has new rows to show; `chosen` what to remember."""

    told = Signal(str)
    received = Signal()
    chosen = Signal(str, object)  # key of the setting, value

    def __init__(
        self, window: QWidget, rooms: "Callable[[], Rooms | None]", picked: "Callable[[], Kept]", parent: QObject
    ) -> None:  # fmt: skip
        """`picked`: the scenarios that are picked here, as they lie among the settings."""
        super().__init__(parent)
        self._window, self._rooms, self._picked = window, rooms, picked
        self._parcel: Parcel | None = None
        self.dialog: QDialog | None = None

    def ask(self, group: str) -> None:
        """Hand over a group; empty: receive one."""
        rooms = self._ready()
        if rooms is None:
            return
        if not group:
            self._choose_file()
            return
        from facilitator.exchange.packages import handover

        try:
            self._parcel = handover.parcel_of(rooms.journal, group, self._picked())
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        title = _("Hand over {group}").format(group=group)
        answers = (_("Save the file …"), _("Do not hand over"))
        self._show(title, answers, self._choose_place, rooms.library)

    def _ready(self) -> "Rooms | None":
        """The rooms, when the real log is open: what stands in for it knows no group, and keeps nothing but lessons."""
        apart = _("The real log is not open. Groups can be handed over and received when it is.")
        return really_open(self._rooms(), self.told.emit, apart)

    def _show(
        self, title: str, answers: tuple[str, str], then: Callable[[], None], library: "Library",
        more: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        from facilitator.exchange.packages import handover
        from facilitator.ui.desk.handoverdialog import HandoverDialog

        assert self._parcel is not None
        lines, doubtful = (*handover.told(self._parcel, library), *more), handover.doubtful(self._parcel)
        self.dialog = dialog = HandoverDialog(title, lines, doubtful, answers, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(then)
        dialog.open()

    def _choose_place(self) -> None:
        from facilitator.exchange.packages import handover

        assert self._parcel is not None
        name = handover.file_name(self._parcel)
        self.dialog = ask_save(self._window, _("Save the file …"), (_packed(),), name, self.write)

    def _choose_file(self) -> None:
        from facilitator.exchange.packages import passpaket

        title, suffix = _("Receive a group …"), passpaket.SUFFIX.removeprefix(".")
        self.dialog = ask_open(self._window, title, _packed(), self.look, suffix)

    def write(self, file: str) -> None:
        """Write what has been shown to a file."""
        from facilitator.exchange.packages import handover

        assert self._parcel is not None
        try:
            handover.write(self._parcel, Path(file))
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        words = _("{group} has been handed over: {file}").format(group=self._parcel.group, file=file)
        self.told.emit(words)

    def look(self, file: str) -> None:
        """Show what a file holds, before it is received."""
        from facilitator.exchange.packages import handover, passpaket, picks

        rooms = self._ready()
        if rooms is None:
            return
        try:
            self._parcel = handover.read(Path(file))
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        title = _("Receive {group}").format(group=self._parcel.group)
        along = picks.sort_out(self._parcel, rooms.library, self._picked())
        more = (*passpaket.name_doubts(Path(file)), *picks.told_of(along, rooms.library))
        self._show(title, (_("Receive"), _("Do not receive")), self._receive, rooms.library, more)

    def _receive(self) -> None:
        from facilitator.exchange.packages import handover, picks

        rooms = self._rooms()
        if rooms is None or self._parcel is None:
            return
        try:
            new = handover.receive(rooms.journal, self._parcel)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        words = (
            _("{group} has been received. It stands on the page Today.")
            if new
            else _("{group} was here already. Nothing has changed.")
        )
        told = words.format(group=self._parcel.group)
        kept = self._picked()
        along = picks.sort_out(self._parcel, rooms.library, kept)
        if new and along.new:
            self.chosen.emit(PICKED.key, {**kept, **along.new})
            told += " " + picks.kept_words(along.count)
        self.received.emit()
        self.told.emit("\n".join((told, *(picks.told_of(along, rooms.library) if new else ()))))


def _packed() -> str:
    from facilitator.exchange.packages import passpaket

    return _("Handover files (*{suffix})").format(suffix=passpaket.SUFFIX)
