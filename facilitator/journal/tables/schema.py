"""The tables of the log. Nothing here can hold a pupil: groups are codes, people are numbers.

The metadata is portable SQL, for SQLite and PostgreSQL; only the append-only triggers are each database's own (`guards`).
"""

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    UniqueConstraint,
    event,
    false,
    literal_column,
    text,
    types,
)

from facilitator.journal.tables.guards import keep_for_good

APPLICATION_ID = 0x50415353  # "PASS"
VERSION = 7

Text = types.Text().with_variant(types.Text(collation="C"), "postgresql")
"""Text that every database orders by its bytes, whatever the language of the server."""
Integer = types.Integer().with_variant(BigInteger(), "postgresql")
"""A number of 64 bits in every database."""

CONDITIONS = (
    "room", "adult_there", "took_part", "understood", "felt_safe", "opt_out", "team_told", "needs", "filled_by",
)  # fmt: skip
"""Answers that came with version 6; in a row's seal only where they are given, so that older rows keep theirs."""
CHANGES = ("core_cut", "core_left", "flexible_cut", "flexible_left", "optional_cut", "optional_left")
"""How many steps of a kind were cut or left out: told by the steps, which are sealed, and never read without them else."""

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _answer(name: str) -> Column[int | None]:
    return Column(name, Integer, nullable=True)


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _text("value"))
"""Single values: `device`, the id of the laptop that writes here. What came from or went to other laptops lies under the
hash of its text, see `rows.KEPT_BY_HASH`."""

device = Table("device", metadata, Column("id", Text, primary_key=True))
"""Laptops, by a random id; never a host name."""

school_group = Table(
    "school_group",
    metadata,
    Column("code", Text, primary_key=True),
    _number("people"),
    _text("school"),
    _flag("active"),
    _text("seal"),
    CheckConstraint("people BETWEEN 1 AND 40", name="group_people"),
)

lesson_snapshot = Table("lesson_snapshot", metadata, Column("hash", Text, primary_key=True), _text("script"))
"""Every lesson text that was ever run, by the hash of its JSON."""

session = Table(
    "session",
    metadata,
    Column("session", Text, primary_key=True),
    _text("lesson"),
    _text("lesson_version"),
    _text("lesson_hash"),
    _text("programme"),
    _text("label"),
    _text("title"),
    _number("length_min"),
    _text("group"),
    _flag("rehearsal"),
    _text("started"),
    _text("status"),
    _flag("finished"),
    _number("spent_s"),
    _number("paused_s"),
    _number("gap_s"),
    _number("core_planned"),
    _number("core_held"),
    _flag("order_kept"),
    _flag("support_shown"),
    _number("safe_screens"),
    _flag("noted"),
    _answer("people"),
    _answer("went"),
    _answer("adults"),
    _answer("mentors"),
    _answer("prepared_min"),
    _answer("group_form"),
    _answer("stayed"),
    _text("last_step"),
    _number("seq"),
    _text("ended"),
    _text("school"),
    _number("utc_offset_min"),
    _text("program_version"),
    _text("people_band"),
    Column("device", Text, ForeignKey("device.id"), nullable=False),
    _flag("imported"),
    _text("head"),
    _text("seal"),
    _text("exported"),
    Column("late", Boolean, nullable=False, server_default=false()),
    *map(_answer, CONDITIONS),
    *(Column(name, Integer, nullable=False, server_default=text("0")) for name in CHANGES),
    CheckConstraint("status IN ('running', 'done', 'partial')", name="session_status"),
    CheckConstraint("people IS NULL OR people BETWEEN 0 AND 99", name="session_people"),
)
"""One row a session: its summary (computed again from the facts at will) and where, how and by which laptop.

`ended`: wall time of the end or empty. `utc_offset_min`: minutes the laptop's clock stood east of UTC. `head`: hash
of the last fact. `seal`: over this row (but `exported` and `CHANGES`) and its steps. `exported`: date of the last export, emptied
by every later change. `late`: entered afterwards, not led with the program.
"""

_HELD = "NOT (rehearsal OR status = 'running')"
HELD: ColumnElement[bool] = literal_column(_HELD)
"""Led to an end and no rehearsal, as the index below has it; only `selection.held_by_index` says it so."""
_INDEX = f'session_lesson ON session (lesson, "group", school, programme, status, length_min, started, utc_offset_min) WHERE {_HELD}'
event.listen(session, "after_create", DDL(f"CREATE INDEX {_INDEX}").execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]

session_step = Table(
    "session_step",
    metadata,
    Column("session", Text, ForeignKey("session.session"), primary_key=True),
    Column("planned_order", Integer, primary_key=True, autoincrement=False),
    _number("text"),
    *map(_number, ("actual_order", "spent_s", "paused_s")),
    _text("outcome"),
    _text("reason"),
    sqlite_with_rowid=False,
)
step_text = Table(
    "step_text",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *map(_text, ("step", "title", "form", "weight")),
    _number("planned_s"),
)
"""What a lesson's text says of steps, each once; `session_step.text` is its `number`, a hash of it (`journal.steptexts`)."""

fact = Table(
    "fact",
    metadata,
    Column("session", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False),
    _text("wall"),
    _text("kind"),
    _number("version"),
    _text("data"),
    _text("hash"),
    ForeignKeyConstraint(["session"], ["session.session"], name="fact_session"),
    CheckConstraint("seq > 0", name="fact_seq"),
    sqlite_with_rowid=False,
)
"""What happened. Append-only; `data` is canonical JSON, free text as a digest; `hash` chains to the fact before."""

sheaf = Table(
    "sheaf",
    metadata,
    Column("session", Text, ForeignKey("session.session"), primary_key=True),
    Column("format", SmallInteger, nullable=False),
    Column("facts", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Facts of a session that came in a package, bound together (`journal.sheaves`), append-only; the others stand in `fact`."""

typed = Table(
    "typed",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("session"),
    _number("seq"),
    _text("salt"),
    _text("text"),
    ForeignKeyConstraint(["session", "seq"], ["fact.session", "fact.seq"], name="typed_fact"),
    UniqueConstraint("session", "seq", name="typed_place"),
)
"""The free text of facts (JSON), outside the chain: its salted digest is in the chain, so the text can be erased.

Rows are only ever added at the end, and an erased text is overwritten where it lies with as many blanks: SQLite never
moves a row then, so that it leaves no copy of it on another page (docs/adr/0011).
"""

note = Table(
    "note",
    metadata,
    Column("session", Text, ForeignKey("session.session"), primary_key=True),
    _text("salt"),
    Column("text", LargeBinary, nullable=False),
)
"""The leader's note as UTF-8, outside the chain: its salted digest is in the chain, so the text can be erased."""

export_log = Table(
    "export_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("at"),
    _number("sessions"),
    _number("steps"),
    _text("seal"),
)

plan = Table(
    "plan",
    metadata,
    Column("id", Text, primary_key=True),
    _number("year"),
    _text("group"),
    _text("series"),
    _text("lesson"),
    _text("day"),
    _text("at"),
    _text("seal"),
)
"""What is planned for a school year, which begins in `year`; changed at will and never part of what happened.

`group`: a code, or empty for the staff. `series`: a programme. `lesson`: an id, or empty for supervision. `at`: time of
day (ISO), or empty.
"""

school_break = Table(
    "school_break",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("first", Text, primary_key=True),
    Column("last", Text, primary_key=True),
    _text("kind"),
    _text("seal"),
)
"""Days without lessons, as a school has set them; a year without rows has the suggested ones."""


def _whose() -> tuple[Column[str], Column[str], Column[int], Column[str]]:
    """Whose plan, and of which school year: `laptop` only where the group has no school, else empty."""
    school, laptop, group = (Column(name, Text, primary_key=True) for name in ("school", "laptop", "group"))
    return school, laptop, Column("year", Integer, primary_key=True, autoincrement=False), group


plan_version = Table(
    "plan_version",
    metadata,
    *_whose(),
    Column("hash", Text, primary_key=True),
    _number("number"),
    *map(_text, ("previous", "set_aside", "wall", "device", "contents", "rows")),
)
"""What has gone between laptops of the plans of groups (`journal.planaccounts`): an account each time one had changed.

`hash`: over all other columns but `rows`, which `contents` vouches for. `rows`: JSON; empty once a later account is here.
"""

plan_elsewhere = Table(
    "plan_elsewhere",
    metadata,
    *_whose(),
    Column("id", Text, primary_key=True),
    *map(_text, ("series", "lesson", "day", "at")),
)
"""The rows of the plans of others as they stand, for the measures: made again from `plan_version` at will."""

occasion = Table(
    "occasion",
    metadata,
    Column("hash", Text, primary_key=True),
    _text("occasion"),
    _number("number"),
    _text("previous"),
    _text("set_aside"),
    _text("why"),
    _text("wall"),
    Column("device", Text, ForeignKey("device.id"), nullable=False),
    _text("program_version"),
    _text("kind"),
    _text("status"),
    _text("day"),
    _text("at"),
    _answer("minutes"),
    _text("school"),
    _text("group"),
    _text("audience"),
    _text("programme"),
    _text("lesson"),
    _text("cause"),
    _text("moved_to"),
    _answer("adults"),
    _answer("mentors"),
    _answer("present"),
    _flag("few"),
    CheckConstraint(
        "kind IN ('pupils', 'staff', 'apt', 'training', 'supervision', 'parents')", name="occasion_kind"
    ),
    CheckConstraint(
        "status IN ('held', 'partial', 'moved', 'cancelled', 'withdrawn')", name="occasion_status"
    ),
    CheckConstraint("number > 0", name="occasion_number"),
    CheckConstraint("present IS NULL OR present BETWEEN 0 AND 999", name="occasion_present"),
)
"""What was held, cancelled or moved without the program: one row a revision, append-only (`planning.occasions`).

`hash`: over all other columns, so it seals the row and, through `previous`, what it corrects. `set_aside`: the revision
that was chosen away. An empty `previous` is the first account. `day`, `moved_to`: ISO dates; `at`: time of day or empty.
"""

removal = Table(
    "removal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _text("decision"),
    _text("decided"),
    _text("rule"),
    _text("role"),
    _text("at"),
    _text("program_version"),
    _number("sessions"),
    _number("facts"),
    _number("texts"),
    _number("notes"),
    _number("occasions"),
    _number("planned"),
    _number("beside"),
    _text("files"),
    _text("protocol"),
    _text("contents"),
    _text("previous"),
    _text("seal"),
)
"""The record of what was removed by decision, append-only: one row a removal, sealed over the one before it.

`decision`, `decided`: its number and day. `rule`: what fell under it (JSON). `role`: who confirmed it, never a name.
`beside`: versions and threads kept in `meta`. `files`: names of the backups and set-aside files that go with it.
`protocol`: hash of the written protocol. `contents`: hash over its rows in `removed`.
"""

removed = Table(
    "removed",
    metadata,
    Column("own", Text, primary_key=True),
    Column("number", Integer, ForeignKey("removal.number"), nullable=False),
    _text("head"),
)
"""What is gone and stays gone, append-only. `own`: hash of the kind and the id; `head`: hash of the last fact or account."""

removal_cleaned = Table(
    "removal_cleaned",
    metadata,
    Column("number", Integer, ForeignKey("removal.number"), primary_key=True, autoincrement=False),
    _text("at"),
    _text("seal"),
)
"""Says that no byte of a removal is left: the file is written anew and its older copies are gone."""

for _kept, _of in (
    (fact, "facts"),
    (sheaf, "facts"),
    (occasion, "occasions"),
    (removal, "removals"),
    (removed, "removals"),
    (removal_cleaned, "removals"),
):
    keep_for_good(_kept, _of)
