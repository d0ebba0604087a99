"""The look on paper: the bundled typeface, sizes and distances from `resources/theme`, colours of the light set."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm as MM  # noqa: N812
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from facilitator.paths import resources_dir

FACES: Final = ("Regular", "SemiBold", "Bold", "Italic")
_BOLD_OF: Final = {"Regular": "Bold", "SemiBold": "Bold", "Bold": "Bold", "Italic": "Bold"}


@dataclass(frozen=True, slots=True)
class Role:
    """How a text is set: size in points, line pitch as a factor, and one of the faces."""

    size: float
    pitch: float
    face: str

    def at(self, scale: float) -> "Role":
        """The same role, larger or smaller."""
        return replace(self, size=round(self.size * scale, 2))


@dataclass(frozen=True, slots=True)
class Look:
    """All tokens; distances in points."""

    roles: Mapping[str, Role]
    space: Mapping[str, float]
    colours: Mapping[str, str]

    def gap(self, steps: float = 1) -> float:
        """A distance of so many steps of the grid, in points."""
        return self.space["grid"] * steps


@cache
def look() -> Look:
    """The tokens, read once; the fonts are registered with them."""
    folder = resources_dir() / "theme"
    sizes = tomllib.loads((folder / "paper.toml").read_text(encoding="utf-8"))
    colours = tomllib.loads((folder / "light.toml").read_text(encoding="utf-8"))["colour"]
    for face in FACES:
        path = resources_dir() / "fonts" / f"AtkinsonHyperlegibleNext-{face}.ttf"
        pdfmetrics.registerFont(TTFont(font(face), str(path)))
    for face, bold in _BOLD_OF.items():
        own = font(face)
        pdfmetrics.registerFontFamily(
            own, normal=own, bold=font(bold), italic=font("Italic"), boldItalic=font(bold)
        )
    return Look(
        roles={name: Role(**values) for name, values in sizes["type"].items()},
        space={name: value * MM for name, value in sizes["space"].items()},
        colours=colours,
    )


def font(face: str) -> str:
    """The name a face is registered by."""
    return f"Atkinson-{face}"


@cache
def letters() -> frozenset[int]:
    """The code points that every face has."""
    look()
    own = (frozenset(pdfmetrics.getFont(font(face)).face.charToGlyph) for face in FACES)
    return frozenset.intersection(*own)


@cache
def colour(token: str) -> Any:
    """The colour of a token. Raises KeyError for a token that does not exist."""
    return HexColor(look().colours[token])


def grey(own: Any) -> Any:
    """A colour as grey, by how bright the eye sees it (ITU-R BT.601)."""
    bright = 0.299 * own.red + 0.587 * own.green + 0.114 * own.blue
    return Color(bright, bright, bright, own.alpha)


@cache
def style(role: Role, token: str, align: int) -> ParagraphStyle:
    """How a paragraph is set; `align` 0 left, 1 centred, 2 right."""
    return ParagraphStyle(
        "own", fontName=font(role.face), fontSize=role.size, leading=role.size * role.pitch,
        textColor=colour(token), alignment=align, bulletFontName=font(role.face), splitLongWords=1, allowWidows=0, allowOrphans=0,
    )  # fmt: skip
