"""The leader's note: at most 300 characters, looked through for personal data; it warns and never blocks."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from facilitator import privacy
from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

LONGEST: Final = 300
PAUSE_MS: Final = 900


class NoteField(QWidget):
    """`written` carries the text when typing pauses or the field is left."""

    written = Signal(str)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sent = text
        self.field = _Field()
        self.field.setPlainText(text)
        self.field.setAccessibleName(_("Note to supervision"))
        self.field.setAccessibleDescription(_instruction())
        self.field.setPlaceholderText(_("What worked, what took time, what to do next time"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(round(self.field.fontMetrics().lineSpacing() * 3.4) + gap(2))
        self._left = label("", "small")
        self._found = QVBoxLayout()
        self._found.setSpacing(gap(0.5))
        line = QHBoxLayout()
        line.addWidget(label(_instruction(), "small", wrap=True), 1)
        line.addWidget(self._left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(0.75))
        column.addWidget(self.field)
        column.addLayout(line)
        column.addLayout(self._found)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.field.textChanged.connect(self._changed)
        self.field.left.connect(self.flush)
        self._look()

    def close_off(self, reason: str) -> None:
        """Take no text; the reason stands where it would, and is read aloud. What is already there stays."""
        words = _("No note can be written.") + " " + reason
        self.field.setReadOnly(True)
        self.field.setPlaceholderText(words)
        self.field.setAccessibleDescription(words)

    def flush(self) -> None:
        """Send the text when it is not what was sent last."""
        self._pause.stop()
        text = self.field.toPlainText().strip()
        if text != self._sent:
            self._sent = text
            self.written.emit(text)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()

    def _changed(self) -> None:
        excess = len(self.field.toPlainText()) - LONGEST
        if excess > 0:
            self._cut(excess)
            return
        self._pause.start()
        self._look()

    def _cut(self, excess: int) -> None:
        """Take back what was written beyond the limit, before the cursor."""
        cursor = self.field.textCursor()
        start = max(0, cursor.position() - excess)
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def _look(self) -> None:
        text = self.field.toPlainText()
        self._left.setText(f"{len(text)}/{LONGEST}")
        clear(self._found)
        found = privacy.scan(text)
        for one in found[:3]:
            words = privacy.told(text[one.start : one.end].strip("()"), one.kind)
            self._found.addWidget(Sign("warning-circle", words, "warn", "strong", wrap=True))
        if text.strip() and not found:
            words = _("No names, telephone numbers or identity numbers were found in the text.")
            self._found.addWidget(Sign("shield-check", words, wrap=True))


class _Field(QPlainTextEdit):
    left = Signal()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _instruction() -> str:
    return _("Write no names, nor anything else that identifies a pupil.")
