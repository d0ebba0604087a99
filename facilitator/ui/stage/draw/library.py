"""Words from the glossary and the support list."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.frame import kicker
from facilitator.ui.stage.page import Page
from facilitator.ui.theme import Role

_TALL: Final = 24
_LARGE: Final = 18
"""The most height of a contact's row, and the height from which its words are larger; in steps of the grid."""
_UNBROKEN: Final = "\N{NO-BREAK SPACE}"


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
    blocks = page.fit_each("label", [w.term for w in words], width - 5 * u, area.height())
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
    u, body = page.u, page.easy
    rows, gap = max(1, len(slide.contacts)), 1.5 * u
    least = rows * 11.75 * u + (rows - 1) * gap
    room = body.height() - least - 4 * u
    note = page.least("body", [slide.note], body.width())
    heading = page.fit("title", slide.heading, body.width(), room - note, largest=80)
    page.put(heading, body.topLeft(), "title")
    y = body.top() + heading.height + u
    if slide.note:
        y = page.text("body", slide.note, QRectF(body.left(), y, body.width(), note), "ink-soft", largest=56)
    y += 3 * u
    height = min(_TALL * u, (body.bottom() - y - gap * (rows - 1)) / rows)
    for contact in slide.contacts:
        _contact(page, contact, QRectF(body.left(), y, body.width(), height))
        y += height + gap


def _contact(page: Page, contact: s.Contact, row: QRectF) -> None:
    u = page.u
    page.box(row, "card", "line")
    inner = row.adjusted(4 * u, u, -4 * u, -u)
    least = max(page.width("small", contact.audience), inner.width() * 0.5)
    reach = page.fit(
        "number",
        contact.reach.replace(" ", _UNBROKEN),
        inner.width() - least - 4 * u,
        inner.height(),
        largest=76,
    )
    page.put(
        reach,
        QPointF(inner.right() - reach.width, inner.center().y() - reach.height / 2),
        "number",
        page.accent,
    )
    width = inner.width() - reach.width - 4 * u
    hours = page.fit("small", contact.hours, width * 0.4, 5 * u, largest=30)
    large = row.height() >= _LARGE * u
    role: Role = "aside"
    audience = page.fit(role, contact.audience, width, 7.25 * u)
    if not large or audience.over:
        role = "small"
        audience = page.fit(role, contact.audience, width, inner.height() - 4.75 * u)
    room = inner.height() - audience.height
    name = page.fit("card", contact.name, width - hours.width - 3 * u, room, largest=56 if large else 50)
    top = inner.center().y() - (name.height + audience.height) / 2
    page.put(name, QPointF(inner.left(), top), "card")
    page.put(audience, QPointF(inner.left(), top + name.height), role, "ink-soft")
    if contact.hours:
        base = top + name.height * 0.5 + name.px * 0.32 - hours.height * 0.5 - hours.px * 0.32
        page.put(hours, QPointF(inner.left() + name.width + 3 * u, base), "small", page.accent)
