"""Scenarios picked for a group go along with a handover by command, and are told."""

from pathlib import Path

import pytest

from facilitator.cli import run as command
from facilitator.journal import queries
from facilitator.planning.groups import Group
from facilitator.settings import PICKED, Settings
from tests import ownlessons
from tests.exchange.laptops import laptop


def test_that_the_command_line_takes_them_along_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there, file = tmp_path / "a", tmp_path / "b", tmp_path / "6B.passpaket"
    with laptop(here) as journal:
        queries.save_group(journal, Group("6B", 26))
    wanted = {"mvp-04|6B": ("scenariot=finns-inte",), **_a_real_pick()}
    Settings(here).change(PICKED, wanted)
    assert command(["--data", str(here), "handover", "6B", "--out", str(file)]) == 0
    assert "2 valda scenarier:" in capsys.readouterr().out
    assert command(["--data", str(there), "receive", str(file), "--preview"]) == 0
    assert Settings(there).get(PICKED) == {}
    capsys.readouterr()
    assert command(["--data", str(there), "receive", str(file)]) == 0
    told = capsys.readouterr().out
    assert "1 valt scenario följde med." in told
    assert "finns-inte" in told
    assert Settings(there).get(PICKED) == _a_real_pick()
    Settings(there).change(PICKED, {})
    assert command(["--data", str(there), "receive", str(file)]) == 0
    assert Settings(there).get(PICKED) == {}, "it was here already: nothing comes back of itself"


def _a_real_pick() -> dict[str, tuple[str, ...]]:
    """Something that can be picked in the lessons that come with the program."""
    library = ownlessons.library()
    lesson = next(one for one in library.lessons if one.id == "mvp-03")
    step, own = next((step, own) for step, own in library.choices_of(lesson).items() if len(own) > 1)
    return {"mvp-03|6B": (f"{step}={own[1].id}",)}
