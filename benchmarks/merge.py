"""Packages taken into a log, against plain sqlite3 that inserts the same rows, in the same run.

    python -m benchmarks.merge [--packages 100] [--sessions 600] [--folder DIR] [--server]

What a large municipality sends in a year: sessions of 14 facts each, of a dozen lessons led in different ways at times
of their own. Prints seconds (processor and clock), the ratio to the floor and each one's peak memory, for packages that
are new, then for the same ones once more. The floor gets its rows ready made, one transaction a package, with the
journal's own pragmas. To reach: 60,000 sessions in half a minute and 300 MB, once more in 3 s. Every measurement runs in
a process of its own. With `--server` the same packages also go into a PostgreSQL of the benchmark's own, with the
settings it comes with; the server's own processor time is counted with the program's, its memory is not.
"""

import argparse
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator import __version__, paths
from facilitator.content.library import Library
from facilitator.errors import NotNow
from facilitator.exchange.packages import merge, passpaket
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.engine import connect
from facilitator.journal.folder import LOG
from facilitator.journal.server.central import open_central
from facilitator.journal.sharing import versions
from facilitator.journal.sharing.versions import FactLine, Version
from facilitator.journal.tables import schema
from facilitator.journal.tables.chain import canonical
from facilitator.journal.tables.ids import next_id
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from tests import postgres
from tests.builders import HandClock, begin

TABLES = ("session", "session_step", "fact", "sheaf", "typed")
SHARED = ("device", "step_text")
"""Tables with what many sessions have in common: the floor takes them whole."""
_FROM = {name: f"SELECT * FROM {name}" for name in TABLES}  # noqa: S608
_INTO = {
    name: f"INSERT INTO {name} VALUES ({','.join('?' * len(schema.metadata.tables[name].columns))})"  # noqa: S608
    for name in TABLES
}
CREATED, FIRST = "2026-11-24T10:00:00Z", datetime(2025, 8, 18, 8, 10, tzinfo=UTC)
FACTS, LESSONS, WAYS, DAYS = 14, 12, 5, 440


def main() -> None:
    """Make the packages, then measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=int, default=100)
    parser.add_argument("--sessions", type=int, default=600, help="in each package")
    parser.add_argument("--folder", type=Path, help="where everything is made; by default a temporary folder")
    parser.add_argument("--server", action="store_true", help="the same on PostgreSQL too")
    parser.add_argument("--measure", choices=("new", "again", "floor"), help=argparse.SUPPRESS)
    parser.add_argument("--db", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        _measure(given.measure, given.folder, given.db)
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        packages = list(make(folder, given.packages, given.sessions))
        size = sum(file.stat().st_size for file in packages) / 1e6
        total = given.packages * given.sessions
        took = {what: _measured(what, folder) for what in ("new", "again", "floor")}
        if given.server:
            with postgres.running(given.folder or Path("/var/tmp")) as server:
                server.ask("CREATE DATABASE merged")
                for what in ("new", "again"):
                    before = server_s(server.folder)
                    one = _measured(what, folder, server.url("merged"))
                    more = server_s(server.folder) - before
                    took[f"server, {what}"] = replace(one, processor_s=one.processor_s + more)
                    print(f"of “server, {what}” {more:.2f} s of processor are the server's")
                ((stored,),) = server.ask("SELECT pg_database_size('merged') / 1e6")
                print(f"on the server {stored:.0f} MB")
        log = (folder / "merged" / LOG).stat().st_size / 1e6
        print(
            f"{given.packages} packages, {total:,} sessions, {total * FACTS:,} facts, {size:.1f} MB; log {log:.0f} MB"
        )
        floor = took["floor"].processor_s
        for what, one in took.items():
            print(
                f"{what:13} {one.processor_s:7.2f} s of processor {one.clock_s:7.2f} s by the clock {total / one.processor_s:8.0f} sessions/s "
                f"{one.processor_s / floor:6.2f} times the floor  peak {one.peak_mb:4.0f} MB"
            )


@dataclass(frozen=True)
class _Took:
    processor_s: float
    clock_s: float
    peak_mb: float


def server_s(folder: Path) -> float:
    """Seconds of processor that a server and all it has started have taken."""
    main = (folder / "data" / "postmaster.pid").read_text().split()[0]
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it may just have ended
            fields = stat.read_text().rpartition(")")[2].split()
            if stat.parent.name == main:
                ticks += sum(map(int, fields[11:15]))
            elif fields[1] == main:
                ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _measured(what: str, folder: Path, db: str = "") -> _Took:
    command = [
        sys.executable, "-m", "benchmarks.merge", "--measure", what, "--folder", str(folder), "--db", db,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return _Took(*json.loads(done.stdout))


def _measure(what: str, folder: Path, db: str) -> None:
    if what == "floor":
        processor_s, clock_s = _floor(folder)
    else:
        processor_s, clock_s = _merge(folder, "new" if what == "new" else "known", db)
    print(json.dumps([processor_s, clock_s, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


class _Watch:
    """Seconds of this process and of the clock since it was made."""

    def __init__(self) -> None:
        self._processor, self._clock = time.process_time(), time.perf_counter()

    def read(self) -> tuple[float, float]:
        return time.process_time() - self._processor, time.perf_counter() - self._clock


def _merge(folder: Path, expected: merge.Case, db: str) -> tuple[float, float]:
    files = sorted(folder.glob(f"*{passpaket.SUFFIX}"))
    with closing(open_central(db, make=True) if db else open_journal(folder / "merged")) as log:
        watch = _Watch()
        taken = [merge.take_in_file(log, file) for file in files]
        found = watch.read()
    numbers = merge.counts(taken)
    if sum(numbers.values()) != numbers[expected] or any(one.trouble for one in taken):
        raise SystemExit(f"not all is {expected}: {numbers}")
    return found


# --- the packages -----------------------------------------------------------------------------------------


def make(folder: Path, count: int, sessions: int) -> Iterator[Path]:
    """Packages of laptops of their own, each with sessions at times of their own."""
    chance = random.Random(1)
    patterns, scripts = _patterns(folder / "one", chance)
    own = ""
    for number in range(count):
        device, school = f"{number:032x}", f"Skola {number}"
        runs = []
        for turn in range(sessions):
            own = next_id(own)
            start = FIRST + timedelta(days=turn * DAYS // sessions, minutes=chance.randrange(400))
            runs.append(_moved(chance.choice(patterns), own, device, school, start, chance))
        used = sorted({run.start["lesson_hash"] for run in runs})
        group = {"code": "6B", "people": 24, "school": school, "active": True}
        members = {
            "sessions.jsonl": "".join(canonical(versions.plain(run)) + "\n" for run in runs),
            "lessons.jsonl": "".join(canonical({"hash": one, "script": scripts[one]}) + "\n" for one in used),
            "groups.jsonl": canonical(group) + "\n",
            "occasions.jsonl": "",
            "plans.jsonl": "",
            "breaks.jsonl": "",
        }
        facts = sum(run.seq for run in runs)
        counts = {
            "sessions": sessions,
            "facts": facts,
            "lessons": len(used),
            "groups": 1,
            "occasions": 0,
            "plans": 0,
            "breaks": 0,
        }
        head = {"program": __version__, "device": device, "created": CREATED, "counts": counts}
        file = folder / f"{number:04}.passpaket"
        passpaket.write(
            file, passpaket.SESSIONS, head, {name: text.encode() for name, text in members.items()}
        )
        yield file


def _moved(
    pattern: Version, own: str, device: str, school: str, start: datetime, chance: random.Random
) -> Version:
    """The same things done at another time and pace, in a chain of their own."""
    pace = chance.uniform(0.7, 1.3)
    facts: list[FactLine] = []
    for at_ms, _wall, kind, number, data in pattern.facts:
        at = round(at_ms * pace)
        wall = (start + timedelta(milliseconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")
        facts.append((at, wall, kind, number, data))
    hashes = versions.chained(own, facts)
    return Version(own, device, school, 60, pattern.program_version, tuple(facts), hashes)


def _patterns(folder: Path, chance: random.Random) -> tuple[Sequence[Version], dict[str, str]]:
    """Lessons led through the real conductor in different ways, and the lessons' texts by hash."""
    library = Library.open(paths.scenarios_dir())
    journal = open_journal(folder)
    queries.save_group(journal, Group("6B", 24))
    for lesson in library.planned[:LESSONS]:
        for _way in range(WAYS):
            _lead(journal, library, lesson.id, chance)
    if not journal.flush(60):
        raise SystemExit("the lessons were not written")
    with journal.database.begin() as connection:
        rows = [dict(row) for row in connection.execute(schema.session.select()).mappings()]
        found = [versions.stored(connection, row) for row in rows]
        lessons = connection.execute(schema.lesson_snapshot.select()).all()
    journal.close()
    return found, {row.hash: row.script for row in lessons}


def _lead(journal: Journal, library: Library, lesson: str, chance: random.Random) -> None:
    script, clock = library.script(lesson), HandClock()
    conductor = begin(journal, clock, lesson=script)
    steps = [step.id for step in script.steps]
    last = [o.End(), o.Answer("went", chance.randint(1, 4)), o.Answer("people", 22), o.FinishLog()]
    while conductor.session.seq < FACTS - len(last):
        clock.go(chance.uniform(60, 600))
        order = chance.choices(
            (o.Next(), o.GoTo(chance.choice(steps)), o.AddMinute(), o.TogglePause(), o.Skip(conductor.session.current.id, "time")), (12, 4, 1, 1, 1)
        )[0]  # fmt: skip
        with suppress(NotNow):
            conductor.order(order)
    for order in last:
        conductor.order(order)


# --- the floor --------------------------------------------------------------------------------------------


def _floor(folder: Path) -> tuple[float, float]:
    """Seconds for the same rows, ready made, a transaction a package."""
    open_journal(folder / "floor").close()
    processor_s = clock_s = 0.0
    with (
        closing(sqlite3.connect(folder / "merged" / LOG)) as source,
        closing(connect(folder / "floor" / LOG)) as raw,
    ):
        devices = [row[0] for row in source.execute("SELECT DISTINCT device FROM session ORDER BY device")]
        for name in SHARED:
            shared = source.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
            raw.executemany(f"INSERT OR IGNORE INTO {name} VALUES ({','.join('?' * len(shared[0]))})", shared)  # noqa: S608
        for device in devices:
            first, last = source.execute(
                "SELECT min(session), max(session) FROM session WHERE device = ?", (device,)
            ).fetchone()
            rows = [source.execute(f"{_FROM[name]} WHERE session BETWEEN ? AND ?", (first, last)).fetchall() for name in TABLES]  # fmt: skip
            watch = _Watch()
            raw.execute("BEGIN IMMEDIATE")
            for name, some in zip(TABLES, rows, strict=True):
                raw.executemany(_INTO[name], some)
            raw.execute("COMMIT")
            more = watch.read()
            processor_s, clock_s = processor_s + more[0], clock_s + more[1]
    return processor_s, clock_s


if __name__ == "__main__":
    main()
