"""The app's look: one palette and one stylesheet, made from the theme's tokens and the chosen text size."""

import string
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from facilitator.paths import resources_dir
from facilitator.ui import theme

STYLE: Final = ("-style", "Fusion")
"""What the application is given on its command line."""

TONES: Final = ("mvp", "taget", "staff", "ok", "warn", "stop")


class _Sheet(string.Template):
    """A stylesheet with `${token}` where a colour or size of the theme goes."""

    idpattern = r"[a-z][a-z0-9-]*"


def dress(app: QApplication, text_size: float = 1.0) -> None:
    """Give the whole app its fonts, palette and stylesheet. `text_size` is a factor from 1.0 to 1.6.

    The widget style is Fusion, chosen by `STYLE` when the application is made: `setStyle` costs ten milliseconds.
    """
    theme.load_fonts()
    look = theme.current()
    font = QFont(list(theme.FAMILIES))
    font.setPixelSize(round(look.app.body * text_size))
    app.setFont(font)
    app.setPalette(palette(look))
    app.setStyleSheet(sheet(look, text_size))


def text_scale() -> float:
    """How large the app's text is now, 1 being the usual size."""
    return QApplication.font().pixelSize() / theme.current().app.body


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
    sizes["radius"] = space.radius_app
    sizes["hairline"] = space.hairline_app
    return {
        **{name: f"{size}px" for name, size in sizes.items()},
        "family": '", "'.join(theme.FAMILIES),
        "icons": (resources_dir() / "icons").as_posix(),
    }


@cache
def _source(name: str) -> str:
    return (resources_dir() / "theme" / name).read_text(encoding="utf-8")
