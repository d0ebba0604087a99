"""Finds words that do not all show: cut off by their own widget, by the one around, or shortened with dots."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QWidget,
)

SLACK = 1
CURSOR = 4
"""Room that a field keeps for its cursor, in pixels at each side."""

CELL, LINE = 8, 1
"""Room that a cell keeps at each side of its words, and the line under them."""


def clipped(root: QWidget) -> list[str]:
    """What is cut off in a window, each with its kind of widget; a part that scrolls may hold more than shows."""
    shown = [root, *(one for one in root.findChildren(QWidget) if one.isVisible())]
    return [f"{type(one).__name__}: {words}" for one in shown for words in _cut(one, root)]


def _cut(one: QWidget, root: QWidget) -> Iterator[str]:
    if isinstance(one, QLabel) and one.text():
        wrapped = one.wordWrap()
        needed = one.heightForWidth(one.width()) if wrapped else one.minimumSizeHint().width()
        if (one.height() if wrapped else one.width()) + SLACK < needed:
            yield one.text()
    elif isinstance(one, QAbstractButton) and one.text():
        hint = one.sizeHint() if isinstance(one, QPushButton) else one.minimumSizeHint()
        if one.width() + SLACK < hint.width() or one.height() + SLACK < hint.height():
            yield one.text()
    elif isinstance(one, QComboBox):
        option = QStyleOptionComboBox()
        one.initStyleOption(option)
        field = one.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, one
        )
        if one.fontMetrics().horizontalAdvance(one.currentText()) > field.width() + SLACK:
            yield one.currentText()
    elif isinstance(one, QLineEdit) and not isinstance(one.parentWidget(), QComboBox | QAbstractSpinBox):
        room = one.contentsRect().width() - 2 * CURSOR
        if not one.text() and one.fontMetrics().horizontalAdvance(one.placeholderText()) > room:
            yield one.placeholderText()
    elif type(one) is QHeaderView and one.orientation() is Qt.Orientation.Horizontal:
        yield from _headings(one)
    if one is not root and _has_words(one) and not _within(one, root):
        yield f"outside: {one.property('text')}"


def too_wide(root: QWidget) -> list[str]:
    """What is wider than the place that it scrolls in, which it does up and down only."""
    return [
        f"{type(area).__name__}: {need} in {room}"
        for area in root.findChildren(QScrollArea)
        if area.isVisible()
        and (inside := area.widget()) is not None
        and (need := inside.minimumSizeHint().width()) > (room := area.viewport().width())
    ]


def cells(table: QTableView) -> Iterator[str]:
    """The words of a table's cells that do not all show where they are to wrap."""
    model, letters = table.model(), table.fontMetrics()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            words, place = index.data(), table.visualRect(index)
            if not isinstance(words, str) or not words or table.isColumnHidden(column):
                continue
            room = QRect(0, 0, place.width() - 2 * CELL, 10_000)
            needed = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, words)
            if needed.height() > place.height() - LINE or needed.width() > room.width():
                yield f"cell: {words}"


def _headings(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(model.columnCount()):
        words = model.headerData(section, Qt.Orientation.Horizontal)
        if isinstance(words, str) and header.sectionSize(
            section
        ) + SLACK < header.fontMetrics().horizontalAdvance(words):
            yield words


def _has_words(one: QWidget) -> bool:
    return isinstance(one, QLabel | QAbstractButton) and bool(one.text())


def _within(one: QWidget, root: QWidget) -> bool:
    """Whether a widget shows whole in all that are around it, up to the first that scrolls."""
    around = one.parentWidget()
    while around is not None and not isinstance(around.parentWidget(), QAbstractScrollArea):
        place = QRect(one.mapTo(around, QPoint(0, 0)), one.size())
        if not around.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            return False
        if around is root or around.isWindow():
            return True
        around = around.parentWidget()
    return True
