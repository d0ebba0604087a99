"""The map of a programme on the page Pass: the drawn railway line, and over it a button for each station."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.ui import railmap
from facilitator.ui.desk.mapports import MapView, StopView
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.filedialog import ask_save
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour

A_LINE: Final = 20
"""Letters that a line beside the button has room for at least; else the button stands below."""


class ProgrammeMap(Page):
    """How the lessons of one programme hang together. `chosen` carries a lesson, `told` what became of a file."""

    chosen = Signal(str)
    told = Signal(str)

    def __init__(self, view: MapView, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._view = view
        self.column.setContentsMargins(2, 2, gap(1), 2)
        self.line = Line(view)
        self.line.chosen.connect(self.chosen)
        for station in self.line.stations:
            station.reached.connect(self._show_station)
        save = button(_("Save as PDF"), "small", sign="file-pdf")
        save.clicked.connect(self._ask)
        told = QWidget()
        words = QVBoxLayout(told)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(gap(0.5))
        words.addWidget(label(railmap.heading(), "heading", wrap=True))
        words.addWidget(label(railmap.reading(), "muted", wrap=True))
        told.setMinimumWidth(told.fontMetrics().horizontalAdvance("n" * A_LINE))
        head = Columns()
        head.add(told, 4)
        head.add(save, 1)
        head.setAlignment(save, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        card = Card()
        card.column.addLayout(head)
        card.column.addWidget(self.line)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def _show_station(self) -> None:
        station = self.sender()
        if isinstance(station, Station):
            self.ensureWidgetVisible(station, 0, gap(2))

    def _ask(self) -> None:
        name = _("Map of {programme}").format(programme=self._view.programme) + ".pdf"
        ask_save(self, _("Save the map"), ("PDF (*.pdf)",), name, self.save)

    def save(self, file: str) -> None:
        """Write the map as one A4 page and tell how it went."""
        try:
            railmap.write(self._view, Path(file))
        except WorldTrouble as trouble:
            self.told.emit(str(trouble))
        else:
            self.told.emit(_("The map is saved: {file}").format(file=file))


class Line(QWidget):
    """The drawing, as high as it needs, with its stations to press. Arrow keys go from station to station."""

    chosen = Signal(str)

    def __init__(self, view: MapView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops = view.stops
        self._drawn: railmap.RailMap | None = None
        self._width = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(railmap.heading())
        self._group = QButtonGroup(self)
        self.stations = tuple(Station(stop, view.stops, self) for stop in view.stops)
        for station in self.stations:
            self._group.addButton(station)
            station.clicked.connect(self._pressed)
            station.toggled.connect(self.update)

    def mark(self, lesson: str) -> None:
        """Show which lesson is the chosen one; none of them when it is not on the map."""
        self._group.setExclusive(False)
        for station in self.stations:
            station.setChecked(station.lesson == lesson)
        self._group.setExclusive(True)

    def _pressed(self) -> None:
        station = self.sender()
        if isinstance(station, Station):
            self.chosen.emit(station.lesson)

    def _map(self, width: int) -> railmap.RailMap:
        if self._drawn is None or width != self._width:
            self._drawn = railmap.RailMap(self._stops, width, self.font().pixelSize())
            self._width = width
        return self._drawn

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return round(self._map(width).height)

    @override
    def sizeHint(self) -> QSize:
        return QSize(gap(50), self.heightForWidth(gap(50)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(gap(26), gap(10))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for station, place in zip(self.stations, self._map(self.width()).places, strict=True):
            station.setGeometry(place.rect.toAlignedRect())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = next((station.lesson for station in self.stations if station.isChecked()), "")
        self._map(self.width()).draw(painter, on)


class Station(QAbstractButton):
    """One station: the drawing shows it, the button only what has the focus; a screen reader gets all of it in words."""

    reached = Signal()  # by the keyboard

    def __init__(self, stop: StopView, stops: tuple[StopView, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.lesson = stop.lesson
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of a set, to a screen reader too
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grades = f", {stop.grades}" if stop.grades else ""
        self.setAccessibleName(f"{stop.label}: {stop.title}{grades}")
        self.setAccessibleDescription(railmap.in_words(stop, stops))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.reached.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("mvp"), gap(0.25)))
            edge = gap(0.25)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), gap(1.5), gap(1.5)
            )
