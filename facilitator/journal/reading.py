"""From stored facts back to sessions, with the chain verified on the way."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, select

from facilitator.content.script import Script, from_json
from facilitator.errors import ContentFault
from facilitator.i18n import _
from facilitator.journal.tables import chain, schema, sheaves
from facilitator.journal.tables.bulk import parts
from facilitator.journal.tables.chain import APART, text_digest
from facilitator.journal.tables.rows import STEP
from facilitator.session.facts import FACTS, Fact, TextsForgotten, from_plain
from facilitator.session.fold import fold
from facilitator.session.state import Entry, Session
from facilitator.session.written import mark

Row = Mapping[str, Any]
LEFT_OUT = "left out"
"""What stands in the place of the salt of a text that never came to this laptop: it is not damage that it is gone."""
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError)
"""What Python raises over a row whose bytes have changed into something else."""

_SHORT = 512
"""Characters of a fact's data that is remembered."""

_FACT, _TYPED = schema.fact, schema.typed
_STEP_OF, _TEXT_OF = schema.session_step, schema.step_text
# Asked again and again: each is put together once, with what it is about left open.
OWN_DEVICE = select(schema.meta.c.value).where(schema.meta.c.key == "device")
"""The id of the laptop that the log belongs to."""
_SESSION = select(schema.session).where(schema.session.c.session == bindparam("own"))
_FACTS = (
    select(_FACT, _TYPED.c.salt, _TYPED.c.text)
    .outerjoin_from(_FACT, _TYPED, (_FACT.c.session == _TYPED.c.session) & (_FACT.c.seq == _TYPED.c.seq))
    .where(_FACT.c.session == bindparam("own"))
    .order_by(_FACT.c.seq)
)
_SHEAF = select(schema.sheaf.c.format, schema.sheaf.c.facts).where(schema.sheaf.c.session == bindparam("own"))
_STEPS = (
    select(_STEP_OF.c.session, *((_TEXT_OF if name in _TEXT_OF.c else _STEP_OF).c[name] for name in STEP))
    .join(_TEXT_OF, _TEXT_OF.c.number == _STEP_OF.c.text)
    .where(_STEP_OF.c.session == bindparam("own"))
    .order_by(_STEP_OF.c.planned_order)
)
_SCRIPT = select(schema.lesson_snapshot.c.script).where(schema.lesson_snapshot.c.hash == bindparam("own"))


class Broken(Exception):
    """A session that cannot be trusted; the text says where."""


def fact_rows(connection: Connection, session: str) -> list[dict[str, Any]]:
    """The stored facts of a session in order, each with its free text (`salt`, `text`) where there is one; those that lie
    in a sheaf among those that stand as rows. Raises Broken when the sheaf cannot be read."""
    rows = [dict(row) for row in connection.execute(_FACTS, {"own": session}).mappings()]
    bound = connection.execute(_SHEAF, {"own": session}).first()
    if bound is None:
        return rows
    try:
        return sheaves.unbind(session, rows, *bound)
    except sheaves.Spoiled as spoiled:
        text = _("Session {session}: the entries that lie together have been altered or cannot be read.")
        raise Broken(text.format(session=session)) from spoiled


def hashes(connection: Connection, sessions: Sequence[str]) -> dict[str, dict[int, str]]:
    """The hashes of all facts of some sessions, by number; without those of a sheaf that cannot be read."""
    fact, sheaf = schema.fact.c, schema.sheaf.c
    found: dict[str, dict[int, str]] = {}
    for part in parts(sessions):
        rows: dict[str, list[dict[str, Any]]] = {own: [] for own in part}
        for row in connection.execute(
            select(fact.session, fact.seq, fact.hash).where(fact.session.in_(part))
        ).mappings():
            rows[row["session"]].append(dict(row))
        for bound in connection.execute(select(schema.sheaf).where(sheaf.session.in_(part))):
            own = bound.session
            with suppress(sheaves.Spoiled):
                rows[own] = sheaves.unbind(own, rows[own], bound.format, bound.facts)
        found |= {own: {row["seq"]: row["hash"] for row in every} for own, every in rows.items()}
    return found


def step_rows(connection: Connection, session: str) -> list[Row]:
    """The stored steps of a session in planned order."""
    return [dict(row) for row in connection.execute(_STEPS, {"own": session}).mappings()]


def session_row(connection: Connection, session: str) -> Row | None:
    """The stored row of a session; None when there is none."""
    row = connection.execute(_SESSION, {"own": session}).mappings().first()
    return None if row is None else dict(row)


def _entry(row: Row, marks: Mapping[int, str]) -> Entry:
    """The entry behind a stored fact. Raises Broken when its text is altered, or gone without being forgotten."""
    if f'"{APART}"' not in row["data"]:
        fact = fact_of(row["kind"], row["version"], row["data"])
        return Entry(row["seq"], row["at_ms"], row["wall"], fact)
    data = json.loads(row["data"])
    digest = data.pop(APART, None)
    if digest is not None:
        data |= _text(row, digest, marks)
    return Entry(row["seq"], row["at_ms"], row["wall"], from_plain(row["kind"], row["version"], data))


def fact_of(kind: str, version: int, data: str) -> Fact:
    """The fact behind its stored form, which has no text beside it; leaders do the same things again and again."""
    return (
        _common(kind, version, data) if len(data) <= _SHORT else from_plain(kind, version, json.loads(data))
    )


@lru_cache(maxsize=4096)
def _common(kind: str, version: int, data: str) -> Fact:
    return from_plain(kind, version, json.loads(data))


def _text(row: Row, digest: str, marks: Mapping[int, str]) -> dict[str, Any]:
    text = (row["text"] or "").strip()
    if not text and row["seq"] in marks:
        return {"text": marks[row["seq"]]}
    if row["salt"] == LEFT_OUT and not text:
        return without_text(row["kind"], row["seq"])
    if text_digest(row["salt"] or "", text) != digest:
        raise Broken(
            _("Session {session}: the text of entry {n} has been altered.").format(
                session=row["session"], n=row["seq"]
            )
        )
    found: dict[str, Any] = json.loads(text)
    return found


def without_text(kind: str, seq: int) -> dict[str, Any]:
    """What stands instead of the free text of a fact that came from another laptop without it."""
    fields = FACTS[kind].typed
    if fields == ("text",):
        return {"text": mark(seq)}
    return {name: "" if name == "word" else [] for name in fields}


def marks_of(forgotten: Iterable[Any]) -> dict[int, str]:
    """What stands instead of forgotten texts, by entry; `forgotten`: the groups of all `TextsForgotten`."""
    return {seq: mark(own[0]) for own in forgotten for seq in own}


def entries(row: Row, facts: Sequence[Row]) -> list[Entry]:
    """The entries of the session whose stored row is `row`. Raises Broken when the chain does not hold."""
    broken = chain.first_break(row["session"], facts)
    if broken is None and (len(facts) != row["seq"] or not facts or facts[-1]["hash"] != row["head"]):
        broken = len(facts)
    if broken is not None:
        raise Broken(
            _("Session {session} does not add up at entry {n}.").format(session=row["session"], n=broken)
        )
    return entries_of(facts)


def entries_of(facts: Iterable[Row]) -> list[Entry]:
    """The entries behind facts whose chain is known to hold. Raises Broken when a text does not belong to its fact."""
    facts = tuple(facts)
    lost = (json.loads(fact["data"])["entries"] for fact in facts if fact["kind"] == TextsForgotten.kind)
    marks = marks_of(own for groups in lost for own in groups)
    return [_entry(fact, marks) for fact in facts]


def script(connection: Connection, lesson_hash: str) -> Script:
    """The lesson text that a session ran. Raises Broken when it is missing, altered or not understood."""
    text = connection.execute(_SCRIPT, {"own": lesson_hash}).scalar()
    if text is None or hashlib.sha256(text.encode()).hexdigest() != lesson_hash:
        raise Broken(_("The text of a lesson that was run is missing or altered."))
    try:
        return understood(text)
    except ContentFault as fault:
        raise Broken(
            _("The text of a lesson that was run is of a form this program does not know.")
        ) from fault


understood = lru_cache(maxsize=96)(from_json)
"""The lesson in a stored text: many sessions run the same lessons. Raises ContentFault."""


def load(connection: Connection, session: str) -> Session:
    """The session as its facts left it. Raises KeyError for an unknown session and Broken."""
    row = session_row(connection, session)
    if row is None or row["imported"]:
        raise KeyError(session)
    try:
        found = entries(row, fact_rows(connection, session))
    except UNREADABLE as error:
        raise Broken(_("Session {session} cannot be read.").format(session=session)) from error
    return fold(session, script(connection, row["lesson_hash"]), found)
