"""A page: one column of parts that scrolls up and down, never sideways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from facilitator.ui.parts.space import gap


class Page(QScrollArea):
    """A scrolling ground with `column` to fill."""

    def __init__(self, role: str = "ground", parent: QWidget | None = None, *, read_as: str = "") -> None:
        """`read_as`: its name where it is read with the arrow keys; else it takes no focus."""
        super().__init__(parent)
        self.setProperty("role", "" if read_as else "page")
        self.setAccessibleName(read_as)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if read_as else Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setProperty("role", role)
        self.column = QVBoxLayout(ground)
        self.column.setContentsMargins(gap(4), gap(3), gap(4), gap(3))
        self.column.setSpacing(gap(2))
        self.setWidget(ground)
