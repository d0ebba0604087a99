"""Where everything is kept, how it is backed up and moved, and how the program keeps quiet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.i18n import _
from facilitator.ui.desk.ports import Choices
from facilitator.ui.parts.button import button
from facilitator.ui.parts.card import Card
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.folder import Folder
from facilitator.ui.parts.label import label


class DataSection(Card):
    """`asked`: backups, move, retention or quiet."""

    asked = Signal(str)

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(_("Your data"), parent=parent)
        words = _("Everything is kept on this computer only, in this folder. Nothing is sent anywhere.")
        self.column.addWidget(label(words, wrap=True))
        self.column.addWidget(Folder(choices.data_dir))
        row = Flow()
        for name, text, sign in (
            ("backups", _("Backups …"), "floppy-disk"),
            ("move", _("Move the folder …"), "folder-open"),
            ("retention", _("Remove by decision …"), "trash"),
            ("quiet", _("How the program keeps quiet …"), "shield-check"),
        ):
            one = button(text, "small", sign=sign)
            one.setObjectName(name)
            one.clicked.connect(self._ask)
            row.addWidget(one)
        self.column.addLayout(row)

    def _ask(self) -> None:
        self.asked.emit(self.sender().objectName())
