"""The data folder in the window: backups made and brought back, the folder moved, and the report of how quiet it is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from facilitator import paths
from facilitator import settings as s
from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.folder import Folder
from facilitator.ui.parts.label import label
from facilitator.ui.reader import Question, Reader
from facilitator.ui.running import clock
from facilitator.ui.stillreading import still_reading
from facilitator.ui.tasks.work import OneAtATime

if TYPE_CHECKING:
    from facilitator.exchange.packages.sessionpack import Step
    from facilitator.journal import Journal
    from facilitator.journal.backups.restoring import Exchange
    from facilitator.ui.loading import Rooms
    from facilitator.ui.opening import Opening
    from facilitator.ui.window import MainWindow


class Keeping(QObject):
    """`told` carries a line for the leader; `over` says that the program is to end, for its folder lies elsewhere now."""

    told = Signal(str)
    over = Signal()

    def __init__(
        self, window: "MainWindow", journal: "Callable[[], Journal | None]", opening: "Opening", data: Path,
        chosen: s.Settings, reader: Reader,
    ) -> None:  # fmt: skip
        super().__init__(opening)
        self._reader = reader
        self._window, self._journal, self._opening = window, journal, opening
        self._data, self._settings = data, chosen
        self._work = OneAtATime(window, self)
        self.dialog: QDialog | None = None

    def ask(self, what: str) -> None:
        """Show the backups (`backups`), move the folder (`move`) or tell how quiet the program is (`quiet`)."""
        if self._journal() is None or self._work.busy:
            self.told.emit(still_reading())
        elif what == "backups":
            self._show_backups()
        elif what == "move":
            if self._real() is not None:
                self.choose_place()
        elif what == "quiet":
            self._work.begin(_("Looking through the log and the folders …"), self._report, self._show_report)

    # --- backups -------------------------------------------------------------------------------------------

    def _show_backups(self) -> None:
        from facilitator.journal.backups import backup
        from facilitator.ui.tasks.restoring import BackupsDialog

        try:
            found = backup.all_of(self._data)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        dialog = BackupsDialog(found, self._window)
        dialog.chosen.connect(self.restore)
        dialog.wanted.connect(self._make)
        dialog.looked_at.connect(self._look_at)
        self._open(dialog)
        dialog.look()

    def _look_at(self, backup: Path) -> None:
        """Find out beside the window what bringing a backup back would mean."""
        look = partial(_exchange, self._data, backup)
        self._reader.ask("backup", Question(look, partial(self._tell_exchange, backup)))

    def _tell_exchange(self, backup: Path, found: object) -> None:
        from facilitator.journal.backups import restorewords
        from facilitator.journal.backups.restoring import Exchange
        from facilitator.ui.tasks.restoring import BackupsDialog, full_day, what_happens, written

        if isinstance(self.dialog, BackupsDialog):
            lines = [what_happens(), str(found)]
            if isinstance(found, Exchange):
                lines = [*restorewords.lines(found, full_day, written)]
            self.dialog.tell(backup, lines)

    def restore(self, backup: Path) -> None:
        """Close the log, put the backup in its place and open that."""
        self._close_log()
        self._opening.restore(backup)

    def _make(self) -> None:
        journal = self._real()
        if journal is not None and not self._work.busy:
            self._work.begin(_("Making a backup …"), partial(_back_up, journal), self._backed_up)

    def _backed_up(self, outcome: object) -> None:
        words = _("The backup is made and looked through.")
        self.told.emit(str(outcome) if isinstance(outcome, WorldTrouble) else words)

    def _real(self) -> "Journal | None":
        from facilitator.journal.spare.apart import stands_in

        journal = self._journal()
        if journal is None or stands_in(journal.path.parent):
            self.told.emit(_("The real log is not open."))
            return None
        return journal

    def _close_log(self) -> None:
        journal = self._journal()
        if journal is not None:
            journal.close()

    # --- moving --------------------------------------------------------------------------------------------

    def choose_place(self) -> None:
        """Ask where the data folder is to lie, also when its log cannot be opened."""
        if not paths.is_default(self._data) or paths.portable_data_dir() is not None:
            self._tell(WorldTrouble(
                _("The program was told at its start which folder to use."),
                _("Move it by hand while the program is closed, and start the program with the new one."), self._data,
            ))  # fmt: skip
            return
        dialog = QFileDialog(self._window, _("Where is the folder to lie?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.move)
        self._open(dialog)

    def move(self, chosen: str) -> None:
        """Move the data folder into the folder that was chosen; then the program has to begin anew."""
        from facilitator.journal import moving

        target = moving.place_in(Path(chosen))
        self._close_log()
        try:
            moving.move(self._data, target)
        except WorldTrouble as trouble:
            if self._journal() is not None:
                self._opening.begin()
            self._tell(trouble)
            return
        self._settings.path = target / s.FILE_NAME
        page = MovedPage(target)
        page.over.connect(self.over)
        self._window.show_page(page)
        page.close_button.setFocus()

    def _tell(self, trouble: WorldTrouble) -> None:
        """On the desk; on the page that tells of trouble when there is no log, so no desk."""
        if self._journal() is None:
            self._opening.tell(trouble)
        else:
            self.told.emit(str(trouble))

    # --- the report ----------------------------------------------------------------------------------------

    def _report(self, _step: "Step") -> object:
        from facilitator.journal.checking import report

        return report.parts(self._data, self._journal(), clock.today())

    def _show_report(self, outcome: object) -> None:
        from facilitator.ui.report import ReportDialog

        if isinstance(outcome, WorldTrouble):
            self.told.emit(str(outcome))
        elif isinstance(outcome, tuple):
            self._open(ReportDialog(outcome, self._window))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None


def _exchange(data: Path, backup: Path, rooms: "Rooms") -> "Exchange":
    """What bringing a backup back would mean; of a log apart the real one is not open."""
    from facilitator.journal.backups import restoring

    if rooms.apart:
        return restoring.look(data, backup)
    return restoring.look_beside(rooms.journal.database, backup)


def _back_up(journal: "Journal", _step: "Step") -> Path:
    return journal.back_up()


class MovedPage(QWidget):
    """In place of the desk once the folder lies elsewhere."""

    over = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        card = Card(_("The folder is moved"), tone="ok", edge="left")
        words = _("Everything was compared with what was in the old place, and nothing is left there.")
        card.column.addWidget(label(words, wrap=True))
        card.column.addWidget(Folder(folder))
        card.column.addWidget(
            label(_("Close the program and open it again, then it uses the new place."), "strong", wrap=True)
        )
        self.close_button = close = button(_("Close the program"), "primary")
        close.clicked.connect(self.over)
        card.column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 64, 64, 64)
        column.addWidget(card)
        column.addStretch(1)
