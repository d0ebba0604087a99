"""A code for a phone's camera that leads to an address; the address itself always stands beside it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import segno

from facilitator.exchange.paper.face import colour, look
from facilitator.exchange.paper.pieces import Solid
from facilitator.i18n import _

_ADDRESS: Final = re.compile(r"(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:se|nu|org|com|eu)(?![\w@-])")
_BEGINS: Final = "https://"
CODE: Final = "qr:"
"""So begins the name of such a picture in the tree; the address comes after."""
_QUIET: Final = 4
"""Empty dots around the code, as the standard asks (ISO/IEC 18004)."""


def address_in(reach: str) -> str:
    """The web address that a contact is reached at; empty when it is a number, a place or a mail address."""
    found = _ADDRESS.search(reach)
    return found[0] if found else ""


@cache
def dots_of(address: str) -> tuple[bytes, ...]:
    """The code, a row at a time, 1 for a dark dot."""
    made = segno.make_qr(_BEGINS + address, error="m")
    return tuple(bytes(row) for row in made.matrix)


@cache
def png_of(address: str) -> bytes:
    """The code as a picture, for the web page."""
    from io import BytesIO

    file = BytesIO()
    segno.make_qr(_BEGINS + address, error="m").save(file, kind="png", scale=6, border=_QUIET)
    return file.getvalue()


@dataclass(frozen=True)
class Code(Solid):
    """The code, so many steps of the grid high, at the right edge of its place."""

    address: str
    steps: float

    def height(self, width: float) -> float:
        """As high as it is wide."""
        return min(look().gap(self.steps), width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw every dark dot in one path, and tell where it leads."""
        rows, side = dots_of(self.address), self.height(width)
        dot = side / (len(rows) + 2 * _QUIET)
        left = x + width - side
        box = (left, top - side, left + side, top)
        alt = _("Code for the camera of a phone, to {address}").format(address=self.address)
        path = canvas.beginPath()
        for down, row in enumerate(rows, _QUIET):
            for across, length in _runs(row):
                path.rect(left + (across + _QUIET) * dot, top - (down + 1) * dot, length * dot, dot)
        with canvas.figure(CODE + self.address, alt, box):
            canvas.setFillColor(colour("ink"))
            canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark dots begin in a row, and how many lie side by side."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
