"""Whatever damage changes a row, the check finds it."""

import os
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import update

from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange.packages import merge
from facilitator.exchange.sheets import csvset
from facilitator.journal import Journal, open_journal, queries
from facilitator.journal.checking.health import Finding, examine
from facilitator.journal.checking.rebuild import rebuild
from facilitator.journal.engine import Database
from facilitator.journal.tables import schema
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from tests.builders import HandClock, begin
from tests.exchange.laptops import laptop, led, packed
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

SECTOR, PAGE = 512, 4096
TABLES = [table.name for table in schema.metadata.sorted_tables]
Rows = dict[str, Counter[tuple[object, ...]]]
Harm = Callable[[bytearray, random.Random], None]


@pytest.fixture(scope="module")
def log() -> Iterator[Path]:
    """A closed log with two sessions and one of another laptop, a note, groups and an export."""
    with folder_in_memory() as folder:
        journal = open_journal(folder / "data")
        queries.save_group(journal, Group("6B", 24, school="Ekskolan"))
        for finish in (True, False):
            clock = HandClock()
            conductor = begin(journal, clock)
            for _turn in range(12):
                clock.go(50)
                conductor.order(o.Next())
            conductor.order(o.End())
            conductor.order(o.WriteNote("Lugnt och fint idag.", "ab"))
            if finish:
                conductor.order(o.FinishLog())
        journal.flush(PATIENCE_S)
        with laptop(folder / "other") as other:
            led(other)
            assert merge.take_in_file(journal, packed(other, folder / "a.passpaket")).trouble is None
        csvset.export(journal, folder / "out")
        journal.close()
        yield folder / "data" / "passledaren.db"


def rows_of(path: Path) -> Rows | None:
    """Everything the tables hold, in whatever order; None when it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
            raw.text_factory = bytes
            return {name: Counter(raw.execute(f"SELECT * FROM {name}")) for name in TABLES}
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def findings(path: Path) -> list[Finding]:
    try:
        database = Database(path)
    except WorldTrouble as trouble:
        return [Finding("file", trouble.message)]
    try:
        return examine(database, folds=False)
    finally:
        database.close()


def flip_a_bit(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def zero_a_sector(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content) // SECTOR) * SECTOR
    content[start : start + SECTOR] = bytes(SECTOR)


def cut_off(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def swap_pages(content: bytearray, chance: random.Random) -> None:
    to, of = chance.sample(range(1, len(content) // PAGE), 2)
    content[to * PAGE : (to + 1) * PAGE] = content[of * PAGE : (of + 1) * PAGE]


def undetected(log: Path, harm: Harm, tries: Sequence[int]) -> list[int]:
    """The tries in which rows were changed or lost and the check said nothing."""
    whole, before = log.read_bytes(), rows_of(log)
    missed = []
    with folder_in_memory() as folder:
        for number in tries:
            content = bytearray(whole)
            harm(content, random.Random(number))
            if content == whole:  # as when a sector held nothing but zeros
                continue
            path = folder / f"{number}.db"
            path.write_bytes(content)
            changed = rows_of(path) != before
            if changed and not findings(path):
                missed.append(number)
            for file in folder.iterdir():
                file.unlink()
    return missed


HARMS = [flip_a_bit, zero_a_sector, cut_off, swap_pages]


@pytest.mark.parametrize("harm", HARMS)
def test_damage_is_found(log: Path, harm: Harm) -> None:
    assert undetected(log, harm, range(25)) == []


@pytest.mark.slow
@pytest.mark.parametrize("harm", HARMS)
def test_a_thousand_damages_are_found(log: Path, harm: Harm) -> None:
    cores = os.cpu_count() or 1
    shares = [range(first, 1000, cores) for first in range(cores)]
    with ProcessPoolExecutor(cores) as pool:
        missed = list(pool.map(partial(undetected, log, harm), shares))
    assert sum(map(len, shares)) == 1000
    assert missed == [[]] * cores


def test_a_whole_log_has_no_findings(log: Path) -> None:
    assert findings(log) == []


@contextmanager
def altered(log: Path, statement: str) -> Iterator[Database]:
    """The log after someone has been in it with another program."""
    with folder_in_memory() as folder:
        copy = Path(shutil.copy(log, folder / "passledaren.db"))
        with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
            for name in ("fact_no_update", "fact_no_delete", "sheaf_no_update", "sheaf_no_delete"):
                raw.execute(f"DROP TRIGGER {name}")
            raw.execute(statement)
        database = Database(copy)
        yield database
        database.close()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE fact SET at_ms = at_ms + 1 WHERE seq = 4", "facts"),
        ("UPDATE fact SET wall = '2026-11-23T09:00:00Z' WHERE seq = 4", "facts"),
        ("UPDATE fact SET kind = 'step_skipped' WHERE seq = 4", "facts"),
        ("UPDATE fact SET version = 2 WHERE seq = 4", "facts"),
        ("UPDATE fact SET data = replace(data, '1', '2') WHERE seq = 4", "facts"),
        ("UPDATE fact SET hash = 'x' WHERE seq = 4", "facts"),
        ("DELETE FROM fact WHERE seq = 4", "facts"),
        ("DELETE FROM fact WHERE seq = (SELECT max(seq) FROM fact)", "facts"),
        ("UPDATE sheaf SET format = 2", "facts"),
        ("UPDATE sheaf SET facts = facts || x'00'", "file"),
        ("UPDATE sheaf SET facts = CAST(facts AS TEXT)", "file"),
        ("UPDATE sheaf SET facts = substr(facts, 1, 60)", "facts"),
        ("UPDATE sheaf SET facts = zeroblob(200)", "facts"),
        ("UPDATE sheaf SET session = (SELECT session FROM note)", "facts"),
        ("UPDATE sheaf SET session = 'x'", "file"),
        ("DELETE FROM sheaf", "facts"),
        ("UPDATE session SET spent_s = spent_s + 60", "summary"),
        ("UPDATE session SET school = 'Annan'", "summary"),
        ("UPDATE session SET flexible_left = flexible_left + 1", "summary"),
        ("UPDATE session SET exported = '2026-01-01'", "row"),
        ("UPDATE session_step SET reason = 'time' WHERE planned_order = 2", "summary"),
        ("DELETE FROM session_step WHERE planned_order = 2", "summary"),
        ("UPDATE session_step SET text = 1 WHERE planned_order = 2", "summary"),
        ("UPDATE step_text SET title = 'Annan'", "summary"),
        ("DELETE FROM step_text", "summary"),
        ("INSERT INTO step_text VALUES (1, 'a', 'b', 'c', 'core', 60)", "summary"),
        ("UPDATE note SET text = CAST('Lugnt och fint' AS BLOB)", "note"),
        ("UPDATE school_group SET people = 30", "row"),
        ("UPDATE export_log SET sessions = 9", "row"),
        ("UPDATE meta SET value = 'x'", "row"),
        ("DELETE FROM device", "file"),
        ("UPDATE lesson_snapshot SET script = replace(script, 'vän', 'fiende')", "facts"),
        ("DELETE FROM lesson_snapshot", "facts"),
        ("DELETE FROM session", "file"),
    ],
)
def test_every_alteration_is_told(log: Path, statement: str, kind: str) -> None:
    with altered(log, statement) as database:
        found = examine(database)
    assert kind in [finding.kind for finding in found if finding.kind != "schema"]


def test_missing_triggers_are_told(log: Path) -> None:
    with altered(log, "SELECT 1") as database:
        assert [finding.kind for finding in examine(database)] == ["schema"]


def test_an_erased_note_leaves_the_chain_whole(log: Path) -> None:
    with altered(log, "DELETE FROM note") as database:
        assert [finding.kind for finding in examine(database)] == ["schema"]


def test_a_session_that_does_not_add_up_is_not_loaded(journal: Journal) -> None:
    own = begin(journal).session.id
    assert journal.flush(PATIENCE_S)
    with journal.database.writing() as connection:
        connection.execute(update(schema.session).values(head="x"))
    with pytest.raises(WorldTrouble) as caught:
        queries.load(journal, own)
    assert caught.value.kind is Trouble.DAMAGED
    assert own in caught.value.message


def test_text_that_is_no_text_any_more_is_damage(journal: Journal) -> None:
    own = begin(journal).session.id
    assert journal.flush(PATIENCE_S)
    with journal.database.begin() as connection:
        connection.exec_driver_sql("UPDATE step_text SET title = CAST(x'ff41' AS TEXT)")
    with pytest.raises(WorldTrouble) as caught:
        queries.steps(journal, own)
    assert caught.value.kind is Trouble.DAMAGED


@pytest.mark.parametrize(
    ("statement", "changed"),
    [
        ("UPDATE session SET spent_s = 7, status = 'running', ended = '', head = '', seq = 3, seal = ''", 3),
        ("UPDATE session SET core_cut = 9", 3),
        ("UPDATE session_step SET spent_s = 7, outcome = 'skipped', text = 1", 3),
        ("DELETE FROM session_step", 3),
        ("UPDATE step_text SET title = ''", 1),  # what one sets right is right for the other
        ("DELETE FROM step_text", 1),
        ("INSERT INTO step_text VALUES (1, 'a', 'b', 'c', 'core', 60)", 0),
    ],
)
def test_summaries_are_computed_again_from_the_facts(log: Path, statement: str, changed: int) -> None:
    before = rows_of(log)
    with altered(log, statement) as database:
        assert rebuild(database) == changed
        assert rebuild(database) == 0
        assert [finding.kind for finding in examine(database)] == ["schema"]
        database.checkpoint()
        after = rows_of(database.path)
    assert before is not None
    assert after is not None
    exported = [column.name for column in schema.session.columns].index("exported")
    but_exports = [Counter(row[:exported] for row in rows["session"].elements()) for rows in (before, after)]
    assert but_exports[0] == but_exports[1]
    assert after["session_step"] == before["session_step"]
    assert after["step_text"] == before["step_text"]


def test_rebuilding_leaves_alone_what_does_not_hold_together(log: Path) -> None:
    with altered(log, "UPDATE fact SET at_ms = 1 WHERE seq = 4") as database:
        assert rebuild(database) == 0
