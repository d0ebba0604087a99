"""What is kept from one start to the next never changes what is read: it only saves the reading."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from weakref import WeakValueDictionary

import pytest

from facilitator import __version__
from facilitator.content import reading
from facilitator.content.decode import draft
from facilitator.content.library import Library
from facilitator.content.model import Term
from facilitator.i18n import set_language
from tests.content import builder
from tests.content.builder import TODAY, Data


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def write(path: Path, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(builder.toml(data), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "content"
    write(root / "programmes.toml", {"programme": [builder.programme()]})
    write(root / "glossary.toml", {"term": [builder.term()]})
    write(root / "support.toml", {"contact": [builder.contact()]})
    write(root / "bank" / "mvp.toml", {"scenario": [builder.scenario()]})
    write(root / "mvp" / "mvp-02" / "lesson.toml", builder.lesson())
    return root


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "content.json"


def problems(library: Library) -> list[tuple[str, str]]:
    return [(fault.file, fault.problem) for fault in library.faults]


def test_that_it_is_used_and_not_written_again(root: Path, kept: Path) -> None:
    Library.open(root, TODAY, kept)
    title = json.loads(builder.lesson()["title"].join('""'))
    kept.write_text(kept.read_text(encoding="utf-8").replace(title, "Ur minnet"), encoding="utf-8")
    before = kept.stat().st_mtime_ns
    assert [one.title for one in Library.open(root, TODAY, kept).lessons] == ["Ur minnet"]
    assert kept.stat().st_mtime_ns == before


def test_that_a_changed_lesson_is_read_and_checked_again(root: Path, kept: Path) -> None:
    Library.open(root, TODAY, kept)
    write(root / "mvp" / "mvp-02" / "lesson.toml", builder.lesson(minutes=51))
    library = Library.open(root, TODAY, kept)
    assert library.lessons == ()
    assert problems(library) == [("mvp/mvp-02/lesson.toml", "The steps take 50 minutes of 51.")]
    assert problems(Library.open(root, TODAY, kept)) == problems(library), "a fault is told every time"


def test_that_a_lesson_is_checked_again_when_what_it_refers_to_has_changed(root: Path, kept: Path) -> None:
    Library.open(root, TODAY, kept)
    write(root / "bank" / "mvp.toml", {"scenario": [builder.scenario(id="mossan")]})
    library = Library.open(root, TODAY, kept)
    assert problems(library) == [("mvp/mvp-02/lesson.toml", "There is no scenario “bollen”.")]


def test_that_only_the_words_of_what_was_sound_are_not_looked_at_again() -> None:
    hidden = builder.term(meaning="En som ser\u200b.")
    assert draft(Term, hidden)[1] != []
    assert draft(Term, hidden, sound=True)[1] == []
    assert draft(Term, builder.term(meaning=5), sound=True)[0] is None, (
        "what is built is never of another kind"
    )


def test_that_dates_grow_old_all_the_same(root: Path, kept: Path) -> None:
    Library.open(root, TODAY, kept)
    later = replace(Library.open(root, TODAY.replace(year=TODAY.year + 2), kept), files=())
    assert later == replace(Library.open(root, TODAY.replace(year=TODAY.year + 2)), files=())
    assert later.warnings


def _of_another_version(kept: Path) -> None:
    whole = json.loads(kept.read_bytes())
    kept.write_text(json.dumps(whole | {"program": __version__ + "x", "files": {}}), encoding="utf-8")


@pytest.mark.parametrize(
    "harm",
    [
        lambda kept: kept.write_bytes(kept.read_bytes()[:500]),
        lambda kept: kept.write_bytes(b"\xff\x00" * 400),
        lambda kept: kept.write_bytes(b"[" * 200_000),
        lambda kept: kept.write_text('{"program": 1, "files": [], "sound": 3}', encoding="utf-8"),
        lambda kept: kept.write_text(json.dumps({"program": __version__, "files": {"a": 1}, "sound": [1]})),
        lambda kept: (kept.unlink(), kept.mkdir()),
        lambda kept: os.truncate(kept, 50_000_000),
        _of_another_version,
    ],
    ids=["half", "noise", "deep", "types", "rows", "folder", "huge", "version"],
)
def test_that_a_damaged_one_is_as_good_as_none(
    root: Path, kept: Path, harm: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Library.open(root, TODAY, kept)
    harm(kept)
    monkeypatch.setattr(reading, "_alive", WeakValueDictionary())  # as in the next process
    assert Library.open(root, TODAY, kept) == fresh


def test_that_a_folder_that_is_not_there_keeps_nothing(root: Path, tmp_path: Path) -> None:
    assert Library.open(root, TODAY, tmp_path / "a" / "b" / "content.json") == Library.open(root, TODAY)


def test_that_what_is_in_use_is_not_made_again_unless_its_file_has_changed(root: Path, kept: Path) -> None:
    before = Library.open(root, TODAY, kept)
    write(root / "bank" / "mvp.toml", {"scenario": [builder.scenario(title="Mössan")]})
    after = Library.open(root, TODAY)
    assert after.lessons[0] is before.lessons[0]
    assert after.terms["askadare"] is before.terms["askadare"]
    assert [before.scenarios["bollen"].title, after.scenarios["bollen"].title] == ["Bollen", "Mössan"]


def test_that_the_rows_of_a_file_are_told_apart(root: Path) -> None:
    both = [builder.scenario(), builder.scenario(id="mossan", title="Mössan")]
    write(root / "bank" / "mvp.toml", {"scenario": both})
    before = Library.open(root, TODAY)
    after = Library.open(root, TODAY)
    assert [one.title for one in after.scenarios.values()] == ["Bollen", "Mössan"]
    assert list(after.scenarios.values()) == list(before.scenarios.values())
