"""What the desk shows of other laptops: when they were last heard from, and sessions of which two versions differ."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from facilitator.i18n import _
from facilitator.ui.desk import ports

if TYPE_CHECKING:
    from facilitator.journal import Journal
    from facilitator.journal.merging import Conflict
    from facilitator.journal.occasions import Dispute
    from facilitator.journal.rows import SessionRow
    from facilitator.planning.occasions import Revision

SHORT = 4
"""So many letters of an id tell laptops apart."""
DISPUTE = "occasion/"
"""What the key of a conflict begins with that is about an occasion without the program."""


def laptops(journal: "Journal") -> tuple[ports.LaptopView, ...]:
    """The other laptops, the one not heard from for longest first."""
    from facilitator.journal.laptops import laptops as known

    return tuple(
        ports.LaptopView(
            one.device[:SHORT], one.schools, one.groups, one.sessions, _day(one.heard), _day(one.taken)
        )
        for one in known(journal)
    )


def waiting(journal: "Journal") -> list[str]:
    """The keys of the versions of sessions, and of accounts of occasions, that wait for a choice. Raises WorldTrouble."""
    from facilitator.journal import merging
    from facilitator.journal.occasions import disputes

    return [*merging.waiting(journal), *(_key(one) for one in disputes(journal))]


def conflict(journal: "Journal", key: str) -> ports.ConflictView | None:
    """A version that waits beside the one that stands; None when it waits no more. Raises WorldTrouble."""
    from facilitator.journal import merging

    if key.startswith(DISPUTE):
        return _dispute(journal, key)
    one = merging.conflict(journal, key)
    if one is None:
        return None
    rows = tuple(_rows(one.ours, one.theirs))
    return ports.ConflictView(one.key, _title(one), rows, one.differs_after, one.ours.led_here)


def settle(journal: "Journal", key: str, *, theirs: bool) -> None:
    """Let one of two versions stand, of a session or of an occasion. Raises WorldTrouble."""
    from facilitator.journal import merging, occasions

    if not key.startswith(DISPUTE):
        merging.choose(journal, key, theirs=theirs)
        return
    own, stands, other = key.removeprefix(DISPUTE).split("/")
    chosen, over = (other, stands) if theirs else (stands, other)
    occasions.choose(journal, own, chosen, over)


def _key(one: "Dispute") -> str:
    stands, other = one.accounts[:2]
    return f"{DISPUTE}{one.occasion}/{stands.hash}/{other.hash}"


def _dispute(journal: "Journal", key: str) -> ports.ConflictView | None:
    """An occasion that two laptops have corrected differently, two accounts at a time."""
    from facilitator.journal.occasions import disputes
    from facilitator.planning.occasionwords import kind_word

    one = next((one for one in disputes(journal) if _key(one) == key), None)
    if one is None:
        return None
    stands, other = one.accounts[:2]
    said = stands.values
    title = " · ".join(
        part for part in (kind_word(said.kind), said.group, said.school, f"{said.day}") if part
    )
    rows = ((a[0], a[1], b[1]) for a, b in zip(_said(stands), _said(other), strict=True))
    return ports.ConflictView(
        key, title, tuple(rows), min(stands.number, other.number) - 1, stands.device == journal.device
    )


def _said(one: "Revision") -> Iterator[tuple[str, str]]:
    from facilitator.planning.occasionwords import audience_word, cause_word, status_word, why_word

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


def _title(conflict: "Conflict") -> str:
    row = conflict.ours
    return f"{row.label} {row.title} · {row.group} · {_moment(row.started)}"


def _rows(ours: "SessionRow", theirs: "SessionRow") -> Iterator[tuple[str, str, str]]:
    for row in zip(_told(ours), _told(theirs), strict=True):
        yield row[0][0], row[0][1], row[1][1]


def _told(row: "SessionRow") -> Iterator[tuple[str, str]]:
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


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)


def _moment(wall: str) -> str:
    return f"{datetime.fromisoformat(wall).astimezone():%Y-%m-%d %H:%M}" if wall else "–"


def _day(wall: str) -> date | None:
    return datetime.fromisoformat(wall).astimezone().date() if wall else None
