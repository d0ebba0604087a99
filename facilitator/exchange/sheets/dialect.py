"""The dialect “passlogg-csv 1”: what a Swedish spreadsheet reads right, and what it can never run as a formula.

UTF-8 with byte order mark, semicolon, CRLF, doubled quotation marks where needed, decimal comma, `ja`/`nej`, an empty
cell for a missing value. A cell with a comma or a tab in it is quoted too: LibreOffice divides at all three unless it is
told not to (docs/adr/0030). A text cell that a spreadsheet could take for a formula, a truth value, a time, a fraction or
a number gets one apostrophe in front; the reader takes exactly one away again, so that every text comes back as it was.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import IO

NAME = "passlogg-csv 1"
SCHEMA_VERSION = 1
ENCODING = "utf-8-sig"
BYTE_ORDER_MARK = "\ufeff"
DELIMITER = ";"
LINE_END = "\r\n"
QUOTE = '"'
DECIMAL = ","
YES, NO = "ja", "nej"
_ALSO_DIVIDE = "\t,"
_TRIGGERS = tuple("=+-@＝＋－＠")
_FIRST = ("'", "\t", "\r")
_TAKEN = re.compile(
    r"\s*(?:0\d+|\d+e[+-]?\d+|\d+[/:-]\d+|\d{1,2}\s?[aefp]m|sant|falskt|true|false)\s*",
    re.ASCII | re.IGNORECASE,
)
"""What was seen to become something else in a spreadsheet, in Swedish or in English. A whole number may become one: nothing of
it is lost."""


class _Dialect(csv.Dialect):
    """Python's writer quotes each cell that holds a character of what ends a row: so these two come to be quoted."""

    delimiter = DELIMITER
    quotechar = QUOTE
    doublequote = True
    lineterminator = LINE_END + _ALSO_DIVIDE
    quoting = csv.QUOTE_MINIMAL
    strict = True


class Writer:
    """Writes rows in this dialect to a stream that begins with the byte order mark and has `newline=""`."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream, self._rows = stream, list[str]()
        self._csv = csv.writer(SimpleNamespace(write=self._rows.append), _Dialect)

    def writerow(self, row: Iterable[object]) -> None:
        """Write a row."""
        self.writerows((row,))

    def writerows(self, rows: Iterable[Iterable[object]]) -> None:
        """Write rows, all of which are held meanwhile."""
        self._csv.writerows(rows)
        self._stream.write("".join([row[: -len(_ALSO_DIVIDE)] for row in self._rows]))
        self._rows.clear()


def rows(stream: IO[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file in this dialect, each with the number of the line it ends on. Raises csv.Error."""
    reader = csv.reader(stream, _Dialect)
    for row in reader:
        yield reader.line_num, row


def guard(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula, or for what is not a text."""
    taken = text.startswith(_FIRST) or text.lstrip().startswith(_TRIGGERS) or _TAKEN.fullmatch(text)
    return "'" + text if taken else text


def unguard(cell: str) -> str:
    """The text behind a guarded cell."""
    return cell.removeprefix("'")


class Guarded(dict[str, str]):
    """`guard` with a memory, for texts that come again and again."""

    def __missing__(self, text: str) -> str:
        cell = self[text] = guard(text)
        return cell


def minutes(seconds: int) -> str:
    """Seconds as minutes with one decimal and a decimal comma; half a tenth is rounded up, as spreadsheets do."""
    whole, tenth = divmod((seconds + 3) // 6, 10)
    return f"{whole}{DECIMAL}{tenth}"


class Minutes(dict[int, str]):
    """`minutes` with a memory."""

    def __missing__(self, seconds: int) -> str:
        cell = self[seconds] = minutes(seconds)
        return cell
