"""A question with a few answers side by side, of which one can be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from facilitator.ui.parts.button import button
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.space import gap


class Choice(QWidget):
    """Answers as buttons. A screen reader hears the question with every answer."""

    chosen = Signal(object)  # the value of the answer

    def __init__(
        self,
        question: str,
        answers: Sequence[tuple[object, str]],
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = [value for value, _text in answers]
        self._buttons: list[QPushButton] = []
        row = Flow(self) if small else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap(1))
        for _value, text in answers:
            one = button(text, "small" if small else "choice", name=f"{question} {text}")
            one.setCheckable(True)
            one.setAutoExclusive(True)
            if not small:
                one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            one.clicked.connect(self._clicked)
            row.addWidget(one)
            self._buttons.append(one)

    @property
    def value(self) -> object:
        """The value of the chosen answer; None when none is."""
        return next((v for v, b in zip(self._values, self._buttons, strict=True) if b.isChecked()), None)

    def choose(self, value: object) -> None:
        """Mark an answer without telling anyone; a value that is no answer changes nothing."""
        if value in self._values:
            self._buttons[self._values.index(value)].setChecked(True)
            for one in self._buttons:  # Tab comes to the answer that is chosen
                one.setFocusPolicy(Qt.FocusPolicy.TabFocus if one.isChecked() else Qt.FocusPolicy.NoFocus)

    def lock(self, reason: str) -> None:
        """Let the answer stand as it is: it can be read, with the reason, and not be changed."""
        for one in self._buttons:
            one.setEnabled(one.isChecked())
            one.setAccessibleDescription(reason)

    def take_focus(self) -> None:
        """Take the focus, on the answer that is chosen."""
        chosen = next((b for b in self._buttons if b.isChecked()), self._buttons[0])
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self) -> None:
        focused = any(one.hasFocus() for one in self._buttons)
        self.choose(self.value)
        if focused:  # the frame that shows where the keyboard is follows the pointer within the question
            self.take_focus()
        self.chosen.emit(self.value)
