"""Where the laptop's window stood last time with the same screens; it always ends where it can be seen."""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from facilitator import paths
from facilitator import settings as s
from facilitator.errors import WorldTrouble
from facilitator.ui import screens
from facilitator.ui.screens import ScreenInfo

_PLACE: Final = re.compile(r"(-?\d{1,5} ){2}(\d{1,5} ){2}[01]")
SETUPS: Final = 20
"""Sets of screens whose places are remembered."""
_MARGIN: Final = 80
"""How much of a window's title bar must lie on a screen, in pixels."""


def setup_of(here: Sequence[ScreenInfo]) -> str:
    """A name for these screens together, wherever they lie: places are remembered for each set of screens."""
    return " + ".join(sorted(screen.identity for screen in here))


def written(place: QRect, *, maximised: bool) -> str:
    """A place as the settings keep it."""
    return f"{place.x()} {place.y()} {place.width()} {place.height()} {int(maximised)}"


def read(text: str, here: Sequence[ScreenInfo]) -> tuple[QRect, bool] | None:
    """The remembered place and whether it was maximised; None when there is none or it can no longer be seen."""
    if not _PLACE.fullmatch(text):
        return None
    x, y, width, height, maximised = map(int, text.split())
    place = QRect(x, y, width, height)
    bar = QRect(x, y, width, _MARGIN)
    seen = (bar.intersected(QRect(*screen.place)) for screen in here)
    if (
        width < _MARGIN
        or height < _MARGIN
        or not any(part.width() >= _MARGIN and part.height() > 0 for part in seen)
    ):
        return None
    return place, bool(maximised)


def home(place: QRect, here: Sequence[ScreenInfo]) -> QRect | None:
    """Where a window at `place` should go when less than half of it is left on the screens; None: it may stay.

    The first screen takes it, as large as it is there.
    """
    parts = (place.intersected(QRect(*screen.place)) for screen in here)
    seen = sum(part.width() * part.height() for part in parts if part.isValid())
    if not here or 2 * seen >= place.width() * place.height():
        return None
    first = QRect(*next((screen for screen in here if screen.primary), here[0]).place)
    found = QRect(0, 0, min(place.width(), first.width()), min(place.height(), first.height()))
    found.moveCenter(first.center())
    return found


def keep(window: QWidget, data: Path, chosen: s.Settings) -> None:
    """Remember where the window stands, for these screens; never make a folder for it."""
    if not paths.is_folder(data):
        return
    setup = setup_of(screens.present())
    place = written(window.normalGeometry(), maximised=window.isMaximized())
    known = {name: at for name, at in chosen.get(s.WINDOWS).items() if name != setup}
    newest = dict([*known.items(), (setup, place)][-SETUPS:])
    with suppress(ValueError, WorldTrouble):  # a place is not worth a word
        chosen.change(s.WINDOWS, newest)
