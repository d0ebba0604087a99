"""What a page is made of: rounded rectangles, texts, icons, pictures and outlines, each in its place on the logical canvas."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen

from facilitator.ui import icons
from facilitator.ui.stage import images
from facilitator.ui.stage.typeset import Block
from facilitator.ui.theme import Role, Theme

Area = tuple[float, float, float, float]
"""Left, top, right and bottom on the logical canvas."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded rectangle; `dashed` lines are for places still empty."""

    rect: QRectF
    fill: str
    line: str
    radius: float
    width: float
    dashed: bool = False

    @property
    def reach(self) -> Area:
        """Nothing is drawn outside; the line lies within."""
        return _edges(self.rect)

    def draw(self, painter: QPainter, theme: Theme, _kept: float) -> None:
        """Draw on the logical canvas."""
        painter.setPen(_line(theme, self.line, self.width, self.dashed))
        painter.setBrush(_fill(theme, self.fill))
        half = self.width / 2 if self.line else 0
        radius = min(self.radius, self.rect.height() / 2)
        painter.drawRoundedRect(self.rect.adjusted(half, half, -half, -half), radius, radius)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in its place."""

    block: Block
    at: QPointF
    colour: str
    role: Role

    @property
    def rect(self) -> QRectF:
        """What the letters take up."""
        return QRectF(self.at, QSizeF(self.block.width, self.block.height))

    @property
    def reach(self) -> Area:
        """Nothing is drawn outside."""
        return _edges(self.block.ink.translated(self.at))

    def draw(self, painter: QPainter, theme: Theme, kept: float) -> None:
        """Draw on the logical canvas."""
        painter.setPen(_line(theme, self.colour, 1, False))
        self.block.write(painter, self.at, kept)


@dataclass(frozen=True, slots=True)
class Picture:
    """An icon."""

    name: str
    rect: QRectF
    colour: str

    @property
    def reach(self) -> Area:
        """Nothing is drawn outside."""
        return _edges(self.rect)

    def draw(self, painter: QPainter, theme: Theme, _kept: float) -> None:
        """Draw on the logical canvas."""
        icons.draw(painter, self.name, self.rect, theme.colour(self.colour))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the lesson, by its name."""

    name: str
    rect: QRectF

    @property
    def reach(self) -> Area:
        """Nothing is drawn outside."""
        return _edges(self.rect)

    def draw(self, painter: QPainter, _theme: Theme, _kept: float) -> None:
        """Draw on the logical canvas."""
        images.draw(painter, self.name, self.rect)


@dataclass(frozen=True, slots=True)
class Shape:
    """Any outline, filled or lined; `fade`: a second colour the fill runs to, downwards."""

    path: QPainterPath
    fill: str = ""
    line: str = ""
    width: float = 0
    fade: str = ""

    @property
    def reach(self) -> Area:
        """Nothing is drawn outside."""
        left, top, right, bottom = _edges(self.path.controlPointRect())
        return left - self.width, top - self.width, right + self.width, bottom + self.width

    def draw(self, painter: QPainter, theme: Theme, _kept: float) -> None:
        """Draw on the logical canvas."""
        painter.setPen(_line(theme, self.line, self.width, False))
        if self.fade:
            area = self.path.boundingRect()
            run = QLinearGradient(area.topLeft(), area.bottomLeft())
            run.setColorAt(0, theme.colour(self.fill))
            run.setColorAt(1, theme.colour(self.fade))
            painter.setBrush(run)
        else:
            painter.setBrush(_fill(theme, self.fill))
        painter.drawPath(self.path)


def _edges(rect: QRectF) -> Area:
    left, top = rect.x(), rect.y()
    return left, top, left + rect.width(), top + rect.height()


@lru_cache(maxsize=256)
def _line(theme: Theme, line: str, width: float, dashed: bool) -> QPen:
    """The pen for a token; no line without one."""
    if not line:
        return QPen(Qt.PenStyle.NoPen)
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    return QPen(theme.colour(line), width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


@lru_cache(maxsize=128)
def _fill(theme: Theme, fill: str) -> QBrush:
    """The brush for a token; no filling without one."""
    return QBrush(theme.colour(fill)) if fill else QBrush()


Item = Box | Words | Picture | Image | Shape
