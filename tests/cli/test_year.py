"""The command plan: what is planned, as a list, as JSON and as a calendar file."""

import json
from pathlib import Path

import pytest

from facilitator import cli
from facilitator.journal import open_journal, plans
from facilitator.planning.year import without
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
