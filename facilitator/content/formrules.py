"""Rules that belong to single forms: what the model's types and limits cannot say."""

from collections.abc import Iterator

from facilitator.content.decode import Path, Wrong
from facilitator.content.model import Lesson, Sorting
from facilitator.i18n import _

STAIRS = 3


def check_forms(lesson: Lesson) -> Iterator[Wrong]:
    """Report what is wrong with the content of single steps."""
    for number, step in enumerate(lesson.steps):
        path: Path = ("steps", number, "stage")
        match step.stage:
            case Sorting() as stage:
                yield from _sorting(path, stage)
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
