"""The stage's pictures: any slide at any size, what can be touched on it, and the clock that lies over it."""

from collections.abc import Iterable
from functools import lru_cache
from typing import cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap, QRegion

from facilitator.ui import theme as look
from facilitator.ui.stage import draw as forms
from facilitator.ui.stage.items import Area, Item
from facilitator.ui.stage.page import HEIGHT, WIDTH, Hit, Page
from facilitator.ui.stage.slide import Clock, Slide
from facilitator.ui.stage.typeset import fit, largest_kept
from facilitator.ui.theme import Theme

__all__ = [
    "Hit", "changed", "clock_rect", "draw", "draw_clock", "draw_in", "hit", "hits", "lay", "page_of", "redraw", "render", "scale_of",
]  # fmt: skip

_TURN = 360 * 16
_EXACT = 3
_FEW, _MANY = 8, 64
_ROUND = 2
"""Pixels that the smoothed edge of an item can lie beyond its place, and one for the rounding."""
_SLACK = 2 * _ROUND
_SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


def scale_of(size: QSize) -> float:
    """Picture pixels a logical pixel."""
    return max(min(size.width() / WIDTH, size.height() / HEIGHT), 1 / WIDTH)


def page_of(slide: Slide, size: QSize, theme: Theme | None = None) -> Page:
    """The slide laid out for a picture of this size."""
    canvas, theme = _canvas(size), theme or look.current()
    known = _same.get((id(slide), canvas, theme))
    if known is None:
        if len(_same) >= _PAGES:
            _same.clear()
        known = _same[id(slide), canvas, theme] = slide, _page(slide, *canvas, theme)
    return known[1]


def _canvas(size: QSize) -> tuple[float, float]:
    """The logical width and height of a picture: the same for all sizes of one shape."""
    scale = scale_of(size)
    return round(size.width() / scale, _EXACT), round(size.height() / scale, _EXACT)


_PAGES = 128
_same: dict[tuple[int, tuple[float, float], Theme], tuple[Slide, Page]] = {}
"""Pages by the very slide, which is kept with them: to hash a slide takes longer than all else that is asked of it."""


@lru_cache(maxsize=_PAGES)
def _page(slide: Slide, width: float, height: float, theme: Theme) -> Page:
    page = Page(QSizeF(width, height), theme, slide.frame.accent if slide.frame else "mvp")
    forms.lay(page, slide)
    return page


def draw(painter: QPainter, slide: Slide, size: QSize, theme: Theme | None = None) -> None:
    """Draw a slide over the area of `size` (pixels) at the painter's origin."""
    page = page_of(slide, size, theme)
    _draw(painter, page, page.items, size)


def redraw(painter: QPainter, was: Slide, slide: Slide, size: QSize, theme: Theme | None = None) -> QRegion:
    """Draw a slide over the picture of another, only where they differ; it comes out as `draw` makes it.

    Returns where that was, in pixels.
    """
    return draw_in(painter, slide, size, changed(was, slide, size, theme), theme)


def draw_in(
    painter: QPainter, slide: Slide, size: QSize, place: QRegion, theme: Theme | None = None
) -> QRegion:
    """Draw what of a slide lies in a place (pixels), the same as `draw` makes it. Returns where that was.

    Through many parts to draw takes longer than to draw what lies between: then that is drawn too.
    """
    page, scale = page_of(slide, size, theme), scale_of(size)
    region = place if place.rectCount() <= _FEW else QRegion(place.boundingRect())
    parts = [_area(part, scale) for part in cast("Iterable[QRect]", region)]
    painter.save()
    painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
    _draw(painter, page, page.touching(parts, _SLACK / scale), size)
    painter.restore()
    return region


def lay(was: Slide, slide: Slide, size: QSize) -> None:
    """Find out all that is to be known for drawing a slide after another, and cut the letters it is set in."""
    scrap = QPixmap(1, 1)
    painter = QPainter(scrap)
    draw(painter, slide, size)
    painter.end()
    changed(was, slide, size)


def _draw(painter: QPainter, page: Page, items: Iterable[Item], size: QSize) -> None:
    scale, theme = scale_of(size), page.theme
    painter.save()
    painter.setRenderHints(_SMOOTH)
    painter.fillRect(QRect(QPoint(0, 0), size), theme.colour("paper"))
    painter.scale(scale, scale)
    kept = largest_kept(painter)
    for item in items:
        item.draw(painter, theme, kept)
    painter.restore()


def changed(was: Slide, slide: Slide, size: QSize, theme: Theme | None = None) -> QRegion:
    """Where the pictures of two slides can differ, in pixels; all that lies between when that is in many places."""
    return _changed(page_of(was, size, theme), page_of(slide, size, theme), size.width(), size.height())


@lru_cache(maxsize=_PAGES)
def _changed(before: Page, after: Page, width: int, height: int) -> QRegion:
    scale, region = scale_of(QSize(width, height)), QRegion()
    for left, top, right, bottom in after.differences(before):
        x, y = int(left * scale) - _ROUND, int(top * scale) - _ROUND
        region += QRect(x, y, int(right * scale) + _ROUND - x, int(bottom * scale) + _ROUND - y)
    return region if region.rectCount() <= _MANY else QRegion(region.boundingRect())


def _area(part: QRect, scale: float) -> Area:
    """A part of the picture on the logical canvas."""
    left, top = part.x() / scale, part.y() / scale
    return left, top, left + part.width() / scale, top + part.height() / scale


def render(slide: Slide, size: QSize, theme: Theme | None = None) -> QImage:
    """A slide as a picture; needs no window."""
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw(painter, slide, image.size(), theme)
    painter.end()
    return image


def hits(slide: Slide, size: QSize) -> tuple[Hit, ...]:
    """The places that mean something when touched, in pixels of the picture."""
    scale = scale_of(size)
    return tuple(Hit(h.kind, h.value, _scaled(h.rect, scale)) for h in page_of(slide, size).hits)


def hit(slide: Slide, size: QSize, at: QPointF) -> Hit | None:
    """What lies at a point of the picture: the smallest place around it, or None."""
    found = [h for h in hits(slide, size) if h.rect.contains(at)]
    return min(found, key=lambda h: h.rect.width() * h.rect.height(), default=None)


def clock_rect(size: QSize) -> QRect:
    """Where the clock lies, in pixels of the picture; nothing else is drawn there."""
    return QRect(_clock_rect(size.width(), size.height(), look.current()))


@lru_cache(maxsize=16)
def _clock_rect(width: int, height: int, theme: Theme) -> QRect:
    size = QSize(width, height)
    return _scaled(_clock_place(size, theme), scale_of(size)).toAlignedRect()


def _clock_place(size: QSize, theme: Theme) -> QRectF:
    space = theme.space
    right = size.width() / scale_of(size) - space.margin_x
    return QRectF(right - 36 * space.grid, 5 * space.grid, 36 * space.grid + space.hairline, 10 * space.grid)


def draw_clock(painter: QPainter, clock: Clock, size: QSize, theme: Theme | None = None) -> None:
    """Draw the calm timer over a slide: a ring that empties, and minutes and seconds."""
    tokens = theme or look.current()
    u, place = tokens.space.grid, _clock_place(size, tokens)
    left = max(0, clock.left)
    text = fit(
        f"{left // 60}:{left % 60:02}", place.width(), place.height(), tokens.stage["clock"], tabular=True
    )
    painter.save()
    painter.setRenderHints(_SMOOTH)
    painter.scale(scale_of(size), scale_of(size))
    edge = place.right() - tokens.space.hairline
    text.draw(painter, QPointF(edge - text.width, place.center().y() - text.height / 2), tokens.colour("ink"))
    width = 1.5 * u
    ring = QRectF(edge - text.width - 11 * u, place.center().y() - 4 * u, 8 * u, 8 * u)
    ring.adjust(width / 2, width / 2, -width / 2, -width / 2)
    painter.setPen(QPen(tokens.colour("line"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawEllipse(ring)
    share = min(1.0, left / clock.total) if clock.total > 0 else 0.0
    tone = "ink-3" if clock.paused else clock.accent
    painter.setPen(QPen(tokens.colour(tone), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawArc(ring, _TURN // 4, -round(_TURN * share))
    painter.restore()


def _scaled(rect: QRectF, scale: float) -> QRectF:
    return QRectF(rect.x() * scale, rect.y() * scale, rect.width() * scale, rect.height() * scale)
