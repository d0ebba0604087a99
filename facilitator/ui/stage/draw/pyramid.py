"""The violence pyramid: five levels, a line from each to its name and cards, the card in hand above."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block


@dataclass(frozen=True, slots=True)
class _Try:
    """A way to set the cards: sizes of cards and names, room around a card's words, gap, name beside its cards."""

    px: int
    name: int
    pad: float
    gap: float
    beside: bool = False


_TRIES: Final = (
    _Try(40, 34, 12, 10), _Try(36, 34, 12, 10), _Try(34, 34, 8, 8, beside=True), _Try(30, 30, 2, 4),
    _Try(30, 30, 8, 6, beside=True),
)  # fmt: skip
_MORE: Final = 8
"""Room kept at the end of a row for the number of cards that found no place, in steps of the grid."""
_BADGE: Final = 38
"""The least side of a form's letter badge, so that the letter keeps the smallest size of labels."""


@dataclass(frozen=True, slots=True)
class _Band:
    """One level on the canvas: `area` is what lies to the right of the pyramid's edge."""

    number: int
    level: s.Level
    body: QPainterPath
    area: QRectF


@dataclass(frozen=True, slots=True)
class _Chip:
    """A card as set: its words and how large it becomes."""

    card: s.Card
    block: Block
    width: float
    height: float


# The cards of a level with their places, and how many found none.
_Row = tuple[list[tuple[_Chip, QPointF]], int]


def pyramid(page: Page, slide: s.Pyramid) -> None:
    """The whole form."""
    u, body = page.u, page.body
    strip = QRectF(body.left(), body.top() - u, body.width(), 13 * u)
    _strip(page, slide, strip)
    area = QRectF(body.left(), strip.bottom() + 2 * u, body.width(), body.bottom() - strip.bottom() - 2 * u)
    bands = _bands(page, slide.levels, area)
    for band in bands:
        _level(page, band)
    _legend(page, slide.legend, area)
    way, rows = _best(page, bands)
    for band, (chips, left) in zip(bands, rows, strict=True):
        _name(page, band, way)
        for chip, at in chips:
            draw_card(page, chip, at)
        if left:
            _more(page, band, left)


def _best(page: Page, bands: list[_Band]) -> tuple[_Try, list[_Row]]:
    """The first way in which every card has its place, or the one that leaves fewest out."""
    found: tuple[_Try, list[_Row]] | None = None
    fewest = math.inf
    for way in _TRIES:
        rows = [_rows(page, band, way) for band in bands]
        left = sum(row[1] for row in rows)
        if found is None or left < fewest:
            found, fewest = (way, rows), left
        if not left:
            break
    assert found is not None
    return found


def _strip(page: Page, slide: s.Pyramid, strip: QRectF) -> None:
    u = page.u
    if slide.ended:
        page.text("card", slide.ending, strip, middle=True, largest=50)
        return
    width = strip.width() * (0.42 if slide.hand else 1)
    question = page.fit("card", slide.question, width, strip.height(), largest=46)
    page.put(question, QPointF(strip.left(), strip.center().y() - question.height / 2), "card", "ink-soft")
    if slide.hand is None:
        return
    left = strip.left() + question.width + 5 * u
    room = strip.right() - left - _marks_width(page, slide.hand, 56) - 10 * u
    text = page.fit("card", slide.hand.text, room, strip.height() - 3 * u)
    chip = _sized(page, slide.hand, text, 3 * u)
    at = QPointF(left, strip.center().y() - chip.height / 2)
    shade = QRectF(at.x(), at.y() + u, chip.width, chip.height)
    page.box(shade, "sunk", radius=2 * u)
    draw_card(page, chip, at, line=page.accent)


def _bands(page: Page, levels: tuple[s.Level, ...], area: QRectF) -> list[_Band]:
    u = page.u
    gap = u
    height = (area.height() - gap * (len(levels) - 1)) / len(levels)
    half = min(area.width() * 0.21, area.height() * 0.62)
    centre = area.left() + half
    bands = []
    for place in range(len(levels)):
        top = area.top() + place * (height + gap)
        bottom = top + height
        upper, lower = (half * (y - area.top()) / area.height() for y in (top, bottom))
        path = QPainterPath(QPointF(centre - upper, top))
        path.lineTo(centre + upper, top)
        path.lineTo(centre + lower, bottom)
        path.lineTo(centre - lower, bottom)
        path.closeSubpath()
        number = len(levels) - place
        left = centre + lower + 4 * u
        right = QRectF(left, top, area.right() - left, height)
        bands.append(_Band(number, levels[number - 1], path, right))
    return bands


def _level(page: Page, band: _Band) -> None:
    u, colour = page.u, f"pyramid-{band.number}"
    page.shape(band.body, colour)
    bounds = band.body.boundingRect()
    line = page.theme.space.hairline
    page.box(
        QRectF(bounds.right(), bounds.bottom() - line, page.body.right() - bounds.right(), line),
        colour,
        radius=1,
    )
    number = page.fit("label", str(band.number), 8 * u, 6 * u, largest=34)
    low = 0.66 if bounds.width() < 24 * u else 0.5
    at = QPointF(
        bounds.center().x() - number.width / 2, bounds.top() + bounds.height() * low - number.height / 2
    )
    page.put(number, at, "label", f"on-pyramid-{band.number}")
    page.hit(
        "level", str(band.number), QRectF(page.body.left(), bounds.top(), page.body.width(), bounds.height())
    )


def _named(page: Page, band: _Band, way: _Try) -> Block:
    return page.fit("label", band.level.name, band.area.width(), 6 * page.u, largest=way.name)


def _name(page: Page, band: _Band, way: _Try) -> None:
    name = _named(page, band, way)
    line = page.theme.stage["card"].pitch * way.px + way.pad
    page.put(name, band.area.topLeft() + QPointF(0, (line - name.height) / 2 if way.beside else 0), "label")


def _rows(page: Page, band: _Band, way: _Try) -> _Row:
    """Places for a level's cards, and how many found none."""
    name = _named(page, band, way)
    x = band.area.left() + (name.width + 2 * page.u if way.beside else 0)
    y = band.area.top() + (0 if way.beside else name.height + way.gap / 2)
    placed: list[tuple[_Chip, QPointF]] = []
    cards = band.level.cards
    for n, card in enumerate(cards):
        text = page.fit("card", card.text, band.area.width(), 1.5 * way.px, largest=way.px)
        chip = _sized(page, card, text, way.pad)
        keep = 0 if n == len(cards) - 1 else _MORE * page.u
        if x + chip.width + keep > band.area.right() and x > band.area.left():
            x, y = band.area.left(), y + chip.height + way.gap
        if y + chip.height > band.area.bottom() - page.theme.space.hairline:
            return placed, len(cards) - n
        placed.append((chip, QPointF(x, y)))
        x += chip.width + way.gap
    return placed, 0


def _more(page: Page, band: _Band, left: int) -> None:
    u = page.u
    text = page.fit("label", f"+{left}", _MORE * u, 5 * u, largest=34)
    at = QPointF(band.area.right() - text.width - u, band.area.bottom() - text.height - u)
    page.put(text, at, "label")


def _side(px: float) -> float:
    """The side of a letter badge beside text of this size."""
    return max(_BADGE, px * 0.95)


def _marks_width(page: Page, card: s.Card, px: float) -> float:
    both = px * 0.7 if card.both else 0
    return len(card.marks) * (_side(px) + page.u) + (0.5 * page.u if card.marks else 0) + both


def _sized(page: Page, card: s.Card, block: Block, pad: float) -> _Chip:
    sides = 4.5 * page.u
    width = block.width + sides + _marks_width(page, card, block.px)
    return _Chip(card, block, width, max(block.height + pad, _BADGE + 2 if card.marks else 0))


def draw_card(page: Page, chip: _Chip, at: QPointF, *, line: str = "line") -> None:
    """A card with its words, the letters of its forms, and a mark when it lies on two levels."""
    u, px = page.u, chip.block.px
    rect = QRectF(at.x(), at.y(), chip.width, chip.height)
    page.box(rect, "card", page.accent if chip.card.both else line, radius=1.75 * u, dashed=chip.card.both)
    if chip.card.id:
        page.hit("card", chip.card.id, rect)
    x = rect.left() + 2.25 * u
    if chip.card.both:
        page.shape(_up_and_down(QPointF(x + px * 0.22, rect.center().y()), px * 0.22), page.accent)
        x += px * 0.7
    page.put(chip.block, QPointF(x, rect.center().y() - chip.block.height / 2), "card")
    x += chip.block.width + 1.5 * u
    for mark in chip.card.marks:
        side = _side(px)
        _badge(page, mark, QRectF(x, rect.center().y() - side / 2, side, side))
        x += side + u


def _badge(page: Page, mark: s.Mark, place: QRectF) -> None:
    page.box(place, f"form-{mark.form}", radius=page.u)
    size = max(page.theme.stage["label"].min, round(place.height() * 0.72))
    letter = page.fit("label", mark.letter, place.width(), 2 * place.height(), largest=size)
    page.put(letter, place.center() - QPointF(letter.width / 2, letter.height / 2), "label", "on-accent")


def _up_and_down(centre: QPointF, size: float) -> QPainterPath:
    path = QPainterPath()
    for way in (-1, 1):
        path.moveTo(centre + QPointF(-size, way * size * 0.3))
        path.lineTo(centre + QPointF(size, way * size * 0.3))
        path.lineTo(centre + QPointF(0, way * size * 1.4))
        path.closeSubpath()
    return path


def _legend(page: Page, marks: tuple[s.Mark, ...], area: QRectF) -> None:
    """What the letters mean, in the free corner beside the pyramid's top."""
    u = page.u
    y = area.top()
    side = 5 * u
    for mark in marks:
        _badge(page, mark, QRectF(area.left(), y, side, side))
        name = page.fit("small", mark.name, area.width() * 0.14, 6 * u, largest=30)
        at = QPointF(area.left() + side + 1.5 * u, y + (side - name.height) / 2)
        page.put(name, at, "small", "ink-2")
        y += side + 1.25 * u
