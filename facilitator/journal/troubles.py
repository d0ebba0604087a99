"""What the database refuses, told as something a person can do something about."""

import sqlite3
from pathlib import Path

from facilitator.errors import Trouble, WorldTrouble, trouble_from
from facilitator.i18n import _
from facilitator.paths import command_name

_FULL = {"SQLITE_FULL"}
_LOCKED = {"SQLITE_BUSY", "SQLITE_LOCKED"}
_READ_ONLY = {"SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"}
_DAMAGED = {"SQLITE_CORRUPT"}
_FOREIGN = {"SQLITE_NOTADB"}
_MISSING = {"SQLITE_CANTOPEN"}


def trouble_of(error: BaseException, path: Path) -> WorldTrouble:
    """What a database error means for the person at the keyboard."""
    name = getattr(error, "sqlite_errorname", None) or ""
    base = "_".join(name.split("_")[:2])
    if not name and "decode" in str(error):  # the bytes of a text are no text any more
        return torn(path)
    if base in _FULL:
        return full(path)
    if base in _LOCKED:
        return locked(path)
    if base in _READ_ONLY:
        return read_only(path)
    if base in _DAMAGED:
        return torn(path)
    if base in _FOREIGN:
        return foreign(path)
    if base in _MISSING:
        return missing(path)
    return WorldTrouble(
        _("The log could not be read or written: {reason}.").format(reason=error),
        _meanwhile(),
        path,
    )


def _meanwhile() -> str:
    return _("Check the disk and try again. The lesson can go on meanwhile.")


def speaks_of_a_lesson(trouble: WorldTrouble) -> bool:
    """Whether the remedy of a refused reading or writing is for somebody who leads a lesson."""
    return trouble.remedy == _meanwhile()


def no_backup(path: Path) -> WorldTrouble:
    """A file that was to be brought back is no whole backup; the log itself is as it was."""
    return WorldTrouble(
        _("This is no whole backup of a log."),
        _("Choose another one: “{command} restore” lists them. The log has not been touched.").format(
            command=command_name()
        ),
        path,
        Trouble.DAMAGED,
    )


def full(path: Path) -> WorldTrouble:
    """No room for the log."""
    return WorldTrouble(
        _("The disk is full, so the log cannot grow."),
        _("Free some space. What is already saved is safe, and the lesson can go on."),
        path,
        Trouble.FULL,
    )


def locked(path: Path) -> WorldTrouble:
    """Another instance has the log."""
    return WorldTrouble(
        _("The log is already open in another Passledaren, or in another program."),
        _("Use the window that is already open, or close it and try again."),
        path,
        Trouble.LOCKED,
    )


def closed(path: Path) -> WorldTrouble:
    """Somebody asks after the log has been closed."""
    return WorldTrouble(_("The log is closed."), _("Start the program again."), path)


def read_only(path: Path) -> WorldTrouble:
    """The program may not write there."""
    return WorldTrouble(
        _("The program may not write to the log."),
        _("Ask the person who looks after the computer for permission to write there."),
        path,
        Trouble.READ_ONLY,
    )


def refused(error: OSError, path: Path) -> WorldTrouble:
    """What the disk says no to. Nobody is asked for another folder, since none can be chosen for the log."""
    trouble = trouble_from(error, path)
    if trouble.kind is not Trouble.READ_ONLY:
        return trouble
    return WorldTrouble(trouble.message, read_only(path).remedy, path, trouble.kind)


def missing(path: Path) -> WorldTrouble:
    """The folder or the file is not there."""
    return WorldTrouble(
        _("The folder for the log is not there."),
        _("Check that the drive is connected and that the path is right, then try again."),
        path,
        Trouble.MISSING,
    )


def newer(path: Path, found: int, known: int) -> WorldTrouble:
    """The log was written by a newer program."""
    return WorldTrouble(
        _(
            "The log was made by a newer Passledaren (log version {found}, this program knows {known})."
        ).format(found=found, known=known),
        _("Install the newest Passledaren. The log has not been touched."),
        path,
        Trouble.TOO_NEW,
    )


def damaged(path: Path, what: str) -> WorldTrouble:
    """The log is damaged."""
    message = _("The log is damaged: {what}.").format(what=what.rstrip("."))
    remedy = _("Do not delete anything. Run “{command} doctor” to see what is wrong.")
    words = [remedy.format(command=command_name())]
    if _has_backups(path.parent):
        words.append(_("Backups are in the folder “backups” beside the log."))
    return WorldTrouble(message, " ".join(words), path, Trouble.DAMAGED)


def _has_backups(folder: Path) -> bool:
    return any((folder / "backups").glob("*.db"))


def torn(path: Path) -> WorldTrouble:
    """The log is damaged, and only the database knows how; its own words go to the report, not to a teacher."""
    return damaged(path, _("the file does not hold together"))


def gone(path: Path) -> WorldTrouble:
    """There was a log, and now there is none."""
    words = [_("Put the file back.")]
    if _has_backups(path.parent):
        words.append(_("Backups are in the folder “backups” beside the log."))
    words.append(_("To begin anew, move everything out of the folder first."))
    return WorldTrouble(
        _("The log is gone, but there has been one here."), " ".join(words), path, Trouble.DAMAGED
    )


def foreign(path: Path) -> WorldTrouble:
    """The file is something else than a log."""
    return WorldTrouble(
        _("The file is not a Passledaren log."),
        _("Move the file away and try again. It has not been touched."),
        path,
        Trouble.FOREIGN,
    )


def is_integrity(error: BaseException) -> bool:
    """Whether the database refused the content rather than the writing."""
    return isinstance(error, sqlite3.IntegrityError | sqlite3.DataError)
