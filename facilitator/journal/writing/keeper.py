"""How a job becomes rows, inside one transaction: the fact, the summary rows it changed, the note."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Insert, Table, Update, bindparam, delete, insert, select, update

from facilitator import __version__
from facilitator.journal import reading
from facilitator.journal.engine import is_file, run_plainly
from facilitator.journal.tables import chain, schema, steptexts
from facilitator.journal.tables.rows import SUMMARY, session_row, step_row, storable
from facilitator.journal.writing.jobs import EntryJob, Job, ScriptJob
from facilitator.session.facts import PassEnded, TextsForgotten
from facilitator.session.summary import StepSummary, Summary

KEPT = tuple(
    c.name
    for c in schema.session.columns
    if c.name not in (*SUMMARY, *schema.CHANGES, "people_band", "seal", "exported")
)
_OWN = "own_"


class _Prepared:
    """A statement compiled once, for the driver: a class waits for every commit."""

    def __init__(self, statement: Insert | Update) -> None:
        self._statement = statement
        self._text = ""
        self._values: Callable[[Mapping[str, Any]], tuple[Any, ...]] = tuple

    def run(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows, given whole, by column name."""
        if not is_file(connection):  # nobody waits
            keys = [(name, name.removeprefix(_OWN)) for name in self._statement.compile().params]
            connection.execute(self._statement, [{name: row[own] for name, own in keys} for row in rows])
            return
        if not self._text:
            compiled = self._statement.compile(dialect=connection.dialect)
            self._text = str(compiled)
            self._values = itemgetter(*(name.removeprefix(_OWN) for name in compiled.positiontup or ()))
        run_plainly(connection, self._text, map(self._values, rows))


def _update(table: Table, *keys: str, but: str = "") -> _Prepared:
    """An update of single rows by their key; the key itself and the column `but` are never written."""
    kept = (*keys, but)
    values: dict[str, Any] = {c.name: bindparam(c.name) for c in table.columns if c.name not in kept}
    own = (table.c[key] == bindparam(_OWN + key) for key in keys)
    return _Prepared(update(table).where(*own).values(values))


_INSERT_SESSION, _UPDATE_SESSION = _Prepared(insert(schema.session)), _update(schema.session, "session")
_UPDATE_STEP = _update(schema.session_step, "session", "planned_order", but="text")
_INSERT_FACT = _Prepared(insert(schema.fact))
_KEEP_SCRIPT, _KEEP_TEXT = insert(schema.lesson_snapshot), insert(schema.typed)
_SCRIPT = select(schema.lesson_snapshot.c.hash).where(schema.lesson_snapshot.c.hash == bindparam("own"))
_SCHOOL = select(schema.school_group.c.school).where(schema.school_group.c.code == bindparam("group"))


class OutOfOrder(ValueError):
    """An entry that does not follow the session's last one; it is kept in the spill file, never forced in."""


@dataclass(slots=True)
class _Held:
    """What the keeper remembers of the session it wrote last."""

    seq: int
    head: str
    kept: dict[str, Any]
    steps: dict[int, dict[str, Any]] = field(default_factory=dict)
    summaries: dict[int, StepSummary] = field(default_factory=dict)

    def step_rows(self, summary: Summary) -> dict[int, dict[str, Any]]:
        """The step rows of a summary; rows of steps that have not changed are the ones held."""
        return {
            step.planned_order: self.steps[step.planned_order]
            if self.summaries.get(step.planned_order) == step
            else step_row(summary.session, step)
            for step in summary.steps
        }


class Keeper:
    """Turns jobs into rows. Remembers the newest session's head; `forget` after a transaction was taken back."""

    def __init__(self, device: str) -> None:
        """Write as the laptop `device`."""
        self.device = device
        self._session = ""
        self._held: _Held | None = None

    def forget(self) -> None:
        """Drop what is remembered, so that it is read from the database again."""
        self._session, self._held = "", None

    def keep(self, connection: Connection, job: Job) -> None:
        """Write one job. Raises OutOfOrder, or what the database raises."""
        if isinstance(job, ScriptJob):
            _keep_script(connection, job)
            return
        if self._session != job.session:
            self._session, self._held = job.session, _read(connection, job.session)
        self._held = self._keep_entry(connection, job, self._held)

    def _keep_entry(self, connection: Connection, job: EntryJob, held: _Held | None) -> _Held:
        entry = job.entry
        if held is not None and entry.seq <= held.seq:
            _same_or_refused(connection, job)
            return held
        if entry.seq != (held.seq if held else 0) + 1:
            raise OutOfOrder(f"entry {entry.seq} of {job.session} after {held.seq if held else 0}")
        row = chain.fact_row(job.session, entry, held.head if held else job.session, job.apart)
        kept = dict(held.kept) if held else self._new(connection, job)
        kept["head"] = row["hash"]
        if isinstance(entry.fact, PassEnded):
            kept["ended"] = entry.wall
        before = held or _Held(0, job.session, kept)
        after = _Held(entry.seq, row["hash"], kept, before.step_rows(job.summary))
        after.summaries = {step.planned_order: step for step in job.summary.steps}
        write = _UPDATE_SESSION if held else _INSERT_SESSION
        write.run(connection, [session_row(job.summary, kept, after.steps.values())])
        _INSERT_FACT.run(connection, [row])
        _write_steps(connection, after.steps, before.steps)
        if job.apart is not None and job.apart.text:
            text = {"session": job.session, "seq": entry.seq, "salt": job.apart.salt, "text": job.apart.text}
            connection.execute(_KEEP_TEXT, text)
        if isinstance(entry.fact, TextsForgotten):
            _erase(connection, job.session, [seq for own in entry.fact.entries for seq in own])
        if job.note is not None:
            keep_note(connection, job.session, job.note.salt, job.note.text)
        return after

    def _new(self, connection: Connection, job: EntryJob) -> dict[str, Any]:
        return {
            "school": connection.execute(_SCHOOL, {"group": storable(job.summary.group)}).scalar() or "",
            "utc_offset_min": offset_min(job.summary.started),
            "program_version": __version__,
            "device": self.device,
            "imported": False,
            "ended": "",
        }


def offset_min(wall: str) -> int:
    """Minutes that the laptop's zone is east of UTC at a wall time (ISO)."""
    offset = datetime.fromisoformat(wall).astimezone().utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)


def put_session(connection: Connection, row: Mapping[str, Any]) -> None:
    """Write the row of a session over the one that is there; a value for every column."""
    _UPDATE_SESSION.run(connection, [row])


def keep_note(connection: Connection, session: str, salt: str, text: str) -> None:
    """Write or replace the note of a session."""
    connection.execute(delete(schema.note).where(schema.note.c.session == session))
    content = text.encode("utf-8", "surrogatepass")
    connection.execute(insert(schema.note), {"session": session, "salt": salt, "text": content})


def _erase(connection: Connection, session: str, seqs: Iterable[int]) -> None:
    """Overwrite texts where they lie: no row is moved, no row is removed."""
    table = schema.typed
    mine = (table.c.session == session) & table.c.seq.in_(list(seqs))
    for row in connection.execute(select(table).where(mine)).all():
        blank = {"salt": " " * len(row.salt), "text": " " * len(row.text)}
        connection.execute(update(table).where(table.c.id == row.id).values(blank))


def _keep_script(connection: Connection, job: ScriptJob) -> None:
    if connection.execute(_SCRIPT, {"own": job.hash}).scalar() is None:
        connection.execute(_KEEP_SCRIPT, {"hash": job.hash, "script": job.text})


def _read(connection: Connection, session: str) -> _Held | None:
    row = reading.session_row(connection, session)
    if row is None:
        return None
    steps = {step["planned_order"]: dict(step) for step in reading.step_rows(connection, session)}
    return _Held(row["seq"], row["head"], {name: row[name] for name in KEPT}, steps)


def _same_or_refused(connection: Connection, job: EntryJob) -> None:
    table, seq = schema.fact, job.entry.seq
    wanted = select(table.c.seq, table.c.hash).where(table.c.session == job.session)
    hashes = {row.seq: row.hash for row in connection.execute(wanted.where(table.c.seq.in_([seq - 1, seq])))}
    if hashes.keys() != {seq - 1, seq} - {0}:
        hashes = reading.hashes(connection, [job.session]).get(job.session, {})
    row = chain.fact_row(job.session, job.entry, hashes.get(seq - 1, job.session), job.apart)
    if row["hash"] != hashes.get(seq):
        raise OutOfOrder(f"entry {seq} of {job.session} is already there with another content")


def _write_steps(
    connection: Connection, after: Mapping[int, dict[str, Any]], before: Mapping[int, dict[str, Any]]
) -> None:
    if not before:
        steptexts.insert_steps(connection, after.values())
        return
    changed = [
        row for place, row in after.items() if row is not before.get(place) and row != before.get(place)
    ]
    if changed:
        _UPDATE_STEP.run(connection, changed)
