"""Reads a PDF back: what a person, a screen reader or a search would find in it."""

import io
import re
from functools import cache
from itertools import pairwise
from typing import Any

from pypdf import PdfReader

_SHOWN = re.compile(rb"/(F\d+\+\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\) Tj", re.DOTALL)
_ESCAPE = re.compile(rb"\\(\d{3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PAIRS = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{4})>$", re.MULTILINE)
_NUMBER = re.compile(r"\d+\(\d+\)")


def opened(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def pages(content: bytes) -> list[str]:
    """The text of each page in the order it was drawn, without white space: as the fonts' own tables have it."""
    maps: dict[int, dict[int, str]] = {}
    return [_text(page, maps) for page in opened(content).pages]


def body(content: bytes) -> str:
    """All text of a PDF without white space, and without the heads and feet of its pages."""
    found = []
    for text in pages(content):
        number = _NUMBER.search(text)
        found.append(text[number.end() :] if number else text)
    return "".join(found)


def bare(text: str) -> str:
    """A text as `pages` gives it: without white space, and without our mark for bold."""
    return "".join(text.replace("**", "").split())


def _text(page: Any, maps: dict[int, dict[int, str]]) -> str:
    fonts = page["/Resources"].get("/Font", {})
    found, own = [], dict[int, str]()
    for font, shown in _SHOWN.findall(page.get_contents().get_data()):
        if font:
            entry = fonts[f"/{font.decode()}"].get_object()
            number = entry.raw_get("/ToUnicode").idnum
            if number not in maps:
                maps[number] = letters_of(entry["/ToUnicode"].get_data().decode("latin-1"))
            own = maps[number]
        else:
            found.append("".join(own[code] for code in _ESCAPE.sub(_plain, shown)))
    return "".join("".join(found).split())


def _plain(match: "re.Match[bytes]") -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if code.isdigit() else _NAMED.get(code, code)


@cache
def letters_of(table: str) -> dict[int, str]:
    return {int(code, 16): chr(int(letter, 16)) for code, letter in _PAIRS.findall(table)}


def fonts(content: bytes) -> dict[str, bool]:
    """Every font of a PDF by name, and whether its letters are inside."""
    found: dict[str, bool] = {}
    for page in opened(content).pages:
        own: Any = page["/Resources"]
        for font in own.get("/Font", {}).values():
            entry = font.get_object()
            described = entry.get("/FontDescriptor")
            found[str(entry["/BaseFont"])] = described is not None and "/FontFile2" in described.get_object()
    return found


def marks(content: bytes) -> list[tuple[str, int]]:
    """The bookmarks with the page each leads to, counted from 1."""
    reader = opened(content)

    def walk(entries: Any) -> Any:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry)
            else:
                yield str(entry.title), (reader.get_destination_page_number(entry) or 0) + 1

    return list(walk(reader.outline))


def rising(numbers: list[int]) -> bool:
    return all(one <= other for one, other in pairwise(numbers))
