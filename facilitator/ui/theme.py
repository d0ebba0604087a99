"""The look: colours, text sizes and distances, read from `resources/theme` (`tools/theme.py`), and the bundled fonts."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, get_args

from PySide6.QtGui import QColor, QFontDatabase

from facilitator.paths import resources_dir

Name = Literal["light", "dark", "contrast", "contrast-dark"]
Role = Literal["headline", "title", "body", "point", "aside", "card", "label", "small", "number", "clock"]

FAMILY: Final = "Atkinson Hyperlegible Next"
ARABIC: Final = "Noto Sans Arabic"
FAMILIES: Final = (FAMILY, ARABIC)
"""What every text is drawn with: the second where the first lacks the letter."""
NAMES: Final[tuple[Name, ...]] = get_args(Name)


class Face(NamedTuple):
    """How one role of text on the stage is set: largest and smallest size (logical pixels), weight, line pitch, and
    the spacing of its letters in percent of the font's own."""

    max: int
    min: int
    weight: int
    pitch: float
    tracking: int = 100


class AppType(NamedTuple):
    """Text sizes of the app's windows in pixels."""

    small: int
    body: int
    lead: int
    title: int
    title_large: int


class Space(NamedTuple):
    """Distances: `grid` is the step of every distance; stage distances are in logical pixels."""

    grid: int
    margin_x: int
    margin_y: int
    radius: int
    radius_app: int
    hairline: int
    hairline_app: int


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """One set of tokens."""

    name: Name
    colours: Mapping[str, str]
    stage: Mapping[Role, Face]
    app: AppType
    space: Space

    def colour(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for a token that does not exist."""
        return QColor(self.colours[token])


@cache
def load(name: Name) -> Theme:
    """The set of tokens called `name`, read once."""
    text = (resources_dir() / "theme" / f"{name}.json").read_text(encoding="utf-8")
    table = json.loads(text)
    stage: dict[Role, Face] = {role: Face(**table["stage"][role]) for role in get_args(Role)}
    return Theme(
        name=name,
        colours=MappingProxyType(dict(table["colour"])),
        stage=MappingProxyType(stage),
        app=AppType(**_underscored(table["app"])),
        space=Space(**_underscored(table["space"])),
    )


def _underscored(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key.replace("-", "_"): value for key, value in table.items()}


class _Current:
    def __init__(self) -> None:
        self.name: Name = "light"


_current = _Current()


def use(name: Name) -> None:
    """Draw everything from now on with the set called `name`; what is already drawn keeps its colours."""
    _current.name = name


@contextmanager
def on_paper() -> Iterator[None]:
    """Draw with the usual set meanwhile: paper is white, whatever the screen has."""
    worn = _current.name
    use("light")
    try:
        yield
    finally:
        use(worn)


def current() -> Theme:
    """The set of tokens in use; `light` from the start."""
    return load(_current.name)


def named(contrast: str, *, asked: bool, dark: bool) -> Name:
    """The set that a choice of contrast means: `system` follows the computer, which may have `asked` for high
    contrast, perhaps on a `dark` ground."""
    if contrast == "high-dark" or (contrast == "system" and asked and dark):
        return "contrast-dark"
    return "contrast" if contrast == "high" or (contrast == "system" and asked) else "light"


def colour(token: str) -> QColor:
    """The colour of a token in the set in use. Raises KeyError for a token that does not exist."""
    return current().colour(token)


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts with Qt, once, and return the families they brought. Needs a QGuiApplication."""
    families: list[str] = []
    for path in sorted((resources_dir() / "fonts").glob("*.ttf")):
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return tuple(dict.fromkeys(families))


def luminance(shade: QColor) -> float:
    """Relative luminance of a colour, 0 black to 1 white (WCAG 2.2)."""
    parts = (shade.redF(), shade.greenF(), shade.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
