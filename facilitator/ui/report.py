"""A report to read, to copy and to send to whoever helps: how the program keeps quiet, or what is wrong with a file."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from facilitator.diagnostics import Part, text_of
from facilitator.i18n import _
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dialog import Dialog, body
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.space import roomy


class ReportDialog(Dialog):
    """The parts of the report, one under the other."""

    def __init__(self, parts: Sequence[Part], parent: QWidget, title: str = "", words: str = "") -> None:
        """`title` and `words` over it; without them it is about how the program keeps quiet."""
        super().__init__(parent)
        title = title or _("How the program keeps quiet")
        words = words or _(
            "Measured now. The report holds no school, no groups and nothing that anybody has written."
        )
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(roomy(112, 84, self))
        self._text = text_of(parts)
        self.field = QPlainTextEdit(self._text)
        self.field.setReadOnly(True)
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(_("Report"))
        copy = button(_("Copy the report"), "primary", sign="clipboard-text")
        copy.clicked.connect(self._copy)
        away = button(_("Close"))
        away.clicked.connect(self.accept)
        self._done = label("", "strong")
        row = Flow()
        for one in (copy, away, self._done):
            row.addWidget(one)
        whole = body(self)
        whole.addWidget(label(title, "title", wrap=True))
        whole.addWidget(label(words, wrap=True))
        whole.addWidget(self.field, 1)
        whole.addLayout(row)
        self.field.setFocus()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._text)
        self._done.setText(_("Copied"))
