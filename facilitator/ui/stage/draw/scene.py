"""A scenario: the situation, the thoughts, what a bystander can do, and the frozen role play."""

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.frame import kicker
from facilitator.ui.stage.draw.talk import RAIL, Rail
from facilitator.ui.stage.page import Page


def situation(page: Page, slide: s.Situation) -> None:
    """The situation alone, as large as it can be."""
    body = page.easy
    width = body.width() * 0.96
    y = _heading(page, slide.kicker, slide.title, page.least("body", [slide.situation], width))
    page.text("body", slide.situation, QRectF(body.left(), y, width, body.bottom() - y))


def _heading(page: Page, sign: s.Sign, title: str, below: float) -> float:
    """Kicker and title, so that at least `below` is left under them; returns where they end (y)."""
    u, body = page.u, page.easy
    y = kicker(page, sign, QPointF(body.left(), body.top() + 2 * u)) + 1.5 * u
    room = body.bottom() - y - below - 3 * u
    return page.text("title", title, QRectF(body.left(), y, body.width(), room), largest=84) + 3 * u


def thoughts(page: Page, slide: s.Thoughts) -> None:
    """The thoughts on a card beside the situation; alone when there is no room for both in sizes to be read."""
    u, body = page.u, page.easy
    lines = [line.text for line in slide.thoughts]
    for card in (88 * u, 98 * u, 108 * u):
        width = body.width() - card - 6 * u
        situation = page.least("point", [slide.situation], width)
        beside = page.least("point", lines, card - (RAIL + 8) * u, gap=u) + 16 * u
        needed = max(situation, beside)
        if needed <= body.height() - 22.5 * u:
            y = _heading(page, slide.kicker, slide.title, needed)
            room = body.bottom() - y
            page.text("point", slide.situation, QRectF(body.left(), y, width, room))
            _card(page, slide, QRectF(body.right() - card, y, card, room))
            return
    _alone(page, slide, lines)


def _alone(page: Page, slide: s.Thoughts, lines: list[str]) -> None:
    """The thoughts over the whole width; the situation below in smaller letters, as a reminder, if there is room."""
    u, body = page.u, page.easy
    width = body.width() - RAIL * u
    reminder = page.least("aside", [slide.situation], width - 8 * u) + 6 * u
    roomy, tight = (page.least("point", lines, width, gap=gap) for gap in (2 * u, u / 2))
    reminded = roomy + reminder + 4 * u <= body.height() - 20 * u
    below = roomy + reminder + 4 * u if reminded else tight
    y = _heading(page, s.Sign(slide.kicker.icon, slide.title), slide.heading, below)
    room = body.bottom() - y
    if reminded:
        room -= _reminder(page, slide.situation, room - roomy - 4 * u) + 4 * u
    rail = Rail.fitted(page, slide.thoughts, body.width(), room)
    rail.draw(page, QPointF(body.left(), y))


def _reminder(page: Page, text: str, room: float) -> float:
    """The situation on a quiet card at the bottom; returns the card's height."""
    u, body = page.u, page.easy
    block = page.fit("aside", text, body.width() - 16 * u, room - 6 * u)
    height = block.height + 6 * u
    card = QRectF(body.left(), body.bottom() - height, body.width(), height)
    page.box(card, "sunk")
    page.icon("book-open-text", QPointF(card.left() + 6 * u, card.center().y()), 5 * u, page.accent)
    page.put(block, QPointF(card.left() + 11 * u, card.center().y() - block.height / 2), "aside")
    return height


def _card(page: Page, slide: s.Thoughts, place: QRectF) -> None:
    """A card with the thoughts, no higher than they need."""
    u = page.u
    pad = 4 * u
    heading = page.fit("label", slide.heading, place.width() - 9 * u, 7 * u)
    above = pad + heading.height + 2 * u
    rail = Rail.fitted(page, slide.thoughts, place.width() - 8 * u, place.height() - above - pad)
    card = QRectF(place.left(), place.top(), place.width(), above + rail.height + pad)
    page.box(card, "card", "line")
    page.put(heading, QPointF(card.left() + 5 * u, card.top() + pad), "label", page.accent)
    rail.draw(page, QPointF(card.left() + 5 * u, card.top() + above))


def options(page: Page, slide: s.Options) -> None:
    """One row an option: the kind as an icon, the words, and when."""
    u, body = page.u, page.easy
    rows = len(slide.options)
    y = _heading(page, slide.kicker, slide.heading, 9 * u * rows + 6 * u)
    if slide.note:
        y = (
            page.text("label", slide.note, QRectF(body.left(), y - 2 * u, body.width(), 6 * u), "ink-2")
            + 2 * u
        )
    area = QRectF(body.left(), y, body.width(), body.bottom() - y)
    gap = 1.5 * u
    pitch = min(15.0 * u, (area.height() + gap) / len(slide.options))
    when = page.fit_each("small", [o.small for o in slide.options], 40 * u, pitch - gap, largest=30)
    width = area.width() - max(block.width for block in when) - 22 * u
    texts = page.fit_each("card", [o.text for o in slide.options], width, pitch - gap)
    for option, block, label in zip(slide.options, texts, when, strict=True):
        row = QRectF(area.left(), y, area.width(), pitch - gap)
        page.box(row, "card", "line")
        middle = row.center().y()
        page.disc(QPointF(row.left() + 6.5 * u, middle), min(4.0 * u, row.height() / 2 - u), page.soft)
        page.icon(option.icon, QPointF(row.left() + 6.5 * u, middle), 5 * u, page.accent)
        page.put(block, QPointF(row.left() + 13 * u, middle - block.height / 2), "card")
        page.put(
            label, QPointF(row.right() - 4 * u - label.width, middle - label.height / 2), "small", "ink-2"
        )
        y += pitch


def freeze(page: Page, slide: s.Freeze) -> None:
    """Everything stands still: one word, one question."""
    u, body = page.u, page.body
    centre = QPointF(body.right() - 26 * u, body.center().y())
    page.disc(centre, 24 * u, page.soft)
    page.icon("snowflake", centre, 28 * u, page.accent)
    width = body.width() - 56 * u
    heading = page.fit("headline", slide.heading, width, body.height() * 0.4)
    text = page.fit("body", slide.text, width, body.height() * 0.5)
    y = body.top() + (body.height() - heading.height - text.height - 3 * u) / 2
    page.put(heading, QPointF(body.left(), y), "headline")
    page.put(text, QPointF(body.left(), y + heading.height + 3 * u), "body", "ink-soft")
