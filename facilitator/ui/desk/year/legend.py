"""What the marks of the wheel mean, and how far each group has come by the plan."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.ui.desk.year.ports import OccasionView, TallyView
from facilitator.ui.desk.year.wheel import Mark, Shape, shape_of, words_of
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap

MOST = 6
"""Groups that are told of one by one, or one more; with more of them those that are late come first."""


class Legend(QWidget):
    """A line of marks with words, and a line a group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks, self._lines = QHBoxLayout(), QGridLayout()
        self._lines.setHorizontalSpacing(gap(1.5))
        self._lines.setVerticalSpacing(gap(0.5))
        self._lines.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(1))
        column.addLayout(self._marks)
        column.addLayout(self._lines)

    def show_tallies(self, tallies: Sequence[TallyView], shown: Sequence[OccasionView]) -> None:
        """Show the marks that are drawn, and these groups."""
        clear(self._marks)
        clear(self._lines)
        marks = Flow(spacing=gap(2))
        for shape, tone, words in _shapes(shown):
            marks.addWidget(_entry(Mark(shape, tone, "coming"), words))
        accent = shown[0].accent if shown else "mvp"
        marks.addWidget(_entry(Mark("circle", accent, "held"), _("Held")))
        if any(one.state == "late" for one in shown):
            marks.addWidget(_entry(Mark("circle", accent, "late"), _("Late")))
        holder = QWidget()
        holder.setLayout(marks)
        self._marks.addWidget(holder, 1)
        many = len(tallies) > MOST + 1  # to count one alone takes as much room as to tell of it
        told = sorted(tallies, key=_late_first)[:MOST] if many else tallies
        for place, tally in enumerate(told):
            self._lines.addWidget(label(tally.group or _("The staff"), "strong"), place, 0)
            self._lines.addWidget(label(tally.programme, "muted"), place, 1)
            words = _("{held} of {total}").format(held=tally.held, total=tally.planned)
            self._lines.addWidget(label(words), place, 2)
            late = ngettext("{n} late", "{n} late", tally.late).format(n=tally.late)
            on_time = label(_("by the plan"), "muted")
            self._lines.addWidget(label(late, "strong", tone="warn") if tally.late else on_time, place, 3)
        if many:
            more = _("and {count} more").format(count=len(tallies) - MOST)
            self._lines.addWidget(label(more, "muted"), MOST, 0, 1, 4)


def _late_first(tally: TallyView) -> int:
    return -tally.late


def _shapes(shown: Sequence[OccasionView]) -> list[tuple[Shape, str, str]]:
    tones: dict[Shape, str] = {}
    for one in shown:
        tones.setdefault(shape_of(one), one.accent)
    return [(shape, tones[shape], words_of(shape)) for shape in get_args(Shape) if shape in tones]


def _entry(mark: Mark, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap(0.75))
    row.addWidget(mark)
    row.addWidget(label(words, "small"))
    return holder
