"""Every figure is the same whether the log is a file or stands on a server: type, order and last digit."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest

from facilitator.cli import run as command
from facilitator.content.library import Library
from facilitator.exchange import reportdata, reporting
from facilitator.exchange.packages import merge
from facilitator.exchange.reporting import Wanted
from facilitator.exchange.sheets import xlsx
from facilitator.journal import latest, queries
from facilitator.journal.figures import conditions, counts, grid, looking, measures, spread
from facilitator.journal.figures.selection import Selection
from facilitator.journal.log import Log
from facilitator.journal.server.central import open_central
from facilitator.journal.yearplan import plans
from facilitator.planning.groups import Group
from facilitator.planning.year import Planned
from tests import ownlessons
from tests.builders import START
from tests.engines import Server
from tests.exchange.laptops import laptop, packed
from tests.journal.led import lead
from tests.quick import folder_in_memory

TODAY = START.date() + timedelta(days=300)
SESSIONS, YEAR = 40, 2026
SELECTIONS = (
    Selection(), Selection(year=2026), Selection(year=2027), Selection(school="Ekskolan"), Selection(group="6B"),
    Selection(school="Bokskolan", group="6B", programme="mvp"), Selection(programme="taget"),
)  # fmt: skip
Question = Callable[[Log, Selection], Any]


def by(places: tuple[measures.By, ...], log: Log, chosen: Selection) -> Any:
    return measures.table(log, chosen, TODAY, places)


def answers(asked: spread.Asked, log: Log, chosen: Selection) -> Any:
    return spread.answers(log, chosen, asked)


BY: tuple[measures.By, ...] = get_args(measures.By)
QUESTIONS: dict[str, Question] = {
    **{f"by {places}": partial(by, places) for size in range(len(BY) + 1) for places in combinations(BY, size)},
    **{f"answers to {asked}": partial(answers, asked) for asked in get_args(spread.Asked)},
    "reached": spread.reached,
    "most present": spread.most_present,
    "groups answering": lambda log, chosen: [spread.groups_answering(log, chosen, asked) for asked in get_args(spread.Asked)],
    "names": lambda log, _chosen: latest.lesson_names(log, ["mvp-02", "mvp-03", "hamn-1"]),
    "conditions": conditions.conditions,
    "steps": spread.steps,
    "grid": lambda log, chosen: grid.cells(log, chosen, TODAY),
    "statements": counts.statements,
    "newest": lambda log, chosen: [row.session for row in looking.newest(log, chosen)[0]],
    "halves": lambda log, chosen: sorted(looking.halves(log, chosen, "mvp-03").items()),
    "choices": lambda log, _chosen: sorted(looking.choices(log)),
    "shortened": lambda log, _chosen: sorted(looking.cut_short(log, [row.session for row in queries.sessions(log)]).items()),
    "latest": lambda log, chosen: sorted(map(repr, latest.latest(log, {("6B", "Ekskolan")}, chosen.year))),
    "sums": lambda log, _chosen: latest.sums(log, {("6B", "Ekskolan")}, "2026-08-01", "2027-08-01"),
    "schools": lambda log, _chosen: latest.schools(log),
}  # fmt: skip


@pytest.fixture(scope="module")
def both(server: Server) -> Iterator[tuple[Log, Log, str]]:
    """A coordinator's file and a shared log with the same packages in them, and the address of the second."""
    random = Random(7)
    with folder_in_memory() as folder, server.database() as url:
        with laptop(folder / "school") as school:
            for turn in range(SESSIONS):
                lead(school, random, turn * 6)
            queries.save_group(school, Group("6B", 24, school="Ekskolan"))
            for year in (YEAR, YEAR + 1):
                plans.keep_plan(school, year, planned(school, year))
            file = packed(school, folder / "a.passpaket")
        # the coordinator's file and the server hold the plan as one that came from elsewhere
        with laptop(folder / "all") as everything, closing(open_central(url, make=True)) as central:
            for log in (everything, central):
                assert merge.take_in_file(log, file).trouble is None
            yield everything, central, url


def planned(school: Log, year: int) -> list[Planned]:
    """For every group what it has had in the year, and more."""
    had = {(row.group, row.programme, row.lesson) for row in queries.sessions(school) if row.group}
    days = (date(year, 9, 7) + timedelta(days=n) for n in range(200))
    return [
        Planned(f"{year}.{group}.{lesson}{more}", year, group, programme, lesson, next(days))
        for group, programme, lesson in sorted(had)
        for more in ("", ".2")
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_that_a_question_has_the_same_answer(both: tuple[Log, Log, str], question: str) -> None:
    ask = QUESTIONS[question]
    in_file, on_server = ([repr(ask(log, chosen)) for chosen in SELECTIONS] for log in both[:2])
    assert on_server == in_file
    assert len(in_file[0]) > 5


@pytest.fixture(scope="module")
def library() -> Library:
    return ownlessons.library(TODAY)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(kind="board", year=YEAR, today=TODAY),
        Wanted(kind="school", year=YEAR, today=TODAY, school="Ekskolan"),
        Wanted(kind="group", year=YEAR, today=TODAY, group="6B"),
    ],
    ids=str,
)
def test_that_a_report_is_the_same_to_the_byte(
    both: tuple[Log, Log, str], library: Library, wanted: Wanted
) -> None:
    in_file, on_server = (reporting.drawn(log, library, wanted) for log in both[:2])
    assert on_server == in_file


def test_that_what_a_board_reads_rests_on_the_same_numbers(both: tuple[Log, Log, str]) -> None:
    in_file, on_server = (repr(reportdata.board(log, YEAR, TODAY)) for log in both[:2])
    assert on_server == in_file
    assert "Decimal" not in on_server


def test_that_a_spreadsheet_is_the_same_to_the_byte(both: tuple[Log, Log, str], tmp_path: Path) -> None:
    for number, log in enumerate(both[:2]):
        xlsx.export(log, tmp_path / f"{number}.xlsx", date(2027, 1, 1))
    assert (tmp_path / "0.xlsx").read_bytes() == (tmp_path / "1.xlsx").read_bytes()


def test_that_reports_and_the_spreadsheet_come_by_command(
    both: tuple[Log, Log, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rektorn.pdf"
    asked = ["central", "--db", both[2], "report", "school", "--school", "Ekskolan", "--year", str(YEAR)]
    assert command([*asked, "--out", str(file)]) == 0
    assert file.read_bytes().startswith(b"%PDF")
    assert command(["central", "--db", both[2], "export", "--xlsx", str(tmp_path / "logg.xlsx")]) == 0
    assert (tmp_path / "logg.xlsx").read_bytes().startswith(b"PK")
    assert "logg.xlsx" in capsys.readouterr().out


def test_that_plans_that_came_with_packages_are_counted(both: tuple[Log, Log, str]) -> None:
    share = measures.figures(both[1], Selection(year=YEAR), TODAY)["plan"]
    assert 0 < share.over < share.under
    assert {cell.school for cell in grid.cells(both[1], Selection(), TODAY) if cell.planned} == {
        "Ekskolan",
        "Bokskolan",
    }
