"""The card under the preview that holds a step's controls: what every form's controls are made with."""

import textwrap
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facilitator import privacy
from facilitator.i18n import _
from facilitator.session import orders as o
from facilitator.ui import style
from facilitator.ui.console.field import Field
from facilitator.ui.console.lines import Lines
from facilitator.ui.parts.announce import announce
from facilitator.ui.parts.button import button
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label, restyle
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.space import gap
from facilitator.ui.parts.stepper import Stepper
from facilitator.ui.running.clips import NO_CLIP, ClipView, Deed

CRAMPED, TINY = 1270, 1000
"""Pixels with text of the usual size: a narrower window has no room for a step's controls side by side."""
LONG, LONGER = 20, 36
"""Letters that a line of a button has room for in a tiny window or with large text, and in a cramped one."""
HEAD: Final = 14
"""Letters that what stands before a row of controls has room for there."""
NARROW: Final = 5
"""Letters that a list has room for where several stand beside each other in the narrowest window."""
FEW: Final = 6
"""So many suggestions of an author may stand as buttons."""
PICKED: Final = 15
"""Letters of a list to pick from that there is room for there; open, it shows all."""


def fold(made: QPushButton | QLabel, letters: int = LONG) -> None:
    """Let a long text go on over more lines of at most so many `letters`, of which one word may have more.

    A screen reader still gets it as it was.
    """
    words = made.text()
    lines = textwrap.wrap(words, letters, break_long_words=False)
    if len(lines) > 1:
        made.setAccessibleName(made.accessibleName() or words)
        made.setText("\n".join(lines))


class Sheet(QFrame):
    """Title, count, undo, a hint and the controls. A control is made with the order it gives."""

    ordered = Signal(object)
    deed_wanted = Signal(str)  # something with the film or sound, which is no order
    released = Signal()  # the control with the focus is gone, or done with

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)  # and two for the frame of the focus
        column.setSpacing(10)
        top = QHBoxLayout()
        self._title = label("", "strong")
        self._count = label("", "muted")
        self._undo = button(_("Undo"), "small", sign="arrow-counter-clockwise", name=_("Undo (Ctrl+Z)"))
        self._undo.clicked.connect(self._undone)
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._count)
        top.addWidget(self._undo)
        column.addLayout(top)
        self._hint = label("", "small", wrap=True)  # above the controls: a long form hides what is below it
        self._hint.hide()
        column.addWidget(self._hint)
        self._body = QWidget()
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        column.addWidget(self._body)
        self._warning = label("", "strong", wrap=True, tone="warn", parent=self._body)
        self._warning.hide()
        column.addStretch(1)
        self.clip: ClipView = NO_CLIP
        self._orders: dict[QPushButton, o.Order] = {}
        self._deeds: dict[QPushButton, Deed] = {}
        self._numbers: dict[Stepper, Callable[[int], o.Order]] = {}
        self._writers: dict[QLineEdit, Callable[[str], o.Order]] = {}

    # --- what forms say and make ---------------------------------------------------------------------------

    def say(self, title: str, hint: str = "", count: str = "") -> None:
        """Set the title, the hint over the controls and the count beside the title."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        if self._hint.property("tone"):
            restyle(self._hint, tone="")
        self._count.setText(count)

    def _cramped(self, below: int = CRAMPED) -> bool:
        """Whether there is little room: large text, or a window narrower than that."""
        window = self.window()
        return style.is_large() or (window.isVisible() and window.width() < below * style.text_scale())

    def hide_head(self) -> None:
        """The card around has a title of its own, and nothing here can be taken back by Undo."""
        self._title.hide()
        self._undo.hide()
        self._count.setVisible(bool(self._count.text()))
        self._column.removeWidget(self._hint)  # a short card; what is written comes first
        self._column.insertWidget(self._column.indexOf(self._body) + 1, self._hint)

    def heads(self, names: Sequence[str]) -> list[QLabel]:
        """What stands before rows of controls, equally wide so that the rows begin under each other."""
        made = [label(name, "strong") for name in names]
        for one in made:
            one.ensurePolished()
            if self._cramped(TINY):
                fold(one, HEAD)
        widest = max(one.sizeHint().width() for one in made)
        for one in made:
            one.setMinimumWidth(widest)
        return made

    def flow(self) -> Flow:
        """A new row of controls that goes on over more lines."""
        lines = Lines()
        self._box.addWidget(lines)
        return lines.flow

    def across(self) -> QBoxLayout:
        """A new row of equally wide controls; where there is little room they stand one above the other."""
        holder = QWidget()
        down = self._cramped()
        row = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight, holder
        )
        row.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(holder)
        return row

    def add(self, row: Flow, made: QPushButton, order: o.Order) -> None:
        """Add a button and the order it gives. Where there is little room a long one goes on over more lines."""
        if self._cramped():
            fold(made, LONG if self._cramped(TINY) else LONGER)
        self._orders[made] = order
        made.clicked.connect(self._clicked)
        row.addWidget(made)

    def act(self, row: Flow, made: QPushButton, deed: Deed) -> None:
        """Add a button and what it does with the film or sound."""
        self._deeds[made] = deed
        made.clicked.connect(self._acted)
        row.addWidget(made)

    def pick(
        self,
        row: Flow | QBoxLayout,
        words: str,
        choices: Sequence[tuple[str, o.Order | None]],
        *,
        chosen: int | None = None,
        narrow: bool = False,
        spoken: str = "",
    ) -> None:
        """Add a list to pick from: texts and the orders they give. `chosen`: one of them stands, else the words do; the
        row of a `narrow` one decides how wide it is. `spoken`: its name where the words are not enough."""
        box = Picking()
        box.setProperty("scale", "small")
        box.setFocusPolicy(
            Qt.FocusPolicy.TabFocus
        )  # a list that was opened and closed again keeps no arrow key
        box.setAccessibleName(spoken or words)
        if chosen is None:
            box.addItem(words)
        for text, order in choices:
            box.addItem(text, order)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.ensurePolished()
        width = box.fontMetrics().horizontalAdvance
        wanted = width(words) // width("X") + 2  # Qt counts in the letter X
        most = NARROW if narrow else PICKED if self._cramped() else wanted
        box.setMinimumContentsLength(min(wanted, most))
        box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 3 * gap(1))
        box.setCurrentIndex(chosen or 0)
        box.setProperty("stands", chosen or 0)
        box.setEnabled(bool(choices))
        box.activated.connect(self._picked)
        row.addWidget(box)

    def suggest(self, names: Sequence[str], suggestions: Sequence[Sequence[tuple[str, o.Order]]]) -> None:
        """Add a list of suggestions a place, beside each other: many buttons would push the picture away for good."""
        across = self.across()
        for place, (name, choices) in enumerate(zip(names, suggestions, strict=True)):
            spoken = _("Suggestions: {where}").format(where=name.lower())
            self.pick(across, _("Suggestions"), choices, narrow=True, spoken=spoken)
            across.setStretch(place, 1)

    def number(
        self,
        row: Flow,
        name: str,
        highest: int,
        value: int,
        order: Callable[[int], o.Order],
        head: QLabel | None = None,
        lowest: int = 0,
    ) -> None:
        """Add a number from `lowest` to `highest`, after its `head` if any, and the order that a new one gives."""
        made = Stepper(name, lowest, highest, value, small=True)
        self._numbers[made] = order
        made.changed.connect(self._counted)
        pair = QWidget()
        side = QHBoxLayout(pair)
        side.setContentsMargins(0, 0, 0, 0)
        if head is not None:
            side.addWidget(head)
        side.addWidget(made)
        row.addWidget(pair)

    def entry(
        self,
        name: str,
        words: str,
        limit: int,
        order: Callable[[str], o.Order],
        place: QBoxLayout | None = None,
        *,
        short: str = "",
    ) -> None:
        """Add a field for at most `limit` characters; what is written is looked through for personal data first."""
        field = Field(words, short)
        field.setObjectName(name)
        field.setMaxLength(limit)
        field.returnPressed.connect(self._written)
        field.textEdited.connect(self._take_back_warning)
        self._writers[field] = order
        (place or self._box).addWidget(field)

    # --- what the controls do ------------------------------------------------------------------------------

    def _undone(self) -> None:
        self.ordered.emit(o.Undo())

    def _clicked(self) -> None:
        self.ordered.emit(self._orders[self.sender()])  # type: ignore[index]

    def _acted(self) -> None:
        self.deed_wanted.emit(self._deeds[self.sender()])  # type: ignore[index]

    def _picked(self, index: int) -> None:
        box = self.sender()
        assert isinstance(box, QComboBox)
        order = box.itemData(index)
        box.setCurrentIndex(int(box.property("stands")))  # what is picked may be refused, or change nothing
        if order is not None:
            self.released.emit()  # a list keeps digits for itself; now they are to place what was picked
            self.ordered.emit(order)

    def _counted(self, value: int) -> None:
        self.ordered.emit(self._numbers[self.sender()](value))  # type: ignore[index]

    def _written(self) -> None:
        field = self.sender()
        assert isinstance(field, QLineEdit)
        text = field.text().strip()
        if not text:
            return
        found = privacy.scan(text)
        if found and field.property("warned") != text:
            field.setProperty("warned", text)
            self._warn(field, ", ".join(text[one.start : one.end] for one in found))
            return
        field.setProperty("sent", text)  # it stays until the exercise has it: the order may be refused
        self.ordered.emit(self._writers[field](text))

    def _warn(self, field: QLineEdit, words: str) -> None:
        """Say right under the field, where the leader looks, what in it can point out a person."""
        self._warning.setText(
            _("“{words}” may identify a person. Change it, or press Enter once more if it does not.").format(
                words=words
            )
        )
        self._take_back_warning()
        around = field.parentWidget()
        assert around is not None
        column = around.layout()
        if isinstance(column, QBoxLayout) and column.direction() == QBoxLayout.Direction.TopToBottom:
            column.insertWidget(column.indexOf(field) + 1, self._warning)
        else:  # the fields stand side by side, and it is under them all
            self._box.insertWidget(self._box.indexOf(around) + 1, self._warning)
        self._warning.show()
        announce(field, self._warning.text(), urgent=True)
        QTimer.singleShot(0, self, self._bring_up)

    def _bring_up(self) -> None:
        """Scroll so that the warning can be read."""
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self._warning, 0, self._box.spacing())
                return
            above = above.parentWidget()

    def _take_back_warning(self) -> None:
        self._warning.hide()
        self._box.removeWidget(self._warning)
        self._warning.setParent(self._body)  # it outlives the fields that it lay among
