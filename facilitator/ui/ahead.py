"""Reads the program's own parts that the pages of the desk need, beside the window and before somebody goes there."""

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from facilitator.ui.desk.year.ports import YearView
    from facilitator.ui.loading import Rooms

AHEAD_MS: Final = 2000
"""So long after the first page: then the start is over."""
PARTS: Final = (
    "facilitator.ui.desk.lessons",
    "facilitator.ui.stage.paint",
    "facilitator.ui.desk.prepare.page",
    "facilitator.ui.live",
    "facilitator.ui.projection",
    "facilitator.ui.stage.window",
    "facilitator.ui.console.console",
    "facilitator.ui.desk.year.page",
    "facilitator.ui.yearrows",
    "facilitator.ui.desk.followup",
    "facilitator.ui.desk.settings",
    "facilitator.ui.desk.ending",
    "facilitator.ui.form",
)


def look(today: date, rooms: "Rooms") -> "YearView":
    """Import them, in the order in which they are likely to be wanted; and the school year, which takes long to read."""
    for part in PARTS:
        import_module(part)
    return year(today, rooms)


def year(today: date, rooms: "Rooms") -> "YearView":
    """The school year of a day, as the page Läsår shows it."""
    from facilitator.planning.breaks import first_year
    from facilitator.ui.yearrows import YearRows

    return YearRows(rooms, today).view(first_year(today))
