"""A number with minus and plus beside it: large targets for a finger, a spin box for keys and screen readers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.parts.button import Kind, button
from facilitator.ui.parts.picking import Number
from facilitator.ui.parts.space import gap


class Stepper(QWidget):
    """A whole number from `low` to `high`."""

    changed = Signal(int)

    def __init__(
        self,
        name: str,
        low: int,
        high: int,
        value: int,
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        size: Kind = "small" if small else "plain"
        self._less = button("", size, sign="minus", name=_("{what}: one less").format(what=name), once=False)
        self._more = button("", size, sign="plus", name=_("{what}: one more").format(what=name), once=False)
        self._number = Number()
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.setRange(low, high)
        self._number.setValue(value)
        self._number.setAccessibleName(name)
        self._number.lineEdit().setAccessibleName(name)
        self._number.setProperty("scale", size)
        room = self._number.fontMetrics().horizontalAdvance("0000") + gap(1)
        self._number.setFixedWidth(room)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap(0.5))
        for part in (self._less, self._number, self._more):
            row.addWidget(part)
        for repeats in (self._less, self._more):
            repeats.setAutoRepeat(True)
        self._less.clicked.connect(self._number.stepDown)
        self._more.clicked.connect(self._number.stepUp)
        self._number.valueChanged.connect(self._tell)

    @property
    def value(self) -> int:
        """The number."""
        return self._number.value()

    def show_value(self, value: int) -> None:
        """Show a number without telling anyone."""
        self._number.blockSignals(True)
        self._number.setValue(value)
        self._number.blockSignals(False)
        self._mark()

    def _tell(self, value: int) -> None:
        self._mark()
        self.changed.emit(value)

    def _mark(self) -> None:
        self._less.setEnabled(self.value > self._number.minimum())
        self._more.setEnabled(self.value < self._number.maximum())
