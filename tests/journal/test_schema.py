"""What the log can hold, column by column: reviewed by hand, and nothing of it is a pupil."""

import re
from dataclasses import fields

from sqlalchemy import Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from facilitator.journal.occasions import VALUES
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import OCCASION, SEALED, STEP, SUMMARY, SessionRow, StepRow

CODE = "a code from a closed list"
NUMBER = "a number for the whole group"
MOMENT = "a moment, a day or a length of time"
OURS = "made by the program: an id, a hash, a version, a place in an order"
LESSON = "from the lesson's own text, the same for every group"
ALLOWED = {
    "meta": {
        "key": OURS,
        "value": "packages, handed-over threads and versions set aside, sealed by the key; no pupil (ADR 9, 14)",
    },
    "device": {"id": OURS},
    "school_group": {
        "code": "the group's code; `planning.groups` refuses names",
        "people": NUMBER,
        "school": "the school",
        "active": CODE,
        "seal": OURS,
    },
    "lesson_snapshot": {"hash": OURS, "script": LESSON},
    "session": {
        **dict.fromkeys(("session", "lesson_hash", "seq", "program_version", "device", "head", "seal"), OURS),
        **dict.fromkeys(("lesson", "lesson_version", "programme", "label", "title", "last_step"), LESSON),
        **dict.fromkeys(("length_min", "core_planned"), LESSON),
        **dict.fromkeys(
            (
                "started",
                "ended",
                "spent_s",
                "paused_s",
                "gap_s",
                "prepared_min",
                "utc_offset_min",
                "exported",
            ),
            MOMENT,
        ),
        **dict.fromkeys(
            ("rehearsal", "status", "finished", "order_kept", "imported", "group_form", "late"), CODE
        ),
        **dict.fromkeys(("people", "people_band", "adults", "mentors", "core_held"), NUMBER),
        "group": "the group's code",
        "school": "the school",
        "support_shown": "whether the support list was shown to all, not who needed it",
        "safe_screens": "how many times the calm screen was shown, never why (ADR 6)",
        "noted": "whether the leader wrote a note",
        "went": "the leader's view of the lesson, 1 to 4",
        "stayed": "whether an adult stayed on, not with whom",
        **dict.fromkeys(("room", "needs", "filled_by"), CODE),
        **dict.fromkeys(
            ("took_part", "understood", "felt_safe"), "the leaders' view of the whole group, 1 to 5"
        ),
        "adult_there": "whether an adult was in the room",
        "opt_out": "whether the leaders said that one may sit out, not whether anybody did",
        "team_told": "whether the school's own team knew of the lesson before",
        **dict.fromkeys(schema.CHANGES, "how many of the lesson's steps were cut or left out"),
    },
    "session_step": {
        **dict.fromkeys(("session", "planned_order", "text", "actual_order"), OURS),
        **dict.fromkeys(("spent_s", "paused_s"), MOMENT),
        **dict.fromkeys(("outcome", "reason"), CODE),
    },
    "step_text": {
        "number": OURS,
        **dict.fromkeys(("step", "title", "form", "weight", "planned_s"), LESSON),
    },
    "fact": {
        **dict.fromkeys(("session", "seq", "kind", "version", "hash"), OURS),
        **dict.fromkeys(("at_ms", "wall"), MOMENT),
        "data": "fields of `session.facts`; free text only as a salted digest (ADR 11)",
    },
    "sheaf": {
        **dict.fromkeys(("session", "format"), OURS),
        "facts": "rows of `fact` compressed: of those that can hold free text none, not even its digest (ADR 28)",
    },
    "typed": {
        **dict.fromkeys(("id", "session", "seq", "salt"), OURS),
        "text": "what the group said, scanned for personal data; erasable, never exported (ADR 11)",
    },
    "note": {
        **dict.fromkeys(("session", "salt"), OURS),
        "text": "the leader's note, at most 300 characters with a name warning; never exported",
    },
    "export_log": {
        "number": OURS,
        "at": MOMENT,
        "seal": OURS,
        **dict.fromkeys(("sessions", "steps"), "how many rows an export held"),
    },
    "plan": {
        **dict.fromkeys(("id", "seal"), OURS),
        **dict.fromkeys(("year", "day", "at"), MOMENT),
        **dict.fromkeys(("series", "lesson"), LESSON),
        "group": "the group's code",
    },
    "plan_version": {
        **dict.fromkeys(("hash", "number", "previous", "set_aside", "device", "laptop", "contents"), OURS),
        **dict.fromkeys(("year", "wall"), MOMENT),
        "school": "the school",
        "group": "the group's code",
        "rows": "the rows of the plan (JSON): ids and lessons by pattern, days, times of day",
    },
    "plan_elsewhere": {
        **dict.fromkeys(("id", "laptop"), OURS),
        **dict.fromkeys(("year", "day", "at"), MOMENT),
        **dict.fromkeys(("series", "lesson"), LESSON),
        "school": "the school",
        "group": "the group's code",
    },
    "school_break": {**dict.fromkeys(("year", "first", "last"), MOMENT), "kind": CODE, "seal": OURS},
    "occasion": {
        **dict.fromkeys(
            ("hash", "occasion", "number", "previous", "set_aside", "device", "program_version"), OURS
        ),
        **dict.fromkeys(("wall", "day", "at", "minutes", "moved_to"), MOMENT),
        **dict.fromkeys(("why", "kind", "status", "audience", "cause"), CODE),
        **dict.fromkeys(("programme", "lesson"), LESSON),
        "group": "the group's code",
        "school": "the school",
        "adults": "how many led",
        "mentors": "how many mentors led",
        "present": "how many took part",
        "few": "that fewer than six took part",
    },
    "removal": {
        **dict.fromkeys(("number", "program_version", "protocol", "contents", "previous", "seal"), OURS),
        **dict.fromkeys(
            ("sessions", "facts", "texts", "notes", "occasions", "planned", "beside"), "how many"
        ),
        **dict.fromkeys(("decided", "at"), MOMENT),
        "decision": "the number of the decision; refused when it looks like a person's",
        "rule": "school year, kinds, codes of groups and schools (JSON)",
        "role": CODE,
        "files": "names of backups, made by the program",
    },
    "removed": dict.fromkeys(("own", "number", "head"), OURS),
    "removal_cleaned": {**dict.fromkeys(("number", "seal"), OURS), "at": MOMENT},
}
"""Every column, and why it may be there. A new one needs a reason here, or the test below fails."""
PERSONAL = re.compile(
    r"pupil|student|elev|name|namn|birth|born|pnr|personn|gender|sex|mail|phone|tel|address|user|account|host|photo|"
    r"seat|attend|absent|diagnos|health|incident|quote|note_about|reporter|author|initial|faith|origin|famil|voice"
)


def test_every_column_is_allowed_and_has_a_reason() -> None:
    found = {name: sorted(table.columns.keys()) for name, table in schema.metadata.tables.items()}
    assert found == {name: sorted(columns) for name, columns in ALLOWED.items()}
    assert all(reason for columns in ALLOWED.values() for reason in columns.values())


def test_no_column_can_hold_a_pupil() -> None:
    columns = [f"{t.name}.{c.name}" for t in schema.metadata.sorted_tables for c in t.columns]
    assert [name for name in columns if PERSONAL.search(name)] == []


def test_what_is_held_without_the_program_has_no_free_text() -> None:
    texts = {column.name for column in schema.occasion.columns if isinstance(column.type, Text)}
    closed = {"why", "kind", "status", "audience", "cause"}  # literals of `planning.occasions`
    bound = {
        "group",
        "lesson",
        "programme",
        "school",
        "day",
        "at",
        "moved_to",
        "wall",
    }  # by pattern or as a date
    assert texts == closed | bound | {
        "hash",
        "occasion",
        "previous",
        "set_aside",
        "device",
        "program_version",
    }


def test_the_metadata_is_portable() -> None:
    for table in schema.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]


def test_rows_and_tables_agree() -> None:
    columns = set(schema.session.columns.keys())
    assert {f.name for f in fields(SessionRow)} == (columns - {"device", "head", "seal", *schema.CHANGES}) | {
        "led_here"
    }
    assert set(SUMMARY) <= columns
    assert set(SEALED) == columns - {"seal", "exported", "late", *schema.CONDITIONS, *schema.CHANGES}
    assert set(schema.CONDITIONS) <= set(SUMMARY), "facts give them"
    steps, texts = set(schema.session_step.columns.keys()), set(schema.step_text.columns.keys())
    assert (
        {f.name for f in fields(StepRow)} == (steps - {"text"}) | (texts - {"number"}) == {"session", *STEP}
    )
    assert not steps & texts
    assert set(VALUES) <= set(OCCASION) == set(schema.occasion.columns.keys()) - {"hash"}
