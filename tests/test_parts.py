"""The parts the program stands on: the lock, the bundled fonts, Qt's own health, and the two commands."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont

import facilitator
from facilitator.paths import resources_dir
from tools import make_fonts, start

JOURNEYS = Path(__file__).parent / "journeys"

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[ ;<>=!\[]", name, maxsplit=1)[0]).lower()


def test_that_the_lock_names_no_address() -> None:
    assert not re.search(r"://|@|\.(org|com|io)\b", LOCK)


def test_that_every_part_in_the_lock_has_hashes() -> None:
    parts = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(parts) > 30
    assert [part.splitlines()[0] for part in parts if "--hash=sha256:" not in part] == []


def test_that_the_lock_holds_everything_the_project_asks_for() -> None:
    locked = {plain(line) for line in LOCK.splitlines() if "==" in line}
    groups = [name for group in PROJECT["dependency-groups"].values() for name in group]
    asked = [*PROJECT["project"]["dependencies"], *(name for name in groups if isinstance(name, str))]
    assert {plain(name) for name in asked} <= locked


def test_that_the_version_is_the_same_everywhere() -> None:
    assert PROJECT["project"]["version"] == facilitator.__version__


def test_that_qt_gives_back_what_it_borrows() -> None:
    """PySide6 6.12.0 loses a reference to None in each call that returns nothing, and dies after some thousand."""
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(500):
        font.setPixelSize(20)
    assert sys.getrefcount(None) > before - 50


@pytest.mark.parametrize("style", list(make_fonts.STYLES))
def test_that_each_font_holds_the_letters_and_figures_we_write(style: str) -> None:
    with TTFont(resources_dir() / "fonts" / f"AtkinsonHyperlegibleNext-{style}.ttf") as font:
        assert make_fonts.faults(font) == []


def test_that_a_failed_set_up_names_no_server(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        start.give_up(
            "Det gick inte", "It failed", "ERROR: no answer from https://user:word@parts.example/simple\n"
        )
    told = capsys.readouterr().err
    assert left.value.code == 3
    assert "no answer from …" in told
    assert "parts.example" not in told


def test_that_the_parts_for_the_browser_are_pinned_by_hash_and_name_no_address() -> None:
    text = start.BROWSER_LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    parts = {name: one for name, one in json.loads(text)["packages"].items() if name}
    assert set(parts) == {"node_modules/axe-core"}
    assert all(one["integrity"].startswith("sha512-") and one["dev"] for one in parts.values())


@pytest.mark.parametrize("style", list(make_fonts.ARABIC_STYLES))
def test_that_the_arabic_font_holds_the_letters_and_their_joined_forms(style: str) -> None:
    with TTFont(resources_dir() / "fonts" / f"NotoSansArabic-{style}.ttf") as font:
        assert make_fonts.arabic_faults(font) == []


def test_that_the_letters_written_down_are_those_of_the_fonts() -> None:
    assert make_fonts.LETTERS.read_text(encoding="utf-8") == make_fonts.letters()


def test_that_no_journey_is_left_out_of_its_half() -> None:
    here, there = start.halves(start.JOURNEYS)
    assert abs(len(here) - len(there)) <= 1
    assert {*here, *there} == {f"{start.JOURNEYS}/{one.name}" for one in JOURNEYS.glob("test_*.py")}
    assert not {*here} & {*there}
