"""Emptying a layout whose rows are made anew."""

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout, keep: int = 0) -> None:
    """Take away the items after the first `keep`, with their widgets."""
    while (item := layout.takeAt(keep)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
