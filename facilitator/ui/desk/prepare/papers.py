"""What to print for this lesson and group, and how many copies."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.overriding import override
from facilitator.planning.prints import GroupForm, Saving, print_pack, sheets_of
from facilitator.planning.printwords import print_words, sheets_words
from facilitator.ui.desk.ports import RESERVE
from facilitator.ui.desk.printbutton import PrintButton
from facilitator.ui.keys import Touches
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card, rule
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.pane import PaneButton
from facilitator.ui.parts.sign import picture
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.content.script import Script


class Papers(Page):
    """The print pack, counted. `wanted` carries a kind of paper, and whether the group is in two rooms; `own_wanted` a kind
    of what the group made itself."""

    wanted = Signal(str, bool)
    own_wanted = Signal(str)

    def __init__(self, saving: Collection[str] = (), parent: QWidget | None = None) -> None:
        """`saving`: how paper was saved the last time (`Saving`)."""
        super().__init__(parent=parent)
        self._saving = Saving(small_cards="small_cards" in saving, two_sided="two_sided" in saving)
        self.column.setContentsMargins(2, 2, gap(1), gap(2))
        self._script: Script | None = None
        self._people = 0
        answers = (("whole", _("Whole class")), ("halves", _("Two halves, two rooms")))
        self._form = Choice(_("The group"), answers, small=True)
        self._form.choose("whole")
        self._form.chosen.connect(self._show)
        self._rows = QVBoxLayout()
        card = Card(_("To print"))
        self.printer = PrintButton(_("Print"), "small")
        self.printer.wanted.connect(self._print)
        card.column.addWidget(self._form)
        self.reserve = button(_("Reserve package …"), "small", sign="package")
        self.reserve.setToolTip(
            _("Reserve package: the whole lesson as one file, to lead it from a Chromebook")
        )
        self.reserve.clicked.connect(self._save)
        savers = Flow()
        savers.addWidget(self.printer)
        savers.addWidget(self.reserve)
        card.column.addLayout(savers)
        card.column.addLayout(self._rows)
        self.column.addWidget(card)
        self._own = Card(_("What the group has made"))
        self._own.column.addWidget(
            label(
                _("Posters from the log, with the group’s code. Read them through before you put them up."),
                "muted",
                wrap=True,
            )
        )
        self._posters = QVBoxLayout()
        self._posters.setSpacing(gap(1))
        self._own.column.addLayout(self._posters)
        self.column.addWidget(self._own)
        self.column.addStretch(1)

    def show_script(self, script: "Script", people: int) -> None:
        """Count for a lesson with so many pupils."""
        self._script, self._people = script, people
        self.printer.show_lesson(script.lesson)
        self._show()

    def show_own(self, papers: Sequence[tuple[str, str]]) -> None:
        """Offer what there is of what the group made itself: kinds with their words."""
        clear(self._posters)
        self._own.setVisible(bool(papers))
        for kind, words in papers:
            one = _Poster(words)
            one.setObjectName(kind)
            one.clicked.connect(self._print_own)
            self._posters.addWidget(one)

    def _print_own(self) -> None:
        self.own_wanted.emit(self.sender().objectName())

    def _print(self, kind: str) -> None:
        self.wanted.emit(kind, self._form.value == "halves")

    def _save(self) -> None:
        self.wanted.emit(RESERVE, False)

    def _show(self) -> None:
        self._form.choose(self._form.value)
        if self._script is None:
            return
        form: GroupForm = "halves" if self._form.value == "halves" else "whole"
        pack = print_pack(self._script, self._people, form, self._saving)
        clear(self._rows)
        words = ngettext("Counted for {count} pupil.", "Counted for {count} pupils.", self._people)
        self._rows.addWidget(label(words.format(count=self._people), "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap(2))
        grid.setVerticalSpacing(gap(1))
        grid.setColumnStretch(1, 1)
        for place, one in enumerate(pack):
            name, why = print_words(one)
            text = QVBoxLayout()
            text.setSpacing(0)
            text.addWidget(label(name, "strong", wrap=True))
            text.addWidget(label(why, "small", wrap=True))
            words = ngettext("{count} copy", "{count} copies", one.copies)
            copies = label(words.format(count=one.copies), "heading")
            grid.addWidget(copies, place, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            grid.addLayout(text, place, 1)
            sheets = label(sheets_words(one.sheets), "muted")
            grid.addWidget(sheets, place, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._rows.addLayout(grid)
        self._rows.addWidget(rule())
        total = _("In all about {sheets} of A4").format(sheets=sheets_words(sheets_of(pack)))
        self._rows.addWidget(label(total, "strong"))
        if self._saving.two_sided:
            self._rows.addWidget(
                label(_("Counted for a printer that prints on both sides."), "small", wrap=True)
            )


class _Poster(PaneButton):
    """A button whose words go on below where they need more than a line; a double click presses it once."""

    def __init__(self, words: str) -> None:
        super().__init__("small", words)
        text = label(words, "strong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap(1.5), gap(0.75), gap(1.5), gap(0.75))
        row.setSpacing(gap(1))
        row.addWidget(picture("printer", "ink", text.fontMetrics().height()))
        row.addWidget(text, 1)
        self.settle()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if Touches.counts(event):
            super().mousePressEvent(event)
