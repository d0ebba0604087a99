"""Draws boxes, mind map and own scenarios; places are drawn as a board."""

from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.chips import Spread, Way, largest, spread
from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block

_OUTSIDE: Final = 0.36
"""The least share of the room below the question that lies outside the frames."""
_WIDE: Final = 3
"""As many clusters stand in one row under the middle; more stand above and below it."""


def boxes(page: Page, slide: s.Boxes) -> None:
    """Two frames; what happens outside them; the words without any frame, all together."""
    u, body = page.u, page.body
    asked = _asked(page, slide.questions)
    question, role = asked[slide.layer]
    page.put(question, body.topLeft(), role)  # type: ignore[arg-type]  # one of two roles
    top = body.top() + max(block.height for block, _role in asked) + 2 * u
    area = QRectF(body.left(), top, body.width(), body.bottom() + u - top)
    if slide.layer > 1:
        _freed(page, slide.freed, area)
    else:
        _framed(page, slide, area)


def _asked(page: Page, questions: tuple[str, ...]) -> list[tuple[Block, str]]:
    """The questions of all layers in one role: as titles where they are short, else a little smaller."""
    u, width = page.u, page.body.width()
    if all(page.least("title", [text], width) <= 20 * u for text in questions):
        return [
            (block, "title") for block in page.fit_each("title", list(questions), width, 20 * u, largest=84)
        ]
    strong = [f"**{text.replace('**', '')}**" for text in questions]
    return [(block, "body") for block in page.fit_each("body", strong, width, 20 * u, largest=60)]


def _freed(page: Page, texts: tuple[str, ...], area: QRectF) -> None:
    way = largest(lambda way: spread(page, texts, area.width(), way).height <= area.height())
    words = spread(page, texts, area.width(), way, centred=True)
    top = area.top() + (area.height() - words.height) * 0.4
    words.draw(page, QPointF(area.left(), top), "card", line="line")


def _framed(page: Page, slide: s.Boxes, area: QRectF) -> None:
    u, gap = page.u, 4 * page.u
    width = (area.width() - gap * (len(slide.boxes) - 1)) / len(slide.boxes)
    inner, above, below = width - 6 * u, 5.5 * u, 2.5 * u
    edge = above + below + 3.5 * u

    def heights(way: Way) -> tuple[float, float]:
        """What frames and what stands outside them need."""
        inside = max(spread(page, box.inside, inner, way).height for box in slide.boxes)
        return inside + edge, max(_beside(page, box, width, way).height for box in slide.boxes)

    room = area.height() - 2 * u
    way = largest(lambda way: sum(heights(way)) <= room)
    framed, outside = heights(way)
    high = max(framed, room - max(outside, _OUTSIDE * room)) if slide.layer else area.height()
    for n, box in enumerate(slide.boxes):
        frame = QRectF(area.left() + n * (width + gap), area.top() + 3.5 * u, width, high - 3.5 * u)
        page.box(frame, "card", page.accent, width=u)
        name = page.fit("label", box.name, width - 10 * u, 6 * u)
        tag = QRectF(frame.left() + 4 * u, frame.top() - 3.5 * u, name.width + 5 * u, 7 * u)
        page.box(tag, page.accent, radius=1.5 * u)
        page.put(name, tag.center() - QPointF(name.width / 2, name.height / 2), "label", "on-accent")
        words = spread(page, box.inside, inner, way)
        words.draw(page, frame.topLeft() + QPointF(3 * u, above), page.soft)
        if slide.layer:
            at = QPointF(frame.left(), frame.bottom() + 2 * u)
            _beside(page, box, width, way).draw(page, at, "stop-soft")


def _beside(page: Page, box: s.GenderBox, width: float, way: Way) -> Spread:
    """What happens outside a box."""
    return spread(page, box.outside, width, way, centred=True)


def mind_map(page: Page, slide: s.MindMap) -> None:
    """The thought in the middle, the clusters around it, a branch to each."""
    u, body, few = page.u, page.body, len(slide.clusters) <= _WIDE
    split = 0 if few else len(slide.clusters) // 2
    rows = [row for row in (slide.clusters[:split], slide.clusters[split:]) if row]
    centre = page.fit("card", slide.centre, body.width() * 0.8, 9 * u if rows[1:] else 14 * u)
    pill = QRectF(0, 0, centre.width + 8 * u, centre.height + 3 * u)
    gap = 3.0 * u
    room = body.height() + 2 * u - pill.height() - gap * len(rows)

    def needs(way: Way) -> list[float]:
        return [
            max(_cluster(page, c, _width(page, len(row)), way).height for c in row) + 11 * u for row in rows
        ]

    way = largest(lambda way: sum(needs(way)) <= room)
    need = needs(way)
    wider = min(4.0 * u, max(0.0, room - sum(need)) / (2 * len(rows)))
    gap, room = gap + wider, room - wider * len(rows)
    spare = (room - sum(need)) / len(rows)
    high = [room / len(rows)] * len(rows) if max(need) <= room / len(rows) else [n + spare for n in need]
    tops = [body.top(), body.top() + high[0] + 2 * gap + pill.height()]
    if few:
        tops = [body.top() + pill.height() + gap]
    pill.moveCenter(QPointF(body.center().x(), tops[-1] - gap - pill.height() / 2))
    places = [
        (
            cluster,
            QRectF(body.left() + n * (_width(page, len(row)) + 3 * u), top, _width(page, len(row)), tall),
        )
        for row, top, tall in zip(rows, tops, high, strict=True)
        for n, cluster in enumerate(row)
    ]
    for _named, place in places:
        _branch(page, pill, place)
    for cluster, place in places:
        _draw_cluster(page, cluster, place, way)
    page.box(pill, page.accent, radius=pill.height() / 2)
    page.put(centre, pill.center() - QPointF(centre.width / 2, centre.height / 2), "card", "on-accent")


def _width(page: Page, clusters: int) -> float:
    """The width of one of the clusters in a row."""
    return (page.body.width() - 3 * page.u * (clusters - 1)) / clusters


def _cluster(page: Page, cluster: s.Cluster, width: float, way: Way) -> Spread:
    return spread(page, cluster.texts, width - 5 * page.u, way, centred=True)


def _branch(page: Page, pill: QRectF, place: QRectF) -> None:
    """A line from the middle to the near edge of a cluster; clusters to the side get theirs from that side."""
    below = place.center().y() > pill.center().y()
    aside = (place.center().x() - pill.center().x()) / page.body.width()
    start = QPointF(pill.center().x() + aside * pill.width(), pill.center().y())
    end = QPointF(place.center().x(), place.top() if below else place.bottom())
    bend = QPointF(0, (end.y() - start.y()) / 2)
    path = QPainterPath(start)
    path.cubicTo(start + bend, end - bend, end)
    page.shape(path, line=page.accent, width=0.75 * page.u)


def _draw_cluster(page: Page, cluster: s.Cluster, place: QRectF, way: Way) -> None:
    u = page.u
    page.box(place, "card", "line")
    name = page.fit("card", cluster.name, place.width() - 5 * u, 6 * u, largest=42)
    at = QPointF(place.center().x() - name.width / 2, place.top() + 5 * u - name.height / 2)
    page.put(name, at, "card", page.accent)
    words = _cluster(page, cluster, place.width(), way)
    words.draw(page, QPointF(place.left() + 2.5 * u, place.top() + 8.5 * u), "sunk")


def own_scenario(page: Page, slide: s.OwnScenario) -> None:
    """A row a question, and what the group wrote beside it."""
    u, body = page.u, page.body
    gap, rows = 1.5 * u, len(slide.parts)
    heading = page.fit("title", slide.heading, body.width(), 20 * u, largest=84)
    page.put(heading, body.topLeft(), "title")
    top = body.top() + heading.height + 2 * u
    high = min(26.0 * u, (body.bottom() + u - top - gap * (rows - 1)) / rows)
    asked = body.width() * 0.36
    width = body.width() - asked - 6 * u
    names = page.fit_each("card", [part.name for part in slide.parts], asked - 6 * u, high - u)
    px = min(
        (block.px for part in slide.parts for block in _lines(page, part, width, high)),
        default=page.theme.stage["card"].max,
    )
    for n, (part, name) in enumerate(zip(slide.parts, names, strict=True)):
        row = QRectF(body.left(), top + n * (high + gap), body.width(), high)
        page.box(row, "card", "line", radius=2 * u)
        page.box(QRectF(row.left(), row.top(), asked, high), page.soft, radius=2 * u)
        page.put(name, QPointF(row.left() + 3 * u, row.center().y() - name.height / 2), "card", page.accent)
        blocks = _lines(page, part, width, high, px)
        y = row.center().y() - (sum(block.height for block in blocks) + u * (len(blocks) - 1)) / 2
        for block in blocks:
            page.put(block, QPointF(row.left() + asked + 3 * u, y), "card")
            y += block.height + u


def _lines(
    page: Page, part: s.Cluster, width: float, high: float, px: int | None = None
) -> tuple[Block, ...]:
    return page.fit_all("card", list(part.texts), width, high - page.u, gap=page.u, largest=px)


FORMS: Final[dict[type[Any], Any]] = {
    s.Boxes: boxes, s.MindMap: mind_map, s.OwnScenario: own_scenario,
}  # fmt: skip
