"""Pyramid cards: their words, the letters of their forms of violence, and the mark of a card on two levels."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainterPath

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block

BADGE: Final = 38
"""The least height of a letter's field, so that the letter keeps the smallest size of labels."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A card as set: its words and how large it becomes."""

    card: s.Card
    block: Block
    width: float
    height: float


def _badge(px: float) -> QSizeF:
    """The size of one letter's field beside text of this size."""
    high = max(BADGE, px * 0.95)
    return QSizeF(high * 0.86, high)


def marks_width(page: Page, card: s.Card, px: float) -> float:
    """What the letters and the mark of two levels take beside words of this size."""
    both = px * 0.7 if card.both else 0
    return len(card.marks) * _badge(px).width() + (1.5 * page.u if card.marks else 0) + both


def sized(page: Page, card: s.Card, block: Block, pad: float) -> Chip:
    """A card whose words are set, with `pad` above and below them together."""
    width = block.width + 4 * page.u + marks_width(page, card, block.px)
    return Chip(card, block, width, max(block.height + pad, BADGE + 2 if card.marks else 0))


def draw_card(page: Page, chip: Chip, at: QPointF, *, line: str = "line") -> None:
    """A card with its words, the letters of its forms, and a mark when it lies on two levels.

    One that is dimmed keeps its place, without letters.
    """
    u, px = page.u, chip.block.px
    rect = QRectF(at.x(), at.y(), chip.width, chip.height)
    if chip.card.dim:
        page.box(rect, "", line, radius=1.75 * u)
    else:
        edge = page.accent if chip.card.both else line
        page.box(rect, "card", edge, radius=1.75 * u, dashed=chip.card.both)
    if chip.card.id:
        page.hit("card", chip.card.id, rect)
    x = rect.left() + 2 * u
    if chip.card.both:
        colour = "ink-3" if chip.card.dim else page.accent
        page.shape(_up_and_down(QPointF(x + px * 0.22, rect.center().y()), px * 0.22), colour)
        x += px * 0.7
    words = "ink-3" if chip.card.dim else "ink"
    page.put(chip.block, QPointF(x, rect.center().y() - chip.block.height / 2), "card", words)
    if not chip.card.dim:
        letters(page, chip.card.marks, QPointF(x + chip.block.width + 1.5 * u, rect.center().y()), px)


def letters(page: Page, marks: tuple[s.Mark, ...], middle: QPointF, px: float) -> None:
    """The letters of a card's forms side by side, each in its colour, from the middle of the left edge."""
    size = _badge(px)
    largest = max(page.theme.stage["label"].min, round(size.height() * 0.72))
    for place, mark in enumerate(marks):
        field = QRectF(QPointF(middle.x() + place * size.width(), middle.y() - size.height() / 2), size)
        page.shape(_field(field, page.u, first=place == 0, last=place == len(marks) - 1), f"form-{mark.form}")
        letter = page.fit("label", mark.letter, size.width() * 1.2, 2 * size.height(), largest=largest)
        page.put(letter, field.center() - QPointF(letter.width / 2, letter.height / 2), "label", "on-accent")


def _field(rect: QRectF, radius: float, *, first: bool, last: bool) -> QPainterPath:
    """A rectangle rounded only where a row of fields begins and ends."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(rect, radius, radius)
    if not first:
        path.addRect(rect.adjusted(0, 0, -rect.width() / 2, 0))
    if not last:
        path.addRect(rect.adjusted(rect.width() / 2, 0, 0, 0))
    return path


def _up_and_down(centre: QPointF, size: float) -> QPainterPath:
    path = QPainterPath()
    for way in (-1, 1):
        path.moveTo(centre + QPointF(-size, way * size * 0.3))
        path.lineTo(centre + QPointF(size, way * size * 0.3))
        path.lineTo(centre + QPointF(0, way * size * 1.4))
        path.closeSubpath()
    return path
