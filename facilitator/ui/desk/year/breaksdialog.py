"""The school's own breaks and study days; a new one moves what lies in it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from facilitator.i18n import _
from facilitator.planning.breaks import KINDS, SPORTS_WEEKS, Break, Kind, span, suggested
from facilitator.planning.yearwords import break_name
from facilitator.ui.desk.year.ports import YearView
from facilitator.ui.parts.asking import Asking
from facilitator.ui.parts.button import button
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.datefield import DateField
from facilitator.ui.parts.dialog import body, foot
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.space import gap, roomy

_FOUR_DAYS: Final = timedelta(days=4)


class BreaksDialog(Asking):
    """A row a break."""

    def __init__(
        self, view: YearView, keep: Callable[[tuple[Break, ...]], str], parent: QWidget | None = None
    ) -> None:
        """`keep` gets all breaks of the year; it returns why not, or nothing."""
        super().__init__(_("Breaks and study days"), parent)
        self._view, self._keep = view, keep
        self._breaks = list(view.breaks)
        self.resize(roomy(98, 84, self))
        weeks = [(week, str(week)) for week in SPORTS_WEEKS]
        self._sports = Choice(_("Sports holiday, week"), weeks, small=True)
        self._sports.chosen.connect(self._set_sports)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(gap(1))
        self._grid.setVerticalSpacing(gap(1))
        self._grid.setColumnStretch(0, 1)
        self.rows: list[tuple[QComboBox, DateField, DateField]] = []
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        page = Page()
        page.column.setContentsMargins(0, 0, gap(1), 0)
        page.column.addLayout(self._grid)
        page.column.addStretch(1)
        study = button(_("Add a study day"), "small", sign="plus")
        study.clicked.connect(self._add)
        again = button(_("Suggest anew"), "small", sign="arrow-counter-clockwise")
        again.clicked.connect(self._suggest)
        more = Flow()
        more.addWidget(study)
        more.addWidget(again)
        sports = Flow()
        sports.addWidget(label(_("Sports holiday, week"), "strong"))
        sports.addWidget(self._sports)
        save, cancel = button(_("Save"), "primary", sign="check"), button(_("Cancel"))
        save.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        words = _(
            "These days are suggested by rules. Every municipality has its own: compare with yours. "
            "What is planned in a break moves on to the next school week."
        )
        whole = body(self)
        whole.addWidget(label(_("Breaks and study days"), "title", wrap=True))
        whole.addWidget(label(words, "muted", wrap=True))
        whole.addLayout(sports)
        whole.addWidget(page, 1)
        whole.addLayout(more)
        whole.addWidget(self.says)
        whole.addLayout(foot(cancel, save))

    def _show(self) -> None:
        clear(self._grid)
        self.rows = []
        low, high = span(self._view.year)
        for place, one in enumerate(self._breaks):
            kind = Picking()
            kind.setProperty("scale", "small")
            kind.setAccessibleName(_("Kind of break"))
            for name in KINDS:
                kind.addItem(break_name(name), name)
            kind.setCurrentIndex(KINDS.index(one.kind))
            what = break_name(one.kind)
            first = DateField(_("{what}: first day").format(what=what), one.first, low, high)
            last = DateField(_("{what}: last day").format(what=what), one.last, low, high)
            first.dateChanged.connect(self._follow)
            away = button("", "small", sign="trash", name=_("Remove {group}").format(group=what))
            away.setObjectName(str(place))
            away.clicked.connect(self._remove)
            dash = label("–", "muted")
            for column, part in enumerate((kind, first, dash, last, away)):
                self._grid.addWidget(part, place, column, Qt.AlignmentFlag.AlignVCenter)
            self.rows.append((kind, first, last))
        self._sports.choose(
            next((b.first.isocalendar().week for b in self._breaks if b.kind == "sports"), None)
        )

    def breaks(self) -> tuple[Break, ...]:
        """The breaks as they stand in the fields; one that ends before it begins is a single day."""
        return tuple(
            sorted(Break(first.day, max(first.day, last.day), _kind(kind)) for kind, first, last in self.rows)
        )

    def _follow(self) -> None:
        """A break does not end before it begins."""
        for _kind_box, first, last in self.rows:
            if last.day < first.day:
                last.show_day(first.day)

    def _set_sports(self, week: object) -> None:
        first = date.fromisocalendar(self._view.year + 1, int(str(week)), 1)
        others = [one for one in self.breaks() if one.kind != "sports"]
        self._breaks = sorted([*others, Break(first, first + _FOUR_DAYS, "sports")])
        self._show()

    def _add(self) -> None:
        """A study day to be put in its place: it begins as tomorrow, or in the first week of the autumn."""
        low, high = span(self._view.year)
        day = self._view.today + timedelta(days=1)
        day = day if low <= day <= high else date.fromisocalendar(self._view.year, 36, 1)
        self._breaks = [*self.breaks(), Break(day, day, "study")]
        self._show()
        self._go_to(len(self.rows))

    def _suggest(self) -> None:
        self._breaks = list(suggested(self._view.year))
        self._show()

    def _remove(self) -> None:
        place = int(self.sender().objectName())
        left: Sequence[Break] = [
            Break(first.day, max(first.day, last.day), _kind(kind))
            for at, (kind, first, last) in enumerate(self.rows)
            if at != place
        ]
        self._breaks = list(left)
        self._show()
        self._go_to(place)

    def _go_to(self, place: int) -> None:
        """The keyboard goes to the first day of this row, or of the last one, once it shows: no press takes that away."""
        if self.rows:
            field = self.rows[min(place, len(self.rows) - 1)][1]
            QTimer.singleShot(0, field, field.setFocus)

    def _save(self) -> None:
        self.settle(self._keep(self.breaks()))


def _kind(box: QComboBox) -> Kind:
    return KINDS[box.currentIndex()]
