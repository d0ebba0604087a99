"""The picture of the slide that is likely to come next, made in idle time."""

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap

from facilitator.ui.stage import paint
from facilitator.ui.stage.slide import Slide
from facilitator.ui.theme import Theme


class Deck(QObject):
    """Keeps one pixmap: `size` in logical pixels, `ratio` device pixels a logical one.

    Once its slide shows, the picture is painted over for the slide after it: where the two are alike nothing is done. A
    second picture would be eight megabytes (33 at 4K), and two slides that are two steps apart are seldom alike.
    """

    def __init__(
        self, size: QSize, ratio: float, theme: Theme | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._ratio = ratio
        self._theme = theme
        self._slide: Slide | None = None
        self._picture = QPixmap()
        self._wanted: Slide | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._make)

    def resize(self, size: QSize, ratio: float) -> None:
        """Make pictures in another size from now on; the old one is dropped."""
        if (size, ratio) != (self._size, self._ratio):
            self._size, self._ratio = size, ratio
            self._slide, self._picture = None, QPixmap()

    def find(self, slide: Slide) -> QPixmap | None:
        """The picture of a slide; None when it is not made."""
        return self._picture if self._slide is slide or self._slide == slide else None

    def picture(self, slide: Slide) -> QPixmap:
        """The picture of a slide, made now and not kept when it was not made before."""
        found = self.find(slide)
        if found is not None:
            return QPixmap(found)
        made = QPixmap.fromImage(paint.render(slide, self._size * self._ratio, self._theme))
        made.setDevicePixelRatio(self._ratio)
        return made

    @property
    def working(self) -> bool:
        """Whether a picture is still to be made."""
        return self._idle.isActive()

    def prepare(self, slide: Slide | None) -> None:
        """Make the picture of this slide when nothing else happens; None: no slide is likely to come."""
        self._wanted = slide
        if slide is not None and self.find(slide) is None:
            self._idle.start()
        else:
            self._idle.stop()

    def _make(self) -> None:
        slide, was, size = self._wanted, self._slide, self._size * self._ratio
        if slide is None:
            return
        if was is None:
            self._picture = QPixmap(size)
        self._picture.setDevicePixelRatio(1)
        painter = QPainter(self._picture)
        if was is None:
            paint.draw(painter, slide, size, self._theme)
        else:
            paint.redraw(painter, was, slide, size, self._theme)
        painter.end()
        self._picture.setDevicePixelRatio(self._ratio)
        self._slide = slide
