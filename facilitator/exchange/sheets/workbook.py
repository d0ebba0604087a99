"""A spreadsheet file, written cell by cell by the kind of its column: a text is always a text, never a formula or a link.

The same cells give the same bytes. The sheets wait beside the file itself while it is written, and nowhere else.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxFileError

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.exchange.files import PART
from facilitator.exchange.sheets import dialect
from facilitator.exchange.sheets.columns import Column
from facilitator.i18n import _

MOST_ROWS: Final = 1_048_575
"""So many rows a sheet can have below its head."""
SHARE: Final = "varde"
"""The column whose numbers are shown as percentages."""
_MADE: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - the day of no export, so that the bytes stay the same
_NOT_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_A4: Final = 9
_NO_WIDTHS: Final[Mapping[str, int]] = {}
_WIDTHS: Final[Mapping[str, int]] = {"date": 12, "time": 9, "integer": 11, "number": 11, "boolean": 11}
_LONG: Final[Mapping[str, int]] = {"tillfalle_id": 31, "scenario_id": 32, "pass_titel": 36, "titel": 36}
"""Columns whose texts are longer than most, by name."""
_LINE: Final = 15
"""Points that a line of a wrapped text takes."""
_LETTERS: Final = 1.1
"""So many letters have room where a digit has, which the width of a column is counted in."""


@contextmanager
def opened(unfinished: Path, file: Path, title: str) -> Iterator["Book"]:
    """A workbook written to `unfinished`, which is to be `file`. Raises WorldTrouble when the disk refuses."""
    with TemporaryDirectory(prefix=f".{file.name}.", suffix=PART, dir=unfinished.parent) as folder:
        book = Workbook(str(unfinished), {"constant_memory": True, "tmpdir": folder})
        try:
            yield Book(book, title)
            book.close()
        except XlsxFileError as error:
            why = error.args[0] if error.args else None
            raise trouble_from(why if isinstance(why, OSError) else OSError(str(error)), file) from error
        finally:
            for sheet in book.worksheets():
                if sheet.row_data_fh is not None:  # what is left open when something went wrong on the way
                    sheet.row_data_fh.close()


class Book:
    """A workbook, its formats, and cells by the kind of their column."""

    def __init__(self, book: Workbook, title: str) -> None:
        self._book = book
        book.set_properties({"title": title, "author": "Passledaren", "created": _MADE})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.top = book.add_format({"valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self._formats = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "time": book.add_format({"num_format": "hh:mm"}),
            "integer": book.add_format({"num_format": "0"}),
            "number": book.add_format({"num_format": "0.0"}),
        }
        self.share = book.add_format({"num_format": "0\\ %"})

    def sheet(self, name: str) -> Any:
        """A new sheet, for paper of A4 on its side."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        return sheet

    def table(self, name: str, columns: Sequence[Column], widths: Mapping[str, int] = _NO_WIDTHS) -> "Table":
        """A new sheet with a head that stays and a filter. `widths`: of columns with long texts, which are wrapped; such a
        sheet is printed as wide as a page."""
        sheet = self.sheet(name)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        if widths:
            sheet.fit_to_pages(1, 0)
        for place, column in enumerate(columns):
            usual = max(_LONG.get(column.name, _WIDTHS.get(column.kind, 18)), len(column.name) + 2)
            wide = widths.get(column.name)
            beside = self.top if widths and column.kind == "string" else None
            sheet.set_column(place, place, wide or usual, self.wrap if wide else beside)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.name, self.head)
        wrapped = {place: widths[one.name] for place, one in enumerate(columns) if one.name in widths}
        return Table(self, sheet, columns, wrapped)

    def _put(self, sheet: Any, row: int, place: int, column: Column, cell: Any) -> None:
        """Write a cell of the CSV set by the kind of its column; an empty one is left empty."""
        if cell is None or cell == "":
            return
        kind = column.kind
        form = self.share if column.name == SHARE else self._formats.get(kind)
        if kind == "string":
            sheet.write_string(row, place, _text(dialect.unguard(str(cell))))
        elif kind == "boolean":
            sheet.write_boolean(row, place, cell == dialect.YES)
        elif kind == "date":
            sheet.write_datetime(row, place, date.fromisoformat(cell), form)
        elif kind == "time":
            sheet.write_datetime(row, place, time.fromisoformat(cell), form)
        elif isinstance(cell, str):
            sheet.write_number(row, place, float(cell.replace(dialect.DECIMAL, ".")), form)
        else:
            sheet.write_number(row, place, cell, form)


class Table:
    """A sheet that is filled row by row."""

    def __init__(self, book: Book, sheet: Any, columns: Sequence[Column], wrapped: Mapping[int, int]) -> None:
        self._book, self._sheet, self._columns, self._wrapped = book, sheet, columns, wrapped
        self.rows = 0

    def add(self, cells: Sequence[Any]) -> None:
        """Write one more row. Raises WorldTrouble when the sheet is full."""
        self.rows += 1
        if self.rows > MOST_ROWS:
            raise WorldTrouble(
                _("The log is larger than a spreadsheet can hold."),
                _("Export it as CSV instead: those files have no limit."),
            )
        if self._wrapped:
            make_room(self._sheet, self.rows, *((str(cells[at]), wide) for at, wide in self._wrapped.items()))
        for place, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            self._book._put(self._sheet, self.rows, place, column, cell)

    def close(self) -> None:
        """Set the filter over what has been written."""
        self._sheet.autofilter(0, 0, self.rows, len(self._columns) - 1)


def make_room(sheet: Any, row: int, *wrapped: tuple[str, int]) -> None:
    """Let a row be as high as its wrapped texts, each with its width, need: not every program finds that out by itself."""
    lines = max((math.ceil(len(text) / (_LETTERS * width)) for text, width in wrapped), default=1)
    if lines > 1:
        sheet.set_row(row, _LINE * lines)


def _text(text: str) -> str:
    """The text without what XML cannot hold; control letters are written as the format's own codes."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
