"""What is handed to the writer: a lesson's text, or an entry with the summary it leads to."""

from dataclasses import dataclass
from threading import Event

from facilitator.session.conductor import Note
from facilitator.session.state import Entry
from facilitator.session.summary import Summary


class Receipt:
    """The journal's promise for one job."""

    def __init__(self) -> None:
        self._done = Event()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; True once the job is committed, never before."""
        return self._done.wait(seconds)

    def committed(self) -> None:
        """Called by the writer when the commit has returned."""
        self._done.set()


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
