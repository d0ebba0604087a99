"""Keys and clickers as data: which key means what while a lesson runs.

Clickers send only PageDown, PageUp, F5, Esc, "." and sometimes "b"; on common models the start button alternates
F5 and Esc. So Esc never ends a lesson and F5 while running only freezes the picture.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, cast, get_args

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent

from facilitator.i18n import _

Action = Literal[
    "next", "back", "first", "last", "safe", "black", "white", "freeze", "leave", "end", "pause", "minute",
    "support", "terms", "tell", "overview", "undo", "goto", "level", "top", "scene", "swap", "fullscreen", "help",
    "notes_bigger", "notes_smaller", "notes_reset", "notes_up", "notes_down", "time", "wait", "voice", "voice_back",
    "park",
]  # fmt: skip

DOUBLE_MS = 250
FIXED = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
"""Keys that keep their meaning: Esc leads back and never ends a lesson, Tab moves between controls."""
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_K = Qt.Key


@dataclass(frozen=True, slots=True)
class Binding:
    """A key with its modifiers, and what it means."""

    key: Qt.Key
    modifiers: Qt.KeyboardModifier
    action: Action

    @property
    def plain(self) -> bool:
        """Whether the key would write a character in a text field."""
        return self.modifiers in (_NONE, _SHIFT) and (self.key < 0x01000000)


def _table(*rows: tuple[Action, Qt.KeyboardModifier, tuple[Qt.Key, ...]]) -> tuple[Binding, ...]:
    return tuple(Binding(key, modifiers, action) for action, modifiers, keys in rows for key in keys)


BINDINGS = _table(
    (
        "next",
        _NONE,
        (_K.Key_Right, _K.Key_Down, _K.Key_PageDown, _K.Key_Space, _K.Key_Return, _K.Key_Enter, _K.Key_N),
    ),
    ("back", _NONE, (_K.Key_Left, _K.Key_Up, _K.Key_PageUp, _K.Key_Backspace, _K.Key_P)),
    ("first", _CTRL, (_K.Key_Home,)),
    ("last", _CTRL, (_K.Key_End,)),
    ("safe", _NONE, (_K.Key_B, _K.Key_Period)),
    ("black", _SHIFT, (_K.Key_B,)),
    ("white", _NONE, (_K.Key_W, _K.Key_Comma)),
    ("freeze", _NONE, (_K.Key_F, _K.Key_F5)),
    ("freeze", _SHIFT, (_K.Key_F5,)),
    ("leave", _NONE, (_K.Key_Escape,)),
    ("end", _CTRL | _SHIFT, (_K.Key_E,)),
    ("pause", _NONE, (_K.Key_Pause,)),
    ("pause", _CTRL, (_K.Key_Space,)),
    ("minute", _NONE, (_K.Key_Plus,)),
    ("minute", _SHIFT, (_K.Key_Plus,)),  # where + is written with Shift and =
    ("support", _NONE, (_K.Key_S,)),
    ("terms", _NONE, (_K.Key_G,)),
    ("tell", _NONE, (_K.Key_O,)),
    ("park", _NONE, (_K.Key_Q,)),
    ("overview", _NONE, (_K.Key_F6,)),
    ("overview", _CTRL, (_K.Key_3,)),
    ("undo", _CTRL, (_K.Key_Z,)),
    ("goto", _CTRL, (_K.Key_G,)),
    ("goto", _NONE, (_K.Key_6, _K.Key_7, _K.Key_8, _K.Key_9)),
    ("level", _NONE, (_K.Key_1, _K.Key_2, _K.Key_3, _K.Key_4, _K.Key_5)),
    ("level", _SHIFT, (_K.Key_1, _K.Key_2, _K.Key_3, _K.Key_4, _K.Key_5)),
    ("top", _NONE, (_K.Key_T,)),
    ("scene", _NONE, (_K.Key_R,)),
    ("swap", _CTRL | _SHIFT, (_K.Key_S,)),
    ("fullscreen", _NONE, (_K.Key_F11,)),
    ("help", _NONE, (_K.Key_F1,)),
    ("help", _SHIFT, (_K.Key_Question,)),
    ("help", _NONE, (_K.Key_Question,)),
    ("notes_bigger", _CTRL, (_K.Key_Plus, _K.Key_Equal)),
    ("notes_bigger", _CTRL | _SHIFT, (_K.Key_Plus,)),
    ("notes_smaller", _CTRL, (_K.Key_Minus,)),
    ("notes_reset", _CTRL, (_K.Key_0,)),
    ("notes_up", _ALT, (_K.Key_Up,)),
    ("notes_down", _ALT, (_K.Key_Down,)),
    ("time", _NONE, (_K.Key_K,)),
    ("wait", _NONE, (_K.Key_V,)),
    ("voice", _NONE, (_K.Key_H,)),
    ("voice_back", _SHIFT, (_K.Key_H,)),
)

# Physical places of the letters above (PC scan codes, set 1), for keyboards set to another script.
_PLACES = {
    0x10: _K.Key_Q, 0x11: _K.Key_W, 0x13: _K.Key_R, 0x14: _K.Key_T, 0x18: _K.Key_O, 0x19: _K.Key_P, 0x1F: _K.Key_S,
    0x21: _K.Key_F, 0x22: _K.Key_G, 0x23: _K.Key_H, 0x25: _K.Key_K, 0x2F: _K.Key_V,
    0x2C: _K.Key_Z, 0x30: _K.Key_B, 0x31: _K.Key_N, 0x33: _K.Key_Comma, 0x34: _K.Key_Period,
}  # fmt: skip
_LAST_LATIN = 0x24F
# Physical places of the digits: with Shift they write other signs, other ones on each keyboard.
_DIGITS = {0x02 + n: _K(_K.Key_1 + n) for n in range(9)}


@dataclass(frozen=True, slots=True)
class Press:
    """A key press, freed from Qt: key, modifiers, whether the key is held, and when (ms of the event clock)."""

    key: int
    modifiers: Qt.KeyboardModifier
    held: bool
    at_ms: int

    @classmethod
    def of(cls, event: QKeyEvent, *, x11: bool) -> "Press":
        """The press behind a Qt event. The keypad flag is dropped; non-Latin letters
        and digits with Shift go by their place."""
        key, place = event.key(), event.nativeScanCode() - (8 if x11 else 0)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if _LAST_LATIN < key < 0x01000000:
            key = _PLACES.get(place, _K(0) if key == 0 else key)
        elif modifiers == _SHIFT:
            key = _DIGITS.get(place, key)
        return cls(int(key), modifiers, event.isAutoRepeat(), int(event.timestamp()))


class KeyMap:
    """Bindings with the user's own on top, and the memory that swallows held and doubled keys."""

    def __init__(
        self, own: Mapping[str, Sequence[str]] | None = None, *, safe_is_black: bool = False
    ) -> None:
        """`own`: action name to key names (as Qt writes them, for example "Ctrl+K"); unknown and fixed ones are ignored."""
        self._map = {(int(b.key), b.modifiers): b for b in BINDINGS}
        self._safe_is_black = safe_is_black
        for action, texts in (own or {}).items():
            for binding in (_own_binding(text, action) for text in texts):
                if binding is not None and binding.key not in FIXED:
                    self._map[(int(binding.key), binding.modifiers)] = binding
        self._last: tuple[int, int] | None = None

    def find(self, press: Press) -> Binding | None:
        """The binding of a press, or None."""
        binding = self._map.get((press.key, press.modifiers))
        if binding and binding.action == "safe" and self._safe_is_black:
            return Binding(binding.key, binding.modifiers, "black")
        return binding

    def counts(self, press: Press) -> bool:
        """Whether the press counts: not a held key, and not the same key again within 250 ms."""
        if press.held:
            return False
        last, self._last = self._last, (press.key, press.at_ms)
        return last is None or last[0] != press.key or not 0 <= press.at_ms - last[1] < DOUBLE_MS


class Touches:
    """Remembers when somebody last pressed, as with keys: the double click of a hand in a hurry is one touch.

    One memory for all: what the first press does can put something else where the second one comes.
    """

    _at_ms: ClassVar[int] = -DOUBLE_MS

    @classmethod
    def counts(cls, event: QMouseEvent) -> bool:
        """Whether the press counts: not the second of a double click within 250 ms."""
        return not cls.hurry(event) or event.type() != QEvent.Type.MouseButtonDblClick

    @classmethod
    def hurry(cls, event: QMouseEvent) -> bool:
        """Whether the press comes within 250 ms of the one before; in another window than that it is no double click."""
        last, cls._at_ms = cls._at_ms, int(event.timestamp())
        return 0 <= cls._at_ms - last < DOUBLE_MS


def _own_binding(text: str, action: str) -> Binding | None:
    if action not in get_args(Action):
        return None
    sequence = QKeySequence.fromString(text)
    if sequence.count() != 1:
        return None
    combination = sequence[0]  # type: ignore[index]  # the stubs miss __getitem__
    return Binding(combination.key(), combination.keyboardModifiers(), cast(Action, action))


_SIGNS: dict[Qt.Key, str] = {
    _K.Key_Right: "→", _K.Key_Left: "←", _K.Key_Up: "↑", _K.Key_Down: "↓", _K.Key_Return: "Enter", _K.Key_Enter: "Enter",
    _K.Key_Escape: "Esc", _K.Key_PageUp: "PgUp", _K.Key_PageDown: "PgDn", _K.Key_Home: "Home", _K.Key_End: "End",
}  # fmt: skip


def key_text(binding: Binding) -> str:
    """The key as it is written on the keyboard and in help, in the interface language."""
    words = {_K.Key_Space: _("Space"), _K.Key_Backspace: _("Backspace")}
    written = (
        binding.key == _K.Key_Plus and binding.modifiers & _SHIFT
    )  # the sign needs Shift there: name the key
    name = (
        "="
        if written
        else _SIGNS.get(binding.key) or words.get(binding.key) or QKeySequence(int(binding.key)).toString()
    )
    held = ((_CTRL, "Ctrl"), (_ALT, "Alt"), (_SHIFT, _("Shift")))
    return "+".join([*(word for modifier, word in held if binding.modifiers & modifier), name])
