"""What was held, cancelled or moved without the program: an occasion of the log (`domain.md` 6.2 A and E). Rules only.

There is no free text: a kind, codes, a day and numbers. What pupils had is entered with the form after a lesson instead;
here it can only be cancelled or moved.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final, Literal, Protocol, TypeVar, get_args

from facilitator.planning.days import FIRST_YEAR
from facilitator.planning.groups import SCHOOL_LENGTH, STAFF, code_problem

Kind = Literal["pupils", "staff", "apt", "training", "supervision", "parents"]
Status = Literal["held", "partial", "moved", "cancelled", "withdrawn"]
Cause = Literal["", "time", "illness", "room", "schedule", "group", "technical", "other"]
Audience = Literal["pupils", "staff", "mentors", "leaders", "both", "guardians"]
Why = Literal["", "mistyped", "learned", "replanned", "mistaken", "chosen"]
Problem = Literal[
    "unknown", "audience", "group", "lesson", "form", "minutes", "cause", "moved-to", "future", "day", "at", "leaders",
    "mentors", "present", "school", "kind", "why", "same", "twice",
]  # fmt: skip

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
CAUSES: Final[tuple[Cause, ...]] = get_args(Cause)[1:]
WHYS: Final[tuple[Why, ...]] = get_args(Why)
AUDIENCES: Final[Mapping[Kind, tuple[Audience, ...]]] = {
    "pupils": ("pupils",), "staff": ("staff",), "apt": ("staff",), "training": ("mentors", "leaders", "both"),
    "supervision": ("mentors", "leaders", "both"), "parents": ("guardians",),
}  # fmt: skip
"""Who each kind is for; the first is the usual one."""
MINUTES: Final = range(5, 481)
LEADERS: Final = range(10)
PRESENT: Final = range(1000)
ROUND_MIN: Final = 5
"""Clock times are kept to so many minutes: finer ones would single a group out (`domain.md` 6.2)."""
_AHEAD: Final = timedelta(days=400)
_IDENTIFIER = re.compile(r"[a-z0-9-]{0,48}")
"""As long as a lesson's may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One occasion. `day`, `at`: when it was held, or when it was to be. `minutes`: how long. `group`: a code, or empty for
    more than one group and for adults. `lesson`: an id, or empty. `cause`: why it was not held as planned. `moved_to`: the
    new day. `adults`, `mentors`: how many led. `present`: how many took part, leaders not counted.
    `few`: fewer than six took part, and how many is not known: so it comes back from a file."""

    kind: Kind
    status: Status
    day: date
    at: time | None = None
    minutes: int | None = None
    school: str = ""
    group: str = ""
    audience: Audience
    programme: str = ""
    lesson: str = ""
    cause: Cause = ""
    moved_to: date | None = None
    adults: int | None = None
    mentors: int | None = None
    present: int | None = None
    few: bool = False

    @property
    def took_place(self) -> bool:
        """Whether it was held, wholly or in part."""
        return self.status in ("held", "partial")


def problems(one: Occasion, today: date | None = None) -> tuple[Problem, ...]:
    """Why an occasion cannot be kept; empty when it can. Without `today` whether it lies ahead is not asked."""
    if (
        one.kind not in KINDS
        or one.status not in STATUSES
        or one.cause not in ("", *CAUSES)
        or one.audience not in AUDIENCES[one.kind]
    ):
        return ("unknown" if one.kind not in KINDS or one.status not in STATUSES else "audience",)
    return (*_what(one), *_when(one, today), *_how_many(one))


def _what(one: Occasion) -> Iterator[Problem]:
    if one.kind == "pupils" and one.took_place:
        yield "form"
    pupils_group = bool(one.group) and not code_problem(one.group) and one.group[0] != STAFF
    if one.kind == "pupils":
        right = pupils_group
    else:
        right = not one.group or (pupils_group and one.kind in ("supervision", "parents"))
    if not right:
        yield "group"
    fits = all(_IDENTIFIER.fullmatch(text) for text in (one.lesson, one.programme))
    named = bool(one.lesson)
    if not fits or (one.kind == "pupils" and not named) or (named and one.kind == "supervision"):
        yield "lesson"
    if len(one.school) > SCHOOL_LENGTH or not one.school.isprintable():
        yield "school"


def _when(one: Occasion, today: date | None) -> Iterator[Problem]:
    late = today is not None and one.day > today
    if one.day.year < FIRST_YEAR or (today is not None and one.day > today + _AHEAD):
        yield "day"
    elif late and one.took_place:
        yield "future"
    if one.at is not None and one.at != time(one.at.hour, one.at.minute - one.at.minute % ROUND_MIN):
        yield "at"
    called_off = one.status in ("moved", "cancelled")
    timed = one.minutes in MINUTES and not called_off
    if not timed and (one.minutes is not None or one.took_place):
        yield "minutes"
    if one.status == "withdrawn":
        return
    if bool(one.cause) == (one.status == "held"):
        yield "cause"
    new = one.moved_to
    if (new is not None) != (one.status == "moved") or (new and (new == one.day or new.year < FIRST_YEAR)):
        yield "moved-to"


def _how_many(one: Occasion) -> Iterator[Problem]:
    counts = (one.adults, one.mentors, one.present)
    if one.few and one.present is not None:
        yield "present"
    if one.status in ("moved", "cancelled") and (one.few or any(count is not None for count in counts)):
        yield "present"
        return
    if one.adults is not None and one.adults not in LEADERS:
        yield "leaders"
    if one.mentors is not None and (one.mentors not in LEADERS or (one.mentors and one.audience == "staff")):
        yield "mentors"
    if one.present is not None and one.present not in PRESENT:
        yield "present"


# --- revisions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One account of an occasion. `number`: from 1. `previous`: the hash of the account it corrects; `set_aside`: of one
    that was chosen away at the same time. `why`: a reason code, empty for the first. `wall`: when it was written (UTC)."""

    occasion: str
    number: int
    previous: str
    set_aside: str
    why: Why
    wall: str
    device: str
    program_version: str
    values: Occasion
    hash: str


def correction_problems(before: Occasion, after: Occasion, why: Why, today: date) -> tuple[Problem, ...]:
    """Why a correction cannot be kept; empty when it can. It needs a reason, and another kind is another occasion."""
    found = list(problems(after, today)) if after.status != "withdrawn" else []
    if after.kind != before.kind:
        found.append("kind")
    if why not in WHYS[1:]:
        found.append("why")
    if after == before and why != "chosen":
        found.append("same")
    return tuple(found)


def is_off_already(one: Occasion, others: Iterable[Occasion]) -> bool:
    """Whether what is to be cancelled has been cancelled that day already (`others`): it would be counted twice. What has no
    lesson is told apart by its time of day."""
    return one.status == "cancelled" and any(
        other.status == "cancelled" and _cancels(other) == _cancels(one) for other in others
    )


def _cancels(one: Occasion) -> tuple[object, ...]:
    at = None if one.lesson else one.at
    return one.kind, one.audience, one.school, one.group, one.lesson, one.day, at


class Account(Protocol):
    """One account of something that several laptops may tell of. `values`: what it says."""

    @property
    def hash(self) -> str:
        """Its name: over all it says."""
        ...

    @property
    def number(self) -> int:
        """From 1; greater than that of what it comes after."""
        ...

    @property
    def previous(self) -> str:
        """The account it comes after, or empty."""
        ...

    @property
    def set_aside(self) -> str:
        """The account that was chosen away at the same time, or empty."""
        ...

    @property
    def values(self) -> Hashable:
        """What is compared."""
        ...


Told = TypeVar("Told", bound=Account)


def leaves(accounts: Sequence[Told]) -> tuple[Told, ...]:
    """The accounts of one thing that no other comes after or sets aside, the one that stands first.

    More than one: two laptops have gone on from the same account. Until somebody chooses, the longer one stands, and at a
    tie the one whose hash sorts last, so that every laptop shows the same.
    """
    passed = {one.previous for one in accounts} | {one.set_aside for one in accounts}
    return tuple(sorted((one for one in accounts if one.hash not in passed), key=_rank, reverse=True))


def differing(accounts: Sequence[Told]) -> tuple[Told, ...]:
    """The accounts that somebody has to choose between, the one that stands first; empty when they agree."""
    found = leaves(accounts)
    return found if len({one.values for one in found}) > 1 else ()


def _rank(one: Account) -> tuple[int, str]:
    return one.number, one.hash


# --- what occasions say of a plan ----------------------------------------------------------------------------------


def cancelled(occasions: Iterable[Occasion]) -> dict[tuple[str, str, date], Cause]:
    """Group (empty: the staff), lesson (empty: supervision) and day of what was cancelled, with the cause."""
    return {(one.group, one.lesson, one.day): one.cause for one in occasions if one.status == "cancelled"}


def moved(occasions: Iterable[Occasion]) -> dict[tuple[str, str, date], tuple[date, Cause]]:
    """Group, lesson and new day of what was moved, with the old day and the cause."""
    return {
        (one.group, one.lesson, one.moved_to): (one.day, one.cause)
        for one in occasions
        if one.status == "moved" and one.moved_to is not None
    }
