"""One committed fact against one committed row in bare sqlite3, in the same run.

    python -m benchmarks.commit [--facts 2000] [--folder DIR]

The floor inserts one row a transaction with the journal's own pragmas. The journal is measured from `append` to the
return of `wait` on its receipt: thread, fact row, summary rows, seals and all. To reach: p99 at most 3 times the
floor's. The first fact of a session also brings the lesson's text and a row for every step, and has a line of its own.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from facilitator.content.script import Script
from facilitator.journal import Journal, open_journal
from facilitator.journal.engine import connect
from facilitator.session import facts as f
from facilitator.session.fold import evolve
from facilitator.session.state import Entry, Session, blank
from facilitator.session.summary import summarise
from tests.builders import script

_ROW = '{"count":3,"step":"moment-3"}' + "x" * 300


def main() -> None:
    """Measure both, turn about, so that both meet the same moods of the disk."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--facts", type=int, default=2000)
    parser.add_argument("--folder", type=Path, help="where the logs are made; by default a temporary folder")
    given = parser.parse_args()
    times: dict[str, list[float]] = {"floor": [], "fact": [], "start": []}
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        bare, commit = Path(name, "bare"), Path(name, "journal")
        open_journal(bare).close()
        journal = open_journal(commit)
        with closing(connect(bare / journal.path.name)) as raw:
            raw.execute("CREATE TABLE bare (data TEXT)")

            def one_row() -> None:
                raw.execute("BEGIN IMMEDIATE")
                raw.execute("INSERT INTO bare VALUES (?)", (_ROW,))
                raw.execute("COMMIT")

            entries = _entries(journal, script())
            for _number in range(given.facts):
                times["floor"].append(_timed(one_row))
                what, act = next(entries)
                times[what].append(_timed(act))
        journal.close()
    for what, took in times.items():
        print(f"{what:8}", *(f"p{q:g} {_quantile(took, q) * 1000:6.2f} ms" for q in (50, 90, 99)))
    for q in (50, 99):
        ratio = _quantile(times["fact"], q) / _quantile(times["floor"], q)
        print(f"p{q}: {ratio:.2f} times the floor" + (" (to reach: 3.00)" if q == 99 else ""))


def _entries(journal: Journal, text: Script) -> Iterator[tuple[str, Callable[[], None]]]:
    """One append after another, a new session every 60 facts; making the fact is not measured."""
    while True:
        own = journal.new_session_id()
        journal.keep_script(text)
        session = blank(own, text)
        started = f.PassStarted(text.lesson.id, text.hash, text.length, "6B", 24, False)
        steps = [f.LinesShown(step.id, n) for step in text.steps for n in range(5)]
        for seq, fact in enumerate([started, *steps], start=1):
            session = evolve(session, Entry(seq, seq * 41_000, "2026-11-23T08:10:00Z", fact))
            yield "start" if seq == 1 else "fact", _append(journal, session, seq, fact)


def _append(journal: Journal, session: Session, seq: int, fact: f.Fact) -> Callable[[], None]:
    entry, summary = Entry(seq, seq * 41_000, "2026-11-23T08:10:00Z", fact), summarise(session)

    def act() -> None:
        if not journal.append(session.id, entry, summary).wait(60.0):
            raise SystemExit("a fact was not committed within a minute")

    return act


def _timed(act: Callable[[], None]) -> float:
    since = time.perf_counter()
    act()
    return time.perf_counter() - since


def _quantile(took: list[float], percent: float) -> float:
    return sorted(took)[min(len(took) - 1, int(len(took) * percent / 100))]


if __name__ == "__main__":
    main()
