"""The steps of the lesson in order, whether they fill its lengths, and those that have been left out."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from facilitator.content.changing.editing import Checked, Editing
from facilitator.content.decode import printable
from facilitator.i18n import _, ngettext
from facilitator.overriding import override
from facilitator.ui import style
from facilitator.ui.desk.editor.words import sum_words
from facilitator.ui.icons import icon
from facilitator.ui.parts.button import button
from facilitator.ui.parts.clear import clear
from facilitator.ui.parts.sign import Sign
from facilitator.ui.parts.space import gap
from facilitator.ui.theme import colour

ROWS_WHEN_LARGE = 4
LARGEST_BESIDE = 1.3
HARD = "\u00a0"


def stacked() -> bool:
    """Whether the text is so large that the parts of the editor stand below each other."""
    return style.text_scale() > LARGEST_BESIDE


class Steps(QWidget):
    """`chosen`: the place of a step, or -1 for the lesson itself. `wanted_back`: the identifier of a step left out."""

    chosen = Signal(int)
    wanted_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _List()
        self.list.setAccessibleName(_("The lesson and its steps"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        side = self.list.fontMetrics().height()
        self.list.setIconSize(QSize(side, side))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        if stacked():
            self.list.setFixedHeight(round(ROWS_WHEN_LARGE * side * 1.8))
        self.list.currentRowChanged.connect(self._choose)
        self._shown: object = None
        self._below = QVBoxLayout()
        self._below.setSpacing(gap(0.75))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(1))
        column.addWidget(self.list, 1)
        column.addLayout(self._below)

    def show_steps(self, editing: Editing, checked: Checked, place: int | None) -> None:
        """Show the steps, with a sign at those where something is wrong, and mark one of them."""
        self.list.blockSignals(True)
        rows = [(_("About the lesson"), len(checked.of_step(None)), False)]
        for number, step in enumerate(editing.steps):
            words = _("{n}. {title} ({minutes} min)").replace(" min", f"{HARD}min")  # not apart on two lines
            told = words.format(n=number + 1, title=_one_line(step["title"]), minutes=step["minutes"])
            rows.append((told, len(checked.of_step(number)), editing.locked(number)))
        while self.list.count() > len(rows):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(rows):
            self.list.addItem(QListWidgetItem())
        for row, (told, count, locked) in enumerate(rows):
            self._show_row(self.list.item(row), told, count, locked=locked)
        self.list.setCurrentRow(0 if place is None else place + 1)
        self.list.blockSignals(False)
        self.list.fit()
        self._show_below(editing)

    def _show_row(self, item: QListWidgetItem, told: str, count: int, *, locked: bool) -> None:
        faults = ngettext("{n} fault", "{n} faults", count).format(n=count) if count else ""
        whole = " · ".join([one for one in (told, _("locked") if locked else "", faults) if one])
        sign, tone = ("warning", "stop") if count else ("lock", "ink-2") if locked else ("", "")
        if item.text() == whole:
            return
        item.setText(whole)
        item.setIcon(icon(sign, colour(tone)) if sign else QIcon())

    def _show_below(self, editing: Editing) -> None:
        now = (editing.sums(), [step["id"] for step in editing.out])
        if now == self._shown:
            return
        self._shown = now
        clear(self._below)
        for length, total in editing.sums():
            fits = length == total
            sign, tone = ("check", "ok") if fits else ("warning-circle", "warn")
            self._below.addWidget(Sign(sign, sum_words(length, total), tone, wrap=True))
        for step in editing.out:
            words = _("Put back: {title}").format(title=_one_line(step["title"]))
            back = button(_("Put back"), "small", sign="arrow-counter-clockwise", name=words)
            back.setToolTip(words)
            back.setObjectName(step["id"])
            back.clicked.connect(self._want_back)
            self._below.addWidget(Sign("minus", _one_line(step["title"]), wrap=True))
            self._below.addWidget(back)

    def _want_back(self) -> None:
        self.wanted_back.emit(self.sender().objectName())

    def _choose(self, row: int) -> None:
        self.chosen.emit(row - 1)


class _List(QListWidget):
    """Rows as high as their words need in the width there is."""

    def fit(self) -> None:
        """Measure every row anew."""
        around, metrics = gap(3), self.fontMetrics()
        room = max(gap(8), self.viewport().width() - around)
        for row in range(self.count()):
            item = self.item(row)
            width = room if item.icon().isNull() else room - self.iconSize().width() - gap(1)
            flags = Qt.TextFlag.TextWordWrap.value
            high = metrics.boundingRect(QRect(0, 0, width, gap(100)), flags, item.text()).height()
            item.setSizeHint(QSize(room, high + gap(1.5)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(gap(20), gap(20))


def _one_line(text: str) -> str:
    return printable(" ".join(text.split())[:60]) or "…"  # an added step has no name yet
