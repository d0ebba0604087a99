"""The map of how a programme's lessons hang together, drawn as a railway line: on screen and on paper the same.

A station a lesson; side tracks from it to the lessons that build on it; beside it the same in words, a sentence a link.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
)

from facilitator.exchange.targets import PDF, PICTURE, kind_for
from facilitator.i18n import _
from facilitator.ui import theme
from facilitator.ui.desk.mapports import LinkView, MapView, StopView
from facilitator.ui.stage.pictures import keep
from facilitator.ui.stage.typeset import Block, fit
from facilitator.ui.theme import Role

_ENDLESS: Final = 100_000
_PAPER: Final = QSize(794, 1123)
"""A4 in pixels of the app, 96 an inch."""
_INCH: Final = 96
_SHARP: Final = 3
"""Pixels of a picture, and dots of a printed page, for each pixel of the app."""
_LEAST_SCALE: Final = 0.5
_FIRST_LANE: Final = 3.0
_LANE: Final = 1.1
"""Steps of the grid from the line to the nearest side track, and from one side track to the next."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lesson is on the map: what to touch, and the middle of its station."""

    lesson: str
    rect: QRectF
    centre: QPointF


@dataclass(frozen=True, slots=True)
class _Text:
    block: Block
    at: QPointF
    colour: str


@dataclass(frozen=True, slots=True)
class _Badge:
    lesson: str
    rect: QRectF
    text: _Text
    fill: str


class RailMap:
    """A map laid out for a width. `px` is the size of its text; everything else follows it (pixels of the app)."""

    def __init__(self, stops: Sequence[StopView], width: float, px: float) -> None:
        self._stops, self._width, self._px = stops, width, px
        self._u = theme.current().space.grid * px / theme.current().app.body
        self._texts: list[_Text] = []
        self._badges: list[_Badge] = []
        self._known = {stop.lesson: stop for stop in stops}
        self._lanes = _lanes(stops)
        self._line = self._u * (_FIRST_LANE + _LANE * (max(self._lanes.values(), default=0) + 1))
        y = self._u
        self.places: list[Place] = []
        for stop in stops:
            y = self._lay(stop, y)
        self.height = y

    def _lay(self, stop: StopView, top: float) -> float:
        u, left = self._u, self._line + 4.5 * self._u
        y = top + u
        title = self._set("title", stop.title, self._width - left - u, 1)
        self._texts.append(_Text(title, QPointF(left, y), "ink"))
        centre = QPointF(self._line, y + title.height / max(1, len(title.lines)) / 2)
        y += title.height + u / 4
        if stop.grades:
            grades = self._set("small", stop.grades, self._width - left - u, 0.9)
            self._texts.append(_Text(grades, QPointF(left, y), "ink-2"))
            y += grades.height + u / 4
        for link in stop.links:
            y = self._lay_link(stop.lesson, link, left, y)
        rect = QRectF(self._line - 2.5 * u, top, self._width - self._line + 2.5 * u, y + u - top)
        self.places.append(Place(stop.lesson, rect, centre))
        return y + 1.5 * u

    def _lay_link(self, lesson: str, link: LinkView, left: float, top: float) -> float:
        u, accent = self._u, self._known[link.lesson].accent
        words = self._set("small", link.how, self._width - left - 6 * u, 0.93)
        line = words.height / max(1, len(words.lines))
        rect = QRectF(left, top + u / 4, 3.75 * u, line)
        sign = self._set("label", short(link.label), rect.width(), 0.8)
        middle = rect.center() - QPointF(sign.width / 2, sign.height / 2)
        self._badges.append(_Badge(lesson, rect, _Text(sign, middle, accent), f"{accent}-soft"))
        self._texts.append(_Text(words, QPointF(left + 4.75 * u, rect.top()), "ink-2"))
        return rect.top() + words.height + u / 4

    def _set(self, role: Role, text: str, width: float, size: float) -> Block:
        px = round(self._px * size)
        return fit(text, width, _ENDLESS, theme.current().stage[role]._replace(max=px, min=px, tracking=100))

    def draw(self, painter: QPainter, chosen: str = "") -> None:
        """Draw at the painter's origin; the lesson `chosen` and what it builds on stand out."""
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for place in self.places:
            if place.lesson == chosen:
                _fill(painter, f"{self._known[chosen].accent}-soft")
                painter.drawRoundedRect(place.rect, 1.5 * self._u, 1.5 * self._u)
        self._draw_tracks(painter, chosen)
        self._draw_stations(painter)
        for badge in self._badges:
            _fill(painter, "card" if badge.lesson == chosen else badge.fill)
            painter.drawRoundedRect(badge.rect, badge.rect.height() / 2, badge.rect.height() / 2)
        for text in (*(badge.text for badge in self._badges), *self._texts):
            text.block.draw(painter, text.at, theme.colour(text.colour))
        painter.restore()

    def _draw_tracks(self, painter: QPainter, chosen: str) -> None:
        """Side tracks: one from every lesson that others build on, with a branch to each of them."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ends = [(stop.lesson, link.lesson) for stop in self._stops for link in stop.links]
        for lesson, before in sorted(ends, key=lambda pair: pair[0] == chosen):
            marked = lesson == chosen
            tone = self._known[lesson].accent if marked else "ink-3"
            painter.setPen(QPen(theme.colour(tone), self._u * (0.45 if marked else 0.16)))
            painter.drawPath(self._track(before, lesson))

    def _track(self, before: str, lesson: str) -> QPainterPath:
        centres = {place.lesson: place.centre for place in self.places}
        start, end = centres[before], centres[lesson]
        lane = start.x() - self._u * (_FIRST_LANE + _LANE * self._lanes[before])
        bend = min(start.x() - lane, (end.y() - start.y()) / 2)
        path = QPainterPath(start)
        path.quadTo(QPointF(lane, start.y()), QPointF(lane, start.y() + bend))
        path.lineTo(lane, end.y() - bend)
        path.quadTo(QPointF(lane, end.y()), end)
        return path

    def _draw_stations(self, painter: QPainter) -> None:
        u = self._u
        own = self._stops[-1].accent
        painter.setPen(QPen(theme.colour(own), 0.75 * u, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(self.places[0].centre, self.places[-1].centre)
        for stop, place in zip(self._stops, self.places, strict=True):
            painter.setPen(QPen(theme.colour(stop.accent), 0.4 * u))
            painter.setBrush(theme.colour("card"))
            painter.drawEllipse(place.centre, 1.9 * u, 1.9 * u)
            sign = self._set("label", short(stop.label), 4 * u, 0.9)
            at = place.centre - QPointF(sign.width / 2, sign.height / 2)
            sign.draw(painter, at, theme.colour(stop.accent))


def _lanes(stops: Sequence[StopView]) -> dict[str, int]:
    """The side track (0 is nearest the line) of each lesson that others build on; short ones lie inside long ones."""
    order = {stop.lesson: number for number, stop in enumerate(stops)}
    last = {link.lesson: order[stop.lesson] for stop in stops for link in stop.links}
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[str, int] = {}
    for lesson in sorted(last, key=lambda one: (last[one] - order[one], order[one])):
        start, end = order[lesson], last[lesson]
        free = (n for n, lane in enumerate(taken) if all(b <= start or end <= a for a, b in lane))
        lanes[lesson] = next(free, len(taken))
        if lanes[lesson] == len(taken):
            taken.append([])
        taken[lanes[lesson]].append((start, end))
    return lanes


def _fill(painter: QPainter, tone: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tone))


def short(label: str) -> str:
    """What stands in a station: the end of a lesson's tag, `4` of `MVP 4`."""
    return label.rsplit(" ", 1)[-1]


def in_words(stop: StopView, stops: Sequence[StopView]) -> str:
    """What a station says on the picture, for those who hear it."""
    titles = {one.lesson: f"{one.label} {one.title}" for one in stops}
    said = [
        _("Builds on {lesson}: {how}").format(lesson=titles[link.lesson], how=link.how) for link in stop.links
    ]
    later = [one.label for one in stops if any(link.lesson == stop.lesson for link in one.links)]
    if later:
        said.append(_("Later lessons that build on it: {names}.").format(names=", ".join(later)))
    return " ".join(said)


def heading() -> str:
    """What the map is called."""
    return _("How does it all hang together?")


def reading() -> str:
    """How the map is read, in one line."""
    return _("Each sentence says how a lesson builds on the one whose number comes before it.")


@theme.on_paper()
def write(view: MapView, path: Path) -> None:
    """Write a map as one A4 page: a PDF, or a picture when the name of the file ends with `.png`.

    Raises:
        WorldTrouble: the file cannot be written, or its name is that of something else.
    """
    picture = kind_for(path, PDF, PICTURE) is PICTURE
    theme.load_fonts()
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    if picture:
        image = QImage(_PAPER * _SHARP, QImage.Format.Format_RGB32)
        image.fill(theme.colour("white"))
        painter = QPainter(image)
        _draw_page(painter, view)
        painter.end()
        QImageWriter(content, b"png").write(image)
    else:
        writer = QPdfWriter(content)
        writer.setResolution(_INCH * _SHARP)
        size = QSizeF(_PAPER.width() / _INCH, _PAPER.height() / _INCH)
        writer.setPageSize(QPageSize(size, QPageSize.Unit.Inch))
        writer.setPageMargins(QMarginsF())
        writer.setTitle(f"{heading()} {view.name}")
        painter = QPainter(writer)
        _draw_page(painter, view)
        painter.end()
    keep(path, content)


def _draw_page(painter: QPainter, view: MapView) -> None:
    look = theme.current()
    margin = 6 * look.space.grid
    width, bottom = _PAPER.width() - 2 * margin, _PAPER.height() - margin
    painter.scale(_SHARP, _SHARP)
    y = float(margin)
    lines: tuple[tuple[str, Role, int, str], ...] = (
        (heading(), "title", look.app.title, "ink"),
        (view.name, "label", look.app.lead, view.stops[-1].accent),
        (reading(), "small", look.app.body, "ink-2"),
    )
    for text, role, px, tone in lines:
        block = fit(text, width, _ENDLESS, look.stage[role]._replace(max=px, min=px))
        block.draw(painter, QPointF(margin, y), theme.colour(tone))
        y += block.height + look.space.grid / 2
    painter.translate(margin, y)
    _fitting(view, width, bottom - y).draw(painter)


def _fitting(view: MapView, width: float, height: float) -> RailMap:
    """The map in the largest text that fits, from the app's own to half of it."""
    px = theme.current().app.body
    least = round(px * _LEAST_SCALE)
    made = RailMap(view.stops, width, px)
    while made.height > height and px > least:
        px -= 1
        made = RailMap(view.stops, width, px)
    return made
