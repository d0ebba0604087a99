"""Sessions that came in packages lie in sheaves, in whatever way they came to stand; everything that reads them goes on."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange import retention
from facilitator.exchange.packages import merge, sessionpack
from facilitator.journal import Journal, corrections, queries, reading
from facilitator.journal.backups import backup
from facilitator.journal.checking.health import examine
from facilitator.journal.checking.rebuild import rebuild
from facilitator.journal.engine import unguarded
from facilitator.journal.figures import counts
from facilitator.journal.figures.selection import Selection
from facilitator.journal.log import Log
from facilitator.journal.sharing import versions
from facilitator.journal.sharing.merging import choose, conflicts
from facilitator.journal.tables import schema
from facilitator.journal.tables.bulk import columns, insert_rows
from facilitator.journal.writing.jobs import EntryJob, Receipt
from facilitator.journal.writing.keeper import Keeper, OutOfOrder
from facilitator.session import orders as o
from facilitator.session.facts import LogFinished
from facilitator.session.fold import evolve
from facilitator.session.state import Entry
from facilitator.session.summary import summarise
from tests.builders import HandClock, begin
from tests.engines import Server, log_at
from tests.exchange.laptops import content, laptop, led, packed, rewrite, taken_up, with_sessions
from tests.exchange.test_retention import RULE, TODAY, ids, record
from tests.journal.led import lesson
from tests.journal.test_forgetting import holding
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory


@pytest.fixture
def other(tmp_path: Path, engine: Server | None) -> Iterator[Journal]:
    """The coordinator's log."""
    with log_at(tmp_path / "other", engine) as journal:
        yield journal


@pytest.fixture(scope="module")
def packages() -> Iterator[tuple[Path, Path, Path]]:
    """Of one session an early and a late package, and one that differs from the late one and is longer."""
    with folder_in_memory() as folder, laptop(folder / "data") as journal:
        own = led(journal, done=False)
        early = packed(journal, folder / "a.passpaket")
        taken_up(journal, own, o.FinishLog())
        late = packed(journal, folder / "b.passpaket")
        copy = folder / "c.passpaket"
        copy.write_bytes(late.read_bytes())
        yield early, late, rewrite(copy, with_sessions(_longer))


def _longer(runs: list[dict[str, Any]]) -> None:
    facts = runs[0]["facts"]
    next(line for line in facts if line[2] == "answer_given")[4]["value"] = 1
    facts += [facts[-1]] * 3


def took(log: Journal, *files: Path) -> None:
    for file in files:
        assert merge.take_in_file(log, file).trouble is None


def how(log: Log) -> tuple[int, int]:
    """How many sheaves there are, and how many facts that stand as rows."""
    with log.database.begin() as connection:
        tables = (schema.sheaf, schema.fact)
        sheaves, rows = (
            connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables
        )
    return sheaves, rows


def as_before(log: Log) -> None:
    """Let every fact stand as a row, as version 6 wrote what came."""
    names = columns(schema.fact)
    with log.database.writing() as connection:
        for own in connection.execute(select(schema.sheaf.c.session)).scalars().all():
            facts = reading.fact_rows(connection, own)
            fact = schema.fact.c
            here = set(connection.execute(select(fact.seq).where(fact.session == own)).scalars())
            rows = [tuple(map(row.get, names)) for row in facts if row["seq"] not in here]
            insert_rows(connection, schema.fact, rows)
        with unguarded(connection):
            connection.execute(schema.sheaf.delete())


def whole(log: Log) -> None:
    assert examine(log.database) == []
    assert rebuild(log.database) == 0


# --- how it came to stand ---------------------------------------------------------------------------------------------


def test_that_what_came_lies_in_a_sheaf_but_for_what_has_a_text(
    packages: tuple[Path, Path, Path], other: Journal
) -> None:
    took(other, packages[1])
    (row,) = queries.sessions(other)
    assert how(other) == (1, 4), "a question, another and its end, and a word to take along"
    assert queries.load(other, row.session).seq == row.seq > 15
    whole(other)


def test_that_what_was_led_here_stands_fact_by_fact(journal: Journal) -> None:
    row = queries.session(journal, led(journal))
    assert row is not None
    assert how(journal) == (0, row.seq)


def test_that_a_longer_session_has_one_sheaf_the_same_as_if_it_had_come_at_once(
    packages: tuple[Path, Path, Path], tmp_path: Path, engine: Server | None
) -> None:
    with log_at(tmp_path / "a", engine) as one, log_at(tmp_path / "b", engine) as two:
        took(one, packages[0], packages[1], packages[0])
        took(two, packages[1], packages[0])
        assert content(one) == content(two)
        assert how(one) == (1, 4)
        whole(one)


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 2, 0), (2, 1, 0)])
def test_that_rows_of_before_make_room_for_a_sheaf_when_another_account_stands(
    packages: tuple[Path, Path, Path], tmp_path: Path, engine: Server | None, order: tuple[int, ...]
) -> None:
    with log_at(tmp_path / "a", engine) as one, log_at(tmp_path / "b", engine) as two:
        took(one, *(packages[place] for place in order))
        for place in order:
            as_before(two)
            took(two, packages[place])
            whole(two)
        assert len(conflicts(one)) == len(conflicts(two)) == 1
        (row,) = queries.sessions(two)
        if order[-1] == 2:
            assert how(two) == (1, 4)
        for log in (one, two):
            assert choose(log, conflicts(log)[0].key, theirs=True)
            whole(log)
        assert content(one) == content(two)
        assert queries.session(two, row.session) != row


def test_that_rows_of_before_stay_where_they_are_while_nothing_new_comes(
    packages: tuple[Path, Path, Path], other: Journal
) -> None:
    took(other, packages[1])
    as_before(other)
    before = content(other)
    took(other, packages[1], packages[0])
    assert how(other)[0] == 0
    whole(other)
    assert before != content(other), "the early package is remembered"


def test_that_an_account_of_this_laptops_own_stands_as_rows_and_one_of_anothers_in_a_sheaf(
    tmp_path: Path,
) -> None:
    """A package of one's own log comes back after another one has come that says it was led elsewhere."""
    with laptop(tmp_path / "data"):
        pass
    shutil.copytree(tmp_path / "data", tmp_path / "older")
    with laptop(tmp_path / "data") as journal:
        led(journal)
        mine = packed(journal, tmp_path / "mine.passpaket")

    def elsewhere(runs: list[dict[str, Any]]) -> None:
        runs[0]["device"] = "0" * 32

    theirs = tmp_path / "theirs.passpaket"
    theirs.write_bytes(mine.read_bytes())
    rewrite(theirs, with_sessions(elsewhere))
    with laptop(tmp_path / "older") as older:
        took(older, theirs)
        assert how(older) == (1, 4)
        took(older, mine)
        (row,) = queries.sessions(older)
        assert row.led_here, "its rank is higher"
        assert how(older) == (0, row.seq)
        whole(older)
        (waits,) = conflicts(older)
        assert choose(older, waits.key, theirs=True)
        (row,) = queries.sessions(older)
        assert not row.led_here
        assert how(older) == (1, 4)
        whole(older)


def test_that_facts_added_here_to_what_came_are_rows_after_the_sheaf(
    packages: tuple[Path, Path, Path], other: Journal, tmp_path: Path
) -> None:
    took(other, packages[0])
    (before,) = queries.sessions(other)
    entry = added(other, before.session)
    (row,) = queries.sessions(other)
    assert (row.seq, row.finished) == (before.seq + 1, True)
    assert how(other) == (1, 5)
    assert queries.last_at(other, row.session) == entry.wall
    whole(other)
    with laptop(tmp_path / "third") as third:
        took(third, packed(other, tmp_path / "d.passpaket"))
        assert replace(queries.sessions(third)[0], led_here=False) == replace(row, led_here=False)
        assert how(third) == (1, 4)
        whole(third)
    took(other, packages[1])
    assert len(conflicts(other)) == 1
    assert choose(other, conflicts(other)[0].key, theirs=True)
    assert how(other) == (1, 4)
    whole(other)


def added(log: Journal, own: str) -> Entry:
    """The log of a session finished here, as the writer of a lesson would write it."""
    session = queries.load(log, own)
    entry = Entry(session.seq + 1, session.at_ms + 1000, "2026-12-24T15:00:00Z", LogFinished())
    keep(log, job(log, own, entry))
    return entry


def keep(log: Journal, one: EntryJob) -> None:
    with log.database.writing() as connection:
        Keeper(log.device).keep(connection, one)


def job(log: Journal, own: str, entry: Entry) -> EntryJob:
    session = queries.load(log, own)
    later = evolve(session, entry) if entry.seq > session.seq else session
    return EntryJob(own, entry, summarise(later), None, Receipt(), None)


def test_that_a_fact_that_lies_in_a_sheaf_is_known_again_and_another_in_its_place_refused(
    packages: tuple[Path, Path, Path], other: Journal
) -> None:
    took(other, packages[0])
    (row,) = queries.sessions(other)
    with other.database.begin() as connection:
        found = reading.fact_rows(connection, row.session)[1]
    fact = reading.fact_of(found["kind"], found["version"], found["data"])
    same = Entry(2, found["at_ms"], found["wall"], fact)
    before = content(other)
    again = job(other, row.session, same)
    keep(other, again)
    assert content(other) == before
    with pytest.raises(OutOfOrder):
        keep(other, job(other, row.session, replace(same, at_ms=7)))
    spoil(other)
    with pytest.raises(OutOfOrder):
        keep(other, again)
    assert len(examine(other.database)) == 1


# --- what reads it --------------------------------------------------------------------------------------------------


def test_that_what_is_asked_for_by_kind_is_found_in_what_came(other: Journal, tmp_path: Path) -> None:
    with laptop(tmp_path / "data") as journal:
        conductor = begin(journal, HandClock(), lesson=lesson(2))
        conductor.order(o.GoTo("horn"))
        for corner, hands in enumerate((9, 8, 7, 0, 5)):
            conductor.order(o.CountHands(corner % 4, hands))
        conductor.order(o.ToggleCounts())
        conductor.order(o.Undo())
        conductor.order(o.End())
        conductor.order(o.Answer("people", 22))
        conductor.order(o.CorrectMinutes("horn", 7, "forgot"))
        assert journal.flush(PATIENCE_S)
        own = conductor.session.id
        took(other, packed(journal, tmp_path / "a.passpaket"))
        assert counts.statements(other, Selection()) == counts.statements(journal, Selection()) != []
        assert corrections.corrections(other, own) == corrections.corrections(journal, own) != {}
        assert corrections.corrected_sessions(other, [own]) == {own}
    assert how(other)[0] == 1
    whole(other)


def test_that_the_last_wall_time_is_that_of_the_last_fact_wherever_it_lies(
    packages: tuple[Path, Path, Path], other: Journal
) -> None:
    took(other, packages[1])
    (row,) = queries.sessions(other)
    with other.database.begin() as connection:
        facts = reading.fact_rows(connection, row.session)
    assert queries.last_at(other, row.session) == facts[-1]["wall"] != row.ended
    assert queries.last_at(other, "P" + "0" * 26) == ""


def test_that_a_backup_with_another_sheaf_is_none(packages: tuple[Path, Path, Path], tmp_path: Path) -> None:
    with laptop(tmp_path / "data") as journal:
        took(journal, packages[1])
        with journal.database.raw() as raw:
            before = backup.prints(raw)
        backup.back_up(journal.database)
        spoil(journal, place=0)
        with journal.database.raw() as raw:
            assert backup.prints(raw) != before


def test_that_a_removal_by_decision_counts_and_takes_out_what_lies_in_sheaves(
    packages: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    with laptop(tmp_path / "data") as journal:
        took(journal, packages[1])
        mine = led(journal)
        (own,) = ids(journal) - {mine}
        rows = [queries.session(journal, one) for one in (own, mine)]
        told = retention.look(journal, RULE, TODAY)
        assert told.falling.counts["facts"] == sum(row.seq for row in rows if row is not None)
        assert holding(tmp_path / "data", own)
        retention.carry_out(journal, told, tmp_path / "ut", TODAY)
        assert holding(tmp_path / "data", own) == []
        assert how(journal) == (0, 0)
        (one,) = record(journal)
        assert one.counts["facts"] == told.falling.counts["facts"]
        whole(journal)
        took(journal, packages[1])
        assert how(journal) == (0, 0)


# --- damaged --------------------------------------------------------------------------------------------------------


def spoil(log: Log, place: int = 20) -> None:
    """Another byte in every sheaf."""
    table = schema.sheaf
    with log.database.writing() as connection:
        rows = connection.execute(select(table.c.session, table.c.facts)).all()
        with unguarded(connection):
            connection.execute(table.delete())
        for own, facts in rows:
            altered = facts[:place] + bytes([facts[place] ^ 1]) + facts[place + 1 :]
            insert_rows(connection, table, [(own, 1, altered)])


def test_that_nothing_goes_on_from_a_sheaf_that_is_damaged(
    packages: tuple[Path, Path, Path], other: Journal, out: Path
) -> None:
    took(other, packages[1])
    (row,) = queries.sessions(other)
    spoil(other)
    (finding,) = examine(other.database)
    assert (finding.kind, finding.session) == ("facts", row.session)
    assert "ligger samlade" in finding.text
    before = content(other)
    assert rebuild(other.database) == 0
    for asks in (queries.load, queries.last_at):
        with pytest.raises(WorldTrouble) as told:
            asks(other, row.session)
        assert told.value.kind is Trouble.DAMAGED
    with pytest.raises(WorldTrouble):
        sessionpack.export(other, out / "a.passpaket")
    for file in (packages[0], packages[2]):
        look = merge.take_in_file(other, file, only_look=True)
        assert look.sessions == {row.session: "conflicting"}
        taken = merge.take_in_file(other, file)
        assert taken.trouble is not None
        assert taken.trouble.kind is Trouble.DAMAGED
    assert content(other) == before


@pytest.mark.parametrize("seq", [1, 12, 13])
def test_that_a_gap_or_the_same_number_twice_is_told(
    packages: tuple[Path, Path, Path], other: Journal, seq: int
) -> None:
    """A row that is also in the sheaf, or the row of a text that is nowhere."""
    took(other, packages[1])
    (row,) = queries.sessions(other)
    with other.database.writing() as connection:
        facts = {one["seq"]: one for one in reading.fact_rows(connection, row.session)}
        here = set(connection.execute(select(schema.fact.c.seq)).scalars())
        if seq in here:
            connection.execute(schema.typed.delete().where(schema.typed.c.seq == seq))
            with unguarded(connection):
                connection.execute(schema.fact.delete().where(schema.fact.c.seq == seq))
        else:
            insert_rows(connection, schema.fact, [tuple(map(facts[seq].get, columns(schema.fact)))])
    (finding,) = examine(other.database)
    assert finding.kind == "facts"
    assert rebuild(other.database) == 0


def test_that_an_altered_head_is_worked_out_again_from_the_sheaf(
    packages: tuple[Path, Path, Path], other: Journal
) -> None:
    took(other, packages[1])
    with other.database.writing() as connection:
        connection.execute(update(schema.session).values(head="x"))
    assert [finding.kind for finding in examine(other.database)] == ["facts"]
    assert rebuild(other.database) == 1
    whole(other)


def test_that_a_version_holds_the_same_facts_from_a_sheaf_as_from_rows(
    packages: tuple[Path, Path, Path], other: Journal
) -> None:
    took(other, packages[2])
    (own,) = ids(other)
    found = []
    for _turn in range(2):
        with other.database.begin() as connection:
            row = reading.session_row(connection, own)
            assert row is not None
            found.append(versions.stored(connection, row, texts=True))
        as_before(other)
    assert found[0] == found[1]
