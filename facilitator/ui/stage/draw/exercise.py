"""Four corners and the board of what can be done before, during and after."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.page import Page

LARGEST_IDEA: Final = 46
_ROOMY: Final = (4.0, 2.0)
_LOOSE: Final = (3.0, 1.5)
_TIGHT: Final = (1.5, 1.0)
"""Above and below an idea together, and between ideas; in steps of the grid."""

_Way = tuple[float, float]


def corners(page: Page, slide: s.Corners) -> None:
    """The statement, and the four corners as they lie in the room; before the first tap only their letters."""
    u, body, gap = page.u, page.body, 3 * page.u
    statement = page.fit("title", slide.statement, body.width(), body.height() * 0.36, largest=84)
    page.put(statement, QPointF(body.left(), body.top()), "title")
    top = body.top() + statement.height + 4 * u
    width, height = (body.width() - gap) / 2, (body.bottom() - top - gap) / 2
    room = width - (43 if slide.countable else 28) * u
    blocks = page.fit_each("card", [corner.text for corner in slide.corners], room, height - 3 * u)
    for n, (corner, block) in enumerate(zip(slide.corners, blocks, strict=True)):
        left, down = n % 2, n // 2
        card = QRectF(body.left() + left * (width + gap), top + down * (height + gap), width, height)
        page.box(card, "card" if slide.shown else "sunk", "line")
        page.hit("corner", str(n), card)
        colour, middle = f"corner-{n + 1}", card.center().y()
        badge = QRectF(card.left() + 5 * u, middle - 6.5 * u, 13 * u, 13 * u)
        page.box(badge, colour, radius=3 * u)
        letter = page.fit("number", corner.letter, badge.width(), badge.height(), largest=66)
        page.put(letter, badge.center() - QPointF(letter.width / 2, letter.height / 2), "number", "on-accent")
        if not slide.shown:
            continue
        page.put(block, QPointF(badge.right() + 4 * u, middle - block.height / 2), "card")
        if corner.count:
            count = page.fit("number", corner.count, 13 * u, 12 * u)
            page.put(
                count,
                QPointF(card.right() - 5 * u - count.width, middle - count.height / 2),
                "number",
                colour,
            )


def board(page: Page, slide: s.Board) -> None:
    """Three columns with the group's ideas."""
    u, body, gap = page.u, page.body, 4 * page.u
    width = (body.width() - gap * (len(slide.columns) - 1)) / len(slide.columns)
    tight = max(_least(page, column, width, _TIGHT) for column in slide.columns)
    names = page.fit_each("label", [c.heading for c in slide.columns], width - 14 * u, 10 * u)
    above = max(12 * u, 5 * u + max(name.height for name in names))
    room = body.height() - 6 * u - above
    asked = max(room - tight, page.least("title", [slide.question], body.width()))  # it is read first
    question = page.fit("title", slide.question, body.width(), asked, largest=84)
    page.put(question, QPointF(body.left(), body.top()), "title")
    top = body.top() + question.height + 3 * u
    px, way = _spaced(page, slide.columns, width, room - question.height)
    for n, (column, name) in enumerate(zip(slide.columns, names, strict=True)):
        card = QRectF(body.left() + n * (width + gap), top, width, body.bottom() - top)
        page.box(card, "card", "line")
        page.hit("column", column.id, card)
        page.icon(column.icon, QPointF(card.left() + 6 * u, card.top() + above / 2), 5 * u, page.accent)
        page.put(
            name, QPointF(card.left() + 10 * u, card.top() + (above - name.height) / 2), "label", page.accent
        )
        _column(page, column, card.adjusted(0, above, 0, 0), px, way)


def _spaced(page: Page, columns: tuple[s.Column, ...], width: float, room: float) -> tuple[int, _Way]:
    """The size of all ideas and the way they stand: roomy while they can be largest, tight only where they must."""
    largest = _px(page, columns, width, room, _ROOMY)
    if largest == _largest(page):
        return largest, _ROOMY
    loose = all(_least(page, column, width, _LOOSE) <= room for column in columns)
    way = _LOOSE if loose else _TIGHT
    return _px(page, columns, width, room, way), way


def _largest(page: Page) -> int:
    """How large an idea can be."""
    return round(LARGEST_IDEA * page.grown)


def _least(page: Page, column: s.Column, width: float, way: _Way) -> float:
    """The height that the column's ideas need at their smallest."""
    pad, gap = (part * page.u for part in way)
    ideas = list(column.ideas)
    return page.least("card", ideas, width - 11 * page.u, gap=gap) + pad * len(ideas)


def _px(page: Page, columns: tuple[s.Column, ...], width: float, room: float, way: _Way) -> int:
    """The size that the ideas of all columns can have."""
    pad, gap = (part * page.u for part in way)
    sizes = [_largest(page)]
    for column in columns:
        texts = list(column.ideas)
        height = room - pad * len(texts)
        blocks = page.fit_all("card", texts, width - 11 * page.u, height, gap=gap, largest=sizes[0])
        sizes += [block.px for block in blocks]
    return min(sizes)


def _column(page: Page, column: s.Column, card: QRectF, px: int, way: _Way) -> None:
    """The ideas from the top of what is left of the column's card."""
    u = page.u
    pad, gap = (part * u for part in way)
    y = card.top()
    for text in column.ideas:
        block = page.fit("card", text, card.width() - 11 * u, card.height(), largest=px)
        place = QRectF(card.left() + 3 * u, y, card.width() - 6 * u, block.height + pad)
        page.box(place, "sunk", radius=2 * u)
        page.put(block, QPointF(place.left() + 2.5 * u, place.center().y() - block.height / 2), "card")
        y = place.bottom() + gap
