"""The place under the preview: as high as the controls need, never so high that the preview becomes small."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from facilitator.overriding import override
from facilitator.ui.console.sheet import Sheet

LEAST = 112


class SheetArea(QScrollArea):
    """Holds a sheet and scrolls it up and down where it is higher than its share."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(name)
        self._sheet = sheet
        self._asked = QSize()
        self.setWidget(sheet)

    @override
    def sizeHint(self) -> QSize:
        hint, frame = self._sheet.sizeHint(), 2 * self.frameWidth()
        if self.width() and self._sheet.hasHeightForWidth():
            hint.setHeight(self._sheet.heightForWidth(self.width() - frame))
        return hint + QSize(frame, frame)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # how high the controls are depends on how wide they may be

    @override
    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()  # beside the controls, not over them
        return QSize(self._sheet.minimumSizeHint().width() + bar + 2 * self.frameWidth(), LEAST)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            asked = self.sizeHint().expandedTo(self.minimumSizeHint())
            if asked != self._asked:  # else the whole window would be laid out for nothing
                self._asked = asked
                self.updateGeometry()
        return super().eventFilter(watched, event)
