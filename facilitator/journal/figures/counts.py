"""Answers to the same statement, before and after: what a group stood for the first time and the last.

Counts of a whole group, only where the author allows them; what is too small is hidden by `smallcells`. The trail of
changes is that of the exercise itself, so that what was taken back is not counted.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from facilitator.content.model import Answers, Corners, Spectrum
from facilitator.content.script import Script
from facilitator.journal import reading
from facilitator.journal.figures import smallcells
from facilitator.journal.figures.selection import Selection, held, school_year
from facilitator.journal.log import Log
from facilitator.journal.reading import Broken
from facilitator.journal.tables import schema, sheaves
from facilitator.planning.groups import is_staff
from facilitator.session import work as w
from facilitator.session.facts import CountsShown, ExerciseUndone, HandsCounted, from_plain

_OURS: Final = sheaves.of_kind(HandsCounted, CountsShown, ExerciseUndone)
_RUN, _FACT = schema.session.c, schema.fact.c
Shown = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How a group stood once: the session, when it began (UTC), and a count an answer; None: hidden, or not counted."""

    session: str
    started: str
    label: str
    counts: Shown


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, and how a group stood to it each time it was counted, oldest first."""

    school: str
    group: str
    programme: str
    text: str
    answers: tuple[str, ...]
    times: tuple[Counted, ...]

    @property
    def before(self) -> Counted:
        """The first time."""
        return self.times[0]

    @property
    def after(self) -> Counted | None:
        """The last time; None when it was counted only once."""
        return self.times[-1] if len(self.times) > 1 else None


def statements(journal: Log, selection: Selection) -> list[Statement]:
    """Every statement that a group was counted on, by school and group; those with nothing to show are left out. A class is one
    for a school year; the staff stays the same.

    Raises WorldTrouble when the log cannot be read or a lesson's text in it is damaged.
    """
    wanted = (
        select(
            _FACT.session, _FACT.kind, _FACT.version, _FACT.data, _RUN.school, _RUN.group, _RUN.programme, _RUN.label,
            _RUN.started, _RUN.people, _RUN.lesson_hash, school_year(selection),
        )
        .select_from(schema.fact.join(schema.session, _RUN.session == _FACT.session))
        .where(*held(selection), _OURS)
        .order_by(_RUN.started, _FACT.session, _FACT.seq)
    )  # fmt: skip
    found: dict[tuple[int | None, tuple[str, str, str, str, tuple[str, ...]]], list[Counted]] = {}
    try:
        with journal.database.begin() as connection:
            rows = [dict(row) for row in connection.execute(wanted).mappings()]
            texts = {key: reading.script(connection, key) for key in {row["lesson_hash"] for row in rows}}
    except Broken as broken:
        raise journal.damaged(str(broken)) from broken
    for own in _by_session(rows):
        head = own[0]
        for (text, answers), counts in _counted(own, texts[head["lesson_hash"]]):
            shown = smallcells.answers(counts, head["people"])
            if any(count is not None for count in shown):
                own_year = None if is_staff(head["group"]) else head["year"]
                key = (head["school"], head["group"], head["programme"], text, answers)
                found.setdefault((own_year, key), []).append(
                    Counted(head["session"], head["started"], head["label"], shown)
                )
    made = (Statement(*key, tuple(times)) for (_year, key), times in found.items())
    return sorted(made, key=_place)


def _place(statement: Statement) -> tuple[str, ...]:
    return statement.school, statement.group, statement.before.started, statement.text


def _by_session(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    own: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        own.setdefault(row["session"], []).append(row)
    yield from own.values()


def _counted(
    rows: Iterable[Mapping[str, Any]], script: Script
) -> Iterator[tuple[tuple[str, tuple[str, ...]], Shown]]:
    """The counts of a session as they stood at the end, by statement and answers, in the order of its steps."""
    trails = {
        step.id: w.Trail(work) for step in script.steps if isinstance(work := w.empty(step.stage), w.Counts)
    }
    for row in rows:
        fact = from_plain(row["kind"], row["version"], json.loads(row["data"]))
        if isinstance(fact, HandsCounted | CountsShown | ExerciseUndone) and fact.step in trails:
            trails[fact.step] = w.change(trails[fact.step], fact)
    for step in script.steps:
        now = trails[step.id].now if step.id in trails else None
        if isinstance(now, w.Counts) and any(count is not None for count in now.counts):
            yield _asked(step.stage), now.counts


def _asked(stage: object) -> tuple[str, tuple[str, ...]]:
    """The statement of a step on which hands are counted, and its answers."""
    match stage:
        case Corners(statement=text, corners=corners, open=last):
            return text, (*corners, last)
        case Spectrum(statement=text, ends=ends, middle=middle):
            return text, (ends[0], middle, ends[1])
        case Answers(statement=text, answers=answers):
            return text, tuple(answers)
        case _:
            raise TypeError(type(stage).__name__)
