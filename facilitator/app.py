"""The composition root: builds everything once, shows the first frame, then loads what is heavy."""

import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from facilitator import paths, policy, settings
from facilitator.errors import Trouble, WorldTrouble
from facilitator.i18n import _
from facilitator.ui import calls, display, garbage, qtwords, style
from facilitator.ui.icons import app_icon
from facilitator.ui.loading import Rooms, Ways
from facilitator.ui.program import Program, Wishes

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.journal import Journal

LOCK = "window.lock"


def run(data: Path, wishes: Wishes) -> int:
    """Open the program on a data folder, and do what the command line wishes. Returns the exit code."""
    with display.knocking():
        application = QApplication.instance() or QApplication([*sys.argv[:1], *style.STYLE])
    assert isinstance(application, QApplication)
    garbage.collect_here()
    application.setApplicationName("Passledaren")
    application.setDesktopFileName("passledaren")
    application.setQuitOnLastWindowClosed(False)
    lock = take_lock(data, wishes.files) or _lock_of_who_leaves(data)
    if lock is None:
        print(_("Passledaren is already open. Its window comes to the front."), file=sys.stderr)
        if wishes.rehearse:
            words = _(
                "Choose the lesson there and press “Rehearse alone”, or close the window and try again."
            )
            print(words, file=sys.stderr)
        return display.REFUSED if wishes.rehearse else 0
    program = build(application, data, wishes)
    program.open()
    code = application.exec()
    lock.unlock()
    return display.REFUSED if program.stuck else code


def build(application: QApplication, data: Path, wishes: Wishes) -> Program:
    """The program on a data folder, dressed and joined, ready to be opened."""
    decided = policy.in_force()
    chosen = settings.Settings(data, decided.locked, decided.reason)
    style.dress(application, chosen.get(settings.TEXT_SIZE), chosen.get(settings.CONTRAST))
    qtwords.speak(application)
    application.setWindowIcon(app_icon())
    loading = Loading(data)
    program = Program(data, chosen, Ways(loading, loading.apart, loading.restored), wishes)
    calls.Calls(data, program)
    return program


class WindowLock:
    """One window a data folder. The system lets go of it when the program dies: what is left in the file says nothing."""

    def __init__(self, file: IO[bytes] | None) -> None:
        """Keep this file held; None: the folder takes no file, and the window says what is wrong with it."""
        self._file = file

    def unlock(self) -> None:
        """Let the next window in. Safe to call twice."""
        if self._file is not None:
            self._file.close()


def take_lock(data: Path, files: tuple[Path, ...] = ()) -> WindowLock | None:
    """The window's lock on the data folder; None when another window has it, which is then called to the front.

    It is told of `files`, packages to ask about.

    A folder that cannot be written to gives a lock that is not held: the window opens and says what is wrong.
    """
    with suppress(OSError):
        if data != paths.moved_to():  # gone with its drive: never an empty one in its place
            data.mkdir(mode=0o700, parents=paths.may_be_made(data), exist_ok=True)
    lock = _try_lock(data)
    if lock is None:
        with suppress(OSError):  # a full disk: then it is told here and nowhere else
            calls.leave(data, files)
    return lock


def _try_lock(data: Path) -> WindowLock | None:
    try:
        file = (data / LOCK).open("ab")
    except OSError:
        return WindowLock(None)
    with suppress(OSError):
        (data / LOCK).chmod(0o600)
    if paths.hold(file):
        return WindowLock(file)
    file.close()
    return None


def _lock_of_who_leaves(data: Path) -> WindowLock | None:
    """The lock of a window that is just leaving, once it has left; None when that window is open and has heard the call."""
    taken: list[WindowLock] = []

    def take() -> bool:
        lock = _try_lock(data)
        if lock is not None:
            taken.append(lock)
        return lock is not None

    return taken[0] if calls.is_free(data, take) else None


class Loading:
    """Loads journal and content; called in a thread of its own."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._refused: tuple[str, ...] = ()

    def _decided(self) -> tuple[str, ...]:
        """What a person should know of what is decided for this computer, and of a place where the log lies ill."""
        today = datetime.now().astimezone().date()
        from facilitator import places

        found = places.doubt(self._data)
        unsafe = () if found is None else (f"{places.words(found)} {places.remedy()}",)
        return (*policy.in_force().notices(today), *self._refused, *unsafe)

    def __call__(self) -> Rooms:
        """Open the rooms. Raises WorldTrouble; when the log is damaged, it names the newest whole backup."""
        from facilitator.journal.backups import backup

        try:
            journal = self.journal()
        except WorldTrouble as trouble:
            if trouble.kind is Trouble.DAMAGED:
                trouble.backup = backup.fitting(self._data)
            raise
        return self._rooms(journal)

    def restored(self, backup: Path) -> Rooms:
        """Put a backup in the place of the log, and open the rooms; with the log as it was when the backup is refused.

        Raises WorldTrouble, as when the log is opened.
        """
        from facilitator.journal.backups.backup import made
        from facilitator.journal.backups.restoring import restore

        try:
            aside = restore(self._data, backup)
        except WorldTrouble as refused:
            return self._as_it_was(refused)
        rooms = self._rooms(self.journal())
        if aside is None:
            words = _("The log is now as it was {when}. There was no log in its place.")
        else:
            words = _(
                "The log is now as it was {when}. What came after that is not in it; the log as it was before is in {folder}."
            )
        when = made(backup)
        shown = f"{when.astimezone():%Y-%m-%d %H:%M}" if when is not None else backup.name
        return rooms._replace(notices=(words.format(when=shown, folder=aside), *rooms.notices))

    def _as_it_was(self, refused: WorldTrouble) -> Rooms:
        """Open the rooms with the log that no backup has replaced, and say why. Raises WorldTrouble, which says so too."""
        words = _("The backup could not be brought back: {reason}").format(reason=refused)
        try:
            rooms = self()
        except WorldTrouble as trouble:
            trouble.remedy = f"{words} {trouble.remedy}"
            raise
        return rooms._replace(notices=(words, *rooms.notices))

    def _rooms(self, journal: "Journal") -> Rooms:
        from facilitator.journal.spare import takein

        found = takein.look(journal, self._data)
        library, notices = self.library(), self._decided()
        return Rooms(journal, library, left=found.left, notices=(*found.notices, *notices))

    def apart(self) -> Rooms:
        """Open the rooms with a log of its own, when the real one cannot be opened. Raises WorldTrouble."""
        from facilitator.journal import open_apart

        return Rooms(open_apart(self._data), self.library(), apart=True, notices=self._decided())

    def journal(self) -> "Journal":
        """Open the log. Raises WorldTrouble."""
        from facilitator.journal import open_journal

        return open_journal(self._data)

    def library(self) -> "Library":
        """Read the content; faults in it are its own matter."""
        from facilitator.content.adding import pack, packs
        from facilitator.content.library import Library

        self._refused = pack.choose(policy.in_force())
        packs.use(self._data)
        return Library.in_use(keep_in=self._data / paths.CONTENT)
