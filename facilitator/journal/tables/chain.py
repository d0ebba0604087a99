"""The hash chain of a session: every fact seals all facts before it, and every summary row seals itself."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.session.facts import Fact, to_plain
from facilitator.session.state import Entry

_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_quoted = json.encoder.encode_basestring_ascii


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, ASCII only, so that any Unicode survives storage."""
    return _canonical(value)


def link(previous: str, row: Mapping[str, Any]) -> str:
    """The hash of a fact row that follows `previous`; before a session's first fact stands the session's id."""
    return sealed(previous, row["seq"], row["at_ms"], row["wall"], row["kind"], row["version"], row["data"])


def sealed(previous: str, seq: Any, at_ms: Any, wall: Any, kind: Any, version: Any, data: Any) -> str:
    """The hash of a fact, of any values that a damaged log may hold."""
    if type(seq) is type(at_ms) is type(version) is int and type(wall) is type(kind) is str:
        head = f"[{seq},{at_ms},{_quoted(wall)},{_quoted(kind)},{version}"  # the same text, in a tenth of the time
    else:
        head = canonical([seq, at_ms, wall, kind, version])[:-1]
    return hashlib.sha256(f"{previous}{head},{data}]".encode("utf-8", "surrogatepass")).hexdigest()


APART = "apart"
"""The key in a stored fact under which the digest of its free text stands."""


@dataclass(frozen=True, slots=True)
class Apart:
    """The free text of a fact (JSON), which lies beside the chain; the chain holds its salted digest. `salt` and `text`
    are empty once the text is erased."""

    digest: str
    salt: str
    text: str


def apart_of(fact: Fact, salt: str) -> Apart | None:
    """The free text of a fact; None when it has none."""
    data = to_plain(fact)[2]
    if not any(data[name] for name in fact.typed):
        return None
    text = canonical({name: data[name] for name in fact.typed})
    return Apart(text_digest(salt, text), salt, text)


def text_digest(salt: str, text: str) -> str:
    """The salted digest that stands for free text in the chain."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def stored(entry: Entry, apart: Apart | None) -> tuple[str, int, dict[str, Any]]:
    """Kind, version and data of an entry as the chain holds them: with `apart`, a digest instead of the text."""
    kind, version, data = to_plain(entry.fact)
    if apart is None:
        return kind, version, data
    rest = {name: value for name, value in data.items() if name not in entry.fact.typed}
    return kind, version, rest | {APART: apart.digest}


def fact_row(session: str, entry: Entry, previous: str, apart: Apart | None = None) -> dict[str, Any]:
    """The stored form of an entry, chained to `previous`."""
    kind, version, data = stored(entry, apart)
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
