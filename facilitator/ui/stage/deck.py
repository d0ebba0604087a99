"""Pre-rendered pictures of the slides likely to come next, made in idle time, one a turn of the event loop."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QPixmap

from facilitator.ui.stage import paint
from facilitator.ui.stage.slide import Slide
from facilitator.ui.theme import Theme


class Deck(QObject):
    """Keeps pixmaps of a few slides in one size: `size` in logical pixels, `ratio` device pixels a logical one."""

    def __init__(
        self, size: QSize, ratio: float, theme: Theme | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._ratio = ratio
        self._theme = theme
        self._kept: dict[Slide, QPixmap] = {}
        self._waiting: list[Slide] = []
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._make_one)

    def resize(self, size: QSize, ratio: float) -> None:
        """Make pictures in another size from now on; the old ones are dropped."""
        if (size, ratio) != (self._size, self._ratio):
            self._size, self._ratio = size, ratio
            self._kept.clear()

    def pixmap(self, slide: Slide) -> QPixmap:
        """The picture of a slide, made now when it was not made before."""
        made = self._kept.get(slide)
        if made is None:
            made = self._kept[slide] = self._made(slide)
        return made

    @property
    def working(self) -> bool:
        """Whether pictures are still to be made."""
        return self._idle.isActive()

    def ready(self, slide: Slide) -> bool:
        """Whether the picture of a slide is made."""
        return slide in self._kept

    def prepare(self, slides: Iterable[Slide]) -> None:
        """Keep these slides and no others; what is missing is made when nothing else happens."""
        wanted = list(dict.fromkeys(slides))
        self._kept = {slide: self._kept[slide] for slide in wanted if slide in self._kept}
        self._waiting = [slide for slide in wanted if slide not in self._kept]
        if self._waiting:
            self._idle.start()

    def _make_one(self) -> None:
        if self._waiting:
            self.pixmap(self._waiting.pop(0))
        if not self._waiting:
            self._idle.stop()

    def _made(self, slide: Slide) -> QPixmap:
        made = QPixmap.fromImage(paint.render(slide, self._size * self._ratio, self._theme))
        made.setDevicePixelRatio(self._ratio)
        return made
