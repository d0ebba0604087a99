"""Opening, plan, points, conversation and closing round."""

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.frame import kicker
from facilitator.ui.stage.page import Page


def opening(page: Page, slide: s.Opening) -> None:
    """The title large, the lead under it, the principles in a column beside."""
    u, body = page.u, page.body
    chips = 64 * u
    width = body.width() - chips - 6 * u
    top = page.fit("label", slide.kicker, width, 7 * u)
    title = page.fit("headline", slide.title, width, body.height() * 0.45)
    left_over = body.height() - top.height - title.height - 8 * u
    lead = page.fit("body", slide.lead, width, left_over, largest=60)
    used = top.height + 2 * u + title.height + 4 * u + lead.height
    y = body.top() + (body.height() - used) * 0.4
    page.put(top, QPointF(body.left(), y), "label", "ink-2")
    y += top.height + 2 * u
    page.put(title, QPointF(body.left() - 0.5 * u, y), "headline")
    y += title.height + 4 * u
    page.put(lead, QPointF(body.left(), y), "body", "ink-soft")
    _principles(page, slide.principles, QRectF(body.right() - chips, body.top(), chips, body.height()))


def _principles(page: Page, signs: tuple[s.Sign, ...], area: QRectF) -> None:
    u = page.u
    height, gap = 13 * u, 3 * u
    used = len(signs) * (height + gap) - gap
    y = area.top() + (area.height() - used) * 0.45
    blocks = page.fit_all("label", [sign.text for sign in signs], area.width() - 16 * u, 7 * u * len(signs))
    for sign, block in zip(signs, blocks, strict=True):
        box = QRectF(area.left(), y, area.width(), height)
        page.box(box, page.soft if sign.strong else "sunk")
        page.icon(sign.icon, QPointF(box.left() + 7 * u, box.center().y()), 6 * u, page.accent)
        page.put(block, QPointF(box.left() + 13 * u, box.center().y() - block.height / 2), "label")
        y += height + gap


def plan(page: Page, slide: s.Plan) -> None:
    """Today's stops as a small railway of their own; the content note on a calm card."""
    u, body = page.u, page.body
    note_height = 0.0
    if slide.note:
        note = page.fit("body", slide.note, body.width() - 20 * u, body.height() * 0.45, largest=60)
        note_height = note.height + 7 * u
        card = QRectF(body.left(), body.bottom() - note_height, body.width(), note_height)
        page.box(card, page.soft)
        page.icon("heart", QPointF(card.left() + 7 * u, card.center().y()), 7 * u, page.accent)
        page.put(note, QPointF(card.left() + 14 * u, card.center().y() - note.height / 2), "body")
        note_height += 4 * u
    heading = page.text(
        "title", slide.heading, QRectF(body.left(), body.top(), body.width(), 12 * u), largest=80
    )
    if slide.lines:
        area = QRectF(
            body.left(), heading + 2 * u, body.width(), body.bottom() - note_height - heading - 2 * u
        )
        railway(page, tuple(s.Line(text) for text in slide.lines), area)


def points(page: Page, slide: s.Points) -> None:
    """A heading, a short text and points on a railway of their own, filled as they are revealed."""
    u, body = page.u, page.body
    y = body.top() + u
    if slide.kicker is not None:
        y = kicker(page, slide.kicker, QPointF(body.left(), y)) + 2 * u
    room = body.bottom() - y
    share = 0.35 if slide.points else 0.4
    largest = 96 if slide.points or slide.body else None
    y = page.text(
        "headline", slide.heading, QRectF(body.left(), y, body.width(), room * share), largest=largest
    )
    y += 3 * u
    if slide.body:
        lines = page.fit_all("point", [p.text for p in slide.points], body.width() - 8 * u, 1e6, largest=56)
        needed = sum(b.height for b in lines) + (len(lines) * 2 * u if lines else 0)
        area = QRectF(body.left(), y, body.width(), max(9 * u, body.bottom() - y - needed))
        y = page.text("body", slide.body, area, "ink-soft" if slide.points else "ink") + 3 * u
    if slide.points:
        railway(page, slide.points, QRectF(body.left(), y, body.width(), body.bottom() - y))


def railway(page: Page, lines: tuple[s.Line, ...], area: QRectF) -> None:
    """Lines with a station each: filled when revealed, an open ring while they wait. Waiting text is not drawn."""
    u = page.u
    indent, least = 8 * u, u
    texts = [line.text for line in lines]
    blocks = page.fit_all("point", texts, area.width() - indent, area.height(), gap=least)
    used = sum(block.height for block in blocks)
    gap = min(4.0 * u, (area.height() - used) / max(1, len(lines) - 1)) if len(lines) > 1 else 0
    y = area.top()
    stops = []
    for block in blocks:
        first = block.height / len(block.lines)
        stops.append(QPointF(area.left() + 2 * u, y + first * 0.54))
        y += block.height + gap
    shown = [stop for stop, line in zip(stops, lines, strict=True) if line.shown]
    if len(stops) > 1:
        page.track(stops[0], stops[-1], "line")
    if len(shown) > 1:
        page.track(shown[0], shown[-1], page.accent)
    for stop, line, block in zip(stops, lines, blocks, strict=True):
        if line.shown:
            page.disc(stop, 1.25 * u, page.accent)
            first = block.height / len(block.lines)
            page.put(block, QPointF(area.left() + indent, stop.y() - first * 0.54), "point")
        else:
            page.disc(stop, 1.1 * u, "paper", "line", width=u / 2)


def prompt(page: Page, slide: s.Prompt) -> None:
    """The question large, the hint under it, the phases as cards at the bottom."""
    u, body = page.u, page.body
    cards = QRectF(body.left(), body.bottom() - 20 * u, body.width(), 20 * u)
    _phases(page, slide.phases, cards)
    area = QRectF(body.left(), body.top() + u, body.width(), cards.top() - body.top() - 5 * u)
    hint = (
        page.fit("body", slide.hint, area.width() * 0.9, area.height() * 0.4, largest=60)
        if slide.hint
        else None
    )
    below = hint.height + 3 * u if hint else 0
    question = page.fit("headline", slide.question, area.width(), area.height() - below, largest=132)
    y = area.top() + (area.height() - question.height - below) * 0.45
    page.put(question, QPointF(area.left(), y), "headline")
    if hint:
        page.put(hint, QPointF(area.left(), y + question.height + 3 * u), "body", "ink-soft")


def _phases(page: Page, phases: tuple[s.Phase, ...], area: QRectF) -> None:
    u, gap = page.u, 4 * page.u
    width = (area.width() - gap * (len(phases) - 1)) / max(3, len(phases))
    looks = {
        "done": ("sunk", "", "ink-2", "ink-2"),
        "now": (page.accent, "", "on-accent", "on-accent"),
        "next": ("card", "line", "ink", "ink-2"),
    }
    names = page.fit_all("label", [p.text for p in phases], width - 17 * u, 6 * u * len(phases))
    labels = page.fit_all("small", [p.label for p in phases], width - 17 * u, 6 * u * len(phases))
    x = area.left()
    for phase, name, label in zip(phases, names, labels, strict=True):
        fill, line, ink, quiet = looks[phase.state]
        card = QRectF(x, area.top(), width, area.height())
        page.box(card, fill, line)
        page.icon(phase.icon, QPointF(card.left() + 8 * u, card.center().y()), 7.5 * u, ink)
        top = card.center().y() - (name.height + label.height) / 2
        page.put(name, QPointF(card.left() + 14 * u, top), "label", ink)
        page.put(label, QPointF(card.left() + 14 * u, top + name.height), "small", quiet)
        x += width + gap


def closing_round(page: Page, slide: s.Round) -> None:
    """What each one may say, large, beside a ring of places where all are alike."""
    u, body = page.u, page.body
    ring = 52 * u
    width = body.width() - ring - 6 * u
    hint = page.fit("body", slide.hint, width, body.height() * 0.35, largest=60) if slide.hint else None
    below = hint.height + 4 * u if hint else 0
    prompt_ = page.fit("headline", slide.prompt, width, body.height() - below - 10 * u, largest=140)
    used = 7 * u + prompt_.height + below
    y = body.top() + (body.height() - used) * 0.42
    y = kicker(page, slide.kicker, QPointF(body.left(), y)) + 2 * u
    page.put(prompt_, QPointF(body.left(), y), "headline")
    if hint:
        page.put(hint, QPointF(body.left(), y + prompt_.height + 4 * u), "body", "ink-soft")
    page.ring(QPointF(body.right() - ring / 2, body.center().y()), ring / 2 - 3 * u)
