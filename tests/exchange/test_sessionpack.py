"""Sessions in a package: what leaves, what stays, and nothing hostile gets in."""

import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange.packages import handover, merge, passpaket, sessionpack
from facilitator.exchange.sheets import csvset
from facilitator.i18n import _
from facilitator.journal import Journal, open_journal, queries, reading
from facilitator.journal.checking.health import examine
from facilitator.journal.checking.rebuild import rebuild
from facilitator.journal.sharing import merging, versions
from facilitator.journal.sharing.laptops import laptops
from facilitator.journal.tables import ids, schema
from facilitator.journal.threads import thread
from facilitator.planning.groups import Group
from facilitator.session import orders as o
from facilitator.session.thread import GroupThread
from tests.builders import START, HandClock, begin
from tests.engines import Server, log_at
from tests.exchange.laptops import (
    GROUPS,
    LESSONS,
    NOTE,
    QUESTION,
    RUNS,
    content,
    laptop,
    led,
    packed,
    rewrite,
    taken_up,
    with_sessions,
)
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

Change = Callable[[dict[str, Any], dict[str, bytes]], None]
Refused = Callable[[Path], Trouble]


@pytest.fixture
def other(tmp_path: Path, engine: Server | None) -> Iterator[Journal]:
    """The coordinator's log."""
    with log_at(tmp_path / "other", engine) as journal:
        yield journal


@pytest.fixture(scope="module")
def made() -> Iterator[bytes]:
    """A package with two sessions, as bytes."""
    with folder_in_memory() as folder, laptop(folder / "data") as journal:
        led(journal)
        led(journal, group="6A")
        yield packed(journal, folder / "a.passpaket").read_bytes()


@pytest.fixture
def file(made: bytes, out: Path) -> Path:
    out.mkdir()
    (out / "a.passpaket").write_bytes(made)
    return out / "a.passpaket"


def rows_of(journal: Journal, *without: str) -> list[Any]:
    """What the log says of its sessions and their steps, row by row."""
    return [
        ({name: getattr(row, name) for name in queries.SHOWN if name not in without}, queries.steps(journal, row.session))
        for row in queries.sessions(journal)
    ]  # fmt: skip


# --- there and back -------------------------------------------------------------------------------------


def test_that_what_is_taken_in_shows_as_if_it_had_been_led_here(
    journal: Journal, other: Journal, out: Path
) -> None:
    led(journal)
    led(journal, group="6A", done=False)
    assert merge.take_in_file(other, packed(journal, out / "a.passpaket")).trouble is None
    assert rows_of(other) == rows_of(journal)
    assert [row.led_here for row in queries.sessions(other)] == [False, False]
    with other.database.begin() as connection:
        assert connection.execute(select(schema.session.c.device).distinct()).scalars().all() == [
            journal.device
        ]
    for one in (journal, other):
        csvset.export(one, out / one.device)
    for name in ("sessions.csv", "steps.csv"):
        assert (out / journal.device / name).read_bytes() == (out / other.device / name).read_bytes()
    assert examine(other.database) == []
    assert rebuild(other.database) == 0


def test_that_neither_what_was_typed_nor_the_note_leaves(journal: Journal, other: Journal, out: Path) -> None:
    led(journal)
    file = packed(journal, out / "a.passpaket")
    with zipfile.ZipFile(file) as pack:
        everything = b"".join(pack.read(name) for name in pack.namelist()).decode()
    for word in (QUESTION, NOTE, "Kim", '"mod"', "Lugnt", "Bort med"):
        assert json.dumps(word)[1:-1] not in everything, word
        assert word not in everything, word
    merge.take_in_file(other, file)
    (row,) = queries.sessions(other)
    assert row.noted
    assert queries.note(other, row.session) == ""
    assert thread(other, "6B") == GroupThread()
    assert queries.load(other, row.session).seq == row.seq


def test_that_rehearsals_and_running_lessons_stay(journal: Journal, out: Path) -> None:
    led(journal)
    begin(journal, rehearsal=True).order(o.End())
    begin(journal)
    assert journal.flush(PATIENCE_S)
    written = sessionpack.export(journal, out / "a.passpaket")
    assert (written.sessions, written.stayed, written.running) == (1, 0, 1)


def test_that_a_lesson_of_another_laptop_is_never_offered_to_go_on_with_or_asked_for(
    journal: Journal, other: Journal, out: Path
) -> None:
    led(journal, done=False)
    merge.take_in_file(other, packed(journal, out / "a.passpaket"))
    assert queries.drafts(other) == []
    assert queries.interrupted(other) == []
    assert len(queries.drafts(journal)) == 1


def test_that_the_same_content_gives_the_same_bytes(journal: Journal, out: Path) -> None:
    led(journal)
    one, two = packed(journal, out / "a.passpaket"), packed(journal, out / "b.passpaket")
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as pack:  # neither this minute nor this system
        assert {(info.date_time[0], info.create_system) for info in pack.infolist()} == {(1980, 3)}


def test_that_only_what_has_grown_since_the_last_package_is_sent_again(journal: Journal, out: Path) -> None:
    first = led(journal, done=False)
    led(journal)
    assert sessionpack.export(journal, out / "a.passpaket").sessions == 2
    assert sessionpack.export(journal, out / "b.passpaket", only_new=True).sessions == 0
    taken_up(journal, first, o.FinishLog())
    assert sessionpack.export(journal, out / "c.passpaket", only_new=True).sessions == 1
    assert examine(journal.database) == []


def test_that_a_session_whose_text_lies_in_the_chain_stays(
    journal: Journal, other: Journal, out: Path
) -> None:
    """As the first version of the log wrote it."""
    own = led(journal)
    with journal.database.begin() as connection:
        row = reading.session_row(connection, own)
        assert row is not None
        found = versions.stored(connection, row)
        script = reading.script(connection, row["lesson_hash"])
    at, wall, *_rest = found.facts[-1]
    facts = (*found.facts, (at, wall, "question_parked", 1, '{"text":"Kim"}'))
    older = replace(found, facts=facts, hashes=versions.chained(own, facts))
    with other.database.writing() as connection:
        merging.take_in(other, connection, [older], {}, {script.hash: script})
    with other.database.begin() as connection:
        assert any("Kim" in data for data in connection.execute(select(schema.fact.c.data)).scalars())
    led(other)
    written = sessionpack.export(other, out / "a.passpaket")
    assert (written.sessions, written.stayed) == (1, 1)
    with zipfile.ZipFile(out / "a.passpaket") as pack:
        assert b"Kim" not in pack.read(RUNS)


def test_that_another_schools_group_of_the_same_code_brings_nothing(
    journal: Journal, other: Journal, out: Path
) -> None:
    queries.save_group(journal, Group("6B", 24, school="Annanskolan"))
    conductor = begin(journal)
    conductor.order(o.Next())
    conductor.order(o.End())
    assert journal.flush(PATIENCE_S)
    assert thread(journal, "6B", START.date()).held
    merge.take_in_file(other, packed(journal, out / "a.passpaket"))
    assert thread(other, "6B") == GroupThread()


def test_that_the_laptops_are_listed_with_when_they_were_heard_from(
    journal: Journal, other: Journal, out: Path
) -> None:
    led(journal)
    merge.take_in_file(other, packed(journal, out / "a.passpaket"))
    (found,) = laptops(other)
    assert (found.device, found.schools, found.groups, found.sessions) == (
        journal.device,
        ("Ekskolan",),
        ("6B",),
        1,
    )
    assert found.heard == (START + timedelta(days=90)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert laptops(journal) == []


def test_that_new_ids_do_not_follow_a_clock_that_is_ahead_elsewhere(
    journal: Journal, tmp_path: Path, out: Path
) -> None:
    own = led(journal)
    file = rewrite(packed(journal, out / "a.passpaket"), with_sessions(_a_later_id))
    with laptop(tmp_path / "other") as other:
        merge.take_in_file(other, file)
        assert queries.sessions(other)[0].session != own
    with laptop(tmp_path / "other") as other:
        assert other.new_session_id() < queries.sessions(other)[0].session


def _a_later_id(runs: list[dict[str, Any]]) -> None:
    runs[0]["session"] = "P02" + runs[0]["session"][3:]


# --- what is refused ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def refused() -> Iterator[Refused]:
    """What kind of trouble a file is; nothing of it has come into the log, which is the same for all of them."""
    with folder_in_memory() as folder, laptop(folder / "data") as journal:
        before = content(journal)

        def kind(file: Path) -> Trouble:
            taken = merge.take_in_file(journal, file)
            assert content(journal) == before
            assert taken.trouble is not None
            assert taken.trouble.message
            assert taken.trouble.remedy
            return taken.trouble.kind

        yield kind


def run(**values: Any) -> Change:
    """The first session with other values, and a chain that holds."""
    return with_sessions(lambda runs: runs[0].update(values))


def fact(place: int, **values: Any) -> Change:
    """One fact with other values."""
    names = ("at_ms", "wall", "kind", "version", "data")

    def change(runs: list[dict[str, Any]]) -> None:
        line = runs[0]["facts"][place]
        for name, value in values.items():
            line[names.index(name)] = value

    return with_sessions(change)


def start(**values: Any) -> Change:
    """The first fact with other data."""

    def change(runs: list[dict[str, Any]]) -> None:
        runs[0]["facts"][0][4].update(values)

    return with_sessions(change)


@pytest.mark.parametrize(
    "change",
    [
        run(session="P1"), run(session="P7ZZZZZZZZZZZZZZZZZZZZZZZZ"), run(device="skolans-dator"), run(school="x" * 81),
        run(school="a\u202eb"), run(school=7), run(utc_offset_min=9000), run(utc_offset_min=True),
        run(utc_offset_min=24 * 60), run(utc_offset_min=-24 * 60), run(program_version="x" * 99),
        run(facts=[]), run(more=1), start(group="Kalle"), start(rehearsal=True), start(lesson_hash="0" * 64),
        start(lesson="annat"), fact(1, at_ms=-1), fact(1, at_ms=2**60), fact(1, at_ms=1.5), fact(-1, at_ms=0),
        fact(1, wall="i går"), fact(1, wall="0001-01-01T00:00:00Z"), fact(1, wall="2026-11-23T08:10:00"),
        fact(1, kind="x" * 99), fact(1, version=0), fact(1, data=[]), fact(1, data={"x": "y" * 70_000}),
        fact(-1, kind="question_parked", data={"text": "Kalle sa det"}),
        with_sessions(lambda runs: runs.append(runs[0])), with_sessions(lambda runs: runs[0]["facts"].pop(0)),
        with_sessions(lambda runs: runs[0]["facts"].__delitem__(slice(5, None))),
        with_sessions(lambda runs: runs.clear()),
    ],
)  # fmt: skip
def test_that_sessions_that_no_program_has_written_are_refused(
    refused: Refused, file: Path, change: Change
) -> None:
    assert refused(rewrite(file, change)) == Trouble.DAMAGED


def replaced(member: str, lines: bytes) -> Change:
    def change(_head: dict[str, Any], members: dict[str, bytes]) -> None:
        members[member] = lines

    return change


@pytest.mark.parametrize(
    "change",
    [
        replaced(RUNS, b""), replaced(RUNS, b"inte json\n"), replaced(RUNS, b"[1]\n"), replaced(RUNS, b"\xff\xfe\n"),
        replaced(RUNS, b"[" * 100_000 + b"\n"), replaced(LESSONS, b""), replaced(LESSONS, b'{"hash": "a", "script": "b"}\n'),
        replaced(GROUPS, b'{"code": "Kalle", "people": 3, "school": "", "active": true}\n'),
    ],
)  # fmt: skip
def test_that_members_that_no_program_has_written_are_refused(
    refused: Refused, file: Path, change: Change
) -> None:
    assert refused(rewrite(file, change)) == Trouble.DAMAGED


@pytest.mark.parametrize(
    ("manifest", "kind"),
    [
        ({"kind": "logg"}, Trouble.FOREIGN), ({"kind": ["tillfällen"]}, Trouble.FOREIGN), ({"format": 2}, Trouble.TOO_NEW),
        ({"schema": 5}, Trouble.TOO_NEW), ({"schema": 3}, Trouble.FOREIGN), ({"schema": 1}, Trouble.FOREIGN), ({"schema": 2}, Trouble.FOREIGN), ({"schema": "1"}, Trouble.FOREIGN), ({"more": 1}, Trouble.DAMAGED),
        ({"device": "x"}, Trouble.DAMAGED), ({"created": "nyss"}, Trouble.DAMAGED), ({"created": "2026-19-39T00:00:00Z"}, Trouble.DAMAGED),
        ({"program": 7}, Trouble.DAMAGED), ({"counts": {}}, Trouble.DAMAGED), ({"counts": 7}, Trouble.DAMAGED),
    ],
)  # fmt: skip
def test_that_a_manifest_that_no_program_has_written_is_refused(
    refused: Refused, file: Path, manifest: dict[str, Any], kind: Trouble
) -> None:
    assert refused(rewrite(file, lambda head, members: head.update(manifest))) == kind


@pytest.mark.parametrize("name", ["../ut.toml", "C:\\x", "con.txt", "sessions.jsonl/", "a/b.json", "/etc/x"])
def test_that_a_package_with_any_other_name_in_it_is_refused(refused: Refused, file: Path, name: str) -> None:
    before = sorted(file.parent.parent.rglob("*"))
    assert refused(rewrite(file, lambda head, members: members.update({name: b""}))) == Trouble.FOREIGN
    assert sorted(file.parent.parent.rglob("*")) == before


def test_that_changed_content_under_an_honest_manifest_is_refused(refused: Refused, file: Path) -> None:
    with zipfile.ZipFile(file) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    members[RUNS] = members[RUNS].replace(b"Ekskolan", b"Alskolan")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in members.items():
            pack.writestr(name, text)
    assert refused(file) == Trouble.DAMAGED


def test_that_facts_changed_without_a_new_chain_are_refused(refused: Refused, file: Path) -> None:
    def change(_head: dict[str, Any], members: dict[str, bytes]) -> None:
        members[RUNS] = members[RUNS].replace(b'"people"', b'"adults"')

    assert refused(rewrite(file, change)) == Trouble.DAMAGED


def test_that_a_member_twice_is_refused(refused: Refused, file: Path) -> None:
    with zipfile.ZipFile(file, "a") as pack, pytest.warns(UserWarning, match="Duplicate name"):
        pack.writestr(RUNS, b"")
    assert refused(file) == Trouble.FOREIGN


@pytest.mark.slow
def test_that_a_bomb_is_refused_unread(file: Path) -> None:
    with pytest.raises(WorldTrouble, match=_("it is too large")):
        sessionpack.read(rewrite(file, replaced(RUNS, b"\n" * 50_000_000)))


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_that_a_member_packed_in_another_way_is_refused(refused: Refused, file: Path, way: int) -> None:
    with zipfile.ZipFile(file) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    with zipfile.ZipFile(file, "w", way) as pack:
        for name, text in members.items():
            pack.writestr(name, text)
    assert refused(file) == Trouble.DAMAGED


def test_that_there_is_a_backup_from_before_anything_is_taken_in(
    file: Path, other: Journal, tmp_path: Path
) -> None:
    from facilitator.journal.backups import backup

    assert backup.newest(tmp_path / "other") is None
    merge.take_in_file(other, file)
    newest = backup.newest(tmp_path / "other")
    assert newest is not None
    with closing(sqlite3.connect(newest)) as raw:
        assert raw.execute("SELECT count(*) FROM session").fetchone() == (0,)


@pytest.mark.parametrize("length", [0, 1, 4, 100, 1000, -1])
def test_that_a_package_cut_short_is_refused(refused: Refused, file: Path, made: bytes, length: int) -> None:
    file.write_bytes(made[:length])
    known = length not in (0, 1)
    assert refused(file) == (Trouble.DAMAGED if known else Trouble.FOREIGN)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("paket.passpaket", "Be om den en gång till"),
        ("sessions.csv", "Be om ett paket från den datorn"),
        ("bild.png", "Välj en fil som slutar på .passpaket"),
    ],
)
def test_that_what_is_no_package_says_what_to_do_about_such_a_file(
    tmp_path: Path, name: str, remedy: str
) -> None:
    file = tmp_path / name
    file.write_text("tillfalle_id;skola_kod\n", encoding="utf-8")
    with pytest.raises(WorldTrouble, match=remedy):
        passpaket.read(file)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=40)
def test_that_any_bit_turned_is_refused_or_changes_nothing(made: bytes, data: st.DataObject) -> None:
    with folder_in_memory() as folder:
        file, turned = folder / "a.passpaket", bytearray(made)
        file.write_bytes(made)
        whole = sessionpack.read(file)
        turned[data.draw(st.integers(0, len(turned) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        file.write_bytes(bytes(turned))
        try:
            found = sessionpack.read(file)
        except WorldTrouble:
            return
        assert (found.arrival, found.sessions) == (whole.arrival, whole.sessions)


def test_that_a_log_is_refused_with_the_way_to_a_package(tmp_path: Path, swedish: None) -> None:
    with laptop(tmp_path / "annan"):
        pass
    file = tmp_path / "annan" / "passledaren.db"
    before = file.read_bytes()
    with pytest.raises(WorldTrouble) as told:
        sessionpack.read(file)
    assert told.value.kind is Trouble.FOREIGN
    assert "--package" in told.value.remedy
    assert file.read_bytes() == before


def test_that_each_kind_points_to_where_the_other_is_received(
    journal: Journal, file: Path, out: Path
) -> None:
    led(journal)
    handover.write(handover.parcel_of(journal, "6B"), out / "b.passpaket")
    for act, wrong in ((handover.read, file), (sessionpack.read, out / "b.passpaket")):
        with pytest.raises(WorldTrouble) as told:
            act(wrong)
        assert told.value.kind is Trouble.FOREIGN
    assert passpaket.kind_of(file) is passpaket.SESSIONS
    assert merge.files([out]) == [file]


def test_that_a_clock_a_year_off_is_told_of_and_the_lessons_are_kept(file: Path, other: Journal) -> None:
    def late(head: dict[str, Any], _members: dict[str, bytes]) -> None:
        head["created"] = "2028-01-01T00:00:00Z"

    arrived = sessionpack.read(rewrite(file, late), now=START + timedelta(days=90))
    assert len(arrived.doubts) == 1
    early = sessionpack.read(file, now=START - timedelta(days=365))
    assert len(early.doubts) == 2
    assert merge.counts([merge.take_in_file(other, file)])["new"] == 2


def test_that_a_lesson_led_while_the_clock_stood_in_another_century_strands_no_package(
    journal: Journal, out: Path, other: Journal
) -> None:
    led(journal, began=datetime(2150, 3, 3, 8, 10, tzinfo=UTC))
    led(journal)
    file = out / "a.passpaket"
    assert sessionpack.export(journal, file, now=START + timedelta(days=2)).sessions == 2

    def ahead(runs: list[dict[str, Any]]) -> None:
        for number, run in enumerate(runs):
            run["session"] = ids.next_id("", 5_700_000_000_000, number)

    rewrite(file, with_sessions(ahead))
    taken = merge.take_in_file(other, file)
    assert taken.trouble is None
    assert [*taken.sessions.values()] == ["new", "new"]
    assert len(taken.doubts) == 1


def test_that_a_lesson_of_a_form_that_is_not_known_here_asks_for_a_newer_program(
    refused: Refused, file: Path
) -> None:
    import hashlib

    def change(head: dict[str, Any], members: dict[str, bytes]) -> None:
        lesson = json.loads(members[LESSONS].decode().splitlines()[0])
        script = json.dumps({**json.loads(lesson["script"]), "ny": 1})
        own = hashlib.sha256(script.encode()).hexdigest()
        members[RUNS] = members[RUNS].replace(lesson["hash"].encode(), own.encode())
        members[LESSONS] = (json.dumps({"hash": own, "script": script}) + "\n").encode()

    assert refused(rewrite(file, change)) == Trouble.TOO_NEW


def test_that_a_full_disk_in_the_middle_leaves_the_log_as_it_was(file: Path, other: Journal) -> None:
    before = content(other)
    with other.database.raw() as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 1}")
    taken = merge.take_in_file(other, file)
    assert taken.trouble is not None
    assert taken.trouble.kind is Trouble.FULL
    assert content(other) == before
    with other.database.raw() as raw:
        raw.execute("PRAGMA max_page_count = 1000000")
    assert merge.counts([merge.take_in_file(other, file)])["new"] == 2


@pytest.mark.parametrize("stop_at", [0, 1, 2])
def test_that_stopping_takes_in_nothing(file: Path, other: Journal, stop_at: int) -> None:
    before = content(other)
    with pytest.raises(sessionpack.Stopped):
        merge.take_in_file(other, file, lambda place, _count: place < stop_at)
    assert content(other) == before


def test_that_a_log_can_be_read_again_after_a_stranger_was_taken_in(file: Path, tmp_path: Path) -> None:
    with laptop(tmp_path / "other") as other:
        merge.take_in_file(other, file)
    journal = open_journal(tmp_path / "other", second_place=tmp_path)
    assert journal.notices == ()
    begin(journal, HandClock()).order(o.End())
    assert journal.flush(PATIENCE_S)
    assert len(queries.sessions(journal)) == 3
    journal.close()
