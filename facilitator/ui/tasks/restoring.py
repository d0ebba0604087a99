"""Bringing a backup back: a card where the log is damaged, and a list to choose from where it is not."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from facilitator.i18n import _
from facilitator.ui.parts import dates
from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.dialog import Dialog, body
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.space import gap, roomy

TOLD_LINES = 8.5
"""So high is the place where it is told what bringing back would mean."""


def when(backup: Path) -> str:
    """The day and time of a backup, as people say it."""
    from facilitator.journal.backups.backup import made  # not before the first frame

    moment = made(backup)
    if moment is None:
        return backup.name
    return written(moment.astimezone())


def written(local: datetime) -> str:
    """A day and a time of day, as people say it."""
    return f"{full_day(local.date())} {dates.clock(local)}"


def full_day(day: date) -> str:
    """A day with its year: a backup may be old."""
    return f"{dates.long_day(day)} {day.year}"


def what_happens() -> str:
    """What bringing back means, told before it is done."""
    return _(
        "The log becomes as it was then. What has been led since is not in it. The log as it stands now is kept in a "
        "folder of its own beside it; nothing is thrown away."
    )


class RestoreCard(Card):
    """Offers the newest whole backup of a damaged log. Two presses: the offer, and yes."""

    chosen = Signal(object)  # Path of the backup

    def __init__(self, backup: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("There is a whole backup"), tone="ok", edge="left", parent=parent)
        self._backup = backup
        self.column.addWidget(label(_("From {when}").format(when=when(backup)), "strong", wrap=True))
        self.column.addWidget(label(what_happens(), wrap=True))
        self._offer = button(_("Bring the backup back …"), sign="arrow-counter-clockwise")
        self._offer.clicked.connect(self._ask)
        self._yes = button(_("Yes, bring it back"), "primary", sign="check")
        self._yes.clicked.connect(self._choose)
        self._yes.hide()
        row = Flow()
        row.addWidget(self._offer)
        row.addWidget(self._yes)
        self.column.addLayout(row)

    def _ask(self) -> None:
        self._yes.show()
        self._yes.setFocus(Qt.FocusReason.TabFocusReason)
        self._offer.hide()

    def _choose(self) -> None:
        self.chosen.emit(self._backup)


class BackupsDialog(Dialog):
    """Every backup, newest first and marked. `chosen`: bring this one back, after a yes; `wanted`: make one now.

    `looked_at`: a backup is marked; what bringing it back would mean then comes in through `tell`.
    """

    chosen = Signal(object)  # Path
    looked_at = Signal(object)  # Path
    wanted = Signal()

    def __init__(self, backups: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Backups"))
        self.setModal(True)
        self.resize(roomy(84, 66, self))
        self._backups = tuple(backups)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Backups, the newest first"))
        self.list.addItems([when(one) for one in self._backups])
        self.list.setCurrentRow(0)
        self._offer = button(_("Bring this one back …"), sign="arrow-counter-clockwise")
        self._offer.setEnabled(bool(self._backups))
        self._offer.clicked.connect(self._ask)
        self._yes = button(_("Yes, bring it back"), "primary", sign="check")
        self._yes.clicked.connect(self._choose)
        self._yes.hide()
        new = button(_("Make a backup now"), sign="floppy-disk")
        new.clicked.connect(self._want)
        away = button(_("Close"))
        away.clicked.connect(self.reject)
        row = Flow()
        for one in (self._offer, self._yes, new, away):
            row.addWidget(one)
        words = _(
            "A backup is made when a lesson ends, and is looked through before it counts. All of two days are kept, then one "
            "for each of twelve days, ten weeks and nine months."
        )
        whole = body(self)
        whole.addWidget(label(_("Backups"), "title", wrap=True))
        whole.addWidget(label(words, wrap=True))
        whole.addWidget(self.list, 1)
        if not self._backups:
            whole.addWidget(label(_("There is none yet."), "strong"))
        self._told = Page("card-ground", read_as=_("What bringing it back would mean"))
        self._told.column.setContentsMargins(gap(2), gap(1.5), gap(2), gap(1.5))
        self._told.column.setSpacing(gap(0.5))
        self._told.setFixedHeight(round(self.fontMetrics().height() * TOLD_LINES))
        self._told.setVisible(bool(self._backups))
        whole.addWidget(self._told)
        whole.addLayout(row)
        self.list.currentRowChanged.connect(self.look)
        (self.list if self._backups else away).setFocus()

    def look(self) -> None:
        """Ask what bringing the marked one back would mean; a yes is for the one that was marked then."""
        self._ask_again()
        if self._backups:
            self._say([what_happens(), _("Looking through the backup …")])
            self.looked_at.emit(self._backups[self.list.currentRow()])

    def tell(self, backup: Path, lines: Sequence[str]) -> None:
        """Say what bringing a backup back would mean, if it is still the one that is marked."""
        if backup == self._backups[self.list.currentRow()]:
            self._say(lines)
            announce(self._told, " ".join(lines))

    def _say(self, lines: Sequence[str]) -> None:
        clear(self._told.column)
        for line in lines:
            self._told.column.addWidget(label(line, wrap=True))
        self._told.column.addStretch(1)

    def _ask(self) -> None:
        self._yes.show()
        self._yes.setFocus(Qt.FocusReason.TabFocusReason)
        self._offer.hide()

    def _ask_again(self) -> None:
        self._offer.show()
        self._yes.hide()

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self._backups[self.list.currentRow()])

    def _want(self) -> None:
        self.accept()
        self.wanted.emit()
