"""Pre-rendered pictures of the slides likely to come next, made in idle time, one a turn of the event loop."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap

from facilitator.ui.stage import paint
from facilitator.ui.stage.slide import Slide
from facilitator.ui.theme import Theme

MOST = 2
"""Pictures kept: of the slide showing and the next. One more would be eight megabytes (33 at 4K) for the rare way back."""


class Deck(QObject):
    """Keeps pixmaps of two slides in one size: `size` in logical pixels, `ratio` device pixels a logical one.

    A picture that is no longer wanted is painted over for the next one: where the two are alike nothing is done.
    """

    def __init__(
        self, size: QSize, ratio: float, theme: Theme | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._ratio = ratio
        self._theme = theme
        self._kept: list[tuple[Slide, QPixmap]] = []  # too few to be worth a hash, which is deep
        self._spare: list[tuple[Slide, QPixmap]] = []
        self._waiting: list[Slide] = []
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._make_one)

    def resize(self, size: QSize, ratio: float) -> None:
        """Make pictures in another size from now on; the old ones are dropped."""
        if (size, ratio) != (self._size, self._ratio):
            self._size, self._ratio = size, ratio
            self._kept.clear()
            self._spare.clear()

    def pixmap(self, slide: Slide) -> QPixmap:
        """The picture of a slide, made now when it was not made before."""
        made = _of(slide, self._kept)
        if made is None:
            if len(self._kept) >= MOST:
                self._spare.append(self._kept.pop())
            made = self._made(slide)
            self._kept.append((slide, made))
        return made

    @property
    def working(self) -> bool:
        """Whether pictures are still to be made."""
        return self._idle.isActive()

    def ready(self, slide: Slide) -> bool:
        """Whether the picture of a slide is made."""
        return _of(slide, self._kept) is not None

    def prepare(self, slides: Iterable[Slide]) -> None:
        """Keep these slides and no others; what is missing is made when nothing else happens."""
        wanted, old = list[Slide](), self._kept
        for slide in slides:
            wanted += [] if slide in wanted else [slide]
        self._kept, self._waiting = [], []
        for slide in wanted:
            made = _of(slide, old)
            if made is None:
                self._waiting.append(slide)
            else:
                self._kept.append((slide, made))
        old = [(slide, picture) for slide, picture in old if slide not in wanted]
        self._spare = (old + self._spare)[: max(1, len(self._waiting))]
        if self._waiting:
            self._idle.start()

    def _make_one(self) -> None:
        if self._waiting:
            self.pixmap(self._waiting.pop(0))
        if not self._waiting:
            self._idle.stop()

    def _made(self, slide: Slide) -> QPixmap:
        size = self._size * self._ratio
        if self._spare:
            was, made = self._spare.pop()
            painter = self._painter(made)
            paint.redraw(painter, was, slide, size, self._theme)
        else:
            made = QPixmap(size)
            painter = self._painter(made)
            paint.draw(painter, slide, size, self._theme)
        painter.end()
        made.setDevicePixelRatio(self._ratio)
        return made

    @staticmethod
    def _painter(picture: QPixmap) -> QPainter:
        picture.setDevicePixelRatio(1)
        return QPainter(picture)


def _of(slide: Slide, kept: list[tuple[Slide, QPixmap]]) -> QPixmap | None:
    return next((picture for own, picture in kept if own is slide or own == slide), None)
