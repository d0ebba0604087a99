"""The keyboard's focus when a control goes: it must not come to whatever button is next, which would catch the next key."""

from PySide6.QtWidgets import QWidget


def give_up(part: QWidget, to: QWidget | None) -> None:
    """Let `to` have the focus, if `part` or anything in it has it; ask before `part` is hidden."""
    here: QWidget | None = part.focusWidget()  # the stubs forget that there may be none
    if here is not None and here.hasFocus() and to is not None:
        to.setFocus()
