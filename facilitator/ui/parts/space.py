"""Distances in steps of the theme's grid."""

from typing import Final

from PySide6.QtCore import QSize

from facilitator.ui import style, theme

_SMALLEST_SCREEN: Final = (1300, 680)


def gap(steps: float) -> int:
    """`steps` of the grid in pixels (a step is eight)."""
    return round(theme.current().space.grid * steps)


def roomy(wide: float, high: float) -> QSize:
    """A size in steps of the grid that grows with the text, as far as the smallest school laptop has room."""
    scale = style.text_scale()
    return QSize(
        min(round(gap(wide) * scale), _SMALLEST_SCREEN[0]), min(round(gap(high) * scale), _SMALLEST_SCREEN[1])
    )
