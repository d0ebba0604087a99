"""A layout that sets widgets side by side and wraps to the next line when the width ends."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QWidget

from facilitator.overriding import override
from facilitator.ui.parts.space import gap


class Flow(QLayout):
    """Lines of widgets, as many on each as fit; `right`: each line ends where the room ends."""

    def __init__(
        self, parent: QWidget | None = None, spacing: int | None = None, *, right: bool = False
    ) -> None:
        super().__init__(parent)
        self._right = right
        self._heights: dict[int, int] = {}
        self._sizes: list[tuple[QLayoutItem, QSize]] | None = None  # of what is seen, until something changes
        self._least: QSize | None = None
        self.setContentsMargins(QMargins())
        self._gap = gap(1) if spacing is None else spacing
        self._line_gap = min(self._gap, gap(1.5))
        self._items: list[QLayoutItem] = []

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._sizes = self._least = None

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        self._sizes = self._least = None
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def invalidate(self) -> None:
        if self._heights:
            self._heights = {}
        self._sizes = self._least = None
        super().invalidate()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        sizes = [size for _item, size in self._seen()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    @override
    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    def _seen(self) -> list[tuple[QLayoutItem, QSize]]:
        """The items that are seen, and the size that each would like."""
        if self._sizes is None:
            self._sizes = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._sizes

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, room, x, y, high = rect.x(), rect.width(), rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, QRect]] = []
        for item, wanted in self._seen():
            size = _fitted(item, wanted, room)
            wide, tall = size.width(), size.height()
            if x > left and x + wide > left + room:
                if move:
                    self._settle(line, high, rect)
                x, y, high, line = left, y + high + self._line_gap, 0, []
            if move:
                line.append((item, QRect(x, y, wide, tall)))
            x += wide + self._gap
            high = max(high, tall)
        if move:
            self._settle(line, high, rect)
        return y + high - rect.y()

    def _settle(self, line: list[tuple[QLayoutItem, QRect]], high: int, rect: QRect) -> None:
        """Move a line's widgets to their places: around its middle, or at the top beside what takes several lines."""
        top = any(place.height() == high and _has_lines(item, high) for item, place in line)
        aside = rect.right() - line[-1][1].right() if self._right and line else 0
        for item, place in line:
            item.setGeometry(place.translated(aside, 0 if top else (high - place.height()) // 2))


def _has_lines(item: QLayoutItem, high: int) -> bool:
    """Whether an item of that height may take several lines: a text, or other widgets that have gone on to the next one."""
    return item.hasHeightForWidth() and (isinstance(item.widget(), QLabel) or high > item.sizeHint().height())


def _fitted(item: QLayoutItem, size: QSize, room: int) -> QSize:
    """The size of an item in a line of `room` pixels; `size`: what it would like."""
    if size.width() <= room or not room:
        return size
    high = item.heightForWidth(room) if item.hasHeightForWidth() else size.height()
    return QSize(room, high)
