"""Programs that are killed, and programs that start at the same time."""

import os
import random
import signal
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from facilitator.errors import NotNow, WorldTrouble
from facilitator.journal import open_journal, queries
from facilitator.journal.checking.health import examine
from facilitator.session import orders as o
from facilitator.session.conductor import Conductor
from tests.builders import HandClock, begin

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")
ORDERS = (o.Next(), o.TogglePause(), o.TogglePause(), o.AddMinute(), o.ToggleFreeze(), o.ToggleFreeze())


class Acknowledging:
    """Passes a conductor's entries on to the journal, waits, and tells the parent of each one that is committed."""

    def __init__(self, folder: Path, pipe: int) -> None:
        self.journal = open_journal(folder, second_place=folder)
        self.pipe = pipe

    def append(self, *given: object) -> object:
        """Append and wait for the commit."""
        receipt = self.journal.append(*given)  # type: ignore[arg-type]
        if receipt.wait(30):
            os.write(self.pipe, f"{given[0]} {given[1].seq}\n".encode())  # type: ignore[attr-defined]
        return receipt


def lead_until_killed(folder: Path, pipe: int) -> None:
    """Lead sessions without end."""
    acknowledging = Acknowledging(folder, pipe)
    while True:
        conductor = begin(acknowledging.journal, HandClock())
        acknowledging.journal.flush(30)
        os.write(pipe, f"{conductor.session.id} 1\n".encode())
        led = Conductor(conductor.session, acknowledging, HandClock())  # type: ignore[arg-type]
        for turn in range(60):
            with suppress(NotNow):
                led.order(ORDERS[turn % len(ORDERS)])


def acknowledged_before_the_kill(folder: Path, seconds: float) -> dict[str, int]:
    """Kill a program that leads sessions, `seconds` after its first acknowledgement; the newest entry by session."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            lead_until_killed(folder, write)
        finally:
            os._exit(1)
    os.close(write)
    content = os.read(read, 4096)
    until = monotonic() + seconds
    while monotonic() < until:
        content += os.read(read, 4096)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(read, 65536):
        content += more
    os.close(read)
    lines = [line.split() for line in content.decode().splitlines() if line.count(" ") == 1]
    return {own: int(seq) for own, seq in lines if seq.isdigit()}


def killed(folder: Path, times: int) -> int:
    """Kill `times` times in one folder; every acknowledged entry must be there afterwards. Returns how many."""
    chance, acknowledged = random.Random(7), dict[str, int]()
    for _turn in range(times):
        acknowledged |= acknowledged_before_the_kill(folder, chance.random() * 0.05)
        journal = open_journal(folder, second_place=folder)
        stored = {row.session: row.seq for row in queries.sessions(journal)}
        lost = {own: seq for own, seq in acknowledged.items() if stored.get(own, 0) < seq}
        assert lost == {}
        assert journal.notices == ()
        journal.close()
    journal = open_journal(folder, second_place=folder)
    assert examine(journal.database) == []
    journal.close()
    return sum(acknowledged.values())


@pytest.mark.slow
def test_a_kill_loses_nothing_that_was_acknowledged(folder: Path) -> None:
    assert killed(folder, 4) > 10


def open_when_told(folder: Path, start: int) -> bytes:
    """Open the log once `start` says so; the one that gets it begins a session."""
    os.read(start, 1)
    since = monotonic()
    try:
        journal = open_journal(folder, second_place=folder)
    except WorldTrouble as trouble:
        return f"{trouble.kind}:{monotonic() - since:.3f} ".encode()
    begin(journal)
    return b"wrote: " if journal.flush(30) else b"odd: "


def test_of_many_that_start_at_once_one_writes_and_the_others_are_told(folder: Path) -> None:
    folder.mkdir()
    (start, go), (finish, end), (answers, answer) = os.pipe(), os.pipe(), os.pipe()
    children = []
    for _number in range(8):
        child = os.fork()
        if child == 0:
            try:
                os.close(end)
                os.write(answer, open_when_told(folder, start))
                os.read(finish, 1)
            finally:
                os._exit(0)
        children.append(child)
    os.write(go, b"12345678")
    os.close(answer)
    heard = b""
    while heard.count(b" ") < 8 and (more := os.read(answers, 64)):
        heard += more
    for pipe in (start, go, finish, end, answers):
        os.close(pipe)
    for child in children:
        os.waitpid(child, 0)
    told = [one.split(":") for one in heard.decode().split()]
    assert sorted(what for what, _seconds in told) == [*["locked"] * 7, "wrote"]
    assert (
        min(float(seconds) for _what, seconds in told if seconds) < 1
    )  # eight on two cores get in each other's way
    journal = open_journal(folder, second_place=folder)
    assert len(queries.sessions(journal)) == 1
    journal.close()
