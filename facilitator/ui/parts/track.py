"""The railway line: a station a lesson, filled when it has been held."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.overriding import override
from facilitator.ui.theme import colour


class Track(QWidget):
    """The stations in `held` (from 1) filled, of `total`, in a tone. Decoration: the words beside it say the same."""

    def __init__(self, held: Collection[int], total: int, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held, self._total, self._tone = frozenset(held), max(total, 1), tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 8, self.fontMetrics().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = min(self.height() * 0.26, self.width() / (self._total * 2.6))
        gap = (self.width() - 2 * radius - 2) / max(self._total - 1, 1)
        middle = self.height() / 2
        places = [QPointF(1 + radius + i * gap, middle) for i in range(self._total)]
        painter.setPen(QPen(colour("line"), radius * 0.7))
        painter.drawLine(places[0], places[-1])
        painter.setPen(QPen(colour(self._tone), radius * 0.7))
        for place in range(1, self._total):
            if {place, place + 1} <= self._held:
                painter.drawLine(places[place - 1], places[place])
        for place, centre in enumerate(places, start=1):
            behind = place in self._held
            painter.setPen(Qt.PenStyle.NoPen if behind else QPen(colour("ink-3"), radius * 0.5))
            painter.setBrush(colour(self._tone if behind else "card"))
            size = radius if behind else radius * 0.8
            painter.drawEllipse(centre, size, size)
