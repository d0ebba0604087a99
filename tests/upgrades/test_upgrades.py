"""Logs of every version open in this program with every row as it was; a step that fails changes nothing."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import cycle, product
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from facilitator.errors import Trouble, WorldTrouble
from facilitator.journal import Journal, migrations, occasions, open_journal, opening, queries, reading
from facilitator.journal.checking.health import examine
from facilitator.journal.engine import Database
from facilitator.journal.folder import Marker
from facilitator.journal.removal import removals
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import STEP, changes_in
from facilitator.journal.yearplan import plans
from facilitator.planning.breaks import suggested
from facilitator.session import orders as o
from facilitator.session.absence import Absence
from facilitator.session.conductor import Conductor
from tests.builders import CONDITIONS, HandClock
from tests.quick import folder_in_memory
from tests.upgrades.make_fixture import BREAKS, CANCELLED, HELD, PLAN, RULE, YEAR, fixture

VERSIONS = range(1, schema.VERSION + 1)
TODAY = date(2026, 11, 23)
OLDER_STEPS = [version for version in VERSIONS if version < 7]
FACTS = "SELECT session, seq, at_ms, wall, kind, version, data, hash FROM fact ORDER BY session, seq"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder."""
    with folder_in_memory() as path:
        (path / "data").mkdir()
        yield path / "data"


def opened(folder: Path, version: int) -> Journal:
    shutil.copy(fixture(version), folder / "passledaren.db")
    return open_journal(folder, second_place=folder)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_log_of_every_version_opens_whole(folder: Path, version: int) -> None:
    journal = opened(folder, version)
    assert examine(journal.database) == []
    interrupted, done = (row for row in queries.sessions(journal) if row.led_here)
    assert (done.status, done.finished, done.went, done.exported != "") == ("partial", True, 3, True)
    assert done.room == (CONDITIONS["room"] if version > 5 else None)
    assert queries.note(journal, done.session) == "Lugnt och fint idag."
    assert queries.load(journal, interrupted.session).seq == (15 if version == 1 else 19)
    assert queries.load(journal, done.session).parked == (() if version == 1 else ("Varför just då?",))
    assert [(g.code, g.active) for g in queries.groups(journal)] == [("4A", False), ("6B", True)]
    assert plans.plan(journal, YEAR) == (PLAN if version > 2 else ())
    assert plans.breaks(journal, YEAR) == (BREAKS if version > 2 else suggested(YEAR))
    assert occasions.values(journal) == ([HELD, CANCELLED] if version > 3 else [])
    journal.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_session_that_came_in_a_package_is_read_from_its_sheaf(folder: Path, version: int) -> None:
    journal = opened(folder, version)
    came = [row for row in queries.sessions(journal) if not row.led_here]
    assert [(row.school, row.finished) for row in came] == ([("Bokskolan", True)] if version > 6 else [])
    for row in came:
        assert queries.load(journal, row.session).seq == row.seq == 20
    with journal.database.begin() as connection:
        assert len(connection.execute(select(schema.sheaf)).all()) == len(came)
    if not came:
        with journal.database.raw() as raw:
            raw.execute("INSERT INTO sheaf SELECT session, 1, x'00' FROM session")
    with pytest.raises(WorldTrouble, match="append-only"), journal.database.raw() as raw:
        raw.execute("DELETE FROM sheaf")
    journal.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_no_upgrade_touches_a_fact(folder: Path, version: int) -> None:
    with closing(sqlite3.connect(f"{fixture(version).as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
        before = raw.execute(FACTS).fetchall()
    journal = opened(folder, version)
    with journal.database.raw() as raw:
        assert raw.execute(FACTS).fetchall() == before
    journal.close()


@pytest.mark.parametrize("version", OLDER_STEPS)
def test_every_step_of_a_log_from_before_its_words_lay_apart_says_what_it_said(
    folder: Path, version: int
) -> None:
    wanted = f"SELECT session, {', '.join(STEP)} FROM session_step ORDER BY session, planned_order"
    with closing(sqlite3.connect(f"{fixture(version).as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
        before = raw.execute(wanted).fetchall()
    journal = opened(folder, version)
    with journal.database.begin() as connection:
        sessions = connection.execute(select(schema.session.c.session).order_by(schema.session.c.session))
        steps = [step for own in sessions.scalars().all() for step in reading.step_rows(connection, own)]
        texts = connection.execute(select(schema.step_text)).all()
    assert [tuple(step[name] for name in ("session", *STEP)) for step in steps] == before
    assert {tuple(text[1:4]) for text in texts} == {
        (step["step"], step["title"], step["form"]) for step in steps
    }
    journal.close()


def test_every_kind_of_change_in_an_older_log_is_counted(folder: Path) -> None:
    shutil.copy(fixture(6), folder / "passledaren.db")
    with closing(sqlite3.connect(folder / "passledaren.db")) as raw:
        places = raw.execute("SELECT session, planned_order FROM session_step ORDER BY 1, 2").fetchall()
        kinds = list(product(("core", "protected", "flexible", "optional"), ("shortened", "skipped", "held")))
        for (own, place), (weight, outcome) in zip(places, cycle(kinds)):
            changed = (
                "UPDATE session_step SET weight = ?, outcome = ? WHERE session = ? AND planned_order = ?"
            )
            raw.execute(changed, (weight, outcome, own, place))
        raw.commit()
    journal = open_journal(folder, second_place=folder)
    with journal.database.begin() as connection:
        for run in connection.execute(select(schema.session)).mappings().all():
            told = changes_in(reading.step_rows(connection, run["session"]))
            assert {name: run[name] for name in schema.CHANGES} == told
            assert all(told.values())
    journal.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_log_of_every_version_can_be_planned_in(folder: Path, version: int) -> None:
    journal = opened(folder, version)
    plans.keep_plan(journal, YEAR, PLAN[:1])
    plans.keep_breaks(journal, YEAR, BREAKS[:1])
    assert (plans.plan(journal, YEAR), plans.breaks(journal, YEAR)) == (PLAN[:1], BREAKS[:1])
    assert examine(journal.database) == []
    journal.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_occasions_can_be_entered_in_a_log_of_every_version(folder: Path, version: int) -> None:
    journal = opened(folder, version)
    own = occasions.enter(journal, HELD, TODAY)
    occasions.withdraw(journal, own, "mistaken", TODAY)
    assert [one.values.status for one in occasions.history(journal, own)] == ["held", "withdrawn"]
    assert examine(journal.database) == []
    with pytest.raises(WorldTrouble, match="append-only"), journal.database.raw() as raw:
        raw.execute("DELETE FROM occasion")
    journal.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_what_was_removed_by_decision_is_still_recorded(folder: Path, version: int) -> None:
    journal = opened(folder, version)
    with journal.database.begin() as connection:
        found = removals.removals(connection)
    assert [one.decision for one in found] == ([RULE.decision] if version > 4 else [])
    journal.close()


def test_text_in_older_facts_is_read_as_ever_and_new_text_lies_apart(folder: Path) -> None:
    journal = opened(folder, 1)
    (own,) = (row.session for row in queries.sessions(journal) if row.status == "running")
    conductor = Conductor.resume(queries.load(journal, own), journal, HandClock(), Absence(0, 5))
    conductor.order(o.ParkQuestion("Kim undrar."))
    conductor.order(o.UnparkQuestion("Kim undrar."))
    assert journal.flush(30)
    assert queries.load(journal, own) == conductor.session
    assert examine(journal.database) == []
    journal.close()
    assert b"Kim" not in (folder / "passledaren.db").read_bytes()


def add_a_table(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE timetable (code TEXT PRIMARY KEY)")


def fail_half_way(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE wheel (code TEXT PRIMARY KEY)")
    connection.exec_driver_sql("INSERT INTO no_such_table VALUES (1)")


def version_and_tables(database: Database) -> tuple[int, set[str]]:
    with database.begin() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        return migrations.version_of(connection), {row.name for row in rows} - set(schema.metadata.tables)


def test_steps_run_in_order_each_after_a_backup(folder: Path) -> None:
    shutil.copy(fixture(1), folder / "passledaren.db")
    database = Database(folder / "passledaren.db")
    migrations.migrate(database, [add_a_table, lambda connection: None])
    assert version_and_tables(database) == (3, {"timetable"})
    assert len(list((folder / "backups").iterdir())) == 2
    database.close()


def test_a_step_that_fails_leaves_the_version_before_it(folder: Path) -> None:
    shutil.copy(fixture(1), folder / "passledaren.db")
    database = Database(folder / "passledaren.db")
    with pytest.raises(Exception, match="no_such_table"):
        migrations.migrate(database, [add_a_table, fail_half_way])
    assert version_and_tables(database) == (2, {"timetable"})
    migrations.migrate(database, [add_a_table, lambda connection: None])
    assert version_and_tables(database) == (3, {"timetable"})
    database.close()


def test_without_a_backup_nothing_is_upgraded(folder: Path) -> None:
    shutil.copy(fixture(1), folder / "passledaren.db")
    (folder / "backups").write_bytes(b"in the way")
    database = Database(folder / "passledaren.db")
    with pytest.raises(Exception, match="backups"):
        migrations.migrate(database, [add_a_table])
    assert version_and_tables(database) == (1, set())
    database.close()


@pytest.mark.parametrize("sudden", [False, True])
def test_words_of_a_step_that_are_no_text_any_more_are_damage(folder: Path, sudden: bool) -> None:
    file = folder / "passledaren.db"
    shutil.copy(fixture(6), file)
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE session_step SET title = CAST(title AS BLOB) WHERE rowid = 1")
        raw.commit()
        (device,) = raw.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    if sudden:
        Marker(folder).set(device)
        file.with_name(f"{file.name}-wal").touch()
    with pytest.raises(WorldTrouble) as caught:
        open_journal(folder, second_place=folder)
    assert caught.value.kind is Trouble.DAMAGED
    assert opening.faults(file)


def test_there_is_a_step_for_every_version() -> None:
    assert len(migrations.STEPS) == schema.VERSION - 1
    assert all(fixture(version).exists() for version in VERSIONS)
