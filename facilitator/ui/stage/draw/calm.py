"""Draws story, thanks and groups; paper, pen and body are drawn as points."""

import math
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.frame import kicker
from facilitator.ui.stage.page import Page

_COLOURS: Final = 4
_SHAPES: Final = 5
_WIDER: Final = 1.8
_TALL: Final = 17
"""The most height of a group's place, in steps of the grid."""


def story(page: Page, slide: s.Story) -> None:
    """A calm ground, and at most a few quiet words."""
    u, whole = page.u, page.whole
    ground = QPainterPath()
    ground.addEllipse(QPointF(whole.center().x(), whole.bottom() + 60 * u), whole.width() * 0.8, 84 * u)
    page.shape(ground & _rectangle(whole), "sunk")
    if slide.heading:
        block = page.fit("body", slide.heading, page.inner.width(), 20 * u)
        page.put(
            block, QPointF(whole.center().x() - block.width / 2, whole.height() * 0.42), "body", "ink-soft"
        )


def _rectangle(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(rect)
    return path


def diploma(page: Page, slide: s.Diploma) -> None:
    """A card with two lines around, a medal, and thanks to all."""
    u = page.u
    card = page.body.adjusted(0, 0, 0, 2 * u)
    page.box(card, "card", page.accent, width=0.5 * u)
    page.box(card.adjusted(2 * u, 2 * u, -2 * u, -2 * u), "", "line", radius=2 * u)
    inside = card.adjusted(8 * u, 6 * u, -8 * u, -6 * u)
    medal = QPointF(inside.right() - 20 * u, inside.center().y())
    page.disc(medal, 20 * u, page.soft)
    page.icon("medal", medal, 26 * u, page.accent)
    width = inside.width() - 46 * u
    text = page.fit("body", slide.text, width, inside.height() * 0.55)
    heading = page.fit("headline", slide.heading, width, inside.height() - text.height - 4 * u, largest=132)
    y = inside.center().y() - (heading.height + 4 * u + text.height) / 2
    page.put(heading, QPointF(inside.left(), y), "headline")
    page.put(text, QPointF(inside.left(), y + heading.height + 4 * u), "body", "ink-soft")


def groups(page: Page, slide: s.Groups) -> None:
    """What to count to, as large as it can be; then a place a group: number, shape and colour."""
    u, body = page.u, page.body
    y = kicker(page, s.Sign("users-three", slide.heading), body.topLeft()) + 2 * u
    summary = page.fit("body", slide.summary, body.width(), 19 * u)
    if slide.shown:
        page.put(summary, QPointF(body.left(), y), "body", "ink-soft")
        _teams(page, slide.teams, QRectF(body.left(), y + summary.height + 3 * u, body.width(), 0))
        return
    area = QRectF(body.left(), y, body.width(), body.bottom() - y)
    count = page.fit("headline", slide.count, area.width(), area.height() - summary.height - 4 * u)
    top = area.top() + (area.height() - count.height - 4 * u - summary.height) * 0.42
    page.put(count, QPointF(area.left() - 0.5 * u, top), "headline")
    page.put(summary, QPointF(area.left(), top + count.height + 4 * u), "body", "ink-soft")


def _teams(page: Page, teams: tuple[s.Team, ...], area: QRectF) -> None:
    """The groups in rows; their sizes in words only where there is room (the line above says them too)."""
    u, gap = page.u, 2 * page.u
    area.setBottom(page.body.bottom() + u)
    across = _across(len(teams), area)
    down = math.ceil(len(teams) / across)
    width = (area.width() - gap * (across - 1)) / across
    high = min(_TALL * u, (area.height() - gap * (down - 1)) / down)
    side = min(11 * u, high - 2 * u, width * 0.55)
    room = width - side - 6 * u
    most = max((page.width("label", team.people) for team in teams), default=0)
    for n, team in enumerate(teams):
        card = QRectF(area.left() + n % across * (width + gap), area.top() + n // across * (high + gap), width, high)
        page.box(card, "card", "line", radius=2 * u)
        told = room >= most and high >= 8 * u
        left = card.left() + 2 * u if told else card.center().x() - side / 2
        _shape(page, n, team.number, QRectF(left, card.center().y() - side / 2, side, side))
        if told:
            block = page.fit("label", team.people, room, high)
            page.put(block, QPointF(left + side + 2 * u, card.center().y() - block.height / 2), "label")


def _across(number: int, area: QRectF) -> int:
    """How many groups stand in a row, so that their places are a little wider than high."""
    return min(number, max(2, math.ceil(math.sqrt(number * area.width() / area.height() / _WIDER))))


def _shape(page: Page, place: int, number: int, rect: QRectF) -> None:
    """A group's sign: shape and colour go round in different steps, so that twenty groups have signs of their own."""
    colour, kind = f"corner-{place % _COLOURS + 1}", place % _SHAPES
    path = QPainterPath()
    if kind == 0:
        path.addEllipse(rect)
    elif kind == 1:
        inset = rect.width() * 0.06
        path.addRoundedRect(rect.adjusted(inset, inset, -inset, -inset), page.u, page.u)
    else:
        corners, turn = ((3, -90), (4, -90), (6, 0))[kind - 2]
        path = _polygon(rect, corners, turn)
    page.shape(path, colour)
    size = round(rect.height() * (0.42 if kind == 2 else 0.52))
    figure = page.fit("number", str(number), rect.width(), rect.height(), largest=max(36, size))
    low = 0.62 if kind == 2 else 0.5
    at = QPointF(rect.center().x() - figure.width / 2, rect.top() + rect.height() * low - figure.height / 2)
    page.put(figure, at, "number", "on-accent")


def _polygon(rect: QRectF, corners: int, turn: float) -> QPainterPath:
    """A polygon with all sides alike, as large as a circle in the square (a triangle a little larger)."""
    radius = rect.width() / 2
    points = [
        rect.center()
        + QPointF(math.cos(angle) * radius, math.sin(angle) * radius)
        for angle in (math.radians(turn + 360 * n / corners) for n in range(corners))
    ]
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    path.closeSubpath()
    return path


FORMS: Final[dict[type[Any], Any]] = {s.Story: story, s.Diploma: diploma, s.Groups: groups}
