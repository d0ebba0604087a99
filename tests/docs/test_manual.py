"""What the manual names is there: commands, settings, files, and the words on the screen."""

import argparse
import json
import re
import tomllib
from functools import cache

import pytest
from babel.messages.pofile import read_po

from facilitator import settings
from facilitator.cli import parser
from facilitator.content.decode import decode
from facilitator.content.model import Link, Step
from facilitator.exchange.sheets.columns import SESSIONS, STEPS
from facilitator.exchange.sheets.occasionrows import OCCASIONS
from facilitator.policy.rules import RULES
from tests.docs import pages

CALLED = re.compile(r"^(?:facilitator|python3 tools/start\.py|py tools\\start\.py|passledaren)(?: (.*))?$")
SPOKEN_TO_USERS = (
    "index",
    "larare",
    "mentorer",
    "koordinator",
    "integritet",
    "drift",
    "gallring",
    "lasar",
    "utskrifter",
    "reservpaket",
    "policy",
)
SETTING = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?|[\w-]+\.(?:md|py|toml|lock|spec)")
ELSEWHERE = re.compile(
    r"policy\.toml|pack\.toml|uv\.lock|pg_dump|(OUT|_internal|licences|Passledaren-[^/]*)/.*"
)
"""Names of what is on a computer or in a built program, and not in the project."""
ROOTS = ("", "facilitator", "docs", "benchmarks", "scenarios", "scenarios/bank")


def choices(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands of a parser."""
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


@cache
def program() -> argparse.ArgumentParser:
    return parser.build_parser()


def unknown_in(words: list[str], of: argparse.ArgumentParser) -> list[str]:
    """What a command line names that the parser does not know: a command or an option."""
    options = {name: action for action in of._actions for name in action.option_strings}
    own, place = choices(of), 0
    while place < len(words):
        word = words[place].split("=")[0]
        if word in own:
            return unknown_in(words[place + 1 :], own[word])
        if word.startswith("-"):
            if word not in options:
                return [word]
            place += 0 if options[word].nargs == 0 else 1
        elif own and word not in ("…", "KOMMANDO", "COMMAND"):
            return [word]
        place += 1
    return []


def command_lines(page: pages.Page) -> list[list[str]]:
    """Every command line on a page, as words; in a table the program's own name is left out."""
    found = []
    for line in page.code():
        plain = line.split(" #")[0].strip().replace("\\|", "|")
        called = CALLED.match(plain)
        begun = plain.split(" ")[0] in choices(program()) and " -" in plain
        if called or begun:
            told = (called[1] or "") if called else plain
            words = re.sub(r"[\[\]|]", " ", told).split()
            found.append([word for word in words if word != "test"])
    return found


@pytest.mark.parametrize("page", pages.every(), ids=lambda page: page.name)
def test_that_every_command_named_exists_with_its_options(page: pages.Page) -> None:
    wrong = {" ".join(line): bad for line in command_lines(page) if (bad := unknown_in(line, program()))}
    assert wrong == {}


def test_that_a_command_or_option_that_does_not_exist_is_seen() -> None:
    invented = pages.Page(
        "x.md", "`facilitator rport board`, `facilitator export --xslx FIL`, `merge --quick MAPP`"
    )
    assert [unknown_in(line, program()) for line in command_lines(invented)] == [
        ["rport"],
        ["--xslx"],
        ["--quick"],
    ]


def test_that_every_command_of_the_program_is_told_of_in_readme() -> None:
    readme = next(page for page in pages.every() if page.name == "README.md")
    assert [name for name in choices(program()) if not re.search(rf"^\| `{name}\b", readme.text, re.M)] == []


@cache
def known_settings() -> frozenset[str]:
    """The keys of settings, policy, lessons and CSV files."""
    found = {*settings.OPTIONS, *RULES, *(column.name for column in (*SESSIONS, *STEPS, *OCCASIONS))}
    for schema in (pages.DOCS / "schema").glob("*.json"):
        found |= keys_of(json.loads(schema.read_text(encoding="utf-8")))
    return frozenset(found)


def keys_of(part: object) -> set[str]:
    if isinstance(part, dict):
        return {*part, *(key for one in part.values() for key in keys_of(one))}
    return {key for one in part for key in keys_of(one)} if isinstance(part, list) else set()


@pytest.mark.parametrize(
    "page", [page for page in pages.every() if page.name.startswith("docs/")], ids=lambda page: page.name
)
def test_that_every_setting_named_exists(page: pages.Page) -> None:
    named = {line.split(" = ")[0].strip() for line in page.code()}
    settings_named = {name for name in named if SETTING.fullmatch(name) and not ELSEWHERE.fullmatch(name)}
    assert settings_named - known_settings() == set()


def is_there(name: str) -> bool:
    """Whether a file is in the project, seen from where the pages speak of; N stands for a number."""
    pattern = f"{name.rstrip('/').replace('-N.', '-*.')}*"
    return any(True for root in ROOTS for _found in (pages.ROOT / root).glob(pattern))


@pytest.mark.parametrize("page", pages.every(), ids=lambda page: page.name)
def test_that_every_file_named_exists(page: pages.Page) -> None:
    own = [line for line in page.code() if not line.startswith(("~", "/", "%"))]
    words = {word.strip(",;") for line in own for word in line.split()}
    named = {word for word in words if FILE.fullmatch(word) and not ELSEWHERE.fullmatch(word)}
    assert {name for name in named if not is_there(name)} == set()


@pytest.mark.parametrize("page", pages.every(), ids=lambda page: page.name)
def test_that_nothing_is_left_to_fill_in(page: pages.Page) -> None:
    assert re.findall(r"\{\w+\}|TODO|XXX|^[<>=]{7}", page.prose(), re.MULTILINE) == []


def test_that_the_examples_for_authors_are_read_without_a_fault() -> None:
    page = (pages.DOCS / "innehall.md").read_text(encoding="utf-8")
    found = dict[str, object]()
    for block in re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        found |= tomllib.loads(block)
    assert {"steps", "link", "readers_needed"} <= set(found)
    for name, kind in (("steps", Step), ("link", Link)):
        rows = found[name]
        assert isinstance(rows, list)
        assert [wrong for row in rows for wrong in decode(kind, row)[1]] == []


@cache
def on_screen() -> frozenset[str]:
    """Every Swedish text of the program, and each lesson's programme and title."""
    found = set[str]()
    for catalogue in (pages.ROOT / "resources" / "locale" / "sv").glob("*.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file):
                texts = message.string or ""
                found.update([texts] if isinstance(texts, str) else texts)
    return frozenset(text.casefold() for text in found)


@pytest.mark.parametrize("name", SPOKEN_TO_USERS)
def test_that_every_button_and_page_named_stands_so_on_the_screen(name: str) -> None:
    text = re.sub(r"\s+", " ", (pages.DOCS / f"{name}.md").read_text(encoding="utf-8"))
    named = set(re.findall(r"(?<![*\w])\*([^*]+)\*(?![*\w])", text))
    written_by_hand = {one for one in named if one.startswith("(")}
    assert {
        one for one in named - written_by_hand if not {one.casefold(), f"{one} …".casefold()} & on_screen()
    } == set()
