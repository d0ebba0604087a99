"""Which scenarios groups have met: told in a step that was held, whole or cut short, as the texts of the lessons led say.

A scenario may be another than the author's, picked for a group; the text that a session ran says which (docs/adr/0025). Lessons
whose text is not here (read from CSV) are in no figure. One query for the screen and the files. Raises WorldTrouble when the
log cannot be read.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from facilitator.journal.figures import smallcells
from facilitator.journal.figures.selection import Selection, by_year, held, school_year
from facilitator.journal.log import Log
from facilitator.journal.reading import UNREADABLE
from facilitator.journal.tables import schema
from facilitator.journal.tables.bulk import parts

TOLD: Final = ("held", "shortened")
"""What became of a step whose scenario was told."""
_RUN, _STEP, _TEXT = schema.session.c, schema.session_step.c, schema.lesson_snapshot.c
_AT_ONCE: Final = 100
_MOST_KNOWN: Final = 20_000
_MOST_ASKED: Final = 10_000
"""Texts in one query: a database takes so many values and no more."""


class Case(NamedTuple):
    """A step that shows a scenario in the text of a lesson: its place there, from 1."""

    place: int
    scenario: str
    title: str


Texts = Mapping[str, tuple[Case, ...]]
"""The scenarios of the texts of lessons, by the text's hash."""


class Key(NamedTuple):
    """A scenario in a lesson."""

    scenario: str
    programme: str
    lesson: str


@dataclass(frozen=True, slots=True)
class Use:
    """In how many sessions a scenario was told in a lesson, and with how many groups; None when too few to tell of."""

    key: Key
    title: str
    label: str
    sessions: int | None
    groups: int | None


@dataclass(slots=True)
class _Count:
    title: str
    label: str
    sessions: int = 0
    groups: set[tuple[str, str, int]] = field(default_factory=set)


_known: dict[str, tuple[Case, ...]] = {}
"""The scenarios of texts that have been read, by hash: under its hash a text never changes."""


def used(journal: Log, selection: Selection) -> list[Use]:
    """Every scenario that was told, lesson by lesson; the most told first, those that too few have met last."""
    counts: dict[Key, _Count] = {}
    with journal.database.begin() as connection:
        texts = _told_by(connection)
        for hashes in parts(list(texts), _MOST_ASKED):
            part = {own: texts[own] for own in hashes}
            for row in connection.execute(_counted(part, selection)):
                found = next(one for one in part[row.lesson_hash] if one.place == row.planned_order)
                key = Key(found.scenario, row.programme, row.lesson)
                count = counts.setdefault(key, _Count(found.title, row.label))
                count.sessions += row.times
                count.groups.add((row.school, row.group, row.year))
    rows = sorted(counts.items(), key=_by_key)
    shown = smallcells.told([count.sessions for _key, count in rows])
    uses = (
        Use(key, count.title, count.label, times, None if times is None else len(count.groups))
        for (key, count), times in zip(rows, shown, strict=True)
    )
    return sorted(uses, key=_most_first)


def _by_key(row: tuple[Key, _Count]) -> Key:
    return row[0]


def _most_first(one: Use) -> tuple[bool, int, Key]:
    """What is hidden comes last, in an order that tells nothing of how often."""
    return one.sessions is None, -(one.sessions or 0), one.key


def _counted(texts: Texts, selection: Selection) -> Select[Any]:
    """How often each group of a school year met the scenario at a place of a text, which is of one lesson.

    All places at once are told too, as a sum: a server leaves out most steps by it, and SQLite does not look for steps by it.
    """
    own = (_RUN.lesson_hash, _STEP.planned_order, _RUN.school, _RUN.group)
    every = sorted({one.place for found in texts.values() for one in found})
    told = (
        _STEP.planned_order.in_(_places(texts)),
        (_STEP.planned_order + 0).in_(every),
        _STEP.outcome.in_(TOLD),
    )
    of_text = (func.max(_RUN[name]).label(name) for name in ("programme", "lesson", "label"))
    return (
        select(*own, school_year(selection), *of_text, func.count().label("times"))
        .select_from(schema.session.join(schema.session_step, _STEP.session == _RUN.session))
        .where(*held(selection), *told)
        .group_by(*own, *by_year(selection))
    )


def _places(texts: Texts) -> list[ColumnElement[int]]:
    """The places of the scenarios in the text that a session ran: a step is found by them, not looked for."""
    ranks: list[dict[int, list[str]]] = []
    for own, found in texts.items():
        for rank, one in enumerate(found):
            if rank == len(ranks):
                ranks.append({})
            ranks[rank].setdefault(one.place, []).append(own)
    return [
        case(*((_RUN.lesson_hash.in_(own), place) for place, own in sorted(rank.items()))) for rank in ranks
    ]


def texts_of(journal: Log) -> Texts:
    """The scenarios of every text that is here and shows any."""
    with journal.database.begin() as connection:
        return _told_by(connection)


def _told_by(connection: Connection) -> dict[str, tuple[Case, ...]]:
    hashes = list(connection.execute(select(_TEXT.hash).order_by(_TEXT.hash)).scalars())
    new = [own for own in hashes if own not in _known]
    if len(_known) + len(new) > _MOST_KNOWN:
        _known.clear()
        new = hashes
    for part in parts(new, _AT_ONCE):
        wanted = select(_TEXT.hash, _TEXT.script).where(_TEXT.hash.in_(part))
        for own, text in connection.execute(wanted):
            _known[own] = tuple(_read(text))
    return {own: found for own in hashes if (found := _known.get(own))}


def _read(text: str) -> Iterator[Case]:
    """What a text says; nothing when it cannot be read, which `doctor` tells of."""
    try:
        script = json.loads(text)
        for place, step in enumerate(script["steps"], 1):
            if step["form"] == "scenario":
                key = step["stage"]["scenario"]
                yield Case(place, key, script["scenarios"][key]["title"])
    except UNREADABLE:
        return
