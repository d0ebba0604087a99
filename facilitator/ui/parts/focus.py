"""The keyboard's focus when a control goes: it must not come to whatever button is next, which would catch the next key.
And when one comes: Tab goes to it where it stands."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

HELD_MS = 30
"""So long until it is asked again whether a button is still held down."""


def give_up(part: QWidget, to: QWidget | None) -> None:
    """Let `to` have the focus, if `part` or anything in it has it; ask before `part` is hidden."""
    here: QWidget | None = part.focusWidget()  # the stubs forget that there may be none
    if here is not None and here.hasFocus() and to is not None:
        to.setFocus()


def fields(part: QWidget) -> list[QWidget]:
    """What has the focus in a part: itself, or its buttons and fields."""
    if isinstance(part, QComboBox | QLineEdit | QAbstractButton):
        return [part]
    kinds = QAbstractButton | QAbstractSpinBox | QLineEdit
    return [one for one in part.findChildren(QWidget) if isinstance(one, kinds) and one.focusProxy() is None]


def stand_before(control: QWidget, parts: Sequence[QWidget]) -> None:
    """Let Tab come to these right before `control`, also when they were made after it: Qt would come to them last of all."""
    before = control.previousInFocusChain()
    while before is not None and (before in parts or not before.focusPolicy() & Qt.FocusPolicy.TabFocus):
        before = before.previousInFocusChain()
    if before is not None and parts:
        for first, second in pairwise([before, *parts, control]):
            QWidget.setTabOrder(first, second)


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
