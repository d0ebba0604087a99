"""The journal: opens the log, takes entries from the conductor and gives them to the writer."""

import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic

from sqlalchemy import bindparam, func, select

from facilitator.content.script import Script, to_json
from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.journal import folder, moving, opening, troubles
from facilitator.journal.backups import backup
from facilitator.journal.engine import Database
from facilitator.journal.removal import cleaning
from facilitator.journal.tables import ids, schema
from facilitator.journal.tables.chain import apart_of
from facilitator.journal.writing.jobs import EntryJob, Receipt, ScriptJob
from facilitator.journal.writing.keeper import Keeper
from facilitator.journal.writing.pulse import Pulses
from facilitator.journal.writing.spill import FILE as SPILL
from facilitator.journal.writing.spill import Spill
from facilitator.journal.writing.writer import Status, Writer
from facilitator.session.absence import Pulse
from facilitator.session.conductor import Note
from facilitator.session.state import Entry, Session
from facilitator.session.summary import Summary

_PULSE_S = _APART_S = 1.0
_LAST_ID = select(func.max(schema.session.c.session)).where(schema.session.c.device == bindparam("own"))


class Journal:
    """An open log. `append` never blocks and never raises for the disk's sake: the lesson outranks the log.

    `second_place`: where the side file goes when the log's folder refuses it.
    """

    def __init__(
        self, database: Database, lock: folder.FolderLock, writer: Writer, device: str, last_id: str,
        notices: tuple[str, ...], second_place: Path,
    ) -> None:  # fmt: skip
        """Use `open_journal`."""
        self.database = database
        self.device = device
        self._notices = notices
        self.second_place = second_place
        self._lock = lock
        self._writer = writer
        self._last_id = last_id
        self.known: dict[str, tuple[str, Session]] = {}
        """Sessions as they were read, each with the head of its chain then."""
        self._pulses = Pulses(database.path.parent)

    @property
    def path(self) -> Path:
        """The log file."""
        return self.database.path

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know about how the log was left, in the interface language; also what has turned out since."""
        return (*self._notices, *opening.kept_aside(self._writer.set_aside))

    @property
    def is_open(self) -> bool:
        """Whether it has not been closed."""
        return self.database.is_open

    @property
    def status(self) -> Status:
        """`saved`, `saving`, `spilled` (in the side file) or `unsaved` (only in memory)."""
        return self._writer.status

    @property
    def trouble(self) -> WorldTrouble | None:
        """Why the last writing was refused; None when it was not."""
        return self._writer.trouble

    def on_status(self, callback: Callable[[Status], None]) -> None:
        """Call `callback` with every new status, from the writer thread."""
        self._writer.on_status(callback)

    def new_session_id(self) -> str:
        """An id for a session that begins now; greater than every id before it."""
        self._last_id = ids.next_id(self._last_id)
        return self._last_id

    def begin_after(self, session: str) -> None:
        """Let every id from now on be greater than that of `session`, which came into the log another way."""
        self._last_id = max(self._last_id, session)

    def keep_script(self, script: Script) -> Receipt:
        """Queue a lesson's text; must come before the first entry of a session that runs it."""
        return self._writer.put(ScriptJob(script.hash, to_json(script), Receipt()))

    def append(
        self, session: str, entry: Entry, summary: Summary, note: Note | None = None, salt: str = ""
    ) -> Receipt:
        """Queue an entry; commits happen in the order of the calls. `salt`: of its free text, by default a random one."""
        apart = apart_of(entry.fact, salt or secrets.token_hex(16)) if entry.fact.typed else None
        return self._writer.put(EntryJob(session, entry, summary, note, Receipt(), apart))

    def waiting(self, session: str) -> tuple[Entry, ...]:
        """The entries of a session that the disk has not taken yet, in order; some may be in the log meanwhile."""
        return self._writer.waiting(session)

    def newest_waiting(self) -> dict[str, EntryJob]:
        """By session, the last entry that the disk has not taken yet, with the summary it leads to."""
        return self._writer.newest_waiting()

    def waiting_note(self, session: str) -> str | None:
        """The note of a session that the disk has not taken yet; None when none waits."""
        return self._writer.waiting_note(session)

    def waiting_script(self, lesson_hash: str) -> str | None:
        """The text of a lesson (JSON) that the disk has not taken yet; None when it does not wait."""
        return self._writer.waiting_script(lesson_hash)

    def keep_pulse(self, pulse: Pulse) -> None:
        """Keep a sign of life beside the log, for the case that the program dies before the next entry."""
        self._pulses.keep(pulse)

    def flush(self, seconds: float) -> bool:
        """Wait at most `seconds` until everything is committed; True when it is."""
        until = monotonic() + seconds
        committed = self._writer.flush(seconds)
        self._pulses.settle(until)
        return committed

    def read_anew(self) -> None:
        """Let the writer read a session's newest state again: the log has changed beside it."""
        with self.database.lock:
            self._writer.forget()

    def damaged(self, what: str) -> WorldTrouble:
        """The trouble to raise when its rows do not add up."""
        return troubles.damaged(self.path, what)

    def keep_safe(self) -> None:
        """Make a verified backup unless there is one of the last half hour. Raises WorldTrouble."""
        backup.back_up_if_due(self.database)

    def tidy(self) -> None:
        """Empty the -wal file into the log: it only grows, and what was erased lies in the log until then.

        Raises WorldTrouble when the log was exchanged under us and cannot be brought back.
        """
        backup.rescue_if_exchanged(self.database)
        with suppress(WorldTrouble):  # the writer tries again after its next commits, and at the end
            self.database.checkpoint()

    def clean_up(self) -> None:
        """Let no byte stay of what was removed by decision, here or in a copy. Raises WorldTrouble."""
        self.known.clear()
        cleaning.finish(self.database, self.device, self.second_place)

    def back_up(self) -> Path:
        """Make a verified backup beside the log. Raises WorldTrouble."""
        return backup.back_up(self.database)

    def close(self, seconds: float | None = None) -> bool:
        """Commit what is left (or spill it), tidy up and close; never raises for the disk's sake. Safe to call twice.

        `seconds`: how long a disk that hangs is waited for, by default without end. False when it still hangs: what waits
        lies in the side file in the second place, if that takes it within a second; the marker stays, and the next start
        looks the log through. If the disk comes back while the program lives, the log is closed as it should be.
        """
        if seconds is None:
            self._close()
            return True
        closing = Thread(target=self._close, name="journal-closing", daemon=True)
        closing.start()
        closing.join(seconds)
        if closing.is_alive():
            apart = Thread(target=self._writer.keep_apart, name="journal-apart", daemon=True)
            apart.start()
            apart.join(_APART_S)
        return not closing.is_alive()

    def _close(self) -> None:
        self._writer.close()
        self._pulses.close(_PULSE_S)
        try:
            if self.database.is_open:
                backup.rescue_if_exchanged(self.database)
                self.database.checkpoint()
                folder.Marker(self.path.parent).clear()
        except WorldTrouble:
            return  # the marker stays, so the next start looks the log through
        finally:
            opening.leave(self.database)
            self._lock.release()


def open_journal(data_dir: Path, *, check: bool = True, second_place: Path | None = None) -> Journal:
    """Open the log in `data_dir`, made when there has never been one.

    `check` looks a log through that was not closed properly; only a repair goes without. `second_place` takes the
    side file when `data_dir` refuses it too; by default the system's folder for temporary files.

    Raises WorldTrouble: full, locked, read-only, missing, too-new, damaged or foreign.
    """
    folder.prepare(data_dir)
    lock = folder.FolderLock(data_dir)
    try:
        return _open(data_dir, lock, check, second_place or Path(tempfile.gettempdir()))
    except OSError as error:
        lock.release()
        raise troubles.refused(error, data_dir / folder.LOG) from error
    except BaseException:
        lock.release()
        raise


def _cleaned(database: Database, device: str, second_place: Path) -> list[str]:
    """Carry on with a removal by decision that a stop has cut short; what a person should know about it."""
    try:
        cleaning.finish(database, device, second_place)
    except WorldTrouble as trouble:
        words = _("What was removed by decision is out of the log, but copies of it are left: {reason}")
        return [words.format(reason=trouble)]
    return []


def _open(data_dir: Path, lock: folder.FolderLock, check: bool, second_place: Path) -> Journal:
    path, ballast = data_dir / folder.LOG, folder.Ballast(data_dir)
    folder.sweep(data_dir)
    left = moving.tidy(data_dir)
    opening.make_if_new(path)
    opening.look(path)
    past = opening.look_back(path, check=check)
    database = opening.start(path, past, check=check)
    try:
        device = opening.device_of(database)
        keeper = Keeper(device)
        spill = Spill([data_dir / SPILL, second_place / f"{SPILL}-{device}"])
        pending, notices = opening.fold_in(database, keeper, spill)
        with database.begin() as connection:
            last_id = connection.execute(_LAST_ID, {"own": device}).scalar() or ""
        last_id = max([last_id, *(job.session for job in pending)])
    except BaseException:
        opening.leave(database, gone=past.gone)
        raise
    if past.unclean:
        with suppress(WorldTrouble):  # what was erased before the stop lies in the -wal until it is emptied
            database.checkpoint()
    notices += _cleaned(database, device, second_place)
    ballast.fill()
    writer = Writer(database, keeper, spill, ballast.release, pending)
    return Journal(database, lock, writer, device, last_id, (*left, *past.notices, *notices), second_place)
