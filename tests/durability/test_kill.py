"""The program dies at any moment, and nothing that it has promised is lost."""

import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from time import monotonic

import pytest

from facilitator.journal import open_journal, queries
from facilitator.journal.folder import BALLAST, LOCK, LOG
from tests.durability.leader import Ack, Leader
from tests.durability.nursery import Child, Message, Nursery
from tests.durability.thoroughness import TIMES
from tests.durability.verdict import wrongs, wrongs_in_file

_AFTER_S = 0.05


def acks_in(said: list[Message]) -> list[Ack]:
    """What has been promised."""
    return [what for word, what in said if word == "ack"]


def killed(child: Child, acks: int, after_s: float) -> list[Message]:
    """Kill a program `after_s` seconds after so many promises; returns all it has said."""
    said: list[Message] = []
    while len(acks_in(said)) < acks:
        message = child.next()
        assert message is not None, "the program says nothing"
        assert message[0] in ("open", "back", "ack"), message
        said.append(message)
    until = monotonic() + after_s
    while (message := child.next(until - monotonic())) is not None:
        said.append(message)
    child.kill()
    rest, code = child.rest()
    assert code == -9
    return said + rest


def wrongs_after_kill(folder: Path, copy: Path, acks: list[Ack]) -> list[str]:
    """What is wrong with a copy of the log; the folder stays as the program left it."""
    if not (folder / LOG).exists():
        return ["there is no log"] if acks else []
    copy.mkdir()
    try:
        for name in (LOG, f"{LOG}-wal"):
            if (folder / name).exists():
                shutil.copyfile(folder / name, copy / name)
        return wrongs_in_file(copy / LOG, acks)
    finally:
        shutil.rmtree(copy)


def live_and_die(
    nursery: Nursery, place: Path, chance: random.Random, kills: int, copy: Path
) -> tuple[list[Ack], int]:
    """Kill the program again and again in one folder; returns all its promises, and how often it came back."""
    folder, second = place / "data", place / "second"
    second.mkdir(parents=True)
    acks: list[Ack] = []
    backs = 0
    for _kill in range(kills):
        child = nursery.bear("lead", folder=str(folder), second=str(second), seed=chance.getrandbits(32))
        said = killed(child, chance.choice([0, *range(1, 24)]), chance.uniform(0, _AFTER_S))
        for session, seq, stands in (what for word, what in said if word == "back"):
            backs += 1
            last = acks[-1]
            assert (session, seq) >= (last[0], last[1])
            assert last[-1] is None or (session, seq) != (last[0], last[1]) or stands == last[-1]
        acks += acks_in(said)
        assert wrongs_after_kill(folder, copy, acks) == []
    return acks, backs


def close_well(place: Path, acks: list[Ack]) -> None:
    """Open the folder as the next program would, end the lesson that was broken off, and look at what is left."""
    journal = open_journal(place / "data", second_place=place / "second")
    left = next(iter(queries.interrupted(journal)), None)
    leader = Leader(journal, seed=1)
    leader.come_back()
    assert left is None or leader.conductor.session.id == left.session
    leader.go_on(3)
    assert wrongs(journal, acks + leader.acks) == []
    journal.close()
    again = open_journal(place / "data", second_place=place / "second")
    assert again.notices == ()
    assert wrongs(again, acks + leader.acks) == []
    again.close()
    assert {path.name for path in (place / "data").iterdir()} <= {LOG, LOCK, BALLAST}
    assert list((place / "second").iterdir()) == []


def a_life(nurseries: "Queue[Nursery]", place: Path, kills: int, quick_place: Path) -> tuple[int, int]:
    """One folder from its first day to a proper end; how many promises were made and how often it came back."""
    nursery = nurseries.get()
    try:
        acks, backs = live_and_die(nursery, place, random.Random(place.name), kills, quick_place / place.name)
    finally:
        nurseries.put(nursery)
    close_well(place, acks)
    return len(acks), backs


@pytest.mark.slow
def test_that_a_killed_program_keeps_every_promise(
    nursery: Nursery, tmp_path: Path, quick_place: Path
) -> None:
    lives = [40 * TIMES, *[8] * (20 * TIMES)]  # one long life and many short ones
    nurseries: Queue[Nursery] = Queue()
    with Nursery() as other, ThreadPoolExecutor(2) as two:
        nurseries.put(nursery)
        nurseries.put(other)
        made = [
            two.submit(a_life, nurseries, tmp_path / f"life-{number}", kills, quick_place)
            for number, kills in enumerate(lives)
        ]
        promised, backs = (sum(counts) for counts in zip(*(one.result() for one in made), strict=True))
    print(f"{sum(lives)} kills, {promised} promises, {backs} times back in the lesson")
    assert sum(lives) >= 200
    assert backs > sum(lives) * 0.6
    assert promised > sum(lives) * 8
