"""Cards for the leader: what to do if a pupil tells something, and all keys. They store nothing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.planning.concern import life_at_once, tell_lines
from facilitator.ui.actions import key_rows
from facilitator.ui.desk.ports import ContactView
from facilitator.ui.parts.button import button
from facilitator.ui.parts.label import label

MARGIN: Final = 6
"""Pixels beside what the keyboard is in."""


class CardScroll(QScrollArea):
    """What a card says, and scrolls. What the keyboard is in stays in sight when the room becomes less."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.verticalScrollBar().rangeChanged.connect(self.bring_into_sight)

    def bring_into_sight(self) -> None:
        """Scroll to what the keyboard is in."""
        used: QWidget | None = self.focusWidget()
        if used is not None and self.isAncestorOf(used):
            self.ensureWidgetVisible(used, 0, MARGIN)


class Card(QFrame):
    """A scrolling card with a title and a way back."""

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.addWidget(label(title, "heading", wrap=True))
        self.area = CardScroll(title)
        page = QWidget()
        page.setProperty("role", "panel-page")
        self.lines = QVBoxLayout(page)
        self.lines.setContentsMargins(2, 4, 2, 4)
        self.lines.setSpacing(12)
        self.area.setWidget(page)
        column.addWidget(self.area, 1)
        self.foot = QVBoxLayout()  # always in view, however long the lines are
        column.addLayout(self.foot)
        self.back = button(_("Close the card"), "plain", sign="x", name=_("Close the card (Esc)"))
        self.back.clicked.connect(self.closed)
        column.addWidget(self.back)


class TellCard(Card):
    """For leaders only: that it is open tells the pupils something about one of them."""


def tell_card(contacts: Sequence[ContactView] = ()) -> TellCard:
    """What to do if somebody tells something, and whom the school has for it."""
    card = TellCard(_("If somebody tells something"))
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setVerticalSpacing(6)
    card.lines.setContentsMargins(2, 0, 2, 0)  # all of it is seen at once
    for row, text in enumerate((*tell_lines(), life_at_once(), _("Write nothing about it here."))):
        grid.addWidget(label(f"{row + 1}.", "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text, "body", wrap=True), row, 1)
    card.lines.addLayout(grid)
    if contacts:
        card.foot.addWidget(label(_("At our school"), "small"))
    for one in contacts:
        card.foot.addWidget(label(f"{one.name} · {one.reach}", "strong", wrap=True))
    card.lines.addStretch(1)
    return card


class KeyCard(Card):
    """All keys in two columns, so that they are seen at a glance."""

    def take_focus(self) -> None:
        """Let the next Enter close the card."""
        self.back.setFocus()


def key_card() -> KeyCard:
    """All keys."""
    card = KeyCard(_("Keys"))
    card.setContentsMargins(16, 8, 16, 8)
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(4)
    rows = key_rows()
    half = (len(rows) + 1) // 2
    for number, (keys, what) in enumerate(rows):
        side, row = divmod(number, half)
        grid.addWidget(label(keys, "strong", wrap=True), row, 2 * side, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(what, "body", wrap=True), row, 2 * side + 1, Qt.AlignmentFlag.AlignTop)
    for column, share in enumerate((2, 3, 2, 3)):
        grid.setColumnStretch(column, share)
    card.lines.addLayout(grid)
    card.lines.addStretch(1)
    return card
