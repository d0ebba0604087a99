"""Draws sorting: the card in hand above, the places below as columns or stairs, or the fact behind a card."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block


@dataclass(frozen=True, slots=True)
class _Try:
    """A way to set the cards: their size (logical pixels) and how many stand beside each other in a place."""

    px: int
    lanes: int


_TRIES: Final = (
    _Try(48, 1), _Try(44, 1), _Try(40, 1), _Try(40, 2), _Try(36, 1), _Try(36, 2), _Try(32, 1), _Try(30, 1), _Try(30, 2),
)  # fmt: skip
_NARROWEST: Final = 44
"""The least width of a card that stands beside another, in steps of the grid."""
_STEPS: Final = (0.16, 0.29, 0.42)
"""How high the steps of a staircase are, as shares of the height there is."""
_MORE: Final = 5
"""Room kept for the number of cards that found no place, in steps of the grid."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a heap's cards may lie; `up`: they stand on each other from the bottom."""

    heap: s.Heap
    room: QRectF
    up: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """Cards beside each other, with their words as set."""

    cards: tuple[tuple[s.Item, Block], ...]
    height: float


def sorting(page: Page, slide: s.Sorting) -> None:
    """The whole form."""
    u, body = page.u, page.body
    strip = QRectF(body.left(), body.top() - 1.5 * u, body.width(), 17 * u)
    area = QRectF(body.left(), strip.bottom() + 2 * u, body.width(), body.bottom() - strip.bottom())
    _strip(page, slide, strip)
    if slide.why is not None:
        _why(page, slide.why, area)
        return
    places = _stairs(page, slide.heaps, area) if slide.stairs else _columns(page, slide.heaps, area)
    ways = [way for way in _TRIES if way.lanes == 1 or _lane(page, places[0], way) >= _NARROWEST * u]
    way = next((way for way in ways if _all_fit(page, places, way)), ways[-1])
    for place in places:
        _cards(page, place, way)


def _strip(page: Page, slide: s.Sorting, strip: QRectF) -> None:
    u = page.u
    if slide.ended:
        page.text("card", slide.ending, strip, middle=True)
        return
    width = strip.width() * (0.36 if slide.hand else 1)
    question = page.fit("card", slide.question, width, strip.height(), largest=46)
    page.put(question, QPointF(strip.left(), strip.center().y() - question.height / 2), "card", "ink-soft")
    if slide.hand is not None:
        left = strip.left() + question.width + 5 * u
        _hand(page, slide.hand, QRectF(left, strip.top(), strip.right() - left, strip.height()))


def _hand(page: Page, item: s.Item, place: QRectF) -> None:
    """The card in hand, raised a little from the paper."""
    u = page.u
    sign = 9 * u if item.icon else 0
    text = page.fit("card", item.text, place.width() - 6 * u - sign, place.height() - 4 * u)
    width, height = text.width + 6 * u + sign, max(text.height, sign) + 3 * u
    card = QRectF(place.left(), place.center().y() - height / 2, width, height)
    page.box(card.translated(0, 0.75 * u), "sunk", radius=2 * u)
    page.box(card, "card", page.accent, radius=2 * u)
    page.hit("item", item.id, card)
    if item.icon:
        page.icon(item.icon, QPointF(card.left() + 6.5 * u, card.center().y()), 7 * u, page.accent)
    page.put(text, QPointF(card.left() + 3 * u + sign, card.center().y() - text.height / 2), "card")


# --- places ---------------------------------------------------------------------------------------------


def _columns(page: Page, heaps: tuple[s.Heap, ...], area: QRectF) -> list[_Place]:
    """Columns side by side, each with its number and its name above the cards."""
    u, gap = page.u, 2 * page.u
    width = (area.width() - gap * (len(heaps) - 1)) / len(heaps)
    side, pad = 6 * u, 2 * u
    names = page.fit_each(
        "card", [heap.name for heap in heaps], width - 2 * pad - side - 1.5 * u, 12 * u, largest=44
    )
    high = max(side, *(name.height for name in names))
    places = []
    for n, (heap, name) in enumerate(zip(heaps, names, strict=True), start=1):
        column = QRectF(area.left() + (n - 1) * (width + gap), area.top(), width, area.height())
        page.box(column, "card", "line")
        page.hit("place", str(n), column)
        middle = column.top() + pad + high / 2
        badge = QRectF(column.left() + pad, middle - side / 2, side, side)
        page.box(badge, page.soft, radius=1.5 * u)
        number = page.fit("label", str(n), side, side)
        page.put(number, badge.center() - QPointF(number.width / 2, number.height / 2), "label", page.accent)
        page.put(name, QPointF(badge.right() + 1.5 * u, middle - name.height / 2), "card")
        room = column.adjusted(pad, 2 * pad + high, -pad, -pad)
        places.append(_Place(heap, room, up=False))
    return places


def _stairs(page: Page, heaps: tuple[s.Heap, ...], area: QRectF) -> list[_Place]:
    """Steps that rise from the left, each with its number and name; the cards stand on them."""
    u = page.u
    width, low = area.width() / len(heaps), area.height() * _STEPS[0]
    names = page.fit_each(
        "card", [f"{n}. {heap.name}" for n, heap in enumerate(heaps, 1)], width - 6 * u, low - u
    )
    places = []
    for n, (heap, name, share) in enumerate(zip(heaps, names, _STEPS, strict=True), start=1):
        left, height = area.left() + (n - 1) * width, area.height() * share
        block = QRectF(left, area.bottom() - height, width, height)
        page.box(block, f"pyramid-{n}", radius=1)
        page.hit("place", str(n), QRectF(left, area.top(), width, area.height()))
        at = QPointF(left + 3 * u, block.top() + (low - name.height) / 2)
        page.put(name, at, "card", f"on-pyramid-{n}")
        room = QRectF(left + u, area.top(), width - 2 * u, area.height() - height - u)
        places.append(_Place(heap, room, up=True))
    return places


# --- cards ----------------------------------------------------------------------------------------------


def _all_fit(page: Page, places: list[_Place], way: _Try) -> bool:
    return all(_height(page, _rows(page, place, way)) <= place.room.height() for place in places)


def _height(page: Page, rows: list[_Row]) -> float:
    return sum(row.height for row in rows) + page.u * max(0, len(rows) - 1)


def _lane(page: Page, place: _Place, way: _Try) -> float:
    """The width of one card."""
    return (place.room.width() - page.u * (way.lanes - 1)) / way.lanes


def _rows(page: Page, place: _Place, way: _Try) -> list[_Row]:
    u, width, items = page.u, _lane(page, place, way), place.heap.items
    rows = []
    for first in range(0, len(items), way.lanes):
        cards, high = [], 0.0
        for item in items[first : first + way.lanes]:
            sign = _sign(way) if item.icon else 0
            block = page.fit("card", item.text, width - 3 * u - sign, place.room.height(), largest=way.px)
            cards.append((item, block))
            high = max(high, block.height, sign)
        rows.append(_Row(tuple(cards), high + 1.5 * u))
    return rows


def _sign(way: _Try) -> float:
    """What the picture of a card takes beside words of this size."""
    return way.px * 1.6


def _cards(page: Page, place: _Place, way: _Try) -> None:
    """The heap's cards; where not all find room the newest do, and the number of the others stands first."""
    u, room = page.u, place.room
    rows, hidden = _rows(page, place, way), 0
    while _height(page, rows) > room.height() - (_MORE * u if hidden else 0):
        hidden += len(rows.pop(0).cards)
    lane = _lane(page, place, way)
    y = room.bottom() if place.up else room.top()
    if hidden:
        more = page.fit("label", f"+{hidden}", room.width(), _MORE * u, largest=34)
        y -= _MORE * u if place.up else 0
        page.put(more, QPointF(room.left() + 1.5 * u, y), "label", "ink-2")
        y += 0 if place.up else _MORE * u
    for row in rows:
        y -= row.height if place.up else 0
        _row(page, row, QPointF(room.left(), y), lane, way)
        y += -u if place.up else row.height + u


def _row(page: Page, row: _Row, at: QPointF, width: float, way: _Try) -> None:
    u = page.u
    for n, (item, block) in enumerate(row.cards):
        card = QRectF(at.x() + n * (width + u), at.y(), width, row.height)
        page.box(card, "sunk", "line", radius=1.75 * u)
        page.hit("item", item.id, card)
        x, middle = card.left() + 1.5 * u, card.center().y()
        if item.icon:
            side = way.px * 1.25
            page.icon(item.icon, QPointF(x + side / 2, middle), side, page.accent)
            x += _sign(way)
        page.put(block, QPointF(x, middle - block.height / 2), "card")


# --- the fact behind a card -----------------------------------------------------------------------------


def _why(page: Page, why: s.Why, area: QRectF) -> None:
    """The card, where it belongs, the fact in large words and who says so."""
    u = page.u
    page.box(area, page.soft)
    page.hit("item", "", area)
    inner = area.adjusted(5 * u, 4 * u, -5 * u, -3 * u)
    y = inner.top()
    if why.place:
        place = page.fit("label", why.place, inner.width(), 6 * u)
        pill = QRectF(inner.left(), y, place.width + 5 * u, 7 * u)
        page.box(pill, page.accent, radius=pill.height() / 2)
        page.put(place, pill.center() - QPointF(place.width / 2, place.height / 2), "label", "on-accent")
        y = pill.bottom() + 2 * u
    text = page.fit("card", why.item.text, inner.width(), 18 * u)
    page.put(text, QPointF(inner.left(), y), "card")
    y += text.height + 2 * u
    source = page.fit("small", why.source, inner.width() - 6 * u, 10 * u)
    low = inner.bottom() - source.height
    page.icon("book-open-text", QPointF(inner.left() + 2 * u, low + source.height / 2), 4 * u, page.accent)
    page.put(source, QPointF(inner.left() + 6 * u, low), "small", "ink-2")
    page.text("body", why.fact, QRectF(inner.left(), y, inner.width(), low - 2 * u - y))


FORMS: Final[dict[type[Any], Any]] = {s.Sorting: sorting}
