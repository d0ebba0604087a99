"""What the page Läsår shows of the plan, the log and the lessons, as rows; nothing here knows Qt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from facilitator.errors import WorldTrouble
from facilitator.i18n import _
from facilitator.journal import latest, occasions, queries, threads
from facilitator.journal.yearplan import breakaccounts, planaccounts, plans
from facilitator.planning import occasionwords, proposal, standing, yearwords
from facilitator.planning.breaks import suggested
from facilitator.planning.due import fits
from facilitator.planning.year import STAFF, joined
from facilitator.ui.desk.year import ports
from facilitator.ui.rows.deskrows import ACCENTS
from facilitator.ui.rows.laptoprows import SHORT

if TYPE_CHECKING:
    from facilitator.exchange.printing import Order
    from facilitator.journal.occasions import OccasionRow
    from facilitator.planning.breaks import Break
    from facilitator.planning.due import Held
    from facilitator.planning.groups import Group, School
    from facilitator.planning.occasions import Occasion
    from facilitator.planning.standing import State
    from facilitator.planning.year import Planned
    from facilitator.ui.loading import Rooms


class Known(NamedTuple):
    """What the log tells of a year when it is asked; `held`: in that year."""

    plan: "tuple[Planned, ...]"
    breaks: "tuple[Break, ...]"
    groups: "list[Group]"
    held: "list[Held]"
    entered: "list[OccasionRow]"
    schools: "tuple[tuple[School, str], ...]"

    @property
    def occasions(self) -> "list[Occasion]":
        """What was held, cancelled or moved without the program."""
        return [row.values for row in self.entered]

    @property
    def log(self) -> standing.Log:
        """What the log says of the plan."""
        return standing.log_of(self.held, self.occasions, self.plan)


class YearRows:
    """Makes rows of a school year."""

    def __init__(self, rooms: "Rooms", today: date) -> None:
        self._rooms, self._today = rooms, today
        self._planned = proposal.plannable(rooms.library)
        self.lessons = {lesson.id: lesson for lesson in self._planned}

    def paper(self, year: int, group: str | None, school: "School | None" = None) -> "Order":
        """The year on paper, of one group (empty: the staff) or of all; of a school, or of what is planned here. Raises
        WorldTrouble."""
        from facilitator.exchange.printing import Order
        from facilitator.planning.yearpaper import year_paper

        library = self._rooms.library
        if school is None:
            known = self._known(year)
            stands = partial(standing.state_of, log=known.log, today=self._today)
            whole = year_paper(library, year, known.plan, known.breaks, stands, self._today, group)
        else:
            view = self.school(year, school).among(self.view(year))
            states = {one.row.id: one.state for one in view.occasions}

            def told(row: "Planned") -> "State":
                return states[row.id]

            whole = year_paper(
                library, year, view.plan, view.breaks, told, self._today, group, school=school_name(school)
            )  # fmt: skip
        return Order(kind="year", subject=group or "", year=whole)

    def view(self, year: int) -> ports.YearView:
        """The school year that begins in `year`; what cannot be read is told of instead."""
        try:
            known = self._known(year)
        except WorldTrouble as trouble:
            return ports.YearView(year, self._today, locked=str(trouble))
        library = self._rooms.library
        offered = proposal.offered(self._planned, known.groups)
        fitting = {
            name: tuple(g.code for g in proposal.groups_for(name, self._planned, known.groups))
            for name in offered
        }
        locked = _("The log is not open, so the plan cannot be changed now.") if self._rooms.apart else ""
        return ports.YearView(
            year=year, today=self._today, occasions=self._occasions(known.plan, known),
            breaks=known.breaks, offered=tuple((name, library.programmes[name].name) for name in offered),
            fitting=fitting, groups=tuple(g.code for g in known.groups), locked=locked, lessons=tuple(self._choices(known.groups)),
            tallies=tuple(self._tallies(known.plan, known.log)), schools=known.schools,
        )  # fmt: skip

    def school(self, year: int, school: "School") -> ports.SchoolView:
        """The plans of a school that have come from other laptops. Raises WorldTrouble."""
        journal = self._rooms.journal
        came = planaccounts.received(journal, year, school)
        rows = [row for one in came for row in one.rows]
        held = standing.held_in(latest.of_school(journal, school, year), year)
        entered = occasions.of_school(journal, school, year)
        log = standing.log_of(held, entered, rows)
        notes = occasionwords.plan_notes((row for row in rows if not log.has(row)), entered, held)
        views = (
            self._view(row, log, self._missing(row, log), notes)._replace(came=_came(one), began=one.began)
            for one in came
            for row in one.rows
        )
        here = planaccounts.planned_here(journal, year, school)
        said = breakaccounts.breaks_of(journal, year, school)
        theirs = (said.breaks if said else ()) or suggested(year)
        return ports.SchoolView(
            school, tuple(views), plans.breaks(journal, year) if here else theirs,
            tuple(self._tallies(rows, log)), here, tuple(_told(came)),
        )  # fmt: skip

    def _tallies(self, rows: "Iterable[Planned]", log: standing.Log) -> "Iterator[ports.TallyView]":
        programmes = self._rooms.library.programmes
        for one in standing.tallies(rows, log, self._today):
            if one.series in programmes:
                name = programmes[one.series].name
                yield ports.TallyView(one.group, name, one.planned, one.held, one.late)

    def propose(self, year: int, wish: proposal.Wish) -> ports.ProposalView:
        """What a wish leads to. Raises WorldTrouble."""
        known = self._known(year)
        done = standing.done_of(known.held, known.occasions)
        found = proposal.propose(wish, self._planned, known.groups, known.plan, known.breaks, done)
        series = {(row.group, row.series) for row in found.rows}
        before = {(row.group, row.series) for row in known.plan} & series
        whole = joined(known.plan, found.rows, done)
        new = {row.id for row in found.rows}
        return ports.ProposalView(
            occasions=tuple(one for one in self._occasions(whole, known) if one.row.id in new),
            plan=whole,
            left_out=found.left_out,
            replaces=tuple(sorted(group for group, _series in before)),
        )

    def _choices(self, groups: "Sequence[Group]") -> "Iterator[ports.LessonChoice]":
        for one in self._planned:
            whose = (STAFF,) if one.age == "staff" else tuple(g.code for g in groups if fits(one, g))
            if whose:
                yield ports.LessonChoice(
                    one.id, one.programme, one.label, one.slot, one.risk, one.title, whose
                )

    def _known(self, year: int) -> Known:
        journal = self._rooms.journal
        groups = [group for group in queries.groups(journal) if group.active]
        ours = latest.latest(journal, latest.own_groups(groups), year)
        return Known(
            plans.plan(journal, year),
            plans.breaks(journal, year),
            groups,
            standing.held_in([*ours, *threads.held_elsewhere(journal)], year),
            occasions.ours(journal, year),
            self._schools(year),
        )

    def _schools(self, year: int) -> "tuple[tuple[School, str], ...]":
        """Whose plans have come; none when they cannot be read, for one's own outrank them."""
        try:
            found = planaccounts.schools(self._rooms.journal, year)
        except WorldTrouble:
            return ()
        return tuple((one, school_name(one)) for one in found)

    def _occasions(self, plan: "Iterable[Planned]", known: Known) -> tuple[ports.OccasionView, ...]:
        rows, log = tuple(plan), known.log
        notes = occasionwords.plan_notes(
            (row for row in rows if not log.has(row)), known.occasions, known.held
        )
        doubts: dict[str, list[str]] = {}
        for doubt in standing.doubts(rows, self._planned, known.breaks, known.held, known.occasions):
            doubts.setdefault(doubt.row, []).append(yearwords.doubt_words(doubt))
        return tuple(self._view(row, log, doubts.get(row.id, ()), notes) for row in rows)

    def _missing(self, row: "Planned", log: standing.Log) -> tuple[str, ...]:
        """Of what others have planned: that the program here does not have the lesson."""
        waits = standing.is_missing(row, self.lessons) and not log.has(row) and not log.is_off(row)
        return (yearwords.missing_words(row.lesson),) if waits else ()

    def _view(
        self, row: "Planned", log: standing.Log, doubts: "Iterable[str]", notes: "Mapping[str, str]"
    ) -> ports.OccasionView:
        return ports.OccasionView(
            row=row, group=yearwords.group_of(row), label=yearwords.label_of(row, self.lessons),
            title=yearwords.title_of(row, self.lessons), accent=ACCENTS.get(row.series, "staff"),
            state=standing.state_of(row, log, self._today), doubts=tuple(doubts), note=notes.get(row.id, ""),
        )  # fmt: skip


def school_name(school: "School") -> str:
    """What a school is called; one that has no name by its laptop."""
    return school.name or _("The computer {laptop}, no school").format(laptop=school.laptop[:SHORT])


def _came(one: "planaccounts.Received") -> str:
    words = _("Planned on the computer {laptop}, as it was {day}. It is changed there.")
    return words.format(laptop=one.began[:SHORT], day=_day(one.wall))


def _told(came: "Iterable[planaccounts.Received]") -> "Iterator[str]":
    """Where plans come from, a line a laptop."""
    laptops: dict[str, list[planaccounts.Received]] = {}
    for one in came:
        laptops.setdefault(one.began, []).append(one)
    for laptop, own in sorted(laptops.items()):
        words = _("From the computer {laptop}: {groups}. As planned {day}; it is changed there.")
        groups = ", ".join(one.place.group or _("The staff") for one in own)
        yield words.format(laptop=laptop[:SHORT], groups=groups, day=_day(max(one.wall for one in own)))


def _day(wall: str) -> str:
    from facilitator.exchange.paper import days

    day = datetime.fromisoformat(wall).astimezone().date()
    return days.span(day, day)
