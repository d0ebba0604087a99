"""A lesson's picture on paper. One that cannot be shown is told in its own words instead."""

import io
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader

from facilitator.content.model import ScenarioCase
from facilitator.content.pictures import picture_in, source_of
from facilitator.content.script import Script
from facilitator.errors import ContentFault
from facilitator.exchange.paper.face import look
from facilitator.exchange.paper.pieces import Solid, Words
from facilitator.exchange.paper.plain import plain

KEPT = 8
"""So many pictures stay decoded: copies and both sides of a sheet draw the same one."""


@dataclass(frozen=True)
class Photo(Solid):
    """A picture at most `steps` high, in its own proportions, in the middle of the width. `name`: programme/lesson/file."""

    name: str
    alt: str
    steps: float

    def height(self, width: float) -> float:
        """As high as the picture, or as the words that stand for it."""
        return self._size(width)[1] or self._words().height(width)

    def _size(self, width: float) -> tuple[float, float]:
        image = _decoded(self.name)
        if image is None:
            return 0.0, 0.0
        across, down = image.getSize()
        scale = min(width / across, look().gap(self.steps) / down)
        return across * scale, down * scale

    def _words(self) -> Words:
        return Words(self.alt, "small", token="ink-2")

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the picture."""
        across, down = self._size(width)
        if not down:
            self._words().draw(canvas, x, top, width)
            return
        left = x + (width - across) / 2
        with canvas.figure(self.name, plain(self.alt), (left, top - down, left + across, top)):
            canvas.drawImage(_decoded(self.name, canvas.grey), left, top - down, across, down, mask="auto")


def of_scenario(script: Script, scenario: str, steps: float) -> Photo | None:
    """The picture a lesson tells a scenario with, if it has one."""
    lesson = script.lesson
    stages = [step.stage for step in lesson.steps if isinstance(step.stage, ScenarioCase)]
    own = next((stage for stage in stages if stage.scenario == scenario and stage.file), None)
    return Photo(f"{lesson.programme}/{lesson.id}/{own.file}", own.alt, steps) if own else None


@lru_cache(maxsize=KEPT)
def _decoded(name: str, grey: bool = False) -> Any:
    with suppress(ContentFault):
        return decoded(content_of(name), grey=grey)
    return None


def content_of(name: str) -> bytes:
    """The file of a picture. Raises ContentFault: there is none, or it is none of ours."""
    return picture_in(source_of(name), name).content


def decoded(content: bytes, *, grey: bool = False) -> Any:
    """The picture that a file holds, ready to draw; None when the file is broken."""
    with suppress(OSError, ValueError, SyntaxError):  # these are what the decoder has for broken files
        image = ImageReader(Image.open(io.BytesIO(content)).convert("LA") if grey else io.BytesIO(content))
        image.getRGBData()
        return image
    return None
