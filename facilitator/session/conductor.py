"""The conductor holds one running session: order → fact → journal → fold → watchers.

A fact is handed to the journal before any watcher hears of it. The conductor waits for the commit, but at most
`PATIENCE_S`: the lesson outranks the log. Whether a fact is saved is the receipt's to say, never assumed. While the
journal works, what the watchers will show is made ready.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from facilitator.content.script import Script
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.absence import Absence, Pulse
from facilitator.session.fold import evolve
from facilitator.session.rules import ANSWERS, decide
from facilitator.session.state import Entry, Session, blank
from facilitator.session.summary import Summary, summarise
from facilitator.session.written import to_forget

PATIENCE_S = 0.025


class Receipt(Protocol):
    """The journal's promise for one entry."""

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; True once the entry is committed."""
        ...


@dataclass(frozen=True, slots=True)
class Note:
    """The text behind a NoteWritten fact, kept outside the hash chain."""

    salt: str
    text: str


class Journal(Protocol):
    """Where entries go."""

    def append(self, session: str, entry: Entry, summary: Summary, note: Note | None = None) -> Receipt:
        """Queue an entry with the summary it leads to; commits happen in the order of the calls."""
        ...


class Clock(Protocol):
    """Where time comes from."""

    def elapsed_ms(self) -> int:
        """Milliseconds on a monotonic clock that goes on in sleep, from the computer's start; never goes back."""
        ...

    def wall(self) -> str:
        """The wall clock, UTC, ISO 8601 with seconds and 'Z'."""
        ...


Watcher = Callable[[Session, f.Fact], None]
Foreseer = Callable[[Session], None]


class Conductor:
    """Leads one session. Not thread-safe: one thread gives the orders."""

    def __init__(self, session: Session, journal: Journal, clock: Clock) -> None:
        """Hold `session` as it stands; use `start` or `resume` to make one that is recorded."""
        self._session = session
        self._journal = journal
        self._clock = clock
        self._zero_ms = clock.elapsed_ms() - session.at_ms
        self._watchers: list[Watcher] = []
        self._foreseer: Foreseer | None = None

    @classmethod
    def start(
        cls, session_id: str, script: Script, journal: Journal, clock: Clock, *, group: str, people: int,
        rehearsal: bool = False, opening: Sequence[f.Fact] = (),
    ) -> "Conductor":  # fmt: skip
        """Begin a lesson with a group of `people` (0–99); `opening`: what the group brings (`session.thread`)."""
        people = min(max(people, ANSWERS["people"][0]), ANSWERS["people"][-1])
        conductor = cls(blank(session_id, script), journal, clock)
        conductor._record(
            f.PassStarted(script.lesson.id, script.hash, script.length, group, people, rehearsal), None
        )
        for fact in opening:
            conductor._record(fact, None)
        return conductor

    @classmethod
    def resume(cls, session: Session, journal: Journal, clock: Clock, away: Absence) -> "Conductor":
        """Go on with a session read from the log after an absence; the safe screen comes first.

        What the lesson lived after its last fact belongs to the step it was at, the gap to none; the clock's own
        beginning does not matter.
        """
        conductor = cls(session, journal, clock)
        if not session.ended:
            conductor._zero_ms -= max(0, away.lived_ms)
            conductor._record(f.SessionResumed(max(0, away.gap_s)), None)
        return conductor

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._session

    @property
    def now_ms(self) -> int:
        """Elapsed milliseconds of the lesson now; never less than at its last fact."""
        return max(self._session.at_ms, self._clock.elapsed_ms() - self._zero_ms)

    @property
    def pulse(self) -> Pulse:
        """A sign of life, for the journal to keep in case the program dies before the next fact."""
        return Pulse(self._session.id, self.now_ms, self._clock.elapsed_ms(), self._clock.wall())

    def watch(self, watcher: Watcher) -> None:
        """Tell `watcher` of every new fact, after it has gone to the journal. Watchers hear in the order they came."""
        self._watchers.append(watcher)

    def foresee(self, foreseer: Foreseer) -> None:
        """Let `foreseer` make ready what the watchers will show, while the journal keeps the fact: it shows nothing."""
        self._foreseer = foreseer

    def slept(self, gap_ms: int) -> None:
        """Say that the computer has slept for the last `gap_ms` milliseconds: they count as a pause."""
        if not self._session.ended:
            self._record(f.ComputerSlept(max(0, gap_ms)), None)

    def order(self, order: o.Order) -> f.Fact:
        """Carry out an order. Raises NotNow when it does not fit; then nothing has changed."""
        fact = decide(self._session, order)
        note = Note(order.salt, order.text) if isinstance(order, o.WriteNote) else None
        self._record(fact, note)
        return fact

    def _record(self, fact: f.Fact, note: Note | None) -> None:
        entry = Entry(self._session.seq + 1, self.now_ms, self._clock.wall(), fact)
        after = evolve(self._session, entry)
        receipt = self._journal.append(after.id, entry, summarise(after), note)
        self._session = after  # at once: whatever goes wrong from here on, the journal has the entry
        if self._foreseer is not None:
            self._foreseer(after)
        receipt.wait(PATIENCE_S)
        for watcher in tuple(self._watchers):
            watcher(after, fact)
        if lost := to_forget(after):
            self._record(f.TextsForgotten(lost), None)
