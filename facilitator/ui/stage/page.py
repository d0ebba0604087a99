"""A page being laid out: the shapes and texts to draw on the logical canvas, in order, and what can be touched.

The canvas is 1920 × 1080 logical pixels for a 16:9 picture and grows in height (or width) for other shapes.
Colours are names of tokens; distances are multiples of the grid.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

from facilitator.ui.stage.items import Area, Box, Image, Item, Picture, Shape, Words
from facilitator.ui.stage.slide import Accent
from facilitator.ui.stage.typeset import Block, fit, fit_all, fit_each, least
from facilitator.ui.theme import Face, Role, Theme

WIDTH: Final = 1920
HEIGHT: Final = 1080
GROWING: Final[frozenset[Role]] = frozenset({"headline", "title", "body", "point"})
MOST_GROWN: Final = 4 / 3

HitKind = Literal["level", "card", "corner", "column", "item", "place", "spot"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that means something when touched: `value` is a level's number, a card's id, a corner's index (0-based)
    a column's id, a sorting card's id ("": the fact that shows), a place's number (from 1) or a person's id. `rect` is in pixels of the picture."""

    kind: HitKind
    value: str
    rect: QRectF


@dataclass(slots=True, eq=False)
class Page:
    """Collects what a form puts on the canvas."""

    size: QSizeF
    theme: Theme
    accent: Accent = "mvp"
    items: list[Item] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    from_right: bool = False
    _areas: list[Area] = field(default_factory=list)

    @property
    def u(self) -> int:
        """The grid's step."""
        return self.theme.space.grid

    @property
    def whole(self) -> QRectF:
        """The canvas."""
        return QRectF(QPointF(0, 0), self.size)

    @property
    def inner(self) -> QRectF:
        """The canvas within its margins."""
        x, y = self.theme.space.margin_x, self.theme.space.margin_y
        return self.whole.adjusted(x, y, -x, -y)

    @property
    def body(self) -> QRectF:
        """Where a form may draw: below the tag and the clock, above the railway line."""
        return self.inner.adjusted(0, 11 * self.u, 0, -10 * self.u)

    @property
    def easy(self) -> QRectF:
        """The same, begun a little lower where the canvas is higher than 16:9: for forms that seldom fill it."""
        return self.body.adjusted(0, max(0.0, self.size.height() - HEIGHT) * 0.2, 0, 0)

    @property
    def grown(self) -> float:
        """How much larger text may be on a canvas higher than 16:9."""
        return min(max(1.0, self.size.height() / HEIGHT), MOST_GROWN)

    @property
    def soft(self) -> str:
        """The quiet colour of the accent."""
        return f"{self.accent}-soft"

    @property
    def words(self) -> list[Words]:
        """All texts on the page."""
        return [item for item in self.items if isinstance(item, Words)]

    @property
    def over(self) -> bool:
        """Whether a text did not fit at its smallest size."""
        return any(words.block.over for words in self.words)

    def box(
        self,
        rect: QRectF,
        fill: str = "card",
        line: str = "",
        *,
        radius: float = 0,
        width: float = 0,
        dashed: bool = False,
    ) -> None:
        """Add a rounded rectangle, by default with the stage's radius and hairline."""
        space = self.theme.space
        self.items.append(Box(rect, fill, line, radius or space.radius, width or space.hairline, dashed))

    def put(self, block: Block, at: QPointF, role: Role, colour: str = "ink", *, within: float = 0) -> None:
        """Add a text that is already set; an empty one adds nothing. `within`: the width of its place, so that a text
        read from the right begins at the right side of it."""
        if block.text:
            over = max(0.0, within - block.width) if block.from_right and not self.from_right else 0.0
            self.items.append(Words(block, at + QPointF(over, 0), colour, role))

    def icon(self, name: str, centre: QPointF, side: float, colour: str) -> None:
        """Add an icon around a point."""
        self.items.append(
            Picture(name, QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), colour)
        )

    def image(self, name: str, rect: QRectF) -> None:
        """Add a picture of the lesson, its corners as round as those of a card."""
        radius, line = self.theme.space.radius, self.theme.space.hairline
        self.items.append(Image(name, rect))
        round_off = QPainterPath()
        round_off.addRect(rect.adjusted(-1, -1, 1, 1))
        round_off.addRoundedRect(rect, radius, radius)
        self.shape(round_off, "paper")
        self.box(rect, "", "line", width=line)

    def shape(
        self, path: QPainterPath, fill: str = "", line: str = "", *, width: float = 0, fade: str = ""
    ) -> None:
        """Add an outline."""
        self.items.append(Shape(path, fill, line, width or self.theme.space.hairline, fade))

    def disc(self, centre: QPointF, radius: float, fill: str, line: str = "", *, width: float = 0) -> None:
        """Add a circle."""
        self.discs([centre], radius, fill, line, width=width)

    def discs(
        self, centres: Sequence[QPointF], radius: float, fill: str, line: str = "", *, width: float = 0
    ) -> None:
        """Add circles that are alike and do not touch, as one outline."""
        path = QPainterPath()
        for centre in centres:
            path.addEllipse(centre, radius, radius)
        if centres:
            self.shape(path, fill, line, width=width)

    def track(self, start: QPointF, end: QPointF, colour: str) -> None:
        """Add a piece of railway line."""
        path = QPainterPath(start)
        path.lineTo(end)
        self.shape(path, line=colour, width=0.75 * self.u)

    def ring(self, centre: QPointF, radius: float, places: int = 12) -> None:
        """Add a ring of places, one of them in the accent: the group in a circle; few places are larger."""
        size = min(5.0 * self.u, max(2.5 * self.u, math.pi * radius / places * 0.5))
        turns = [math.tau * i / places - math.pi / 2 for i in range(places)]
        first, *rest = (centre + QPointF(math.cos(turn), math.sin(turn)) * radius for turn in turns)
        self.disc(first, size, self.accent)
        self.discs(rest, size, self.soft)

    def hit(self, kind: HitKind, value: str, rect: QRectF) -> None:
        """Say that a place means something."""
        self.hits.append(Hit(kind, value, rect))

    def face(self, role: Role, largest: int | None = None) -> Face:
        """How a role is set on this canvas: text to be read grows with the height that other shapes than 16:9 have, and
        so do words on cards, but a form that gives them a largest size means that size."""
        face = self.theme.stage[role]
        if role == "card":
            most = round(face.max * self.grown)
            return face._replace(max=min(largest or most, most))
        grown = self.grown if role in GROWING else 1.0
        return face._replace(max=round(min(largest or face.max, face.max) * grown))

    def fit(self, role: Role, text: str, width: float, height: float, *, largest: int | None = None) -> Block:
        """Set a text in a role to fit a box, without placing it."""
        return fit(text, width, height, self.face(role, largest), tabular=role in ("number", "clock"))

    def fit_all(
        self,
        role: Role,
        texts: list[str],
        width: float,
        height: float,
        *,
        gap: float = 0,
        largest: int | None = None,
    ) -> tuple[Block, ...]:
        """Set texts in a role in one common size to fit a box together, without placing them."""
        return fit_all(texts, width, height, self.face(role, largest), gap=gap)

    def fit_each(
        self, role: Role, texts: list[str], width: float, height: float, *, largest: int | None = None
    ) -> tuple[Block, ...]:
        """Set texts in a role in one common size so that each fits a box of its own, without placing them."""
        return fit_each(texts, width, height, self.face(role, largest))

    def least(self, role: Role, texts: list[str], width: float, *, gap: float = 0) -> float:
        """The height that texts need at the role's minimum; empty texts need none."""
        return least([text for text in texts if text], width, self.face(role), gap=gap)

    def width(self, role: Role, text: str) -> float:
        """The width that a text needs on one line at the role's minimum."""
        face = self.theme.stage[role]
        return fit(text, 9 * WIDTH, HEIGHT, face._replace(max=face.min)).width

    def text(
        self,
        role: Role,
        text: str,
        rect: QRectF,
        colour: str = "ink",
        *,
        largest: int | None = None,
        middle: bool = False,
    ) -> float:
        """Set a text to fit a box and place it at its top (or in its middle); returns where the text ends (y)."""
        block = self.fit(role, text, rect.width(), rect.height(), largest=largest)
        top = rect.top() + (max(0.0, rect.height() - block.height) / 2 if middle else 0)
        self.put(block, QPointF(rect.left(), top), role, colour, within=rect.width())
        return top + block.height

    def differences(self, other: "Page") -> list[Area]:
        """What only one of this page and another of the same size has: what each item of that reaches."""
        mine, theirs, same = self.areas(), other.areas(), 0
        for item, own, here, there in zip(self.items, other.items, mine, theirs, strict=False):
            if item is not own and (here != there or item != own):
                break
            same += 1  # most pages begin alike, with their frame
        by_area: dict[Area, list[int]] = {}
        for n in range(same, len(theirs)):
            by_area.setdefault(theirs[n], []).append(n)
        only, kept, last = list[Area](), set[int](), same - 1
        for item, area in zip(self.items[same:], mine[same:], strict=True):
            for n in by_area.get(area, ()):
                if n > last and other.items[n] == item:
                    kept.add(n)
                    last = n
                    break
            else:
                only.append(area)
        return only + [theirs[n] for n in range(same, len(theirs)) if n not in kept]

    def touching(self, areas: list[Area], slack: float) -> list[Item]:
        """The items that reach within `slack` of one of the areas, in their order."""
        found = []
        for item, (left, top, right, bottom) in zip(self.items, self.areas(), strict=True):
            for x, y, far, low in areas:
                if left < far + slack and x - slack < right and top < low + slack and y - slack < bottom:
                    found.append(item)
                    break
        return found

    def areas(self) -> list[Area]:
        """What each item reaches; asked for when the page is complete."""
        if not self._areas:
            self._areas = [item.reach for item in self.items]
        return self._areas
