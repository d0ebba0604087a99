"""A plan as a calendar file (iCalendar, RFC 5545) that other calendars take in; nothing is ever sent."""

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from facilitator import __version__
from facilitator.content.model import Lesson
from facilitator.errors import trouble_from
from facilitator.exchange.targets import CALENDAR, kind_for
from facilitator.i18n import _
from facilitator.paths import write_whole
from facilitator.planning.standing import is_missing
from facilitator.planning.year import Planned
from facilitator.planning.yearwords import group_of, missing_words, whole_title

SUFFIX: Final = ".ics"
LINE: Final = 75
"""Octets that a line has at most before it is folded."""
MEETING_MIN: Final = 60
"""How long supervision is taken to be in a calendar, and a lesson that is not here."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Event:
    """One occasion. `uid` stays the same when it moves, so that a calendar moves it too. `minutes`: its length, used
    with a time of day `at`; without one it is a note on the whole day, which keeps the day free. `off`: it was cancelled;
    it stays in the file, so that a calendar that has it takes it away."""

    uid: str
    summary: str
    day: date
    at: time | None = None
    minutes: int = MEETING_MIN
    details: str = ""
    off: bool = False


def events_of(
    rows: Iterable[Planned], lessons: Mapping[str, Lesson], device: str, off: Container[str] = ()
) -> tuple[Event, ...]:
    """The occasions of a plan as events; `device`: the laptop's random id, for two schools may have a 6B each. `off`: the
    ids of what was cancelled."""
    return tuple(
        Event(
            uid=f"{row.id}.{device}@passledaren",
            summary=f"{whole_title(row, lessons)} · {group_of(row)}",
            day=row.day,
            at=row.at,
            minutes=lessons[row.lesson].minutes if row.lesson in lessons else MEETING_MIN,
            details=_details(row, lessons),
            off=row.id in off,
        )
        for row in rows
    )


def _details(row: Planned, lessons: Mapping[str, Lesson]) -> str:
    if is_missing(row, lessons):
        return missing_words(row.lesson)
    return lessons[row.lesson].summary if row.lesson in lessons else ""


def text_of(events: Iterable[Event], name: str, now: datetime) -> str:
    """The calendar `name` as it is written to a file; times of day are the school's own, without a zone."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Passledaren//{__version__}//SV",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        lines += _event(event, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def save(events: Iterable[Event], name: str, path: Path, now: datetime) -> None:
    """Write the calendar to `path`, whole or not at all. Raises WorldTrouble, also when the name is that of something else."""
    kind_for(path, CALENDAR)
    try:
        write_whole(path, text_of(events, name, now).encode("utf-8"))
    except OSError as error:
        raise trouble_from(error, path) from error


def _event(event: Event, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if event.at is None:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    else:
        start = datetime.combine(event.day, event.at)
        yield f"DTSTART:{start:%Y%m%dT%H%M%S}"
        yield f"DTEND:{start + timedelta(minutes=event.minutes):%Y%m%dT%H%M%S}"
    if event.off:
        yield "STATUS:CANCELLED"
    if event.off or event.at is None:
        yield "TRANSP:TRANSPARENT"
    summary = _("Cancelled: {what}").format(what=event.summary) if event.off else event.summary
    yield f"SUMMARY:{_escaped(summary)}"
    if event.details:
        yield f"DESCRIPTION:{_escaped(event.details)}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """The text as a value: what has a meaning of its own is escaped, every space is a plain one, what cannot be in a file is
    left out."""
    spaced = (" " if c == "\t" or unicodedata.category(c) == "Zs" else c for c in text)
    kept = "".join(c for c in spaced if c == "\n" or (c.isprintable() and not "\ud800" <= c <= "\udfff"))
    return kept.translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most `LINE` octets, never inside a letter; all but the first begin with a blank."""
    part = ""
    for letter in line:
        if len((part + letter).encode("utf-8")) > LINE:
            yield part
            part = " "
        part += letter
    yield part
