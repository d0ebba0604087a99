"""The keys while a lesson runs, and a field that shows which key a clicker sends."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from facilitator.i18n import _
from facilitator.ui.actions import DEEDS
from facilitator.ui.keys import BINDINGS, Action, KeyMap, Press, key_text
from facilitator.ui.parts.card import Card, rule
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap


class KeySection(Card):
    """The table and the test field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Keys and clicker"), parent=parent)
        self.field = KeyField()
        self.column.addWidget(label(_("Try your clicker"), "strong"))
        self.column.addWidget(self.field)
        self.column.addWidget(self.field.answer)
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap(2))
        grid.setVerticalSpacing(gap(0.5))
        grid.setColumnStretch(1, 1)
        for place, (action, keys) in enumerate(rows()):
            grid.addWidget(rule(), place * 2, 0, 1, 2)
            grid.addWidget(label(keys, "strong", wrap=True), place * 2 + 1, 0)
            grid.addWidget(label(DEEDS[action].help(), wrap=True), place * 2 + 1, 1)
        self.column.addLayout(grid)


class KeyField(QLineEdit):
    """Takes one key at a time and says what it means while a lesson runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map = KeyMap()
        self.answer: QLabel = label("", "muted", wrap=True)
        self.setReadOnly(True)
        self.setAccessibleName(_("Try your clicker: press a key"))
        self.setPlaceholderText(_("Stand here and press a button on the clicker"))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)
            return
        name = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.NativeText)
        binding = self._map.find(Press.of(event, x11=False))
        meaning = DEEDS[binding.action].help() if binding else _("Means nothing while a lesson runs.")
        self.setText(name)
        self.answer.setText(meaning)
        self.setAccessibleDescription(f"{name}: {meaning}")


def rows() -> list[tuple[Action, str]]:
    """Every action with its keys in words, in the order of the table of keys."""
    found: dict[Action, list[str]] = {}
    for binding in BINDINGS:
        found.setdefault(binding.action, []).append(key_text(binding))
    return [(action, ", ".join(dict.fromkeys(keys))) for action, keys in found.items()]
