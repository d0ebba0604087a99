"""The violence pyramid: five levels, a line from each to its name and cards, the card in hand above."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.cards import Chip, draw_card, letters, marks_width, sized
from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block


@dataclass(frozen=True, slots=True)
class _Try:
    """A way to set the cards: sizes of cards and names, room around a card's words, gap (logical pixels)."""

    px: int
    name: int
    pad: float
    gap: float


_TRIES: Final = (
    _Try(40, 34, 12, 10), _Try(36, 34, 12, 8), _Try(34, 34, 6, 6), _Try(32, 30, 0, 5), _Try(30, 30, 0, 5),
)  # fmt: skip
_MORE: Final = 8
"""Room kept at the end of a row for the number of cards that found no place, in steps of the grid."""
_SHARE: Final = 0.17
"""Half the pyramid's base, as a share of the canvas within its margins."""


@dataclass(frozen=True, slots=True)
class _Band:
    """One level on the canvas: `area` is what lies to the right of the pyramid's edge."""

    number: int
    level: s.Level
    body: QPainterPath
    area: QRectF


@dataclass(frozen=True, slots=True)
class _Row:
    """A level's name and cards in their places, and how many cards found none."""

    name: tuple[Block, QPointF]
    chips: tuple[tuple[Chip, QPointF], ...]
    left: int


def pyramid(page: Page, slide: s.Pyramid) -> None:
    """The whole form."""
    u, body = page.u, page.body
    strip = QRectF(body.left(), body.top() - 1.5 * u, body.width(), 12.5 * u)
    _strip(page, slide, strip)
    area = QRectF(body.left(), strip.bottom() + u, body.width(), body.bottom() + 3 * u - strip.bottom() - u)
    bands = _bands(page, slide.levels, area)
    for band in bands:
        _level(page, band)
    _legend(page, slide.legend, area)
    for band, row in zip(bands, _rows(page, bands), strict=True):
        page.put(row.name[0], row.name[1], "label")
        for chip, at in row.chips:
            draw_card(page, chip, at)
        if row.left:
            _more(page, band, row.left)


def _legend(page: Page, marks: tuple[s.Mark, ...], area: QRectF) -> None:
    """What the cards' letters mean, where the pyramid leaves room: the longest names where there is most of it."""
    u = page.u
    names = [(mark, page.fit("small", mark.name, area.width(), 5 * u, largest=30)) for mark in marks]
    y, gap = area.top(), 0.75 * u
    for mark, name in sorted(names, key=_length, reverse=True):
        y += name.height + gap
        middle = QPointF(area.left(), y - name.height / 2)
        letters(page, (mark,), middle, name.px)
        at = QPointF(area.left() + marks_width(page, s.Card("", "", (mark,)), name.px), y - name.height)
        page.put(name, at, "small", "ink-2")


def _length(named: tuple[s.Mark, Block]) -> float:
    return named[1].width


def _strip(page: Page, slide: s.Pyramid, strip: QRectF) -> None:
    u = page.u
    if slide.only is not None:
        strip = strip.adjusted(0, 0, -_only(page, slide.only, strip), 0)
    if slide.ended:
        page.text("card", slide.ending, strip, middle=True, largest=50)
        return
    width = strip.width() * (0.42 if slide.hand else 1)
    question = page.fit("card", slide.question, width, strip.height(), largest=46)
    page.put(question, QPointF(strip.left(), strip.center().y() - question.height / 2), "card", "ink-soft")
    if slide.hand is None:
        return
    left = strip.left() + question.width + 5 * u
    _hand(page, slide.hand, strip.adjusted(left - strip.left(), 0, 0, 0))


def _only(page: Page, mark: s.Mark, strip: QRectF) -> float:
    """The form of violence that is chosen, at the right; returns the width it takes."""
    u = page.u
    name = page.fit("card", mark.name, strip.width() * 0.3, 7 * u)
    px = name.px
    width = marks_width(page, s.Card("", "", (mark,)), px) + name.width + 4 * u
    box = QRectF(strip.right() - width, strip.center().y() - 4.5 * u, width, 9 * u)
    page.box(box, "card", page.accent, radius=2 * u)
    letters(page, (mark,), QPointF(box.left() + 2 * u, box.center().y()), px)
    page.put(name, QPointF(box.right() - 2 * u - name.width, box.center().y() - name.height / 2), "card")
    return width + 4 * u


def _hand(page: Page, card: s.Card, place: QRectF) -> None:
    """The card in hand, with the names of its forms beside it, or below where the card is long."""
    u = page.u
    names = page.fit("small", " · ".join(mark.name for mark in card.marks), place.width(), 5 * u, largest=30)
    spare = marks_width(page, card, 56) + 6 * u
    text = page.fit("card", card.text, place.width() - spare - names.width, place.height() - 3 * u)
    beside = len(text.lines) == 1 and text.px > page.theme.stage["label"].max
    if not beside:
        text = page.fit("card", card.text, place.width() - spare, place.height() - names.height - u)
    chip = sized(page, card, text, 2 * u if beside else 0.75 * u)
    top = place.center().y() - (chip.height + (0 if beside else names.height)) / 2
    page.box(QRectF(place.left(), top + 0.75 * u, chip.width, chip.height), "sunk", radius=2 * u)
    draw_card(page, chip, QPointF(place.left(), top), line=page.accent)
    at = QPointF(place.left() + 2 * u, top + chip.height)
    if beside:
        at = QPointF(place.left() + chip.width + 2 * u, top + (chip.height - names.height) / 2)
    page.put(names, at, "small", "ink-2")


def _bands(page: Page, levels: tuple[s.Level, ...], area: QRectF) -> list[_Band]:
    u = page.u
    gap = u
    height = (area.height() - gap * (len(levels) - 1)) / len(levels)
    half = min(area.width() * _SHARE, area.height() * 0.62)
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


def _rows(page: Page, bands: list[_Band]) -> list[_Row]:
    """The largest way in which every card has its place, or the smallest when there are too many."""
    rows: list[_Row] = []
    for way in _TRIES:
        rows = [_row(page, band, way) for band in bands]
        if not any(row.left for row in rows):
            break
    return rows


def _row(page: Page, band: _Band, way: _Try) -> _Row:
    """The name above its cards, or beside them where that makes room for more."""
    above = _placed(page, band, way, beside=False)
    if not above.left:
        return above
    beside = _placed(page, band, way, beside=True)
    return beside if beside.left < above.left else above


def _placed(page: Page, band: _Band, way: _Try, *, beside: bool) -> _Row:
    area, cards = band.area, band.level.cards
    name = page.fit("label", band.level.name, area.width(), 6 * page.u, largest=way.name)
    line = page.theme.stage["card"].pitch * way.px + way.pad
    at = area.topLeft() + QPointF(0, (line - name.height) / 2 if beside else 0)
    x = area.left() + (name.width + 2 * page.u if beside else 0)
    y = area.top() + (0 if beside else name.height + way.gap / 2)
    placed: list[tuple[Chip, QPointF]] = []
    for n, card in enumerate(cards):
        text = page.fit("card", card.text, area.width(), 1.5 * way.px, largest=way.px)
        chip = sized(page, card, text, way.pad)
        keep = 0 if n == len(cards) - 1 else _MORE * page.u
        if x + chip.width + keep > area.right() and x > area.left():
            x, y = area.left(), y + chip.height + way.gap
        if y + chip.height > area.bottom() - page.theme.space.hairline:
            return _Row((name, at), tuple(placed), len(cards) - n)
        placed.append((chip, QPointF(x, y)))
        x += chip.width + way.gap
    return _Row((name, at), tuple(placed), 0)


def _more(page: Page, band: _Band, left: int) -> None:
    u = page.u
    text = page.fit("label", f"+{left}", _MORE * u, 5 * u, largest=34)
    at = QPointF(band.area.right() - text.width - u, band.area.bottom() - text.height - u)
    page.put(text, at, "label")
