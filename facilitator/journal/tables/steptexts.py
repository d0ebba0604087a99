"""What a lesson's text says of a step, kept once for all sessions that ran it: `session_step` holds its number (docs/adr/0029).

The number is worked out from the words themselves, so that a log is the same in whatever order it was filled.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select

from facilitator.journal.tables import schema
from facilitator.journal.tables.bulk import columns, insert_rows, parts
from facilitator.journal.tables.chain import canonical

Text = tuple[str, str, str, str, int]
"""`step`, `title`, `form`, `weight`, `planned_s`."""
TEXT: Final = tuple(name for name in columns(schema.step_text) if name != "number")
_BITS: Final = 63
_OWN: Final = columns(schema.session_step)
_BEFORE, _AFTER = (
    itemgetter(*names) for names in (_OWN[: _OWN.index("text")], _OWN[_OWN.index("text") + 1 :])
)
_TEXT_OF: Final = itemgetter(*TEXT)
_NUMBERED: Final = select(schema.step_text).where(
    schema.step_text.c.number.in_(bindparam("numbers", expanding=True))
)


@lru_cache(maxsize=8192)
def number_of(step: str, title: str, form: str, weight: str, planned_s: int) -> int:
    """The number of a text: so many bits of its hash as every database holds without a sign."""
    digest = hashlib.sha256(canonical([step, title, form, weight, planned_s]).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - _BITS)


def text_of(step: Mapping[str, Any]) -> Text:
    """What is kept of a step only once."""
    found: Text = _TEXT_OF(step)
    return found


def apart(steps: Iterable[Mapping[str, Any]]) -> tuple[list[tuple[Any, ...]], dict[int, Text]]:
    """Steps as `session_step` holds them, a value for every column in order, and their texts by number."""
    rows, texts = [], {}
    for step in steps:
        text = text_of(step)
        number = number_of(*text)
        texts[number] = text
        rows.append((*_BEFORE(step), number, *_AFTER(step)))
    return rows, texts


def insert_steps(connection: Connection, steps: Iterable[Mapping[str, Any]]) -> None:
    """Insert steps, and those of their texts that are not here."""
    rows, texts = apart(steps)
    keep(connection, texts)
    insert_rows(connection, schema.session_step, rows)


def keep(connection: Connection, texts: Mapping[int, Text]) -> None:
    """Keep texts; one that stands altered under its number is set right."""
    table, here = schema.step_text, read(connection, texts)
    fresh = {number: text for number, text in texts.items() if here.get(number) != text}
    for part in parts(sorted(fresh.keys() & here.keys())):
        connection.execute(delete(table).where(table.c.number.in_(part)))
    if fresh:
        connection.execute(
            insert(table), [{"number": n, **dict(zip(TEXT, fresh[n], strict=True))} for n in fresh]
        )


def read(connection: Connection, numbers: Iterable[int]) -> dict[int, Text]:
    """The texts behind numbers; one that is not here is left out."""
    found = dict[int, Text]()
    for part in parts(sorted(numbers)):
        rows = connection.execute(_NUMBERED, {"numbers": part})
        found |= {row.number: (row.step, row.title, row.form, row.weight, row.planned_s) for row in rows}
    return found


def of_session(connection: Connection, session: str) -> set[int]:
    """The numbers of the texts that the steps of a session have."""
    table = schema.session_step.c
    return set(connection.execute(select(table.text).where(table.session == session)).scalars())


def forget_unused(connection: Connection, among: Collection[int] | None = None) -> None:
    """Let go of texts that no step has any more; None: whichever they are."""
    table, used = schema.step_text.c, schema.session_step.c.text
    if among is None:
        among = connection.execute(select(table.number)).scalars().all()
        left = set(among) - set(connection.execute(select(used).distinct()).scalars())
    else:
        left = set(among)
        for part in parts(sorted(among)):
            left -= set(connection.execute(select(used).where(used.in_(part)).distinct()).scalars())
    for part in parts(sorted(left)):
        connection.execute(delete(schema.step_text).where(table.number.in_(part)))
