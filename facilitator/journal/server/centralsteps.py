"""Numbered steps from one version of the shared log to the next, with statements of their own: never with today's tables."""

from sqlalchemy import Connection

from facilitator.journal.migrations import COUNTED
from facilitator.journal.tables import steptexts


def _kept(tables: str) -> str:
    """What refuses changes; rows of `tables` can be taken out while it is lifted."""
    return (
        "CREATE OR REPLACE FUNCTION rows_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_TABLE_NAME IN ({tables}) AND TG_OP = 'DELETE' "
        "AND current_setting('passledaren.removing', true) = 'on' "
        "THEN RETURN OLD; END IF; RAISE EXCEPTION USING MESSAGE = TG_ARGV[0] || ' are append-only'; END $$"
    )


def _keep_for_good(connection: Connection, name: str, what: str) -> None:
    for own, act, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name}_no_{own} BEFORE {act} ON {name} "
            f"FOR EACH {each} EXECUTE FUNCTION rows_kept('{what}')"
        )


def sixth(connection: Connection) -> None:
    """Version 6, part by part."""
    _conditions(connection)
    _plans_elsewhere(connection)


def _plans_elsewhere(connection: Connection) -> None:
    """The plans of other laptops' groups get tables: what has gone between laptops, and the rows as they stand."""
    words, number = 'TEXT COLLATE "C" NOT NULL', "BIGINT NOT NULL"
    whose = f'school {words}, laptop {words}, year {number}, "group" {words}'
    for name, own, columns in (
        ("plan_version", "hash", ("number", "previous", "set_aside", "wall", "device", "contents", "rows")),
        ("plan_elsewhere", "id", ("series", "lesson", "day", "at")),
    ):
        said = ", ".join(f'"{one}" {number if one == "number" else words}' for one in (own, *columns))
        connection.exec_driver_sql(
            f'CREATE TABLE {name} ({whose}, {said}, PRIMARY KEY (school, laptop, year, "group", {own}))'
        )


def removals(connection: Connection) -> None:
    """What is removed by decision is recorded, and stays gone."""
    words, numbers = 'TEXT COLLATE "C" NOT NULL', "BIGINT NOT NULL"
    columns = [
        *(f"{name} {words}" for name in ("decision", "decided", "rule", "role", "at", "program_version")),
        *(f"{name} {numbers}" for name in ("sessions", "facts", "texts", "notes", "occasions", "planned", "beside")),
        *(f"{name} {words}" for name in ("files", "protocol", "contents", "previous", "seal")),
    ]  # fmt: skip
    connection.exec_driver_sql(
        f"CREATE TABLE removal (number {numbers}, {', '.join(columns)}, PRIMARY KEY (number))"
    )
    connection.exec_driver_sql(
        f'CREATE TABLE removed (own {words}, "number" {numbers}, head {words}, PRIMARY KEY (own), '
        "FOREIGN KEY (number) REFERENCES removal (number))"
    )
    connection.exec_driver_sql(
        f"CREATE TABLE removal_cleaned (number {numbers}, at {words}, seal {words}, PRIMARY KEY (number), "
        "FOREIGN KEY (number) REFERENCES removal (number))"
    )
    connection.exec_driver_sql(_kept("'fact', 'occasion'"))
    for name in ("removal", "removed", "removal_cleaned"):
        _keep_for_good(connection, name, "removals")


def _conditions(connection: Connection) -> None:
    """A session says how the room and the conditions were, and the steps that were changed are found by an index."""
    for name in (
        "room", "adult_there", "took_part", "understood", "felt_safe", "opt_out", "team_told", "needs", "filled_by",
    ):  # fmt: skip
        connection.exec_driver_sql(f"ALTER TABLE session ADD COLUMN {name} BIGINT")
    connection.exec_driver_sql(
        "CREATE INDEX session_step_changed ON session_step (session, weight, outcome) "
        "WHERE outcome IN ('shortened', 'skipped')"
    )


def seventh(connection: Connection) -> None:
    """Version 7, part by part."""
    _sheaves(connection)
    _step_texts(connection)


def _sheaves(connection: Connection) -> None:
    """The facts of a session that comes in a package can lie in one row; those that are here stay where they are."""
    connection.exec_driver_sql(
        'CREATE TABLE sheaf (session TEXT COLLATE "C" NOT NULL, "format" SMALLINT NOT NULL, facts BYTEA NOT NULL, '
        "PRIMARY KEY (session), FOREIGN KEY (session) REFERENCES session (session))"
    )
    connection.exec_driver_sql(_kept("'fact', 'occasion', 'sheaf'"))
    _keep_for_good(connection, "sheaf", "facts")


def _step_texts(connection: Connection) -> None:
    """What a lesson's text says of a step lies once; the steps hold its number. A session says how many of its
    steps were changed."""
    words, number = 'TEXT COLLATE "C" NOT NULL', "BIGINT NOT NULL"
    for name in ("core_cut", "core_left", "flexible_cut", "flexible_left", "optional_cut", "optional_left"):
        connection.exec_driver_sql(f"ALTER TABLE session ADD COLUMN {name} BIGINT DEFAULT 0 NOT NULL")
    connection.exec_driver_sql(COUNTED)
    connection.exec_driver_sql("DROP INDEX session_step_changed")
    connection.exec_driver_sql("ALTER TABLE session_step RENAME TO older_step")
    connection.exec_driver_sql("ALTER TABLE older_step DROP CONSTRAINT session_step_pkey")
    connection.exec_driver_sql(
        f"CREATE TABLE step_text (number {number}, step {words}, title {words}, form {words}, weight {words}, planned_s {number}, "
        "PRIMARY KEY (number))"
    )
    connection.exec_driver_sql(
        f"CREATE TABLE session_step (session {words}, planned_order {number}, text {number}, "
        f"actual_order {number}, spent_s {number}, paused_s {number}, outcome {words}, reason {words}, "
        "PRIMARY KEY (session, planned_order), FOREIGN KEY (session) REFERENCES session (session))"
    )
    found = connection.exec_driver_sql(
        "SELECT DISTINCT step, title, form, weight, planned_s FROM older_step"
    ).all()
    texts = [(steptexts.number_of(*text), *text) for text in found]
    if texts:
        connection.exec_driver_sql("INSERT INTO step_text VALUES (%s, %s, %s, %s, %s, %s)", texts)
    connection.exec_driver_sql(
        "INSERT INTO session_step SELECT o.session, o.planned_order, t.number, o.actual_order, o.spent_s, "
        "o.paused_s, o.outcome, o.reason FROM older_step o JOIN step_text t USING (step, title, form, weight, planned_s) "
        "ORDER BY o.session, o.planned_order"
    )
    connection.exec_driver_sql("DROP TABLE older_step")
