"""The command plan: what is planned, as a list, as JSON and as a calendar file."""

import json
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator import cli
from facilitator.exchange.packages import merge
from facilitator.journal import open_journal, queries
from facilitator.journal.yearplan import plans
from facilitator.planning.groups import Group
from facilitator.planning.year import Planned, without
from facilitator.session import orders as o
from tests.builders import begin, script
from tests.exchange.laptops import laptop, packed
from tests.patience import PATIENCE_S
from tests.planning.yearbuilder import YEAR, series


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A log with a plan for two groups; 6A lacks its third lesson."""
    folder = tmp_path / "data"
    journal = open_journal(folder, second_place=tmp_path)
    rows = without((*series(), *series(group="6A")), "2026.6A.mvp-03")
    plans.keep_plan(journal, YEAR, rows)
    journal.close()
    return folder


def run(data: Path, *arguments: str | Path) -> int:
    return cli.run(["--data", str(data), "plan", "--year", str(YEAR), *map(str, arguments)])


def test_that_the_plan_is_listed_with_what_to_look_at(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "--group", "6A") == cli.DONE
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Läsår 2026/27"
    assert said[1].startswith("2026-08-31  6A  MVP 1 MVP och åskådarperspektivet")
    assert said[2].startswith("2026-09-07  6A  Handledning")
    assert "    Gruppen bör ha haft MVP 3 först." in said
    assert not any("6B" in line for line in said)


def test_that_the_plan_is_told_as_json(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "--json") == cli.DONE
    answer = json.loads(capsys.readouterr().out)
    assert answer["year"] == YEAR
    assert len(answer["plan"]) == 41
    first = answer["plan"][0]
    assert (first["day"], first["time"], first["lesson"], first["programme"]) == (
        "2026-08-31",
        "",
        "mvp-01",
        "mvp",
    )
    assert any(row["doubts"] == ["language"] for row in answer["plan"])


def test_that_a_calendar_file_is_written(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "år.ics"
    assert run(data, "--group", "6B", "--ics", file) == cli.DONE
    assert f"21 tillfällen i {file}" in capsys.readouterr().out
    assert file.read_bytes().count(b"BEGIN:VEVENT\r\n") == 21
    assert run(data, "--ics", tmp_path / "borta" / "djupare" / "x.ics") == cli.REFUSED
    assert "borta" in capsys.readouterr().err


def test_that_an_empty_year_says_where_to_plan(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "--staff") == cli.DONE
    assert "Planera på sidan Läsår." in capsys.readouterr().out


@pytest.mark.parametrize("year", ["1999", "9999", "²026", "26", "2026.5"])
def test_that_a_year_that_is_none_is_refused(
    data: Path, year: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.run(["--data", str(data), "plan", "--year", year])
    assert left.value.code == cli.WRONG_USAGE
    assert "2026" in capsys.readouterr().err


@pytest.mark.parametrize(("school", "state"), [("Björkskolan", "late"), ("Ekskolan", "held")])
def test_that_what_another_schools_group_of_the_same_code_has_had_is_not_held_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], school: str, state: str
) -> None:
    with laptop(tmp_path / "there") as there:
        queries.save_group(there, Group("6B", 24, school=school))
        conductor = begin(there)
        while not conductor.session.complete:
            conductor.order(o.Next() if conductor.session.step < 11 else o.End())
        assert there.flush(PATIENCE_S)
        package = packed(there, tmp_path / "där.passpaket")
    with laptop(tmp_path / "here") as here:
        queries.save_group(here, Group("6B", 24, school="Ekskolan"))
        lesson = script().lesson
        plans.keep_plan(here, YEAR, [Planned("a", YEAR, "6B", lesson.programme, lesson.id, date(YEAR, 9, 1))])
        assert merge.take_in_file(here, package).trouble is None
    assert run(tmp_path / "here", "--json") == cli.DONE
    (row,) = json.loads(capsys.readouterr().out)["plan"]
    assert row["state"] == state
    paper = tmp_path / "år.pdf"
    assert cli.run(["--data", str(tmp_path / "here"), "print", "year", "--out", str(paper)]) == cli.DONE
    assert ("1 av 1 pass" in PdfReader(paper).pages[0].extract_text()) is (state == "held")
