"""What is handed to the writer: a lesson's text, or an entry with the summary it leads to."""

from dataclasses import dataclass
from threading import Event

from facilitator.session.conductor import Note
from facilitator.session.state import Entry
from facilitator.session.summary import Summary


class Receipt:
    """The journal's promise for one job."""

    def __init__(self) -> None:
        self._settled = Event()
        self._committed = False

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds` for the writer; True once the job is committed, never before.

        A job that the disk refused is waited for no longer: it is in the side file, and False is the answer until
        it is committed after all.
        """
        self._settled.wait(seconds)
        return self._committed

    def committed(self) -> None:
        """Called by the writer when the commit has returned."""
        self._committed = True
        self._settled.set()

    def refused(self) -> None:
        """Called by the writer when the disk has refused the job for now."""
        self._settled.set()


@dataclass(frozen=True, slots=True)
class ScriptJob:
    """Keep a lesson's text (JSON) under its hash."""

    hash: str
    text: str
    receipt: Receipt
    session: str = ""


@dataclass(frozen=True, slots=True)
class EntryJob:
    """Keep an entry, the summary it leads to and the note behind it."""

    session: str
    entry: Entry
    summary: Summary
    note: Note | None
    receipt: Receipt


Job = ScriptJob | EntryJob
