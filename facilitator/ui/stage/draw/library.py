"""Words from the glossary and the support list."""

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.frame import kicker
from facilitator.ui.stage.page import Page


def terms(page: Page, slide: s.Terms) -> None:
    """The newest word large with its meaning; all words of the step in a row below."""
    u, body = page.u, page.body
    row = 11 * u if len(slide.terms) > 1 else 0
    word = [term for term in slide.terms if term.shown][-1]
    area = QRectF(body.left(), body.top(), body.width(), body.height() - row - 4 * u)
    meaning = page.fit("body", word.meaning, area.width() * 0.92, area.height() * 0.55)
    term = page.fit("headline", word.term, area.width(), area.height() - meaning.height - 12 * u, largest=150)
    used = 7 * u + term.height + 3 * u + meaning.height
    y = area.top() + (area.height() - used) * 0.42
    y = kicker(page, slide.kicker, QPointF(area.left(), y)) + 1.5 * u
    page.put(term, QPointF(area.left(), y), "headline")
    page.put(meaning, QPointF(area.left(), y + term.height + 3 * u), "body", "ink-soft")
    if row:
        _row(page, slide.terms, word, QRectF(body.left(), body.bottom() - row, body.width(), row))


def _row(page: Page, words: tuple[s.Word, ...], now: s.Word, area: QRectF) -> None:
    u, gap = page.u, 3 * page.u
    width = (area.width() - gap * (len(words) - 1)) / len(words)
    blocks = page.fit_all("label", [w.term for w in words], width - 5 * u, (area.height() - u) * len(words))
    for n, (word, block) in enumerate(zip(words, blocks, strict=True)):
        place = QRectF(area.left() + n * (width + gap), area.top(), width, area.height())
        if not word.shown:
            page.box(place, "", "line", dashed=True)
            continue
        page.box(place, page.accent if word is now else "sunk")
        at = place.center() - QPointF(block.width / 2, block.height / 2)
        page.put(block, at, "label", "on-accent" if word is now else "ink")


def support(page: Page, slide: s.Support) -> None:
    """Who one can talk to: names and hours to the left, numbers large to the right."""
    u, body = page.u, page.body
    y = page.text(
        "title",
        slide.heading,
        QRectF(body.left(), body.top(), body.width(), body.height() * 0.24),
        largest=80,
    )
    if slide.note:
        y = page.text(
            "body", slide.note, QRectF(body.left(), y + u, body.width(), 20 * u), "ink-soft", largest=56
        )
    y += 3 * u
    gap = 1.5 * u
    rows = max(1, len(slide.contacts))
    height = min(20.0 * u, (body.bottom() - y - gap * (rows - 1)) / rows)
    for contact in slide.contacts:
        _contact(page, contact, QRectF(body.left(), y, body.width(), height))
        y += height + gap


def _contact(page: Page, contact: s.Contact, row: QRectF) -> None:
    u = page.u
    page.box(row, "card", "line")
    inner = row.adjusted(4 * u, u, -4 * u, -u)
    reach = page.fit("number", contact.reach, inner.width() * 0.46, inner.height(), largest=76)
    page.put(
        reach,
        QPointF(inner.right() - reach.width, inner.center().y() - reach.height / 2),
        "number",
        page.accent,
    )
    width = inner.width() - reach.width - 5 * u
    name = page.fit("card", contact.name, width, inner.height() * 0.62, largest=50)
    details = " · ".join(filter(None, (contact.audience, contact.hours)))
    small = page.fit("small", details, width, max(inner.height() - name.height, 5 * u))
    top = inner.center().y() - (name.height + small.height) / 2
    page.put(name, QPointF(inner.left(), top), "card")
    page.put(small, QPointF(inner.left(), top + name.height), "small", "ink-soft")
