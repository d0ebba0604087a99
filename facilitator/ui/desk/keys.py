"""The keys outside a lesson, as data: what is pressed, where it leads, and what it does in words."""

from collections.abc import Callable
from typing import Final, NamedTuple

from facilitator.i18n import _


class DeskKey(NamedTuple):
    """`keys` as Qt writes them; `place`: a page of the desk, or one of search, export, back and close."""

    keys: str
    place: str
    help: Callable[[], str]


DESK_KEYS: Final = (
    DeskKey("Ctrl+1", "today", lambda: _("Go to the page Today")),
    DeskKey("Ctrl+2", "lessons", lambda: _("Go to the page Lessons")),
    DeskKey("Ctrl+3", "year", lambda: _("Go to the page School year")),
    DeskKey("Ctrl+4", "followup", lambda: _("Go to the page Follow-up")),
    DeskKey("Ctrl+5", "settings", lambda: _("Go to the page Settings")),
    DeskKey("Ctrl+,", "settings", lambda: _("Go to the page Settings")),
    DeskKey("Ctrl+F", "search", lambda: _("Search among the lessons")),
    DeskKey("Ctrl+E", "export", lambda: _("Go to the page Follow-up and export the log")),
    DeskKey("Esc", "back", lambda: _("Go back from the page on which a lesson is prepared")),
    DeskKey("Ctrl+Q", "close", lambda: _("Close the program; in a lesson it asks first")),
)


def keys_for(place: str) -> tuple[str, ...]:
    """What is pressed to get there."""
    return tuple(key.keys for key in DESK_KEYS if key.place == place)
