"""Hands a group over and receives one: shows what it is about, asks where the file lies, and tells what became of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.ui.parts.folder import documents

if TYPE_CHECKING:
    from facilitator.journal import Journal
    from facilitator.journal.threads import Parcel


class Handing(QObject):
    """`told` carries a line for the leader; `received` says that the desk has new rows to show."""

    told = Signal(str)
    received = Signal()

    def __init__(self, window: QWidget, journal: "Callable[[], Journal | None]", parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._journal = window, journal
        self._parcel: Parcel | None = None
        self.dialog: QDialog | None = None

    def ask(self, group: str) -> None:
        """Hand over a group; empty: receive one."""
        if not group:
            self._choose(QFileDialog.AcceptMode.AcceptOpen, "")
            return
        from facilitator.exchange import handover

        journal = self._journal()
        if journal is None:
            return
        try:
            self._parcel = handover.parcel_of(journal, group)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        title = _("Hand over {group}").format(group=group)
        self._show(title, (_("Save the file …"), _("Do not hand over")), self._choose_place)

    def _show(
        self, title: str, answers: tuple[str, str], then: Callable[[], None], more: tuple[str, ...] = ()
    ) -> None:  # fmt: skip
        from facilitator.exchange import handover
        from facilitator.ui.desk.handoverdialog import HandoverDialog

        assert self._parcel is not None
        lines, doubtful = (*handover.told(self._parcel), *more), handover.doubtful(self._parcel)
        self.dialog = dialog = HandoverDialog(title, lines, doubtful, answers, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(then)
        dialog.open()

    def _choose_place(self) -> None:
        from facilitator.exchange import handover

        assert self._parcel is not None
        self._choose(QFileDialog.AcceptMode.AcceptSave, handover.file_name(self._parcel))

    def _choose(self, mode: QFileDialog.AcceptMode, name: str) -> None:
        from facilitator.exchange import passpaket

        saving = mode == QFileDialog.AcceptMode.AcceptSave
        self.dialog = dialog = QFileDialog(
            self._window, _("Save the file …") if saving else _("Receive a group …")
        )
        dialog.setAcceptMode(mode)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile if saving else QFileDialog.FileMode.ExistingFile)
        packed = _("Handover files (*{suffix})").format(suffix=passpaket.SUFFIX)
        dialog.setNameFilters([packed] if saving else [packed, _("All files (*)")])
        dialog.setDefaultSuffix(passpaket.SUFFIX.removeprefix("."))
        dialog.setDirectory(str(documents()))
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write if saving else self.look)
        dialog.open()

    def write(self, file: str) -> None:
        """Write what has been shown to a file."""
        from facilitator.exchange import handover

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
        from facilitator.exchange import handover, passpaket

        try:
            self._parcel = handover.read(Path(file))
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        title = _("Receive {group}").format(group=self._parcel.group)
        more = passpaket.name_doubts(Path(file))
        self._show(title, (_("Receive"), _("Do not receive")), self._receive, more)

    def _receive(self) -> None:
        from facilitator.exchange import handover

        journal = self._journal()
        if journal is None or self._parcel is None:
            return
        try:
            new = handover.receive(journal, self._parcel)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        words = (
            _("{group} has been received. It stands on the page Today.")
            if new
            else _("{group} was here already. Nothing has changed.")
        )
        self.received.emit()
        self.told.emit(words.format(group=self._parcel.group))
