"""The measures of a selection as figures; each tells what it means when it is pressed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui import style
from facilitator.ui.desk.follow.ports import MeasureView
from facilitator.ui.parts.card import Callout
from facilitator.ui.parts.grid import CardGrid
from facilitator.ui.parts.label import label
from facilitator.ui.parts.pane import PaneButton
from facilitator.ui.parts.space import gap

LEAST = 18.5
"""How wide a figure is at least, in steps of the grid."""


class Measures(QWidget):
    """A row of figures, and under it what the pressed one means."""

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[MeasureView, ...] = ()
        self._open = ""
        self._cards = CardGrid(round(gap(LEAST) * style.text_scale()), fill=True)
        self._meaning = Callout("mvp")
        self._name, self._words = label("", "strong", wrap=True), label("", wrap=True)
        self._meaning.column.addWidget(self._name)
        self._meaning.column.addWidget(self._words)
        self._meaning.hide()
        self._figures: list[
            Figure
        ] = []  # no QButtonGroup: in one, Tab comes to a single button, exclusive or not
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(1))
        column.addWidget(self._cards)
        column.addWidget(self._meaning)

    def show_measures(self, views: Sequence[MeasureView]) -> None:
        """Show other figures; what was told of one is told of it again."""
        focused = next((place for place, one in enumerate(self._figures) if one.hasFocus()), -1)
        for one in self._figures:
            one.deleteLater()
        self._views = tuple(views)
        self._figures = [Figure(view) for view in self._views]
        for one in self._figures:
            one.clicked.connect(self._tell)
        self._cards.show_cards(self._figures)
        if 0 <= focused < len(self._figures):
            self._figures[focused].setFocus()
        self._show_meaning()

    def _tell(self) -> None:
        key = next(one.key for one in self._figures if one is self.sender())
        self._open = "" if self._open == key else key
        self._show_meaning()

    def _show_meaning(self) -> None:
        view = next((one for one in self._views if one.key == self._open), None)
        for one in self._figures:
            one.setChecked(one.key == self._open)
        self._meaning.setVisible(view is not None)
        if view is not None:
            self._name.setText(view.name)
            self._words.setText(view.meaning)


class Figure(PaneButton):
    """One measure."""

    def __init__(self, view: MeasureView) -> None:
        said = _("{name}: {value}, {words}").format(name=view.name, value=view.value, words=view.words)
        super().__init__("lesson", said)
        self.key = view.key
        self.setCheckable(True)
        self.setToolTip(view.meaning)
        self.setAccessibleDescription(view.meaning)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(1.75), gap(1.25), gap(1.25), gap(1.25))
        column.setSpacing(0)
        column.addWidget(label(view.name, "small", wrap=True))
        column.addStretch(1)
        column.addWidget(label(view.value, "figure"))
        column.addWidget(label(view.words, "small", wrap=True))
        self.settle()
