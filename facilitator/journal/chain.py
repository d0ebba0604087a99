"""The hash chain of a session: every fact seals all facts before it, and every summary row seals itself."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from facilitator.session.facts import to_plain
from facilitator.session.state import Entry


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, ASCII only, so that any Unicode survives storage."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def link(previous: str, row: Mapping[str, Any]) -> str:
    """The hash of a fact row that follows `previous`; before a session's first fact stands the session's id."""
    head = canonical([row["seq"], row["at_ms"], row["wall"], row["kind"], row["version"]])
    return hashlib.sha256(
        f"{previous}{head[:-1]},{row['data']}]".encode("utf-8", "surrogatepass")
    ).hexdigest()


def fact_row(session: str, entry: Entry, previous: str) -> dict[str, Any]:
    """The stored form of an entry, chained to `previous`."""
    kind, version, data = to_plain(entry.fact)
    row: dict[str, Any] = {
        "session": session, "seq": entry.seq, "at_ms": entry.at_ms, "wall": entry.wall,
        "kind": kind, "version": version, "data": canonical(data),
    }  # fmt: skip
    row["hash"] = link(previous, row)
    return row


def first_break(session: str, rows: Iterable[Mapping[str, Any]]) -> int | None:
    """The number of the first fact that does not follow from those before it; None when the chain is whole."""
    previous, expected = session, 1
    for row in rows:
        if row["seq"] != expected or link(previous, row) != row["hash"]:
            return expected
        previous, expected = row["hash"], expected + 1
    return None


def seal(*parts: Any) -> str:
    """The seal of a row (or of a row and the rows that hang on it)."""
    return hashlib.sha256(canonical(parts).encode()).hexdigest()
