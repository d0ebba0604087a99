"""The list of steps: what has been held, where we are, what comes, with minutes. One click or Enter goes there."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from facilitator.i18n import _
from facilitator.session.pacing import MINUTE, Pace, planned_ms
from facilitator.session.state import Session
from facilitator.ui.parts.dates import minutes as written
from facilitator.ui.theme import colour

ROLE_STATE = Qt.ItemDataRole.UserRole
ROLE_TIME = Qt.ItemDataRole.UserRole + 1
ROLE_TONE = Qt.ItemDataRole.UserRole + 2
ROLE_NOTE = Qt.ItemDataRole.UserRole + 3

_DOT = 9
_LEFT = 42
_RIGHT = 14


def _right(bold: QFont) -> int:
    """The room that the minutes need at the right."""
    return QFontMetrics(bold).horizontalAdvance("00 min") + _RIGHT


class StepDelegate(QStyledItemDelegate):
    """Paints a station: filled behind us, a ring where we are, hollow ahead."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        font = QFont(option.font)
        font.setBold(True)
        width = option.rect.width() - _LEFT - _right(font) if option.rect.width() > 0 else 180
        box = QFontMetrics(font).boundingRect(
            0, 0, max(80, width), 800, Qt.TextFlag.TextWordWrap, self._text(index)
        )
        return QSize(200, max(39, box.height() + 18))

    def _text(self, index: QModelIndex | QPersistentModelIndex) -> str:
        note = index.data(ROLE_NOTE)
        return f"{index.data()} · {note}" if note else str(index.data())

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = index.data(ROLE_STATE)
        area = QRectF(option.rect).adjusted(0, 1, -2, -1)
        here = state == "here"
        if here or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("mvp-soft" if here else "sunk"))
            painter.drawRoundedRect(area, 10, 10)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("mvp"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 10, 10)
        self._dot(painter, QPointF(area.left() + 23, area.center().y()), str(state))
        font = QFont(option.font)
        font.setBold(True)
        text = area.adjusted(_LEFT, 0, -_right(font), 0)
        font.setBold(state in ("here", "ahead"))
        painter.setFont(font)
        painter.setPen(colour("ink" if state in ("here", "ahead") else "ink-2"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(text, int(flags), self._text(index))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colour(str(index.data(ROLE_TONE))))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area.adjusted(0, 0, -10, 0), int(right), str(index.data(ROLE_TIME)))
        painter.restore()

    def _dot(self, painter: QPainter, centre: QPointF, state: str) -> None:
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
    """Steps as a list; `chosen` carries the step's identifier, `skip_asked` too."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Steps"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "steps")
        self.setItemDelegate(StepDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemActivated.connect(self._activated)
        self.itemClicked.connect(self._activated)
        self._ids: list[str] = []

    def show_session(self, session: Session, now: Pace) -> None:
        """Show where the session is."""
        steps = session.script.steps
        if self._ids != [s.id for s in steps]:
            self.clear()
            self._ids = [s.id for s in steps]
            for step in steps:
                self.addItem(QListWidgetItem(step.title))
            self._make_room()
        for i in range(len(steps)):
            self._fill(i, session, now)
        if self.currentRow() != session.step and not self.hasFocus():
            self.setCurrentRow(session.step)
            self.scrollToItem(self.item(session.step))

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
        self._fill(session.step, session, now)

    def _fill(self, i: int, session: Session, now: Pace) -> None:
        item, run, step = self.item(i), session.runs[i], session.script.steps[i]
        minutes = _("{n} min").format(n=planned_ms(session, i) // MINUTE)
        if i == session.step:
            over = now.left_ms < 0
            values = ("here", written(now.spent_ms // 1000), "warn" if over else "ink-2")
        elif run.outcome == "skipped":
            values = ("skipped", "–", "ink-2")
        elif run.outcome == "shown":
            over = run.spent_ms > planned_ms(session, i)
            values = ("held", written(run.spent_ms // 1000), "warn" if over else "ok")
        else:
            values = ("ahead", minutes, "ink-2")
        note = _("may be left out") if values[0] == "ahead" and step.weight == "optional" else ""
        if run.outcome == "skipped":
            note = _("left out")
        for role, value in zip((ROLE_STATE, ROLE_TIME, ROLE_TONE), values, strict=True):
            if item.data(role) != value:
                item.setData(role, value)
        if item.data(ROLE_NOTE) != note:
            item.setData(ROLE_NOTE, note)
        words = {"here": _("now"), "held": _("held"), "ahead": _("ahead"), "skipped": _("left out")}[
            values[0]
        ]
        spoken = f"{i + 1}. {step.title}, {words}, {minutes}"
        if item.data(Qt.ItemDataRole.AccessibleTextRole) != spoken:
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _activated(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._ids[self.row(item)])
