"""Two versions of a lesson, an occasion or a plan side by side, and the choice between them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from facilitator.i18n import _, ngettext
from facilitator.ui.desk.ports import ConflictView
from facilitator.ui.parts.button import button
from facilitator.ui.parts.dialog import Dialog, body
from facilitator.ui.parts.flow import Flow
from facilitator.ui.parts.label import label
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap, roomy


class ConflictDialog(Dialog):
    """`chosen` carries the conflict's key and whether the version that came is to stand; `skipped` asks for the next one
    (`more`: how many others wait). Later: the dialog is closed."""

    chosen = Signal(str, bool)
    skipped = Signal(str)

    def __init__(self, conflict: ConflictView, more: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = conflict.key
        self.setWindowTitle(_("Two versions that differ"))
        self.setModal(True)
        self.resize(roomy(96, 76, self))
        whole = body(self)
        whole.addWidget(label(conflict.title, "title", wrap=True))
        whole.addWidget(label(conflict.same, wrap=True))
        count = sum(ours != theirs for _name, ours, theirs in conflict.rows)
        differ = ngettext("{n} row differs and is marked.", "{n} rows differ and are marked.", count)
        whole.addWidget(label(differ.format(n=count), wrap=True))
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
        for column, part in enumerate(_row(name, ours, theirs)):
            grid.addWidget(part, place, column)
    grid.setRowStretch(len(conflict.rows) + 1, 1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setAccessibleName(conflict.title)
    scroll.setWidget(page)
    return scroll


def _row(name: str, ours: str, theirs: str) -> tuple[QWidget, QWidget, QWidget]:
    """A row of the table; one that differs is marked by a sign and by its weight, and said to be so."""
    if ours == theirs:
        return (
            label(name, "muted", wrap=True),
            label(ours, "muted", wrap=True),
            label(theirs, "muted", wrap=True),
        )
    marked = Sign("warning-circle", name, "warn", "strong", wrap=True)
    marked.words.setAccessibleName(_("{name}: differs").format(name=name))
    return marked, label(ours, "strong", wrap=True), label(theirs, "strong", wrap=True)
