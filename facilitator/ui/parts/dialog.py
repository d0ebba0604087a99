"""Windows beside the pages: what Enter presses in them, and how their parts are laid out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.overriding import override
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap


class Dialog(QDialog):
    """Qt makes one of the buttons the default; an Enter in a field, a list or a text would press it unseen."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)


def body(dialog: QDialog, spacing: float = 1.5) -> QVBoxLayout:
    """The column that a dialog's parts lie in."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(gap(3), gap(3), gap(3), gap(3))
    column.setSpacing(gap(spacing))
    return column


def asked(question: str, *parts: QWidget) -> QWidget:
    """A question over its answers, which go on over more lines when they must."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap(0.5))
    column.addWidget(label(question, "strong", wrap=True))
    line = Flow(spacing=gap(2))
    for part in parts:
        line.addWidget(part)
    column.addLayout(line)
    return holder


def side_by_side(*parts: QWidget) -> QWidget:
    """Parts in a line that wraps."""
    holder = QWidget()
    line = Flow(holder, spacing=gap(3))
    for part in parts:
        line.addWidget(part)
    return holder


def foot(*answers: QWidget) -> QHBoxLayout:
    """The answers of a dialog, to the right."""
    row = QHBoxLayout()
    row.addStretch(1)
    for answer in answers:
        row.addWidget(answer)
    return row
