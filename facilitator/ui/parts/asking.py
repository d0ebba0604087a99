"""A question in a window of its own: it stays until what was answered has been kept."""

from PySide6.QtWidgets import QWidget

from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.dialog import Dialog
from facilitator.ui.parts.label import label


class Asking(Dialog):
    """What was chosen and written in it is not lost when it cannot be kept: `says` tells why, and one may try again."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """`title`: of the window; `says` is to be put into its place by whoever lays it out."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.says = label("", "strong", tone="warn", wrap=True)
        self.says.hide()

    def say(self, refused: str) -> None:
        """Tell why something was not kept; nothing when it was."""
        self.says.setText(refused)
        self.says.setVisible(bool(refused))
        announce(self.says, refused, urgent=True)

    def settle(self, refused: str) -> None:
        """Close when everything was kept; else tell why it was not, and stay."""
        self.say(refused)
        if not refused:
            self.accept()
