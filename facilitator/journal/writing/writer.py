"""The writer thread: jobs in order, one transaction a batch, and the side file when the disk refuses."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from threading import Condition, Thread, current_thread
from time import monotonic
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError

from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal.backups.backup import back_up_if_due, rescue
from facilitator.journal.engine import Database
from facilitator.journal.writing.jobs import EntryJob, Job, Receipt, ScriptJob, lost_texts, without_texts
from facilitator.journal.writing.keeper import Keeper
from facilitator.journal.writing.spill import Spill
from facilitator.session.facts import LogFinished, NoteWritten, PassEnded, TextsForgotten
from facilitator.session.state import Entry

Status = Literal["saved", "saving", "spilled", "unsaved"]
RETRY_S = 5.0
_TIDY_AFTER = 500
_REFUSED = (SQLAlchemyError, ValueError, TypeError, ArithmeticError)


def _ends(job: Job) -> bool:
    return isinstance(job, EntryJob) and isinstance(job.entry.fact, PassEnded | LogFinished)


def _erases(job: Job) -> bool:
    return isinstance(job, EntryJob) and isinstance(job.entry.fact, TextsForgotten | NoteWritten)


class Writer:
    """Commits jobs on a thread of its own, in the order they came."""

    def __init__(
        self, database: Database, keeper: Keeper, spill: Spill, make_room: Callable[[], object], pending: Iterable[Job]
    ) -> None:  # fmt: skip
        """`make_room` is called when the disk is full; `pending` was spilled before and stands first in line."""
        self._database = database
        self._keeper = keeper
        self._spill = spill
        self._make_room = make_room
        self._change = Condition()
        self._queue: list[Job] = []
        self._pending: list[Job] = list(pending)
        self._status: Status = "spilled" if self._pending else "saved"
        self._told: Status = self._status
        self._watchers: list[Callable[[Status], None]] = []
        self._closing = False
        self._hurry = False
        self._busy = False
        self._since_tidy = 0
        self.trouble: WorldTrouble | None = None
        self.set_aside: tuple[Path, ...] = ()
        """Side files that held what does not fit into the log."""
        self._thread = Thread(target=self._run, name="journal-writer", daemon=True)
        self._thread.start()

    @property
    def status(self) -> Status:
        """How it stands: `saved` only when every job given so far is committed."""
        with self._change:
            return "saving" if self._status == "saved" and self._queue else self._status

    def on_status(self, watcher: Callable[[Status], None]) -> None:
        """Call `watcher` whenever the status changes: on the writer thread, or on the one that waits for a slow commit.

        A commit that is over before anybody has waited in vain is not told of.
        """
        self._watchers.append(watcher)

    def put(self, job: Job) -> Receipt:
        """Queue a job."""
        job.receipt.when_late(self._tell_slow)
        with self._change:
            self._queue.append(job)
            self._change.notify_all()
        if not self._thread.is_alive():  # after `close`, or after a fault in this program
            self._spill.keep([job])
            self._show("unsaved")
        return job.receipt

    def waiting(self, session: str) -> tuple[Entry, ...]:
        """The entries of a session that are not committed yet, in order; some may be committed meanwhile."""
        with self._change:
            jobs = (*self._pending, *self._queue)
        own = {
            job.entry.seq: job.entry for job in jobs if isinstance(job, EntryJob) and job.session == session
        }
        return tuple(own[seq] for seq in sorted(own))

    def newest_waiting(self) -> dict[str, EntryJob]:
        """The last job that waits of each session."""
        with self._change:
            jobs = (*self._pending, *self._queue)
        return {job.session: job for job in jobs if isinstance(job, EntryJob)}

    def waiting_note(self, session: str) -> str | None:
        """The note of a session that waits; None when none does."""
        with self._change:
            jobs = (*self._pending, *self._queue)
        own = [
            job.note.text for job in jobs if isinstance(job, EntryJob) and job.session == session and job.note
        ]
        return own[-1] if own else None

    def waiting_script(self, lesson_hash: str) -> str | None:
        """The text of a lesson (JSON) that waits; None when it does not."""
        with self._change:
            jobs = (*self._pending, *self._queue)
        found = (job.text for job in jobs if isinstance(job, ScriptJob) and job.hash == lesson_hash)
        return next(found, None)

    def forget(self) -> None:
        """Drop what is remembered of the session written last; the database's lock must be held."""
        self._keeper.forget()

    def flush(self, seconds: float) -> bool:
        """Wait at most `seconds` until everything is committed, trying again at once; True when it is."""
        until = monotonic() + seconds
        with self._change:
            self._hurry = True
            self._change.notify_all()
            while self._queue or self._hurry or self._busy:
                left = until - monotonic()
                if left <= 0 or not self._thread.is_alive():
                    break
                self._change.wait(left)
            return not self._queue and self._status == "saved"

    def keep_apart(self) -> None:
        """Keep what waits in the side file that does not lie beside the log, whose disk does not answer."""
        with self._change:
            jobs = (*self._pending, *self._queue)
        lost = lost_texts(jobs)
        self._spill.keep_apart([without_texts(job, lost) for job in jobs])

    def close(self) -> None:
        """Try once more to commit everything, then stop the thread."""
        with self._change:
            self._closing = True
            self._change.notify_all()
        if self._thread is not current_thread():
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._closing or self._queue:
                self._settle(self._wait())
            self._settle([])
        finally:
            if self._queue or (self._pending and self._status != "spilled"):
                self._spill.keep(self._pending + self._queue)
                self._show("unsaved")

    def _wait(self) -> list[Job]:
        """The next jobs; empty when what is pending is to be tried again."""
        with self._change:
            self._busy = False
            self._change.notify_all()
            if not (self._queue or self._closing or self._hurry):
                self._change.wait(RETRY_S if self._pending else None)
            batch, self._queue = self._queue, []
            self._pending += batch
            self._busy, self._hurry = True, False
            if batch and self._status == "saved":
                self._status = "saving"
            return batch

    def _settle(self, batch: list[Job]) -> None:
        if not self._pending:
            return
        erased = any(_erases(job) for job in self._pending)
        self._commit()
        if self.trouble is not None and self.trouble.kind is Trouble.FULL:
            self._tidy()
            self._make_room()
            self._commit()
        if not self._pending:
            self.set_aside = (*self.set_aside, *self._spill.clear())
            self._show("saved")
            ended = any(_ends(job) for job in batch)
            if ended or erased or self._since_tidy >= _TIDY_AFTER:
                self._tidy()
            if ended:
                with suppress(WorldTrouble):  # the next end of a lesson tries again
                    back_up_if_due(self._database)
            return
        new = self._pending if self._status == "unsaved" else [job for job in batch if job in self._pending]
        self._show("spilled" if not new or self._spill.keep(new) else "unsaved")
        self._forget()
        for job in batch:
            job.receipt.refused()

    def _forget(self) -> None:
        """Let go of texts that were taken away while the disk refuses, so that they never reach the log."""
        if lost := lost_texts(self._pending):
            self._pending = [without_texts(job, lost) for job in self._pending]
            self._spill.forget(lost)

    def _commit(self) -> None:
        """Commit what is pending, session by session; what the disk or the log refuses stays pending."""
        self.trouble = self._out_of_place()
        rest: list[Job] = []
        groups = [list(jobs) for _session, jobs in groupby(self._pending, lambda job: job.session)]
        for jobs in groups:
            if self.trouble is not None:
                rest += jobs
                continue
            try:
                with self._database.begin() as connection:
                    for job in jobs:
                        self._keeper.keep(connection, job)
            except WorldTrouble as trouble:
                self.trouble = trouble
                rest += jobs
                self._keeper.forget()
            except _REFUSED:
                rest += jobs
                self._keeper.forget()
            else:
                self._since_tidy += 1
                for job in jobs:
                    job.receipt.committed()
        self._pending = rest

    def _tidy(self) -> None:
        """Empty the -wal file into the log; it only grows between two calls, and erased texts lie in it until then."""
        try:
            self._database.checkpoint()
        except WorldTrouble:
            self._since_tidy = _TIDY_AFTER  # it is tried again after the next commit, and at the end
        else:
            self._since_tidy = 0

    def _out_of_place(self) -> WorldTrouble | None:
        """Bring the log back when its file was removed or exchanged under us; the trouble if that fails."""
        if self._database.in_place():
            return None
        try:
            rescue(self._database)
        except WorldTrouble as trouble:
            return trouble
        return None

    def _show(self, status: Status) -> None:
        with self._change:
            self._status = status
            self._tell(status)

    def _tell_slow(self) -> None:
        with self._change:
            if self.status == "saving":
                self._tell("saving")

    def _tell(self, status: Status) -> None:
        """Tell what has not been told; the lock is held, so that what is told last is what holds."""
        if status == self._told:
            return
        self._told = status
        for watcher in tuple(self._watchers):
            watcher(status)
