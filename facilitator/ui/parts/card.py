"""Cards and lines: the grounds that the pages lay their parts on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from facilitator.overriding import override
from facilitator.ui.parts.edge import Edge, paint_edge
from facilitator.ui.parts.label import Tone, label
from facilitator.ui.parts.space import gap


class Card(QFrame):
    """A white card with a column of parts; `edge` draws a strip in the tone's colour."""

    def __init__(
        self, title: str = "", *, tone: Tone = "", edge: Edge = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._tone, self._edge = tone, edge
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(gap(3), gap(2.5), gap(3), gap(2.5))
        self.column.setSpacing(gap(1.5))
        if title:
            self.column.addWidget(label(title, "heading", wrap=True))

    def set_tone(self, tone: Tone) -> None:
        """Draw the strip in another tone."""
        self._tone = tone
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_edge(self, self._edge, self._tone)


class Callout(QFrame):
    """A tinted box for something to notice: tone and words, never colour alone."""

    def __init__(self, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "callout")
        self.setProperty("tone", tone)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(gap(2), gap(1), gap(2), gap(1))
        self.column.setSpacing(gap(0.5))


def rule(parent: QWidget | None = None) -> QFrame:
    """A hairline."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return line
