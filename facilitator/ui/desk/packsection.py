"""Content packs on the page Inställningar: which there are, one more, and one away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.i18n import _
from facilitator.ui.desk.packports import PacksView, PackView
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap


class PackSection(Card):
    """`asked`: empty to add one, else the identifier of the one to take away."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Content packs"), parent=parent)
        words = _(
            "A municipality or a school can have lessons and scenarios of its own in one file. They stand beside the "
            "program’s own, or in their place. The file can also be dropped on the window."
        )
        self.column.addWidget(label(words, wrap=True))
        self._state = QVBoxLayout()
        self._state.setSpacing(gap(1.5))
        self.column.addLayout(self._state)
        self._shown: PacksView | None = None
        self.fill(PacksView())

    def fill(self, view: PacksView) -> None:
        """Show the packs."""
        if view == self._shown:
            return
        self._shown = view
        clear(self._state)
        for words in view.wrong:
            self._state.addWidget(Sign("warning-circle", words, "warn", "body", wrap=True))
        for one in view.packs:
            self._state.addLayout(self._row(one, may_go=not view.closed))
        if view.closed:
            self._state.addWidget(Sign("lock", view.closed, role="body", wrap=True))
            return
        add = button(_("Add a content pack …"), "small", sign="folder-open")
        add.setObjectName("")
        add.clicked.connect(self._ask)
        row = Flow()
        row.addWidget(add)
        self._state.addLayout(row)

    def _row(self, one: PackView, *, may_go: bool) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(gap(0.5))
        box.addWidget(label(one.name, "strong", wrap=True))
        box.addWidget(label(one.about, "small", wrap=True))
        for note in one.notes:
            box.addWidget(Sign("warning-circle", note, "warn", wrap=True))
        if may_go:
            name = _("Take away the content pack {name}").format(name=one.name)
            away = button(_("Take away …"), "small", sign="trash", name=name)
            away.setObjectName(one.id)
            away.clicked.connect(self._ask)
            row = Flow()
            row.addWidget(away)
            box.addLayout(row)
        return box

    def _ask(self) -> None:
        self.asked.emit(self.sender().objectName())
