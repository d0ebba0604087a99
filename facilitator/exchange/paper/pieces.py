"""What a page is put together from: texts, rows, boxes and lines. Each knows its height at a width, in points.

While it is drawn a piece also tells the canvas what it is (`TaggedCanvas`): a heading, a list, a table. From that come
both the tags of the PDF and the HTML twin, so nothing is written twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from reportlab.platypus import Paragraph

from facilitator.exchange.paper.face import Role, colour, look, style
from facilitator.exchange.paper.plain import escaped, plain, word_ends
from facilitator.exchange.paper.tree import Run

LEFT, CENTRE, RIGHT = 0, 1, 2
LEVELS: Final = {"cover": 1, "title": 1, "poster": 1, "name": 2, "heading": 2}
"""Which level of heading a text in this role is, unless told otherwise; others are plain text."""
_FAR = 10_000.0
_LEFT_BEHIND: Final = 4
"""A box gives a line away when its title and two lines are left."""


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
    """A text in a role. This is the only place where a paragraph is made.

    `level`: which heading it is (1 to 3), 0 none; left out, what its role mostly is.
    """

    def __init__(
        self, text: str, role: str = "body", *, token: str = "ink", align: int = LEFT, scale: float = 1,
        bold: bool = False, level: int | None = None,
    ) -> None:  # fmt: skip
        self.text, self._role, self._token, self._bold = text, role, token, bold
        self.level = LEVELS.get(role, 0) if level is None else level
        self._again, self._before, self._wrapped, self._ended = False, 0, (-1.0, 0.0), False
        made: Role = look().roles[role].at(scale)
        self._paragraph = Paragraph(escaped(text, bold=bold), style(made, token, align))

    @classmethod
    def _of(cls, whole: "Words", paragraph: Any, before: int, *, again: bool) -> "Words":
        """A part of a text; the first tells all of it."""
        made = cls.__new__(cls)
        made.text, made._role, made._token, made._bold = whole.text, whole._role, whole._token, whole._bold
        made.level, made._again, made._before, made._paragraph = whole.level, again, before, paragraph
        made._wrapped, made._ended = (-1.0, 0.0), False
        return made

    def height(self, width: float) -> float:
        """As many lines as it takes; breaking them is dear, so the last answer is kept."""
        if self._wrapped[0] != width:
            self._wrapped, self._ended = (width, float(self._paragraph.wrap(width, _FAR)[1])), False
        return self._wrapped[1]

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Between two lines; never one line alone."""
        self.height(width)
        parts = self._paragraph.split(width, room)
        self._wrapped = (-1.0, 0.0)  # splitting forgets the lines
        if len(parts) != 2:
            return None
        first = Words._of(self, parts[0], self._before, again=self._again)
        first.height(width)
        after = self._before + sum(map(_letters, parts[0].blPara.lines))
        return first, Words._of(self, parts[1], after, again=True)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the text."""
        if not self.text.strip():
            return
        high = self.height(width)
        self._end_lines()
        with canvas.told(Run(self.text, self._role, self._token, self._bold), self.level, again=self._again):
            self._paragraph.drawOn(canvas, x, top - high)

    def _end_lines(self) -> None:
        """Put the space back that breaking lines took: else whoever listens hears two words as one."""
        if self._ended:
            return
        self._ended = True
        ends, drawn = word_ends(self.text, bold=self._bold), self._before
        for line in self._paragraph.blPara.lines[:-1]:
            drawn += _letters(line)
            if drawn in ends and isinstance(line, tuple):
                line[1].append("")
            elif drawn in ends and line.words:
                line.words[-1].text += " "


def _letters(line: Any) -> int:
    words = line[1] if isinstance(line, tuple) else [part.text for part in line.words]
    return sum(not letter.isspace() for word in words for letter in word)


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
    """A line over the whole width: `dashed` where it is cut, `write` when it is there to write on."""

    token: str = "line"
    weight: str = "hair"
    dashed: bool = False
    write: bool = False

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
        if self.write:
            canvas.blank()


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
        canvas.place(self.name)
        canvas.bookmarkHorizontal(self.name, 0, top)
        canvas.addOutlineEntry(plain(self.title), self.name, self.level, closed=self.level > 0)


@dataclass(frozen=True)
class Furniture(Solid):
    """What belongs to the page and not to the story: a screen reader passes it by, and the twin has none of it."""

    inner: Piece

    def height(self, width: float) -> float:
        """As high as what it holds."""
        return self.inner.height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw what it holds, and tell nothing."""
        with canvas.furniture():
            self.inner.draw(canvas, x, top, width)


@dataclass(frozen=True)
class Link(Solid):
    """A line of the contents that leads to the mark `name`, whose words are `title`."""

    inner: Piece
    name: str
    title: str

    def height(self, width: float) -> float:
        """As high as what it holds."""
        return self.inner.height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw what it holds, and let it lead."""
        box = (x, top - self.height(width), x + width, top)
        leading = canvas.leading(self.name, plain(self.title), box)
        with canvas.part("TOC", again=True), canvas.part("TOCI"), canvas.part("Reference"), leading:
            self.inner.draw(canvas, x, top, width)


@dataclass(frozen=True)
class Row(Solid):
    """Pieces side by side, with shares of the width; `between` in steps of the grid. In the twin they are so too."""

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
        with canvas.part("Div", kind="row"):
            for place, (cell, at, own) in enumerate(self.placed(x, width)):
                with canvas.part("Div", kind=f"cell {round(self.shares[place])}"):
                    cell.draw(canvas, at, top, own)

    def placed(self, x: float, width: float) -> Iterator[tuple[Piece, float, float]]:
        """Each cell with its left edge and its width."""
        for cell, own in zip(self.cells, self._widths(width), strict=True):
            yield cell, x, own
            x += own + look().gap(self.between)


@dataclass(frozen=True)
class Stack:
    """Pieces below each other, split between any two; with `fill` or `stripe` they lie on a ground, `pad` steps inside."""

    pieces: Sequence[Piece]
    pad: float = 0
    fill: str = ""
    stripe: str = ""
    again: bool = False
    """Whether it is the rest of one that was split."""

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
                if self.fill and not parts:
                    first, rest = _with_company(first, rest)
                return self._like(first, again=self.again), self._like(rest, again=True)
            left -= high
        return None

    def _like(self, pieces: Sequence[Piece], *, again: bool) -> "Stack":
        return Stack(pieces, self.pad, self.fill, self.stripe, again)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the ground, then the pieces."""
        pad, high = look().gap(self.pad), self.height(width)
        if self.fill:
            canvas.setFillColor(colour(self.fill))
            canvas.rect(x, top - high, width, high, stroke=0, fill=1)
        if self.stripe:
            canvas.setFillColor(colour(self.stripe))
            canvas.rect(x, top - high, look().gap(0.4), high, stroke=0, fill=1)
        if self.fill or self.stripe:
            with canvas.part("Div", kind=f"box {self.fill}", again=self.again):
                self._draw_pieces(canvas, x + pad, top - pad, self._inside(width))
        else:
            self._draw_pieces(canvas, x + pad, top - pad, self._inside(width))

    def _draw_pieces(self, canvas: Any, x: float, top: float, width: float) -> None:
        for piece in self.pieces:
            piece.draw(canvas, x, top, width)
            top -= piece.height(width)


def _with_company(first: list[Piece], rest: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The parts of a box, so that its last line never stands alone on the next page: one more goes with it."""
    seen = [place for place, one in enumerate(first) if not isinstance(one, Gap)]
    if sum(not isinstance(one, Gap) for one in rest) > 1 or len(seen) < _LEFT_BEHIND:
        return first, rest
    return first[: seen[-1]], first[seen[-1] :] + rest


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
    """A text with its sign hung before it in a narrow column, `indent` steps wide: an entry of a list."""

    sign: Piece
    text: Piece
    indent: float = 2.4
    kind: str = ""
    """What its list is: `points`, `numbers` or `names`; left out, what the sign says."""
    again: bool = False
    """Whether it is the rest of one that was split."""

    def _beside(self) -> float:
        return look().gap(self.indent)

    def _sign_width(self) -> float:
        return self._beside() - look().gap(0.7)

    def height(self, width: float) -> float:
        """As high as the text, or as its sign where that has more lines."""
        return max(self.text.height(width - self._beside()), self.sign.height(self._sign_width()))

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Between two lines of the text; the sign stays with the first."""
        parts = self.text.split(width - self._beside(), room)
        if parts is None:
            return None
        first = Hung(self.sign, parts[0], self.indent, self._kind(), self.again)
        return first, Hung(Gap(0), parts[1], self.indent, self._kind(), again=True)

    def _kind(self) -> str:
        sign = self.sign.text if isinstance(self.sign, Words) else ""
        return self.kind or (
            "points" if sign == "•" else "numbers" if sign.rstrip(".").isdigit() else "names"
        )

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the sign, then the text."""
        with canvas.part("L", kind=self._kind(), again=True), canvas.part("LI", again=self.again):
            if not self.again:
                with canvas.part("Lbl"):
                    self.sign.draw(canvas, x, top, self._sign_width())
            with canvas.part("LBody", again=self.again):
                self.text.draw(canvas, x + self._beside(), top, width - self._beside())
