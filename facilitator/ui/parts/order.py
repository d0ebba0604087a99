"""The order in which Tab comes to things: that of the page, also for what was made later than what stands below it."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from facilitator.overriding import override


class Ordered(QWidget):
    """Whatever shows in it has its turn where it is laid out. It is put in order when somebody presses Tab: a page goes on
    growing and changing until then."""

    @override
    def focusNextPrevChild(self, onwards: bool) -> bool:
        for first, second in pairwise(_stops(self)):
            QWidget.setTabOrder(first, second)
        return super().focusNextPrevChild(onwards)


def _stops(part: QWidget) -> Iterator[QWidget]:
    if part.isHidden():
        return
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
        yield part
    if isinstance(part, QScrollArea):
        inner: QWidget | None = part.widget()  # the stubs forget that there may be none
        if inner is not None:
            yield from _stops(inner)
    else:
        layout: QLayout | None = part.layout()
        if layout is not None:
            yield from _laid(layout)


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget: QWidget | None = item.widget() if item is not None else None
        inner: QLayout | None = item.layout() if item is not None else None
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _laid(inner)
