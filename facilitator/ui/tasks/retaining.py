"""Removal by decision in the window: the decision asked for, what falls under it told, the protocol saved, and then removed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.ui.parts.filedialog import ask_folder
from facilitator.ui.running import clock
from facilitator.ui.stillreading import still_reading
from facilitator.ui.tasks.work import OneAtATime

if TYPE_CHECKING:
    from facilitator.exchange.packages.sessionpack import Step
    from facilitator.exchange.retention import Told
    from facilitator.journal import Journal
    from facilitator.journal.removal.retention import Rule
    from facilitator.ui.window import MainWindow


class Retaining(QObject):
    """`changed` says that the desk has new rows to show; `told` carries a line for the coordinator."""

    changed = Signal()
    told = Signal(str)

    def __init__(
        self, window: "MainWindow", journal: "Callable[[], Journal | None]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._journal = window, journal
        self._work = OneAtATime(window, self)
        self._what: Told | None = None
        self.dialog: QDialog | None = None

    def ask(self, what: str) -> None:
        """Ask for the decision, when it is `retention` that is asked for."""
        if what != "retention" or self._work.busy:
            return
        from facilitator.exchange.retention import record, record_words
        from facilitator.journal import latest
        from facilitator.ui.desk.retentiondialog import RetentionDialog

        journal = self._ready()
        if journal is None:
            return
        try:
            schools = latest.schools(journal)
            told = [record_words(one) for one in record(journal)]
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        dialog = RetentionDialog(clock.today(), schools, told, self._window)
        dialog.wanted.connect(self.look)
        self._open(dialog)

    def _ready(self) -> "Journal | None":
        from facilitator.journal.spare.apart import stands_in

        journal = self._journal()
        if journal is None:
            self.told.emit(still_reading())
        elif stands_in(journal.path.parent):
            self.told.emit(_("The real log is not open."))
            return None
        return journal

    def look(self, rule: "Rule") -> None:
        """Find out what falls under a rule, and show it."""
        from facilitator.exchange.retention import problem_words
        from facilitator.journal.removal.retention import problems
        from facilitator.ui.desk.retentiondialog import RetentionDialog

        journal, found = self._ready(), problems(rule, clock.today())
        if isinstance(self.dialog, RetentionDialog):
            if found:
                self.dialog.show_problems([problem_words(one) for one in found])
                return
            self.dialog.accept()
        if journal is not None:
            self._work.begin(_("Looking through the log …"), partial(_look, journal, rule), self._show)

    def _show(self, outcome: object) -> None:
        from facilitator.exchange.retention import Told, lines
        from facilitator.ui.desk.handoverdialog import HandoverDialog

        if not isinstance(outcome, Told):
            self._tell(outcome)
            return
        self._what = outcome
        if outcome.falling.empty:
            self.told.emit("\n".join(lines(outcome)))
            return
        dialog = HandoverDialog(
            _("Remove by decision"),
            tuple(lines(outcome)),
            tuple(path.name for path in outcome.set_aside),
            (_("Choose where to save the protocol …"), _("Remove nothing")),
            self._window,
            doubt=_(
                "Set aside after a fault or for a backup, goes too and may hold what is nowhere else: {text}"
            ),
            head=_("This would be removed, and cannot be brought back:"),
            careful=True,
        )
        dialog.accepted.connect(self._choose_folder)
        self._open(dialog)

    def _choose_folder(self) -> None:
        self.dialog = ask_folder(self._window, _("Where is the protocol to be saved?"), self.carry_out)

    def carry_out(self, folder: str) -> None:
        """Save the protocol in a folder, and remove what was told."""
        journal, what = self._ready(), self._what
        if journal is not None and what is not None:
            self._work.begin(_("Removing …"), partial(_carry_out, journal, what, Path(folder)), self._done)

    def _done(self, outcome: object) -> None:
        from facilitator.exchange.retention import Done, left_words

        what, self._what = self._what, None
        if not isinstance(outcome, Done) or what is None:
            self._tell(outcome)
            return
        self.changed.emit()
        words = _("Removed. Protocol no. {n}: {file}").format(n=outcome.number, file=outcome.protocol)
        self.told.emit(words if outcome.left is None else f"{words}\n{left_words(what, outcome.left)}")

    def _tell(self, outcome: object) -> None:
        self.told.emit(_("Stopped. Nothing has been removed.") if outcome is None else str(outcome))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _look(journal: "Journal", rule: "Rule", _step: "Step") -> object:
    from facilitator.exchange import retention

    return retention.look(journal, rule, clock.today())


def _carry_out(journal: "Journal", what: "Told", folder: Path, step: "Step") -> object:
    from facilitator.exchange import retention
    from facilitator.exchange.packages.sessionpack import Stopped

    if not step(0, 0):  # from here on it goes to its end
        raise Stopped
    return retention.carry_out(journal, what, folder, clock.today(), with_set_aside=bool(what.set_aside))
