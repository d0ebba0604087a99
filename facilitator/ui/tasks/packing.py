"""Packages between laptops in the window: told first, made and taken in with a bar that can be stopped, and the choice
between versions that differ."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from facilitator.errors import WorldTrouble
from facilitator.i18n import _, ngettext
from facilitator.ui.parts.filedialog import ask_save
from facilitator.ui.parts.folder import documents
from facilitator.ui.running import clock
from facilitator.ui.stillreading import still_reading
from facilitator.ui.tasks.work import OneAtATime

if TYPE_CHECKING:
    from facilitator.exchange.packages.merge import Look, Taken
    from facilitator.exchange.packages.sessionpack import Step
    from facilitator.journal import Journal
    from facilitator.ui.desk.shell import Desk
    from facilitator.ui.loading import Rooms
    from facilitator.ui.rows.deskrows import DeskRows
    from facilitator.ui.tasks.handing import Handing
    from facilitator.ui.window import MainWindow

FEW = 8
"""So many packages are told of in full."""
AGAIN_MS = 500
"""So long after files have had to wait it is seen whether their turn has come."""


class Packing(QObject):
    """`changed` says that the desk has new rows to show."""

    changed = Signal()
    told = Signal(str)
    met = Signal(object)  # files among those let go that are content packs
    saved = Signal(str, object)  # how it went, Path of the folder to look in

    def __init__(
        self, window: "MainWindow", desk: "Desk", journal: "Callable[[], Journal | None]", handing: "Handing",
        rooms: "Callable[[], Rooms | None]",
    ) -> None:  # fmt: skip
        """`rooms` have what makes the desk's rows: after packages were taken in they are made in the same thread."""
        super().__init__(handing)
        self._window, self._desk, self._journal, self._handing = window, desk, journal, handing
        self._rooms = rooms
        self._work = OneAtATime(window, self)
        self._only_new = False
        self._looked: tuple[Look, ...] = ()
        self.dialog: QDialog | None = None
        self._brought: list[Sequence[Path]] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(AGAIN_MS)
        self._turn.timeout.connect(self._next)
        desk.laptops_asked.connect(self.ask)
        for told in (self.told, self.saved):
            told.connect(desk.show_hint)
        window.dropped.connect(self.drop)

    def ask(self, what: str) -> None:
        """Make a package (`make`, `make-new`), take one in (`receive`) or choose between versions (`choose`)."""
        journal = self._ready()
        if journal is None or self._work.busy:
            return  # one thing at a time
        try:
            if what == "receive":
                self._choose_files()
            elif what == "choose":
                self._show_conflict(journal)
            else:
                self._only_new = what == "make-new"
                act = partial(_told_of, journal, self._only_new)
                self._work.begin(_("Looking through the log …"), act, self._tell_what_leaves)
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))

    def _ready(self) -> "Journal | None":
        """The log, when it is open and is the real one; else the leader is told."""
        from facilitator.journal.spare.apart import stands_in

        journal = self._journal()
        if journal is None:
            self.told.emit(still_reading())
        elif stands_in(journal.path.parent):
            self.told.emit(_("The real log is not open. Packages can be made and taken in when it is."))
            return None
        return journal

    def drop(self, files: Sequence[Path]) -> None:
        """Files were let go over the window, or a second start has brought them. They wait until no lesson runs and nothing
        else is asked: what is answered is what is shown."""
        if files:
            self._brought.append(files)
            self._next()

    def _next(self) -> None:
        asked = self._work.busy or QApplication.activeModalWidget() is not None
        if self._brought and not asked and self._desk.isVisible():
            self._sort_out(self._brought.pop(0))
        if self._brought:
            self._turn.start()

    def _sort_out(self, files: Sequence[Path]) -> None:
        """Packages are looked at, a group's handover and content packs go their own way."""
        from facilitator.content.adding import packfile
        from facilitator.exchange.packages import passpaket

        content = [file for file in files if packfile.looks_like(file)]
        if content:
            self.met.emit(content)
            files = [file for file in files if file not in content]
            if not files:
                return
        try:
            alone = len(files) == 1 and files[0].is_file()
            if alone and passpaket.kind_of(files[0]) is passpaket.HANDOVER:
                self._handing.look(str(files[0]))  # one group at a time
                return
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
            return
        self.look(files)

    # --- out ---------------------------------------------------------------------------------------------

    def _tell_what_leaves(self, outcome: object) -> None:
        if not isinstance(outcome, tuple):
            self._tell(outcome, _("Stopped. No package has been made."))
            return
        lines: tuple[str, ...] = outcome
        answers = (_("Save the file …"), _("Do not make it"))
        self._ask_first(
            (_("Make a package"), _("The file will hold this:")), lines, (), answers, self._choose_place
        )

    def _choose_place(self) -> None:
        journal = self._ready()
        if journal is None:
            return
        from facilitator.exchange.packages import sessionpack

        name = sessionpack.file_name(journal, datetime.now(UTC).astimezone())
        self.dialog = ask_save(self._window, _("Save the file …"), (_packages(),), name, self.write)

    def write(self, file: str) -> None:
        """Make the package that has been told of."""
        from facilitator.exchange.packages import sessionpack

        journal = self._ready()
        if journal is not None:
            act = partial(sessionpack.export, journal, Path(file), only_new=self._only_new)
            self._work.begin(_("Making the package …"), partial(_with_step, act), self._written)

    def _written(self, outcome: object) -> None:
        from facilitator.exchange.packages.sessionpack import Written, stayed_words

        if not isinstance(outcome, Written):
            self._tell(outcome, _("Stopped. No package has been made."))
            return
        words = ngettext("{n} lesson is in {file}.", "{n} lessons are in {file}.", outcome.sessions)
        text = words.format(n=outcome.sessions, file=outcome.file)
        if outcome.stayed:
            self.told.emit(f"{text}\n{stayed_words(outcome.stayed)}")
        else:
            self.saved.emit(text, outcome.file.parent)

    # --- in ----------------------------------------------------------------------------------------------

    def _choose_files(self) -> None:
        from facilitator.exchange.packages import passpaket

        self.dialog = dialog = QFileDialog(self._window, _("Take in a package …"), str(documents()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_packages(), _("All files (*)")])
        dialog.setDefaultSuffix(passpaket.SUFFIX.removeprefix("."))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._look_at)
        dialog.open()

    def _look_at(self, files: list[str]) -> None:
        self.look([Path(file) for file in files])

    def look(self, places: Sequence[Path]) -> None:
        """Read packages, and show what would be taken in."""
        journal = self._ready()
        if journal is not None:
            act = partial(_look, journal, tuple(places))
            self._work.begin(_("Reading the packages …"), act, self._show_arrived)

    def _show_arrived(self, outcome: object) -> None:
        if not isinstance(outcome, tuple):
            self._tell(outcome, _("Stopped. Nothing has been taken in."))
            return
        self._looked = tuple(one for one in outcome if one.trouble is None)
        lines, doubts = list(_told(self._looked)), list(_doubts(outcome))
        if not self._looked:
            self.told.emit("\n".join(doubts) or _("There are no packages in the folder."))
            return
        answers = (_("Take in"), _("Do not take in"))
        head = (_("Take in packages"), _("This would be taken into the log:"))
        self._ask_first(head, lines, doubts, answers, self._take_in)

    def _take_in(self) -> None:
        journal = self._ready()
        if journal is not None:
            act = partial(_take_in, journal, self._desk_rows(), self._looked)
            self._work.begin(_("Taking in …"), act, self._taken)

    def _taken(self, outcome: object) -> None:
        from facilitator.exchange.packages import merge

        self._looked = ()
        self.changed.emit()
        if not isinstance(outcome, tuple):
            self._tell(outcome, _("Stopped. The packages already taken in stay, each one whole."))
            return
        taken, waits = outcome
        numbers = merge.counts(taken)
        troubles = dict.fromkeys(str(one.trouble) for one in taken if one.trouble is not None)
        words = _("Taken in: {counts}.").format(counts=merge.told(numbers))
        if waits:
            words += " " + merge.waiting_words(waits)
        if troubles or waits:
            self.told.emit("\n".join([words, *troubles]))
        else:
            self.saved.emit(words, Path())

    # --- versions that differ ------------------------------------------------------------------------------

    def _show_conflict(self, journal: "Journal", after: str = "") -> None:
        from facilitator.ui.desk.conflictdialog import ConflictDialog
        from facilitator.ui.rows import laptoprows

        keys, rooms = laptoprows.waiting(journal), self._rooms()
        library = rooms.library if rooms else None
        turn = [key for key in keys if key > after] + [key for key in keys if key <= after]
        found = (laptoprows.conflict(journal, key, library) for key in turn)
        shown = next((one for one in found if one is not None), None)
        if shown is None:
            return
        self.dialog = dialog = ConflictDialog(shown, len(keys) - 1, self._window)
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
        journal = self._ready()
        if journal is not None:
            act = partial(_choose, journal, self._desk_rows(), key, theirs)
            self._work.begin(_("Keeping your choice …"), act, self._chosen)

    def _chosen(self, outcome: object) -> None:
        if isinstance(outcome, WorldTrouble):
            self.told.emit(str(outcome))
            return
        self.changed.emit()
        self.ask("choose")

    def _desk_rows(self) -> "DeskRows | None":
        rooms = self._rooms()
        return rooms.rows if rooms else None

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

    def _tell(self, outcome: object, stopped: str) -> None:
        self.told.emit(str(outcome) if isinstance(outcome, WorldTrouble) else stopped)


def _packages() -> str:
    from facilitator.exchange.packages import passpaket

    return _("Packages (*{suffix})").format(suffix=passpaket.SUFFIX)


def _told_of(journal: "Journal", only_new: bool, _step: "Step") -> tuple[str, ...]:
    from facilitator.exchange.packages import sessionpack

    return sessionpack.told(journal, only_new=only_new)


def _with_step(act: "Callable[..., object]", step: "Step") -> object:
    return act(step=step)


def _look(journal: "Journal", places: tuple[Path, ...], step: "Step") -> "tuple[Look, ...]":
    from facilitator.exchange.packages import merge

    return tuple(merge.look(journal, places, step))


def _take_in(
    journal: "Journal", rows: "DeskRows | None", looked: "Sequence[Look]", step: "Step"
) -> "tuple[list[Taken], int]":  # fmt: skip
    """What became of the packages, and how much waits for a choice by now."""
    from facilitator.exchange.packages import conflicts, merge

    try:
        return merge.take_in_all(journal, looked, step), len(conflicts.waiting(journal))
    finally:
        _make_ready(rows)


def _choose(journal: "Journal", rows: "DeskRows | None", key: str, theirs: bool, _step: "Step") -> object:
    from facilitator.ui.rows import laptoprows

    try:
        laptoprows.settle(journal, key, theirs=theirs)
        return True
    finally:
        _make_ready(rows)


def _make_ready(rows: "DeskRows | None") -> None:
    """Make the desk's rows here, so that the window does not wait for them."""
    from facilitator.ui.rows.deskrows import MOST_READY

    if rows is not None:
        with suppress(WorldTrouble):  # they are asked for again, and then it is told
            rows.prepare(clock.today(), MOST_READY)


def _told(looked: "Sequence[Look]") -> Iterator[str]:
    """What packages hold and what would become of them; of many, a line each in one text."""
    from facilitator.exchange.packages import merge

    if len(looked) <= FEW:
        for one in looked:
            yield from one.lines
        return
    numbers = merge.summed(one.counts for one in looked)
    words = ngettext("{n} package: {counts}", "{n} packages: {counts}", len(looked))
    yield words.format(n=len(looked), counts=merge.told(numbers))
    if again := sum(one.again for one in looked):
        words = ngettext(
            "{n} of the new ones stands in more than one package and becomes one in the log.",
            "{n} of the new ones stand in more than one package and become one each in the log.",
            again,
        )
        yield words.format(n=again)
    yield "\n".join(one.lines[0] for one in looked)


def _doubts(looked: "Sequence[Look]") -> Iterator[str]:
    """What is to be looked at first: files that are refused, clocks that cannot be right."""
    doubts = [f"{one.file.name}: {doubt}" for one in looked for doubt in one.doubts]
    doubts += [str(one.trouble) for one in looked if one.trouble is not None]
    yield from doubts[:FEW]
    if rest := doubts[FEW:]:
        yield "\n".join(rest)
