"""What cannot be done before the log and the lessons have been read, or while another log stands in for the real one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.i18n import _

if TYPE_CHECKING:
    from facilitator.ui.loading import Rooms


def still_reading() -> str:
    """That whoever asks has to wait a moment."""
    return _("Reading the log and the lessons … Try again in a moment.")


def really_open(rooms: "Rooms | None", tell: Callable[[str], object], apart: str) -> "Rooms | None":
    """The rooms, when the real log is open; else `tell` gets why not: `apart` while another one stands in for it."""
    if rooms is None:
        tell(still_reading())
    elif rooms.apart:
        tell(apart)
        return None
    return rooms
