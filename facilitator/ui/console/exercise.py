"""The controls of the exercise in the current step: everything by mouse, touch and keyboard, and undoable."""

from collections.abc import Collection

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget

from facilitator.content import model
from facilitator.i18n import _
from facilitator.session import orders as o
from facilitator.session import work as w
from facilitator.session import written
from facilitator.session.care import adult_moment
from facilitator.session.exercises import agreed, reopenable, undoable
from facilitator.session.state import Session
from facilitator.ui.console.forms import FORMS, talk
from facilitator.ui.console.sheet import Sheet
from facilitator.ui.parts.button import button


class Exercise(Sheet):
    """Shows the controls that fit the step, found by the type of its content; else how many taps remain."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._step = ""

    def show_session(self, session: Session) -> None:
        """Show the controls of the current step, anew only when something in them changed."""
        step = session.current
        trail = session.work.get(step.id)
        work = trail.now if trail else None
        adult = adult_moment(session.script.lesson, step) and step.id not in session.taken_over
        extra = (adult, session.word, session.reopened, session.added_min, self.clip)
        back = undoable(session)
        if self._undo.hasFocus() and not back:
            self.released.emit()  # whoever takes back one change after the other must not press what comes next
        self._undo.setVisible(back)
        key = (step.id, session.revealed, work, session.people, extra)
        if key == self._shown:
            return
        same = self._step == step.id
        self._shown, self._step = key, step.id
        focus, begun = self._focused(), self._begun(_standing(session, work)) if same else {}
        self._clear()
        if adult:  # first: the controls below it may be scrolled
            self.add(self.flow(), button(_("Take over"), "small", sign="hand-heart"), o.TakeOver())
        FORMS.get(type(step.stage), talk.taps)(self, session, step.stage, work)
        if reopenable(session):
            again = button(_("Open what the group made before"), "small", sign="arrow-counter-clockwise")
            self.add(self.flow(), again, o.ReopenWork())
        self._order_tabs()
        for field in self._writers:
            field.setText(begun.get(field.objectName(), ""))
        if focus:
            self._give_focus_to(focus)

    def _order_tabs(self) -> None:
        """Let Tab come to the controls where they stand, not after all that was made before them."""
        before: QWidget = self._undo
        for widget in self._body.findChildren(QWidget):
            if isinstance(widget, QPushButton | QLineEdit | QComboBox):
                QWidget.setTabOrder(before, widget)
                before = widget

    def _focused(self) -> str:
        """The name of the control in the body that has the focus; empty when none has."""
        here: QWidget | None = self._body.focusWidget()  # the stubs forget that there may be none
        return _name(here) if here is not None and here.hasFocus() else ""

    def _begun(self, standing: Collection[str]) -> dict[str, str]:
        """What is being written and is not `standing` there, by the field's name: someone may go on meanwhile, or take
        away what left no room for it."""
        return {
            field.objectName(): field.text()
            for field in self._writers
            if field.text().strip() != field.property("sent") or _tidy(field.text()) not in standing
        }

    def _give_focus_to(self, name: str) -> None:
        """Keep the focus on the control of this name; when it is gone, no other button may catch the next key."""
        for widget in self._body.findChildren(QWidget):
            if widget.focusPolicy() and _name(widget) == name:
                widget.setFocus()
                if isinstance(widget, QSpinBox):
                    widget.lineEdit().end(False)  # the next digit comes after the first
                return
        self.released.emit()

    def _clear(self) -> None:
        self.say("")
        self._take_back_warning()
        self._orders.clear()
        self._deeds.clear()
        self._numbers.clear()
        self._writers.clear()
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)  # what is gone is not looked for, though it is deleted later
                widget.deleteLater()


def _standing(session: Session, work: w.Work | None) -> frozenset[str]:
    """What has been written and stands in the step, or goes along from it."""
    texts = written.texts(work) if work is not None else ()
    if isinstance(session.current.stage, model.Agreement) and isinstance(work, w.Rules):
        texts = agreed(session.current.stage, work, len(session.current.stage.rules))
    return frozenset(map(_tidy, (*texts, session.word)))


def _tidy(text: str) -> str:
    return " ".join(text.split()).casefold()


def _name(control: QWidget) -> str:
    """What tells a control from the others in the body, also when the body is built anew."""
    if isinstance(control, QPushButton):
        return control.accessibleName() or control.text()
    return control.objectName() or control.accessibleName()
