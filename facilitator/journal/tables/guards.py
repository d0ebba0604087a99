"""Tables whose rows stay as they were written: what refuses a change, in each database's own way."""

from typing import Final

from sqlalchemy import DDL, Table, event

LIFT, LOWER = (f"SELECT set_config('passledaren.removing', '{state}', true)" for state in ("on", ""))
"""What lets facts and occasions be taken out on PostgreSQL, until the end of the transaction or until it is lowered."""

REMOVABLE: Final = ("fact", "occasion", "sheaf")
"""Tables of which rows may be taken out while the guard is lifted."""
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION rows_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_TABLE_NAME IN {REMOVABLE!r} AND TG_OP = 'DELETE' AND current_setting('passledaren.removing', true) = 'on' "
    "THEN RETURN OLD; END IF; RAISE EXCEPTION USING MESSAGE = TG_ARGV[0] || ' are append-only'; END $$"
)


def no_delete(table: Table) -> str:
    """The name of what refuses that rows are taken out of a table in a file."""
    return f"{table.name}_no_delete"


def keep_for_good(table: Table, what: str) -> None:
    """Let a table that is made refuse every change to its rows, which are `what`."""
    for act in ("UPDATE", "DELETE"):
        trigger = (
            f"CREATE TRIGGER {table.name}_no_{act.lower()} BEFORE {act} ON {table.name} "
            f"BEGIN SELECT RAISE(ABORT, '{what} are append-only'); END"
        )
        event.listen(table, "after_create", DDL(trigger).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]
    triggers = [
        f"CREATE TRIGGER {table.name}_no_{name} BEFORE {act} ON {table.name} "
        f"FOR EACH {each} EXECUTE FUNCTION rows_kept('{what}')"
        for name, act, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    ]
    for statement in (_FUNCTION, *triggers):
        event.listen(table, "after_create", DDL(statement).execute_if(dialect="postgresql"))  # type: ignore[no-untyped-call]
