"""What a screen reader says although the focus has not moved: status messages (WCAG 2.2, 4.1.3)."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_NOW, _LATER = QAccessible.AnnouncementPoliteness.Assertive, QAccessible.AnnouncementPoliteness.Polite


def announce(source: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say these words, which `source` shows. `urgent`: at once, in place of what it is saying."""
    if words and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(source, words)
        event.setPoliteness(_NOW if urgent else _LATER)
        QAccessible.updateAccessibility(event)
