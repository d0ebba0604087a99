"""Läsår: what is planned for a school year, as a wheel and as a list, and the ways to change it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget
from shiboken6 import isValid

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.planning.breaks import CLOCK_YEARS, Break, first_year
from facilitator.planning.groups import School
from facilitator.planning.occasions import Occasion
from facilitator.planning.year import STAFF, SUPERVISION, Planned, out_of_breaks
from facilitator.ui.desk.ports import DeskView
from facilitator.ui.desk.year.adddialog import AddDialog
from facilitator.ui.desk.year.breaksdialog import BreaksDialog
from facilitator.ui.desk.year.legend import Legend
from facilitator.ui.desk.year.occasiondialog import OccasionDialog
from facilitator.ui.desk.year.plandialog import PlanDialog
from facilitator.ui.desk.year.ports import OccasionView, Planner, SchoolView, YearView
from facilitator.ui.desk.year.table import YearTable
from facilitator.ui.desk.year.wheel import WheelView, wheel_of
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.picking import box
from facilitator.ui.parts.space import gap

_ALL = 100
"""The share of the height that wheel and list take where there is a plan."""


class YearPage(Page):
    """The plan of one school year at a time."""

    def __init__(self, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._planner = planner
        self._view = YearView(0, date.min)
        self._other: SchoolView | None = None
        self._stale = False
        self._before: tuple[tuple[Planned, ...], tuple[Break, ...] | None] | None = None
        self._noted: Occasion | None = None
        self._title = label("", "title")
        self._earlier = button("", "small", sign="caret-left", name=_("Previous school year"), once=False)
        self._later = button("", "small", sign="caret-right", name=_("Next school year"), once=False)
        self._earlier.clicked.connect(self._go_back)
        self._later.clicked.connect(self._go_on)
        self.school, self.filter = box(_("School")), box(_("Show"))
        self.filter.setProperty("scale", "")  # as high as the buttons it stands beside
        self.school.activated.connect(self._choose_school)
        self.filter.activated.connect(self._show_rows)
        self.plan = button(_("Plan lessons"), "primary", sign="plus")
        self.plan.clicked.connect(self.ask_plan)
        self._breaks = button(_("Breaks and study days"), sign="sun")
        self._breaks.clicked.connect(self.ask_breaks)
        self._calendar = button(_("Calendar file"), sign="floppy-disk")
        self._calendar.clicked.connect(self._save_calendar)
        self._print = button(_("Print"), sign="printer")
        self._print.clicked.connect(self._save_print)
        self.entered = button(_("Held without the program …"), "small", sign="pencil-simple")
        self.entered.clicked.connect(self._ask_list)
        self._locked = label("", "strong", tone="warn", wrap=True)
        self._told, self._from = label("", "strong", wrap=True), label("", "muted", wrap=True)
        self.undo = button(_("Undo"), "quiet", sign="arrow-counter-clockwise")
        self.undo.clicked.connect(self._undo)
        self.wheel = WheelView()
        self._legend = Legend()
        self.table = YearTable(_("The plan, month by month"))
        self.table.chosen.connect(self._mark)
        self.table.opened.connect(self.ask_change)
        self.change = button(_("Change …"), sign="pencil-simple")
        self.change.clicked.connect(self._change_marked)
        self.add = button(_("Add …"), sign="plus", name=_("Add an occasion"))
        self.add.clicked.connect(self.ask_add)
        self._doubts = label("", "small", tone="warn", wrap=True)
        self._empty = Card(_("Nothing is planned yet"))
        words = _("Plans of other schools have come from other computers: choose a school above.")
        self._elsewhere = label(words, "strong", wrap=True)
        self.dialog: PlanDialog | AddDialog | OccasionDialog | BreaksDialog | None = None
        self._lay_out()
        self.setEnabled(False)  # until there is a year

    def _lay_out(self) -> None:
        words = _(
            "Choose a programme, a group and a first day. The lessons are laid out over the year, the breaks are "
            "passed over, and you see every day before you save."
        )
        self._empty.column.addWidget(label(words, "muted", wrap=True))
        self._empty.column.addWidget(self._elsewhere)
        head, told, buttons = Flow(spacing=gap(1.5)), QHBoxLayout(), Flow()
        for part in (self._title, self._earlier, self._later, self.entered, self.school):
            head.addWidget(part)
        for control in (self.plan, self._breaks, self._calendar, self._print, self.filter):
            buttons.addWidget(control)
        told.addWidget(self._told, 1)
        told.addWidget(self.undo)
        picture, listing = Card(), Card()
        picture.column.addWidget(self.wheel, 1)
        picture.column.addWidget(self._legend)
        foot = QHBoxLayout()
        foot.addWidget(self._doubts, 1)
        foot.addWidget(self.add)
        foot.addWidget(self.change)
        listing.column.addWidget(self.table, 1)
        listing.column.addLayout(foot)
        listing.setMinimumHeight(gap(48))
        self._body = QWidget()
        body = Columns(fill=True)
        body.add(picture, 5)
        body.add(listing, 7)
        self._body.setLayout(body)
        self.column.addLayout(head)
        self.column.addLayout(buttons)
        self.column.addWidget(self._locked)
        self.column.addLayout(told)
        self.column.addWidget(self._from)
        self.column.addWidget(self._empty)
        self.column.addWidget(self._body, _ALL)
        self.column.addStretch(1)
        self._tell("", None)

    def fill(self, view: DeskView) -> None:
        """Show the year of today from the start; after that the year that was chosen, as it stands now."""
        if not self._view.year:
            self._view = YearView(first_year(view.today), view.today)
        self._stale = True
        if self.isVisible():
            self._read()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        self.setEnabled(True)
        chosen = self._chosen
        self._view = view = self._planner.year(self._view.year)
        self._title.setText(_("School year {years}").format(years=f"{view.year}/{(view.year + 1) % 100:02}"))
        none = "" if view.offered else _("There is no group to plan for yet. Groups are added in Settings.")
        self._locked.setText(view.locked or none)
        self._locked.setVisible(bool(self._locked.text()))
        self.plan.setEnabled(not view.locked and bool(view.offered))
        self._breaks.setEnabled(not view.locked)
        self.entered.setEnabled(not view.locked)
        self.add.setEnabled(not view.locked and bool(view.lessons))
        self.school.clear()
        self.school.addItems([_("What is planned here"), *(name for _school, name in view.schools)])
        known = [school for school, _name in view.schools]
        self.school.setCurrentIndex(known.index(chosen) + 1 if chosen in known else 0)
        self.school.setVisible(bool(known))
        self._elsewhere.setVisible(bool(known))
        self._choose_school()

    def _choose_school(self) -> None:
        """Show what is planned here, or the year of a school whose plans have come from other laptops."""
        school = self._chosen
        if school is None:
            self._show_school(None)
        else:
            self._planner.look(self._view.year, school, partial(self._found, self._view.year, school))

    @property
    def _chosen(self) -> School | None:
        place = self.school.currentIndex() - 1
        return self._view.schools[place][0] if place >= 0 else None

    def _found(self, year: int, school: School, found: SchoolView | None) -> None:
        if not isValid(self):  # it has gone with the language that was before
            return
        if (year, school) == (self._view.year, self._chosen):  # nothing else has been chosen meanwhile
            self._show_school(found)

    def _show_school(self, found: SchoolView | None) -> None:
        self._other = found
        if found is None:
            self.school.setCurrentIndex(0)
        for part in (self.plan, self._breaks, self.entered, self.add):
            part.setVisible(found is None)  # they concern what is planned here
        words = _(
            "This is the school’s plan as it is known here, to look at. Choose “What is planned here” when you want to plan."
        )
        self._from.setText("\n".join((words, *found.told)) if found else "")
        self._from.setVisible(found is not None)
        chosen = self.group
        self.filter.clear()
        self.filter.addItem(_("All groups and the staff"), None)
        for code, name in sorted({one.row.group: one.group for one in self._year().occasions}.items()):
            self.filter.addItem(name, code)
        self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)))
        self._show_rows()

    def _year(self) -> YearView:
        """What is looked at: the year as planned here, or that of the chosen school."""
        return self._view if self._other is None else self._other.among(self._view)

    @property
    def group(self) -> str | None:
        """Whose plan is shown: a code, empty for the staff, None for all."""
        found = self.filter.currentData()
        return None if found is None else str(found)

    def _shown(self) -> list[OccasionView]:
        return [one for one in self._year().occasions if self.group is None or one.row.group == self.group]

    def _show_rows(self) -> None:
        shown, view = self._shown(), self._year()
        self._empty.setVisible(not view.occasions)
        self._body.setVisible(bool(view.occasions))
        self.filter.setVisible(bool(view.occasions))
        for part in (self._calendar, self._print):
            part.setEnabled(bool(shown))
        self.wheel.show_wheel(wheel_of(view, shown))
        self._legend.show_tallies([t for t in view.tallies if self.group in (None, t.group)], shown)
        self.table.show_year(shown, view.breaks, view.today)

    def _mark(self, one: OccasionView | None) -> None:
        self.change.setEnabled(one is not None and not self._view.locked and not one.came)
        said = (one.came, one.note, *one.doubts) if one is not None else ()
        self._doubts.setText(" ".join(part for part in said if part))

    # --- changing --------------------------------------------------------------------------------------------

    def _now(self) -> YearView:
        """The year as it stands, for who changes it: what was kept a moment ago may not have been read yet."""
        if self._stale:
            self._read()
        return self._view

    def ask_plan(self) -> None:
        """Ask what to plan."""
        self.dialog = dialog = PlanDialog(self._now(), self._planner, self._keep_planned, self.window())
        _open(dialog)

    def ask_add(self) -> None:
        """Ask for one occasion more."""
        self.dialog = dialog = AddDialog(self._now(), self.group, self._keep, self.window())
        _open(dialog)

    def ask_breaks(self) -> None:
        """Ask for the school's own breaks."""
        self.dialog = dialog = BreaksDialog(self._now(), self._keep_breaks, self.window())
        _open(dialog)

    def ask_change(self, one: OccasionView) -> None:
        """Ask what to change in an occasion."""
        there = {known.row.id: known for known in self._now().occasions}
        if self._view.locked or one.came or one.row.id not in there:
            return
        keeping = self._keep, self._note
        self.dialog = dialog = OccasionDialog(there[one.row.id], self._view, keeping, self.window())
        dialog.held.connect(self._ask_held)
        _open(dialog)

    def _ask_list(self) -> None:
        self._planner.ask("list", year=self._view.year)

    def _ask_held(self, row: Planned) -> None:
        pupils = row.group != STAFF and row.lesson != SUPERVISION
        self._planner.ask("late" if pupils else "new", row)

    def _note(self, one: Occasion, words: str) -> str:
        refused = self._planner.note(one)
        if words and not refused:
            self._tell(words, None)
        elif not refused:
            self._noted = one  # of the change that can be taken back now
        return refused

    def _change_marked(self) -> None:
        if self.table.current is not None:
            self.ask_change(self.table.current)

    def _keep_planned(self, plan: Sequence[Planned]) -> str:
        return self._keep(plan, _("The lessons have been planned."))

    def _keep_breaks(self, breaks: Sequence[Break]) -> str:
        plan = out_of_breaks(self._view.plan, breaks, self._view.breaks, self._view.today)
        return self._keep(plan, _("The breaks have been saved. What lay in one has moved on."), breaks)

    def _keep(self, plan: Sequence[Planned], words: str, breaks: Sequence[Break] | None = None) -> str:
        before = (self._view.plan, self._view.breaks if breaks is not None else None)
        if breaks is None and tuple(plan) == self._view.plan and words == self._told.text():
            before = self._before or before  # given once more: the disk had taken this part of it
        self._stale = True
        refused = self._planner.keep(self._view.year, plan, breaks)
        if not refused:
            self._tell(words, before)
        return refused

    def _undo(self) -> None:
        if self._before is None:
            return
        plan, breaks = self._before
        self._stale = True
        noted = self._noted
        refused = self._planner.keep(self._view.year, plan, breaks)
        if not refused and noted is not None:
            refused = self._planner.take_back(noted)
        self._tell(refused or _("The plan is as it was."), self._before if refused else None)
        self._noted = noted if refused else None

    def _tell(self, words: str, before: tuple[tuple[Planned, ...], tuple[Break, ...] | None] | None) -> None:
        self._before, self._noted = before, None
        self._told.setText(words)
        self._told.setVisible(bool(words))
        self.undo.setVisible(before is not None)

    # --- other years, files ----------------------------------------------------------------------------------

    def _go_back(self) -> None:
        self._go(-1)

    def _go_on(self) -> None:
        self._go(1)

    def _go(self, years: int) -> None:
        if self._view.year + years not in CLOCK_YEARS:
            return
        self._tell("", None)
        self._view = self._view._replace(year=self._view.year + years)
        self._read()

    def _save_calendar(self) -> None:
        self._planner.save_calendar(self._view.year, self._shown())

    def _save_print(self) -> None:
        school = None if self._other is None else self._other.school
        self._planner.save_print(self._view.year, self.group, school)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
