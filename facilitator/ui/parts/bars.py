"""Planned and actual minutes a step, as bars with a mark at the plan."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui.parts.dates import minutes
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour

TITLE_SHARE = 0.47


class Bar(NamedTuple):
    """A step: its title, seconds planned and spent, and a word when it was not held (empty: it was).

    `half`: of many sessions, between how many seconds the middle half of them took; `spent_s` is the median then.
    """

    title: str
    planned_s: int
    spent_s: int
    missed: str = ""
    half: tuple[int, int] | None = None

    def words(self) -> str:
        """The bar as a screen reader says it."""
        plan = _("{title}: planned {planned}").format(title=self.title, planned=minutes(self.planned_s))
        if self.half is not None and not self.missed:
            spread = _("median {median}, half of them between {low} and {high}")
            low, high = map(minutes, self.half)
            return f"{plan}, {spread.format(median=minutes(self.spent_s), low=low, high=high)}"
        return f"{plan}, {self.missed or minutes(self.spent_s)}"


class Bars(QWidget):
    """One line a step: title, bar against the longest, mark at the plan, time. Over plan is another colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setProperty("role", "bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Minutes a step, planned and actual"))

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these steps."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(bar.words() for bar in bars))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, self._line() * len(self._bars))

    def _line(self) -> int:
        return round(self.fontMetrics().height() * 1.5)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, line = self.fontMetrics(), self._line()
        time_width = metrics.horizontalAdvance("00:00  ")
        title_width = min(
            round(self.width() * TITLE_SHARE),
            max((metrics.horizontalAdvance(b.title) for b in self._bars), default=0) + 16,
        )
        longest = max((max(b.planned_s, b.spent_s, *(b.half or ())) for b in self._bars), default=0) or 1
        track = QRectF(title_width, 0, self.width() - title_width - time_width - 8, line * 0.66)
        for place, bar in enumerate(self._bars):
            top = place * line
            track.moveTop(top + (line - track.height()) / 2)
            self._title(painter, bar, QRectF(0, top, title_width - 12, line))
            self._bar(painter, bar, track, longest)
            painter.setPen(colour("ink-2" if bar.missed else "ink"))
            text = "–" if bar.missed else minutes(bar.spent_s)
            place_for_time = QRectF(self.width() - time_width, top, time_width, line)
            painter.drawText(
                place_for_time, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text
            )

    def _title(self, painter: QPainter, bar: Bar, place: QRectF) -> None:
        painter.setPen(colour("ink-2" if bar.missed else "ink"))
        shown = self.fontMetrics().elidedText(bar.title, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _bar(self, painter: QPainter, bar: Bar, track: QRectF, longest: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunk"))
        painter.drawRoundedRect(track, 5, 5)
        if bar.spent_s and not bar.missed:
            filled = QRectF(track)
            filled.setWidth(max(track.height() / 2, track.width() * bar.spent_s / longest))
            painter.setBrush(colour("pyramid-3" if bar.spent_s > bar.planned_s else "mvp"))
            painter.drawRoundedRect(filled, 5, 5)
        if bar.missed:
            painter.setPen(colour("ink-2"))
            inside = track.adjusted(gap(1), 0, -gap(1), 0)
            words = self.fontMetrics().elidedText(
                bar.missed, Qt.TextElideMode.ElideRight, int(inside.width())
            )
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            return
        if bar.half is not None:
            _whisker(painter, track, [track.width() * end / longest for end in bar.half])
        mark = track.left() + track.width() * bar.planned_s / longest
        painter.setBrush(colour("ink"))
        painter.drawRect(QRectF(min(mark, track.right() - 3), track.top() - 3, 3, track.height() + 6))


def _whisker(painter: QPainter, track: QRectF, ends: list[float]) -> None:
    """A line over a bar, from where the middle half of the sessions begins to where it ends."""
    low, high = (track.left() + end for end in ends)
    middle, cap = track.center().y(), track.height() / 4
    lines = [
        QLineF(low, middle, high, middle),
        *(QLineF(end, middle - cap, end, middle + cap) for end in (low, high)),
    ]
    for token, width in (("card", 4), ("ink", 1.5)):  # a pale rim, so that it is seen on the bar too
        painter.setPen(QPen(colour(token), width))
        painter.drawLines(lines)
    painter.setPen(Qt.PenStyle.NoPen)
