"""Sessions from other laptops taken into the log: idempotent, in any order, whole or not at all.

An account that goes on from the one that stands here takes its place; one that differs from the same point waits beside
the log until somebody chooses, and nothing is lost. Until then the longer one stands, so that the order in which packages
come does not matter; a session that was led on this laptop is never replaced without a choice.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError

from facilitator.content.script import Script, to_json
from facilitator.journal import queries, reading
from facilitator.journal.engine import unguarded
from facilitator.journal.log import Log
from facilitator.journal.reading import LEFT_OUT, UNREADABLE, Broken
from facilitator.journal.removal import removals
from facilitator.journal.sharing import versions
from facilitator.journal.sharing.versions import NotOurs, Prepared, Version
from facilitator.journal.tables import schema, sheaves, steptexts
from facilitator.journal.tables.bulk import among, columns, insert_rows, parts
from facilitator.journal.tables.rows import ASIDE, CONFLICT, SessionRow, meta_key
from facilitator.journal.writing.keeper import keep_note, put_session
from facilitator.session.facts import NoteWritten, TextsForgotten
from facilitator.session.rules import note_digest

Case = Literal["new", "longer", "known", "conflicting", "removed"]
CASES: tuple[Case, ...] = ("new", "longer", "known", "conflicting")
AS_THEY_ARE: tuple[Case, ...] = ("known", "removed")
"""Cases that leave the log as it is; what was removed by decision stays away."""
Outcome = Mapping[str, Case]
"""What became of each session of a package."""
_REFUSED = (SQLAlchemyError, ArithmeticError, ValueError, TypeError)
_LOOKED_AT = ("session", "seq", "head", "status", "imported", *versions.ADDED)
_HERE = select(*(schema.session.c[name] for name in _LOOKED_AT))
_SCRIPTS, _DEVICES = select(schema.lesson_snapshot.c.hash), select(schema.device.c.id)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two accounts of one session: the one that stands here (`ours`) and one that came (`theirs`), as they would show.

    `differs_after`: how many facts both begin with.
    """

    key: str
    ours: SessionRow
    theirs: SessionRow
    differs_after: int


def look(journal: Log, arrived: Iterable[Version]) -> dict[str, Case]:
    """What would become of each session; nothing is changed. Raises WorldTrouble."""
    with journal.database.begin() as connection:
        return _cases(connection, tuple(arrived))


def take_in(
    journal: Log, connection: Connection, arrived: Iterable[Version], prepared: Mapping[str, Prepared],
    scripts: Mapping[str, Script],
) -> dict[str, Case]:  # fmt: skip
    """Take sessions into the log within one transaction. What is known needs no rows, the others' are `prepared`.

    Raises NotOurs for values that the log cannot hold.
    """
    try:
        cases = _cases(connection, tuple(arrived))
        wanted = {
            one.session: prepared.get(one.session) or versions.prepare(one, scripts)
            for one in arrived
            if cases[one.session] not in AS_THEY_ARE
        }
        _keep_scripts(connection, wanted.values())
        _keep_devices(connection, wanted.values())
        _insert(journal, connection, [one for own, one in wanted.items() if cases[own] == "new"])
        others = {own: one for own, one in wanted.items() if cases[own] != "new"}
        left = set[int]()
        with unguarded(connection) if others else nullcontext():
            for own, one in others.items():
                if cases[own] == "longer":
                    left |= _stand(journal, connection, one, one.version.seq)
                else:
                    left |= _dispute(journal, connection, one)
        steptexts.forget_unused(connection, left)  # all at once: it looks through the steps of every session
    except _REFUSED as error:
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | DataError):
            raise  # the disk, not the package
        raise NotOurs("values") from error
    return cases


def _cases(connection: Connection, arrived: Sequence[Version]) -> dict[str, Case]:
    here = rows_here(connection, [one.session for one in arrived])
    gone = removals.gone(connection, removals.SESSION, [one.session for one in arrived])
    shorter = [one.session for one in arrived if one.session in here and one.seq < here[one.session]["seq"]]
    hashes = reading.hashes(connection, shorter)
    return {
        one.session: "removed"
        if one.session in gone
        else _case(connection, one, here.get(one.session), hashes.get(one.session, {}))
        for one in arrived
    }


def rows_here(connection: Connection, sessions: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """What is to be known of those sessions that are here."""
    found: dict[str, Mapping[str, Any]] = {}
    for part in parts(sessions):
        rows = connection.execute(_HERE.where(among(connection, schema.session.c.session, part)))
        found |= {row[0]: dict(zip(_LOOKED_AT, row, strict=True)) for row in rows}
    return found


def _case(
    connection: Connection, version: Version, row: Mapping[str, Any] | None, hashes: Mapping[int, str]
) -> Case:
    """What is to become of a version; `hashes`: of the facts that are here, where there are more of them."""
    if row is None:
        return "new"
    if row["imported"]:
        return "longer"  # a row of a CSV set gives way to the facts behind it
    added = tuple(row[name] for name in versions.ADDED)
    if added == version.added:
        if row["seq"] <= version.seq and version.hashes[row["seq"] - 1] == row["head"]:
            if row["seq"] == version.seq:
                return "known"
            return "conflicting" if row["status"] == "running" else "longer"
        if hashes.get(version.seq) == version.head:
            return "known"
    if any(one.goes_on_from(version) for one in _kept(connection, ASIDE, version.session).values()):
        return "known"
    return "conflicting"


# --- versions that differ ---------------------------------------------------------------------------------


def _dispute(journal: Log, connection: Connection, arrived: Prepared) -> set[int]:
    """Keep a version that differs beside the log; of versions that hold one another only the longest waits. As `_stand`."""
    version = arrived.version
    waiting = _kept(connection, CONFLICT, version.session)
    if any(one.goes_on_from(version) for one in waiting.values()):
        return set()
    _drop_held(connection, version)
    row = reading.session_row(connection, version.session)
    assert row is not None
    decided = _kept(connection, ASIDE, version.session)
    standing = versions.stored(connection, row, texts=True)
    if row["device"] != journal.device and not decided and version.rank > standing.rank:
        _keep(connection, CONFLICT, standing)
        return _replace(journal, connection, arrived, standing)
    _keep(connection, CONFLICT, version)
    return set()


def _drop_held(connection: Connection, version: Version) -> None:
    """Let go of versions that wait and are held by this one."""
    for key, one in _kept(connection, CONFLICT, version.session).items():
        if version.goes_on_from(one):
            _drop(connection, key)


def conflicts(journal: Log) -> list[Conflict]:
    """The versions that wait for a choice, by session. Raises WorldTrouble."""
    with journal.database.begin() as connection:
        waiting = _kept(connection, CONFLICT)
        found = [_conflict(journal, connection, *one) for one in sorted(waiting.items(), key=_by_session)]
    return [one for one in found if one is not None]


def waiting(journal: Log) -> list[str]:
    """The keys of the versions that wait for a choice, in an order of their own. Raises WorldTrouble."""
    table = schema.meta.c
    with journal.database.begin() as connection:
        return list(
            connection.execute(
                select(table.key).where(table.key.startswith(CONFLICT)).order_by(table.key)
            ).scalars()
        )


def conflict(journal: Log, key: str) -> Conflict | None:
    """The version that waits under a key beside the one that stands; None when it waits no more. Raises WorldTrouble."""
    with journal.database.begin() as connection:
        theirs = _kept(connection, key).get(key)
        return None if theirs is None else _conflict(journal, connection, key, theirs)


def _conflict(journal: Log, connection: Connection, key: str, theirs: Version) -> Conflict | None:
    row = reading.session_row(connection, theirs.session)
    if row is None:
        return None
    try:
        standing = versions.stored(connection, row, texts=True)
        prepared = versions.prepare(theirs, _scripts(connection, theirs))
    except (Broken, *UNREADABLE):
        return None  # `doctor` tells of it
    if standing.goes_on_from(theirs):
        return None  # what stands here has grown to hold it
    mine = row["device"] == journal.device
    return Conflict(key, _shown(row, mine), _shown(prepared.row, mine), standing.shared(theirs))


def _shown(row: Mapping[str, Any], led_here: bool) -> SessionRow:
    return SessionRow(**{name: row[name] for name in queries.SHOWN}, led_here=led_here)


def _by_session(item: tuple[str, Version]) -> tuple[str, str]:
    return item[1].session, item[0]


def choose(journal: Log, key: str, *, theirs: bool) -> bool:
    """Let the version that came stand, or the one that is here; the other is kept beside the log.

    False when the conflict is no longer there. Raises WorldTrouble; then nothing has changed.
    """
    with journal.database.writing() as connection:
        value = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar()
        if not key.startswith(CONFLICT) or value is None:
            return False
        version = versions.from_text(value)
        _drop(connection, key)
        if not theirs:
            _keep(connection, ASIDE, version)
            return True
        row = reading.session_row(connection, version.session)
        assert row is not None
        standing = versions.stored(connection, row, texts=True)
        if not version.goes_on_from(standing):
            _keep(connection, ASIDE, standing)
        prepared = versions.prepare(version, _scripts(connection, version))
        with unguarded(connection):
            steptexts.forget_unused(connection, _replace(journal, connection, prepared, standing))
    journal.read_anew()
    journal.tidy()
    return True


def _kept(connection: Connection, prefix: str, session: str = "") -> dict[str, Version]:
    table = schema.meta.c
    wanted = select(table.key, table.value).where(table.key.startswith(prefix))
    if session:
        wanted = wanted.where(table.value.contains(f'"session":"{session}"'))
    found = dict[str, Version]()
    for key, value in connection.execute(wanted).all():
        with suppress(*UNREADABLE):  # `doctor` tells of it
            found[key] = versions.from_text(value)
    # a fact may name another session: the one that a lesson goes on from
    return {key: one for key, one in found.items() if session in ("", one.session)}


def _keep(connection: Connection, prefix: str, version: Version) -> None:
    text = versions.as_text(version)
    key = meta_key(prefix, text)
    if connection.execute(select(schema.meta.c.key).where(schema.meta.c.key == key)).first() is None:
        connection.execute(insert(schema.meta), {"key": key, "value": text})


def _drop(connection: Connection, key: str) -> None:
    connection.execute(delete(schema.meta).where(schema.meta.c.key == key))


def _scripts(connection: Connection, version: Version) -> dict[str, Script]:
    data = version.facts[0][4]
    hashes = [one for one in connection.execute(_SCRIPTS).scalars() if one in data]
    return {one: reading.script(connection, one) for one in hashes}


# --- rows -------------------------------------------------------------------------------------------------


def _keep_scripts(connection: Connection, arrived: Iterable[Prepared]) -> None:
    table, here = schema.lesson_snapshot, set(connection.execute(_SCRIPTS).scalars())
    new = {one.script.hash: one.script for one in arrived if one.script.hash not in here}
    if new:
        connection.execute(insert(table), [{"hash": own, "script": to_json(one)} for own, one in new.items()])


def _keep_devices(connection: Connection, arrived: Iterable[Prepared]) -> None:
    here = set(connection.execute(_DEVICES).scalars())
    new = {one.version.device for one in arrived} - here
    if new:
        connection.execute(insert(schema.device), [{"id": own} for own in sorted(new)])


def _insert(journal: Log, connection: Connection, fresh: Sequence[Prepared]) -> None:
    """New sessions, all tables in one go."""
    names = columns(schema.session)
    laid = [_laid(journal, one) for one in fresh]
    steptexts.keep(connection, {number: text for one in fresh for number, text in one.words.items()})
    for table, rows in (
        (schema.session, [tuple(map(one.row.get, names)) for one in fresh]),
        (schema.session_step, [row for one in fresh for row in one.steps]),
        (schema.fact, [row for facts, _sheaf in laid for row in facts]),
        (schema.sheaf, [row for _facts, sheaf in laid for row in sheaf]),
    ):
        insert_rows(connection, table, rows)
    _keep_texts(connection, [row for one in fresh for row in one.texts])


def _laid(journal: Log, arrived: Prepared) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows of a version's facts, and that of its sheaf: what was led on this laptop stands fact by fact."""
    version = arrived.version
    if version.device == journal.device:
        return arrived.facts, []
    loose, sheaf = sheaves.bind(version.session, version.facts)
    if sheaf is None:
        return arrived.facts, []
    rows = [(version.session, seq, *version.facts[seq - 1], version.hashes[seq - 1]) for seq in loose]
    return rows, [(version.session, sheaves.FORMAT, sheaf)]


def _keep_texts(connection: Connection, texts: Sequence[Mapping[str, Any]]) -> None:
    if texts:
        connection.execute(insert(schema.typed), texts)


def _replace(journal: Log, connection: Connection, arrived: Prepared, standing: Version) -> set[int]:
    """Let a version stand in the place of another; the numbers of the texts that its session has no more."""
    shared, typed = standing.shared(arrived.version), schema.typed
    late = (typed.c.session == standing.session) & (typed.c.seq > shared)
    _blank(connection, late)  # written over before they go, so that no copy is left on the page
    connection.execute(delete(typed).where(late))
    return _stand(journal, connection, arrived, shared)


def _stand(journal: Log, connection: Connection, arrived: Prepared, shared: int) -> set[int]:
    """Let a version stand in the place of the one that is here; the first `shared` facts of both are the same, or all that
    are here. The guard of facts must be lifted. Gives the numbers of the texts that its session has no more."""
    own = arrived.version.session
    facts, sheaf = _laid(journal, arrived)
    here = _remove_facts(connection, own, {row[1] for row in facts if row[1] <= shared})
    step = schema.session_step
    put_session(connection, arrived.row)
    before = steptexts.of_session(connection, own)
    connection.execute(delete(step).where(step.c.session == own))
    steptexts.keep(connection, arrived.words)
    insert_rows(connection, step, arrived.steps)
    insert_rows(connection, schema.fact, [row for row in facts if row[1] not in here])
    insert_rows(connection, schema.sheaf, sheaf)
    typed = schema.typed.c
    told = set(connection.execute(select(typed.seq).where(typed.session == own)).scalars())
    _keep_texts(connection, [one for one in arrived.texts if one["seq"] not in told])
    _forget(connection, arrived.version)
    _put_note(connection, arrived.version)
    return before - arrived.words.keys()


def _remove_facts(connection: Connection, own: str, stay: Collection[int]) -> set[int]:
    """Take the facts of a session out of the log but for some; those that are left. The one place where that is done, for
    a version that is kept aside or goes on from what stands here."""
    fact, sheaf = schema.fact, schema.sheaf
    here = set(connection.execute(select(fact.c.seq).where(fact.c.session == own)).scalars())
    for seq in here.difference(stay):
        connection.execute(delete(fact).where(fact.c.session == own, fact.c.seq == seq))
    connection.execute(delete(sheaf).where(sheaf.c.session == own))
    return here.intersection(stay)


def _forget(connection: Connection, version: Version) -> None:
    """Erase the texts of this laptop's own that were taken away in a version that now goes on from them."""
    typed = schema.typed.c
    taken_away = [
        seq
        for _at, _wall, kind, _number, data in version.facts
        if kind == TextsForgotten.kind
        for own in json.loads(data)["entries"]
        for seq in own
    ]
    _blank(connection, (typed.session == version.session) & typed.seq.in_(taken_away))


def _blank(connection: Connection, where: ColumnElement[bool]) -> None:
    """Write over texts where they lie, as ADR 11 has it."""
    typed = schema.typed
    for row in connection.execute(select(typed).where(where, typed.c.salt != LEFT_OUT)).all():
        blank = {"salt": " " * len(row.salt), "text": " " * len(row.text)}
        connection.execute(update(typed).where(typed.c.id == row.id).values(blank))


def _put_note(connection: Connection, version: Version) -> None:
    """Keep the note only where it is the note of this version."""
    table = schema.note
    if version.note is not None:
        keep_note(connection, version.session, *version.note)
        return
    digests = [data for _at, _wall, kind, _number, data in version.facts if kind == NoteWritten.kind]
    found = connection.execute(select(table).where(table.c.session == version.session)).first()
    if found is None:
        return
    if not digests or note_digest(found.salt, found.text.decode("utf-8", "surrogatepass")) not in digests[-1]:
        connection.execute(delete(table).where(table.c.session == version.session))
