"""The CSV set: `sessions.csv`, `steps.csv`, `occasions.csv` and a description, written whole, read back exactly."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import IO, Any, NamedTuple

from sqlalchemy import Connection, Select, Table, bindparam, func, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.exchange.files import whole_set
from facilitator.exchange.packages.sessionpack import Step, Stopped
from facilitator.exchange.sheets import dialect, occasionrows
from facilitator.exchange.sheets.cells import STEP_ORDER, Cells, session_values, step_values
from facilitator.exchange.sheets.csvfiles import in_order, same_files, unfit, values
from facilitator.exchange.sheets.datapackage import (
    FILE,
    OCCASIONS_FILE,
    SESSIONS_FILE,
    STEPS_FILE,
    TABLES,
    describe,
)
from facilitator.exchange.troubles import beside_lessons
from facilitator.i18n import _
from facilitator.journal import Journal, occasions
from facilitator.journal.log import Log
from facilitator.journal.removal import removals
from facilitator.journal.sharing import exports
from facilitator.journal.tables import schema, steptexts
from facilitator.journal.tables.rows import changes_in, countable, export_seal, seal_of, storable
from facilitator.planning.occasions import Revision
from facilitator.policy import in_force

_CHUNK = 400
_RUN, _STEP = schema.session.c, schema.session_step.c
_OUT = (_RUN.rehearsal.is_(False), _RUN.status != "running")
_RUN_ORDER = tuple(
    c.name for c in _RUN if c.name not in ("device", "seal", "exported", "head", *schema.CHANGES)
)
_SESSIONS = (
    select(*(_RUN[name] for name in _RUN_ORDER), _RUN.core_cut)
    .where(*_OUT, _RUN.session > bindparam("after"))
    .order_by(_RUN.session)
    .limit(_CHUNK)
)
_STEPS = (
    select(*(_STEP[name] for name in STEP_ORDER))
    .join(schema.session, _RUN.session == _STEP.session)
    .where(*_OUT, _STEP.session > bindparam("after"), _STEP.session <= bindparam("last"))
    .order_by(_STEP.session, _STEP.planned_order)
)
_MARK = (
    update(schema.session)
    .where(
        _RUN.session == bindparam("own"), _RUN.seq == bindparam("as_of"), _RUN.exported != bindparam("day")
    )
    .values(exported=bindparam("day"))
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an export wrote: its files, how many sessions and steps, how many sessions still run,
    how many occasions without the program, which columns."""

    folder: Path
    files: tuple[Path, ...]
    sessions: int
    steps: int
    running: int
    occasions: int
    columns: Mapping[str, tuple[str, ...]]

    @property
    def privacy(self) -> str:
        """What the files do not hold, for the one who passes them on."""
        return privacy()


class Loaded(NamedTuple):
    """What was read back: how many sessions and occasions, and how many of both stay away, for they were removed by decision."""

    sessions: int
    occasions: int = 0
    removed: int = 0


def privacy() -> str:
    """What no export of the tables holds, for the one who passes it on."""
    return _(
        "No pupil data: groups are codes, fewer than six present is given as a range, notes and rehearsals stay here."
    )


def export(journal: Log, outdir: Path, step: Step | None = None) -> Receipt:
    """Write the CSV set of every ended session into `outdir`, replacing a set that stands there.

    Sessions are marked as exported when the files are in place. Raises WorldTrouble, or Stopped when `step` says so; then
    what stood in `outdir` before stands there still, unless it says that the files are made (`mark`).
    """
    in_force().may_export("csv")
    with whole_set(outdir, (*TABLES, FILE)) as files:
        try:
            written, steps = _write(journal, files, step)
        except (ValueError, ArithmeticError) as error:  # a time that no calendar has
            raise journal.damaged(str(error)) from error
        beside = occasions.standing(journal)
        told = _write_occasions(beside, files[OCCASIONS_FILE])
        files[FILE].write_text(describe(files), encoding="utf-8", newline="\n")
    mark(journal, written, steps, [one.hash for one in beside])
    return Receipt(
        folder=outdir,
        files=tuple(outdir / name for name in files),
        sessions=len(written),
        steps=steps,
        running=running(journal),
        occasions=told,
        columns={name: tuple(column.name for column in columns) for name, columns in TABLES.items()},
    )


def _write(journal: Log, files: Mapping[str, Path], step: Step | None) -> tuple[list[tuple[str, int]], int]:
    written: list[tuple[str, int]] = []
    steps, cells = 0, Cells()
    with ExitStack() as stack:
        writers = {
            name: _headed(stack.enter_context(_stream(files[name])), name)
            for name in (SESSIONS_FILE, STEPS_FILE)
        }
        for chunk, rows, texts in ended(journal):
            if step is not None and not step(len(written), 0):
                raise Stopped
            writers[SESSIONS_FILE].writerows([cells.session(row) for row in chunk])
            writers[STEPS_FILE].writerows(cells.steps(rows, texts))
            written += [(row["session"], row["seq"]) for row in chunk]
            steps += len(rows)
    return written, steps


def ended(journal: Log) -> Iterator[tuple[list[dict[str, Any]], Sequence[Any], Mapping[int, steptexts.Text]]]:
    """Every session that may leave, some at a time, each time with the rows of their steps (in `cells.STEP_ORDER`) and
    all texts that these have had so far."""
    after, texts = "", dict[int, steptexts.Text]()
    while True:
        with journal.database.begin() as connection:
            chunk = [
                dict(zip((*_RUN_ORDER, "core_shortened"), row, strict=True))
                for row in _plain(connection, _SESSIONS, after=after)
            ]
            if not chunk:
                return
            last = chunk[-1]["session"]
            rows = _plain(connection, _STEPS, after=after, last=last)
            new = {row[1] for row in rows} - texts.keys()
            texts |= steptexts.read(connection, new)
        if not new <= texts.keys():
            lost = _("A row of {table} has lost what it belongs to.").format(table="session_step")
            raise journal.damaged(lost)
        yield chunk, rows, texts
        after = last


def _headed(stream: IO[str], name: str) -> dialect.Writer:
    writer = dialect.Writer(stream)
    writer.writerow([column.name for column in TABLES[name]])
    return writer


def _write_occasions(standing: Iterable[Revision], file: Path) -> int:
    rows = list(occasionrows.cells(standing))
    with _stream(file) as stream:
        _headed(stream, OCCASIONS_FILE).writerows(rows)
    return len(rows)


def _plain(connection: Connection, wanted: Select[Any], **bounds: str) -> Sequence[Any]:
    """The rows as the driver gives them: a flag is 0 or 1, and a hundred thousand of them cost half."""
    return connection.execute(wanted, bounds).cursor.fetchall()


def _stream(path: Path) -> IO[str]:
    stream = path.open("w", encoding="utf-8", newline="")  # with the mark by hand: the codec for both is slow
    stream.write(dialect.BYTE_ORDER_MARK)
    return stream


def mark(
    journal: Log, written: Sequence[tuple[str, int]], steps: int, beside: Iterable[str]
) -> None:  # fmt: skip
    """Remember that these sessions (with the place of their last fact) and accounts of occasions (`beside`: their hashes)
    have been exported as they stand. Raises WorldTrouble, which says that their files are made."""
    try:
        _keep_marks(journal, written, steps, beside)
    except WorldTrouble as trouble:
        then = _(
            "Then export once more: what was asked for is made and whole, but the log could not note that it is."
        )
        raise beside_lessons(journal, trouble, then) from trouble


def _keep_marks(journal: Log, written: Sequence[tuple[str, int]], steps: int, beside: Iterable[str]) -> None:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    log = schema.export_log
    with journal.database.writing() as connection:
        number = (connection.execute(select(func.max(log.c.number))).scalar() or 0) + 1
        row = {"number": number, "at": now, "sessions": len(written), "steps": steps}
        connection.execute(insert(log), row | {"seal": export_seal(row)})
        exports.keep(connection, beside)
    for start in range(0, len(written), _CHUNK):
        with journal.database.writing() as connection:
            part = written[start : start + _CHUNK]
            connection.execute(_MARK, [{"own": own, "as_of": seq, "day": now[:10]} for own, seq in part])


def running(journal: Log) -> int:
    """How many sessions have not ended, and so stay here."""
    wanted = select(func.count()).where(_RUN.rehearsal.is_(False), _RUN.status == "running")
    with journal.database.begin() as connection:
        return connection.execute(wanted).scalar_one()


def read(folder: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The sessions of a CSV set, each with its steps, as row values.

    Raises WorldTrouble when a file is missing or is not the one its description tells of, FileFault (file, line,
    column) at the first cell that does not fit.
    """
    try:
        same_files(folder)
        ran, moments = folder / SESSIONS_FILE, folder / STEPS_FILE
        steps = groupby(in_order(moments, values(moments, step_values), _step_place), _session_of_step)
        waiting = next(steps, None)
        for _line, session in in_order(ran, values(ran, session_values), _session):
            own: list[dict[str, Any]] = []
            if waiting is not None and waiting[0] == session["session"]:
                own = [step for _at, step in waiting[1]]
                waiting = next(steps, None)
            yield session, own
        if waiting is not None:
            words = _("Steps of a session that is not in {file}: {id}")
            raise unfit(
                moments, next(waiting[1])[0], words.format(file=SESSIONS_FILE, id=waiting[0]), "tillfalle_id"
            )
    except OSError as error:
        raise trouble_from(error, folder) from error


def _session(row: Mapping[str, Any]) -> str:
    return str(row["session"])


def _step_place(row: Mapping[str, Any]) -> tuple[str, int]:
    return row["session"], row["planned_order"]


def _session_of_step(row: tuple[int, Mapping[str, Any]]) -> str:
    return _session(row[1])


def read_occasions(folder: Path, device: str) -> list[Revision]:
    """The occasions of a CSV set, after `read`; none in a set that was written before there were any.

    Raises FileFault at the first cell that does not fit, WorldTrouble.
    """
    file = folder / OCCASIONS_FILE
    try:
        if not file.is_file():
            return []
        rows = values(file, partial(occasionrows.account, device=device))
        return [one for _line, one in in_order(file, rows, _occasion)]
    except OSError as error:
        raise trouble_from(error, folder) from error


def _occasion(one: Revision) -> str:
    return one.occasion


def load_into(journal: Journal, folder: Path) -> Loaded:
    """Load a CSV set into an empty log, whole or not at all; what was removed from it by decision stays away.

    Raises WorldTrouble (also when the log is not empty) and FileFault.
    """
    try:
        return _load(journal, folder)
    except WorldTrouble as trouble:
        then = _("Then read the files in again. Nothing of them has come in.")
        raise beside_lessons(journal, trouble, then) from trouble


def _load(journal: Journal, folder: Path) -> Loaded:
    with journal.database.writing() as connection:
        if any(_holds(connection, one) for one in (schema.session, schema.occasion)):
            raise WorldTrouble(
                _("The log already holds sessions."),
                _("Load the files into an empty data folder."),
                journal.path,
            )
        count = away = 0
        names = set(connection.execute(select(schema.removed.c.own)).scalars())
        for session, steps in read(folder):
            if removals.own_hash(removals.SESSION, session["session"]) in names:
                away += 1
                continue
            try:
                _insert(connection, journal.device, session, steps)
            except (IntegrityError, DataError, ArithmeticError) as error:
                words = _("This row does not fit: {what}").format(what=session["session"])
                raise unfit(folder / SESSIONS_FILE, None, words, "tillfalle_id") from error
            count += 1
        beside = read_occasions(folder, journal.device)
        came = occasions.take_in(connection, beside)
        exports.keep(connection, [one.hash for one in came])
    return Loaded(count, len(came), away + len(beside) - len(came))


def _holds(connection: Connection, table: Table) -> bool:
    return connection.execute(select(func.count()).select_from(table)).scalar_one() > 0


def _insert(connection: Connection, device: str, values: dict[str, Any], steps: list[dict[str, Any]]) -> None:
    row = {name: storable(value) for name, value in values.items()} | {
        "device": device, "imported": True, "rehearsal": False, "noted": False, "safe_screens": 0, "seq": 0,
        "head": "", "exported": "",
    }  # fmt: skip
    rows = [{name: storable(value) for name, value in step.items()} for step in steps]
    if not all(map(countable, (row, *rows))):
        raise OverflowError(row["session"])
    connection.execute(insert(schema.session), row | changes_in(rows) | {"seal": seal_of(row, rows)})
    steptexts.insert_steps(connection, rows)
