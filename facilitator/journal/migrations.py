"""Numbered steps from one version of the log to the next, each after a verified backup."""

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection

from facilitator.journal.backups.backup import back_up
from facilitator.journal.engine import Database
from facilitator.journal.tables import schema, steptexts

Step = Callable[[Connection], None]


def _texts_apart(connection: Connection) -> None:
    """Free text of new facts gets a table beside the chain; what older facts hold stays in them."""
    connection.exec_driver_sql(
        "CREATE TABLE typed (\n\tid INTEGER NOT NULL, \n\tsession TEXT NOT NULL, \n\tseq INTEGER NOT NULL, \n\t"
        "salt TEXT NOT NULL, \n\ttext TEXT NOT NULL, \n\tPRIMARY KEY (id), \n\t"
        "CONSTRAINT typed_fact FOREIGN KEY(session, seq) REFERENCES fact (session, seq), \n\t"
        "CONSTRAINT typed_place UNIQUE (session, seq)\n)"
    )


def _school_years(connection: Connection) -> None:
    """The plan of a school year and its breaks get tables of their own; no session knows of them."""
    connection.exec_driver_sql(
        'CREATE TABLE "plan" (\n\tid TEXT NOT NULL, \n\tyear INTEGER NOT NULL, \n\t"group" TEXT NOT NULL, \n\t'
        "series TEXT NOT NULL, \n\tlesson TEXT NOT NULL, \n\tday TEXT NOT NULL, \n\tat TEXT NOT NULL, \n\t"
        "seal TEXT NOT NULL, \n\tPRIMARY KEY (id)\n)"
    )
    connection.exec_driver_sql(
        "CREATE TABLE school_break (\n\tyear INTEGER NOT NULL, \n\tfirst TEXT NOT NULL, \n\t"
        "last TEXT NOT NULL, \n\tkind TEXT NOT NULL, \n\tseal TEXT NOT NULL, \n\tPRIMARY KEY (year, first, last)\n)"
    )


def _occasions(connection: Connection) -> None:
    """What was held without the program gets a table, and a session says whether it was entered afterwards."""
    connection.exec_driver_sql("ALTER TABLE session ADD COLUMN late BOOLEAN DEFAULT 0 NOT NULL")
    connection.exec_driver_sql(
        "CREATE TABLE occasion (\n\thash TEXT NOT NULL, \n\toccasion TEXT NOT NULL, \n\tnumber INTEGER NOT NULL, \n\t"
        "previous TEXT NOT NULL, \n\tset_aside TEXT NOT NULL, \n\twhy TEXT NOT NULL, \n\twall TEXT NOT NULL, \n\t"
        "device TEXT NOT NULL, \n\tprogram_version TEXT NOT NULL, \n\tkind TEXT NOT NULL, \n\tstatus TEXT NOT NULL, \n\t"
        'day TEXT NOT NULL, \n\tat TEXT NOT NULL, \n\tminutes INTEGER, \n\tschool TEXT NOT NULL, \n\t"group" TEXT NOT NULL, \n\t'
        "audience TEXT NOT NULL, \n\tprogramme TEXT NOT NULL, \n\tlesson TEXT NOT NULL, \n\tcause TEXT NOT NULL, \n\t"
        "moved_to TEXT NOT NULL, \n\tadults INTEGER, \n\tmentors INTEGER, \n\tpresent INTEGER, \n\tfew BOOLEAN NOT NULL, \n\tPRIMARY KEY (hash), \n\t"
        "CONSTRAINT occasion_kind CHECK (kind IN ('pupils', 'staff', 'apt', 'training', 'supervision', 'parents')), \n\t"
        "CONSTRAINT occasion_status CHECK (status IN ('held', 'partial', 'moved', 'cancelled', 'withdrawn')), \n\t"
        "CONSTRAINT occasion_number CHECK (number > 0), \n\t"
        "CONSTRAINT occasion_present CHECK (present IS NULL OR present BETWEEN 0 AND 999), \n\t"
        "FOREIGN KEY(device) REFERENCES device (id)\n)"
    )
    for act in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER occasion_no_{act.lower()} BEFORE {act} ON occasion "
            "BEGIN SELECT RAISE(ABORT, 'occasions are append-only'); END"
        )


def _removals(connection: Connection) -> None:
    """What is removed by decision is recorded, and stays gone."""
    words = ("decision", "decided", "rule", "role", "at", "program_version")
    counts = ("sessions", "facts", "texts", "notes", "occasions", "planned", "beside")
    hashes = ("files", "protocol", "contents", "previous", "seal")
    columns = [
        *(f"{name} TEXT NOT NULL" for name in words),
        *(f"{name} INTEGER NOT NULL" for name in counts),
        *(f"{name} TEXT NOT NULL" for name in hashes),
    ]
    said = ", \n\t".join(["number INTEGER NOT NULL", *columns, "PRIMARY KEY (number)"])
    connection.exec_driver_sql(f"CREATE TABLE removal (\n\t{said}\n)")
    connection.exec_driver_sql(
        "CREATE TABLE removed (\n\town TEXT NOT NULL, \n\tnumber INTEGER NOT NULL, \n\thead TEXT NOT NULL, \n\t"
        "PRIMARY KEY (own), \n\tFOREIGN KEY(number) REFERENCES removal (number)\n)"
    )
    connection.exec_driver_sql(
        "CREATE TABLE removal_cleaned (\n\tnumber INTEGER NOT NULL, \n\tat TEXT NOT NULL, \n\tseal TEXT NOT NULL, \n\t"
        "PRIMARY KEY (number), \n\tFOREIGN KEY(number) REFERENCES removal (number)\n)"
    )
    for name in ("removal", "removed", "removal_cleaned"):
        for act in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} "
                "BEGIN SELECT RAISE(ABORT, 'removals are append-only'); END"
            )


def _plans_elsewhere(connection: Connection) -> None:
    """The plans of other laptops' groups get tables: what has gone between laptops, and the rows as they stand."""
    whose = (
        'school TEXT NOT NULL, \n\tlaptop TEXT NOT NULL, \n\tyear INTEGER NOT NULL, \n\t"group" TEXT NOT NULL'
    )
    for name, own, columns in (
        ("plan_version", "hash", ("number", "previous", "set_aside", "wall", "device", "contents", "rows")),
        ("plan_elsewhere", "id", ("series", "lesson", "day", "at")),
    ):
        kinds = (f"{one} {'INTEGER' if one == 'number' else 'TEXT'} NOT NULL" for one in (own, *columns))
        said = ", \n\t".join([whose, *kinds, f'PRIMARY KEY (school, laptop, year, "group", {own})'])
        connection.exec_driver_sql(f"CREATE TABLE {name} (\n\t{said}\n)")


def _conditions(connection: Connection) -> None:
    """A session says how the room and the conditions were, and the steps that were changed are found by an index."""
    for name in (
        "room", "adult_there", "took_part", "understood", "felt_safe", "opt_out", "team_told", "needs", "filled_by",
    ):  # fmt: skip
        connection.exec_driver_sql(f"ALTER TABLE session ADD COLUMN {name} INTEGER")
    connection.exec_driver_sql(
        "CREATE INDEX session_step_changed ON session_step (session, weight, outcome) "
        "WHERE outcome IN ('shortened', 'skipped')"
    )


def _sixth(connection: Connection) -> None:
    """Version 6, part by part."""
    _conditions(connection)
    _plans_elsewhere(connection)


def _sheaves(connection: Connection) -> None:
    """The facts of a session that comes in a package can lie in one row; those that are here stay where they are."""
    connection.exec_driver_sql(
        "CREATE TABLE sheaf (\n\tsession TEXT NOT NULL, \n\tformat SMALLINT NOT NULL, \n\tfacts BLOB NOT NULL, \n\t"
        "PRIMARY KEY (session), \n\tFOREIGN KEY(session) REFERENCES session (session)\n)\n WITHOUT ROWID"
    )
    for act in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER sheaf_no_{act.lower()} BEFORE {act} ON sheaf "
            "BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END"
        )


COUNTED: Final = (
    "UPDATE session SET core_cut = n.a, core_left = n.b, flexible_cut = n.c, flexible_left = n.d, optional_cut = n.e, "
    "optional_left = n.f FROM (SELECT session AS own, "
    "sum(CASE WHEN weight IN ('core', 'protected') AND outcome = 'shortened' THEN 1 ELSE 0 END) AS a, "
    "sum(CASE WHEN weight IN ('core', 'protected') AND outcome = 'skipped' THEN 1 ELSE 0 END) AS b, "
    "sum(CASE WHEN weight = 'flexible' AND outcome = 'shortened' THEN 1 ELSE 0 END) AS c, "
    "sum(CASE WHEN weight = 'flexible' AND outcome = 'skipped' THEN 1 ELSE 0 END) AS d, "
    "sum(CASE WHEN weight = 'optional' AND outcome = 'shortened' THEN 1 ELSE 0 END) AS e, "
    "sum(CASE WHEN weight = 'optional' AND outcome = 'skipped' THEN 1 ELSE 0 END) AS f "
    "FROM session_step WHERE outcome IN ('shortened', 'skipped') GROUP BY session) AS n WHERE session.session = n.own"
)
"""What version 7 does to older logs on either database: how many steps of each session were cut or left out."""


def _step_texts(connection: Connection) -> None:
    """What a lesson's text says of a step lies once; the steps hold its number, and no key twice. A session says how many of
    its steps were changed, so that no index over those is needed."""
    for name in ("core_cut", "core_left", "flexible_cut", "flexible_left", "optional_cut", "optional_left"):
        connection.exec_driver_sql(f"ALTER TABLE session ADD COLUMN {name} INTEGER DEFAULT 0 NOT NULL")
    connection.exec_driver_sql(COUNTED)
    connection.exec_driver_sql("DROP INDEX session_step_changed")
    connection.exec_driver_sql("ALTER TABLE session_step RENAME TO older_step")
    connection.exec_driver_sql(
        "CREATE TABLE step_text (\n\tnumber INTEGER NOT NULL, \n\tstep TEXT NOT NULL, \n\ttitle TEXT NOT NULL, \n\t"
        "form TEXT NOT NULL, \n\tweight TEXT NOT NULL, \n\tplanned_s INTEGER NOT NULL, \n\tPRIMARY KEY (number)\n)"
    )
    connection.exec_driver_sql(
        "CREATE TABLE session_step (\n\tsession TEXT NOT NULL, \n\tplanned_order INTEGER NOT NULL, \n\t"
        "text INTEGER NOT NULL, \n\tactual_order INTEGER NOT NULL, \n\t"
        "spent_s INTEGER NOT NULL, \n\tpaused_s INTEGER NOT NULL, \n\toutcome TEXT NOT NULL, \n\t"
        "reason TEXT NOT NULL, \n\tPRIMARY KEY (session, planned_order), \n\t"
        "FOREIGN KEY(session) REFERENCES session (session)\n) WITHOUT ROWID"
    )
    found = connection.exec_driver_sql(
        "SELECT DISTINCT step, title, form, weight, planned_s FROM older_step"
    ).all()
    texts = [(steptexts.number_of(*text), *text) for text in found]
    if texts:
        connection.exec_driver_sql("INSERT INTO step_text VALUES (?, ?, ?, ?, ?, ?)", texts)
    connection.exec_driver_sql(
        "INSERT INTO session_step SELECT o.session, o.planned_order, t.number, o.actual_order, o.spent_s, "
        "o.paused_s, o.outcome, o.reason FROM older_step o JOIN step_text t USING (step, title, form, weight, planned_s) "
        "ORDER BY o.session, o.planned_order"
    )
    connection.exec_driver_sql("DROP TABLE older_step")
    connection.exec_driver_sql(
        'CREATE INDEX session_lesson ON session (lesson, "group", school, programme, status, length_min, started, '
        "utc_offset_min) WHERE NOT (rehearsal OR status = 'running')"
    )


def _seventh(connection: Connection) -> None:
    """Version 7, part by part."""
    _sheaves(connection)
    _step_texts(connection)


STEPS: tuple[Step, ...] = (_texts_apart, _school_years, _occasions, _removals, _sixth, _seventh)
"""Step n makes version n + 2 out of version n + 1 with statements of its own: never with today's tables, and never
with a change to a fact."""

assert len(STEPS) == schema.VERSION - 1


def version_of(connection: Connection) -> int:
    """The version the log stands at."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(database: Database, steps: Sequence[Step] = STEPS, *, safe: bool = True) -> None:
    """Bring the log to the newest version. Raises WorldTrouble; a step that fails leaves the version before it.

    `safe`: a verified backup comes before each step; only a copy that is looked at and thrown away goes without.
    """
    with database.begin() as connection:
        version = version_of(connection)
    for number, step in enumerate(steps[version - 1 :], start=version + 1):
        if safe:
            back_up(database)
        with database.begin() as connection:
            step(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        database.checkpoint()
