"""Rules that belong to single forms: what the model's types and limits cannot say."""

from collections.abc import Iterator

from facilitator.content.decode import Path, Wrong
from facilitator.content.model import BystanderPicture, Lesson, Sorting
from facilitator.i18n import _

STAIRS = 3
LEAST_APART = 80
"""Per mille of the picture's width or height between two people, so that each can be touched and read apart."""


def check_forms(lesson: Lesson) -> Iterator[Wrong]:
    """Report what is wrong with the content of single steps."""
    for number, step in enumerate(lesson.steps):
        path: Path = ("steps", number, "stage")
        match step.stage:
            case Sorting() as stage:
                yield from _sorting(path, stage)
            case BystanderPicture() as stage:
                yield from _apart(path, stage)
            case _:
                pass


def _sorting(path: Path, stage: Sorting) -> Iterator[Wrong]:
    if stage.shape == "stairs" and len(stage.places) != STAIRS:
        yield Wrong((*path, "places"), _("A staircase has three steps."), _("three names"))
    for index, item in enumerate(stage.items):
        here = (*path, "items", index)
        if item.answer > len(stage.places):
            expected = _("0 to {n}").format(n=len(stage.places))
            yield Wrong((*here, "answer"), _("There is no such place."), expected)
        if item.fact and not item.source:
            problem = _("A fact has no source.")
            yield Wrong((*here, "source"), problem, _("who says so, with year"))


def _apart(path: Path, stage: BystanderPicture) -> Iterator[Wrong]:
    """Two people of a picture may not lie so close that their rings cover each other."""
    for index, spot in enumerate(stage.spots):
        for other in stage.spots[:index]:
            if max(abs(spot.x - other.x), abs(spot.y - other.y)) < LEAST_APART:
                problem = _("“{name}” and “{other}” lie too close to each other.").format(
                    name=spot.name, other=other.name
                )
                expected = _("at least {n} apart, in x or in y").format(n=LEAST_APART)
                yield Wrong((*path, "spots", index), problem, expected)
                break
