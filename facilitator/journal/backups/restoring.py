"""Bringing a backup back: first what the log would lose by it, then one file in the place of the other.

At every moment on the way a log stands in its place that opens, the old one or the new: a stop loses neither.
"""

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.journal import troubles
from facilitator.journal.backups import backup as backups
from facilitator.journal.engine import Database
from facilitator.journal.folder import DAMAGED, LOG, REPLACED, FolderLock, Marker, stamp, sync_folder
from facilitator.journal.store import open_journal
from facilitator.journal.tables import schema

_WAL: Final = f"{LOG}-wal"
_THINGS: Final = {
    "session": "SELECT session, head, started FROM session WHERE rehearsal = 0",
    "occasion": "SELECT occasion, hash, day FROM occasion",
    "plan": "SELECT id, seal, day FROM plan",
}
"""By table: what each row is, the mark of its content, and its day."""

_Rows = Mapping[str, Sequence[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Part:
    """So many things, and the day of the newest."""

    count: int = 0
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What it would mean to bring a backup back: when it was `made`, what it `holds`, and what the log `loses`.

    By table (`session`, `occasion`, `plan`); a session that has been gone on with since counts as lost. `loses` is None
    when the log cannot be read.
    """

    made: datetime
    holds: Mapping[str, Part] = field(default_factory=dict)
    loses: Mapping[str, Part] | None = None


def look(folder: Path, backup: Path) -> Exchange:
    """What bringing `backup` back would mean for the log in `folder`; nothing is changed.

    Raises WorldTrouble: the log is open, or `restore` would refuse the backup.
    """
    _refuse_odd(backup)
    lock = FolderLock(folder)
    try:
        made = backups.made(backup) or datetime.fromtimestamp(backup.stat().st_mtime, UTC)
        there = _read(backup)
        if there is None:
            raise troubles.no_backup(backup)
        here = _of_log(folder)
        return Exchange(made, _held(there), None if here is None else _lost(here, there))
    except OSError as error:
        raise trouble_from(error, error.filename or folder) from error
    finally:
        lock.release()


def look_beside(database: Database, backup: Path) -> Exchange:
    """The same for a log that is open, read through it. Raises WorldTrouble."""
    _refuse_odd(backup)
    try:
        made = backups.made(backup) or datetime.fromtimestamp(backup.stat().st_mtime, UTC)
        there = _read(backup)
    except OSError as error:
        raise trouble_from(error, error.filename or backup) from error
    if there is None:
        raise troubles.no_backup(backup)
    with database.raw() as raw:
        here = {table: raw.execute(question).fetchall() for table, question in _THINGS.items()}
    return Exchange(made, _held(there), _lost(here, there))


def _held(there: _Rows) -> Mapping[str, Part]:
    return {table: _part({own: day for own, _mark, day in rows}) for table, rows in there.items()}


def _of_log(folder: Path) -> _Rows | None:
    """What the log holds, its side file included; None when it cannot be read. Raises OSError."""
    log, wal = folder / LOG, folder / _WAL
    if not log.exists():
        return dict.fromkeys(_THINGS, ())
    if not wal.exists():
        return _read(log)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".looking-") as name:
        for file in (log, wal):
            shutil.copyfile(file, Path(name, file.name))
        return _read(Path(name, LOG), alone=False)


def _read(file: Path, *, alone: bool = True) -> _Rows | None:
    """The rows of a log; one that is `alone`, without a side file, is not changed by it. None when it cannot be read."""
    how = "mode=ro&immutable=1" if alone else "mode=rw"
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)) as raw:
            tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            return {
                table: raw.execute(question).fetchall() if table in tables else ()
                for table, question in _THINGS.items()
            }
    except sqlite3.Error:
        return None


def _lost(here: _Rows, there: _Rows) -> Mapping[str, Part]:
    lost: dict[str, Part] = {}
    for table, rows in here.items():
        known = {(own, mark) for own, mark, _day in there[table]}
        lost[table] = _part({own: day for own, mark, day in rows if (own, mark) not in known})
    return lost


def _part(days: Mapping[str, str]) -> Part:
    read = []
    for text in days.values():
        with suppress(ValueError):  # a day that somebody has altered: the count is right all the same
            read.append(
                datetime.fromisoformat(text).astimezone().date() if "T" in text else date.fromisoformat(text)
            )
    return Part(len(days), max(read, default=None))


def restore(folder: Path, backup: Path) -> Path | None:
    """Put `backup` in the place of the log, which must not be open. The log is kept in the folder returned.

    None: there was no log. Raises WorldTrouble; then the log is as it was. A backup of a newer program is refused too.
    """
    fresh = folder / f".{LOG}.restored"
    _refuse_odd(backup)
    _close_properly(folder)
    lock = FolderLock(folder)
    try:
        _copy(backup, fresh)
        if not backups.is_whole(fresh):
            raise troubles.no_backup(backup)
        aside = _keep(folder)
        _exchange(folder, fresh, aside)
    except OSError as error:
        raise trouble_from(error, error.filename or folder) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)  # on a full disk it is the last thing to leave behind
        lock.release()
    return aside


def _close_properly(folder: Path) -> None:
    """Let a log that a stop left take in its side file, so that it is one file; one that does not open stays as it is."""
    with suppress(OSError, WorldTrouble):
        if (folder / _WAL).stat().st_size:
            open_journal(folder).close()


def _copy(one: Path, other: Path) -> None:
    shutil.copyfile(one, other)
    other.chmod(0o600)
    with other.open("rb+") as file:
        os.fsync(file.fileno())


def _keep(folder: Path) -> Path | None:
    """Let the log as it stands lie in a folder of its own as well; None when there is none.

    The name says no more than is known. It is a second name of the same file where the disk can do that, else a copy: until
    the other log takes its place, a start takes away such a second name again (`folder.sweep`).
    """
    there = [name for name in (LOG, _WAL) if (folder / name).exists()]
    if not there:
        return None
    whole = LOG in there and backups.is_whole(folder / LOG)
    aside = folder / f"{REPLACED if whole else DAMAGED}{stamp()}"
    try:
        aside.mkdir(mode=0o700)
        for name in there:
            try:
                os.link(folder / name, aside / name)
            except OSError:
                unfinished = folder / f".{name}.kept"
                _copy(folder / name, unfinished)
                unfinished.rename(aside / name)
        sync_folder(aside)
        sync_folder(folder)
    except OSError:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return aside


def _exchange(folder: Path, fresh: Path, aside: Path | None) -> None:
    """Let the new log take the place of the old one in one go. Raises OSError; then the old one stands there.

    The marker goes first: a side file without it is a stray one for the next start, never taken for the new log's own.
    """
    marker = Marker(folder)
    was = marker.read()
    marker.clear()
    try:
        fresh.replace(folder / LOG)
    except OSError:
        if was is not None:
            marker.set(was)
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
        raise
    sync_folder(folder)
    (folder / _WAL).unlink(missing_ok=True)
    sync_folder(folder)


def _refuse_odd(backup: Path) -> None:
    """Raise WorldTrouble for what cannot be brought back, before anything is written."""
    try:
        if not stat.S_ISREG(backup.stat().st_mode) and not backup.is_dir():
            raise troubles.no_backup(backup)
        with backup.open("rb"):  # else a folder, or a file that this user may not read, is no backup either
            version = backups.version_of(backup)
    except OSError as error:
        raise trouble_from(error, backup) from error
    if version is None:
        raise troubles.no_backup(backup)
    if version > schema.VERSION:
        raise troubles.newer(backup, version, schema.VERSION)
