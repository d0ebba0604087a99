"""Removal by decision: nothing without one, nothing by itself, no byte left, and nothing comes back."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from facilitator import policy
from facilitator.errors import WorldTrouble
from facilitator.exchange import retention
from facilitator.exchange.packages import merge
from facilitator.exchange.sheets import csvset
from facilitator.journal import Journal, occasions, open_apart, open_journal, queries, threads
from facilitator.journal.checking.health import examine
from facilitator.journal.removal import cleaning, removals
from facilitator.journal.removal.removals import Removal
from facilitator.journal.removal.retention import KINDS, Problem, Refused, Rule
from facilitator.journal.sharing.merging import conflicts
from facilitator.journal.tables import schema
from facilitator.journal.threads import Parcel
from facilitator.journal.yearplan import plans
from facilitator.planning.occasions import Occasion
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from facilitator.session.thread import GroupThread
from tests.builders import START, HandClock, begin
from tests.engines import Server, log_at
from tests.exchange.laptops import NOTE, QUESTION, laptop, led, packed, taken_up
from tests.journal.test_forgetting import holding
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.slow

TODAY = date(2028, 2, 7)
RULE = Rule("BUN 2027/123", date(2027, 9, 1), "coordinator", 2026, frozenset(KINDS))
NEWER_QUESTION = "Hur gör man då, Mio?"
OLD = Occasion(
    kind="staff", status="held", day=date(2027, 3, 2), minutes=50, audience="staff", programme="staff",
    lesson="personal-p3", adults=1, present=18,
)  # fmt: skip
PLAN = (
    Planned("2026.6B.mvp-01", 2026, "6B", "mvp", "mvp-01", date(2026, 9, 7)),
    Planned("2027.6B.mvp-02", 2027, "6B", "mvp", "mvp-02", date(2027, 9, 7)),
)


def newer(journal: Journal) -> str:
    """A lesson of the next school year, with a text of its own."""
    conductor = begin(journal, HandClock(START + timedelta(days=365)), group="6B")
    conductor.order(o.ParkQuestion(NEWER_QUESTION))
    conductor.order(o.End())
    conductor.order(o.FinishLog())
    assert journal.flush(PATIENCE_S)
    return conductor.session.id


def filled(journal: Journal) -> tuple[str, str]:
    """Two lessons and an occasion of the year before, and one lesson and one occasion that stay; old and new id."""
    own = led(journal)
    led(journal, done=False)
    occasions.enter(journal, OLD, TODAY)
    occasions.enter(journal, replace(OLD, day=date(2027, 10, 5)), TODAY)
    for row in PLAN:
        plans.keep_plan(journal, row.year, [row])
    parcel = Parcel("6B", 24, "Ekskolan", "2027-01-04T10:00:00Z", GroupThread(parked=(QUESTION,)))
    threads.receive(journal, parcel)
    stays = newer(journal)
    journal.back_up()
    return own, stays


def record(journal: Journal) -> list[Removal]:
    with journal.database.begin() as connection:
        return removals.removals(connection)


def removed(journal: Journal, folder: Path, rule: Rule = RULE) -> retention.Done:
    return retention.carry_out(journal, retention.look(journal, rule, TODAY), folder, TODAY)


def removed_once(journal: Journal, tmp_path: Path) -> None:
    filled(journal)
    removed(journal, tmp_path / "ut")


def damage(journal: Journal, change: str) -> None:
    """Change rows as a fault of the disk does, past the guards."""
    with journal.database.raw() as raw:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(change)
        for _name, sql in guards:
            raw.execute(sql)


def ids(journal: Journal) -> set[str]:
    return {row.session for row in queries.sessions(journal)}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with laptop(tmp_path / "data") as journal:
        yield journal


# --- refused -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"decision": ""}, "decision"),
        ({"decision": "enligt beslut"}, "decision"),
        ({"decision": "20120314-2381"}, "person"),
        ({"decided": date(2028, 2, 8)}, "decided"),
        ({"decided": date(1989, 1, 1)}, "decided"),
        ({"through": 2027}, "through"),
        ({"kinds": frozenset()}, "kinds"),
    ],
)
def test_without_a_decision_nothing_is_even_looked_for(
    journal: Journal, change: dict[str, object], problem: Problem
) -> None:
    filled(journal)
    with pytest.raises(Refused) as refused:
        retention.look(journal, replace(RULE, **change), TODAY)  # type: ignore[arg-type]
    assert problem in refused.value.problems
    assert all(retention.problem_words(one) for one in refused.value.problems)
    assert len(ids(journal)) == 3


def test_looking_changes_nothing(journal: Journal, tmp_path: Path) -> None:
    filled(journal)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    told = retention.look(journal, RULE, TODAY)
    assert told.falling.counts == {
        "sessions": 2, "facts": told.falling.counts["facts"], "texts": 4, "notes": 2, "occasions": 1, "planned": 1,
        "beside": 1,
    }  # fmt: skip
    assert told.falling.counts["facts"] > 30
    assert any("2 pass med allt" in line for line in retention.lines(told))
    assert len(told.copies) >= 1
    assert len(ids(journal)) == 3
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_what_stands_apart_or_aside_must_be_seen_to_first(journal: Journal, tmp_path: Path) -> None:
    filled(journal)
    aside = tmp_path / "data" / "damaged-20270101T101010.000001Z"
    aside.mkdir()
    (aside / "passledaren.db").write_bytes(b"...")
    told = retention.look(journal, RULE, TODAY)
    assert told.set_aside == (aside,)
    with pytest.raises(WorldTrouble, match="lagts åt sidan"):
        retention.carry_out(journal, told, tmp_path / "ut", TODAY)
    other = open_apart(tmp_path / "data")
    led(other)
    other.close()
    with pytest.raises(WorldTrouble, match="leddes"):
        retention.carry_out(journal, told, tmp_path / "ut", TODAY, with_set_aside=True)
    assert len(ids(journal)) == 3
    assert not (tmp_path / "ut").exists()
    for folder in tmp_path.glob("*-reserv-*"):
        shutil.rmtree(folder)
    retention.carry_out(journal, told, tmp_path / "ut", TODAY, with_set_aside=True)
    assert not aside.exists()


def test_a_log_that_has_changed_since_is_left_alone(journal: Journal, tmp_path: Path) -> None:
    filled(journal)
    told = retention.look(journal, RULE, TODAY)
    led(journal)
    with pytest.raises(WorldTrouble, match="ändrats"):
        retention.carry_out(journal, told, tmp_path / "ut", TODAY)
    assert len(ids(journal)) == 4
    assert record(journal) == []
    assert list((tmp_path / "ut").iterdir()) == [], "no protocol tells of what was not done"


# --- removed -------------------------------------------------------------------------------------------------------


def test_no_byte_of_it_stays_and_the_rest_is_whole(journal: Journal, tmp_path: Path) -> None:
    own, stays = filled(journal)
    data = tmp_path / "data"
    for text in (QUESTION, NOTE, own):
        assert len(holding(data, text)) >= 2, "the log and a backup"
    done = removed(journal, tmp_path / "ut")
    assert done.left is None
    for text in (QUESTION, NOTE, own, "2026.6B.mvp-01"):
        assert holding(tmp_path, text) == []
    assert len(holding(data, NEWER_QUESTION)) >= 2, "what stays is in the log and in a new backup"
    assert ids(journal) == {stays}
    assert queries.load(journal, stays).parked == (NEWER_QUESTION,)
    assert [one.values.day for one in occasions.occasions(journal)] == [date(2027, 10, 5)]
    assert plans.plan(journal, 2026) == ()
    assert plans.plan(journal, 2027) == PLAN[1:]
    assert examine(journal.database) == []
    assert len(list((data / "backups").iterdir())) == 1


def test_the_file_is_written_anew_also_where_sqlite_does_not_wipe_by_itself(
    journal: Journal, tmp_path: Path
) -> None:
    filled(journal)
    with journal.database.raw() as raw:
        raw.execute("PRAGMA secure_delete = OFF").fetchall()
    removed(journal, tmp_path / "ut")
    assert holding(tmp_path, QUESTION) == holding(tmp_path, NOTE) == []
    with journal.database.raw() as raw:
        assert raw.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_the_protocol_and_the_record_tell_of_it_without_telling_what_it_said(
    journal: Journal, tmp_path: Path
) -> None:
    own, _stays = filled(journal)
    done = removed(journal, tmp_path / "ut")
    said = done.protocol.read_text(encoding="utf-8-sig")
    for line in ("Protokoll över gallring nr 1", "BUN 2027/123, 2027-09-01", "2026/27", "2 pass med allt"):
        assert line in said
    listed = done.protocol.with_suffix(".csv").read_text(encoding="utf-8-sig").splitlines()
    assert listed[0] == "art;läsår;skola;nyckel;kedjans_slut"
    assert len(listed) == 4
    assert removals.own_hash("session", own) in listed[1]
    (one,) = record(journal)
    assert (one.number, one.decision, one.role) == (1, "BUN 2027/123", "coordinator")
    assert one.counts["sessions"] == 2
    assert one.cleaned
    assert "Gallrat" in retention.record_words(one)


@pytest.mark.parametrize(
    "change",
    ["UPDATE removal SET decision = 'X 1'", "DELETE FROM removed", "UPDATE removal_cleaned SET at = ''"],
)
def test_the_record_cannot_be_altered_unseen(journal: Journal, tmp_path: Path, change: str) -> None:
    removed_once(journal, tmp_path)
    with pytest.raises(WorldTrouble, match="append-only"), journal.database.raw() as raw:
        raw.execute(change)
    damage(journal, change)
    assert any("Gallringsloggen" in finding.text for finding in examine(journal.database))


def test_a_record_that_cannot_be_read_is_damage_and_hinders_no_start(
    journal: Journal, tmp_path: Path
) -> None:
    removed_once(journal, tmp_path)
    damage(journal, "UPDATE removal SET rule = '{'")
    with pytest.raises(WorldTrouble, match="skadad"):
        retention.record(journal)
    path = journal.path
    journal.close()
    again = open_journal(path.parent, second_place=tmp_path, check=False)
    assert any("skadad" in notice for notice in again.notices)
    again.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE session SET started = 'nyss'",
        "UPDATE occasion SET day = 'nyss'",
        "INSERT INTO meta (key, value) VALUES ('conflict/x', 'nyss')",
    ],
)
def test_what_cannot_be_read_is_damage_when_it_is_looked_at(
    journal: Journal, tmp_path: Path, change: str
) -> None:
    filled(journal)
    damage(journal, change)
    with pytest.raises(WorldTrouble, match="skadad"):
        retention.look(journal, RULE, TODAY)


def test_packages_that_come_later_do_not_bring_it_back(journal: Journal, tmp_path: Path) -> None:
    with laptop(tmp_path / "other") as other:
        own = led(other, school="Bokskolan", done=False)
        occasions.enter(other, OLD, TODAY)
        early = packed(other, tmp_path / "tidigt.passpaket")
        taken_up(other, own, o.Answer("went", 4))
        stays = newer(other)
        late = packed(other, tmp_path / "sent.passpaket")
    merge.take_in_file(journal, early)
    assert ids(journal) == {own}
    removed(journal, tmp_path / "ut")
    for file in (early, late, early):
        taken = merge.take_in_file(journal, file)
        assert taken.trouble is None
        assert taken.sessions[own] == "removed"
        assert "2 gallrade" in merge.told(merge.counts([taken]))
    assert ids(journal) == {stays}
    assert occasions.occasions(journal) == []
    assert examine(journal.database) == []
    assert retention.look(journal, RULE, TODAY).falling.empty


def test_protocols_of_several_computers_lie_in_one_folder(journal: Journal, tmp_path: Path) -> None:
    led(journal, done=False)
    first = removed(journal, tmp_path / "ut")
    before = {file: file.read_bytes() for file in (tmp_path / "ut").iterdir()}
    with laptop(tmp_path / "other") as other:
        led(other, done=False)
        second = removed(other, tmp_path / "ut")
    assert first.number == second.number
    assert first.protocol != second.protocol
    assert len(before) == 2
    assert {file: file.read_bytes() for file in before} == before
    assert second.protocol.with_suffix(".csv").is_file()


def test_csv_files_from_before_do_not_bring_it_back(journal: Journal, tmp_path: Path) -> None:
    own = led(journal, done=False)
    occasions.enter(journal, OLD, TODAY)
    csvset.export(journal, tmp_path / "csv")
    removed(journal, tmp_path / "ut")
    assert csvset.load_into(journal, tmp_path / "csv") == (0, 0, 2)
    assert own not in ids(journal)
    assert occasions.occasions(journal) == []
    assert examine(journal.database) == []


def test_versions_that_wait_or_were_set_aside_go_too(journal: Journal, tmp_path: Path) -> None:
    with laptop(tmp_path / "data-2") as first:
        own = led(first, done=False)
    shutil.copytree(tmp_path / "data-2", tmp_path / "data-3")
    for number, value in ((2, 1), (3, 4)):
        with laptop(tmp_path / f"data-{number}") as other:
            taken_up(other, own, o.Answer("went", value))
            merge.take_in_file(journal, packed(other, tmp_path / f"{number}.passpaket"))
    assert len(conflicts(journal)) == 1
    told = retention.look(journal, RULE, TODAY)
    assert told.falling.counts["beside"] == 1
    removed(journal, tmp_path / "ut")
    assert conflicts(journal) == []
    assert holding(tmp_path / "data", own) == []
    assert examine(journal.database) == []


def test_only_texts_can_go_and_the_chain_still_holds(journal: Journal, tmp_path: Path) -> None:
    own, stays = filled(journal)
    before = {row.session: row for row in queries.sessions(journal)}
    removed(journal, tmp_path / "ut", replace(RULE, kinds=frozenset({"texts"})))
    assert holding(tmp_path, QUESTION) == holding(tmp_path, NOTE) == []
    assert {row.session: row for row in queries.sessions(journal)} == before
    assert queries.load(journal, own).seq == before[own].seq
    assert queries.load(journal, stays).parked == (NEWER_QUESTION,)
    assert examine(journal.database) == []
    packed(journal, tmp_path / "sedan.passpaket")


def test_only_what_the_rule_names_goes(journal: Journal, tmp_path: Path) -> None:
    own = led(journal, group="6B")
    other = led(journal, group="6C", school="Bokskolan")
    for rule in (
        replace(RULE, groups=frozenset({"6A"})),
        replace(RULE, schools=frozenset({"Bokskolan"}), groups=frozenset({"6B"})),
        replace(RULE, kinds=frozenset({"plan"})),
        replace(RULE, through=2025),
    ):
        assert retention.look(journal, rule, TODAY).falling.empty
    removed(journal, tmp_path / "ut", replace(RULE, schools=frozenset({"Bokskolan"})))
    assert ids(journal) == {own}
    removed(journal, tmp_path / "ut", replace(RULE, groups=frozenset({"6B"})))
    assert ids(journal) == set()
    assert [one.number for one in record(journal)] == [1, 2]
    assert examine(journal.database) == []
    assert other not in ids(journal)


# --- cut short -----------------------------------------------------------------------------------------------------


def state(journal: Journal) -> str:
    """Whether nothing or all of it is gone."""
    count = len(ids(journal))
    assert count in (1, 3)
    assert len(record(journal)) == (1 if count == 1 else 0)
    assert len(occasions.occasions(journal)) == (1 if count == 1 else 2)
    assert examine(journal.database) == []
    return "gone" if count == 1 else "here"


def die_at(folder: Path, nth: int) -> bool:
    """Remove in a process that is killed at its statement number `nth`; False when it came to its end before that."""
    child = os.fork()
    if child == 0:
        left = nth

        def count(_statement: str) -> None:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            journal = open_journal(folder / "data", second_place=folder)
            told = retention.look(journal, RULE, TODAY)
            with journal.database.raw() as raw:
                raw.set_trace_callback(count)
            retention.carry_out(journal, told, folder / "ut", TODAY)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_a_stop_at_any_statement_leaves_all_or_nothing_and_is_carried_on(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    with laptop(tmp_path / "given" / "data") as journal:
        filled(journal)
    seen = []
    for nth in range(1, 2000, 5):
        folder = tmp_path / str(nth)
        shutil.copytree(tmp_path / "given", folder)
        stopped = die_at(folder, nth)
        journal = open_journal(folder / "data", second_place=folder)
        seen.append(state(journal))
        if seen[-1] == "gone":
            assert holding(folder, QUESTION) == holding(folder, NOTE) == [], f"statement {nth}"
            assert record(journal)[0].cleaned
        else:
            assert removed(journal, folder / "ut").left is None
            assert holding(folder, QUESTION) == []
        journal.close()
        shutil.rmtree(folder)
        if not stopped:
            break
    assert seen == sorted(seen, reverse=True)
    assert {"here", "gone"} == set(seen)


def test_whatever_is_refused_nothing_is_half_done(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    with laptop(tmp_path / "given" / "data") as journal:
        filled(journal)
    writes = (
        sqlite3.SQLITE_INSERT,
        sqlite3.SQLITE_UPDATE,
        sqlite3.SQLITE_DELETE,
        sqlite3.SQLITE_DROP_TRIGGER,
    )
    for nth in range(1, 400, 4):
        folder, left = tmp_path / str(nth), nth
        shutil.copytree(tmp_path / "given", folder)

        def refuse(action: int, *_more: object) -> int:
            nonlocal left
            left -= action in writes
            return sqlite3.SQLITE_DENY if action in writes and left <= 0 else sqlite3.SQLITE_OK

        with laptop(folder / "data") as journal:
            told = retention.look(journal, RULE, TODAY)
            with journal.database.raw() as raw:
                raw.set_authorizer(refuse)
            trouble, done = None, None
            try:
                done = retention.carry_out(journal, told, folder / "ut", TODAY)
            except WorldTrouble as told_of:
                trouble = told_of
            with journal.database.raw() as raw:
                raw.set_authorizer(None)
            if done is None:
                assert trouble is not None
                assert state(journal) == "here"
                assert list((folder / "ut").iterdir()) == []
            else:
                assert state(journal) == "gone"
        with laptop(folder / "data") as journal:
            if done is not None:
                assert record(journal)[0].cleaned
                assert holding(folder, QUESTION) == []
        shutil.rmtree(folder)
        if done is not None and done.left is None:
            assert nth > 20
            return
    pytest.fail("there is no end to its writes")


def test_copies_that_cannot_go_are_told_of_and_go_the_next_time(journal: Journal, tmp_path: Path) -> None:
    filled(journal)
    backups = tmp_path / "data" / "backups"
    told = retention.look(journal, RULE, TODAY)
    shutil.move(backups, tmp_path / "flyttade")
    backups.write_bytes(b"in the way")
    done = retention.carry_out(journal, told, tmp_path / "ut", TODAY)
    assert done.left is not None
    assert "kopior" in retention.left_words(told, done.left)
    journal.close()
    with laptop(tmp_path / "data") as again:
        assert any("kopior finns kvar" in notice for notice in again.notices)
        assert "Kopior finns kvar." in retention.record_words(record(again)[0])
    backups.unlink()
    shutil.move(tmp_path / "flyttade", backups)
    with laptop(tmp_path / "data") as again:
        assert again.notices == ()
        assert record(again)[0].cleaned
        assert holding(tmp_path, QUESTION) == []
        assert not cleaning.finish(again.database, again.device, again.second_place)


def test_backups_in_the_second_place_go_too_and_must_be_within_reach(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "server"
    second.mkdir()
    monkeypatch.setattr(policy, "machine_file", lambda: tmp_path / policy.FILE_NAME)
    (tmp_path / policy.FILE_NAME).write_text(f'backup_folder = "{second}"\n', encoding="utf-8")
    policy.in_force.cache_clear()
    try:
        filled(journal)
        assert holding(second, QUESTION)
        told = retention.look(journal, RULE, TODAY)
        second.rename(tmp_path / "bortkopplad")
        with pytest.raises(WorldTrouble, match="andra platsen"):
            retention.carry_out(journal, told, tmp_path / "ut", TODAY)
        assert state(journal) == "here"
        (tmp_path / "bortkopplad").rename(second)
        removed(journal, tmp_path / "ut")
        assert holding(tmp_path, QUESTION) == []
        assert holding(second, NEWER_QUESTION), "a new backup is there too"
    finally:
        policy.in_force.cache_clear()


def test_a_protocol_that_cannot_be_written_stops_it(journal: Journal, tmp_path: Path) -> None:
    filled(journal)
    (tmp_path / "ut").write_bytes(b"in the way")
    with pytest.raises(WorldTrouble):
        removed(journal, tmp_path / "ut")
    assert state(journal) == "here"


def test_a_backup_made_after_it_brings_nothing_away_when_it_is_put_back(
    journal: Journal, tmp_path: Path
) -> None:
    filled(journal)
    removed(journal, tmp_path / "ut")
    (fresh,) = (tmp_path / "data" / "backups").iterdir()
    later = journal.back_up()
    journal.close()
    shutil.copy(fresh, tmp_path / "data" / "passledaren.db")
    with laptop(tmp_path / "data") as again:
        assert again.notices == ()
        assert record(again)[0].cleaned
        assert state(again) == "gone"
    assert later.exists()


# --- on a server ---------------------------------------------------------------------------------------------------


def test_a_shared_log_lets_go_of_rows_in_the_same_way(tmp_path: Path, engine: Server | None) -> None:
    from facilitator.journal.removal import retention as rows

    with laptop(tmp_path / "a") as one:
        own = led(one)
        occasions.enter(one, OLD, TODAY)
        stays = newer(one)
        file = packed(one, tmp_path / "a.passpaket")
    with log_at(tmp_path / "shared", engine) as log:
        merge.take_in_file(log, file)
        falling = rows.look(log.database, RULE)
        number = rows.remove(log.database, RULE, falling, "0" * 64, (), TODAY)
        assert number == 1
        assert ids(log) == {stays}
        assert merge.take_in_file(log, file).sessions[own] == "removed"
        assert ids(log) == {stays}
        assert examine(log.database) == []
        with log.database.begin() as connection:
            assert connection.execute(select(func.count()).select_from(schema.removed)).scalar_one() == 2
