"""Packages between laptops in the window: told first, made and taken in with a bar that can be stopped, and the choice
between versions that differ."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from facilitator.errors import WorldTrouble
from facilitator.i18n import _, ngettext
from facilitator.ui.parts.folder import documents
from facilitator.ui.work import Work

if TYPE_CHECKING:
    from facilitator.exchange.sessionpack import Arrived, Step
    from facilitator.journal import Journal
    from facilitator.journal.merging import Case
    from facilitator.ui.desk.shell import Desk
    from facilitator.ui.handing import Handing
    from facilitator.ui.window import MainWindow


class Packing(QObject):
    """`changed` says that the desk has new rows to show."""

    changed = Signal()
    told = Signal(str)

    def __init__(
        self, window: "MainWindow", desk: "Desk", journal: "Callable[[], Journal | None]", handing: "Handing"
    ) -> None:
        super().__init__(handing)
        self._window, self._desk, self._journal, self._handing = window, desk, journal, handing
        self._work: Work | None = None
        self._then: Callable[[object], None] = self._written
        self._only_new = False
        self._arrived: tuple[Arrived, ...] = ()
        self.dialog: QDialog | None = None
        desk.laptops_asked.connect(self.ask)
        self.told.connect(desk.show_hint)
        window.dropped.connect(self.drop)

    def ask(self, what: str) -> None:
        """Make a package (`make`, `make-new`), take one in (`receive`) or choose between versions (`choose`)."""
        journal = self._ready()
        if journal is None or self._work is not None:
            return  # one thing at a time
        try:
            if what == "receive":
                self._choose_files()
            elif what == "choose":
                self._show_conflict(journal)
            else:
                self._only_new = what == "make-new"
                self._tell_what_leaves(journal)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))

    def _ready(self) -> "Journal | None":
        """The log, when it is open and is the real one; else the leader is told."""
        from facilitator.journal.apart import stands_in

        journal = self._journal()
        if journal is None:
            self.told.emit(_("Reading the log and the lessons … Try again in a moment."))
        elif stands_in(journal.path.parent):
            self.told.emit(_("The real log is not open. Packages can be made and taken in when it is."))
            return None
        return journal

    def drop(self, files: Sequence[Path]) -> None:
        """Files were let go over the window: packages are looked at, a group's handover goes its own way."""
        if not self._desk.isVisible() or self._work is not None:
            return  # during a lesson nothing is taken in
        from facilitator.exchange import passpaket

        try:
            kinds = [passpaket.SESSIONS if file.is_dir() else passpaket.kind_of(file) for file in files]
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        if passpaket.SESSIONS not in kinds:
            self._handing.look(str(files[0]))  # one group at a time
            return
        self.look([file for file, kind in zip(files, kinds, strict=True) if kind is passpaket.SESSIONS])

    # --- out ---------------------------------------------------------------------------------------------

    def _tell_what_leaves(self, journal: "Journal") -> None:
        from facilitator.exchange import sessionpack

        lines = sessionpack.told(journal, only_new=self._only_new)
        answers = (_("Save the file …"), _("Do not make it"))
        self._ask_first(
            (_("Make a package"), _("The file will hold this:")), lines, (), answers, self._choose_place
        )

    def _choose_place(self) -> None:
        journal = self._ready()
        if journal is None:
            return
        from facilitator.exchange import sessionpack

        name = sessionpack.file_name(journal, datetime.now(UTC).astimezone())
        dialog = self._file_dialog(_("Save the file …"), QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, file: str) -> None:
        """Make the package that has been told of."""
        from facilitator.exchange import sessionpack

        journal = self._ready()
        if journal is not None:
            act = partial(sessionpack.export, journal, Path(file), only_new=self._only_new)
            self._begin(_("Making the package …"), partial(_with_step, act), self._written)

    def _written(self, outcome: object) -> None:
        from facilitator.exchange.sessionpack import Written, stayed_words

        if not isinstance(outcome, Written):
            self._tell(outcome, _("Stopped. No package has been made."))
            return
        words = ngettext("{n} lesson is in {file}.", "{n} lessons are in {file}.", outcome.sessions)
        text = words.format(n=outcome.sessions, file=outcome.file)
        self.told.emit("\n".join([text, stayed_words(outcome.stayed)]) if outcome.stayed else text)

    # --- in ----------------------------------------------------------------------------------------------

    def _choose_files(self) -> None:
        dialog = self._file_dialog(_("Take in a package …"), QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._look_at)
        dialog.open()

    def _look_at(self, files: list[str]) -> None:
        self.look([Path(file) for file in files])

    def look(self, places: Sequence[Path]) -> None:
        """Read packages, and show what would be taken in."""
        journal = self._ready()
        if journal is not None:
            self._begin(
                _("Reading the packages …"), partial(_read, journal, tuple(places)), self._show_arrived
            )

    def _show_arrived(self, outcome: object) -> None:
        if not isinstance(outcome, tuple):
            self._tell(outcome, _("Stopped. Nothing has been taken in."))
            return
        self._arrived, lines, doubts = outcome
        if not self._arrived:
            self.told.emit("\n".join(doubts) or _("There are no packages in the folder."))
            return
        answers = (_("Take in"), _("Do not take in"))
        head = (_("Take in packages"), _("This would be taken into the log:"))
        self._ask_first(head, lines, doubts, answers, self._take_in)

    def _take_in(self) -> None:
        journal = self._ready()
        if journal is not None:
            self._begin(_("Taking in …"), partial(_take_in, journal, self._arrived), self._taken)

    def _taken(self, outcome: object) -> None:
        from facilitator.exchange import merge

        self._arrived = ()
        self.changed.emit()
        if not isinstance(outcome, list):
            self._tell(outcome, _("Stopped. What was already in stays, each package whole."))
            return
        numbers = merge.counts(outcome)
        troubles = [str(one.trouble) for one in outcome if one.trouble is not None]
        self.told.emit("\n".join([_("Taken in: {counts}.").format(counts=merge.told(numbers)), *troubles]))

    # --- versions that differ ------------------------------------------------------------------------------

    def _show_conflict(self, journal: "Journal", after: str = "") -> None:
        from facilitator.ui import laptoprows
        from facilitator.ui.desk.conflictdialog import ConflictDialog

        waiting = laptoprows.conflicts(journal)
        if not waiting:
            return
        ahead = [one for one in waiting if one.key > after] or waiting
        self.dialog = dialog = ConflictDialog(ahead[0], len(waiting) - 1, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.choose)
        dialog.skipped.connect(self._skip)
        dialog.open()

    def _skip(self, key: str) -> None:
        journal = self._ready()
        if journal is not None:
            self._show_conflict(journal, key)

    def choose(self, key: str, theirs: bool) -> None:
        """Let one of two versions stand, then show the next two."""
        from facilitator.ui import laptoprows

        journal = self._ready()
        if journal is None:
            return
        try:
            laptoprows.settle(journal, key, theirs=theirs)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        self.changed.emit()
        self.ask("choose")

    # --- dialogs -----------------------------------------------------------------------------------------

    def _ask_first(
        self, head: tuple[str, str], lines: Sequence[str], doubts: Sequence[str], answers: tuple[str, str],
        then: Callable[[], None],
    ) -> None:  # fmt: skip
        from facilitator.ui.desk.handoverdialog import HandoverDialog

        self.dialog = dialog = HandoverDialog(
            head[0], lines, doubts, answers, self._window, "{text}", head[1]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(then)
        dialog.open()

    def _file_dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        from facilitator.exchange import passpaket

        self.dialog = dialog = QFileDialog(self._window, title)
        dialog.setFileMode(mode)
        dialog.setNameFilter(_("Packages (*{suffix})").format(suffix=passpaket.SUFFIX))
        dialog.setDefaultSuffix(passpaket.SUFFIX.removeprefix("."))
        dialog.setDirectory(str(documents()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _begin(self, title: str, act: "Callable[[Step], object]", then: Callable[[object], None]) -> None:
        self._work, self._then = Work(title, act, _("Stop"), self._window), then
        self._work.over.connect(self._go_on)
        self._work.start()

    def _go_on(self, outcome: object) -> None:
        if self._work is not None:
            self._work.deleteLater()
        self._work = None
        self._then(outcome)

    def _tell(self, outcome: object, stopped: str) -> None:
        self.told.emit(str(outcome) if isinstance(outcome, WorldTrouble) else stopped)


def _with_step(act: "Callable[..., object]", step: "Step") -> object:
    return act(step=step)


def _read(
    journal: "Journal", places: tuple[Path, ...], step: "Step"
) -> "tuple[tuple[Arrived, ...], list[str], list[str]]":
    """The packages that can be read, what they hold, and what is wrong with the others."""
    from facilitator.exchange import merge

    arrived: list[Arrived] = []
    lines: list[str] = []
    doubts: list[str] = []
    for file in merge.files(places):
        try:
            one = merge.read(journal, file, step)
        except WorldTrouble as trouble:
            doubts.append(str(trouble))
            continue
        arrived.append(one)
        cases: list[Case] = list(merge.preview(journal, one).values())
        lines += merge.described(one, cases)
        doubts += [f"{file.name}: {doubt}" for doubt in one.doubts]
    return tuple(arrived), lines, doubts


def _take_in(journal: "Journal", arrived: "tuple[Arrived, ...]", step: "Step") -> object:
    from facilitator.exchange import merge

    return [merge.taken(journal, one, step) for one in arrived]
