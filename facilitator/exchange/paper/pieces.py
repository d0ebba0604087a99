"""What a page is put together from: texts, rows, boxes and lines. Each knows its height at a width, in points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from reportlab.platypus import Paragraph

from facilitator.exchange.paper.face import Role, colour, look, style
from facilitator.exchange.paper.plain import escaped, plain

LEFT, CENTRE, RIGHT = 0, 1, 2
_FAR = 10_000.0


class Piece(Protocol):
    """Something on a page."""

    def height(self, width: float) -> float:
        """How high it is when so wide."""
        ...

    def split(self, width: float, room: float) -> "tuple[Piece, Piece] | None":
        """The part that fits in `room` and the rest; None when it stands as a whole."""
        ...

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at (`x`, `top`), counted from the lower left of the page."""
        ...


class Solid:
    """A piece that is never split."""

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """It stands as a whole."""
        return None


class Words:
    """A text in a role. This is the only place where a paragraph is made."""

    def __init__(
        self, text: str, role: str = "body", *, token: str = "ink", align: int = LEFT, scale: float = 1,
        bold: bool = False,
    ) -> None:  # fmt: skip
        self.text = text
        made: Role = look().roles[role].at(scale)
        self._paragraph = Paragraph(escaped(text, bold=bold), style(made, token, align))

    @classmethod
    def _of(cls, paragraph: Any) -> "Words":
        made = cls.__new__(cls)
        made.text, made._paragraph = "", paragraph
        return made

    def height(self, width: float) -> float:
        """As many lines as it takes."""
        return float(self._paragraph.wrap(width, _FAR)[1])

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Between two lines; never one line alone."""
        self._paragraph.wrap(width, _FAR)
        parts = self._paragraph.split(width, room)
        if len(parts) != 2:
            return None
        return Words._of(parts[0]), Words._of(parts[1])

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the text."""
        high = self.height(width)
        self._paragraph.drawOn(canvas, x, top - high)


@dataclass(frozen=True)
class Gap(Solid):
    """Air."""

    steps: float = 1

    def height(self, width: float) -> float:
        """So many steps of the grid."""
        return look().gap(self.steps)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Air is not drawn."""


@dataclass(frozen=True)
class Rule(Solid):
    """A line over the whole width; `dashed` where it is cut."""

    token: str = "line"
    weight: str = "hair"
    dashed: bool = False

    def height(self, width: float) -> float:
        """As high as the line is thick."""
        return look().space[self.weight]

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the line."""
        thick = look().space[self.weight]
        canvas.saveState()
        canvas.setStrokeColor(colour(self.token))
        canvas.setLineWidth(thick)
        if self.dashed:
            canvas.setDash(3, 3)
        canvas.line(x, top - thick / 2, x + width, top - thick / 2)
        canvas.restoreState()


@dataclass(frozen=True)
class Mark(Solid):
    """A place that the bookmarks and the contents lead to; nothing is seen of it."""

    title: str
    name: str
    level: int = 0

    def height(self, width: float) -> float:
        """Nothing is seen."""
        return 0.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Set the bookmark."""
        canvas.bookmarkHorizontal(self.name, 0, top)
        canvas.addOutlineEntry(plain(self.title), self.name, self.level, closed=self.level > 0)


@dataclass(frozen=True)
class Link(Solid):
    """A piece that leads to a mark."""

    inner: Piece
    name: str

    def height(self, width: float) -> float:
        """As high as what it holds."""
        return self.inner.height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw what it holds, and let it lead."""
        self.inner.draw(canvas, x, top, width)
        high = self.height(width)
        canvas.linkRect("", self.name, (x, top - high, x + width, top), relative=1, thickness=0)


@dataclass(frozen=True)
class Row(Solid):
    """Pieces side by side, with shares of the width; `between` in steps of the grid."""

    cells: Sequence[Piece]
    shares: Sequence[float]
    between: float = 1

    def _widths(self, width: float) -> list[float]:
        left = width - look().gap(self.between) * (len(self.cells) - 1)
        return [left * share / sum(self.shares) for share in self.shares]

    def height(self, width: float) -> float:
        """As high as the highest."""
        pairs = zip(self.cells, self._widths(width), strict=True)
        return max((cell.height(own) for cell, own in pairs), default=0.0)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw them from left to right, upper edges level."""
        for cell, own in zip(self.cells, self._widths(width), strict=True):
            cell.draw(canvas, x, top, own)
            x += own + look().gap(self.between)


@dataclass(frozen=True)
class Stack:
    """Pieces below each other, split between any two; with `fill` or `stripe` they lie on a ground, `pad` steps inside."""

    pieces: Sequence[Piece]
    pad: float = 0
    fill: str = ""
    stripe: str = ""

    def _inside(self, width: float) -> float:
        return width - 2 * look().gap(self.pad)

    def height(self, width: float) -> float:
        """All of them, and the air around."""
        inside = self._inside(width)
        return sum(piece.height(inside) for piece in self.pieces) + 2 * look().gap(self.pad)

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Where the room ends, if something fits before that."""
        inside, left = self._inside(width), room - 2 * look().gap(self.pad)
        for place, piece in enumerate(self.pieces):
            high = piece.height(inside)
            if high > left:
                parts = piece.split(inside, left)
                first = [*self.pieces[:place], *(parts[:1] if parts else ())]
                if not any(isinstance(one, Words | Row | Stack) for one in first):
                    return None
                rest = [*(parts[1:] if parts else (piece,)), *self.pieces[place + 1 :]]
                return self._like(first), self._like(rest)
            left -= high
        return None

    def _like(self, pieces: Sequence[Piece]) -> "Stack":
        return Stack(pieces, self.pad, self.fill, self.stripe)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the ground, then the pieces."""
        pad, high = look().gap(self.pad), self.height(width)
        if self.fill:
            canvas.setFillColor(colour(self.fill))
            canvas.rect(x, top - high, width, high, stroke=0, fill=1)
        if self.stripe:
            canvas.setFillColor(colour(self.stripe))
            canvas.rect(x, top - high, look().gap(0.4), high, stroke=0, fill=1)
        top -= pad
        for piece in self.pieces:
            piece.draw(canvas, x + pad, top, self._inside(width))
            top -= piece.height(self._inside(width))


@dataclass(frozen=True)
class Together(Solid):
    """Pieces that stay on one page."""

    pieces: Sequence[Piece]
    _stack: Stack = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_stack", Stack(self.pieces))

    def height(self, width: float) -> float:
        """All of them."""
        return self._stack.height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw them below each other."""
        self._stack.draw(canvas, x, top, width)


def bullets(
    texts: Sequence[str],
    role: str = "body",
    *,
    scale: float = 1,
    signs: Sequence[str] = (),
    bold: bool = False,
) -> list[Piece]:
    """Lines with a point each, or with a sign of their own."""
    found: list[Piece] = []
    for place, text in enumerate(texts):
        sign = Words(signs[place] if signs else "•", role, token="ink-2", scale=scale, align=RIGHT)
        found.append(Hung(sign, Words(text, role, scale=scale, bold=bold)))
        found.append(Gap(0.4 * scale))
    return found


@dataclass(frozen=True)
class Hung:
    """A text with its sign hung before it in a narrow column, `indent` steps wide."""

    sign: Piece
    text: Piece
    indent: float = 2.4

    def _beside(self) -> float:
        return look().gap(self.indent)

    def height(self, width: float) -> float:
        """As high as the text."""
        return max(self.text.height(width - self._beside()), self.sign.height(self._beside()))

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Between two lines of the text; the sign stays with the first."""
        parts = self.text.split(width - self._beside(), room)
        if parts is None:
            return None
        return Hung(self.sign, parts[0], self.indent), Hung(Gap(0), parts[1], self.indent)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the sign, then the text."""
        beside = self._beside()
        self.sign.draw(canvas, x, top, beside - look().gap(0.7))
        self.text.draw(canvas, x + beside, top, width - beside)


def write_line(name: str, *, wide: float = 4, scale: float = 1) -> list[Piece]:
    """A line to write on, with its name before it."""
    line = Stack((Gap(1.6 * scale), Rule("ink-3")))
    return [Gap(1.2 * scale), Row((Words(name, "body", token="ink-2", scale=scale), line), (1, wide))]
