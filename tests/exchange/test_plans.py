"""Plans of groups between laptops: the newest stands, what differs waits, and any order gives the same log."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from facilitator.errors import NotNow, Trouble
from facilitator.exchange import retention
from facilitator.exchange.packages import conflicts, merge, passpaket
from facilitator.journal import Journal, queries
from facilitator.journal.checking.health import examine
from facilitator.journal.figures import grid, looking, measures
from facilitator.journal.figures.selection import Selection
from facilitator.journal.tables import schema
from facilitator.journal.tables.chain import canonical
from facilitator.journal.yearplan import breakaccounts, planaccounts, plans
from facilitator.journal.yearplan.planvalues import NotAPlan, Place, contents_of, from_plain, sealed, to_plain
from facilitator.planning.breaks import suggested
from facilitator.planning.groups import Group
from facilitator.planning.year import Planned
from facilitator.session import orders as o
from tests.builders import HandClock, begin
from tests.engines import Server, log_at
from tests.exchange.laptops import BREAKS, PLANS, content, laptop, led, packed, rewrite
from tests.exchange.test_retention import RULE, TODAY
from tests.patience import PATIENCE_S
from tests.quick import folder_in_memory

YEAR = 2026
LATER = date(2027, 6, 1)


def series(
    group: str = "6B", count: int = 3, first: date = date(2026, 11, 2), year: int = YEAR
) -> list[Planned]:
    """Lessons a fortnight apart, with supervision between the first two."""
    rows = [
        Planned(
            f"{year}.{group}.mvp-{n:02}",
            year,
            group,
            "mvp",
            f"mvp-{n:02}",
            first + timedelta(weeks=2 * n),
            time(10, 20),
        )
        for n in range(1, count + 1)
    ]
    return [*rows, Planned(f"{year}.{group}.mvp-01.s", year, group, "mvp", "", first + timedelta(weeks=3))]


@pytest.fixture
def other(tmp_path: Path, engine: Server | None) -> Iterator[Journal]:
    """The coordinator's log."""
    with log_at(tmp_path / "other", engine) as journal:
        yield journal


def school(journal: Journal, name: str = "Ekskolan", *groups: str) -> None:
    for code in groups or ("6B",):
        queries.save_group(journal, Group(code, 24, school=name))


def led_whole(journal: Journal, name: str = "Ekskolan") -> None:
    """A lesson led to its end."""
    school(journal, name)
    clock = HandClock()
    conductor = begin(journal, clock, group="6B")
    with suppress(NotNow):
        for _turn in range(300):
            clock.go(60)
            conductor.order(o.Next())
    conductor.order(o.End())
    assert journal.flush(PATIENCE_S)


def elsewhere(journal: Journal) -> list[tuple[Any, ...]]:
    table = schema.plan_elsewhere.c
    wanted = select(table.school, table.group, table.year, table.id, table.day).order_by(
        table.school, table.id
    )
    with journal.database.begin() as connection:
        return [tuple(row) for row in connection.execute(wanted)]


def plan_share(journal: Journal, **chosen: Any) -> tuple[float, float]:
    found = measures.figures(journal, Selection(**chosen), LATER)["plan"]
    return found.over, found.under


# --- it travels ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_that_held_of_planned_is_the_same_where_the_package_comes(tmp_path: Path, other: Journal) -> None:
    with laptop(tmp_path / "a") as own:
        led_whole(own)
        plans.keep_plan(own, YEAR, series())
        taken = merge.take_in_file(other, packed(own, tmp_path / "a.passpaket"))
        assert merge.counts([taken])["new"] == 2
        for chosen in ({}, {"year": YEAR}, {"school": "Ekskolan"}, {"group": "6B"}, {"programme": "mvp"}):
            assert plan_share(own, **chosen) == plan_share(other, **chosen) == (1, 3)
        assert plan_share(other, school="Bokskolan") == plan_share(other, year=2025) == (0, 0)
        for question in (
            partial(grid.cells, selection=Selection(), today=LATER), lambda log: sorted(looking.choices(log)),
            lambda log: measures.table(log, Selection(), LATER, ("school", "group", "programme", "lesson")),
        ):  # fmt: skip
            assert question(own) == question(other)
        assert planaccounts.plan_of(other, YEAR, "Ekskolan", "6B") == plans.plan(own, YEAR)
    assert merge.counts([merge.take_in_file(other, tmp_path / "a.passpaket")])["known"] == 2
    assert examine(other.database) == []


def test_that_the_longest_name_of_a_lesson_travels(tmp_path: Path, other: Journal) -> None:
    own_lesson = "egen-" + "a" * 43
    with laptop(tmp_path / "a") as own:
        school(own)
        row = Planned(f"{YEAR}.6B.{own_lesson}.s", YEAR, "6B", "egna", own_lesson, date(2026, 11, 2))
        plans.keep_plan(own, YEAR, [row])
        assert merge.take_in_file(other, packed(own, tmp_path / "a.passpaket")).trouble is None
    assert planaccounts.plan_of(other, YEAR, "Ekskolan", "6B") == (row,)


def test_that_the_newest_plan_stands_and_what_is_passed_keeps_its_name_alone(
    tmp_path: Path, other: Journal
) -> None:
    files: list[Path] = []
    with laptop(tmp_path / "a") as own:
        school(own)
        for count in (2, 3, 3, 0):
            plans.keep_plan(own, YEAR, series(count=count) if count else ())
            files.append(packed(own, tmp_path / f"{len(files)}.passpaket"))
        assert len(planaccounts.accounts(own)) == 3, "a plan that has not changed is not written down again"
        assert elsewhere(own) == []
    expected = (("new", 3), ("longer", 4), ("known", 4), ("longer", 0))
    for file, (case, rows) in zip(files, expected, strict=True):
        assert list(merge.take_in_file(other, file).sessions.values()) == [case]
        assert len(elsewhere(other)) == rows
    assert [one.rows is None for one in planaccounts.accounts(other)] == [True, True, False]
    before = content(other)
    for file in files:
        assert list(merge.take_in_file(other, file).sessions.values()) == ["known"]
    assert content(other) == before
    assert examine(other.database) == []


STAFFS = Planned(f"{YEAR}..personal-p1", YEAR, "", "personal", "personal-p1", date(2026, 8, 20))


def test_that_staff_and_groups_without_a_school_are_kept_apart_and_the_staff_is_in_no_measure(
    tmp_path: Path, other: Journal
) -> None:
    for name in "ab":
        with laptop(tmp_path / name) as own:
            staff = replace(STAFFS, day=date(2026, 8, 20 if name == "a" else 21))
            plans.keep_plan(own, YEAR, [*series(count=2 if name == "a" else 3), staff])
            merge.take_in_file(other, packed(own, tmp_path / f"{name}.passpaket"))
    assert conflicts.waiting(other) == []
    assert plan_share(other) == (0, 5)
    assert sorted(row[1] for row in elsewhere(other)) == ["", "", *["6B"] * 7]
    assert {one.group for one in looking.choices(other)} == {"6B"}
    assert {one.group for one in grid.cells(other, Selection(), LATER)} == {"6B"}


@pytest.mark.parametrize("theirs", [True, False])
def test_that_the_staff_of_a_school_has_one_plan_and_two_wait_for_a_choice(
    tmp_path: Path, other: Journal, theirs: bool
) -> None:
    for name in "abc":
        with laptop(tmp_path / name) as own:
            school(own, "Ekskolan", "6A" if name == "a" else "6B")
            plans.keep_plan(own, YEAR, [replace(STAFFS, day=date(2026, 8, 21 if name == "c" else 20))])
            merge.take_in_file(other, packed(own, tmp_path / f"{name}.passpaket"))
        assert len(conflicts.waiting(other)) == (name == "c"), "two that say the same agree"
    (one,) = conflicts.choices(other)
    assert one.title == "Plan · Personalen · Ekskolan · 2026/27"
    assert {"tors 20 aug", "fre 21 aug"} in [set(row[1:]) for row in one.rows]
    assert conflicts.settle(other, one.key, theirs=theirs)
    assert conflicts.waiting(other) == [], "nor is one asked twice over two that say the same"
    assert examine(other.database) == []


def test_that_a_plan_of_ones_own_staff_is_replaced_by_a_choice_alone(tmp_path: Path) -> None:
    with laptop(tmp_path / "a") as own, laptop(tmp_path / "b") as colleague:
        for log, day in ((own, 20), (colleague, 21)):
            school(log)
            plans.keep_plan(log, YEAR, [*series(), replace(STAFFS, day=date(2026, 8, day))])
        merge.take_in_file(own, packed(colleague, tmp_path / "b.passpaket"))
        assert [row.day.day for row in plans.plan(own, YEAR) if not row.group] == [20]
        (one,) = conflicts.choices(own)
        assert conflicts.settle(own, one.key, theirs=True)
        assert [row.day.day for row in plans.plan(own, YEAR) if not row.group] == [21]
        assert len(plans.plan(own, YEAR)) == 5


def test_that_a_plan_counts_what_its_own_school_led_in_its_own_year(tmp_path: Path, other: Journal) -> None:
    for name, where in (("a", "Ekskolan"), ("b", "Bokskolan"), ("c", ""), ("d", "")):
        with laptop(tmp_path / name) as own:
            queries.save_group(own, Group("6B", 24, school=where))
            if name in "ac":
                led_whole(own, where)
            for year in (YEAR, YEAR + 1):
                plans.keep_plan(own, year, series(year=year, first=date(year, 11, 2)))
            merge.take_in_file(other, packed(own, tmp_path / f"{name}.passpaket"))
    later = date(2028, 6, 1)
    found = measures.table(other, Selection(), later, ("school",))
    shares = {place: (one["plan"].over, one["plan"].under) for place, one in found.items()}
    assert shares == {("",): (1, 12), ("Bokskolan",): (0, 6), ("Ekskolan",): (1, 6)}
    assert measures.figures(other, Selection(year=YEAR + 1), later)["plan"].over == 0


def test_that_a_plan_of_ones_own_goes_before_one_that_came(tmp_path: Path, other: Journal) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        plans.keep_plan(own, YEAR, series())
        merge.take_in_file(other, packed(own, tmp_path / "a.passpaket"))
    assert plan_share(other) == (0, 3)
    school(other)
    plans.keep_plan(other, YEAR, series(count=2))
    assert plan_share(other) == (0, 2)
    assert len(planaccounts.plan_of(other, YEAR, "Ekskolan", "6B")) == 3
    plans.keep_plan(other, YEAR, ())
    assert plan_share(other) == (0, 3)


# --- it differs ---------------------------------------------------------------------------------------------------


def two_plans(folder: Path, other: Journal) -> tuple[Path, Path]:
    """Packages of two laptops that have planned the same group, both taken in."""
    found = []
    for name, count in (("a", 2), ("b", 3)):
        with laptop(folder / name) as own:
            school(own)
            plans.keep_plan(own, YEAR, series(count=count))
            found.append(packed(own, folder / f"{name}.passpaket"))
            merge.take_in_file(other, found[-1])
    return found[0], found[1]


def test_that_two_plans_for_one_group_wait_for_a_choice_that_travels(tmp_path: Path, other: Journal) -> None:
    files = two_plans(tmp_path, other)
    (one,) = conflicts.choices(other)
    assert one.kind == "plan"
    assert one.title == "Plan · 6B · Ekskolan · 2026/27"
    (line,) = (row[1:] for row in one.rows if row[0] == "mvp-03")
    assert set(line) == {"–", "mån 14 dec 10.20"}
    standing = len(elsewhere(other))
    assert conflicts.settle(other, one.key, theirs=True)
    assert len(elsewhere(other)) == 7 - standing
    assert not conflicts.settle(other, one.key, theirs=True)
    assert conflicts.waiting(other) == []
    state = content(other)
    for file in files:
        assert list(merge.take_in_file(other, file).sessions.values()) == ["known"]
    assert content(other) == state
    with laptop(tmp_path / "county") as county:
        for file in (*files, packed(other, tmp_path / "town.passpaket")):
            merge.take_in_file(county, file)
        assert conflicts.waiting(county) == []
        assert elsewhere(county) == elsewhere(other)
    assert examine(other.database) == []


@pytest.mark.parametrize("theirs", [True, False])
def test_that_a_plan_of_ones_own_is_never_replaced_without_a_choice(tmp_path: Path, theirs: bool) -> None:
    with laptop(tmp_path / "a") as own, laptop(tmp_path / "b") as colleague:
        for journal, count in ((own, 2), (colleague, 3)):
            school(journal)
            plans.keep_plan(journal, YEAR, series(count=count))
        file = packed(colleague, tmp_path / "b.passpaket")
        assert merge.counts([merge.take_in_file(own, file, only_look=True)])["conflicting"] == 1
        assert merge.counts([merge.take_in_file(own, file)])["conflicting"] == 1
        assert len(plans.plan(own, YEAR)) == 3
        assert plan_share(own) == (0, 2)
        (one,) = conflicts.choices(own)
        assert one.here
        assert (one.rows[1][1], one.rows[1][2]) == ("3", "4")
        assert conflicts.settle(own, one.key, theirs=theirs)
        assert len(plans.plan(own, YEAR)) == (4 if theirs else 3)
        assert plan_share(own) == (0, 3 if theirs else 2)
        assert conflicts.waiting(own) == []
        assert examine(own.database) == []
        back = packed(own, tmp_path / "a.passpaket")
        assert merge.counts([merge.take_in_file(colleague, back)])["conflicting"] == 0
        assert len(plans.plan(colleague, YEAR)) == 4, "it is the colleague's own"
        packed(colleague, tmp_path / "b.passpaket")
        assert conflicts.waiting(colleague) == []


def test_that_a_plan_changed_since_it_was_shown_is_shown_again(tmp_path: Path) -> None:
    with laptop(tmp_path / "a") as own, laptop(tmp_path / "b") as colleague:
        for journal, count in ((own, 2), (colleague, 3)):
            school(journal)
            plans.keep_plan(journal, YEAR, series(count=count))
        merge.take_in_file(own, packed(colleague, tmp_path / "b.passpaket"))
        (one,) = conflicts.choices(own)
        plans.keep_plan(own, YEAR, series(count=1))
        assert not conflicts.settle(own, one.key, theirs=True)
        assert len(plans.plan(own, YEAR)) == 2
        (again,) = conflicts.choices(own)
        assert again.rows[1][1] == "2"
        assert conflicts.settle(own, again.key, theirs=True)
        assert plans.plan(own, YEAR) == planaccounts.plan_of(colleague, YEAR, "Ekskolan", "6B")


def test_that_a_copied_log_that_plans_in_two_places_is_a_conflict(tmp_path: Path, other: Journal) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        plans.keep_plan(own, YEAR, series(count=2))
        merge.take_in_file(other, packed(own, tmp_path / "0.passpaket"))
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    for name, count in (("a", 3), ("b", 1)):
        with laptop(tmp_path / name) as own:
            plans.keep_plan(own, YEAR, series(count=count))
            merge.take_in_file(other, packed(own, tmp_path / f"{name}.passpaket"))
    (one,) = conflicts.choices(other)
    assert one.same == 1


# --- any order ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files() -> Iterator[list[Path]]:
    """Packages of three laptops: plans that grow, differ, are emptied, chosen between and carried on by a town."""
    with folder_in_memory() as folder:
        found = []
        with laptop(folder / "a") as a, laptop(folder / "b") as b, laptop(folder / "town") as town:
            school(a, "Ekskolan", "6A", "6B")
            school(b, "Ekskolan", "6B")
            school(b, "Bokskolan", "6C")
            for turn, (log, group, count) in enumerate(
                (
                    (a, "6A", 1),
                    (a, "6B", 2),
                    (b, "6C", 1),
                    (b, "6B", 3),
                    (a, "6A", 3),
                    (b, "6C", 0),
                    (a, "6B", 1),
                )
            ):
                rest = [row for row in plans.plan(log, YEAR) if row.group != group]
                plans.keep_plan(log, YEAR, [*rest, *(series(group, count) if count else ())])
                found.append(packed(log, folder / f"{turn}.passpaket"))
            for turn, file in enumerate(found[:4]):
                merge.take_in_file(town, file)
                found.append(packed(town, folder / f"town-{turn}.passpaket"))
            (one,) = conflicts.choices(town)
            conflicts.settle(town, one.key, theirs=True)
            found.append(packed(town, folder / "town-chosen.passpaket"))
        yield found


@pytest.mark.slow
@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_that_any_order_and_any_number_of_times_gives_the_same_log(
    files: list[Path], engine: Server | None, seed: int
) -> None:
    chance, found = Random(seed), []
    with folder_in_memory() as folder:
        for name in ("c", "d"):
            order = [*files, *(chance.choices(files, k=4) if name == "d" else ())]
            chance.shuffle(order)
            with log_at(folder / name, engine) as log:
                assert all(merge.take_in_file(log, file).trouble is None for file in order)
                assert examine(log.database) == []
                found.append((content(log), elsewhere(log), conflicts.waiting(log)))
    assert found[0] == found[1]
    assert len(found[0][2]) == 1, "what the first school planned since the choice"


# --- what is not ours ---------------------------------------------------------------------------------------------


def changed(
    head: dict[str, Any], members: dict[str, bytes], change: Callable[[dict[str, Any]], None]
) -> None:
    """The last account of a package altered by somebody who knows how it is sealed."""
    lines = [json.loads(line) for line in members[PLANS].decode().splitlines()]
    change(lines[-1])
    members[PLANS] = "".join(canonical(line) + "\n" for line in lines).encode()
    head["counts"]["plans"] = len(lines)


def resealed(line: dict[str, Any], **more: Any) -> None:
    line |= more
    try:
        place = Place(*(line[name] for name in Place._fields))
        rows = tuple(
            Planned(own, place.year, place.group, kind, lesson, date.fromisoformat(day))
            for own, kind, lesson, day, _at in line["rows"] or ()
        )
    except ValueError:
        return
    contents = contents_of(rows) if line["rows"] is not None else line["contents"]
    line["contents"] = contents
    one = sealed(
        replace(
            _any(),
            place=place,
            contents=contents,
            **{n: line[n] for n in ("number", "previous", "set_aside", "wall", "device")},
        )
    )
    line["hash"] = one.hash


def _any() -> Any:
    from facilitator.journal.yearplan.planvalues import PlanAccount

    return PlanAccount(
        place=Place("", "", YEAR, ""), number=1, previous="", set_aside="", wall="", device="", contents="", rows=None, hash=""
    )  # fmt: skip


ROW = ["2026.6B.mvp-01", "mvp", "mvp-01", "2026-11-16", ""]


@cache
def planned() -> bytes:
    """A package with a lesson and a plan."""
    with folder_in_memory() as folder, laptop(folder / "a") as own:
        led(own)
        plans.keep_plan(own, YEAR, series())
        return packed(own, folder / "a.passpaket").read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        {"rows": [["2026.6B.mvp-01", "mvp", "Kim K", "2026-11-16", ""]]},
        {"rows": [["Kim", "mvp", "mvp-01", "2026-11-16", ""]]},
        {"rows": [["2026.6B.mvp-01", "mvp", "mvp-01", "2028-11-16", ""]]},
        {"rows": [ROW, ROW]},
        {"rows": None},
        {"group": "Kim K"},
        {"group": ""},
        {"school": "Ekskolan\n"},
        {"school": ""},
        {"laptop": "0" * 32},
        {"year": 1900},
        {"year": True},
        {"number": 0},
        {"number": 2},
        {"number": 2, "previous": "0" * 64},
        {"set_aside": "0" * 64},
        {"wall": "i går"},
        {"wall": "2026-11-16T10:00:00"},
        {"device": "dator"},
    ],
)
def test_that_a_package_with_a_plan_that_cannot_be_is_refused_whole(
    tmp_path: Path, other: Journal, change: dict[str, Any]
) -> None:
    file = tmp_path / "a.passpaket"
    file.write_bytes(planned())
    rewrite(file, partial(changed, change=lambda line: resealed(line, **change)))
    taken = merge.take_in_file(other, file)
    assert taken.trouble is not None
    assert taken.trouble.kind is Trouble.DAMAGED
    assert queries.sessions(other) == []
    assert elsewhere(other) == []


@pytest.mark.parametrize(
    "change", [{"wall": "2026-11-16T10:00:01Z"}, {"hash": "0" * 64}, {"contents": "0" * 64}, {"why": ""}]
)
def test_that_an_account_that_is_not_sealed_so_is_refused(
    tmp_path: Path, other: Journal, change: dict[str, Any]
) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        plans.keep_plan(own, YEAR, series())
        file = packed(own, tmp_path / "a.passpaket")
    rewrite(file, partial(changed, change=lambda line: line.update(change)))
    assert merge.take_in_file(other, file).trouble is not None
    assert planaccounts.accounts(other) == []


def test_that_rows_that_have_been_passed_are_let_go_of_also_when_a_package_holds_them(
    tmp_path: Path, other: Journal
) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        plans.keep_plan(own, YEAR, series(count=1))
        planaccounts.write_down(own, HandClock().wall())
        (first,) = planaccounts.accounts(own)
        plans.keep_plan(own, YEAR, series(count=2))
        file = packed(own, tmp_path / "a.passpaket")

    def with_rows(head: dict[str, Any], members: dict[str, bytes]) -> None:
        _slim, last = members[PLANS].decode().splitlines()
        members[PLANS] = f"{canonical(to_plain(first))}\n{last}\n".encode()

    merge.take_in_file(other, file)
    before = content_of(other)
    with laptop(tmp_path / "third") as third:
        assert merge.take_in_file(third, rewrite(file, with_rows)).trouble is None
        assert content_of(third) == before


def content_of(journal: Journal) -> list[dict[str, Any]]:
    return [to_plain(one) for one in planaccounts.accounts(journal)]


def older(head: dict[str, Any], members: dict[str, bytes]) -> None:
    for member, name in ((PLANS, "plans"), (BREAKS, "breaks")):
        del members[member], head["counts"][name]
    head["schema"] = 2


def newer(head: dict[str, Any], _members: dict[str, bytes]) -> None:
    head["schema"] = passpaket.SESSIONS.schema + 1


def test_that_a_package_from_before_plans_is_taken_in_and_a_newer_one_refused(
    tmp_path: Path, other: Journal
) -> None:
    with laptop(tmp_path / "a") as own:
        led(own)
        plans.keep_plan(own, YEAR, series())
        file = packed(own, tmp_path / "a.passpaket")
    old = tmp_path / "gammalt.passpaket"
    old.write_bytes(file.read_bytes())
    assert list(merge.take_in_file(other, rewrite(old, older)).sessions.values()) == ["new"]
    assert elsewhere(other) == []
    assert merge.counts([merge.take_in_file(other, file)]) == {
        "new": 1,
        "longer": 0,
        "known": 1,
        "conflicting": 0,
    }
    assert len(elsewhere(other)) == 4
    taken = merge.take_in_file(other, rewrite(file, newer))
    assert taken.trouble is not None
    assert taken.trouble.kind is Trouble.TOO_NEW


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (schema.plan_version, {"wall": "2026-01-01T00:00:00Z"}), (schema.plan_version, {"rows": "[]"}),
        (schema.plan_elsewhere, {"day": "2026-12-24"}),
    ],
)  # fmt: skip
def test_that_what_is_altered_is_found(
    tmp_path: Path, other: Journal, table: Any, values: dict[str, str]
) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        plans.keep_plan(own, YEAR, series())
        merge.take_in_file(other, packed(own, tmp_path / "a.passpaket"))
    assert examine(other.database) == []
    with other.database.writing() as connection:
        connection.execute(update(table).values(values))
    assert [finding.text for finding in examine(other.database)] == [
        "En plan som går mellan datorer har ändrats."
    ]


@pytest.mark.parametrize(
    "change",
    [{"previous": {}}, {"previous": None}, {"set_aside": []}, {"place": Place("Ekskolan", {}, YEAR, "6B")}],  # type: ignore[arg-type]
)
def test_that_an_account_that_no_program_writes_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        plans.keep_plan(own, YEAR, series())
        planaccounts.write_down(own, HandClock().wall())
        one = planaccounts.accounts(own)[0]
    assert from_plain(to_plain(one)) == one
    with pytest.raises(NotAPlan):
        from_plain(to_plain(sealed(replace(one, **change))))


def test_that_an_account_says_the_same_when_it_has_travelled(tmp_path: Path) -> None:
    with laptop(tmp_path / "a") as own:
        plans.keep_plan(own, YEAR, series())
        planaccounts.write_down(own, HandClock().wall())
        (one,) = planaccounts.accounts(own)
    assert from_plain(json.loads(canonical(to_plain(one)))) == one


# --- removed by decision ------------------------------------------------------------------------------------------


def test_that_a_plan_removed_by_decision_does_not_come_back(tmp_path: Path) -> None:
    with laptop(tmp_path / "a") as own, laptop(tmp_path / "b") as all_of_them:
        school(own)
        plans.keep_plan(own, YEAR, series())
        plans.keep_plan(own, YEAR + 1, series(year=YEAR + 1, first=date(2027, 9, 6)))
        file = packed(own, tmp_path / "a.passpaket")
        merge.take_in_file(all_of_them, file)
        rule = replace(RULE, kinds=frozenset({"plan"}))
        for log, left in ((own, 0), (all_of_them, 4)):
            told = retention.look(log, rule, TODAY)
            assert told.falling.counts["planned"] == 4
            done = retention.carry_out(log, told, tmp_path / f"ut-{left}", TODAY)
            listed = done.protocol.with_suffix(".csv").read_text(encoding="utf-8-sig").splitlines()
            assert [line.split(";")[:3] for line in listed[1:]] == [["plan", "2026/27", "Ekskolan"]]
            assert sorted(merge.take_in_file(log, file).sessions.values()) == ["known", "removed"]
            assert {row[2] for row in elsewhere(log)} <= {YEAR + 1}
            assert len(elsewhere(log)) == left
            assert examine(log.database) == []
        assert plans.plan(own, YEAR) == ()
        assert len(plans.plan(own, YEAR + 1)) == 4
        packed(own, tmp_path / "sedan.passpaket")
        assert {one.place.year for one in planaccounts.accounts(own)} == {YEAR + 1}


@pytest.mark.parametrize("year", [1969, 2110, 2261])
def test_that_a_plan_made_while_the_clock_was_wrong_keeps_no_package_out(
    tmp_path: Path, other: Journal, year: int
) -> None:
    with laptop(tmp_path / "a") as own:
        school(own)
        led_whole(own)
        plans.keep_plan(own, year, series(first=date(year, 11, 2), year=year))
        plans.keep_breaks(own, year, suggested(year))
        package = packed(own, tmp_path / "a.passpaket")
    merge.take_in_file(other, package)
    (account,) = planaccounts.accounts(other)
    assert account.place.year == year
    (closed,) = breakaccounts.accounts(other)
    assert closed.breaks == suggested(year)
    assert examine(other.database) == []
