"""A sorting played by keyboard only: cards put, a fact shown, a card moved, a change taken back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.session import work as w
from tests.content import builder
from tests.journeys import logbook
from tests.journeys.person import CTRL, Key, Person, said

pytestmark = pytest.mark.usefixtures("known", "content")
CARDS = ("Barnkonventionen är lag", "Man måste säga sitt namn", "Alla får höra av sig")


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The content that comes with the program, and a lesson with a sorting."""
    folder = tmp_path / "scenarios"
    shutil.copytree(paths.scenarios_dir(), folder)
    data = builder.lesson(id="mvp-prov", title="Källkritik på prov")
    items = [
        {
            "id": f"kort-{n}",
            "text": text,
            "answer": 1 + n % 2,
            "fact": f"Så här är det {n}.",
            "source": "Prov, 2026",
        }
        for n, text in enumerate(CARDS, start=1)
    ]
    for step in data["steps"]:
        if step["form"] == "scenario":
            step["stage"] = {"scenario": "mvp03-bilden-fran-bussen"}
        if step["form"] == "corners":
            step.update(
                id="sortera", form="sorting",
                stage={"question": "Sant eller falskt?", "places": ["Sant", "Falskt"], "items": items,
                       "ending": "Vad förvånade er?"},
            )  # fmt: skip
    place = folder / "mvp" / "mvp-prov"
    place.mkdir()
    (place / "lesson.toml").write_text(builder.toml(data), encoding="utf-8")
    monkeypatch.setattr(paths, "scenarios_dir", lambda: folder)


@pytest.fixture
def sorting(come: Callable[..., Person]) -> Person:
    """Someone who has come to the sorting."""
    person = come()
    person.starts("källkritik")
    person.goes_on_to("sortera")
    return person


def put(person: Person) -> dict[str, int]:
    now = person.session.work["sortera"].now
    assert isinstance(now, w.Sorted)
    return dict(now.put)


def test_a_sorting_by_keyboard_only(sorting: Person, data: Path) -> None:
    person = sorting
    assert f"Sant eller falskt?\n{CARDS[0]}" in person.stage_words()
    person.press(Key.Key_1)
    person.press(Key.Key_T)
    assert "Så här är det 1.\nProv, 2026" in person.stage_words()
    person.sees_the_stage()
    person.goes_on()
    assert "Så här är det 1." not in person.stage_words()
    assert f"1. Sant: {CARDS[0]}" in person.stage_words()
    person.tabs_to(said("Pick up a placed card"))
    person.press(Key.Key_Down)
    person.press(Key.Key_2)
    assert put(person) == {"kort-1": 2}
    person.press(Key.Key_Z, CTRL)
    person.press(Key.Key_1)
    assert put(person) == {"kort-1": 1}, "the card is in hand again, and lies where it lay"
    for key in (Key.Key_2, Key.Key_1):
        person.press(key)
    assert put(person) == {"kort-1": 1, "kort-2": 2, "kort-3": 1}
    person.goes_on()
    assert "Vad förvånade er?" in person.stage_words()
    person.sees_the_stage()
    person.go_home()
    assert person.seen == logbook.words_by_the_log(data)
