"""What the dialogs of occasions show and ask for: frozen rows, and one narrow port to the log."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple, Protocol

from facilitator.planning.occasions import Kind, Occasion, Why
from facilitator.session.facts import Reason


class LessonOffer(NamedTuple):
    """A lesson to choose: `name` is its label and title, `groups` the codes it fits."""

    id: str
    programme: str
    name: str
    minutes: int = 0
    groups: tuple[str, ...] = ()


class Offers(NamedTuple):
    """What can be chosen. `groups`: code and usual number of people. `lessons`: for groups. `own`: for each kind of
    occasion that has lessons of its own. `due`: the lesson that is next for a group."""

    today: date
    groups: tuple[tuple[str, int], ...] = ()
    lessons: tuple[LessonOffer, ...] = ()
    own: Mapping[Kind, tuple[LessonOffer, ...]] = MappingProxyType({})
    due: Mapping[str, str] = MappingProxyType({})


class StepOffer(NamedTuple):
    """A step of a lesson."""

    id: str
    title: str
    minutes: int


class LateWish(NamedTuple):
    """A lesson that was held without the program, as it was filled in. `held`: ids of steps. `started`: local time."""

    lesson: str
    group: str
    people: int
    started: datetime
    minutes: int
    held: tuple[str, ...]
    reason: Reason = "time"


class OccasionLine(NamedTuple):
    """An occasion in the list. `what`: kind, lesson and group in words. `disputed`: somebody has to choose."""

    id: str
    values: Occasion
    what: str
    became: str
    disputed: bool = False


class AccountView(NamedTuple):
    """One account of an occasion in words; `waits`: it is one of those to choose between."""

    hash: str
    words: str
    waits: bool = False


class Keeper(Protocol):
    """Where the dialogs find and keep occasions. What is refused comes back as words; empty: it is kept."""

    def offers(self) -> Offers:
        """What can be chosen now."""
        ...

    def steps(self, lesson: str) -> Sequence[StepOffer]:
        """The steps of a lesson."""
        ...

    def lines(self, year: int) -> Sequence[OccasionLine]:
        """The occasions of the school year that begins in `year`, the newest first."""
        ...

    def accounts(self, own: str) -> Sequence[AccountView]:
        """Every account of an occasion, the first one first."""
        ...

    def keep(self, one: Occasion) -> str:
        """Keep a new occasion."""
        ...

    def correct(self, own: str, one: Occasion, why: Why) -> str:
        """Correct an occasion."""
        ...

    def withdraw(self, own: str, why: Why) -> str:
        """Take an occasion back."""
        ...

    def choose(self, own: str, account: str) -> str:
        """Let one of two accounts stand; the words why not, or nothing."""
        ...

    def keep_late(self, wish: LateWish) -> str:
        """Keep a lesson that was held without the program; its form opens then."""
        ...
