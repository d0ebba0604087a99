"""The side file for what the disk refused: one checked JSON line a job, synced, folded into the log later."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from facilitator.journal.folder import stamp, sync_folder
from facilitator.journal.tables.chain import APART, canonical, stored
from facilitator.journal.writing.jobs import Job, Place, ScriptJob

FILE = "passledaren.spill"
_CHECK = 16


class Spill:
    """Side files in order of preference; the first that takes a line keeps it."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Use these files; none has to exist. `odd` counts what was in them and cannot go into the log; `unread` are those
        that the disk does not give now, so that nobody knows what they hold: they stay for the next start."""
        self.files = tuple(files)
        self.odd = 0
        self.unread: list[Path] = []
        self._clear = False  # until it is known: a side file may be left from another time

    def keep(self, jobs: Sequence[Job]) -> bool:
        """Write jobs and sync them; False when no place took them."""
        self._clear = False
        return any(_append(file, _content(jobs)) for file in self.files)

    def keep_apart(self, jobs: Sequence[Job]) -> None:
        """Write jobs where the log is not, for its disk does not answer."""
        self._clear = False
        for file in self.files[1:]:
            _append(file, _content(jobs))

    def records(self) -> list[dict[str, Any]]:
        """Every whole record, oldest first in each file; torn or damaged lines count as `odd`."""
        found: list[dict[str, Any] | None] = []
        self.unread = []
        for file in self.files:
            try:
                found += map(_record, _lines(file))
            except OSError:
                self.unread.append(file)
        self.odd += found.count(None)
        return [record for record in found if record is not None]

    def forget(self, places: set[Place]) -> None:
        """Rewrite the side files without the texts and notes of these entries; a file that the disk will not take
        anew stays until the log has taken over what is in it."""
        for file in self.files:
            with suppress(OSError):
                lines = _lines(file)
                kept = [_without_text(line, places) for line in lines]
                if kept != lines:
                    _replace(file, b"".join(b"\n" + line + b"\n" for line in kept))

    def clear(self) -> list[Path]:
        """Remove the side files that were read, for all they hold is committed; with anything `odd` in them, set them aside.

        They stay where they are while it may follow on what cannot be read now. Returns the files that were set aside.
        """
        if self._clear or (self.odd and self.unread):
            return []
        aside, self._clear = list[Path](), True
        for file in (one for one in self.files if one not in self.unread):
            try:
                if self.odd and file.exists():
                    aside.append(file.rename(file.with_name(f"{file.name}-{stamp()}")))
                file.unlink(missing_ok=True)
            except OSError:  # it is read again at the next start, where every record is already known
                self._clear = False
        if self._clear:
            self.odd = 0
        return aside


def _content(jobs: Iterable[Job]) -> bytes:
    return b"".join(b"\n" + _line(plain(job)) + b"\n" for job in jobs)


def plain(job: Job) -> dict[str, Any]:
    """A job as plain data, without its summary, which follows from the facts."""
    if isinstance(job, ScriptJob):
        return {"script": job.text, "hash": job.hash}
    kind, version, data = stored(job.entry, job.apart)
    record: dict[str, Any] = {
        "session": job.session, "seq": job.entry.seq, "at_ms": job.entry.at_ms, "wall": job.entry.wall,
        "kind": kind, "version": version, "data": data,
    }  # fmt: skip
    if job.note is not None:
        record["note"] = {"salt": job.note.salt, "text": job.note.text}
    if job.apart is not None and job.apart.text:
        record[APART] = {"salt": job.apart.salt, "text": job.apart.text}
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


def _without_text(line: bytes, places: set[Place]) -> bytes:
    record = _record(line)
    if record is None or (record.get("session"), record.get("seq")) not in places:
        return line
    return _line({key: value for key, value in record.items() if key not in ("note", APART)})


def _replace(file: Path, content: bytes) -> None:
    fresh = file.with_name(f".{file.name}.new")
    with suppress(OSError):
        fresh.unlink(missing_ok=True)
        if _append(fresh, content):
            fresh.replace(file)
            sync_folder(file.parent)
    with suppress(OSError):
        fresh.unlink(missing_ok=True)


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
    """The lines of a side file, if it is there. Raises OSError."""
    return [line for line in file.read_bytes().split(b"\n") if line] if file.is_file() else []
