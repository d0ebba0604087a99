"""Which group has had which lesson: the grid in its card, what its signs mean, and the same in words."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from facilitator.i18n import _, ngettext
from facilitator.overriding import override
from facilitator.ui.desk.follow.grid import LOOKS, CoverageGrid, sign_of, state_words
from facilitator.ui.desk.follow.ports import ColumnView, CoverageView, LineView, State
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour


class CoverageCard(Card):
    """`chosen` carries the group and the lesson of a cell."""

    chosen = Signal(object, object)  # LineView, ColumnView

    def __init__(self) -> None:
        super().__init__()
        self._title = label(_("Groups and lessons"), "heading")
        self._about = label("", "muted", wrap=True)
        self._switch = button(_("Show as table"), "small", name=_("Groups and lessons: show as table"))
        self._switch.clicked.connect(self._turn)
        self.order = button(
            _("Least held first"), "small", name=_("Groups and lessons: those that have had least first")
        )
        self.order.setCheckable(True)
        self.order.toggled.connect(self._show)
        self._view = CoverageView()
        self._empty = label(
            _(
                "Nothing is planned or held here. Lay out the year on the page School year, or choose something else above."
            ),
            "muted",
            wrap=True,
        )
        self.grid = CoverageGrid()
        self.grid.chosen.connect(self._choose)
        head, turns, legend = QHBoxLayout(), Flow(right=True), Flow(spacing=gap(2))
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        turns.addWidget(self.order)
        turns.addWidget(self._switch)
        head.addLayout(turns, 2)
        for state in LOOKS:
            if state != "unfit":  # an empty place needs no key
                legend.addWidget(_Key(state))
        self._legend = QWidget()
        self._legend.setLayout(legend)
        self.column.setContentsMargins(gap(3), gap(2), gap(3), gap(2))
        self.column.addLayout(head)
        self.column.addWidget(self._empty)
        self.column.addWidget(self.grid)
        self.column.addWidget(self._legend)

    def show_view(self, view: CoverageView) -> None:
        """Show another coverage."""
        self._view = view
        self._show()

    def _show(self) -> None:
        view = self._view.least_first() if self.order.isChecked() else self._view
        there = bool(view.lines and view.columns)
        self._empty.setVisible(not there)
        for part in (self.grid, self.order, self._switch, self._legend, self._about):
            part.setVisible(there)
        groups = ngettext("{n} group", "{n} groups", len(view.lines)).format(n=len(view.lines))
        lessons = ngettext("{n} lesson", "{n} lessons", len(view.columns)).format(n=len(view.columns))
        self._about.setText(f"{groups} · {lessons}")
        self.grid.show_view(view)

    def _choose(self, line: int, column: int) -> None:
        view = self.grid.cells.view
        found: tuple[LineView, ColumnView] = view.lines[line], view.columns[column]
        self.chosen.emit(*found)

    def _turn(self) -> None:
        words = not self.grid.cells.in_words
        self.grid.say_in_words(words)
        self._switch.setText(_("Show as signs") if words else _("Show as table"))
        self._switch.setAccessibleName(
            _("Groups and lessons: show as signs") if words else _("Groups and lessons: show as table")
        )


class _Key(QWidget):
    """A sign of the grid and what it means."""

    def __init__(self, state: State) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap(0.75))
        row.addWidget(_Swatch(state))
        words = _("planned, with its day") if state == "planned" else state_words()[state]
        row.addWidget(label(words, "small"))


class _Swatch(QWidget):
    """A small cell."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state
        side = round(self.fontMetrics().height() * 1.1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawn, painter = LOOKS[self._state], QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(drawn.ground))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colour(drawn.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, sign_of(self._state))
