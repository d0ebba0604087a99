"""A row of controls that goes on over more lines, and asks for room for all of them."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator.overriding import override
from facilitator.ui.parts.flow import Flow


class Lines(QWidget):
    """Holds a `flow`. A scroll area asks nobody how high they are at a width, so this tells it."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = Flow(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.flow.heightForWidth(self.width()))
