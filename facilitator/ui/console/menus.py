"""The leader's two lists: words of the glossary to show, and why a step is left out."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.content.model import Term
from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.session import orders as o
from facilitator.session.facts import Reason
from facilitator.session.state import Session
from facilitator.ui.keys import Touches


def _word(term: Term) -> str:
    return term.term


def reasons() -> tuple[tuple[Reason, str], ...]:
    """Why a step may be left out."""
    return (
        ("time", _("Short of time")), ("question", _("The group’s own question")), ("age", _("Does not fit the age")),
        ("language", _("The language is too hard")), ("sensitive", _("Sensitive in the group")),
        ("technical", _("Technical trouble")), ("other", _("Something else")),
    )  # fmt: skip


class _List(QMenu):
    """A list that stays when the button that opens it is double-clicked."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()) or not Touches.hurry(event):
            super().mousePressEvent(event)


class Menus(QObject):
    """Opens a list beside a part of the leader's window; `ordered` carries the order chosen."""

    ordered = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._leaving_out = ""

    def terms(self, session: Session | None, beside: QWidget) -> None:
        """Choose a word to lay over the stage."""
        if session is None:
            return
        menu = self._menu()
        menu.triggered.connect(self._term_chosen)
        for term in sorted(session.script.terms.values(), key=_word):
            menu.addAction(term.term).setData(term.id)
        corner = beside.mapToGlobal(beside.rect().topRight())
        size = menu.sizeHint()
        menu.popup(corner - QPoint(size.width() + 20, size.height()))
        menu.setActiveAction(
            menu.actions()[0]
        )  # so that Enter takes what is marked, without marking it first

    def reasons(self, session: Session, index: int, beside: QWidget) -> None:
        """Choose why the step at this place is left out; a protected one says at once that it is always held."""
        step = session.script.steps[index]
        self._leaving_out = step.id
        menu = self._menu()
        if step.weight == "protected":
            menu.addAction(
                _("The closing is protected: it is always held. Go there whenever you like.")
            ).setEnabled(False)
            menu.popup(beside.mapToGlobal(beside.rect().topRight()))
            return
        menu.triggered.connect(self._reason_chosen)
        title = menu.addAction(_("Leave out “{step}” – why?").format(step=step.title))
        title.setEnabled(False)
        for value, words in reasons():
            menu.addAction(words).setData(value)
        menu.popup(beside.mapToGlobal(beside.rect().topRight()))

    def _menu(self) -> QMenu:
        window = self.parent()
        menu = _List(window if isinstance(window, QWidget) else None)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _term_chosen(self, action: QAction) -> None:
        self.ordered.emit(o.ShowTerm(str(action.data())))

    def _reason_chosen(self, action: QAction) -> None:
        if action.data():
            self.ordered.emit(o.Skip(self._leaving_out, action.data()))
