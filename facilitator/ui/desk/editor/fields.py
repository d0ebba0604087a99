"""The fields of a step: plain texts that tell their room and what is wrong with them, and numbers of minutes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilitator import privacy
from facilitator.content.changing.editing import Editing, NumberField, TextField
from facilitator.content.decode import Wrong
from facilitator.i18n import _, numeral
from facilitator.overriding import override
from facilitator.ui.desk.editor.words import name_of, number_words, room_words, wrong_words
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label, restyle
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.stepper import Stepper

MOST_LINES: Final = 8
MOST_FOUND: Final = 3


class TextBox(QWidget):
    """A text with its name, its room and what is to be known of it. `typed` carries its field."""

    typed = Signal(object)  # TextField

    def __init__(
        self, editing: Editing, field: TextField, *, locked: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._editing, self.field = editing, field
        name = name_of(editing, field.path)
        self.edit = _Edit()
        self.edit.setProperty("scale", "small")
        self.edit.setPlainText(editing.get(field.path))
        self.edit.setAccessibleName(name)
        self.edit.setTabChangesFocus(True)
        self.edit.setReadOnly(locked)
        self._room = label("", "small")
        self._about = QVBoxLayout()
        self._about.setSpacing(gap(0.5))
        head = QHBoxLayout()
        head.addWidget(label(name, "strong", wrap=True), 1)
        head.addWidget(self._room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(0.5))
        column.addLayout(head)
        column.addWidget(self.edit)
        column.addLayout(self._about)
        self._wrongs: tuple[Wrong, ...] = ()
        self.edit.textChanged.connect(self._changed)
        self._tell()

    @property
    def text(self) -> str:
        """What stands in the field, with spaces that hold words together as they are."""
        return self.edit.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_wrongs(self, wrongs: Sequence[Wrong]) -> None:
        """Tell what is wrong with this text."""
        if tuple(wrongs) != self._wrongs:
            self._wrongs = tuple(wrongs)
            self._tell()

    def _changed(self) -> None:
        self._tell()
        self.typed.emit(self.field)

    def _tell(self) -> None:
        text = self.text
        told, excess = room_words(self.field, text)
        self._room.setText(told)
        restyle(self._room, tone="stop" if excess else "")
        clear(self._about)
        for one in self._wrongs:
            self._about.addWidget(Sign("warning", wrong_words(one), "stop", wrap=True))
        for found in findings(self._editing, text)[:MOST_FOUND]:
            self._about.addWidget(Sign("warning-circle", found, "warn", wrap=True))
        self.edit.setAccessibleDescription(" ".join([told, *map(wrong_words, self._wrongs)]))


class _Edit(QPlainTextEdit):
    """As high as its lines, up to a height where the next field still is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        block, high = self.document().begin(), 0.0
        while block.isValid() and high < MOST_LINES * line:
            high += self.blockBoundingRect(block).height()
            block = block.next()
        self.setFixedHeight(round(min(max(high, line), MOST_LINES * line)) + gap(3.5))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def findings(editing: Editing, text: str) -> list[str]:
    """What in a text that is new looks like personal data, in words; names that the lesson has had all along do not."""
    if not text.strip() or not editing.is_new(text):
        return []
    found = []
    for one in privacy.scan(text):
        words = text[one.start : one.end].strip("()")
        if not editing.knows(words):
            found.append(privacy.told(words, one.kind))
    return found


class NumberBox(QWidget):
    """A number of minutes with its name. `changed` carries its field and the new value."""

    changed = Signal(object, object)  # NumberField, a whole or half number

    def __init__(self, number: NumberField, *, locked: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        name = number_words(number)
        row = Flow(self)
        row.addWidget(label(name))
        if "phases" in number.path:
            row.addWidget(self._halves(name))
        else:
            self.stepper = Stepper(name, number.low, number.high, round(number.value), small=True)
            self.stepper.changed.connect(self._tell)
            row.addWidget(self.stepper)
        self.setEnabled(not locked)

    def _halves(self, name: str) -> QComboBox:
        """Phases may last half a minute."""
        made = Picking()
        made.setProperty("scale", "small")
        made.setAccessibleName(name)
        values = sorted(
            {half / 2 for half in range(1, 2 * self.number.high + 1)} | {float(self.number.value)}
        )
        for value in values:
            made.addItem(_("{minutes} min").format(minutes=numeral(value)), value)
        made.setCurrentIndex(values.index(float(self.number.value)))
        made.activated.connect(self._half)
        return made

    def _half(self, _row: int) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            value = float(box.currentData())
            self.changed.emit(self.number, int(value) if value.is_integer() else value)

    def _tell(self, value: int) -> None:
        self.changed.emit(self.number, value)
