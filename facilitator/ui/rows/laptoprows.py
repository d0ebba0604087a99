"""What the desk shows of other laptops: when they were last heard from, and what two versions differ of."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from facilitator.ui.desk import ports

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.journal import Journal

SHORT = 4
"""So many letters of an id tell laptops apart."""


def laptops(journal: "Journal") -> tuple[ports.LaptopView, ...]:
    """The other laptops, the one not heard from for longest first."""
    from facilitator.journal.sharing.laptops import laptops as known

    return tuple(
        ports.LaptopView(one.device[:SHORT], one.schools, one.groups, one.sessions, _day(one.heard))
        for one in known(journal)
    )


def waiting(journal: "Journal") -> list[str]:
    """The keys of what waits for a choice between two versions. Raises WorldTrouble."""
    from facilitator.exchange.packages.conflicts import waiting as keys

    return keys(journal)


def conflict(journal: "Journal", key: str, library: "Library | None" = None) -> ports.ConflictView | None:
    """A version that waits beside the one that stands; None when it waits no more. A plan is told by the titles of the
    `library`. Raises WorldTrouble."""
    from facilitator.exchange.packages.conflicts import choice, same_words

    one = choice(journal, key, {lesson.id: lesson for lesson in library.lessons} if library else {})
    return None if one is None else ports.ConflictView(one.key, one.title, one.rows, same_words(one))


def settle(journal: "Journal", key: str, *, theirs: bool) -> None:
    """Let one of two versions stand. Raises WorldTrouble."""
    from facilitator.exchange.packages.conflicts import settle as keep

    keep(journal, key, theirs=theirs)


def _day(wall: str) -> date | None:
    return datetime.fromisoformat(wall).astimezone().date() if wall else None
