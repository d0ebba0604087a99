"""The typefaces inside a web page, as CSS: the Latin one always, the Arabic one where a text needs it."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Final

from facilitator.paths import resources_dir

_LATIN: Final = "AtkinsonHyperlegibleNext"
_ARABIC: Final = "NotoSansArabic"
_ARABIC_FACES: Final = {"Regular": 400, "Bold": 700}
_EXTENT: Final = "unicode-range:U+600-6FF,U+750-77F;"


def latin(family: str, faces: Mapping[str, int]) -> list[str]:
    """A rule for each face of the Latin typeface, with its weight."""
    return [_rule(family, f"{_LATIN}-{face}", weight) for face, weight in faces.items()]


def arabic(family: str) -> list[str]:
    """A rule for each face of the Arabic typeface, for Arabic letters alone: the family's others go on to the Latin."""
    return [_rule(family, f"{_ARABIC}-{face}", weight, _EXTENT) for face, weight in _ARABIC_FACES.items()]


def _rule(family: str, name: str, weight: int, extent: str = "") -> str:
    content = b64encode((resources_dir() / "fonts" / f"{name}.ttf").read_bytes()).decode("ascii")
    return f"@font-face{{font-family:{family};font-weight:{weight};{extent}src:url(data:font/ttf;base64,{content})}}"
