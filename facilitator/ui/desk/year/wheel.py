"""The year wheel: months round, a ring a group and one for the staff, breaks as fields. The list beside it says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import cos, pi, sin
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.planning.breaks import Break
from facilitator.planning.standing import State
from facilitator.planning.year import BASE_MONTHS, STAFF, SUPERVISION
from facilitator.ui.desk.year.ports import OccasionView, YearView
from facilitator.ui.parts import dates
from facilitator.ui.style import text_scale
from facilitator.ui.theme import FAMILIES, colour

Shape = Literal["circle", "square", "diamond", "dot"]
SIDE: Final = 400.0
"""The wheel's own side; it is drawn to the size that there is."""
LEAST: Final = 280
MOST_RINGS: Final = 8
_OUTER, _MONTHS, _RINGS, _HUB = 196.0, 168.0, 156.0, 70.0
_LABEL_END: Final = 14.0
_FIRST_MONTH: Final = 8
_TAGET: Final = "taget"


@dataclass(frozen=True, slots=True)
class Wheel:
    """What is drawn: groups from the outer ring in, each with its marks; how many lessons, and how many of them held."""

    year: int
    today: date
    breaks: tuple[Break, ...] = ()
    rings: Mapping[str, tuple[OccasionView, ...]] = field(default_factory=dict)
    held: int = 0
    planned: int = 0


def wheel_of(view: YearView, occasions: Sequence[OccasionView]) -> Wheel:
    """The wheel of a year with these of its occasions; the staff's ring lies innermost.

    With more groups than there is room for, a ring is a programme instead.
    """
    lessons = [one for one in occasions if one.row.lesson != SUPERVISION and one.row.group != STAFF]
    rings: dict[str, list[OccasionView]] = {}
    few = len({one.row.group for one in occasions}) <= MOST_RINGS
    for one in sorted(occasions, key=_ring_of):
        rings.setdefault(one.group if few else _programme_of(one), []).append(one)
    return Wheel(
        year=view.year, today=view.today, breaks=view.breaks,
        rings={name: tuple(marks) for name, marks in rings.items()},
        held=sum(one.state == "held" for one in lessons), planned=len(lessons),
    )  # fmt: skip


def words_of(shape: Shape) -> str:
    """What a shape stands for."""
    words: dict[Shape, str] = {
        "circle": "MVP", "square": "TÅGET", "diamond": _("The staff"), "dot": _("Supervision"),
    }  # fmt: skip
    return words[shape]


def _programme_of(one: OccasionView) -> str:
    return words_of("circle" if one.row.lesson == SUPERVISION else shape_of(one))


def _ring_of(one: OccasionView) -> tuple[bool, str, str]:
    return one.row.group == STAFF, one.row.group, one.row.series


def shape_of(one: OccasionView) -> Shape:
    """How an occasion is drawn: shape says what it is, colour only repeats it."""
    if one.row.lesson == SUPERVISION:
        return "dot"
    if one.row.group == STAFF:
        return "diamond"
    return "square" if one.row.series == _TAGET else "circle"


def draw(painter: QPainter, wheel: Wheel, place: QRectF) -> None:
    """Draw the wheel into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / SIDE, place.width() / SIDE)
    painter.translate(SIDE / 2, SIDE / 2)
    _draw_months(painter, any(one.row.series == _TAGET for row in wheel.rings.values() for one in row))
    _draw_breaks(painter, wheel)
    _draw_today(painter, wheel)
    _draw_rings(painter, wheel)
    _draw_hub(painter, wheel)
    painter.restore()


def draw_mark(painter: QPainter, shape: Shape, tone: str, state: State, centre: QPointF, size: float) -> None:
    """One mark: filled when it was held, pale when it is to come, with an exclamation mark when it is late and struck
    through when it was cancelled."""
    solid, late = state == "held", state == "late"
    painter.setPen(QPen(colour("warn" if late else tone), size * 0.3))
    painter.setBrush(colour(tone if solid else "warn-soft" if late else "card"))
    if shape == "dot":
        painter.setPen(QPen(colour("warn" if late else tone), size * 0.22))
        painter.drawEllipse(centre, size * 0.42, size * 0.42)
        if state == "cancelled":
            _strike(painter, tone, centre, size * 0.6)
        return
    if shape == "circle":
        painter.drawEllipse(centre, size, size)
    elif shape == "square":
        painter.drawRect(QRectF(centre.x() - size * 0.9, centre.y() - size * 0.9, size * 1.8, size * 1.8))
    else:
        far = size * 1.25
        points = [QPointF(0, -far), QPointF(far, 0), QPointF(0, far), QPointF(-far, 0)]
        painter.drawPolygon(QPolygonF([centre + point for point in points]))
    if late:
        painter.setPen(QPen(colour("warn"), size * 0.45))
        painter.drawLine(centre + QPointF(0, -size * 0.55), centre + QPointF(0, size * 0.1))
        painter.drawPoint(centre + QPointF(0, size * 0.6))
    elif state == "cancelled":
        _strike(painter, tone, centre, size)


def _strike(painter: QPainter, tone: str, centre: QPointF, size: float) -> None:
    painter.setPen(QPen(colour(tone), size * 0.3))
    painter.drawLine(centre + QPointF(-size, size), centre + QPointF(size, -size))


def _angle(year: int, day: date) -> float:
    """Degrees from the top, clockwise; August begins there, and what lies before it has gone all the way round."""
    first = date(year, _FIRST_MONTH, 1)
    whole = (date(year + 1, _FIRST_MONTH, 1) - first).days
    return (day - first).days % whole / whole * 360


def _at(angle: float, radius: float) -> QPointF:
    turn = angle / 180 * pi
    return QPointF(radius * sin(turn), -radius * cos(turn))


def _pie(painter: QPainter, radius: float, first: float, width: float) -> None:
    """A sector; angles from the top, clockwise."""
    whole = QRectF(-radius, -radius, 2 * radius, 2 * radius)
    painter.drawPie(whole, round((90 - first) * 16), round(-width * 16))


def _draw_months(painter: QPainter, with_base: bool) -> None:
    base = set(BASE_MONTHS.values()) if with_base else set()
    for place in range(12):
        month = (_FIRST_MONTH - 1 + place) % 12 + 1
        painter.setPen(QPen(colour("card"), 3))
        painter.setBrush(colour("taget-soft" if month in base else "sunk"))
        _pie(painter, _OUTER, place * 30, 30)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("card"))
    painter.drawEllipse(QPointF(), _MONTHS, _MONTHS)
    for place in range(12):
        month = (_FIRST_MONTH - 1 + place) % 12 + 1
        painter.setPen(colour("taget" if month in base else "ink"))
        _write(painter, dates.short_month(month), _at(place * 30 + 15, (_OUTER + _MONTHS) / 2), 13, bold=True)


def _draw_breaks(painter: QPainter, wheel: Wheel) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunk"))
    for one in wheel.breaks:
        days = (one.last - one.first).days + 1
        _pie(painter, _RINGS + 8, _angle(wheel.year, one.first), max(days, 2) * 360 / 365)


def _draw_rings(painter: QPainter, wheel: Wheel) -> None:
    count = max(len(wheel.rings), 1)
    apart = min((_RINGS - _HUB - 6) / count, 21.0)
    size = min(5.0, apart * 0.3)
    for place, (name, marks) in enumerate(wheel.rings.items()):
        radius = _RINGS - apart * (place + 0.35)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(), radius, radius)
        for one in sorted(marks, key=_supervision_first):
            centre = _at(_angle(wheel.year, one.row.day), radius)
            draw_mark(painter, shape_of(one), one.accent, one.state, centre, size)
        _label(painter, name, radius, min(11.0, apart * 0.75))


def _label(painter: QPainter, name: str, radius: float, size: float) -> None:
    """The group's code where the summer leaves its ring empty."""
    font = _font(painter, size, bold=True)
    wide = painter.fontMetrics().horizontalAdvance(name) + 8.0
    place = QRectF(_LABEL_END - wide, -radius - size * 0.75, wide, size * 1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunk"))
    painter.drawRoundedRect(place, 3, 3)
    painter.setFont(font)
    painter.setPen(colour("ink"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)


def _draw_today(painter: QPainter, wheel: Wheel) -> None:
    if not date(wheel.year, _FIRST_MONTH, 1) <= wheel.today < date(wheel.year + 1, _FIRST_MONTH, 1):
        return
    angle = _angle(wheel.year, wheel.today)
    painter.setPen(QPen(colour("ink"), 2))
    painter.drawLine(_at(angle, _HUB), _at(angle, _MONTHS))
    painter.setBrush(colour("ink"))
    painter.setPen(Qt.PenStyle.NoPen)
    tip, left, right = _at(angle, _MONTHS - 9), _at(angle - 2.4, _MONTHS + 1), _at(angle + 2.4, _MONTHS + 1)
    painter.drawPolygon(QPolygonF([tip, left, right]))


def _draw_hub(painter: QPainter, wheel: Wheel) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("card"))
    painter.drawEllipse(QPointF(), _HUB - 4, _HUB - 4)
    painter.setPen(colour("ink"))
    _write(painter, f"{wheel.held}/{wheel.planned}", QPointF(0, -8), 30, bold=True)
    painter.setPen(colour("ink-2"))
    _write(painter, _("lessons held"), QPointF(0, 18), 13)


def _font(painter: QPainter, size: float, *, bold: bool = False) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    painter.setFont(font)
    return font


def _write(painter: QPainter, text: str, centre: QPointF, size: float, *, bold: bool = False) -> None:
    _font(painter, size, bold=bold)
    place = QRectF(centre.x() - 70, centre.y() - size, 140, size * 2)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _supervision_first(one: OccasionView) -> tuple[bool, date]:
    return one.row.lesson != SUPERVISION, one.row.day


class WheelView(QWidget):
    """The wheel, as large as there is room for. Decoration: the list says the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wheel: Wheel | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("The year wheel"))
        self.setMinimumSize(self.sizeHint())

    def show_wheel(self, wheel: Wheel) -> None:
        """Show this year."""
        self._wheel = wheel
        words = _("{held} of {planned} lessons held. The list tells of every occasion.")
        self.setAccessibleDescription(words.format(held=wheel.held, planned=wheel.planned))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(LEAST, LEAST) * text_scale()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._wheel is None:
            return
        side = min(self.width(), self.height())
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        draw(QPainter(self), self._wheel, place)


class Mark(QWidget):
    """One mark of the wheel beside its words in the legend."""

    def __init__(self, shape: Shape, tone: str, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape, self._tone, self._state = shape, tone, state
        side = self.fontMetrics().height()
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.width()
        draw_mark(painter, self._shape, self._tone, self._state, QPointF(side / 2, side / 2), side * 0.3)
