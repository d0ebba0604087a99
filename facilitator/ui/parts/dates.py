"""Days and times of day as they are written in the interface language."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QDate, QLocale

from facilitator.i18n import _, current_language

MOST_DAYS: Final = 2000
"""So many written days are kept."""


def locale() -> QLocale:
    """The locale of the interface language; numbers and days are written by it."""
    if current_language() == "sv":
        return QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def _written(day: date, pattern: str) -> str:
    return _of_language(current_language(), day, pattern)


@lru_cache(MOST_DAYS)
def _of_language(_language: str, day: date, pattern: str) -> str:
    """Kept: a long list has the same days again and again."""
    return locale().toString(QDate(day.year, day.month, day.day), pattern)


def day_and_week(day: date) -> str:
    """Monday 12 October · week 42"""
    text = _written(day, "dddd d MMMM")
    return _("{day} · week {week}").format(day=text[:1].upper() + text[1:], week=day.isocalendar().week)


def long_day(day: date) -> str:
    """28 September"""
    return _written(day, "d MMMM")


def short_day(day: date) -> str:
    """28 Sep"""
    return _written(day, "d MMM").rstrip(".")


def day_and_year(day: date) -> str:
    """28 Sep 2026"""
    return f"{short_day(day)} {day.year}"


def week_day(day: date) -> str:
    """Mon 28 Sep"""
    return f"{_written(day, 'ddd').rstrip('.')} {short_day(day)}"


def month(day: date) -> str:
    """September 2026"""
    text = _written(day, "MMMM yyyy")
    return text[:1].upper() + text[1:]


def short_month(number: int) -> str:
    """Sep"""
    return _written(date(2026, number, 1), "MMM").rstrip(".")


def span(first: date, last: date) -> str:
    """26 Oct – 30 Oct, or one day"""
    return short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"


def clock(moment: datetime | time) -> str:
    """10.42 in Swedish, 10:42 in English"""
    return moment.strftime("%H.%M" if current_language() == "sv" else "%H:%M")


def minutes(seconds: int) -> str:
    """4:50"""
    return f"{seconds // 60}:{seconds % 60:02}"
