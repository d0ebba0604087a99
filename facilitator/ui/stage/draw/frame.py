"""What surrounds every step: the tag, the title and the railway line with a station a step."""

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage.page import Page
from facilitator.ui.stage.slide import Frame, Sign


def frame(page: Page, about: Frame) -> None:
    """Draw tag, title and railway line."""
    u, inner = page.u, page.inner
    tag = page.fit("label", about.tag, inner.width() / 4, 7 * u, largest=4 * u)
    pill = QRectF(inner.left(), inner.top() - u, tag.width + 5 * u, 7 * u)
    page.box(pill, page.accent, radius=pill.height() / 2)
    page.put(tag, pill.center() - QPointF(tag.width / 2, tag.height / 2), "label", "on-accent")
    left = pill.right() + 3 * u
    place = QRectF(left, pill.top(), inner.width() * 0.8 - left, pill.height())
    title = page.fit("label", about.title, place.width(), place.height(), largest=4 * u)
    page.put(title, QPointF(left, place.center().y() - title.height / 2), "label", "ink-2")
    _railway(page, about)


def _railway(page: Page, about: Frame) -> None:
    u, inner = page.u, page.inner
    y = inner.bottom()
    step = inner.width() / max(1, about.stations - 1)
    stops = [QPointF(inner.left() + step * i, y) for i in range(about.stations)]
    here = stops[about.here]
    if here != stops[-1]:
        page.track(here, stops[-1], "line")
    if here != stops[0]:
        page.track(stops[0], here, page.accent)
    page.discs(stops[: about.here], 1.25 * u, page.accent)
    page.discs(stops[about.here + 1 :], u, "paper", "line", width=u / 2)
    page.disc(here, 2 * u, "paper", page.accent, width=u)


def kicker(page: Page, sign: Sign, at: QPointF) -> float:
    """Draw the small line over a heading, with its icon; returns where it ends (y)."""
    u = page.u
    side = 4.5 * u
    block = page.fit("label", sign.text, page.inner.width() - side - 2 * u, 6 * u, largest=36)
    page.icon(sign.icon, at + QPointF(side / 2, block.height / 2), side, page.accent)
    page.put(block, at + QPointF(side + 1.5 * u, 0), "label", page.accent)
    return at.y() + block.height
