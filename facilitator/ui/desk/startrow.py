"""With whom, how long and until which bell: the few choices before a lesson starts."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.planning.groups import CODE_LENGTH, PEOPLE, code_problem
from facilitator.ui.desk.bellfield import BellField
from facilitator.ui.desk.codes import tidy
from facilitator.ui.desk.ports import GroupView, StartRequest
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.focus import fields, stand_before
from facilitator.ui.parts.label import label, tag
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.stepper import Stepper
from facilitator.ui.parts.timefield import STEP_MIN

USUAL_CLASS = 25
PILLS = 4
SEEN = 7
"""Letters of a code that are seen in a narrow place."""


class StartRow(QWidget):
    """Group, participants, length and, where there is room for it, the bell. Without groups the code is written here, and
    becomes a group."""

    group_chosen = Signal(str)
    group_saved = Signal(object)  # GroupView
    length_chosen = Signal(int)  # minutes
    people_chosen = Signal(int)

    def __init__(self, *, compact: bool = False, bell: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_pills = 0 if compact else PILLS
        self._groups: tuple[GroupView, ...] = ()
        self._lengths: tuple[int, ...] = ()
        self._chooser: Choice | QComboBox | QLineEdit | None = None
        self._length: Choice | QComboBox | None = None
        self._next: QWidget | None = None
        self._people = Stepper(_("Participants"), PEOPLE[0], PEOPLE[-1], USUAL_CLASS, small=True)
        self._people.changed.connect(self.people_chosen)
        self._problem = label("", "small", tone="stop", wrap=True)
        self._problem.hide()
        self._group_box, self._length_box = _box(_("Group")), _box(_("Minutes"))
        people_box = _box(_("Participants"))
        people_box.addWidget(self._people)
        boxes = [self._group_box, people_box, self._length_box]
        self._bell = BellField() if bell else None
        if self._bell is not None:
            self._bell.wanted.connect(self._suggest_bell)
            self._bell.changed.connect(self._put_in_order)
            boxes.append(_box(_("Bell")))
            boxes[-1].addWidget(self._bell)
        line = Flow(spacing=gap(2.5))
        for box in boxes:
            holder = QWidget()
            holder.setLayout(box)
            line.addWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(1))
        column.addLayout(line)
        column.addWidget(self._problem)

    def fill(self, groups: Sequence[GroupView], lengths: Sequence[int]) -> None:
        """Offer these groups and lengths; what is already chosen stays when it is still offered."""
        if self._chooser is None or tuple(groups) != self._groups:
            code = self.group
            self._groups = tuple(groups)
            self._offer_groups(code)
            self.choose_group(code)
        if tuple(lengths) != self._lengths:
            self._lengths = tuple(lengths)
            self._offer_lengths()
        self._put_in_order()

    def stand_before(self, control: QWidget) -> None:
        """Let Tab come here right before `control`."""
        self._next = control

    def _put_in_order(self) -> None:
        """Tab goes from group over participants and minutes to the bell, also when some of them were made anew."""
        parts = (self._chooser, self._people, self._length, self._bell)
        inside = [field for part in parts if part is not None for field in fields(part)]
        if self._next is not None:
            stand_before(self._next, inside)

    def choose_group(self, code: str) -> None:
        """Choose a group, with its usual number of participants; the first one when there is no such group."""
        match self._chooser:
            case QComboBox():
                self._chooser.setCurrentIndex(max(0, self._chooser.findData(code)))
            case Choice():
                self._chooser.choose(code)
                if self._chooser.value is None:
                    self._chooser.choose(self._groups[0].code)
            case QLineEdit() if code:
                self._chooser.setText(code)
                return
            case _:
                return
        people = next((one.people for one in self._groups if one.code == self.group), USUAL_CLASS)
        self._people.show_value(people)

    def choose_people(self, people: int) -> None:
        """Show a number of participants without telling anyone."""
        self._people.show_value(people)

    def choose_length(self, minutes: int) -> None:
        """Choose a length without telling anyone."""
        match self._length:
            case QComboBox():
                self._length.setCurrentIndex(max(0, self._length.findData(minutes)))
            case Choice():
                self._length.choose(minutes)

    def choose_bell(self, bell: time | None) -> None:
        """Show when the bell rings; None: no bell."""
        if self._bell is not None:
            self._bell.choose(bell)
            self._put_in_order()

    @property
    def length(self) -> int:
        """The length chosen, in minutes."""
        match self._length:
            case QComboBox():
                return int(self._length.currentData())
            case Choice():
                return int(str(self._length.value))
            case _:
                return self._lengths[0]

    @property
    def people(self) -> int:
        """How many take part."""
        return self._people.value

    @property
    def group(self) -> str:
        """The code chosen or written."""
        match self._chooser:
            case QLineEdit():
                return tidy(self._chooser.text())
            case QComboBox():
                return str(self._chooser.currentData() or "")
            case Choice():
                return str(self._chooser.value or "")
            case _:
                return ""

    def wish(self, lesson: str) -> StartRequest:
        """What is chosen here for `lesson`, as far as it goes; nothing is asked for."""
        bell = self._bell.value if self._bell is not None else None
        return StartRequest(
            lesson=lesson, group=self.group, people=self.people, length=self.length, bell=bell
        )

    def request(self, lesson: str, *, rehearsal: bool = False) -> StartRequest | None:
        """The wish to start `lesson` as chosen here; None, with a word shown, when the code will not do.

        A group that is written here is saved first. The bell belongs to the one occasion and is forgotten.
        """
        if rehearsal:
            return StartRequest(
                lesson=lesson, group="", people=0, length=self.length, rehearsal=True, as_group=self.group
            )
        problem = code_problem(self.group) if isinstance(self._chooser, QLineEdit) else ""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem:
            self.ask_for_group()
            return None
        wish = self.wish(lesson)
        self.choose_bell(None)
        if isinstance(self._chooser, QLineEdit):
            self.group_saved.emit(GroupView(code=wish.group, people=wish.people))
        return wish

    def ask_for_group(self) -> None:
        """Move the focus to where the group is chosen."""
        if self._chooser is not None:
            self._chooser.setFocus()

    def _offer_groups(self, code: str) -> None:
        clear(self._group_box, keep=1)
        name = _("Group")
        codes = [one.code for one in self._groups]
        if not codes:
            field = QLineEdit(code)
            field.setProperty("scale", "small")
            field.setAccessibleName(_("Group code, for example 6B"))
            field.setPlaceholderText(_("e.g. 6B"))
            field.setMaxLength(CODE_LENGTH)
            if not self._most_pills:  # beside it on one line there is room for participants and minutes
                field.setFixedWidth(field.fontMetrics().horizontalAdvance("n" * SEEN) + gap(4))
            self._chooser = field
        elif len(codes) <= self._most_pills and sum(map(len, codes)) <= 4 * PILLS:
            choice = Choice(name, [(one, one) for one in codes], small=True)
            choice.chosen.connect(self._group_changed)
            self._chooser = choice
        else:
            self._chooser = _combo(name, [(one, one) for one in codes])
            self._chooser.activated.connect(self._group_changed)
        self._group_box.addWidget(self._chooser)

    def _offer_lengths(self) -> None:
        clear(self._length_box, keep=1)
        self._length = None
        answers = [(one, str(one)) for one in self._lengths]
        if len(answers) == 1:
            self._length_box.addWidget(tag(answers[0][1], ""))
            return
        if self._most_pills:
            self._length = Choice(_("Minutes"), answers, small=True)
            self._length.chosen.connect(self._length_changed)
        else:
            self._length = _combo(_("Minutes"), answers)
            self._length.activated.connect(self._length_changed)
        self._length_box.addWidget(self._length)

    def _suggest_bell(self) -> None:
        """The time when the lesson would be over if it began now, to the next five minutes."""
        over = datetime.now().astimezone() + timedelta(minutes=self.length)
        over += timedelta(minutes=-(over.minute + over.second / 60) % STEP_MIN)
        if self._bell is not None:
            self._bell.bring(over.time())

    def _group_changed(self) -> None:
        self.choose_group(self.group)
        self.group_chosen.emit(self.group)

    def _length_changed(self) -> None:
        self.length_chosen.emit(self.length)


def _combo(name: str, answers: Sequence[tuple[object, str]]) -> QComboBox:
    box = Picking()
    box.setAccessibleName(name)
    box.setProperty("scale", "small")
    for value, text in answers:
        box.addItem(text, value)
    return box


def _box(title: str) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(gap(0.5))
    box.addWidget(label(title, "small"))
    return box
