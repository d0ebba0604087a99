"""What the page Läsår shows and asks for: frozen rows, and one narrow port to the plan."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from types import MappingProxyType
from typing import NamedTuple, Protocol

from facilitator.planning.breaks import Break
from facilitator.planning.groups import School
from facilitator.planning.occasions import Occasion
from facilitator.planning.proposal import Wish
from facilitator.planning.standing import State
from facilitator.planning.year import Planned, place_of
from facilitator.ui.desk.ports import Accent


class OccasionView(NamedTuple):
    """One occasion of the plan; `doubts`: sentences on what to look at; `note`: that it was cancelled or moved, and why.
    `came`: from which laptop it came, in a sentence; it is changed there. `began`: the laptop that planned it, when another."""

    row: Planned
    group: str
    label: str
    title: str
    accent: Accent
    state: State
    doubts: tuple[str, ...] = ()
    note: str = ""
    came: str = ""
    began: str = ""


class TallyView(NamedTuple):
    """A group's lessons of a programme: planned, held and late."""

    group: str
    programme: str
    planned: int
    held: int
    late: int


class LessonChoice(NamedTuple):
    """A lesson that can be planned by itself: whose it can be (codes, or the staff), and what the planning rules ask of it."""

    id: str
    programme: str
    label: str
    slot: int
    risk: int
    title: str
    groups: tuple[str, ...]


class YearView(NamedTuple):
    """A school year, which begins in `year`. `offered`: programmes that can be planned (id, name), `fitting`: the groups each
    has lessons for, out of all `groups`. `locked`: why nothing can be changed now, or empty. `lessons`: what can be planned one by one.
    `schools`: whose plans have come from other laptops, with their names."""

    year: int
    today: date
    occasions: tuple[OccasionView, ...] = ()
    breaks: tuple[Break, ...] = ()
    tallies: tuple[TallyView, ...] = ()
    offered: tuple[tuple[str, str], ...] = ()
    fitting: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    groups: tuple[str, ...] = ()
    locked: str = ""
    lessons: tuple[LessonChoice, ...] = ()
    schools: tuple[tuple[School, str], ...] = ()

    @property
    def plan(self) -> tuple[Planned, ...]:
        """The plan itself."""
        return tuple(one.row for one in self.occasions)


class SchoolView(NamedTuple):
    """The plans of a school that have come from other laptops, to be looked at. `here`: its groups that are planned on this
    one. `told`: where the others come from, a line a laptop."""

    school: School
    occasions: tuple[OccasionView, ...] = ()
    breaks: tuple[Break, ...] = ()
    tallies: tuple[TallyView, ...] = ()
    here: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()

    def among(self, own: YearView) -> YearView:
        """The year of the whole school: what came, and what is planned here of it."""
        mine = (one for one in own.occasions if one.row.group in self.here)
        tallies = (*self.tallies, *(one for one in own.tallies if one.group in self.here))
        return own._replace(
            occasions=tuple(sorted((*self.occasions, *mine), key=_when)),
            tallies=tuple(sorted(tallies, key=_whose)),
            breaks=self.breaks,
        )


def _when(one: OccasionView) -> tuple[date, time, str, str]:
    return place_of(one.row)


def _whose(one: TallyView) -> str:
    return one.group


class ProposalView(NamedTuple):
    """What a wish leads to. `plan`: the whole plan with it; `left_out`: lessons without room; `replaces`: groups whose plan in
    the programme it takes the place of."""

    occasions: tuple[OccasionView, ...] = ()
    plan: tuple[Planned, ...] = ()
    left_out: int = 0
    replaces: tuple[str, ...] = ()


class Planner(Protocol):
    """Where the page finds and keeps the plan."""

    def year(self, year: int) -> YearView:
        """The school year that begins in `year`."""
        ...

    def look(self, year: int, school: School, then: Callable[[SchoolView | None], None]) -> None:
        """Look up the plans of a school that came from other laptops, now or in a moment; `then` gets them, or None when they
        cannot be read, which has been told then."""
        ...

    def propose(self, year: int, wish: Wish) -> ProposalView:
        """What a wish leads to; nothing is kept."""
        ...

    def keep(self, year: int, plan: Sequence[Planned], breaks: Sequence[Break] | None = None) -> str:
        """Keep a plan, and breaks when they are given; the words why not, or nothing."""
        ...

    def ask(self, what: str, row: Planned | None = None, year: int | None = None) -> None:
        """Ask for what was held without the program: `list` of a school year, `late` or `new`, perhaps of a planned occasion."""
        ...

    def note(self, one: Occasion) -> str:
        """Keep that something was cancelled or moved; the words why not, or nothing."""
        ...

    def take_back(self, one: Occasion) -> str:
        """Take back what `note` has kept last of it, if it still stands; the words why not, or nothing."""
        ...

    def save_calendar(self, year: int, shown: Sequence[OccasionView]) -> None:
        """Ask where to write these occasions as a calendar file, and write them."""
        ...

    def save_print(self, year: int, group: str | None, school: School | None = None) -> None:
        """Show the year as it will be on paper; `group` as chosen on the page, None for all; `school`: as chosen there, None
        for what is planned here."""
        ...
