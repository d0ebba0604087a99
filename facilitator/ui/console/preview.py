"""A small picture of a slide, drawn by the stage's own functions."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from facilitator.ui.stage import paint
from facilitator.ui.stage.slide import Slide
from facilitator.ui.theme import colour

RATIO = 16 / 9
MARGIN = 12


class Preview(QWidget):
    """Shows a slide at any width, 16:9. `hit` tells what was clicked on it."""

    hit = Signal(object)

    def __init__(self, name: str, *, clickable: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._clickable = clickable
        self._slide: Slide | None = None
        self._picture: QImage | None = None
        self._mark: QWidget | None = None

    def lay_over(self, mark: QWidget) -> None:
        """Lay a small mark over the lower left corner."""
        mark.setParent(self)
        self._mark = mark

    def show_slide(self, slide: Slide | None) -> None:
        """Show another slide."""
        if slide == self._slide:
            return
        self._slide = slide
        self._picture = None
        self.setAccessibleDescription(slide.words() if slide is not None else "")
        self.update()

    def _size(self) -> QSize:
        return QSize(self.width(), round(self.width() / RATIO))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return round(width / RATIO)

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 360)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._slide is None:
            return
        ratio = self.devicePixelRatioF()
        size = self._size()
        if self._picture is None or self._picture.size() != size * ratio:
            self._picture = paint.render(self._slide, size * ratio)
            self._picture.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawImage(0, 0, self._picture)
        painter.setPen(colour("line"))
        painter.drawRect(QRect(QPoint(), size - QSize(1, 1)))
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._mark is not None:
            self._mark.adjustSize()
            self._mark.move(MARGIN, self._size().height() - self._mark.height() - MARGIN)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._clickable and self._slide is not None and event.button() == Qt.MouseButton.LeftButton:
            self.hit.emit(paint.hit(self._slide, self._size(), QPointF(event.position())))
