"""Where in a TOML file a value stands. `tomllib` gives no positions, and no kept library does so cheaply."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from facilitator.content.decode import Path

_DEEPEST: Final = 8  # the model has no value deeper down
_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE: Final = re.compile(r"[ \t]*")
_KEY_PART: Final = re.compile(r'[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'")
_BARE: Final = re.compile(r"[^,\]}#\n]*")
_STRINGS: Final = (
    ('"""', re.compile(r'"""(?:\\.|[^\\])*?"""(?!")', re.DOTALL)),
    ("'''", re.compile(r"'''.*?'''(?!')", re.DOTALL)),
    ('"', re.compile(r'"(?:\\.|[^"\\\n])*"')),
    ("'", re.compile(r"'[^'\n]*'")),
)
_ESCAPE: Final = re.compile(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[btnfr"\\])')
_NAMED: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


class _Lost(Exception):
    """The scanner does not understand the text; what was found before still holds."""


class _Scanner:
    """Walks a document that `tomllib` accepts and notes the offset of every key, table and list item."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def document(self) -> None:
        base: Path = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                base = self.header()
            else:
                self.pair(base)
            self.skip(_BLANK)

    def note(self, path: Path, offset: int) -> None:
        if len(path) <= _DEEPEST:
            self.found.setdefault(path, offset)

    def header(self) -> Path:
        start = self.at
        many = self.text.startswith("[[", start)
        self.at += 2 if many else 1
        *outer, last = self.key()
        path: Path = ()
        for part in outer:
            path = self.inside((*path, part), start)
        path = (*path, last)
        self.note(path, start)
        if many:
            self.counts[path] = self.counts.get(path, 0) + 1
        path = self.inside(path, start)
        self.expect("]]" if many else "]")
        return path

    def inside(self, path: Path, start: int) -> Path:
        """Note a table; in a list of tables it is the latest one."""
        self.note(path, start)
        if path in self.counts:
            path = (*path, self.counts[path] - 1)
            self.note(path, start)
        return path

    def pair(self, base: Path) -> None:
        start, path = self.at, base
        for part in self.key():
            path = (*path, part)
            self.note(path, start)
        self.expect("=")
        self.skip(_SPACE)
        self.value(path)

    def key(self) -> list[str]:
        parts = []
        while True:
            self.skip(_SPACE)
            parts.append(_plain(self.take(_KEY_PART)))
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def value(self, path: Path) -> None:
        if self.text.startswith("[", self.at):
            self.at += 1
            self.items(path)
        elif self.text.startswith("{", self.at):
            self.at += 1
            self.table(path)
        else:
            string = next((form for quote, form in _STRINGS if self.text.startswith(quote, self.at)), None)
            self.take(string or _BARE)

    def items(self, path: Path) -> None:
        index = 0
        self.skip(_BLANK)
        while not self.text.startswith("]", self.at):
            self.note((*path, index), self.at)
            self.value((*path, index))
            index += 1
            self.comma("]")
        self.at += 1

    def table(self, path: Path) -> None:
        self.skip(_BLANK)
        while not self.text.startswith("}", self.at):
            self.pair(path)
            self.comma("}")
        self.at += 1

    def comma(self, end: str) -> None:
        self.skip(_BLANK)
        if self.text.startswith(",", self.at):
            self.at += 1
            self.skip(_BLANK)
        elif not self.text.startswith(end, self.at):
            raise _Lost

    def expect(self, mark: str) -> None:
        if not self.text.startswith(mark, self.at):
            raise _Lost
        self.at += len(mark)

    def skip(self, form: re.Pattern[str]) -> None:
        found = form.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def take(self, form: re.Pattern[str]) -> str:
        found = form.match(self.text, self.at)
        if found is None or found.end() == self.at:
            raise _Lost
        self.at = found.end()
        return found.group()


class Lines:
    """The line numbers, counted from 1, of everything in one TOML document."""

    def __init__(self, text: str) -> None:
        self._breaks = [m.start() for m in re.finditer("\n", text)]
        self._found = _positions(text)

    def of(self, path: Path) -> int | None:
        """Return the line where the value at `path` begins, or that of the nearest thing around it.

        A path that leads nowhere at all stands for the whole file and has no line.
        """
        for length in range(len(path), 0, -1):
            offset = self._found.get(path[:length])
            if offset is not None:
                return bisect_right(self._breaks, offset - 1) + 1 if offset else 1
        return None


def _positions(text: str) -> Mapping[Path, int]:
    scanner = _Scanner(text)
    with suppress(_Lost, RecursionError):  # a line is a help: the places found so far are kept
        scanner.document()
    return scanner.found


def _plain(key: str) -> str:
    if key.startswith('"'):
        return _ESCAPE.sub(lambda m: _NAMED.get(m[1]) or chr(int(m[1][1:], 16)), key[1:-1])
    return key[1:-1] if key.startswith("'") else key
