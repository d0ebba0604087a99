"""Distances in steps of the theme's grid."""

from facilitator.ui import theme


def gap(steps: float) -> int:
    """`steps` of the grid in pixels (a step is eight)."""
    return round(theme.current().space.grid * steps)
