"""Rules that belong to single forms: what the model's types and limits cannot say."""

import re
from collections.abc import Iterator
from functools import cache

from facilitator.content.decode import Path, Wrong, near, shown
from facilitator.content.model import (
    Age,
    Boxes,
    BystanderPicture,
    Lesson,
    MindMap,
    Movement,
    OwnScenario,
    Places,
    Pyramid,
    ScenarioCase,
    Sorting,
)
from facilitator.i18n import _
from facilitator.paths import resources_dir

STAIRS = 3
COLUMNS = 3
FOUR_COLUMNS = 20
"""Letters of the longest word that fits one of four columns in the smallest letters of the stage."""
BESIDE_A_PICTURE = 150
"""Characters of a situation that fit beside its picture in letters to be read from the back row."""
LEAST_APART = 80
"""Per mille of the picture's width or height between two people, so that each can be touched and read apart."""


def check_forms(lesson: Lesson) -> Iterator[Wrong]:
    """Report what is wrong with the content of single steps."""
    for number, step in enumerate(lesson.steps):
        path: Path = ("steps", number, "stage")
        match step.stage:
            case Sorting() as stage:
                yield from _sorting(path, stage)
            case Pyramid(top=top) if top and lesson.age == "F-3":
                problem = _("The words on the top are not for the youngest.")
                yield Wrong(
                    (*path, "top"), problem, _("no top"), _("Use a staircase: `sorting` with `stairs`.")
                )
            case Boxes(frames=names):
                yield from _each_once((*path, "frames"), names)
            case MindMap(branches=names):
                yield from _each_once((*path, "branches"), names)
            case Places(lists=names, suggestions=suggestions):
                yield from _each_once((*path, "lists"), names)
                yield from _each_once((*path, "suggestions"), suggestions)
            case OwnScenario(parts=names):
                yield from _each_once((*path, "parts"), names)
            case Movement(icon=icon):
                yield from _icon((*path, "icon"), icon)
            case BystanderPicture() as stage:
                yield from _apart(path, stage)
            case ScenarioCase() as stage:
                yield from _told(path, stage, lesson.age)
            case _:
                pass


def _sorting(path: Path, stage: Sorting) -> Iterator[Wrong]:
    if stage.shape == "stairs" and len(stage.places) != STAIRS:
        yield Wrong((*path, "places"), _("A staircase has three steps."), _("three names"))
    if len(stage.places) > COLUMNS:
        yield from _narrow(path, stage)
    for index, item in enumerate(stage.items):
        here = (*path, "items", index)
        if item.icon and item.icon not in _icons():
            problem = _("There is no icon “{name}”.").format(name=shown(item.icon))
            yield Wrong((*here, "icon"), problem, _("an icon of the program"), near(item.icon, _icons()))
        if item.answer > len(stage.places):
            expected = _("0 to {n}").format(n=len(stage.places))
            yield Wrong((*here, "answer"), _("There is no such place."), expected)
        if item.source and not item.fact:
            yield Wrong((*here, "fact"), _("A source has no fact."), _("why, in one or two sentences"))
        if item.fact and not item.source:
            problem = _("A fact has no source.")
            yield Wrong((*here, "source"), problem, _("who says so, with year"))


def _told(path: Path, stage: ScenarioCase, age: Age) -> Iterator[Wrong]:
    """The youngest see a picture and a short text at a time."""
    if age == "F-3" and not stage.file:
        problem = _("For the youngest a scenario is told with a picture.")
        yield Wrong((*path, "file"), problem, _("a picture in the lesson’s folder"))
    elif bool(stage.file) != bool(stage.alt):
        problem = _("The picture and what it shows in words belong together.")
        yield Wrong((*path, "alt"), problem, _("what the picture shows"))


def _narrow(path: Path, stage: Sorting) -> Iterator[Wrong]:
    """Report words that four columns have no room for in large letters."""
    texts: list[tuple[Path, str]] = [((*path, "places", n), name) for n, name in enumerate(stage.places)]
    texts += [((*path, "items", n, "text"), item.text) for n, item in enumerate(stage.items)]
    for where, text in texts:
        long = next((word for word in re.findall(r"[^\W\d_]+", text) if len(word) > FOUR_COLUMNS), None)
        if long:
            problem = _("The word “{word}” is too long for four columns.").format(word=shown(long))
            yield Wrong(where, problem, _("at most {n} letters").format(n=FOUR_COLUMNS), _("Use two words."))


def _each_once(path: Path, names: tuple[str, ...]) -> Iterator[Wrong]:
    """Report every name that stands a second time, in small letters or capitals."""
    for index, name in enumerate(names):
        if name.casefold() in (before.casefold() for before in names[:index]):
            yield Wrong((*path, index), _("“{id}” appears twice.").format(id=shown(name)), _("each one once"))


def _icon(path: Path, name: str) -> Iterator[Wrong]:
    if name not in _icons():
        problem = _("The program has no icon “{name}”.").format(name=shown(name))
        yield Wrong(path, problem, "person-simple-walk, wind, music-notes …", near(name, _icons()))


@cache
def _icons() -> frozenset[str]:
    """The names of the icons that the program can draw."""
    return frozenset(path.stem for path in (resources_dir() / "icons").glob("*.svg"))


def _apart(path: Path, stage: BystanderPicture) -> Iterator[Wrong]:
    """Two people of a picture may not lie so close that their rings cover each other."""
    for index, spot in enumerate(stage.spots):
        for other in stage.spots[:index]:
            if max(abs(spot.x - other.x), abs(spot.y - other.y)) < LEAST_APART:
                problem = _("“{name}” and “{other}” are too close to each other.").format(
                    name=spot.name, other=other.name
                )
                expected = _("at least {n} apart, in x or in y").format(n=LEAST_APART)
                yield Wrong((*path, "spots", index), problem, expected)
                break
