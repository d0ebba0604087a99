"""Wall times as the school sees them: local time and school year."""

from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Final

from facilitator.i18n import _

_FIRST_MONTH = 7
FIRST_YEAR: Final = 2026
"""No lesson was led with the program before; a clock that says so has lost its time."""
LAST_YEAR: Final = 2099
"""No package can be made later (`exchange.passpaket`), nor any break be known; a clock that says so was set wrong."""


def local_time(wall: str, utc_offset_min: int) -> datetime:
    """A wall time (UTC, ISO) where the laptop's clock stood `utc_offset_min` minutes east of UTC.

    Raises ValueError when `wall` is no time.
    """
    return datetime.fromisoformat(wall).astimezone(_zone(utc_offset_min))


@cache
def _zone(utc_offset_min: int) -> timezone:
    return timezone(timedelta(minutes=utc_offset_min))


def clock_doubt(today: date) -> tuple[str, ...]:
    """What to say of a clock that cannot be right; empty when it may be."""
    if FIRST_YEAR <= today.year <= LAST_YEAR:
        return ()
    words = _("The computer’s clock says {day}. Set it before the lesson: the log gets its days from it.")
    return (words.format(day=today.isoformat()),)


def school_year(day: date) -> str:
    """The school year a day belongs to, July to June: `2026/27`."""
    return years_words(day.year if day.month >= _FIRST_MONTH else day.year - 1)


def years_words(year: int) -> str:
    """The school year that begins in a year, as it is written: `2026/27`."""
    return f"{year}/{(year + 1) % 100:02}"
