"""A plain writer with settings that are known to be too weak: the power cuts must find it out."""

import sqlite3
from pathlib import Path

from tests.durability.leader import Say

LOG = "plain.db"


def write(say: Say, folder: str, journal_mode: str, synchronous: str, rows: int) -> None:
    """Write rows, one transaction each, and promise each one after its commit."""
    raw = sqlite3.connect(Path(folder) / LOG, isolation_level=None)
    raw.execute(f"PRAGMA journal_mode = {journal_mode}").fetchall()
    raw.execute(f"PRAGMA synchronous = {synchronous}")
    raw.execute("CREATE TABLE fact (seq INTEGER PRIMARY KEY, data TEXT)")
    raw.execute("CREATE INDEX fact_data ON fact (data)")
    for seq in range(1, rows + 1):
        raw.execute("INSERT INTO fact VALUES (?, ?)", (seq, text(seq)))
        say("ack", seq)
    raw.close()


def text(seq: int) -> str:
    """What is written in a row."""
    return f"{seq * 7919 % 1000:03} " + "Vi lyssnar på varandra. " * (seq % 30)


def losses(folder: Path, promised: int) -> int | None:
    """How many promised rows are lost; None when the file is damaged."""
    raw = sqlite3.connect(folder / LOG)
    try:
        if raw.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return None
        kept = dict(raw.execute("SELECT seq, data FROM fact").fetchall())
    except sqlite3.DatabaseError as error:
        return promised if "no such table" in str(error) else None
    finally:
        raw.close()
    if any(data != text(seq) for seq, data in kept.items()):
        return None
    return sum(seq not in kept for seq in range(1, promised + 1))
