"""A bar of two parts: side by side where they fit, else one above the other, so that large text widens no window.

They fit with all their words: the least width of a button that a finger presses says nothing of those.
"""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from facilitator.overriding import override

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class TwoPart(QFrame):
    """Fill `left` and `right`."""

    def __init__(self, margin_x: int, margin_y: int, spacing: int) -> None:
        """Margins and spacing in pixels."""
        super().__init__()
        self.setProperty("role", "bar")
        self.left, self.right = QHBoxLayout(), QHBoxLayout()
        self._both = QBoxLayout(_ACROSS, self)
        self._both.setContentsMargins(margin_x, margin_y, margin_x, margin_y)
        for layout in (self.left, self.right, self._both):
            layout.setSpacing(spacing)
        self._both.addLayout(self.left)
        self._both.addStretch(1)
        self._both.addLayout(self.right)

    def _fit(self) -> None:
        around = self._both.contentsMargins()
        needed = self.left.sizeHint().width() + self.right.sizeHint().width() + 2 * self._both.spacing()
        needed += self._growth()
        fits = needed + around.left() + around.right() <= self.width()
        self._both.setDirection(_ACROSS if fits else _DOWN)

    def _growth(self) -> int:
        """How much wider the parts may become in the middle of a lesson; the bar must not change its rows then."""
        return 0

    @override
    def minimumSizeHint(self) -> QSize:
        around = self._both.contentsMargins()
        widest = max(self.left.sizeHint().width(), self.right.sizeHint().width())
        return QSize(widest + around.left() + around.right(), super().minimumSizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
