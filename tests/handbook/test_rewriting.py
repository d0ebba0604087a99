"""Every lesson of the handbook can be opened for changing, and saved without one."""

import tomllib
from pathlib import Path

import pytest

from facilitator.content.changing.editing import Editing
from facilitator.content.changing.rewriting import written
from facilitator.content.decode import draft
from facilitator.content.library import Library
from facilitator.content.model import Lesson
from facilitator.paths import scenarios_dir

FILES = sorted(scenarios_dir().glob("*/*/lesson.toml"))


@pytest.mark.parametrize("file", FILES, ids=[file.parent.name for file in FILES])
def test_that_a_lesson_opened_and_saved_is_the_same(file: Path, library: Library) -> None:
    text = file.read_text(encoding="utf-8")
    editing = Editing(file.parent.name, text)
    assert not editing.changed
    assert written(text, editing.data()) == text
    kept = Editing.from_json(editing.to_json())
    lesson, wrongs = draft(Lesson, kept.data())
    assert (lesson, wrongs) == (library.lesson(file.parent.name), [])
    assert kept.check(library).wrongs == ()
    assert kept.preview(library) is not None


@pytest.mark.parametrize("file", FILES[::9], ids=[file.parent.name for file in FILES[::9]])
def test_that_every_text_of_a_lesson_can_be_changed_and_only_that_changes(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    editing = Editing(file.parent.name, text)
    for place in (None, *range(len(editing.steps))):
        for field in editing.fields(place):
            editing.put(field.path, editing.get(field.path) + ' "\\')
    wanted = editing.data()
    made = written(text, wanted)
    assert tomllib.loads(made) == wanted
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in made.splitlines() if line.startswith("#")] == comments
