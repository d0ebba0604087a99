"""Opening, plan, points, conversation and closing round."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from facilitator.ui.stage import slide as s
from facilitator.ui.stage.draw.frame import kicker
from facilitator.ui.stage.page import Page
from facilitator.ui.stage.typeset import Block

RAIL: Final = 8
"""How far the text of a railway stands from its line, in steps of the grid."""


def opening(page: Page, slide: s.Opening) -> None:
    """The title large, the lead under it, the principles in a column beside."""
    u, body = page.u, page.body
    chips = 64 * u if slide.principles else 0
    width = body.width() - chips - 6 * u
    top = page.fit("label", slide.kicker, width, 7 * u)
    room = body.height() - top.height - 6 * u
    title = page.fit("headline", slide.title, width, room - page.least("body", [slide.lead], width))
    lead = page.fit("body", slide.lead, width, room - title.height, largest=60)
    used = top.height + 2 * u + title.height + 4 * u + lead.height
    y = body.top() + (body.height() - used) * 0.4
    page.put(top, QPointF(body.left(), y), "label", "ink-2")
    y += top.height + 2 * u
    page.put(title, QPointF(body.left() - 0.5 * u, y), "headline")
    y += title.height + 4 * u
    page.put(lead, QPointF(body.left(), y), "body", "ink-soft", within=width)
    if slide.principles:
        _principles(page, slide.principles, QRectF(body.right() - chips, body.top(), chips, body.height()))


def _principles(page: Page, signs: tuple[s.Sign, ...], area: QRectF) -> None:
    u = page.u
    height, gap = 13 * u, 3 * u
    used = len(signs) * (height + gap) - gap
    y = area.top() + (area.height() - used) * 0.45
    blocks = page.fit_each("label", [sign.text for sign in signs], area.width() - 16 * u, height)
    for sign, block in zip(signs, blocks, strict=True):
        box = QRectF(area.left(), y, area.width(), height)
        page.box(box, page.soft if sign.strong else "sunk")
        page.icon(sign.icon, QPointF(box.left() + 7 * u, box.center().y()), 6 * u, page.accent)
        page.put(block, QPointF(box.left() + 13 * u, box.center().y() - block.height / 2), "label")
        y += height + gap


def plan(page: Page, slide: s.Plan) -> None:
    """Today's stops as a small railway of their own; the content note on a calm card."""
    u, body = page.u, page.easy
    lines = tuple(s.Line(text) for text in slide.lines)
    side = body.width() - 18 * u
    note = page.least("body", [slide.note], side) + 10 * u if slide.note else 0
    least = page.least("point", list(slide.lines), body.width() - RAIL * u, gap=u)
    if body.height() - note - least > 14 * u:
        y = (
            page.text(
                "title", slide.heading, QRectF(body.left(), body.top(), body.width(), 12 * u), largest=80
            )
            + 2 * u
        )
    else:
        y = kicker(page, s.Sign("train", slide.heading), body.topLeft()) + 1.5 * u
    if slide.note:
        room = body.bottom() - y - (least if lines else 0) - 10 * u
        block = page.fit("body", slide.note, side, room, largest=60)
        card = QRectF(body.left(), body.bottom() - block.height - 6 * u, body.width(), block.height + 6 * u)
        page.box(card, page.soft)
        page.icon("heart", QPointF(card.left() + 7 * u, card.center().y()), 7 * u, page.accent)
        page.put(block, QPointF(card.left() + 14 * u, card.center().y() - block.height / 2), "body")
        note = card.height() + 4 * u
    if lines:
        rail = Rail.fitted(page, lines, body.width(), body.bottom() - note - y)
        rail.draw(page, QPointF(body.left(), y))


def points(page: Page, slide: s.Points) -> None:
    """A heading, a short text and points on a railway of their own, filled as they are revealed."""
    u, body = page.u, _beside_picture(page, slide)
    top = 8.5 * u if slide.kicker else 0
    least_points = page.least("point", [p.text for p in slide.points], body.width() - RAIL * u, gap=u / 2)
    least_body = page.least("body", [slide.body], body.width() * 0.96)
    gaps = 3 * u * (bool(slide.points) + bool(slide.body))
    room = body.height() - top - gaps
    largest = 96 if slide.points or slide.body else None
    heading = page.fit(
        "headline", slide.heading, body.width(), room - least_points - least_body, largest=largest
    )
    room -= heading.height
    text = page.fit("body", slide.body, body.width() * 0.96, room - least_points) if slide.body else None
    room -= text.height if text else 0
    rail = Rail.fitted(page, slide.points, body.width(), room) if slide.points else None
    free = room - (rail.height if rail else 0)
    apart = min(free * 0.15, 3 * u)
    y = body.top() + min((free - apart) * 0.35, 16 * u)
    if slide.kicker is not None:
        kicker(page, slide.kicker, QPointF(body.left(), y))
        y += top
    page.put(heading, QPointF(body.left(), y), "headline", within=body.width())
    y += heading.height + 3 * u + apart
    if text is not None:
        page.put(text, QPointF(body.left(), y), "body", "ink-soft" if rail else "ink", within=body.width())
        y += text.height + 3 * u
    if rail is not None:
        rail.draw(page, QPointF(body.left(), y))


def _beside_picture(page: Page, slide: s.Points) -> QRectF:
    """Where the words go: beside the picture, which is drawn only where that leaves room for all of them."""
    u, body = page.u, page.body
    side = 46 * u
    beside = body.adjusted(0, 0, -side - 6 * u, 0)
    lines = [point.text for point in slide.points]
    needed = (
        page.least("headline", [slide.heading], beside.width())
        + page.least("body", [slide.body], beside.width())
        + page.least("point", lines, beside.width() - RAIL * u, gap=u)
        + 16 * u
    )
    if not slide.picture or needed > body.height():
        return body
    centre = QPointF(body.right() - side / 2, body.center().y())
    page.disc(centre, side / 2, page.soft)
    page.icon(slide.picture, centre, side * 0.52, page.accent)
    return beside


@dataclass(frozen=True, slots=True)
class Rail:
    """Lines with a station each: filled when revealed, an open ring while they wait. Waiting text is not drawn."""

    lines: tuple[s.Line, ...]
    blocks: tuple[Block, ...]
    gap: float

    @classmethod
    def fitted(cls, page: Page, lines: tuple[s.Line, ...], width: float, height: float) -> "Rail":
        """All lines set to fit a box, also those that wait."""
        u = page.u
        blocks = page.fit_all("point", [line.text for line in lines], width - RAIL * u, height, gap=u / 2)
        spare = height - sum(block.height for block in blocks)
        return cls(lines, blocks, min(4.0 * u, spare / (len(lines) - 1)) if len(lines) > 1 else 0)

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return sum(block.height for block in self.blocks) + self.gap * (len(self.blocks) - 1)

    def draw(self, page: Page, at: QPointF) -> None:
        """Draw with the upper left corner at `at`."""
        u, y = page.u, at.y()
        tops, stops = [], []
        for block in self.blocks:
            tops.append(y)
            stops.append(QPointF(at.x() + 2 * u, y + block.height / len(block.lines) * 0.54))
            y += block.height + self.gap
        if len(stops) > 1:
            page.track(stops[0], stops[-1], "line")
        for first, last in _runs(self.lines):
            page.track(stops[first], stops[last], page.accent)
        for stop, top, line, block in zip(stops, tops, self.lines, self.blocks, strict=True):
            if line.shown:
                page.disc(stop, 1.25 * u, page.accent)
                page.put(block, QPointF(at.x() + RAIL * u, top), "point")
            else:
                page.disc(stop, 1.1 * u, "paper", "line", width=u / 2)


def _runs(lines: tuple[s.Line, ...]) -> Iterator[tuple[int, int]]:
    """The first and last place of each run of lines that are shown, of two or more: what the group wrote may stand below
    lines that still wait."""
    for shown, run in groupby(range(len(lines)), lambda place: lines[place].shown):
        places = list(run)
        if shown and len(places) > 1:
            yield places[0], places[-1]


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
    page.put(question, QPointF(area.left(), y), "headline", within=area.width())
    if hint:
        at = QPointF(area.left(), y + question.height + 3 * u)
        page.put(hint, at, "body", "ink-soft", within=area.width())


def _phases(page: Page, phases: tuple[s.Phase, ...], area: QRectF) -> None:
    u, gap = page.u, 4 * page.u
    width = (area.width() - gap * (len(phases) - 1)) / max(3, len(phases))
    looks = {
        "done": ("sunk", "", "ink-2", "ink-2"),
        "now": (page.accent, "", "on-accent", "on-accent"),
        "next": ("card", "line", "ink", "ink-2"),
    }
    names = page.fit_each("label", [p.text for p in phases], width - 16 * u, area.height() * 0.6)
    labels = page.fit_each("small", [p.label for p in phases], width - 16 * u, 6 * u)
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
    thing = page.fit("body", slide.thing, width, body.height() * 0.2, largest=60)
    below = (hint.height + 4 * u if hint else 0) + (thing.height + 2 * u if slide.thing else 0)
    prompt_ = page.fit("headline", slide.prompt, width, body.height() - below - 10 * u, largest=140)
    used = 7 * u + prompt_.height + below
    y = body.top() + (body.height() - used) * 0.42
    y = kicker(page, slide.kicker, QPointF(body.left(), y)) + 2 * u
    page.put(prompt_, QPointF(body.left(), y), "headline", within=width)
    y += prompt_.height + 4 * u
    if hint:
        page.put(hint, QPointF(body.left(), y), "body", "ink-soft", within=width)
        y += hint.height + 2 * u
    page.put(thing, QPointF(body.left(), y), "body")
    if slide.thing:
        page.icon("hand", QPointF(body.right() - ring / 2, body.center().y()), 14 * u, page.accent)
    page.ring(QPointF(body.right() - ring / 2, body.center().y()), ring / 2 - 3 * u)
