"""The power goes at any moment, and nothing that has been promised is lost: recorded once, cut off many times."""

import json
import random
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from facilitator.journal.folder import BALLAST
from facilitator.journal.tables import schema
from facilitator.journal.writing.spill import FILE as SPILL
from facilitator.session import orders as o
from tests.durability import plain_writer
from tests.durability.disk import Disk, Files
from tests.durability.leader import Ack
from tests.durability.nursery import Child, Nursery
from tests.durability.recording import Call, record
from tests.durability.thoroughness import TIMES
from tests.exchange.laptops import laptop, led, packed, taken_up

_CONTROLS = 60
_BATCH = 25
_JUDGES = 2


def contents(folder: Path) -> Files:
    """All files below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(files: Files, folder: Path) -> None:
    """Make a folder that holds just these files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)


def promise(call: Call) -> Any:
    """What a call promises to the outside world, also that it lies in the side file; None when it is no promise."""
    if call.name != "write" or call.args[0] != "1":
        return None
    _pid, word, what = call.text(1).decode().split(" ", 2)
    if word == "ack":
        return json.loads(what)
    status, *ack = json.loads(what) if word == "waiting" else [None]
    return ack if status == "spilled" else None


def cuts(
    calls: list[Call], folder: Path, given: Files, promises: list[Ack], number: int
) -> Iterator[tuple[Files, list[Any]]]:
    """Disks after a power cut, each with all that had been promised by then; at last it must be the real folder."""
    chance, disk = random.Random(number), Disk(folder, given)
    moments = sorted(chance.choices(range(len(calls)), k=number))
    promises = list(promises)
    for moment, call in enumerate(calls):
        while moments and moments[0] == moment:
            moments.pop(0)
            yield disk.cut(chance), list(promises)
        disk.do(call)
        promised = promise(call)
        if promised is not None:
            promises.append(promised)
    assert disk.live() == contents(folder), "the recording does not tell all"


def of_folder(calls: list[Call], folder: Path, given: Files) -> list[Call]:
    """The calls that change the folder, and the promises."""
    disk = Disk(folder, given)
    return [call for call in calls if disk.do(call) or promise(call) is not None]


@dataclass
class Desk:
    """Where a program is recorded, and where its cut-off folders are looked at."""

    nursery: Nursery
    folder: Path
    second: Path
    states: Path

    def faults(self, number: int, promises: list[Ack], job: str, **values: Any) -> list[str]:
        """What `number` power cuts do wrong to a program; it makes its promises on top of these."""
        given = contents(self.folder)
        child = self.nursery.bear(job, held=True, folder=str(self.folder), second=str(self.second), **values)
        calls, _said = record(child, self.second / "calls")
        calls = of_folder(calls, self.folder, given)
        found: list[str] = []
        at_work: deque[tuple[Path, Child]] = deque()
        states = cuts(calls, self.folder, given, promises, number)
        while batch := list(islice(states, _BATCH)):
            if len(at_work) == _JUDGES:
                found += _verdict(*at_work.popleft())
            at_work.append(self._judge(batch))
        found += [wrong for one in at_work for wrong in _verdict(*one)]
        promises += [ack for ack in map(promise, calls) if ack]
        print(f"{job}: {number} power cuts, up to {len(promises)} promises, {len(found)} wrong")
        return found

    def _judge(self, batch: list[tuple[Files, list[Ack]]]) -> tuple[Path, Child]:
        """Let a program look at these folders."""
        place = Path(tempfile.mkdtemp(dir=self.states))
        for number, (files, _acks) in enumerate(batch):
            put(files, place / str(number))
        counts = [len(acks) for _files, acks in batch]
        return place, self.nursery.bear("judge", batch=str(place), promises=batch[-1][1], counts=counts)


def _verdict(place: Path, judge: Child) -> list[str]:
    said, code = judge.rest()
    assert code == 0
    shutil.rmtree(place)
    found: list[str] = said[-1][1]
    return found


@pytest.fixture
def desk(nursery: Nursery, folder: Path, second: Path, quick_place: Path) -> Desk:
    """A desk with a folder that has its ballast, which is of no interest here."""
    folder.mkdir()
    (folder / BALLAST).touch()
    return Desk(nursery, folder, second, quick_place)


@pytest.mark.slow
def test_that_a_power_cut_takes_no_promised_step(desk: Desk) -> None:
    promises: list[Ack] = []
    assert desk.faults(300 * TIMES, promises, "career") == []
    assert len(promises) > 60


@pytest.mark.slow
def test_that_a_power_cut_takes_nothing_out_of_the_side_file(desk: Desk) -> None:
    promises: list[Ack] = []
    assert desk.faults(50 * TIMES, promises, "hindered", orders=16, limit=190_000) == []
    assert (desk.folder / SPILL).exists()
    assert {ack[1] for ack in promises} == set(range(1, 18))
    assert desk.faults(50 * TIMES, promises, "lead", seed=6, orders=6) == []  # folds the side file in
    assert not (desk.folder / SPILL).exists()


@pytest.mark.slow
def test_that_a_power_cut_takes_nothing_of_a_package_that_is_in(desk: Desk, tmp_path: Path) -> None:
    """One session, the same with more facts, which take the place of the sheaf that is there, and one of another school."""
    for school in ("ek", "lind"):
        with laptop(tmp_path / school) as journal:
            own = led(journal, school=school, done=False)
            packed(journal, tmp_path / f"{school}-1.passpaket")
            taken_up(journal, own, o.FinishLog())
            packed(journal, tmp_path / f"{school}-2.passpaket")
    promises: list[Ack] = []
    assert desk.faults(100 * TIMES, promises, "receive", packages=str(tmp_path)) == []
    assert len({ack[0] for ack in promises}) == 2
    with laptop(desk.folder) as journal, journal.database.begin() as connection:
        assert len(connection.execute(select(schema.sheaf)).all()) == 2


@pytest.mark.parametrize(
    ("journal_mode", "synchronous"), [("WAL", "NORMAL"), ("DELETE", "OFF")], ids=["wal-normal", "delete-off"]
)
def test_that_power_cuts_find_weak_settings_out(
    nursery: Nursery, folder: Path, second: Path, quick_place: Path, journal_mode: str, synchronous: str
) -> None:
    losses, damaged = _weak(nursery, folder, second, quick_place, journal_mode, synchronous)
    print(f"{journal_mode} + {synchronous}: {losses} of {_CONTROLS} lose, {damaged} damaged")
    assert losses + damaged > _CONTROLS / 2
    assert damaged > 0 or synchronous != "OFF"


@pytest.mark.parametrize(("journal_mode", "synchronous"), [("WAL", "FULL"), ("DELETE", "EXTRA")])
def test_that_power_cuts_do_no_wrong_to_strong_settings(
    nursery: Nursery, folder: Path, second: Path, quick_place: Path, journal_mode: str, synchronous: str
) -> None:
    assert _weak(nursery, folder, second, quick_place, journal_mode, synchronous) == (0, 0)


def _weak(
    nursery: Nursery, folder: Path, second: Path, quick_place: Path, journal_mode: str, synchronous: str
) -> tuple[int, int]:
    """How many power cuts lost something promised by the plain writer, and how many damaged its file."""
    folder.mkdir()
    child = nursery.bear(
        "plain", held=True, folder=str(folder), journal_mode=journal_mode, synchronous=synchronous, rows=60
    )
    calls, _said = record(child, second / "calls")
    lost = damaged = 0
    for files, acks in cuts(of_folder(calls, folder, {}), folder, {}, [], _CONTROLS):
        put(files, quick_place / "state")
        loss = plain_writer.losses(quick_place / "state", len(acks))
        damaged += loss is None
        lost += bool(loss)
    return lost, damaged
