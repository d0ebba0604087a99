"""One content file, read safely: whatever it holds, the answer is its data or a list of faults."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final, TypeVar

from facilitator.content.decode import HIDDEN, Wrong, decode, field_name, printable
from facilitator.content.kept import Kept, sha_of
from facilitator.content.lines import Lines
from facilitator.errors import ContentFault, Fault
from facilitator.i18n import _, numeral

T = TypeVar("T")
MAX_BYTES: Final = 1_000_000  # thirty times the longest lesson; a full megabyte still loads within seconds
_MAX_DOTS: Final = 100  # in one line: the parser takes quadratic time over a key of many parts
_MAX_DOTS_IN_ALL: Final = 25_000  # a megabyte of sentences has fewer
_MAX_FAULTS: Final = 20
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True)
class Document:
    """A content file that is whole TOML; `name` is the file as faults show it, `sha` the hash of its bytes."""

    name: str
    text: str
    data: Mapping[str, Any]
    sha: str

    @cached_property
    def lines(self) -> Lines:
        """Where everything in the file stands."""
        return Lines(self.text)

    def faults(self, wrongs: Iterable[Wrong]) -> list[Fault]:
        """Return the faults with this file's name and lines."""
        return [
            Fault(self.name, self.lines.of(w.path), field_name(w.path), w.problem, w.expected, w.suggestion)
            for w in wrongs
        ]


def load(cls: type[T], path: Path, root: Path) -> T:
    """Return the model value that the file at `path` below `root` holds.

    Raises:
        ContentFault: the file cannot be read or holds something else; all its faults at once.
    """
    document = read(path, root)
    value, wrongs = decode(cls, document.data)
    if value is None:
        raise ContentFault(document.faults(wrongs))
    return value


def read(path: Path, root: Path, kept: Kept | None = None) -> Document:
    """Return the TOML file at `path`; `root` is the content folder that it must not lead out of.

    What is `kept` of it from before is used.

    Raises:
        ContentFault: the file cannot be read, is too large, leads elsewhere or is not whole TOML in UTF-8.
    """
    content = read_bytes(path, root, MAX_BYTES, *text_words())
    return document(shown_name(path, root), content, kept)


def text_words() -> tuple[str, str]:
    """What is expected of a text file, and how one that is too large is made smaller."""
    return _("a text file"), _("Split the file.")


def document(name: str, content: bytes, kept: Kept | None = None) -> Document:
    """Return what the bytes of a TOML file hold; `name` as faults show it.

    Raises:
        ContentFault: they are not whole TOML in UTF-8.
    """
    text, sha = _text(name, content), sha_of([content])
    data = kept.data(sha) if kept is not None else None
    if data is None:
        _refuse_hidden(name, text)
        data = _parsed(name, text)
    if kept is not None:
        kept.keep(sha, data)
    return Document(name, text, data, sha)


def shown_name(path: Path, root: Path) -> str:
    """Return the path as faults show it: below the content folder, with slashes on every system."""
    return printable((path.relative_to(root) if path.is_relative_to(root) else path).as_posix())


def read_bytes(path: Path, root: Path, most: int, expected: str, smaller: str) -> bytes:
    """Return what the file at `path` holds, at most `most` bytes, never from outside the folder `root`.

    `expected` says what should be there, `smaller` how to make a file that is too large smaller.

    Raises:
        ContentFault: the file cannot be read, is too large or leads elsewhere.
    """
    name = shown_name(path, root)
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(root.resolve(strict=True)):
            raise _refuse(name, _("The file leads out of the content folder."), _("a file in the folder"))
        state = real.stat()
        if not S_ISREG(state.st_mode):
            raise _refuse(name, _("This is not a file."), expected)
        if state.st_size > most:
            raise _too_large(name, state.st_size, most, smaller)
        with real.open("rb") as file:
            content = file.read(most + 1)
    except FileNotFoundError:
        raise _refuse(name, _("The file is missing."), expected) from None
    except (OSError, RuntimeError, ValueError):  # no permission, a loop of links, a name no system takes
        raise _refuse(
            name, _("The file cannot be read."), _("a readable file"), _("Check the permissions.")
        ) from None
    if len(content) > most:
        raise _too_large(name, len(content), most, smaller)
    return content


def _too_large(name: str, size: int, most: int, smaller: str) -> ContentFault:
    problem = _("The file is too large: {size} MB.").format(size=numeral(size / 1e6, 1))
    return _refuse(name, problem, _("at most {size} MB").format(size=most // 1_000_000), smaller)


def _refuse(
    name: str, problem: str, expected: str = "", suggestion: str = "", line: int | None = None
) -> ContentFault:
    return ContentFault([Fault(name, line, "", problem, expected, suggestion)])


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refuse(
            name, _("The file is not written in UTF-8."), "UTF-8", _("Save the file again with encoding UTF-8."), line
        ) from None  # fmt: skip


def _refuse_hidden(name: str, text: str) -> None:
    faults = []
    for found in HIDDEN.finditer(text):
        problem = _("The text holds the hidden character U+{code}.").format(code=f"{ord(found.group()):04X}")
        line = text.count("\n", 0, found.start()) + 1
        faults.append(
            Fault(
                name, line, "", problem, _("visible characters"), _("Remove the character and write the text anew.")
            )
        )  # fmt: skip
        if len(faults) == _MAX_FAULTS:
            break
    if faults:
        raise ContentFault(faults)


def _parsed(name: str, text: str) -> dict[str, Any]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _MAX_DOTS:
            raise _refuse(name, _("The line holds too many dots."), _("text of ordinary length"), line=number)
    if text.count(".") > _MAX_DOTS_IN_ALL:
        raise _refuse(name, _("The file holds too many dots."), _("text of ordinary length"))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(name, text, str(error)) from None
    except RecursionError:
        raise _refuse(
            name, _("The file is nested too deep."), _("tables and lists as in other lessons")
        ) from None
    except ValueError:  # a number of thousands of digits
        raise _refuse(name, _("A number in the file is too large."), _("ordinary numbers")) from None


def _not_toml(name: str, text: str, message: str) -> ContentFault:
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
    column = place[2] if place and place[2] else ""
    reason = _PLACE.sub("", message)
    problem, suggestion = _in_plain_words(reason)
    return _refuse(
        name,
        problem if not column else _("{problem} (column {column})").format(problem=problem, column=column),
        _("a whole TOML file"),
        suggestion,
        line,
    )


def _in_plain_words(reason: str) -> tuple[str, str]:
    """Return the parser's reason, and what to do about it, in the words of an author."""
    known = (
        ("Cannot overwrite", _("The field is written twice."), _("Keep one of them.")),
        ("Duplicate inline", _("The field is written twice."), _("Keep one of them.")),
        ("Cannot declare", _("The table is written twice."), _("Lists of tables have double brackets: [[steps]].")),
        ("Cannot mutate", _("The table is already closed."), _("Move the field up to its table.")),
        ("Unterminated string", _("A text is never closed."), _("Look for a missing quotation mark.")),
        ("Illegal character", _("A text is not closed on its line."), _("Look for a missing quotation mark.")),
        ("Unescaped '\\'", _("A backslash stands alone."), _("Write \\\\ for a backslash.")),
        ("Unclosed", _("A list or table is never closed."), _("Look for a missing bracket or comma.")),
        ("Invalid value", _("The value cannot be read."), _("Text goes in quotation marks.")),
        ("Invalid statement", _("The line cannot be read."), _("Write: field = value")),
        ("Invalid initial character", _("The field has no name that can be read."), _("Write: field = value")),
        ("Expected newline", _("Something is left over on the line."), _("Look for a quotation mark too many.")),
        ("Expected '='", _("The sign = is missing."), _("Write: field = value")),
        ("Expected ']", _("The table’s name is not closed."), _("Write [steps.stage] or [[steps]].")),
        ("Invalid date", _("This is not a date."), "2026-09-01"),
    )  # fmt: skip
    for start, problem, suggestion in known:
        if reason.startswith(start):
            return problem, suggestion
    return _("This is not TOML: {reason}").format(reason=reason), ""
