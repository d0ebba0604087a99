"""Where a file may be written: its name ends as its kind does, and what is no such file is never written over."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facilitator.errors import WorldTrouble, trouble_from
from facilitator.i18n import _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the endings of its name, the usual one first, and how its content begins (in small letters)."""

    endings: tuple[str, ...]
    begins: bytes


PDF: Final = Kind((".pdf",), b"%pdf-")
PAGE: Final = Kind((".html", ".htm"), b"<!doctype html")
CALENDAR: Final = Kind((".ics",), b"begin:vcalendar")
SHEET: Final = Kind((".xlsx",), b"pk\x03\x04")
PICTURE: Final = Kind((".png",), b"\x89png")
PACKAGE: Final = Kind((".passpaket",), b"pk\x03\x04")
CONTENT: Final = Kind((".passinnehall",), b"pk\x03\x04")


def kind_for(file: Path, *kinds: Kind) -> Kind:
    """The kind, of those that can be written, that a file is to be.

    Raises WorldTrouble: its name ends otherwise, or something of another kind lies there. An empty file is in nobody's way.
    """
    found = next((kind for kind in kinds if file.suffix.casefold() in kind.endings), None)
    if found is None:
        first, *others = (kind.endings[0] for kind in kinds)
        endings = first
        for other in others:
            endings = _("{one} or {other}").format(one=endings, other=other)
        raise WorldTrouble(
            _("The name of the file is to end with {endings}.").format(endings=endings),
            _("Choose such a name, for example {name}.").format(name=f"{file.stem}{first}"),
            file,
        )
    try:
        if file.is_file() and (head := _head(file, len(found.begins))) and head != found.begins:
            raise WorldTrouble(
                _("There is another kind of file with that name, and it is not written over."),
                _("Choose another name or another folder."),
                file,
            )
    except OSError as error:
        raise trouble_from(error, file) from error
    return found


def _head(file: Path, length: int) -> bytes:
    with file.open("rb") as stream:
        return stream.read(length).lower()
