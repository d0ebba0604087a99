"""A scenario: the situation, the thoughts, what a bystander can do, and the frozen role play."""

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.frame import kicker
from facilitator.ui.stage.draw.talk import railway
from facilitator.ui.stage.page import Page


def situation(page: Page, slide: s.Situation) -> None:
    """The situation alone, as large as it can be."""
    u = page.u
    y = _heading(page, slide.kicker, slide.title)
    area = QRectF(page.body.left(), y, page.body.width() * 0.94, page.body.bottom() - y - u)
    page.text("body", slide.situation, area)


def _heading(page: Page, sign: s.Sign, title: str) -> float:
    u, body = page.u, page.body
    y = kicker(page, sign, QPointF(body.left(), body.top() + 3 * u)) + 1.5 * u
    return page.text("title", title, QRectF(body.left(), y, body.width(), 24 * u), largest=84) + 3 * u


def thoughts(page: Page, slide: s.Thoughts) -> None:
    """The thoughts on a card beside the situation; alone when there is no room for both in sizes to be read."""
    u, body = page.u, page.body
    y = _heading(page, slide.kicker, slide.title)
    area = QRectF(body.left(), y, body.width(), body.bottom() - y)
    card = 86 * u
    left = page.fit("point", slide.situation, area.width() - card - 6 * u, area.height())
    right = page.fit_all(
        "point",
        [t.text for t in slide.thoughts],
        card - 16 * u,
        area.height() - 14 * u,
        gap=2 * u,
        largest=56,
    )
    if left.over or any(block.over for block in right):
        _card(page, slide, area)
        return
    page.put(left, area.topLeft(), "point")
    used = sum(block.height for block in right) + 2 * u * (len(right) - 1) + 14 * u
    height = min(area.height(), used + 4 * u * (len(right) - 1))
    _card(page, slide, QRectF(area.right() - card, area.top(), card, height))


def _card(page: Page, slide: s.Thoughts, card: QRectF) -> None:
    u = page.u
    page.box(card, "card", "line")
    inner = card.adjusted(5 * u, 4 * u, -3 * u, -4 * u)
    y = page.text(
        "label", slide.heading, QRectF(inner.left(), inner.top(), inner.width(), 6 * u), page.accent
    )
    railway(page, slide.thoughts, QRectF(inner.left(), y + 2 * u, inner.width(), inner.bottom() - y - 2 * u))


def options(page: Page, slide: s.Options) -> None:
    """One row an option: the kind as an icon, the words, and when."""
    u, body = page.u, page.body
    y = _heading(page, slide.kicker, slide.heading)
    if slide.note:
        y = (
            page.text("label", slide.note, QRectF(body.left(), y - 2 * u, body.width(), 6 * u), "ink-2")
            + 2 * u
        )
    area = QRectF(body.left(), y, body.width(), body.bottom() - y)
    gap = 1.5 * u
    pitch = min(15.0 * u, (area.height() + gap) / len(slide.options))
    when = page.fit_all(
        "small", [o.small for o in slide.options], 36 * u, pitch * len(slide.options), largest=30
    )
    widest = max(block.width for block in when)
    width = area.width() - widest - 22 * u
    texts = page.fit_all("card", [o.text for o in slide.options], width, (pitch - gap) * len(slide.options))
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
