"""Cards in as many equal columns as the width allows."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.overriding import override
from facilitator.ui.parts.space import gap


class CardGrid(QWidget):
    """Lays its cards out anew when the width allows another number of columns. `least`: logical pixels a card; `fill`: few
    cards share the whole width."""

    def __init__(self, least: int, parent: QWidget | None = None, *, fill: bool = False) -> None:
        super().__init__(parent)
        self._least, self._fill = least, fill
        self._columns = 0
        self._cards: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap(1.5))

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards, in this order; cards left out are hidden, not deleted."""
        for card in self._cards:
            card.setVisible(card in cards)
            self._grid.removeWidget(card)
        self._cards = [*cards]
        self._columns = 0
        self._arrange()
        for card in cards:
            card.show()

    def add_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards after those that are there."""
        if not self._columns or self._fill:
            self.show_cards([*self._cards, *cards])
            return
        for card in cards:
            place = len(self._cards)
            self._cards.append(card)
            self._grid.addWidget(card, place // self._columns, place % self._columns)
            card.show()

    def _arrange(self) -> None:
        columns = max(1, self.width() // self._least)
        if self._fill and self._cards:
            lines = -(-len(self._cards) // columns)
            columns = -(-len(self._cards) // lines)
        if columns == self._columns:
            return
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
