"""Leads real sessions through the real writer and says aloud what the journal has promised."""

import random
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, get_args

from facilitator.content.script import Script
from facilitator.errors import NotNow, WorldTrouble
from facilitator.journal import Journal, open_journal, queries
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor, Note, Receipt
from facilitator.session.facts import Cover, to_plain
from facilitator.session.state import Entry, Session
from facilitator.session.summary import Summary
from tests.builders import HandClock, begin, script

Say = Callable[..., None]
Ack = list[Any]
"""Session, seq, at_ms, wall, kind, version, data of a fact, and where the session stood after it."""

_LONG = 10.0
_LESSON = script()


def place(session: Session) -> list[Any]:
    """What a leader sees first after a crash: the step, its lines, the cover."""
    return [session.step, session.revealed, session.cover]


class Witness:
    """The journal as the conductor knows it; keeps every promise until it is fulfilled."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.open: list[tuple[str, Entry, Receipt]] = []

    def append(self, session: str, entry: Entry, summary: Summary, note: Note | None = None) -> Receipt:
        """Hand on, and remember."""
        receipt = self._journal.append(session, entry, summary, note)
        self.open.append((session, entry, receipt))
        return receipt


class Leader:
    """One teacher with one laptop.

    `acks`: all the journal has promised so far. `waiting`: what it has not; in the side file as long as it says so.
    """

    def __init__(self, journal: Journal, seed: int, say: Say = lambda _word, *_what: None) -> None:
        self.journal = journal
        self.acks: list[Ack] = []
        self.waiting: list[Ack] = []
        self.conductor: Conductor
        self._witness = Witness(journal)
        self._random = random.Random(seed)
        self._clock = HandClock()
        self._say = say

    def begin(self, lesson: Script = _LESSON) -> None:
        """Begin a new session."""
        self.journal.keep_script(lesson)
        own = self.journal.new_session_id()
        self.conductor = Conductor.start(own, lesson, self._witness, self._clock, group="6B", people=24)
        self.hear()

    def come_back(self) -> None:
        """Go on with the interrupted session, or begin a new one."""
        left = next(iter(queries.interrupted(self.journal)), None)
        if left is None:
            self.begin()
            return
        session = queries.load(self.journal, left.session)
        self._say("back", [session.id, session.seq, place(session)])
        self.conductor = Conductor.resume(session, self._witness, self._clock, Absence(0, 90))
        self.hear()

    def go_on(self, orders: int) -> None:
        """Carry out so many orders that fit, over as many sessions as it takes."""
        for _turn in range(orders):
            self.one_order()

    def one_order(self) -> None:
        """Carry out one order that fits."""
        self._clock.go(self._random.randrange(1, 40))
        if self.conductor.session.finished:
            self.begin()
            return
        for order in _wishes(self._random, self.conductor.session):
            try:
                self.conductor.order(order)
            except NotNow:
                continue
            break
        self.hear()

    def end(self) -> None:
        """End the session and fill in the form."""
        for order in (o.End(), *_FORM):
            with suppress(NotNow):  # it has ended, or the log is finished
                self.conductor.order(order)
        self.hear()

    def hear(self) -> None:
        """Take in what has been promised by now; what the disk refuses stays open, and the status must say so."""
        if not all(receipt.wait(0) for _session, _entry, receipt in self._witness.open):
            self.journal.flush(_LONG)
        status = self.journal.status
        still, self._witness.open = self._witness.open, []
        for session, entry, receipt in still:
            if receipt.wait(0):
                self._promised(self._ack(session, entry))
            else:
                self._witness.open.append((session, entry, receipt))
        self.waiting = [self._ack(session, entry) for session, entry, _receipt in self._witness.open]
        if self.waiting:
            assert status in ("spilled", "unsaved"), f"says {status} with {len(self.waiting)} steps not saved"
            self._say("waiting", [status, *self.waiting[-1]])

    def _ack(self, session: str, entry: Entry) -> Ack:
        kind, version, data = to_plain(entry.fact)
        here = self.conductor.session
        shown = place(here) if (here.id, here.seq) == (session, entry.seq) else None
        return [session, entry.seq, entry.at_ms, entry.wall, kind, version, data, shown]

    def _promised(self, ack: Ack) -> None:
        self.acks.append(ack)
        self._say("ack", ack)


_FORM = (o.Answer("went", 3), o.Answer("people", 22), o.WriteNote("Lugnt i dag.", "5a17"), o.FinishLog())


def _wishes(chance: random.Random, session: Session) -> Iterator[o.Order]:
    """Orders in the order a leader would think of them; one of them fits."""
    if session.ended:
        yield from chance.sample(_FORM[:-1], 1) if chance.random() < 0.7 else _FORM[-1:]
    step = chance.choice(session.script.steps).id
    if chance.random() < 0.5:
        yield o.Next()
    yield from chance.sample(_work(chance), 7)
    some: list[o.Order] = [
        o.Back(), o.GoTo(step), o.AddMinute(), o.TogglePause(), o.ShowCover(chance.choice(get_args(Cover))),
        o.Uncover(), o.ToggleFreeze(), o.ToggleSupport(), o.ShowTerm("askadare"), o.Skip(step, "time"),
    ]  # fmt: skip
    yield from chance.sample(some, len(some))
    yield o.End()


def _work(chance: random.Random) -> list[o.Order]:
    """What can be done in an exercise; most of it fits one step form only."""
    level = chance.randrange(1, 6)
    return [
        o.TakeCard("kort-1"), o.PlaceCard(level), o.PlaceCard(level, f"kort-{chance.randrange(1, 5)}"), o.ShowTop(),
        o.WriteCard(f"Eget kort {chance.randrange(9)}"), o.AddRule(f"Vi väntar {chance.randrange(9)} sekunder."),
        o.AddIdea("during", f"Säga till · {chance.randrange(99)}"), o.CountHands(chance.randrange(3), level),
        o.ToggleScene(), o.ToggleCounts(), o.Undo(),
    ]  # fmt: skip


def lead(say: Say, folder: str, second: str, seed: int, orders: int = 0) -> None:
    """Open the log, go on where it was left, and carry out so many orders (0: without end)."""
    journal = open_journal(Path(folder), second_place=Path(second))
    say("open")
    leader = Leader(journal, seed, say)
    leader.come_back()
    while not orders:
        leader.one_order()
    leader.go_on(orders)
    journal.close()
    say("closed")


def hindered(say: Say, folder: str, second: str, orders: int, limit: int = 0) -> None:
    """Lead where the disk may refuse anything, and close. `limit`: bytes that no file may grow beyond (0: none)."""
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        journal = open_journal(Path(folder), second_place=Path(second))
    except WorldTrouble as trouble:
        say("refused", _told(trouble))
        return
    leader = Leader(journal, 5, say)
    leader.come_back()
    leader.go_on(orders)
    journal.flush(_LONG)
    leader.hear()
    say("status", [journal.status, leader.conductor.session.seq])
    with suppress(WorldTrouble):
        journal.close()


def hurried(say: Say, folder: str, second: str, orders: int) -> None:
    """Lead without waiting for anything; say how many seconds each order took, and how it stood before and after."""
    journal = open_journal(Path(folder), second_place=Path(second))
    conductor = begin(journal)
    took = []
    for _order in range(orders):
        begun = monotonic()
        conductor.order(o.TogglePause())
        took.append(monotonic() - begun)
    before = journal.status
    journal.flush(_LONG)
    say("led", [took, before, journal.status, conductor.session.seq])
    journal.close()


def attempt(say: Say, folder: str, second: str, hold: bool = False) -> None:
    """Open the log, and say how that went and how many seconds it took. `hold`: keep it until killed."""
    begun = monotonic()
    try:
        journal = open_journal(Path(folder), second_place=Path(second))
    except WorldTrouble as trouble:
        say("refused", [monotonic() - begun, _told(trouble)])
        return
    say("opened", monotonic() - begun)
    if hold:
        signal.pause()
    journal.close()


def _told(trouble: WorldTrouble) -> list[str]:
    return [trouble.kind, trouble.message, trouble.remedy, str(trouble.path)]


def career(say: Say, folder: str, second: str) -> None:
    """Three days with one laptop: a whole lesson, one that is broken off, the same gone on with and cut short."""
    journal = open_journal(Path(folder), second_place=Path(second))
    leader = Leader(journal, 1, say)
    leader.begin()
    leader.go_on(20)
    leader.end()
    journal.close()
    journal = open_journal(Path(folder), second_place=Path(second))
    leader = Leader(journal, 2, say)
    leader.begin()
    leader.go_on(15)
    journal.back_up()
    leader.go_on(5)
    journal.close()
    journal = open_journal(Path(folder), second_place=Path(second))
    leader = Leader(journal, 3, say)
    leader.come_back()
    leader.go_on(15)
