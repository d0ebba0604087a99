"""Columns side by side while they fit, stacked when they do not."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from facilitator.overriding import override
from facilitator.ui.parts.space import gap


class Columns(QLayout):
    """Widgets with weights. `fill`: side by side they all get the full height, else each its own."""

    def __init__(self, *, fill: bool = False) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self.setContentsMargins(QMargins())
        self._gap = gap(2)
        self._fill = fill
        self._items: list[QLayoutItem] = []
        self._weights: list[int] = []

    def add(self, widget: QWidget, weight: int) -> None:
        """Add a column that takes `weight` parts of the width."""
        self._weights.append(weight)
        self.addWidget(widget)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._weights.pop(index)
        return self._items.pop(index)

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Vertical if self._fill else Qt.Orientation(0)

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._measure(width)
        return self._heights[width]

    def _measure(self, width: int) -> int:
        widths = self._widths(width)
        heights = [
            _height(item, wide) for item, wide in zip(self._shown(), widths or self._all(width), strict=True)
        ]
        if widths:
            return max(heights, default=0)
        return sum(heights) + self._gap * max(0, len(heights) - 1)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._shown():
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        widths = self._widths(rect.width())
        x, y = rect.x(), rect.y()
        for item, wide in zip(self._shown(), widths or self._all(rect.width()), strict=True):
            high = rect.height() if widths and self._fill else _height(item, wide)
            item.setGeometry(QRect(x, y, wide, high))
            x, y = (x + wide + self._gap, y) if widths else (x, y + high + self._gap)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _all(self, width: int) -> list[int]:
        return [width] * len(self._shown())

    def _widths(self, width: int) -> list[int]:
        """The width of each column side by side; empty when they do not fit."""
        pairs = [(i, w) for i, w in zip(self._items, self._weights, strict=True) if not i.isEmpty()]
        least = [item.minimumSize().width() for item, _weight in pairs]
        weights = [weight for _item, weight in pairs]
        room = width - self._gap * max(0, len(pairs) - 1)
        if sum(least) > room:
            return []
        widths = [room * weight // sum(weights) for weight in weights]
        for place, need in enumerate(least):
            lack = need - widths[place]
            if lack > 0:
                widths[place] = need
                giver = max(range(len(widths)), key=lambda i: widths[i] - least[i])
                widths[giver] -= lack
        return widths


def _height(item: QLayoutItem, width: int) -> int:
    high = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(high, item.minimumSize().height())
