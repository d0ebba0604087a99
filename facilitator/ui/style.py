"""The app's look: one palette and one stylesheet, made from the theme's tokens and the chosen text size."""

import string
from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from facilitator.paths import resources_dir
from facilitator.ui import theme

STYLE: Final = ("-style", "Fusion")
"""What the application is given on its command line."""

LARGE: Final = 1.6
"""Text size from which a page gives up columns."""
DARK_GROUND: Final = 0.2
"""Relative luminance below which a ground counts as dark."""

TONES: Final = ("mvp", "taget", "staff", "ok", "warn", "stop")


class _Sheet(string.Template):
    """A stylesheet with `${token}` where a colour or size of the theme goes."""

    idpattern = r"[a-z][a-z0-9-]*"


def dress(app: QApplication, text_size: float = 1.0, contrast: str = "system") -> None:
    """Give the whole app its colours, fonts, palette and stylesheet. `text_size` is a factor from 1.0 to 2.0;
    `contrast` what was chosen of `settings.CONTRAST`.

    The widget style is Fusion, chosen by `STYLE` when the application is made: `setStyle` costs ten milliseconds. What
    the app wears already is left, for every window would be measured anew.
    """
    theme.load_fonts()
    theme.use(wanted(contrast))
    look = theme.current()
    font = QFont(list(theme.FAMILIES))
    font.setPixelSize(round(look.app.body * text_size))
    if app.font() != font:
        app.setFont(font)
    colours, made = palette(look), sheet(look, text_size)
    if app.palette() != colours:
        app.setPalette(colours)
    if app.styleSheet() != made:
        app.setStyleSheet(made)


def wanted(contrast: str) -> theme.Name:
    """The set of colours that a choice of contrast means on this computer, as its system is set now."""
    hints = QGuiApplication.styleHints()
    asked = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return theme.named(contrast, asked=asked, dark=hints.colorScheme() == Qt.ColorScheme.Dark)


def text_scale() -> float:
    """How large the app's text is now, 1 being the usual size."""
    return QApplication.font().pixelSize() / theme.current().app.body


def is_large() -> bool:
    """Whether the text is so large that what stands side by side should stand below instead."""
    return text_scale() >= LARGE


def sheet(look: theme.Theme, text_size: float = 1.0) -> str:
    """The stylesheet of a set of tokens."""
    tokens = {**look.colours, **_sizes(look, text_size)}
    parts = [_Sheet(_source(name)).substitute(tokens) for name in ("app.qss", "console.qss")]
    for tone in TONES:
        own = {"tone": tone, "colour": tokens[tone], "soft": tokens[f"{tone}-soft"]}
        parts.append(_Sheet(_source("tone.qss")).substitute({**tokens, **own}))
    return "\n".join(parts)


def palette(look: theme.Theme) -> QPalette:
    """The palette of a set of tokens, for what the stylesheet does not reach."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, token in (
        (roles.Window, "paper"),
        (roles.WindowText, "ink"),
        (roles.Base, "card"),
        (roles.AlternateBase, "sunk"),
        (roles.Text, "ink"),
        (roles.PlaceholderText, "ink-2"),
        (roles.Button, "card"),
        (roles.ButtonText, "ink"),
        (roles.ToolTipBase, "card"),
        (roles.ToolTipText, "ink"),
        (roles.Highlight, "mvp"),
        (roles.HighlightedText, "on-accent"),
        (roles.Link, "mvp"),
    ):
        made.setColor(role, look.colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, look.colour("ink-3"))
    return made


def _sizes(look: theme.Theme, text_size: float) -> dict[str, str]:
    app, space = look.app, look.space
    letters = {
        "small-text": app.small,
        "body-text": app.body,
        "lead-text": app.lead,
        "title-text": app.title,
        "large-text": app.title_large,
    }
    sizes = {name: round(size * text_size) for name, size in letters.items()}
    sizes["side-width"] = round(space.grid * 24.5 * (0.4 + 0.6 * text_size))
    sizes["search-high"] = round(space.grid * 5 * (0.4 + 0.6 * text_size))
    sizes["files-wide"] = round(space.grid * min(80 * text_size, 155))
    sizes["files-high"] = round(space.grid * min(60 * text_size, 82))
    sizes["caret-side"] = round(space.grid * 1.5 * text_size)
    sizes["caret-room"] = round(space.grid * 3.25 * text_size)
    sizes["radius"] = space.radius_app
    sizes["hairline"] = space.hairline_app
    return {
        **{name: f"{size}px" for name, size in sizes.items()},
        "family": '", "'.join(theme.FAMILIES),
        "caret": _caret(look).as_posix(),
    }


def _caret(look: theme.Theme) -> Path:
    """The mark of a list that opens: a stylesheet can give a picture no colour of its own."""
    dark = theme.luminance(look.colour("card")) < DARK_GROUND
    return resources_dir() / ("theme/caret-white.svg" if dark else "icons/caret-down.svg")


@cache
def _source(name: str) -> str:
    return (resources_dir() / "theme" / name).read_text(encoding="utf-8")
