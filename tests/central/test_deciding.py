"""What somebody decides in a shared log: which of two versions stands, and what is removed."""

import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from facilitator.cli import run as command
from facilitator.errors import WorldTrouble
from facilitator.exchange import retention
from facilitator.exchange.packages import conflicts, merge
from facilitator.journal import occasions, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.removal import removals
from facilitator.journal.removal.retention import Rule
from facilitator.journal.server import central as shared
from facilitator.journal.server.central import Central, open_central
from facilitator.journal.tables import schema
from tests.engines import Server
from tests.exchange.laptops import content, laptop, led, packed, rewrite
from tests.exchange.test_merge import altered
from tests.exchange.test_occasions import APT
from tests.exchange.test_retention import OLD, RULE, TODAY, newer
from tests.quick import folder_in_memory

DECISION = ("--decision", "BUN 2026/5", "--decided", "2026-03-02", "--through", "2025")


@pytest.fixture(scope="module")
def files() -> Iterator[list[Path]]:
    """A package, a copy of it that somebody has altered, and two in which an occasion was corrected differently."""
    with folder_in_memory() as folder:
        with laptop(folder / "a") as journal:
            led(journal)
            own = occasions.enter(journal, APT, APT.day)
            occasions.enter(journal, replace(OLD, day=date(2026, 5, 12)), TODAY)
            found = [packed(journal, folder / "1.passpaket")]
        copy = folder / "2.passpaket"
        copy.write_bytes(found[0].read_bytes())
        found.append(rewrite(copy, altered(1)))
        shutil.copytree(folder / "a", folder / "b")
        for name, present in (("a", 30), ("b", 32)):
            with laptop(folder / name) as journal:
                occasions.correct(journal, own, replace(APT, present=present), "mistyped", APT.day)
                found.append(packed(journal, folder / f"3-{name}.passpaket"))
        yield found


@pytest.fixture
def url(server: Server, files: list[Path]) -> Iterator[str]:
    """A shared log with two conflicts in it."""
    with server.database() as found:
        with closing(open_central(found, make=True)) as log:
            for file in files:
                assert merge.take_in_file(log, file).trouble is None
        yield found


@pytest.fixture
def central(url: str) -> Iterator[Central]:
    with closing(open_central(url, make=False)) as log:
        yield log


# --- two versions -------------------------------------------------------------------------------------------------


def asked(url: str, *arguments: str) -> list[str]:
    return ["central", "--db", url, "conflicts", *arguments]


def test_that_both_versions_are_shown_and_one_is_chosen_once_and_for_all(
    url: str, central: Central, files: list[Path], capsys: pytest.CaptureFixture[str], swedish: None
) -> None:
    assert command(asked(url)) == 0
    told = capsys.readouterr().out
    assert "2 konflikter väntar på att någon väljer." in told
    assert "Står" in told
    assert "Väntar" in told
    differing = [line.split()[-2:] for line in told.splitlines() if line.strip().startswith("*")]
    assert {tuple(sorted(pair)) for pair in differing if pair[0].isdigit()} == {("1", "3"), ("30", "32")}
    assert command(asked(url, "--json")) == 0
    lesson, apt = json.loads(capsys.readouterr().out)
    assert (lesson["kind"], apt["kind"]) == ("lesson", "occasion")
    assert lesson["code"] in told
    assert apt["title"].startswith("APT · Ekskolan")
    (before,) = queries.sessions(central)
    for _again in range(2):
        assert command(asked(url, "--take", lesson["code"])) == 0
    first, again = capsys.readouterr().out.split("Ditt val är sparat: ")[1].split("Inget väntar under ")
    assert "1 konflikt väntar" in first
    assert "1 konflikt väntar" in again
    (after,) = queries.sessions(central)
    assert {before.went, after.went} == {1, 3}
    assert command(asked(url, "--keep", apt["code"])) == 0
    assert "Ingen konflikt väntar." in capsys.readouterr().out
    state = content(central)
    for file in files[:2]:
        assert merge.counts([merge.take_in_file(central, file)])["conflicting"] == 0
    assert content(central) == state
    assert examine(central.database) == []


def test_that_the_choice_is_the_one_that_a_laptop_makes(
    central: Central, files: list[Path], tmp_path: Path
) -> None:
    with laptop(tmp_path / "fil") as journal:
        for file in files:
            merge.take_in_file(journal, file)
        here, there = conflicts.choices(journal), conflicts.choices(central)
        assert [replace(one, here=False) for one in here] == [replace(one, here=False) for one in there]
        for one in here:
            for log in (journal, central):
                assert conflicts.settle(log, one.key, theirs=True)
                assert not conflicts.settle(log, one.key, theirs=True)
        assert queries.sessions(journal) == queries.sessions(central)
        assert [one.values for one in occasions.standing(journal)] == [
            one.values for one in occasions.standing(central)
        ]
        (taken,) = {one.values.present for one in occasions.standing(central)} - {OLD.present}
        assert ("Var med", f"{62 - (taken or 0)}", f"{taken}") in here[1].rows


def test_that_of_several_who_choose_at_once_one_is_first(url: str, central: Central) -> None:
    (lesson, _apt) = conflicts.choices(central)

    def choose(turn: int) -> bool:
        with closing(open_central(url, make=False)) as log:
            return conflicts.settle(log, lesson.key, theirs=bool(turn % 2))

    with ThreadPoolExecutor(4) as several:
        assert sorted(several.map(choose, range(4))) == [False, False, False, True]
    assert [one.kind for one in conflicts.choices(central)] == ["occasion"]
    assert examine(central.database) == []


@pytest.mark.parametrize("code", ["1", "inte en kod", "1234567890ab1"])
def test_that_a_code_that_cannot_be_one_is_wrong_usage(
    url: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(asked(url, "--take", code)) == 2
    assert "12 tecken" in capsys.readouterr().err


# --- removal ------------------------------------------------------------------------------------------------------


def removal(url: str, *arguments: str | Path) -> list[str]:
    return ["central", "--db", url, "retention", *map(str, arguments)]


def test_that_nothing_is_removed_without_a_decision_or_before_it_is_asked_for(
    url: str, central: Central, tmp_path: Path, capsys: pytest.CaptureFixture[str], swedish: None
) -> None:
    before = content(central)
    assert command(removal(url, "--through", "2025", "--carry-out", tmp_path / "ut")) == 2
    assert "diarienummer" in capsys.readouterr().err
    assert command(removal(url, *DECISION)) == 0
    told = capsys.readouterr().out
    assert "1 tillfälle utan programmet" in told
    assert "Inget har tagits bort." in told
    for beyond in ("säkerhetskopior", "WAL", "repliker", "datorerna"):
        assert beyond in told
    assert content(central) == before
    assert not (tmp_path / "ut").exists()


def test_that_it_goes_with_a_protocol_and_a_record_and_does_not_come_back(
    url: str, central: Central, files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], swedish: None
) -> None:  # fmt: skip
    assert command(removal(url, *DECISION, "--carry-out", tmp_path / "ut")) == 0
    assert "Protokoll nr 1" in capsys.readouterr().out
    (protocol,) = (tmp_path / "ut").glob("*.txt")
    said = protocol.read_text(encoding="utf-8-sig")
    for line in ("BUN 2026/5, 2026-03-02", "1 tillfälle utan programmet", "WAL", "repliker", "datorerna"):
        assert line in said
    assert "äldre kopior som också tas bort" not in said
    assert [one.values.day for one in occasions.occasions(central)] == [APT.day]
    assert merge.counts([merge.take_in_file(central, files[0])])["removed"] == 1
    assert examine(central.database) == []
    assert command(removal(url, "--record")) == 0
    assert "Kopior finns kvar." in capsys.readouterr().out
    for words in ("Antecknat", "redan"):
        assert command(removal(url, "--copies-gone", "1")) == 0
        assert words in capsys.readouterr().out
    assert command(removal(url, "--copies-gone", "2")) == 1
    capsys.readouterr()
    assert command(removal(url, "--record", "--json")) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert one["cleaned"]
    assert examine(central.database) == []


def lying(server: Server, database: str, text: str) -> list[Path]:
    """The files of a database's tables that hold a text."""
    server.cluster.ask("CHECKPOINT")
    ((number,),) = server.cluster.ask(f"SELECT oid FROM pg_database WHERE datname = '{database}'")
    folder = server.cluster.folder / "data" / "base" / str(number)
    return [path for path in folder.iterdir() if path.is_file() and text.encode() in path.read_bytes()]


def test_that_no_row_of_it_stays_in_the_files_of_the_tables(server: Server, tmp_path: Path) -> None:
    if os.geteuid():
        pytest.skip("the files are the server's own")
    with laptop(tmp_path / "a") as journal:
        own = led(journal)
        stays = newer(journal)
        file = packed(journal, tmp_path / "a.passpaket")
    with server.database() as url, closing(open_central(url, make=True)) as central:
        merge.take_in_file(central, file)
        name = make_url(url).database or ""
        assert lying(server, name, own)
        done = retention.carry_out(central, retention.look(central, RULE, TODAY), tmp_path / "ut", TODAY)
        assert done.left is None
        assert lying(server, name, own) == []
        assert lying(server, name, stays)
        assert [row.session for row in queries.sessions(central)] == [stays]


def test_that_tables_that_somebody_looks_at_are_told_of_when_they_cannot_be_written_anew(
    url: str, central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swedish: None
) -> None:
    monkeypatch.setattr(shared, "_NOT_FOR_LONG", "SET lock_timeout = '50ms'")
    rule = Rule("BUN 2026/5", date(2026, 3, 2), "coordinator", 2026, frozenset({"sessions"}))
    told = retention.look(central, rule, TODAY)
    with closing(open_central(url, make=False)) as other, other.database.begin() as reading:
        assert len(reading.execute(select(schema.session.c.session)).all()) == 1
        done = retention.carry_out(central, told, tmp_path / "ut", TODAY)
    assert done.left is not None
    words = retention.left_words(told, done.left)
    assert "VACUUM FULL" in words
    assert "Inget har ändrats" not in words
    assert queries.sessions(central) == []


def test_that_what_another_took_in_meanwhile_stops_it(
    url: str, central: Central, tmp_path: Path, swedish: None
) -> None:
    rule = Rule("BUN 2026/5", date(2026, 3, 2), "coordinator", 2026, frozenset({"sessions"}))
    told = retention.look(central, rule, TODAY)
    with laptop(tmp_path / "b") as journal:
        led(journal, school="Bokskolan")
        other = packed(journal, tmp_path / "b.passpaket")
    with closing(open_central(url, make=False)) as log:
        merge.take_in_file(log, other)
    with pytest.raises(WorldTrouble, match="ändrats"):
        retention.carry_out(central, told, tmp_path / "ut", TODAY)
    assert list((tmp_path / "ut").iterdir()) == []
    assert len(queries.sessions(central)) == 2
    with central.database.begin() as connection:
        assert removals.removals(connection) == []
