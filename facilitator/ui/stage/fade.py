"""A short fade from one picture to the next. It moves finished pictures only; nothing is drawn anew for it."""

from typing import Final

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPixmap

FADE_MS: Final = 160


class Fade(QObject):
    """Holds the picture that goes, and how much of it is left."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._going: QPixmap | None = None
        self._run = QVariantAnimation(self)
        self._run.setDuration(FADE_MS)
        self._run.setStartValue(1.0)
        self._run.setEndValue(0.0)
        self._run.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._run.valueChanged.connect(self.moved)
        self._run.finished.connect(self.stop)

    def begin(self, going: QPixmap) -> None:
        """Let this picture go."""
        self._going = going
        self._run.stop()
        self._run.start()

    def stop(self) -> None:
        """The new picture alone, at once."""
        self._run.stop()
        if self._going is not None:
            self._going = None
            self.moved.emit()

    @property
    def running(self) -> bool:
        """Whether the old picture is still to be seen."""
        return self._going is not None

    def draw(self, painter: QPainter) -> None:
        """Draw what is left of the old picture over the new one."""
        if self._going is not None:
            painter.setOpacity(float(self._run.currentValue() or 0.0))
            painter.drawPixmap(0, 0, self._going)
            painter.setOpacity(1.0)
