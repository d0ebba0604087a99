"""What waits for somebody to choose between two versions: told side by side, and settled, on a laptop and on a server alike.

The choice itself, and that nothing is lost by it, is the log's (`journal.merging`, `journal.occasions`, `journal.planaccounts`).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal

from facilitator.content.model import Lesson
from facilitator.errors import WorldTrouble
from facilitator.exchange.paper import days
from facilitator.exchange.troubles import beside_lessons
from facilitator.i18n import _, ngettext
from facilitator.journal import occasions
from facilitator.journal.log import Log
from facilitator.journal.occasions import Dispute
from facilitator.journal.sharing import merging
from facilitator.journal.sharing.merging import Conflict
from facilitator.journal.tables import chain
from facilitator.journal.tables.rows import SessionRow
from facilitator.journal.yearplan import planaccounts
from facilitator.journal.yearplan.planvalues import Place
from facilitator.planning.breaks import span
from facilitator.planning.days import local_time
from facilitator.planning.occasions import Revision, Told
from facilitator.planning.occasionwords import audience_word, cause_word, kind_word, status_word, why_word
from facilitator.planning.year import STAFF, SUPERVISION, Planned, in_order
from facilitator.planning.yearwords import label_of, missing_lesson, whole_title

Kind = Literal["lesson", "occasion", "plan"]
DISPUTE, PLAN = "occasion/", "plan/"
"""What the key of a conflict begins with that is about an occasion without the program, or a group's plan."""
CODE_LENGTH: Final = 12
Lessons = Mapping[str, Lesson]
"""The lessons that are known, by id: a plan names them, and is told by their titles."""
_NONE: Final[Lessons] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Choice:
    """Two versions of one thing that differ after `same` entries. `rows`: what is told, of the one that stands, of the one
    that waits. `code`: what the two are called on a command line. `here`: the one that stands was made on this laptop."""

    key: str
    code: str
    kind: Kind
    title: str
    rows: tuple[tuple[str, str, str], ...]
    same: int
    here: bool


def waiting(log: Log) -> list[str]:
    """The keys of what waits for a choice, in an order of their own. Raises WorldTrouble."""
    return [
        *merging.waiting(log),
        *map(_key, occasions.disputes(log)),
        *map(_key_of_plan, planaccounts.disputes(log)),
    ]


def choices(log: Log, lessons: Lessons = _NONE) -> list[Choice]:
    """Everything that waits for a choice. Raises WorldTrouble."""
    found = (choice(log, key, lessons) for key in waiting(log))
    return [one for one in found if one is not None]


def choice(log: Log, key: str, lessons: Lessons = _NONE) -> Choice | None:
    """What waits under a key beside what stands; None when it waits no more. Raises WorldTrouble."""
    if key.startswith(DISPUTE):
        return _dispute(log, key)
    if key.startswith(PLAN):
        return _plan(log, key, lessons)
    one = merging.conflict(log, key)
    return None if one is None else _conflict(one)


def settle(log: Log, key: str, *, theirs: bool) -> bool:
    """Let the version that waits stand, or the one that does; False when it is settled already. Raises WorldTrouble."""
    try:
        return _settle(log, key, theirs=theirs)
    except WorldTrouble as trouble:
        raise beside_lessons(log, trouble, _("Then look at the two versions again.")) from trouble


def _settle(log: Log, key: str, *, theirs: bool) -> bool:
    if not key.startswith((DISPUTE, PLAN)):
        return merging.choose(log, key, theirs=theirs)
    kind, own, stands, other = key.split("/")
    chosen, over = (other, stands) if theirs else (stands, other)
    if kind == DISPUTE.removesuffix("/"):
        return occasions.choose(log, own, chosen, over)
    place = next((one.place for one in planaccounts.disputes(log) if _name(one.place) == own), None)
    return place is not None and planaccounts.choose(log, place, chosen, over)


def same_words(one: Choice) -> str:
    """Where two versions part, and whether the one that stands is this computer's own."""
    words = ngettext(
        "Both begin with the same entry and differ after it.",
        "Both begin with the same {count} entries and differ after them.",
        one.same,
    ).format(count=one.same)
    if one.same == 0:
        words = _("They differ from the first entry on.")
    if not one.here:
        return words
    here = (
        _("The lesson was led on this computer.")
        if one.kind == "lesson"
        else _("The one that stands was made here.")
    )
    return f"{words} {here}"


def _two(accounts: Sequence[Told]) -> tuple[Told, Told]:
    """The one that stands, and the first that says something else: others may agree with it."""
    stands = accounts[0]
    return stands, next(one for one in accounts[1:] if one.values != stands.values)


def _code(key: str, *stands: object) -> str:
    """The same for the same two versions, whoever looks at them."""
    return hashlib.sha256(f"{key}/{chain.canonical(list(stands))}".encode()).hexdigest()[:CODE_LENGTH]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


# --- lessons ------------------------------------------------------------------------------------------------------


def _conflict(one: Conflict) -> Choice:
    row = one.ours
    began = f"{local_time(row.started, row.utc_offset_min):%Y-%m-%d %H:%M}"
    title = _joined(row.label, row.title, row.group, row.school, began)
    rows = tuple((a[0], a[1], b[1]) for a, b in zip(_told(one.ours), _told(one.theirs), strict=True))
    stands = {name: value for name, value in asdict(row).items() if name not in ("exported", "led_here")}
    return Choice(one.key, _code(one.key, stands), "lesson", title, rows, one.differs_after, row.led_here)


def _told(row: SessionRow) -> Iterator[tuple[str, str]]:
    yield _("Began"), _moment(row.started)
    yield _("Ended"), _moment(row.ended)
    yield _("Group"), row.group
    yield _("School"), row.school or "–"
    yield (
        _("Minutes"),
        _("{spent} of {planned}").format(spent=round(row.spent_s / 60), planned=row.length_min),
    )
    yield _("Core steps held"), _("{held} of {total}").format(held=row.core_held, total=row.core_planned)
    yield _("Participants"), row.people_band or "–"
    yield _("How it went, 1 to 4"), _number(row.went)
    yield _("Adults and mentors"), f"{_number(row.adults)} + {_number(row.mentors)}"
    yield _("Prepared, minutes"), _number(row.prepared_min)
    yield _("The room was enough, 1 yes to 3 no"), _number(row.room)
    yield _("Log finished"), _("Yes") if row.finished else _("No")
    yield _("Entries in the log"), str(row.seq)


# --- occasions without the program --------------------------------------------------------------------------------


def _key(one: Dispute) -> str:
    stands, other = _two(one.accounts)
    return f"{DISPUTE}{one.occasion}/{stands.hash}/{other.hash}"


def _dispute(log: Log, key: str) -> Choice | None:
    """An occasion that two laptops have corrected differently, two accounts at a time."""
    one = next((one for one in occasions.disputes(log) if _key(one) == key), None)
    if one is None:
        return None
    stands, other = _two(one.accounts)
    said = stands.values
    rows = tuple((a[0], a[1], b[1]) for a, b in zip(_said(stands), _said(other), strict=True))
    return Choice(
        key, _code(key), "occasion", _joined(kind_word(said.kind), said.group, said.school, f"{said.day}"), rows,
        min(stands.number, other.number) - 1, stands.device == log.device,
    )  # fmt: skip


def _said(one: Revision) -> Iterator[tuple[str, str]]:
    said = one.values
    yield _("Became"), status_word(said.status)
    yield _("Why?"), cause_word(said.cause) or "–"
    yield _("Day"), f"{said.day}"
    yield _("Began"), f"{said.at:%H:%M}" if said.at else "–"
    yield _("Moved to"), f"{said.moved_to}" if said.moved_to else "–"
    yield _("Group"), said.group or "–"
    yield _("For whom"), audience_word(said.audience)
    yield _("Minutes"), _number(said.minutes)
    yield _("Adults and mentors"), f"{_number(said.adults)} + {_number(said.mentors)}"
    yield _("Took part"), _number(said.present)
    yield _("Corrected"), why_word(one.why) or "–"
    yield _("Entered"), _moment(one.wall)


# --- plans of groups ----------------------------------------------------------------------------------------------


def _name(place: Place) -> str:
    """A place in a key."""
    return hashlib.sha256(place.key.encode()).hexdigest()


def _key_of_plan(one: planaccounts.Dispute) -> str:
    stands, other = _two(one.accounts)
    return f"{PLAN}{_name(one.place)}/{stands.hash}/{other.hash}"


def _plan(log: Log, key: str, lessons: Lessons) -> Choice | None:
    """A group's plan of which two accounts differ: when each was made, how much it plans, and day by day what differs, then
    what is the same in both."""
    one = next((one for one in planaccounts.disputes(log) if _key_of_plan(one) == key), None)
    if one is None:
        return None
    stands, other = _two(one.accounts)
    year = f"{one.place.year}/{span(one.place.year)[1]:%y}"
    whose = _("The staff") if one.place.group == STAFF else one.place.group
    title = _joined(_("Plan"), whose, one.place.school, year)
    told = list(_lines(stands.rows or (), other.rows or (), lessons))
    rows = (
        (_("Made"), _moment(stands.wall), _moment(other.wall)),
        (_("Planned occasions"), str(len(stands.rows or ())), str(len(other.rows or ()))),
        *(line for line in told if line[1] != line[2]),
        *(line for line in told if line[1] == line[2]),
    )
    same = min(stands.number, other.number) - 1
    return Choice(key, _code(key), "plan", title, rows, same, stands.device == log.device)


def _lines(
    stands: Iterable[Planned], other: Iterable[Planned], lessons: Lessons
) -> Iterator[tuple[str, str, str]]:
    """Every occasion that either plans, by day: what it is, and when by each."""
    here, there = ({row.id: row for row in rows} for rows in (stands, other))
    for row in in_order({**there, **here}.values()):
        yield _what(row, lessons), _when(here.get(row.id)), _when(there.get(row.id))


def _what(row: Planned, lessons: Lessons) -> str:
    """What an occasion is; a lesson that the program does not have by its id too, for there may be several."""
    if row.lesson == SUPERVISION:
        return label_of(row, lessons)
    if row.lesson in lessons:
        return whole_title(row, lessons)
    return f"{missing_lesson()}: {row.lesson}" if lessons else row.lesson


def _when(row: Planned | None) -> str:
    """The day as it stands in the plan of a school year."""
    if row is None:
        return "–"
    day = days.week_day(row.day)
    return f"{day} {days.clock(row.at)}" if row.at else day


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)


def _moment(wall: str) -> str:
    return f"{datetime.fromisoformat(wall).astimezone():%Y-%m-%d %H:%M}" if wall else "–"
