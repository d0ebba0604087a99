"""The side file for what the disk refused: one checked JSON line a job, synced, folded into the log later."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from facilitator.journal.chain import canonical
from facilitator.journal.folder import stamp, sync_folder
from facilitator.journal.jobs import Job, ScriptJob
from facilitator.session.conductor import Note
from facilitator.session.facts import to_plain
from facilitator.session.state import Entry

FILE = "passledaren.spill"
_CHECK = 16


class Spill:
    """Side files in order of preference; the first that takes a line keeps it."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Use these files; none has to exist. `odd` counts what was in them and cannot go into the log."""
        self.files = tuple(files)
        self.odd = 0

    def keep(self, jobs: Iterable[Job]) -> bool:
        """Write jobs and sync them; False when no place took them."""
        content = b"".join(b"\n" + _line(plain(job)) + b"\n" for job in jobs)
        return any(_append(file, content) for file in self.files)

    def records(self) -> list[dict[str, Any]]:
        """Every whole record, oldest first in each file; torn or damaged lines count as `odd`."""
        found = [_record(line) for file in self.files for line in _lines(file)]
        self.odd += found.count(None)
        return [record for record in found if record is not None]

    def clear(self) -> list[Path]:
        """Remove the side files, for all they hold is committed; with anything `odd` in them, set them aside.

        Returns the files that were set aside.
        """
        aside = []
        for file in self.files:
            with suppress(OSError):  # it is read again at the next start, where every record is already known
                if self.odd and file.exists():
                    aside.append(file.rename(file.with_name(f"{file.name}-{stamp()}")))
                file.unlink(missing_ok=True)
        self.odd = 0
        return aside


def plain(job: Job) -> dict[str, Any]:
    """A job as plain data, without its summary, which follows from the facts."""
    if isinstance(job, ScriptJob):
        return {"script": job.text, "hash": job.hash}
    return plain_entry(job.session, job.entry, job.note)


def plain_entry(session: str, entry: Entry, note: Note | None = None) -> dict[str, Any]:
    """An entry and the note behind it as plain data."""
    kind, version, data = to_plain(entry.fact)
    record: dict[str, Any] = {
        "session": session, "seq": entry.seq, "at_ms": entry.at_ms, "wall": entry.wall,
        "kind": kind, "version": version, "data": data,
    }  # fmt: skip
    if note is not None:
        record["note"] = {"salt": note.salt, "text": note.text}
    return record


def _line(record: dict[str, Any]) -> bytes:
    content = canonical(record).encode()
    return hashlib.sha256(content).hexdigest()[:_CHECK].encode() + b" " + content


def _record(line: bytes) -> dict[str, Any] | None:
    check, _space, content = line.partition(b" ")
    if hashlib.sha256(content).hexdigest()[:_CHECK].encode() != check:
        return None
    record: dict[str, Any] = json.loads(content)
    return record


def _append(file: Path, content: bytes) -> bool:
    try:
        handle = os.open(
            file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0),
            0o600,
        )  # fmt: skip
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        sync_folder(file.parent)
    except OSError:
        return False
    return True


def _lines(file: Path) -> list[bytes]:
    try:
        return [line for line in file.read_bytes().split(b"\n") if line]
    except OSError:
        return []
