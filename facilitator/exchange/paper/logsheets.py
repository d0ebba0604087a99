"""Sheets of the log for those who lead: what a group's leaders and their supervisor look at, and a leader's own log."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from facilitator.exchange.paper.charts import Bar, Tiles, tile
from facilitator.exchange.paper.leaves import Frame, Kept, Leaf, bare_pages, numbered, pages
from facilitator.exchange.paper.pieces import Gap, Piece, Row, Rule, Together, Words, bullets
from facilitator.exchange.paper.reports import close_set, nothing_yet
from facilitator.exchange.reportdata import GroupSheet, Run
from facilitator.i18n import _, ngettext, numeral
from facilitator.journal.figures.spread import OVER_S
from facilitator.journal.tables.rows import StepRow
from facilitator.planning.days import years_words

LINES: Final = 3
"""So many lines there are to write on what is agreed."""
MOST_RUNS: Final = 6
"""So many lessons a sheet shows; the newest."""
MOST_CHANGES: Final = 4
"""So many different changes of steps a sheet names."""
_MINUTE: Final = 60


def supervision(sheets: Sequence[GroupSheet], year: int) -> list[Leaf]:
    """A page for each group."""
    title = _("Supervision, school year {years}").format(years=years_words(year))
    frame = Frame(title, _("For leaders and their supervisor"), _("Write no names on this sheet."), "staff")
    if not sheets or not any(sheet.runs for sheet in sheets):
        return pages(nothing_yet(), frame)
    leaves: list[Leaf] = []
    for sheet in sheets:
        leaves += numbered(bare_pages(_sheet(sheet)), frame)
    return leaves


def _sheet(sheet: GroupSheet) -> list[Piece]:
    since = (
        _("Since the supervision on {day}.").format(day=sheet.since.isoformat())
        if sheet.since
        else _("The whole school year so far.")
    )
    head: list[Piece] = [
        Words(
            _("Group {code}").format(code=" · ".join(filter(None, (sheet.group, sheet.school)))),
            "title",
            scale=0.85,
        ),
        Words(since, "small", token="ink-2"),
        Gap(1.5),
    ]
    if not sheet.runs:
        return [*head, *nothing_yet()]
    runs = sheet.runs[-MOST_RUNS:]
    return [
        *head, *_section(_("Lessons"), [_run_line(run, _longest(runs)) for run in runs]), *_steps(_timed(runs)[-1:]),
        *_took_time(runs), *_changed(runs), *_needs(runs), *_stood(sheet), *_questions(runs), *_coming(sheet), *_agreed(),
    ]  # fmt: skip


def _section(title: str, pieces: Sequence[Piece]) -> list[Piece]:
    return [Together((Words(title, "heading"), Gap(0.6), *pieces)), Gap(1.6)]


def _longest(runs: Sequence[Run]) -> int:
    return max(max(run.row.spent_s, run.row.length_min * _MINUTE) for run in runs) or 1


def _run_line(run: Run, longest: int) -> Piece:
    row = run.row
    words = _("{spent} of {planned} min").format(spent=round(row.spent_s / _MINUTE), planned=row.length_min)
    if row.status == "partial":
        words += " · " + _("in part")
    bar = Bar(row.spent_s / longest, "staff", row.length_min * _MINUTE / longest, 1.8)
    name = f"{run.day.isoformat()}  {row.label} {row.title}"
    return Row((Words(name), bar, Words(words)), (7, 3, 2.6), between=1.2)


def _timed(runs: Sequence[Run]) -> list[Run]:
    """Those that the program led: what was entered afterwards has minutes in all, and its steps were never timed."""
    return [run for run in runs if not run.row.late]


def _steps(newest: Sequence[Run]) -> list[Piece]:
    """The newest lesson, if any, step by step: what was planned as a pale bar, what it took as a dark one."""
    return [piece for run in newest for piece in _step_by_step(run)]


def _step_by_step(run: Run) -> list[Piece]:
    longest = max((max(step.planned_s, step.spent_s) for step in run.steps), default=1) or 1
    title = _("{lesson}, step by step: planned pale, taken dark").format(lesson=run.row.label)
    return _section(title, [_step_line(step, longest) for step in run.steps])


def _step_line(step: StepRow, longest: int) -> Piece:
    taken = _("{spent} of {planned} min").format(
        spent=round(step.spent_s / _MINUTE), planned=round(step.planned_s / _MINUTE)
    )
    became = outcome_words(step)
    bar = Bar(step.spent_s / longest, "staff", step.planned_s / longest, 1.5)
    words = Words(f"{taken} · {became}" if became else taken, "small")
    return Row((Words(step.title, "small"), bar, words), (4, 4.5, 3.8), between=1.4)


def outcome_words(step: StepRow) -> str:
    """What became of a step, when it was not simply held."""
    if step.outcome == "skipped":
        reason = reason_words().get(step.reason, "")
        return _("left out, {reason}").format(reason=reason) if reason else _("left out")
    if step.outcome == "shortened":
        return _("cut")
    return _("not reached") if step.outcome == "not-reached" else ""


def reason_words() -> dict[str, str]:
    """Why a step was left out."""
    return {
        "time": _("for lack of time"), "age": _("did not fit the age"), "language": _("the language was too hard"),
        "question": _("the group had another question"), "technical": _("technical trouble"),
        "sensitive": _("too sensitive just now"), "other": _("another reason"),
    }  # fmt: skip


def _over(runs: Sequence[Run]) -> list[tuple[int, str, str]]:
    """Steps that took more than two minutes too much, the most first."""
    found = [
        (step.spent_s - step.planned_s, run.row.label, step.title)
        for run in _timed(runs)
        for step in run.steps
        if step.spent_s > step.planned_s + OVER_S
    ]
    return sorted(found, key=_most)


def _most(one: tuple[int, str, str]) -> tuple[int, str, str]:
    return -one[0], one[1], one[2]


def _took_time(runs: Sequence[Run]) -> list[Piece]:
    lines = [
        _("{lesson}, {step}: {n} min more than planned").format(
            lesson=label, step=title, n=round(over / _MINUTE)
        )
        for over, label, title in _over(runs)[:3]
    ]
    return _section(
        _("What took time"), bullets(lines or (_("No step took more than two minutes too much."),))
    )


def _changed(runs: Sequence[Run]) -> list[Piece]:
    cut = [
        (run, step)
        for run in runs
        for step in run.steps
        if step.outcome == "skipped" or (step.outcome == "shortened" and not run.row.late)
    ]
    counts = Counter(
        _("{lesson}, {step}: {what}").format(lesson=run.row.label, step=step.title, what=outcome_words(step))
        for run, step in reversed(cut)
    )
    lines = [
        line if times == 1 else _("{line}, {n} times").format(line=line, n=times)
        for line, times in counts.items()
    ]
    more = sum(list(counts.values())[MOST_CHANGES:])
    if more:
        more_words = ngettext("and {n} step more", "and {n} steps more", more).format(n=more)
        lines = [*lines[:MOST_CHANGES], more_words]
    return _section(_("What was changed"), bullets(lines or (_("Nothing was cut or left out."),)))


def _needs(runs: Sequence[Run]) -> list[Piece]:
    """What the leaders said that they need most, and after how many of the lessons."""
    names = {1: _("supervision"), 2: _("help with the content"), 3: _("a room"), 4: _("time")}
    counts = {name: sum(run.row.needs == need for run in runs) for need, name in names.items()}
    words = [
        ngettext("{what} (after {n} lesson)", "{what} (after {n} lessons)", count).format(what=name, n=count)
        for name, count in counts.items()
        if count
    ]
    return _section(_("What the leaders need"), [Words(", ".join(words))]) if words else []


def _stood(sheet: GroupSheet) -> list[Piece]:
    """The same statement before and after: counts of the group, the small ones hidden."""
    lines = []
    for one in sheet.statements:
        if one.after is None:
            continue
        pairs = zip(one.answers, one.before.counts, one.after.counts, strict=True)
        told = ", ".join(
            _("{answer} {before}, then {after}").format(
                answer=answer, before=_hidden(was), after=_hidden(now)
            )
            for answer, was, now in pairs
            if answer and (was, now) != (None, None)
        )
        lines.append(f"{one.text} {told}.")
    return _section(_("The same statement, before and after"), bullets(lines)) if lines else []


def _hidden(count: int | None) -> str:
    return "–" if count is None else str(count)


def _questions(runs: Sequence[Run]) -> list[Piece]:
    texts = list(_asked(runs))[:3]
    signs = [f"{n}" for n in range(1, len(texts) + 1)]
    return _section(_("Three questions to talk about"), bullets(texts, signs=signs))


def _asked(runs: Sequence[Run]) -> Iterator[str]:
    """Questions that what happened gives rise to; then those that always can be asked."""
    weights = [step.weight for run in runs for step in run.steps if step.outcome == "skipped"]
    if "core" in weights or "protected" in weights:
        yield _("A core step was left out. What would make it possible to hold it next time?")
    if _over(runs):
        yield _("Where did the group want to stay? What can be shorter so that there is time for it?")
    if any((run.row.prepared_min or 0) < 15 for run in runs if run.row.prepared_min is not None):
        yield _("When and where do you prepare, and what do you need to have time for it?")
    if any(run.row.room in (2, 3) for run in runs):
        yield _("The room was not quite enough. Which other room, or a second one, can you have next time?")
    yield _("What did the group do well that you want to see more of?")
    yield _("Was there a moment when you were unsure? What would you say next time?")
    yield _("How do you share the lesson between you, and does it work?")


def _coming(sheet: GroupSheet) -> list[Piece]:
    lines = [f"{day.isoformat()}  {label} {title}" for day, label, title in sheet.coming]
    return _section(_("Next"), bullets(lines)) if lines else []


def _agreed() -> list[Piece]:
    lines: list[Piece] = []
    for _line in range(LINES):
        lines += [Gap(2.8), Rule("ink-3")]
    return _section(_("What we agree on"), lines)


# --- a leader's own ------------------------------------------------------------------------------------------------


def own_log(runs: Sequence[Run], year: int) -> list[Leaf]:
    """Everything that was led on this computer in a school year."""
    title = _("My log, school year {years}").format(years=years_words(year))
    frame = Frame(title, _("For the leader"), _("For your own use. Write no names on it."), "mvp")
    head: list[Piece] = [Words(title, "title", scale=0.85), Gap(1.5)]
    if not runs:
        return pages([*head, *nothing_yet()], frame)
    longest = _longest(runs)
    lines: list[Piece] = [Kept((Words(_("Lesson by lesson"), "heading"), Gap(0.6)))]
    for run in runs:
        lines += [_own_line(run, longest), Gap(0.35)]
    return close_set([*head, _own_tiles(runs), Gap(2.5), *lines], frame)


def _own_tiles(runs: Sequence[Run]) -> Piece:
    minutes = round(sum(run.row.spent_s for run in runs) / _MINUTE)
    groups = len({run.row.group for run in runs})
    ready = [run.row.prepared_min for run in runs if run.row.prepared_min is not None]
    went = [run.row.went for run in runs if run.row.went is not None]
    well = sum(one >= 3 for one in went)
    return Tiles(
        (
            tile(
                _("Lessons led"),
                str(len(runs)),
                ngettext("in {n} group", "in {n} groups", groups).format(n=groups),
            ),
            tile(_("Minutes"), numeral(minutes), _("without breaks")),
            tile(
                _("Preparation"), str(round(sum(ready) / len(ready))) if ready else "–", _("minutes a lesson")
            ),
            tile(
                _("Went well"),
                str(well) if went else "–",
                _("of {n} that you judged then").format(n=len(went)),
            ),
        )
    )


def _own_line(run: Run, longest: int) -> Piece:
    row = run.row
    words = _("{spent} of {planned} min").format(spent=round(row.spent_s / _MINUTE), planned=row.length_min)
    bar = Bar(row.spent_s / longest, "mvp", row.length_min * _MINUTE / longest, 1.6)
    went = went_words().get(row.went or 0, "–")
    name = f"{run.day.isoformat()}  {row.group} · {row.label} {row.title}"
    return Row(
        (Words(name, "small"), bar, Words(words, "small"), Words(went, "small")),
        (7, 2.5, 1.9, 1.4),
        between=1.2,
    )


def went_words() -> dict[int, str]:
    """How a lesson went, as its leader said."""
    return {1: _("Less well"), 2: _("So-so"), 3: _("Well"), 4: _("Very well")}
