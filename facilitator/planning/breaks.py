"""When a Swedish school is closed: suggested by rules for a school year, then changed by the school."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, get_args

from facilitator.planning.days import school_year

Kind = Literal["autumn", "christmas", "sports", "easter", "summer", "holiday", "study", "other"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SPORTS_WEEKS: Final = range(7, 11)
"""The sports holiday lies in one of these weeks, by municipality."""
USUAL_SPORTS_WEEK: Final = 9
YEARS: Final = range(2000, 2100)
"""The school years that can be planned, by the year they begin in."""
CLOCK_YEARS: Final = range(1969, 9000)
"""Those that a clock set wrong can have stood in while something was planned: what was said of them is taken in all the same."""
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_FRIDAY = 4


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """Days without lessons, both ends included. What kind it is comes from a list: there is no free text to write in.

    Raises ValueError when it ends before it begins.
    """

    first: date
    last: date
    kind: Kind = "other"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.first} – {self.last}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def first_year(day: date) -> int:
    """The calendar year in which the school year of a day begins; from July one plans the coming year."""
    return int(school_year(day)[:4])


def span(year: int) -> tuple[date, date]:
    """First and last day of the school year that begins in `year`."""
    return date(year, 7, 1), date(year + 1, 6, 30)


def break_on(day: date, breaks: Iterable[Break]) -> Break | None:
    """The break that a day lies in."""
    return next((one for one in breaks if day in one), None)


def is_free(day: date, breaks: Iterable[Break]) -> bool:
    """Whether there is no school on a day: a weekend or a break."""
    return day.weekday() > _FRIDAY or break_on(day, breaks) is not None


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, left = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def suggested(year: int, sports_week: int = USUAL_SPORTS_WEEK) -> tuple[Break, ...]:
    """What a school is likely to be closed in the school year that begins in `year`; every municipality has its own days.

    Autumn: week 44. Christmas: 20 December to 7 January. Easter: from Good Friday to the Friday after. Summer: until
    the Monday of week 34, and from the day after June's second Friday. Ascension Day takes the Friday with it.
    """
    first, last = span(year)
    sunday, spring = easter(year + 1), year + 1
    autumn, sports = date.fromisocalendar(year, 44, 1), date.fromisocalendar(spring, sports_week, 1)
    ascension = sunday + 39 * _DAY
    june = date(spring, 6, 1)
    second_friday = june + ((_FRIDAY - june.weekday()) % 7 + 7) * _DAY
    return tuple(
        sorted(
            (
                Break(first, date.fromisocalendar(year, 34, 1) - _DAY, "summer"),
                Break(autumn, autumn + 4 * _DAY, "autumn"),
                Break(date(year, 12, 20), date(spring, 1, 7), "christmas"),
                Break(sports, sports + 4 * _DAY, "sports"),
                Break(sunday - 2 * _DAY, sunday + 5 * _DAY, "easter"),
                Break(date(spring, 5, 1), date(spring, 5, 1), "holiday"),
                Break(ascension, ascension + _DAY, "holiday"),
                Break(date(spring, 6, 6), date(spring, 6, 6), "holiday"),
                Break(second_friday + _DAY, last, "summer"),
            )
        )
    )


def next_open(day: date, breaks: Iterable[Break], until: date) -> date | None:
    """This day or the first after it, week by week on the same weekday, on which there is school; None after `until`.

    A weekend is left for the Monday after it.
    """
    known = tuple(breaks)
    if day.weekday() > _FRIDAY:
        day += (7 - day.weekday()) * _DAY
    while day <= until:
        if not is_free(day, known):
            return day
        day += _WEEK
    return None
