"""Laptops of other schools, with sessions led through the real conductor, and packages made of them."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from facilitator.exchange.packages import passpaket, sessionpack
from facilitator.journal import Journal, queries
from facilitator.journal.log import Log
from facilitator.journal.tables import schema
from facilitator.journal.tables.chain import canonical
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor
from tests.builders import START, HandClock, begin
from tests.engines import log_at
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

QUESTION, NOTE = "Varför just då, Kim?", "Lugnt och fint i dag."
RUNS, LESSONS, GROUPS, OCCASIONS, PLANS, BREAKS = passpaket.SESSIONS.members


@contextmanager
def laptop(folder: Path) -> Iterator[Journal]:
    """A laptop's log."""
    with log_at(folder, None) as journal:
        yield journal


def led(
    journal: Journal, *, group: str = "6B", school: str = "Ekskolan", steps: int = 9, done: bool = True,
    began: datetime | None = None,
) -> str:  # fmt: skip
    """Lead a lesson with a text, a text taken back, counts and a note; its id. One a day from `START`, or as it `began`."""
    queries.save_group(journal, Group(group, 24, school=school))
    day = timedelta(days=len(queries.sessions(journal, rehearsals=True)))
    clock = HandClock(began or START + day)
    conductor = begin(journal, clock, group=group)
    for turn in range(steps):
        clock.go(60 + turn)
        conductor.order(o.Next())
    conductor.order(o.ParkQuestion(QUESTION))
    conductor.order(o.ParkQuestion("Bort med den"))
    conductor.order(o.UnparkQuestion("Bort med den"))
    conductor.order(o.ChooseTakeaway("mod"))
    conductor.order(o.End())
    conductor.order(o.Answer("went", 3))
    conductor.order(o.Answer("people", 4))
    conductor.order(o.WriteNote(NOTE, "5a"))
    if done:
        conductor.order(o.FinishLog())
    assert journal.flush(PATIENCE_S)
    return conductor.session.id


def taken_up(journal: Journal, session: str, order: o.Order) -> None:
    """Add one more fact to an ended session."""
    conductor = Conductor.resume(queries.load(journal, session), journal, HandClock(), Absence(0, 0))
    conductor.order(order)
    assert journal.flush(PATIENCE_S)


def packed(journal: Journal, file: Path, **more: Any) -> Path:
    """A package of the whole log."""
    sessionpack.export(journal, file, now=START + timedelta(days=90), **more)
    return file


@cache
def _led_and_packed(lessons: int, done: bool) -> tuple[bytes, tuple[str, ...]]:
    with folder_in_memory() as folder, laptop(folder / "data") as journal:
        own = tuple(led(journal, done=done) for _ in range(lessons))
        return packed(journal, folder / "a.passpaket").read_bytes(), own


def package(file: Path, *, lessons: int = 1, done: bool = True) -> tuple[str, ...]:
    """Lay a package of a laptop that has led so many lessons; their ids. It is made once, for it is only read or altered."""
    content, own = _led_and_packed(lessons, done)
    file.write_bytes(content)
    return own


def rewrite(file: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """The file changed by somebody who knows how it is built: every hash in the manifest agrees afterwards."""
    with zipfile.ZipFile(file) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    head = json.loads(members.pop(passpaket.MANIFEST))
    change(head, members)
    if "sha256" in head:
        head["sha256"] = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in ((passpaket.MANIFEST, json.dumps(head).encode()), *members.items()):
            pack.writestr(name, content)
    return file


def with_sessions(
    change: Callable[[list[dict[str, Any]]], None],
) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    """Change the sessions of a package; counts follow, chains are made anew."""

    def changed(head: dict[str, Any], members: dict[str, bytes]) -> None:
        runs = [json.loads(line) for line in members[RUNS].decode().splitlines()]
        change(runs)
        for run in runs:
            run["head"] = head_of(run)
        head["counts"] |= {"sessions": len(runs), "facts": sum(len(run["facts"]) for run in runs)}
        members[RUNS] = "".join(canonical(run) + "\n" for run in runs).encode()

    return changed


def head_of(run: dict[str, Any]) -> str:
    """The head of a chain, worked out by hand as the format says."""
    previous = str(run["session"])
    for seq, (at, wall, kind, number, data) in enumerate(run["facts"], 1):
        text = f"{previous}{canonical([seq, at, wall, kind, number])[:-1]},{canonical(data)}]"
        previous = hashlib.sha256(text.encode()).hexdigest()
    return previous


_TABLES = {
    table.name: select(*(column for column in table.columns if column is not schema.typed.c.id))
    for table in schema.metadata.sorted_tables
    if table is not schema.meta
}
_VALUES = select(schema.meta.c.key, schema.meta.c.value).where(schema.meta.c.key != "device")


def content(journal: Log) -> str:
    """The hash of everything that the log says, but for its own laptop's id and when packages happened to be taken in."""
    lines = []
    with journal.database.begin() as connection:
        for name, wanted in _TABLES.items():
            rows = [tuple(row) for row in connection.execute(wanted)]
            lines += [repr((name, *row)) for row in rows if journal.device not in row]
        values = connection.execute(_VALUES).all()
    for key, value in values:
        data = json.loads(value)
        if isinstance(data, dict):
            data.pop("taken", None)
        lines.append(repr((key.split("/")[0], canonical(data))))
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
