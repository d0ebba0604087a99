"""The fields of the chosen step, what can be done with it as a whole, and what stays as it is, with the reason."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from facilitator.content.changing.blanks import KINDS
from facilitator.content.changing.editing import Editing, NumberField, TextField
from facilitator.content.decode import Wrong
from facilitator.i18n import _
from facilitator.ui.desk.editor.fields import NumberBox, TextBox
from facilitator.ui.desk.editor.words import kind_words, part_of, weight_words
from facilitator.ui.parts.bullets import points
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Callout
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.page import Page
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap

if TYPE_CHECKING:
    from facilitator.content.library import Library


class Form(QFrame):
    """`typed`: a text; `counted`: a number; `picked`: a scenario; `moved`: up (-1) or down (1); `left_out`: this step;
    `added`: the form of a step after it."""

    typed = Signal(object, object)  # TextField, str
    counted = Signal(object, object)  # NumberField, a whole or half number
    picked = Signal(str)
    moved = Signal(int)
    left_out = Signal()
    added = Signal(str)

    def __init__(self, editing: Editing, library: "Library", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._editing, self._library = editing, library
        self.boxes: list[TextBox] = []
        self._page = Page("card-ground")
        self._page.column.setContentsMargins(gap(2.5), gap(1), gap(2.5), gap(1))
        self._page.column.setSpacing(gap(1.5))
        self._column = QVBoxLayout()
        self._column.setSpacing(gap(1.5))
        self._page.column.addLayout(self._column)
        self._page.column.addStretch(1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(2, gap(1), 2, gap(1))
        self._whole.addWidget(self._page)

    def flatten(self) -> None:
        """Be as high as the fields are: what is around scrolls."""
        self._whole.removeWidget(self._page)
        self._whole.setContentsMargins(gap(2), gap(2), gap(2), gap(2))
        self._page.hide()
        self._page.column.removeItem(self._column)
        self._column.setParent(None)
        self._whole.addLayout(self._column)

    def show_step(self, place: int | None) -> None:
        """Show the fields of a step, or those of the lesson itself."""
        clear(self._column)
        self.boxes = []
        if place is None:
            self._column.addWidget(_fixed(self._editing))
        else:
            self._show_whole(place)
        locked, part = self._editing.locked(place), ""
        for field in self._editing.fields(place):
            if place is not None and part_of(field.path) != part:
                part = part_of(field.path)
                self._column.addWidget(label(part, "heading", wrap=True))
            box = TextBox(self._editing, field, locked=locked)
            box.typed.connect(self._type)
            self.boxes.append(box)
            self._column.addWidget(box)
        if place is not None:
            self._show_numbers(place)
            self._offer_more(place)
        self._page.verticalScrollBar().setValue(0)

    def show_wrongs(self, wrongs: Sequence[Wrong]) -> None:
        """Tell what is wrong at the fields it is about."""
        for box in self.boxes:
            box.show_wrongs([one for one in wrongs if one.path == box.field.path])

    def _show_whole(self, place: int) -> None:
        """What the step is to the lesson, its minutes, its scenario and its place among the others."""
        step, locked = self._editing.steps[place], self._editing.locked(place)
        sign = "lock" if locked else "stack"
        self._column.addWidget(Sign(sign, weight_words(step["weight"]), role="body", wrap=True))
        acts = Flow()
        for words, icon, act, may in (
            (_("Move up"), "", self._up, self._editing.may_move(place, -1)),
            (_("Move down"), "", self._down, self._editing.may_move(place, 1)),
            (_("Leave out"), "minus", self.left_out, self._editing.may_leave_out(place)),
        ):
            if may:
                made = button(words, "small", sign=icon)
                made.clicked.connect(act)
                acts.addWidget(made)
        self._column.addLayout(acts)
        scenarios = self._editing.choices(place, self._library)
        if len(scenarios) > 1:
            self._column.addWidget(label(_("Scenario"), "strong"))
            self._column.addWidget(
                self._picker([(one.id, one.title) for one in scenarios], step["stage"]["scenario"])
            )
            words = _("With another scenario the leader text is changed for one that fits it.")
            self._column.addWidget(label(words, "small", wrap=True))

    def _show_numbers(self, place: int) -> None:
        self._column.addWidget(label(_("Minutes"), "heading"))
        numbers = Flow(spacing=gap(2))
        for number in self._editing.numbers(place):
            box = NumberBox(number, locked=self._editing.locked(place))
            box.changed.connect(self._count)
            numbers.addWidget(box)
        self._column.addLayout(numbers)

    def _offer_more(self, place: int) -> None:
        """What can be added after the step."""
        if not self._editing.may_add(place):
            return
        self._column.addWidget(label(_("Add after this step"), "heading", wrap=True))
        kinds = Flow()
        for form in KINDS:
            made = button(kind_words(form), "small", sign="plus")
            made.setObjectName(form)
            made.clicked.connect(self._add)
            kinds.addWidget(made)
        self._column.addLayout(kinds)

    def _picker(self, scenarios: list[tuple[str, str]], now: str) -> QComboBox:
        made = Picking()
        made.setAccessibleName(_("Scenario"))
        for key, title in scenarios:
            made.addItem(title, key)
        made.setCurrentIndex(max(0, made.findData(now)))
        made.activated.connect(self._pick)
        return made

    def _type(self, field: TextField) -> None:
        box = self.sender()
        if isinstance(box, TextBox):
            self.typed.emit(field, box.text)

    def _count(self, number: NumberField, value: float) -> None:
        self.counted.emit(number, int(value) if float(value).is_integer() else value)

    def _pick(self, _row: int) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.picked.emit(str(box.currentData()))

    def _add(self) -> None:
        self.added.emit(self.sender().objectName())

    def _up(self) -> None:
        self.moved.emit(-1)

    def _down(self) -> None:
        self.moved.emit(1)


def _fixed(editing: Editing) -> Callout:
    """What no version of one's own changes, and why."""
    before = editing.before
    box = Callout("")
    box.column.addWidget(Sign("lock", _("This stays as it is"), role="strong"))
    risk = _("Risk level {n} of 3").format(n=before["risk"])
    support = _("The support list, in every lesson")
    ending = _("The closing round and the support list at the end")
    note = _("To bear in mind: {words}").format(words=before["content_note"])
    box.column.addLayout(points((risk, support, ending, note)))
    words = _(
        "They protect those who take part, so they follow the lesson the program came with. "
        "Write to whoever answers for the lessons if something in them is wrong."
    )
    box.column.addWidget(label(words, "small", wrap=True))
    return box
