"""The composition root: builds everything once, shows the first frame, then loads what is heavy."""

import sys
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile
from PySide6.QtWidgets import QApplication

from facilitator import i18n, paths, settings
from facilitator.errors import trouble_from
from facilitator.i18n import _
from facilitator.ui import style
from facilitator.ui.bridge import Rooms
from facilitator.ui.icons import app_icon
from facilitator.ui.program import Program, Wishes

LOCK = "passledaren.lock"
CALL = "come-to-front"


def run(data: Path, *, screen: str = "", rehearse: str = "") -> int:
    """Open the program on a data folder; with a lesson to `rehearse`, straight into it. Returns the exit code.

    Raises WorldTrouble when the data folder cannot be used at all.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Passledaren")
    application.setDesktopFileName("passledaren")
    application.setQuitOnLastWindowClosed(False)
    lock = take_lock(data)
    if lock is None:
        return 0
    chosen = settings.Settings(data)
    i18n.set_language("en" if chosen.get(settings.LANGUAGE) == "en" else i18n.current_language())
    style.dress(application, chosen.get(settings.TEXT_SIZE))
    application.setWindowIcon(app_icon())
    program = Program(data, chosen, Loading(data), Wishes(screen, rehearse))
    calls = QFileSystemWatcher([str(data)])
    calls.directoryChanged.connect(program.called)
    program.open()
    code = application.exec()
    lock.unlock()
    return code


def take_lock(data: Path) -> QLockFile | None:
    """The lock of the data folder; None when another window has it, which is then called to the front."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise trouble_from(error, data) from error
    lock = QLockFile(str(data / LOCK))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return lock
    if lock.error() == QLockFile.LockError.LockFailedError:
        (data / CALL).touch()
        print(_("Passledaren is already open. Its window comes to the front."), file=sys.stderr)
        return None
    raise trouble_from(PermissionError(13, "", str(data)), data)


class Loading:
    """Loads journal and content; called in a thread of its own."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def __call__(self) -> Rooms:
        """Open the rooms. Raises WorldTrouble."""
        from facilitator.content.library import Library
        from facilitator.journal import open_journal

        library = Library.open(paths.scenarios_dir())
        return Rooms(open_journal(self._data), library)
