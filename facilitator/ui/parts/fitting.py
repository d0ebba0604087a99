"""Dialogs as high as what they hold, when it is known how that looks: nothing stands far from its answers."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QScrollArea, QWidget


def fit(dialog: QWidget, most: QSize, scrolled: QScrollArea | None = None) -> None:
    """Make a dialog as high as it needs to be at this width, at most so high. `scrolled`: its part that can be scrolled; it
    is asked for all it holds."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()  # what is scrolled knows its width then
    high = _needed(dialog, most.width())
    inside = scrolled.widget() if scrolled is not None else None
    if scrolled is not None and inside is not None:
        high += _needed(inside, scrolled.viewport().width()) - scrolled.sizeHint().height()
    dialog.resize(most.width(), min(high, most.height()))


def _needed(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    if layout is None:
        return widget.sizeHint().height()
    return (
        layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    )
