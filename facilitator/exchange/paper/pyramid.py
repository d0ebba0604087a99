"""The violence pyramid for the wall in A3, with cards to cut out; what stands at the top is for the adult to put up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.content.model import Pyramid
from facilitator.content.script import Script
from facilitator.exchange.paper.face import colour, look
from facilitator.exchange.paper.leaves import (
    A3_WIDE,
    A4_SIZE,
    Frame,
    Leaf,
    Placed,
    body,
    numbered,
)
from facilitator.exchange.paper.pieces import CENTRE, Gap, Piece, Row, Rule, Solid, Stack, Words
from facilitator.exchange.paper.words import lesson_words
from facilitator.i18n import _
from facilitator.overriding import override

TOP_SHARE = 0.28
"""How wide the top is of the base, so that its name has room."""
CARD_STEPS = 11
"""How high a card is, in steps of the grid: lower than a level, so that it lies inside."""


@dataclass(frozen=True)
class Picture(Solid):
    """Levels from base to top, each with its number and name; darker upwards, so that it reads in grey too."""

    levels: Sequence[str]
    high: float

    def height(self, width: float) -> float:
        """The height it was given."""
        return self.high

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it from the base up."""
        with canvas.part("L", kind="levels"):
            for place, name in enumerate(self.levels):
                self._draw_level(canvas, place, name, (x, top, width))

    def _draw_level(self, canvas: Any, place: int, name: str, at: tuple[float, float, float]) -> None:
        (x, top, width), step = at, self.high / len(self.levels)
        low, middle = top - self.high + place * step, x + width / 2
        wide, above = self._wide(width, place), self._wide(width, place + 1)
        trapeze(canvas, middle, low, (wide, above, step), f"pyramid-{place + 1}")
        words = Words(
            f"{place + 1}  {name}", "name", token=f"on-pyramid-{place + 1}", align=CENTRE, scale=1.15, level=0
        )
        with canvas.part("LI"), canvas.part("LBody"):
            words.draw(canvas, middle - above / 2, low + step - look().gap(1), above)

    def _wide(self, width: float, place: int) -> float:
        return width * (1 - (1 - TOP_SHARE) * place / len(self.levels))


def trapeze(canvas: Any, middle: float, low: float, size: tuple[float, float, float], token: str) -> None:
    base, above, high = size
    path = canvas.beginPath()
    path.moveTo(middle - base / 2, low)
    path.lineTo(middle + base / 2, low)
    path.lineTo(middle + above / 2, low + high)
    path.lineTo(middle - above / 2, low + high)
    path.close()
    canvas.saveState()
    canvas.setFillColor(colour(token))
    canvas.setStrokeColor(colour("card"))
    canvas.setLineWidth(look().space["rule"] * 2)
    canvas.drawPath(path, stroke=1, fill=1)
    canvas.restoreState()


def pyramid(script: Script) -> list[Leaf]:
    """For each pyramid of the lesson: the poster, the class's cards, and the adult's."""
    leaves: list[Leaf] = []
    for step in script.lesson.steps:
        if isinstance(step.stage, Pyramid):
            leaves += [_poster(step.stage), *_sheets(step.stage)]
    return numbered(
        leaves, Frame(lesson_words(script.lesson), _("The violence pyramid"), "", script.programme.accent)
    )


def _poster(stage: Pyramid) -> Leaf:
    room = body(A3_WIDE)
    head = Stack(
        [Words(stage.question, "title"), *([Words(stage.ending, "lead")] if stage.ending else ()), Gap(2)]
    )
    high = room.height - head.height(room.width)
    return Leaf(A3_WIDE, (Placed(Stack((head, Picture(stage.levels, high))), room.x, room.top, room.width),))


def _sheets(stage: Pyramid) -> list[Leaf]:
    room = body(A4_SIZE)
    cards = _cards([card.text for card in stage.cards], _("Cards to cut out"))
    top = _cards(stage.top, _("For the top: only the adult puts these up")) if stage.top else []
    return [Leaf(A4_SIZE, (Placed(Stack(one), room.x, room.top, room.width),)) for one in (cards, top) if one]


def _cards(texts: Sequence[str], title: str) -> list[Piece]:
    found: list[Piece] = [Words(title, "heading"), Gap(1), Rule("ink-3", dashed=True)]
    for first in range(0, len(texts), 2):
        two = [*texts[first : first + 2], ""][:2]
        found += [Cards([Card(text) for text in two], (1, 1), between=0), Rule("ink-3", dashed=True)]
    return found


class Cards(Row):
    """Cards side by side, in the one list of all of them."""

    @override
    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw them from left to right."""
        with canvas.part("L", kind="cards", again=True):
            for cell, at, own in self.placed(x, width):
                cell.draw(canvas, at, top, own)


@dataclass(frozen=True)
class Card(Solid):
    """A card to cut out, with its words in the middle."""

    text: str

    def height(self, width: float) -> float:
        """All cards are equally high."""
        return look().gap(CARD_STEPS)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the words, and the line to cut along on the right."""
        words = Words(self.text, "name", align=CENTRE, level=0)
        pad = look().gap(1)
        high = words.height(width - 2 * pad)
        if self.text:
            with canvas.part("LI"), canvas.part("LBody"):
                words.draw(canvas, x + pad, top - (self.height(width) - high) / 2, width - 2 * pad)
        canvas.saveState()
        canvas.setStrokeColor(colour("ink-3"))
        canvas.setLineWidth(look().space["hair"])
        canvas.setDash(3, 3)
        for edge in (x, x + width):
            canvas.line(edge, top, edge, top - self.height(width))
        canvas.restoreState()
