"""What has been held this school year: two counts and a railway line a group."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.ui.desk.ports import DeskView
from facilitator.ui.desk.sofar import ProgressView
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.track import Track

MOST = 5


class Tracks(Card):
    """How far the groups have come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("So far this school year"), parent=parent)
        self._body = QVBoxLayout()
        self._body.setSpacing(gap(2))
        self.column.addLayout(self._body)
        self.column.addStretch(1)

    def fill(self, view: DeskView) -> None:
        """Show the counts."""
        clear(self._body)
        sums = view.so_far
        if not sums.sessions:
            text = _("When a lesson has been held, it is counted here. No pupils are counted, only lessons.")
            self._body.addWidget(label(text, "muted", wrap=True))
            return
        counts = QHBoxLayout()
        counts.setSpacing(gap(3.5))
        counts.addLayout(_count(sums.sessions, ngettext("lesson held", "lessons held", sums.sessions)))
        counts.addLayout(_count(sums.groups, ngettext("group", "groups", sums.groups)))
        if view.never_exported:
            counts.addLayout(_count(view.never_exported, _("not yet exported")))
        counts.addStretch(1)
        self._body.addLayout(counts)
        self._body.addLayout(_lines(sums.lines[:MOST]))


def _count(number: int, words: str) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(0)
    box.addWidget(label(str(number), "figure"))
    box.addWidget(label(words, "small"))
    return box


def _lines(lines: Sequence[ProgressView]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(gap(1.5))
    grid.setVerticalSpacing(gap(1))
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        grid.addWidget(label(f"{line.group} {line.programme}", "strong"), row, 0)
        grid.addWidget(Track(line.slots, line.total, line.accent), row, 1)
        words = _("{held} of {total}").format(held=line.held, total=line.total)
        grid.addWidget(label(words, "muted"), row, 2)
    return grid
