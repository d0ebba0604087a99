"""A short fade from one picture to the next. It moves finished pictures only; nothing is drawn anew for it."""

from typing import Final

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPixmap

FADE_MS: Final = 160


class Fade(QObject):
    """Holds the picture that shows and the one that goes, and how much of that is left."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown, self._going = QPixmap(), QPixmap()
        self._run = QVariantAnimation(self)
        self._run.setDuration(FADE_MS)
        self._run.setStartValue(1.0)
        self._run.setEndValue(0.0)
        self._run.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._run.valueChanged.connect(self.moved)
        self._run.finished.connect(self._stop)

    def show(self, picture: QPixmap, *, at_once: bool) -> None:
        """Show this picture, `at_once` or in place of the one that goes softly."""
        going, self._shown = self._shown, picture
        self._run.stop()
        self._going = QPixmap() if at_once or going.size() != picture.size() else going
        if not self._going.isNull():
            self._run.start()

    def drop(self) -> None:
        """Hold nothing: the pictures have another size now."""
        self._run.stop()
        self._shown, self._going = QPixmap(), QPixmap()

    def _stop(self) -> None:
        self._going = QPixmap()
        self.moved.emit()

    @property
    def running(self) -> bool:
        """Whether the old picture is still to be seen."""
        return not self._going.isNull()

    def draw(self, painter: QPainter) -> bool:
        """Draw what shows, and over it what is left of what goes; whether there was anything."""
        if self._shown.isNull():
            return False
        painter.drawPixmap(0, 0, self._shown)
        if self.running:
            painter.setOpacity(float(self._run.currentValue() or 0.0))
            painter.drawPixmap(0, 0, self._going)
            painter.setOpacity(1.0)
        return True
