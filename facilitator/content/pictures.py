"""A lesson's picture files, read safely: PNG, JPEG or WebP, whose own words about their size are checked first."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from facilitator import paths
from facilitator.content.adding import packs
from facilitator.content.decode import Wrong
from facilitator.content.model import BystanderPicture, Lesson, Picture, ScenarioCase
from facilitator.content.model.media import FILE
from facilitator.content.sources import Folder, Source, below
from facilitator.errors import ContentFault, Fault
from facilitator.i18n import _

MAX_BYTES: Final = 16_000_000
MAX_SIDE: Final = 4096
"""Pixels along a side: with four bytes a pixel a picture takes at most 64 MB when it is drawn."""
LEAST_SIDE: Final = 200
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG segments that tell the size
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})  # JPEG segments without a length


class PictureFile(NamedTuple):
    """A picture as its file holds it: the kind as Qt calls it, the size in pixels, and the bytes."""

    kind: str
    width: int
    height: int
    content: bytes


def read_picture(path: Path, root: Path) -> PictureFile:
    """Return the picture at `path`, which may not lie outside the folder `root`.

    The picture is not decoded: what follows its head may still be broken.

    Raises:
        ContentFault: the file cannot be read, is too large, leads elsewhere or is not such a picture.
    """
    return picture_in(Folder(root), path.relative_to(root).as_posix())


def picture_in(source: Source, name: str) -> PictureFile:
    """Return the picture of that name in a source. Raises ContentFault, as `read_picture`."""
    expected = _("a picture of at most {side} × {side} pixels: png, jpg or webp").format(side=MAX_SIDE)
    content = source.content(name, MAX_BYTES, expected, _("Save the picture with fewer pixels."))
    place = source.shown(name)
    found = _measured(content)
    if found is None:
        problem = _("This is not a picture that can be shown.")
        raise ContentFault(
            [Fault(place, None, "", problem, expected, _("Save the picture again as png or jpg."))]
        )
    kind, width, height = found
    if kind != {".png": "png", ".jpg": "jpg", ".webp": "webp"}.get(PurePosixPath(name).suffix):
        problem = _("The picture is a {kind}, though its name says something else.").format(kind=kind)
        raise ContentFault([Fault(place, None, "", problem, expected, _("Give the file the right ending."))])
    if min(width, height) < LEAST_SIDE or max(width, height) > MAX_SIDE:
        problem = _("The picture is {width} × {height} pixels.").format(width=width, height=height)
        least = _("{least} to {most} pixels along each side").format(least=LEAST_SIDE, most=MAX_SIDE)
        raise ContentFault([Fault(place, None, "", problem, least, _("Save the picture in another size."))])
    return PictureFile(kind, width, height, content)


def source_of(name: str) -> Source:
    """Where a picture in use is taken from: a pack that has it, else the folder with the lessons."""
    return packs.holder_of(name) or Folder(paths.scenarios_dir())


def check_pictures(lesson: Lesson, source: Source, folder: str) -> Iterator[Wrong]:
    """Report every picture of a lesson that cannot be shown, at the place where the lesson names it."""
    for number, name in enumerate(pictures_of(lesson)):
        if name and re.fullmatch(FILE, name):  # else its name is a fault already
            try:
                picture_in(source, below(folder, name))
            except ContentFault as refused:
                for fault in refused.faults:
                    path = ("steps", number, "stage", "file")
                    yield Wrong(path, fault.problem, fault.expected, fault.suggestion)


def pictures_of(lesson: Lesson) -> tuple[str, ...]:
    """The name of the picture that each step shows; an empty one where it shows none."""
    kinds = Picture | BystanderPicture | ScenarioCase
    return tuple(step.stage.file if isinstance(step.stage, kinds) else "" for step in lesson.steps)


def _measured(content: bytes) -> tuple[str, int, int] | None:
    """Return kind, width and height as the head of the file tells them; None when it is no such picture."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) > 33:
        return "png", int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if content.startswith(b"\xff\xd8"):
        size = _jpeg(content)
        return ("jpg", *size) if size else None
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        size = _webp(content)
        return ("webp", *size) if size else None
    return None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(content):
        if content[place] != 0xFF:
            return None
        kind = content[place + 1]
        if kind == 0xFF or kind in _BARE:  # filling between segments
            place += 1 if kind == 0xFF else 2
            continue
        if kind in _FRAMES:
            height, width = content[place + 5 : place + 7], content[place + 7 : place + 9]
            return int.from_bytes(width), int.from_bytes(height)
        place += 2 + max(2, int.from_bytes(content[place + 2 : place + 4]))
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    if len(content) < 30:
        return None
    match content[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
        case b"VP8L" if content[20] == 0x2F:
            bits = int.from_bytes(content[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        case b"VP8 " if content[23:26] == b"\x9d\x01\x2a":
            return (
                int.from_bytes(content[26:28], "little") & 0x3FFF,
                int.from_bytes(content[28:30], "little") & 0x3FFF,
            )
    return None
