"""The command that writes a lesson as one HTML file: what it writes, and what it refuses."""

import json
from pathlib import Path

import pytest

from facilitator import cli
from facilitator.settings import FILE_NAME


def test_that_a_lesson_becomes_one_file_with_the_schools_own_contacts_in_the_length_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"name": "Kurator", "reach": "rum 214", "audience": "Alla på skolan", "checked": "2026-10-01"}
    (tmp_path / FILE_NAME).write_text(json.dumps({"contacts": [row]}), encoding="utf-8")
    file = tmp_path / "pass.html"
    arguments = ["reserve", "moten-mentorer", "--out", str(file)]
    assert cli.run(["--data", str(tmp_path), *arguments]) == cli.DONE
    told = capsys.readouterr().out
    assert told.startswith(f"Sparad: {file} (")
    assert told.endswith(" MB)\n")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "rum 214" in text


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["reserve", "mvp-03"], cli.WRONG_USAGE, "--out"),
        (["reserve", "mvp-3", "--out", "x.html"], cli.NOT_IN_ORDER, "mvp-03"),
        (["reserve", "mvp-03", "--out", "x.html", "--length", "45"], cli.NOT_IN_ORDER, "40, 50, 60"),
        (["reserve", "moten-abc", "--out", "ingen/här/x.html"], cli.REFUSED, "ingen"),
    ],
)
def test_that_a_refusal_says_what_to_do_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], code: int, told: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert cli.run(arguments) == code
    assert told in capsys.readouterr().err
    assert list(tmp_path.rglob("*.html")) == []
