"""How a log is opened: nothing is trusted, nothing is overwritten, and a log from elsewhere is not touched."""

import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from facilitator.errors import Trouble, WorldTrouble
from facilitator.i18n import _
from facilitator.journal import migrations, troubles, walfile
from facilitator.journal.backups import backup
from facilitator.journal.checking import health
from facilitator.journal.checking.rebuild import refold
from facilitator.journal.engine import Database, create
from facilitator.journal.folder import DAMAGED, Marker, stamp, sync_folder
from facilitator.journal.reading import OWN_DEVICE, UNREADABLE
from facilitator.journal.tables import schema
from facilitator.journal.writing.jobs import Job
from facilitator.journal.writing.keeper import Keeper
from facilitator.journal.writing.spill import Spill

_HEADER = b"SQLite format 3\0"
_QUICK_UP_TO = 32 * 1024 * 1024


def make_if_new(path: Path) -> None:
    """Make an empty log where there has never been one. Raises OSError or WorldTrouble."""
    if path.exists():
        return
    wal = _wal(path)
    if wal.exists() or Marker(path.parent).read() is not None or backup.newest(path.parent) is not None:
        raise troubles.gone(path)
    try:
        create(path, secrets.token_hex(16))
    except WorldTrouble as trouble:  # it is about the log, not about the unfinished file
        raise WorldTrouble(trouble.message, trouble.remedy, path, trouble.kind) from trouble


def look(path: Path) -> None:
    """Look at the first bytes of a log without opening it. Raises OSError or WorldTrouble; the file is as it was.

    Beside a -wal file after a sudden stop, or a -journal, they say nothing: the power may have gone while they were
    written, and whole ones lie beside them. Then `look_back` finds out.
    """
    with path.open("rb") as file:
        head = file.read(100)
    if not os.access(path, os.W_OK):
        raise troubles.read_only(path)
    if not head:
        raise troubles.damaged(path, _("the file is empty"))
    if _filled(_journal(path)) or (Marker(path.parent).read() is not None and _filled(_wal(path))):
        return
    if len(head) < 100 or not head.startswith(_HEADER):
        raise troubles.foreign(path)
    _known(path, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))


def _recognise(path: Path, database: Database) -> None:
    try:
        with database.begin() as connection:
            application = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
            version = migrations.version_of(connection)
    except WorldTrouble as trouble:
        raise troubles.torn(path) from trouble
    _known(path, application, version)


def _known(path: Path, application: int, version: int) -> None:
    if application != schema.APPLICATION_ID:
        raise troubles.foreign(path)
    if version > schema.VERSION:
        raise troubles.newer(path, version, schema.VERSION)
    if version < 1:
        raise troubles.damaged(path, _("it has no version"))


@dataclass(frozen=True, slots=True)
class Past:
    """How the log was left: `unclean`, whether a part of it is `gone`, whether it has been `looked` through, what a person
    should know about it."""

    unclean: bool
    gone: bool
    looked: bool
    notices: tuple[str, ...]


def look_back(path: Path, *, check: bool) -> Past:
    """Find out how the log was left, and look it through when it was not closed properly.

    The look is at a copy, so that a log that turns out damaged or newer stays as it was. Raises OSError or WorldTrouble.
    """
    device, wal, notices = Marker(path.parent).read(), _wal(path), []
    stray = _filled(wal) and (device is None or walfile.spoilt(wal))
    broken = not stray and _filled(wal) and walfile.broken_off(wal)
    gone = device is not None and (stray or broken or not wal.exists())
    if stray:
        aside = wal.rename(wal.with_name(f"{wal.name}.stray-{stamp()}"))
        notices.append(_("A stray file beside the log has been set aside: {name}").format(name=aside.name))
    if gone:
        notices.append(
            _(
                "The program was stopped suddenly and a part of the log is gone: the newest steps may be missing."
            )
        )
    unclean = device is not None or bool(notices) or _filled(_journal(path))
    looked = _inspect_copy(path, device) if unclean and check else True
    if broken:
        words = _("The log as it was found is kept in {name}. Tell the person who looks after the computer.")
        notices.append(words.format(name=_keep(path).name))
    return Past(unclean, gone, looked, tuple(notices))


def _keep(path: Path) -> Path:
    """Keep the log as it is, before SQLite writes over what it cannot read. Raises OSError, also for want of room."""
    aside = path.with_name(f"{DAMAGED}{stamp()}")
    unfinished = path.with_name(f".{path.name}.{aside.name}")  # the next start sweeps it away after a stop
    unfinished.mkdir(mode=0o700)
    try:
        _copy(path, unfinished / path.name)
        for kept in unfinished.iterdir():
            with kept.open("rb+") as file:
                os.fsync(file.fileno())
        unfinished.rename(aside)
    except OSError:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    sync_folder(path.parent)
    return aside


def _inspect_copy(path: Path, device: str | None) -> bool:
    """Look through a copy of the log; False when there is no room for a copy."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".looking-") as name:
        copy = Path(name) / path.name
        try:
            _copy(path, copy)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                return False
            raise
        try:
            _inspect(path, copy, device)
        except WorldTrouble as trouble:
            if trouble.kind is Trouble.FULL:
                return False
            raise
    return True


def faults(path: Path) -> list[str]:
    """What is wrong with a log that cannot be opened, found in a copy of it; the log stays as it was.

    The copy lies beside it, where the next start takes it away if it is left there by a stop; in the system's place for such
    things when that folder refuses it. Raises OSError.
    """
    try:
        return _faults(path, path.parent)
    except OSError:
        return _faults(path, None)


def _faults(path: Path, place: Path | None) -> list[str]:
    with tempfile.TemporaryDirectory(dir=place, prefix=".looking-") as name:
        copy = Path(name) / path.name
        _copy(path, copy)
        try:
            database = Database(copy)
        except WorldTrouble as trouble:
            return [trouble.message]
        try:
            with suppress(WorldTrouble):  # then the look says what is wrong
                _bring_up(path, database)
            return [finding.text for finding in health.examine(database)]
        finally:
            database.close()


def _inspect(path: Path, copy: Path, device: str | None) -> None:
    try:
        database = Database(copy)
    except WorldTrouble as trouble:
        raise troubles.torn(path) from trouble
    try:
        _recognise(path, database)
        _bring_up(path, database)
        found = health.examine(database, folds=False)
        stranger = not found and device and device_of(database) != device
    finally:
        database.close()
    if found:
        raise _told(path, found[0])
    if stranger:
        raise troubles.damaged(path, _("what was written last belongs to another log"))


def _bring_up(path: Path, copy: Database) -> None:
    """Bring a copy of an older log to this version, as the log itself is going to be: only so can it be looked through."""
    try:
        with copy.begin() as connection:
            version = migrations.version_of(connection)
        if 0 < version < schema.VERSION:
            migrations.migrate(copy, safe=False)
    except WorldTrouble as trouble:
        raise trouble if trouble.kind is Trouble.FULL else troubles.torn(path) from trouble
    except (SQLAlchemyError, *UNREADABLE) as error:
        raise troubles.torn(path) from error


def _told(path: Path, finding: health.Finding) -> WorldTrouble:
    """A finding for whoever sits at the computer; the database's own words are for `doctor`."""
    return troubles.torn(path) if finding.kind == "file" else troubles.damaged(path, finding.text)


def device_of(database: Database) -> str:
    """The id of the laptop that the log belongs to. Raises WorldTrouble."""
    with database.begin() as connection:
        device: str | None = connection.execute(OWN_DEVICE).scalar()
    if device is None:
        raise troubles.damaged(database.path, _("the laptop’s own id is missing"))
    return device


def start(path: Path, past: Past, *, check: bool) -> Database:
    """Open a log that has been looked at, set the marker and bring it to this version.

    Raises OSError or WorldTrouble.
    """
    database = Database(path)
    try:
        if check:
            _check_in_place(database, past)
        Marker(path.parent).set(device_of(database))
        migrations.migrate(database)
    except (SQLAlchemyError, *UNREADABLE) as error:  # rows that no program of ours has written
        leave(database, gone=past.gone)
        raise troubles.torn(path) from error
    except BaseException:
        leave(database, gone=past.gone)
        raise
    return database


def leave(database: Database, *, gone: bool = False) -> None:
    """Close a log, also one that is not opened after all; safe to call twice.

    With its last connection SQLite takes the -wal file away, for all of it is in the log. While the marker stands the next
    start would call that a loss: it finds an empty one, unless the file was `gone` before and nobody has been told yet.
    """
    if not database.is_open:
        return
    database.close()
    with suppress(OSError):
        if not gone and Marker(database.path.parent).read() is not None:
            _wal(database.path).touch(0o600)


def _check_in_place(database: Database, past: Past) -> None:
    found: list[health.Finding] = []
    if not past.looked:
        _recognise(database.path, database)
        with database.begin() as connection:
            older = migrations.version_of(connection) < schema.VERSION
        found = health.quick(database) if older else health.examine(database, folds=False)
    elif not past.unclean and database.path.stat().st_size <= _QUICK_UP_TO:
        found = health.quick(database)
    if found:
        raise _told(database.path, found[0])


def fold_in(database: Database, keeper: Keeper, spill: Spill) -> tuple[list[Job], list[str]]:
    """Commit what was spilled before. Returns what the disk still refuses, and what a person should know.

    Raises WorldTrouble when the log cannot be read.
    """
    refolded = refold(database, spill.records())
    spill.odd += refolded.lost
    unread = ", ".join(file.name for file in spill.unread)
    later = _(
        "Saved steps may lie in {name}, which cannot be read now. The file stays, and the next start tries again."
    )
    told = [later.format(name=unread)] if unread else []
    for own in dict.fromkeys(job.session for job in refolded.jobs):
        try:
            with database.begin() as connection:
                for job in refolded.jobs:
                    if job.session == own:
                        keeper.keep(connection, job)
        except WorldTrouble:
            keeper.forget()
            return list(refolded.jobs), told
        except (SQLAlchemyError, ValueError):
            keeper.forget()
            spill.odd += 1
    return [], [*told, *kept_aside(spill.clear())]


def kept_aside(files: Sequence[Path]) -> tuple[str, ...]:
    """What a person should know about side files that were set aside; empty when none was."""
    words = _("Some saved steps did not fit into the log and are kept in {name}.")
    return (words.format(name=", ".join(file.name for file in files)),) if files else ()


def _copy(path: Path, copy: Path) -> None:
    """Copy a log with what lies beside it and belongs to it. Raises OSError."""
    shutil.copyfile(path, copy)
    for beside in (_wal, _journal):
        if beside(path).exists():
            shutil.copyfile(beside(path), beside(copy))


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _journal(path: Path) -> Path:
    """What SQLite keeps while a file that is to have a -wal is made ready for it."""
    return path.with_name(f"{path.name}-journal")


def _filled(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
