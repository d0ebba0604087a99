"""The ending form's answers on their way to the session they belong to."""

import secrets

from PySide6.QtCore import QObject, Signal

from facilitator.errors import NotNow
from facilitator.session import orders as o
from facilitator.session.conductor import Conductor
from facilitator.session.summary import summarise
from facilitator.ui.desk import ports
from facilitator.ui.desk.ending import Ending
from facilitator.ui.rows.deskrows import step_views

SALT_BYTES = 16


class FormKeeper(QObject):
    """Joins one form to one ended session. An answer for another session is not taken."""

    done = Signal()
    refused = Signal(str)

    def __init__(self, form: Ending, conductor: Conductor, parent: QObject) -> None:
        super().__init__(parent)
        self._conductor = conductor
        form.answered.connect(self._answered)
        form.noted.connect(self._noted)
        form.corrected.connect(self._corrected)
        form.done.connect(self._finished)
        self._form = form

    def _answered(self, answer: ports.Answer) -> None:
        self._give(o.Answer(answer.field, answer.value), answer.session)

    def _noted(self, note: ports.Note) -> None:
        self._give(o.WriteNote(note.text, secrets.token_hex(SALT_BYTES)), note.session)

    def _corrected(self, wish: ports.Correction) -> None:
        self._give(o.CorrectMinutes(wish.step, wish.minutes, wish.reason), wish.session)
        summary = summarise(self._conductor.session)
        views = step_views(self._conductor.session, summary.steps)
        self._form.show_steps(views, round(summary.spent_s / 60))

    def _finished(self, session: str) -> None:
        self._give(o.FinishLog(), session)
        self.done.emit()

    def _give(self, order: o.Order, session: str) -> None:
        if self._conductor.session.id != session:
            return
        try:
            self._conductor.order(order)
        except NotNow as why:
            self.refused.emit(why.hint)
