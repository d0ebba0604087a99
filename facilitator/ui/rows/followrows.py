"""What the page Uppföljning shows, as rows made of the log's own counts; nothing here knows a window."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from facilitator.i18n import _, alphabetical, ngettext, numeral
from facilitator.journal import latest, occasions, queries
from facilitator.journal.figures import (
    conditions,
    counts,
    definitions,
    elsewhere,
    grid,
    looking,
    measures,
    scenariouse,
    spread,
)
from facilitator.planning.breaks import first_year
from facilitator.planning.due import grades_of
from facilitator.planning.yearwords import missing_lesson
from facilitator.ui.desk.follow import ports
from facilitator.ui.rows.deskrows import held_views, local, steps_of
from facilitator.ui.running import clock

if TYPE_CHECKING:
    from facilitator.content.library import Library
    from facilitator.journal import Journal
    from facilitator.journal.figures.selection import Selection
    from facilitator.planning.occasions import Occasion
    from facilitator.ui.loading import Rooms

CHANGES: Final[tuple[measures.Key, ...]] = ("green", "yellow", "red")
STRAINED: Final = 1 / 3
"""A step that gave trouble in so large a share of the sessions is told of."""
_STATES: Final[dict[grid.State, ports.State]] = {
    "held": "held", "shortened": "shortened", "part": "partial", "late": "late", "coming": "planned",
}  # fmt: skip


def answer(rooms: "Rooms", question: ports.Question) -> ports.Answer:
    """Look something up. Raises WorldTrouble."""
    match question:
        case ports.Look(selection):
            return overview(rooms, selection, clock.today())
        case ports.LookAtGrid(selection):
            return coverage(rooms, selection, clock.today())
        case ports.LookBehind(selection, behind):
            return _behind(rooms, selection, behind)
        case ports.LookAtLesson(selection, lesson):
            return _lesson(rooms.journal, selection, lesson)
        case ports.LookAtAnswers(selection):
            return _answers(rooms.journal, selection)
        case ports.LookAtConditions(selection):
            return ports.ConditionsView(tuple(_conditions(rooms.journal, selection)))
        case ports.LookAtScenarios(selection):
            return ports.ScenariosView(tuple(_scenarios(rooms.journal, selection)))
        case ports.LookAtSession(session):
            return ports.SessionSteps(steps_of(rooms.journal, session))


def overview(rooms: "Rooms", selection: "Selection", today: date) -> ports.Overview:
    """Figures and choices of a selection. Raises WorldTrouble."""
    journal = rooms.journal
    figures = measures.figures(journal, selection, today)
    return ports.Overview(
        sessions=figures.sessions,
        groups=figures.groups,
        choices=_choices(looking.choices(journal), selection, rooms.library),
        measures=tuple(_measures(figures)),
    )


def _measures(figures: measures.Figures) -> Iterator[ports.MeasureView]:
    """Each measure; the colours of changes as one, for they are parts of a whole."""
    colours = [definitions.definition(key) for key in CHANGES]
    for one in definitions.definitions():
        figure = figures[one.key]
        if one.key == CHANGES[0]:
            shares = " · ".join(definitions.told(figures[key]).rstrip(" %") for key in CHANGES)
            words = ngettext("per cent of {n} change", "per cent of {n} changes", figure.rests)
            words = words.format(n=numeral(round(figure.rests)))
            once = definitions.left_out()
            told = (f"{own.name}. {own.meaning.removesuffix(once).strip()}" for own in colours)
            meaning = "\n".join((_("In per cent."), *told, once))
            yield ports.MeasureView("changes", _("Changes: green, yellow, red"), shares, words, meaning)
        elif one.key not in CHANGES:
            words = _("{over} of {under}").format(
                over=numeral(round(figure.over)), under=numeral(round(figure.under))
            )
            if one.key == "core":
                words = ngettext("median, {n} lesson", "median, {n} lessons", figure.rests)
                words = words.format(n=numeral(round(figure.rests)))
            elif one.key == "plan" and not figure.under:
                words = _("no plan here")
            elif one.key == "minutes":
                words = _("{minutes} min").format(minutes=words)
            yield ports.MeasureView(one.key, one.name, definitions.told(figure), words, one.meaning)


def _choices(known: "Sequence[looking.Chosen]", selection: "Selection", library: "Library") -> ports.Choices:
    """What can be chosen: every filter offers what there is under the ones before it."""
    in_year = [one for one in known if selection.year in (None, one.year)]
    in_programme = [one for one in in_year if selection.programme in (None, one.programme)]
    in_school = [one for one in in_programme if selection.school in (None, one.school)]
    named = {one.programme for one in in_year}
    names = {key: library.programmes[key].name if key in library.programmes else key for key in named}
    order = [*library.programmes]
    return ports.Choices(
        years=tuple(sorted({one.year for one in known}, reverse=True)),
        programmes=tuple(sorted(names.items(), key=lambda one: (_place(order, one[0]), one[0]))),
        schools=tuple(sorted({one.school for one in in_programme}, key=alphabetical)),
        groups=tuple(sorted({one.group for one in in_school})),
    )


def _place(order: "Sequence[str]", key: str) -> int:
    return order.index(key) if key in order else len(order)


def coverage(rooms: "Rooms", selection: "Selection", today: date) -> ports.CoverageView:
    """The grid of a selection. Raises WorldTrouble."""
    off = _cancelled(rooms.journal, selection)
    days = {(one.school, one.group, one.lesson, one.day.isoformat()) for one in off}
    programmes = {one.id: one.programme for one in rooms.library.lessons}
    led = grid.cells(rooms.journal, selection, today)
    whole = elsewhere.counted_in(rooms.journal, selection, led, programmes)
    left = grid.without(rooms.journal, selection, today, whole, days)
    cells = [cell for cell in left if cell.planned or cell.done or cell.part or cell.elsewhere]
    known = {(_group_of(cell), cell.lesson) for cell in cells}
    off = [one for one in off if (_group_of(one), one.lesson) not in known]
    groups = _groups(rooms.journal, selection, [*cells, *off], today)
    several = len({one.year for one in groups}) > 1
    lines = tuple(ports.LineView(one.code, one.school, one.year if several else None) for one in groups)
    columns, grades = _columns(rooms, [*cells, *off], {line.group[:1] for line in lines})
    across = {column.lesson: place for place, column in enumerate(columns)}
    down = {group: place for place, group in enumerate(groups)}
    found = {
        (place, across[lesson]): ports.CellView("unfit")
        for place, line in enumerate(lines)
        for lesson, own in grades.items()
        if own and line.group[:1] not in own
    }
    for cell in cells:
        found[down[_group_of(cell)], across[cell.lesson]] = _cell(cell)
    for one in off:
        found[down[_group_of(one)], across[one.lesson]] = ports.CellView("cancelled", one.day)
    return ports.CoverageView(lines, columns, found, by_school=len({line.school for line in lines}) > 1)


def _cancelled(journal: "Journal", selection: "Selection") -> "list[Occasion]":
    """The lessons that were cancelled, the oldest day first."""
    return [
        one
        for one in reversed(occasions.values(journal, selection.year))
        if one.status == "cancelled" and one.group and one.lesson
        and all(
            wanted in (None, own)
            for wanted, own in (
                (selection.programme, one.programme), (selection.school, one.school), (selection.group, one.group),
            )
        )
    ]  # fmt: skip


def _columns(
    rooms: "Rooms", cells: "Iterable[grid.Cell | Occasion]", present: Set[str]
) -> tuple[tuple[ports.ColumnView, ...], Mapping[str, str]]:
    """The lessons of every programme that was led or planned, in its order, and the grades each is for; after them lessons
    that are not in the library any more. What is for none of the grades `present` is left out, unless it was led."""
    library, named = rooms.library, {cell.lesson: cell.programme for cell in cells}
    programmes = {*named.values()}
    grades = {one.id: grades_of(one) for one in library.lessons}
    order = [*library.programmes]
    lessons = sorted(
        (
            one
            for one in library.lessons
            if one.id in named or (one.programme in programmes and not present.isdisjoint(grades[one.id]))
        ),
        key=lambda one: (_place(order, one.programme), one.slot, one.id),
    )
    columns = [ports.ColumnView(one.id, one.label, one.title) for one in lessons]
    gone = sorted(named.keys() - grades.keys(), key=lambda one: (named[one], one))
    names = latest.lesson_names(rooms.journal, gone)  # what the log knows of them
    columns += [ports.ColumnView(one, *names.get(one, ("–", f"{missing_lesson()}: {one}"))) for one in gone]
    return tuple(columns), {column.lesson: grades.get(column.lesson, "") for column in columns}


class _Group(NamedTuple):
    """A group of a school year: next year the same code is another class."""

    code: str
    school: str
    year: int


def _group_of(one: "grid.Cell | Occasion") -> _Group:
    return _Group(one.group, one.school, one.year if isinstance(one, grid.Cell) else first_year(one.day))


def _groups(
    journal: "Journal", selection: "Selection", cells: "Iterable[grid.Cell | Occasion]", today: date
) -> list[_Group]:
    """The groups that were met or planned for, and those that are here now and have had nothing yet; of the newest school
    year first."""
    found = {_group_of(cell) for cell in cells}
    if selection.year in (None, this_year := first_year(today)):
        found |= {
            _Group(one.code, one.school, this_year)
            for one in queries.groups(journal)
            if one.active and selection.school in (None, one.school) and selection.group in (None, one.code)
        }
    return sorted(found, key=lambda one: (-one.year, alphabetical(one.school), one.code))


def _cell(cell: "grid.Cell") -> ports.CellView:
    last = max(cell.last, cell.told)
    day = local(last).date() if last else date.fromisoformat(cell.first) if cell.first else None
    told = bool(cell.elsewhere) and not cell.done
    return ports.CellView(_STATES[cell.state], day, cell.done + cell.part, told)


def _behind(rooms: "Rooms", selection: "Selection", behind: ports.Behind) -> ports.SessionsBehind:
    wanted = selection
    if behind.group is not None:
        wanted = replace(wanted, group=behind.group)
    if behind.school is not None:
        wanted = replace(wanted, school=behind.school)
    if behind.year is not None:
        wanted = replace(wanted, year=behind.year)
    rows, count = looking.newest(rooms.journal, wanted, behind.lesson)
    told = not rows and behind.lesson is not None and bool(_elsewhere(rooms, wanted, behind.lesson))
    return ports.SessionsBehind(held_views(rooms.journal, rows), count, told)


def _elsewhere(rooms: "Rooms", selection: "Selection", lesson: str) -> "list[grid.Cell]":
    """What handovers tell of a lesson."""
    programmes = {one.id: one.programme for one in rooms.library.lessons if one.id == lesson}
    return elsewhere.counted_in(rooms.journal, selection, (), programmes)


def _lesson(journal: "Journal", selection: "Selection", lesson: str) -> ports.LessonSteps:
    figures = sorted(spread.steps(journal, selection, lesson), key=lambda one: one.place)
    halves = looking.halves(journal, selection, lesson)
    steps = []
    for one in figures:
        half = halves.get(one.step, looking.Half(0, 0, 0))
        held = one.held + one.shortened
        steps.append(
            ports.SpreadView(
                one.title, round(one.given_s / held) if held else 0, half.middle_s, half.low_s, half.high_s,
                held, one.sessions, _hurts(one) if _strained(one) else "",
            )
        )  # fmt: skip
    return ports.LessonSteps(max((one.sessions for one in figures), default=0), tuple(steps))


def _strained(step: "spread.StepFigures") -> bool:
    return step.strain is not None and step.strain >= STRAINED


def _hurts(step: "spread.StepFigures") -> str:
    """What goes on with a step, in one sentence."""
    came = step.held + step.shortened + step.skipped
    told = (
        (_("ran over in {n}"), step.over),
        (_("was shortened in {n}"), step.shortened),
        (_("was left out in {n}"), step.skipped),
    )
    parts = ", ".join(words.format(n=n) for words, n in told if n)
    return _("{parts} of {total} sessions").format(parts=parts, total=came)


def _conditions(journal: "Journal", selection: "Selection") -> "Iterator[ports.ConditionView]":
    """The answers of each condition, in words."""
    names: dict[tuple[conditions.Condition, int], str] = {
        ("room", 1): _("The room was enough"), ("room", 2): _("The room was partly enough"),
        ("room", 3): _("The room was not enough"), ("group_form", 1): _("Whole class"), ("group_form", 2): _("Half class"),
        ("group_form", 3): _("Smaller group"),
        ("prepared", 1): _("Prepared at least {n} min").format(n=measures.PREPARED_MIN),
        ("prepared", 0): _("Prepared less than {n} min").format(n=measures.PREPARED_MIN),
    }  # fmt: skip
    for condition, answers in conditions.conditions(journal, selection).items():
        for value, found in answers.items():
            lessons = "–" if found.lessons is None else numeral(found.lessons)
            yield ports.ConditionView(names[condition, value], lessons, definitions.told(found.core))


def _scenarios(journal: "Journal", selection: "Selection") -> "Iterator[ports.ScenarioView]":
    for one in scenariouse.used(journal, selection):
        lessons, groups = ("–" if n is None else numeral(n) for n in (one.sessions, one.groups))
        yield ports.ScenarioView(one.title, one.label, lessons, groups)


def _answers(journal: "Journal", selection: "Selection") -> ports.Answers:
    """Statements counted twice, groups taken together; a group with a hidden count is left out, so that no sum tells it."""
    found: dict[tuple[str, ...], list[counts.Statement]] = {}
    for one in counts.statements(journal, selection):
        if one.after is not None and None not in (*one.before.counts, *one.after.counts):
            found.setdefault((one.programme, one.text, *one.answers), []).append(one)
    return ports.Answers(tuple(_together(own) for own in found.values()))


def _together(own: "Sequence[counts.Statement]") -> ports.AnswersView:
    firsts, lasts = [one.times[0] for one in own], [one.times[-1] for one in own]
    first, last = _labels(firsts), _labels(lasts)
    return ports.AnswersView(
        own[0].text, own[0].answers, _sums(firsts), _sums(lasts), len(own), first, last,
    )  # fmt: skip


def _sums(counted: "Sequence[counts.Counted]") -> tuple[int, ...]:
    return tuple(
        sum(count or 0 for count in column) for column in zip(*(one.counts for one in counted), strict=True)
    )


def _labels(counted: "Sequence[counts.Counted]") -> str:
    """The lesson that all of them were counted in; empty when there are several."""
    labels = {one.label for one in counted}
    return labels.pop() if len(labels) == 1 else ""
