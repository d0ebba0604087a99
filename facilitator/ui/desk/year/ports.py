"""What the page Läsår shows and asks for: frozen rows, and one narrow port to the plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, Protocol

from facilitator.planning.breaks import Break
from facilitator.planning.occasions import Occasion
from facilitator.planning.proposal import Wish
from facilitator.planning.standing import State
from facilitator.planning.year import Planned
from facilitator.ui.desk.ports import Accent


class OccasionView(NamedTuple):
    """One occasion of the plan; `doubts`: sentences on what to look at; `note`: that it was cancelled or moved, and why."""

    row: Planned
    group: str
    label: str
    title: str
    accent: Accent
    state: State
    doubts: tuple[str, ...] = ()
    note: str = ""


class TallyView(NamedTuple):
    """A group's lessons of a programme: planned, held and late."""

    group: str
    programme: str
    accent: Accent
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
    has lessons for, out of all `groups`. `locked`: why nothing can be changed now, or empty. `lessons`: what can be planned one by one."""

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

    @property
    def plan(self) -> tuple[Planned, ...]:
        """The plan itself."""
        return tuple(one.row for one in self.occasions)


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

    def propose(self, year: int, wish: Wish) -> ProposalView:
        """What a wish leads to; nothing is kept."""
        ...

    def keep(self, year: int, plan: Sequence[Planned], breaks: Sequence[Break] | None = None) -> bool:
        """Keep a plan, and breaks when they are given; False when it was refused, which has been told then."""
        ...

    def ask(self, what: str, row: Planned | None = None) -> None:
        """Ask for what was held without the program: `list`, `late` or `new`, perhaps of a planned occasion."""
        ...

    def note(self, one: Occasion) -> bool:
        """Keep that something was cancelled or moved; False when it was refused, which has been told then."""
        ...

    def save_calendar(self, year: int, plan: Sequence[Planned]) -> None:
        """Ask where to write these occasions as a calendar file, and write them."""
        ...

    def save_print(self, year: int, group: str | None) -> None:
        """Show the year as it will be on paper; `group` as chosen on the page, None for all."""
        ...
