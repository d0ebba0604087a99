"""The end of the program: what is not saved is told once, and a disk that hangs is waited for, but not without end."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from facilitator.i18n import _

if TYPE_CHECKING:
    from facilitator.journal import Journal

FLUSH_S = 0.5
PATIENCE_S = 10.0
"""So long a disk that does not answer is waited for, out of sight."""


def unsaved(journal: "Journal", window: QWidget) -> str:
    """What to say of steps that are in no file; empty when there are none. A slow disk gets its time, the window hidden."""
    journal.flush(FLUSH_S)
    if journal.status == "saving":
        window.hide()
        journal.flush(PATIENCE_S)
    match journal.status:
        case "unsaved":
            words = _(
                "The newest steps are not saved, because the disk refuses. Make room on it and close once more. "
                "If you close before that, those steps are lost."
            )
        case "saving":
            words = _(
                "The newest steps are not saved, because the disk does not answer. Wait a while and close once more. "
                "If it does not answer by then, those steps can be lost."
            )
        case _:
            return ""
    window.show()
    return words
