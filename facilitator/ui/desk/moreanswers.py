"""What the form after a lesson asks of those who have time: folded away, so that the form itself stays at eight taps."""

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.session.facts import Field
from facilitator.ui.desk.ports import EndingView
from facilitator.ui.parts.button import button
from facilitator.ui.parts.choice import Choice
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import gap

Answers = tuple[tuple[int, str], ...]
SCALE: Final[Answers] = tuple((one, str(one)) for one in range(1, 6))


def yes_no() -> Answers:
    """The two answers of a plain question."""
    return (1, _("Yes")), (0, _("No"))


def questions() -> dict[Field, tuple[str, Answers]]:
    """Each question and its answers, in the order they are asked."""
    return {
        "needs": (
            _("What do you need most before the next lesson?"),
            (
                (0, _("Nothing")), (1, _("Supervision")), (2, _("The content")), (3, _("A room")), (4, _("Time")),
            ),
        ),
        "filled_by": (
            _("Who fills this in?"),
            ((1, _("A mentor")), (2, _("A teacher")), (3, _("A coordinator"))),
        ),
        "adult_there": (_("Was an adult in the room?"), yes_no()),
        "opt_out": (_("Did you say that one may sit out?"), yes_no()),
        "team_told": (_("Did student health know of the lesson before?"), yes_no()),
        "took_part": (_("How much did the group take part?"), SCALE),
        "understood": (_("How well did the group understand?"), SCALE),
        "felt_safe": (_("How safe was the mood?"), SCALE),
    }  # fmt: skip


class MoreAnswers(QWidget):
    """A button, and under it the questions that fit the lesson. What was answered before stands there, unfolded."""

    answered = Signal(str, int)  # Field, value

    def __init__(self, view: EndingView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[Field, Choice] = {}
        self.unfold = button(_("A little more, if you have time"), "small", sign="caret-right")
        self.unfold.clicked.connect(self._open)
        self._inner = QWidget()
        self._lay_out(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(1.5))
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inner)
        self._show(shown=bool(view.more))

    def _lay_out(self, view: EndingView) -> None:
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(gap(1.5))
        for words, fields in _parts(view.asks):
            inner.addWidget(label(words, "muted", wrap=True))
            flow = Flow(spacing=gap(3))
            for field in fields:
                flow.addWidget(self._asked(field, view.more.get(field)))
            inner.addLayout(flow)

    def _asked(self, field: Field, value: int | None) -> QWidget:
        question, answers = questions()[field]
        choice = Choice(question, answers, small=True)
        choice.choose(value)
        choice.setProperty("field", field)
        choice.chosen.connect(self._send)
        self.fields[field] = choice
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap(0.75))
        box.addWidget(label(question, "strong"))
        box.addWidget(choice)
        return holder

    def _send(self, value: object) -> None:
        self.answered.emit(cast(Field, self.sender().property("field")), int(str(value)))

    def _open(self) -> None:
        self._show(shown=True)
        next(iter(self.fields.values())).take_focus()

    def _show(self, *, shown: bool) -> None:
        self._inner.setVisible(shown)
        self.unfold.setVisible(not shown)


def _parts(asks: Sequence[Field]) -> list[tuple[str, list[Field]]]:
    """Under their words: what is about the leaders and the lesson, and what is about the group as a whole."""
    group = ("took_part", "understood", "felt_safe")
    told = _("You may leave out any of these. They help whoever plans the lessons.")
    whole = _("About the group as a whole, never about one person. 1 is little, 5 is much.")
    both = (
        (told, [one for one in asks if one not in group]),
        (whole, [one for one in asks if one in group]),
    )
    return [(words, fields) for words, fields in both if fields]
