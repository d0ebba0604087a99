"""After a removal by decision: no byte of it stays in the log's file, beside it or in its backups.

All of this is of a log in a file. On a server the database's own administrator sees to it (docs/adr/0021).
"""

import json
import re
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.i18n import _
from facilitator.journal import troubles
from facilitator.journal.backups import backup
from facilitator.journal.engine import Database
from facilitator.journal.folder import DAMAGED, LOG, REPLACED, sync_folder
from facilitator.journal.reading import UNREADABLE
from facilitator.journal.removal import removals
from facilitator.journal.spare import standins
from facilitator.journal.tables import schema
from facilitator.journal.writing import pulse
from facilitator.journal.writing.spill import FILE as SPILL

_STAMPED: Final = re.compile(r"\d{8}T\d{6}\.\d+Z")
_TIMES_ROOM: Final = 4
_LEAST_ROOM: Final = 8 * 1024 * 1024


def copies(folder: Path, device: str) -> list[Path]:
    """The backups of the log, also in the second place, and the logs apart that have been taken in: all they hold is in
    the log."""
    places = [folder / backup.FOLDER, *([second] if (second := backup.elsewhere(device)) else [])]
    found = [path for place in places for path in place.glob("*") if path.is_file()]
    return sorted([*found, *dict.fromkeys(standins.taken_in(folder))])


def set_aside(folder: Path, device: str, second_place: Path) -> list[Path]:
    """What was set aside after damage, for a backup or because it did not fit: it may hold what is nowhere else."""
    forms = (f"{DAMAGED}*", f"{REPLACED}*", f"{LOG}*", f"{SPILL}-*")
    found = [path for form in forms for path in folder.glob(form)]
    found += second_place.glob(f"{SPILL}-{device}-*")
    return sorted({path for path in found if _STAMPED.search(path.name)})


def room_problem(database: Database) -> WorldTrouble | None:
    """The trouble to raise when there is not room enough to write the log anew and make a backup of it."""
    try:
        needed = database.path.stat().st_size * _TIMES_ROOM + _LEAST_ROOM
        free = shutil.disk_usage(database.path.parent).free
    except OSError as error:
        return trouble_from(error, database.path)
    if free >= needed:
        return None
    return WorldTrouble(
        _("There is not room enough to write the log anew: {n} megabytes are needed.").format(
            n=needed // 1_000_000 + 1
        ),
        _("Make room on the disk and try again. Nothing has been removed."),
        database.path.parent,
    )


def second_trouble(device: str) -> WorldTrouble | None:
    """The trouble to raise when the second place for backups cannot be reached now."""
    second = backup.elsewhere(device)
    if second is None or second.parent.is_dir():
        return None
    return WorldTrouble(
        _("The second place for backups is not there, so older copies in it cannot be removed."),
        _("Connect it and try again."),
        second.parent,
    )


def finish(database: Database, device: str, second_place: Path) -> bool:
    """Carry to its end what a removal has left to do, if anything; True when there was something.

    Raises WorldTrouble; then it is tried again the next time the log is opened.
    """
    try:
        with database.begin() as connection:
            left = [one for one in removals.removals(connection) if not one.cleaned]
    except UNREADABLE as error:
        raise troubles.damaged(database.path, str(error)) from error
    if not left:
        return False
    _write_anew(database)
    fresh = backup.back_up(database)
    names = {name for one in left for name in one.files} - {fresh.name}
    folder = database.path.parent
    away = second_trouble(device)
    if away is not None:
        raise away
    for path in (*copies(folder, device), *set_aside(folder, device, second_place)):
        if path.name in names:
            _take_away(path)
    _forget_pulse(database)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with database.begin() as connection:
        for one in left:
            removals.keep_cleaned(connection, one.number, now)
    database.checkpoint()
    return True


def _write_anew(database: Database) -> None:
    """Let SQLite build the file again from what is in it, and empty the -wal file."""
    with database.raw() as raw:
        raw.execute("PRAGMA secure_delete = ON").fetchall()
        raw.execute("VACUUM")
        answer = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if answer is not None and answer[0]:
            raise troubles.damaged(database.path, _("its side file cannot be emptied"))


def _take_away(path: Path) -> None:
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise trouble_from(error, path) from error


def _forget_pulse(database: Database) -> None:
    """Take away the last sign of life of a session that is gone."""
    path = database.path.parent / pulse.FILE
    with suppress(OSError, ValueError, TypeError, LookupError):
        own = json.loads(path.read_bytes())["session"]
        with database.begin() as connection:
            here = select(schema.session.c.session).where(schema.session.c.session == own)
            if connection.execute(here).first() is None:
                path.unlink()
