"""The groups: codes and sizes, never people."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from facilitator.i18n import _
from facilitator.planning.groups import CODE_LENGTH, PEOPLE, code_problem
from facilitator.ui.desk.codes import tidy
from facilitator.ui.desk.ports import GroupView
from facilitator.ui.desk.startrow import USUAL_CLASS
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.focus import fields, give_up, stand_before
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.stepper import Stepper

LEAST_LETTERS = 8
"""What is seen of a new group's code, whatever the text size."""


class GroupsSection(Card):
    """A row a group, a row to add one, and a way back after a removal."""

    group_saved = Signal(object)  # GroupView
    group_removed = Signal(str)  # code
    handover_asked = Signal(str)  # code of the group to hand over; empty: receive one

    def __init__(self, groups: Sequence[GroupView], parent: QWidget | None = None) -> None:
        super().__init__(_("Groups"), parent=parent)
        self._groups: tuple[GroupView, ...] = ()
        self._offers = self._led = False
        self._removed: GroupView | None = None
        self._overs: dict[str, QPushButton] = {}
        self._rows = QGridLayout()
        self._rows.setVerticalSpacing(gap(1))
        self._rows.setHorizontalSpacing(gap(1.5))
        self._rows.setColumnStretch(1, 1)
        self._undo = button("", "quiet", sign="arrow-counter-clockwise")
        self._undo.clicked.connect(self._bring_back)
        self._undo.hide()
        self.code = QLineEdit()
        self.code.setProperty("scale", "small")
        self.code.setAccessibleName(_("Code of a new group"))
        self.code.setPlaceholderText(_("e.g. 6B"))
        self.code.setMaxLength(CODE_LENGTH)
        self.code.returnPressed.connect(self.add)
        self.people = Stepper(
            _("Participants in the new group"), PEOPLE[0], PEOPLE[-1], USUAL_CLASS, small=True
        )
        self._add = button(_("Add"), "small", sign="plus", name=_("Add the group"))
        self._add.clicked.connect(self.add)
        self.problem = label("", "strong", tone="stop", wrap=True)
        self.problem.hide()
        self._lay_out()
        self.show_groups(groups)

    def _lay_out(self) -> None:
        words = _(
            "A short code and how many usually take part. No names are kept, not of pupils and not of leaders."
        )
        self.column.addWidget(label(words, "muted", wrap=True))
        self.column.addLayout(self._rows)
        self.column.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignLeft)
        letters = self.code.fontMetrics().horizontalAdvance("n" * LEAST_LETTERS)
        self.code.setMinimumWidth(letters + gap(4))
        self._place_new()
        self.column.addWidget(self.problem)

    def show_groups(self, groups: Sequence[GroupView], *, led: bool = False) -> None:
        """Show these groups. `led`: some lesson has been held, so that there is something to hand over."""
        self._led = led
        for over in self._overs.values():
            over.setVisible(self._offers and led)
        if tuple(groups) == self._groups:
            return
        codes = [one.code for one in groups]
        same_rows = codes == [one.code for one in self._groups]
        self._groups = tuple(groups)
        if same_rows:
            return
        for one in (self.code, self.people, self._add):
            self._rows.removeWidget(one)
        clear(self._rows)
        self._overs = {}
        inside = [one for place, group in enumerate(groups) for one in self._add_row(place, group)]
        self._place_new()
        stand_before(self.code, inside)

    def _place_new(self) -> None:
        """The fields of a new group stand under those of the others."""
        place = len(self._groups)
        self._rows.addWidget(self.code, place, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._rows.addWidget(self.people, place, 2)
        self._rows.addWidget(self._add, place, 3, 1, 2)

    def _add_row(self, place: int, group: GroupView) -> list[QWidget]:
        people = Stepper(
            _("Participants in {group}").format(group=group.code),
            PEOPLE[0],
            PEOPLE[-1],
            group.people,
            small=True,
        )
        people.setObjectName(group.code)
        people.changed.connect(self._resized)
        over = button(_("Hand over …"), "small", name=_("Hand over {group}").format(group=group.code))
        over.setObjectName(group.code)
        over.clicked.connect(self._hand_over)
        away = button("", "small", sign="trash", name=_("Remove {group}").format(group=group.code))
        away.setObjectName(group.code)
        away.clicked.connect(self._remove)
        self._rows.addWidget(label(group.code, "strong"), place, 0)
        self._rows.addWidget(people, place, 2)
        self._overs[group.code] = over
        self._rows.addWidget(over, place, 3)
        over.setVisible(self._offers and self._led)  # in its place, else it would flash as a window
        self._rows.addWidget(away, place, 4)
        return [*fields(people), over, away]

    def add(self) -> None:
        """Save the group that is written; a code that will not do is explained."""
        code = tidy(self.code.text())
        problem = code_problem(code)
        if not problem and any(one.code == code for one in self._groups):
            problem = _("{group} is already in the list.").format(group=code)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if problem:
            self.code.setFocus()
            return
        self.code.clear()
        self.group_saved.emit(GroupView(code=code, people=self.people.value))

    def _hand_over(self) -> None:
        self.handover_asked.emit(self.sender().objectName())

    def offer_handover(self) -> None:
        """Offer to receive a group from another leader, and to hand one over."""
        self._offers = True
        words = _(
            "Another leader can go on with the group: agreement, pyramid, parked questions and where you stopped."
        )
        receive = button(_("Receive a group …"), "small", sign="folder-open")
        receive.clicked.connect(self._hand_over)
        self.column.addWidget(label(words, "muted", wrap=True))
        self.column.addWidget(receive, 0, Qt.AlignmentFlag.AlignLeft)

    def _resized(self, people: int) -> None:
        self.group_saved.emit(GroupView(code=self.sender().objectName(), people=people))

    def _remove(self) -> None:
        code = self.sender().objectName()
        self._removed = next((one for one in self._groups if one.code == code), None)
        self._undo.setText(_("{group} has been removed. Undo").format(group=code))
        self._undo.show()
        self._undo.setFocus()
        self.group_removed.emit(code)

    def _bring_back(self) -> None:
        give_up(self._undo, self.code)
        self._undo.hide()
        if self._removed is not None:
            self.group_saved.emit(self._removed)
            self._removed = None
