"""The files of a CSV set as they are read back: whole, in their order, and cell by cell as this program writes them.

What is not so is told by file, line and column, with what was expected there and what to do about it.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn, TypeVar

from facilitator.content.decode import shown
from facilitator.errors import Fault, FileFault, Trouble, WorldTrouble
from facilitator.exchange.sheets import dialect, occasionrows
from facilitator.exchange.sheets.columns import CONDITIONS, Column
from facilitator.exchange.sheets.datapackage import (
    FILE,
    OCCASIONS_FILE,
    SESSIONS_FILE,
    STEPS_FILE,
    TABLES,
    print_of,
)
from facilitator.i18n import _
from facilitator.overriding import override

_NEWEST: Final = {SESSIONS_FILE: 1 + len(CONDITIONS)}
"""By file: how many of its last columns older files lack."""
_VERSION: Final = "schema_version"
_HEAD: Final = 3
"""So many columns of a first row are enough to know it by."""
Value = TypeVar("Value")
Place = TypeVar("Place", str, tuple[str, int])


def same_files(folder: Path) -> None:
    """Raise WorldTrouble when a file is missing or is not the one its description tells of. Raises OSError."""
    if not (folder / FILE).is_file():
        raise WorldTrouble(
            _("There is no set of exported CSV files here."),
            _(
                "Name the folder they were exported to, with {file} in it. Packages are merged instead."
            ).format(file=FILE),
            folder,
            Trouble.FOREIGN,
        )
    stated = _stated(folder / FILE)
    beside = {OCCASIONS_FILE} if OCCASIONS_FILE in stated or (folder / OCCASIONS_FILE).exists() else set()
    names = (SESSIONS_FILE, STEPS_FILE, *beside)
    if not stated.keys() >= {*names}:
        raise WorldTrouble(
            _("The description does not tell of the files beside it."), _export_again(), folder / FILE, Trouble.DAMAGED
        )  # fmt: skip
    for name in names:
        if not (folder / name).exists():
            words = _("Put all files that were exported in one folder, by their own names: {names}.")
            raise WorldTrouble(
                _("One of the files is missing."), words.format(names=", ".join((*names, FILE))), folder / name, Trouble.DAMAGED
            )  # fmt: skip
        if not (folder / name).is_file() or print_of(folder / name) != stated[name]:  # a pipe never ends
            raise WorldTrouble(
                _("The files are not as they were exported."), _export_again(), folder / name, Trouble.DAMAGED
            )


def _stated(file: Path) -> dict[str, str]:
    """The hash of each file that a description tells of; none when it cannot be read."""
    try:
        resources = json.loads(file.read_text(encoding=dialect.ENCODING))["resources"]
        return {str(resource["path"]): str(resource["hash"]) for resource in resources}
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}


def _export_again() -> str:
    return _("Export them again, or fetch the files as they were exported.")


def in_order(
    file: Path, rows: Iterator[tuple[int, Value]], place: Callable[[Value], Place]
) -> Iterator[tuple[int, Value]]:
    """The rows (each with its line) as they came, all in ascending places. Raises FileFault at the first that is not."""
    last: Place | None = None
    for line, value in rows:
        here = place(value)
        if last is not None and here <= last:
            words = (
                _("The same row stands twice.")
                if here == last
                else _("The rows are not in the order in which they were exported.")
            )
            raise unfit(file, line, words, "tillfalle_id")
        last = here
        yield line, value


def values(file: Path, reader: Callable[[Mapping[str, str]], Value]) -> Iterator[tuple[int, Value]]:
    """What the rows of a file tell, each with its line. The columns that have come last may be missing in a file that is
    older.

    Raises FileFault at the first cell that does not fit, OSError.
    """
    line, given = 0, list[str]()
    with file.open(encoding=dialect.ENCODING, newline="") as stream:
        try:
            for line, cells in dialect.rows(stream):
                if not given:
                    given = _head(file, cells)
                else:
                    yield line, _value(file, line, _row(file, line, given, cells), reader)
            if not line:
                _head(file, [])
        except UnicodeDecodeError as error:
            raise unfit(file, line + 1, _("The file is not text in UTF-8.")) from error
        except csv.Error as error:
            words = _("The quotation marks do not pair up, or a cell is far too long.")
            raise unfit(file, line + 1, words) from error


def _head(file: Path, cells: list[str]) -> list[str]:
    """The first row, when it is one of this program's. Raises FileFault."""
    names = _names(file)
    if cells and cells == names[: max(len(cells), len(names) - _NEWEST.get(file.name, 0))]:
        return cells
    if cells[: len(names)] == names:
        _newer(file, 1, cells[len(names)])
    expected = _("a first row that begins {names}").format(names=dialect.DELIMITER.join(names[:_HEAD]))
    raise unfit(file, 1, _("The columns are not those of this program."), expected=expected)


def _row(file: Path, line: int, given: Sequence[str], cells: Sequence[str]) -> "_Cells":
    if len(cells) != len(given):
        words = _("Cells in the row: {n}. In the first row: {of}.").format(n=len(cells), of=len(given))
        raise unfit(file, line, words)
    row = _Cells(dict.fromkeys(_names(file), "") | dict(zip(given, cells, strict=True)))
    if row[_VERSION] != str(dialect.SCHEMA_VERSION):
        _newer(file, line, _VERSION)
    return row


def _value(file: Path, line: int, row: "_Cells", reader: Callable[[Mapping[str, str]], Value]) -> Value:
    """What a row tells. Raises FileFault at the cell that does not fit."""
    try:
        return reader(row)
    except occasionrows.Unfit as error:
        name = error.column
    except (ValueError, KeyError, ArithmeticError):
        name = row.last
    cell = row[name]
    words = _("“{cell}” does not fit in this column.").format(cell=shown(cell))
    if not cell:
        words = _("An empty cell does not fit in this column.")
    column = next(one for one in TABLES[file.name] if one.name == name)
    raise unfit(file, line, words, name, expected=expected_in(column))


def _names(file: Path) -> list[str]:
    return [column.name for column in TABLES[file.name]]


class _Cells(dict[str, str]):
    """The cells of a row by column, and which was asked for last."""

    last = ""

    @override
    def __getitem__(self, name: str) -> str:
        self.last = name
        return super().__getitem__(name)


def expected_in(column: Column) -> str:
    """What a cell of a column holds, in words; empty where that is not told in a few."""
    if column.codes:
        return ", ".join(column.codes)
    if column.pattern:
        return _("an id as the program wrote it")
    words: dict[str, str] = {
        "date": _("a day written like 2026-09-14"), "time": _("a time written like 08:10, in steps of five minutes"),
        "boolean": _("{yes} or {no}").format(yes=dialect.YES, no=dialect.NO), "integer": _("a whole number without spaces"),
    }  # fmt: skip
    return words.get(column.kind, "")


def _newer(file: Path, line: int, column: str) -> NoReturn:
    words = _("The file was written by a newer version of the program.")
    update = _("Update the program on this computer, and read the files in again.")
    raise FileFault([Fault(file.name, line, column, words, suggestion=update)])


def unfit(file: Path, line: int | None, problem: str, column: str = "", *, expected: str = "") -> FileFault:
    """What is wrong in a file, with what to do about it."""
    fetch = _(
        "Fetch the files as they were exported. A spreadsheet program that has saved them has changed them."
    )
    return FileFault([Fault(file.name, line, column, problem, expected, fetch)])
