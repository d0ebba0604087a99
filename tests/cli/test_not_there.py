"""What is asked for by its name and is not there: one answer and one exit code, whatever it is and whichever command."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import cli, i18n
from facilitator.cli.parser import build_parser
from facilitator.journal.queries import save_group
from facilitator.planning.groups import Group
from tests.exchange.laptops import laptop

NAMES = frozenset({
    "lesson", "subject", "length", "map", "group", "id", "school", "screen", "backup", "file", "files", "folder", "places", "paths",
    "sha256",
})  # fmt: skip
"""What arguments are called that name something to be looked at, read or brought back."""
ELSEWHERE = {
    ("move", "folder"): "where to",
    ("take", "files"): "the window tells of them",
    ("central import", "places"): "as for merge, in the suite of the shared log",
    ("central report", "group"): "the same function as report",
    ("central report", "school"): "the same function as report",
    ("central retention", "group"): "the same function as retention",
    ("central retention", "school"): "the same function as retention",
}
DECIDED = ("--decision", "BUN 2026/5", "--decided", "2026-03-02")
CASES: list[tuple[tuple[str, str], list[str], str]] = [
    (("check", "paths"), ["check", "nope"], "(nope)"),
    (("check", "sha256"), ["check", "--sha256", "nope"], "(nope)"),
    (("render", "lesson"), ["render", "MVP-01", "OUT/r"], "Närmast: mvp-01"),
    (("render", "map"), ["render", "--map", "mpv", "OUT/karta.pdf"], "Det här finns: mvp"),
    (("rehearse", "lesson"), ["rehearse", "mvp-99"], "lessons” visar alla"),
    (("reserve", "lesson"), ["reserve", "mvp-99", "--out", "OUT/a.html"], "lessons” visar alla"),
    (("reserve", "length"), ["reserve", "mvp-03", "--out", "OUT/a.html", "--length", "7"], "för 40, 50, 60 minuter"),
    (("print", "subject"), ["print", "guide", "nope", "--out", "OUT/a.pdf"], "lessons” visar alla"),
    (("print", "subject"), ["print", "handbook", "mpv", "--out", "OUT/a.pdf"], "Närmast: mvp"),
    (("print", "subject"), ["print", "scenario", "nope", "--out", "OUT/a.pdf"], "inget pass ”nope”"),
    (("print", "subject"), ["print", "support-poster", "99", "--out", "OUT/a.pdf"], "inget pass ”99”"),
    (("print", "subject"), ["print", "year", "NOPE", "--out", "OUT/a.pdf"], "inget om NOPE"),
    (("print", "subject"), ["print", "agreement", "NOPE", "--out", "OUT/a.pdf"], "Det här finns: 6B"),
    (("print", "length"), ["print", "pack", "mvp-03", "--out", "OUT/a.pdf", "--length", "7"], "för 40, 50, 60 minuter"),
    (("handover", "group"), ["handover", "NOPE"], "ingen grupp NOPE"),
    (("receive", "file"), ["receive", "nope.passpaket"], "(nope.passpaket)"),
    (("report", "group"), ["report", "group", "--group", "NOPE", "--out", "OUT/a.pdf"], "inget om NOPE"),
    (("report", "group"), ["report", "group", "--group", "6C", "--school", "Ekskolan", "--out", "OUT/a.pdf"], "inget om 6C på Ekskolan."),
    (("report", "school"), ["report", "group", "--group", "6B", "--school", "Eksk", "--out", "OUT/a.pdf"], "inget om Eksk."),
    (("report", "school"), ["report", "school", "--school", "Eksk", "--out", "OUT/a.pdf"], "Närmast: Ekskolan"),
    (("plan", "group"), ["plan", "--group", "NOPE"], "inget om NOPE"),
    (("import", "folder"), ["import", "nope"], "(nope)"),
    (("merge", "places"), ["merge", "nope.passpaket"], "(nope.passpaket)"),
    (("packs add", "file"), ["packs", "add", "nope.passinnehall"], "(nope.passinnehall)"),
    (("packs diff", "file"), ["packs", "diff", "nope.passinnehall"], "(nope.passinnehall)"),
    (("packs make", "folder"), ["packs", "make", "nope", "--out", "OUT/a.passinnehall"], "(nope)"),
    (("packs remove", "id"), ["packs", "remove", "nope"], "inget innehållspaket ”nope”"),
    (("restore", "backup"), ["restore", "nope.db"], "(nope.db)"),
    (("retention", "group"), ["retention", *DECIDED, "--group", "NOPE"], "inget om NOPE"),
    (("retention", "school"), ["retention", *DECIDED, "--school", "Eksk"], "Närmast: Ekskolan"),
    (("", "screen"), ["--screen", "Kylskåp", "screens"], "heter Kylskåp"),
]  # fmt: skip
JSON = frozenset({"check", "plan", "merge", "restore", "retention"})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    i18n.set_language("sv")
    with laptop(tmp_path / "data") as journal:
        save_group(journal, Group(code="6B", people=24, school="Ekskolan"))
    return tmp_path / "data"


def taken(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, str]]:
    """Every command with the name of each of its arguments."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command, below in action.choices.items():
                yield from taken(below, f"{name} {command}".strip())
        else:
            yield name, action.dest


def test_that_every_argument_that_names_something_is_tried() -> None:
    asked = {one for one in taken(build_parser()) if one[1] in NAMES}
    assert asked == {one for one, _command, _words in CASES} | set(ELSEWHERE)


@pytest.mark.parametrize(("_argument", "command", "words"), CASES, ids=[" ".join(case[1]) for case in CASES])
def test_that_it_is_told_as_what_it_is(
    _argument: tuple[str, str], command: list[str], words: str, data: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    asked = ["--data", str(data), *(word.replace("OUT", str(tmp_path)) for word in command)]
    assert cli.run(asked) == cli.NOT_IN_ORDER
    said = capsys.readouterr()
    assert words in said.err
    assert "innehållet" not in said.err
    assert len(said.err) < 300, "not a list of everything"
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
    if command[0] in JSON:
        assert cli.run([*asked, "--json"]) == cli.NOT_IN_ORDER
        assert json.loads(capsys.readouterr().out)


def test_that_lessons_are_listed_with_what_they_are_asked_for_by(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["lessons"]) == cli.DONE
    lines = capsys.readouterr().out.splitlines()
    assert "mvp: Mentorer i våldsprevention" in lines
    assert any(line.split()[:3] == ["mvp-03", "40/50/60", "min"] for line in lines)
    assert cli.run(["lessons", "--json"]) == cli.DONE
    rows = json.loads(capsys.readouterr().out)["lessons"]
    assert {"id": "mvp-03", "programme": "mvp", "title": "Vad är våld?", "lengths": [40, 50, 60]} in rows
    for row in rows:
        assert any(line.startswith(f"  {row['id']} ") for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [
        ["restore", "--nonsens", "--json"],
        ["export", "--json"],
        ["--json"],
        ["export", "ut", "--since-last", "--json"],
        ["central", "--db", "postgresql://a@b/c", "export", "ut", "--since-last", "--json"],
        ["central", "--db", "postgresql://a@b/c", "export", "--json"],
        ["doctor", "--json", "nonsens"],
        ["print", "guide", "--json"],
        ["plan", "--year", "x", "--js"],
    ],
)
def test_that_wrong_usage_answers_as_json_too(
    arguments: list[str], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code: object = cli.run(["--data", str(data), *arguments])
    except SystemExit as left:
        code = left.code
    assert code == cli.WRONG_USAGE
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert answer["ok"] is False
    assert answer["trouble"] in said.err


def test_that_what_comes_after_two_dashes_asks_for_no_json(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.run(["--data", str(data), "export", "--", "ut", "--json"])
    assert left.value.code == cli.WRONG_USAGE
    assert capsys.readouterr().out == ""
