"""The parts of Uppföljning in their order, each made the first time that it is wanted."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import takewhile

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.ui.desk.follow.beforeafter import BeforeAfter
from facilitator.ui.desk.follow.behind import Sessions
from facilitator.ui.desk.follow.conditions import Conditions
from facilitator.ui.desk.follow.coverage import CoverageCard
from facilitator.ui.desk.follow.measures import Measures
from facilitator.ui.desk.follow.scenarios import Scenarios
from facilitator.ui.desk.follow.spread import Spread
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.space import gap

NAMES = ("measures", "coverage", "sessions", "charts", "more", "scenarios")
"""From top to bottom."""
_WITH = {"charts": ("charts", "spread"), "more": ("more", "conditions", "answers")}
"""What is made for a part, when it is more than one thing."""


class Parts(Page):
    """A page whose parts are hidden until each has what it shows, and so have those above it. What somebody does with them goes out as signals."""

    cell_chosen = Signal(object, object)  # LineView, ColumnView
    all_wanted = Signal()  # no cell is looked behind any more
    session_chosen = Signal(object)  # HeldView
    lesson_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._places = {name: QVBoxLayout() for name in NAMES}
        self._ready: set[str] = set()

    def lay_places(self) -> None:
        """Keep a place in the column for each part."""
        for place in self._places.values():
            self.column.addLayout(place)

    def coming(self, name: str) -> Iterator[Callable[[], object]]:
        """What makes a part, if it has not been made: each step is little enough for a turn."""
        for made in _WITH.get(name, (name,)):
            if made not in self.__dict__:
                yield partial(getattr, self, made)

    def hide_parts(self) -> None:
        """Show none of them."""
        self._ready.clear()
        for name in NAMES:
            if name in self.__dict__:
                self.__dict__[name].hide()

    def come(self, name: str) -> Iterator[Callable[[], object]]:
        """A part holds what it is to show: what brings to sight all that need not wait for one above it, so that nothing
        that shows is pushed aside."""
        self._ready.add(name)
        for one in takewhile(self._ready.__contains__, NAMES):
            if self.__dict__[one].isHidden():
                yield self.__dict__[one].show

    def _put(self, name: str, part: QWidget) -> None:
        part.hide()
        self._places[name].addWidget(part)

    @cached_property
    def measures(self) -> Measures:
        """The figures."""
        part = Measures()
        self._put("measures", part)
        return part

    @cached_property
    def coverage(self) -> CoverageCard:
        """Groups and lessons."""
        part = CoverageCard()
        part.chosen.connect(self.cell_chosen)
        part.grid.opened.connect(self._bring)
        self._put("coverage", part)
        return part

    @cached_property
    def sessions(self) -> Sessions:
        """What lies behind the cells."""
        part = Sessions()
        part.wanted.connect(self.session_chosen)
        part.all_wanted.connect(self.all_wanted)
        self._put("sessions", part)
        return part

    @cached_property
    def charts(self) -> QWidget:
        """The steps of one session, and beside them those of all sessions of a lesson."""
        row = self._row("charts")
        _add(row, self.sessions.chart)
        return row

    @cached_property
    def spread(self) -> Spread:
        """The steps of all sessions of a lesson."""
        part = Spread()
        part.chosen.connect(self.lesson_chosen)
        _add(self.charts, part)
        return part

    @cached_property
    def more(self) -> QWidget:
        """The conditions, and beside them the answers before and after."""
        return self._row("more")

    @cached_property
    def conditions(self) -> Conditions:
        """Under which conditions lessons were held."""
        part = Conditions()
        _add(self.more, part)
        return part

    @cached_property
    def answers(self) -> BeforeAfter:
        """How groups answered the first time and the last."""
        self.conditions  # noqa: B018 - it stands before them
        part = BeforeAfter()
        _add(self.more, part)
        return part

    @cached_property
    def scenarios(self) -> Scenarios:
        """Which scenarios have been told."""
        part = Scenarios()
        self._put("scenarios", part)
        return part

    def _row(self, name: str) -> QWidget:
        row = QWidget()
        self._put(name, row)
        row.setLayout(Columns(fill=True))
        return row

    def _bring(self) -> None:
        """Bring the list into sight, when it has the size that its rows give it."""
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        self.ensureWidgetVisible(self.sessions, 0, gap(2))


def _add(row: QWidget, part: QWidget) -> None:
    columns = row.layout()
    assert isinstance(columns, Columns)
    columns.add(part, 1)
