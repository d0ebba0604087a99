"""Occasions without the program in the CSV set and in packages between laptops."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from facilitator.errors import ContentFault
from facilitator.exchange.packages import merge, passpaket
from facilitator.exchange.sheets import csvset
from facilitator.exchange.sheets.datapackage import (
    FILE,
    OCCASIONS_FILE,
    SESSIONS_FILE,
    TABLES,
    describe,
    print_of,
)
from facilitator.exchange.sheets.dialect import rows
from facilitator.exchange.sheets.occasionrows import CAUSE, KIND, WHY
from facilitator.journal import Journal, afterwards, occasions, open_journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.sharing import exports
from facilitator.journal.tables import schema
from facilitator.journal.tables.chain import canonical
from facilitator.journal.tables.rows import hash_of
from facilitator.planning.occasions import CAUSES, KINDS, WHYS, Occasion
from facilitator.session.afterwards import Remembered
from tests.builders import START, script
from tests.engines import Server, log_at
from tests.exchange.laptops import BREAKS, OCCASIONS, PLANS, content, laptop, led, package, packed, rewrite
from tests.quick import folder_in_memory

TODAY = date(2026, 11, 26)
APT = Occasion(
    kind="apt", status="held", day=date(2026, 10, 6), at=time(14, 30), minutes=45, school="Ekskolan", audience="staff",
    programme="apt", lesson="apt-a1", adults=1, mentors=None, present=31,
)  # fmt: skip
MENTORS = Occasion(
    kind="supervision",
    status="held",
    day=date(2026, 11, 3),
    minutes=30,
    group="6B",
    audience="mentors",
    present=4,
)
MOVED = Occasion(
    kind="pupils", status="moved", day=date(2026, 11, 24), moved_to=date(2026, 12, 1), group="6B", audience="pupils",
    programme="mvp", lesson="mvp-03", cause="room",
)  # fmt: skip


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
        header, *found = [row for _line, row in rows(stream)]
    return [dict(zip(header, row, strict=True)) for row in found]


def test_what_was_entered_stands_in_a_file_of_its_own(journal: Journal, out: Path) -> None:
    *_others, own = [occasions.enter(journal, one, TODAY) for one in (APT, MENTORS, MOVED)]
    gone = occasions.enter(journal, replace(APT, day=date(2026, 10, 7)), TODAY)
    occasions.withdraw(journal, gone, "mistaken", TODAY)
    occasions.correct(journal, own, replace(MOVED, cause="illness"), "mistyped", TODAY)
    assert csvset.export(journal, out).occasions == 3
    apt, mentors, moved = sorted(table(out, OCCASIONS_FILE), key=lambda row: row["datum"])
    assert (apt["sort"], apt["status"], apt["starttid"], apt["antal_deltagare"], apt["faktisk_min"]) == (
        "APT", "genomfört", "14:30", "31", "45",
    )  # fmt: skip
    assert (apt["malgrupp"], apt["antal_mentorer"], apt["lasar"]) == ("personal", "", "2026/27")
    assert (mentors["antal_deltagare"], mentors["antal_deltagare_band"]) == ("", "1–5")
    assert (moved["status"], moved["orsak_kod"], moved["flyttat_till"]) == (
        "flyttat",
        "sjukdom",
        "2026-12-01",
    )
    assert (moved["rattning_kod"], moved["arskurs_band"]) == ("fel inmatat", "åk 4–6")
    assert journal.device not in (out / OCCASIONS_FILE).read_text(encoding="utf-8")


def test_every_code_has_a_word_in_the_file() -> None:
    assert (set(KIND), set(CAUSE), set(WHY)) == (set(KINDS), {"", *CAUSES}, set(WHYS))


def test_a_lesson_entered_afterwards_is_told_apart_by_its_column(journal: Journal, out: Path) -> None:
    led(journal)
    text = script()
    late = Remembered("6B", 20, START, 45, tuple(step.id for step in text.steps))
    afterwards.enter(journal, late, text, START.replace(hour=23))
    csvset.export(journal, out)
    assert [row["inlagt_i_efterhand"] for row in table(out, SESSIONS_FILE)] == ["nej", "ja"]
    assert exports.never_exported(journal) == 0


SAID = st.sampled_from(
    (APT, MENTORS, MOVED, replace(MENTORS, present=None, few=True), replace(APT, present=0))
)


@pytest.mark.slow
@settings(max_examples=20)
@given(st.lists(SAID, max_size=5))
def test_any_occasions_come_back_byte_for_byte(said: list[Occasion]) -> None:
    with folder_in_memory() as folder, laptop(folder / "a") as one, laptop(folder / "b") as other:
        for occasion in said:
            occasions.enter(one, occasion, TODAY)
        csvset.export(one, folder / "first")
        csvset.load_into(other, folder / "first")
        csvset.export(other, folder / "second")
        for name in (OCCASIONS_FILE, FILE):
            assert (folder / "first" / name).read_bytes() == (folder / "second" / name).read_bytes()
        assert examine(other.database) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b";45;", b";4_5;"), (b";45;", b"; 45;"), (b";45;", b";045;"), (b";45;", ";４５;".encode()),
        (b";2026-10-06;", b";20261006;"), (b";2026-10-06;", b";2026-W41-2;"), (b";14:30;", b";14:30:00;"),
    ],
)  # fmt: skip
def test_what_this_program_never_writes_of_an_occasion_is_told_by_its_place(
    journal: Journal, out: Path, before: bytes, after: bytes
) -> None:
    occasions.enter(journal, APT, TODAY)
    csvset.export(journal, out)
    content = (out / OCCASIONS_FILE).read_bytes()
    (out / OCCASIONS_FILE).write_bytes(changed := content.replace(before, after))
    assert changed != content
    (out / FILE).write_text(describe({name: out / name for name in TABLES}), encoding="utf-8")
    with pytest.raises(ContentFault):
        csvset.read_occasions(out, journal.device)


def test_a_set_from_before_there_were_any_can_be_read(journal: Journal, out: Path, tmp_path: Path) -> None:
    led(journal)
    csvset.export(journal, out)
    described = json.loads((out / FILE).read_text(encoding="utf-8"))
    (out / OCCASIONS_FILE).unlink()
    lines = (out / SESSIONS_FILE).read_bytes().split(b"\r\n")
    (out / SESSIONS_FILE).write_bytes(b"\r\n".join(line.rpartition(b";")[0] for line in lines))
    described["resources"] = [one for one in described["resources"] if one["path"] != OCCASIONS_FILE]
    described["resources"][0]["hash"] = print_of(out / SESSIONS_FILE)
    (out / FILE).write_text(json.dumps(described), encoding="utf-8")
    other = open_journal(tmp_path / "other", second_place=tmp_path)
    assert csvset.load_into(other, out).sessions == 1
    assert [row.late for row in queries.sessions(other)] == [False]
    other.close()


@pytest.mark.parametrize(
    ("before", "after"), [(b";APT;", b";Kim;"), (b";45;", b";4500;"), (b"apt-a1", b"Kim K")]
)
def test_a_file_that_somebody_changed_is_refused_whole(
    journal: Journal, out: Path, tmp_path: Path, before: bytes, after: bytes
) -> None:
    occasions.enter(journal, APT, TODAY)
    csvset.export(journal, out)
    changed = (out / OCCASIONS_FILE).read_bytes().replace(before, after)
    (out / OCCASIONS_FILE).write_bytes(changed)
    text = describe({name: out / name for name in TABLES})
    (out / FILE).write_text(text, encoding="utf-8")
    other = open_journal(tmp_path / "other", second_place=tmp_path)
    with pytest.raises(ContentFault):
        csvset.load_into(other, out)
    assert occasions.revisions(other) == []
    other.close()


# --- packages ------------------------------------------------------------------------------------------------------


def test_occasions_travel_and_are_counted_with_the_sessions(tmp_path: Path, engine: Server | None) -> None:
    with laptop(tmp_path / "a") as school, log_at(tmp_path / "b", engine) as county:
        led(school)
        own = occasions.enter(school, APT, TODAY)
        file = packed(school, tmp_path / "a.passpaket")
        assert merge.counts([merge.take_in_file(county, file, only_look=True)])["new"] == 2
        assert occasions.revisions(county) == []
        assert merge.counts([merge.take_in_file(county, file)])["new"] == 2
        assert merge.counts([merge.take_in_file(county, file)])["known"] == 2
        assert occasions.history(county, own) == occasions.history(school, own)
        occasions.correct(school, own, replace(APT, present=30), "mistyped", TODAY)
        again = packed(school, tmp_path / "b.passpaket")
        assert merge.counts([merge.take_in_file(county, again)])["longer"] == 1
        assert examine(county.database) == []


def test_a_conflict_waits_is_counted_and_the_choice_travels_back(
    tmp_path: Path, engine: Server | None
) -> None:
    with laptop(tmp_path / "a") as school, log_at(tmp_path / "b", engine) as county:
        own = occasions.enter(school, APT, TODAY)
        merge.take_in_file(county, packed(school, tmp_path / "1.passpaket"))
        occasions.correct(school, own, replace(APT, present=30), "mistyped", TODAY)
        occasions.correct(county, own, replace(APT, present=32), "learned", TODAY)
        taken = merge.take_in_file(county, packed(school, tmp_path / "2.passpaket"))
        assert merge.counts([taken])["conflicting"] == 1
        (dispute,) = occasions.disputes(county)
        mine = next(one for one in dispute.accounts if one.values.present == 30)
        assert occasions.choose(county, own, mine.hash)
        merge.take_in_file(school, packed(county, tmp_path / "3.passpaket"))
        assert [row.values.present for row in occasions.occasions(school)] == [30]
        assert occasions.disputes(school) == []


@pytest.mark.slow
@settings(max_examples=10)
@given(st.integers(0, 1000))
def test_any_order_and_any_number_of_times_gives_the_same_log(engine: Server | None, seed: int) -> None:
    random = Random(seed)
    with folder_in_memory() as folder:
        files = []
        with laptop(folder / "a") as one, laptop(folder / "b") as two:
            own = occasions.enter(one, APT, TODAY)
            files.append(packed(one, folder / "0.passpaket"))
            merge.take_in_file(two, files[0])
            for turn in range(4):
                log = random.choice((one, two))
                stands = occasions.occasions(log)[-1].values
                occasions.correct(log, own, replace(stands, present=turn + 10), "learned", TODAY)
                occasions.enter(log, replace(MENTORS, present=turn), TODAY)
                files.append(packed(log, folder / f"{turn + 1}.passpaket"))
        found = []
        for name in ("c", "d"):
            order = [*files, random.choice(files)]
            random.shuffle(order)
            with log_at(folder / name, engine) as county:
                assert all(merge.take_in_file(county, file).trouble is None for file in order)
                assert examine(county.database) == []
                found.append((content_of(county), occasions.disputes(county)))
        assert found[0] == found[1]


def content_of(journal: Journal) -> list[dict[str, Any]]:
    assert content(journal)
    return [occasions.row_of(one) for one in occasions.revisions(journal)]


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_a_package_of_a_schema_before_is_still_taken_in(
    tmp_path: Path, engine: Server | None, schema: int
) -> None:
    def older(head: dict[str, Any], members: dict[str, bytes]) -> None:
        for number, member, name in ((3, BREAKS, "breaks"), (2, PLANS, "plans"), (1, OCCASIONS, "occasions")):
            if schema <= number:
                del members[member], head["counts"][name]
        head["schema"] = schema

    newest = tmp_path / "a.passpaket"
    package(newest)
    with log_at(tmp_path / "b", engine) as county:
        assert passpaket.read(newest).manifest["schema"] == 4, "so that who knows less refuses it"
        file = rewrite(newest, older)
        assert merge.counts([merge.take_in_file(county, file)])["new"] == 1
        assert passpaket.read(file).digest


@cache
def _with_an_occasion() -> bytes:
    """A package with a lesson and an occasion."""
    with folder_in_memory() as folder, laptop(folder / "data") as school:
        led(school)
        occasions.enter(school, APT, TODAY)
        return packed(school, folder / "a.passpaket").read_bytes()


def refuse_whole(
    place: Path, engine: Server | None, forged: Callable[[dict[str, Any], dict[str, bytes]], None]
) -> None:
    """A package with a lesson and an occasion, forged, is refused, and nothing of it is there."""
    file = place / "a.passpaket"
    file.write_bytes(_with_an_occasion())
    with log_at(place / "b", engine) as county:
        assert merge.take_in_file(county, rewrite(file, forged)).trouble is not None
        assert queries.sessions(county) == []
        assert occasions.revisions(county) == []


@pytest.mark.parametrize(
    "change",
    [
        {"lesson": "Kim K"},
        {"present": 31.0},
        {"previous": "0" * 64, "number": 2},
        {"wall": "2026-10-06\ud80010:00:00Z"},
        {"wall": "2026-10-06\x0010:00:00Z"},
    ],
)
def test_a_package_with_an_account_that_cannot_be_is_refused_whole(
    tmp_path: Path, change: dict[str, Any], engine: Server | None
) -> None:
    def forged(_head: dict[str, Any], members: dict[str, bytes]) -> None:
        row = json.loads(members[OCCASIONS]) | change
        members[OCCASIONS] = (canonical(row | {"hash": hash_of(row)}) + "\n").encode()

    refuse_whole(tmp_path, engine, forged)


def test_a_package_with_a_correction_of_a_number_beyond_any_database_is_refused_whole(
    tmp_path: Path, engine: Server | None
) -> None:
    def forged(head: dict[str, Any], members: dict[str, bytes]) -> None:
        first = json.loads(members[OCCASIONS])
        second = first | {"number": 10**20, "previous": first["hash"], "why": "mistyped"}
        lines = (first, second | {"hash": hash_of(second)})
        members[OCCASIONS] = "".join(canonical(line) + "\n" for line in lines).encode()
        head["counts"]["occasions"] = 2

    refuse_whole(tmp_path, engine, forged)


# --- what waits to be exported -------------------------------------------------------------------------------------


def test_what_has_not_been_exported_as_it_stands_is_counted_with_the_lessons(
    journal: Journal, out: Path
) -> None:
    led(journal)
    own = occasions.enter(journal, APT, TODAY)
    occasions.enter(journal, MENTORS, TODAY)
    gone = occasions.enter(journal, MOVED, TODAY)
    occasions.withdraw(journal, gone, "mistaken", TODAY)
    assert exports.never_exported(journal) == 3, "what was taken back before it left has nothing to tell"
    csvset.export(journal, out)
    assert exports.never_exported(journal) == 0
    occasions.correct(journal, own, replace(APT, present=30), "mistyped", TODAY)
    assert exports.never_exported(journal) == 1
    csvset.export(journal, out)
    occasions.withdraw(journal, own, "mistaken", TODAY)
    assert exports.never_exported(journal) == 1, "who has the files has not heard that it was taken back"
    csvset.export(journal, out)
    assert exports.never_exported(journal) == 0
    assert examine(journal.database) == []


def test_what_an_older_version_exported_or_a_set_held_does_not_wait(
    journal: Journal, out: Path, tmp_path: Path
) -> None:
    occasions.enter(journal, APT, TODAY)
    csvset.export(journal, out)
    with laptop(tmp_path / "other") as other:
        csvset.load_into(other, out)
        assert exports.never_exported(other) == 0
    with journal.database.writing() as connection:
        connection.execute(delete(schema.meta).where(schema.meta.c.key.startswith("exported/")))
    assert exports.never_exported(journal) == 0
    occasions.enter(journal, MENTORS, TODAY, now=datetime.now(UTC) + timedelta(hours=1))
    assert exports.never_exported(journal) == 1
