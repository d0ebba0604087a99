"""Words of the group on small cards that go on over more lines, in one common size."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block


@dataclass(frozen=True, slots=True)
class Way:
    """A way to set words: their size, the room above and below them together, the gap between (logical pixels)."""

    px: int
    pad: float
    gap: float


WAYS: Final = (
    Way(56, 24, 20), Way(52, 24, 18), Way(48, 20, 16), Way(44, 16, 14), Way(40, 14, 12), Way(36, 12, 10),
    Way(34, 8, 8), Way(32, 6, 6), Way(30, 4, 6), Way(30, 0, 5),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spread:
    """Words set in their places, counted from the upper left corner of the room for them."""

    chips: tuple[tuple[Block, QRectF], ...]
    height: float

    def draw(self, page: Page, at: QPointF, fill: str, ink: str = "ink", line: str = "") -> None:
        """Draw with the upper left corner at `at`."""
        for block, rect in self.chips:
            place = rect.translated(at)
            page.box(place, fill, line, radius=1.75 * page.u)
            page.put(block, place.center() - QPointF(block.width / 2, block.height / 2), "card", ink)


def spread(page: Page, texts: Sequence[str], width: float, way: Way, *, centred: bool = False) -> Spread:
    """Set words from left to right, or each line around the middle."""
    side = 2 * page.u
    rows: list[list[tuple[Block, float]]] = [[]]
    x = 0.0
    for text in texts:
        block = page.fit("card", text, width - 2 * side, page.size.height(), largest=way.px)
        wide = block.width + 2 * side
        if rows[-1] and x + wide > width:
            rows.append([])
            x = 0.0
        rows[-1].append((block, wide))
        x += wide + way.gap
    chips: list[tuple[Block, QRectF]] = []
    y = 0.0
    for row in filter(None, rows):
        high = max(block.height for block, _wide in row) + way.pad
        used = sum(wide for _block, wide in row) + way.gap * (len(row) - 1)
        x = (width - used) / 2 if centred else 0.0
        for block, wide in row:
            chips.append((block, QRectF(x, y, wide, high)))
            x += wide + way.gap
        y += high + way.gap
    return Spread(tuple(chips), max(0.0, y - way.gap))


def largest(fits: Callable[[Way], bool]) -> Way:
    """The first way that fits, or the smallest."""
    return next((way for way in WAYS if fits(way)), WAYS[-1])
