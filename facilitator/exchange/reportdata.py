"""What a report tells, gathered from the measures: no paper and no words yet. Every function raises WorldTrouble."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement

from facilitator.content.library import Library
from facilitator.content.model import Lesson
from facilitator.i18n import alphabetical
from facilitator.journal import occasions, queries, threads
from facilitator.journal.figures import counts, elsewhere, grid, measures, smallcells, spread
from facilitator.journal.figures.selection import Selection, held
from facilitator.journal.log import Log
from facilitator.journal.tables import schema
from facilitator.journal.tables.rows import SessionRow, StepRow
from facilitator.journal.yearplan import planaccounts
from facilitator.planning.breaks import first_year, span
from facilitator.planning.days import local_time
from facilitator.planning.due import fits
from facilitator.planning.groups import STAFF, Group, code_problem, is_staff
from facilitator.planning.occasions import KINDS, Cause, Kind, Occasion, cancelled
from facilitator.planning.year import SUPERVISION

LARGE: Final = 20
"""More pupils than this in one group, and fewer feel safe enough to talk (SKR's summary of the 2021 evaluation)."""
_STRAINED: Final = 3
Answers = Mapping[int | None, int]
_OTHER_ACCENT: Final = "staff"
"""Of a programme that is not in the library any more."""


@dataclass(frozen=True, slots=True)
class Part:
    """A school, or several told of together (`name` empty): groups, sessions, and planned lessons held of those planned."""

    name: str
    schools: int
    groups: int
    sessions: int
    held: float
    planned: float


@dataclass(frozen=True, slots=True)
class Track:
    """A group's way through a programme: how each lesson stands, in order."""

    group: str
    programme: str
    accent: str
    cells: tuple[tuple[str, grid.Cell | None], ...]
    """The label of each lesson, empty where nobody knows it any more, and what is known of it; None: neither planned nor led."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a board or a headteacher reads."""

    year: int
    today: date
    school: str
    total: measures.Figures
    reached: spread.Reached = field(default_factory=spread.Reached)
    with_pupils: tuple[int, int, int] = (0, 0, 0)
    """Groups, sessions and minutes without the staff's own; only told of a school."""
    prepared: Answers | None = field(default_factory=dict)
    forms: Answers | None = field(default_factory=dict)
    rooms: Answers | None = field(default_factory=dict)
    """How many lessons have which answer; None: too few groups have answered for anybody to be told."""
    parts: tuple[Part, ...] = ()
    tracks: tuple[Track, ...] = ()
    strained: tuple[spread.StepFigures, ...] = ()
    large: tuple[str, ...] = ()
    beside: tuple[tuple[Kind, int, int], ...] = ()
    """What was held without the program: its kind, how often, and how many took part (where they were at least six)."""
    called_off: Mapping[Cause, int] = field(default_factory=dict)
    """Lessons that were cancelled, by reason; those whose reason is not told have an empty one."""
    moved: int = 0

    @property
    def until(self) -> date:
        """The last day that is told of: today, in a school year that is over its last one."""
        return min(self.today, span(self.year)[1])

    @property
    def empty(self) -> bool:
        """Whether nothing has been led."""
        return not self.total.sessions


@dataclass(frozen=True, slots=True)
class Run:
    """A session with its steps, as its leader sees it."""

    row: SessionRow
    day: date
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSheet:
    """What a group's leaders and their supervisor look at: everything since the last supervision (`since`)."""

    year: int
    today: date
    school: str
    group: str
    since: date | None
    runs: tuple[Run, ...]
    coming: tuple[tuple[date, str, str], ...]
    """Day, label and title of what is planned next."""
    statements: tuple[counts.Statement, ...] = ()
    """What the group has stood to more than once."""


def board(journal: Log, year: int, today: date) -> Overview:
    """What a board reads: across all schools, nothing that rests on few groups."""
    selection = Selection(year=year)

    def told(asked: spread.Asked) -> Answers | None:
        enough = smallcells.enough_groups(spread.groups_answering(journal, selection, asked))
        return spread.answers(journal, selection, asked) if enough else None

    total = measures.figures(journal, selection, today)
    if told("adults") is None and told("mentors") is None:
        total = replace(total, measures={**total.measures, "two-leaders": measures.Figure()})
    return Overview(
        year=year, today=today, school="", total=total, reached=spread.reached(journal, selection),
        prepared=told("prepared_min"), forms=told("group_form"), rooms=told("room"),
        parts=tuple(_parts(journal, selection, today)),
        strained=_strained(journal, selection), **_occasions(journal, year, today, None),
    )  # fmt: skip


def school(journal: Log, library: Library, year: int, name: str, today: date) -> Overview:
    """What a headteacher reads of the own school; no leader's judgement is in it."""
    selection = Selection(year=year, school=name)
    programmes = {one.id: one.programme for one in library.lessons}
    cells = elsewhere.counted_in(journal, selection, grid.cells(journal, selection, today), programmes)
    return Overview(
        year=year, today=today, school=name, total=measures.figures(journal, selection, today),
        reached=spread.reached(journal, selection), prepared=spread.answers(journal, selection, "prepared_min"),
        forms=spread.answers(journal, selection, "group_form"), rooms=spread.answers(journal, selection, "room"),
        with_pupils=_with_pupils(measures.table(journal, selection, today, ("group",))),
        tracks=tuple(_tracks(_not_due(journal, selection, today, cells), library)),
        large=_large(journal, selection, today),
        **_occasions(journal, year, today, name),
    )  # fmt: skip


def _large(journal: Log, selection: Selection, today: date) -> tuple[str, ...]:
    """The groups with many pupils, as they were met; of this year also as they are, for next year the code is another class."""
    found = Counter(spread.most_present(journal, selection))
    if selection.year == first_year(today):
        found |= Counter(
            {
                one.code: one.people
                for one in queries.groups(journal)
                if one.active and one.school == selection.school and one.grade != STAFF
            }
        )
    return tuple(sorted(code for code, people in found.items() if people > LARGE))


def _with_pupils(by_group: Mapping[measures.Place, measures.Figures]) -> tuple[int, int, int]:
    """How many groups of pupils have had how many sessions, and the minutes in all."""
    own = [one for (code,), one in by_group.items() if one.sessions and not is_staff(code)]
    return len(own), sum(one.sessions for one in own), round(sum(one["minutes"].over for one in own))


def _occasions(journal: Log, year: int, today: date, of_school: str | None) -> dict[str, Any]:
    """What was held, cancelled or moved without the program, up to today."""
    known = [
        one for one in occasions.values(journal, year) if one.day <= today and of_school in (None, one.school)
    ]
    held: dict[Kind, tuple[int, int]] = {}
    for one in known:
        if one.took_place:
            times, people = held.get(one.kind, (0, 0))
            enough = smallcells.people_shown(None if one.few else one.present)
            held[one.kind] = times + 1, people + (enough or 0)
    off, moved = ([one for one in known if one.status == status] for status in ("cancelled", "moved"))
    across = of_school is None
    return {
        "beside": tuple((kind, *held[kind]) for kind in KINDS if kind in held),
        "called_off": _of_many_groups(off) if across else Counter(one.cause for one in off),
        "moved": 0 if across and not _many_groups(moved) else len(moved),
    }


def _many_groups(told_of: Iterable[Occasion]) -> bool:
    return smallcells.enough_groups(len({(one.school, one.group) for one in told_of}))


def _of_many_groups(off: Sequence[Occasion]) -> Mapping[Cause, int]:
    """What was cancelled, by reason, as a board may know: nothing of few groups, nor what is left when the rest is told."""
    if not _many_groups(off):
        return {}
    groups: dict[Cause, set[tuple[str, str]]] = {}
    for one in off:
        groups.setdefault(one.cause, set()).add((one.school, one.group))
    hidden = smallcells.told_together({cause: len(own) for cause, own in groups.items()})
    return Counter("" if one.cause in hidden else one.cause for one in off)


def _parts(journal: Log, selection: Selection, today: date) -> Iterator[Part]:
    """School by school; those with few groups together, or not at all."""
    found = {
        place[0]: figures for place, figures in measures.table(journal, selection, today, ("school",)).items()
    }
    groups = {name: figures.groups for name, figures in found.items()}
    together = smallcells.told_together(groups)
    for name in sorted(found.keys() - together, key=alphabetical):
        yield _part(name, [found[name]])
    if smallcells.enough_groups(sum(groups[name] for name in together)):
        yield _part("", [found[name] for name in together])


def _part(name: str, figures: Iterable[measures.Figures]) -> Part:
    all_of = list(figures)
    return Part(
        name, len(all_of), sum(one.groups for one in all_of), sum(one.sessions for one in all_of),
        sum(one["plan"].over for one in all_of), sum(one["plan"].under for one in all_of),
    )  # fmt: skip


def _not_due(journal: Log, selection: Selection, today: date, cells: Sequence[grid.Cell]) -> list[grid.Cell]:
    """The cells, where a lesson that was cancelled, or moved to a day still to come, is not late; one that has another day
    is, when that has passed too."""
    off = {
        (one.school, one.group, one.lesson, one.day.isoformat())
        for one in occasions.values(journal, selection.year)
        if one.status == "cancelled"
        or (one.status == "moved" and one.moved_to is not None and one.moved_to >= today)
    }
    return grid.without(journal, selection, today, cells, off)


def _tracks(cells: Iterable[grid.Cell], library: Library) -> Iterator[Track]:
    """Every group's way. Last stand lessons that are not in the library any more: they were held, or are planned still."""
    own: dict[tuple[str, str], dict[str, grid.Cell]] = {}
    labels = dict[str, str]()
    for cell in cells:
        own.setdefault((cell.group, cell.programme), {})[cell.lesson] = cell
        labels |= {cell.lesson: cell.label} if cell.label else {}
    for (group, key), known in sorted(own.items()):
        lessons = [one for one in library.lessons if one.programme == key and _own(one, group, known)]
        lessons.sort(key=_slot)
        found = [(lesson.label, known.get(lesson.id)) for lesson in lessons]
        gone = known.keys() - {lesson.id for lesson in lessons}
        found += [(labels.get(lesson, ""), known[lesson]) for lesson in sorted(gone)]
        programme = library.programmes.get(key)
        name, accent = (programme.name, programme.accent) if programme else (key, _OTHER_ACCENT)
        yield Track(group, name, accent, tuple(found))


def _own(lesson: Lesson, group: str, known: Mapping[str, grid.Cell]) -> bool:
    return lesson.id in known or (not code_problem(group) and fits(lesson, Group(group, 1)))


def _slot(lesson: Lesson) -> tuple[int, str]:
    return lesson.slot, lesson.id


def _strained(journal: Log, selection: Selection) -> tuple[spread.StepFigures, ...]:
    """The steps that most often ran over, were cut or left out, of those that enough groups have come to."""
    told = [
        (one.strain, one)
        for one in spread.steps(journal, selection)
        if one.strain and smallcells.enough_groups(one.groups)
    ]
    told.sort(key=_most)
    return tuple(one for _share, one in told[:_STRAINED])


def _most(one: tuple[float, spread.StepFigures]) -> tuple[float, str, int]:
    return -one[0], one[1].lesson, one[1].place


def group(journal: Log, library: Library, year: int, place: tuple[str, str], today: date) -> GroupSheet:
    """What has happened with a group since its last supervision, planned or held; everything this year when there was none.

    `place`: its school and its code. A plan is the school's own: it says nothing about another school's 6B.
    """
    school, code = place
    known = [one for one in occasions.values(journal, year) if one.school == school]
    off = cancelled(known)
    met = [one for one in known if one.kind == "supervision" and one.took_place and one.group in ("", code)]
    whole = planaccounts.plan_of(journal, year, school, code)
    rows = [row for row in whole if (code, row.lesson, row.day) not in off]
    meetings = [*(row.day for row in rows if row.lesson == SUPERVISION), *(one.day for one in met)]
    before = [day for day in meetings if day < today]
    lessons = {lesson.id: lesson for lesson in library.lessons}
    runs = _runs(journal, Selection(year=year, school=place[0], group=place[1]))
    had = {run.row.lesson for run in runs if run.row.status == "done"} | _handed(journal, year, school, code)
    coming = [row for row in rows if row.day >= today and row.lesson in lessons and row.lesson not in had]
    since = max((day for day in before if any(run.day > day for run in runs)), default=None)
    return GroupSheet(
        year=year, today=today, school=school, group=code, since=since,
        runs=tuple(run for run in runs if since is None or run.day > since),
        coming=tuple((row.day, lessons[row.lesson].label, lessons[row.lesson].title) for row in coming[:2]),
        statements=tuple(s for s in counts.statements(journal, Selection(year=year, school=school, group=code)) if s.after),
    )  # fmt: skip


def _handed(journal: Log, year: int, school: str, code: str) -> set[str]:
    """What handovers tell a group of this laptop was led to the end of."""
    if (code, school) not in {(one.code, one.school) for one in queries.groups(journal)}:
        return set()
    told = threads.handed_over(journal).items()
    return {
        lesson
        for (group, lesson, when), one in told
        if (group, when) == (code, year) and one.status == "done"
    }


def own_runs(journal: Log, year: int) -> tuple[Run, ...]:
    """Everything led on this laptop in a school year, oldest first."""
    return tuple(_runs(journal, Selection(year=year), schema.session.c.device == journal.device))


def _runs(journal: Log, chosen: Selection, *which: ColumnElement[bool]) -> list[Run]:
    rows = queries.by_day(journal, *held(chosen), *which)
    try:
        days = [local_time(row.started, row.utc_offset_min).date() for row in rows]
    except ValueError as error:
        raise journal.damaged(str(error)) from error
    return [
        Run(row, day, tuple(queries.steps(journal, row.session)))
        for row, day in zip(reversed(rows), reversed(days), strict=True)
    ]
