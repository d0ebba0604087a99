"""The coloured strip along one side of a card, inside its rounded corners."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from facilitator.ui import theme

Edge = Literal["", "left", "top"]
WIDTHS = {"left": 1.0, "top": 0.625}


def paint_edge(widget: QWidget, edge: Edge, tone: str) -> None:
    """Draw the strip on a card that is being painted."""
    if not edge or not tone:
        return
    space = theme.current().space
    whole = QRectF(widget.rect())
    shape, strip = QPainterPath(), QPainterPath()
    shape.addRoundedRect(whole, space.radius_app, space.radius_app)
    width = space.grid * WIDTHS[edge]
    strip.addRect(
        QRectF(0, 0, width, whole.height()) if edge == "left" else QRectF(0, 0, whole.width(), width)
    )
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tone))
    painter.drawPath(shape.intersected(strip))
