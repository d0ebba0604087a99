"""Packages taken into a log, against plain sqlite3 that inserts the same rows, in the same run.

    python -m benchmarks.merge [--packages 100] [--sessions 60] [--folder DIR]

Prints seconds and the ratio to the floor, for packages that are new, then for the same ones once more, and how the time
of the first is divided: reading and looking at every value, and writing. The floor gets its rows ready made, one
transaction a package, with the journal's own pragmas. To reach: 60,000 sessions in half a minute.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from facilitator import __version__
from facilitator.errors import NotNow
from facilitator.exchange import merge, passpaket
from facilitator.journal import open_journal, queries, schema, versions
from facilitator.journal.chain import canonical
from facilitator.journal.engine import connect
from facilitator.journal.ids import next_id
from facilitator.journal.versions import Version
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from tests.builders import HandClock, begin

TABLES = ("session", "session_step", "fact", "typed")
_FROM = {name: f"SELECT * FROM {name}" for name in TABLES}  # noqa: S608
_INTO = {
    name: f"INSERT INTO {name} VALUES ({','.join('?' * len(schema.metadata.tables[name].columns))})"  # noqa: S608
    for name in TABLES
}
CREATED = "2026-11-24T10:00:00Z"


def main() -> None:
    """Make the packages, then measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=int, default=100)
    parser.add_argument("--sessions", type=int, default=60)
    parser.add_argument("--folder", type=Path, help="where everything is made; by default a temporary folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        files = list(_packages(folder, given.packages, given.sessions))
        size = sum(file.stat().st_size for file in files) / 1e6
        journal = open_journal(folder / "merged")
        read = write = 0.0
        for file in files:
            since = time.perf_counter()
            arrived = merge.read(journal, file)
            between = time.perf_counter()
            merge.take_in(journal, arrived)
            read, write = read + between - since, write + time.perf_counter() - between
        since = time.perf_counter()
        again = [merge.take_in_file(journal, file) for file in files]
        twice = time.perf_counter() - since
        total = given.packages * given.sessions
        if merge.counts(again)["known"] != total:
            raise SystemExit("the second time brought something new")
        journal.close()
        log = folder / "merged" / journal.path.name
        floor = _floor(log, folder / "floor", given.sessions)
        print(
            f"{given.packages} packages, {total:,} sessions, {size:.1f} MB; log {log.stat().st_size / 1e6:.0f} MB"
        )
        print(f"floor   {floor:7.2f} s  {total / floor:8.0f} sessions/s")
        for what, took in (("new", read + write), ("again", twice)):
            print(
                f"{what:7} {took:7.2f} s  {total / took:8.0f} sessions/s  {took / floor:5.1f} times the floor"
            )
        print(
            f"of new: reading {read:.2f} s ({read / floor:.1f}), writing {write:.2f} s ({write / floor:.1f})"
        )


def _packages(folder: Path, count: int, sessions: int) -> Iterator[Path]:
    """Packages of laptops of their own, with copies of one lesson, each under an id and in a chain of its own."""
    version, script = _one_lesson(folder / "one")
    own = ""
    for number in range(count):
        device = f"{number:032x}"
        runs = []
        for _turn in range(sessions):
            own = next_id(own)
            hashes = versions.chained(own, version.facts)
            school = f"Skola {number}"
            runs.append(Version(own, device, school, 60, version.program_version, version.facts, hashes))
        group = {"code": "6B", "people": 24, "school": f"Skola {number}", "active": True}
        members = {
            "sessions.jsonl": "".join(canonical(versions.plain(run)) + "\n" for run in runs),
            "lessons.jsonl": canonical(script) + "\n",
            "groups.jsonl": canonical(group) + "\n",
        }
        counts = {"sessions": sessions, "facts": sessions * version.seq, "lessons": 1, "groups": 1}
        head = {"program": __version__, "device": device, "created": CREATED, "counts": counts}
        file = folder / f"{number:04}.passpaket"
        passpaket.write(
            file, passpaket.SESSIONS, head, {name: text.encode() for name, text in members.items()}
        )
        yield file


def _one_lesson(folder: Path) -> tuple[Version, dict[str, str]]:
    journal = open_journal(folder)
    queries.save_group(journal, Group("6B", 24))
    clock = HandClock()
    conductor = begin(journal, clock)
    for turn in range(50):
        clock.go(45)
        with suppress(NotNow):  # the lesson has come to its last step; a pause on and off is two facts too
            conductor.order(o.Next() if turn < 40 else o.TogglePause())
    conductor.order(o.ParkQuestion("Varför just då?"))
    conductor.order(o.End())
    for field in ("went", "adults", "mentors"):
        conductor.order(o.Answer(field, 2))
    conductor.order(o.FinishLog())
    if not journal.flush(30):
        raise SystemExit("the lesson was not written")
    with journal.database.begin() as connection:
        row = connection.execute(schema.session.select()).mappings().one()
        version = versions.stored(connection, dict(row))
        lesson = connection.execute(schema.lesson_snapshot.select()).mappings().one()
    journal.close()
    return version, {"hash": lesson["hash"], "script": lesson["script"]}


def _floor(log: Path, folder: Path, sessions: int) -> float:
    """Seconds for the same rows, ready made."""
    open_journal(folder).close()
    with closing(sqlite3.connect(log)) as source:
        ids = [row[0] for row in source.execute("SELECT session FROM session ORDER BY session")]
        parts = [
            [source.execute(f"{_FROM[name]} WHERE session BETWEEN ? AND ?", (own[0], own[-1])).fetchall() for name in TABLES]
            for own in (ids[place : place + sessions] for place in range(0, len(ids), sessions))
        ]  # fmt: skip
        devices = source.execute("SELECT id FROM device").fetchall()
    with closing(connect(folder / log.name)) as raw:
        raw.executemany("INSERT OR IGNORE INTO device VALUES (?)", devices)
        since = time.perf_counter()
        for part in parts:
            raw.execute("BEGIN IMMEDIATE")
            for name, rows in zip(TABLES, part, strict=True):
                raw.executemany(_INTO[name], rows)
            raw.execute("COMMIT")
        return time.perf_counter() - since


if __name__ == "__main__":
    main()
