"""What may go wrong while many packages are taken in: nothing comes in by halves, nothing is lost, and it is told."""

import functools
import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import Trouble, WorldTrouble
from facilitator.exchange import retention
from facilitator.exchange.packages import merge, passpaket, sessionpack
from facilitator.exchange.packages.conflicts import settle
from facilitator.exchange.packages.merge import Taken
from facilitator.exchange.sheets import csvset, xlsx
from facilitator.journal import Journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.sharing import versions
from facilitator.journal.sharing.merging import choose, conflict, conflicts, waiting
from facilitator.journal.sharing.versions import Version
from facilitator.journal.tables.chain import canonical
from facilitator.session import orders as o
from tests.builders import START
from tests.exchange.laptops import (
    RUNS,
    content,
    laptop,
    led,
    packed,
    rewrite,
    taken_up,
    with_sessions,
)
from tests.exchange.test_merge import altered
from tests.exchange.test_retention import RULE, TODAY
from tests.journal.test_refusals import Fault, Refusing
from tests.quick import folder_in_memory

pytestmark = pytest.mark.slow

HUNDRED = 100


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Journal]:
    """The coordinator's log."""
    with laptop(tmp_path / "other") as journal:
        yield journal


@pytest.fixture(scope="module")
def hundred() -> Iterator[list[Path]]:
    """A package each of a hundred laptops; one copy in a hundred damaged, one altered by somebody who can."""
    with folder_in_memory() as folder, laptop(folder / "data") as journal:
        led(journal, school="Ekskolan")
        first = packed(journal, folder / "one.passpaket")
        files = [of_another(first, folder / f"{number:02}.passpaket", number) for number in range(HUNDRED)]
        torn = bytearray(files[17].read_bytes())
        torn[len(torn) // 2] ^= 255
        (folder / "trasig.passpaket").write_bytes(torn)
        (folder / "ändrad.passpaket").write_bytes(files[60].read_bytes())
        rewrite(folder / "ändrad.passpaket", altered(1))
        yield [*files, folder / "trasig.passpaket", folder / "ändrad.passpaket"]


def of_another(package: Path, file: Path, number: int) -> Path:
    """The same lesson led on another laptop."""
    read = passpaket.read(package)
    (run,) = (json.loads(line) for line in read.members[RUNS].splitlines())
    run |= {
        "session": f"{run['session'][:-2]}{number:02}",
        "device": f"{number:032x}",
        "school": f"Skola {number}",
    }
    version = Version(
        run["session"], run["device"], run["school"], run["utc_offset_min"], run["program_version"],
        (facts := tuple((*one[:4], canonical(one[4])) for one in run["facts"])), versions.chained(run["session"], facts),
    )  # fmt: skip
    head = {
        key: value
        for key, value in read.manifest.items()
        if key not in ("format", "kind", "schema", "sha256")
    }
    lines = (canonical(versions.plain(version)) + "\n").encode()
    members = {**read.members, RUNS: lines}
    passpaket.write(file, passpaket.SESSIONS, head | {"device": run["device"]}, members)
    return file


@functools.cache
def made(name: str) -> bytes:
    """The package of a laptop at a school."""
    with folder_in_memory() as folder, laptop(folder / name) as journal:
        led(journal, school=name)
        return packed(journal, folder / f"{name}.passpaket").read_bytes()


@pytest.fixture
def pair(tmp_path: Path) -> list[Path]:
    """Two packages of two laptops."""
    found = [tmp_path / f"{name}.passpaket" for name in ("ek", "al")]
    for file in found:
        file.write_bytes(made(file.stem))
    return found


def go_on(_done: int, _count: int) -> bool:
    return True


def test_that_a_hundred_packages_give_the_same_log_in_any_order_and_twice(hundred: list[Path]) -> None:
    found, seen = set(), []
    for seed in range(2):
        chance = random.Random(seed)
        files = [*hundred, *hundred] if seed else hundred
        chance.shuffle(files := list(files))
        with folder_in_memory() as folder, laptop(folder / "data") as journal:
            taken = [merge.take_in_file(journal, file) for file in files]
            found.add(content(journal))
            seen.append(merge.counts(taken)["new"])
            refused = [one for one in taken if one.trouble is not None]
            assert {one.file.stem for one in refused} == {"trasig"}
            assert len(queries.sessions(journal)) == HUNDRED
            (one,) = conflicts(journal)
            assert {one.ours.went, one.theirs.went} == {1, 3}
            assert waiting(journal) == [one.key]
            assert examine(journal.database) == []
            again = [merge.take_in_file(journal, file) for file in hundred]
            assert merge.counts(again)["new"] == merge.counts(again)["longer"] == 0
            assert content(journal) in found
    assert len(found) == 1
    assert seen == [HUNDRED] * 2


# --- known at first sight -----------------------------------------------------------------------------------


def test_that_a_package_that_stands_whole_is_not_read_again(pair: list[Path], other: Journal) -> None:
    merge.take_in_file(other, pair[0])
    arrived = merge.read(other, pair[0])
    assert (len(arrived.again), arrived.sessions, arrived.prepared) == (1, (), {})
    (line, *_rest) = merge.look(other, pair[:1], go_on)[0].lines
    assert line.startswith("ek.passpaket")
    assert merge.read(other, pair[1]).again == ()


def test_that_a_package_whose_sessions_stand_otherwise_is_read_to_the_last_value(
    pair: list[Path], other: Journal
) -> None:
    copy = pair[0].with_name("ändrad.passpaket")
    copy.write_bytes(pair[0].read_bytes())
    rewrite(copy, altered(1))
    for file in (pair[0], copy):
        merge.take_in_file(other, file)
    first, second = (merge.take_in_file(other, file) for file in (pair[0], copy))
    numbers = merge.counts([first, second])
    assert (numbers["known"], numbers["conflicting"]) == (1, 1)
    with other.database.raw() as raw:  # as after an older backup was put back
        raw.execute("DELETE FROM meta WHERE key LIKE 'conflict/%'")
        raw.execute("UPDATE session SET head = 'x'")
    assert merge.read(other, pair[0]).again == ()


def test_that_of_versions_that_hold_one_another_one_waits(tmp_path: Path, other: Journal) -> None:
    with laptop(tmp_path / "ek") as school:
        own = led(school, done=False)
        early = packed(school, tmp_path / "a.passpaket")
        for value in (1, 2, 4):
            copy = tmp_path / f"ändrad-{value}.passpaket"
            copy.write_bytes(early.read_bytes())
            merge.take_in_file(other, rewrite(copy, altered(value)))
        merge.take_in_file(other, early)
        taken_up(school, own, o.Answer("mentors", 2))
        taken_up(school, own, o.FinishLog())
        assert len(waiting(other)) == 3
        merge.take_in_file(other, packed(school, tmp_path / "b.passpaket"))
    assert len(conflicts(other)) == 3
    assert sorted(one.key for one in conflicts(other)) == waiting(other)
    for key in waiting(other):
        assert choose(other, key, theirs=False)
        assert conflict(other, key) is None
    assert waiting(other) == []


# --- stopped, changed, exchanged, refused ---------------------------------------------------------------------


def test_that_what_was_in_stays_whole_when_it_is_stopped_between_packages(
    pair: list[Path], other: Journal
) -> None:
    looked = merge.look(other, pair, go_on)
    told: list[tuple[int, int]] = []

    def until_the_second(done: int, count: int) -> bool:
        told.append((done, count))
        return done * 2 <= count

    with pytest.raises(sessionpack.Stopped):
        merge.take_in_all(other, looked, until_the_second)
    assert len(queries.sessions(other)) == 1
    assert told == sorted(told)
    assert {count for _done, count in told} == {told[0][1]}
    assert merge.counts(merge.take_in_all(other, looked, go_on))["new"] == 1
    assert examine(other.database) == []


def test_that_a_file_changed_since_it_was_looked_at_is_not_taken_in(pair: list[Path], other: Journal) -> None:
    looked = merge.look(other, pair, go_on)
    rewrite(pair[0], altered(1))
    first, second = merge.take_in_all(other, looked, go_on)
    assert first.trouble is not None
    assert first.trouble.kind is Trouble.DAMAGED
    assert merge.counts([second])["new"] == 1
    assert len(queries.sessions(other)) == 1


def test_that_a_folder_tells_of_every_file_in_it(pair: list[Path], other: Journal) -> None:
    (pair[0].parent / "trasig.passpaket").write_bytes(b"")
    looked = merge.look(other, [pair[0].parent], go_on)
    assert [one.file.stem for one in looked if one.trouble is None] == ["al", "ek"]
    assert [one.file.stem for one in looked if one.trouble is not None] == ["trasig"]
    assert queries.sessions(other) == []


def test_that_a_name_that_no_disk_takes_hinders_no_other_package(pair: list[Path], other: Journal) -> None:
    long = pair[0].with_name("x" * 300 + ".passpaket")
    found = [merge.take_in_file(other, file) for file in merge.files([pair[0], long, pair[1]])]
    assert [one.trouble is None for one in found] == [True, False, True]
    assert (found[1].trouble and found[1].trouble.path) == long
    assert len(queries.sessions(other)) == 2


@pytest.mark.parametrize("harm", ["removed", "exchanged"])
@pytest.mark.parametrize("when", [1, 2])
def test_that_a_log_exchanged_under_us_comes_back_with_all_that_was_taken_in(
    tmp_path: Path, pair: list[Path], harm: str, when: int
) -> None:
    data = tmp_path / "other"
    with laptop(data) as journal:
        assert merge.take_in_file(journal, pair[0]).trouble is None

        def harmed(done: int, count: int) -> bool:
            if (done < count) == (when == 1) and not list(data.glob("mark")):
                (data / "mark").touch()
                (data / "older").write_bytes(b"what a synchronising program put back")
                if harm == "removed":
                    (data / "passledaren.db").unlink()
                else:
                    (data / "older").replace(data / "passledaren.db")
            return True

        assert merge.take_in_file(journal, pair[1], harmed).trouble is None
        assert (data / "mark").exists()
    with laptop(data) as journal:
        assert len(queries.sessions(journal)) == 2
        assert examine(journal.database) == []
    assert len(list(data.glob("passledaren.db.exchanged-*"))) == (harm == "exchanged")


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, factory=Refusing))
    Refusing.fault = None
    yield
    Refusing.fault = None


def test_that_any_write_may_be_refused_and_then_nothing_has_come_in(
    refusing: None, pair: list[Path], tmp_path: Path
) -> None:
    copy = pair[0].with_name("ändrad.passpaket")
    copy.write_bytes(pair[0].read_bytes())
    rewrite(copy, altered(1))
    for files in ([], pair[:1]):  # new ones, and one that differs
        with laptop(tmp_path / f"data-{len(files)}") as journal:
            for file in files:
                merge.take_in_file(journal, file)
            before, nth = content(journal), 0
            while True:
                nth += 1
                Refusing.fault = fault = Fault(nth, late=False, name="SQLITE_FULL")
                taken = merge.take_in_file(journal, copy)
                Refusing.fault = None
                if not fault.struck:
                    break
                check_refused(taken, journal, before)
            assert taken.trouble is None
            assert nth > 4
            assert len(waiting(journal)) == len(files)
            assert examine(journal.database) == []


def check_refused(taken: Taken, journal: Journal, before: str) -> None:
    assert taken.trouble is not None
    assert taken.trouble.kind is Trouble.FULL
    assert taken.trouble.remedy
    assert content(journal) == before


def test_that_a_clock_a_year_off_does_not_change_the_order_of_what_happened(
    pair: list[Path], other: Journal
) -> None:
    def back_and_forth(head: dict[str, Any], members: dict[str, bytes]) -> None:
        def moved(runs: list[dict[str, Any]]) -> None:
            for place, fact in enumerate(runs[0]["facts"]):
                fact[1] = ("2027" if place % 2 else "2025") + fact[1][4:]

        with_sessions(moved)(head, members)

    before = merge.read(other, pair[0]).sessions[0]
    merge.take_in_file(other, rewrite(pair[0], back_and_forth))
    (row,) = queries.sessions(other)
    session = queries.load(other, row.session)
    assert session.seq == before.seq
    assert session.at_ms == before.facts[-1][0]
    assert row.spent_s >= 0
    assert sessionpack.read(pair[0], now=START + timedelta(days=91)).doubts == ()
    assert examine(other.database) == []


# --- told so that whoever takes something in knows what to do -----------------------------------------------------


def test_that_a_full_disk_says_that_nothing_has_come_in_and_nothing_about_a_lesson(
    refusing: None, pair: list[Path], tmp_path: Path, swedish: None
) -> None:
    for name, words in (
        ("SQLITE_FULL", "Frigör plats på disken."),
        ("SQLITE_IOERR_WRITE", "Kontrollera disken."),
    ):
        with laptop(tmp_path / name) as journal:
            before, nth = content(journal), 0
            while True:
                nth += 1
                Refusing.fault = fault = Fault(nth, late=False, name=name)
                taken = merge.take_in_file(journal, pair[0])
                Refusing.fault = None
                if not fault.struck:
                    break
                assert taken.trouble is not None
                assert "Inget av det har tagits in" in taken.trouble.remedy
                assert words in taken.trouble.remedy
                assert "fortsätta" not in str(taken.trouble)
                assert content(journal) == before
            assert nth > 4


def test_that_a_full_disk_leaves_a_choice_to_be_made_again(
    refusing: None, pair: list[Path], tmp_path: Path, swedish: None
) -> None:
    copy = pair[0].with_name("ändrad.passpaket")
    copy.write_bytes(pair[0].read_bytes())
    rewrite(copy, altered(1))
    with laptop(tmp_path / "data") as journal:
        for file in (pair[0], copy):
            merge.take_in_file(journal, file)
        before, (key,) = content(journal), waiting(journal)
        for nth in (1, 2, 4):
            Refusing.fault = Fault(nth, late=False, name="SQLITE_FULL")
            with pytest.raises(WorldTrouble) as told:
                settle(journal, key, theirs=True)
            Refusing.fault = None
            assert told.value.remedy == "Frigör plats på disken. Titta sedan på de två versionerna igen."
            assert content(journal) == before
        assert settle(journal, key, theirs=True)


def test_that_a_full_disk_removes_nothing_and_says_so(refusing: None, tmp_path: Path, swedish: None) -> None:
    troubles: list[WorldTrouble] = []
    with laptop(tmp_path / "data") as journal:
        led(journal)
        told = retention.look(journal, RULE, TODAY)
        for nth in range(1, 12):
            Refusing.fault = Fault(nth, late=False, name="SQLITE_FULL")
            try:
                retention.carry_out(journal, told, tmp_path / "ut", TODAY)
                break
            except WorldTrouble as trouble:
                troubles.append(trouble)
            finally:
                Refusing.fault = None
            assert len(queries.sessions(journal)) == 1
            assert list((tmp_path / "ut").glob("*.txt")) == []
    full = [one.remedy for one in troubles if one.kind is Trouble.FULL]
    assert len(full) > 2
    assert set(full) == {"Frigör plats på disken. Försök sedan igen. Inget har tagits bort."}
    assert not any("fortsätta" in str(one) for one in troubles)


def test_that_a_full_disk_beside_what_leaves_says_whether_it_is_made(
    refusing: None, tmp_path: Path, swedish: None
) -> None:
    again = (
        "Exportera sedan en gång till: det du bad om är gjort och helt, men loggen kunde inte anteckna det."
    )
    sent = "Paketet är gjort och helt, men loggen kunde inte anteckna det: nästa paket med bara det som är nytt får med samma sak en gång till."
    none = "Gör sedan paketet igen. Ingen fil har gjorts."
    out = tmp_path / "ut"
    ways: dict[str, Callable[[Journal], object]] = {
        "tillfällen.passpaket": lambda journal: sessionpack.export(journal, out / "tillfällen.passpaket"),
        "sessions.csv": lambda journal: csvset.export(journal, out),
        "passlogg.xlsx": lambda journal: xlsx.export(journal, out / "passlogg.xlsx", TODAY),
    }
    for file, leave in ways.items():
        said = set[tuple[bool, str]]()
        with laptop(tmp_path / file) as journal:
            led(journal)
            for nth in range(1, 30):
                shutil.rmtree(out, ignore_errors=True)
                Refusing.fault = Fault(nth, late=False, name="SQLITE_FULL")
                try:
                    leave(journal)
                    break
                except WorldTrouble as trouble:
                    said.add(((out / file).exists(), trouble.remedy.removeprefix("Frigör plats på disken. ")))
                finally:
                    Refusing.fault = None
            assert examine(journal.database) == []
        told = {(True, sent), (False, none)} if file == "tillfällen.passpaket" else {(True, again)}
        assert told <= said
        assert not said & {(False, sent), (False, again), (True, none)}


@pytest.mark.parametrize("name", ["paket.zip", "paket.passpaket.bin", "paket", "PAKET.PASSPAKET"])
def test_that_a_package_is_known_by_its_content_and_another_name_is_told_of(
    pair: list[Path], other: Journal, name: str, swedish: None
) -> None:
    file = pair[0].rename(pair[0].with_name(name))
    is_named = name.lower().endswith(".passpaket")
    (looked,) = merge.look(other, [file], go_on)
    taken = merge.take_in_file(other, file)
    again = merge.take_in_file(other, file)
    for doubts in (looked.doubts, taken.doubts, again.doubts):
        assert any("slutar inte på .passpaket" in doubt for doubt in doubts) != is_named
    assert merge.counts([taken])["new"] == 1
    assert {one.name for one in merge.files([file.parent])} == {"al.passpaket", *([name] if is_named else [])}
