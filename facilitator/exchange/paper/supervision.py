"""The sheet for supervision: a blank form for a mentor group, to fill in by hand. It asks of the group, never of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from facilitator.exchange.paper.face import colour, look
from facilitator.exchange.paper.leaves import A4_SIZE, Frame, Leaf, Placed, body, fitting, numbered
from facilitator.exchange.paper.penlines import write_line
from facilitator.exchange.paper.pieces import CENTRE, Gap, Piece, Row, Rule, Solid, Stack, Words
from facilitator.exchange.paper.rows import TableLine
from facilitator.i18n import _

LEAST, MOST = 0.9, 1.1
STEP_ROWS: Final = 11
"""So many lines for steps: as many as most lessons have."""
SHARES: Final = (5, 1.5, 1.3, 1.5, 1.4, 4)
ANSWER_LINES: Final = 2
ROW, BOX, ANSWER = 2.7, 1.7, 2.5
"""How high a line for a step, its box and a line to answer on are, in steps of the grid. A hand needs the lines as they
are, however small the print is."""


def sheet() -> list[Leaf]:
    """One page: what was shortened, how it went, and what the group wants help with."""
    room = body(A4_SIZE)
    (whole, *_rest) = fitting(partial(_whole), room.width, room.height, LEAST, MOST)
    foot = _("Write no names, neither of pupils nor of mentors. Thrown away after the meeting.")
    frame = Frame(_("Supervision"), _("For mentors and adults"), foot)
    return numbered([Leaf(A4_SIZE, (Placed(whole, room.x, room.top, room.width),))], frame)


def _whole(scale: float) -> list[Piece]:
    return [
        Words(_("Since we last met"), "title", scale=scale),
        _pair(_("Group (code)"), _("Day"), scale),
        _pair(_("Lesson"), _("We meet again"), scale),
        Gap(1.8 * scale),
        *_steps(scale),
        Gap(1.8 * scale),
        Words(_("How it went in the group"), "heading", scale=scale),
        *_scales(scale),
        Gap(0.6 * scale),
        *_questions(scale),
    ]


def _pair(left: str, right: str, scale: float) -> Piece:
    sides = [Stack(write_line(name, wide=2.2, scale=scale)) for name in (left, right)]
    return Row(sides, (1, 1), between=4)


def _steps(scale: float) -> list[Piece]:
    titles = (_("Step"), _("As planned"), _("Shorter"), _("Changed"), _("Left out"), _("Why"))
    head = [
        Words(title, "label", scale=scale * 0.92, align=CENTRE if 0 < n < 5 else 0)
        for n, title in enumerate(titles)
    ]
    found: list[Piece] = [
        Words(_("What we did"), "heading", scale=scale),
        Gap(0.8 * scale),
        TableLine(head, SHARES, head=True),
        Gap(0.5),
        Rule("mvp", "rule"),
    ]
    for place in range(1, STEP_ROWS + 1):
        cells: list[Piece] = [Words(f"{place}.", "body", token="ink-2", scale=scale)]
        cells += [Boxed(scale) for _box in range(4)]
        line = TableLine([*cells, Words("", "body")], SHARES, name=0)
        air = Gap((ROW - BOX * scale) / 2)
        found += [air, line, air, Rule()]
    return found


def _scales(scale: float) -> list[Piece]:
    """Circles from 1 to 5: the leader's own look at the group as a whole."""
    found: list[Piece] = []
    for name, low, high in (
        (_("The group took part"), _("hardly"), _("very much")),
        (_("It was safe to say what one thinks"), _("hardly"), _("very much")),
        (_("There was enough time"), _("not at all"), _("well")),
    ):
        cells = (Words(name, scale=scale), Words(low, "small", token="ink-2", scale=scale, align=2))
        circles = [Circle(str(n), scale) for n in range(1, 6)]
        last = Words(high, "small", token="ink-2", scale=scale)
        found += [Gap(0.9 * scale), Row((*cells, *circles, last), (5, 2, *[0.8] * 5, 2), between=0.6)]
    return found


def _questions(scale: float) -> list[Piece]:
    found: list[Piece] = []
    for text in _asked():
        found += [Gap(1.3 * scale), Words(text, "strong", scale=scale)]
        for _line in range(ANSWER_LINES):
            found += [Gap(ANSWER), Rule("ink-3", write=True)]
    return found


def _asked() -> Sequence[str]:
    return (
        _("What took more time than planned, and what did we do then?"),
        _("When did it work well, and what did we do then?"),
        _("What was hard to answer or to lead?"),
        _("What do we want help with, and from whom?"),
    )


@dataclass(frozen=True)
class Boxed(Solid):
    """A box to tick, in the middle of its cell."""

    scale: float

    def height(self, width: float) -> float:
        """As high as a line."""
        return look().gap(BOX * self.scale)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it; there is nothing to tell but an empty cell."""
        side = self.height(width)
        canvas.saveState()
        canvas.setStrokeColor(colour("ink-3"))
        canvas.setLineWidth(look().space["hair"] * 1.4)
        canvas.rect(x + (width - side) / 2, top - side, side, side, stroke=1, fill=0)
        canvas.restoreState()
        canvas.blank()


@dataclass(frozen=True)
class Circle(Solid):
    """A number to draw a ring round."""

    number: str
    scale: float

    def height(self, width: float) -> float:
        """As high as a line."""
        return Words(self.number, scale=self.scale).height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the ring, faint, and the number in it."""
        high = self.height(width)
        canvas.saveState()
        canvas.setStrokeColor(colour("ink-3"))
        canvas.setLineWidth(look().space["hair"] * 1.4)
        canvas.circle(x + width / 2, top - high / 2, high * 0.62, stroke=1, fill=0)
        canvas.restoreState()
        Words(self.number, align=CENTRE, scale=self.scale).draw(canvas, x, top, width)
