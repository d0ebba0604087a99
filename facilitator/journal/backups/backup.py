"""Verified copies of the log: made on the one connection, opened, checked and compared before they count."""

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator.errors import trouble_from
from facilitator.i18n import _
from facilitator.journal import troubles
from facilitator.journal.engine import Database
from facilitator.journal.folder import stamp, sync_folder
from facilitator.journal.tables import schema
from facilitator.paths import write_whole
from facilitator.policy import in_force, rules

FOLDER = "backups"
_NAME = re.compile(r"passledaren-(\d{8}T\d{6})\.\d+Z\.db")
_EVERY = timedelta(minutes=30)
_ALL_FOR = timedelta(days=2)
_DAILY, _WEEKLY, _MONTHLY = 12, 10, 9
_PRINTS = (
    "SELECT session, seq, head, seal FROM session ORDER BY session",
    "SELECT session, count(*), max(hash) FROM fact GROUP BY session ORDER BY session",
)
_SHEAVES = "SELECT session, length(facts), substr(facts, 1, 8) FROM sheaf ORDER BY session"
"""What seals each of them is its beginning; logs before version 7 have none."""


def back_up(database: Database) -> Path:
    """Make a verified copy in the folder `backups` beside the log, and thin out old ones. Raises WorldTrouble."""
    folder = database.path.parent / FOLDER
    target = folder / f"passledaren-{stamp()}.db"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        copy(database, target)
        thin_out(folder, datetime.now(UTC))
    except OSError as error:
        raise trouble_from(error, folder) from error
    _keep_elsewhere(database, target)
    return target


def elsewhere(device: str) -> Path | None:
    """The folder of this laptop in the second place for backups, when one is decided on."""
    second = in_force().get(rules.BACKUP_FOLDER)
    return Path(second) / f"passledaren-{device[:12]}" if second else None


def _keep_elsewhere(database: Database, backup: Path) -> None:
    """Put the backup in the second place too; one that is away now gets what it lacks the next time.

    Only whole, closed files go there, so that it may lie on the network.
    """
    if not in_force().get(rules.BACKUP_FOLDER):
        return
    with database.begin() as connection:
        device = str(connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'device'").scalar_one())
    folder = elsewhere(device)
    if folder is None:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        for left in folder.glob(".passledaren-*"):  # half-made at a stop: nobody else writes here
            with suppress(OSError):
                left.unlink()
        for path in _backups(backup.parent):
            if not (folder / path.name).exists():
                write_whole(folder / path.name, path.read_bytes())
        thin_out(folder, datetime.now(UTC))


def all_of(folder: Path) -> tuple[Path, ...]:
    """The backups of the log in data folder `folder`, newest first; whether they are whole is not asked here.

    Raises WorldTrouble when their folder cannot be read: they may be there all the same.
    """
    place = folder / FOLDER
    try:
        next(place.iterdir(), None)  # to `glob` a folder that may not be read is an empty one
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise trouble_from(error, place) from error
    return tuple(reversed(_backups(place)))


def back_up_if_due(database: Database) -> None:
    """Make a verified copy unless there is one of the last half hour; a log that was exchanged under us comes back first.

    Raises WorldTrouble.
    """
    rescue_if_exchanged(database)
    now = datetime.now(UTC)
    ages = [
        now - moment for path in _backups(database.path.parent / FOLDER) if (moment := made(path)) is not None
    ]
    if not any(timedelta(0) <= age < _EVERY for age in ages):
        back_up(database)


def copy(database: Database, target: Path) -> None:
    """Copy the log to `target`, which appears only when it is whole and verified.

    Raises OSError or WorldTrouble; then there is no `target`.
    """
    unfinished = target.with_name(f".{target.name}.part")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with database.raw() as raw, closing(sqlite3.connect(unfinished, isolation_level=None)) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")  # no -shm file, for which there may be no room
            raw.backup(other)
            other.execute("PRAGMA journal_mode = DELETE").fetchall()
            if other.execute("PRAGMA integrity_check").fetchall() != [("ok",)] or prints(raw) != prints(
                other
            ):
                raise troubles.damaged(database.path, _("a backup of it did not come out whole"))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.rename(target)
        sync_folder(target.parent)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def prints(raw: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """What two copies of a log must have in common: counts, chain heads and seals."""
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    counts = [f'SELECT count(*) FROM "{name}"' for (name,) in tables]  # noqa: S608  (names of our own tables)
    more = (*_PRINTS, _SHEAVES) if ("sheaf",) in tables else _PRINTS
    return [tables, *(raw.execute(question).fetchall() for question in (*counts, *more))]


def is_whole(backup: Path) -> bool:
    """Whether a backup can be opened and passes the full check; it is not changed by asking."""
    return version_of(backup) is not None


def version_of(backup: Path) -> int | None:
    """The log version of a backup that can be opened and passes the full check; None for one that is not whole."""
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
            own = raw.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
            if own and raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]:
                return int(raw.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        pass
    return None


def newest(folder: Path) -> Path | None:
    """The newest whole backup of the log in data folder `folder`; None when there is none."""
    return next((backup for backup in reversed(_backups(folder / FOLDER)) if is_whole(backup)), None)


def fitting(folder: Path) -> Path | None:
    """The newest whole backup that this program can bring back: those of a newer one it cannot read. None when there is none."""
    ordered = reversed(_backups(folder / FOLDER))
    return next((one for one in ordered if 0 < (version_of(one) or 0) <= schema.VERSION), None)


def thin_out(folder: Path, now: datetime) -> None:
    """Remove backups that the schedule no longer keeps. Raises OSError."""
    backups = {moment: path for path in _backups(folder) if (moment := made(path)) is not None}
    for moment in set(backups) - kept(backups, now):
        backups[moment].unlink()


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The moments to keep: all of two days, then the newest of 12 days, 10 weeks and 9 months."""
    ordered = sorted(moments, reverse=True)
    keep = {moment for moment in ordered if now - moment <= _ALL_FOR}
    older = [moment for moment in ordered if moment not in keep]
    for form, most in (("%Y-%m-%d", _DAILY), ("%G-%V", _WEEKLY), ("%Y-%m", _MONTHLY)):
        newest_of: dict[str, datetime] = {}
        for moment in older:
            newest_of.setdefault(moment.strftime(form), moment)
        keep |= set(list(newest_of.values())[:most])
    return keep


def _backups(folder: Path) -> list[Path]:
    """The backups in the order they were made. A clock that is ahead is put right one day: what is dated after now is older."""
    now = datetime.now(UTC)
    dated = {path: moment for path in folder.glob("passledaren-*.db") if (moment := made(path)) is not None}
    return sorted(dated, key=lambda path: (dated[path] <= now, path.name))


def made(path: Path) -> datetime | None:
    """When a backup was made, by its name; None when it is none of ours."""
    match = _NAME.fullmatch(path.name)
    return datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if match else None


def rescue_if_exchanged(database: Database) -> None:
    """Bring the log back when its file was removed or exchanged under us. Raises WorldTrouble."""
    with database.lock:
        if not database.in_place():
            rescue(database)


def rescue(database: Database) -> None:
    """Bring back a log whose file was removed or exchanged while it was open, from what the connection still holds.

    A file that stands in its place is set aside, never overwritten. Raises WorldTrouble.
    """
    path = database.path
    saved = path.with_name(f"{path.name}.rescued-{stamp()}")
    try:
        copy(database, saved)
        with database.lock:
            database.close()
            for name in (path.name, f"{path.name}-wal"):
                if path.with_name(name).exists():
                    path.with_name(name).rename(path.with_name(f"{name}.exchanged-{stamp()}"))
            saved.rename(path)
            sync_folder(path.parent)
            database.open()
    except OSError as error:
        raise trouble_from(error, path) from error
