"""What is looked at: school year, programme, school and group, on one row."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from facilitator.i18n import _
from facilitator.journal.figures.selection import Selection
from facilitator.planning.days import years_words
from facilitator.ui.desk.follow.ports import Choices
from facilitator.ui.parts.button import button
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.space import gap

LETTERS = 12
"""How wide a filter is at least."""


class Filters(QWidget):
    """`changed` carries the selection that was chosen."""

    changed = Signal(object)  # Selection

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self.selection = selection
        self.year = self._box(_("School year"))
        self.programme = self._box(_("Programme"))
        self.school = self._box(_("School"))
        self.group = self._box(_("Group"))
        self.clear = button(_("Show everything"), "quiet")
        self.clear.clicked.connect(self._clear)
        row = Flow(self, gap(1))
        for part in (self.year, self.programme, self.school, self.group, self.clear):
            row.addWidget(part)
        self.show_choices(selection, Choices())

    def show_choices(self, selection: Selection, choices: Choices) -> None:
        """Show what can be chosen, and what is."""
        self.selection = selection
        years = [(year, _("School year {years}").format(years=years_words(year))) for year in choices.years]
        schools = [(school, school or _("Without a school")) for school in choices.schools]
        _offer(self.year, _("All school years"), years, selection.year)
        _offer(self.programme, _("All programmes"), choices.programmes, selection.programme)
        _offer(self.school, _("All schools"), schools, selection.school)
        _offer(self.group, _("All groups"), [(one, one) for one in choices.groups], selection.group)
        self.clear.setEnabled(selection != Selection(year=selection.year))

    def _box(self, name: str) -> QComboBox:
        box = Picking(self)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setProperty("scale", "small")
        box.setMinimumContentsLength(LETTERS)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box.activated.connect(self._choose)
        return box

    def _choose(self) -> None:
        wanted = replace(
            self.selection,
            year=self.year.currentData(),
            programme=self.programme.currentData(),
            school=self.school.currentData(),
            group=self.group.currentData(),
        )
        if wanted != self.selection:
            self.selection = wanted
            self.changed.emit(wanted)

    def _clear(self) -> None:
        self.selection = Selection(year=self.selection.year)
        self.changed.emit(self.selection)


def _offer(box: QComboBox, everything: str, offered: Sequence[tuple[object, str]], chosen: object) -> None:
    """Fill a filter; what is chosen stays in it, also when nothing of it is left."""
    box.clear()
    box.addItem(everything, None)
    for value, words in offered:
        box.addItem(words, value)
    if chosen is not None and box.findData(chosen) < 0:
        box.addItem(years_words(chosen) if isinstance(chosen, int) else str(chosen), chosen)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
