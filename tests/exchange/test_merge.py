"""Many laptops, one log: any order, twice, damaged and altered copies among them, and a choice where they differ."""

import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from facilitator.cli import run as command
from facilitator.exchange.packages import merge, sessionpack
from facilitator.exchange.packages.merge import Taken
from facilitator.journal import Journal, occasions, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.checking.rebuild import rebuild
from facilitator.journal.sharing.laptops import laptops
from facilitator.journal.sharing.merging import Case, choose, conflicts
from facilitator.journal.tables import schema
from facilitator.journal.yearplan import plans
from facilitator.planning.occasions import Occasion
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from tests.builders import HandClock, begin
from tests.engines import Server, log_at
from tests.exchange.laptops import (
    NOTE,
    QUESTION,
    content,
    laptop,
    led,
    packed,
    rewrite,
    taken_up,
    with_sessions,
)
from tests.journal.test_fold import play, turns
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

LAPTOPS, SESSIONS = 4, 2
KEPT = select(schema.meta.c.value).where(schema.meta.c.key.startswith("aside/"))


@pytest.fixture
def other(tmp_path: Path, engine: Server | None) -> Iterator[Journal]:
    """The coordinator's log."""
    with log_at(tmp_path / "other", engine) as journal:
        yield journal


def altered(value: int) -> Any:
    """The first session with another answer in it and a chain that holds."""

    def change(runs: list[dict[str, Any]]) -> None:
        for line in runs[0]["facts"]:
            if line[2] == "answer_given":
                line[4]["value"] = value
                return
        raise AssertionError("no answer")

    return with_sessions(change)


@pytest.fixture(scope="module")
def packages() -> Iterator[list[Path]]:
    """Of every laptop an early and a late package; one altered in two ways, one damaged, one cut short."""
    with folder_in_memory() as folder:
        found = []
        for number in range(LAPTOPS):
            with laptop(folder / f"data-{number}") as journal:
                own = led(journal, done=False, school=f"Skola {number}")
                found.append(packed(journal, folder / f"{number}-a.passpaket"))
                taken_up(journal, own, o.FinishLog())
                for _more in range(SESSIONS - 1):
                    led(journal, group=f"{number + 4}A", school=f"Skola {number}")
                found.append(packed(journal, folder / f"{number}-b.passpaket"))
        for value in (1, 4):
            copy = folder / f"ändrad-{value}.passpaket"
            copy.write_bytes(found[1].read_bytes())
            found.append(rewrite(copy, altered(value)))
        torn, cut = bytearray(found[3].read_bytes()), found[5].read_bytes()
        torn[len(torn) // 2] ^= 255
        for name, bytes_of in (("trasig", bytes(torn)), ("avbruten", cut[: len(cut) // 2])):
            (folder / f"{name}.passpaket").write_bytes(bytes_of)
            found.append(folder / f"{name}.passpaket")
        yield found


@pytest.fixture(scope="module")
def pair(engine: Server | None) -> Iterator[tuple[Journal, Journal, Path]]:
    """A school's log, a coordinator's, and a folder between them."""
    with (
        folder_in_memory() as folder,
        laptop(folder / "school") as school,
        log_at(folder / "all", engine) as everything,
    ):
        yield school, everything, folder


@pytest.mark.slow
@settings(max_examples=15)
@given(turns)
def test_that_whatever_the_leader_did_shows_the_same_on_the_other_laptop(
    pair: tuple[Journal, Journal, Path], done: list[tuple[o.Order, int]]
) -> None:
    school, everything, folder = pair
    clock = HandClock()
    conductor = begin(school, clock)
    play(conductor, clock, done)
    if not conductor.session.ended:
        conductor.order(o.End())
    assert school.flush(PATIENCE_S)
    sessionpack.export(school, folder / "a.passpaket", only_new=True)
    assert merge.counts([merge.take_in_file(everything, folder / "a.passpaket")])["new"] == 1
    own = conductor.session.id
    here, there = queries.session(school, own), queries.session(everything, own)
    assert here is not None
    assert there == replace(here, led_here=False)
    assert queries.steps(everything, own) == queries.steps(school, own)
    assert examine(everything.database) == []


def merged(folder: Path, files: list[Path], engine: Server | None) -> tuple[str, list[Taken]]:
    with log_at(folder, engine) as journal:
        taken = [merge.take_in_file(journal, file) for file in files]
        assert examine(journal.database) == []
        assert rebuild(journal.database) == 0
        return content(journal), taken


@pytest.mark.slow
@settings(max_examples=12)
@given(st.randoms(use_true_random=False), st.integers(0, 10))
def test_that_any_order_and_any_number_of_times_gives_the_same_log(
    packages: list[Path], engine: Server | None, chance: random.Random, again: int
) -> None:
    with folder_in_memory() as folder:
        plain, _taken = merged(folder / "a", packages, engine)
        mixed = [*packages, *chance.choices(packages, k=again)]
        chance.shuffle(mixed)
        other, taken = merged(folder / "b", mixed, engine)
        assert other == plain
        refused = {one.file.stem for one in taken if one.trouble is not None}
        assert refused == {"trasig", "avbruten"}
        with log_at(folder / "b", engine) as journal:
            assert len(queries.sessions(journal)) == LAPTOPS * SESSIONS
            with journal.database.begin() as connection:
                bound = connection.execute(select(schema.sheaf.c.session)).scalars().all()
            assert set(bound) == {row.session for row in queries.sessions(journal)}
            waiting = conflicts(journal)
            assert len(waiting) == 2
            assert len({(one.ours.session, one.theirs.went) for one in waiting}) == 2
            assert {one.ours.went for one in waiting} | {one.theirs.went for one in waiting} == {1, 3, 4}


@pytest.mark.slow
def test_that_a_second_time_brings_nothing_new(
    packages: list[Path], tmp_path: Path, engine: Server | None
) -> None:
    first, taken = merged(tmp_path / "a", packages, engine)
    assert merge.counts(taken)["new"] == LAPTOPS * SESSIONS
    second, taken = merged(tmp_path / "a", packages, engine)
    assert second == first
    numbers = merge.counts(taken)
    assert (numbers["new"], numbers["longer"]) == (0, 0)
    assert numbers["conflicting"] > 0


def test_that_a_longer_session_goes_on_from_the_one_that_is_here(
    packages: list[Path], other: Journal
) -> None:
    assert merge.take_in_file(other, packages[0]).sessions.popitem()[1] == "new"  # type: ignore[attr-defined]
    (row,) = queries.sessions(other)
    assert not row.finished
    assert merge.counts([merge.take_in_file(other, packages[1])]) == {
        "new": SESSIONS - 1, "longer": 1, "known": 0, "conflicting": 0
    }  # fmt: skip
    assert all(row.finished for row in queries.sessions(other))
    assert merge.counts([merge.take_in_file(other, packages[0])])["known"] == 1


def test_that_a_preview_changes_nothing_and_says_what_will_be(packages: list[Path], other: Journal) -> None:
    merge.take_in_file(other, packages[0])
    before = content(other)
    told = merge.take_in_file(other, packages[1], only_look=True).sessions
    assert content(other) == before
    assert merge.take_in_file(other, packages[1]).sessions == told


def test_that_what_has_been_taken_in_can_go_on_in_a_package_from_here(
    packages: list[Path], tmp_path: Path, engine: Server | None
) -> None:
    with laptop(tmp_path / "town") as town, log_at(tmp_path / "county", engine) as county:
        for file in packages[:4]:
            merge.take_in_file(town, file)
        own = led(town)
        packed(town, tmp_path / "town.passpaket")
        taken = merge.take_in_file(county, tmp_path / "town.passpaket")
        assert merge.counts([taken])["new"] == 2 * SESSIONS + 1
        assert [replace(row, led_here=False) for row in queries.sessions(town)] == queries.sessions(county)
        assert len(laptops(county)) == 3
        assert [one.sessions for one in laptops(county) if one.heard] == [1]
        assert merge.counts([merge.take_in_file(county, packages[0])])["known"] == 1
        assert queries.session(county, own) is not None
        assert examine(county.database) == []


# --- a choice -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theirs", [True, False])
def test_that_a_choice_stands_also_when_the_same_packages_come_again(
    packages: list[Path], other: Journal, theirs: bool
) -> None:
    whole, copy = packages[1], packages[-4]
    merge.take_in_file(other, whole)
    merge.take_in_file(other, copy)
    (conflict,) = conflicts(other)
    assert conflict.differs_after > 5
    assert not conflict.ours.led_here
    wanted = conflict.theirs if theirs else conflict.ours
    assert choose(other, conflict.key, theirs=theirs)
    assert conflicts(other) == []
    stands = queries.session(other, wanted.session)
    assert stands is not None
    assert stands.went == wanted.went
    for file in (copy, whole):
        assert merge.counts([merge.take_in_file(other, file)])["conflicting"] == 0
    assert queries.session(other, wanted.session) == stands
    assert not choose(other, conflict.key, theirs=True)
    assert examine(other.database) == []
    assert rebuild(other.database) == 0


def test_that_what_is_set_aside_is_kept_whole(packages: list[Path], other: Journal) -> None:
    merge.take_in_file(other, packages[1])
    merge.take_in_file(other, packages[-4])
    (conflict,) = conflicts(other)
    choose(other, conflict.key, theirs=True)
    with other.database.begin() as connection:
        kept = connection.execute(KEPT).scalar_one()
    for statement in ("DELETE FROM fact", "UPDATE fact SET at_ms = 1"):
        with (
            pytest.raises(Exception, match="append-only"),
            other.database.writing() as connection,
        ):
            connection.exec_driver_sql(statement)
    assert json.loads(kept)["session"] == conflict.ours.session
    assert len(json.loads(kept)["facts"]) == conflict.ours.seq


def test_that_a_session_led_here_is_never_replaced_without_a_choice(journal: Journal, out: Path) -> None:
    own = led(journal)
    before = queries.load(journal, own)

    def longer(runs: list[dict[str, Any]]) -> None:
        altered_facts = runs[0]["facts"]
        altered_facts[-2][1] = "2027-01-01T10:00:00Z"
        altered_facts += [altered_facts[-1]] * 3

    file = rewrite(packed(journal, out / "a.passpaket"), with_sessions(longer))
    assert merge.counts([merge.take_in_file(journal, file)])["conflicting"] == 1
    assert queries.load(journal, own) == before
    assert queries.note(journal, own) == NOTE
    (conflict,) = conflicts(journal)
    assert conflict.ours.led_here
    assert choose(journal, conflict.key, theirs=True)
    assert examine(journal.database) == []
    row = queries.session(journal, own)
    assert row is not None
    assert row.seq == conflict.theirs.seq == conflict.ours.seq + 3


def test_that_a_lesson_that_is_being_led_is_not_gone_on_with_from_a_package(tmp_path: Path) -> None:
    with laptop(tmp_path / "data") as journal:
        running = begin(journal, HandClock())
        running.order(o.Next())
        assert journal.flush(PATIENCE_S)
    shutil.copytree(tmp_path / "data", tmp_path / "copy")
    with laptop(tmp_path / "copy") as copy:
        taken_up(copy, running.session.id, o.End())
        file = packed(copy, tmp_path / "a.passpaket")
    with laptop(tmp_path / "data") as journal:
        before = queries.load(journal, running.session.id)
        assert merge.counts([merge.take_in_file(journal, file)])["conflicting"] == 1
        assert queries.load(journal, before.id) == before
        taken_up(journal, before.id, o.Next())
        (conflict,) = conflicts(journal)
        assert choose(journal, conflict.key, theirs=True)
        assert queries.load(journal, before.id).ended
        assert examine(journal.database) == []


def test_that_a_text_taken_away_on_the_other_copy_is_erased_here_too(tmp_path: Path) -> None:
    with laptop(tmp_path / "data") as journal:
        running = begin(journal, HandClock())
        running.order(o.ParkQuestion("Vad gjorde Kim?"))
        assert journal.flush(PATIENCE_S)
    shutil.copytree(tmp_path / "data", tmp_path / "copy")
    with laptop(tmp_path / "copy") as copy:
        taken_up(copy, running.session.id, o.UnparkQuestion("Vad gjorde Kim?"))
        taken_up(copy, running.session.id, o.End())
        file = packed(copy, tmp_path / "a.passpaket")
    with laptop(tmp_path / "data") as journal:
        merge.take_in_file(journal, file)
        assert b"Kim" in journal.path.read_bytes()
        (conflict,) = conflicts(journal)
        assert choose(journal, conflict.key, theirs=True)
        assert b"Kim" not in journal.path.read_bytes()
        assert queries.load(journal, running.session.id).parked == ()
        assert examine(journal.database) == []


def test_that_texts_set_aside_do_not_lie_about_in_the_table_they_lay_in(journal: Journal, out: Path) -> None:
    led(journal)
    file = rewrite(packed(journal, out / "a.passpaket"), altered(2))

    def early(runs: list[dict[str, Any]]) -> None:
        runs[0]["facts"][2][1] = "2026-11-23T08:10:59Z"

    rewrite(file, with_sessions(early))
    merge.take_in_file(journal, file)
    (conflict,) = conflicts(journal)
    choose(journal, conflict.key, theirs=True)
    with journal.database.begin() as connection:
        texts = connection.execute(select(schema.typed.c.text)).scalars().all()
        kept = connection.execute(KEPT).scalar_one()
    assert texts
    assert not any("Kim" in text for text in texts)
    assert QUESTION.split(", ")[1] in str(json.loads(kept)["texts"])
    assert examine(journal.database) == []


def test_that_what_is_kept_of_packages_cannot_be_altered_unseen(packages: list[Path], other: Journal) -> None:
    for file in (packages[1], packages[-4]):
        merge.take_in_file(other, file)
    meta = schema.meta
    for prefix in ("package/", "conflict/"):
        with other.database.writing() as connection:
            key, value = connection.execute(select(meta).where(meta.c.key.startswith(prefix))).first() or (
                "",
                "",
            )
            own = update(meta).where(meta.c.key == key)
            connection.execute(own.values(value=value.replace("Skola", "Skolan")))
        assert [finding.kind for finding in examine(other.database)] == ["row"]
        with other.database.writing() as connection:
            connection.execute(own.values(value=value))
    assert examine(other.database) == []


def test_that_a_text_gone_from_ones_own_log_is_still_damage(journal: Journal) -> None:
    led(journal)
    with journal.database.writing() as connection:
        connection.exec_driver_sql("UPDATE typed SET salt = '', text = ''")
    assert "facts" in [finding.kind for finding in examine(journal.database)]


# --- the command line -----------------------------------------------------------------------------------


def test_that_a_folder_of_packages_is_merged_by_command(
    packages: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], swedish: None
) -> None:
    data, folder = str(tmp_path / "samordnare"), str(packages[0].parent)
    assert command(["--data", data, "merge", str(packages[0]), str(packages[1])]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 nya, 1 längre än förut, 0 kända, 0 i konflikt"
    assert command(["--data", data, "merge", folder]) == 1
    told = capsys.readouterr()
    assert "trasig.passpaket" in told.err
    assert "2 filer togs inte in. Varför står ovanför." in told.out
    at = told.out.splitlines().index("Där två versioner skiljer sig åt väljer du på sidan Inställningar:")
    waiting = told.out.splitlines()[at + 1 : at + 3]
    assert all(re.fullmatch(r"  MVP \d+ · .+ · \d{4}-\d\d-\d\d \d\d:\d\d", one) for one in waiting), waiting
    assert "i konflikt" in told.out.splitlines()[-1]
    assert command(["--data", data, "merge", str(packages[3])]) == 0
    told = capsys.readouterr()
    assert "2 konflikter väntar på att någon väljer." in told.out
    assert told.out.splitlines()[-1] == "0 nya, 2 kända, 0 i konflikt"
    assert command(["--data", data, "merge", folder, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["new"], answer["longer"], answer["known"] + answer["conflicting"]) == (0, 0, 16)
    assert len(answer["refused"]) == 2
    assert len(answer["waiting"]) == 2
    assert len(answer["laptops"]) == LAPTOPS
    assert command(["--data", data, "merge", str(Path(data) / "passledaren.db")]) == 1


def test_that_a_package_is_made_by_command(
    tmp_path: Path, journal: Journal, capsys: pytest.CaptureFixture[str], swedish: None
) -> None:
    led(journal)
    day = date(2026, 9, 8)
    occasions.enter(journal, Occasion(kind="apt", status="held", day=day, minutes=60, audience="staff"), day)
    for year in (2026, 2027):
        row = Planned(f"{year}.6B.mvp-03", year, "6B", "mvp", "mvp-03", date(year, 9, 14))
        plans.keep_plan(journal, year, [row])
    journal.close()
    data, file = str(tmp_path / "data"), tmp_path / "mitt.passpaket"
    assert command(["--data", data, "export", "--package", str(file)]) == 0
    told = capsys.readouterr().out
    assert "Där finns också 1 tillfälle som hölls utan programmet." in told
    assert "Där finns också planen för 1 grupp." in told
    assert len(sessionpack.read(file).sessions) == 1
    assert command(["--data", data, "export", "--package", str(file), "--since-last", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["sessions"] == 0
    assert command(["--data", data, "export", "--package", str(tmp_path / "mitt.zip")]) == 3
    with pytest.raises(SystemExit):
        command(["--data", data, "export"])
    assert command(["--data", str(tmp_path / "other"), "merge", str(file), "--preview"]) == 0
    with laptop(tmp_path / "other") as other:
        assert queries.sessions(other) == []
    both = [str(tmp_path / f"{name}.passpaket") for name in ("hela", "samma")]
    for whole in both:
        assert command(["--data", data, "export", "--package", whole]) == 0
    capsys.readouterr()
    outcomes = []
    for looks in (["--preview"], []):
        assert command(["--data", str(tmp_path / "other"), "merge", *both, "--json", *looks]) == 0
        answer = json.loads(capsys.readouterr().out)
        outcomes.append([answer[case] for case in ("new", "longer", "known", "conflicting")])
    assert outcomes[0] == outcomes[1], "what one file brings is not new in the next"


def test_that_one_thing_that_stays_away_is_one() -> None:
    counts: dict[Case, int] = {"new": 1, "longer": 0, "known": 0, "conflicting": 0, "removed": 1}
    assert merge.told(counts).endswith("1 gallrat tas inte in igen")
    assert merge.told(counts | {"removed": 2}).endswith("2 gallrade tas inte in igen")
