"""What is handed to the writer: a lesson's text, or an entry with the summary it leads to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from threading import Lock

from facilitator.journal.tables.chain import Apart
from facilitator.session.conductor import Note
from facilitator.session.facts import TextsForgotten
from facilitator.session.state import Entry
from facilitator.session.summary import Summary


class _Gate:
    """Closed until it is opened for good, once or more; for one thread that waits, and a bare lock is passed soonest."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lock.acquire()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; whether it is open."""
        if not self._lock.acquire(timeout=seconds):
            return False
        self._lock.release()
        return True

    def open(self) -> None:
        """Let who waits pass, now and from now on."""
        if self._lock.locked():
            self._lock.release()


class Receipt:
    """The journal's promise for one job."""

    def __init__(self) -> None:
        self._settled = _Gate()
        self._committed = False
        self._late: Callable[[], None] | None = None

    def when_late(self, late: Callable[[], None]) -> None:
        """Call `late` when somebody has waited in vain for the commit."""
        self._late = late

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds` for the writer; True once the job is committed, never before.

        A job that the disk refused is waited for no longer: it is in the side file, and False is the answer until
        it is committed after all.
        """
        if not self._settled.wait(seconds) and self._late is not None:
            self._late()
        return self._committed

    def committed(self) -> None:
        """Called by the writer when the commit has returned."""
        self._committed = True
        self._settled.open()

    def refused(self) -> None:
        """Called by the writer when the disk has refused the job for now."""
        self._settled.open()


@dataclass(frozen=True, slots=True)
class ScriptJob:
    """Keep a lesson's text (JSON) under its hash."""

    hash: str
    text: str
    receipt: Receipt
    session: str = ""


@dataclass(frozen=True, slots=True)
class EntryJob:
    """Keep an entry, the summary it leads to, the note behind it and its free text."""

    session: str
    entry: Entry
    summary: Summary
    note: Note | None
    receipt: Receipt
    apart: Apart | None = None


Job = ScriptJob | EntryJob

Place = tuple[str, int]
"""A session and the number of an entry in it."""


def lost_texts(jobs: Iterable[Job]) -> set[Place]:
    """The entries whose text is no longer to be kept: what was taken away, and every note but the newest."""
    found: set[Place] = set()
    notes: dict[str, int] = {}
    for job in jobs:
        if not isinstance(job, EntryJob):
            continue
        if isinstance(job.entry.fact, TextsForgotten):
            found |= {(job.session, seq) for own in job.entry.fact.entries for seq in own}
        if job.note is not None:
            if job.session in notes:
                found.add((job.session, notes[job.session]))
            notes[job.session] = job.entry.seq
    return found


def without_texts(job: Job, places: set[Place]) -> Job:
    """The job without its text and note when it is one of `places`."""
    if not isinstance(job, EntryJob) or (job.session, job.entry.seq) not in places:
        return job
    return replace(job, note=None, apart=replace(job.apart, salt="", text="") if job.apart else None)
