"""Leaves of Qt's ICU data what the program can show: its own languages, and what all languages share. Linux only.

Qt sorts file names with it; its numbers, days and boundaries of words come from Qt's own tables. The library is one
block of data with a list of contents first; the items that stay move together, and what comes after them moves up.
"""

import re
import struct
from pathlib import Path
from typing import Final, NamedTuple

LANGUAGE: Final = re.compile(r"(?!res_)(?P<language>[a-z]{2,3})(_\w+)?\.res")
"""How a file is called that only one language has a use for."""
SPOKEN: Final = ("sv", "en")
UNUSED: Final = re.compile(r".*\.(cnv|dict)|translit/.*|rbnf/.*|brkitr/\w+_model\w*\.res")
"""Old character sets, word lists of languages without spaces, other scripts' letters and numbers in words."""
_PAGE: Final = 0x1000
_DATA: Final = b"CmnD"
_HEAD: Final = 12
"""Bytes from the start of the data's head to the name of its format."""
_LOAD: Final = 1


class Item(NamedTuple):
    """A file in the block: its name, and where its bytes are in the library."""

    name: str
    named: int
    start: int
    end: int


def kept(name: str) -> bool:
    """Return whether a file of ICU's is needed: not another language's own, and no table that nobody asks for."""
    inside = name.split("/", 1)[1]
    named = LANGUAGE.fullmatch(inside.rsplit("/", 1)[-1])
    return not UNUSED.fullmatch(inside) and (named is None or named["language"] in SPOKEN)


def items(library: bytes) -> tuple[int, list[Item]]:
    """Return where the list of contents is, and every file in it, in order. Raises SystemExit when there is none."""
    found = library.find(_DATA) - _HEAD
    if found < 0:
        raise SystemExit("there is no ICU data in that library")
    at = found + struct.unpack_from("<H", library, found)[0]
    count = struct.unpack_from("<I", library, at)[0]
    places = [struct.unpack_from("<II", library, at + 4 + 8 * row) for row in range(count)]
    end = _segments(library)[0].end
    ends = [at + start for _name, start in places[1:]] + [end]
    named = [(library[at + name : library.index(b"\0", at + name)].decode(), name) for name, _start in places]
    return at, [
        Item(text, name, at + start, stop)
        for (text, name), (_same, start), stop in zip(named, places, ends, strict=True)
    ]


class _Segment(NamedTuple):
    """A row of the ELF file's table of what is loaded where."""

    row: int
    kind: int
    offset: int
    address: int
    size: int

    @property
    def end(self) -> int:
        return self.offset + self.size


def _segments(library: bytes) -> list[_Segment]:
    table, size, count = (
        struct.unpack_from("<Q", library, 32)[0],
        *struct.unpack_from("<HH", library, 54),
    )
    found = []
    for row in range(table, table + size * count, size):
        kind, _flags, offset, address, _physical, inside = struct.unpack_from("<IIQQQQ", library, row)
        found.append(_Segment(row, kind, offset, address, inside))
    return found


def slimmed(library: bytes) -> bytes:
    """Return the library with the items that are kept, and nothing between them."""
    at, every = items(library)
    left = [one for one in every if kept(one.name)]
    made = bytearray(library[: every[0].start])
    struct.pack_into("<I", made, at, len(left))
    for place, one in enumerate(left):
        made += bytes(-len(made) % 16)
        struct.pack_into("<II", made, at + 4 + 8 * place, one.named, len(made) - at)
        made += library[one.start : one.end]
    first, *others = _segments(library)
    assert (first.kind, first.offset) == (_LOAD, 0)
    struct.pack_into("<QQ", made, first.row + 32, len(made), len(made))
    behind = [one for one in others if one.offset >= first.end]
    start, stop = min(one.offset for one in behind), max(one.end for one in behind)
    made += bytes((start - len(made)) % _PAGE)
    moved = len(made) - start
    for segment in behind:
        struct.pack_into("<Q", made, segment.row + 8, segment.offset + moved)
    made += library[start:stop]
    struct.pack_into("<Q", made, 40, 0)  # no table of sections: nothing that loads a library reads it
    struct.pack_into("<HH", made, 60, 0, 0)
    return bytes(made)


def slim(bundle: Path) -> None:
    """Slim the data where Qt brings it: on Linux."""
    for path in bundle.rglob("libicudata.so.*"):
        if not path.is_symlink():
            path.write_bytes(slimmed(path.read_bytes()))
