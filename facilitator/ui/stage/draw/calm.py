"""Draws story, thanks and groups; paper, pen and body are drawn as points."""

import math
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.page import Page

_COLOURS: Final = 4
_SHAPES: Final = 5
_TRIANGLE: Final = 2
_CORNERS: Final = (
    ((0.5, -0.02), (1.08, 0.96), (-0.08, 0.96)),
    ((0.5, -0.04), (1.04, 0.5), (0.5, 1.04), (-0.04, 0.5)),
    ((0.0, 0.5), (0.25, 0.07), (0.75, 0.07), (1.0, 0.5), (0.75, 0.93), (0.25, 0.93)),
)
"""Triangle, diamond and hexagon, in shares of their square."""
_MOST_SEATS: Final = 16
_SEATS: Final = 12
"""Places in the ring where nobody has said how many are present."""
_FEW_TEAMS: Final = 7
"""So few groups may stand in a row more to leave no gaps."""
_UNBROKEN: Final = "\N{NO-BREAK SPACE}"
_WIDER: Final = 2.4
_TALL: Final = 34
_ALONE: Final = 36
"""The most height of a group's place, and of one in a row alone; in steps of the grid."""


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
    heading = page.fit("title", slide.heading, body.width(), 20 * u, largest=80)
    page.put(heading, body.topLeft(), "title")
    area = body.adjusted(0, heading.height + 2 * u, 0, u)
    if slide.shown:
        summary = page.fit("body", slide.summary, body.width(), 19 * u, largest=60)
        page.put(summary, area.topLeft(), "body", "ink-soft")
        _teams(page, slide.teams, area.adjusted(0, summary.height + 2 * u, 0, 0))
        return
    ring = 46 * u
    width = area.width() - ring - 6 * u
    summary = page.fit("body", slide.summary, width, 19 * u, largest=60)
    count = page.fit("headline", slide.count, width, area.height() - summary.height - 4 * u)
    top = area.top() + (area.height() - count.height - 2 * u - summary.height) * 0.42
    page.put(count, QPointF(area.left() - 0.5 * u, top), "headline", page.accent)
    page.put(summary, QPointF(area.left(), top + count.height + 2 * u), "body", "ink-soft")
    page.ring(QPointF(area.right() - ring / 2, area.center().y()), ring / 2 - 3 * u, _seats(slide))


def _seats(slide: s.Groups) -> int:
    """As many places in the ring as everyone counts to, within reason."""
    return min(len(slide.teams), _MOST_SEATS) if len(slide.teams) > 1 else _SEATS


def _teams(page: Page, teams: tuple[s.Team, ...], area: QRectF) -> None:
    """The groups in rows; their sizes in words only where there is room (the line above says them too)."""
    u, gap = page.u, 2 * page.u
    across = _across(len(teams), area)
    down = math.ceil(len(teams) / across)
    width = (area.width() - gap * (across - 1)) / across
    high = min((_TALL if down > 1 else _ALONE) * u, (area.height() - gap * (down - 1)) / down)
    pad = min(2.5 * u, high * 0.1)
    side = min(high - 2 * pad, width * 0.31)
    room = width - side - 3 * pad - 3 * u
    people = [team.people.replace(" ", _UNBROKEN) for team in teams]
    told = room >= max(page.width("card", words) for words in people)
    blocks = page.fit_each("card", people, room, high) if told else ()
    for n, team in enumerate(teams):
        place = QRectF(n % across * (width + gap), n // across * (high + gap), width, high)
        card = place.translated(area.topLeft())
        page.box(card, "card", "line", radius=2 * u)
        left = card.left() + 1.5 * pad + u if told else card.center().x() - side / 2
        _shape(page, n, team.number, QRectF(left, card.center().y() - side / 2, side, side))
        if told:
            at = QPointF(left + side + 1.5 * pad, card.center().y() - blocks[n].height / 2)
            page.put(blocks[n], at, "card")


def _across(number: int, area: QRectF) -> int:
    """How many groups stand in a row, so that their places are a little wider than high and few of them empty."""
    across = min(number, max(2, math.ceil(math.sqrt(number * area.width() / area.height() / _WIDER))))
    if number > _FEW_TEAMS:
        return across
    return min(across, across + 1, key=lambda row: -number % row)


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
        corners = _CORNERS[kind - 2]
        path.moveTo(_within(rect, corners[-1]))
        for corner in corners:
            path.lineTo(_within(rect, corner))
    page.shape(path, colour)
    triangle = kind == _TRIANGLE
    size = round(rect.height() * (0.4 if triangle else 0.5))
    figure = page.fit("number", str(number), rect.width(), rect.height(), largest=max(36, size))
    low = 0.66 if triangle else 0.5
    at = QPointF(rect.center().x() - figure.width / 2, rect.top() + rect.height() * low - figure.height / 2)
    page.put(figure, at, "number", "on-accent")


def _within(rect: QRectF, corner: tuple[float, float]) -> QPointF:
    """A point given in shares of a rectangle."""
    return QPointF(rect.left() + rect.width() * corner[0], rect.top() + rect.height() * corner[1])


FORMS: Final[dict[type[Any], Any]] = {s.Story: story, s.Diploma: diploma, s.Groups: groups}
