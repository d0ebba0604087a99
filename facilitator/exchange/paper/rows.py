"""Rows that mean something: the lines of a table, and a word with what is said of it."""

from dataclasses import dataclass
from typing import Any, Final

from facilitator.exchange.paper.pieces import Row, Words
from facilitator.exchange.paper.tree import Tag
from facilitator.overriding import override

_SIDES: Final[tuple[Tag, Tag]] = ("Lbl", "LBody")


@dataclass(frozen=True)
class TableLine(Row):
    """A line of a table; lines with the same shares and nothing told between them are one table, over pages too.

    `head`: its cells are the names of the columns. `name`: which cell names the line, -1 none.
    """

    head: bool = False
    name: int = -1

    @override
    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw them from left to right, upper edges level."""
        with canvas.part("Table", kind=" ".join(map(str, self.shares)), again=True), canvas.part("TR"):
            for place, (cell, at, own) in enumerate(self.placed(x, width)):
                titled = isinstance(cell, Words) and bool(cell.text.strip())
                scope = ("Column" if self.head else "Row" if place == self.name else "") if titled else ""
                with canvas.part("TH" if scope else "TD", kind=scope):
                    cell.draw(canvas, at, top, own)


@dataclass(frozen=True)
class Pair(Row):
    """A word and what is said of it, side by side: an entry of a list."""

    @override
    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw both, upper edges level."""
        with canvas.part("L", kind="names", again=True), canvas.part("LI"):
            for tag, (cell, at, own) in zip(_SIDES, self.placed(x, width), strict=True):
                with canvas.part(tag):
                    cell.draw(canvas, at, top, own)
