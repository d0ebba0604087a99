"""Two versions of a lesson, an occasion or a plan side by side, and the choice between them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.i18n import _, ngettext
from facilitator.ui.desk.ports import ConflictView
from facilitator.ui.parts.button import button
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap, roomy


class ConflictDialog(QDialog):
    """`chosen` carries the conflict's key and whether the version that came is to stand; `skipped` asks for the next one
    (`more`: how many others wait). Later: the dialog is closed."""

    chosen = Signal(str, bool)
    skipped = Signal(str)

    def __init__(self, conflict: ConflictView, more: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = conflict.key
        self.setWindowTitle(_("Two versions that differ"))
        self.setModal(True)
        self.resize(roomy(96, 76))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(gap(3), gap(3), gap(3), gap(3))
        whole.setSpacing(gap(1.5))
        whole.addWidget(label(conflict.title, "title", wrap=True))
        whole.addWidget(label(conflict.same, wrap=True))
        whole.addWidget(_table(conflict), 1)
        words = _("Nothing is lost: the version that you do not choose is kept beside the log.")
        whole.addWidget(label(words, "muted", wrap=True))
        keep, take, later = (
            button(_("Keep the one here")),
            button(_("Take the one that came")),
            button(_("Later")),
        )
        keep.clicked.connect(self._keep)
        take.clicked.connect(self._take)
        later.clicked.connect(self.reject)
        row = Flow()
        for one in (later, take, keep):
            row.addWidget(one)
        if more:
            words = ngettext("Show the other one", "Show the next of {count} others", more)
            skip = button(words.format(count=more), "quiet")
            skip.clicked.connect(self._skip)
            row.addWidget(skip)
        whole.addLayout(row)
        later.setFocus()

    def _skip(self) -> None:
        self.accept()
        self.skipped.emit(self._key)

    def _keep(self) -> None:
        self.accept()
        self.chosen.emit(self._key, False)

    def _take(self) -> None:
        self.accept()
        self.chosen.emit(self._key, True)


def _table(conflict: ConflictView) -> QScrollArea:
    page = QWidget()
    page.setProperty("role", "card-ground")
    grid = QGridLayout(page)
    grid.setHorizontalSpacing(gap(2))
    grid.setVerticalSpacing(gap(0.75))
    for column, text in enumerate(("", _("Here"), _("As it came"))):
        grid.addWidget(label(text, "strong"), 0, column)
        grid.setColumnStretch(column, 1)
    for place, (name, ours, theirs) in enumerate(conflict.rows, 1):
        differs = ours != theirs
        grid.addWidget(label(name, "muted", wrap=True), place, 0)
        grid.addWidget(label(ours, "strong" if differs else "body", wrap=True), place, 1)
        came = (
            Sign("warning-circle", theirs, "warn", "strong", wrap=True)
            if differs
            else label(theirs, wrap=True)
        )
        grid.addWidget(came, place, 2)
    grid.setRowStretch(len(conflict.rows) + 1, 1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setAccessibleName(conflict.title)
    scroll.setWidget(page)
    return scroll
