"""The list of steps: what has been held, where we are, what comes, with minutes. One click or Enter goes there."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from facilitator.i18n import _
from facilitator.overriding import override
from facilitator.session.pacing import MINUTE, Pace, planned_ms
from facilitator.session.state import Session
from facilitator.ui.parts.dates import minutes as written
from facilitator.ui.theme import colour

State = Literal["here", "held", "ahead", "skipped"]

_DOT = 9
_LEFT = 42
_EDGE = 2
_RIGHT = 14
_USUAL, _LARGE = 39, 48
_SECOND = 1000


def _right(bold: QFont) -> int:
    """The room that the minutes need at the right."""
    return QFontMetrics(bold).horizontalAdvance(_("{n} min").format(n="00")) + _RIGHT


@dataclass(frozen=True, slots=True)
class Row:
    """A step as the list shows it: its words, the time at its right in a colour, and what a screen reader says."""

    text: str
    state: State
    time: str
    tone: str
    spoken: str


def row_of(session: Session, i: int, now: Pace) -> Row:
    """How step `i` stands."""
    run, step = session.runs[i], session.script.steps[i]
    minutes = _("{n} min").format(n=round(planned_ms(session, i) / MINUTE))
    state: State = "ahead"
    note, time, tone = "", minutes, "ink-2"
    if run.outcome == "skipped":
        state, note = "skipped", _("left out")
        time = written(run.spent_ms // 1000) if run.spent_ms >= _SECOND else "–"  # left out when it had begun
    elif run.outcome == "before":
        state, time = "held", "–"
    elif run.outcome == "shown":
        state, time = "held", written(run.spent_ms // 1000)
        tone = "warn" if run.spent_ms > planned_ms(session, i) else "ok"
    elif session.put_off(i):
        state, note, time = "skipped", _("next time"), "–"
    elif run.short:
        note = _("short form")
    elif step.weight == "optional" and i != session.step:
        note = _("may be left out")
    if i == session.step:
        state = "here"
    if i == session.seen[0]:  # time belongs to what the pupils see, also while the leader looks ahead
        time, tone = written(now.spent_ms // 1000), "warn" if now.left_ms < 0 else "ink-2"
    words = {"here": _("now"), "held": _("held"), "ahead": _("ahead"), "skipped": _("left out")}[state]
    if run.outcome == "before":
        words = _("held last time")
    text = f"{step.title} · {note}" if note else step.title
    return Row(text, state, time, tone, f"{i + 1}. {step.title}, {words}, {minutes}")


class StepDelegate(QStyledItemDelegate):
    """Paints a station: filled behind us, a ring where we are, hollow ahead."""

    def __init__(self, rows: list[Row], parent: "StepList", *, large: bool) -> None:
        super().__init__(parent)
        self._least = _LARGE if large else _USUAL
        self._rows, self._list = rows, parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        font = QFont(option.font)
        font.setBold(True)
        width = self._list.viewport().width() - _EDGE - _LEFT - _right(font)  # beside the scroll bar
        words = self._rows[index.row()].text
        box = QFontMetrics(font).boundingRect(0, 0, max(80, width), 800, Qt.TextFlag.TextWordWrap, words)
        return QSize(200, max(self._least, box.height() + 18))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(0, 1, -_EDGE, -1)
        here = row.state == "here"
        if here or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("mvp-soft" if here else "sunk"))
            painter.drawRoundedRect(area, 10, 10)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("mvp"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 10, 10)
        self._dot(painter, QPointF(area.left() + 23, area.center().y()), row.state)
        font = QFont(option.font)
        font.setBold(True)
        text = area.adjusted(_LEFT, 0, -_right(font), 0)
        font.setBold(row.state in ("here", "ahead"))
        painter.setFont(font)
        painter.setPen(colour("ink" if row.state in ("here", "ahead") else "ink-2"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(text, int(flags), row.text)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colour(row.tone))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area.adjusted(0, 0, -10, 0), int(right), row.time)
        painter.restore()

    def _dot(self, painter: QPainter, centre: QPointF, state: State) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if state in ("held", "here"):
            painter.setBrush(colour("mvp"))
            painter.drawEllipse(centre, _DOT, _DOT)
        if state == "here":
            painter.setBrush(colour("card"))
            painter.drawEllipse(centre, _DOT - 4, _DOT - 4)
        if state in ("ahead", "skipped"):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            style = Qt.PenStyle.DotLine if state == "skipped" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(colour("ink-3" if state == "skipped" else "line"), 4, style))
            painter.drawEllipse(centre, _DOT - 2, _DOT - 2)


class StepList(QListWidget):
    """Steps as a list; `chosen` carries the step's identifier.

    What changes as time goes is kept beside the items: a change in an item would lay out the whole list again.
    """

    chosen = Signal(str)

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(_("Steps"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "steps")
        self._rows: list[Row] = []
        self.setItemDelegate(StepDelegate(self._rows, self, large=large))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemActivated.connect(self._activated)
        self.itemClicked.connect(self._activated)
        self._ids: list[str] = []
        self._standing: list[object] = []  # what each row was made of
        self._at = -1  # the step shown last

    def show_session(self, session: Session, now: Pace) -> None:
        """Show where the session is; the focus goes along, unless the leader has moved it to another step."""
        steps = session.script.steps
        if self._ids != [s.id for s in steps]:
            self.clear()
            self._ids = [s.id for s in steps]
            self._rows[:] = [row_of(session, i, now) for i in range(len(steps))]
            for step, row in zip(steps, self._rows, strict=True):
                item = QListWidgetItem(step.title)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
                self.addItem(item)
            self._make_room()
            self._standing = [None] * len(steps)
        seen = session.seen[0]
        for i, run in enumerate(session.runs):
            standing = (run, i == session.step, i == seen, session.stop)
            if i == seen or standing != self._standing[i]:
                self._standing[i] = standing
                self._fill(i, session, now)
        looks_elsewhere = self.hasFocus() and self.currentRow() not in (-1, self._at)
        self._at = session.step
        if self.currentRow() != session.step and not looks_elsewhere:
            self.setCurrentRow(session.step)
            self.scrollToItem(self.item(session.step))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollToItem(self.currentItem())  # a line above the page makes the list lower

    def _make_room(self) -> None:
        """Be wide enough for the longest word."""
        font = QFont(self.font())
        font.setBold(True)
        words = (word for i in range(self.count()) for word in self.item(i).text().split())
        longest = max(map(QFontMetrics(font).horizontalAdvance, words))
        self.setMinimumWidth(_LEFT + longest + _right(font) + 2 * _RIGHT)

    def choose(self, row: int) -> None:
        """Take the focus, on `row` when there is one."""
        if 0 <= row < self.count():
            self.setCurrentRow(row)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tick(self, session: Session, now: Pace) -> None:
        """Show the running time of the current step."""
        self._fill(session.seen[0], session, now)

    def _fill(self, i: int, session: Session, now: Pace) -> None:
        row, before, item = row_of(session, i, now), self._rows[i], self.item(i)
        if row == before:
            return
        self._rows[i] = row
        if row.spoken != before.spoken:
            heard = self.model().blockSignals(True)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            self.model().blockSignals(heard)
        if row.text != before.text:
            self.scheduleDelayedItemsLayout()
        self.viewport().update(self.visualItemRect(item))

    def _activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._ids[self.row(item)])
