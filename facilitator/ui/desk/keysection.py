"""The keys while a lesson runs: a field that shows which key a clicker sends, own keys, and the whole table."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.settings import KEYS
from facilitator.ui.actions import DEEDS
from facilitator.ui.desk.ports import Choices
from facilitator.ui.keys import BINDINGS, FIXED, Action, KeyMap, Press, key_text
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card, rule
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.space import gap


class KeySection(Card):
    """The test field, the own keys and the table. `changed` carries the setting's key and its new value."""

    changed = Signal(str, object)

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(_("Keys and clicker"), parent=parent)
        self._own: Mapping[str, tuple[str, ...]] = choices.keys
        self.field = KeyField(KeyMap(choices.keys, safe_is_black=choices.safe_key_is_black))
        self.field.pressed.connect(self._offer)
        self.column.addWidget(label(_("Try your clicker"), "strong"))
        self.column.addWidget(self.field)
        self.column.addWidget(self.field.answer)
        self.meaning = Picking()
        self.meaning.setAccessibleName(_("Let the key mean something else"))
        self.meaning.addItem(_("Let the key mean something else"))
        for action, _keys in rows():
            self.meaning.addItem(DEEDS[action].help(), action)
        self.meaning.activated.connect(self._choose)
        self.meaning.hide()
        self.column.addWidget(self.meaning)
        self.column.addLayout(self._own_keys())
        every = rows()
        half = (len(every) + 1) // 2
        halves = Columns()
        for part in (every[:half], every[half:]):
            halves.add(_table(part), 1)
        self.column.addLayout(halves)

    def _own_keys(self) -> QVBoxLayout:
        """A button for every own key, which takes it away."""
        column = QVBoxLayout()
        held = [(action, key) for action, keys in self._own.items() for key in keys if action in DEEDS]
        if held:
            column.addWidget(label(_("Your own keys"), "strong"))
        row = Flow()
        for action, key in held:
            meaning = DEEDS[action].help()
            made = button(f"{key}: {meaning}", "small", sign="x", name=_("Take away {key}").format(key=key))
            made.setProperty("own", [action, key])
            made.clicked.connect(self._remove)
            row.addWidget(made)
        column.addLayout(row)
        return column

    def _offer(self, key: QKeySequence) -> None:
        fixed = key.count() == 1 and key[0].key() in FIXED  # type: ignore[index]  # the stubs miss __getitem__
        self.meaning.setCurrentIndex(0)
        self.meaning.setVisible(not fixed)

    def _choose(self, index: int) -> None:
        action, key = self.meaning.itemData(index), self.field.key
        if action and key:
            rest = _without(self._own, key)
            self.changed.emit(KEYS.key, {**rest, action: (*rest.get(action, ()), key)})

    def _remove(self) -> None:
        _action, key = self.sender().property("own")
        self.changed.emit(KEYS.key, _without(self._own, key))


def _table(part: Sequence[tuple[Action, str]]) -> QWidget:
    """Keys and what they do, a line each."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(gap(2))
    grid.setVerticalSpacing(gap(0.5))
    grid.setColumnStretch(0, 2)  # both wrap, so neither may take the room by itself
    grid.setColumnStretch(1, 3)
    for place, (action, keys) in enumerate(part):
        grid.addWidget(rule(), place * 2, 0, 1, 2)
        grid.addWidget(label(keys, "strong", wrap=True), place * 2 + 1, 0)
        grid.addWidget(label(DEEDS[action].help(), wrap=True), place * 2 + 1, 1)
    return table


def _without(own: Mapping[str, tuple[str, ...]], key: str) -> dict[str, tuple[str, ...]]:
    """The own keys without one of them; a key means one thing."""
    rest = {action: tuple(k for k in keys if k != key) for action, keys in own.items()}
    return {action: keys for action, keys in rest.items() if keys}


class KeyField(QLineEdit):
    """Takes one key at a time and says what it means while a lesson runs. `key`: the last one, as settings keep it."""

    pressed = Signal(QKeySequence)

    def __init__(self, keymap: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map = keymap
        self.key = ""
        self.answer: QLabel = label("", "muted", wrap=True)
        self.setReadOnly(True)
        self.setAccessibleName(_("Try your clicker: press a key"))
        self.setPlaceholderText(_("Put the cursor here and press a button on the clicker"))

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
        sequence = QKeySequence(event.keyCombination())
        name = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        binding = self._map.find(Press.of(event, x11=False))
        meaning = DEEDS[binding.action].help() if binding else _("Means nothing while a lesson runs.")
        self.key = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        self.setText(name)
        self.answer.setText(meaning)
        self.setAccessibleDescription(f"{name}: {meaning}")
        self.pressed.emit(sequence)


def rows() -> Sequence[tuple[Action, str]]:
    """Every action with its keys in words, in the order of the table of keys."""
    found: dict[Action, list[str]] = {}
    for binding in BINDINGS:
        found.setdefault(binding.action, []).append(key_text(binding))
    return [(action, ", ".join(dict.fromkeys(keys))) for action, keys in found.items()]
