"""What the log can hold, column by column: reviewed by hand, and nothing of it is a pupil."""

import re
from dataclasses import fields

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from facilitator.journal import schema
from facilitator.journal.rows import SEALED, STEP, SUMMARY, SessionRow, StepRow

REVIEWED = {
    "meta": "key value",
    "device": "id",
    "school_group": "code people school active seal",
    "lesson_snapshot": "hash script",
    "session": (
        "session lesson lesson_version lesson_hash programme label title length_min group rehearsal started status "
        "finished spent_s paused_s gap_s core_planned core_held order_kept support_shown safe_screens noted people "
        "went adults mentors prepared_min group_form stayed last_step seq ended school utc_offset_min "
        "program_version people_band device imported head seal exported"
    ),
    "session_step": (
        "session planned_order step title form weight actual_order planned_s spent_s paused_s outcome reason"
    ),
    "fact": "session seq at_ms wall kind version data hash",
    "typed": "id session seq salt text",
    "note": "session salt text",
    "export_log": "number at sessions steps seal",
    "plan": "id year group series lesson day at seal",
    "school_break": "year first last kind seal",
}
PERSONAL = re.compile(
    r"pupil|student|elev|name|namn|birth|born|pnr|personn|gender|sex|mail|phone|tel|address|user|account|host|photo|"
    r"seat|attend|absent|diagnos|health|incident|quote"
)


def test_every_column_has_been_reviewed() -> None:
    found = {name: " ".join(table.columns.keys()) for name, table in schema.metadata.tables.items()}
    assert found == REVIEWED


def test_no_column_can_hold_a_pupil() -> None:
    columns = [f"{t.name}.{c.name}" for t in schema.metadata.sorted_tables for c in t.columns]
    assert [name for name in columns if PERSONAL.search(name)] == []


def test_the_metadata_is_portable() -> None:
    for table in schema.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]


def test_rows_and_tables_agree() -> None:
    columns = set(schema.session.columns.keys())
    assert {f.name for f in fields(SessionRow)} == (columns - {"device", "head", "seal"}) | {"led_here"}
    assert set(SUMMARY) <= columns
    assert set(SEALED) == columns - {"seal", "exported"}
    assert {f.name for f in fields(StepRow)} == set(schema.session_step.columns.keys()) == {"session", *STEP}
