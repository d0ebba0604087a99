"""Reports for those who decide: the board across schools, the headteacher of the own school. One page where possible."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from facilitator.exchange.paper import beside
from facilitator.exchange.paper.advice import MOST_ADVICE, advice, stop_of
from facilitator.exchange.paper.charts import (
    Bar,
    Parts,
    Stations,
    Stop,
    Swatch,
    Tiles,
    bar_line,
    columns,
    legend,
    tile,
)
from facilitator.exchange.paper.leaves import Frame, Kept, Leaf, pages
from facilitator.exchange.paper.pieces import Gap, Piece, Row, Stack, Together, Words, bullets
from facilitator.exchange.reportdata import Answers, Overview, Part, Track
from facilitator.i18n import _, ngettext, numeral
from facilitator.journal.figures import smallcells
from facilitator.journal.figures.definitions import definition, told
from facilitator.journal.figures.measures import Key
from facilitator.planning.days import years_words

PREPARED: Final = (0, 5, 10, 15, 30, 45)
_LESS: Final = 0.4
"""How much of the air is left where that saves a page."""
_COLOURS: Final = (("green", "ok", "pale"), ("yellow", "warn", "hatched"), ("red", "stop", "solid"))


def board(data: Overview) -> list[Leaf]:
    """For the steering group."""
    frame = Frame(_("Violence prevention in school"), _("For the steering group"), _no_pupils(), "mvp")
    head = _head(_("What has been done, school year {years}"), data)
    if data.empty:
        return pages([*head, *nothing_yet()], frame)
    if not smallcells.enough_groups(data.total.groups):
        return pages([*head, *_too_few(data)], frame)
    return close_set(
        [
            *head, _tiles(data), Gap(1.6), *_schools(data), *_conditions(data), *_changes(data),
            *_fidelity(data, ("order", "minutes", "two-leaders")), *_two(data), *_how_to_read(),
        ],
        frame,
    )  # fmt: skip


def school(data: Overview) -> list[Leaf]:
    """For the headteacher."""
    name = data.school or _("The school")
    frame = Frame(name, _("For the headteacher"), _no_pupils(), "mvp")
    head = _head(_("Violence prevention, school year {years}"), data)
    if data.empty and (not data.tracks or data.total["plan"].over):  # held under another name, if at all
        return pages([*head, *nothing_yet()], frame)
    if data.empty:  # planned, and nothing of it held: that is what there is to tell
        return pages([*head, _tiles(data), Gap(1.6), *_tracks(data), *_to_do(data), *_beside(data)], frame)
    return close_set(
        [
            *head, _tiles(data), Gap(1.6), *_tracks(data), *_conditions(data), *_to_do(data), *_changes(data),
            *_beside(data), *_for_the_plan(data),
        ],
        frame,
    )  # fmt: skip


def close_set(pieces: Sequence[Piece], frame: Frame) -> list[Leaf]:
    """Over as few pages as they need, also where that takes less air between the parts."""
    whole = pages(pieces, frame)
    closer = pages([Gap(_LESS * one.steps) if type(one) is Gap else one for one in pieces], frame)
    return closer if len(closer) < len(whole) else whole


def nothing_yet() -> list[Piece]:
    """What to do when there is nothing to report."""
    lines = (
        _("Lead a lesson from the page Today. When it has ended it is in the report by itself."),
        _("Have other computers led lessons? Take in their packages on the page Settings."),
        _("Then make the report again."),
    )
    return [
        Words(_("There is nothing to report yet"), "heading"),
        Gap(1),
        *bullets(lines, "lead", signs=("1", "2", "3")),
    ]


def _no_pupils() -> str:
    return _("Groups are codes and people are numbers. Nothing here tells of a pupil or a leader.")


def _head(title: str, data: Overview) -> list[Piece]:
    day = _("Up to {day}.").format(day=data.until.isoformat())
    if not data.empty and data.total["plan"].share is None:
        none = _("No plan is laid for the year.")
        day = f"{day} {none}"
    return [
        Words(title.format(years=years_words(data.year)), "title", scale=0.85),
        Words(day, "small", token="ink-2"),
        Gap(1.5),
    ]


def _too_few(data: Overview) -> list[Piece]:
    words = ngettext(
        "So far {n} group has had lessons. What is told across schools rests on at least {least} groups, so that no group and no leader can be known again.",
        "So far {n} groups have had lessons. What is told across schools rests on at least {least} groups, so that no group and no leader can be known again.",
        data.total.groups,
    ).format(n=data.total.groups, least=smallcells.FEWEST_GROUPS)
    return [
        Words(_("Too few groups to report on yet"), "heading"),
        Gap(1),
        Words(words, "lead"),
        Gap(1),
        Words(_("The report for the own school can be made already now."), "lead"),
    ]


def _tiles(data: Overview) -> Piece:
    total, reached = data.total, data.reached
    groups = ngettext("in {n} group", "in {n} groups", total.groups).format(n=total.groups)
    counted = reached.groups - reached.few
    pupils = ngettext("in {n} group", "in {n} groups", counted).format(n=counted)
    if reached.few:
        pupils = ngettext(
            "in {n} of {of} groups; the small one is not counted",
            "in {n} of {of} groups; the small ones are not counted",
            reached.few,
        ).format(n=counted, of=reached.groups)
    plan, core = total["plan"], total["core"]
    planned = _("{n} of {of} planned by now").format(
        n=numeral(round(plan.over)), of=numeral(round(plan.under))
    )
    by_plan = () if plan.share is None else (tile(definition("plan").name, told(plan), planned),)
    cells = (
        tile(_("Lessons led"), numeral(total.sessions), groups),
        tile(_("Pupils"), numeral(reached.people) if reached.people else "–", pupils),
        *by_plan,
        tile(
            definition("core").name,
            told(core),
            _("the median; {n} of {of} steps").format(
                n=numeral(round(core.over)), of=numeral(round(core.under))
            ),
        ),
    )
    return Tiles(cells)


def _section(title: str, pieces: Iterable[Piece]) -> list[Piece]:
    return [Together((Words(title, "heading"), Gap(0.6), *pieces)), Gap(1.0)]


def _schools(data: Overview) -> list[Piece]:
    planned = data.total["plan"].share is not None
    title = _("Planned lessons held, school by school") if planned else _("Lessons led, school by school")
    if not data.parts:
        few = _("A school is shown by itself when it has at least {n} groups.")
        return _section(title, [Words(few.format(n=smallcells.FEWEST_GROUPS), token="ink-2")])
    return _section(title, [_school_line(part, planned=planned) for part in data.parts])


def _school_line(part: Part, *, planned: bool) -> Piece:
    """`planned`: some school has a plan; else each need not say that it has none."""
    name = part.name or (
        _("No school given")
        if part.schools == 1
        else ngettext("{n} school with few groups", "{n} schools with few groups", part.schools).format(
            n=part.schools
        )
    )
    groups = ngettext("{n} group", "{n} groups", part.groups).format(n=part.groups)
    if not planned:
        led = ngettext("{n} lesson", "{n} lessons", part.sessions).format(n=numeral(part.sessions))
        return bar_line(name, None, f"{led} · {groups}")
    if not part.planned:
        led = ngettext("{n} lesson led, no plan", "{n} lessons led, no plan", part.sessions).format(
            n=numeral(part.sessions)
        )
        return bar_line(name, None, f"{led} · {groups}")
    held = _("{n} of {of}").format(n=numeral(round(part.held)), of=numeral(round(part.planned)))
    return bar_line(name, part.held / part.planned, f"{held} · {groups}")


def _conditions(data: Overview) -> list[Piece]:
    """Preparation, the form of the group and the room, side by side; what too few gave as an answer is not told."""
    counts = smallcells.told([_prepared(data.prepared or {}, place) for place in range(len(PREPARED))])
    steps = [
        (
            "–" if count is None else ngettext("{n} lesson", "{n} lessons", count).format(n=count),
            count or 0,
            _("{n} min").format(n=f"{least}+" if least == PREPARED[-1] else least),
        )
        for count, least in zip(counts, PREPARED, strict=True)
    ]
    ready = Stack(
        (
            Words(_("Preparation"), "heading"),
            Gap(0.8),
            columns(steps, "staff", 5),
            Words(_not_told(data.prepared, counts), "small", token="ink-2"),
        )
    )
    forms = {1: _("Whole class"), 2: _("Half class"), 3: _("Smaller group")}
    rooms = {1: _("It was enough"), 2: _("Partly"), 3: _("It was not enough")}
    spreads = (
        _spread(_("The group"), forms, data.forms),
        _spread(_("The room"), rooms, data.rooms),
    )
    return [Together((Row((ready, *spreads), (1.7, 1, 1), between=2),)), Gap(1.0)]


def _spread(title: str, names: Mapping[int, str], answers: Answers | None) -> Piece:
    """How often each answer was given; what too few gave is not told."""
    counts = [(answers or {}).get(value, 0) for value in names]
    shown, answered = smallcells.told(counts), sum(counts)
    bars: list[Piece] = []
    for name, count in zip(names.values(), shown, strict=True):
        share = count / answered if answered and count is not None else None
        bars.append(
            Stack(
                (
                    Row(
                        (Words(name), Bar(share, "staff", None), Words("–" if count is None else f"{count}")),
                        (6.2, 3.4, 1.6),
                        between=0.6,
                    ),
                    Gap(0.8),
                )
            )
        )
    words = Words(_not_told(answers, shown), "small", token="ink-2")
    return Stack((Words(title, "heading"), Gap(0.8), *bars, words))


def _prepared(answers: Answers, place: int) -> int:
    """How many prepared for at least this step and less than the next."""
    low = PREPARED[place]
    high = PREPARED[place + 1] if place + 1 < len(PREPARED) else 10**6
    return sum(count for minutes, count in answers.items() if minutes is not None and low <= minutes < high)


def _not_told(answers: Answers | None, shown: Sequence[int | None]) -> str:
    """How many have no answer, and that what too few gave is not `shown`."""
    if answers is None:
        words = _("Fewer than {n} groups have answered. Their answers are not shown.")
        return words.format(n=smallcells.FEWEST_GROUPS)
    missing = answers.get(None, 0)
    words = ngettext("{n} lesson has no answer.", "{n} lessons have no answer.", missing).format(n=missing)
    if not missing:
        words = _("All lessons have an answer.")
    if answers.keys() - {None} and None in shown:
        words += " " + _("Fewer than {n} are not shown.").format(n=smallcells.FEWEST_ANSWERS)
    return words


def _changes(data: Overview) -> list[Piece]:
    total = data.total
    changed = round(total["red"].under)
    if not changed:
        return _section(_("Changes in the lessons"), [Words(_("No step was cut or left out."))])
    parts = [(total[key].share or 0, token, fill) for key, token, fill in _COLOURS]  # type: ignore[index]
    words = {
        "green": _("Green {share}: optional steps, flexible ones cut"),
        "yellow": _("Yellow {share}: flexible steps left out, core steps cut"),
        "red": _("Red {share}: core steps left out"),
    }
    entries = [
        (Swatch(token, fill), words[key].format(share=told(total[key])))  # type: ignore[index,arg-type]
        for key, token, fill in _COLOURS
    ]
    title = ngettext(
        "Changes in the lessons: {n} step cut or left out",
        "Changes in the lessons: {n} steps cut or left out",
        changed,
    ).format(n=numeral(changed))
    return _section(title, [Parts(parts), Gap(0.8), *legend(entries)])  # type: ignore[arg-type]


def _fidelity(data: Overview, keys: Sequence[Key]) -> list[Piece]:
    lines = []
    for key in keys:
        figure, one = data.total[key], definition(key)
        if not smallcells.enough_answers(figure.rests):
            lines.append(bar_line(one.name, None, _("too few answers")))
            continue
        words = _("{share} · {n} of {of} min") if key == "minutes" else _("{share} · {n} of {of}")
        words = words.format(
            share=told(figure), n=numeral(round(figure.over)), of=numeral(round(figure.under))
        )
        lines.append(bar_line(one.name, figure.share, words))
    return _section(_("How faithfully the lessons are led"), lines)


def _beside(data: Overview) -> list[Piece]:
    found = " · ".join(beside.lines(data))
    return _section(_("Beside the lessons with pupils"), [Words(found)]) if found else []


def _two(data: Overview) -> list[Piece]:
    """What was held beside the lessons, and steps that strain, side by side; one alone over the whole width."""
    found = []
    for title, lines in (
        (_("Beside the lessons with pupils"), tuple(beside.lines(data))),
        (_("Steps where it is hard going"), tuple(_strained(data))),
    ):
        if lines:
            found.append(Stack((Words(title, "heading"), Gap(0.6), *bullets(lines))))
    return [Together((Row(found, (1,) * len(found), between=3),)), Gap(1.4)] if found else []


def _strained(data: Overview) -> Iterator[str]:
    for one in data.strained:
        yield _("{lesson}, {step}: over time {over}, cut {cut}, left out {out}, of {n} times").format(
            lesson=one.label, step=one.title, over=one.over, cut=one.shortened, out=one.skipped,
            n=one.held + one.shortened + one.skipped,
        )  # fmt: skip


def _how_to_read() -> list[Piece]:
    lines = (
        _(
            "The figures say what has been done. They say nothing about what pupils have learnt, and they are not grades."
        ),
        _("What rests on fewer than {n} groups is not reported by itself.").format(
            n=smallcells.FEWEST_GROUPS
        ),
        _(
            "The measures have the names that evaluations use. What each one counts is explained in the spreadsheet of the log."
        ),
    )
    return _section(_("How to read the figures"), [Words(" ".join(lines), "small", token="ink-2")])


# --- the school --------------------------------------------------------------------------------------------------


def _tracks(data: Overview) -> list[Piece]:
    room = max((len(track.cells) for track in data.tracks), default=1)
    names = {"held": _("led to its end"), "part": _("begun"), "late": _("late"), "coming": _("not yet")}
    stops: tuple[Stop, ...] = ("held", "part", "late", "coming")
    key = Row(
        [Row((Stations((stop,), 1), Words(names[stop])), (1, 4), between=0.4) for stop in stops],
        (1, 1, 1, 1),
        between=1,
    )
    lines = [_track_line(track, room) for track in data.tracks]
    return [
        Kept((Words(_("Group by group"), "heading"), Gap(0.4))),
        *lines,
        Row((Gap(0), key), (2.6, 10.6)),
        Gap(1.4),
    ]


def _track_line(track: Track, room: int) -> Piece:
    stops = [stop_of(cell) for _label, cell in track.cells]
    words = _("{n} of {of} held").format(n=stops.count("held"), of=len(stops))
    if late := stops.count("late"):
        words += " · " + ngettext("{n} is late", "{n} are late", late).format(n=late)
    name = f"{track.group} · {track.programme}"
    return Row(
        (Words(name, "strong"), Stations(stops, room, track.accent), Words(words)), (2.6, 7, 3.6), between=1
    )


def _to_do(data: Overview) -> list[Piece]:
    first = tuple(islice(advice(data), MOST_ADVICE))
    return _section(_("Needs attention"), bullets(first or (_("Nothing needs attention just now."),)))


def _for_the_plan(data: Overview) -> list[Piece]:
    """A paragraph for the school's own plan, to copy."""
    groups, lessons, minutes = data.with_pupils
    plan = data.total["plan"]
    words = ngettext(
        "In the school year {years}, up to {day}, {groups} group of pupils has had {lessons} lessons against violence, {minutes} minutes in all.",
        "In the school year {years}, up to {day}, {groups} groups of pupils have had {lessons} lessons against violence, {minutes} minutes in all.",
        groups,
    ).format(
        years=years_words(data.year), day=data.until.isoformat(), groups=groups, lessons=numeral(lessons),
        minutes=numeral(minutes),
    )  # fmt: skip
    if plan.share is not None:
        words += " " + _("{share} of the lessons planned by then have been held.").format(share=told(plan))
    words += " " + _("The lessons are logged by group, never by pupil.")
    return _section(_("For the school’s plan against abuse"), [Words(words)])
