"""Charts on paper: bars, parts of a whole, columns and a line of stations, in the design's colours and readable in grey.

A chart draws shapes only. Every name and number beside it is a text of its own, so nothing is told by colour or length
alone, and whoever cannot see the shapes reads the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from facilitator.exchange.paper.face import colour, look
from facilitator.exchange.paper.pieces import CENTRE, Gap, Piece, Row, Solid, Stack, Words

Fill = Literal["pale", "hatched", "solid"]
"""How a part is filled: told apart in grey too."""
Stop = Literal["held", "part", "late", "coming"]
"""How a station stands."""
BAR: Final = 2.1
"""How high a bar is, in steps of the grid."""
_HATCH: Final = 1.1
_RADIUS: Final = 0.9
_CROWDED: Final = 0.38
"""A station is at most so large a part of the way to the next."""


@dataclass(frozen=True)
class Bar(Solid):
    """A bar as long as a share of the width; `of`: a pale bar behind it, as long as what was meant. None: no bar at all."""

    share: float | None
    token: str = "mvp"
    of: float | None = 1.0
    steps: float = BAR

    def height(self, width: float) -> float:
        """As high as it was asked for."""
        return look().gap(self.steps)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw what was meant, then what became of it."""
        if self.share is None:
            return
        high = self.height(width)
        canvas.saveState()
        if self.of is not None:
            _box(canvas, (x, top - high, width * min(self.of, 1), high), "sunk", edge="ink-3")
        inset = high * 0.18 if self.of is not None else 0
        long = width * min(max(self.share, 0), 1)
        if long:
            _box(canvas, (x, top - high + inset, long, high - 2 * inset), self.token)
        canvas.restoreState()


@dataclass(frozen=True)
class Parts(Solid):
    """Parts of a whole in one bar: each its share, its colour and how it is filled."""

    parts: Sequence[tuple[float, str, Fill]]
    steps: float = BAR

    def height(self, width: float) -> float:
        """As high as it was asked for."""
        return look().gap(self.steps)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the parts from left to right."""
        high = self.height(width)
        canvas.saveState()
        for share, token, fill in self.parts:
            if share > 0:
                _part(canvas, (x, top - high, width * share, high), token, fill)
                x += width * share
        canvas.restoreState()


@dataclass(frozen=True)
class Swatch(Solid):
    """How a part is filled, before its name."""

    token: str
    fill: Fill

    def height(self, width: float) -> float:
        """As high as a line of small text."""
        return look().gap(1.5)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw a small piece of it."""
        high = look().gap(1.1)
        canvas.saveState()
        _part(canvas, (x, top - high - look().gap(0.15), width, high), self.token, self.fill)
        canvas.restoreState()


@dataclass(frozen=True)
class Column(Solid):
    """A column as high as a share of the room it has."""

    share: float
    token: str = "mvp"
    steps: float = 8

    def height(self, width: float) -> float:
        """The room it has."""
        return look().gap(self.steps)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it from the ground up."""
        high, wide = self.height(width), width * 0.62
        canvas.saveState()
        _box(
            canvas,
            (x + (width - wide) / 2, top - high, wide, max(high * self.share, look().space["hair"])),
            self.token,
        )
        canvas.setStrokeColor(colour("ink-3"))
        canvas.setLineWidth(look().space["hair"])
        canvas.line(x, top - high, x + width, top - high)
        canvas.restoreState()


@dataclass(frozen=True)
class Lowered(Solid):
    """A text as low as the longest of those beside it ends, so that what stands below is level."""

    inner: Piece
    beside: Sequence[Piece]

    def height(self, width: float) -> float:
        """As high as the highest."""
        return max(piece.height(width) for piece in self.beside)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it at the foot of its room."""
        self.inner.draw(canvas, x, top - self.height(width) + self.inner.height(width), width)


@dataclass(frozen=True)
class Stations(Solid):
    """A line with a station for each lesson: filled, half, a ring with a bar, or an empty ring. `room`: how many the
    longest line on the page has, so that stations stand below each other."""

    stops: Sequence[Stop]
    room: int
    token: str = "mvp"

    def height(self, width: float) -> float:
        """As high as a line of text."""
        return look().gap(BAR)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the line, then the stations on it."""
        middle, between = top - self.height(width) / 2, width / max(self.room, 1)
        radius = min(look().gap(_RADIUS), between * _CROWDED)
        canvas.saveState()
        canvas.setLineWidth(look().space["rule"])
        canvas.setStrokeColor(colour("ink-3"))
        ends = [x + between * (place + 0.5) for place in range(len(self.stops))]
        if len(ends) > 1:
            canvas.line(ends[0], middle, ends[-1], middle)
        for place, stop in zip(ends, self.stops, strict=True):
            self._station(canvas, place, middle, radius, stop)
        canvas.restoreState()

    def _station(self, canvas: Any, x: float, y: float, radius: float, stop: Stop) -> None:
        canvas.setFillColor(colour("card"))
        canvas.setStrokeColor(
            colour("stop" if stop == "late" else self.token if stop != "coming" else "ink-3")
        )
        canvas.circle(x, y, radius, stroke=1, fill=1)
        canvas.setFillColor(colour(self.token))
        if stop == "held":
            canvas.circle(x, y, radius, stroke=1, fill=1)
        elif stop == "part":
            canvas.wedge(x - radius, y - radius, x + radius, y + radius, 90, 180, stroke=0, fill=1)
        elif stop == "late":
            canvas.setLineWidth(look().space["rule"] * 1.2)
            canvas.line(x, y + radius * 0.55, x, y - radius * 0.05)
            canvas.line(x, y - radius * 0.45, x, y - radius * 0.55)


def _box(canvas: Any, box: tuple[float, float, float, float], token: str, edge: str = "") -> None:
    canvas.setFillColor(colour(token))
    canvas.setStrokeColor(colour(edge or token))
    canvas.setLineWidth(look().space["hair"])
    canvas.rect(*box, stroke=bool(edge), fill=1)


def _part(canvas: Any, box: tuple[float, float, float, float], token: str, fill: Fill) -> None:
    """A part with an edge: pale, hatched or solid, so that three of them differ without colour."""
    x, low, wide, high = box
    _box(canvas, box, token if fill == "solid" else "card", edge=token)
    if fill != "hatched":
        return
    canvas.saveState()
    inside = canvas.beginPath()
    inside.rect(*box)
    canvas.clipPath(inside, stroke=0)
    canvas.setLineWidth(look().space["hair"] * 2)
    step, at = look().gap(_HATCH), x - high
    while at < x + wide:
        canvas.line(at, low, at + high, low + high)
        at += step
    canvas.restoreState()


def tile(name: str, value: str, words: str) -> Piece:
    """A figure with its name above and what it means below."""
    return Stack(
        (Words(name, "label", token="ink-2"), Words(value, "title"), Words(words, "small", token="ink-2")),
        pad=1.6,
    )


@dataclass(frozen=True)
class Tiles(Solid):
    """Figures side by side, each on a ground, all equally high."""

    cells: Sequence[Piece]

    def _row(self) -> Row:
        return Row(self.cells, (1,) * len(self.cells))

    def height(self, width: float) -> float:
        """As high as the highest."""
        return self._row().height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the grounds, then the figures."""
        between, high = look().gap(1), self.height(width)
        wide = (width - between * (len(self.cells) - 1)) / len(self.cells)
        canvas.saveState()
        for place in range(len(self.cells)):
            _box(canvas, (x + place * (wide + between), top - high, wide, high), "sunk")
        canvas.restoreState()
        self._row().draw(canvas, x, top, width)


def bar_line(name: str, share: float | None, value: str) -> Piece:
    """A name, its bar and its number on one line."""
    return Stack((Row((Words(name), Bar(share), Words(value)), (3.6, 5, 2.8), between=1.6), Gap(0.5)))


def columns(values: Sequence[tuple[str, int, str]], token: str = "mvp", steps: float = 8) -> Piece:
    """Columns side by side: its number in words above, its name below. Given are a word, a count and a name."""
    most = max((count for _words, count, _name in values), default=0) or 1
    heads = [Words(words, "small", align=CENTRE) for words, _count, _name in values]
    cells = [
        Stack(
            (
                Lowered(head, heads),
                Column(count / most, token, steps),
                Words(name, "small", token="ink-2", align=CENTRE),
            )
        )
        for head, (_words, count, name) in zip(heads, values, strict=True)
    ]
    return Row(cells, (1,) * len(cells), between=0)


def legend(entries: Sequence[tuple[Piece, str]]) -> list[Piece]:
    """What the fillings mean: a piece of each before its words."""
    cells = [Row((piece, Words(words, "small")), (1, 7), between=0.8) for piece, words in entries]
    return [Row(cells, (1,) * len(cells), between=1.5)]
