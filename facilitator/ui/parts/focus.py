"""The keyboard's focus when a control goes: it must not come to whatever button is next, which would catch the next key."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

HELD_MS = 30
"""So long until it is asked again whether a button is still held down."""


def give_up(part: QWidget, to: QWidget | None) -> None:
    """Let `to` have the focus, if `part` or anything in it has it; ask before `part` is hidden."""
    here: QWidget | None = part.focusWidget()  # the stubs forget that there may be none
    if here is not None and here.hasFocus() and to is not None:
        to.setFocus()


def pressed(part: QWidget) -> bool:
    """Whether a button in `part` is held down: if it went now, the press would be lost."""
    return any(one.isDown() for one in part.findChildren(QAbstractButton))


@contextmanager
def kept(part: QWidget) -> Iterator[None]:
    """Fill `part` anew inside: a control that goes leaves the focus to the new one of its name, else to `part`."""
    here: QWidget | None = QApplication.focusWidget()
    if here is None or not part.isAncestorOf(here):
        yield
        return
    kind, name = type(here), _name(here)
    yield
    if not (isValid(here) and here.isVisible()):
        part.setFocus()
        QTimer.singleShot(0, part, partial(_hand_on, part, kind, name))  # what is new is not seen before


def _hand_on(part: QWidget, kind: type[QWidget], name: str) -> None:
    same = (one for one in part.findChildren(kind) if one.isVisible() and _name(one) == name)
    if part.hasFocus() and (heir := next(same, None)) is not None:
        heir.setFocus()


def _name(part: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
