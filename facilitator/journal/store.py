"""The journal: opens the log, takes entries from the conductor and gives them to the writer."""

import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select

from facilitator.content.script import Script, to_json
from facilitator.journal import ids, schema
from facilitator.journal.engine import FILE, Database, create
from facilitator.journal.jobs import EntryJob, Receipt, ScriptJob
from facilitator.journal.keeper import Keeper
from facilitator.journal.spill import FILE as SPILL
from facilitator.journal.spill import Spill
from facilitator.journal.writer import Status, Writer
from facilitator.session.conductor import Note
from facilitator.session.state import Entry
from facilitator.session.summary import Summary


class Journal:
    """An open log. `append` never blocks and never raises for the disk's sake: the lesson outranks the log."""

    def __init__(self, database: Database, device: str, spill: Spill) -> None:
        """Use `open_journal`."""
        self.database = database
        self.device = device
        self._writer = Writer(database, Keeper(device), spill, lambda: False, ())
        self._last_id = ""

    @property
    def path(self) -> Path:
        """The log file."""
        return self.database.path

    @property
    def status(self) -> Status:
        """`saved`, `saving`, `spilled` (in the side file) or `unsaved` (only in memory)."""
        return self._writer.status

    def on_status(self, callback: Callable[[Status], None]) -> None:
        """Call `callback` with every new status, from the writer thread."""
        self._writer.on_status(callback)

    def new_session_id(self) -> str:
        """An id for a session that begins now; greater than every id before it. Raises WorldTrouble."""
        if not self._last_id:
            with self.database.begin() as connection:
                self._last_id = connection.execute(select(func.max(schema.session.c.session))).scalar() or ""
        self._last_id = ids.next_id(self._last_id)
        return self._last_id

    def keep_script(self, script: Script) -> Receipt:
        """Queue a lesson's text; must come before the first entry of a session that runs it."""
        return self._writer.put(ScriptJob(script.hash, to_json(script), Receipt()))

    def append(self, session: str, entry: Entry, summary: Summary, note: Note | None = None) -> Receipt:
        """Queue an entry; commits happen in the order of the calls."""
        return self._writer.put(EntryJob(session, entry, summary, note, Receipt()))

    def flush(self, seconds: float) -> bool:
        """Wait at most `seconds` until everything is committed; True when it is."""
        return self._writer.flush(seconds)

    def close(self) -> None:
        """Commit what is left, tidy up and close. Safe to call twice."""
        self._writer.close()
        self.database.close()


def open_journal(data_dir: Path) -> Journal:
    """Open the log in `data_dir`, made when missing. Raises WorldTrouble."""
    path = data_dir / FILE
    if not path.exists():
        data_dir.mkdir(mode=0o700, exist_ok=True)
        create(path, secrets.token_hex(16))
    database = Database(path)
    with database.begin() as connection:
        device = connection.execute(
            select(schema.meta.c.value).where(schema.meta.c.key == "device")
        ).scalar_one()
    spill = Spill([data_dir / SPILL, Path(tempfile.gettempdir()) / f"{SPILL}-{device}"])
    return Journal(database, device, spill)
