"""A lesson in the library: tag, length, title and one line."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui.desk.ports import LessonView
from facilitator.ui.parts.edge import paint_edge
from facilitator.ui.parts.label import label
from facilitator.ui.parts.pane import PaneButton
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

LONG = 20
"""A longer word in a title is set smaller: at the largest text it would else be wider than its card."""


class LessonCard(PaneButton):
    """A card that can be chosen."""

    def __init__(self, lesson: LessonView, parent: QWidget | None = None) -> None:
        length = _("{minutes} min").format(minutes=lesson.minutes)
        super().__init__("lesson", f"{lesson.label}: {lesson.title}. {length}, {lesson.grades}", parent)
        self.lesson = lesson
        self.setProperty("tone", lesson.accent)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of a set, to a screen reader too
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleDescription(lesson.summary)
        top = QHBoxLayout()
        top.addWidget(label(lesson.label, "kicker", tone=lesson.accent))
        about = label(f"{length} · {lesson.grades}", "small", wrap=True)  # large text may need a second line
        about.setAlignment(Qt.AlignmentFlag.AlignRight)
        top.addWidget(about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(2), gap(2), gap(2), gap(2))
        column.setSpacing(gap(1))
        column.addLayout(top)
        longest = max(map(len, lesson.title.split()))
        column.addWidget(label(lesson.title, "heading" if longest <= LONG else "strong", wrap=True))
        column.addWidget(label(lesson.summary, "small", wrap=True))
        column.addStretch(1)
        self._column = column
        self._draft: Sign | None = None
        self.settle()

    def mark_draft(self, waits: bool) -> None:
        """Show whether a draft of the lesson waits to be gone on with."""
        if waits and self._draft is None:
            self._draft = Sign("note-pencil", _("A draft waits"), "warn", "strong")
            self._column.addWidget(self._draft)
            self.settle()
        if self._draft is not None:
            self._draft.setVisible(waits)
        words = [self.lesson.summary, *([_("A draft waits")] if waits else [])]
        self.setAccessibleDescription(". ".join(one.rstrip(".") for one in words) if waits else words[0])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_edge(self, "top", self.lesson.accent)
