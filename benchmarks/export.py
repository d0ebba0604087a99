"""The CSV export against plain sqlite3 + csv writing the same columns, in the same run.

    python -m benchmarks.export [--sessions 100000] [--facts 20] [--folder DIR]

Prints seconds, the ratio to the floor (to reach: at least 0.5 of its speed) and each one's peak memory (at most
100 MB). Every measurement runs in a process of its own.
"""

import argparse
import csv
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import insert

from facilitator.exchange.sheets import csvset
from facilitator.journal import open_journal
from facilitator.journal.folder import LOG
from facilitator.journal.tables import chain, schema, steptexts
from facilitator.journal.tables.ids import next_id
from facilitator.journal.tables.rows import STEP, changes_in, seal_of

STEPS = 10
_BATCH = 1000


def main() -> None:
    """Fill a log, then measure the floor and the export."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sessions", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the log is made; by default a temporary folder")
    parser.add_argument("--measure", choices=("floor", "export"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        {"floor": floor, "export": export}[given.measure](given.folder)
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        fill(folder, given.sessions, given.facts)
        size = (folder / LOG).stat().st_size / 1e6
        print(f"{given.sessions:,} sessions, {given.sessions * given.facts:,} facts, {size:.0f} MB")
        best = {}
        for measure in ("floor", "export"):
            runs = [_measured(measure, folder) for _round in range(given.rounds)]
            best[measure] = min(seconds for seconds, _peak in runs)
            peak = max(peak for _seconds, peak in runs)
            print(f"{measure:7} {best[measure]:6.2f} s   peak {peak:4.0f} MB")
        print(f"export runs at {best['floor'] / best['export']:.2f} of the floor's speed (to reach: 0.50)")


def _measured(measure: str, folder: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.export", "--measure", measure, "--folder", str(folder)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(answer[0]), float(answer[1])


def _report(since: float) -> None:
    print(time.perf_counter() - since, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def floor(folder: Path) -> None:
    """The same columns, straight from the tables to the files."""
    out = folder / "floor"
    out.mkdir(exist_ok=True)
    since = time.perf_counter()
    raw = sqlite3.connect(folder / LOG)
    sessions = [
        c.name
        for c in schema.session.columns
        if c.name not in ("device", "seal", "exported", "head", "safe_screens", *schema.CHANGES)
    ]
    steps = ["session", *STEP]
    both = '"session_step" JOIN step_text ON number = text'
    for table, source, names in (("session", '"session"', sessions), ("session_step", both, steps)):
        with (out / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow(names)
            wanted = ", ".join(f'"{name}"' for name in names)
            writer.writerows(raw.execute(f"SELECT {wanted} FROM {source} ORDER BY session"))  # noqa: S608
    raw.close()
    _report(since)


def export(folder: Path) -> None:
    """The program's own export, opening of the log not counted."""
    journal = open_journal(folder)
    since = time.perf_counter()
    csvset.export(journal, folder / "out")
    _report(since)
    journal.close()


def fill(folder: Path, sessions: int, facts: int) -> None:
    """Make a log of `sessions` sessions with `facts` facts and `STEPS` steps each."""
    journal = open_journal(folder)
    own = ""
    for first in range(0, sessions, _BATCH):
        runs, steps, rows = [], [], []
        for number in range(first, min(first + _BATCH, sessions)):
            own = next_id(own, 1_760_000_000_000 + number, number)
            mine = [_step(own, place, number) for place in range(1, STEPS + 1)]
            chained = _facts(own, facts)
            run = _session(own, journal.device, number, chained[-1])
            runs.append(run | changes_in(mine) | {"seal": seal_of(run, mine), "exported": ""})
            steps += mine
            rows += chained
        with journal.database.begin() as connection:
            connection.execute(insert(schema.session), runs)
            steptexts.insert_steps(connection, steps)
            connection.execute(insert(schema.fact), rows)
        journal.database.checkpoint()
    journal.close()


def _facts(own: str, count: int) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    previous = own
    for seq in range(1, count + 1):
        row: dict[str, object] = {
            "session": own, "seq": seq, "at_ms": seq * 90_000, "wall": f"2026-11-23T08:{seq % 60:02}:07Z",
            "kind": "step_shown", "version": 1, "data": f'{{"count":{seq},"step":"moment-{seq}"}}',
        }  # fmt: skip
        previous = chain.link(previous, row)
        rows.append(row | {"hash": previous})
    return rows


def _step(own: str, place: int, number: int) -> dict[str, object]:
    return {
        "session": own, "planned_order": place, "step": f"moment-{place}", "title": f"Moment nummer {place}",
        "form": "text", "weight": "core" if place % 2 else "optional", "actual_order": place % STEPS, "planned_s": 300,
        "spent_s": 240 + number % 120, "paused_s": 0, "outcome": "held" if place % STEPS else "skipped",
        "reason": "" if place % STEPS else "time",
    }  # fmt: skip


def _session(own: str, device: str, number: int, last: dict[str, object]) -> dict[str, object]:
    return dict.fromkeys(schema.CONDITIONS) | {
        "late": False, "session": own, "lesson": "mvp-03", "lesson_version": "1.0.0", "lesson_hash": "f" * 64, "programme": "mvp",
        "label": "MVP 3", "title": "Vad är våld?", "length_min": 50, "group": f"{4 + number % 6}A", "rehearsal": False,
        "started": f"2026-{1 + number % 12:02}-{1 + number % 28:02}T08:{number % 60:02}:11Z", "status": "done",
        "finished": True, "spent_s": 2700 + number % 300, "paused_s": number % 60, "gap_s": 0, "core_planned": 5,
        "core_held": 5, "order_kept": True, "support_shown": True, "safe_screens": 0, "noted": False,
        "people": number % 30, "went": 3, "adults": 1, "mentors": 2, "prepared_min": 15, "group_form": 1, "stayed": 1,
        "last_step": f"moment-{STEPS}", "seq": last["seq"], "school": "Ekskolan", "utc_offset_min": 60,
        "ended": f"2026-{1 + number % 12:02}-{1 + number % 28:02}T09:{number % 60:02}:11Z", "program_version": "0.1.0",
        "people_band": "6+", "device": device, "imported": False, "head": last["hash"],
    }  # fmt: skip


if __name__ == "__main__":
    main()
