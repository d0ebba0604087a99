"""The facts of a session as one value: what came in a package lies bound in a sheaf (docs/adr/0028).

A sheaf holds no hashes. They are worked out on reading and must come out as those of the facts that stand as rows and as
the session's own head. What is asked for by kind, and what has a text, always stands as a row.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import ColumnElement

from facilitator.journal.tables import chain, schema
from facilitator.journal.tables.chain import APART
from facilitator.journal.tables.sheafwords import WORDS
from facilitator.session.facts import FACTS, CountsShown, ExerciseUndone, Fact, HandsCounted, MinutesCorrected

FORMAT: Final = 1
LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a sheaf before it is compressed; the facts of a session that has more stand as rows."""
BY_KIND: Final = frozenset(one.kind for one in (HandsCounted, CountsShown, ExerciseUndone, MinutesCorrected))
"""Kinds that the tables are asked for. One more here needs a step that lays out as rows those that are already bound."""

_LOOSE: Final = BY_KIND.union(kind for kind, one in FACTS.items() if one.typed)
"""Kinds that are not bound: those, and all that can hold a text, so that a text never lies where nobody can search for it."""
_APART: Final = f'"{APART}"'
_SEAL: Final = 8
_WORD: Final = r"[ !#-\[\]-~]*+"
_LINE: Final = re.compile(
    rf'^([1-9]\d{{0,8}}),(0|[1-9]\d{{0,15}}),(-?\d{{1,16}}|"{_WORD}"),"({_WORD})",([1-9]\d{{0,8}}),(\{{[ -~]*\}})$',
    re.ASCII | re.MULTILINE,
)
"""Numbers since the line before, milliseconds since then, the wall time or how it has moved against them; what happened."""
_SIXTY: Final = {f"{number:02}": number for number in range(60)}
_PRESS: Final = zlib.compressobj(6, zlib.DEFLATED, -13, 5, zlib.Z_DEFAULT_STRATEGY, WORDS)
"""Copied for each sheaf, with little memory: most are small."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR_S: Final = 3600
_Line = tuple[int, str, str, int, str]
_Row = dict[str, Any]


class Spoiled(ValueError):
    """A sheaf that is not as it was written."""


def of_kind(*facts: type[Fact]) -> ColumnElement[bool]:
    """The condition that a row of `fact` is of one of these kinds. Raises LookupError for a kind that lies in sheaves."""
    kinds = [one.kind for one in facts]
    if not BY_KIND.issuperset(kinds):
        raise LookupError(kinds)
    return schema.fact.c.kind.in_(kinds)


def bind(session: str, facts: Sequence[_Line]) -> tuple[list[int], bytes | None]:
    """A sheaf of the facts of a session (`at_ms`, wall, kind, version, data), and the numbers of those that stand as rows
    beside it. The same facts always give the same.

    None for a session that is too large, or holds what no program of ours writes: all of it stands as rows.
    """
    loose, lines, happened = [], [], []
    last = last_ms = last_shift = 0
    last_wall, shift = "", None
    for seq, (at_ms, wall, kind, number, data) in enumerate(facts, 1):
        if kind in _LOOSE or _APART in data:
            loose.append(seq)
            continue
        if wall != last_wall or at_ms != last_ms:
            last_wall, shift = wall, _shift(at_ms, wall)
        moment = f'"{wall}"' if shift is None else shift - last_shift
        lines.append(f'{seq - last},{at_ms - last_ms},{moment},"{kind}",{number},{data}')
        happened.append((kind, data))
        last, last_ms, last_shift = seq, at_ms, last_shift if shift is None else shift
    text = "\n".join(lines)
    if not lines or len(text) > LARGEST or [one[3::2] for one in _LINE.findall(text)] != happened:
        return [], None
    pressed = _pressed(text)
    return loose, _seal(session, pressed) + pressed


def unbind(session: str, rows: Sequence[_Row], form: Any, content: Any) -> list[_Row]:
    """The facts of a session in order: its rows, and between them those of its sheaf, each with the hash that follows
    from the fact before it. Whether the chain is whole is not asked. Raises Spoiled."""
    try:
        found = sorted([*_facts(session, form, content), *rows], key=itemgetter("seq"))
    except (zlib.error, ArithmeticError, UnicodeDecodeError, TypeError) as error:
        raise Spoiled(session) from error
    previous = session
    for row in found:
        if "hash" not in row:
            row["hash"] = chain.link(previous, row)
        previous = row["hash"]
    return found


def _facts(session: str, form: Any, content: Any) -> Iterator[_Row]:
    if form != FORMAT or type(content) is not bytes:
        raise Spoiled(session)
    pressed = content[_SEAL:]
    if content[:_SEAL] != _seal(session, pressed):
        raise Spoiled(session)
    text = _unpressed(pressed)
    lines = _LINE.findall(text)
    if len(lines) != text.count("\n") + 1:
        raise Spoiled(session)
    seq = at_ms = shift = 0
    for more, later, moment, kind, number, data in lines:
        if kind in BY_KIND or _APART in data:
            raise Spoiled(session)
        seq, at_ms = seq + int(more), at_ms + int(later)
        if moment[0] == '"':
            wall = moment[1:-1]
        else:
            shift += int(moment)
            wall = _wall(at_ms, shift)
        yield {
            "session": session, "seq": seq, "at_ms": at_ms, "wall": wall, "kind": kind, "version": int(number),
            "data": data, "salt": None, "text": None,
        }  # fmt: skip


def _seal(session: str, pressed: bytes) -> bytes:
    return hashlib.sha256(session.encode("utf-8", "surrogatepass") + pressed).digest()[:_SEAL]


def _pressed(text: str) -> bytes:
    press = _PRESS.copy()
    return press.compress(text.encode()) + press.flush()


def _unpressed(pressed: bytes) -> str:
    """What was compressed, within bounds. Raises zlib.error, UnicodeDecodeError."""
    press = zlib.decompressobj(-zlib.MAX_WBITS, zdict=WORDS)
    text = press.decompress(pressed, LARGEST + 1)
    if len(text) > LARGEST or not press.eof or press.unused_data:
        raise zlib.error("too much, or cut short")
    return text.decode("ascii")


# --- the clock on the wall ------------------------------------------------------------------------------------------


def _shift(at_ms: int, wall: str) -> int | None:
    """Seconds from the epoch to where the session's own clock would have begun by a wall time; None for one that is not
    written as the program writes it."""
    hours, minutes, seconds = _hours(wall[:13]), _SIXTY.get(wall[14:16]), _SIXTY.get(wall[17:19])
    if hours is None or minutes is None or seconds is None or f"{wall[13]}{wall[16]}{wall[19:]}" != "::Z":
        return None
    return hours * _HOUR_S + minutes * 60 + seconds - at_ms // 1000


def _wall(at_ms: int, shift: int) -> str:
    """The wall time behind it. Raises ArithmeticError for one that no calendar has."""
    hours, seconds = divmod(shift + at_ms // 1000, _HOUR_S)
    return f"{_hour(hours)}:{seconds // 60:02}:{seconds % 60:02}Z"


@lru_cache(maxsize=4096)
def _hours(text: str) -> int | None:
    """Hours since the epoch; sessions of a package fall in few of them."""
    try:
        hours = (datetime.fromisoformat(f"{text}:00:00+00:00") - _EPOCH) // timedelta(hours=1)
    except ValueError:
        return None
    return hours if _hour(hours) == text else None


@lru_cache(maxsize=4096)
def _hour(hours: int) -> str:
    return (_EPOCH + timedelta(hours=hours)).isoformat()[:13]
