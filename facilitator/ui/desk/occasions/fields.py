"""Fields that the dialogs of occasions share."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.planning.occasions import CAUSES, Cause
from facilitator.planning.occasionwords import cause_word
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.picking import Picking
from facilitator.ui.parts.space import gap


def box(name: str, rows: Iterable[tuple[str, str]] = ()) -> QComboBox:
    """A list to choose from; rows are data and words."""
    found = Picking()
    found.setAccessibleName(name)
    found.setProperty("scale", "small")
    found.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for data, words in rows:
        found.addItem(words, data)
    return found


def asked(question: str, *parts: QWidget) -> QWidget:
    """A question over its answers, which go on over more lines when they must."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap(0.5))
    column.addWidget(label(question, "strong", wrap=True))
    line = Flow(spacing=gap(2))
    for part in parts:
        line.addWidget(part)
    column.addLayout(line)
    return holder


def side_by_side(*parts: QWidget) -> QWidget:
    """Parts in a line that wraps."""
    holder = QWidget()
    line = Flow(holder, spacing=gap(3))
    for part in parts:
        line.addWidget(part)
    return holder


def causes() -> Choice:
    """Why something was not held as planned."""
    return Choice(_("Why?"), [(cause, cause_word(cause)) for cause in CAUSES], small=True)


def cause_of(choice: Choice) -> Cause:
    """The reason chosen; empty when none is."""
    found = choice.value
    return next((cause for cause in CAUSES if cause == found), "")


def foot(*answers: QWidget) -> QHBoxLayout:
    """The answers of a dialog, to the right."""
    row = QHBoxLayout()
    row.addStretch(1)
    for answer in answers:
        row.addWidget(answer)
    return row
