"""Every lesson of ours in every length, led from its first slide to its last, and every slide of it drawn.

Slides that differ in nothing but their station are laid out once: lengths of a lesson share nearly all of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from PySide6.QtCore import QSize

from facilitator.content.library import Library
from facilitator.content.model import Pyramid, Sorting
from facilitator.content.script import Script, lengths_of
from facilitator.errors import NotNow
from facilitator.paths import scenarios_dir
from facilitator.session import facts as f
from facilitator.session import orders as o
from facilitator.session.rules import taps
from facilitator.session.state import Session
from facilitator.ui.stage import compose, images, paint
from facilitator.ui.stage import slide as s
from tests import ownlessons
from tests.session.builder import Run, start

SMALL = QSize(1024, 768)
"""The size that leaves text the least room."""


@cache
def library() -> Library:
    return ownlessons.library()


LESSONS = [lesson.id for lesson in library().lessons]


@pytest.fixture(autouse=True)
def own_pictures() -> Iterator[None]:
    images.look_in(scenarios_dir())
    yield
    images.look_in(None)


class Walk:
    """A lesson led to its end; `slides` holds each slide that differs from all before it, with where it was."""

    def __init__(self, script: Script, slides: dict[s.Slide, str]) -> None:
        self._slides = slides
        self.shown: list[tuple[str, int]] = []
        self._run = start(script)
        self._run.conductor.watch(self._look)
        self._look(self._run.session, None)
        self._lead()

    @property
    def run(self) -> Run:
        return self._run

    def _look(self, session: Session, _fact: f.Fact | None) -> None:
        at = session.current.id, session.revealed
        if not self.shown or self.shown[-1] != at:
            self.shown.append(at)
        slide = compose.compose(session)
        frame = slide.frame and replace(slide.frame, stations=2, here=0, place="")
        same = replace(slide, frame=frame)
        self._slides.setdefault(same, f"{session.script.length} min, {at[0]}, {at[1]}")

    def _lead(self) -> None:
        run = self._run
        for term in run.session.script.terms:
            run.do(o.ShowTerm(term), o.ShowTerm(term))
        run.do(o.ToggleSupport(), o.ToggleSupport())
        while True:
            if run.session.revealed == 0:
                self._use()
            try:
                run.do(o.Next())
            except NotNow:
                break
        run.do(o.End())

    def _use(self) -> None:
        """Lay out every card of a step, read every fact on them, and show the top of the pyramid."""
        run = self._run
        match run.session.current.stage:
            case Pyramid(cards=cards):
                for number, _card in enumerate(cards):
                    run.do(o.PlaceCard(1 + number % 4))
                run.hint(o.ShowTop())
            case Sorting(items=items, places=places):
                for number, item in enumerate(items):
                    run.do(o.PutItem(1 + number % len(places)))
                    if item.fact:
                        run.do(o.ExplainItem(item.id), o.ExplainItem(item.id))


@pytest.mark.parametrize("name", LESSONS)
def test_every_length_runs_to_its_end_and_every_slide_fits(name: str) -> None:
    slides: dict[s.Slide, str] = {}
    for length in lengths_of(library().lesson(name)):
        script = library().script(name, length)
        walk = Walk(script, slides)
        session = walk.run.session
        assert walk.shown == [
            (step.id, tap) for step in script.steps for tap in range(taps(session, step) + 1)
        ]
        assert session.complete
        assert all(run.outcome == "shown" for run in session.runs)
    too_long = [f"{where}: {slide.words()}" for slide, where in slides.items() if not fits(slide)]
    assert too_long == []
    empty = [where for slide, where in slides.items() if is_empty(slide)]
    assert empty == []


def fits(slide: s.Slide) -> bool:
    return not paint.page_of(slide, SMALL).over


def is_empty(slide: s.Slide) -> bool:
    """Whether nothing stands on it but what surrounds every step, in the page or in the picture."""
    bare = replace(slide, frame=None)
    if not bare.words() and not isinstance(slide, s.Story):
        return True
    picture = paint.render(bare, SMALL).scaled(SMALL / 16)
    ground = picture.pixelColor(0, 0)
    return all(
        picture.pixelColor(x, y) == ground for x in range(picture.width()) for y in range(picture.height())
    )
