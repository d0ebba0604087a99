"""Pages: pieces laid out over as many as they need, with a head and a foot, and written as one PDF."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from reportlab.lib.pagesizes import A3, A4, landscape

from facilitator.exchange.paper.face import font, grey, look
from facilitator.exchange.paper.pieces import RIGHT, Furniture, Gap, Mark, Piece, Row, Rule, Stack, Words
from facilitator.exchange.paper.plain import plain
from facilitator.exchange.paper.tagged import TaggedCanvas
from facilitator.exchange.paper.tree import Element
from facilitator.overriding import override

Size = tuple[float, float]
Watch = Callable[[int, int], None]
A4_SIZE: Final[Size] = (float(A4[0]), float(A4[1]))
A3_SIZE: Final[Size] = (float(A3[0]), float(A3[1]))
A3_WIDE: Final[Size] = (float(landscape(A3)[0]), float(landscape(A3)[1]))
A4_WIDE: Final[Size] = (float(landscape(A4)[0]), float(landscape(A4)[1]))
_STEP: Final = 0.04
_TINY: Final = 1e-6


class Placed(NamedTuple):
    """A piece on a page: its upper left corner from the page's upper left, and its width, in points."""

    piece: Piece
    x: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page."""

    size: Size
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The head and foot of pages: what they belong to, what they are, and a line for whoever holds one.

    `each`: every page is handed out alone, so whoever listens to it is told the line there; else once, after the last.
    """

    left: str
    right: str
    foot: str = ""
    accent: str = "mvp"
    each: bool = False


class Info(NamedTuple):
    """What the document says about itself."""

    title: str
    subject: str = ""
    language: str = "sv"
    grey: bool = False


def flowed(pieces: Iterable[Piece], width: float, height: float) -> list[list[tuple[Piece, float]]]:
    """Lay pieces below each other in columns of this size: for each column, its pieces with their tops.

    A heading (a Stack that is `kept`) never ends a column, and a box that has room in one column, after its heading, is never
    in two. What is too high even for an empty column is drawn all the same.
    """
    columns: list[list[tuple[Piece, float]]] = [[]]
    top, waiting = 0.0, list(pieces)
    while waiting:
        piece, *rest = waiting
        if isinstance(piece, NewPage):
            if columns[-1]:
                columns.append([])
            top, waiting = 0.0, rest
            continue
        if not columns[-1] and isinstance(piece, Gap):
            waiting = rest  # no air at the head of a column
            continue
        high = piece.height(width)
        if isinstance(piece, Whole) and high > height:
            waiting = [*piece.pieces, *rest]
            continue
        need = high + (_begin(rest, width, height) if isinstance(piece, Kept | Mark) else 0)
        if top + need <= height + _TINY or (not columns[-1] and high <= height):
            columns[-1].append((piece, top))
            top, waiting = top + high, rest
            continue
        below = any(not isinstance(one, Gap | Kept | Mark | Rule) for one, _top in columns[-1])
        stays = isinstance(piece, Kept) or (below and _whole(piece, width, height))
        parts = None if stays else piece.split(width, height - top)
        if parts is not None:
            columns[-1].append((parts[0], top))
            waiting = [parts[1], *rest]
        elif not columns[-1]:  # alone, and still too high
            columns[-1].append((piece, top))
            waiting = rest
        if waiting:
            columns.append([])
            top = 0.0
    return [column for column in columns if column] or [[]]


class Kept(Stack):
    """A heading: it stays with what comes after it. With it a section begins."""

    @override
    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it at the beginning of the section of its own first heading."""
        level = next((found for piece in self.pieces if (found := _level(piece))), 0)
        if level:
            canvas.begins(level)
        super().draw(canvas, x, top, width)


def _level(piece: Piece) -> int:
    inside = piece.cells if isinstance(piece, Row) else [piece]
    return next((one.level for one in inside if isinstance(one, Words) and one.level), 0)


class NewPage(Gap):
    """What comes after begins on a new page."""


class Whole(Stack):
    """Pieces that stay on one page when a page has room for all of them."""


def _whole(piece: Piece, width: float, height: float) -> bool:
    """Whether it is what stays in one column: pieces that belong together, or a box."""
    return (
        isinstance(piece, Stack)
        and (isinstance(piece, Whole) or bool(piece.fill))
        and piece.height(width) <= height
    )


def _begin(rest: Sequence[Piece], width: float, height: float) -> float:
    """How much of what follows must be on the same page: the first text, or a few lines of it; all of what is not split."""
    need, few = 0.0, look().gap(8)
    for piece in rest:
        high = piece.height(width)
        if isinstance(piece, NewPage):
            break
        if isinstance(piece, Gap | Kept | Mark | Rule):
            need += high
            continue
        stays = _whole(piece, width, height) or piece.split(width, few) is None
        return need + (high if stays else few)
    return need


def fitting(
    make: Callable[[float], Sequence[Piece]], width: float, height: float, least: float, most: float = 1.0
) -> list[Stack]:
    """Make pieces at the largest scale, from `most` down to `least`, at which they fit one column; else over several."""
    steps = round((most - least) / _STEP)
    low, high = (
        0,
        steps + 1,
    )  # at `low` steps above the least it fits, or the least has to do; at `high` it does not
    best: Sequence[Piece] | None = None
    while high - low > 1:
        middle = (low + high) // 2
        pieces = make(least + middle * _STEP)
        if Stack(pieces).height(width) <= height:
            low, best = middle, pieces
        else:
            high = middle
    columns = flowed(make(least) if best is None else best, width, height)
    return [Stack([piece for piece, _top in column]) for column in columns]


def pages(pieces: Iterable[Piece], frame: Frame, size: Size = A4_SIZE) -> list[Leaf]:
    """Pieces over as many pages as they need, with head and foot numbered from 1."""
    return numbered(bare_pages(pieces, size), frame)


def bare_pages(pieces: Iterable[Piece], size: Size = A4_SIZE) -> list[Leaf]:
    """Pieces over as many pages as they need, without head and foot."""
    inside = body(size)
    columns = flowed(pieces, inside.width, inside.height)
    return [
        Leaf(size, tuple(Placed(piece, inside.x, inside.top + top, inside.width) for piece, top in column))
        for column in columns
    ]


class Room(NamedTuple):
    """The room between head and foot: its upper left corner from the page's, and its size, in points."""

    x: float
    top: float
    width: float
    height: float


def body(size: Size, told: str = "") -> Room:
    """Where on a page of this size the text stands, above a foot with these words: long ones take more than a line."""
    space = look().space
    width, head = size[0] - 2 * space["margin"], look().gap(5)
    foot = look().gap(3) + _foot(told, "1").height(width) - _foot("", "1").height(width)
    return Room(
        space["margin"], space["top"] + head, width,
        size[1] - space["top"] - space["bottom"] - head - foot,
    )  # fmt: skip


def _foot(told: str, number: str) -> Row:
    words = Words(told, "small", token="ink-2")
    return Row((words, Words(number, "small", token="ink-2", align=RIGHT)), (6, 1))


def numbered(leaves: Sequence[Leaf], frame: Frame, first: int = 1, total: int = 0) -> list[Leaf]:
    """The pages with a head and a foot, each with its number of all; `total` when they are part of something longer."""
    whole, last = total or len(leaves), first + len(leaves) - 1
    return [
        _framed(leaf, frame, f"{place} ({whole})", told=frame.each or place == last)
        for place, leaf in enumerate(leaves, first)
    ]


def _framed(leaf: Leaf, frame: Frame, number: str, *, told: bool) -> Leaf:
    space, (wide, high) = look().space, leaf.size
    inner = wide - 2 * space["margin"]
    head = Stack(
        (
            Row(
                (
                    Words(frame.left, "label", token="ink-2"),
                    Words(frame.right, "label", token="ink-2", align=RIGHT),
                ),
                (3, 2),
            ),
            Gap(0.8),
            Rule(frame.accent, "rule"),
        )
    )
    whole = _foot(frame.foot, number)
    words, folio = whole.cells
    foot: Piece = Furniture(Row((Gap(0) if told else words, folio), (6, 1)))
    low = high - space["bottom"] - whole.height(inner)
    around = (
        Placed(Furniture(head), space["margin"], space["top"], inner),
        Placed(foot, space["margin"], low, inner),
    )
    under = Placed(Row((words, Gap(0)), (6, 1)), space["margin"], low, inner)
    return replace(leaf, placed=(*around, *leaf.placed, *([under] if told and frame.foot else ())))


def written(leaves: Sequence[Leaf], info: Info, watch: Watch | None = None) -> bytes:
    """The pages as a PDF: the same pages give the same bytes, every letter's font is inside, nothing else is.

    `watch` is told after each page how many are drawn; what it raises ends the drawing.
    """
    file = io.BytesIO()
    canvas = _canvas(file, info)
    for place, leaf in enumerate(leaves, 1):
        _draw(canvas, leaf, leaf.placed)
        if watch is not None:
            watch(place, len(leaves))
    canvas.save()
    return file.getvalue()


def told(leaves: Sequence[Leaf], info: Info) -> Element:
    """What the pages say; copies say it once."""
    canvas = _canvas(io.BytesIO(), info)
    seen: dict[int, Piece] = {}
    for leaf in leaves:
        fresh = [
            placed
            for placed in {id(p.piece): p for p in leaf.placed}.values()
            if id(placed.piece) not in seen
        ]
        seen.update({id(placed.piece): placed.piece for placed in fresh})
        _draw(canvas, leaf, fresh)
    return canvas.tree


def _canvas(file: io.BytesIO, info: Info) -> TaggedCanvas:
    look()
    language = {"sv": "sv-SE", "en": "en-GB"}.get(info.language, info.language)
    canvas = TaggedCanvas(
        file, plain(info.title), language, pagesize=A4_SIZE, invariant=1, initialFontName=font("Regular"),
        pageCompression=1, enforceColorSpace=grey if info.grey else None,
    )  # fmt: skip
    canvas.setAuthor("Passledaren")
    canvas.setCreator("Passledaren")
    canvas.setSubject(plain(info.subject))
    return canvas


def _draw(canvas: TaggedCanvas, leaf: Leaf, placed: Iterable[Placed]) -> None:
    canvas.open_page(leaf.size)
    for piece, x, top, width in placed:
        piece.draw(canvas, x, leaf.size[1] - top, width)
    canvas.close_page()


def cut_cards(cards: Sequence[Piece], *, mirrored: bool = False) -> list[Leaf]:
    """Cards of A6, four on a sheet of A4, with lines to cut along. `mirrored`: the backs of such a sheet."""
    leaves = []
    for first in range(0, len(cards), 4):
        four = cards[first : first + 4]
        leaves.append(Leaf(A4_SIZE, tuple(_quarters(four, mirrored=mirrored))))
    return leaves


CARD: Final = (A4_SIZE[0] / 2, A4_SIZE[1] / 2)


def card_room() -> tuple[float, float]:
    """The width and height inside the margins of a card."""
    pad = look().space["card"]
    return CARD[0] - 2 * pad, CARD[1] - 2 * pad


def _quarters(four: Sequence[Piece], *, mirrored: bool) -> Iterable[Placed]:
    pad = look().space["card"]
    width, _height = card_room()
    for place, card in enumerate(four):
        row, column = divmod(place, 2)
        if mirrored:
            column = 1 - column
        yield Placed(card, column * CARD[0] + pad, row * CARD[1] + pad, width)
    yield Placed(Cross(), 0, 0, A4_SIZE[0])


class Cross(Gap):
    """The lines along which a sheet is cut into four."""

    @override
    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw them from edge to edge."""
        Rule("ink-3", dashed=True).draw(canvas, 0, CARD[1], A4_SIZE[0])
        canvas.saveState()
        canvas.rotate(90)
        Rule("ink-3", dashed=True).draw(canvas, 0, -CARD[0], A4_SIZE[1])
        canvas.restoreState()
