"""Distances in steps of the theme's grid."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from facilitator.ui import style, theme

_SMALLEST_SCREEN: Final = (1300, 680)
_FILLS: Final = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen


def gap(steps: float) -> int:
    """`steps` of the grid in pixels (a step is eight)."""
    return round(theme.current().space.grid * steps)


def roomy(wide: float, high: float, window: QWidget) -> QSize:
    """A size for a window in steps of the grid: it grows with the text, as far as the smallest school laptop has room, and is
    no larger than the one it lies over where that fills the screen."""
    scale, most = style.text_scale(), QSize(*_SMALLEST_SCREEN)
    below = window.parentWidget()
    if below is not None and below.window().windowState() & _FILLS:
        most = most.boundedTo(below.window().size() - QSize(0, gap(4)))  # and the bar with its name
    return QSize(round(gap(wide) * scale), round(gap(high) * scale)).boundedTo(most)
