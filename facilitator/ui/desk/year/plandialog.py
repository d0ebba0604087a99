"""Planning series: programme, groups, start and time of day; the days are seen before anything is kept."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.planning.breaks import next_open, span
from facilitator.planning.proposal import MVP, STAFF_PROGRAMME, TAGET, Wish
from facilitator.planning.year import Planned
from facilitator.ui.desk.year.ports import Planner, ProposalView, YearView
from facilitator.ui.desk.year.table import YearTable
from facilitator.ui.desk.year.whenfield import WhenField
from facilitator.ui.parts.asking import Asking
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Callout
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.columns import Columns
from facilitator.ui.parts.dialog import body, foot
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.space import gap, roomy
from facilitator.ui.parts.tick import Tick

START_WEEK = 35
MOST_DOUBTS = 4
PREVIEW_LETTERS = 48
"""How wide the list of days is at least: the choices beside it need their room too."""


class PlanDialog(Asking):
    """Choices to the left, what they lead to on the right."""

    def __init__(
        self, view: YearView, planner: Planner, keep: Callable[[tuple[Planned, ...]], str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`keep` gets the whole plan as it is then; it returns why not, or nothing."""
        super().__init__(_("Plan lessons"), parent)
        self._view, self._planner, self._keep = view, planner, keep
        self._proposal = ProposalView()
        self._groups: list[QPushButton] = []
        self.resize(roomy(132, 84, self))
        self._programme = Choice(_("Programme"), view.offered, small=True)
        self._programme.choose(view.offered[0][0])
        self._programme.chosen.connect(self._offer_groups)
        self._group_title, self._group_row, self._group_box = label(_("Groups"), "strong"), Flow(), QWidget()
        self._group_box.setLayout(self._group_row)
        self.when = WhenField(_("First day"), view.year, _usual_start(view))
        self.when.changed.connect(self._propose)
        self._weekday = _weekdays()
        self._weekday.activated.connect(self._propose)
        self._supervised = Tick("supervised", _("Supervision in the weeks between"), on=True)
        self._supervised.toggled.connect(self._propose)
        self._says = label("", "small", wrap=True)
        self._other = label("", "small", wrap=True)
        self.table = YearTable(_("What will be planned"), PREVIEW_LETTERS)
        self._notes = QVBoxLayout()
        self.save = button(_("Save"), "primary", sign="check")
        self.save.clicked.connect(self._save)
        self._lay_out()
        self._offer_groups()

    def _lay_out(self) -> None:
        form, preview = Page(), QWidget()
        form.column.setContentsMargins(0, 0, gap(1), 0)
        form.column.setSpacing(gap(1))
        for title, control in (
            (_("Programme"), self._programme), (None, self._says), (self._group_title, self._group_box),
            (None, self._other), (_("First day"), self.when), (_("Day of the week"), _alone(self._weekday)), (None, self._supervised),
        ):  # fmt: skip
            if title is not None:
                form.column.addWidget(label(title, "strong") if isinstance(title, str) else title)
            form.column.addWidget(control)
        form.column.addStretch(1)
        right = QVBoxLayout(preview)
        right.setContentsMargins(0, 0, 0, 0)
        right.addLayout(self._notes)
        right.addWidget(self.table, 1)
        halves = Columns(fill=True)
        halves.add(form, 4)
        halves.add(preview, 6)
        cancel = button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        whole = body(self, 2)
        whole.addWidget(label(_("Plan lessons"), "title"))
        whole.addLayout(halves, 1)
        whole.addWidget(self.says)
        whole.addLayout(foot(cancel, self.save))

    @property
    def programme(self) -> str:
        """The programme chosen."""
        return str(self._programme.value or "")

    def wish(self) -> Wish:
        """What is chosen now."""
        when, weekday = self.when.value, self._weekday.currentData()
        return Wish(
            programme=self.programme,
            start=when.start,
            groups=tuple(one.text() for one in self._groups if one.isChecked()),
            weekday=None if weekday is None else int(weekday),
            at=when.at,
            supervised=self._supervised.isChecked(),
        )

    def _offer_groups(self) -> None:
        """The groups that the programme has lessons for; those without a plan in it are chosen from the start."""
        clear(self._group_row)
        self._groups = []
        codes = () if self.programme == STAFF_PROGRAMME else self._view.fitting.get(self.programme, ())
        planned = {one.group for one in self._view.plan if one.series == self.programme}
        waiting = [code for code in codes if code not in planned]
        for code in codes:
            one = button(code, "small", name=_("Group {group}").format(group=code))
            one.setCheckable(True)
            one.setChecked(code in waiting[:1])
            one.toggled.connect(self._propose)
            self._group_row.addWidget(one)
            self._groups.append(one)
        for part in (self._group_title, self._group_box):
            part.setVisible(bool(codes))
        others = [code for code in self._view.groups if code not in codes] if codes else []
        words = ngettext(
            "{groups} is of a grade that the programme has no lessons for.",
            "{groups} are of grades that the programme has no lessons for.",
            len(others),
        )
        none = (
            "" if self._view.groups else _("There is no group to plan for yet. Groups are added in Settings.")
        )
        self._other.setText(words.format(groups=", ".join(others)) if others else none)
        self._other.setVisible(bool(others or none))
        self._supervised.setVisible(self.programme == MVP)
        self._says.setText(_rule_of(self.programme))
        self._propose()

    def _propose(self) -> None:
        self._proposal = found = self._planner.propose(self._view.year, self.wish())
        self.table.show_year(found.occasions, self._view.breaks if found.occasions else ())
        count = len(found.occasions)
        words = ngettext("Save {n} occasion", "Save {n} occasions", count).format(n=count)
        self.save.setText(words if count else _("Save"))
        self.save.setEnabled(bool(count))
        clear(self._notes)
        notes = list(_notes(found, self.programme != STAFF_PROGRAMME))
        if notes:
            box = Callout("warn" if count else "")
            for note in notes:
                box.column.addWidget(label(note, wrap=True))
            self._notes.addWidget(box)

    def _save(self) -> None:
        self.settle(self._keep(self._proposal.plan))


def _alone(control: QWidget) -> QWidget:
    """A control as wide as it needs to be."""
    holder, line = QWidget(), Flow()
    line.addWidget(control)
    holder.setLayout(line)
    return holder


def _usual_start(view: YearView) -> date:
    """The Monday of week 35, or the first school Monday from now on."""
    first = date.fromisocalendar(view.year, START_WEEK, 1)
    coming = view.today + timedelta(days=-view.today.weekday() % 7)
    start = max(first, min(coming, span(view.year)[1]))
    return next_open(start, view.breaks, span(view.year)[1]) or start


def _weekdays() -> QComboBox:
    box = Picking()
    box.setAccessibleName(_("Day of the week"))
    box.setProperty("scale", "small")
    box.addItem(_("As the first day"), None)
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"))
    for place, name in enumerate(names):
        box.addItem(name, place)
    return box


def _rule_of(programme: str) -> str:
    """How a programme is laid out, in a sentence."""
    rules = {
        MVP: _("Every other school week. Breaks are passed over."),
        TAGET: _("Base lessons in September, December and April."),
        STAFF_PROGRAMME: _("The staff meets each theme before the pupils do."),
    }
    return rules.get(programme, rules[MVP])


def _notes(found: ProposalView, groups: bool) -> Sequence[str]:
    """What to know before it is saved."""
    if not found.occasions and not found.left_out:
        words = (
            _("Choose at least one group that has lessons left.")
            if groups
            else _("There is nothing to plan.")
        )
        return [words]
    notes = []
    if found.replaces and groups:
        words = _("What is planned for {groups} in the programme is replaced. What has been held stays.")
        notes.append(words.format(groups=", ".join(found.replaces)))
    elif found.replaces:
        notes.append(_("What is planned for the staff is replaced."))
    if found.left_out:
        words = ngettext(
            "{n} lesson finds no room before the summer.",
            "{n} lessons find no room before the summer.",
            found.left_out,
        )
        notes.append(words.format(n=found.left_out))
    doubts = [f"{one.label}: {doubt}" for one in found.occasions for doubt in one.doubts]
    notes += list(dict.fromkeys(doubts))[:MOST_DOUBTS]
    return notes
