"""The button that opens a list of what there is to print of a lesson."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from facilitator.i18n import _
from facilitator.ui.parts.button import Kind, button

if TYPE_CHECKING:
    from facilitator.content.model import Lesson


class PrintButton(QWidget):
    """`wanted` carries the kind of paper that was chosen."""

    wanted = Signal(str)

    def __init__(self, text: str, kind: Kind = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lesson: Lesson | None = None
        name = _("{words}: choose what").format(words=text)  # the tab that it lies on can be called the same
        self._button = button(text, kind, sign="printer", name=name)
        self._button.setEnabled(False)
        self._button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)

    def show_lesson(self, lesson: "Lesson | None") -> None:
        """Offer what there is of a lesson; without one there is nothing to print."""
        self._lesson = lesson
        self._button.setEnabled(lesson is not None)

    def menu(self) -> QMenu:
        """The list as it is offered now."""
        from facilitator.exchange import printing

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.triggered.connect(self._chosen)
        for kind in printing.offered(self._lesson) if self._lesson is not None else ():
            menu.addAction(printing.kind_words(kind)).setData(kind)
            if kind == "pack":
                menu.addSeparator()
        menu.setAccessibleName(_("What to print"))
        return menu

    def _open(self) -> None:
        menu = self.menu()
        corner = self._button.rect().topLeft()
        menu.popup(self._button.mapToGlobal(corner) - menu.rect().bottomLeft())

    def _chosen(self, action: QAction) -> None:
        self.wanted.emit(str(action.data()))
