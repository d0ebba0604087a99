"""The decision behind a removal: its number and day, how far it reaches, and who confirms it. Nothing is removed here."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilitator.i18n import _
from facilitator.journal.removal.retention import (
    DECISION_LENGTH,
    KINDS,
    OLDEST_DECISION,
    ROLES,
    USUAL_YEARS,
    Kind,
    Role,
    Rule,
    from_policy,
)
from facilitator.planning.breaks import first_year, span
from facilitator.ui.parts.button import button
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.datefield import DateField
from facilitator.ui.parts.dialog import Dialog, asked, body, foot
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.picking import box
from facilitator.ui.parts.space import gap, roomy
from facilitator.ui.parts.tick import Tick

YEARS = 15
"""School years offered before the one that runs."""


class RetentionDialog(Dialog):
    """`wanted` carries the rule; then `show_problems` or `accept`."""

    wanted = Signal(object)  # Rule

    def __init__(
        self, today: date, schools: Sequence[str], record: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        """`record`: what has been removed before, a line a removal. What the policy says is filled in."""
        super().__init__(parent)
        self._record = record
        self.setWindowTitle(_("Remove by decision"))
        self.setModal(True)
        self.resize(roomy(98, 84, self))
        self.decision = QLineEdit()
        self.decision.setAccessibleName(_("Number of the decision"))
        self.decision.setMaxLength(DECISION_LENGTH)
        self.decision.setMinimumWidth(gap(32))
        self.decision.setPlaceholderText("BUN 2026/123")
        self.decided = DateField(_("Day of the decision"), today, OLDEST_DECISION, today)
        first = first_year(today)
        self.through = box(_("Last school year"), ((str(year), _until(year)) for year in _years(first)))
        number, through = from_policy(today)
        self.decision.setText(number)
        place = self.through.findData(str(through))
        self.through.setCurrentIndex(USUAL_YEARS if place < 0 else place)
        everywhere = ("", _("all schools"))
        self.school: QComboBox = box(_("School"), (everywhere, *((one, one) for one in schools)))
        self.kinds: dict[Kind, Tick] = {kind: Tick(kind, kind_name(kind), on=True) for kind in KINDS}
        self.role = Choice(_("Confirmed by"), [(role, role_name(role)) for role in ROLES], small=True)
        self.role.choose("coordinator")
        self.problems = label("", "strong", wrap=True)
        self.problems.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        words = _(
            "The main rule is to keep. Something is removed only when your municipality has decided so. "
            "First you see what falls under the decision; nothing is removed until you have saved the protocol."
        )
        page = Page()
        page.column.setContentsMargins(0, 0, gap(1), 0)
        page.column.addWidget(label(words, "muted", wrap=True))
        for question, parts in (
            (_("Number and day of the decision"), (self.decision, self.decided)),
            (_("School years and schools"), (self.through, self.school)),
            (_("What is removed"), tuple(self.kinds.values())),
            (_("Confirmed by"), (self.role,)),
        ):
            page.column.addWidget(asked(question, *parts))
        if self._record:
            page.column.addWidget(label(_("Removed before"), "strong"))
        for line in self._record:
            page.column.addWidget(label(line, "muted", wrap=True))
        page.column.addStretch(1)
        look, cancel = button(_("See what falls under it …"), "primary", sign="eye"), button(_("Cancel"))
        look.clicked.connect(self._want)
        cancel.clicked.connect(self.reject)
        whole = body(self)
        whole.addWidget(label(_("Remove by decision"), "title", wrap=True))
        whole.addWidget(page, 1)
        whole.addWidget(self.problems)
        whole.addLayout(foot(cancel, look))
        self.decision.setFocus()

    def rule(self) -> Rule:
        """The rule as the fields have it."""
        role: Role = next((one for one in ROLES if one == self.role.value), "coordinator")
        school = self.school.currentData()
        return Rule(
            self.decision.text(), self.decided.day, role, int(self.through.currentData()),
            frozenset(kind for kind, tick in self.kinds.items() if tick.isChecked()),
            schools=frozenset({school} if school else ()),
        )  # fmt: skip

    def show_problems(self, lines: Sequence[str]) -> None:
        """Tell why the rule is refused."""
        self.problems.setText("\n".join(lines))
        self.problems.show()
        self.decision.setFocus()

    def _want(self) -> None:
        self.wanted.emit(self.rule())


def kind_name(kind: Kind) -> str:
    """What is removed, as shown."""
    return {
        "sessions": _("lessons, whole"),
        "texts": _("notes and what was written in lessons"),
        "occasions": _("what was held without the program"),
        "plan": _("plans"),
    }[kind]


def role_name(role: Role) -> str:
    """A role, as shown."""
    from facilitator.exchange.retention import role_words

    return role_words(role)


def _years(first: int) -> range:
    return range(first - 1, first - 1 - YEARS, -1)


def _until(year: int) -> str:
    return _("{year} and earlier").format(year=f"{year}/{span(year)[1]:%y}")
