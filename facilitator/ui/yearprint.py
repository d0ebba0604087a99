"""The plan of a school year on paper: the wheel on the first page, then every occasion, month by month."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter

from facilitator.errors import trouble_from
from facilitator.i18n import _
from facilitator.paths import write_whole
from facilitator.planning.breaks import Break
from facilitator.planning.year import SUPERVISION
from facilitator.planning.yearwords import break_name, state_word
from facilitator.ui import theme
from facilitator.ui.desk.year.ports import OccasionView, YearView
from facilitator.ui.desk.year.table import Line, lines_of
from facilitator.ui.desk.year.wheel import draw, wheel_of
from facilitator.ui.parts import dates
from facilitator.ui.theme import colour

_WIDE, _HIGH, _MARGIN = 794, 1123, 64
"""A4 in pixels of 96 to an inch, and its margins."""
_RESOLUTION: Final = 288
_LINE: Final = 22
_WHEEL: Final = 560
_COLUMNS: Final = (0, 150, 235, 580)


def write_pdf(view: YearView, group: str | None, path: Path) -> None:
    """Write the year as a PDF, of one group (empty: the staff) or of all. Raises WorldTrouble."""
    shown = [one for one in view.occasions if group is None or one.row.group == group]
    theme.load_fonts()
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    title = _title(view, shown, group)
    writer.setTitle(title)
    painter = QPainter(writer)
    painter.setWindow(QRect(0, 0, _WIDE, _HIGH))
    _cover(painter, view, shown, title)
    _list(painter, writer, lines_of(shown, view.breaks), title)
    painter.end()
    try:
        write_whole(path, bytes(content.data().data()))
    except OSError as error:
        raise trouble_from(error, path) from error


def _title(view: YearView, shown: Sequence[OccasionView], group: str | None) -> str:
    year = _("School year {years}").format(years=f"{view.year}/{(view.year + 1) % 100:02}")
    return year if group is None or not shown else f"{year} · {shown[0].group}"


def _cover(painter: QPainter, view: YearView, shown: Sequence[OccasionView], title: str) -> None:
    _write(painter, title, QRectF(_MARGIN, _MARGIN, _WIDE - 2 * _MARGIN, 44), 30, bold=True)
    place = QRectF((_WIDE - _WHEEL) / 2, 150, _WHEEL, _WHEEL)
    draw(painter, wheel_of(view, shown), place)
    top = place.bottom() + 40
    for one in (one for one in view.breaks if one.kind != "summer"):
        words = f"{break_name(one.kind)}: {dates.span(one.first, one.last)}"
        _write(painter, words, QRectF(_MARGIN, top, _WIDE - 2 * _MARGIN, _LINE), 14)
        top += _LINE


def _list(painter: QPainter, writer: QPdfWriter, lines: Sequence[Line], title: str) -> None:
    """Every occasion; a month is not left alone at the foot of a page."""
    bottom, top = _HIGH - _MARGIN, float(_HIGH)
    for line in lines:
        room = 3 * _LINE if isinstance(line, str) else _LINE
        if top + room > bottom:
            writer.newPage()
            _write(painter, title, QRectF(_MARGIN, _MARGIN - 30, _WIDE - 2 * _MARGIN, _LINE), 12)
            top = _MARGIN
        if isinstance(line, str):
            top += _LINE / 2
            _write(painter, line, QRectF(_MARGIN, top, _WIDE - 2 * _MARGIN, _LINE), 16, bold=True)
        else:
            _row(painter, line, top)
        top += _LINE


def _row(painter: QPainter, line: OccasionView | Break, top: float) -> None:
    if isinstance(line, Break):
        texts = (dates.span(line.first, line.last), "", break_name(line.kind), "")
    else:
        day = dates.week_day(line.row.day)
        lesson = line.label if line.row.lesson == SUPERVISION else f"{line.label} {line.title}"
        when = f"{day}  {dates.clock(line.row.at)}" if line.row.at else day
        texts = (when, line.group, lesson, state_word(line.state))
    ends = (*_COLUMNS[1:], _WIDE - 2 * _MARGIN)
    for text, left, right in zip(texts, _COLUMNS, ends, strict=True):
        place = QRectF(_MARGIN + left, top, right - left - 8, _LINE)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        _write(painter, shown, place, 13, pale=isinstance(line, Break))


def _write(
    painter: QPainter, text: str, place: QRectF, size: int, *, bold: bool = False, pale: bool = False
) -> None:
    font = QFont(list(theme.FAMILIES))
    font.setPixelSize(size)
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(colour("ink-2" if pale else "ink"))
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
