"""What covers the lesson: the safe screen, black, white, the identify card and the reading card."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.page import Page
from facilitator.ui.theme import Role

# The hills, far to near: height at the left edge, then curves (two handles and an end), in shares of the canvas.
_HILLS: Final = (
    ("hill-far", 0.703, ((0.10, 0.645, 0.22, 0.648, 0.36, 0.651), (0.55, 0.655, 0.60, 0.603, 0.77, 0.603),
                         (0.88, 0.603, 0.95, 0.625, 1.0, 0.648))),
    ("hill-middle", 0.796, ((0.12, 0.745, 0.25, 0.748, 0.35, 0.752), (0.55, 0.766, 0.66, 0.714, 0.85, 0.714),
                            (0.92, 0.714, 0.97, 0.735, 1.0, 0.750))),
    ("hill-near", 0.889, ((0.12, 0.858, 0.22, 0.855, 0.35, 0.855), (0.60, 0.860, 0.72, 0.817, 0.89, 0.817),
                          (0.94, 0.817, 0.97, 0.825, 1.0, 0.833))),
)  # fmt: skip


_READ: Final[tuple[Role, ...]] = ("title", "body", "small")


def cover(page: Page, slide: s.Cover) -> None:
    """A calm landscape with two lines, or one colour."""
    whole, u = page.whole, page.u
    everything = QPainterPath()
    everything.addRect(whole)
    if slide.kind != "safe":
        page.shape(everything, slide.kind)
        return
    page.shape(everything, "sky-high", fade="sky-low")
    page.disc(QPointF(whole.width() * 0.771, whole.height() * 0.305), 12 * u, "sun")
    for colour, start, curves in _HILLS:
        page.shape(_hill(whole, start, curves), colour)
    left = page.inner.left() + 6 * u
    area = QRectF(left, whole.height() * 0.28, whole.width() * 0.62, whole.height() * 0.2)
    heading = page.fit("headline", slide.heading, area.width(), area.height(), largest=148)
    page.put(heading, QPointF(left - 0.5 * u, area.top()), "headline", "safe-ink")
    room = QRectF(left, area.top() + heading.height + 2 * u, area.width(), whole.height() * 0.15)
    page.text("body", slide.text, room, "safe-ink", largest=58)


def _hill(whole: QRectF, start: float, curves: tuple[tuple[float, ...], ...]) -> QPainterPath:
    w, h = whole.width(), whole.height()
    path = QPainterPath(QPointF(0, start * h))
    for ax, ay, bx, by, x, y in curves:
        path.cubicTo(ax * w, ay * h, bx * w, by * h, x * w, y * h)
    path.lineTo(w, h)
    path.lineTo(0, h)
    path.closeSubpath()
    return path


def identify(page: Page, slide: s.Identify) -> None:
    """One big letter and a friendly line."""
    u, inner = page.u, page.inner
    radius = 25 * u
    centre = QPointF(inner.left() + radius + 4 * u, inner.center().y())
    page.disc(centre, radius, page.accent)
    letter = page.fit("headline", slide.letter, radius * 1.4, radius * 1.6)
    page.put(letter, centre - QPointF(letter.width / 2, letter.height / 2), "headline", "on-accent")
    left = centre.x() + radius + 10 * u
    width = inner.right() - left
    heading = page.fit("headline", slide.heading, width, inner.height() * 0.4, largest=120)
    text = page.fit("body", slide.text, width, inner.height() * 0.3)
    y = inner.center().y() - (heading.height + text.height + 3 * u) / 2
    page.put(heading, QPointF(left, y), "headline")
    page.put(text, QPointF(left, y + heading.height + 3 * u), "body", "ink-soft")


def reading_card(page: Page, slide: s.ReadingCard) -> None:
    """Lines in the sizes the stage uses, a frame at the picture's edge and the pyramid's colours."""
    u, inner, edge = page.u, page.inner, page.whole
    page.box(edge, "", page.accent, radius=1, width=u)
    for corner in (edge.topLeft(), edge.topRight(), edge.bottomLeft(), edge.bottomRight()):
        page.disc(corner, 6 * u, page.accent)
    y = page.text(
        "headline",
        slide.heading,
        QRectF(inner.left(), inner.top() + 4 * u, inner.width(), 20 * u),
        largest=120,
    )
    y += 4 * u
    for role, text in zip(_READ, slide.lines, strict=True):
        face = page.theme.stage[role]
        room = QRectF(inner.left(), y, inner.width(), inner.bottom() - y)
        y = page.text(role, text, room, largest=face.min) + 4 * u
    side = 13 * u
    top = inner.bottom() - side - 9 * u
    for n in range(1, 6):
        place = QRectF(inner.left() + (n - 1) * (side + 2 * u), top, side, side)
        page.box(place, f"pyramid-{n}", radius=2 * u)
        number = page.fit("label", str(n), side, side)
        page.put(
            number, place.center() - QPointF(number.width / 2, number.height / 2), "label", f"on-pyramid-{n}"
        )
    page.text(
        "label", slide.corner, QRectF(inner.left(), top + side + 2 * u, inner.width(), 7 * u), page.accent
    )
