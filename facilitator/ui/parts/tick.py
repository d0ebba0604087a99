"""A box to tick, with words that may go on over more lines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from facilitator.ui.icons import icon
from facilitator.ui.parts.label import label
from facilitator.ui.parts.pane import PaneButton
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour


class Tick(PaneButton):
    """Pressed anywhere, also on the words, it changes. `name` is what its owner knows it by."""

    def __init__(self, name: str, words: str, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("tick", words, parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setChecked(on)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        text = label(words, wrap=True)
        self._side = round(text.fontMetrics().height() * 1.1)
        self._mark = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(gap(0.5), gap(0.5), gap(0.5), gap(0.5))
        row.setSpacing(gap(1))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        self.toggled.connect(self._show_mark)
        self._show_mark(on)
        self.settle()

    def _show_mark(self, on: bool) -> None:
        sign, tone = ("check-square", "ok") if on else ("square", "ink-2")
        self._mark.setPixmap(icon(sign, colour(tone)).pixmap(self._side, self._side))
