"""A small picture of a slide, drawn by the stage's own functions."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QTransform
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from facilitator.overriding import override
from facilitator.ui.keys import Touches
from facilitator.ui.parts.announce import announce
from facilitator.ui.stage import paint
from facilitator.ui.stage.slide import Slide
from facilitator.ui.theme import colour

SHAPE = QSize(16, 9)
SHAPES = (SHAPE, QSize(8, 5), QSize(3, 2), QSize(4, 3), QSize(5, 4), QSize(7, 3))
"""The shapes of screens. What is drawn in exactly one of them is laid out as it is there."""
USUAL, SMALLEST = QSize(320, 180), QSize(96, 54)
"""Pixels. Where the screen is very small what the leader presses comes before what the pupils see anyway."""
MARGIN = 12
LARGE = 4
"""A mark is large that takes more than this part of the picture's width."""


class Preview(QWidget):
    """Shows a slide as large as the room allows, in the shape of the pupils' picture. `hit` tells what was clicked on it."""

    hit = Signal(object)

    def __init__(self, name: str, *, clickable: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._clickable = clickable
        self._shape = SHAPE
        self._slide: Slide | None = None
        self._picture: QImage | None = None
        self._ahead: tuple[Slide, QRegion] | None = None
        self._mark: QWidget | None = None
        self._deed: QWidget | None = None

    def lay_over(self, mark: QWidget, deed: QWidget) -> None:
        """Lay a mark over the lower left corner, or the right one when it is large, and a button over the upper right one."""
        for one in (mark, deed):
            one.setParent(self)
        self._mark, self._deed = mark, deed

    def take_shape(self, size: QSize) -> None:
        """Show slides in the shape nearest to a picture of this size (pixels) from now on: other shapes are laid out otherwise."""
        shape = min(SHAPES, key=lambda one: abs(_ratio(one) - _ratio(size)))
        if shape != self._shape:
            self._shape, self._picture = shape, None
            self.place_mark()
            self.update()

    def show_slide(self, slide: Slide | None, *, at_once: bool = False) -> None:
        """Show another slide; `at_once` paints it now, not at the next turn of the event loop."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and slide is not ahead[0]:  # something else comes after all
            self._picture = None
            self.update()
        if slide == self._slide:
            return
        place = ahead[1] if ahead is not None and slide is ahead[0] else self._painted_over(slide)
        self._slide = slide
        if at_once:
            self.repaint(place)
        else:
            self.update(place)
        words = slide.words() if slide is not None else ""
        self.setAccessibleDescription(words)
        if self._clickable and QApplication.activeWindow() in (
            None,
            self.window(),
        ):  # else the stage tells of it
            announce(self, words)

    def draw_ahead(self, slide: Slide) -> None:
        """Draw a slide without bringing it to the screen: `show_slide` does, before anything else is painted."""
        if slide != self._slide and self._slide is not None and self._picture is not None:
            self._ahead = slide, self._painted_over(slide)

    def _painted_over(self, slide: Slide | None) -> QRegion:
        """Change the picture where the slide differs from the one showing; returns what must be painted."""
        picture, ratio = self._picture, self.devicePixelRatioF()
        if picture is None or self._slide is None or slide is None:
            self._picture = None
            return QRegion(self.rect())
        painter = QPainter(picture)
        changed = paint.redraw(painter, self._slide, slide, picture.size())
        painter.end()
        return QTransform.fromScale(1 / ratio, 1 / ratio).map(changed).translated(self._place().topLeft())

    def place_mark(self) -> None:
        """Put mark and button in their corners, after their words changed; over a small picture they reach out at the left."""
        if self._mark is not None:
            self._mark.adjustSize()
            place, width = self._place(), self._mark.width()
            large = width * LARGE > place.width()  # then it would lie over words, which begin at the left
            left = place.right() - width - MARGIN if large else place.left() + MARGIN
            self._mark.move(max(0, left), place.bottom() - self._mark.height() - MARGIN)
        if self._deed is not None:
            self._deed.adjustSize()
            corner, below = (
                self._place().topRight(),
                self._mark.y() if self._mark is not None else self.height(),
            )
            left = corner.x() - self._deed.width() - MARGIN
            self._deed.move(max(0, left), max(0, min(MARGIN, below - self._deed.height())))

    def _place(self) -> QRect:
        shape = self._shape
        size = shape * max(1, min(self.width() // shape.width(), self.height() // shape.height()))
        return QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return SMALLEST

    @override
    def sizeHint(self) -> QSize:
        return USUAL

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._slide is None:
            return
        ratio = self.devicePixelRatioF()
        place = self._place()
        if self._picture is None or self._picture.size() != place.size() * ratio:
            self._picture = paint.render(self._slide, place.size() * ratio)
        painter = QPainter(self)
        painter.save()  # pixel for pixel: fitted into the place a line of letters could be lost
        painter.setClipRect(place)
        painter.scale(1 / ratio, 1 / ratio)
        painter.drawImage((QPointF(place.topLeft()) * ratio).toPoint(), self._picture)
        painter.restore()
        painter.setPen(colour("line"))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_mark()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not Touches.counts(event):
            return
        if self._clickable and self._slide is not None and event.button() == Qt.MouseButton.LeftButton:
            place = self._place()
            at = event.position() - QPointF(place.topLeft())
            self.hit.emit(paint.hit(self._slide, place.size(), at))


def _ratio(size: QSize) -> float:
    return size.width() / max(1, size.height())
