"""The plan of a school year on paper: the wheel on the first page, then every occasion, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from typing import Any, Final

from facilitator.exchange.paper import days
from facilitator.exchange.paper.face import colour
from facilitator.exchange.paper.leaves import Frame, Kept, Leaf, NewPage, pages
from facilitator.exchange.paper.pieces import CENTRE, Furniture, Gap, Piece, Row, Rule, Solid, Words
from facilitator.exchange.paper.rows import Pair, TableLine
from facilitator.i18n import _
from facilitator.planning.breaks import Break
from facilitator.planning.year import BASE_MONTHS
from facilitator.planning.yearpaper import Shape, YearLine, YearPaper
from facilitator.planning.yearwords import break_name, state_word

SHARES: Final = (2.6, 1.5, 6, 1.4)
MOST_RINGS: Final = 8
_SIDE: Final = 400.0
_OUTER, _MONTHS, _RINGS, _HUB = 196.0, 168.0, 156.0, 70.0
_FIRST_MONTH: Final = 8


def year_words(plan: YearPaper) -> str:
    """What the paper is called."""
    year = _("School year {years}").format(years=f"{plan.year}/{(plan.year + 1) % 100:02}")
    return " · ".join(part for part in (year, plan.school, plan.group) if part)


def year_plan(plan: YearPaper) -> list[Leaf]:
    """The year; without occasions its breaks alone."""
    found: list[Piece] = [Words(year_words(plan), "title"), Gap(1)]
    if plan.planned:
        told = _("{held} of {planned} lessons held.").format(held=plan.held, planned=plan.planned)
        found.append(Words(told, "lead", token="ink-2"))
    elif not plan.lines:
        told = _("Nothing is planned. The page School year plans it.")
        found.append(Words(told, "lead", token="ink-2"))
    found += [Gap(3), Furniture(Wheel(plan)), Gap(3), Furniture(Legend()), Gap(3)]
    found += [Words(_("Days without lessons"), "heading"), Gap(0.6)]
    for one in plan.breaks:
        if one.kind != "summer":
            found += [
                Pair((Words(days.span(one.first, one.last)), Words(break_name(one.kind))), (1, 3)),
                Gap(0.4),
            ]
    if plan.lines:
        found += [NewPage(), *_months(plan)]
    return pages(found, Frame(year_words(plan), _("The plan of the year"), "", "mvp"))


def _months(plan: YearPaper) -> Iterator[Piece]:
    both: list[tuple[date, YearLine | Break]] = [(line.day, line) for line in plan.lines]
    first, last = plan.lines[0].day, plan.lines[-1].day
    both += [(one.first, one) for one in plan.breaks if one.kind != "summer" and first <= one.first <= last]
    shown = ""
    for day, one in sorted(both, key=_by_day):
        if days.month(day) != shown:
            shown = days.month(day)
            yield Gap(2)
            yield Kept((Words(shown, "name"), Gap(0.6), _titles(), Gap(0.4), Rule("ink-3")))
        yield Gap(0.6)
        yield _occasion(one) if isinstance(one, YearLine) else _break(one)
        yield Gap(0.6)
        yield Rule()


def _by_day(one: tuple[date, YearLine | Break]) -> tuple[date, bool]:
    return one[0], isinstance(one[1], YearLine)


def _titles() -> Piece:
    names = (_("Day"), _("Group"), _("Lesson"), _("How it stands"))
    return TableLine([Words(name, "small", token="ink-2") for name in names], SHARES, head=True)


def _occasion(line: YearLine) -> Piece:
    when = days.week_day(line.day) + (f"  {days.clock(line.at)}" if line.at else "")
    cells = [Words(when), Words(line.group, "strong"), Words(f"{line.label} {line.title}".strip())]
    return TableLine([*cells, Words(state_word(line.state))], SHARES, name=0)


def _break(one: Break) -> Piece:
    texts = (days.span(one.first, one.last), "", break_name(one.kind), "")
    return TableLine([Words(text, token="ink-2") for text in texts], SHARES, name=0)


@dataclass(frozen=True)
class Legend(Solid):
    """What the marks on the wheel stand for. The list says the same in words."""

    def _row(self) -> Row:
        words: dict[Shape, str] = {
            "circle": "MVP", "square": "TÅGET", "diamond": _("The staff"), "dot": _("Supervision"),
        }  # fmt: skip
        marks = [Key(shape, "coming", text) for shape, text in words.items()]
        return Row(
            [*marks, Key("circle", "held", _("Held")), Key("circle", "late", _("Late"))], (1,) * 6, between=1
        )

    def height(self, width: float) -> float:
        """One line."""
        return self._row().height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the marks with their words."""
        self._row().draw(canvas, x, top, width)


@dataclass(frozen=True)
class Key(Solid):
    """A mark and its word."""

    shape: Shape
    state: str
    text: str

    def height(self, width: float) -> float:
        """One line."""
        return Words(self.text, "small").height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the mark, then the word."""
        canvas.saveState()
        accent = {"circle": "mvp", "square": "taget", "diamond": "staff", "dot": "mvp"}[self.shape]
        _mark(canvas, self.shape, accent, self.state, (x + 6, top - self.height(width) * 0.56), 4.2)
        canvas.restoreState()
        Words(self.text, "small").draw(canvas, x + 16, top, width - 16)


@dataclass(frozen=True)
class Wheel(Solid):
    """Months round, a ring a group, the staff innermost; a field is a break. With many groups a ring is a programme."""

    plan: YearPaper

    def height(self, width: float) -> float:
        """As high as it is wide, but for some air at the sides."""
        return width * 0.84

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw it."""
        high = self.height(width)
        canvas.saveState()
        canvas.translate(x + width / 2, top - high / 2)
        canvas.scale(high / _SIDE, high / _SIDE)
        self._draw_ground(canvas)
        self._draw_rings(canvas)
        _disc(canvas, _HUB - 4, "card")
        if self.plan.planned:
            told = Words(f"{self.plan.held}/{self.plan.planned}", "title", align=CENTRE)
            told.draw(canvas, -70, 24, 140)
            Words(_("lessons held"), "label", token="ink-2", align=CENTRE).draw(canvas, -70, -10, 140)
        canvas.restoreState()

    def _draw_ground(self, canvas: Any) -> None:
        base = set(BASE_MONTHS.values()) if any(one.shape == "square" for one in self.plan.lines) else set()
        months = [(_FIRST_MONTH - 1 + place) % 12 + 1 for place in range(12)]
        for place, month in enumerate(months):
            _wedge(canvas, _OUTER, place * 30, 30, "taget-soft" if month in base else "sunk", line=True)
        _disc(canvas, _MONTHS, "card")
        for place, month in enumerate(months):
            across, up = _at(place * 30 + 15, (_OUTER + _MONTHS) / 2)
            word = Words(
                days.short_month(month), "label", token="taget" if month in base else "ink", align=CENTRE
            )
            word.draw(canvas, across - 40, up + 7.5, 80)
        for one in self.plan.breaks:
            wide = max((one.last - one.first).days + 1, 2) * 360 / 365
            _wedge(canvas, _RINGS + 8, self._angle(one.first), wide, "sunk")

    def _draw_rings(self, canvas: Any) -> None:
        rings = self._rings()
        apart = min((_RINGS - _HUB - 6) / max(len(rings), 1), 21.0)
        for place, (name, marks) in enumerate(rings.items()):
            radius = _RINGS - apart * (place + 0.35)
            canvas.setStrokeColor(colour("line"))
            canvas.setLineWidth(1)
            canvas.circle(0, 0, radius, stroke=1, fill=0)
            for one in sorted(marks, key=_supervision_first):
                at = _at(self._angle(one.day), radius)
                _mark(canvas, one.shape, one.accent, one.state, at, min(5.0, apart * 0.3))
            label = Words(name, "small", align=CENTRE, scale=min(1.0, apart / 14), bold=False)
            high = label.height(60)
            canvas.setFillColor(colour("sunk"))
            canvas.roundRect(-22, radius - high / 2, 36, high, 3, stroke=0, fill=1)
            label.draw(canvas, -34, radius + high / 2, 60)

    def _rings(self) -> dict[str, list[YearLine]]:
        few = len({one.group for one in self.plan.lines}) <= MOST_RINGS
        found: dict[str, list[YearLine]] = {}
        for one in sorted(self.plan.lines, key=_staff_last):
            programme = {"circle": "MVP", "dot": "MVP", "square": "TÅGET", "diamond": one.group}[one.shape]
            found.setdefault(one.group if few else programme, []).append(one)
        return found

    def _angle(self, day: date) -> float:
        """Degrees from the top, clockwise; August begins there."""
        first = date(self.plan.year, _FIRST_MONTH, 1)
        whole = (date(self.plan.year + 1, _FIRST_MONTH, 1) - first).days
        return (day - first).days % whole / whole * 360


def _staff_last(one: YearLine) -> tuple[bool, str]:
    return one.shape == "diamond", one.group


def _supervision_first(one: YearLine) -> tuple[bool, date]:
    return one.shape != "dot", one.day


def _at(angle: float, radius: float) -> tuple[float, float]:
    turn = angle / 180 * pi
    return radius * sin(turn), radius * cos(turn)


def _wedge(canvas: Any, radius: float, first: float, wide: float, token: str, *, line: bool = False) -> None:
    canvas.setFillColor(colour(token))
    canvas.setStrokeColor(colour("card"))
    canvas.setLineWidth(3)
    canvas.wedge(-radius, -radius, radius, radius, 90 - first - wide, wide, stroke=int(line), fill=1)


def _disc(canvas: Any, radius: float, token: str) -> None:
    canvas.setFillColor(colour(token))
    canvas.circle(0, 0, radius, stroke=0, fill=1)


def _mark(canvas: Any, shape: Shape, accent: str, state: str, at: tuple[float, float], size: float) -> None:
    """One mark, as on the screen: filled when it was held, pale when it is to come, with an exclamation mark when it is late
    and struck through when it was cancelled."""
    (x, y), late = at, state == "late"
    canvas.setStrokeColor(colour("warn" if late else accent))
    canvas.setFillColor(colour(accent if state == "held" else "card"))
    canvas.setLineWidth(size * 0.3)
    match shape:
        case "dot":
            canvas.circle(x, y, size * 0.42, stroke=1, fill=1)
        case "circle":
            canvas.circle(x, y, size, stroke=1, fill=1)
        case "square":
            canvas.rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8, stroke=1, fill=1)
        case "diamond":
            path = canvas.beginPath()
            path.moveTo(x, y + size * 1.25)
            for across, up in ((1.25, 0), (0, -1.25), (-1.25, 0)):
                path.lineTo(x + across * size, y + up * size)
            path.close()
            canvas.drawPath(path, stroke=1, fill=1)
    if late and shape != "dot":
        canvas.setLineWidth(size * 0.45)
        canvas.line(x, y + size * 0.6, x, y - size * 0.1)
        canvas.line(x, y - size * 0.4, x, y - size * 0.7)
    elif state == "cancelled":
        far = size * 0.6 if shape == "dot" else size
        canvas.line(x - far, y - far, x + far, y + far)
