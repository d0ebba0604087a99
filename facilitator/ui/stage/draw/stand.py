"""Draws hot chair, line and answers."""

from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.frame import kicker
from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block
from facilitator.ui.theme import Role


def hot_seat(page: Page, slide: s.HotSeat) -> None:
    """One statement as large as the longest allows; above it how many remain, below it the two ways to answer."""
    u, body = page.u, page.body
    top = kicker(page, slide.kicker, body.topLeft()) + 2 * u
    left = page.fit("label", slide.left, 40 * u, 6 * u, largest=36)
    page.put(left, QPointF(body.right() - left.width, body.top()), "label", "ink-2")
    cards = QRectF(body.left(), body.bottom() - 24 * u, body.width(), 24 * u)
    _ways(page, slide.ways, cards)
    room = cards.top() - 3 * u - top
    texts = [line.text for line in slide.statements]
    block = page.fit_each("headline", texts, body.width(), room)[slide.here]
    page.put(block, QPointF(body.left() - 0.5 * u, top + (room - block.height) * 0.45), "headline")


def _ways(page: Page, ways: tuple[s.Way, s.Way], area: QRectF) -> None:
    """Side by side: to move in the accent, to stay on a plain card."""
    u, gap = page.u, 4 * page.u
    width = (area.width() - gap) / 2
    room = width - 22 * u
    answers_ = page.fit_each("aside", [way.answer for way in ways], room, area.height() * 0.4)
    most = area.height() - 4 * u - max(answer.height for answer in answers_)
    asked = page.fit_each("card", [way.asked for way in ways], room, most, largest=46)
    for n, (way, question, answer) in enumerate(zip(ways, asked, answers_, strict=True)):
        card = QRectF(area.left() + n * (width + gap), area.top(), width, area.height())
        page.box(card, "card" if n else page.soft, "line" if n else "")
        page.icon(
            way.icon, QPointF(card.left() + 9 * u, card.center().y()), 8 * u, "ink-2" if n else page.accent
        )
        at = QPointF(card.left() + 17 * u, card.center().y() - (question.height + answer.height) / 2)
        page.put(question, at, "card")
        page.put(answer, at + QPointF(0, question.height), "aside")


def spectrum(page: Page, slide: s.Spectrum) -> None:
    """The statement, and a long bar with an end on either side; before the first tap the bar has no names."""
    u, body = page.u, page.body
    third = (body.width() - 8 * u) / 3
    names = page.fit_each("card", [place.text for place in slide.places], third, 20 * u)
    low = max(block.height for block in names)
    bar = body.bottom() - low - 8 * u
    room = bar - 18 * u - body.top()
    statement = page.fit("title", slide.statement, body.width(), room)
    page.put(statement, QPointF(body.left(), body.top() + (room - statement.height) * 0.3), "title")
    _bar(page, bar, shown=slide.shown)
    if not slide.shown:
        return
    for n, (place, name) in enumerate(zip(slide.places, names, strict=True)):
        share = n / 2  # left end, middle, right end
        page.put(
            name, QPointF(body.left() + (body.width() - name.width) * share, body.bottom() - low), "card"
        )
        count = page.fit("number", place.count, third, 12 * u)
        at = QPointF(body.left() + (body.width() - count.width) * share, bar - 6 * u - count.height)
        page.put(count, at, "number", page.accent)


def _bar(page: Page, y: float, *, shown: bool) -> None:
    u, body = page.u, page.body
    bar = QRectF(body.left(), y - 1.5 * u, body.width(), 3 * u)
    page.box(bar, page.accent if shown else "line", radius=1.5 * u)
    for n in range(3):
        radius = 2.5 * u if n == 1 else 4.5 * u
        x = body.left() + 4.5 * u + (body.width() - 9 * u) * n / 2
        fill = "paper" if n == 1 or not shown else page.accent
        page.disc(QPointF(x, y), radius, fill, page.accent if shown else "line", width=u)


def answers(page: Page, slide: s.Answers) -> None:
    """The statement, and three panels with a sign each: disc, square, triangle."""
    u, body, gap = page.u, page.body, 4 * page.u
    statement = page.fit("title", slide.statement, body.width(), body.height() * 0.44)
    page.put(statement, QPointF(body.left(), body.top()), "title")
    top = body.top() + statement.height + 5 * u
    width, height = (body.width() - 2 * gap) / 3, body.bottom() - top
    low = 11 * u if slide.countable else 0
    room = height - 27 * u - low
    role, blocks = _names(page, slide, width - 8 * u, room)
    above = (room - max(block.height for block in blocks)) / 2
    for n, (place, block) in enumerate(zip(slide.places, blocks, strict=True)):
        card = QRectF(body.left() + n * (width + gap), top, width, height)
        page.box(card, "card" if slide.shown else "sunk", "line")
        page.hit("corner", str(n), card)
        colour, middle = f"corner-{n + 1}", card.center().x()
        page.shape(_sign(n, QPointF(middle, top + above + 12.5 * u), 7.5 * u), colour)
        if not slide.shown:
            continue
        page.put(block, QPointF(middle - block.width / 2, top + above + 23 * u), role)
        count = page.fit("number", place.count, width - 8 * u, low)
        page.put(
            count, QPointF(middle - count.width / 2, card.bottom() - 2 * u - count.height), "number", colour
        )


def _names(page: Page, slide: s.Answers, width: float, height: float) -> tuple[Role, tuple[Block, ...]]:
    """The answers as titles where they are short."""
    texts = [place.text for place in slide.places]
    large = page.fit_each("title", texts, width, height)
    if any(block.over for block in large):
        return "card", page.fit_each("card", texts, width, height)
    return "title", large


def _sign(number: int, centre: QPointF, size: float) -> QPainterPath:
    path = QPainterPath()
    if number == 0:
        path.addEllipse(centre, size, size)
    elif number == 1:
        side = size * 1.75
        path.addRoundedRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side), 8, 8)
    else:
        path.moveTo(centre + QPointF(0, -size))
        path.lineTo(centre + QPointF(size * 1.1, size * 0.9))
        path.lineTo(centre + QPointF(-size * 1.1, size * 0.9))
        path.closeSubpath()
    return path


FORMS: Final[dict[type[Any], Any]] = {s.HotSeat: hot_seat, s.Spectrum: spectrum, s.Answers: answers}
