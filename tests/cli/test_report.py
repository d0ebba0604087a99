"""The commands that hand on what the log tells: a spreadsheet and reports."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator import cli, settings
from tests.exchange.laptops import laptop, led


def test_that_the_log_goes_into_a_spreadsheet_with_its_counts_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "logg.xlsx"
    assert cli.run(["--data", str(tmp_path / "data"), "export", "--xlsx", str(file), "--json"]) == cli.DONE
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"file": str(file), "rows": {"sessions": 0, "steps": 0}, "running": 0}
    with zipfile.ZipFile(file) as parts:
        assert parts.testzip() is None
    assert cli.run(["--data", str(tmp_path / "data"), "export", "--xlsx", str(file)]) == cli.DONE
    assert "Inga elevuppgifter" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["board", "school", "group", "leader"])
def test_that_a_report_of_an_empty_log_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    file = tmp_path / "rapport.pdf"
    asked = ["--data", str(tmp_path / "data"), "report", kind, "--out", str(file)]
    assert cli.run(asked) == cli.DONE
    assert str(file) in capsys.readouterr().out
    (page,) = PdfReader(file).pages
    assert "Det finns inget att redovisa än" in page.extract_text()


def test_that_a_report_has_the_name_of_a_school_that_the_log_knows_by_its_code(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "rapport.pdf"
    with laptop(data) as journal:
        led(journal, school="EK", began=datetime.now(UTC))
    chosen = settings.Settings(data)
    for name, told in (("", "EK"), ("Ekskolan", "Ekskolan")):
        chosen.change(settings.SCHOOL_CODE, "EK")
        chosen.change(settings.SCHOOL_NAME, name)
        for kind in ("school", "group"):
            assert (
                cli.run(["--data", str(data), "report", kind, "--school", "EK", "--out", str(file)])
                == cli.DONE
            )
            (page,) = PdfReader(file).pages
            found = page.extract_text()
            assert (told in found, "Ekskolan" in found) == (True, told == "Ekskolan")


def test_that_a_folder_in_the_way_of_a_report_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--data", str(tmp_path / "data"), "report", "leader", "--out", str(tmp_path)]
    assert cli.run(asked) == cli.REFUSED
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize(
    "begins", [["report"], ["central", "--db", "postgresql://ingen@127.0.0.1:1/x", "report"]]
)
@pytest.mark.parametrize(
    ("kind", "option", "can"),
    [
        ("board", "--school", "report school, report group"), ("board", "--group", "report group"),
        ("school", "--group", "report group"), ("leader", "--school", "report school, report group"),
        ("leader", "--group", "report group"),
    ],
)  # fmt: skip
def test_that_a_report_is_not_drawn_of_more_than_was_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], begins: list[str], kind: str, option: str, can: str
) -> None:
    if begins[0] == "central" and kind == "leader":
        return
    file = tmp_path / "rapport.pdf"
    asked = ["--data", str(tmp_path / "data"), *begins, kind, option, "6B", "--out", str(file)]
    assert cli.run(asked) == cli.WRONG_USAGE
    said = capsys.readouterr().err
    assert f"”report {kind}” kan inte avgränsas med {option}. Det kan: {can}." in said
    assert not file.exists()
