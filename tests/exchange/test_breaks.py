"""Breaks of schools between laptops: the newest of each laptop stands, in any order, and one's own are never touched."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import Trouble
from facilitator.exchange import retention
from facilitator.exchange.packages import merge
from facilitator.journal import Journal
from facilitator.journal.checking.health import examine
from facilitator.journal.tables import schema
from facilitator.journal.tables.chain import canonical
from facilitator.journal.yearplan import breakaccounts, plans
from facilitator.planning.breaks import Break, suggested
from facilitator.planning.groups import School
from tests.engines import Server, log_at
from tests.exchange.laptops import BREAKS, content, laptop, led, packed, rewrite
from tests.exchange.test_plans import YEAR, school, series
from tests.exchange.test_retention import RULE, TODAY
from tests.quick import folder_in_memory

STUDY = Break(date(2026, 11, 2), date(2026, 11, 2), "study")
AUTUMN = Break(date(2026, 10, 26), date(2026, 10, 30), "autumn")
EK = School("Ekskolan", "")


@pytest.fixture
def other(tmp_path: Path, engine: Server | None) -> Iterator[Journal]:
    """The coordinator's log."""
    with log_at(tmp_path / "other", engine) as journal:
        yield journal


def said(log: Journal, where: School = EK) -> tuple[Break, ...] | None:
    found = breakaccounts.breaks_of(log, YEAR, where)
    return None if found is None else found.breaks


def test_that_the_breaks_of_a_school_come_and_go_on_and_ones_own_stay(tmp_path: Path, other: Journal) -> None:
    plans.keep_breaks(other, YEAR, [AUTUMN])
    with laptop(tmp_path / "a") as own:
        school(own)
        plans.keep_breaks(own, YEAR, [AUTUMN, STUDY])
        merge.take_in_file(other, packed(own, tmp_path / "a.passpaket"))
        assert said(own) is None, "it is its own"
    assert said(other) == (AUTUMN, STUDY)
    assert plans.breaks(other, YEAR) == (AUTUMN,)
    with laptop(tmp_path / "county") as county:
        merge.take_in_file(county, packed(other, tmp_path / "town.passpaket"))
        assert said(county) == (AUTUMN, STUDY)
        assert said(county, School("", other.device)) == (AUTUMN,)
        assert plans.breaks(county, YEAR) == suggested(YEAR)
        assert examine(county.database) == []
    assert examine(other.database) == []


def test_that_what_has_not_changed_is_not_said_again_and_what_was_taken_back_is(
    tmp_path: Path, other: Journal
) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        first = packed(own, tmp_path / "0.passpaket")
        merge.take_in_file(other, first)
        assert breakaccounts.accounts(own) == [], "what is suggested everywhere need not be told"
        numbers: list[list[tuple[int, tuple[Break, ...]]]] = []
        for breaks in ([STUDY], [STUDY], [], [AUTUMN]):
            plans.keep_breaks(own, YEAR, breaks)
            merge.take_in_file(other, packed(own, tmp_path / f"{len(numbers)}-a.passpaket"))
            numbers.append([(one.number, one.breaks) for one in breakaccounts.accounts(other)])
    assert numbers == [[(1, (STUDY,))], [(1, (STUDY,))], [(2, ())], [(3, (AUTUMN,))]]
    before = content(other)
    for file in (first, tmp_path / "0-a.passpaket", tmp_path / "2-a.passpaket"):
        merge.take_in_file(other, file)
    assert content(other) == before


def test_that_any_order_gives_the_same(tmp_path: Path, engine: Server | None) -> None:
    files = []
    for name in "ab":
        with laptop(tmp_path / name) as own:
            school(own, "Ekskolan", "6A" if name == "a" else "6B")
            for turn, breaks in enumerate(([STUDY], [AUTUMN, STUDY], [AUTUMN])[: 3 if name == "a" else 1]):
                plans.keep_breaks(own, YEAR, breaks)
                files.append(packed(own, tmp_path / f"{name}{turn}.passpaket"))
    found = set()
    for turn, order in enumerate(permutations(files)):
        with log_at(tmp_path / f"log-{turn}", engine) as log:
            for file in order:
                merge.take_in_file(log, file)
            found.add((content(log), said(log)))
        if turn == 5:
            break
    assert len(found) == 1


@cache
def with_breaks() -> bytes:
    """A package with a lesson and breaks of its own."""
    with folder_in_memory() as folder, laptop(folder / "a") as own:
        led(own)
        plans.keep_breaks(own, YEAR, [STUDY])
        return packed(own, folder / "a.passpaket").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        {"year": 1900}, {"number": 0}, {"number": True}, {"wall": "i går"}, {"device": "Kalle"}, {"more": 1},
        {"breaks": [["2026-11-03", "2026-11-02", "study"]]}, {"breaks": [["2026-11-02", "2026-11-02", "Kims dag"]]},
        {"breaks": [["2026-11-02", "2026-11-02", "study"]] * 2}, {"breaks": "lov"}, {"school": "", "laptop": ""},
        {"breaks": [["2026-12-02", "2026-12-02", "study"], ["2026-11-02", "2026-11-02", "study"]]},
    ],
)  # fmt: skip
def test_that_breaks_that_no_program_has_written_are_refused_whole(
    tmp_path: Path, other: Journal, change: dict[str, Any]
) -> None:
    def altered(_head: dict[str, Any], members: dict[str, bytes]) -> None:
        line = json.loads(members[BREAKS]) | change
        members[BREAKS] = f"{canonical(line)}\n".encode()

    file = tmp_path / "a.passpaket"
    file.write_bytes(with_breaks())
    rewrite(file, altered)
    before = content(other)
    taken = merge.take_in_file(other, file)
    assert taken.trouble is not None
    assert taken.trouble.kind is Trouble.DAMAGED
    assert content(other) == before


def test_that_a_package_of_the_schema_before_is_read_as_it_was(other: Journal) -> None:
    taken = merge.take_in_file(other, Path(__file__).parent / "schema-3.passpaket")
    assert taken.trouble is None
    assert sorted(taken.sessions.values()) == ["new", "new", "new"]
    assert breakaccounts.accounts(other) == []
    assert said(other) is None
    assert examine(other.database) == []


def test_that_breaks_that_were_altered_are_found_and_passed_over(tmp_path: Path, other: Journal) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        plans.keep_plan(own, YEAR, series())
        plans.keep_breaks(own, YEAR, [STUDY])
        merge.take_in_file(other, packed(own, tmp_path / "a.passpaket"))
    with other.database.writing() as connection:
        meta = schema.meta
        connection.execute(meta.update().where(meta.c.key.startswith("breaks/")).values(value="{}"))
    assert said(other) is None
    assert [one.kind for one in examine(other.database)] == ["row"]


def test_that_a_decision_on_plans_takes_the_breaks_of_those_years_too(tmp_path: Path, other: Journal) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        for year in (RULE.through, RULE.through + 1):
            plans.keep_breaks(own, year, [Break(date(year, 11, 2), date(year, 11, 2), "study")])
        merge.take_in_file(other, packed(own, tmp_path / "a.passpaket"))
    assert [one.year for one in breakaccounts.accounts(other)] == [RULE.through, RULE.through + 1]
    retention.carry_out(other, retention.look(other, RULE, TODAY), tmp_path, TODAY)
    assert [one.year for one in breakaccounts.accounts(other)] == [RULE.through + 1]
