"""Shares of a whole as bars, one above the other, so that two of them can be compared."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.i18n import _, percentage
from facilitator.overriding import override
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour

PARTS: Final = (
    ("mvp", "on-accent"), ("mvp-soft", "ink"), ("sunk", "ink"), ("pyramid-1", "on-pyramid-1"), ("ok-soft", "ink"),
)  # fmt: skip
"""Ground and ink of each part, in turn."""
LINE: Final = 2.1
"""The height of a bar, in lines of text."""


class Share(NamedTuple):
    """A bar: its title and how many each of its parts counts."""

    title: str
    counts: tuple[int, ...]

    def percents(self) -> tuple[int, ...]:
        """Each part in whole per cent; half of one is rounded up, as spreadsheets do."""
        whole = sum(self.counts) or 1
        return tuple((count * 200 + whole) // (whole * 2) for count in self.counts)


class Shares(QWidget):
    """Bars of the same parts, each as wide as the picture; the names of the parts stand under them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._bars: tuple[Share, ...] = ()
        self.setProperty("role", "bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_shares(self, names: Sequence[str], bars: Sequence[Share]) -> None:
        """Show these bars, whose parts have these names."""
        self._names, self._bars = tuple(names), tuple(bars)
        self.setAccessibleDescription("; ".join(map(self._said, self._bars)))
        self.updateGeometry()
        self.update()

    def _said(self, bar: Share) -> str:
        parts = (
            f"{name} {percentage(share)}" for name, share in zip(self._names, bar.percents(), strict=True)
        )
        return _("{title}: {parts}").format(title=bar.title, parts=", ".join(parts))

    @override
    def sizeHint(self) -> QSize:
        lines = len(self._bars) * LINE + len(self._names) * 1.5 if self._bars else 0
        return QSize(gap(52), round(self.fontMetrics().height() * lines))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        left = max((metrics.horizontalAdvance(bar.title) for bar in self._bars), default=0) + gap(2)
        high = metrics.height() * LINE
        for place, bar in enumerate(self._bars):
            self._bar(painter, bar, QRectF(left, place * high, self.width() - left, high - gap(1)))
        side = metrics.height()
        for place, name in enumerate(self._names):
            top = len(self._bars) * high + place * side * 1.5
            painter.setPen(colour("line"))
            painter.setBrush(colour(PARTS[place % len(PARTS)][0]))
            painter.drawRoundedRect(QRectF(left, top + side * 0.15, side * 0.7, side * 0.7), 3, 3)
            painter.setPen(colour("ink-2"))
            words = QRectF(left + side * 1.2, top, self.width() - left - side * 1.2, side)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(words.width()))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _bar(self, painter: QPainter, bar: Share, place: QRectF) -> None:
        painter.setPen(colour("ink"))
        title = QRectF(0, place.top(), place.left(), place.height())
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, bar.title)
        whole, at = sum(bar.counts) or 1, place.left()
        parts = zip(bar.counts, bar.percents(), self._names, strict=True)
        for number, (count, share, name) in enumerate(parts):
            ground, ink = PARTS[number % len(PARTS)]
            part = QRectF(at, place.top(), place.width() * count / whole, place.height())
            painter.fillRect(part.adjusted(1, 0, -1, 0), colour(ground))
            room = part.width() - gap(1)
            texts = (f"{name} {percentage(share)}", percentage(share))  # no colour alone, where there is room
            text = next((one for one in texts if self.fontMetrics().horizontalAdvance(one) <= room), "")
            painter.setPen(colour(ink))
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, text)
            at = part.right()
