"""The steps of a session, with what became of them and how long they took."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.minutes import Minutes
from facilitator.ui.desk.ports import StepView
from facilitator.ui.parts import dates
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import rule
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import picture
from facilitator.ui.parts.space import gap


def missed(step: StepView) -> str:
    """Why a step was not held as planned, in words; empty when it was."""
    match step.outcome:
        case "skipped":
            reason = reasons().get(step.reason, "")
            return _("left out, {reason}").format(reason=reason) if reason else _("left out")
        case "not-reached":
            return _("last time") if step.before else _("not reached")
        case "shortened":
            return _("shortened")
        case _:
            return ""


def reasons() -> dict[str, str]:
    """The reason codes in words."""
    return {
        "time": _("for lack of time"),
        "age": _("did not fit the age"),
        "language": _("the language was too hard"),
        "question": _("the group had another question"),
        "technical": _("technical trouble"),
        "sensitive": _("too sensitive just now"),
        "other": _("another reason"),
    }


class StepSheet(QWidget):
    """One row a step. Where minutes can be corrected, `corrected` carries step, minutes and reason."""

    corrected = Signal(str, int, str)

    def __init__(
        self, steps: Sequence[StepView], parent: QWidget | None = None, *, correctable: bool = False
    ) -> None:
        super().__init__(parent)
        self._correctable = correctable
        self._steps: tuple[StepView, ...] = ()
        self._editor: Minutes | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap(0.5 if correctable else 1))
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[StepView]) -> None:
        """Show these steps."""
        self._steps, self._editor = tuple(steps), None
        clear(self._column)
        for place, step in enumerate(steps):
            self._column.addWidget(rule())
            self._column.addLayout(self._row(step, place))

    def _row(self, step: StepView, place: int) -> QHBoxLayout:
        held = step.outcome in ("held", "shortened")
        words = " · ".join(filter(None, (missed(step), _("corrected") if step.corrected else "")))
        row = QHBoxLayout()
        row.setSpacing(gap(1.25))
        title = label(f"{step.title} · {words}" if words else step.title, wrap=True)
        side = title.fontMetrics().height()
        tone = "ok" if step.outcome == "held" else "warn" if held or not step.before else "ink-3"
        mark = picture("check" if held else "skip-forward", tone, side)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(title, 1)
        time = dates.minutes(step.spent_s) if held or step.spent_s else "–"
        row.addWidget(label(time, "muted"), 0, Qt.AlignmentFlag.AlignVCenter)
        if self._correctable:
            name = _("Correct the minutes of “{step}”").format(step=step.title)
            pen = button("", "small", sign="pencil-simple", name=name)
            pen.setProperty("place", place)
            pen.clicked.connect(self._edit)
            row.addWidget(pen, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _edit(self) -> None:
        place = int(self.sender().property("place"))
        self._close()
        self._editor = editor = Minutes(self._steps[place])
        editor.setProperty("step", self._steps[place].step)
        editor.kept.connect(self._keep)
        editor.left.connect(self._close)
        self._column.insertWidget(2 * place + 2, editor)

    def _close(self) -> None:
        if self._editor is not None:
            self._column.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None

    def _keep(self, minutes: int, reason: str) -> None:
        step = str(self.sender().property("step"))
        self._close()
        self.corrected.emit(step, minutes, reason)
