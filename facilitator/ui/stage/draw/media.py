"""Pictures, the people in a bystander picture, and the card of a film or a sound."""

from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.frame import kicker
from facilitator.ui.stage.page import Page

BESIDE: Final = 64
"""The least width of the words beside a bystander picture, in steps of the grid."""
WIDE: Final = 1.7
"""From this shape of the page on, the words stand beside the picture; on squarer pages over and under it."""
TOLD: Final = 78
"""The least width of the words beside the picture of a story."""
UNDER: Final = 0.42
"""The share of a squarer page that the words under that picture get."""
SIGN: Final = 7
RING: Final = 7
BADGE: Final = 3.5


def picture(page: Page, slide: s.Picture) -> None:
    """The picture as large as it gets, the question under it; its place is kept before it is asked."""
    u, body = page.u, page.body
    area = body
    if slide.question is not None:
        block = page.fit("body", slide.question.text, body.width(), body.height() * 0.35)
        area = body.adjusted(0, 0, 0, -block.height - 2 * u)
        if slide.question.shown:
            left = body.center().x() - block.width / 2
            page.put(block, QPointF(left, body.bottom() - block.height), "body")
    _photo(page, slide.photo, area)


def _photo(page: Page, photo: s.Photo, area: QRectF) -> QRectF:
    """Put the picture in the middle of the area; where it is missing a calm frame with what it shows in words."""
    u = page.u
    if photo.width <= 0 or photo.height <= 0:
        page.box(area, "sunk", "line")
        inner = area.adjusted(6 * u, 5 * u, -6 * u, -5 * u)
        block = page.fit("body", photo.alt, inner.width(), inner.height() - 13 * u)
        y = area.center().y() - (block.height + 13 * u) / 2
        page.icon("eye", QPointF(area.center().x(), y + 4.5 * u), 9 * u, "ink-2")
        page.put(block, QPointF(area.center().x() - block.width / 2, y + 13 * u), "body", "ink-soft")
        return area
    share = min(area.width() / photo.width, area.height() / photo.height)
    width, height = photo.width * share, photo.height * share
    rect = QRectF(area.center().x() - width / 2, area.center().y() - height / 2, width, height)
    page.image(photo.name, rect)
    return rect


def told(page: Page, slide: s.Told) -> None:
    """The picture, always as large and in the same place; sign and text beside it, or under it on a squarer page."""
    u, body, gap = page.u, page.body, 5 * page.u
    wide = body.width() > WIDE * body.height()
    if wide:
        photo = _photo(page, slide.photo, body.adjusted(0, 0, -TOLD * u - gap, 0))
        place = QRectF(
            photo.right() + gap, photo.top(), body.right() - photo.right() - gap, body.bottom() - photo.top()
        )
    else:
        photo = _photo(page, slide.photo, body.adjusted(0, 0, 0, -body.height() * UNDER - gap))
        place = body.adjusted(0, body.height() * (1 - UNDER), 0, 0)
    centre = place.topLeft() + QPointF(SIGN * u, SIGN * u)
    page.disc(centre, SIGN * u, page.soft)
    page.icon(slide.kicker.icon, centre, 1.2 * SIGN * u, page.accent)
    beside = QRectF(
        centre.x() + (SIGN + 2) * u, place.top(), place.width() - (2 * SIGN + 2) * u, 2 * SIGN * u
    )
    page.text("label", slide.kicker.text, beside, page.accent, middle=True)
    if slide.text:
        words = place.adjusted(0, (2 * SIGN + 3) * u, 0, 0)
        page.text("body", slide.text, words)


def bystanders(page: Page, slide: s.Bystanders) -> None:
    """The picture with its people; question and roles beside it, or over and under it on a squarer page."""
    wide = page.body.width() > WIDE * page.body.height()
    rect = _beside(page, slide) if wide else _stacked(page, slide)
    if slide.photo.width > 0:
        _people(page, slide.people, rect)


def _beside(page: Page, slide: s.Bystanders) -> QRectF:
    u, body, gap = page.u, page.body, 5 * page.u
    width = body.width() - BESIDE * u - gap
    if slide.photo.width > 0:
        width = min(width, body.height() * slide.photo.width / slide.photo.height)
    rect = _photo(page, slide.photo, QRectF(body.left(), body.top(), width, body.height()))
    left = body.left() + width + gap
    legend = len(slide.roles) * _row(page)
    block = page.fit("body", slide.question, body.right() - left, body.height() - legend - 4 * u)
    y = max(body.top(), min(rect.top(), body.bottom() - legend - 4 * u - block.height))
    page.put(block, QPointF(left, y), "body")
    y += block.height + 4 * u
    places = [QPointF(left, y + n * _row(page)) for n in range(len(slide.roles))]
    _legend(page, slide.roles, places, body.right() - left)
    return rect


def _row(page: Page) -> float:
    return 2 * BADGE * page.u + 2 * page.u


def _stacked(page: Page, slide: s.Bystanders) -> QRectF:
    u, body = page.u, page.body
    question = page.fit("title", slide.question, body.width(), body.height() * 0.25, largest=84)
    page.put(question, body.topLeft(), "title")
    many = len(slide.roles)
    widest = max(page.width("card", role) for role in slide.roles) + (2 * BADGE + 6) * u
    columns = many if many * widest <= body.width() else 2
    rows = -(-many // columns)
    foot = rows * _row(page)
    top = body.top() + question.height + 3 * u
    rect = _photo(
        page, slide.photo, QRectF(body.left(), top, body.width(), body.bottom() - foot - 2 * u - top)
    )
    width = body.width() / columns
    down = body.bottom() - foot + u
    places = [
        QPointF(body.left() + n % columns * width, down + n // columns * _row(page)) for n in range(many)
    ]
    _legend(page, slide.roles, places, width - 3 * u)
    return rect


def _legend(page: Page, roles: tuple[str, ...], places: list[QPointF], width: float) -> None:
    """What each number means."""
    u, radius = page.u, BADGE * page.u
    blocks = page.fit_each("card", list(roles), width - 2 * radius - 2 * u, 2 * radius, largest=46)
    for number, (block, at) in enumerate(zip(blocks, places, strict=True), start=1):
        middle = at + QPointF(radius, radius)
        _badge(page, number, middle)
        page.put(block, QPointF(middle.x() + radius + 2 * u, middle.y() - block.height / 2), "card")


def _badge(page: Page, number: int, middle: QPointF) -> None:
    """The number of a role on its colour."""
    page.disc(middle, BADGE * page.u, f"corner-{number}", "paper", width=page.u / 2)
    figure = page.fit("label", str(number), 6 * page.u, 6 * page.u)
    page.put(figure, middle - QPointF(figure.width / 2, figure.height / 2), "label", "on-accent")


def _people(page: Page, people: tuple[s.Person, ...], rect: QRectF) -> None:
    """A small open place on each one; on the marked ones a ring with the role's number."""
    u = page.u
    spread = (RING + BADGE) * u
    room = rect.adjusted(RING * u, spread, -spread, -RING * u)
    for person in people:
        at = QPointF(
            min(max(rect.left() + rect.width() * person.x / 1000, room.left()), room.right()),
            min(max(rect.top() + rect.height() * person.y / 1000, room.top()), room.bottom()),
        )
        page.hit("spot", person.id, QRectF(at.x() - RING * u, at.y() - RING * u, 2 * RING * u, 2 * RING * u))
        if not person.role:
            page.disc(at, 1.5 * u, "paper", "ink", width=u / 2)
            continue
        page.disc(at, RING * u, "", "paper", width=1.75 * u)
        page.disc(at, RING * u, "", f"corner-{person.role}", width=u)
        _badge(page, person.role, at + QPointF(0.72 * RING * u, -0.72 * RING * u))


def clip(page: Page, slide: s.Clip) -> None:
    """What is shown or heard, the question for afterwards in its kept place, and at the foot where it is shown."""
    u, body = page.u, page.body
    foot = 11 * u
    if slide.note:
        card = QRectF(body.left(), body.bottom() - foot, body.width(), foot)
        page.box(card, page.soft)
        page.icon("monitor", QPointF(card.left() + 6.5 * u, card.center().y()), 5.5 * u, page.accent)
        note = page.fit("aside", slide.note, card.width() - 16 * u, card.height())
        page.put(note, QPointF(card.left() + 12 * u, card.center().y() - note.height / 2), "aside")
    area = QRectF(body.left(), body.top(), body.width(), body.height() - foot - 3 * u)
    asked, gap = slide.question, 3 * u
    question = page.fit("point", asked.text, area.width() - 4 * u, area.height() * 0.35) if asked else None
    below = question.height + gap if question else 0
    about = page.fit("body", slide.about, area.width(), area.height() * 0.42) if slide.about else None
    below += about.height + gap if about else 0
    title = page.fit("headline", slide.title, area.width(), area.height() - below - 8 * u, largest=132)
    y = area.top() + max(0.0, area.height() - below - title.height - 8 * u) * 0.4
    y = kicker(page, slide.kicker, QPointF(area.left(), y)) + 1.5 * u
    page.put(title, QPointF(area.left(), y), "headline")
    y += title.height + gap
    if about is not None:
        page.put(about, QPointF(area.left(), y), "body", "ink-soft")
        y += about.height + gap
    if question is not None and asked is not None and asked.shown:
        page.box(QRectF(area.left(), y, u, question.height), page.accent, radius=u / 2)
        page.put(question, QPointF(area.left() + 4 * u, y), "point")


FORMS: Final[dict[type[Any], Any]] = {
    s.Picture: picture,
    s.Told: told,
    s.Bystanders: bystanders,
    s.Clip: clip,
}
